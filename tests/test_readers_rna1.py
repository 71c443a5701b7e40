"""What the callers of nine RNA formats write beyond plain tables, and what of it is refused."""

import json
from pathlib import Path

import pytest

from fusionanno.errors import InputError
from fusionanno.model import PartnerOrder, Strand
from fusionanno.readers import READERS, open_calls
from tests.reading import GOLDEN, calls_of, split, written


def changed(path: Path, tmp_path: Path, **cells: str) -> Path:
    """Return a golden table's first row with other cells; a column's name may be given by its beginning."""
    rows, delimiter = split(path)
    for name, value in cells.items():
        column = next(at for at, title in enumerate(rows[0]) if title.replace(" ", "_").startswith(name))
        rows[1][column] = value
    return written(rows[:2], tmp_path / "changed", delimiter)


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        calls_of(path)
    assert caught.value.line == 2
    return str(caught.value)


# Empty in the callers' own ways


def test_ericscript_says_that_nothing_was_found(tmp_path: Path) -> None:
    path = tmp_path / "total.tsv"
    path.write_text("No Chimeric Transcript found!\n")
    with open_calls(str(path)) as calls:
        assert list(calls) == []
        assert calls.caller == "ericscript"


def test_pizzly_without_gene_pairs(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text('{\n  "genes" : [\n  ]\n}\n')
    with open_calls(str(path)) as calls:
        assert list(calls) == []
        assert calls.caller == "pizzly"


# Headers and rows as they are


def test_squid_begins_its_header_with_a_comment_sign(tmp_path: Path) -> None:
    golden = GOLDEN / "squid" / "counts.tsv"
    path = tmp_path / "sv.txt"
    path.write_text(golden.read_text().replace("#chrom1", "# chrom1", 1))
    assert calls_of(path) == calls_of(golden)


SQUID = [
    # strand1, strand2, the first side as 5', the second as 3'. Source: SQUID's README, output specification
    ("+", "+", (38136308, "+"), (38137773, "-")),
    ("-", "+", (38135882, "-"), (38137773, "-")),
    ("+", "-", (38136308, "+"), (38137196, "+")),
    ("-", "-", (38135882, "-"), (38137196, "+")),
]


@pytest.mark.parametrize(("first", "second", "five", "three"), SQUID)
def test_squid_joins_the_end_that_the_strand_names(
    first: str, second: str, five: tuple[int, str], three: tuple[int, str], tmp_path: Path
) -> None:
    header, row = READERS["squid"].example.splitlines()
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    cells |= {"start1": "38135881", "end1": "38136308", "start2": "38137195", "end2": "38137773"}
    cells |= {"strand1": first, "strand2": second}
    (call,) = calls_of(written([[*cells], [*cells.values()]], tmp_path / "sv.txt", "\t"))
    assert call.order is PartnerOrder.NOT_TOLD
    for partner, (position, sign) in ((call.five_prime, five), (call.three_prime, three)):
        assert partner.breakpoint is not None
        assert (partner.breakpoint.position, partner.strand) == (position, Strand(sign))


def test_enfusion_names_the_sample_before_the_header(tmp_path: Path) -> None:
    golden = GOLDEN / "enfusion" / "overlap.csv"
    path = tmp_path / "overlap.csv"
    path.write_text("# Sample: T7\n" + golden.read_text())
    assert [call.sample for call in calls_of(path)] == ["T7", "T7"]
    assert [call.source and call.source.line for call in calls_of(path)] == [6, 7]


def test_fusioncatcher_rows_may_lack_the_empty_last_cells(tmp_path: Path) -> None:
    golden = GOLDEN / "fusioncatcher" / "v1.tsv"
    path = tmp_path / "list.txt"
    path.write_text("".join(line.rstrip("\t") + "\n" for line in golden.read_text().splitlines()))
    assert path.read_text() != golden.read_text()
    assert calls_of(path) == calls_of(golden)


@pytest.mark.parametrize("effect", ["in-fra", "UTR/CDS(trunc", "UTR/", ""])
def test_fusioncatcher_row_cut_in_its_effect_is_refused(effect: str, tmp_path: Path) -> None:
    rows, _ = split(GOLDEN / "fusioncatcher" / "v1.tsv")
    path = written([rows[0], [*rows[1][:15], effect]], tmp_path / "list.txt", "\t")
    assert "16 cells where the header has 18" in refusal(path)


_OLD = (
    "#fusion_name\tJunctionReads\tSpanningFrags\tSplice_type\tLeftGene\tLeftBreakpoint\tRightGene"
    "\tRightBreakpoint\tAnnotations\tTrinityGG\n"
)
_OLD_ROW = "A--B\t9\t4\tONLY_REF_SPLICE\tA\tchr2:100:+\tB\tchr5:900:-\t."


def test_old_fusioninspector_rows_end_where_trinity_assembled_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bare"
    path.write_text(f"{_OLD}{_OLD_ROW}\n{_OLD_ROW}\tTR1\n", encoding="utf-8")
    bare = calls_of(path)
    assert bare == [bare[0]] * 2
    assert str(bare[0].three_prime.breakpoint) == "5:900"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (_OLD, _OLD_ROW.removesuffix("\t.")),
        (_OLD.replace("Annotations", "annots"), _OLD_ROW),
        (_OLD.replace("TrinityGG", "other"), _OLD_ROW),
    ],
)
def test_a_row_that_may_be_cut_is_refused(header: str, row: str, tmp_path: Path) -> None:
    path = tmp_path / "cut"
    path.write_text(f"{header}{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match="the row is cut off"):
        calls_of(path)


def test_fusionmap_example_without_samples_has_none(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(READERS["fusionmap"].example)
    (call,) = calls_of(path)
    assert (call.sample, call.support.split_reads) == (None, 27)


def test_cicero_adjusts_side_b(tmp_path: Path) -> None:
    rows, _ = split(GOLDEN / "cicero" / "annotated.tsv")
    table = [[*rows[0], "sv_posB_adjusted"], [*rows[1], "34887097,34887097"]]
    (call,) = calls_of(written(table, tmp_path / "frame.tab", "\t"))
    assert str(call.three_prime.breakpoint) == "21:34887097"


# pizzly's JSON, however it is laid out


@pytest.mark.parametrize("indent", [None, 0, 8])
def test_pizzly_json_in_any_layout(indent: int | None, tmp_path: Path) -> None:
    golden = GOLDEN / "pizzly" / "as_json.txt"
    path = tmp_path / "calls.json"
    path.write_text(json.dumps(json.loads(golden.read_text()), indent=indent))
    assert calls_of(path) == calls_of(golden)


@pytest.mark.parametrize("length", [60, 300, 900, 1080])
def test_pizzly_json_that_is_cut_is_refused(length: int, tmp_path: Path) -> None:
    path = tmp_path / "calls.json"
    path.write_text((GOLDEN / "pizzly" / "as_json.txt").read_text()[:length])
    with pytest.raises(InputError, match="cut off"):
        calls_of(path)


# Values that are refused, with the column

REFUSED = [
    ("jaffa/with_strands.csv", {"fusion_genes": "NCOA4-RET"}, "fusion genes is not two genes"),
    ("jaffa/with_strands.csv", {"inframe": "maybe"}, "inframe is neither TRUE nor FALSE"),
    ("dragen/final.tsv", {"#FusionGene": "CD74-ROS1"}, "#FusionGene is not two genes"),
    ("dragen/final.tsv", {"Score": ""}, "Score is empty"),
    ("cicero/annotated.tsv", {"sv_ort": "<"}, "sv_ort is neither > nor ?"),
    ("cicero/annotated.tsv", {"ratioA": "21%"}, "ratioA is not a fraction"),
    ("fusionmap/with_filter.tsv", {"Strand": "+"}, "Strand is not two signs"),
    ("fusionmap/with_filter.tsv", {"FrameShiftClass": "Frame"}, "FrameShiftClass is none of"),
    ("squid/counts.tsv", {"strand1": "*"}, "strand1 is neither + nor -"),
    ("ericscript/filtered.tsv", {"Breakpoint1": "Unable"}, "chr1:Breakpoint1 is not a position"),
    ("fusioncatcher/v1.tsv", {"Fusion_point_for_gene_1": "10:32017143"}, "is not a position"),
    ("enfusion/short.tsv", {"Break1": "15e7"}, "Chr1:Break1 is not a position"),
]


@pytest.mark.parametrize(("golden", "cells", "message"), REFUSED)
def test_refused(golden: str, cells: dict[str, str], message: str, tmp_path: Path) -> None:
    assert message in refusal(changed(GOLDEN / golden, tmp_path, **cells))


def test_pizzly_transcripts_that_are_no_pairs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(READERS["pizzly"].example.replace("_0:", "_1:"))
    assert "transcripts.list has no pair" in refusal(path)
