"""STAR-SEQR's BEDPE."""

from collections.abc import Sequence

from fusionanno.model import FusionCall, Partner, Source, SupportMeaning
from fusionanno.readers.cells import RNA, breakpoint_at, strand
from fusionanno.readers.headless import HeadlessReader

_JOIN = "--"
_CELLS = 11


class StarSeqrBedpeReader(HeadlessReader):
    """STAR-SEQR ``*_STAR-SEQR_breakpoints.bedpe``, the breakpoints that passed, without a header.

    Eleven columns, tab-separated: chromosome, start and end of the 5' and of the 3' breakpoint, the genes as
    ``EML4--ALK`` (5' first), the number of supporting reads, both strands (those that the transcript reads,
    other than in BEDPE of structural variants), and the expression of the fusion transcript. A start is the
    0-based base, the last one kept on the 5' side and the first one on the 3' side. The number of reads is
    NREAD_SPANS + NREAD_JXNLEFT + NREAD_JXNRIGHT, spanning and split together: it is a tag, as the
    expression is (transcripts per million). The table beside it (``starseqr``) tells them apart: prefer it.
    Written from STAR-SEQR's source (0.3 to 0.6.7); no real file was at hand.
    """

    name = "starseqr_bedpe"
    title = "STAR-SEQR BEDPE"
    versions = "0.3 to 0.6.7"
    url = "https://github.com/ExpressionAnalysis/STAR-SEQR"
    coordinate_base = 0
    support = SupportMeaning(
        caveat="the one count has split reads and spanning pairs together: a tag, no count"
    )

    @property
    def recognised_by(self) -> str:
        return "no header; eleven columns, the seventh two genes with -- between"

    @property
    def example(self) -> str:
        return "chr2\t42264950\t42264951\tchr2\t29223527\t29223528\tEML4--ALK\t30\t+\t-\t3.1\n"

    def fits(self, cells: Sequence[str]) -> bool:
        return len(cells) == _CELLS and _JOIN in cells[6] and cells[1].isdecimal() and cells[4].isdecimal()

    def parse_cells(self, cells: Sequence[str], source: Source) -> FusionCall:
        if len(cells) != _CELLS:
            msg = (
                f"{len(cells)} cells where a row has {_CELLS}; the row is cut off or its separators are wrong"
            )
            raise ValueError(msg)
        genes = cells[6].split(_JOIN)
        if len(genes) != 2 or not all(genes):
            msg = f"name is not two genes with -- between: {cells[6]!r}"
            raise ValueError(msg)
        if not cells[7].isdecimal():
            msg = f"the number of reads is not a whole number: {cells[7]!r}"
            raise ValueError(msg)
        return FusionCall(
            caller=self.name,
            five_prime=_partner(genes[0], cells[0], cells[1], cells[8]),
            three_prime=_partner(genes[1], cells[3], cells[4], cells[9]),
            molecule=RNA,
            tags=(f"supporting reads={cells[7]}", f"TPM_FUSION={cells[10]}"),
            source=source,
        )


def _partner(symbol: str, contig: str, start: str, sign: str) -> Partner:
    return Partner(symbol, breakpoint_at(f"{contig}:{start}", "start", base=0), strand=strand(sign, "strand"))
