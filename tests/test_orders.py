"""Calls of which the file does not say which partner is 5': told in the one order that fits, or left open."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from fusionanno.casefile import parse_case
from fusionanno.genemodel import load_gene_model
from fusionanno.knowledge import load_knowledge
from fusionanno.model import (
    Actionability,
    AnnotatedFusion,
    Assembly,
    Breakpoint,
    EventKind,
    FlagId,
    FusionCall,
    Molecule,
    Partner,
    PartnerOrder,
    Strand,
)
from fusionanno.pipeline import Interpreter

with (Path(__file__).parent / "tables" / "orders.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t"))


@cache
def interpreter() -> Interpreter:
    return Interpreter(parse_case({"as_of": "2026-11-23", "tumor": "NSCLC", "region": "US"}))


def partner(row: dict[str, str], which: str) -> Partner:
    place, strand, exon = row[f"{which}_at"], row[f"{which}_strand"], row[f"{which}_exon"]
    return Partner(
        row[which] or None,
        Breakpoint.parse(place) if place else None,
        exon=int(exon) if exon else None,
        strand=Strand(strand) if strand else None,
    )


def call(row: dict[str, str]) -> FusionCall:
    return FusionCall(
        "panel",
        partner(row, "first"),
        partner(row, "second"),
        Molecule(row["molecule"]) if row["molecule"] else None,
        assembly=Assembly(row["assembly"]) if row["assembly"] else None,
        order=PartnerOrder.NOT_TOLD,
    )


def ids(fusion: AnnotatedFusion) -> Sequence[FlagId]:
    return [flag.id for flag in fusion.placed.flags]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['first']}/{row['second']}: {row['source']}")
def test_the_table_of_orders(row: dict[str, str]) -> None:
    fusion = interpreter().interpret(call(row))
    assert fusion.name.hgnc == row["name"]
    if row["flag"]:
        (flag,) = (flag for flag in fusion.placed.flags if flag.id == row["flag"])
        assert row["because"] in flag.because
    else:
        assert not {FlagId.ORDER_NOT_TOLD, FlagId.ORDER_RESOLVED} & set(ids(fusion))
    assert FlagId.ORDER_TURNED not in ids(fusion)
    assert FlagId.ASSUMED_ORDER not in ids(fusion)


OPEN = [row for row in ROWS if row["flag"] == "order-not-told" and "EML4" in row["name"]]


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row["source"])
def test_an_open_order_carries_no_verdict_but_both_sentences(row: dict[str, str]) -> None:
    fusion = interpreter().interpret(call(row))
    structure = fusion.interpretation.structure
    assert structure.actionable is Actionability.UNDETERMINED
    assert structure.target == "ALK"
    assert "EML4::ALK: " in structure.because
    assert "ALK::EML4: ALK is the 5' partner here" in structure.because
    assert "actionable if in frame with the kinase kept" in structure.because
    assert "which partner is 5' is not told" not in structure.because
    assert fusion.placed.because.count("which partner is 5' is not told") == 1
    assert fusion.interpretation.matches == ()
    assert fusion.interpretation.tier is None
    assert fusion.placed.event is EventKind.UNDETERMINED
    assert fusion.placed.transcript is None


def of_pair(first: Partner, second: Partner, molecule: Molecule | None) -> FusionCall:
    return FusionCall("panel", first, second, molecule, assembly=Assembly.GRCH38, order=PartnerOrder.NOT_TOLD)


def judged(fusion: AnnotatedFusion) -> tuple[object, ...]:
    interpretation = fusion.interpretation
    structure = interpretation.structure
    return (
        interpretation.tier,
        interpretation.entities,
        structure.actionable,
        structure.target,
        fusion.set_aside,
        fusion.placed.event,
        sorted(ids(fusion)),
    )


@pytest.mark.parametrize("locus", ["IGH", "TRB"])
@pytest.mark.parametrize("gene", sorted({rule.gene for rule in load_knowledge().targets}))
def test_a_locus_and_a_target_are_judged_alike_whichever_stands_first(gene: str, locus: str) -> None:
    """Bare, and with a break in the middle of the gene, before it and behind it."""
    on = load_gene_model("embedded", Assembly.GRCH38).gene(gene)
    places = (None, (on.start + on.end) // 2, on.start - 500, on.end + 500)
    for molecule in (None, *Molecule):
        for position in places:
            place = None if position is None else Breakpoint(on.contig, position)
            ends = Partner(gene, place), Partner(locus)
            one = interpreter().interpret(of_pair(*ends, molecule))
            other = interpreter().interpret(of_pair(*reversed(ends), molecule))
            assert judged(one) == judged(other)
            is_driven = one.placed.event is EventKind.ENHANCER_HIJACKING
            is_told = FlagId.ORDER_RESOLVED in ids(one)
            assert is_driven or is_told or one.interpretation.structure.actionable is not Actionability.NO
            assert is_driven or one.set_aside == ()


def test_a_resolved_order_is_judged_as_the_same_call_with_its_order() -> None:
    row = ROWS[0]
    told = call(row)
    turned = replace(told, five_prime=told.three_prime, three_prime=told.five_prime, order=PartnerOrder.TOLD)
    resolved, plain = interpreter().interpret(told), interpreter().interpret(turned)
    assert resolved.interpretation == plain.interpretation
    assert resolved.placed.transcript == plain.placed.transcript
    assert resolved.name == plain.name


def test_frame_is_no_reason_for_an_order() -> None:
    """EML4 exon 14's end and ALK exon 20's start are out of frame, and told in their order all the same."""
    row = {**ROWS[0], "second_at": "2:42301392"}
    fusion = interpreter().interpret(call(row))
    assert fusion.name.hgnc == "EML4::ALK"
    assert fusion.placed.frame.value == "out-of-frame"


def test_words_may_name_the_genes_the_other_way_round_where_columns_tell_no_order() -> None:
    bare = replace(call(OPEN[-1]), described="EML4-ALK E13;A20")
    fusion = interpreter().interpret(bare)
    assert {fusion.call.five_prime.symbol, fusion.call.three_prime.symbol} == {"ALK", "EML4"}
    with pytest.raises(Exception, match="one is wrong"):
        interpreter().interpret(replace(bare, order=PartnerOrder.TOLD))


@pytest.mark.parametrize("words", ["ALK/EML4", "EML4;ALK", "EML4 / ALK"])
def test_words_with_a_slash_are_in_the_order_that_the_places_of_their_columns_tell(words: str) -> None:
    """EML4 exon 13 ends at 2:42295516, ALK exon 20 begins at 2:29223528 (tests/tables/junctions.tsv)."""
    places = Partner(None, Breakpoint("2", 42295516)), Partner(None, Breakpoint("2", 29223528))
    told = FusionCall("fusionanno", *places, Molecule.RNA, described=words, assembly=Assembly.GRCH38)
    fusion = interpreter().interpret(told)
    assert (fusion.name.hgnc, fusion.name.exons) == ("EML4::ALK", "E13;A20")
    assert FlagId.ORDER_NOT_TOLD not in ids(fusion)


@pytest.mark.parametrize("words", ["ALK/EML4", "EML4/ALK", "ALK;EML4"])
def test_words_with_a_slash_alone_are_left_open(words: str) -> None:
    fusion = interpreter().interpret(FusionCall("text", Partner(None), Partner(None), described=words))
    assert fusion.name.hgnc == "ALK::EML4 or EML4::ALK"
    assert FlagId.ORDER_NOT_TOLD in ids(fusion)
    assert fusion.interpretation.structure.actionable is Actionability.UNDETERMINED


def test_of_genes_that_overlap_the_one_with_the_exon_edge_is_read() -> None:
    """PAX8 exon 9 ends at 2:113235394 (GRCh38, NM_003466.4), where PAX8-AS1 has an intron; PPARG exon 2."""
    row = {
        **ROWS[0],
        "first": "PPARG",
        "first_at": "3:12379704",
        "second": "",
        "second_at": "2:113235394",
    }
    fusion = interpreter().interpret(call(row))
    assert fusion.name.hgnc == "PAX8::PPARG"
    assert {FlagId.ORDER_RESOLVED, FlagId.BY_POSITION} <= set(ids(fusion))


def dna(caller: str) -> FusionCall:
    return FusionCall(
        caller,
        Partner("EML4", Breakpoint("2", 42297000)),
        Partner("ALK", Breakpoint("2", 29223700)),
        Molecule.DNA,
        assembly=Assembly.GRCH38,
    )


def test_a_persons_break_in_dna_without_strands_is_told_in_its_order_and_says_so() -> None:
    fusion = interpreter().interpret(dna("fusionanno"))
    (flag,) = (flag for flag in fusion.placed.flags if flag.id is FlagId.ASSUMED_ORDER)
    assert flag.because == "the row gives no strand for EML4 and ALK: the order is as called, not confirmed"
    rna = replace(dna("fusionanno"), molecule=Molecule.RNA)
    assert FlagId.ASSUMED_ORDER not in ids(interpreter().interpret(rna))
