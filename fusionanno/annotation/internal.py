"""Events inside one gene: exons lost or doubled, the gene's own splice junction, duplications within an exon.

Both ends are told on one transcript, so that "from" and "to" count alike. What is lost or doubled follows
from the last transcript base kept on the 5' side and the first one kept on the 3' side.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fusionanno.annotation.domains import CountedDomains
from fusionanno.annotation.internal_domains import fates_inside, kinase_inside
from fusionanno.annotation.junction import exonic_base, kept_intronic, observed_site, predicted_sites
from fusionanno.annotation.layout import Layout
from fusionanno.annotation.layouts import Layouts
from fusionanno.annotation.reading import Pair, ReadAs, Reading
from fusionanno.model import (
    Breakpoint,
    DomainFate,
    Effect,
    EventName,
    FusionTranscript,
    KinaseFate,
    KinaseStatus,
    PlacedFusion,
    ReadingFrame,
    Side,
)
from fusionanno.naming.hgvs import linker_bases
from fusionanno.naming.tables import NamedInternalEvent, bare, named_internal_events

_OF_ONE = "both ends of one gene are told on one transcript"


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to the transcript: bases `first` to `last` (1-based) are lost, or doubled.

    Neither where last < first: the 5' part goes on with its own next base. whole: both ends are exon edges.
    """

    layout: Layout
    first: int
    last: int
    is_doubled: bool = False
    retained: int = 0
    inserted: int = 0

    @property
    def is_none(self) -> bool:
        return self.last < self.first

    @property
    def is_own(self) -> bool:
        """True for the gene's own splice junction."""
        return self.is_none and not self.retained and not self.inserted

    @property
    def exons(self) -> tuple[int, int]:
        """The exons of the first and of the last base."""
        return _exon_of(self.layout, self.first), _exon_of(self.layout, self.last)

    @property
    def is_whole(self) -> bool:
        low, high = self.exons
        edges = self.layout.exon_first[low - 1], self.layout.exon_last[high - 1]
        return (self.first, self.last) == edges and not self.retained


def on_one_transcript(pairs: Sequence[Pair], layouts: Sequence[Layout], read_as: ReadAs) -> list[Pair]:
    """Return the readings whose ends are told on one transcript; else positions are told again on one.

    The first transcript of which both are exon edges is taken, else the first that spans both.
    """
    same = [pair for pair in pairs if _is_one(pair)]
    if same or not pairs:
        return same
    places = pairs[0].five_prime.site.breakpoint, pairs[0].three_prime.site.breakpoint
    if places[0] is None or places[1] is None:
        return list(pairs)
    for layout in _by_fit(layouts, places[0], places[1]):
        return [_told(layout, places[0], places[1], read_as)]
    return list(pairs)


def _is_one(pair: Pair) -> bool:
    return pair.five_prime.layout.transcript.id == pair.three_prime.layout.transcript.id


def _by_fit(layouts: Sequence[Layout], five: Breakpoint, three: Breakpoint) -> list[Layout]:
    here = [each for each in layouts if each.transcript.contig == five.contig]
    coding = [each for each in here if each.transcript.is_coding] or here
    edges = [
        each
        for each in coding
        if each.exon_at_edge(five.position, Side.FIVE_PRIME)
        and each.exon_at_edge(three.position, Side.THREE_PRIME)
    ]
    low, high = sorted((five.position, three.position))
    return [
        *edges,
        *(each for each in coding if each.transcript.start <= low and high <= each.transcript.end),
    ]


def _told(layout: Layout, five: Breakpoint, three: Breakpoint, read_as: ReadAs) -> Pair:
    if read_as is ReadAs.BREAK:
        sites = predicted_sites(layout, five, layout, three)
    else:
        sites = (
            observed_site(layout, Side.FIVE_PRIME, five),
            observed_site(layout, Side.THREE_PRIME, three),
        )
    how = f"read on {layout.transcript.id}"
    return Pair(
        Reading(layout, replace(sites[0], because=_OF_ONE), five, 0, how),
        Reading(layout, replace(sites[1], because=_OF_ONE), three, 0, how),
    )


