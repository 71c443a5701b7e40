"""Where a junction lies and what may shift it: exon edges, contexts of DNA breaks, intervals, homology."""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from fusionanno.annotation import Annotator
from fusionanno.genemodel import load_gene_model
from fusionanno.model import (
    Assembly,
    Breakpoint,
    FlagId,
    FusionCall,
    Molecule,
    Partner,
    PlacedFusion,
    ReadingFrame,
    Side,
)

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def annotator(assembly: Assembly = Assembly.GRCH38, snap: int = 0) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly), (), snap)


def call(genes: str, five_at: str, three_at: str, molecule: Molecule | None = Molecule.RNA) -> FusionCall:
    """A call from "EML4::ALK" and two texts: "contig:position", or the number of an exon."""
    ends = [
        Partner(gene, Breakpoint.parse(text)) if ":" in text else Partner(gene, exon=int(text))
        for gene, text in zip(genes.split("::"), (five_at, three_at), strict=True)
    ]
    return FusionCall("fusionanno", ends[0], ends[1], molecule)


def told(placed: PlacedFusion, flag: FlagId) -> str:
    """The sentence of a flag, empty where the flag is not raised."""
    return " | ".join(each.because for each in placed.flags if each.id is flag)


# EML4 exon 13 ends at 2:42295516 (+), ALK exon 20 begins at 2:29223528 (-); KIF5B exon 15 ends at 10:32028428
# (-), RET exon 12 begins at 10:43116584 (+): tests/tables/junctions.tsv. Offsets are 5', 3' as reported.
SNAPPED = [
    # genes, 5', 3', within, offsets as reported, sides that move, what is said
    ("EML4::ALK", "2:42295518", "2:29223526", 2, (2, 2), "5' 3'", "both by the same shift"),
    ("EML4::ALK", "2:42295515", "2:29223529", 1, (-1, -1), "5' 3'", "both by the same shift"),
    ("EML4::ALK", "2:42295519", "2:29223528", 3, (3, 0), "5'", "this side only"),
    ("EML4::ALK", "2:42295516", "2:29223532", 4, (0, -4), "3'", "this side only"),
    ("EML4::ALK", "2:42295518", "2:29223529", 5, (2, -1), "5' 3'", "by different shifts"),
    ("KIF5B::RET", "10:32028425", "10:43116587", 3, (3, 3), "5' 3'", "both by the same shift"),
    ("KIF5B::RET", "10:32028430", "10:43116582", 2, (-2, -2), "5' 3'", "both by the same shift"),
]


@pytest.mark.parametrize(
    ("genes", "five", "three", "within", "offsets", "moved", "says"),
    SNAPPED,
    ids=[str(row) for row in SNAPPED],
)
def test_a_junction_within_the_stated_distance_is_moved_and_said(
    genes: str, five: str, three: str, within: int, offsets: tuple[int, int], moved: str, says: str
) -> None:
    placed = annotator(snap=within).place(call(genes, five, three))
    fusion = placed.transcript
    assert fusion is not None
    assert (fusion.five_prime.offset, fusion.three_prime.offset) == (0, 0)
    assert (fusion.five_prime.break_offset, fusion.three_prime.break_offset) == offsets
    assert fusion.frame.frame is ReadingFrame.IN_FRAME
    sentence = told(placed, FlagId.SNAPPED)
    assert [side for side in ("5'", "3'") if f"the {side} breakpoint is moved" in sentence] == moved.split()
    assert says in sentence
    assert told(placed, FlagId.NEAR_EDGE) == ""
    assert fusion.five_prime.breakpoint == placed.call.five_prime.breakpoint


def test_one_base_less_than_needed_moves_nothing() -> None:
    placed = annotator(snap=2).place(call("EML4::ALK", "2:42295519", "2:29223528"))
    assert placed.transcript is not None
    assert placed.transcript.five_prime.offset == 3
    assert told(placed, FlagId.SNAPPED) == ""
    assert told(placed, FlagId.NEAR_EDGE)


def test_by_default_nothing_is_moved() -> None:
    placed = annotator().place(call("EML4::ALK", "2:42295517", "2:29223527"))
    assert placed.transcript is not None
    assert (placed.transcript.five_prime.offset, placed.transcript.three_prime.offset) == (1, 1)
    assert told(placed, FlagId.SNAPPED) == ""


def test_the_sentence_names_bases_exon_and_transcript() -> None:
    placed = annotator(snap=3).place(call("EML4::ALK", "2:42295519", "2:29223528"))
    assert told(placed, FlagId.SNAPPED).startswith(
        "the 5' breakpoint is moved by 3 bases to the end of exon 13 of NM_019063.5"
    )


