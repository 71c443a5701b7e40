"""One record of a VCF, cell by cell as it is written.

htslib reads BCF and not the text: of text it takes a QUAL that is no number for 0, drops an END that is no
number or lies before POS, and drops samples whose cells are missing, all without a word.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fusionanno.model import Interval, plain_contig

Values = Mapping[str, str]

MISSING = frozenset(("", "."))
_PASSED = frozenset(("", ".", "PASS"))
_FIXED = 8
_WHOLE = re.compile(r"[+-]?\d{1,12}(\.0*)?").fullmatch
_INTERVAL = re.compile(r"([+-]?\d{1,9})(?:\.0)?, ?([+-]?\d{1,9})(?:\.0)?").fullmatch


@dataclass(frozen=True, slots=True)
class Record:
    """One line. A flag's value is ""; a sample's values are those of its column, by FORMAT's keys."""

    line: int
    contig: str
    position: int
    id: str | None
    ref: str
    alts: tuple[str, ...]
    qual: str | None
    filters: tuple[str, ...]
    info: Values
    samples: tuple[Values, ...] = ()

    @property
    def svtype(self) -> str:
        return self.info.get("SVTYPE", "").upper()


def record_of(number: int, text: str, columns: int) -> Record:
    """Read a line whose header has so many columns; ValueError says what is wrong.

    More cells than columns are passed over: novoBreak writes them.
    """
    cells = [cell.strip(" \r") for cell in text.split("\t")] if "\t" in text else text.split()
    if len(cells) < min(columns, _FIXED) or _FIXED + 1 < len(cells) < columns:
        msg = f"{len(cells)} cells where the header has {columns}; the row is cut off"
        raise ValueError(msg)
    contig, written, name, ref, alt, qual, passed, info = cells[:_FIXED]
    if not written.isdecimal() or contig in MISSING:
        msg = f"CHROM and POS are no position: {contig[:40]!r}, {written[:40]!r}"
        raise ValueError(msg)
    return Record(
        number,
        plain_contig(contig),
        int(written),
        None if name in MISSING else name,
        ref.upper(),
        tuple(alt.split(",")),
        None if qual in MISSING else qual,
        () if passed in _PASSED else tuple(w for w in re.split("[;,]", passed) if w not in _PASSED),
        info_of(info),
        _samples(cells[_FIXED:columns]),
    )


def info_of(cell: str) -> dict[str, str]:
    """Read ``KEY=value;FLAG``; of a key that stands twice the first counts.

    >>> info_of("SVTYPE=BND;IMPRECISE")
    {'SVTYPE': 'BND', 'IMPRECISE': ''}
    """
    found: dict[str, str] = {}
    for part in cell.split(";"):
        key, _, value = part.partition("=")
        if key not in MISSING:
            found.setdefault(key, value)
    return found


def number(values: Values, key: str) -> int | None:
    """Return the first whole number under a key, None where it is missing."""
    text = values.get(key, "")
    if text.isdecimal() and len(text) < 13:
        return int(text)
    text = text.partition(",")[0]
    if text in MISSING:
        return None
    if _WHOLE(text) is None:
        msg = f"{key} is not a whole number: {values[key][:40]!r}"
        raise ValueError(msg)
    return int(text.partition(".")[0])


def text_of(values: Values, *keys: str) -> str | None:
    """Return the first of the keys that has a value."""
    for key in keys:
        if values.get(key, "") not in MISSING:
            return values[key]
    return None


def interval(values: Values, *keys: str) -> Interval | None:
    """Return a confidence interval such as ``-10,5``; None where none of the keys has one."""
    stated = text_of(values, *keys)
    if stated is None or stated == ".,.":
        return None
    text = stated.strip("()")  # CNVkit writes (-10, 5)
    match = _INTERVAL(text)
    if match is None:
        msg = f"{keys[0]} is not an interval such as -10,5: {text[:40]!r}"
        raise ValueError(msg)
    return Interval(min(int(match[1]), 0), max(int(match[2]), 0))


def _samples(cells: Sequence[str]) -> tuple[Values, ...]:
    keys = cells[0].split(":") if cells else []
    return tuple(dict(zip(keys, cell.split(":"), strict=False)) for cell in cells[1:])
