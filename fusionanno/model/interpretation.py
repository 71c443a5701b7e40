"""How what is known meets the fusion of a case: matches, notes, conflicts, verdict."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fusionanno.model.assertion import Assertion, Citation, FusionLevel, MatchLevel, TherapyStatus


@dataclass(frozen=True, slots=True)
class Match:
    """A statement that applies to a fusion in a case.

    level is how its tumour, fusion_level how its fusion meets the case's.
    amp is the AMP/ASCO/CAP 2017 level (A to D), tier its tier (I to IV), escat the ESCAT grade if stated.
    because reads as one sentence: what matched and what did not. resisted_by are the mutations reported
    beside the fusion that resist the drug ("ALK G1202R"), active_against those against which it stays active,
    unknown_against those of which rows speak for other drugs, and not for this one. fits: neither the case's
    age nor its line of therapy, nor the lack of a mutation, speaks against it. is_unapproved_here: no label
    of the drug, for any tumour, is known of the agency of the case's region.
    """

    assertion: Assertion
    status: TherapyStatus
    level: MatchLevel
    because: str
    amp: str | None = None
    tier: str | None = None
    escat: str | None = None
    fusion_level: FusionLevel = FusionLevel.TARGET_GENE
    resisted_by: tuple[str, ...] = ()
    active_against: tuple[str, ...] = ()
    unknown_against: tuple[str, ...] = ()
    fits: bool = True
    is_unapproved_here: bool = False

    @property
    def standing(self) -> int:
        """Return 0 for a drug that stays active, 1 where nothing is known, 2 where disputed, 3 resisted."""
        if self.resisted_by:
            return 2 if set(self.resisted_by) <= set(self.active_against) else 3
        return 0 if self.active_against and not self.unknown_against else 1


class CoVariantKind(StrEnum):
    """What a co-reported variant is to the fusion.

    known: a mutation of the target of which rows speak; unknown: one of which none does; compound: several of
    the target together, of which none speaks; bypass: a change of another gene that can go round the target.
    """

    KNOWN = "known"
    UNKNOWN = "unknown"
    COMPOUND = "compound"
    BYPASS = "bypass"


@dataclass(frozen=True, slots=True)
class MutationEffect:
    """What a mutation of the target means for one drug, by one source.

    is_outweighed: it resists by this source, and stronger evidence says otherwise.
    """

    drug: str
    resists: bool
    evidence: str
    dated: str
    citations: tuple[Citation, ...]
    note: str | None = None
    is_outweighed: bool = False


@dataclass(frozen=True, slots=True)
class CoVariantNote:
    """What a co-reported variant, or several together, means beside the fusion.

    variants as they are told ("ALK G1202R"); because reads as one sentence and gives no advice.
    """

    variants: tuple[str, ...]
    kind: CoVariantKind
    because: str
    effects: tuple[MutationEffect, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class PrognosisNote:
    """What is published on the course of the disease with this fusion; fusion_level as of a Match.

    direction is favourable, unfavourable, no difference or differs.
    """

    fusion: str
    disease: str
    direction: str
    meaning: str
    dated: str
    fusion_level: FusionLevel
    citations: tuple[Citation, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that contradict each other on one drug, each side with its own."""

    about: str
    because: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What came between the day of an earlier report and this one's, as of which it was not known."""

    day: date
    what: str
    citations: tuple[Citation, ...]


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
    dated: str = ""


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
    flag_citations: those of the call's flags. co_variants and news only where variants, or an earlier
    report's day, were stated.
    """

    structure: Structure
    matches: tuple[Match, ...] = ()
    entities: tuple[EntityNote, ...] = ()
    tier: str | None = None
    tier_because: str = ""
    remarks: tuple[str, ...] = ()
    event_citations: tuple[Citation, ...] = ()
    flag_citations: tuple[Citation, ...] = ()
    prognosis: tuple[PrognosisNote, ...] = ()
    co_variants: tuple[CoVariantNote, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    news: tuple[News, ...] = ()
