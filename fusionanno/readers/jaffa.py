"""JAFFA and JAFFAL."""

import re

from fusionanno.model import FusionCall, Partner, ReadingFrame, Source, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_TRUTH = {"TRUE": True, "True": True, "FALSE": False, "False": False}
_NOTHING = ("-", ".", "", "NA")
_LONG_READ = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(_\d+)?|m\w+/\d+/(ccs\S*|\d+_\d+)"
).fullmatch
"""Read names of Nanopore and PacBio (pacbiofileformats.readthedocs.io/en/13.1/BAM.html, QNAME convention)."""


class JaffaReader(TableReader):
    """JAFFA and JAFFAL ``jaffa_results.csv``, the older one without strands, and a sample's ``.summary``.

    The genes of ``fusion genes``, joined by ``:`` (by ``::`` since 2026), are 5' and 3'; bases are 1-based,
    the last base kept and the first base kept. A strand is that of the gene, which a fusion transcript reads;
    older files have none. Split reads are ``spanning reads``, spanning fragments ``spanning pairs``: ``-``
    there means that they cannot be counted (a contig with too little beside the break), and is not zero;
    JAFFAL writes 0 for all. A call that a long read shows, by the read's name (Nanopore's, a UUID, or
    PacBio's ``movie/number/ccs``), has the tag ``long read``; renamed reads do not tell. ``inframe`` TRUE is
    the caller's in-frame; FALSE says only that JAFFA found no common frame (it is FALSE also where the break
    lies in no exon's edge or a gene is not coded there), so that it is a tag and no verdict. The
    classification is the confidence; rearrangement, aligns, and what the known fusion lists and normal tissue
    (GTEx) say are tags. The contig or read that shows the fusion is the call's id; its break, the gap and the
    genes' counts are not read. An empty result, the one cell ``""``, has no calls.

    Read as real files: short-read outputs with and without strands on hg19 and hg38; the columns of 2026,
    which JAFFAL has too, are written from the source. Checked on EML4::ALK (GRCh38 2:42295516, 2:29223528),
    on the exons' edges.
    """

    name = "jaffa"
    title = "JAFFA, JAFFAL"
    versions = "1.x (without strands) and 2.x, short and long reads, and the columns of 2026"
    url = "https://github.com/Oshlack/JAFFA/wiki"
    delimiters = (",", "\t", ";")
    support = SupportMeaning(
        split_reads="spanning reads: reads across the break with at least 15 bases on either side (long reads"
        " for JAFFAL)",
        spanning_fragments="spanning pairs: pairs whose mates lie on either side of the break",
        caveat="spanning pairs '-' were not countable, which is not zero",
    )
    columns = (
        Column("sample", "sample", "S1", False),
        Column("fusion genes", "5' and 3' gene", "EML4:ALK", True, ("fusion.genes", "fusion_genes")),
        Column("chrom1", "5' contig", "chr2"),
        Column("base1", "5' position", "42295516"),
        Column("strand1", "5' strand", "+", False),
        Column("chrom2", "3' contig", "chr2"),
        Column("base2", "3' position", "29223528"),
        Column("strand2", "3' strand", "-", False),
        Column("spanning pairs", "spanning fragments", "45", True, ("spanning.pairs", "spanning_pairs")),
        Column("spanning reads", "split reads", "27", True, ("spanning.reads", "spanning_reads")),
        Column("inframe", "in-frame where TRUE, else a tag", "TRUE", False),
        Column("aligns", "a tag", "TRUE", False),
        Column("rearrangement", "a tag", "TRUE", False),
        Column("contig", "id of the call, tag of a long read", "read7/1", False, ("transcript",)),
        Column("classification", "confidence", "HighConfidence"),
        Column("known", "a tag", "Yes", False),
        Column("known mitelman", "a tag", "", False, ("known_mitelman", "known.mitelman")),
        Column("known cosmic", "a tag", "", False, ("known_cosmic", "known.cosmic")),
        Column("cosmic tier", "a tag", "", False, ("cosmic_tier", "cosmic.tier")),
        Column("gtex samples", "a tag", "", False, ("gtex_samples", "gtex.samples")),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        five, three = _genes(row)
        is_in_frame = _truth(row, "inframe")
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "1", five),
            three_prime=_partner(row, "2", three),
            molecule=RNA,
            support=SwiftSupport(count(row, "spanning reads"), _pairs(row)),
            caller_frame=ReadingFrame.IN_FRAME if is_in_frame else None,
            confidence=optional(row, "classification"),
            sample=optional(row, "sample"),
            tags=_tags(row, is_in_frame),
            call_id=optional(row, "contig"),
            source=source,
        )


def _genes(row: Row) -> tuple[str, str]:
    cell = required(row, "fusion genes")
    genes = cell.split("::" if "::" in cell else ":")
    if len(genes) != 2 or not all(genes):
        msg = f"fusion genes is not two genes joined by ':': {cell!r}"
        raise ValueError(msg)
    return genes[0], genes[1]


def _partner(row: Row, side: str, symbol: str) -> Partner:
    place = f"{required(row, f'chrom{side}')}:{required(row, f'base{side}')}"
    column = f"strand{side}"
    return SwiftPartner(
        symbol=symbol,
        breakpoint=breakpoint_at(place, f"chrom{side}:base{side}"),
        strand=strand(row[column], column),
    )


def _pairs(row: Row) -> int | None:
    return None if row["spanning pairs"] == "-" else count(row, "spanning pairs")


def _truth(row: Row, column: str) -> bool | None:
    """Read R's or Python's TRUE and FALSE, None where it is missing."""
    word = optional(row, column)
    if word is not None and word not in _TRUTH:
        msg = f"{column} is neither TRUE nor FALSE: {word!r}"
        raise ValueError(msg)
    return _TRUTH[word] if word else None


def _tags(row: Row, is_in_frame: bool | None) -> tuple[str, ...]:
    told = [(column, row[column]) for column in ("aligns", "rearrangement", "known", "known mitelman",
            "known cosmic", "cosmic tier", "gtex samples")]  # fmt: skip
    said = [f"{column}={value}" for column, value in told if value not in _NOTHING]
    long = ("long read",) if _LONG_READ(row["contig"]) else ()
    return (*long, "inframe=FALSE", *said) if is_in_frame is False else (*long, *said)
