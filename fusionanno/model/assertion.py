"""What is known about a fusion, since when, where and from whom."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AssertionKind(StrEnum):
    """investigational: a drug in trials or under review, of which no label is claimed."""

    LABEL = "label"
    EVIDENCE = "evidence"
    INVESTIGATIONAL = "investigational"
    RESISTANCE = "resistance"


class Direction(StrEnum):
    """Whether a study found the benefit or did not find it."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class ApprovalType(StrEnum):
    """opinion: a recommendation whose legal decision has no known day."""

    ACCELERATED = "accelerated"
    CONDITIONAL = "conditional"
    REGULAR = "regular"
    OPINION = "opinion"


class LabelEnd(StrEnum):
    """How a label's row ended: by a row that follows, by patients taken out of it, or altogether."""

    SUPERSEDED = "superseded"
    NARROWED = "narrowed"
    WITHDRAWN = "withdrawn"


class Setting(StrEnum):
    """The line of therapy that a label or a case states; advanced disease unless it says otherwise."""

    FIRST = "first"
    LATER = "later"
    NEOADJUVANT = "neoadjuvant"
    ADJUVANT = "adjuvant"
    MAINTENANCE = "maintenance"


class Agency(StrEnum):
    FDA = "FDA"
    EMA = "EMA"
    PMDA = "PMDA"
    NMPA = "NMPA"


class RegulatoryRegion(StrEnum):
    """Where the patient is treated; each has one agency."""

    US = "US"
    EU = "EU"
    JP = "JP"
    CN = "CN"


AGENCY_OF = {
    RegulatoryRegion.US: Agency.FDA,
    RegulatoryRegion.EU: Agency.EMA,
    RegulatoryRegion.JP: Agency.PMDA,
    RegulatoryRegion.CN: Agency.NMPA,
}


class TherapyStatus(StrEnum):
    """What a therapy statement is for this case, on this date, in this region.

    In the order in which they are told, what helps most first: what is undetermined may be on label, so it
    comes before studies.
    """

    ON_LABEL = "on-label"
    UNDETERMINED = "undetermined"
    EVIDENCE = "evidence"
    OFF_LABEL = "off-label"
    INVESTIGATIONAL = "investigational"
    RESISTANCE = "resistance"
    CONTRADICTED = "contradicted"
    WITHDRAWN = "withdrawn"


class MatchLevel(StrEnum):
    """How the tumour of the statement meets that of the case; any: it is stated of none in particular."""

    EXACT = "exact"
    ANCESTOR = "ancestor"
    OTHER_TUMOUR = "other tumour"
    SOLID_TUMOUR = "any solid tumour"
    NO_TUMOUR = "tumour not given"
    ANY_TUMOUR = "whatever the tumour"


class FusionLevel(StrEnum):
    """How closely the fusion of the statement meets the fusion of the case."""

    JUNCTION = "exact junction"
    VARIANT = "named variant"
    GENE_PAIR = "gene pair"
    TARGET_GENE = "target gene, any partner"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that a reader can follow: PMID:25028698, DOI:..., NCT..., EID1243, or a label's address."""

    id: str
    title: str = ""
    url: str | None = None

    def __str__(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Disease:
    """A node of the disease tree; path runs from the root to the node itself, by code."""

    code: str
    name: str
    path: tuple[str, ...]
    path_names: tuple[str, ...]
    is_solid: bool | None
    is_local: bool = False


class ArmKind(StrEnum):
    """comparator: what the drug was compared with; cohort: patients, dose or criteria of the drug itself."""

    COMPARATOR = "comparator"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One number of a trial as its source states it.

    value in `unit` ("%", "months", "ratio"), ci_low and ci_high its 95 % interval, n the patients counted, at
    the months of a rate; arm is the comparator or cohort, None for the drug itself, arm_kind which of them.
    A ratio's arm is what it compares with. The comparator of a cohort ends with it: "chemotherapy, stage II".
    """

    statement: str
    endpoint: str
    value: float
    unit: str
    citations: tuple[Citation, ...]
    ci_low: float | None = None
    ci_high: float | None = None
    n: int | None = None
    at: float | None = None
    arm: str | None = None
    note: str | None = None
    arm_kind: ArmKind | None = None


def as_stated(day: date, precision: str) -> str:
    """Return a day as precisely as its source has it; precision is "day", "month", "year" or "by".

    >>> [as_stated(date(2020, 2, 1), each) for each in ("day", "month", "year", "by")]
    ['2020-02-01', '2020-02', '2020', 'by 2020-02-01']
    """
    told = day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]
    return f"by {told}" if precision == "by" else told


@dataclass(frozen=True, slots=True)
class Assertion:
    """One row of knowledge. Dates are inclusive; None = open, ages are whole years.

    genes is the set of target genes that it speaks of (any partner), five_prime/three_prime a specific pair,
    junction an exact one ("E6;A20") or the name of one ("variant 3", "MET exon 14 skipping").
    diseases are codes of the disease tree; SOLID stands for any solid tumour.
    since: approval, decision or publication. until: the first day on which it no longer holds.
    since_precision: "day", "month" or "year", as the source states it; then since is the first day of it.
    "by": in force by that day at the latest, and since when is not known.
    regular_since: the day on which an accelerated or conditional approval became regular.
    ended: how it ended on `until`, replaced_by: the row that follows. after: what must have been given
    before, each "a" or "a+b", any of them; naive_to: what must not; both by drug or class of drugs.
    without: what patients must not have ("resistance mutation" of the target). but_not: tumours left out
    although `diseases` reaches them.
    mutation: of the target; what resists, or what a label asks to be present beside the fusion (T315I).
    checked: the day on which the row was last compared with its source, and what was read.
    min_age/max_age in years (fractions allowed), max exclusive: "6 to <18" is 6, 18.
    """

    id: str
    kind: AssertionKind
    genes: tuple[str, ...]
    drug: str
    diseases: tuple[str, ...]
    indication: str
    since: date
    citations: tuple[Citation, ...]
    agency: Agency | None = None
    approval_type: ApprovalType | None = None
    direction: Direction = Direction.SUPPORTS
    since_precision: str = "day"
    regular_since: date | None = None
    until: date | None = None
    ended: LabelEnd | None = None
    until_precision: str = "day"
    until_because: str | None = None
    replaced_by: str | None = None
    line: str | None = None
    setting: Setting | None = None
    after: tuple[str, ...] = ()
    naive_to: tuple[str, ...] = ()
    without: str | None = None
    but_not: tuple[str, ...] = ()
    min_age: float | None = None
    max_age: float | None = None
    five_prime: str | None = None
    three_prime: str | None = None
    junction: str | None = None
    mutation: str | None = None
    civic_level: str | None = None
    amp_level: str | None = None
    escat: str | None = None
    note: str | None = None
    checked: str = ""
    outcomes: tuple[Outcome, ...] = ()

    @property
    def ended_on(self) -> str:
        """Return the end as precisely as the source states it: "2024-10"; empty where there is none."""
        return as_stated(self.until, self.until_precision) if self.until else ""
