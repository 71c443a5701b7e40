"""The tables of a knowledge folder, and what one row of each means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fusionanno.knowledge.broken_exon import BrokenExon
from fusionanno.knowledge.rows import Row, Table, refuse
from fusionanno.model import Agency, Assertion, AssertionKind, Citation, RegulatoryRegion, Side


def _columns(words: str) -> tuple[str, ...]:
    return tuple(words.split())


THERAPIES = Table(
    "therapies.tsv",
    _columns(
        "id kind genes five_prime three_prime drug agency approval_type since regular_since until"
        " until_because diseases indication line min_age max_age civic_level amp_level escat citations note"
    ),
)
RESISTANCE = Table("resistance.tsv", _columns("id gene mutations drug effect since evidence citations note"))
TARGETS = Table(
    "targets.tsv", _columns("gene side keeps loses frame citations note within_exon"), ("gene", "side")
)
ENTITIES = Table(
    "entities.tsv",
    _columns("id five_prime three_prime entity disease strength since frequency citations note"),
)
DISEASES = Table("diseases.tsv", _columns("code name parent solid local also_is ncit"))
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
    THERAPIES, RESISTANCE, TARGETS, ENTITIES, DISEASES, SYNONYMS, EXON_NUMBERING, ALTERNATIVE_EXONS, VARIANTS,
    INTERNAL_EVENTS, NOT_READ_THROUGH, HIJACKING, PARTNER_DOMAINS, ARTEFACT_FLAGS,
    RECURRENT_IN_NORMAL, KNOWN_DRIVERS, CITATIONS, SOURCES,
)  # fmt: skip

_ADDRESSES = (
    ("PMID:", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/PMC{}/"),
    ("DOI:", "https://doi.org/{}"),
    ("NCT", "https://clinicaltrials.gov/study/NCT{}"),
    ("EID", "https://civicdb.org/links/evidence/{}"),
)
Cite = Callable[[Row], tuple[Citation, ...]]


@dataclass(frozen=True, slots=True)
class TargetRule:
    """What a fusion must look like before drugs against `gene` may be spoken of.

    keeps is "kinase" or a word of the domain's name; loses likewise, for a domain that must be gone.
    within_exon: the exons within which the gene breaks with one partner or another.
    """

    gene: str
    side: Side
    keeps: str
    loses: str | None
    needs_frame: bool
    citations: tuple[Citation, ...]
    note: str | None = None
    within_exon: tuple[BrokenExon, ...] = ()


@dataclass(frozen=True, slots=True)
class ResistanceFact:
    """A drug that a co-reported mutation of the target makes fail, or that stays active against it."""

    id: str
    gene: str
    mutations: tuple[str, ...]
    drug: str
    resists: bool
    since: date
    since_precision: str
    evidence: str
    citations: tuple[Citation, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EntityFact:
    """A diagnosis that a fusion points to; five_prime None = any partner."""

    id: str
    five_prime: str | None
    three_prime: str
    entity: str
    disease: str
    strength: str
    since: date
    since_precision: str
    citations: tuple[Citation, ...]
    frequency: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DiseaseNode:
    """A node as the table has it. also_is: a second parent by meaning (lung IMT is an IMT)."""

    code: str
    name: str
    parent: str | None
    is_solid: bool | None
    is_local: bool
    also_is: str | None
    ncit: str | None


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a table comes from. incomplete: regions of which it knows only a part of the approvals."""

    table: str
    version: str
    origin: str
    licence: str
    incomplete: tuple[RegulatoryRegion, ...] = ()


def citation(row: Row) -> Citation:
    """Read a row of citations.tsv; the address follows from the id where the cell is empty."""
    name = row.text("id")
    return Citation(name, row.text("title"), row.maybe("url") or _address(name))


def citer(known: dict[str, Citation]) -> Cite:
    """Return a reader of the citations cell: at least one, each known."""

    def cite(row: Row) -> tuple[Citation, ...]:
        names = row.many("citations")
        if not names:
            refuse("citations", "is empty; every fact has a source")
        unknown = [name for name in names if name not in known]
        if unknown:
            refuse("citations", f"{unknown[0]!r} is not in {CITATIONS.name}")
        return tuple(known[name] for name in names)

    return cite


def assertion(row: Row, cite: Cite) -> Assertion:
    """Read a row of therapies.tsv: a label (agency and type stated) or a published study."""
    kind = AssertionKind(row.one_of("kind", (AssertionKind.LABEL, AssertionKind.EVIDENCE)))
    since, precision = row.period("since")
    is_label = kind is AssertionKind.LABEL
    agency = Agency(row.one_of("agency", tuple(Agency))) if is_label else None
    fact = Assertion(
        id=row.text("id"), kind=kind, genes=row.many("genes"), drug=row.text("drug"),
        diseases=row.many("diseases"), indication=row.text("indication"), since=since,
        since_precision=precision, citations=cite(row), agency=agency,
        approval_type=row.text("approval_type") if is_label else None,
        regular_since=row.maybe_day("regular_since"), until=row.maybe_day("until"),
        until_because=row.maybe("until_because"), line=row.maybe("line"), min_age=row.number("min_age"),
        max_age=row.number("max_age"), five_prime=row.maybe("five_prime"),
        three_prime=row.maybe("three_prime"), civic_level=row.maybe("civic_level"),
        amp_level=row.maybe("amp_level"), escat=row.maybe("escat"), note=row.maybe("note"),
    )  # fmt: skip
    _refuse_contradictions(fact)
    return fact


