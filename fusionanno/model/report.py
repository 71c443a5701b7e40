"""The report: values only; renderers turn it into text."""

from dataclasses import dataclass
from enum import StrEnum

from fusionanno.model.call import FusionCall, RejectedRow, Source, SupportMeaning
from fusionanno.model.case import Case
from fusionanno.model.fusion import FlagId, FusionName, PlacedFusion
from fusionanno.model.interpretation import Actionability, Interpretation


@dataclass(frozen=True, slots=True)
class AnnotatedFusion:
    """One call, placed, named and judged.

    reciprocal_of is where the call stands whose reciprocal product this one is (B::A beside A::B).
    set_aside are the flags by which the filter shows the call after the others, () where it passes; None
    where nothing is filtered.
    """

    placed: PlacedFusion
    name: FusionName
    interpretation: Interpretation
    reciprocal_of: Source | None = None
    set_aside: tuple[FlagId, ...] | None = None

    @property
    def call(self) -> FusionCall:
        return self.placed.call


class CallLevel(StrEnum):
    """How exactly a call tells where the genes are joined."""

    JUNCTION = "junction"
    BREAK = "break"
    UNDIRECTED = "order not told"
    EXONS = "exons only"
    GENE_PAIR = "gene pair only"


@dataclass(frozen=True, slots=True)
class EventCall:
    """One call of an event, and how exactly it tells the event's junction."""

    fusion: AnnotatedFusion
    level: CallLevel


class BesideKind(StrEnum):
    """What another event of the same gene pair is to this one."""

    DNA = "dna-evidence"
    RNA = "rna-evidence"
    OTHER_BUILD = "other-build"


@dataclass(frozen=True, slots=True)
class BesideEvent:
    """Another event of the same gene pair and sample, set beside this one and never merged with it.

    explains: the break in DNA and the junction in RNA fit each other, or the junction is the same on the
    other build; False where they do not, None where one of them does not tell its junction.
    """

    event_id: str
    kind: BesideKind
    explains: bool | None
    because: str


@dataclass(frozen=True, slots=True)
class FusionEvent:
    """One fusion of one sample as every caller saw it: `speaker`, one of the calls, is told in full.

    id is made of the genes and a number by place ("EML4::ALK/1"), the same in whatever order the files come.
    calls are in input order. differences say in a sentence each what the calls do not agree on; disagreement
    repeats the one on the frame where callers' own sequences make different ones.
    """

    id: str
    speaker: AnnotatedFusion
    calls: tuple[EventCall, ...]
    differences: tuple[str, ...] = ()
    beside: tuple[BesideEvent, ...] = ()
    disagreement: str = ""

    @property
    def told_otherwise(self) -> tuple[AnnotatedFusion, ...]:
        """The calls that may carry a therapy where the speaker may not; () where it does."""
        if self.speaker.interpretation.structure.actionable is Actionability.YES:
            return ()
        fusions = (each.fusion for each in self.calls)
        return tuple(
            each for each in fusions if each.interpretation.structure.actionable is Actionability.YES
        )

    @property
    def set_aside(self) -> tuple[FlagId, ...]:
        """The flags by which every call of the event is set aside; () where one call passes, or all do."""
        if not all(each.fusion.set_aside for each in self.calls):
            return ()
        told = (flag for each in self.calls for flag in each.fusion.set_aside or ())
        return tuple(dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its name as given, its reader, its SHA-256, its rows.

    numbers says for each caller in the file what its numbers mean. other_rows counts, by kind, the rows that
    are no fusion calls; they are not in `rows`. stated is what the case file says of this very file.
    """

    name: str
    caller: str
    sha256: str
    rows: int
    numbers: tuple[tuple[str, SupportMeaning], ...] = ()
    other_rows: tuple[tuple[str, int], ...] = ()
    stated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceVersion:
    """A table or tool that the answer rests on."""

    name: str
    version: str
    sha256: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the answer was made, enough to make it again."""

    version: str
    inputs: tuple[InputFile, ...]
    gene_model: str
    resources: tuple[ResourceVersion, ...]
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One case. fusions are in input order, one per call; rejected rows are shown by every format.

    events gather the calls of each fusion, in the order of their first calls; every call is in one.
    """

    case: Case
    fusions: tuple[AnnotatedFusion, ...]
    rejected: tuple[RejectedRow, ...]
    provenance: Provenance
    events: tuple[FusionEvent, ...] = ()
