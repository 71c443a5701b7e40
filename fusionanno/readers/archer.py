"""Archer Analysis: full results."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from fusionanno.model import (
    FusionCall,
    Molecule,
    Partner,
    PartnerOrder,
    ReadingFrame,
    RejectedRow,
    Source,
    SupportMeaning,
)
from fusionanno.readers.base import Item, Kind, Reader, is_blank
from fusionanno.readers.cells import breakpoint_at
from fusionanno.readers.lines import Lines

_KEY = re.compile(r"[A-Z][A-Z0-9_]*(?:-\d+)?")
_GENES = re.compile(r"FCA_(\d+)_GENES_UNIQUE")
_ANNOTATION = re.compile(
    r"(?P<gene>[\w.@-]+)\([+-]\)(?P<transcript>[^|/]*)[^|]*\|(?P<region>exon|intron):(?P<number>\d{1,3})"
    r"\|(?P<first>\w+:\d+)(?:,(?P<second>\w+:\d+))?"
)
_OURS = ("SAMPLE_NAME", "FCA_", "FC_")
_SAID = (
    "STRONG_EVIDENCE_ABERRATION",
    "HAS_INFRAME_TRANSLATION",
    "PERCENT_FUSION",
    "PERCENT_GSP2_COVERAGE",
)
_COUNTS = ("EITHER_R1_OR_R2", "BOTH_R1_AND_R2", "PERCENT_FUSION", "PERCENT_RNA_READS")


class ArcherReader(Reader):
    """Archer Analysis ``<sample>.full_results.txt``: lines of a key, a tab and a value.

    A fusion candidate annotation has a number n: ``FCA_n_GENES_UNIQUE`` names its genes, and
    ``FCA_n_ANNOTATION_1-1`` and ``FCA_n_ANNOTATION_2-1`` its sides as
    ``GENE(strand)transcript|exon:number|contig:position``. The first annotation of each side is read: gene,
    transcript, exon. Where an annotation has two positions, the ends of an exon, none is read as the
    breakpoint, and the words stay a tag; one position is the breakpoint, 1-based. One gene alone (``MET``) is
    an event inside it. The file is not documented to name the 5' side first, so the order stays open, and the
    strands, which are the genes', are not read.

    HAS_INFRAME_TRANSLATION TRUE is in frame; FALSE is not the same as out of frame and stays a tag.
    STRONG_EVIDENCE_ABERRATION is the confidence. The reads of the supporting isoforms (EITHER_R1_OR_R2,
    BOTH_R1_AND_R2) and the percentages are tags with the isoform's name: what they count is not documented
    openly. The line of a call is that of its genes. A file is held in memory while it is read. Written from
    the keys that a public converter reads; no real file was at hand. Tables saved from the web page are not
    read, for want of a description.
    """

    name = "archer"
    title = "Archer Analysis full results"
    kind = Kind.PLATFORM
    versions = "Archer Analysis 6.x and 7.x, full_results.txt"
    url = "https://www.archerdx.com"
    support = SupportMeaning(
        caveat="the numbers of reads stay tags: what they count is not documented openly"
    )

    @property
    def recognised_by(self) -> str:
        return "lines of a key in capitals, a tab and a value, among them SAMPLE_NAME, FC_... or FCA_..."

    @property
    def example(self) -> str:
        return (
            "SAMPLE_NAME\tS1\nFCA_1_GENES_UNIQUE\tKIF5B:RET\nFCA_1_STRONG_EVIDENCE_ABERRATION\tTRUE\n"
            "FCA_1_ANNOTATION_1-1\tKIF5B(-)NM_004521|exon:15|chr10:32317356,chr10:32317499\n"
            "FCA_1_ANNOTATION_2-1\tRET(+)NM_020975|exon:12|chr10:43612032,chr10:43612179\n"
        )

    def recognises(self, head: Sequence[str]) -> bool:
        said = [line.partition("\t") for line in head if not is_blank(line)]
        is_keyed = all(tab and _KEY.fullmatch(key.strip(' "')) for key, tab, _ in said)
        return is_keyed and any(key.strip(' "').startswith(_OURS) for key, _, _ in said)

    def read(self, lines: Lines) -> Iterator[Item]:
        said: dict[str, str] = {}
        found: list[tuple[str, Source]] = []
        for number, line in lines:
            key, tab, value = line.partition("\t")
            if is_blank(line):
                continue
            source = Source(lines.path, number)
            if not tab:
                yield RejectedRow(source, f"no tab between key and value: {line[:40]!r}")
                continue
            said[key.strip(' "')] = value.strip(' "\t')
            if match := _GENES.fullmatch(key.strip(' "')):
                found.append((match[1], source))
        for number_of_call, source in found:
            try:
                yield _call(number_of_call, said, source)
            except ValueError as error:
                yield RejectedRow(source, str(error))


def _call(number: str, said: Mapping[str, str], source: Source) -> FusionCall:
    own = {key: text for key in _SAID if (text := said.get(f"FCA_{number}_{key}"))}
    sides = [_side(number, side, said) for side in ("1", "2")]
    strong = own.pop("STRONG_EVIDENCE_ABERRATION", None)
    is_in_frame = own.get("HAS_INFRAME_TRANSLATION", "").upper() == "TRUE"
    words = (f"ANNOTATION_{side}={each.words}" for side, each in zip("12", sides, strict=True) if each.words)
    return FusionCall(
        ArcherReader.name,
        sides[0].partner,
        sides[1].partner,
        molecule=Molecule.RNA,
        caller_frame=ReadingFrame.IN_FRAME if is_in_frame else None,
        confidence=strong and f"STRONG_EVIDENCE_ABERRATION {strong}",
        sample=said.get("SAMPLE_NAME") or None,
        tags=(*(f"{key}={text}" for key, text in own.items()), *words, *_isoforms(number, said)),
        order=PartnerOrder.NOT_TOLD,
        call_id=f"FCA_{number}",
        source=source,
    )


class _Side(NamedTuple):
    partner: Partner
    words: str = ""


def _side(number: str, side: str, said: Mapping[str, str]) -> _Side:
    gene = _gene(said[f"FCA_{number}_GENES_UNIQUE"], side)
    words = said.get(f"FCA_{number}_ANNOTATION_{side}-1", "")
    if not words:
        return _Side(Partner(gene))
    match = _ANNOTATION.fullmatch(words)
    if match is None:
        msg = f"FCA_{number}_ANNOTATION_{side}-1 is no GENE(strand)transcript|exon:number|position: {words!r}"
        raise ValueError(msg)
    at = None if match["second"] else breakpoint_at(match["first"], f"FCA_{number}_ANNOTATION_{side}-1")
    exon = int(match["number"]) if match["region"] == "exon" else None
    return _Side(Partner(match["gene"], at, exon=exon or None, transcript=match["transcript"] or None), words)


def _gene(genes: str, side: str) -> str:
    names = [name.strip() for name in genes.split(":")]
    if not all(names) or len(names) > 2:
        msg = f"GENES_UNIQUE is neither one gene nor two such as EML4:ALK: {genes!r}"
        raise ValueError(msg)
    return names[0] if side == "1" else names[-1]


def _isoforms(number: str, said: Mapping[str, str]) -> Iterator[str]:
    supporting = (said.get(f"FCA_{number}_SUPPORTING_ISOFORM_ID_{at}", "") for at in range(100))
    for isoform in filter(None, supporting):
        counts = (f"{key}={text}" for key in _COUNTS if (text := said.get(f"{isoform}_{key}")))
        yield " ".join((isoform, *counts))
