"""EasyFuse."""

import re

from fusionanno.model import (
    CallerSequence,
    FusionCall,
    Partner,
    ReadingFrame,
    Source,
    SupportMeaning,
)
from fusionanno.readers.base import Column, TableReader
from fusionanno.readers.cells import RNA, Row, count, frame, optional, required, stranded_place
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSequence, SwiftSupport

_FRAMES = {
    "in_frame": ReadingFrame.IN_FRAME,
    "out_frame": ReadingFrame.OUT_OF_FRAME,
    "no_frame": ReadingFrame.NO_PROTEIN,
}
_NEO = "neo_frame"
_TOOLS = ("arriba", "fusioncatcher", "infusion", "mapsplice", "soapfuse", "starfusion")
_SEQUENCE = re.compile(r"[ACGT]+")


class EasyFuseReader(TableReader):
    """EasyFuse ``fusions.csv`` and ``fusions.pass.csv``, separated by semicolons.

    Breakpoint1 is 5', Breakpoint2 is 3': ``chromosome:position:strand``, 1-based, the strand that the
    transcript reads. The genes and transcripts come from FTID
    (``gene1_breakpoint1_transcript1_gene2_breakpoint2_transcript2``), which can be split with certainty;
    without it from Fusion_Gene where that holds one underscore only. A breakpoint has a row for every pair
    of transcripts: all of them are calls. Split reads and spanning fragments are EasyFuse's own counts of
    reads on the joined sequence (ft_junc_cnt and ft_span_cnt, in some versions with ``_best``); what each
    caller counted is normalised to a million reads and not read. Frames: in_frame, out_frame, no_frame (the
    breakpoint lies before or after the coding sequence: no protein); neo_frame (a coding part joined to a
    non-coding one) is none of our verdicts and a tag. context_sequence is the reference's sequence around
    the junction (not the reads'), cut at context_sequence_bp. The callers that saw the breakpoint and the
    type are tags; prediction_prob is the confidence, prediction_class other than positive a filter not
    passed. ft1_exon_nr and ft2_exon_nr are not read: real rows number the 3' gene's exon otherwise than its
    transcript does.

    Files of the project's tests (ETV6::NTRK3 on GRCh38: exon edges 12:11869969 and 15:87940753) were read;
    the columns of other versions follow its README and scripts.
    """

    name = "easyfuse"
    title = "EasyFuse"
    versions = "1.x (counts with _best) and 2.x"
    url = "https://github.com/TRON-Bioinformatics/EasyFuse"
    delimiters = (";", "\t", ",")
    support = SupportMeaning(
        split_reads="ft_junc_cnt: reads over the junction of the joined sequence by 10 bases or more",
        spanning_fragments="ft_span_cnt: pairs on either side of that junction",
        caveat="rows of one breakpoint on different transcripts count the same reads",
    )
    columns = (
        Column("BPID", "recognition only", "2:42295516:+_2:29223528:-"),
        Column("context_sequence_id", "the call's id", "b21d222ed947abeb", False),
        Column(
            "FTID",
            "genes and transcripts",
            "EML4_2:42295516:+_ENST00000318522_ALK_2:29223528:-_ENST00000389048",
            False,
        ),
        Column("Fusion_Gene", "both genes, where FTID is missing", "EML4_ALK"),
        Column("Breakpoint1", "5' breakpoint and strand", "2:42295516:+"),
        Column("Breakpoint2", "3' breakpoint and strand", "2:29223528:-"),
        Column("type", "a tag", "cis_inv", False),
        Column("exon_boundary", "a tag", "both", False),
        Column("frame", "EasyFuse's verdict on the frame", "in_frame", False),
        Column("context_sequence", "bases at the junction", "ACCTAAAGTGTACCGC", False),
        Column("context_sequence_bp", "bases before the junction", "8", False),
        Column("neo_peptide_sequence", "EasyFuse's peptide", "PKVYR", False),
        *(Column(f"{tool}_detected", "a tag", "", False) for tool in _TOOLS),
        Column("ft_junc_cnt", "split reads", "29", False, ("ft_junc_cnt_best",)),
        Column("ft_span_cnt", "spanning fragments", "44", False, ("ft_span_cnt_best",)),
        Column("prediction_prob", "confidence", "0.93", False),
        Column("prediction_class", "filters not passed", "positive", False),
        Column("sample", "sample", "", False, ("Sample",)),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        genes = _from_id(row) or _from_name(row)
        word = row["frame"].strip()
        probability = optional(row, "prediction_prob")
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "Breakpoint1", genes[0] if genes else (None, None)),
            three_prime=_partner(row, "Breakpoint2", genes[1] if genes else (None, None)),
            molecule=RNA,
            support=SwiftSupport(count(row, "ft_junc_cnt"), count(row, "ft_span_cnt")),
            caller_frame=None if word == _NEO else frame(row, "frame", _FRAMES),
            confidence=f"prediction_prob {probability}" if probability else None,
            sequence=_sequence(row),
            described=None if genes else required(row, "Fusion_Gene"),
            sample=optional(row, "sample"),
            tags=_tags(row),
            call_id=optional(row, "context_sequence_id"),
            filters=_filters(row),
            source=source,
        )


_Genes = tuple[tuple[str | None, str | None], tuple[str | None, str | None]]
"""Symbol and transcript of the 5' and of the 3' partner."""


def _from_id(row: Row) -> _Genes | None:
    text = optional(row, "FTID")
    if text is None:
        return None
    first, _, rest = text.partition(f"_{row['Breakpoint1'].strip()}_")
    middle, _, last = rest.partition(f"_{row['Breakpoint2'].strip()}_")
    transcript, _, second = middle.partition("_")
    if not (first and transcript and second and last):
        msg = f"FTID does not hold both genes, breakpoints and transcripts: {text!r}"
        raise ValueError(msg)
    return (first, transcript), (second, last)


def _from_name(row: Row) -> _Genes | None:
    parts = required(row, "Fusion_Gene").split("_")
    return ((parts[0], None), (parts[1], None)) if len(parts) == 2 and all(parts) else None


def _partner(row: Row, column: str, gene: tuple[str | None, str | None]) -> Partner:
    place, sign = stranded_place(row, column)
    return SwiftPartner(
        symbol=gene[0],
        breakpoint=place,
        transcript=gene[1],
        strand=sign,
    )


def _sequence(row: Row) -> CallerSequence | None:
    bases, before = row["context_sequence"].strip().upper(), count(row, "context_sequence_bp")
    if not before or before >= len(bases) or _SEQUENCE.fullmatch(bases) is None:
        return None
    return SwiftSequence(bases[:before], bases[before:], optional(row, "neo_peptide_sequence"))


def _filters(row: Row) -> tuple[str, ...]:
    word = optional(row, "prediction_class")
    return (f"prediction_class={word}",) if word and word != "positive" else ()


def _tags(row: Row) -> tuple[str, ...]:
    kind, edge = optional(row, "type"), optional(row, "exon_boundary")
    tools = [tool for tool in _TOOLS if row[f"{tool}_detected"].strip() == "1"]
    words = (kind, f"exon_boundary={edge}" if edge else None, _NEO if row["frame"].strip() == _NEO else None)
    return (*(word for word in words if word), *tools)
