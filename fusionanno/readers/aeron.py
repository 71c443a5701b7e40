"""Aeron."""

import re
from collections.abc import Sequence

from fusionanno.model import (
    FusionCall,
    Partner,
    PartnerOrder,
    ReadSupport,
    Source,
    SupportMeaning,
)
from fusionanno.readers.cells import RNA
from fusionanno.readers.headless import HeadlessReader

_NAME = re.compile(r"fusion_(\d+)_([^_\s]+)_(\d+)bp_([^_\s]+)_(\d+)bp_(\d+)reads")


class AeronReader(HeadlessReader):
    """Aeron ``fusion_support_<reads>_<transcripts>_<graph>.txt``: a name and a number a line, no header.

    The name is ``fusion_<number>_<gene>_<length>bp_<gene>_<length>bp_<reads>reads``: the genes are ids, the
    lengths the bases of the fusion transcript that come from either; there are no positions. Nothing says
    which gene is 5': reads of either direction make the name. Split reads are the second column, reads that
    reach at least 150 bases over the junction; it may exceed the number in the name, which counts the reads
    that the fusion was found by and is a tag, as the lengths are.
    """

    name = "aeron"
    title = "Aeron"
    versions = "0.02"
    url = "https://github.com/SchulzLab/Aeron"
    coordinate_base = None
    support = SupportMeaning(
        split_reads="second column: long reads aligned over the junction by 150 bases on both sides",
        caveat="long reads aligned to the predicted transcript",
    )

    @property
    def recognised_by(self) -> str:
        return "no header; fusion_<n>_<gene>_<n>bp_<gene>_<n>bp_<n>reads and a number, tab-separated"

    @property
    def example(self) -> str:
        return "fusion_7_ENSG00000143924.19_640bp_ENSG00000171094.18_1720bp_9reads\t12\n"

    def fits(self, cells: Sequence[str]) -> bool:
        return _NAME.fullmatch(cells[0]) is not None

    def parse_cells(self, cells: Sequence[str], source: Source) -> FusionCall:
        match = _NAME.fullmatch(cells[0])
        reads = "\t".join(cells[1:]).strip()
        if match is None or not reads.isdecimal():
            msg = f"not the name of a fusion and its number of reads: {chr(9).join(cells)[:120]!r}"
            raise ValueError(msg)
        number, first, first_length, second, second_length, found = match.groups()
        return FusionCall(
            caller=self.name,
            five_prime=Partner(None, gene_id=first),
            three_prime=Partner(None, gene_id=second),
            molecule=RNA,
            support=ReadSupport(split_reads=int(reads)),
            tags=(f"lengths={first_length}+{second_length}", f"found_by_reads={found}"),
            order=PartnerOrder.NOT_TOLD,
            call_id=f"fusion_{number}",
            source=source,
        )
