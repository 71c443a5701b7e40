"""Flag what may be an artefact, say what is known to be none, and tell which calls come after the others.

Nothing is dropped: a call that is set aside stands in every format, with its reasons.
"""

from collections.abc import Iterator
from dataclasses import replace

from fusionanno.annotation.artefacts.keep_list import kept_because
from fusionanno.annotation.artefacts.partners import pair_reasons, partner_reasons
from fusionanno.annotation.artefacts.support import support_reasons
from fusionanno.knowledge import Knowledge
from fusionanno.model import (
    AnnotatedFusion,
    CallFilter,
    EventKind,
    Flag,
    FlagId,
    FusionName,
    Interpretation,
    PartnerOrder,
    PlacedFusion,
)


class ArtefactFlags:
    """Asks every rule of one call: look-ups by symbol, in tables that are read at the first call."""

    def __init__(self, knowledge: Knowledge, call_filter: CallFilter) -> None:
        self._knowledge = knowledge
        self._filter = frozenset(call_filter.flags)
        self._passed = () if self._filter else None

    def told(self, placed: PlacedFusion, name: FusionName, judged: Interpretation) -> AnnotatedFusion:
        """Return the call with its artefact flags, and whether the filter sets it aside.

        A call that is kept whatever its flags speak for says so in one more flag, known-driver.
        """
        found = tuple(self._found(placed))
        if not found and not placed.flags:
            return AnnotatedFusion(placed, name, judged, set_aside=self._passed)
        aside = self._aside((*placed.flags, *found))
        kept = tuple(self._kept(placed, judged)) if found or aside else ()
        if found or kept:
            flags = (*placed.flags, *found, *kept)
            sources = self._knowledge.cited(name for flag in flags for name in flag.citations)
            placed, judged = replace(placed, flags=flags), replace(judged, flag_citations=sources)
        return AnnotatedFusion(placed, name, judged, set_aside=self._passed if kept or not aside else aside)

    def _aside(self, flags: tuple[Flag, ...]) -> tuple[FlagId, ...]:
        return tuple(dict.fromkeys(flag.id for flag in flags if flag.id in self._filter))

    def _found(self, placed: PlacedFusion) -> Iterator[Flag]:
        reasons = self._knowledge.artefact_reasons
        for flag, because in (*support_reasons(placed.call), *partner_reasons(placed), *pair_reasons(placed)):
            yield Flag(flag, because, reasons[flag].citations)
        if placed.event is EventKind.READ_THROUGH:
            yield Flag(FlagId.READ_THROUGH, placed.because, reasons[FlagId.READ_THROUGH].citations)
        yield from self._normal(placed)

    def _normal(self, placed: PlacedFusion) -> Iterator[Flag]:
        """Yield that healthy people have this transcript; in either order where the order is not told."""
        pair = placed.five_symbol, placed.three_symbol
        seen = self._knowledge.seen_in_normal.get(pair)
        if seen is None and placed.call.order is PartnerOrder.NOT_TOLD:
            seen = self._knowledge.seen_in_normal.get(pair[::-1])
        if seen is not None:
            because = f"{seen.five_prime}::{seen.three_prime} was seen in {seen}"
            yield Flag(FlagId.RECURRENT_IN_NORMAL, because, seen.citations)

    def _kept(self, placed: PlacedFusion, judged: Interpretation) -> Iterator[Flag]:
        kept = kept_because(placed, judged, self._knowledge)
        if kept is not None:
            why, citations = kept
            yield Flag(FlagId.KNOWN_DRIVER, f"kept whatever speaks for an artefact: {why}", citations)
