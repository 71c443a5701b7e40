"""fusionanno's own table."""

import difflib
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from fusionanno.model import (
    Assembly,
    Breakpoint,
    FusionCall,
    Interval,
    Molecule,
    Partner,
    ReadSupport,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, count, optional, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_EXON = re.compile(r"(?:exon|ex|e)?[ .]?([1-9]\d*)([a-z])?([+-]\d+)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
_SEQUENCE = re.compile(r"[ACGTUN]+", re.IGNORECASE)
_GENES = ("five_prime_gene", "three_prime_gene")
_UNKNOWN = "?"
"""The sign of the VICC specification for a partner that is not known."""


class NativeReader(TableReader):
    """The table that a user writes by hand or a pipeline fills; columns in any order.

    A header is required, with `fusion` or with both gene columns; every other column may be left out, and
    columns of your own are passed over. Tabs separate, or commas or semicolons as spreadsheets save them;
    lines that begin with ``#`` are comments. Missing is an empty cell, ``.`` or ``NA``. Each row names both
    partners: by their gene cells, by words in `fusion`, or by their breakpoints. Where a gene cell is empty
    and there are no words, the gene is looked up at the breakpoint, on the assembly that the row or the
    command states; the strand tells two genes at one place apart. A gene cell ``?`` says that the partner is
    not known.

    A breakpoint is ``contig:position``, 1-based, with or without "chr", the last base kept of the 5' partner
    and the first base kept of the 3' partner; a strand may follow (``chr2:42295516:+``). An exon is ``6``,
    ``6a``, ``e6``, or ``2+182`` with an offset in bases from the exon's edge. The allele fraction is a
    fraction (``0.0526``) or a percentage (``5.26%``). An interval is ``-10,5``: bases before and after the
    breakpoint along the genome, whatever the strand (VCF's CIPOS).

    `fusion` is free text such as ``EML4-ALK (E6:A20)``, used where a gene column is empty, or where neither
    an exon nor a breakpoint is given; it must not name other genes than the columns.
    """

    name = "fusionanno"
    title = "fusionanno"
    versions = "1"
    comment = "#"
    support = SupportMeaning(
        split_reads="split_reads, as entered",
        spanning_fragments="spanning_fragments, as entered",
        allele_fraction="allele_fraction, as entered: its numerator and denominator are not told",
        depth="depth, as entered: reads at the junction, fused or not",
    )
    columns = (
        Column("sample", "sample", "S1", False),
        Column("five_prime_gene", "5' gene", "EML4"),
        Column("five_prime_breakpoint", "5' breakpoint", "chr2:42264731", False),
        Column("five_prime_strand", "5' strand of the fusion transcript", "+", False),
        Column("five_prime_transcript", "5' transcript that the exon counts on", "NM_019063.5", False),
        Column("five_prime_exon", "last exon kept", "6", False),
        Column("three_prime_gene", "3' gene", "ALK"),
        Column("three_prime_breakpoint", "3' breakpoint", "chr2:29223528", False),
        Column("three_prime_strand", "3' strand of the fusion transcript", "-", False),
        Column("three_prime_transcript", "3' transcript that the exon counts on", "NM_004304.5", False),
        Column("three_prime_exon", "first exon kept", "20", False),
        Column("assembly", "genome build of this row", "GRCh38", False),
        Column("molecule", "rna or dna", "rna", False),
        Column("allele_fraction", "allele fraction", "5.26%", False),
        Column("split_reads", "split reads", "12", False),
        Column("spanning_fragments", "spanning fragments", "4", False),
        Column("depth", "reads at the junction, fused or not", "", False),
        Column("inserted_sequence", "bases between the partners, in fusion direction", "", False),
        Column("five_prime_interval", "bases by which the 5' breakpoint may lie aside", "", False),
        Column("three_prime_interval", "bases by which the 3' breakpoint may lie aside", "", False),
        Column("homology", "bases that both sides share at the break", "", False),
        Column("fusion", "free text, where a gene column is empty", "", False),
    )

    @property
    def recognised_by(self) -> str:
        return f"column fusion, or columns {' and '.join(_GENES)}"

    def missing_from(self, names: Sequence[str]) -> tuple[str, ...]:
        return () if "fusion" in names else tuple(name for name in _GENES if name not in names)

    def check_header(self, names: Sequence[str]) -> None:
        """Refuse a misspelt column, which would otherwise be lost unseen, and one that stands twice."""
        known = [column.name for column in self.columns]
        for name in names:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.92)
            if near and name not in known:
                msg = f"unknown column {name!r}; did you mean {near[0]}? Rename it, or name it less alike"
                raise ValueError(msg)
            if name in known and names.count(name) > 1:
                msg = f"column {name!r} stands twice; remove one"
                raise ValueError(msg)

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        five, three, text = _partner(row, "five_prime"), _partner(row, "three_prime"), optional(row, "fusion")
        _check_named(row, five, three, text)
        return SwiftCall(
            caller=self.name,
            five_prime=five,
            three_prime=three,
            molecule=_molecule(row),
            support=_support(row),
            inserted_sequence=_inserted(row),
            homology=count(row, "homology"),
            described=None if _says_all(five, three) else text,
            sample=optional(row, "sample"),
            assembly=Assembly.parse(name) if (name := optional(row, "assembly")) else None,
            source=source,
        )


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


def _says_all(five: Partner, three: Partner) -> bool:
    """True where the columns name both genes and place one of them: the words then add nothing."""
    is_placed = any(end.exon is not None or end.breakpoint is not None for end in (five, three))
    return bool(five.symbol and three.symbol) and is_placed


def _partner(row: Row, side: str) -> Partner:
    place, sign = _place(row, f"{side}_breakpoint", f"{side}_strand")
    exon = _exon(row, f"{side}_exon")
    return SwiftPartner(
        symbol=None if (symbol := optional(row, f"{side}_gene")) == _UNKNOWN else symbol,
        breakpoint=place,
        exon=exon.number,
        exon_suffix=exon.suffix,
        exon_offset=exon.offset,
        transcript=optional(row, f"{side}_transcript"),
        strand=sign,
        interval=_interval(row, f"{side}_interval"),
    )


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


def _interval(row: Row, column: str) -> Interval | None:
    text = optional(row, column)
    try:
        return None if text is None else Interval.parse(text)
    except ValueError as error:
        msg = f"{column} is {error}"
        raise ValueError(msg) from None


def _molecule(row: Row) -> Molecule | None:
    text = optional(row, "molecule")
    try:
        return Molecule(text.lower()) if text else None
    except ValueError:
        msg = f"molecule is neither rna nor dna: {text!r}"
        raise ValueError(msg) from None


def _support(row: Row) -> ReadSupport:
    fraction = optional(row, "allele_fraction")
    return SwiftSupport(
        split_reads=count(row, "split_reads"),
        spanning_fragments=count(row, "spanning_fragments"),
        allele_fraction=None if fraction is None else allele_fraction(fraction),
        depth=count(row, "depth"),
    )


def _inserted(row: Row) -> str | None:
    text = optional(row, "inserted_sequence")
    if text is not None and _SEQUENCE.fullmatch(text) is None:
        msg = f"inserted_sequence has letters that are no bases: {text!r}"
        raise ValueError(msg)
    return text.upper().replace("U", "T") if text else None


def _check_named(row: Row, five: Partner, three: Partner, text: str | None) -> None:
    """Refuse a partner of which nothing is said; one of the two may be said to be unknown."""
    for side, partner in (("five_prime", five), ("three_prime", three)):
        if text is None and partner.symbol is None and partner.breakpoint is None:
            is_other_known = five.symbol is not None or three.symbol is not None
            if is_other_known and optional(row, f"{side}_gene") == _UNKNOWN:
                continue
            msg = (
                f"the row does not name its {side} partner: fill {side}_gene, or fusion, or {side}_breakpoint"
                " (the gene is then looked up there, which needs the assembly)"
            )
            raise ValueError(msg)
