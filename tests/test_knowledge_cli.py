"""The command `knowledge`: lists, pages, searches, checks and differences as a user meets them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from fusionanno.cli import main
from fusionanno.cli.knowledge import knowledge
from fusionanno.cli.knowledge.kinds import KIND_NAMES, KINDS
from fusionanno.cli.knowledge.listing import list_rows
from fusionanno.cli.report import report
from fusionanno.knowledge.own import shipped

THERAPIES = (Path(str(shipped())) / "therapies.tsv").read_text(encoding="utf-8").splitlines()


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["knowledge", *words])
    return result.exit_code, result.stdout, result.stderr


def own(folder: Path, name: str, *lines: str) -> Path:
    """Write a table of a laboratory's own under the header that ships; return its folder."""
    header = (Path(str(shipped())) / name).read_text(encoding="utf-8").splitlines()
    first = next(line for line in header if not line.startswith("#"))
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join((first, *lines)) + "\n", encoding="utf-8")
    return folder


def therapy(**changes: str) -> str:
    """Return the shipped row of crizotinib in IMT with some cells changed."""
    header = THERAPIES[0].split("\t")
    row = next(line for line in THERAPIES if line.startswith("FDA-crizotinib-ALK-IMT\t"))
    cells = dict(zip(header, row.split("\t"), strict=True)) | changes
    return "\t".join(cells[name] for name in header)


def test_the_kinds_that_can_be_listed_are_those_of_the_option() -> None:
    option = next(each for each in list_rows.params if each.name == "kind")
    assert tuple(option.type.choices) == KIND_NAMES  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_kind_is_listed_with_the_columns_of_its_table(kind: str) -> None:
    code, out, err = run("list", "--kind", kind)
    table = next(each.table for each in KINDS if each.name == kind)
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].split("\t") == list(table.columns)
    assert all(len(line.split("\t")) == len(table.columns) for line in lines)


def test_list_filters() -> None:
    code, out, _ = run("list", "--gene", "alk", "--tumor", "EIMS", "--as-of", "2022-07-14", "--kind", "label")
    assert (code, [line.split("\t")[0] for line in out.splitlines()]) == (0, ["id", "FDA-crizotinib-ALK-IMT"])


@pytest.mark.parametrize(
    ("words", "held", "not_held"),
    [
        (["--region", "JP", "--kind", "label"], "PMDA-alectinib-ALK-NSCLC", "FDA-"),
        (["--drug", "Lorlatinib"], "FDA-lorlatinib-ALK-NSCLC", "crizotinib-ALK"),
        (["--gene", "ALK", "--kind", "resistance"], "G1202R", "ROS1-"),
        (["--tumor", "IMT", "--kind", "entity"], "TPM3", "CD74"),
    ],
)
def test_list_takes_each_filter(words: list[str], held: str, not_held: str) -> None:
    code, out, _ = run("list", *words)
    assert code == 0
    assert held in out
    assert not_held not in out


@pytest.mark.parametrize(
    ("words", "held"),
    [
        (["--drug", "Xalkori"], "FDA-crizotinib-ALK-IMT"),
        (["--drug", "ALK inhibitors", "--kind", "label"], "FDA-crizotinib-ALK-IMT"),
        (["--gene", "MLL", "--kind", "label"], "KMT2A"),
        (["--gene", "HER2"], "ERBB2"),
        (["--region", "us", "--kind", "label"], "FDA-"),
        (["--kind", "outcome", "--gene", "ROS1"], "ROS1"),
        (["--tumor", "Lungenkrebs", "--kind", "label"], "FDA-lorlatinib-ALK-NSCLC"),
        (["--tumor", "bladder cancer", "--kind", "label"], "FGFR3"),
        (["--tumor", "MYELOID", "--kind", "label"], "KMT2A"),
    ],
)
def test_list_understands_brands_old_symbols_and_broad_tumours(words: list[str], held: str) -> None:
    code, out, err = run("list", *words)
    assert (code, err) == (0, "")
    assert held in out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["list", "--drug", "crizotinb"], 1, "did you mean crizotinib"),
        (["list", "--gene", "ALKK"], 1, "did you mean ALK?"),
        (["list", "--gene", "NTRK"], 1, "ambiguous gene 'NTRK': NTRK1, NTRK2, NTRK3; name one of them"),
        (["diff", "--gene", "XXX", "--from", "2020-01-01", "--to", "2021-01-01"], 1, "unknown gene 'XXX'"),
        (["list", "--kind", "resistance", "--tumor", "NSCLC"], 2, "rows of kind resistance have no tumour"),
        (["list", "--kind", "citation", "--as-of", "2020-01-01"], 2, "rows of kind citation have no day"),
        (["list", "--gene", "TP53"], 0, "no row is held for this"),
    ],
)
def test_what_is_not_understood_or_not_held_is_said(words: list[str], code: int, told: str) -> None:
    ended, _, err = run(*words)
    assert (ended, told in err) == (code, True), err


