"""Read single cells of a row. Each function is told the column, so that a refusal can name it."""

import re
from collections.abc import Mapping

from fusionanno.model import Breakpoint, Molecule, ReadingFrame, Strand, plain_contig
from fusionanno.readers.swift import SwiftBreakpoint

Row = Mapping[str, str]
"""One row: canonical column name -> cell as written; a declared column that the file lacks is ""."""

RNA = Molecule.RNA  # looked up once, not once a row

MISSING = frozenset(("", ".", "NA"))

_PLAIN = {
    f"{chr_}{name}": plain_contig(name) for chr_ in ("", "chr") for name in (*map(str, range(1, 23)), *"XYM")
}
_STRANDS = {"+": Strand.PLUS, "-": Strand.MINUS, **dict.fromkeys(MISSING)}


def optional(row: Row, column: str) -> str | None:
    """Return the cell's text, None where it is missing."""
    text = row[column]
    if text in MISSING:
        return None
    text = text.strip()
    return None if text in MISSING else text


def required(row: Row, column: str) -> str:
    """Return the cell's text; ValueError where it is missing."""
    text = row[column].strip()
    if text in MISSING:
        msg = f"{column} is empty"
        raise ValueError(msg)
    return text


def count(row: Row, column: str) -> int | None:
    """Return a number of reads or bases, None where it is missing.

    "12.0" is read as 12: tables that passed through R or pandas carry whole numbers so.
    """
    text = row[column]
    if text.isdecimal():
        return int(text)
    text = text.strip()
    if text in MISSING:
        return None
    if re.fullmatch(r"\d+(\.0*)?", text) is None:
        msg = f"{column} is not a whole number: {text!r}"
        raise ValueError(msg)
    return int(text.partition(".")[0])


def strand(text: str, column: str) -> Strand | None:
    """Return the strand that `text` writes as + or -, None where it is missing."""
    try:
        return _STRANDS[text]
    except KeyError:
        msg = f"{column} is neither + nor -: {text!r}"
        raise ValueError(msg) from None


def frame(row: Row, column: str, words: Mapping[str, ReadingFrame]) -> ReadingFrame | None:
    """Return the caller's verdict by its own words, None where it is missing; other words are refused."""
    word = optional(row, column)
    if word is not None and word not in words:
        msg = f"{column} is none of {', '.join(words)}: {word!r}"
        raise ValueError(msg)
    return words[word] if word else None


def breakpoint_at(text: str, column: str, base: int = 1) -> Breakpoint:
    """Read ``contig:position`` as a file of the given coordinate base (0 or 1) writes it."""
    contig, _, written = text.rpartition(":")
    position = int(written) + 1 - base if written.isdecimal() else 0
    if position < 1 or not contig or " " in contig:
        msg = f"{column} is not a position 'contig:position': {text!r}"
        raise ValueError(msg)
    return SwiftBreakpoint(_PLAIN.get(contig) or plain_contig(contig), position)


def stranded_place(row: Row, column: str, base: int = 1) -> tuple[Breakpoint, Strand | None]:
    """Read a cell ``contig:position:strand``; ValueError where it is missing or malformed."""
    contig, _, rest = row[column].partition(":")
    written, _, sign = rest.partition(":")
    if (
        contig in _PLAIN
        and sign in _STRANDS
        and written.isdecimal()
        and (position := int(written) + 1 - base)
    ):
        return SwiftBreakpoint(_PLAIN[contig], position), _STRANDS[sign]
    place, _, sign = required(row, column).rpartition(":")
    return breakpoint_at(place, column, base), strand(sign, column)
