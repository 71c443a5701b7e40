"""Oncomine assays and Ion Reporter: VCF."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fusionanno.model import (
    Assembly,
    Breakpoint,
    FusionCall,
    Molecule,
    OtherRow,
    Partner,
    PartnerOrder,
    ReadSupport,
    RejectedRow,
    Source,
    SupportMeaning,
)
from fusionanno.readers.base import Item, Kind, Reader, is_blank
from fusionanno.readers.cells import breakpoint_at, count
from fusionanno.readers.joined import split_at_hyphen
from fusionanno.readers.lines import Lines

_MARK = re.compile(
    r"##source=.*(oncomine|torrent|ion.?reporter)|##IonReporter|##INFO=<ID=(5P_3P_ASSAYS|NORM_COUNT|EXON_NUM),"
    r"|.*SVTYPE=(Fusion|RNAExonVariant|ExprControl)\b",
    re.IGNORECASE,
)
_CALLED = ("Fusion", "RNAExonVariant")
OTHER_KINDS = {
    "CNV": "copy number",
    "LOH": "loss of heterozygosity",
    "ExprControl": "expression control",
    "ProcControl": "process control",
    "5p3pAssays": "5'/3' imbalance assay",
    "GeneExpression": "gene expression",
    "RNAExonTiles": "exon tiles",
}
_SIDE = re.compile(r"(.+)_([12])")
_MATE = re.compile(r"[\[\]](.+:\d+)[\[\]]")
_SAID = ("ANNOTATION", "RPM", "NORM_COUNT", "MOL_COUNT", "FAIL_REASON")
_BUILD = re.compile(r"##reference=.*?(hg19|hg38|GRCh37|GRCh38)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Record:
    """One line of the VCF, and the INFO that is read."""

    source: Source
    name: str
    place: Breakpoint
    mate: Breakpoint | None
    filter: str
    info: dict[str, str]


class OncomineReader(Reader):
    """Oncomine assays as Ion Reporter and Torrent Suite write them: VCF with SVTYPE=Fusion records.

    An isoform that the panel targets stands in two records, ``EML4-ALK.E6aA20.AB374361.1_1`` (5') and
    ``..._2`` (3'): one call, at the line of the first. Both genes are GENE_NAME, the exons EXON_NUM: the last
    one kept and the first one kept, on transcripts that the file leaves unsaid. The strands in the brackets
    are not read: real files write ``]p]N`` in the second record whatever the strand. The id without its side
    is the call's id. SVTYPE=RNAExonVariant is an event inside one gene: ``MET-MET.M13M15`` skips MET exon 14,
    ``EGFR-EGFR.E1E8`` is EGFRvIII.

    The file lists every target of the panel. A target with READ_COUNT 0 or without a count is no call and is
    counted as an assay target without reads, a wild-type assay (``.WT``) as such. A target with reads that
    did not pass is a call with its filter, and with FAIL_REASON where it is told. Small variants, copy
    numbers, expression and process controls, 5'/3' imbalance assays and exon tiles are counted by kind.

    Positions are 1-based exon edges (ETV6 12006495, NTRK3 88483984, EML4 42491871, ALK 29446394 on GRCh37);
    some panels' targets lie one base beside (RET exon 12 as 43612031, EGFR exon 8 as 55223522). The build is
    read from ##reference. Written from real records that are quoted in public, and from Ion Reporter's help;
    no whole file was at hand.
    """

    name = "oncomine"
    title = "Oncomine / Ion Reporter VCF"
    kind = Kind.PLATFORM
    versions = "Oncomine Comprehensive, Focus, Precision, Myeloid; Ion Reporter 5.x; Genexus"
    url = (
        "https://ionreporter.thermofisher.com/ionreporter/help/GUID-759AEE0F-3542-4774-AC5E-E630E2A4B1FB.html"
    )
    support = SupportMeaning(
        split_reads="READ_COUNT: reads of the target's amplicon across the junction",
        caveat="amplicon reads are copies of few molecules: not comparable with capture or whole RNA",
    )

    @property
    def recognised_by(self) -> str:
        return "a VCF with Ion Reporter's header lines, or records SVTYPE=Fusion;... or RNAExonVariant"

    @property
    def example(self) -> str:
        columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1"
        info = "SVTYPE=Fusion;READ_COUNT={};GENE_NAME={};EXON_NUM={};RPM=120.5"
        rows = (
            ("chr10", "32317356", "_1", "G]chr10:43609928]", info.format(812, "KIF5B", 15)),
            ("chr10", "43609928", "_2", "]chr10:32317356]T", info.format(812, "RET", 11)),
        )
        text = "".join(
            f"{contig}\t{at}\tKIF5B-RET.K15R11{side}\t{alt.strip('[]')[0]}\t{alt}\t.\tPASS\t{said}\tGT:GQ\t./.:.\n"
            for contig, at, side, alt, said in rows
        )
        return f"##fileformat=VCFv4.1\n{columns}\n{text}"

    def recognises(self, head: Sequence[str]) -> bool:
        return is_ion_torrent(head)

    def read(self, lines: Lines) -> Iterator[Item]:
        sample, build = None, None
        waiting: dict[str, _Record] = {}
        for number, line in lines:
            if line.startswith("#"):
                sample = _sample(line) or sample
                build = Assembly.parse(match[1]) if (match := _BUILD.match(line)) else build
                continue
            if is_blank(line):
                continue
            source = Source(lines.path, number)
            try:
                record = _record(line, source)
            except ValueError as error:
                yield RejectedRow(source, str(error))
                continue
            if isinstance(record, OtherRow):
                yield record
            elif (other := waiting.pop(record.name.partition("\t")[0], None)) is None:
                waiting[record.name.partition("\t")[0]] = record
            else:
                yield from _paired(other, record, sample, build)
        for record in waiting.values():
            yield _alone(record, sample, build)


def is_ion_torrent(head: Sequence[str]) -> bool:
    """Tell a VCF of Torrent Suite or Ion Reporter, whose records of fusions are no breaks in DNA."""
    first = next((line for line in head if not is_blank(line)), "")
    return first.startswith(("##", "#CHROM\t")) and any(map(_MARK.match, head))


def _sample(line: str) -> str | None:
    cells = line.split("\t")
    return cells[9].strip() or None if cells[0] == "#CHROM" and len(cells) > 9 else None


def _record(line: str, source: Source) -> _Record | OtherRow:
    """Read one line; OtherRow where it is no record of a fusion. The name is ``id`` tab ``side``."""
    cells = line.split("\t")
    if len(cells) < 8:
        msg = f"{len(cells)} cells where a VCF record has 8; the row is cut off or its separators are wrong"
        raise ValueError(msg)
    pairs = (entry.partition("=") for entry in cells[7].split(";"))
    info = {key: value for key, _, value in pairs}
    kind = info.get("SVTYPE", "")
    if kind not in _CALLED:
        return OtherRow(source, OTHER_KINDS.get(kind, kind or "small variant"))
    if cells[2].endswith(".WT") or ".WT_" in cells[2]:
        return OtherRow(source, "wild-type assay")
    match, mate = _SIDE.fullmatch(cells[2].strip()), _MATE.search(cells[4])
    name, side = (match[1], match[2]) if match else (cells[2].strip(), "")
    place = breakpoint_at(f"{cells[0]}:{cells[1]}", "POS")
    there = breakpoint_at(mate[1], "ALT") if mate else None
    return _Record(source, f"{name}\t{side}", place, there, cells[6].strip(), info)


def _reads(record: _Record) -> int | None:
    return count({"READ_COUNT": record.info.get("READ_COUNT", "")}, "READ_COUNT")


def _paired(first: _Record, second: _Record, sample: str | None, build: Assembly | None) -> Iterator[Item]:
    """Yield the call of both records; two of the same side are two calls."""
    sides = [record.name.partition("\t")[2] for record in (first, second)]
    if sorted(sides) != ["1", "2"]:
        yield _alone(first, sample, build)
        yield _alone(second, sample, build)
        return
    five, three = (first, second) if sides == ["1", "2"] else (second, first)
    try:
        yield _call((_partner(five), _partner(three)), five, PartnerOrder.TOLD, sample, build)
    except ValueError as error:
        yield RejectedRow(first.source, str(error))
    yield OtherRow(second.source, "second record of a pair")


def _alone(record: _Record, sample: str | None, build: Assembly | None) -> Item:
    """Return the call of a record whose partner's record is not in the file."""
    name, _, side = record.name.partition("\t")
    genes = split_at_hyphen(name.partition(".")[0])
    try:
        here = _partner(record)
        other = (genes[0] if side == "2" else genes[1]) if genes else None
        there = Partner(other, record.mate)
        ends = (there, here) if side == "2" else (here, there)
        return _call(ends, record, PartnerOrder.TOLD if side else PartnerOrder.NOT_TOLD, sample, build)
    except ValueError as error:
        return RejectedRow(record.source, str(error))


def _partner(record: _Record) -> Partner:
    gene, exon = record.info.get("GENE_NAME", "").strip(), record.info.get("EXON_NUM", "").strip()
    if not gene or "|" in gene:
        msg = f"GENE_NAME is not one gene: {gene!r}"
        raise ValueError(msg)
    return Partner(gene, record.place, exon=int(exon) if exon.isdecimal() and len(exon) < 4 else None)


def _call(
    ends: tuple[Partner, Partner],
    record: _Record,
    order: PartnerOrder,
    sample: str | None,
    build: Assembly | None,
) -> FusionCall | OtherRow:
    reads = _reads(record)
    if not reads:
        return OtherRow(record.source, "assay target without reads")
    said = (f"{key}={value}" for key in _SAID if (value := record.info.get(key, "")) not in ("", "."))
    passed = record.filter in ("PASS", ".", "")
    return FusionCall(
        OncomineReader.name,
        *ends,
        molecule=Molecule.RNA,
        support=ReadSupport(split_reads=reads),
        sample=sample,
        assembly=build,
        tags=(record.info["SVTYPE"], *said),
        order=order,
        call_id=record.name.partition("\t")[0],
        filters=() if passed else tuple(record.filter.split(";")),
        source=record.source,
    )