def test_the_numbers_of_a_gene_are_those_of_its_statements() -> None:
    ids = {line.split("\t")[0] for line in run("list", "--gene", "ROS1")[1].splitlines()}
    numbers = run("list", "--gene", "ROS1", "--kind", "outcome")[1].splitlines()[1:]
    assert numbers
    assert {line.split("\t")[0] for line in numbers} <= ids


def test_diff_of_a_broad_tumour_tells_of_its_kinds() -> None:
    days = ("--from", "2022-07-13", "--to", "2022-07-14")
    assert "crizotinib, ALK+ IMT" in run("diff", *days, "--tumor", "SOFT_TISSUE")[1]
    assert "crizotinib" not in run("diff", *days, "--tumor", "BREAST")[1]


def test_list_as_json_and_as_text() -> None:
    rows = json.loads(run("list", "--gene", "ALK", "--kind", "label", "--to", "json")[1])
    assert {"id", "drug", "since", "citations"} <= set(rows[0])
    assert "drug: crizotinib" in run("list", "--drug", "crizotinib", "--to", "text")[1]


def test_list_refuses_a_bad_day_and_an_unknown_tumour() -> None:
    assert run("list", "--as-of", "14.7.2022")[0] == 2
    code, _, err = run("list", "--tumor", "inflammatory myofibroblastc tumor")
    assert code == 1
    assert "Inflammatory Myofibroblastic Tumor (IMT)" in err


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (
            "ALK",
            ("ALK as the 3' partner", "crizotinib", "since 2022-07-14", "G1202R", "RANBP2::ALK", "EID1243"),
        ),
        ("alk", ("ALK fusions",)),
        ("lorlatinib", ("ALK inhibitor", "since 2021-03-03", "LABELS THAT ENDED")),
        ("IMT", ("Inflammatory Myofibroblastic Tumor (IMT)", "ICD-O-3", "since 2022-07-14", "TPM3::ALK")),
    ],
)
def test_show_has_its_parts(name: str, parts: tuple[str, ...]) -> None:
    code, out, _ = run("show", name, "--as-of", "2026-11-23")
    assert code == 0
    assert [part for part in parts if part not in out] == []


def test_a_page_cites_every_number_and_no_other() -> None:
    import re

    body, _, sources = run("show", "ALK")[1].partition("\nSOURCES\n")
    runs = [run for group in re.findall(r"\[(\d[\d,\s-]*)\]", body) for run in group.split(",")]
    ends = [(int(run.split("-")[0]), int(run.split("-")[-1])) for run in runs]
    cited = {number for first, last in ends for number in range(first, last + 1)}
    listed = {int(number) for number in re.findall(r"^  \[(\d+)\]", sources, flags=re.MULTILINE)}
    assert cited == listed == set(range(1, len(listed) + 1))


def test_a_page_of_an_earlier_day_knows_nothing_later() -> None:
    before = run("show", "ALK", "--as-of", "2021-12-24")[1]
    assert "2022-07-14" not in before
    assert "2022-07-14" in run("show", "ALK", "--as-of", "2022-07-14")[1]


def page(*words: str) -> str:
    code, out, _ = run("show", *words)
    assert code == 0
    return out


def section(page: str, heading: str) -> str:
    """Return a section with its lines joined."""
    return " ".join(page.partition(f"\n{heading}\n")[2].partition("\n\n")[0].split())


@pytest.mark.parametrize(
    ("tumor", "kind", "drug"),
    [
        ("LUNG", "Non-Small Cell Lung Cancer", "lorlatinib"),
        ("bladder cancer", "Urothelial", "erdafitinib"),
        ("MYELOID", "Acute leukaemia", "revumenib"),
    ],
)
def test_a_page_of_a_broad_tumour_tells_the_labels_for_its_kinds(tumor: str, kind: str, drug: str) -> None:
    told = section(page(tumor, "--as-of", "2026-11-23"), "LABELS FOR KINDS OF THIS TUMOUR")
    assert kind in told
    assert drug in told.partition(kind)[2]
    assert "LABELS FOR KINDS" not in page("LUAD")


