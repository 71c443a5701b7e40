"""EnFusion."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fusionanno.model import CallerSequence, FusionCall, Partner, Source, SupportMeaning
from fusionanno.readers.base import Column, Item, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, optional, required, strand
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence

_OWN = ("OrderedFusion", "FusionJunctionSequence")
"""Columns that tell a report of EnFusion, whole or cut down, from other tables of two genes."""

_SAMPLE = re.compile(r"#\s*Sample:\s*(.+)").match
_JUNCTION = re.compile(r"([ACGT]+)\|([ACGT]+)", re.IGNORECASE).fullmatch


class EnFusionReader(TableReader):
    """EnFusion's overlap reports, filtered or not, also collapsed: what several callers found in one sample.

    Gene1 is 5' as the caller of the row ordered it (OrderedFusion, ``TPM3>>PDGFRB``). The rows of one gene
    pair stand together, one for each caller and junction; a collapsed report has the first of them and lists
    the callers. The caller (Tool), their number and rank, the known-fusion marks, the read-through mark and
    how often the pair was seen before are tags. Breaks stand as each caller wrote them, Arriba's, CICERO's
    (see there) and MapSplice's included; strands are the genes' or the fusion's, as the caller has it.
    SupportingReads is another number for each caller (pairs for FusionCatcher, seed reads for FusionMap,
    junction reads for STAR-Fusion, everything together for JAFFA and Arriba): it is a tag and no count. The
    sample is named in the lines before the header, which begin with ``#``. FusionJunctionSequence is read
    where it is bases around one ``|``, as Arriba writes it.

    Read as real files: two examples of another project's tests, one of them without OrderedFusion; the
    further columns are written from the source.
    """

    name = "enfusion"
    title = "EnFusion"
    versions = "overlap and collapsed reports"
    url = "https://github.com/nch-igm/EnFusion"
    comment = "#"
    support = SupportMeaning(
        caveat="SupportingReads counts something else for each caller (Tool), so that it is kept as a tag"
    )
    columns = (
        Column("UnorderedFusion", "recognition only", "ALK+EML4", False),
        Column("OrderedFusion", "recognition only", "EML4>>ALK", False),
        Column("Gene1", "5' gene", "EML4"),
        Column("Chr1", "5' contig", "2"),
        Column("Break1", "5' position", "42295516"),
        Column("Strand1", "5' strand", "+", False),
        Column("Gene2", "3' gene", "ALK"),
        Column("Chr2", "3' contig", "2"),
        Column("Break2", "3' position", "29223528"),
        Column("Strand2", "3' strand", "-", False),
        Column("Tool", "a tag", "starFusion", False),
        Column("NumTools", "a tag", "2", False),
        Column("Rank", "a tag", "", False),
        Column("SupportingReads", "a tag", "27", False),
        Column("KnownFusion", "a tag", "", False),
        Column("ReadThrough", "a tag", "", False),
        Column("GenePairFrequency", "a tag", "", False),
        Column("GenePairCount", "a tag", "", False),
        Column("FusionJunctionSequence", "bases at the junction", "GGAAAGGACCTAAAG|TGTACCGCCGGAAGC", False),
    )

    @property
    def recognised_by(self) -> str:
        return f"{super().recognised_by}, and {' or '.join(_OWN)}"

    def fits(self, names: Sequence[str]) -> bool:
        return super().fits(names) and any(name in names for name in _OWN)

    def read(self, lines: Lines) -> Iterator[Item]:
        found = next(filter(None, map(_SAMPLE, lines.head)), None)
        items = super().read(lines)
        return items if found is None else _named(items, found[1].strip(' \t,;"'))

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "1"),
            three_prime=_partner(row, "2"),
            molecule=RNA,
            sequence=_sequence(row["FusionJunctionSequence"]),
            tags=_tags(row),
            source=source,
        )


def _named(items: Iterator[Item], sample: str) -> Iterator[Item]:
    for item in items:
        yield replace(item, sample=sample) if isinstance(item, FusionCall) else item


def _partner(row: Row, side: str) -> Partner:
    contig, position = optional(row, f"Chr{side}"), optional(row, f"Break{side}")
    column = f"Strand{side}"
    return SwiftPartner(
        symbol=required(row, f"Gene{side}"),
        breakpoint=breakpoint_at(f"{contig}:{position}", f"Chr{side}:Break{side}")
        if contig and position
        else None,
        strand=strand(row[column], column),
    )


def _sequence(written: str) -> CallerSequence | None:
    match = _JUNCTION(written)
    return match and SwiftSequence(match[1].upper(), match[2].upper())


def _tags(row: Row) -> tuple[str, ...]:
    names = ("Tool", "NumTools", "Rank", "SupportingReads", "KnownFusion", "ReadThrough", "GenePairFrequency",
             "GenePairCount")  # fmt: skip
    return tuple(f"{name}={value}" for name in names if (value := optional(row, name)))
