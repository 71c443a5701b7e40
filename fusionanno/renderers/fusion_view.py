"""What the section of one fusion shows, as values that the template only prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fusionanno.model import (
    AnnotatedFusion,
    Citation,
    DomainFate,
    DomainStatus,
    EntityNote,
    FusionCall,
    FusionTranscript,
    JunctionSite,
    KinaseFate,
    Molecule,
    Partner,
)
from fusionanno.renderers.alternatives import alternative_phrase, flags_told
from fusionanno.renderers.events import Event
from fusionanno.renderers.figures.fusion_svg import Figure, fusion_figure
from fusionanno.renderers.sentences import no_tier
from fusionanno.renderers.wording import (
    FRAME_WORDS,
    NOT_REPORTED,
    STATUS_WORDS,
    counted,
    exon_span,
    is_predicted,
    kinase_phrase,
    length_phrase,
    listed,
    offset_phrase,
    or_not_reported,
    percent,
    sentence,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; is_code marks a formal name, set in a fixed-width face."""

    label: str
    value: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class JunctionRow:
    label: str
    five_prime: str
    three_prime: str


@dataclass(frozen=True, slots=True)
class DomainRow:
    gene: str
    name: str
    residues: str
    fate: str


@dataclass(frozen=True, slots=True)
class EntityLine:
    """What the fusion means for a diagnosis."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FusionView:
    """One section. anchor is the id of its heading; figure, names and rows in the order of print."""

    anchor: str
    heading: str
    subheading: str
    figure: Figure
    names: tuple[Fact, ...]
    junction: tuple[JunctionRow, ...]
    because: str
    frame: str
    kinase: str
    alternatives: tuple[str, ...]
    domains: tuple[DomainRow, ...]
    evidence: tuple[tuple[Fact, ...], ...]
    tier: str
    structure: str
    structure_citations: tuple[Citation, ...]
    entities: tuple[EntityLine, ...]
    observed: tuple[str, ...]
    inferred: tuple[str, ...]
    flags: tuple[str, ...]


def fusion_view(event: Event, number: int) -> FusionView:
    """Return the section of an event; `number` counts the sections from 1."""
    fusion = event.fusion
    placed, judged, transcript = fusion.placed, fusion.interpretation, fusion.placed.transcript
    return FusionView(
        anchor=f"fusion-{number}",
        heading=fusion.name.hgnc,
        subheading=listed(word for word in (fusion.name.exons, fusion.name.variant) if word),
        figure=fusion_figure(fusion, f"figure-{number}"),
        names=_names(fusion),
        junction=_junction_rows(fusion, transcript) if transcript else (),
        because=sentence(placed.because) if transcript is None else "",
        frame=_frame(fusion),
        kinase=_kinase(placed.kinase) if placed.kinase else "",
        alternatives=tuple(alternative_phrase(other) for other in placed.alternatives),
        domains=tuple(_domain_rows(placed.domains)),
        evidence=tuple(_evidence(call) for call in event.calls),
        tier=_tier(fusion),
        structure="" if judged.structure.because in _tier(fusion) else sentence(judged.structure.because),
        structure_citations=judged.structure.citations,
        entities=tuple(EntityLine(_entity(note), note.citations) for note in judged.entities),
        observed=tuple(_observed(event.calls)),
        inferred=tuple(_inferred(fusion)),
        flags=flags_told(placed),
    )


def _tier(fusion: AnnotatedFusion) -> str:
    """Return the tier with the drugs that it comes from; without a tier, why."""
    judged = fusion.interpretation
    if judged.tier is None:
        return no_tier(fusion)
    tier, _, level = judged.tier.partition("-")
    best = [match for match in judged.matches if match.amp == level and match.tier == tier]
    drugs = listed(f"{match.assertion.drug} ({STATUS_WORDS[match.status]})" for match in best)
    return (
        f"Tier {judged.tier}, from {drugs}."
        if drugs
        else f"Tier {judged.tier}: {sentence(judged.tier_because)}"
    )


def _names(fusion: AnnotatedFusion) -> tuple[Fact, ...]:
    name = fusion.name
    return (
        Fact("HGNC", name.hgnc),
        Fact("Exons", or_not_reported(name.exons)),
        Fact("Variant", or_not_reported(name.variant)),
        Fact("VICC", or_not_reported(name.vicc), name.vicc is not None),
        Fact("HGVS", or_not_reported(name.hgvs), name.hgvs is not None),
        Fact("ISCN", or_not_reported(name.iscn and f"{name.iscn}, derived from the bands, not observed")),
    )


def _junction_rows(fusion: AnnotatedFusion, transcript: FusionTranscript) -> tuple[JunctionRow, ...]:
    five, three = transcript.five_prime, transcript.three_prime
    partners = (fusion.call.five_prime, fusion.call.three_prime)
    rows = (
        JunctionRow("Gene", fusion.placed.five_symbol, fusion.placed.three_symbol),
        JunctionRow("Transcript", five.transcript.id, three.transcript.id),
        JunctionRow("Chosen because", or_not_reported(five.because), or_not_reported(three.because)),
        JunctionRow("Exon at the junction", _exon(five, "last kept"), _exon(three, "first kept")),
        JunctionRow("Exon in the literature", _literature(five), _literature(three)),
        JunctionRow("Coding base there", _coding(five), _coding(three)),
        JunctionRow("Genomic position", _position(partners[0], fusion), _position(partners[1], fusion)),
        JunctionRow("Position lies in", _region(five), _region(three)),
        JunctionRow("Exons skipped", _skipped(five), _skipped(three)),
    )
    return tuple(row for row in rows if row.five_prime or row.three_prime)


def _exon(site: JunctionSite, role: str) -> str:
    offset = offset_phrase(site)
    return f"{site.exon} of {len(site.transcript.exons)}, {role}{'; ' + offset if offset else ''}"


def _literature(site: JunctionSite) -> str:
    return listed(f"{exon.exon} on {exon.transcript}" for exon in site.literature)


def _coding(site: JunctionSite) -> str:
    if site.cds_position is None:
        return "untranslated" if site.offset == 0 else "none: outside the coding sequence"
    return f"c.{site.cds_position}"


def _position(partner: Partner, fusion: AnnotatedFusion) -> str:
    if partner.breakpoint is None:
        return or_not_reported(None)
    return f"{partner.breakpoint}{f' ({fusion.placed.assembly})' if fusion.placed.assembly else ''}"


def _region(site: JunctionSite) -> str:
    if site.breakpoint is None:
        return ""
    far = f", {abs(site.break_offset)} bases from the exon's edge" if site.break_offset else ""
    return f"{site.region}{far}"


def _skipped(site: JunctionSite) -> str:
    return exon_span(site.skipped_exons) if site.skipped_exons else ""


def _frame(fusion: AnnotatedFusion) -> str:
    transcript = fusion.placed.transcript
    words = FRAME_WORDS[fusion.placed.frame].capitalize()
    if transcript is None:
        return f"{words}."
    length = length_phrase(fusion.placed)
    protein = f" The fusion protein has {length}." if length else ""
    caller = fusion.call.caller_frame
    told = f" The caller says: {FRAME_WORDS[caller]}." if caller is not None else ""
    return f"{words}: {transcript.frame.because.rstrip('.')}.{protein}{told}"


def _kinase(kinase: KinaseFate) -> str:
    return sentence(f"{kinase_phrase(kinase)}{': ' + kinase.because if kinase.because else ''}")


def _domain_rows(fates: Sequence[DomainFate]) -> Iterator[DomainRow]:
    """Yield one row for all domains of one name and one fate."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for fate in fates:
        residues = f"{fate.domain.start} to {fate.domain.end}"
        alike.setdefault((fate.gene, fate.domain.name, _fate(fate)), []).append(residues)
    for (gene, name, words), residues_of_each in alike.items():
        yield DomainRow(gene, name, _shortened(residues_of_each), words)