def resistance(row: Row, cite: Cite) -> ResistanceFact:
    """Read a row of resistance.tsv."""
    since, precision = row.period("since")
    resists = row.one_of("effect", ("resistant", "active")) == "resistant"
    return ResistanceFact(
        row.text("id"), row.text("gene"), row.many("mutations"), row.text("drug"), resists, since, precision,
        row.text("evidence"), cite(row), row.maybe("note"),
    )  # fmt: skip


def target(row: Row, cite: Cite) -> TargetRule:
    """Read a row of targets.tsv."""
    side = Side(row.one_of("side", tuple(Side)))
    needs_frame = row.one_of("frame", ("required", "not required")) == "required"
    return TargetRule(
        row.text("gene"),
        side,
        row.text("keeps"),
        row.maybe("loses"),
        needs_frame,
        cite(row),
        row.maybe("note"),
        tuple(BrokenExon.parse(each, "within_exon") for each in row.many("within_exon")),
    )


def entity(row: Row, cite: Cite) -> EntityFact:
    """Read a row of entities.tsv."""
    since, precision = row.period("since")
    return EntityFact(
        row.text("id"), row.maybe("five_prime"), row.text("three_prime"), row.text("entity"),
        row.text("disease"), row.text("strength"), since, precision, cite(row), row.maybe("frequency"),
        row.maybe("note"),
    )  # fmt: skip


def disease(row: Row) -> DiseaseNode:
    """Read a row of diseases.tsv."""
    solid = row.yes("solid") if row.maybe("solid") else None
    return DiseaseNode(
        row.text("code"), row.text("name"), row.maybe("parent"), solid, row.yes("local"),
        row.maybe("also_is"), row.maybe("ncit"),
    )  # fmt: skip


def is_day(text: str) -> bool:
    """True for a version that is a day, as those of our own tables are."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def source(row: Row) -> SourceNote:
    """Read a row of sources.tsv."""
    table = row.one_of("table", tuple(each.name for each in TABLES))
    known = tuple(RegulatoryRegion)
    unknown = [name for name in row.many("incomplete") if name not in known]
    if unknown:
        refuse("incomplete", f"{unknown[0]!r} is not one of {', '.join(known)}")
    regions = tuple(RegulatoryRegion(name) for name in row.many("incomplete"))
    return SourceNote(table, row.text("version"), row.text("origin"), row.text("licence"), regions)


def check_numbering(row: Row) -> None:
    """Refuse a row of exon_numbering.tsv that cannot be read; what it means is the naming's affair."""
    for column in ("gene", "letter", "checked"):
        row.text(column)
    if not row.many("transcripts"):
        refuse("transcripts", "is empty; name the transcript that papers count on")
    row.one_of("is_mane", ("yes", "no"))
    row.many("old_symbols")
    for cell in row.many("older_versions"):
        if re.fullmatch(r"[A-Z]+_?\d+\.\d+\+[1-9]\d*", cell) is None:
            refuse("older_versions", f"not a version and the exons it has more, as in NM_1.4+2: {cell!r}")


def check_alternative_exon(row: Row) -> None:
    """Refuse a row of alternative_exons.tsv that cannot be read."""
    for column in ("gene", "suffix", "transcript", "contig", "citation", "checked"):
        row.text(column)
    for column in ("exon", "transcript_exon", "grch38_first", "grch38_last", "grch37_first", "grch37_last"):
        row.whole(column)


def check_variant(row: Row) -> None:
    """Refuse a row of variants.tsv that cannot be read."""
    for column in ("five_prime", "three_prime", "name", "checked"):
        row.text(column)
    if row.text("junction").count(";") > 1:
        refuse("junction", f"{row.cells['junction']!r} has more than two sides; write E13;A20")
    row.many("aliases")


def check_internal_event(row: Row, cite: Callable[[Row], tuple[Citation, ...]]) -> None:
    """Refuse a row of internal_events.tsv that cannot be read."""
    for column in ("gene", "transcript", "name", "checked"):
        row.text(column)
    row.one_of("kind", ("deletion", "duplication", "itd"))
    if row.whole("first_exon") > row.whole("last_exon"):
        refuse("last_exon", "lies before first_exon")
    row.one_of("frame", ("in-frame", "out-of-frame", "no-protein"))
    cite(row)


def check_pair(row: Row, columns: tuple[str, ...], cite: Callable[[Row], tuple[Citation, ...]]) -> None:
    """Refuse a row of not_read_through.tsv or hijacking.tsv that cannot be read: no cell but is needed."""
    for column in columns:
        row.text(column)
    if row.cells.get("whole_from"):
        row.whole("whole_from")
    cite(row)


def _address(name: str) -> str | None:
    for prefix, pattern in _ADDRESSES:
        if name.startswith(prefix):
            return pattern.format(name.removeprefix(prefix))
    return None


def _refuse_contradictions(fact: Assertion) -> None:
    if not fact.genes:
        refuse("genes", "is empty; a value is needed")
    if not fact.diseases:
        refuse("diseases", "is empty; write SOLID for any solid tumour")
    if fact.until and fact.until <= fact.since:
        refuse("until", f"{fact.until} is not after the start {fact.since}")
    if fact.until and not fact.until_because:
        refuse("until_because", "is empty; say why the statement ended")
    if fact.regular_since and fact.regular_since < fact.since:
        refuse("regular_since", f"{fact.regular_since} is before the start {fact.since}")
    if fact.min_age is not None and fact.max_age is not None and fact.min_age >= fact.max_age:
        refuse("max_age", f"{fact.max_age:g} is not above min_age {fact.min_age:g}")
    if fact.amp_level not in (None, "A", "B", "C", "D"):
        refuse("amp_level", f"{fact.amp_level!r} is not one of A, B, C, D")
    if fact.kind is AssertionKind.EVIDENCE and not fact.amp_level:
        refuse("amp_level", "is empty; evidence needs one")
