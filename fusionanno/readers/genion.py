"""Genion."""

import re
from collections.abc import Sequence

from fusionanno.model import (
    FusionCall,
    OtherRow,
    Partner,
    PartnerOrder,
    ReadSupport,
    Source,
    SupportMeaning,
)
from fusionanno.readers.cells import RNA
from fusionanno.readers.headless import HeadlessReader

_WIDTHS = (6, 7, 8)
_MARK = re.compile(r"(?:PASS|FAIL):\S+")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*(?:e[+-]?\d+)?|inf|nan)", re.IGNORECASE)


class GenionReader(HeadlessReader):
    """Genion's output and its ``.fail`` file: tab-separated, without a header.

    The columns are gene ids, gene names (both joined with ``::``), ffigf score, FiN score, supporting reads,
    in newer versions the reads of the genes that are not fused, PASS or FAIL with its code, and the ranges
    of both genes that are expressed. The genes stand in the order of their ids, so that it is not told which
    is 5'. The ranges are no breakpoints (in real files of single reads they are not even positions in the
    genes) and are not read: such a call has no position. Split reads are the supporting reads. Both scores
    are ratios of reads that may exceed one, tags and no allele fraction. A FAIL code is a list of filters
    not passed; PASS:RT (a read-through candidate) and PASS:GF are tags. A row of three or more genes is no
    call of two partners: it is counted among the other rows.

    Genion's own example (6 columns) and a file of a cell line (8 columns) were read.
    """

    name = "genion"
    title = "Genion"
    versions = "1.0 (6 columns) to 1.2 (8 columns; 7 in the .fail file)"
    url = "https://github.com/vpc-ccg/genion"
    coordinate_base = None
    support = SupportMeaning(
        split_reads="supporting reads: long reads that align to both genes",
        caveat="long reads; FiN and ffigf scores are ratios of reads, not allele fractions",
    )

    @property
    def recognised_by(self) -> str:
        return "no header; ids and names joined with ::, and PASS: or FAIL: in the sixth or seventh column"

    @property
    def example(self) -> str:
        return "ENSG00000143924::ENSG00000171094\tEML4::ALK\t128.2\t0.25\t12\t30;18;\tPASS:GF\n"

    def fits(self, cells: Sequence[str]) -> bool:
        return len(cells) in _WIDTHS and "::" in cells[0] and _mark_at(cells) is not None

    def parse_cells(self, cells: Sequence[str], source: Source) -> FusionCall | OtherRow:
        at = _mark_at(cells) if len(cells) in _WIDTHS else None
        if at is None:
            msg = f"{len(cells)} cells and no PASS or FAIL where Genion has it; the row is cut off"
            raise ValueError(msg)
        ids, names = cells[0].split("::"), cells[1].split("::")
        if len(ids) != len(names) or not all(ids) or not all(names) or len(ids) < 2:
            msg = f"not two gene ids and two gene names joined with ::: {cells[0]!r}, {cells[1]!r}"
            raise ValueError(msg)
        if len(ids) > 2:
            return OtherRow(source, "chain of more than two genes")
        five, three = (Partner(name, gene_id=id_) for name, id_ in zip(names, ids, strict=True))
        return FusionCall(
            caller=self.name,
            five_prime=five,
            three_prime=three,
            molecule=RNA,
            support=ReadSupport(split_reads=_reads(cells[4])),
            tags=(*_scores(cells), cells[at]) if cells[at].startswith("PASS") else _scores(cells),
            order=PartnerOrder.NOT_TOLD,
            filters=() if cells[at].startswith("PASS") else tuple(cells[at].split(":")[1:]),
            source=source,
        )


def _mark_at(cells: Sequence[str]) -> int | None:
    """Where PASS or FAIL stands: the sixth cell, or the seventh where the genes' own reads come before."""
    return next((at for at in (5, 6) if at < len(cells) and _MARK.fullmatch(cells[at].strip())), None)


def _reads(text: str) -> int:
    if not text.isdecimal():
        msg = f"the supporting reads are not a whole number: {text!r}"
        raise ValueError(msg)
    return int(text)


def _scores(cells: Sequence[str]) -> tuple[str, ...]:
    for text in cells[2:4]:
        if _NUMBER.fullmatch(text) is None:
            msg = f"a score is not a number: {text!r}"
            raise ValueError(msg)
    return f"ffigf={cells[2]}", f"FiN={cells[3]}"
