"""The command line as a user meets it: exit codes, one line of complaint, outputs whole or not at all."""

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fusionanno.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
HEADER = "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\n"
GOOD_ROW = "EML4\t2:42295516\tALK\t2:29223528\n"
GOOD = f"{HEADER}{GOOD_ROW}"

ARRIBA = (
    "#gene1 gene2 strand1(gene/fusion) strand2(gene/fusion) breakpoint1 breakpoint2"
    " split_reads1 split_reads2 discordant_mates\n"
)


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def complaint(result: Result, code: int = 1) -> str:
    """The one line on stderr of a run that ended with an exit code: 1 unless told otherwise."""
    assert result.exit_code == code, result.output
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


def test_several_inputs_are_read_in_the_order_given(tmp_path: Path) -> None:
    first, second = tmp_path / "b.tsv", tmp_path / "a.txt"
    first.write_text(GOOD, encoding="utf-8")
    second.write_text("CCDC6-RET C1;R12\nEML4-ALK E6;A20\n", encoding="utf-8")
    shown = table(run("annotate", str(first), str(second), "-", "--assembly", "38", stdin=GOOD).stdout)
    assert [(row["source"], row["line"], row["exon_name"]) for row in shown] == [
        ("b.tsv", "2", "E13;A20"),
        ("a.txt", "1", "C1;R12"),
        ("a.txt", "2", "E6;A20"),
        ("-", "2", "E13;A20"),
    ]


@pytest.mark.parametrize("form", ["tsv", "json"])
def test_name_for_programs(form: str) -> None:
    result = run("name", "EML4-ALK (E6:A20), 5.26%", "--to", form, "--as-of", "2021-12-24")
    assert (result.exit_code, result.stderr) == (0, "")
    if form == "tsv":
        (row,) = table(result.stdout)
        assert (row["exon_name"], row["allele_fraction"]) == ("E6;A20", "0.0526")
    else:
        (fusion,) = json.loads(result.stdout)["fusions"]
        assert (fusion["name"], fusion["exon_name"]) == ("EML4::ALK", "E6;A20")


@pytest.mark.parametrize("options", [(), ("--merge",), ("--to", "json"), ("--all-transcripts",)])
@pytest.mark.parametrize(("wrong", "says"), [(0, ""), (1, "1 row set aside\n"), (2, "2 rows set aside\n")])
def test_annotate_says_how_many_rows_are_set_aside(
    options: tuple[str, ...], wrong: int, says: str, tmp_path: Path
) -> None:
    calls = tmp_path / "calls.tsv"
    calls.write_text(GOOD + wrong * "EML4\t2:x\tALK\t2:29223528\n", encoding="utf-8")
    stated = ("--assembly", "GRCh38", "--as-of", "2021-12-24", "--keep-going")
    result = run("annotate", str(calls), *stated, *options)
    assert (result.exit_code, result.stderr) == (0, says)


def test_a_row_set_aside_stands_in_every_format(tmp_path: Path) -> None:
    calls = tmp_path / "calls.tsv"
    calls.write_text(f"{GOOD}EML4\t2:x\tALK\t2:29223528\n", encoding="utf-8")
    options = ["--assembly", "GRCh38", "--as-of", "2021-12-24", "--keep-going"]
    result = run("report", str(calls), "-o", str(tmp_path / "out"), *options)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 call reported" in result.stderr
    assert "set aside" in result.stderr
    told = "five_prime_breakpoint is not a position"
    rejected = table((tmp_path / "out" / "report.tsv").read_text(encoding="utf-8"))[1]
    assert (rejected["line"], rejected["source"]) == ("3", "calls.tsv")
    assert rejected["flags"].startswith(f"rejected: {told}")
    (item,) = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["rejected"]
    assert (item["line"], told in item["reason"]) == (3, True)
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert told in page
    assert "calls.tsv:3" in page


