"""The command line as a user meets it: exit codes, one line of complaint, outputs whole or not at all."""

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fusionanno.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
HEADER = "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\n"
GOOD = f"{HEADER}EML4\t2:42295516\tALK\t2:29223528\n"


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def complaint(result: Result) -> str:
    """The one line on stderr of a run that ended with exit code 1."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), "a traceback reached the user"
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    return lines[0]


def test_every_command_is_in_the_help_and_in_the_docs() -> None:
    shown = run("--help").output
    documented = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"  {name} " in shown
        assert f"## fusionanno {name}" in documented
        assert run(name, "--help").exit_code == 0


def test_name_answers() -> None:
    result = run("name", "EML4-ALK (E6:A20)", "--as-of", "2021-12-24")
    assert result.exit_code == 0
    for said in ("EML4::ALK", "E6;A20", "variant 3 (a or b undetermined)", "in-frame", "785", "intact"):
        assert said in result.output


def test_report_writes_its_three_files(tmp_path: Path) -> None:
    calls, folder = tmp_path / "calls.tsv", tmp_path / "out" / "case"
    calls.write_text(GOOD, encoding="utf-8")
    result = run("report", str(calls), "-o", str(folder), "--assembly", "GRCh38", "--as-of", "2021-12-24")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in folder.iterdir()) == ["report.html", "report.json", "report.tsv"]
    assert result.stdout == ""
    again = tmp_path / "again"
    run("report", str(calls), "-o", str(again), "--assembly", "GRCh38", "--as-of", "2021-12-24")
    for path in folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), "the same inputs give the same bytes"


def test_annotate_is_a_pipe() -> None:
    result = run("annotate", "-", "--assembly", "GRCh38", "--caller", "fusionanno", stdin=GOOD)
    assert result.exit_code == 0, result.output
    header, row = (line.split("\t") for line in result.stdout.splitlines())
    cells = dict(zip(header, row, strict=True))
    assert (cells["name"], cells["frame"], cells["protein_length"]) == ("EML4::ALK", "in-frame", "1059")
    assert (cells["five_prime_exon"], cells["three_prime_exon"], cells["split_reads"]) == ("13", "20", "")


def test_annotate_to_json_is_the_report() -> None:
    result = run("annotate", "-", "--assembly", "38", "--caller", "fusionanno", "--to", "json", stdin=GOOD)
    assert json.loads(result.stdout)["fusions"][0]["name"] == "EML4::ALK"


def test_one_row_per_call_in_order(tmp_path: Path) -> None:
    calls = tmp_path / "calls.tsv"
    rows = ["EML4\t2:42295516\tALK\t2:29223528", "KIF5B\t10:32028428\tRET\t10:43116584"] * 3
    calls.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    result = run("annotate", str(calls), "--assembly", "GRCh38")
    assert [line.split("\t")[2] for line in result.stdout.splitlines()[1:]] == ["2", "3", "4", "5", "6", "7"]


Spoil = Callable[[Path], list[str]]


def _calls(text: str | bytes, name: str = "calls.tsv") -> Spoil:
    def write(folder: Path) -> list[str]:
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [str(path)]

    return write


BAD = [
    # what, input, further options, what the line says
    ("unknown format", _calls("a\tb\n1\t2\n"), [], "calls.tsv:1"),
    (
        "missing column",
        _calls("five_prime_gene\tx\nEML4\t1\n"),
        ["--caller", "fusionanno"],
        "three_prime_gene",
    ),
    ("no number", _calls(f"{HEADER}EML4\t2:x\tALK\t2:29223528\n"), [], "calls.tsv:2"),
    (
        "unknown gene",
        _calls(f"{HEADER}EML44\t2:1\tALK\t2:29223528\n"),
        [],
        "calls.tsv:2: unknown gene 'EML44'",
    ),
    ("outside the gene", _calls(f"{HEADER}EML4\t7:5\tALK\t2:29223528\n"), [], "lies outside EML4"),
    ("unknown build", _calls(GOOD), ["--assembly", "hg17"], "GRCh37 (hg19) or GRCh38 (hg38)"),
    ("unreadable gz", _calls(gzip.compress(GOOD.encode())[:-9], "calls.tsv.gz"), [], "calls.tsv.gz"),
    ("unknown tumour", _calls(GOOD), ["--tumor", "inflamatory myofibroblastic tumor"], "did you mean"),
    ("bad date", _calls(GOOD), ["--as-of", "2021-13-24"], "YYYY-MM-DD"),
    ("no such file", lambda folder: [str(folder / "none.tsv")], [], "none.tsv"),
    ("unknown caller", _calls(GOOD), ["--caller", "nobody"], "nobody"),
    ("no such case file", _calls(GOOD), ["--case", "none.yaml"], "none.yaml"),
    ("no such list", _calls(GOOD), ["--transcripts", "none.txt"], "none.txt"),
    ("no such gene model", _calls(GOOD), ["--gene-model", "refseq"], "refseq"),
]


@pytest.mark.parametrize(("what", "spoil", "options", "says"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_one_line_and_leaves_nothing(
    tmp_path: Path, what: str, spoil: Spoil, options: list[str], says: str
) -> None:
    inputs = spoil(tmp_path)
    if "--assembly" not in options:
        options = [*options, "--assembly", "GRCh38"]
    before = sorted(tmp_path.iterdir())
    assert says in complaint(run("report", *inputs, "-o", str(tmp_path / "out"), *options)), what
    assert says in complaint(run("annotate", *inputs, "-o", str(tmp_path / "out.tsv"), *options)), what
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("words", ["E13;A20", "EML4", "EML4-ALK E99;A20", "EML4-ALKK E13;A20", "FOP-ALK", ""])
def test_words_that_name_no_fusion(words: str) -> None:
    complaint(run("name", words))


def test_an_output_that_cannot_be_written(tmp_path: Path) -> None:
    calls, taken = tmp_path / "calls.tsv", tmp_path / "taken"
    calls.write_text(GOOD, encoding="utf-8")
    taken.write_text("", encoding="utf-8")
    options = ["--assembly", "GRCh38"]
    assert "taken" in complaint(run("report", str(calls), "-o", str(taken / "out"), *options))
    assert "taken" in complaint(run("annotate", str(calls), "-o", str(taken / "out.tsv"), *options))


def test_a_fault_halfway_keeps_the_old_output(tmp_path: Path) -> None:
    calls, out = tmp_path / "calls.tsv", tmp_path / "out.tsv"
    calls.write_text(f"{GOOD}EML4\t2:x\tALK\t2:29223528\n", encoding="utf-8")
    out.write_text("old", encoding="utf-8")
    complaint(run("annotate", str(calls), "-o", str(out), "--assembly", "GRCh38"))
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calls.tsv", "out.tsv"]


def test_a_wrong_command_line_is_exit_2() -> None:
    assert run("report").exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("annotate", "x.tsv", "--to", "xls").exit_code == 2


def test_the_demo_reports_then_and_today(tmp_path: Path) -> None:
    result = run("demo", "-o", str(tmp_path / "demo"), "--today", "2026-11-23")
    assert result.exit_code == 0, result.output
    folders = sorted(path.name for path in (tmp_path / "demo").iterdir())
    assert folders == [
        "baseline-as-of-2021-12-24",
        "baseline-as-of-2026-11-23",
        "resection-as-of-2023-04-01",
    ]
    then, today, after = (
        json.loads((tmp_path / "demo" / name / "report.json").read_text(encoding="utf-8")) for name in folders
    )
    assert on_label(then) == set()
    assert on_label(today) == {"crizotinib"}
    assert after["fusions"] == []
    assert all("lorlatinib" in drugs(report, "off-label") for report in (then, today))


def drugs(report: dict[str, list[dict[str, list[dict[str, str]]]]], status: str) -> set[str]:
    return {each["drug"] for each in report["fusions"][0]["therapies"] if each["status"] == status}


def on_label(report: dict[str, list[dict[str, list[dict[str, str]]]]]) -> set[str]:
    return drugs(report, "on-label")


def test_output_obeys_the_umask(tmp_path: Path) -> None:
    calls = tmp_path / "calls.tsv"
    calls.write_text(GOOD, encoding="utf-8")
    before = os.umask(0o027)
    try:
        run("annotate", str(calls), "-o", str(tmp_path / "out.tsv"), "--assembly", "GRCh38")
    finally:
        os.umask(before)
    assert (tmp_path / "out.tsv").stat().st_mode & 0o777 == 0o640
