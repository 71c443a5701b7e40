"""The words that one of the report's three readers may not know."""

from collections.abc import Iterable, Iterator

from fusionanno.model import Effect, EventKind
from fusionanno.renderers.events import Event

_GLOSSARY = (
    (
        "5' and 3' partner",
        "the gene that gives the start, and the gene that gives the end, of the fusion transcript",
    ),
    ("E6;A20", "exon 6 of the 5' gene joined to exon 20 of the 3' gene, each by the gene's first letter"),
    ("junction", "where the two transcripts meet; a breakpoint is the place on the genome"),
    ("in frame", "the 3' part is read in its own codons, so that its protein domains can be made"),
    (
        "allele fraction",
        "share of the molecules at that place which carry the fusion, as the assay defines it",
    ),
    ("MANE Select", "the one transcript per gene on which NCBI and EMBL-EBI agree"),
    (
        "on label, off label",
        "approved, or not approved, for this tumour, age and region on the date of the report",
    ),
    (
        "AMP level and tier",
        "AMP/ASCO/CAP 2017 (PMC5707196). A: approved for this tumour or in guidelines; B: strong studies; "
        "C: approved for another tumour, or small studies in this one; D: case reports, preclinical. "
        "Tier I: A, B; II: C, D; III: unknown",
    ),
    ("CIViC level", "A validated, B clinical study, C case study, D preclinical, E inferential"),
    (
        "ESCAT",
        "ESMO's scale (PMC6158764): I ready for use, II investigational, III other tumour, IV preclinical",
    ),
    (
        "promoter swap",
        "the 5' gene gives its promoter alone; what is made is the 3' gene's own protein, or a part",
    ),
    (
        "read-through",
        "a transcript that runs on into the next gene of the same strand; the DNA is not rearranged",
    ),
    (
        "enhancer hijacking",
        "a regulatory element of one gene drives another that stays whole: no joined transcript",
    ),
    (
        "reciprocal product",
        "the other join of the same rearrangement: B::A beside A::B",
    ),
    (
        "mRNA decay",
        "nonsense-mediated decay, the loss of a transcript whose stop codon lies more than 50 bases before "
        "its last exon-exon junction (PMID:9644970); predicted by that rule, never observed here",
    ),
    ("VICC, HGVS, ISCN", "the formal names of a fusion: by exons, by transcript bases, by chromosome bands"),
)


def glossary(events: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    """Return word and meaning; a rarer word that no section uses is left out."""
    listed = tuple(events)
    rare = {
        "ESCAT",
        "promoter swap",
        "read-through",
        "enhancer hijacking",
        "reciprocal product",
        "mRNA decay",
    }
    unused = rare - {word for event in listed for word in _used(event)}
    return tuple(entry for entry in _GLOSSARY if entry[0] not in unused)


def _used(event: Event) -> Iterator[str]:
    """Yield the rarer words that an event's section uses."""
    placed = event.fusion.placed
    if any(match.escat for each in event.judged for match in each.interpretation.matches):
        yield "ESCAT"
    if event.reciprocals or event.fusion.reciprocal_of:
        yield "reciprocal product"
    if placed.event is EventKind.READ_THROUGH:
        yield "read-through"
    if placed.event is EventKind.ENHANCER_HIJACKING:
        yield "enhancer hijacking"
    if placed.transcript is None:
        return
    if placed.transcript.effect is Effect.PROMOTER_SWAP:
        yield "promoter swap"
    if placed.transcript.sequence is not None and placed.transcript.sequence.decay is not None:
        yield "mRNA decay"
