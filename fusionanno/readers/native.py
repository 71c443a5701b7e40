"""fusionanno's own table."""

import difflib
from collections.abc import Sequence

from fusionanno.model import Assembly, FusionCall, Partner, Source, SupportMeaning
from fusionanno.readers.base import Column, Kind, TableReader
from fusionanno.readers.cells import Row, count, frame, optional
from fusionanno.readers.native_cells import (
    FRAMES,
    UNKNOWN,
    inserted,
    molecule,
    partner,
    partner_order,
    position_kind,
    sequence,
    support,
    words,
)
from fusionanno.readers.swift import SwiftCall

_GENES = ("five_prime_gene", "three_prime_gene")
_NOT_MISSPELT = frozenset({"callers"})
"""Names that users give to columns of their own and that are near to ours."""


class NativeReader(TableReader):
    """The table that a user writes by hand or a pipeline fills; columns in any order.

    A header is required, with `fusion` or with both gene columns; every other column may be left out, and
    columns of your own are passed over. Tabs separate, or commas or semicolons as spreadsheets save them;
    lines that begin with ``#`` are comments. Missing is an empty cell, ``.`` or ``NA``. Each row names both
    partners: by their gene cells, by words in `fusion`, or by their breakpoints. Where a gene cell is empty
    and there are no words, the gene is looked up at the breakpoint, on the assembly that the row or the
    command states; the strand tells two genes at one place apart. A gene cell ``?`` says that the partner is
    not known.

    A breakpoint is ``contig:position``, 1-based, with or without "chr", the last base kept of the 5' partner
    and the first base kept of the 3' partner; a strand may follow (``chr2:42295516:+``). An exon is ``6``,
    ``6a``, ``e6``, or ``2+182`` with an offset in bases from the exon's edge. The allele fraction is a
    fraction (``0.0526``) or a percentage (``5.26%``). An interval is ``-10,5``: bases before and after the
    breakpoint along the genome, whatever the strand (VCF's CIPOS).

    The other columns are there so that `fusionanno convert` can write any caller's calls as this table and
    lose nothing. `caller` names the program whose call the row is: the row is then a program's, so that what
    contradicts itself in it is flagged; without it a person wrote the row, and what contradicts itself is
    refused. `partner_order` is ``not-told`` where the file does not say which partner is 5'. `jitter` is the
    number of bases by which the platform is known to misplace junctions of RNA: one that lies so near an exon
    edge is told at it. `position_kind` is ``boundary`` where a position is the base before the break along
    the genome, whichever side is kept: the gene's strand tells the base kept. `tags`,
    `caller_filters` (the filters that the call did not pass) and the neighbours of an intergenic breakpoint
    (``SRBD1(60126)``, gene and distance) are lists with ``;``; a semicolon inside a word is ``%3B``, a
    percent sign ``%25``. The sequences are the bases nearest the junction, in fusion direction; `unspliced`
    counts those of them between the junction and the nearest intron.

    `fusion` is free text such as ``EML4-ALK (E6:A20)``, used where a gene column is empty, or where neither
    an exon nor a breakpoint is given; it must not name other genes than the columns.
    """

    name = "fusionanno"
    title = "fusionanno"
    kind = Kind.OWN
    versions = "1"
    comment = "#"
    excludes = frozenset({"start1"})  # BEDPE with our columns behind its own
    names_callers = True
    support = SupportMeaning(
        split_reads="split_reads, as entered",
        spanning_fragments="spanning_fragments, as entered",
        allele_fraction="allele_fraction, as entered: its numerator and denominator are not told",
        depth="depth, as entered: reads at the junction, fused or not",
    )
    columns = (
        Column("sample", "sample", "S1", False),
        Column("five_prime_gene", "5' gene", "EML4"),
        Column("five_prime_breakpoint", "5' breakpoint", "chr2:42264731", False),
        Column("five_prime_strand", "5' strand of the fusion transcript", "+", False),
        Column("five_prime_transcript", "5' transcript that the exon counts on", "NM_019063.5", False),
        Column("five_prime_exon", "last exon kept", "6", False),
        Column("three_prime_gene", "3' gene", "ALK"),
        Column("three_prime_breakpoint", "3' breakpoint", "chr2:29223528", False),
        Column("three_prime_strand", "3' strand of the fusion transcript", "-", False),
        Column("three_prime_transcript", "3' transcript that the exon counts on", "NM_004304.5", False),
        Column("three_prime_exon", "first exon kept", "20", False),
        Column("assembly", "genome build of this row", "GRCh38", False),
        Column("molecule", "rna or dna", "rna", False),
        Column("allele_fraction", "allele fraction", "5.26%", False),
        Column("split_reads", "split reads", "12", False),
        Column("spanning_fragments", "spanning fragments", "4", False),
        Column("depth", "reads at the junction, fused or not", "", False),
        Column("inserted_sequence", "bases between the partners, in fusion direction", "", False),
        Column("five_prime_interval", "bases by which the 5' breakpoint may lie aside", "", False),
        Column("three_prime_interval", "bases by which the 3' breakpoint may lie aside", "", False),
        Column("homology", "bases that both sides share at the break", "", False),
        Column("fusion", "free text, where a gene column is empty", "", False),
        Column("caller", "the program whose call it is; empty where a person wrote the row", "", False),
        Column("call_id", "the caller's own id of the call", "", False),
        Column("partner_order", "told, or not-told: which partner is 5' is then open", "", False),
        Column("caller_frame", "the caller's verdict on the frame, in our words", "", False),
        Column("confidence", "the caller's confidence, in its words", "", False),
        Column("caller_filters", "the caller's filters that the call did not pass", "", False),
        Column("tags", "the caller's annotations", "", False),
        Column("jitter", "bases by which the platform's positions may lie beside exon edges", "", False),
        Column("position_kind", "boundary: the positions are the bases before the breaks", "", False),
        Column("inserted_bases", "number of bases between the partners, where only that is told", "", False),
        Column("five_prime_gene_id", "5' gene id", "", False),
        Column("three_prime_gene_id", "3' gene id", "", False),
        Column("five_prime_neighbours", "genes beside an intergenic 5' breakpoint", "", False),
        Column("three_prime_neighbours", "genes beside an intergenic 3' breakpoint", "", False),
        Column("five_prime_genomic_breakpoint", "break in DNA beside the 5' junction", "", False),
        Column("three_prime_genomic_breakpoint", "break in DNA beside the 3' junction", "", False),
        Column("five_prime_sequence", "5' bases that end at the junction", "", False),
        Column("three_prime_sequence", "3' bases that begin at the junction", "", False),
        Column("five_prime_unspliced", "5' bases from the junction to the nearest intron", "", False),
        Column("three_prime_unspliced", "3' bases from the junction to the nearest intron", "", False),
        Column("caller_peptide", "the caller's own translation, as it is written", "", False),
    )

    @property
    def recognised_by(self) -> str:
        return f"column fusion, or columns {' and '.join(_GENES)}"

    def fits(self, names: Sequence[str]) -> bool:
        """Tell a header, none of whose cells is a number, from a row of MapSplice that says "fusion"."""
        return super().fits(names) and not any(map(str.isdecimal, names))

    def missing_from(self, names: Sequence[str]) -> tuple[str, ...]:
        return () if "fusion" in names else tuple(name for name in _GENES if name not in names)

    def check_header(self, names: Sequence[str]) -> None:
        """Refuse a misspelt column, which would otherwise be lost unseen, and one that stands twice."""
        known = [column.name for column in self.columns]
        for name in names:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.92)
            if near and name not in known and name not in _NOT_MISSPELT:
                msg = f"unknown column {name!r}; did you mean {near[0]}? Rename it, or name it less alike"
                raise ValueError(msg)
            if name in known and names.count(name) > 1:
                msg = f"column {name!r} stands twice; remove one"
                raise ValueError(msg)

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        five, three, text = partner(row, "five_prime"), partner(row, "three_prime"), optional(row, "fusion")
        caller = optional(row, "caller") or self.name
        is_own = caller == self.name
        _check_named(row, five, three, text, is_own)
        return SwiftCall(
            caller=caller,
            five_prime=five,
            three_prime=three,
            molecule=molecule(row),
            support=support(row),
            caller_frame=frame(row, "caller_frame", FRAMES),
            confidence=optional(row, "confidence"),
            inserted_sequence=inserted(row),
            inserted_bases=count(row, "inserted_bases"),
            homology=count(row, "homology"),
            sequence=sequence(row),
            described=None if is_own and _says_all(five, three) else text,
            sample=optional(row, "sample"),
            assembly=Assembly.parse(name) if (name := optional(row, "assembly")) else None,
            tags=words(row, "tags"),
            order=partner_order(row),
            call_id=optional(row, "call_id"),
            filters=words(row, "caller_filters"),
            jitter=count(row, "jitter"),
            position_kind=position_kind(row),
            source=source,
        )


