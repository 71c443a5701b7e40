"""What one row of each knowledge table means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fusionanno.knowledge.broken_exon import BrokenExon
from fusionanno.knowledge.rows import Row, refuse
from fusionanno.knowledge.tables import CITATIONS, TABLES
from fusionanno.model import Agency, Citation, RegulatoryRegion, Side

_ADDRESSES = (
    ("PMID:", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/PMC{}/"),
    ("DOI:", "https://doi.org/{}"),
    ("NCT", "https://clinicaltrials.gov/study/NCT{}"),
    ("EID", "https://civicdb.org/links/evidence/{}"),
)
Cite = Callable[[Row], tuple[Citation, ...]]
STRENGTHS = ("defining", "characteristic", "supportive", "recurrent", "compatible", "case report")
PROGNOSES = ("favourable", "unfavourable", "no difference", "differs")
EVIDENCE = (
    "clinical", "clinical and preclinical", "review", "case report and preclinical", "case report",
    "preclinical", "structural model",
)  # fmt: skip
"""What a row on a mutation rests on, the strongest first."""


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
    """A drug that a co-reported mutation of the target makes fail, or that stays active against it.

    diseases are the tumours in which alone it was seen; empty = stated of the mutation, whatever the tumour.
    """

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
    amp_level: str | None = None
    civic_level: str | None = None
    diseases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BypassFact:
    """A change of another gene by which a tumour goes round the inhibited target; no advice follows.

    change is "amplification", "fusion", "loss", "activating mutation", "mutation of the binding site of DRUG"
    or a protein change.
    """

    id: str
    target: str
    gene: str
    change: str
    since: date
    since_precision: str
    citations: tuple[Citation, ...]
    note: str | None = None

    @property
    def bound_drug(self) -> str | None:
        """The drug that binds the gene's protein where its own binding site changes; else None."""
        return self.change.partition("binding site of ")[2] or None


@dataclass(frozen=True, slots=True)
class PrognosisFact:
    """What is published on the course of a disease with a fusion; one partner may be None = any."""

    id: str
    five_prime: str | None
    three_prime: str | None
    junction: str | None
    disease: str
    direction: str
    meaning: str
    since: date
    since_precision: str
    citations: tuple[Citation, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug by its international name. first_approval: its first marketing approval anywhere, for anything.

    is_unapproved: none was found when the row was checked; without it and without a day, it is not known.
    classes are the words by which rows name groups of drugs ("ALK inhibitor"); rxnorm, ncit and atc are ids
    of those lists, None where not looked up.
    """

    name: str
    classes: tuple[str, ...]
    targets: tuple[str, ...]
    aliases: tuple[str, ...]
    citations: tuple[Citation, ...]
    generation: int | None = None
    rxnorm: str | None = None
    ncit: str | None = None
    atc: str | None = None
    first_approval: date | None = None
    first_approval_precision: str = "day"
    first_agency: Agency | None = None
    is_unapproved: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EntityFact:
    """A diagnosis that a fusion points to; one partner may be None = any."""

    id: str
    five_prime: str | None
    three_prime: str | None
    entity: str
    disease: str
    strength: str
    since: date
    since_precision: str
    citations: tuple[Citation, ...]
    frequency: str | None = None
    note: str | None = None


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


def resistance(row: Row, cite: Cite) -> ResistanceFact:
    """Read a row of resistance.tsv."""
    since, precision = row.period("since")
    resists = row.one_of("effect", ("resistant", "active")) == "resistant"
    return ResistanceFact(
        row.text("id"), row.text("gene"), row.some("mutations"), row.text("drug"), resists, since, precision,
        row.one_of("evidence", EVIDENCE), cite(row), row.remark(), row.level("amp_level", "ABCD"),
        row.level("civic_level", "ABCDE"), row.many("diseases"),
    )  # fmt: skip


def bypass(row: Row, cite: Cite) -> BypassFact:
    """Read a row of bypass.tsv."""
    since, precision = row.period("since")
    return BypassFact(
        row.text("id"), row.text("target"), row.text("gene"), row.text("change"), since, precision, cite(row),
        row.remark(),
    )  # fmt: skip


def prognosis(row: Row, cite: Cite) -> PrognosisFact:
    """Read a row of prognosis.tsv."""
    since, precision = row.period("since")
    _refuse_no_partner(row)
    return PrognosisFact(
        row.text("id"), row.maybe("five_prime"), row.maybe("three_prime"), row.maybe("junction"),
        row.text("disease"), row.one_of("direction", PROGNOSES), row.text("meaning"), since, precision,
        cite(row), row.remark(),
    )  # fmt: skip


def drug(row: Row, cite: Cite) -> Drug:
    """Read a row of drugs.tsv; "none" as first_approval: no agency had approved it when it was checked."""
    is_unapproved = row.cells["first_approval"] == "none"
    is_dated = bool(row.maybe("first_approval")) and not is_unapproved
    approved, precision = row.period("first_approval") if is_dated else (None, "day")
    agency = row.maybe("first_agency") and row.one_of("first_agency", tuple(Agency))
    return Drug(
        row.text("drug"), row.some("classes"), row.many("targets"), row.many("aliases"), cite(row),
        row.whole("generation") if row.maybe("generation") else None, row.maybe("rxnorm"), row.maybe("ncit"),
        row.maybe("atc"), approved, precision, Agency(agency) if agency else None, is_unapproved,
        row.remark(),
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
        row.remark(),
        tuple(BrokenExon.parse(each, "within_exon") for each in row.many("within_exon")),
    )


def entity(row: Row, cite: Cite) -> EntityFact:
    """Read a row of entities.tsv."""
    since, precision = row.period("since")
    _refuse_no_partner(row)
    return EntityFact(
        row.text("id"), row.maybe("five_prime"), row.maybe("three_prime"), row.text("entity"),
        row.text("disease"), row.one_of("strength", STRENGTHS), since, precision, cite(row),
        row.maybe("frequency"), row.remark(),
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


def _refuse_no_partner(row: Row) -> None:
    if not row.maybe("five_prime") and not row.maybe("three_prime"):
        refuse("three_prime", "is empty, as five_prime is; one partner is needed")
