"""DRAGEN RNA gene fusions."""

from fusionanno.model import FusionCall, Neighbour, Partner, Source, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, count, optional, required, stranded_place
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport


class DragenReader(TableReader):
    """DRAGEN RNA ``fusion_candidates.final`` and ``.preliminary``, and ``fusion_candidates.features.csv``.

    The gene before ``--`` and LeftBreakpoint are 5'. Breakpoints are 1-based with the strand that the fusion
    reads there. Where several genes lie at a breakpoint, joined by ``;``, the partner has no symbol and all
    of them are neighbours. Split reads are NumSplitReads + NumSoftClippedReads, spanning fragments
    NumPairedReads. Up to 3.7 there are none of these columns: Score is the number of supporting reads whose
    names are listed, pairs and split reads alike, and is no count here. The score is the confidence in any
    version; since 3.9 it is a probability. Filter gives the filters that the call did not pass. Where the
    genes lie (IntactExon, Intergenic ...), a gene that is not read in sense and AltToRef, which compares
    split reads with those of the reference and is no fraction, are tags; the names of the reads are counted
    and not kept.

    Read as real files: the final file with five columns, and with fourteen (3.9), on GRCh38; the columns of
    the features file are written from a row that its users published. Checked on EWSR1::FLI1 (22:29287134,
    11:128807180), on the exons' edges.
    """

    name = "dragen"
    title = "DRAGEN RNA gene fusions"
    versions = "with five columns (up to 3.7), with fourteen (3.9 on), and the features file"
    url = "https://help.dragen.illumina.com/product-guides/dragen-v4.4/dragen-rna-pipeline/gene-fusion-detection"
    support = SupportMeaning(
        split_reads="NumSplitReads + NumSoftClippedReads: reads across the junction, aligned to both genes or"
        " clipped there",
        spanning_fragments="NumPairedReads: pairs whose mates lie on either side",
        caveat="up to 3.7 the file has no such columns: Score counts split reads and pairs together",
    )
    columns = (
        Column("#FusionGene", "5' and 3' gene", "EML4--ALK", True, ("FusionGene", "X.FusionGene")),
        Column("Score", "confidence", "0.96"),
        Column("LeftBreakpoint", "5' breakpoint and strand", "chr2:42295516:+"),
        Column("RightBreakpoint", "3' breakpoint and strand", "chr2:29223528:-"),
        Column("Filter", "filters not passed", "PASS", False),
        Column("Gene1Location", "a tag", "IntactExon", False),
        Column("Gene2Location", "a tag", "IntactExon", False),
        Column("Gene1Sense", "a tag where it is False", "True", False),
        Column("Gene2Sense", "a tag where it is False", "True", False),
        Column("Gene1Id", "5' gene id", "ENSG00000143924", False),
        Column("Gene2Id", "3' gene id", "ENSG00000171094", False),
        Column("NumSplitReads", "split reads", "20", False),
        Column("NumSoftClippedReads", "split reads", "7", False),
        Column("NumPairedReads", "spanning fragments", "45", False),
        Column("AltToRef", "a tag", "", False),
        Column("ReadNames", "a tag: how many, where nothing else counts them", "", False),
        Column("sample", "sample", "", False, ("Sample",)),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        five, three = _genes(row)
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, five, "1", "LeftBreakpoint"),
            three_prime=_partner(row, three, "2", "RightBreakpoint"),
            molecule=RNA,
            support=SwiftSupport(_split_reads(row), count(row, "NumPairedReads")),
            confidence=f"Score {required(row, 'Score')}",
            sample=optional(row, "sample"),
            tags=_tags(row),
            filters=_filters(row),
            source=source,
        )


def _genes(row: Row) -> tuple[str, str]:
    cell = required(row, "#FusionGene")
    genes = cell.split("--")
    if len(genes) != 2 or not all(genes):
        msg = f"#FusionGene is not two genes joined by '--': {cell!r}"
        raise ValueError(msg)
    return genes[0], genes[1]


def _partner(row: Row, gene: str, side: str, column: str) -> Partner:
    place, sign = stranded_place(row, column)
    several, gene_id = ";" in gene, optional(row, f"Gene{side}Id")
    return SwiftPartner(
        symbol=None if several else gene,
        breakpoint=place,
        gene_id=None if several else gene_id,
        strand=sign,
        neighbours=tuple(map(Neighbour, gene.split(";"))) if several else (),
    )


def _split_reads(row: Row) -> int | None:
    split, clipped = count(row, "NumSplitReads"), count(row, "NumSoftClippedReads")
    return split + clipped if split is not None and clipped is not None else None


def _filters(row: Row) -> tuple[str, ...]:
    filters = optional(row, "Filter")
    return tuple(name for name in filters.split(";") if name != "PASS") if filters else ()


def _tags(row: Row) -> tuple[str, ...]:
    told = [(name, optional(row, name)) for name in ("Gene1Location", "Gene2Location", "AltToRef")]
    senses = [(name, optional(row, name)) for name in ("Gene1Sense", "Gene2Sense")]
    told += [(name, value) for name, value in senses if value and "False" in value]
    names = row["ReadNames"]
    if names and not row["NumSplitReads"]:
        told.append(("ReadNames", str(len(names.strip(";").split(";")))))
    return tuple(f"{name}={value}" for name, value in told if value)
