"""PRADA."""

import re
from decimal import Decimal

from fusionanno.model import FusionCall, Partner, ReadSupport, Source, Strand, SupportMeaning
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, breakpoint_at, count, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_STRANDS = {"1": Strand.PLUS, "-1": Strand.MINUS, "+": Strand.PLUS, "-": Strand.MINUS}
_JUNCTION = re.compile(r".+:([^:_]+:\d+)_.+:([^:_]+:\d+),(\d+)")
_FRACTIONS = re.compile(r".+,([01](?:\.\d+)?)_.+,([01](?:\.\d+)?)")
_TAGS = ("JSR_n", "perfectJSR_n", "Position_Consist", "Evalue")


class PradaReader(TableReader):
    """PRADA ``*.fus.summary.txt``, ``*.fus.candidates.txt``, and the same with TAF (``*.TAF.tsv``).

    Gene_A is 5', Gene_B 3', with the genes' strands (1 and -1). The Junction cell lists every junction
    between exons of the two genes with its reads, ``TBCD:17:80842078_GLIPR2:9:36147783,3|...``: each is a
    call. Positions are 1-based, the last base kept and the first. A row without a junction is a call without
    breakpoints. Split reads are the reads of the junction. Discordant_n counts the pairs between the two
    genes, and each junction repeats it.

    TAF is the transcript allele fraction, one for either gene: both are tags, and the larger one is the
    allele fraction, as max_TAF is. In real files it is the junction's reads among these and those of the
    unfused gene's own junction there (3 of 17 and 2 of 16 for two junctions at one place). JSR_n and
    perfectJSR_n, the reads of all junctions together and those without a mismatch, are tags, and so are
    Position_Consist and the E-value of the two genes' likeness (BLAST); its identity, length and bit score
    are not read. Read as a real file: one on GRCh37, where the junctions lie on exons' edges.
    """

    name = "prada"
    title = "PRADA"
    versions = "candidates, summary, and summary with TAF"
    url = "https://tumorfusions.org/intro.html"
    support = SupportMeaning(
        split_reads="Junction: reads across this junction, after the comma",
        spanning_fragments="Discordant_n: discordant read pairs between the two genes",
        allele_fraction="TAF_info, the larger of two: reads across this junction / these and the reads across"
        " the gene's own exon junction there",
        caveat="each junction of a gene pair repeats its discordant pairs",
    )
    columns = (
        Column("Gene_A", "5' gene", "EML4"),
        Column("Gene_B", "3' gene", "ALK"),
        Column("A_strand", "5' strand", "1"),
        Column("B_strand", "3' strand", "-1"),
        Column("Discordant_n", "spanning fragments", "8"),
        Column("JSR_n", "a tag", "5"),
        Column("perfectJSR_n", "a tag", "5"),
        Column("Junction", "breakpoints and split reads", "EML4:2:42522656_ALK:2:29446394,5"),
        Column("Position_Consist", "a tag", "YES", False),
        Column("Evalue", "a tag", "1.2", False),
        Column("TAF_info", "allele fraction, tags", "EML4,0.2500_ALK,0.8000", False),
        Column("sample", "sample", "", False, ("Sample",)),
    )

    def parse_row(self, row: Row, source: Source) -> tuple[FusionCall, ...]:
        junctions = (optional(row, "Junction") or "").split("|")
        fractions = (optional(row, "TAF_info") or "").split("|")
        if len(fractions) not in (1, len(junctions)):
            msg = f"TAF_info has {len(fractions)} parts where Junction has {len(junctions)}"
            raise ValueError(msg)
        fractions += [""] * (len(junctions) - len(fractions))
        pairs = zip(junctions, fractions, strict=True)
        return tuple(self._call(row, junction, fraction, source) for junction, fraction in pairs)

    def _call(self, row: Row, junction: str, fraction: str, source: Source) -> FusionCall:
        five, three, reads = _junction(junction)
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "A", five),
            three_prime=_partner(row, "B", three),
            molecule=RNA,
            support=_support(row, reads, fraction),
            sample=optional(row, "sample"),
            tags=_tags(row, fraction),
            source=source,
        )


def _junction(text: str) -> tuple[str, str, int | None]:
    match = _JUNCTION.fullmatch(text)
    if match is None and text:
        msg = f"Junction is not 'GENE:chromosome:position_GENE:chromosome:position,reads': {text!r}"
        raise ValueError(msg)
    return (match[1], match[2], int(match[3])) if match else ("", "", None)


def _partner(row: Row, side: str, place: str) -> Partner:
    sign = required(row, f"{side}_strand")
    if sign not in _STRANDS:
        msg = f"{side}_strand is neither 1 nor -1: {sign!r}"
        raise ValueError(msg)
    return SwiftPartner(
        symbol=required(row, f"Gene_{side}"),
        breakpoint=breakpoint_at(place, "Junction") if place else None,
        strand=_STRANDS[sign],
    )


def _support(row: Row, reads: int | None, fraction: str) -> ReadSupport:
    match = _FRACTIONS.fullmatch(fraction)
    if match is None and fraction not in ("", "NA"):
        msg = f"TAF_info is not 'GENE,fraction_GENE,fraction': {fraction!r}"
        raise ValueError(msg)
    largest = max(map(Decimal, match.groups())) if match else None
    return SwiftSupport(reads, count(row, "Discordant_n"), largest)


def _tags(row: Row, fraction: str) -> tuple[str, ...]:
    said = (f"{column}={cell}" for column in _TAGS if (cell := optional(row, column)))
    return (*said, *((f"TAF {fraction}",) if _FRACTIONS.fullmatch(fraction) else ()))
