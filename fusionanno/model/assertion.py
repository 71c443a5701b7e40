"""What is known about a fusion, since when, where and from whom; and how it meets a case."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AssertionKind(StrEnum):
    LABEL = "label"
    EVIDENCE = "evidence"
    RESISTANCE = "resistance"


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
    """What a therapy statement is for this case, on this date, in this region."""

    ON_LABEL = "on-label"
    OFF_LABEL = "off-label"
    EVIDENCE = "evidence"
    RESISTANCE = "resistance"
    UNDETERMINED = "undetermined"


class MatchLevel(StrEnum):
    """How the tumour of the statement meets the tumour of the case."""

    EXACT = "exact"
    ANCESTOR = "ancestor"
    OTHER_TUMOUR = "other tumour"
    SOLID_TUMOUR = "any solid tumour"
    NO_TUMOUR = "tumour not given"


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


@dataclass(frozen=True, slots=True)
class Assertion:
    """One row of knowledge. Dates are inclusive; None = open, ages are whole years.

    genes is the set of target genes that it speaks of (any partner), five_prime/three_prime a specific pair.
    diseases are codes of the disease tree; SOLID stands for any solid tumour.
    since: approval, decision or publication. until: the first day on which it no longer holds.
    since_precision: "day", "month" or "year", as the source states it; then since is the first day of it.
    regular_since: the day on which an accelerated or conditional approval became regular.
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
    approval_type: str | None = None
    since_precision: str = "day"
    regular_since: date | None = None
    until: date | None = None
    until_because: str | None = None
    line: str | None = None
    min_age: float | None = None
    max_age: float | None = None
    five_prime: str | None = None
    three_prime: str | None = None
    mutation: str | None = None
    civic_level: str | None = None
    amp_level: str | None = None
    escat: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that applies to a fusion in a case.

    amp is the AMP/ASCO/CAP 2017 level (A to D), tier its tier (I to IV), escat the ESCAT grade if stated.
    because reads as one sentence: what matched and what did not.
    """

    assertion: Assertion
    status: TherapyStatus
    level: MatchLevel
    because: str
    amp: str | None = None
    tier: str | None = None
    escat: str | None = None


@dataclass(frozen=True, slots=True)
class EntityNote:
    """What a fusion means for the diagnosis: an entity that it defines, supports or is merely found in."""

    fusion: str
    entity: str
    disease: str
    strength: str
    citations: tuple[Citation, ...]
    note: str | None = None
    frequency: str | None = None


class Actionability(StrEnum):
    """Whether the fusion's structure allows a therapy statement at all."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Structure:
    """The verdict of the target rules on one fusion; target is the gene whose drugs may apply."""

    target: str | None
    actionable: Actionability
    because: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """Everything that knowledge says of one fusion in one case.

    tier is "I-A" to "II-D", "III", "IV", or None where no tier can be given (no tumour stated).
    remarks: what a reader must know of the statements as a whole, one sentence each, such as a region whose
    approvals are listed incompletely. event_citations: the sources of an event's name, where it has one;
    flag_citations: those of the call's flags.
    """

    structure: Structure
    matches: tuple[Match, ...] = ()
    entities: tuple[EntityNote, ...] = ()
    tier: str | None = None
    tier_because: str = ""
    remarks: tuple[str, ...] = ()
    event_citations: tuple[Citation, ...] = ()
    flag_citations: tuple[Citation, ...] = ()
