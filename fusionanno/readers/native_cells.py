"""Cells of fusionanno's own table beyond what most tables have."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, TypeVar

from fusionanno.model import (
    Breakpoint,
    CallerSequence,
    Interval,
    Molecule,
    Neighbour,
    Partner,
    PartnerOrder,
    ReadingFrame,
    ReadSupport,
    Strand,
    split_words,
)
from fusionanno.model.call import PositionKind
from fusionanno.readers.cells import Row, breakpoint_at, count, optional, strand
from fusionanno.readers.swift import SwiftPartner, SwiftSequence, SwiftSupport

UNKNOWN = "?"
"""The sign of the VICC specification for a partner that is not known."""

FRAMES = {frame.value: frame for frame in ReadingFrame}

_EXON = re.compile(r"(?:exon|ex|e)?[ .]?([1-9]\d*)([a-z])?([+-]\d+)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
_READ = re.compile(r"[ACGTUN]+", re.IGNORECASE)
_BASES = re.compile(r"[ACGTUNRYKMSWBDHV]+", re.IGNORECASE)

Value = TypeVar("Value")


class _ExonCell(NamedTuple):
    number: int | None = None
    suffix: str | None = None
    offset: int | None = None


def allele_fraction(text: str) -> Decimal:
    """Read ``0.0526`` or ``5.26%`` as a fraction of one; ValueError for anything else or beyond 0 to 1.

    >>> allele_fraction("5.26%"), allele_fraction("0.0526"), allele_fraction("50 %")
    (Decimal('0.0526'), Decimal('0.0526'), Decimal('0.50'))
    """
    number = text.removesuffix("%").strip()
    if _NUMBER.fullmatch(number) is None:
        msg = f"allele_fraction is neither a fraction (0.0526) nor a percentage (5.26%): {text!r}"
        raise ValueError(msg)
    fraction = Decimal(number).scaleb(-2) if text.endswith("%") else Decimal(number)
    if fraction > 1:
        msg = f"allele_fraction is more than 1: {text!r}; a percentage needs its sign (5.26%)"
        raise ValueError(msg)
    return fraction


def partner(row: Row, side: str) -> Partner:
    """Return the partner that the columns beginning with `side` tell."""
    place, sign = _place(row, f"{side}_breakpoint", f"{side}_strand")
    exon = _exon(row, f"{side}_exon")
    return SwiftPartner(
        symbol=None if (symbol := optional(row, f"{side}_gene")) == UNKNOWN else symbol,
        breakpoint=place,
        exon=exon.number,
        exon_suffix=exon.suffix,
        exon_offset=exon.offset,
        transcript=optional(row, f"{side}_transcript"),
        gene_id=optional(row, f"{side}_gene_id"),
        strand=sign,
        neighbours=_neighbours(row, f"{side}_neighbours"),
        interval=_parsed(row, f"{side}_interval", Interval.parse),
        genomic_breakpoint=_position(row, f"{side}_genomic_breakpoint"),
    )


def support(row: Row) -> ReadSupport:
    """Return the numbers of reads that the row tells."""
    fraction = optional(row, "allele_fraction")
    return SwiftSupport(
        split_reads=count(row, "split_reads"),
        spanning_fragments=count(row, "spanning_fragments"),
        allele_fraction=None if fraction is None else allele_fraction(fraction),
        depth=count(row, "depth"),
    )


def molecule(row: Row) -> Molecule | None:
    """Return what was sequenced, in any letter case."""
    text = optional(row, "molecule")
    try:
        return Molecule(text.lower()) if text else None
    except ValueError:
        msg = f"molecule is neither rna nor dna: {text!r}"
        raise ValueError(msg) from None


def partner_order(row: Row) -> PartnerOrder:
    """Return whether the first partner is told to be 5'; it is where the cell is empty."""
    text = optional(row, "partner_order")
    if text not in (None, *PartnerOrder):
        msg = f"partner_order is neither told nor not-told: {text!r}"
        raise ValueError(msg)
    return PartnerOrder(text or PartnerOrder.TOLD)


def position_kind(row: Row) -> PositionKind | None:
    """Return what the positions are; the bases kept where the cell is empty."""
    text = optional(row, "position_kind")
    if text not in (None, *PositionKind):
        msg = f"position_kind is not {' or '.join(PositionKind)}: {text!r}"
        raise ValueError(msg)
    return PositionKind(text) if text else None


def inserted(row: Row) -> str | None:
    """Return the bases between the partners as upper-case DNA."""
    text = optional(row, "inserted_sequence")
    if text is not None and _READ.fullmatch(text) is None:
        msg = f"inserted_sequence has letters that are no bases: {text!r}"
        raise ValueError(msg)
    return text.upper().replace("U", "T") if text else None


def sequence(row: Row) -> CallerSequence | None:
    """Return the caller's bases around the junction, None where no cell tells any of them."""
    five, three = _bases(row, "five_prime_sequence"), _bases(row, "three_prime_sequence")
    peptide = optional(row, "caller_peptide")
    five_unspliced, three_unspliced = count(row, "five_prime_unspliced"), count(row, "three_prime_unspliced")
    if not five and not three and peptide is None and five_unspliced is None and three_unspliced is None:
        return None
    return SwiftSequence(five, three, peptide, five_unspliced, three_unspliced)


def words(row: Row, column: str) -> tuple[str, ...]:
    """Return a cell's words, which stand between semicolons."""
    text = optional(row, column)
    return () if text is None else split_words(text)


def _bases(row: Row, column: str) -> str:
    text = optional(row, column) or ""
    if text and _BASES.fullmatch(text) is None:
        msg = f"{column} has letters that are no bases: {text!r}"
        raise ValueError(msg)
    return text.upper()


def _neighbours(row: Row, column: str) -> tuple[Neighbour, ...]:
    text = optional(row, column)
    return () if text is None else tuple(_told(column, Neighbour.parse, word) for word in split_words(text))


def _position(row: Row, column: str) -> Breakpoint | None:
    text = optional(row, column)
    return None if text is None else breakpoint_at(text, column)


def _parsed(row: Row, column: str, parse: Callable[[str], Value]) -> Value | None:
    text = optional(row, column)
    return None if text is None else _told(column, parse, text)


def _told(column: str, parse: Callable[[str], Value], text: str) -> Value:
    try:
        return parse(text)
    except ValueError as error:
        msg = f"{column} is {error}"
        raise ValueError(msg) from None


def _place(row: Row, column: str, strand_column: str) -> tuple[Breakpoint | None, Strand | None]:
    text, sign = optional(row, column), strand(row[strand_column].strip(), strand_column)
    if text is None:
        return None, sign
    if text[-2:] in (":+", ":-"):
        text, written = text[:-2], Strand(text[-1])
        if sign not in (None, written):
            msg = f"{column} says strand {written}, {strand_column} says {sign}"
            raise ValueError(msg)
        sign = written
    return breakpoint_at(text.replace(",", ""), column), sign


def _exon(row: Row, column: str) -> _ExonCell:
    text = optional(row, column)
    if text is None:
        return _ExonCell()
    match = _EXON.fullmatch(text)
    if match is None:
        msg = f"{column} is not an exon such as 6, 6a or 2+182: {text!r}"
        raise ValueError(msg)
    return _ExonCell(int(match[1]), match[2] and match[2].lower(), int(match[3]) if match[3] else None)
