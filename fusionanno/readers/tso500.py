"""TruSight Oncology 500: CombinedVariantOutput."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fusionanno.errors import InputError
from fusionanno.model import (
    FusionCall,
    Molecule,
    Neighbour,
    OtherRow,
    Partner,
    PartnerOrder,
    ReadSupport,
    RejectedRow,
    Source,
    SupportMeaning,
)
from fusionanno.model.locus import Breakpoint
from fusionanno.readers.base import Item, Kind, Reader, is_blank, split_quoted
from fusionanno.readers.cells import Row, breakpoint_at, count, optional, required
from fusionanno.readers.joined import SYMBOLS, pairs_at_hyphens, split_at_semicolon
from fusionanno.readers.lines import Lines

_FUSIONS = {"Fusions": None, "RNA Fusions": Molecule.RNA, "DNA Fusions": Molecule.DNA}
_SPLICE = "Splice Variants"
_OTHERS = {
    "Small Variants": "small variant",
    "Gene Amplifications": "copy number",
    "Copy Number Variants": "copy number",
}
_BANNER = "Combined Variant Output"
_ON_PLUS = ("AR", "EGFR", "MET")
"""The genes whose splice variants are written, all of them on the plus strand."""

JITTER = 4
"""Bases by which positions of RNA fusions lie beside exon edges in real files; splice variants' are exact."""

_FUSION_COLUMNS = ("Gene Pair", "Breakpoint 1", "Breakpoint 2")
_SPLICE_COLUMNS = ("Gene", "Breakpoint 1", "Breakpoint 2")
_COUNTED = ("Gene 1 Reference Reads", "Gene 2 Reference Reads")


class Tso500Reader(Reader):
    """Illumina TruSight Oncology 500 ``<pair>_CombinedVariantOutput.tsv`` (Local App, DRAGEN, ctDNA).

    Sections in brackets. Read are [Fusions], [RNA Fusions] and [DNA Fusions], and [Splice Variants], whose
    rows are events inside EGFR, MET or AR; small variants and copy numbers are counted; all else is passed
    over. A section without a result is one line ``NA``.

    A gene pair joined by ``-`` is 5' to 3'. Joined by ``/`` (``PPARG/AC016683.6;PAX8``) its direction is not
    known, and the order stays open. ``;`` lists the genes that overlap one breakpoint: that partner has no
    symbol then, and its gene is read from the position. Two genes parted by ``;`` alone (``NKX2-1;ALK``)
    are a pair in no order; of three or more the positions tell the genes, and the names are a tag. A pair
    with hyphens that can be split at several places is kept in words. Breakpoint 1 is the first gene's. No
    strand is given. Positions are 1-based; in
    real files they lie up to 4 bases from the exon edge (EML4 2 bases short, ALK exact; GRCh37): so far is an
    RNA fusion's junction moved to the nearest edge, and the flag snapped-to-exon-edge says so; ``--snap 0``
    tells it as it is written.

    A splice variant's Breakpoint 1 is the last base before what is skipped and Breakpoint 2 the last base
    skipped: MET exon 14 as 116411708 and 116414934, where exon 15 begins at 116414935 (GRCh37). The exons
    named as affected become a tag. Only EGFR, MET and AR are written there, all on the plus strand; for
    another gene the order stays open.

    The sample is the pair's id (or the sample's); the arm's own id and the run are tags. [Fusions] are RNA
    where the file names an RNA sample, DNA in a ctDNA file. The file does not say its build. Read as real
    files: Local App 2.2; the DRAGEN and ctDNA sections are written from their description.
    """

    name = "tso500"
    title = "TruSight Oncology 500 CombinedVariantOutput"
    kind = Kind.PLATFORM
    versions = "Local App 1.x and 2.x, DRAGEN TSO 500 2.x, ctDNA"
    url = (
        "https://help.tso500software.illumina.com/dragen-tso-500-guides/dragen-tso-500-v2.6/analysis-output/"
        "combined-variant-output"
    )
    support = SupportMeaning(
        split_reads="Fusion Supporting Reads: unique reads split by the junction and pairs across it;"
        " of a splice variant Splice Supporting Reads: unique reads across the junction",
    )

    @property
    def recognised_by(self) -> str:
        return f"a first line with {_BANNER!r}, or a section [Fusions] or [Splice Variants] with its columns"

    @property
    def example(self) -> str:
        return (
            "TruSight Oncology 500 - Combined Variant Output\n\n[Analysis Details]\nPair ID\tP1\n"
            "RNA Sample ID\tP1-R\n\n[Fusions]\n"
            "Gene Pair\tBreakpoint 1\tBreakpoint 2\tFusion Supporting Reads\tGene 1 Reference Reads\t"
            "Gene 2 Reference Reads\nKIF5B-RET\tchr10:32306071\tchr10:43609928\t57\t410\t0\n"
        )

    def recognises(self, head: Sequence[str]) -> bool:
        first = next((line for line in head if not is_blank(line)), "")
        if _BANNER in first:
            return True
        cells = [_cells(line) for line in head if not is_blank(line)]
        return any(
            _section(section) in (*_FUSIONS, _SPLICE) and set(_FUSION_COLUMNS[1:]).issubset(header)
            for section, header in pairwise(cells)
        )

    def read(self, lines: Lines) -> Iterator[Item]:
        section, header, said = "", list[str](), {"": ""}
        for number, line in lines:
            cells = _cells(line)
            if is_blank(line):
                continue
            if (name := _section(cells)) is not None:
                section, header = name, []
            elif section in ("Analysis Details", "Sequencing Run Details"):
                said[cells[0]] = cells[1] if len(cells) > 1 else ""
            elif not section:
                said[""] += line
            elif (cells[0] == "NA" and not any(cells[1:])) or section not in (*_FUSIONS, _SPLICE, *_OTHERS):
                continue
            elif not header:
                header = [name for name in cells if name]
                _check(section, header, lines.path, number)
            elif len(cells) < len(header):
                yield RejectedRow(
                    Source(lines.path, number),
                    f"{len(cells)} cells where section [{section}] has {len(header)}; the row is cut off",
                )
            else:
                yield _row(section, dict(zip(header, cells, strict=False)), said, Source(lines.path, number))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in split_quoted(line, "\t" if "\t" in line else ",")]