def test_where_there_is_no_gene_the_row_says_intergenic(tmp_path: Path) -> None:
    """Arriba between genes: the place and the strand stand in the row though there is no transcript."""
    calls = tmp_path / "calls.tsv"
    row_of_arriba = "SAMD12(24158),TNFRSF11B(13187) ALK ./- -/- 8:118912345 2:29223528 4 3 2\n"
    calls.write_text((ARRIBA + row_of_arriba).replace(" ", "\t"), encoding="utf-8")
    (row,) = table(run("annotate", str(calls), "--assembly", "GRCh38").stdout)
    regions = row["five_prime_region"], row["three_prime_region"]
    assert (row["event"], *regions) == ("intergenic", "intergenic", "exon")
    assert (row["five_prime_breakpoint"], row["five_prime_strand"]) == ("8:118912345", "-")
    assert (row["three_prime_breakpoint"], row["three_prime_strand"]) == ("2:29223528", "-")


Spoil = Callable[[Path], list[str]]


def _calls(text: str | bytes, name: str = "calls.tsv") -> Spoil:
    def write(folder: Path) -> list[str]:
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [str(path)]

    return write


def _workbook() -> bytes:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    return book.getvalue()


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
    ("unreadable gz", _calls(gzip.compress(GOOD.encode(), mtime=0)[:-9], "calls.tsv.gz"), [], "calls.tsv.gz"),
    ("unknown tumour", _calls(GOOD), ["--tumor", "inflamatory myofibroblastic tumor"], "did you mean"),
    ("a folder", lambda folder: [str(folder)], [], "this is a folder"),
    ("a workbook", _calls(_workbook(), "calls.xlsx"), [], "an Excel workbook"),
    ("a binary file", _calls(b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe", "calls"), [], "calls:1"),
    ("binary, named", _calls(b"\x89PNG\r\n\x1a\n\xff"), ["--caller", "arriba"], "calls.tsv:1"),
    ("NUL bytes", _calls(GOOD.replace("ALK", "A\0K")), [], "calls.tsv:2: this is binary data"),
    ("a NUL byte far down", _calls(GOOD + GOOD_ROW * 60 + "A\0"), [], ".tsv:63"),
    ("a huge cell", _calls(GOOD.replace("ALK", "A" * 3_000_000)), [], "calls.tsv:2"),
    ("a huge position", _calls(GOOD.replace("29223528", "2" * 5000)), [], "calls.tsv:2"),
    ("a huge line of words", _calls("EML4-" * 100_000), ["--caller", "text"], "calls.tsv:1"),
    ("no such file", lambda folder: [str(folder / "none.tsv")], [], "none.tsv"),
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


def test_standard_output_holds_nothing_of_a_run_that_fails(tmp_path: Path) -> None:
    calls = tmp_path / "calls.tsv"
    calls.write_text(f"{GOOD}{GOOD_ROW}EML4\t2:x\tALK\t2:29223528\n", encoding="utf-8")
    result = run("annotate", str(calls), "--assembly", "GRCh38")
    assert "calls.tsv:4" in complaint(result)
    assert result.stdout == ""


def test_standard_output_holds_nothing_when_the_last_check_fails(tmp_path: Path) -> None:
    """Whether the assembly is the right one is known after the last row."""
    calls = tmp_path / "calls.tsv"
    rows = "BRD4 NUTM1 -/- +/+ 19:15254152 15:34347969 3 4 5\n" * 3
    calls.write_text((ARRIBA + rows).replace(" ", "\t"), encoding="utf-8")
    assert len(table(run("annotate", str(calls), "--assembly", "GRCh38").stdout)) == 3
    result = run("annotate", str(calls), "--assembly", "GRCh37")
    assert "outside the named gene on GRCh37" in complaint(result)
    assert result.stdout == ""


def started(*arguments: str, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from fusionanno.cli import main; main()", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL], ids=["TERM", "KILL"])
def test_a_killed_run_leaves_no_file(tmp_path: Path, end: signal.Signals) -> None:
    options = ["--caller", "fusionanno", "--assembly", "GRCh38", "-o", "out.tsv"]
    with started("annotate", "-", *options, folder=tmp_path) as process:
        assert process.stdin is not None
        # More than a pipe holds: when it is written, rows have been read and the run is halfway.
        process.stdin.write((GOOD + GOOD_ROW * 6000).encode())
        process.stdin.flush()
        process.send_signal(end)
        process.communicate()
    assert process.returncode == -end
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_stops_early_is_no_complaint(tmp_path: Path) -> None:
    options = ["--caller", "fusionanno", "--assembly", "GRCh38"]
    with started("annotate", "-", *options, folder=tmp_path) as process:
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, told = process.communicate(GOOD.encode())
    assert told == b""


def test_a_device_is_filled_and_not_replaced(tmp_path: Path) -> None:
    """A named pipe stands for whatever is no plain file."""
    calls, pipe = tmp_path / "calls.tsv", tmp_path / "pipe"
    calls.write_text(GOOD, encoding="utf-8")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("annotate", str(calls), "-o", str(pipe), "--assembly", "GRCh38").exit_code == 0
        assert [row["name"] for row in table(os.read(reader, 1 << 16).decode())] == ["EML4::ALK"]
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_wrong_command_line_is_exit_2() -> None:
    assert run("report").exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("annotate", "x.tsv", "--to", "xls").exit_code == 2


WRONG = [
    # key of the case file and of the option, its value, what the line says
    ("assembly", "hg99", "GRCh37 (hg19) or GRCh38 (hg38)"),
    ("as-of", "2021-13-24", "YYYY-MM-DD"),
    ("as-of", "nonsense", "YYYY-MM-DD"),
    ("molecule", "protein", "known: rna, dna"),
    ("region", "XX", "known: US, EU, JP, CN"),
    ("age", "old", "age in years"),
    ("snap", "99", "from 0 to 20"),
]


@pytest.mark.parametrize(("key", "value", "says"), WRONG)
def test_a_wrong_option_is_exit_2_and_a_wrong_case_file_exit_1(
    tmp_path: Path, key: str, value: str, says: str
) -> None:
    calls, case, out = tmp_path / "calls.tsv", tmp_path / "case.yaml", tmp_path / "out"
    calls.write_text(GOOD, encoding="utf-8")
    case.write_text(f"{key}: {value}\n", encoding="utf-8")
    for command in ("report", "annotate"):
        assert says in complaint(run(command, str(calls), "-o", str(out), f"--{key}", value), 2)
        assert "case.yaml:1: " in complaint(run(command, str(calls), "-o", str(out), "--case", str(case)))
    assert says in complaint(run("name", "EML4-ALK E13;A20", f"--{key}", value), 2)
    assert not out.exists()


def test_an_unknown_caller_is_exit_2_and_one_of_a_case_file_exit_1(tmp_path: Path) -> None:
    calls, case = tmp_path / "calls.tsv", tmp_path / "case.yaml"
    calls.write_text(GOOD, encoding="utf-8")
    case.write_text("caller: nobody\n", encoding="utf-8")
    assert "unknown caller 'nobody'" in complaint(run("annotate", str(calls), "--caller", "nobody"), 2)
    assert "unknown caller 'nobody'" in complaint(run("annotate", str(calls), "--case", str(case)))
    assert "YYYY-MM-DD" in complaint(run("demo", "--today", "soon"), 2)


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


def test_a_link_is_followed(tmp_path: Path) -> None:
    calls, link, real = tmp_path / "calls.tsv", tmp_path / "link.tsv", tmp_path / "real.tsv"
    calls.write_text(GOOD, encoding="utf-8")
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert run("annotate", str(calls), "-o", str(link), "--assembly", "GRCh38").exit_code == 0
    assert link.is_symlink()
    assert "EML4::ALK" in real.read_text(encoding="utf-8")
