"""ChimeraScan."""

import re
from collections.abc import Iterator, Sequence

from fusionanno.model import Breakpoint, FusionCall, Neighbour, Partner, ReadSupport, Source, SupportMeaning
from fusionanno.readers.base import Column, Item, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_NAMES = (
    "#chrom5p", "start5p", "end5p", "chrom3p", "start3p", "end3p", "chimera_cluster_id", "score", "strand5p",
    "strand3p", "transcript_ids_5p", "transcript_ids_3p", "genes5p", "genes3p", "type", "distance",
    "total_frags", "spanning_frags", "unique_alignment_positions", "isoform_fraction_5p",
    "isoform_fraction_3p", "breakpoint_spanning_reads", "chimera_ids",
)  # fmt: skip
"""The columns in the order of the file, for a file that lost its header."""

_CLUSTER = re.compile(r"CLUSTER\d+").fullmatch
_PARTS = re.compile(r"[^,:]+:\d+-\d+(,[^,:]+:\d+-\d+)*").fullmatch

_FRACTIONS = ("isoform_fraction_5p", "isoform_fraction_3p")


class ChimeraScanReader(TableReader):
    """ChimeraScan ``chimeras.bedpe``, with its header or without.

    The first side is 5'. Positions are 0-based, and both ends of a side belong to it: on the plus strand the
    5' partner's last base is end5p and the 3' partner's first base start3p, on the minus strand start5p and
    end3p. The strands are those of the transcripts that the reads were aligned to. A gene cell lists the
    genes of all isoforms that were clustered; where it names several, the partner has no symbol and they are
    told as genes beside the breakpoint.

    A "spanning" fragment of ChimeraScan has a read across the breakpoint: it is a split read here.
    total_frags counts these and the pairs around the breakpoint together; the spanning fragments are
    the difference. isoform_fraction_5p and _3p, fragments of the chimera among those of the chimera and of
    the unfused gene, are tags: there is one for either side. score repeats total_frags. Transcript ids
    (``uc002xvr.3:0-315``, every isoform of the cluster), reads and chimera ids are not read. Read as real
    files: three of 0.4 on GRCh37, where BCAS4::BCAS3 of MCF-7 lies on its exons' edges, and two
    without the header. ChimeraScan 2
    (``#rname5p``) states where reads lie and no breakpoint, and is not this format.
    """

    name = "chimerascan"
    title = "ChimeraScan"
    versions = "0.4"
    url = "https://github.com/ron128/chimerascan"
    coordinate_base = 0
    support = SupportMeaning(
        split_reads="spanning_frags: fragments with a read across the breakpoint",
        spanning_fragments="total_frags - spanning_frags: pairs around the breakpoint",
        caveat="reads that align to several places count in each",
    )
    columns = (
        Column("#chrom5p", "5' chromosome", "chr2", True, ("chrom5p", "X.chrom5p")),
        Column("start5p", "5' breakpoint on the minus strand", "42169200"),
        Column("end5p", "5' breakpoint on the plus strand", "42264950"),
        Column("chrom3p", "3' chromosome", "chr2"),
        Column("start3p", "3' breakpoint on the plus strand", "29193230"),
        Column("end3p", "3' breakpoint on the minus strand", "29223527"),
        Column("chimera_cluster_id", "the call's id", "CLUSTER12"),
        Column("strand5p", "5' strand", "+"),
        Column("strand3p", "3' strand", "-"),
        Column("genes5p", "5' gene", "EML4"),
        Column("genes3p", "3' gene", "ALK"),
        Column("type", "a tag", "Intrachromosomal_Complex", False),
        Column("total_frags", "split reads and spanning fragments", "21"),
        Column("spanning_frags", "split reads", "8"),
        Column("isoform_fraction_5p", "a tag", "0.25", False),
        Column("isoform_fraction_3p", "a tag", "0.91", False),
        Column("sample", "sample", "", False, ("Sample", "sample_name")),
    )

    @property
    def recognised_by(self) -> str:
        return f"{super().recognised_by}, or such rows without a header: CLUSTER12 in column 7"

    def recognises(self, head: Sequence[str]) -> bool:
        return super().recognises(head) or is_row(self._first_of(head))

    def read(self, lines: Lines) -> Iterator[Item]:
        if is_row(self._first_of(lines.head)):
            return self._rows(iter(lines), _NAMES, "\t", lines.path)
        return super().read(lines)

    def _first_of(self, head: Sequence[str]) -> Sequence[str]:
        first = self._first_line(enumerate(head, 1))
        return first[1].split("\t") if first else ()

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "5p", "#chrom5p", ("end5p", "start5p")),
            three_prime=_partner(row, "3p", "chrom3p", ("start3p", "end3p")),
            molecule=RNA,
            support=_support(row),
            sample=optional(row, "sample"),
            tags=_tags(row),
            call_id=optional(row, "chimera_cluster_id"),
            source=source,
        )


def is_row(cells: Sequence[str]) -> bool:
    """True for a row by itself: a cluster's id, and parts of transcripts (``uc002xvr.3:0-315``)."""
    return (
        len(cells) == len(_NAMES)
        and _CLUSTER(cells[6]) is not None
        and _PARTS(cells[10]) is not None
        and _PARTS(cells[11]) is not None
    )


def _partner(row: Row, side: str, chromosome: str, columns: tuple[str, str]) -> Partner:
    """Read a side whose breakpoint is in the first of the columns on the plus strand, else in the second."""
    reads = strand(required(row, f"strand{side}"), f"strand{side}")
    genes = [gene for gene in (optional(row, f"genes{side}") or "").split(",") if gene]
    return SwiftPartner(
        symbol=genes[0] if len(genes) == 1 else None,
        breakpoint=_breakpoint(row, chromosome, columns[0] if reads == "+" else columns[1]),
        strand=reads,
        neighbours=tuple(map(Neighbour, genes)) if len(genes) > 1 else (),
    )


def _breakpoint(row: Row, chromosome: str, column: str) -> Breakpoint:
    return breakpoint_at(f"{required(row, chromosome)}:{required(row, column)}", column, base=0)


def _support(row: Row) -> ReadSupport:
    total, split_reads = count(row, "total_frags"), count(row, "spanning_frags")
    if total is None or split_reads is None:
        return SwiftSupport(split_reads=split_reads)
    if split_reads > total:
        msg = f"spanning_frags is more than total_frags: {split_reads} and {total}"
        raise ValueError(msg)
    return SwiftSupport(split_reads, total - split_reads)


def _tags(row: Row) -> tuple[str, ...]:
    kind = optional(row, "type")
    fractions = [f"{column}={cell}" for column in _FRACTIONS if (cell := optional(row, column))]
    return (*((kind,) if kind else ()), *fractions)
