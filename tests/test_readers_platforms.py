"""Clinical panels and portals from their files to placed fusions; names that join two genes."""

import csv
from functools import cache
from pathlib import Path

import pytest

from fusionanno.errors import InputError
from fusionanno.model import AnnotatedFusion
from fusionanno.pipeline import annotate
from fusionanno.readers import open_calls
from fusionanno.readers.joined import JoinedName, joined_name
from fusionanno.readers.tso500 import split_pair
from fusionanno.renderers.tsv import COLUMNS, cells
from tests.reading import GOLDEN, calls_of

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def placed(file: str) -> dict[int | None, AnnotatedFusion]:
    calls = calls_of(GOLDEN / file)
    lines = [call.source.line if call.source else None for call in calls]
    return dict(zip(lines, annotate(calls, assembly="GRCh37", as_of="2026-11-23"), strict=True))


@pytest.mark.parametrize("row", rows("platforms.tsv"), ids=lambda row: f"{row['file']}:{row['line']}")
def test_what_a_platform_reports_is_placed(row: dict[str, str]) -> None:
    told = dict(zip(COLUMNS, cells(placed(row["file"])[int(row["line"])]), strict=True))
    assert f"{told['five_prime_gene']}::{told['three_prime_gene']}" == row["genes"]
    assert row["flag"] in ("", *told["flags"].split(";"))
    if row["exons"]:
        assert f"{told['five_prime_exon']};{told['three_prime_exon']}" == row["exons"]
    if row["frame"]:
        assert told["frame"] == row["frame"]


@pytest.mark.parametrize("row", rows("joined_names.tsv"), ids=lambda row: f"{row['text']} {row['gene']}")
def test_a_joined_name_is_split_only_where_it_is_told(row: dict[str, str]) -> None:
    expected = JoinedName(row["first"] or None, row["second"] or None, row["words"] or None)
    assert joined_name(row["text"], row["gene"] or None) == expected


@pytest.mark.parametrize("text", ["Fusion2", "-", "ALK-", ""])
def test_a_name_of_no_pair_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="names no two genes"):
        joined_name(text)


GENES = ["ALK", "HLA-A", "NKX2-1", "MT-ND2", "RP11-9L18.2", "WT1-AS", "IGHV3-23", "TRBJ2-7", "AC016683.6"]
"""Symbols of HGNC and Ensembl 75, most of them with a hyphen of their own."""


@pytest.mark.parametrize("second", GENES)
@pytest.mark.parametrize("first", GENES)
def test_a_slash_and_a_semicolon_tell_no_direction_and_a_hyphen_does(first: str, second: str) -> None:
    assert split_pair(f"{first}-{second}") == ((first, second), True)
    assert split_pair(f"{first}/{second}") == ((first, second), False)
    assert split_pair(f"{first};{second}") == ((first, second), False)
    assert split_pair(f"{first} ; {second}") == ((first, second), False)
    assert joined_name(f"{first};{second}") == JoinedName(first, second)
    assert joined_name(f"{first}-{second}") == JoinedName(first, second)


@pytest.mark.parametrize("two", GENES)
@pytest.mark.parametrize("one", GENES)
def test_a_list_of_genes_at_one_breakpoint_is_no_joint(one: str, two: str) -> None:
    listed = f"{one};{two}"
    assert split_pair(f"{listed}-ROS1") == ((listed, "ROS1"), True)
    assert split_pair(f"ROS1-{listed}") == (("ROS1", listed), True)
    assert split_pair(f"{listed}-{listed}") == ((listed, listed), True)
    assert split_pair(f"{listed}/NKX2-8") == ((listed, "NKX2-8"), False)
    assert split_pair(f"NKX2-8/{listed}") == (("NKX2-8", listed), False)
    assert split_pair(f"{listed};ROS1") == (("", ""), False)


@pytest.mark.parametrize("text", [*GENES, "", "/", "ALK/", "-ALK", "ALK-", "ALK;", ";ALK"])
def test_one_gene_is_no_pair(text: str) -> None:
    with pytest.raises(ValueError, match="does not name two genes"):
        split_pair(text)


def test_a_pair_that_may_be_split_in_several_ways_is_not_split() -> None:
    assert split_pair("A-B-C") == (("", ""), True)
    assert split_pair("A/B/C") == (("", ""), False)
    assert split_pair("NME1-NME2-ALK;GOPC") == (("", ""), False)


def test_what_is_no_call_is_counted_by_kind() -> None:
    with open_calls(str(GOLDEN / "oncomine" / "panel.vcf")) as calls:
        assert len(list(calls)) == 4
    assert dict(calls.other_rows) == {
        "assay target without reads": 1,
        "expression control": 1,
        "second record of a pair": 4,
        "small variant": 1,
        "wild-type assay": 1,
    }


def test_a_report_that_brings_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text('<!DOCTYPE a [<!ENTITY b "c">]>\n<variant-report specimen="S"/>\n')
    with pytest.raises(InputError, match="document type declaration") as caught:
        calls_of(path, "foundation")
    assert caught.value.line == 1
