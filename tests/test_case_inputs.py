"""A case that names its files, each with what is stated of it alone; and reports over several files."""

import csv
import json
from importlib.resources import files
from io import StringIO
from itertools import permutations
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from fusionanno.casefile import read_case
from fusionanno.cli import main
from fusionanno.errors import InputError
from fusionanno.model import Assembly, CaseInput, Molecule, StatedCase
from fusionanno.pipeline import build_report
from fusionanno.renderers import load_renderer

NATIVE = (
    "five_prime_gene\tfive_prime_breakpoint\tfive_prime_strand\t"
    "three_prime_gene\tthree_prime_breakpoint\tthree_prime_strand\n"
)
# E13;A20 on both builds (NM_019063.5, NM_004304.5, RefSeq) and a break in introns 13 and 19 on GRCh37.
RNA38 = f"{NATIVE}EML4\tchr2:42295516\t+\tALK\tchr2:29223528\t-\n"
DNA37 = f"{NATIVE}EML4\t2:42524140\t+\tALK\t2:29446560\t-\n"
ARRIBA = (
    "#gene1\tgene2\tstrand1(gene/fusion)\tstrand2(gene/fusion)\tbreakpoint1\tbreakpoint2\t"
    "split_reads1\tsplit_reads2\tdiscordant_mates\tconfidence\tclosest_genomic_breakpoint1\t"
    "closest_genomic_breakpoint2\n"
    "EML4\tALK\t+/+\t-/-\t2:42295514\t2:29223528\t4\t3\t2\thigh\t2:42295600(86)\t2:29223700(172)\n"
)
CASE = """\
tumor: NSCLC
as_of: 2026-11-23
region: US
inputs:
  - path: rna.tsv
    assembly: GRCh38
    molecule: rna
  - path: calls/dna.tsv
    assembly: GRCh37
    molecule: dna
  - path: arriba.tsv
    assembly: GRCh38
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "calls").mkdir()
    for name, text in (("rna.tsv", RNA38), ("calls/dna.tsv", DNA37), ("arriba.tsv", ARRIBA)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path


def run(*words: str) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    return done.output


def told(folder: Path, *words: str) -> Any:
    run("report", *words, "--case", str(folder / "case.yaml"), "-o", str(folder / "out"))
    report = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    schema = files("fusionanno.renderers").joinpath("report.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(json.loads(schema)).validate(report)
    return report


def test_a_report_reads_the_files_that_its_case_names(folder: Path) -> None:
    report = told(folder)
    assert [file["name"] for file in report["provenance"]["inputs"]] == ["rna.tsv", "dna.tsv", "arriba.tsv"]
    assert report["provenance"]["inputs"][1]["stated"] == [
        {"label": "assembly", "value": "GRCh37"},
        {"label": "molecule", "value": "dna"},
    ]
    rna, dna = report["fusions"]
    assert (rna["assembly"], rna["molecule"]) == ("GRCh38", "rna")
    assert (dna["assembly"], dna["molecule"]) == ("GRCh37", "dna")
    assert rna["seen_by"] == ["fusionanno", "arriba"]
    assert rna["calls"][1]["five_prime"]["genomic_breakpoint"] == "2:42295600"
    assert [beside["kind"] for beside in rna["beside"]] == ["dna-evidence"]
    assert rna["beside"][0]["explains"] is True
    assert rna["beside"][0]["event_id"] == dna["event_id"]


def test_what_is_stated_of_a_file_is_found_by_its_name(folder: Path) -> None:
    report = told(folder, str(folder / "calls" / "dna.tsv"))
    (dna,) = report["fusions"]
    assert (dna["assembly"], dna["molecule"]) == ("GRCh37", "dna")


def test_a_file_comes_before_the_case(folder: Path) -> None:
    stated = read_case(str(folder / "case.yaml"))
    case = build_report(
        [str(folder / "rna.tsv"), str(folder / "calls" / "dna.tsv")], stated, assembly="GRCh38"
    )
    assert [fusion.placed.assembly for fusion in case.fusions] == [Assembly.GRCH38, Assembly.GRCH37]


def test_a_row_that_contradicts_its_file_is_refused(folder: Path) -> None:
    row = RNA38.replace("\n", "\tassembly\n", 1).replace("-\n", "-\tGRCh38\n")
    (folder / "rna.tsv").write_text(row, encoding="utf-8")
    stated = StatedCase(inputs=(CaseInput("rna.tsv", assembly=Assembly.GRCH37),))
    with pytest.raises(InputError, match="the row says GRCh38, the case or command line GRCh37"):
        build_report(str(folder / "rna.tsv"), stated)
    stated = StatedCase(inputs=(CaseInput("arriba.tsv", assembly=Assembly.GRCH38, molecule=Molecule.DNA),))
    with pytest.raises(InputError, match="the row says rna, the case file's inputs dna; one is wrong"):
        build_report(str(folder / "arriba.tsv"), stated)


def of_samples(folder: Path, **samples: str) -> list[str]:
    """Write the founding fusion into sd.tsv and sr.tsv, a row for each word of samples; return the paths."""
    for name, rows in samples.items():
        lines = [f"{sample}\tEML4-ALK E13;A20\n" for sample in rows.split()]
        (folder / f"{name}.tsv").write_text("sample\tfusion\n" + "".join(lines), encoding="utf-8")
    stated = "".join(f"  - path: {name}.tsv\n    sample: T\n" for name in samples)
    (folder / "case.yaml").write_text(f"as_of: 2026-11-23\ninputs:\n{stated}", encoding="utf-8")
    return [str(folder / f"{name}.tsv") for name in samples]


def test_files_of_one_patient_are_reported_together_whatever_they_call_the_sample(folder: Path) -> None:
    paths = of_samples(folder, sd="T_DNA", sr="T_RNA", st="T")
    stated = read_case(str(folder / "case.yaml"))
    report = build_report(paths, stated)
    assert report.case.sample == "T"
    assert {fusion.call.sample for fusion in report.fusions} == {"T"}
    assert [fusion.call.tags for fusion in report.fusions] == [
        ("sample in the file: T_DNA",), ("sample in the file: T_RNA",), (),
    ]  # fmt: skip
    (event,) = report.events
    assert len(event.calls) == 3
    page = load_renderer("html").render(report)
    assert "sd.tsv:2, sample in the file: T_DNA</span>" in page
    assert "sr.tsv:2, sample in the file: T_RNA</span>" in page
    assert "as stated: sample T" in page


def test_files_that_name_other_samples_are_told_what_to_do(folder: Path) -> None:
    paths = of_samples(folder, sd="T_DNA", sr="T_RNA")
    with pytest.raises(InputError, match=r"state 'sample: NAME' of each file under 'inputs:' of a case file"):
        build_report(paths, sample="T")


def test_a_file_of_two_samples_is_not_one_by_a_word(folder: Path) -> None:
    paths = of_samples(folder, cohort="P1 P1 P2")
    stated = read_case(str(folder / "case.yaml"))
    with pytest.raises(InputError, match="rows are of P1 and P2: give each sample a file") as caught:
        build_report(paths, stated, keep_going=True)
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("inputs: rna.tsv\n", "inputs takes a list of files, each with 'path'"),
        ("inputs:\n  - assembly: GRCh37\n", "inputs: every file has a 'path'"),
        ("inputs:\n  - path: a\n    build: GRCh37\n", "inputs: unknown key 'build'; known: path, caller"),
        ("inputs:\n  - path: a\n    assembly: hg18\n", "unknown assembly 'hg18'"),
        ("inputs:\n  - path: a\n    molecule: protein\n", "molecule: unknown molecule 'protein'"),
        ("inputs:\n  - a\n  - a\n", "inputs: a stands twice; keep one"),
    ],
)
def test_a_wrong_list_of_files_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"region: US\n{text}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_case(str(path))
    assert message in str(caught.value)
    assert caught.value.line == 2


def test_without_any_file_the_command_is_wrong(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["report", "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "Missing argument 'INPUT...'" in done.output


def test_a_path_alone_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "inputs:\n  - a.tsv\n  - path: b.tsv\n    molecule: DNA\n", encoding="utf-8"
    )
    first, second = read_case(str(tmp_path / "case.yaml")).inputs
    assert first == CaseInput(str(tmp_path / "a.tsv"))
    assert second.molecule is Molecule.DNA


def test_any_order_of_the_files_tells_the_same_fusions(folder: Path) -> None:
    stated = read_case(str(folder / "case.yaml"))
    paths = [each.path for each in stated.inputs]
    found = [
        {event.id: (event.speaker.call, event.differences, event.beside) for event in report.events}
        for report in (build_report(list(order), stated) for order in permutations(paths))
    ]
    assert len(found[0]) == 2
    assert all(each == found[0] for each in found)


def test_the_table_of_a_report_names_the_event_of_every_call(folder: Path) -> None:
    told(folder)
    table = csv.DictReader(
        StringIO((folder / "out" / "report.tsv").read_text(encoding="utf-8")), delimiter="\t"
    )
    assert [(row["source"], row["event_id"], row["seen_by"]) for row in table] == [
        ("rna.tsv", "EML4::ALK/2", "fusionanno;arriba"),
        ("dna.tsv", "EML4::ALK/1", "fusionanno"),
        ("arriba.tsv", "EML4::ALK/2", "fusionanno;arriba"),
    ]


def test_a_merged_table_has_a_row_for_every_fusion(folder: Path) -> None:
    names = ("rna.tsv", "calls/dna.tsv", "arriba.tsv")
    text = run(
        "annotate", "--merge", "--case", str(folder / "case.yaml"), *(str(folder / each) for each in names)
    )
    table = list(csv.DictReader(StringIO(text), delimiter="\t"))
    assert [(row["callers"], row["calls"], row["exon_name"]) for row in table] == [
        ("fusionanno;arriba", "rna.tsv:2;arriba.tsv:2", "E13;A20"),
        ("fusionanno", "dna.tsv:2", "E13;A20"),
    ]


def test_merged_rows_are_no_rows_of_every_transcript(folder: Path) -> None:
    done = CliRunner().invoke(main, ["annotate", "--merge", "--to", "json", str(folder / "rna.tsv")])
    assert done.exit_code == 2


def test_the_page_tells_both_kinds_of_evidence_under_one_fusion(folder: Path) -> None:
    stated = read_case(str(folder / "case.yaml"))
    page = load_renderer("html").render(build_report([each.path for each in stated.inputs], stated))
    assert page.count('<section class="fusion"') == 1
    for words in (
        "Who saw what",
        "RNA evidence",
        "DNA evidence",
        "The junction predicted from the break in DNA is the one found in RNA",
        "arriba states breaks in DNA near this junction: 5&#39; 2:42295600, 3&#39; 2:29223700",
        "as stated: assembly GRCh37; molecule dna",
        "Arriba counts about 300 supporting reads",
        "Position: 2:42295514 and 2:29223528 by arriba;",
    ):
        assert words in page
