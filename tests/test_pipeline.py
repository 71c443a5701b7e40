"""From words and files to judged fusions: what a user meets, end to end, without the command line."""

import subprocess
import sys
from pathlib import Path

import pytest

import fusionanno
from fusionanno.casefile import parse_case, read_case
from fusionanno.errors import FusionannoError, InputError
from fusionanno.model import AnnotatedFusion, FusionCall, Partner, TherapyStatus
from fusionanno.pipeline import Interpreter
from fusionanno.renderers import load_renderer
from fusionanno.renderers.text import describe

HEADER = "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\n"


def judged(words: str, **case: str) -> AnnotatedFusion:
    call = FusionCall("text", Partner(None), Partner(None), described=words)
    (fusion,) = fusionanno.annotate([call], **case)
    return fusion


def drugs(fusion: AnnotatedFusion, status: TherapyStatus) -> set[str]:
    return {match.assertion.drug for match in fusion.interpretation.matches if match.status is status}


# What held for EML4::ALK E6;A20 in EIMS. Source: shared facts, each label's own date (docs/knowledge.md).
AS_OF = [
    # date, region, age, on label, off label holds
    ("2021-12-24", "US", "34", set(), {"crizotinib", "ceritinib", "alectinib", "brigatinib", "lorlatinib"}),
    ("2021-12-24", "EU", "34", set(), {"crizotinib", "lorlatinib"}),
    ("2022-07-13", "US", "34", set(), {"crizotinib", "lorlatinib"}),
    ("2022-07-14", "US", "34", {"crizotinib"}, {"lorlatinib"}),
    ("2023-04-01", "US", "34", {"crizotinib"}, {"lorlatinib"}),
    ("2023-04-01", "EU", "34", set(), {"crizotinib", "lorlatinib"}),
    ("2023-04-01", "JP", "34", set(), set()),
    ("2024-08-22", "EU", "5", {"crizotinib"}, {"lorlatinib"}),
    ("2024-08-22", "EU", "34", set(), {"crizotinib", "lorlatinib"}),
    ("2026-05-17", "JP", "34", set(), set()),
    ("2026-05-18", "JP", "34", {"alectinib"}, set()),
    ("2026-11-23", "US", "34", {"crizotinib"}, {"lorlatinib"}),
    ("2026-11-23", "EU", "34", set(), {"crizotinib", "lorlatinib"}),
]


@pytest.mark.parametrize(("as_of", "region", "age", "on_label", "off_label"), AS_OF)
def test_what_held_for_the_founding_case(
    as_of: str, region: str, age: str, on_label: set[str], off_label: set[str]
) -> None:
    fusion = judged("EML4-ALK (E6:A20)", tumor="EIMS", as_of=as_of, region=region, age=age)
    assert drugs(fusion, TherapyStatus.ON_LABEL) == on_label
    assert off_label <= drugs(fusion, TherapyStatus.OFF_LABEL)


def test_lorlatinib_was_on_label_for_lung_cancer_that_day() -> None:
    fusion = judged("EML4-ALK (E6:A20)", tumor="NSCLC", as_of="2021-12-24", region="US", age="60")
    assert "lorlatinib" in drugs(fusion, TherapyStatus.ON_LABEL)


def test_lung_imt_gets_no_lung_cancer_label() -> None:
    fusion = judged("EML4-ALK (E6:A20)", tumor="IMTL", as_of="2026-11-23", region="US", age="34")
    assert drugs(fusion, TherapyStatus.ON_LABEL) == {"crizotinib"}


@pytest.mark.parametrize("words", ["ALK::EML4", "ALK-EML4 A19;E14", "EML4-ALK E13;A21", "EML4-ALK E13;A29"])
def test_structures_that_carry_no_therapy(words: str) -> None:
    fusion = judged(words, tumor="NSCLC", as_of="2026-11-23", region="US")
    assert fusion.interpretation.matches == ()
    assert fusion.interpretation.structure.because


def test_names_of_the_founding_fusion() -> None:
    name = judged("EML4-ALK (E6:A20), 5.26%", as_of="2021-12-24").name
    assert (name.hgnc, name.exons) == ("EML4::ALK", "E6;A20")
    assert name.variant == "variant 3 (a or b undetermined)"
    assert name.vicc == "NM_019063.5(EML4):e.6::NM_004304.5(ALK):e.20"
    assert name.iscn == "inv(2)(p21p23)"


