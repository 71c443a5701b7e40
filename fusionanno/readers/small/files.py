"""A file of small variants: opened, recognised, read once, counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fusionanno.errors import InputError
from fusionanno.model import InputFile, OtherRow, RejectedRow, SmallVariant
from fusionanno.readers.lines import Lines
from fusionanno.readers.small.rows import OTHER_SAMPLE, OfSample
from fusionanno.readers.small.table import table_items
from fusionanno.readers.small.vcf import is_vcf, vcf_items

READ_AS = "small variants"
"""What the method section calls such a file."""
_EMPTY = (
    "the file is empty: that small variants were sought and none was found is told by a header without rows"
    " (gene and protein, tab-separated, or a VCF's header)"
)


@dataclass(frozen=True, slots=True)
class SmallVariantFile:
    """One file's variants in its order, its rows that could not be read, and what the method says of it."""

    variants: tuple[SmallVariant, ...]
    rejected: tuple[RejectedRow, ...]
    input: InputFile


def read_small_variants(path: str, sample: str | None = None) -> SmallVariantFile:
    """Read a file of small variants: a table with genes and protein changes, MAF, annotated VCF or BCF.

    sample is the case's: of a file with several samples its rows alone are read. Raises InputError where the
    file cannot be opened, is empty, is none of these, or holds several samples of which none is the case's.
    """
    lines = Lines(path)
    try:
        if not lines.head:
            raise InputError(_EMPTY, path=path)
        read = vcf_items if is_vcf(lines.head) else table_items
        rows = tuple(read(lines))
        name = _sample_of(rows, sample, path)
        mine = [row.what for row in rows if row.sample in (None, name)]
        sha256 = lines.sha256
    finally:
        lines.close()
    variants = tuple(row for row in mine if isinstance(row, SmallVariant))
    others = Counter(row.kind for row in mine if isinstance(row, OtherRow))
    if len(mine) < len(rows):
        others[OTHER_SAMPLE] = len(rows) - len(mine)
    stated = (("sample in the file", name),) if name and name != sample else ()
    told = InputFile(path, READ_AS, sha256, len(variants), (), tuple(sorted(others.items())), stated)
    return SmallVariantFile(variants, tuple(row for row in mine if isinstance(row, RejectedRow)), told)


def _sample_of(rows: Sequence[OfSample], sample: str | None, path: str) -> str | None:
    """Return the sample whose rows count: the case's, else the only one there is."""
    names = {row.sample for row in rows if row.sample is not None}
    if sample in names:
        return sample
    if len(names) > 1:
        told = f"{', '.join(sorted(names)[:4])}{', ...' if len(names) > 4 else ''}"
        msg = (
            f"variants of several samples ({told}): say with --sample, or 'sample:' of the case file, whose"
            " the case is"
        )
        raise InputError(msg, path=path)
    return next(iter(names), None)
