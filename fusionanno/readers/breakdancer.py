"""BreakDancer."""

import re
from collections.abc import Iterator, Sequence

from fusionanno.model import (
    FusionCall,
    Molecule,
    OtherRow,
    Partner,
    PartnerOrder,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Column, Item, Kind, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, count, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_COUNTS = re.compile(r"(\d+)\+(\d+)-")
_KEPT_BELOW = {"DEL": (True, False), "ITX": (False, True)}
_INSERTION = "INS"
_BETWEEN, _LAST = "CTX", "num_Reads_lib"
_TYPES = frozenset(("DEL", "ITX", "INV", "CTX", _INSERTION))
_FIRST = ("#Chr1", "Chr1", "X.Chr1")


class BreakDancerReader(TableReader):
    """BreakDancerMax's table: structural variants of DNA by read pairs, without genes.

    Neither the genes nor a direction are told: the first breakpoint stands as 5', the order is not told.
    Positions are 1-based and approximate, the edge of the reads that support the event; how far the break
    may lie off is not stated. The strands follow from the sides kept: a DEL keeps the lower side of the
    first and the upper side of the second place, an ITX (pairs that point away from each other) the
    opposite. For INV and CTX they follow from the orientation where all its reads are of one strand
    (``14+0-``: reads of the plus strand lie below the break); with reads of both strands, which need not
    belong to this event, the strand is not told. INS rows name one place twice: they are counted among the
    other rows.

    num_Reads are supporting read pairs; there are no split reads. Allele_frequency (-a) is not read: real
    files give it below 0. Score, type, size and the reads per library are confidence and tags. The lines
    before the header are passed over; a CTX row ends before the copy numbers per library.

    Files of 1.4.1 and 1.4.5 were read, with and without -a and copy numbers per library (-h).
    """

    name = "breakdancer"
    title = "BreakDancer"
    kind = Kind.DNA
    versions = "1.1 to 1.4"
    url = "https://github.com/genome/breakdancer"
    comment = "#"
    support = SupportMeaning(
        spanning_fragments="num_Reads: read pairs that support the variant, all libraries together",
        caveat="anomalous pairs only; the positions are approximate",
    )
    columns = (
        Column("#Chr1", "first chromosome", "2", True, ("Chr1", "X.Chr1")),
        Column("Pos1", "first breakpoint", "29223600"),
        Column("Orientation1", "first side kept", "9+0-"),
        Column("Chr2", "second chromosome", "2"),
        Column("Pos2", "second breakpoint", "42299700"),
        Column("Orientation2", "second side kept", "9+0-"),
        Column("Type", "a tag, the sides kept", "INV"),
        Column("Size", "a tag", "13076100"),
        Column("Score", "confidence", "99"),
        Column("num_Reads", "spanning fragments", "9"),
        Column("num_Reads_lib", "a tag", "tumour.bam|9", False),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall | OtherRow:
        kind = required(row, "Type")
        if kind not in _TYPES:
            msg = f"Type is none of {', '.join(sorted(_TYPES))}: {kind!r}"
            raise ValueError(msg)
        first, second = _side(row, "1", kind), _side(row, "2", kind)
        if kind == _INSERTION:
            return OtherRow(source, "insertion")
        return SwiftCall(
            caller=self.name,
            five_prime=first,
            three_prime=second,
            molecule=Molecule.DNA,
            support=SwiftSupport(spanning_fragments=count(row, "num_Reads")),
            confidence=f"Score {required(row, 'Score')}",
            tags=_tags(row, kind),
            order=PartnerOrder.NOT_TOLD,
            source=source,
        )

    def _rows(
        self, numbered: Iterator[tuple[int, str]], names: Sequence[str], delimiter: str, path: str
    ) -> Iterator[Item]:
        """Read the rows; one of CTX ends before the copy numbers, which it has none of."""
        whole = len(names)
        least = names.index(_LAST) + 1 if _LAST in names else whole

        def filled(line: str) -> str:
            cells = line.split(delimiter)
            is_short = _BETWEEN in cells and least <= len(cells) < whole
            return line + delimiter * (whole - len(cells)) if is_short else line

        return super()._rows(((number, filled(line)) for number, line in numbered), names, delimiter, path)

    def _is_header(self, line: str) -> bool:
        """Tell the header, which begins as the lines before it do, even where a column is missing."""
        return line.lstrip('"').startswith(_FIRST)


def _side(row: Row, side: str, kind: str) -> Partner:
    contig = required(row, "#Chr1" if side == "1" else "Chr2")
    text = row[f"Orientation{side}"].strip()
    match = _COUNTS.fullmatch(text)
    if match is None:
        msg = f"Orientation{side} is not a number of reads of both strands such as 9+2-: {text!r}"
        raise ValueError(msg)
    return SwiftPartner(
        symbol=None,
        breakpoint=breakpoint_at(f"{contig}:{required(row, f'Pos{side}')}", f"Pos{side}"),
        strand=_strand(kind, (int(match[1]), int(match[2])), is_first=side == "1"),
    )


def _strand(kind: str, reads: tuple[int, int], *, is_first: bool) -> Strand | None:
    """Return what the fusion reads there with the first place as 5': plus where the lower side is kept."""
    if kind in _KEPT_BELOW:
        kept_below = _KEPT_BELOW[kind][0 if is_first else 1]
    elif bool(reads[0]) is bool(reads[1]):
        return None
    else:
        kept_below = bool(reads[0])
    return Strand.keeping(kept_below, is_five=is_first)


def _tags(row: Row, kind: str) -> tuple[str, ...]:
    size, libraries = optional(row, "Size"), optional(row, "num_Reads_lib")
    said = (f"Size={size}" if size else None, f"reads={libraries}" if libraries else None)
    return (kind, *(word for word in said if word))
