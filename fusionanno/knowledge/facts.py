"""What one row of each knowledge table means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fusionanno.knowledge.broken_exon import BrokenExon
from fusionanno.knowledge.rows import Row, refuse
from fusionanno.knowledge.tables import CITATIONS, TABLES
from fusionanno.model import Agency, Assertion, AssertionKind, Citation, RegulatoryRegion, Side

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
