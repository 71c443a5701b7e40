"""The verdict of the target rules on whole calls: places and exons in, verdict, tier and reason out."""

import csv
from pathlib import Path

import pytest

from fusionanno.errors import InputError
from fusionanno.model import AnnotatedFusion, Assembly, Breakpoint, FusionCall, Molecule, Partner, Report
from fusionanno.pipeline import annotate, build_report
from fusionanno.renderers import load_renderer

TABLE = Path(__file__).parent / "tables" / "structure_of_calls.tsv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def end(row: dict[str, str], side: str) -> Partner:
    at = row[f"{side}_at"]
    if at.startswith("e"):
        return Partner(row[side], exon=int(at[1:]))
    return Partner(row[side], Breakpoint.parse(at))


def judged(row: dict[str, str]) -> AnnotatedFusion:
    molecule = Molecule(row["molecule"]) if row["molecule"] else None
    call = FusionCall(
        "text", end(row, "five_prime"), end(row, "three_prime"), molecule, assembly=Assembly.GRCH38
    )
    (fusion,) = annotate([call], tumor="NSCLC", region="US", age="61", as_of="2026-01-01")
    return fusion


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_verdict_tier_and_reason(row: dict[str, str]) -> None:
    answer = judged(row).interpretation
    assert answer.structure.actionable.value == row["verdict"], answer.structure.because
    assert (answer.tier or "") == row["tier"]
    assert row["says"] in answer.structure.because
    assert row["verdict"] == "yes" or not answer.matches
    if row["verdict"] == "undetermined":
        assert "no therapy follows" not in answer.tier_because


def ikzf1_deletion(tmp_path: Path) -> Report:
    path = tmp_path / "calls.tsv"
    path.write_text("fusion\nIKZF1 delta 4-7\n", encoding="utf-8")
    return build_report(path, tumor="NSCLC", region="US", as_of="2026-01-01")


@pytest.mark.parametrize("name", ["html", "json", "tsv", "text"])
def test_an_event_inside_one_gene_is_told_as_a_gap_of_the_base(name: str, tmp_path: Path) -> None:
    text = load_renderer(name).render(ikzf1_deletion(tmp_path))
    assert "is held in this knowledge base: a gap in the base, not a finding" in text
    assert "Tier III" not in text
    assert "carries no therapy" not in text
    assert "no therapy follows" not in text
    if name == "html":
        told = "(IK6): this knowledge base holds no statement on this event inside one gene."
        assert told in text


# What name writes, name reads (VICC Gene Fusion Specification: regulatory elements, unknown partners).
VICC = [
    ("reg_e@IGH(hgnc:5477)(::)MYC(hgnc:7553)", "reg_e@IGH(hgnc:5477)(::)MYC(hgnc:7553)"),
    ("?::ALK(hgnc:427)", "?::ALK(hgnc:427)"),
    ("v::ALK(hgnc:427)", "?::ALK(hgnc:427)"),
    ("reg_p@TMPRSS2(hgnc:11876)(::)ERG(hgnc:3446)", "TMPRSS2(hgnc:11876)(::)ERG(hgnc:3446)"),
]


@pytest.mark.parametrize(("text", "vicc"), VICC)
def test_vicc_strings_are_read(text: str, vicc: str) -> None:
    (fusion,) = annotate([FusionCall("text", Partner(None), Partner(None), described=text)])
    assert fusion.name.vicc == vicc


def test_an_unknown_partner_in_the_table(tmp_path: Path) -> None:
    path = tmp_path / "calls.tsv"
    path.write_text(
        "five_prime_gene\tthree_prime_gene\tthree_prime_exon\n?\tALK\t20\nEML4\t?\t\n", encoding="utf-8"
    )
    first, second = build_report(path, as_of="2026-01-01").fusions
    assert (first.name.hgnc, second.name.hgnc) == ("?::ALK", "EML4::?")
    assert first.placed.because == "the 5' partner is not named"
    assert first.placed.end is not None
    path.write_text("five_prime_gene\tthree_prime_gene\n?\t?\n", encoding="utf-8")
    with pytest.raises(InputError, match="does not name its five_prime partner"):
        build_report(path, as_of="2026-01-01")