@pytest.mark.parametrize("five", ["2:42295517", "2:42295515"])
def test_a_break_in_dna_is_never_moved(five: str) -> None:
    wide = annotator(snap=20).place(call("EML4::ALK", five, "2:29224000", Molecule.DNA))
    plain = annotator().place(call("EML4::ALK", five, "2:29224000", Molecule.DNA))
    assert told(wide, FlagId.SNAPPED) == ""
    assert wide.transcript == plain.transcript


def test_an_edge_of_a_transcript_that_the_rule_prefers_comes_first() -> None:
    """TPM3 exon 8 of NM_152263 (MANE Select) ends where exon 7 of NM_153649 does."""
    placed = annotator(snap=5).place(call("TPM3::ALK", "1:154170403", "2:29223528"))
    assert placed.transcript is not None
    assert placed.transcript.five_prime.transcript.id.startswith("NM_152263.")
    assert placed.transcript.five_prime.break_offset == -3


def test_a_position_at_an_edge_of_any_transcript_stays() -> None:
    """EML4 6b (NM_001410776): 2:42264951, an edge of no other transcript."""
    placed = annotator(snap=20).place(call("EML4::ALK", "2:42264951", "2:29223528"))
    assert placed.transcript is not None
    assert placed.transcript.five_prime.transcript.id.startswith("NM_001410776.")
    assert told(placed, FlagId.SNAPPED) == ""


def test_without_a_molecule_positions_within_the_distance_are_a_junction() -> None:
    placed = annotator(snap=3).place(call("EML4::ALK", "2:42295518", "2:29223530", None))
    assert placed.transcript is not None
    assert not placed.transcript.five_prime.predicted
    assert (placed.transcript.five_prime.exon, placed.transcript.three_prime.exon) == (13, 20)


def test_a_single_end_is_moved_too() -> None:
    other = replace(call("NOVEL1::ALK", "1:1000", "2:29223526"), caller="arriba")
    placed = annotator(snap=2).place(other)
    assert placed.end is not None
    assert (placed.end.site.exon, placed.end.site.offset, placed.end.site.break_offset) == (20, 0, 2)
    assert told(placed, FlagId.SNAPPED).startswith(
        "the 3' breakpoint is moved by 2 bases to the start of exon 20"
    )


CONTEXTS = rows("dna_context.tsv")


@pytest.mark.parametrize(
    "row", CONTEXTS, ids=[f"{row['context']}-{row['fusion']}-{row['assembly']}" for row in CONTEXTS]
)
def test_the_context_table_of_dna_breaks(row: dict[str, str]) -> None:
    """Frames are worked out by summing coding bases exon by exon; no phase of the source is used."""
    told_call = call(row["fusion"], row["five_prime"], row["three_prime"], Molecule.DNA)
    placed = annotator(Assembly(row["assembly"])).place(told_call)
    assert placed.frame == row["frame"]
    for side in Side:
        site = placed.site(side) if placed.transcript is not None else None
        prefix = "five_prime" if side is Side.FIVE_PRIME else "three_prime"
        if site is None:
            assert row[f"{prefix}_exon"] == ""
            assert placed.because
            continue
        assert str(site.exon) == row[f"{prefix}_exon"]
        assert ";".join(str(exon) for exon in site.skipped_exons) == row[f"{prefix}_skipped"]
        assert str(site.offset) == row[f"{prefix}_offset"]
        assert site.predicted is (":" in row[prefix])


def test_every_context_stands_on_both_strands_and_builds() -> None:
    kinds = {(row["context"], row["fusion"], row["assembly"]) for row in CONTEXTS}
    strands = {"EML4::ALK", "KIF5B::RET", "BCR::ABL1", "CD74::ROS1"}
    usual = {context for context, fusion, _ in kinds if fusion in strands}
    assert len(usual) == 26
    assert all(
        (context, fusion, str(build)) in kinds
        for context in usual
        for fusion in strands
        for build in Assembly
    )


def test_bases_inserted_at_a_dna_break_count_only_base_to_base() -> None:
    spliced = replace(call("EML4::ALK", "2:42296000", "2:29224000", Molecule.DNA), inserted_sequence="AC")
    fusion = annotator().place(spliced).transcript
    assert fusion is not None
    assert (fusion.frame.frame, fusion.inserted) == (ReadingFrame.IN_FRAME, 0)
    joined = replace(call("EML4::ALK", "2:42295510", "2:29223520", Molecule.DNA), inserted_sequence="AC")
    fusion = annotator().place(joined).transcript
    assert fusion is not None
    assert (fusion.inserted, fusion.five_prime.offset, fusion.three_prime.offset) == (2, -6, 8)
