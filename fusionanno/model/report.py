"""The report: values only; renderers turn it into text."""

from dataclasses import dataclass

from fusionanno.model.assertion import Interpretation
from fusionanno.model.call import FusionCall, RejectedRow, Source, SupportMeaning
from fusionanno.model.case import Case
from fusionanno.model.fusion import FusionName, PlacedFusion


@dataclass(frozen=True, slots=True)
class AnnotatedFusion:
    """One call, placed, named and judged.

    reciprocal_of is where the call stands whose reciprocal product this one is (B::A beside A::B).
    """

    placed: PlacedFusion
    name: FusionName
    interpretation: Interpretation
    reciprocal_of: Source | None = None

    @property
    def call(self) -> FusionCall:
        return self.placed.call


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its name as given, its reader, its SHA-256, its rows.

    numbers says for each caller in the file what its numbers mean. other_rows counts, by kind, the rows that
    are no fusion calls; they are not in `rows`.
    """

    name: str
    caller: str
    sha256: str
    rows: int
    numbers: tuple[tuple[str, SupportMeaning], ...] = ()
    other_rows: tuple[tuple[str, int], ...] = ()


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
    """One case. fusions are in input order, one per call; rejected rows are shown by every format."""

    case: Case
    fusions: tuple[AnnotatedFusion, ...]
    rejected: tuple[RejectedRow, ...]
    provenance: Provenance