def _section(cells: Sequence[str]) -> str | None:
    name = cells[0] if cells else ""
    return name[1:-1].strip() if name[:1] == "[" and name[-1:] == "]" else None


def _check(section: str, header: Sequence[str], path: str, line: int) -> None:
    columns = () if section in _OTHERS else _SPLICE_COLUMNS if section == _SPLICE else _FUSION_COLUMNS
    missing = [column for column in columns if column not in header]
    if missing:
        msg = f"section [{section}] has no column {missing[0]!r}; export the file again"
        raise InputError(msg, path=path, line=line)


def _row(section: str, cells: Mapping[str, str], said: Mapping[str, str], source: Source) -> Item:
    if section in _OTHERS:
        return OtherRow(source, _OTHERS[section])
    columns = (*_FUSION_COLUMNS, *_COUNTED, "Gene", "Affected Exon", "Fusion Supporting Reads")
    counted = ("Splice Supporting Reads", "Reference Reads Transcript")
    row = {column: cells.get(column, "") for column in (*columns, *counted)}
    try:
        return _splice(row, said, source) if section == _SPLICE else _fusion(section, row, said, source)
    except ValueError as error:
        return RejectedRow(source, str(error))


def _fusion(section: str, row: Row, said: Mapping[str, str], source: Source) -> FusionCall:
    pair = required(row, "Gene Pair")
    names, is_directed = split_pair(pair)
    first, second = (
        _partner(name, breakpoint_at(required(row, column), column))
        for name, column in zip(names, _FUSION_COLUMNS[1:], strict=True)
    )
    molecule = _FUSIONS[section] or _molecule(said)
    unread = () if is_directed or any(names) else ("Gene Pair",)
    return FusionCall(
        Tso500Reader.name,
        first,
        second,
        molecule=molecule,
        support=ReadSupport(split_reads=count(row, "Fusion Supporting Reads")),
        described=pair if is_directed and not any(names) else None,
        sample=_sample(said),
        tags=(*_tags(row, (*unread, *_COUNTED)), *_ids(said, molecule)),
        order=PartnerOrder.TOLD if is_directed else PartnerOrder.NOT_TOLD,
        jitter=JITTER if molecule is Molecule.RNA else None,
        source=source,
    )


def split_pair(pair: str) -> tuple[tuple[str, str], bool]:
    """Return the two names and whether their order is told; ("", "") where a split would be a guess.

    A slash joins before a hyphen, a hyphen that is no part of a symbol before a semicolon. ValueError where
    the text does not name two genes.
    """
    if "/" in pair:
        first, _, second = (part.strip(" ;") for part in pair.partition("/"))
        if first and second:
            return (("", "") if "/" in second else (first, second)), False
    elif joined := pairs_at_hyphens(pair):
        return (joined[0] if len(joined) == 1 else ("", "")), True
    elif told := split_at_semicolon(pair):
        return told, False
    elif not SYMBOLS.fullmatch(pair) and pair.strip("-; ").count("-") + pair.strip("-; ").count(";") > 1:
        return ("", ""), ";" not in pair
    msg = f"Gene Pair does not name two genes: {pair!r}"
    raise ValueError(msg)


def _partner(name: str, place: Breakpoint) -> Partner:
    genes = [gene.strip() for gene in name.split(";") if gene.strip()]
    if len(genes) > 1:
        return Partner(None, place, neighbours=tuple(Neighbour(gene) for gene in genes))
    return Partner(genes[0] if genes else None, place)


def _splice(row: Row, said: Mapping[str, str], source: Source) -> FusionCall:
    gene = required(row, "Gene")
    before, last = (breakpoint_at(required(row, column), column) for column in _SPLICE_COLUMNS[1:])
    after = Breakpoint(last.contig, last.position + 1)
    return FusionCall(
        Tso500Reader.name,
        Partner(gene, before),
        Partner(gene, after),
        molecule=Molecule.RNA,
        support=ReadSupport(split_reads=count(row, "Splice Supporting Reads")),
        sample=_sample(said),
        tags=(*_tags(row, ("Affected Exon", "Reference Reads Transcript")), *_ids(said, Molecule.RNA)),
        order=PartnerOrder.TOLD if gene in _ON_PLUS else PartnerOrder.NOT_TOLD,
        source=source,
    )


def _molecule(said: Mapping[str, str]) -> Molecule | None:
    if "ctDNA" in said[""]:
        return Molecule.DNA
    return Molecule.RNA if said.get("RNA Sample ID", "NA") not in ("NA", "") else None


def _sample(said: Mapping[str, str]) -> str | None:
    told = (optional(said, key) for key in ("Pair ID", "Sample ID") if key in said)
    return next((sample for sample in told if sample), None)


def _ids(said: Mapping[str, str], molecule: Molecule | None) -> tuple[str, ...]:
    keys = (f"{molecule.value.upper()} Sample ID" if molecule else "", "Run Name")
    return tuple(f"{key}={said[key]}" for key in keys if key and optional({key: said.get(key, "")}, key))


def _tags(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{column}={text}" for column in columns if (text := optional(row, column)))