def test_a_page_of_cml_has_the_labels_of_its_fusion() -> None:
    assert "imatinib" in page("CML", "--as-of", "2026-11-23").partition("PUBLISHED EVIDENCE")[0]


def test_a_pair_that_fixes_the_kind_is_told_under_the_kind_alone() -> None:
    told = section(page("ABL1", "--as-of", "2026-11-23"), "LABELS AT A GLANCE")
    assert "Chronic Myeloid Leukemia, BCR-ABL1+: asciminib" in told
    assert "Chronic Myelogenous Leukemia" not in told


def test_nothing_later_than_the_day_and_what_has_no_day_says_so() -> None:
    assert "2018-09-21" not in page("lorlatinib", "--as-of", "2015-01-01")
    assert "First approval of any kind: 2018-09-21 (PMDA)" in page("lorlatinib", "--as-of", "2018-09-21")
    early = page("ALK", "--as-of", "1990-01-01")
    assert "NAMED JUNCTIONS (undated)" in early
    assert "WHAT A FUSION MUST LOOK LIKE (undated)" in early
    assert "As of 2099-01-01, as known at the last revision (" in page("ALK", "--as-of", "2099-01-01")


def test_notes_on_mutations_name_the_drug_and_each_mutation_its_sources() -> None:
    heading = "MUTATIONS OF THE TARGET (they count where they are reported beside the fusion)"
    told = section(page("ABL1"), heading)
    import re

    assert re.search(r"E255V, dasatinib(; [\w, ]+)*: Reported as not resistant\. \[", told)
    assert re.search(r"Sources: .*T315I \[[\d, -]+\]; ", told)
    notes = [line for line in told.split("Sources:")[0].split("] ") if "Reported as not resistant." in line]
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("EML4::ALK", ("ALK fusions", "WHAT NAMES THIS FUSION", "variant 3", "LABELS IN FORCE")),
        ("BCR-ABL", ("ABL1 fusions", "BCR::ABL1: what names it")),
        ("EWSR1::FLI1", ("Neither gene is a target here", "Ewing sarcoma, defining")),
        ("EML4", ("EML4 as a fusion partner", "it is known here with ALK")),
        ("MLL", ("KMT2A fusions",)),
        ("TRKA", ("NTRK1 fusions",)),
        ("ALK inhibitors", ("ALK inhibitor: the drugs of this class", "lorlatinib: generation 3")),
        ("Xalkori", ("crizotinib",)),
        ("ALK", ("LABELS AT A GLANCE", "alectinib FDA EMA PMDA NMPA")),
        ("RAF1", ("LABELS IN FORCE",)),
    ],
)
def test_show_answers_to_what_is_first_asked(name: str, parts: tuple[str, ...]) -> None:
    told = " ".join(page(name, "--as-of", "2026-11-23").split())
    assert [part for part in parts if part not in told] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("NTRK", "NTRK1, NTRK2, NTRK3; name one of them"),
        ("TP53", "no row is on a fusion of it"),
        ("ALK::EML4", "neither gene is a target on its side"),
        ("crizotinb", "did you mean crizotinib"),
    ],
)
def test_show_refuses_in_one_line(name: str, told: str) -> None:
    code, out, err = run("show", name)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert told in err


def test_a_page_names_the_agencies_that_have_no_label() -> None:
    told = section(page("KMT2A", "--as-of", "2026-11-23"), "LABELS IN FORCE")
    assert told.endswith("No label of EMA, PMDA or NMPA is held.")


def test_a_pair_and_a_class_as_json() -> None:
    pair = json.loads(run("show", "EWSR1::FLI1", "--to", "json")[1])
    assert {(row["five_prime"], row["three_prime"]) for row in pair["entity"]} == {("EWSR1", "FLI1")}
    drugs = json.loads(run("show", "ALK inhibitor", "--to", "json")[1])["drug"]
    assert {"crizotinib", "lorlatinib"} <= {row["drug"] for row in drugs}


def test_show_as_json_and_tsv_and_an_unknown_name() -> None:
    page = json.loads(run("show", "ALK", "--to", "json")[1])
    assert {"label", "evidence", "resistance", "entity", "target"} <= set(page)
    assert run("show", "ALK", "--to", "tsv")[1].startswith("kind\tcolumn\tcell\trow\n")
    code, _, err = run("show", "lorlatinip")
    assert code == 1
    assert "did you mean lorlatinib" in err


