"""A laboratory's own tables over those that ship."""

from pathlib import Path

import pytest

from fusionanno import build_report
from fusionanno.casefile import read_case
from fusionanno.errors import FusionannoError
from fusionanno.knowledge import load_knowledge, problems
from fusionanno.knowledge.own import NAMING, OWN, layered, shipped
from fusionanno.knowledge.tables import TABLES, THERAPIES
from tests.test_knowledge_cli import own, therapy

SEED = "seeds/baseline.tsv"
CASE = {"assembly": "GRCh38", "tumor": "EIMS", "as_of": "2021-12-24", "region": "US", "age": "34"}


def file_column(name: str) -> int:
    """Return the place of a column of therapies.tsv, from 1."""
    return THERAPIES.columns.index(name) + 1


def test_every_table_is_either_a_laboratorys_or_for_names() -> None:
    assert {*OWN, *NAMING} == set(TABLES)
    assert not set(OWN) & set(NAMING)


def test_a_row_adds_and_a_row_with_a_known_key_replaces(tmp_path: Path) -> None:
    changed = therapy(indication="as this laboratory reads it")
    folder = own(tmp_path / "lab", "therapies.tsv", changed, therapy(id="LAB-1", drug="alectinib"))
    plain, over = load_knowledge().assertions, load_knowledge(over=[folder]).assertions
    assert [fact.id for fact in over] == [*(fact.id for fact in plain), "LAB-1"]
    told = next(fact for fact in over if fact.id == "FDA-crizotinib-ALK-IMT")
    assert told.indication == "as this laboratory reads it"
    assert (told.note or "").endswith("Row of the laboratory's own knowledge (lab).")
    assert [fact for fact in over if fact.id not in ("LAB-1", told.id)] == [
        fact for fact in plain if fact.id != told.id
    ]


def test_the_last_folder_lies_on_top(tmp_path: Path) -> None:
    first = own(tmp_path / "first", "therapies.tsv", therapy(indication="first"))
    second = own(tmp_path / "second", "therapies.tsv", therapy(indication="second"))
    for folders, word in (((first, second), "second"), ((second, first), "first")):
        facts = load_knowledge(over=folders).assertions
        assert next(f for f in facts if f.id == "FDA-crizotinib-ALK-IMT").indication == word


def test_a_report_says_whose_row_it_is_and_which_tables(tmp_path: Path) -> None:
    folder = own(tmp_path / "lab", "therapies.tsv", therapy(since="2021-01-01"))
    report = build_report([SEED], knowledge=[str(folder)], **CASE)
    match = next(m for m in report.fusions[0].interpretation.matches if m.status == "on-label")
    assert "Row of the laboratory's own knowledge (lab)" in match.because + (match.assertion.note or "")
    names = [each.name for each in report.provenance.resources]
    assert "own knowledge lab/therapies.tsv" in names
    assert ("knowledge", str(folder)) in report.provenance.options


def test_a_case_file_names_folders_from_its_own(tmp_path: Path) -> None:
    own(tmp_path / "lab", "therapies.tsv", therapy(since="2021-01-01"))
    case = tmp_path / "case.yaml"
    case.write_text("knowledge: [lab]\nassembly: GRCh38\ntumor: EIMS\n", encoding="utf-8")
    report = build_report([SEED], read_case(str(case)), as_of="2021-12-24", region="US")
    assert "own knowledge lab/therapies.tsv" in [each.name for each in report.provenance.resources]


def test_without_own_tables_nothing_changes() -> None:
    report = build_report([SEED], **CASE)
    assert not [m for m in report.fusions[0].interpretation.matches if m.status == "on-label"]
    assert not any(each.name.startswith("own knowledge") for each in report.provenance.resources)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("therapie.tsv", "is no table of a knowledge folder"),
        ("variants.tsv", "names and places fusions and cannot be laid over"),
    ],
)
def test_a_file_that_would_not_be_read_is_refused(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / name).write_text("id\n", encoding="utf-8")
    with pytest.raises(FusionannoError, match=told):
        layered([tmp_path])


def test_an_empty_folder_and_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FusionannoError, match="holds no table"):
        layered([tmp_path])
    with pytest.raises(FusionannoError, match="is no folder"):
        layered([tmp_path / "nowhere"])


@pytest.mark.parametrize("is_header", [True, False])
def test_quotes_of_a_spreadsheet_are_refused(tmp_path: Path, is_header: bool) -> None:
    quoted = '"unresectable, recurrent or refractory"'
    folder = own(tmp_path / "lab", "therapies.tsv", therapy(id="LAB-1", line=quoted))
    file = folder / "therapies.tsv"
    if is_header:
        file.write_text(file.read_text(encoding="utf-8").replace("id\t", '"id"\t', 1), encoding="utf-8")
    (problem, *_) = problems(layered([folder]))
    place = (
        f"{file}:{1 if is_header else 2}:{1 if is_header else file_column('line')}: the cell stands in quotes"
    )
    assert problem.startswith(place)
    assert problem.endswith("save the table as tab-separated text without quotes")
    with pytest.raises(FusionannoError, match="the cell stands in quotes"):
        build_report([SEED], knowledge=[str(folder)], **CASE)