def _says_all(five: Partner, three: Partner) -> bool:
    """True where the columns name both genes and place one of them: the words then add nothing."""
    is_placed = any(end.exon is not None or end.breakpoint is not None for end in (five, three))
    return bool(five.symbol and three.symbol) and is_placed


def _check_named(row: Row, five: Partner, three: Partner, text: str | None, is_own: bool) -> None:
    """Refuse a partner of which nothing is said; one of the two may be said to be unknown.

    A program may leave one of them out.
    """
    if text is not None:
        return
    for side, end, other in (("five_prime", five, three), ("three_prime", three, five)):
        is_enough = _is_named(end) or _is_said_unknown(row, side, other)
        if is_enough or (not is_own and (_is_told(end) or _is_told(other))):
            continue
        msg = (
            f"the row does not name its {side} partner: fill {side}_gene, or fusion, or {side}_breakpoint"
            " (the gene is then looked up there, which needs the assembly)"
        )
        raise ValueError(msg)


def _is_named(end: Partner) -> bool:
    return end.symbol is not None or end.breakpoint is not None


def _is_told(end: Partner) -> bool:
    return _is_named(end) or end.gene_id is not None or end.transcript is not None


def _is_said_unknown(row: Row, side: str, other: Partner) -> bool:
    return _is_named(other) and optional(row, f"{side}_gene") == UNKNOWN
