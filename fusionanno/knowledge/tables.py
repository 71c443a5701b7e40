"""The tables of a knowledge folder and their columns."""

from fusionanno.knowledge.rows import Table


def _columns(words: str) -> tuple[str, ...]:
    return tuple(words.split())


THERAPIES = Table(
    "therapies.tsv",
    _columns(
        "id kind direction genes five_prime three_prime junction mutation drug agency approval_type since"
        " regular_since until ended until_because replaced_by diseases indication line setting after"
        " naive_to without except min_age max_age civic_level amp_level escat citations note checked"
    ),
)
OUTCOMES = Table(
    "outcomes.tsv",
    _columns("statement endpoint value unit ci_low ci_high n at arm arm_kind citations note checked"),
    ("statement", "endpoint", "at", "arm"),
)
RESISTANCE = Table(
    "resistance.tsv",
    _columns(
        "id gene mutations drug effect since evidence amp_level civic_level citations note diseases checked"
    ),
)
BYPASS = Table("bypass.tsv", _columns("id target gene change since citations note checked"))
TARGETS = Table(
    "targets.tsv",
    _columns("gene side keeps loses frame citations note within_exon checked"),
    ("gene", "side"),
)
ENTITIES = Table(
    "entities.tsv",
    _columns("id five_prime three_prime entity disease strength since frequency citations note checked"),
)
PROGNOSIS = Table(
    "prognosis.tsv",
    _columns("id five_prime three_prime junction disease direction meaning since citations note checked"),
)
DRUGS = Table(
    "drugs.tsv",
    _columns(
        "drug classes generation targets rxnorm ncit atc aliases first_approval first_agency citations"
        " note checked"
    ),
)
DISEASES = Table("diseases.tsv", _columns("code name parent solid local also_is ncit icdo3 doid"))
SYNONYMS = Table("synonyms.tsv", ("name", "code"))
EXON_NUMBERING = Table(
    "exon_numbering.tsv",
    _columns("gene letter transcripts is_mane old_symbols older_versions note citation checked"),
)
ALTERNATIVE_EXONS = Table(
    "alternative_exons.tsv",
    _columns(
        "gene exon suffix transcript transcript_exon contig grch38_first grch38_last grch37_first"
        " grch37_last note citation checked"
    ),
    ("gene", "exon", "suffix"),
)
VARIANTS = Table(
    "variants.tsv",
    _columns("five_prime three_prime junction name aliases note citation checked"),
    ("five_prime", "three_prime", "junction"),
)
INTERNAL_EVENTS = Table(
    "internal_events.tsv",
    _columns("gene transcript kind first_exon last_exon name frame note citations checked"),
    ("gene", "transcript", "kind", "first_exon", "last_exon"),
)
NOT_READ_THROUGH = Table(
    "not_read_through.tsv",
    _columns("five_prime three_prime how citations checked"),
    ("five_prime", "three_prime"),
)
HIJACKING = Table(
    "hijacking.tsv", _columns("driver driven whole_from because citations checked"), ("driver", "driven")
)
PARTNER_DOMAINS = Table(
    "partner_domains.tsv",
    _columns("gene transcripts accession name first last role citations note checked"),
    ("gene", "role"),
)
ARTEFACT_FLAGS = Table("artefact_flags.tsv", _columns("flag why citations checked"))
RECURRENT_IN_NORMAL = Table(
    "recurrent_in_normal.tsv",
    _columns("five_prime three_prime individuals of_individuals sample citations checked"),
    ("five_prime", "three_prime"),
)
KNOWN_DRIVERS = Table(
    "known_drivers.tsv",
    _columns("five_prime three_prime tumour citations checked"),
    ("five_prime", "three_prime"),
)
CITATIONS = Table("citations.tsv", ("id", "kind", "title", "url"))
SOURCES = Table("sources.tsv", ("table", "version", "origin", "licence", "incomplete"))
TABLES = (
    THERAPIES, OUTCOMES, RESISTANCE, BYPASS, TARGETS, ENTITIES, PROGNOSIS, DRUGS, DISEASES, SYNONYMS,
    EXON_NUMBERING, ALTERNATIVE_EXONS, VARIANTS, INTERNAL_EVENTS, NOT_READ_THROUGH, HIJACKING,
    PARTNER_DOMAINS, ARTEFACT_FLAGS, RECURRENT_IN_NORMAL, KNOWN_DRIVERS, CITATIONS, SOURCES,
)  # fmt: skip