def inside(
    placed: PlacedFusion, layouts: Layouts, counted: Callable[[Layout], CountedDomains | None]
) -> PlacedFusion:
    """Name what happens inside the gene, and what is kept of its domains.

    Where the two ends are not told on one transcript, only that it is a change inside one gene is said.
    """
    told = placed.transcript
    if told is None or told.five_prime.transcript.id != told.three_prime.transcript.id:
        return _unnamed(placed)
    change = _change(placed, layouts.of(told.five_prime.transcript))
    if change is None:
        return _unnamed(placed)
    words = _words(placed, change)
    known = _known(change, layouts)
    name = known.name if known else _kinase_doubled(change, told, counted(change.layout)) or words
    named = EventName(name, known.citations if known else (), _hgvs(placed, change))
    why = "both ends lie in one gene" if change.is_none else "a change inside one gene, not a fusion of two"
    because = f"{words}: {why} ({told.frame.because})"
    return replace(
        placed,
        transcript=_with_domains(told, change, counted(change.layout), words),
        because=because,
        event_name=None if change.is_none else named,
    )


def _unnamed(placed: PlacedFusion) -> PlacedFusion:
    if placed.transcript is None:
        return placed
    kinase = KinaseFate(None, None, KinaseStatus.UNDETERMINED, placed.because)
    told = replace(
        placed.transcript,
        domains=(),
        kinase=kinase,
        effect=Effect.UNDETERMINED,
        effect_because=placed.because,
    )
    return replace(placed, transcript=told)


def _change(placed: PlacedFusion, layout: Layout) -> Change | None:
    told = placed.transcript
    assert told is not None
    five, three = exonic_base(layout, told.five_prime), exonic_base(layout, told.three_prime)
    if five is None or three is None:
        return None
    retained = kept_intronic(told.five_prime) + kept_intronic(told.three_prime)
    if three <= five:
        return Change(layout, three, five, is_doubled=True, retained=retained, inserted=told.inserted)
    return Change(layout, five + 1, three - 1, retained=retained, inserted=told.inserted)


def _words(placed: PlacedFusion, change: Change) -> str:
    """Say it plainly: "EGFR exons 2-7 deleted, in-frame"."""
    gene = change.layout.transcript.gene
    if change.is_none:
        return _nothing(placed, change)
    low, high = change.exons
    size = change.last - change.first + 1
    exons = f"exon {low}" if low == high else f"exons {low}-{high}"
    done = "duplicated" if change.is_doubled else "deleted"
    where = f"{gene} {exons} {done}" if change.is_whole else f"{gene} {size} bases of {exons} {done}"
    extra = f", {change.retained} bases of introns kept" if change.retained else ""
    extra += f", {change.inserted} bases inserted" if change.inserted else ""
    return f"{where}{extra}, {placed.frame.value}"


def _nothing(placed: PlacedFusion, change: Change) -> str:
    gene, exon = change.layout.transcript.gene, _exon_of(change.layout, change.last)
    told = placed.transcript
    between = change.retained + change.inserted
    if told is not None and told.five_prime.predicted:
        return f"{gene}: both breaks lie in intron {exon}, no exon is lost or doubled"
    if between:
        return f"{gene} {between} bases between exons {exon} and {exon + 1}, no exon lost or doubled"
    return f"{gene} exon {exon} joined to exon {exon + 1}: the gene's own splice junction, no event"


def _known(change: Change, layouts: Layouts) -> NamedInternalEvent | None:
    """The event's name in the literature: the same edges on the transcript that the name counts on."""
    rows = named_internal_events().get(change.layout.transcript.gene, ())
    if change.is_none or not rows:
        return None
    edges = change.layout.place(change.first), change.layout.place(change.last)
    return next((row for row in rows if _fits(row, change, edges, layouts)), None)


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


def _kinase_doubled(change: Change, told: FusionTranscript, counted: CountedDomains | None) -> str | None:
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


def _with_domains(
    told: FusionTranscript, change: Change, counted: CountedDomains | None, words: str
) -> FusionTranscript:
    frame = told.frame.frame
    fates: tuple[DomainFate, ...] = ()
    if counted is not None and counted.layout.transcript.id == change.layout.transcript.id:
        fates = fates_inside(told, counted, change.is_doubled, is_own=change.is_own)
    effect = {
        ReadingFrame.IN_FRAME: Effect.ALTERED_PROTEIN,
        ReadingFrame.OUT_OF_FRAME: Effect.FRAMESHIFT,
        ReadingFrame.STOP_CODON: Effect.STOP_AT_JUNCTION,
    }.get(frame, Effect.UNDETERMINED)
    if change.is_none:
        effect = Effect.UNDETERMINED
    return replace(
        told,
        domains=fates,
        kinase=kinase_inside(fates, change.layout.transcript.gene, words),
        effect=effect,
        effect_because=f"{words}: {told.frame.because}",
    )


def _exon_of(layout: Layout, base: int) -> int:
    return bisect_left(layout.exon_last, base) + 1


def _hgvs(placed: PlacedFusion, change: Change) -> str | None:
    """The r. description on the transcript; None for retained introns, bases not known, alignment gaps."""
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
