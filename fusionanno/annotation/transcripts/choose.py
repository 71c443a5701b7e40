"""Which transcript a junction is told on, and why (VICC rule). Never chosen because it is in frame."""

from collections.abc import Sequence
from dataclasses import dataclass

from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import OnContig
from fusionanno.model import Breakpoint, Side, Transcript, TranscriptTag


@dataclass(frozen=True, slots=True)
class Choice:
    """A transcript's layout and the reason why it was taken; is_stated: the user names this transcript."""

    layout: Layout
    because: str
    is_stated: bool = False

    @property
    def transcript(self) -> Transcript:
        return self.layout.transcript


def preferred(layouts: Sequence[Layout], listed: frozenset[str]) -> Choice | None:
    """Return the gene's first transcript by rule: the user's list, MANE Select, Plus Clinical, longest."""
    if (chosen := _listed(layouts, listed)) is not None:
        return chosen
    return Choice(layouts[0], rank(layouts[0].transcript)) if layouts else None


def for_junction(here: OnContig, breakpoint: Breakpoint, side: Side, listed: frozenset[str]) -> Choice | None:
    """Return the transcript that tells an observed junction.

    The user's list > MANE Select whose exon edge it is > MANE Plus Clinical > longest coding transcript whose
    exon edge it is > the gene's first transcript with an offset.
    """
    if (chosen := _listed(here.layouts, listed)) is not None:
        return chosen
    for layout in here.telling:
        if layout.exon_at_edge(breakpoint.position, side) is not None:
            return Choice(layout, f"{rank(layout.transcript)}; the junction is an exon edge of it")
    return _spanning(here, breakpoint, "with an offset: the junction is no exon edge of any transcript")


def for_break(here: OnContig, breakpoint: Breakpoint, listed: frozenset[str]) -> Choice | None:
    """Return the transcript that tells a DNA break: the list, else the first that spans it (MANE first)."""
    if (chosen := _listed(here.layouts, listed)) is not None:
        return chosen
    return _spanning(here, breakpoint, "the break lies within it")


def by_rule(here: OnContig) -> list[Choice]:
    """Return every transcript that a position next to an exon edge may be told on, by rule."""
    return [
        Choice(layout, f"{rank(layout.transcript)}; the junction is moved to an exon edge of it")
        for layout in here.telling
    ]


def _spanning(here: OnContig, breakpoint: Breakpoint, why: str) -> Choice | None:
    for layout in here.telling:
        if layout.holds(breakpoint.position):
            return Choice(layout, f"{rank(layout.transcript)}; {why}")
    if not here.layouts:
        return None
    first = here.layouts[0]
    return Choice(first, f"{rank(first.transcript)}; the position lies outside every transcript")


def _listed(layouts: Sequence[Layout], listed: frozenset[str]) -> Choice | None:
    """Return the first that the user's list holds: it comes before every rule."""
    if not listed:
        return None
    own = (layout for layout in layouts if is_listed(layout.transcript, listed))
    return next((Choice(layout, "on the user's transcript list", is_stated=True) for layout in own), None)


def is_listed(transcript: Transcript, listed: frozenset[str]) -> bool:
    """True where the user's list names this transcript, with or without its version."""
    if not listed:
        return False
    names = (transcript.id, transcript.ensembl_id or "")
    return any(name in listed or name.partition(".")[0] in listed for name in names if name)


def rank(transcript: Transcript) -> str:
    """Say in words where a transcript stands in the rule."""
    if transcript.tag in (TranscriptTag.MANE_SELECT, TranscriptTag.MANE_PLUS_CLINICAL):
        return transcript.tag.value
    return "longest coding transcript" if transcript.is_coding else "non-coding transcript"
