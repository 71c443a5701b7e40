"""The names of an event inside one gene: the literature's, by its kinase domain, and the r. description."""

from fusionanno.annotation.events.internal_change import Change, bases
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.product.domains import CountedDomains
from fusionanno.model import Breakpoint, FusionTranscript, PlacedFusion, ReadingFrame
from fusionanno.naming.hgvs import lies_somewhere, linker_bases
from fusionanno.naming.tables import NamedInternalEvent, bare, named_internal_events


def known_event(change: Change, layouts: Layouts) -> NamedInternalEvent | None:
    """The event's name in the literature: the same edges on the transcript that the name counts on."""
    rows = named_internal_events().get(change.layout.transcript.gene, ())
    if change.is_none or not rows:
        return None
    edges = change.layout.place(change.first), change.layout.place(change.last)
    return next((row for row in rows if _fits(row, change, edges, layouts)), None)


def known_name(known: NamedInternalEvent, change: Change, frame: ReadingFrame, words: str) -> str:
    """Return the name, with bases inserted beside it; plain words where the frame is not the name's."""
    if frame not in (known.frame, ReadingFrame.UNDETERMINED):
        what = "a duplication as of" if known.kind == "itd" else "the exons of"
        return f"{words} ({what} {known.name}, but {_FRAME_WORDS.get(frame, frame.value)})"
    return f"{known.name} with {bases(change.inserted)} inserted" if change.inserted else known.name


_FRAME_WORDS = {
    ReadingFrame.OUT_OF_FRAME: "out of frame",
    ReadingFrame.IN_FRAME: "in frame",
    ReadingFrame.STOP_CODON: "with a stop codon",
    ReadingFrame.NO_PROTEIN: "without a protein",
}


def _fits(
    row: NamedInternalEvent, change: Change, edges: tuple[Breakpoint, Breakpoint], layouts: Layouts
) -> bool:
    own = (each for each in layouts.of_gene(row.gene) if bare(each.transcript.id) == row.transcript)
    layout = next(own, None)
    if layout is None or row.last_exon > layout.exon_count:
        return False
    first, last = (layout.transcript_position(place.position) for place in edges)
    if first is None or last is None:
        return False
    low, high = layout.exon_first[row.first_exon - 1], layout.exon_last[row.last_exon - 1]
    if row.kind == "itd":
        return change.is_doubled and low <= first and last <= high
    return (
        change.is_doubled == (row.kind == "duplication") and change.is_whole and (first, last) == (low, high)
    )


def kinase_doubled(change: Change, told: FusionTranscript, counted: CountedDomains | None) -> str | None:
    """Name a duplication in frame that holds a whole kinase domain."""
    layout = change.layout
    if not change.is_doubled or counted is None or told.frame.frame is not ReadingFrame.IN_FRAME:
        return None
    if counted.layout.transcript.id != layout.transcript.id or layout.cds_first is None:
        return None
    spans = (
        (layout.cds_first + (each.start - 1) * 3, layout.cds_first + each.end * 3 - 1)
        for each in counted.domains
        if each.is_kinase
    )
    if not any(change.first <= first and last <= change.last for first, last in spans):
        return None
    low, high = change.exons
    return f"{layout.transcript.gene} kinase domain duplication (exons {low}-{high})"


def r_description(placed: PlacedFusion, change: Change) -> str | None:
    """The r. description on the transcript; None for retained introns, bases not known, alignment gaps, and
    for an end somewhere in an exon.
    """
    if placed.transcript is not None and lies_somewhere(placed.transcript):
        return None
    transcript, linker = change.layout.transcript, linker_bases(placed)
    if change.is_none or change.retained or transcript.has_alignment_gaps or linker is None:
        return None
    if change.is_doubled and linker:
        return None
    span = _span(change)
    kind = "dup" if change.is_doubled else f"delins{linker.lower().replace('t', 'u')}" if linker else "del"
    told = placed.transcript
    body = f"({span}{kind})" if told is not None and told.five_prime.predicted else f"{span}{kind}"
    return f"{transcript.id}:r.{body}"


def _span(change: Change) -> str:
    first, last = (_r_number(change.layout, base) for base in (change.first, change.last))
    return first if first == last else f"{first}_{last}"


def _r_number(layout: Layout, base: int) -> str:
    """HGVS numbering: from the A of the start codon, minus before it, a star after the stop codon."""
    if layout.cds_first is None or layout.cds_last is None:
        return str(base)
    if base > layout.cds_last:
        return f"*{base - layout.cds_last}"
    return str(base - layout.cds_first + (base >= layout.cds_first))
