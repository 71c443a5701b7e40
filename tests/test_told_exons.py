"""What exon numbers and places at a transcript's ends may claim: names, offsets, edges that cannot splice."""

import csv
from functools import cache
from pathlib import Path

import pytest

from fusionanno.annotation import Annotator
from fusionanno.genemodel import load_gene_model
from fusionanno.model import Assembly, Breakpoint, FusionCall, JunctionSite, Molecule, Partner, PlacedFusion
from fusionanno.naming import exon_name, hgvs_name, vicc_name

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def annotator(assembly: Assembly = Assembly.GRCH38) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly))


def by_place(row: dict[str, str]) -> PlacedFusion:
    five, three = row["fusion"].split("::")
    ends = Breakpoint.parse(row["five_prime"]), Breakpoint.parse(row["three_prime"])
    call = FusionCall("fusionanno", Partner(five, ends[0]), Partner(three, ends[1]), Molecule.RNA)
    return annotator(Assembly(row["assembly"])).place(call)


def in_words(site: JunctionSite) -> str:
    return f"{site.region.value} {site.exon} {site.offset}"


@pytest.mark.parametrize("row", rows("outside_names.tsv"), ids=lambda row: row["vicc"] + row["five_prime"])
def test_no_exon_is_named_of_which_nothing_is_kept(row: dict[str, str]) -> None:
    placed = by_place(row)
    fusion = placed.transcript
    assert fusion is not None
    told = (in_words(fusion.five_prime), in_words(fusion.three_prime))
    assert told == (row["five_prime_site"], row["three_prime_site"])
    assert (exon_name(placed) or "", str(vicc_name(placed))) == (row["exons"], row["vicc"])
    assert hgvs_name(placed) is None
