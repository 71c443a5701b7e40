"""MAVIS."""

import re

from fusionanno.model import (
    FusionCall,
    Interval,
    Molecule,
    Partner,
    PartnerOrder,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Column, Kind, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, count, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_MISSING = frozenset(("", ".", "NA", "None", "?", "null", "nan"))
_ZERO = re.compile(r"(\d+)\.0+")
_KEPT_BELOW = {"L": True, "R": False}
_MOLECULES = {"genome": Molecule.DNA, "transcriptome": Molecule.RNA}
_PRIMES = {"5": 5, "3": 3, "5.0": 5, "3.0": 3}
_IDS = ("product_id", "annotation_id", "validation_id", "cluster_id")


class MavisReader(TableReader):
    """MAVIS's tables: ``mavis_summary*.tab``, ``annotations.tab``, ``*.validated.*`` and its input format.

    A breakpoint is an interval, 1-based and inclusive: its start is the position, the rest the interval.
    Orientation L keeps the lower side of it, R the upper. Where gene1_direction and gene2_direction are 5
    and 3 they tell the order; otherwise the strands of a stranded library do (L on + and R on - are 5');
    otherwise the order is not told and the first breakpoint stands as 5'. The strand follows from the side
    kept: a 5' partner reads plus where the lower side is kept, a 3' partner where the upper one is. MAVIS's
    genes are Ensembl ids, their symbols the aliases where there is one; validated and clustered tables have
    no genes. exon_last_5prime and exon_first_3prime count on the transcripts. protocol genome is DNA,
    transcriptome RNA.

    Split reads are those of both breakpoints, less those that link them and were counted twice; an event
    called from a contig may have none, the reads remapped to it are a tag. The bases of untemplated_seq are
    counted, not read: their strand is not stated. Tools, call method, type, product (sense or anti-sense)
    and the coding range of the fused transcript are tags; homologous sequences, protein domains and the
    columns per library are not read.

    Files of versions 1 to 3 were read: summaries, pairing tables, validated tables, clusters.
    """

    name = "mavis"
    title = "MAVIS"
    kind = Kind.DNA
    versions = "1 to 3"
    url = "https://mavis.readthedocs.io/en/latest/outputs/columns/"
    comment = "##"
    support = SupportMeaning(
        split_reads="break1_split_reads + break2_split_reads - linking_split_reads: soft-clipped reads"
        " next to either breakpoint, each once",
        spanning_fragments="flanking_pairs: read pairs with one mate at either breakpoint",
        caveat="counted after MAVIS called the breakpoints; a contig call may rest on contig_remapped_reads",
    )
    columns = (
        Column("break1_chromosome", "first chromosome", "2", True, ("#break1_chromosome",)),
        Column("break1_position_start", "first breakpoint", "42299628"),
        Column("break1_position_end", "the interval's end", "42299630"),
        Column("break1_orientation", "first side kept", "L"),
        Column("break1_strand", "whether the library is stranded, the strand", "?", False),
        Column("break2_chromosome", "second chromosome", "2"),
        Column("break2_position_start", "second breakpoint", "29225120"),
        Column("break2_position_end", "the interval's end", "29225120"),
        Column("break2_orientation", "second side kept", "L"),
        Column("break2_strand", "as break1_strand", "?", False),
        Column("gene1", "first gene", "ENSG00000143924", False),
        Column("gene2", "second gene", "ENSG00000171094", False),
        Column("gene1_direction", "whether it is 5' or 3'", "5", False),
        Column("gene2_direction", "whether it is 5' or 3'", "3", False),
        Column("gene1_aliases", "its symbol", "EML4", False),
        Column("gene2_aliases", "its symbol", "ALK", False),
        Column("transcript1", "its transcript", "ENST00000318522", False),
        Column("transcript2", "its transcript", "ENST00000389048", False),
        Column("exon_last_5prime", "last exon kept", "13", False),
        Column("exon_first_3prime", "first exon kept", "20", False),
        Column("event_type", "a tag", "inversion", False),
        Column("protocol", "DNA or RNA", "genome", False),
        Column("tools", "tags", "", False, ("tool",)),
        Column("call_method", "a tag", "contig", False),
        Column("gene_product_type", "a tag", "sense", False),
        Column("fusion_splicing_pattern", "a tag", "", False),
        Column("fusion_cdna_coding_start", "a tag", "", False),
        Column("fusion_cdna_coding_end", "a tag", "", False),
        Column("break1_split_reads", "split reads", "8", False),
        Column("break2_split_reads", "split reads", "9", False),
        Column("linking_split_reads", "split reads counted twice", "3", False),
        Column("flanking_pairs", "spanning fragments", "12", False, ("flanking_reads",)),
        Column("contig_remapped_reads", "a tag", "", False),
        Column("untemplated_seq", "number of inserted bases", "", False, ("untemplated_sequence",)),
        Column("filter_comment", "filters not passed", "", False),
        Column("library", "sample", "P1", False),
        *(Column(name, "the call's id", "", False, (f"#{name}",)) for name in _IDS),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        first, order = _order(row)
        inserted, comment = _said(row, "untemplated_seq"), _said(row, "filter_comment")
        second = "2" if first == "1" else "1"
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, first, is_five=True),
            three_prime=_partner(row, second, is_five=False),
            molecule=_molecule(row),
            support=SwiftSupport(_split(row), _number(row, "flanking_pairs")),
            inserted_bases=len(inserted) if inserted else None,
            sample=_said(row, "library"),
            tags=_tags(row),
            order=order,
            call_id=next((text for name in _IDS if (text := _said(row, name))), None),
            filters=(comment,) if comment else (),
            source=source,
        )


