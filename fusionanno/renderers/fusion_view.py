"""What the section of one fusion shows, as values that the template only prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fusionanno.model import (
    AnnotatedFusion,
    Citation,
    EntityNote,
    FusionCall,
    Molecule,
)
from fusionanno.renderers.alternatives import alternative_phrase, flags_told
from fusionanno.renderers.beside_view import CitedLine, course
from fusionanno.renderers.domain_view import DomainRow, domain_rows, kinase_sentence
from fusionanno.renderers.effects import is_settled, kind_sentences, rearrangement_phrase
from fusionanno.renderers.events import Event
from fusionanno.renderers.evidence_view import Fact, evidence, reciprocal_sentence
from fusionanno.renderers.figures.fusion_svg import fusion_figure
from fusionanno.renderers.figures.shapes import Figure
from fusionanno.renderers.junction_view import JunctionRow, frame_sentences, junction_rows
from fusionanno.renderers.seen_by import Meanings, SeenBy, seen_by
from fusionanno.renderers.sentences import no_tier
from fusionanno.renderers.sequence_view import SequenceView, sequence_view
from fusionanno.renderers.wording import (
    NOT_REPORTED,
    STATUS_WORDS,
    counted,
    is_predicted,
    listed,
    or_not_reported,
    sentence,
)


@dataclass(frozen=True, slots=True)
class FusionView:
    """One section. anchor is the id of its heading; figure, names and rows in the order of print."""

    anchor: str
    heading: str
    subheading: str
    told: tuple[str, ...]
    told_citations: tuple[Citation, ...]
    figure: Figure
    names: tuple[Fact, ...]
    junction: tuple[JunctionRow, ...]
    because: str
    frame: str
    kinase: str
    alternatives: tuple[str, ...]
    domains: tuple[DomainRow, ...]
    sequence: SequenceView | None
    evidence: tuple[tuple[Fact, ...], ...]
    seen_by: SeenBy | None
    reciprocals: tuple[str, ...]
    tier: str
    structure: str
    structure_citations: tuple[Citation, ...]
    entities: tuple[CitedLine, ...]
    course: tuple[CitedLine, ...]
    observed: tuple[str, ...]
    inferred: tuple[str, ...]
    flags: tuple[str, ...]
    flag_citations: tuple[Citation, ...]


def fusion_view(event: Event, number: int, meanings: Meanings) -> FusionView:
    """Return the section of an event; `number` counts the sections from 1."""
    fusion = event.fusion
    placed, judged = fusion.placed, fusion.interpretation
    told = tuple(kind_sentences(placed))
    return FusionView(
        anchor=f"fusion-{number}",
        heading=fusion.name.hgnc,
        subheading=listed(word for word in (fusion.name.exons, fusion.name.variant) if word),
        told=told,
        told_citations=judged.event_citations,
        figure=fusion_figure(fusion, f"figure-{number}"),
        names=_names(fusion),
        junction=junction_rows(fusion),
        because=_because(fusion, told),
        frame="" if is_settled(placed) else frame_sentences(fusion),
        kinase=kinase_sentence(placed.kinase) if placed.kinase else "",
        alternatives=tuple(alternative_phrase(other) for other in placed.alternatives),
        domains=tuple(domain_rows(placed.domains, judged.structure.target)),
        evidence=(evidence(event.fusion.call),),
        seen_by=seen_by(event, meanings),
        reciprocals=tuple(reciprocal_sentence(other) for other in event.reciprocals),
        sequence=sequence_view(placed.transcript),
        tier=_tier(fusion),
        structure="" if judged.structure.because in _tier(fusion) else sentence(judged.structure.because),
        structure_citations=judged.structure.citations,
        entities=tuple(CitedLine(_entity(note), note.citations) for note in judged.entities),
        course=tuple(course(judged.prognosis)),
        observed=tuple(_observed(event.calls)),
        inferred=tuple(_inferred(fusion)),
        flags=flags_told(placed),
        flag_citations=judged.flag_citations,
    )


def _because(fusion: AnnotatedFusion, told: Sequence[str]) -> str:
    """Return why no fusion transcript is stated, unless the event's sentence has said it."""
    placed = fusion.placed
    if placed.transcript is not None or any(placed.because in line for line in told):
        return ""
    return sentence(placed.because)


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
    name, placed = fusion.name, fusion.placed
    sequence = placed.transcript.sequence if placed.transcript else None
    event = placed.event_name.hgvs if placed.event_name else None
    rarer = (
        Fact("HGVS, event", (event if event != name.hgvs else None) or "", True),
        Fact("Protein", (sequence.protein_name if sequence else None) or "", True),
        Fact("HGVS, genome", name.hgvs_g or "", True),
    )
    usual = (
        Fact("Exons", or_not_reported(name.exons)),
        Fact("Variant", or_not_reported(name.variant)),
        Fact("VICC", or_not_reported(name.vicc), name.vicc is not None),
        Fact("HGVS", or_not_reported(name.hgvs), name.hgvs is not None),
    )
    awaited = not is_settled(placed)
    return (
        Fact("HGNC", name.hgnc),
        *(fact for fact in usual if awaited or fact.value != NOT_REPORTED),
        *(fact for fact in rarer if fact.value),
        Fact("ISCN", or_not_reported(name.iscn and f"{name.iscn}, derived from the bands, not observed")),
        *((Fact("Class", rearrangement_phrase(placed)),) if placed.rearrangement else ()),
    )


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
