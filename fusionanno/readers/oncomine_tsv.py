"""Oncomine: the table of annotated variants."""

import re
from collections.abc import Iterator
from dataclasses import replace

from fusionanno.model import FusionCall, Molecule, OtherRow, Partner, PartnerOrder, Source
from fusionanno.readers.base import Column, Item, Kind, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, count, optional, required
from fusionanno.readers.lines import Lines
from fusionanno.readers.oncomine import OTHER_KINDS, OncomineReader
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_CALLED = ("Fusion", "RNAExonVariant")
_SIDE = re.compile(r"(.+)_([12])")
_MATE = re.compile(r"[\[\]](.+:\d+)[\[\]]")
_SAID = ("INFO...RPM", "INFO.1.FAIL_REASON")


class OncomineTsvReader(TableReader):
    """Oncomine ``*-oncomine.tsv``, Ion Reporter's VCF as a table with one row per record.

    What is said of the VCF (reader oncomine) holds here: the two rows ``..._1`` (5') and ``..._2`` (3') of a
    target are one call, at the line of the first; targets without reads are counted; `INFO.1.GENE_NAME` and
    `INFO.1.EXON_NUM` are the gene and the exon of the row's side. A target with reads whose `FILTER` is not
    PASS or whose `call` is not POS carries these as filters. Positions are 1-based exon edges. Rows of other
    types are counted by type. Written from the columns that public readers of these tables use; no real file
    was at hand.
    """

    name = "oncomine_tsv"
    title = "Oncomine table"
    kind = Kind.PLATFORM
    versions = "Ion Reporter 5.x, Oncomine variant annotator"
    url = OncomineReader.url
    support = OncomineReader.support
    comment = "#"
    columns = (
        Column("rowtype", "kind of the row", "Fusion"),
        Column("CHROM", "chromosome", "chr10"),
        Column("POS", "breakpoint", "32317356"),
        Column("ID", "id and side", "KIF5B-RET.K15R12_1"),
        Column("ALT", "the other breakpoint where its row is missing", "G]chr10:43612032]"),
        Column("INFO.1.GENE_NAME", "gene of this side", "KIF5B"),
        Column("INFO...READ_COUNT", "split reads", "812"),
        Column("INFO.1.EXON_NUM", "exon of this side", "15", False),
        Column("FILTER", "filters not passed", "PASS", False),
        Column("call", "a filter where not POS", "POS", False),
        *(Column(name, "a tag", "", False) for name in _SAID),
    )

    def read(self, lines: Lines) -> Iterator[Item]:
        return _paired(super().read(lines))

    def parse_row(self, row: Row, source: Source) -> FusionCall | OtherRow:
        kind, name = required(row, "rowtype"), optional(row, "ID") or ""
        if kind not in _CALLED:
            return OtherRow(source, OTHER_KINDS.get(kind, kind))
        if name.endswith(".WT") or ".WT_" in name:
            return OtherRow(source, "wild-type assay")
        reads = count(row, "INFO...READ_COUNT")
        if not reads:
            return OtherRow(source, "assay target without reads")
        here, there = _partner(row), _mate(row)
        side = match[2] if (match := _SIDE.fullmatch(name)) else ""
        return SwiftCall(
            caller=self.name,
            five_prime=there if side == "2" else here,
            three_prime=here if side == "2" else there,
            molecule=Molecule.RNA,
            support=SwiftSupport(split_reads=reads),
            tags=(kind, *(f"{key}={text}" for key in _SAID if (text := optional(row, key)))),
            order=PartnerOrder.TOLD if side else PartnerOrder.NOT_TOLD,
            call_id=name or None,
            filters=_filters(row),
            source=source,
        )


def _paired(items: Iterator[Item]) -> Iterator[Item]:
    """Yield one call for the two rows of a target, and those whose other row is not in the file."""
    waiting: dict[str, FusionCall] = {}
    for item in items:
        match = _SIDE.fullmatch(item.call_id or "") if isinstance(item, FusionCall) else None
        if match is None or not isinstance(item, FusionCall) or item.source is None:
            yield item
        elif (other := waiting.pop(match[1], None)) is None:
            waiting[match[1]] = item
        elif other.call_id == item.call_id:
            yield from (other, item)
        else:
            five, three = (other, item) if match[2] == "2" else (item, other)
            yield replace(five, three_prime=three.three_prime, call_id=match[1], source=other.source)
            yield OtherRow(item.source, "second record of a pair")
    yield from waiting.values()


def _partner(row: Row) -> Partner:
    exon = optional(row, "INFO.1.EXON_NUM") or ""
    return SwiftPartner(
        required(row, "INFO.1.GENE_NAME"),
        breakpoint_at(f"{required(row, 'CHROM')}:{required(row, 'POS')}", "POS"),
        exon=int(exon) or None if exon.isdecimal() and len(exon) < 4 else None,
    )


def _mate(row: Row) -> Partner:
    match = _MATE.search(row["ALT"])
    return SwiftPartner(None, breakpoint_at(match[1], "ALT") if match else None)


def _filters(row: Row) -> tuple[str, ...]:
    verdict, call = optional(row, "FILTER"), optional(row, "call")
    failed = tuple(verdict.split(";")) if verdict and verdict != "PASS" else ()
    return (*failed, f"call={call}") if call and call != "POS" else failed