def test_an_end_before_the_start_is_told_once(tmp_path: Path) -> None:
    ended = therapy(id="LAB-1", until="2020-01-01", ended="withdrawn", until_because="asked for")
    told = problems(layered([own(tmp_path / "lab", "therapies.tsv", ended)]))
    assert len(told) == 1
    assert told[0].count("until") == 1


def test_a_row_twice_in_own_tables_is_named(tmp_path: Path) -> None:
    folder = own(tmp_path / "lab", "therapies.tsv", therapy(id="LAB-1"), therapy(id="LAB-1"))
    assert problems(layered([folder])) == (f"{folder}/therapies.tsv:3:1: id: 'LAB-1' stands twice",)


def test_a_successor_begins_when_its_row_ends(tmp_path: Path) -> None:
    ended = therapy(
        id="LAB-1", until="2023-01-01", ended="superseded", until_because="wider", replaced_by="LAB-2"
    )
    folder = own(tmp_path / "lab", "therapies.tsv", ended, therapy(id="LAB-2", since="2023-01-02"))
    (problem,) = problems(layered([folder]))
    assert "replaced_by: 'LAB-2' begins 2023-01-02, this row ends 2023-01-01" in problem


def test_own_sources_name_version_and_origin(tmp_path: Path) -> None:
    folder = own(tmp_path / "lab", "therapies.tsv", therapy(id="LAB-1"))
    own(folder, "sources.tsv", "therapies.tsv\t2026-10-01\tour tumour board\tours\t")
    told = [each for each in load_knowledge(over=[folder]).versions if each.name.startswith("own")]
    assert [(each.name, each.version, each.origin) for each in told] == [
        ("own knowledge lab/therapies.tsv", "2026-10-01", "our tumour board")
    ]
    assert len(told[0].sha256 or "") == 64


def test_the_tables_that_ship_are_found() -> None:
    assert (shipped() / "therapies.tsv").is_file()


def row_of(name: str, key: str, **changes: str) -> str:
    """Return the shipped row of a table whose first cell is `key`, with some cells changed."""
    lines = (Path(str(shipped())) / name).read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if not line.startswith("#")).split("\t")
    row = next(line for line in lines if line.startswith(f"{key}\t")).split("\t")
    cells = dict(zip(header, row, strict=True)) | changes
    return "\t".join(cells[name] for name in header)


def test_numbers_of_a_trial_do_not_pass_to_the_row_that_replaces_it(tmp_path: Path) -> None:
    study = "EV-crizotinib-ALK-IMT-CREATE2021"
    folder = own(tmp_path / "lab", "therapies.tsv", row_of("therapies.tsv", study, drug="entrectinib"))
    plain, over = load_knowledge(), load_knowledge(over=[folder])
    assert next(fact for fact in plain.assertions if fact.id == study).outcomes
    assert next(fact for fact in over.assertions if fact.id == study).outcomes == ()


def test_an_override_that_opens_a_gap_is_named(tmp_path: Path) -> None:
    late = row_of("therapies.tsv", "FDA-ceritinib-ALK-NSCLC", since="2025-01-01")
    problem = problems(layered([own(tmp_path / "lab", "therapies.tsv", late)]))
    assert len(problem) == 1
    assert "'FDA-ceritinib-ALK-NSCLC' begins 2025-01-01, this row ends 2017-05-26" in problem[0]


@pytest.mark.parametrize(
    ("name", "key", "changes", "told"),
    [
        (
            "therapies.tsv",
            "FDA-crizotinib-ALK-IMT",
            {"after": "ALK inhibitorz"},
            "after: 'ALK inhibitorz' is no",
        ),
        (
            "resistance.tsv",
            "ALK-G1202R-crizotinib-resistant",
            {"amp_level": "Q"},
            "amp_level: 'Q' is not one",
        ),
        (
            "resistance.tsv",
            "ALK-G1202R-crizotinib-resistant",
            {"civic_level": "Z"},
            "civic_level: 'Z' is not",
        ),
        ("outcomes.tsv", "EV-crizotinib-ALK-IMT-CREATE2021", {"value": "nan"}, "value: not a number: 'nan'"),
        ("outcomes.tsv", "EV-crizotinib-ALK-IMT-CREATE2021", {"arm": "chemotherapy"}, "arm_kind: is empty"),
        ("outcomes.tsv", "EV-crizotinib-ALK-IMT-CREATE2021", {"arm_kind": "cohort"}, "arm: is empty"),
    ],
)
def test_what_would_never_be_met_is_named(
    tmp_path: Path, name: str, key: str, changes: dict[str, str], told: str
) -> None:
    (problem,) = problems(layered([own(tmp_path / "lab", name, row_of(name, key, **changes))]))
    assert told in problem
