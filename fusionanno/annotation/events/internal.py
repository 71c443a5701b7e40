"""Events inside one gene: exons lost or doubled, the gene's own splice junction, duplications within an exon.

Both ends are told on one transcript, so that "from" and "to" count alike. What is lost or doubled follows
from the last transcript base kept on the 5' side and the first one kept on the 3' side.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from fusionanno.annotation.events.internal_change import Change, bases, change_of, exon_of
from fusionanno.annotation.events.internal_domains import fates_inside, kinase_inside
from fusionanno.annotation.events.internal_name import (
    kinase_doubled,
    known_event,
    known_name,
    r_description,
)
from fusionanno.annotation.geometry.junction import observed_site, predicted_sites
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.geometry.reading import Pair, ReadAs, Reading
from fusionanno.annotation.product.domains import CountedDomains
from fusionanno.model import (
    Breakpoint,
    DomainFate,
    Effect,
    EventName,
    FrameVerdict,
    FusionTranscript,
    KinaseFate,
    KinaseStatus,
    Molecule,
    PlacedFusion,
    ReadingFrame,
    Side,
)

_OF_ONE = "both ends of one gene are told on one transcript"


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
    if told is None or told.is_unclear or told.five_prime.transcript.id != told.three_prime.transcript.id:
        return _unnamed(placed)
    change = change_of(placed, layouts.of(told.five_prime.transcript))
    if change is None:
        return _unnamed(placed)
    if change.is_untranslated:
        placed = _untouched(placed, told, change)
        told = placed.transcript or told
    words = _words(placed, change)
    known = known_event(change, layouts)
    name = known_name(known, change, placed.frame, words) if known else None
    name = name or kinase_doubled(change, told, counted(change.layout)) or words
    named = EventName(name, known.citations if known else (), r_description(placed, change))
    why = "both ends lie in one gene" if change.is_none else "a change inside one gene, not a fusion of two"
    because = f"{words}: {why}{_open_in_rna(placed, change)} ({told.frame.because})"
    return replace(
        placed,
        transcript=_with_domains(told, change, counted(change.layout), words),
        because=because,
        event_name=None if change.is_none else named,
    )


def _untouched(placed: PlacedFusion, told: FusionTranscript, change: Change) -> PlacedFusion:
    """The frame of a change that lies wholly in an untranslated region: the gene's own."""
    layout = change.layout
    end = "5'" if layout.cds_first is not None and change.last < layout.cds_first else "3'"
    what = "the gene's own splice junction lies" if change.is_own else "the change lies wholly"
    where = f"in the {end} untranslated region of {layout.transcript.gene}"
    because = f"{what} {where}: its coding sequence is untouched"
    frame = FrameVerdict(ReadingFrame.IN_FRAME, because, layout.cds_length // 3 - 1)
    return replace(placed, transcript=replace(told, frame=frame))


def _unnamed(placed: PlacedFusion) -> PlacedFusion:
    told = placed.transcript
    if told is None:
        return placed
    because = told.frame.because if told.is_unclear else placed.because
    kinase = KinaseFate(None, None, KinaseStatus.UNDETERMINED, because)
    told = replace(told, domains=(), kinase=kinase, effect=Effect.UNDETERMINED, effect_because=because)
    return replace(placed, transcript=told)


def _words(placed: PlacedFusion, change: Change) -> str:
    """Say it plainly: "EGFR exons 2-7 deleted, in-frame"."""
    gene = change.layout.transcript.gene
    if change.is_none:
        return _nothing(placed, change)
    low, high = change.exons
    size = change.last - change.first + 1
    exons = f"exon {low}" if low == high else f"exons {low}-{high}"
    done = "duplicated" if change.is_doubled else "deleted"
    where = f"{gene} {exons} {done}" if change.is_whole else f"{gene} {bases(size)} of {exons} {done}"
    extra = f", {bases(change.retained)} of introns kept" if change.retained else ""
    extra += f", {bases(change.inserted)} inserted" if change.inserted else ""
    return f"{where}{extra}, {'protein unchanged' if change.is_untranslated else placed.frame.value}"


def _nothing(placed: PlacedFusion, change: Change) -> str:
    gene, exon = change.layout.transcript.gene, exon_of(change.layout, change.last)
    told = placed.transcript
    between = change.retained + change.inserted
    if told is not None and told.five_prime.predicted:
        return f"{gene}: both breaks lie in intron {exon}, no exon is lost or doubled"
    if between:
        return f"{gene} {bases(between)} between exons {exon} and {exon + 1}, no exon lost or doubled"
    return f"{gene} exon {exon} joined to exon {exon + 1}: the gene's own splice junction, no event"


def _open_in_rna(placed: PlacedFusion, change: Change) -> str:
    """Whole exons in RNA may be lost by splicing; doubled ones are also what circular RNA looks like.

    Source of the second: Arriba, "non-canonical splicing" of its output files.
    """
    if placed.molecule is Molecule.DNA or change.is_none or not change.is_whole:
        return ""
    other = "circular RNA looks the same" if change.is_doubled else "skipped in splicing or deleted in DNA"
    return f"; {other}, which RNA alone does not tell"


def _with_domains(
    told: FusionTranscript, change: Change, counted: CountedDomains | None, words: str
) -> FusionTranscript:
    frame = told.frame.frame
    fates: tuple[DomainFate, ...] = ()
    if counted is not None and counted.layout.transcript.id == change.layout.transcript.id:
        is_own = change.is_own or change.is_untranslated
        fates = fates_inside(told, counted, change.is_doubled, is_own=is_own)
    effect = {
        ReadingFrame.IN_FRAME: Effect.ALTERED_PROTEIN,
        ReadingFrame.OUT_OF_FRAME: Effect.FRAMESHIFT,
        ReadingFrame.STOP_CODON: Effect.STOP_AT_JUNCTION,
    }.get(frame, Effect.UNDETERMINED)
    if change.is_untranslated or change.is_own:
        effect = Effect.PROTEIN_UNCHANGED
    elif change.is_none:
        effect = Effect.UNDETERMINED
    return replace(
        told,
        domains=fates,
        kinase=kinase_inside(fates, change.layout.transcript.gene, words),
        effect=effect,
        effect_because=_effect_because(told, change, words),
    )


def _effect_because(told: FusionTranscript, change: Change, words: str) -> str:
    if change.is_untranslated:
        return told.frame.because
    return words if change.is_own else f"{words}: {told.frame.because}"
