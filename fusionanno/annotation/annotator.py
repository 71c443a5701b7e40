"""The steps from a call to a placed fusion, in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fusionanno.annotation.events.boundary import at_kept_bases
from fusionanno.annotation.events.classify import classify
from fusionanno.annotation.events.event import Event
from fusionanno.annotation.events.internal import inside, on_one_transcript
from fusionanno.annotation.events.order import in_either_order
from fusionanno.annotation.events.orientation import partners_in_sense
from fusionanno.annotation.events.partner import OUR_OWN
from fusionanno.annotation.events.partners import partner_genes
from fusionanno.annotation.events.reach import from_afar, in_reach
from fusionanno.annotation.events.readthrough import settled
from fusionanno.annotation.events.rearrangement import rearrangement_of
from fusionanno.annotation.flags import (
    call_flags,
    of_any_transcript,
    order_flags,
    reading_flags,
    stated_exon_flags,
)
from fusionanno.annotation.fuse import Fuser
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.geometry.reading import Beside, End, NoJunction, Pair, ReadAs, WrongTranscript
from fusionanno.annotation.product.caller_sequence import sequence_flags
from fusionanno.annotation.transcripts.every_pair import NoPair, every_pair
from fusionanno.annotation.transcripts.intervals import is_uncertain, within_interval
from fusionanno.annotation.transcripts.movable import of_reading
from fusionanno.annotation.transcripts.numbering import choose_pair
from fusionanno.annotation.transcripts.other_numbers import OtherNumbers, is_dismissed
from fusionanno.annotation.transcripts.other_transcripts import OtherTranscripts
from fusionanno.annotation.transcripts.sites import SiteReader
from fusionanno.annotation.transcripts.snapping import snap_flags, tolerance
from fusionanno.annotation.transcripts.unjoined import joined_on_others
from fusionanno.errors import UnknownName
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import (
    EventKind,
    Flag,
    FlagId,
    FusionCall,
    FusionTranscript,
    JunctionSite,
    PartnerOrder,
    PlacedFusion,
    ReadingFrame,
    Side,
    TranscriptChoice,
)

_MOST_IN_FRAME = 16
"""Pairs in frame that are told in full where the chosen one is not, from each kind of other reading."""
_MOST_SHOWN = 4
"""Of these, how many that keep different domains are shown."""


class Annotator:
    """Places calls on the transcripts of one gene model.

    transcripts is the laboratory's own list (ids with or without version); it comes before every rule.
    snap is the number of bases within which a junction of RNA is moved to an exon edge (0: none is; None: by
    the call's jitter, the platform's own).
    What is looked up for a gene is kept, so that a call costs the same in the first row as in the last.
    """

    def __init__(self, model: GeneModel, transcripts: Iterable[str] = (), snap: int | None = None) -> None:
        self._model = model
        self._layouts = Layouts(model)
        self._fuser = Fuser(model, self._layouts)
        self._listed = frozenset(transcripts)
        self._sites = SiteReader(self._layouts, self._listed, snap)
        self._tolerance = tolerance if snap is None else lambda call: ""
        self._numbers = OtherNumbers(self._layouts, self._fuser.verdict, self._listed)
        self._others = OtherTranscripts(self._layouts, self._fuser.verdict)

    def place(self, call: FusionCall) -> PlacedFusion:
        """Return the call with its genes, junction, frame and domains.

        Raises UnknownName or AmbiguousName for a gene or transcript, ValueError for an exon or a position
        that cannot be, where a person wrote the row; rows of programs are flagged instead.
        """
        is_ours = call.caller in OUR_OWN
        if call.order is PartnerOrder.TOLD:
            oriented = partners_in_sense(self._model, call, is_ours)
        else:
            oriented = in_either_order(self._layouts, call, is_ours)
        call, five, three = oriented.call, oriented.five, oriented.three
        if call.position_kind is not None:
            call = at_kept_bases(call, five.gene, three.gene)
        event = oriented.open or classify(call, five, three, self._layouts)
        reach = in_reach(self._model, call, event.kind, (five, three))
        placed = PlacedFusion(
            call=call,
            assembly=self._model.assembly,
            molecule=call.molecule,
            five_gene=five.gene,
            three_gene=three.gene,
            event=event.kind,
            transcript=None,
            because=event.because + from_afar(reach),
            in_reach=reach,
            flags=(*oriented.flags, *five.flags, *three.flags, *event.flags, *order_flags(call, is_ours)),
        )
        ends = [
            End(found.gene, partner, side, is_ours, call.jitter or 0)
            for found, partner, side in (
                (five, call.five_prime, Side.FIVE_PRIME),
                (three, call.three_prime, Side.THREE_PRIME),
            )
            if found.gene is not None and not found.gene.is_region and not found.elsewhere
        ]
        if event.can_fuse:
            placed = self._as_event(self._joined(placed, event, *ends), event)
        elif len(ends) == 1 and ends[0].is_located and event.places_end:
            placed = self._alone(placed, ends[0])
        return replace(placed, rearrangement=rearrangement_of(placed))

    def place_on_others(self, placed: PlacedFusion) -> Iterator[PlacedFusion]:
        """Yield the call of a placed fusion on every other pair of its genes' transcripts.

        Nothing where no junction is stated, or the event makes no fusion transcript.
        """
        call, is_ours = placed.call, placed.call.caller in OUR_OWN
        five, three = partner_genes(self._model, call, is_ours)
        event = classify(call, five, three, self._layouts)
        if not event.can_fuse or five.gene is None or three.gene is None:
            return
        five_end = End(five.gene, call.five_prime, Side.FIVE_PRIME, is_ours)
        ends = five_end, End(three.gene, call.three_prime, Side.THREE_PRIME, is_ours)
        if not all(end.is_located for end in ends):
            return
        read_as = self._sites.read_as(placed.molecule, *ends)
        bare = replace(
            placed,
            event=event.kind,
            transcript=None,
            alternatives=(),
            choice=TranscriptChoice.OTHER,
            flags=of_any_transcript(placed.flags),
            event_name=None,
            no_junction_on=None,
        )
        for pair in every_pair(self._layouts, ends, read_as, placed.transcript, self._listed):
            if not (isinstance(pair, NoPair) and pair.transcripts == placed.no_junction_on):
                yield self._on(bare, event, pair, read_as)

    def _on(self, bare: PlacedFusion, event: Event, pair: Pair | NoPair, read_as: ReadAs) -> PlacedFusion:
        if isinstance(pair, NoPair):
            return replace(bare, because=str(pair), no_junction_on=pair.transcripts)
        fused = self._fuser.fuse(bare.call, pair, read_as)
        flags = (*bare.flags, *call_flags(bare.call, read_as, pair, fused))
        because = event.because or fused.frame.because
        return self._as_event(replace(bare, transcript=fused, because=because, flags=flags), event)

    def _as_event(self, placed: PlacedFusion, event: Event) -> PlacedFusion:
        """Tell what only the junction decides: what happens inside one gene, or a read-through."""
        if event.kind is EventKind.INTERNAL:
            return inside(placed, self._layouts, self._fuser.domains_of)
        return settled(placed, self._model) if event.may_read_through else placed

    def _alone(self, placed: PlacedFusion, end: End) -> PlacedFusion:
        """Place the only end that has a gene; no frame can be told of it."""
        read_as = self._sites.read_as(placed.molecule, end)
        try:
            reading = self._sites.readings(end, read_as)[0]
        except NoJunction:
            return placed
        except (ValueError, UnknownName) as error:
            return _unread(placed, error, end.is_ours)
        flags = snap_flags(reading, because=self._tolerance(placed.call))
        return replace(placed, end=self._fuser.alone(reading), flags=(*placed.flags, *flags))

    def _joined(self, placed: PlacedFusion, event: Event, five: End, three: End) -> PlacedFusion:
        read_as = self._sites.read_as(placed.molecule, five, three)
        try:
            pairs = self._sites.pairs(five, three, read_as)
            if event.kind is EventKind.INTERNAL:
                pairs = on_one_transcript(pairs, self._layouts.of_gene(five.gene.symbol), read_as)
        except NoJunction as error:
            return self._unjoined(replace(placed, because=str(error)), read_as, five, three)
        except (ValueError, UnknownName) as error:
            return _unread(placed, error, five.is_ours)
        if not pairs:
            return replace(placed, because=_no_junction_stated(five, three))
        fused = [self._fuser.fuse(placed.call, pair, read_as) for pair in pairs]
        chosen = choose_pair(pairs, fused)
        transcript = fused[chosen]
        if event.kind is not EventKind.INTERNAL and is_dismissed(pairs, fused, chosen):
            self._add_other_numbers(placed.call, (five, three), (pairs, fused), chosen)
        beside = self._beside(placed.call, read_as, (five, three), pairs[chosen], transcript)
        flags = (
            *placed.flags,
            *self._exon_flags(read_as, (five, transcript.five_prime), (three, transcript.three_prime)),
            *call_flags(placed.call, read_as, pairs[chosen], transcript),
            *reading_flags(pairs, fused, chosen),
            *snap_flags(*pairs[chosen].ends, because=self._tolerance(placed.call)),
            *sequence_flags(placed.call, pairs[chosen], transcript),
            *(flag for each in beside for flag in each.flags),
        )
        others = [other for other in fused if other is not transcript]
        others += self._in_frame(placed.call, beside, read_as)
        return replace(
            placed,
            transcript=transcript,
            because=event.because or transcript.frame.because,
            alternatives=tuple(others),
            flags=flags,
        )

    def _beside(
        self,
        call: FusionCall,
        read_as: ReadAs,
        ends: tuple[End, End],
        told: Pair,
        transcript: FusionTranscript,
    ) -> list[Beside]:
        """What other transcripts and other positions of the interval would say; usually nothing."""
        found, frame, judge = [], transcript.frame.frame, self._fuser.verdict
        if ends[0].gene.symbol != ends[1].gene.symbol:
            found.append(self._others.beside(call, read_as, ends, told, frame))
        if is_uncertain(call):
            marks = of_reading(told.five_prime), of_reading(told.three_prime)
            found.append(within_interval(call, read_as, marks, frame, judge))
        return found

    def _add_other_numbers(
        self,
        call: FusionCall,
        ends: tuple[End, End],
        read: tuple[list[Pair], list[FusionTranscript]],
        chosen: int,
    ) -> None:
        """Add what exon numbers mean on further transcripts, as far as that is in frame."""
        for pair in self._numbers.in_frame(call, ends, read[0], chosen):
            fusion = self._fuser.fuse(call, pair, ReadAs.JUNCTION)
            if fusion.frame.frame is ReadingFrame.IN_FRAME:
                read[0].append(pair)
                read[1].append(fusion)

    def _in_frame(
        self, call: FusionCall, beside: Sequence[Beside], read_as: ReadAs
    ) -> list[FusionTranscript]:
        """Tell what is in frame beside a junction that is not, as far as its sequence does not deny it.

        Of pairs that keep the same of every domain, the first.
        """
        found: dict[tuple[tuple[str, str], ...], FusionTranscript] = {}
        for pair in (pair for each in beside for pair in each.in_frame[:_MOST_IN_FRAME]):
            fused = self._fuser.fuse(call, pair, read_as)
            if fused.frame.frame is ReadingFrame.IN_FRAME:
                kept = tuple((fate.domain.accession, fate.status.value) for fate in fused.domains)
                found.setdefault(kept, fused)
        return list(found.values())[:_MOST_SHOWN]

    def _unjoined(self, placed: PlacedFusion, read_as: ReadAs, five: End, three: End) -> PlacedFusion:
        """Say on which transcripts no junction follows, and what other positions and others would say."""
        try:
            ends = self._sites.movable(five, read_as), self._sites.movable(three, read_as)
        except NoJunction:
            return placed
        except (ValueError, UnknownName) as error:
            return _unread(placed, error, five.is_ours)
        call, flags, judge = placed.call, list(placed.flags), self._fuser.verdict
        if is_uncertain(call):
            flags += within_interval(call, read_as, ends, ReadingFrame.UNDETERMINED, judge).flags
        is_one = five.gene.symbol == three.gene.symbol
        if read_as is ReadAs.BREAK and not is_one:
            flags += joined_on_others(call, ends, self._layouts, judge)
        told = ends[0].layout.transcript, ends[1].layout.transcript
        is_pair = not is_one or told[0] == told[1]
        return replace(placed, flags=tuple(flags), no_junction_on=told if is_pair else None)

    def _exon_flags(self, read_as: ReadAs, *told: tuple[End, JunctionSite]) -> Iterator[Flag]:
        """Refuse, or flag for a program, an exon and a position that do not meet; else say who counts so."""
        for end, site in told:
            said = self._sites.exon_contradiction(end, read_as)
            if said is None:
                yield from stated_exon_flags((end, site))
            elif end.is_ours:
                raise ValueError(said)
            else:
                yield Flag(FlagId.EXON_CONTRADICTS, said)


def _unread(placed: PlacedFusion, error: Exception, is_ours: bool) -> PlacedFusion:
    """Refuse, or flag for a program, an exon or a transcript that cannot be."""
    if is_ours:
        raise error
    is_transcript = isinstance(error, (UnknownName, WrongTranscript))
    flag = Flag(FlagId.NO_SUCH_TRANSCRIPT if is_transcript else FlagId.NO_SUCH_EXON, str(error))
    return replace(placed, because=str(error), flags=(*placed.flags, flag))


def _no_junction_stated(*ends: End) -> str:
    bare = [end.gene.symbol for end in ends if not end.is_located]
    return f"neither exon nor position is stated for {' and '.join(bare)}: frame and domains cannot be told"