def test_percent_keeps_its_digits() -> None:
    assert str(judged("EML4-ALK (E6:A20), 5.260 %").call.support.allele_fraction) == "0.05260"


def test_an_empty_table_is_a_report_without_fusions(tmp_path: Path) -> None:
    calls = tmp_path / "calls.tsv"
    calls.write_text(HEADER, encoding="utf-8")
    report = fusionanno.build_report(calls, as_of="2021-12-24")
    assert report.fusions == ()
    assert report.provenance.inputs[0].rows == 0


BAD_ROWS = [
    ("EML4\t2:42295516\tALKX\t2:29223528", "unknown gene 'ALKX'"),
    ("EML4\t2:abc\tALK\t2:29223528", "2:abc"),
    ("EML4\t2:142295516\tALK\t2:29223528", "lies outside EML4"),
    ("FOP\t2:42295516\tALK\t2:29223528", "ambiguous gene 'FOP'"),
]


@pytest.mark.parametrize(("row", "says"), BAD_ROWS)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    calls = tmp_path / "calls.tsv"
    calls.write_text(f"{HEADER}EML4\t2:42295516\tALK\t2:29223528\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=says) as caught:
        fusionanno.build_report(calls, assembly="GRCh38")
    assert (caught.value.path, caught.value.line) == (str(calls), 3)
    report = fusionanno.build_report(calls, assembly="GRCh38", keep_going=True)
    assert len(report.fusions) == 1
    assert [(each.source.line, says in each.reason) for each in report.rejected] == [(3, True)]


def test_positions_need_their_assembly(tmp_path: Path) -> None:
    calls = tmp_path / "calls.tsv"
    calls.write_text(f"{HEADER}EML4\t2:42295516\tALK\t2:29223528\n", encoding="utf-8")
    with pytest.raises(InputError, match="--assembly GRCh37 or --assembly GRCh38"):
        fusionanno.build_report(calls)


@pytest.mark.parametrize(
    ("words", "assembly"),
    [
        ("EML4 chr2:42522656 ALK chr2:29446394 hg19", "GRCh37"),
        ("EML4 chr2:42295516 ALK chr2:29223528 GRCh38", "GRCh38"),
    ],
)
def test_an_assembly_in_the_words_counts(words: str, assembly: str) -> None:
    fusion = judged(words)
    assert (fusion.placed.assembly, fusion.name.variant) == (assembly, "variant 1")
    with pytest.raises(FusionannoError, match="one is wrong"):
        judged(words, assembly="GRCh37" if assembly == "GRCh38" else "GRCh38")


def test_a_list_names_the_line_of_a_transcript_that_does_not_exist(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("# ours\nNM_001145076.3  EML4\nNM_99.1\n", encoding="utf-8")
    with pytest.raises(InputError, match="NM_99") as caught:
        judged("EML4-ALK E6;A20", transcripts=str(listed))
    assert (caught.value.path, caught.value.line) == (str(listed), 3)


def test_the_laboratorys_list_comes_before_every_rule(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("NM_001145076\n", encoding="utf-8")
    calls = tmp_path / "calls.tsv"
    calls.write_text(f"{HEADER}EML4\t2:42295516\tALK\t2:29223528\n", encoding="utf-8")
    report = fusionanno.build_report(calls, assembly="GRCh38", transcripts=str(listed))
    transcript = report.fusions[0].placed.transcript
    assert transcript is not None
    assert (transcript.five_prime.transcript.id.split(".")[0], transcript.five_prime.exon) == (
        "NM_001145076",
        12,
    )
    assert "list" in transcript.five_prime.because


def test_the_wrong_assembly_is_noticed(tmp_path: Path) -> None:
    calls = tmp_path / "fusions.tsv"
    head = (
        "#gene1 gene2 strand1(gene/fusion) strand2(gene/fusion) breakpoint1 breakpoint2 site1 site2 type "
        "split_reads1 split_reads2 discordant_mates coverage1 coverage2 confidence reading_frame tags"
    ).replace(" ", "\t")
    row = (
        "BRD4 NUTM1 -/- +/+ 19:15254152 15:34347969 CDS CDS translocation 3 4 5 6 7 high in-frame ."
    ).replace(" ", "\t")
    calls.write_text("\n".join([head, row, row, row, ""]), encoding="utf-8")
    assert len(fusionanno.build_report(calls, assembly="GRCh38").fusions) == 3
    with pytest.raises(InputError, match="outside the named gene on GRCh37"):
        fusionanno.build_report(calls, assembly="GRCh37")


BAD_CASES = [
    ("tumor: EIMZ\n", "unknown tumour 'EIMZ'"),
    ("as_of: 24.12.2021\n", "not a date"),
    ("assembly: hg17\n", "unknown assembly"),
    ("region: MARS\n", "unknown region"),
    ("age: old\n", "not an age"),
    ("tumr: IMT\n", "did you mean tumor"),
    ("- a\n", "key: value"),
    ("sample: S1\ntumor: EIMZ\n", "case.yaml:2: unknown tumour 'EIMZ'"),
    ("timeline:\n  - {when: foo, what: bar}\n", "no year in 'foo'"),
    ("timeline:\n  - {when: 2021-1-5, what: bar}\n", "not a date"),
    ("timeline:\n  - {when: 2021-02-30, what: bar}\n", "not a date"),
    ("tumor: NSCLC\ntumour: EIMS\n", "case.yaml:2: tumor stands twice"),
    ("a: [\n", "not a YAML file"),
]


@pytest.mark.parametrize(("text", "says"), BAD_CASES)
def test_a_wrong_case_file_is_one_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FusionannoError, match=says):
        list(fusionanno.annotate([], read_case(str(path))))


def test_the_command_line_wins_over_the_case_file() -> None:
    case = parse_case({"tumor": "IMT", "region": "EU"})
    assert parse_case({"region": "US"}).over(case).region == "US"
    assert parse_case({"region": "US"}).over(case).tumor == "IMT"


def test_events_after_the_day_of_the_report_are_not_in_it() -> None:
    seeds = Path(__file__).parent.parent / "seeds"
    case = read_case(str(seeds / "patient.yaml"))
    report = fusionanno.build_report(seeds / "baseline.tsv", case, as_of="2021-12-24")
    assert [event.when for event in report.case.timeline] == ["before 2021-12-24", "2021-12-24"]


def test_the_table_in_pandas_has_a_row_per_call() -> None:
    frame = fusionanno.to_dataframe([judged("EML4-ALK (E6:A20), 5.26%")])
    assert frame.loc[0, "name"] == "EML4::ALK"
    assert frame.loc[0, "split_reads"] is None


def test_the_import_is_light() -> None:
    heavy = "{'pandas', 'pysam', 'pyensembl', 'jinja2', 'yaml', 'click', 'numpy'}"
    code = f"import fusionanno, sys; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


MIXED = [
    # columns and cells of a native row, exons expected
    ("fusion five_prime_exon three_prime_exon", "EML4-ALK 6 20", (6, 20)),
    ("five_prime_gene three_prime_gene fusion", "EML4 . EML4-ALK_(E6:A20)", (6, 20)),
    ("fusion five_prime_breakpoint three_prime_breakpoint", "EML4-ALK 2:42295516 2:29223528", (13, 20)),
    (
        "five_prime_gene five_prime_breakpoint three_prime_gene three_prime_breakpoint",
        ". 2:42295516 . 2:29223528",
        (13, 20),
    ),
]


@pytest.mark.parametrize(("columns", "cells", "exons"), MIXED)
def test_words_fill_only_what_the_columns_leave_open(
    tmp_path: Path, columns: str, cells: str, exons: tuple[int, int]
) -> None:
    calls = tmp_path / "calls.tsv"
    lines = (columns.replace(" ", "\t"), cells.replace(" ", "\t").replace("_(", " ("))
    calls.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (fusion,) = fusionanno.build_report(calls, assembly="GRCh38", molecule="rna", caller="fusionanno").fusions
    transcript = fusion.placed.transcript
    assert transcript is not None
    assert fusion.name.hgnc == "EML4::ALK"
    assert (transcript.five_prime.exon, transcript.three_prime.exon) == exons


def test_a_report_is_of_one_sample(tmp_path: Path) -> None:
    calls = tmp_path / "calls.tsv"
    row = "EML4-ALK E13;A20"
    calls.write_text(f"sample\tfusion\nA\t{row}\nB\t{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"several samples \(A, B\)"):
        fusionanno.build_report(calls)
    calls.write_text(f"sample\tfusion\nA\t{row}\n", encoding="utf-8")
    assert fusionanno.build_report(calls).case.sample == "A"
    with pytest.raises(InputError, match=r"several samples \(A, X\)"):
        fusionanno.build_report(calls, sample="X")


def test_the_method_says_what_was_set() -> None:
    seeds = Path(__file__).parent.parent / "seeds"
    report = fusionanno.build_report(seeds / "baseline.tsv", tumor="EIMS", region="US", as_of="2021-12-24")
    assert dict(report.provenance.options) == {"tumor": "EIMS", "region": "US", "as_of": "2021-12-24"}


def test_one_call_far_from_its_gene_states_no_junction(tmp_path: Path) -> None:
    """Positions of GRCh38 read on GRCh37: no exon, no name, no kinase verdict may come of it."""
    calls = tmp_path / "calls.tsv"
    head = "#FusionName JunctionReadCount SpanningFragCount LeftGene LeftBreakpoint RightGene RightBreakpoint"
    row = "EML4--ALK 9 3 EML4^ENSG00000143924 chr2:42295516:+ ALK^ENSG00000171094 chr2:29223528:-"
    calls.write_text(f"{head}\n{row}\n".replace(" ", "\t"), encoding="utf-8")
    (fusion,) = fusionanno.build_report(calls, assembly="GRCh37", tumor="NSCLC", as_of="2026-01-01").fusions
    assert fusion.placed.transcript is None
    assert (fusion.name.exons, fusion.name.hgvs) == (None, None)
    assert fusion.interpretation.matches == ()


def test_without_a_tumour_nothing_has_a_tier() -> None:
    for words in ("ALK::EML4", "EML4-ALK E13;A20", "FGFR3-TACC3 F17;T11", "EML4-ALK E13;A21"):
        assert judged(words, as_of="2026-11-23", region="US").interpretation.tier is None


def test_an_open_variant_has_two_lengths() -> None:
    """EML4::ALK variant 3a makes 785 residues, 3b 796; exon numbers alone do not tell them apart."""
    placed = judged("EML4-ALK E6;A20").placed
    assert placed.transcript is not None
    lengths = {other.frame.protein_length for other in placed.alternatives}
    assert placed.transcript.frame.protein_length == 785
    assert 796 in lengths


@pytest.mark.parametrize("region", ["JP", "CN"])
def test_a_region_whose_labels_are_not_complete_says_so(region: str) -> None:
    seeds = Path(__file__).parent.parent / "seeds"
    report = fusionanno.build_report(seeds / "baseline.tsv", tumor="EIMS", region=region, as_of="2026-11-23")
    for name in ("html", "json", "text"):
        assert "only a part of the approvals" in load_renderer(name).render(report).lower()


def test_every_junction_of_a_gene_pair_is_judged(tmp_path: Path) -> None:
    """The out-of-frame one that comes first must not hide the in-frame one."""
    calls = tmp_path / "calls.tsv"
    calls.write_text("fusion\nEML4-ALK E14;A20\nEML4-ALK E13;A20\n", encoding="utf-8")
    first, second = fusionanno.build_report(calls, tumor="NSCLC", region="US", as_of="2026-11-23").fusions
    assert (first.placed.frame, first.interpretation.matches) == ("out-of-frame", ())
    assert "lorlatinib" in drugs(second, TherapyStatus.ON_LABEL)


EDGES = [
    # 5' base, caller's frame, actionable, why
    (42301392, "", "no", "EML4 exon 14 ends here: out of frame with ALK exon 20"),
    (42301393, "", "undetermined", "one base further the phases meet, and one base back they do not"),
    (42301393, "in-frame", "yes", "the caller saw the reads"),
    (42295516, "", "yes", "EML4 exon 13 ends here: variant 1"),
    (42295517, "", "undetermined", "one base further the frame is lost, and one base back it is kept"),
]


@pytest.mark.parametrize(("base", "caller_frame", "actionable", "why"), EDGES)
def test_a_base_beside_an_edge_decides_nothing(
    tmp_path: Path, base: int, caller_frame: str, actionable: str, why: str
) -> None:
    head = "#gene1 gene2 strand1(gene/fusion) strand2(gene/fusion) breakpoint1 breakpoint2 split_reads1 "
    head += "split_reads2 discordant_mates reading_frame"
    row = f"EML4 ALK +/+ -/- 2:{base} 2:29223528 3 4 5 {caller_frame or '.'}"
    calls = tmp_path / "fusions.tsv"
    calls.write_text(f"{head}\n{row}\n".replace(" ", "\t"), encoding="utf-8")
    (fusion,) = fusionanno.build_report(calls, assembly="GRCh38", tumor="NSCLC", region="US").fusions
    assert fusion.interpretation.structure.actionable == actionable, why
    assert bool(fusion.interpretation.matches) is (actionable == "yes")


def test_a_kinase_cut_in_one_numbering_and_whole_in_another_is_open() -> None:
    """R37 on NM_002944 cuts the kinase; R37 on MANE, with E16 of a shorter EML4 model, keeps it whole."""
    judged_so = judged("EML4-ROS1 E16;R37", tumor="NSCLC", region="US").interpretation
    assert judged_so.structure.actionable == "undetermined"
    assert judged_so.matches == ()


@pytest.mark.parametrize(
    ("words", "is_elsewhere"),
    [
        ("EML4-ALK E13;ins30A20", False),
        ("EML4-ALK E14;ins11del49A20", False),
        ("CD74-ROS1 C6;R34", True),
    ],
)
def test_the_literatures_numbering_is_named_where_it_differs(words: str, is_elsewhere: bool) -> None:
    """EML4 and ALK are counted on MANE Select, ROS1 on NM_002944 (resources/knowledge/exon_numbering.tsv)."""
    interpreter = Interpreter(parse_case({"as_of": "2026-11-23"}))
    call = FusionCall("text", Partner(None), Partner(None), described=words)
    told = describe(interpreter.interpret(call), interpreter.case).splitlines()[0]
    assert ("literature's numbering" in told) is is_elsewhere


@pytest.mark.parametrize(
    ("cells", "exons"),
    [("EML4\tALK\tEML4-ALK E13;A20", ("13", "20")), ("EML4\tALK\tEML4-ALK", ("", ""))],
)
def test_words_beside_gene_columns_without_place_are_read(
    cells: str, exons: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "calls.tsv"
    path.write_text(f"five_prime_gene\tthree_prime_gene\tfusion\n{cells}\n")
    table = fusionanno.to_dataframe(fusionanno.build_report(path, as_of="2026-11-23"))
    found = table[["five_prime_exon", "three_prime_exon"]].fillna("").iloc[0]
    assert tuple(found) == exons


def test_words_that_name_other_genes_than_the_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "calls.tsv"
    path.write_text("five_prime_gene\tthree_prime_gene\tfusion\nEML4\tALK\tKIF5B-RET K15;R12\n")
    with pytest.raises(InputError, match="one is wrong") as caught:
        fusionanno.build_report(path, as_of="2026-11-23")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("listed", "words", "frame"),
    [
        # counted on the listed transcript; MANE or the literature's count is in frame (golden junctions)
        ("NM_001145076.3", "EML4-ALK E13;A20", "out-of-frame"),
        ("NM_001012331.2", "LMNA-NTRK1 L2;N11", "out-of-frame"),
        ("NM_001378902.1", "CD74-ROS1 C6;R34", "out-of-frame"),
        ("NM_019063.5", "EML4-ALK E13;A20", "in-frame"),
    ],
)
def test_a_listed_transcript_counts_and_other_counts_stay_open(
    listed: str, words: str, frame: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"{listed}\n")
    interpreter = Interpreter(parse_case({"as_of": "2026-11-23", "transcripts": str(path)}))
    call = FusionCall("text", Partner(None), Partner(None), described=words)
    fusion = interpreter.interpret(call)
    assert fusion.placed.frame == frame
    expected = "yes" if frame == "in-frame" else "undetermined"
    assert fusion.interpretation.structure.actionable == expected
    if frame == "out-of-frame":
        assert "exon-numbering-clash" in {str(flag) for flag in fusion.placed.flags}
