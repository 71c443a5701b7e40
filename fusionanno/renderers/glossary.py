"""The words that one of the report's three readers may not know."""

from collections.abc import Iterable

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
    ("VICC, HGVS, ISCN", "the formal names of a fusion: by exons, by transcript bases, by chromosome bands"),
)


def glossary(events: Iterable[Event]) -> tuple[tuple[str, str], ...]:
    """Return word and meaning; a scale that no statement of the report uses is left out."""
    matches = [match for event in events for match in event.fusion.interpretation.matches]
    unused = set() if any(match.escat for match in matches) else {"ESCAT"}
    return tuple(entry for entry in _GLOSSARY if entry[0] not in unused)
