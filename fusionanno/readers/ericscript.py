"""EricScript."""

import re
from collections.abc import Iterator, Sequence

from fusionanno.model import CallerSequence, FusionCall, Partner, Source, SupportMeaning
from fusionanno.readers.base import Column, Item, TableReader, is_blank
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence, SwiftSupport

_NOWHERE = "Unable to predict breakpoint position"
_NOTHING = "No Chimeric Transcript found!"
_CASES = re.compile(r"[acgtn]*[ACGTN]*").fullmatch


class EricScriptReader(TableReader):
    """EricScript ``results.filtered.tsv`` and ``results.total.tsv``.

    Gene 1 is 5'. A strand is the gene's, which the fusion reads, since EricScript aligns to transcripts.
    Breakpoints are 1-based, the last base kept and the first base kept, found by aligning the 50 (or 25)
    bases beside the junction to the genome, so that bases which both genes share can shift them; where the
    cell says ``Unable to predict breakpoint position`` there is none. Split reads are spanningreads, spanning
    fragments crossingreads (EricScript's words are the other way round than most). EricScore is the
    confidence, from 0 to 1. JunctionSequence has 50 bases of either gene, lower case the 5' and upper case
    the 3' one; the bases nearest the junction are read up to the first N. The fusion type and a Blacklist
    entry are tags; so is homology, which lists other genes that resemble the junction and counts no bases.
    Gene descriptions, expression values and the partial scores are not read. The line ``No Chimeric
    Transcript found!`` is a valid, empty result.

    Read as real files: some thirty outputs of 0.5.x on GRCh37 and GRCh38, filtered and total; checked on
    AKAP9::BRAF (GRCh38 7:92003235, 7:140787584), on the exons' edges.
    """

    name = "ericscript"
    title = "EricScript"
    versions = "0.5.x"
    url = "https://sites.google.com/site/bioericscript"
    support = SupportMeaning(
        split_reads="spanningreads: reads across the junction, without duplicates and soft-clipped ones",
        spanning_fragments="crossingreads: pairs whose mates lie on either side of the junction",
    )
    columns = (
        Column("GeneName1", "5' gene", "EML4"),
        Column("GeneName2", "3' gene", "ALK"),
        Column("chr1", "5' contig", "2"),
        Column("Breakpoint1", "5' position", "42295516"),
        Column("strand1", "5' strand", "+"),
        Column("chr2", "3' contig", "2"),
        Column("Breakpoint2", "3' position", "29223528"),
        Column("strand2", "3' strand", "-"),
        Column("EnsemblGene1", "5' gene id", "ENSG00000143924", False),
        Column("EnsemblGene2", "3' gene id", "ENSG00000171094", False),
        Column("crossingreads", "spanning fragments", "45"),
        Column("spanningreads", "split reads", "27"),
        Column("homology", "a tag", "", False),
        Column("fusiontype", "a tag", "intra-chromosomal", False),
        Column("Blacklist", "a tag", "", False),
        Column("JunctionSequence", "bases at the junction", "ggaaaggacctaaagTGTACCGCCGGAAGC", False),
        Column("EricScore", "confidence", "0.97"),
        Column("sample", "sample", "", False, ("Sample",)),
    )

    def recognises(self, head: Sequence[str]) -> bool:
        return _says_nothing(head) or super().recognises(head)

    def read(self, lines: Lines) -> Iterator[Item]:
        return iter(()) if _says_nothing(lines.head) else super().read(lines)

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "1"),
            three_prime=_partner(row, "2"),
            molecule=RNA,
            support=SwiftSupport(count(row, "spanningreads"), count(row, "crossingreads")),
            confidence=_score(row),
            sequence=_sequence(row["JunctionSequence"]),
            sample=optional(row, "sample"),
            tags=_tags(row),
            source=source,
        )


def _says_nothing(head: Sequence[str]) -> bool:
    return [line.strip(' \t"') for line in head if not is_blank(line)] == [_NOTHING]


def _partner(row: Row, side: str) -> Partner:
    contig, position = required(row, f"chr{side}"), required(row, f"Breakpoint{side}")
    column = f"strand{side}"
    return SwiftPartner(
        symbol=required(row, f"GeneName{side}"),
        breakpoint=None
        if position == _NOWHERE
        else breakpoint_at(f"{contig}:{position}", f"chr{side}:Breakpoint{side}"),
        gene_id=optional(row, f"EnsemblGene{side}"),
        strand=strand(row[column], column),
    )


def _score(row: Row) -> str | None:
    score = optional(row, "EricScore")
    return score and f"EricScore {score}"


def _sequence(written: str) -> CallerSequence | None:
    """Read the known bases on both sides of where lower case turns to upper; None where it does not."""
    if not written or _CASES(written) is None or written.islower() or written.isupper():
        return None
    border = next(at for at, base in enumerate(written) if base.isupper())
    before, after = written[:border], written[border:]
    return SwiftSequence(before.rpartition("n")[2].upper(), after.partition("N")[0])


def _tags(row: Row) -> tuple[str, ...]:
    told = (("homology", optional(row, "homology")), ("Blacklist", optional(row, "Blacklist")))
    kind = optional(row, "fusiontype")
    return (*((kind,) if kind else ()), *(f"{name}={value}" for name, value in told if value))
