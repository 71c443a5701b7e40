"""What a row of small variants can be."""

from dataclasses import dataclass

from fusionanno.model import OtherRow, RejectedRow, SmallVariant

SILENT = "variants that change no residue"
OUTSIDE = "variants outside the coding sequence"
UNTOLD = "variants of which the annotation says nothing"
NOT_PASSED = "variants that did not pass the caller's filters"
NOT_IN_SAMPLE = "variants that the sample does not carry"
OTHER_SAMPLE = "variants of other samples"


@dataclass(frozen=True, slots=True)
class OfSample:
    """A row's variant, or why there is none, and the sample that the row names."""

    what: SmallVariant | OtherRow | RejectedRow
    sample: str | None = None
