"""Arriba."""

import re
from collections.abc import Iterator

from fusionanno.model import (
    Breakpoint,
    CallerSequence,
    FusionCall,
    Neighbour,
    Partner,
    ReadingFrame,
    ReadSupport,
    Source,
    SupportMeaning,
)
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, frame, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence, SwiftSupport

_FRAMES = {
    "in-frame": ReadingFrame.IN_FRAME,
    "out-of-frame": ReadingFrame.OUT_OF_FRAME,
    "stop-codon": ReadingFrame.STOP_CODON,
}
_NEIGHBOUR = re.compile(r"([^,()]+)(?:\((-?\d+)\))?")
_READ = frozenset("ACGT")
_NO_GENOMIC = ("", ".", "NA")
_GAPS = (".", "[", "]", "-", "?")
_NO_MARKS = str.maketrans("", "", "()^$")


class ArribaReader(TableReader):
    """Arriba ``fusions.tsv`` and ``fusions.discarded.tsv``.

    The gene order is Arriba's 5' to 3'. A strand is the half after the slash, the strand that is transcribed;
    ``.`` there means that Arriba could not tell, and then the gene order is not certain either. Between genes
    the gene cell lists the nearest ones with their distances: the partner then has no symbol. Split reads
    are split_reads1 + split_reads2, spanning fragments the discordant mates; Arriba counts at most about 300
    supporting reads per event unless told otherwise. There is no allele fraction: coverage1 and coverage2
    count duplicates too and are no denominator. The event type and Arriba's tags become tags. Breaks in DNA
    that Arriba was given with -d and found near the junction (closest_genomic_breakpoint1 and 2) become
    genomic breakpoints; their distance is left out.

    In fusion_transcript ``|`` is the junction, lower-case bases between two of them are inserted, ``___`` is
    an intron; ``( )`` stands around bases that -I fills in from the assembly, ``^`` and ``$`` at the ends of
    the transcript; lower case is a base that differs from the assembly. On each side the bases nearest the
    junction are read up to the first gap: ``...`` (no coverage), ``[ ]`` (an insertion in the reads), ``-``
    (a deletion) or ``?`` (reads that differ). The peptide is kept as it is written.
    """

    name = "arriba"
    title = "Arriba"
    versions = "1.x and 2.x, and tables re-saved from R or a spreadsheet"
    url = "https://arriba.readthedocs.io/en/latest/output-files/"
    support = SupportMeaning(
        split_reads="split_reads1 + split_reads2: reads across the junction, anchored in either gene",
        spanning_fragments="discordant_mates: mates on either side of the junction",
        caveat="Arriba counts about 300 supporting reads of an event at most (-U), and without duplicates",
    )
    columns = (
        Column("#gene1", "5' gene, or the genes beside the breakpoint", "EML4", True, ("gene1", "X.gene1")),
        Column("gene2", "3' gene, or the genes beside the breakpoint", "ALK"),
        Column(
            "strand1(gene/fusion)",
            "5' strand, after the slash",
            "+/+",
            True,
            ("strand1", "strand1.gene.fusion."),
        ),
        Column(
            "strand2(gene/fusion)",
            "3' strand, after the slash",
            "-/-",
            True,
            ("strand2", "strand2.gene.fusion."),
        ),
        Column("breakpoint1", "5' breakpoint", "2:42295516"),
        Column("breakpoint2", "3' breakpoint", "2:29223528"),
        Column("split_reads1", "split reads anchored in gene 1", "21"),
        Column("split_reads2", "split reads anchored in gene 2", "13"),
        Column("discordant_mates", "spanning fragments", "9"),
        Column("confidence", "Arriba's confidence", "high", False),
        Column("reading_frame", "Arriba's verdict on the frame", "in-frame", False),
        Column("type", "a tag", "inversion", False),
        Column("tags", "tags", "Mitelman", False),
        Column("gene_id1", "5' gene id", "ENSG00000143924.19", False),
        Column("gene_id2", "3' gene id", "ENSG00000171094.18", False),
        Column("transcript_id1", "5' transcript", "ENST00000318522.10", False),
        Column("transcript_id2", "3' transcript", "ENST00000389048.8", False),
        Column("closest_genomic_breakpoint1", "5' break in DNA, from -d", "2:42295600(84)", False),
        Column("closest_genomic_breakpoint2", "3' break in DNA, from -d", "2:29223700(172)", False),
        Column(
            "fusion_transcript",
            "bases at the junction, inserted bases",
            "ACCTGGGAAAGGACCTAAAG|TGTACCGCCGGAAGCACCAG",
            False,
        ),
        Column("peptide_sequence", "Arriba's peptide", "PGKGPK|vYRRKHQ", False, ("peptide_seq",)),
        Column("sample", "sample", "", False, ("Sample", "tumor_id")),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        inserted = _inserted(row["fusion_transcript"])
        is_read = bool(inserted) and _READ.issuperset(inserted)
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "1", "#gene1"),
            three_prime=_partner(row, "2", "gene2"),
            molecule=RNA,
            support=_support(row),
            caller_frame=frame(row, "reading_frame", _FRAMES),
            confidence=optional(row, "confidence"),
            inserted_sequence=inserted if is_read else None,
            inserted_bases=None if is_read else len(inserted) or None,
            sequence=_sequence(row),
            sample=optional(row, "sample"),
            tags=_tags(row),
            source=source,
        )