def _said(row: Row, column: str) -> str | None:
    text = row[column].strip()
    return None if text in _MISSING else text


def _number(row: Row, column: str) -> int | None:
    """Return a number of reads; MAVIS joins the counts of merged events with semicolons: none is told."""
    text = _said(row, column)
    return None if text is None or ";" in text else count({column: text}, column)


def _order(row: Row) -> tuple[str, PartnerOrder]:
    """Return which breakpoint stands as 5', and whether the table tells it."""
    primes = [_PRIMES.get(row[f"gene{side}_direction"].strip()) for side in "12"]
    if set(primes) == {3, 5}:
        return "12"[primes.index(5)], PartnerOrder.TOLD
    ends = [_is_five_end(row, side) for side in "12"]
    if None not in ends and ends[0] is not ends[1]:
        return "12"[ends.index(True)], PartnerOrder.TOLD
    return "1", PartnerOrder.NOT_TOLD


def _is_five_end(row: Row, side: str) -> bool | None:
    below, sign = _kept_below(row, side), row[f"break{side}_strand"].strip()
    return None if below is None or sign not in ("+", "-") else below is (sign == "+")


def _kept_below(row: Row, side: str) -> bool | None:
    text = row[f"break{side}_orientation"].strip()
    if text not in _KEPT_BELOW and text != "?":
        msg = f"break{side}_orientation is none of L, R and ?: {text!r}"
        raise ValueError(msg)
    return _KEPT_BELOW.get(text)


def _partner(row: Row, side: str, *, is_five: bool) -> Partner:
    gene, aliases = _said(row, f"gene{side}"), _said(row, f"gene{side}_aliases")
    is_id = gene is not None and gene.startswith("ENS")
    below, (start, end) = _kept_below(row, side), _places(row, side)
    transcript = _said(row, f"transcript{side}")
    exon = _number(row, "exon_last_5prime" if is_five else "exon_first_3prime")
    return SwiftPartner(
        symbol=aliases if is_id and aliases and ";" not in aliases else None if is_id else gene,
        breakpoint=breakpoint_at(
            f"{required(row, f'break{side}_chromosome')}:{start}", f"break{side}_position"
        ),
        exon=exon or None,
        transcript=transcript if transcript and ":" not in transcript else None,
        gene_id=gene if is_id else None,
        strand=None if below is None else Strand.keeping(below, is_five=is_five),
        interval=Interval(0, end - start) if end > start else None,
    )


def _places(row: Row, side: str) -> tuple[int, int]:
    """Return where the breakpoint's interval begins and ends."""
    texts = [required(row, f"break{side}_position_{end}") for end in ("start", "end")]
    texts = [match[1] if (match := _ZERO.fullmatch(text)) else text for text in texts]
    if not all(text.isdecimal() for text in texts) or int(texts[0]) > int(texts[1]):
        msg = f"break{side}_position_start and _end are not an interval: {texts[0]!r}, {texts[1]!r}"
        raise ValueError(msg)
    if int(texts[1]) - int(texts[0]) >= 10**9:
        msg = f"break{side}_position_end lies too far from its start: {texts[1]!r}"
        raise ValueError(msg)
    return int(texts[0]), int(texts[1])


def _molecule(row: Row) -> Molecule | None:
    text = _said(row, "protocol")
    if text is not None and text not in _MOLECULES:
        msg = f"protocol is neither genome nor transcriptome: {text!r}"
        raise ValueError(msg)
    return _MOLECULES[text] if text else None


def _split(row: Row) -> int | None:
    first, second = _number(row, "break1_split_reads"), _number(row, "break2_split_reads")
    linking = _number(row, "linking_split_reads")
    if first is None or second is None or linking is None or linking > min(first, second):
        return None
    return first + second - linking


def _tags(row: Row) -> tuple[str, ...]:
    words = [_said(row, name) for name in ("event_type", "call_method", "gene_product_type")]
    words += (_said(row, "tools") or "").split(";")
    for column in ("fusion_splicing_pattern", "contig_remapped_reads"):
        text = _said(row, column)
        words.append(f"{column}={text}" if text else None)
    start, end = _said(row, "fusion_cdna_coding_start"), _said(row, "fusion_cdna_coding_end")
    words.append(f"fusion_cdna_coding={start}-{end}" if start and end else None)
    return tuple(word for word in words if word)
