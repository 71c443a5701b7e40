"""pbfusion."""

import math
import re
from collections.abc import Mapping, Sequence

from fusionanno.model import FusionCall, Interval, Partner, Source, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_MEAN = re.compile(r"\d{1,8}(?:\.\d*)?(?:e[-+]?0?\d)?")
_UNKNOWN = frozenset(("N/A", "NA", ".", ""))


class PbfusionReader(TableReader):
    """pbfusion ``<prefix>.breakpoints.groups.bed``: BEDPE with one cluster of breakpoints a row.

    The first breakpoint is where the reads leave the first gene (5', pbfusion's source), the second where
    they enter the second (3', its sink); the strands are those that the reads go along. Reads that were not
    brought into their transcripts' direction may give the reverse of both. end1 and end2 are the last base
    before the break along the genome, 1-based: where the kept side lies to the right (5' on the minus strand,
    3' on the plus strand) one base is added. A cluster's breakpoint is one of several near each other and may
    lie some bases beside the exon's edge: their mean variability (MD), rounded up, is the interval. The genes
    are GN and GI in `info`;
    where they are more than two, since several genes lie at a breakpoint, neither partner has a symbol and
    the list is a tag. Split reads are RC. The class (CL), MQ, MI and, from version 0.5 on, TC and XC are
    tags; TC is the count of transcripts of both genes, so that no allele fraction is made of it. The score
    is MEDIUM or LOW. Read names and cell barcodes (`extra`) are not read. Lines that begin with ``##`` are
    passed over.

    97 real files of version 0.4.0 were read. On GRCh38 BCR::ABL1 of K562 (chr22 23290413, chr9 130854063)
    and CCDC6::RET of a reference sample (chr10 59906121 and 43116583) so lie on the exon edges of both
    partners (ABL1 exon 2 begins at 130854064, CCDC6 exon 1 ends at 59906122, RET exon 12 begins at 43116584),
    where JAFFAL and CTAT-LR-fusion have them in the same samples.
    """

    name = "pbfusion"
    title = "pbfusion"
    versions = "0.3 to 0.5"
    url = "https://github.com/PacificBiosciences/pbfusion"
    coordinate_base = 0
    comment = "##"
    support = SupportMeaning(
        split_reads="RC: long reads (or clustered transcripts) that support the breakpoints",
        caveat="one read may be a polished transcript that stands for several",
    )
    columns = (
        Column("#chr1", "5' chromosome", "chr2", True, ("chr1",)),
        Column("start1", "the base before end1", "42295515"),
        Column("end1", "5' breakpoint: the last base before the break", "42295516"),
        Column("chr2", "3' chromosome", "chr2"),
        Column("start2", "the base before end2", "29223527"),
        Column("end2", "3' breakpoint: the last base before the break", "29223528"),
        Column("id", "the call's id", "BP112"),
        Column("score", "pbfusion's confidence", "MEDIUM"),
        Column("strand1", "5' strand", "+"),
        Column("strand2", "3' strand", "-"),
        Column(
            "info",
            "genes, split reads, tags",
            "RC=26;MD=0.5;GN=EML4,ALK;GI=ENSG00000143924.17,ENSG00000171094.14;CL=FUSION:26",
        ),
        Column("extra", "recognition only", "RN=.;ON=.;CB=.", False),
    )

    @property
    def recognised_by(self) -> str:
        return f"{super().recognised_by}, extra"

    def fits(self, names: Sequence[str]) -> bool:
        """Tell whether it is more than any other BEDPE with a column `info`."""
        return super().fits(names) and "extra" in names

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        info = _info(required(row, "info"))
        names, ids = _listed(info, "GN"), _listed(info, "GI")
        is_pair, interval = len(names) == len(ids) == 2, _interval(info)
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "1", (names[0], ids[0]) if is_pair else (None, None), interval),
            three_prime=_partner(row, "2", (names[1], ids[1]) if is_pair else (None, None), interval),
            molecule=RNA,
            support=SwiftSupport(split_reads=_reads(info)),
            confidence=required(row, "score"),
            tags=_tags(info, is_pair),
            call_id=required(row, "id"),
            source=source,
        )


def _info(text: str) -> Mapping[str, str]:
    pairs = [item.partition("=") for item in text.split(";") if item]
    if not all(equals for _, equals, _ in pairs):
        msg = f"info is not a list 'key=value;key=value': {text!r}"
        raise ValueError(msg)
    return {key: value for key, _, value in pairs}


def _listed(info: Mapping[str, str], key: str) -> list[str | None]:
    if key not in info:
        msg = f"info has no {key}; the row is cut off"
        raise ValueError(msg)
    return [None if name in _UNKNOWN else name for name in info[key].split(",")]


def _partner(row: Row, side: str, gene: tuple[str | None, str | None], interval: Interval | None) -> Partner:
    start, end = required(row, f"start{side}"), required(row, f"end{side}")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        msg = f"start{side} and end{side} are not one place of a BED file: {start!r}, {end!r}"
        raise ValueError(msg)
    contig = required(row, f"#chr{side}" if side == "1" else f"chr{side}")
    sign = strand(row[f"strand{side}"].strip(), f"strand{side}")
    keeps_right = sign is not None and not sign.keeps_lower(is_five=side == "1")
    return SwiftPartner(
        symbol=gene[0],
        breakpoint=breakpoint_at(f"{contig}:{int(end) + keeps_right}", f"end{side}"),
        gene_id=gene[1],
        strand=sign,
        interval=interval,
    )


def _interval(info: Mapping[str, str]) -> Interval | None:
    """Return the mean variability, rounded up, to both sides."""
    text = info.get("MD", "0")
    if _MEAN.fullmatch(text) is None:
        msg = f"info has an MD that is no number of bases: {text!r}"
        raise ValueError(msg)
    bases = math.ceil(float(text))
    return Interval(-bases, bases) if bases else None


def _reads(info: Mapping[str, str]) -> int:
    text = info.get("RC", "")
    if not text.isdecimal():
        msg = f"info has no whole number RC of reads: {text!r}"
        raise ValueError(msg)
    return int(text)


def _tags(info: Mapping[str, str], is_pair: bool) -> tuple[str, ...]:
    keys = ("CL", "MQ", "MI", "TC", "XC") if is_pair else ("GN", "CL", "MQ", "MI", "TC", "XC")
    return tuple(f"{key}={info[key]}" for key in keys if key in info)
