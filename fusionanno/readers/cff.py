"""Common Fusion Format."""

import re
from collections.abc import Sequence

from fusionanno.model import (
    FusionCall,
    Molecule,
    Partner,
    PartnerOrder,
    ReadSupport,
    Source,
    SupportMeaning,
)
from fusionanno.readers.base import Kind
from fusionanno.readers.cells import MISSING, breakpoint_at
from fusionanno.readers.headless import HeadlessReader

_LEAST = 17
_STRANDS = frozenset(("+", "-", ".", "NA"))
_TISSUES = frozenset(("Tumor", "Normal", "NA"))
_COUNT = re.compile(r"-1|\d+")
_OUR_NAMES = {"star_fusion": "starfusion", "star_seqr": "starseqr"}
_MOLECULES = {"RNA": Molecule.RNA, "DNA": Molecule.DNA}


class CffReader(HeadlessReader):
    """MetaFusion's Common Fusion Format: tab-separated, without a header, calls of several callers.

    The columns are chromosome, position and strand of both sides, library (RNA or DNA; other words there are
    passed over), sample, Tumor or Normal, disease, tool, split reads, spanning fragments, gene and area of
    both sides; what MetaFusion adds after them is not read. Each call is its tool's; the counts mean what
    they mean there, -1 is not counted. The format does not order the genes (deFuse's rows come both ways)
    and its strands are what each tool wrote, the gene's, the transcript's or the side's: the order is not
    told and the strands are not read. Positions are as each tool wrote them too: they may be off by one
    where it counts from 0. Sample type, disease and areas are tags.

    65,000 rows of MetaFusion's test data were read (eight tools, GRCh37).
    """

    name = "cff"
    title = "CFF (MetaFusion)"
    versions = "17 columns or more"
    url = "https://github.com/ccmbioinfo/MetaFusion"
    kind = Kind.PLATFORM
    names_callers = True
    support = SupportMeaning(
        split_reads="split_cnt: what the tool counts as reads across the junction",
        spanning_fragments="span_cnt: what it counts as pairs on either side",
        caveat="copied from the tool's output; the same number may mean different things for two tools",
    )

    comment = "#"

    @property
    def recognised_by(self) -> str:
        return "no header; 17 columns or more, strands in the third and sixth, Tumor or Normal in the ninth"

    @property
    def example(self) -> str:
        cells = "2 42295516 + 2 29223528 - RNA S1 Tumor NSCLC NA 12 4 EML4 NA ALK NA"
        return cells.replace(" ", "\t") + "\n"

    def fits(self, cells: Sequence[str]) -> bool:
        return (
            len(cells) >= _LEAST
            and cells[1].isdecimal()
            and cells[4].isdecimal()
            and _STRANDS.issuperset((cells[2], cells[5]))
            and cells[8] in _TISSUES
            and all(_COUNT.fullmatch(cell) for cell in cells[11:13])
        )

    def parse_cells(self, cells: Sequence[str], source: Source) -> FusionCall:
        cells = [cell.strip() for cell in cells]
        if len(cells) < _LEAST:
            msg = f"{len(cells)} cells where the format has 17 or more; the row is cut off"
            raise ValueError(msg)
        for name, cell in (("strand1", cells[2]), ("strand2", cells[5])):
            if cell not in _STRANDS:
                msg = f"{name} is none of +, -, . and NA: {cell!r}"
                raise ValueError(msg)
        tool = _said(cells[10])
        return FusionCall(
            caller=_OUR_NAMES.get(tool, tool) if tool else self.name,
            five_prime=_partner(cells, 13, 0),
            three_prime=_partner(cells, 15, 3),
            molecule=_MOLECULES.get(cells[6]),
            support=ReadSupport(_count("split_cnt", cells[11]), _count("span_cnt", cells[12])),
            sample=_said(cells[7]),
            tags=_tags(cells),
            order=PartnerOrder.NOT_TOLD,
            source=source,
        )


def _said(cell: str) -> str | None:
    return None if cell in MISSING else cell


def _partner(cells: Sequence[str], gene: int, place: int) -> Partner:
    column = "pos1" if place == 0 else "pos2"
    return Partner(_said(cells[gene]), breakpoint_at(f"{cells[place]}:{cells[place + 1]}", column))


def _count(column: str, cell: str) -> int | None:
    if _COUNT.fullmatch(cell) is None:
        msg = f"{column} is no number of reads, nor -1: {cell!r}"
        raise ValueError(msg)
    return None if cell == "-1" else int(cell)


def _tags(cells: Sequence[str]) -> tuple[str, ...]:
    areas = [f"area{side}={area}" for side, area in ((1, cells[14]), (2, cells[16])) if _said(area)]
    return (*(cell for cell in (cells[8], cells[9]) if _said(cell)), *areas)