def _partner(row: Row, side: str, gene_column: str) -> Partner:
    symbol, neighbours = _genes(row, gene_column)
    column, place = f"strand{side}(gene/fusion)", f"breakpoint{side}"
    genomic = f"closest_genomic_breakpoint{side}"
    gene_strand, slash, transcribed = row[column].partition("/")
    strand(gene_strand, column)  # refused when spoiled, though only the transcribed strand is kept
    return SwiftPartner(
        symbol=symbol,
        breakpoint=breakpoint_at(required(row, place), place),
        genomic_breakpoint=_genomic(row[genomic], genomic),
        transcript=optional(row, f"transcript_id{side}"),
        gene_id=optional(row, f"gene_id{side}"),
        strand=strand(transcribed, column) if slash else None,
        neighbours=neighbours,
    )


def _genomic(cell: str, column: str) -> Breakpoint | None:
    """Read ``10:43611119(14)``: the place and, in parentheses, its distance from the junction."""
    if cell in _NO_GENOMIC:
        return None
    place, _, distance = cell.partition("(")
    if distance and not distance[:-1].isdigit():
        msg = f"{column} is not 'contig:position(distance)': {cell!r}"
        raise ValueError(msg)
    return breakpoint_at(place, column)


def _genes(row: Row, column: str) -> tuple[str | None, tuple[Neighbour, ...]]:
    """Read a gene cell: ``EML4``, ``LINC01121(4911),SRBD1(60126)``, ``A,B``, or ``.`` (no gene near)."""
    cell = optional(row, column)
    if cell is None or ("(" not in cell and "," not in cell):
        return cell, ()
    matches = [_NEIGHBOUR.fullmatch(part.strip()) for part in cell.split(",")]
    if not all(matches):
        msg = f"{column} is neither a gene nor a list 'gene(distance),gene(distance)': {cell!r}"
        raise ValueError(msg)
    return None, tuple(Neighbour(m[1], int(m[2]) if m[2] else None) for m in matches if m)


def _support(row: Row) -> ReadSupport:
    first, second = count(row, "split_reads1"), count(row, "split_reads2")
    split = None if first is None or second is None else first + second
    return SwiftSupport(split_reads=split, spanning_fragments=count(row, "discordant_mates"))


def _sequence(row: Row) -> CallerSequence | None:
    """Read the bases on both sides of the junction; None where the transcript has no junction."""
    transcript = row["fusion_transcript"]
    before, pipe, rest = transcript.partition("|")
    if not pipe:
        return None
    after = rest.rpartition("|")[2] if "|" in rest else rest
    five = before if before.isalpha() else before[max(map(before.rfind, _GAPS)) + 1 :].translate(_NO_MARKS)
    three = after if after.isalpha() else after[: min(_starts(after))].translate(_NO_MARKS)
    five_exon, three_exon = len(five) - five.rfind("_") - 1, three.find("_")
    return SwiftSequence(
        five.replace("_", "").upper(),
        three.replace("_", "").upper(),
        optional(row, "peptide_sequence"),
        five_exon,
        three_exon if three_exon >= 0 else len(three),
    )


def _starts(text: str) -> Iterator[int]:
    """Yield where each kind of gap begins, the text's end for one that is not there."""
    return (at if (at := text.find(sign)) >= 0 else len(text) for sign in _GAPS)


def _inserted(transcript: str) -> str:
    """Return the bases between the two pipes; one that was not read is "?" or another letter."""
    if transcript.count("|") != 2:
        return ""
    between = transcript.split("|")[1].upper()
    return (
        between if between.isalpha() else "".join(sign for sign in between if sign.isalpha() or sign == "?")
    )


def _tags(row: Row) -> tuple[str, ...]:
    kind, tags = optional(row, "type"), optional(row, "tags")
    return ((kind,) if kind else ()) + (tuple(tags.split(",")) if tags else ())