def test_search_finds_a_row_by_all_words_and_says_where_none_is() -> None:
    code, out, _ = run("search", "25028698", "EIMS", "--to", "tsv")
    assert code == 0
    assert out.splitlines()[1].startswith("evidence\tEV-crizotinib-ALK-EIMS-Kimbara2014\t")
    assert run("search", "no-such-word")[::2] == (1, "no row holds no-such-word\n")
    assert json.loads(run("search", "G1202R", "--to", "json")[1])[0]["kind"]


@pytest.mark.parametrize(
    ("words", "kind", "key"),
    [
        (["Xalkori"], "label", "FDA-crizotinib-ALK-IMT"),
        (["xalkori", "G1202R"], "resistance", "ALK-G1202R-crizotinib-resistant"),
        (["Lungenadenokarzinom"], "disease", "LUAD"),
    ],
)
def test_search_knows_brands_and_synonyms(words: list[str], kind: str, key: str) -> None:
    hits = json.loads(run("search", *words, "--to", "json")[1])
    assert (kind, key) in {(hit["kind"], hit["key"]) for hit in hits}


def test_search_for_nothing_is_refused() -> None:
    code, out, err = run("search", "")
    assert (code, out) == (2, "")
    assert "a word is empty" in err


def test_diff_tells_what_began() -> None:
    words = ["--from", "2022-07-13", "--to", "2022-07-14", "--gene", "ALK", "--tumor", "IMT"]
    code, out, _ = run("diff", *words)
    assert code == 0
    assert out.startswith("2022-07-14")
    assert "crizotinib" in out
    assert run("diff", "--from", "2022-07-14", "--to", "2022-07-15", "--gene", "ALK")[1].startswith("nothing")
    assert run("diff", *words, "--as", "tsv")[1].startswith("day\twhat\tcitations\n2022-07-14\t")
    assert json.loads(run("diff", *words, "--as", "json")[1])[0]["day"] == "2022-07-14"


def test_commands_and_options_stand_in_the_docs() -> None:
    documented = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
    part = documented.partition("## fusionanno knowledge")[2].partition("## fusionanno reference")[0]
    assert [name for name in knowledge.commands if f"`{name}" not in part] == []
    options = [name for each in report.params for name in each.opts if name.startswith("--")]
    assert [name for name in options if f"`{name}" not in documented and name != "--output"] == []


def test_diff_refuses_days_in_the_wrong_order() -> None:
    code, _, err = run("diff", "--from", "2022-07-14", "--to", "2021-07-14")
    assert code == 2
    assert "2021-07-14 is before --from 2022-07-14" in err


def test_check_of_what_ships_and_of_a_whole_folder(tmp_path: Path) -> None:
    assert run("check")[:2] == (0, "all tables are sound\n")
    whole = tmp_path / "whole"
    shutil.copytree(str(shipped()), whole)
    text = (whole / "therapies.tsv").read_text(encoding="utf-8").replace("\t2011-08-26\t", "\tsoon\t", 1)
    (whole / "therapies.tsv").write_text(text, encoding="utf-8")
    code, _, err = run("check", str(whole))
    assert code == 1
    assert "therapies.tsv:2:12: since: not a date: 'soon'" in err


def test_check_of_own_tables_names_file_line_and_column(tmp_path: Path) -> None:
    folder = own(tmp_path / "lab", "therapies.tsv", therapy(id="LAB-1", drug="nosuchinib"))
    code, _, err = run("check", str(folder))
    assert code == 1
    assert err == f"{folder}/therapies.tsv:2:9: drug: 'nosuchinib' is not in drugs.tsv\n"
    sound = own(tmp_path / "sound", "therapies.tsv", therapy(id="LAB-1"))
    assert run("check", str(sound))[0] == 0


def test_own_rows_are_listed_beside_those_that_ship(tmp_path: Path) -> None:
    folder = own(tmp_path / "lab", "therapies.tsv", therapy(id="LAB-1", drug="alectinib"))
    listed = run("list", "--gene", "ALK", "--knowledge", str(folder))[1]
    assert "LAB-1\t" in listed
    assert "\nFDA-crizotinib-ALK-IMT\t" in listed
    page = " ".join(run("show", "ALK", "--knowledge", str(folder))[1].split())
    assert "Row of the laboratory's own knowledge (lab)." in page