def _shortened(residues: Sequence[str]) -> str:
    """Return the first of a long list, and how many more there are; report.json has them all."""
    told, more = ", ".join(residues[:5]), len(residues) - 5
    return f"{told} and {more} more" if more > 1 else ", ".join(residues)


def _fate(fate: DomainFate) -> str:
    if fate.status is not DomainStatus.PARTIAL:
        return fate.status.value
    return "partly kept" if fate.kept_fraction is None else f"partly kept ({fate.kept_fraction:.0%} of it)"


def _evidence(call: FusionCall) -> tuple[Fact, ...]:
    """What one caller reports; what it leaves out is named in one last fact."""
    support = call.support
    fraction = support.allele_fraction
    told = (
        ("Allele fraction", None if fraction is None else percent(fraction)),
        ("Split reads", support.split_reads),
        ("Spanning fragments", support.spanning_fragments),
        ("Depth", support.depth),
        ("Caller's confidence", call.confidence),
        ("Caller's frame", call.caller_frame),
    )
    absent = listed(label.lower() for label, value in told if value is None)
    return (
        Fact("Caller", f"{call.caller}{f', {call.source}' if call.source else ''}"),
        Fact(
            "As called", call.described or " :: ".join(map(_as_called, (call.five_prime, call.three_prime)))
        ),
        *(Fact(label, str(value)) for label, value in told if value is not None),
        *((Fact(NOT_REPORTED.capitalize(), absent),) if absent else ()),
    )


def _as_called(partner: Partner) -> str:
    exon = f"exon {partner.exon}{partner.exon_suffix or ''}" if partner.exon is not None else None
    place = str(partner.breakpoint) if partner.breakpoint else None
    return " ".join(word for word in (partner.symbol or "?", partner.transcript, exon, place) if word)


def _entity(note: EntityNote) -> str:
    frequency = f"; {note.frequency}" if note.frequency else ""
    extra = f" {sentence(note.note)}" if note.note else ""
    return f"{note.fusion} in {note.entity}: {note.strength}{frequency}.{extra}"


def _observed(calls: Sequence[FusionCall]) -> Iterator[str]:
    call = calls[0]
    yield f"the gene pair and its order, as {counted(len(calls), 'call')} gave it"
    if call.five_prime.breakpoint and call.three_prime.breakpoint:
        yield "both genomic positions"
    if call.five_prime.exon is not None and call.three_prime.exon is not None:
        yield "both exon numbers"
    if any(each.support.allele_fraction is not None for each in calls):
        yield "the allele fraction"


def _inferred(fusion: AnnotatedFusion) -> Iterator[str]:
    transcript = fusion.placed.transcript
    if transcript is None:
        return
    yield "the transcripts, by the rule named in the table"
    if is_predicted(transcript):
        yield "the spliced junction, from a DNA break"
    elif fusion.call.five_prime.breakpoint is None:
        yield "the bases at the junction, taken to be the exons' edges"
    yield "frame, protein and domains, from the transcripts' coding sequences"
    if fusion.name.iscn:
        yield "the ISCN name, from the genes' bands"
    if fusion.placed.molecule is Molecule.DNA:
        yield "that the fusion is transcribed"
