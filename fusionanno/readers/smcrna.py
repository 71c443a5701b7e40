"""BEDPE of the SMC-RNA challenge."""

from collections.abc import Sequence

from fusionanno.model import FusionCall, Partner, ReadSupport, Source, SupportMeaning
from fusionanno.readers.cells import RNA, breakpoint_at, strand
from fusionanno.readers.headless import HeadlessReader

_JOIN = ">>"
_NONE = "-1"
_LEAST = 10


class SmcRnaReader(HeadlessReader):
    """BEDPE of the DREAM SMC-RNA challenge: INTEGRATE's ``fusions.bedpe``, and other callers' converted.

    Tab-separated, without a header: chromosome, start, end of the 5' and of the 3' breakpoint, the genes as
    ``EML4>>ALK`` (5' first), a score, both strands (those that the transcript reads), and in INTEGRATE's
    files the number of reads. Of start and end one is -1: an end is a 1-based position, a start a 0-based
    one, so that 1 is added. Files with both read the last base kept of the 5' and the first of the 3'
    partner as BED writes a base. INTEGRATE's score is its tier. More columns, as INTEGRATE-Neo adds them
    (frame, peptide, transcripts), are not read.

    47 real files were read (INTEGRATE 0.2.6; TCGA on GRCh38, simulated data on GRCh37); TMPRSS2::ERG lies on
    exon edges (21:41508081 and others).
    """

    name = "smcrna"
    title = "SMC-RNA BEDPE (INTEGRATE fusions.bedpe)"
    versions = "10 columns or more"
    url = "https://github.com/ChrisMaherLab/INTEGRATE-Vis"
    support = SupportMeaning(
        split_reads="eleventh column, as INTEGRATE writes it: spanning RNA reads of this junction",
        caveat="other callers' files may hold something else there",
    )

    comment = "#"

    @property
    def recognised_by(self) -> str:
        return "no header; ten columns or more, the seventh two genes with >> between"

    @property
    def example(self) -> str:
        return "2\t-1\t42295516\t2\t-1\t29223528\tEML4>>ALK\t3\t+\t-\t12\n"

    def fits(self, cells: Sequence[str]) -> bool:
        return len(cells) >= _LEAST and all(cells[6].partition(_JOIN))

    def parse_cells(self, cells: Sequence[str], source: Source) -> FusionCall:
        if len(cells) < _LEAST:
            msg = f"{len(cells)} cells where the format has ten or more; the row is cut off"
            raise ValueError(msg)
        genes = cells[6].strip().split(_JOIN)
        if len(genes) != 2 or not all(genes):
            msg = f"name is not two genes with >> between: {cells[6]!r}"
            raise ValueError(msg)
        score = cells[7].strip()
        return FusionCall(
            caller=self.name,
            five_prime=_partner(genes[0], cells[0:3], cells[8]),
            three_prime=_partner(genes[1], cells[3:6], cells[9]),
            molecule=RNA,
            support=ReadSupport(split_reads=_reads(cells[10:11])),
            confidence=f"score {score}" if score not in ("", ".") else None,
            source=source,
        )


def _partner(symbol: str, place: Sequence[str], sign: str) -> Partner:
    contig, start, end = (cell.strip() for cell in place)
    if end != _NONE:
        if start != _NONE and not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
            msg = f"start and end are not one place of a BED file: {start!r}, {end!r}"
            raise ValueError(msg)
        at = breakpoint_at(f"{contig}:{end}", "end")
    else:
        at = breakpoint_at(f"{contig}:{start}", "start", 0)
    return Partner(symbol, at, strand=strand(sign.strip(), "strand"))


def _reads(cells: Sequence[str]) -> int | None:
    text = cells[0].strip() if cells else ""
    if text in ("", ".", "NA"):
        return None
    if not text.isdecimal():
        msg = f"the number of reads is no whole number: {text!r}"
        raise ValueError(msg)
    return int(text)
