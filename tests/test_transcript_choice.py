"""Both ways of choosing a transcript: the rule with what others would say, and every pair of transcripts."""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import fusionanno
from fusionanno.annotation import Annotator
from fusionanno.annotation.geometry.junction import observed_site, predicted_sites
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import NoJunction
from fusionanno.annotation.product.between import Between
from fusionanno.annotation.product.frame import frame_verdict
from fusionanno.annotation.transcripts import other_transcripts
from fusionanno.casefile import read_case
from fusionanno.cli import main
from fusionanno.errors import FusionannoError, InputError, NotOnAssembly
from fusionanno.genemodel import load_gene_model
from fusionanno.model import (
    Actionability,
    Assembly,
    Breakpoint,
    CallerSequence,
    FlagId,
    FusionCall,
    Molecule,
    Partner,
    PlacedFusion,
    ReadingFrame,
    Side,
    TranscriptChoice,
)
from fusionanno.renderers.json_junction import partner_object
from tests.small_genome import small_genome

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def annotator(assembly: Assembly = Assembly.GRCH38, listed: tuple[str, ...] = ()) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly), listed)


def call(genes: str, five_at: str, three_at: str, molecule: Molecule | None = Molecule.RNA) -> FusionCall:
    """A call from "EML4::ALK" and two texts: "contig:position", or the number of an exon."""
    ends = [
        Partner(gene, Breakpoint.parse(text)) if ":" in text else Partner(gene, exon=int(text))
        for gene, text in zip(genes.split("::"), (five_at, three_at), strict=True)
    ]
    return FusionCall("fusionanno", ends[0], ends[1], molecule)


def told(placed: PlacedFusion, flag: FlagId) -> str:
    """The sentence of a flag, empty where the flag is not raised."""
    return " | ".join(each.because for each in placed.flags if each.id is flag)


def exon_of(name: str, exon: str, sentence: str) -> bool:
    """True where a sentence names an exon of a transcript, whatever the version of that."""
    return any(
        part.startswith(f"{name}.") and f" (exon {exon})" in part.split(" :: ")[0] + ")"
        for part in sentence.replace("; ", " with ").replace(" :: ", " with ").split(" with ")
    )


OTHERS = rows("other_transcripts.tsv")


@pytest.mark.parametrize("row", OTHERS, ids=[f"{row['fusion']}-{row['assembly']}" for row in OTHERS])
def test_another_transcript_with_another_frame_is_named_and_never_chosen(row: dict[str, str]) -> None:
    molecule = Molecule(row["molecule"])
    placed = annotator(Assembly(row["assembly"])).place(
        call(row["fusion"], row["five_prime"], row["three_prime"], molecule)
    )
    fusion = placed.transcript
    assert fusion is not None
    assert placed.choice is TranscriptChoice.CHOSEN
    ends = (fusion.five_prime, fusion.three_prime)
    assert [(end.transcript.id.split(".")[0], str(end.exon)) for end in ends] == [
        (row["five_prime_transcript"], row["five_prime_exon"]),
        (row["three_prime_transcript"], row["three_prime_exon"]),
    ]
    assert fusion.frame.frame == row["frame"]
    sentence = told(placed, FlagId.OTHER_TRANSCRIPT)
    assert sentence.startswith(f"MANE: {row['frame']}; ")
    assert f"{row['other_frame']} with " in sentence
    for side in ("five_prime", "three_prime"):
        assert exon_of(row[f"other_{side}_transcript"], row[f"other_{side}_exon"], sentence)


@pytest.mark.parametrize(
    ("genes", "five", "three"),
    [("EML4::ALK", "2:42295516", "2:29223528"), ("KIF5B::RET", "10:32028428", "10:43116584")],
)
def test_transcripts_that_read_a_junction_alike_are_not_mentioned(genes: str, five: str, three: str) -> None:
    """RET has some forty transcripts, and all of them read exon 12 in one phase."""
    assert told(annotator().place(call(genes, five, three)), FlagId.OTHER_TRANSCRIPT) == ""


@pytest.mark.parametrize(
    ("assembly", "five", "three"),
    [
        (Assembly.GRCH37, "2:42492091", "2:29446394"),
        (Assembly.GRCH38, "2:42264951", "2:29223528"),
    ],
)
def test_a_junction_that_mane_does_not_have_is_said(assembly: Assembly, five: str, three: str) -> None:
    """EML4 exon 6b (PMID:18593892): 220 bases into intron 6 of MANE Select."""
    placed = annotator(assembly).place(call("EML4::ALK", five, three))
    sentence = told(placed, FlagId.OTHER_TRANSCRIPT)
    assert placed.frame is ReadingFrame.IN_FRAME
    assert "MANE Select NM_019063" in sentence
    assert "exon 6+220" in sentence
    assert "in-frame with NM_001410776.1 (exon 7) :: NM_004304.5 (exon 20), told here" in sentence


def test_a_frame_that_only_another_transcript_keeps_is_undetermined_for_the_target() -> None:
    """CARS1 exon 3 of MANE Select and exon 2 of NM_001378137 end at one place, in different phases."""
    plain = replace(call("CARS1::ALK", "11:3042165", "2:29223528"), assembly=Assembly.GRCH38)
    (fusion,) = fusionanno.annotate([plain], as_of="2026-11-23", tumor="NSCLC", region="US")
    assert fusion.placed.frame is ReadingFrame.OUT_OF_FRAME
    assert [other.frame.frame for other in fusion.placed.alternatives] == [ReadingFrame.IN_FRAME]
    structure = fusion.interpretation.structure
    assert structure.actionable is Actionability.UNDETERMINED
    assert "NM_001378137" in structure.because
    assert "which of these transcripts is made decides" in structure.because
    assert fusion.interpretation.matches == ()


READS = [
    # genes, 5', 3', the caller's bases, what is said. CARS1 exon 3 of MANE Select ends on a whole codon, exon
    # 2 of NM_001378137 one base into one: TAA across the junction is a stop codon there alone.
    ("CARS1::ALK", "11:3042165", "2:29223528", ("GGACCTAAAT", "AATGTACCGCC"),
     "MANE: out-of-frame; stop-codon with NM_001378137.1"),
    ("CARS1::ALK", "11:3042165", "2:29223528", ("GGACCTAAAG", "TGTACCGCC"),
     "MANE: out-of-frame; in-frame with NM_001378137.1"),
]  # fmt: skip


@pytest.mark.parametrize(("genes", "five", "three", "bases", "says"), READS, ids=[row[4] for row in READS])
def test_reads_judge_the_told_transcript_and_the_others_alike(
    genes: str, five: str, three: str, bases: tuple[str, str], says: str
) -> None:
    seen = CallerSequence(*bases, None, len(bases[0]), len(bases[1]))
    placed = annotator().place(replace(call(genes, five, three), caller="arriba", sequence=seen))
    assert told(placed, FlagId.OTHER_TRANSCRIPT).startswith(says)
    is_offered = "in-frame with" in says
    assert [each.frame.frame is ReadingFrame.IN_FRAME for each in placed.alternatives] == [True] * is_offered


def test_a_transcript_that_the_laboratory_names_settles_it() -> None:
    """Noted, but no other transcript is offered in its stead."""
    listed = annotator(Assembly.GRCH38, ("NM_001014437",))
    placed = listed.place(call("CARS1::ALK", "11:3042165", "2:29223528"))
    assert placed.frame is ReadingFrame.OUT_OF_FRAME
    assert "in-frame with NM_001378137" in told(placed, FlagId.OTHER_TRANSCRIPT)
    assert placed.alternatives == ()


def test_a_listed_transcript_without_the_junction_is_compared_with_those_that_have_it() -> None:
    listed = annotator(Assembly.GRCH38, ("NM_019063",))
    placed = listed.place(call("EML4::ALK", "2:42264951", "2:29223528"))
    assert placed.transcript is not None
    assert placed.transcript.five_prime.offset == 220
    assert "in-frame with NM_001410776.1 (exon 7)" in told(placed, FlagId.OTHER_TRANSCRIPT)


def test_no_more_than_three_are_named() -> None:
    """NTRK2 and BRAF have many transcripts; the sentence stays short."""
    for five in ("12:11869969", "12:11853561"):
        for three in ("9:84861040", "7:140787584", "15:87940753"):
            gene = {"9": "NTRK2", "7": "BRAF", "1": "NTRK3"}[three[0]]
            sentence = told(annotator().place(call(f"ETV6::{gene}", five, three)), FlagId.OTHER_TRANSCRIPT)
            assert sentence.count(" with ") <= 6


def test_without_a_molecule_that_is_told_nothing_is_compared() -> None:
    placed = annotator().place(call("EML4::ALK", "2:42264800", "2:29223450", None))
    assert told(placed, FlagId.OTHER_TRANSCRIPT) == ""


def every(told_call: FusionCall) -> list[PlacedFusion]:
    chosen = annotator().place(told_call)
    return [chosen, *annotator().place_on_others(chosen)]


def pairs(placed: list[PlacedFusion]) -> list[tuple[str, str]]:
    found = []
    for each in placed:
        assert each.transcript is not None
        found.append((each.transcript.five_prime.transcript.id, each.transcript.three_prime.transcript.id))
    return found


@pytest.mark.parametrize(
    ("genes", "five", "three", "molecule"),
    [
        ("EML4::ALK", "2:42295516", "2:29223528", Molecule.RNA),
        ("EML4::ALK", "2:42296000", "2:29224000", Molecule.DNA),
        ("KIF5B::RET", "10:32028428", "10:43116584", Molecule.RNA),
        ("TPM3::NTRK1", "1:154170400", "1:156874571", Molecule.RNA),
    ],
)
def test_every_pair_stands_once_the_chosen_first(
    genes: str, five: str, three: str, molecule: Molecule
) -> None:
    placed = every(call(genes, five, three, molecule))
    model = load_gene_model("embedded", Assembly.GRCH38)
    expected = {
        (one.id, other.id)
        for one in model.transcripts(genes.split("::")[0])
        for other in model.transcripts(genes.split("::")[1])
    }
    assert set(pairs(placed)) <= expected
    assert len(pairs(placed)) == len(set(pairs(placed)))
    if molecule is Molecule.RNA:
        assert set(pairs(placed)) == expected
    assert [each.choice for each in placed[:2]] == [TranscriptChoice.CHOSEN, TranscriptChoice.OTHER]
    assert {each.choice for each in placed[1:]} == {TranscriptChoice.OTHER}


def test_the_order_is_the_rules() -> None:
    """MANE Select first on either side; transcripts with the junction before those without."""
    placed = every(call("EML4::ALK", "2:42295516", "2:29223528"))
    assert pairs(placed) == [
        ("NM_019063.5", "NM_004304.5"),
        ("NM_019063.5", "NM_001353765.2"),
        ("NM_001410776.1", "NM_004304.5"),
        ("NM_001410776.1", "NM_001353765.2"),
        ("NM_001145076.3", "NM_004304.5"),
        ("NM_001145076.3", "NM_001353765.2"),
    ]
    last = placed[-2].transcript
    assert last is not None
    assert (last.five_prime.exon, last.frame.protein_length) == (12, 1001)
    assert "shown beside" in last.five_prime.because


def test_exon_numbers_are_counted_on_every_transcript_that_has_them() -> None:
    """CD74-ROS1 C6;R34 (PMID:22327623, NM_002944): out of frame where 34 is counted on MANE Select."""
    placed = every(call("CD74::ROS1", "6", "34", None))
    frames = {}
    for each in placed:
        assert each.transcript is not None
        three = each.transcript.three_prime
        frames.setdefault((three.transcript.id.split(".")[0], three.exon), each.frame)
    assert frames[("NM_001378902", 35)] is ReadingFrame.IN_FRAME
    assert frames[("NM_001378902", 34)] is ReadingFrame.OUT_OF_FRAME
    assert frames[("NM_002944", 34)] is ReadingFrame.IN_FRAME
    late = every(call("EML4::ALK", "23", "20", None))
    assert {each.transcript.five_prime.transcript.id for each in late if each.transcript} == {
        "NM_019063.5",
        "NM_001410776.1",
    }


def test_a_stated_transcript_of_an_exon_is_the_only_one() -> None:
    stated = call("EML4::ALK", "13", "2:29223528")
    stated = replace(stated, five_prime=replace(stated.five_prime, transcript="NM_019063.5"))
    assert {five for five, _ in pairs(every(stated))} == {"NM_019063.5"}


def test_pairs_without_a_junction_say_why() -> None:
    """The 3' break lies downstream of ALK NM_001353765, inside no other."""
    placed = every(call("EML4::ALK", "2:42296000", "2:29224000", Molecule.DNA))
    assert all(each.because for each in placed)
    nothing = every(call("EML4::ALK", "2:42169400", "2:29224000", Molecule.DNA))
    assert [each.transcript for each in nothing] == [None] * len(nothing)
    assert all(" :: " in each.because for each in nothing[1:])


# Breaks that make no junction on the transcripts told; the genes have 7 x 6 and 3 x 3 transcripts.
NOWHERE = [
    (Assembly.GRCH38, "GLA::ZNF641", "X:101407705", "12:48340028", ("NM_000169.3", "NM_001172681.2"), 42),
    (Assembly.GRCH37, "NAIP::ZNF347", "5:70315288", "19:53644677", ("NM_004536.3", "NM_032584.3"), 9),
]


@pytest.mark.parametrize("row", NOWHERE, ids=[row[1] for row in NOWHERE])
def test_every_pair_without_a_junction_has_its_row_and_its_transcripts(
    row: tuple[Assembly, str, str, str, tuple[str, str], int],
) -> None:
    assembly, genes, five, three, told_on, count = row
    chosen = annotator(assembly).place(call(genes, five, three, Molecule.DNA))
    placed = [chosen, *annotator(assembly).place_on_others(chosen)]
    sides = [[each.transcript_of(side) for side in Side] for each in placed]
    named = [tuple(each.id for each in pair if each is not None) for pair in sides]
    model = load_gene_model("embedded", assembly)
    assert chosen.transcript is None
    assert named[0] == told_on == tuple(partner_object(chosen, side)["transcript"] for side in Side)
    assert len(named) == len(set(named)) == count
    assert set(named) == {
        (one.id, other.id)
        for one in model.transcripts(genes.split("::")[0])
        for other in model.transcripts(genes.split("::")[1])
    }


# 3:49358027 lies in exon 1 of MANE Select of GPX1 and in intron 1 of NM_001329455.
GPX1_RET = "in-frame with NM_001329455.2 (exon 1) :: NM_020975.6 (exon 12), 440 residues"
ELSEWHERE = [
    ("GPX1::RET", "3:49358027", "10:43115000", GPX1_RET),
    ("GPX1::RET", "3:49358027", "12", GPX1_RET),
    ("EML4::ALK", "2:42169400", "2:29224000", ""),
]


@pytest.mark.parametrize("row", ELSEWHERE, ids=[" ".join(row[:3]) for row in ELSEWHERE])
def test_a_junction_on_another_transcript_alone_is_named_and_never_chosen(
    row: tuple[str, str, str, str],
) -> None:
    genes, five, three, says = row
    placed = annotator().place(call(genes, five, three, Molecule.DNA))
    assert placed.transcript is None
    assert placed.alternatives == ()
    assert placed.frame is ReadingFrame.UNDETERMINED
    assert "lies in exon 1" in placed.because
    sentence = told(placed, FlagId.OTHER_TRANSCRIPT)
    assert (sentence == "") is (says == "")
    assert says in sentence


def test_a_junction_on_another_transcript_alone_leaves_the_target_open() -> None:
    """GPX1::RET: in frame on NM_001329455 alone."""
    read = replace(call("GPX1::RET", "3:49358027", "10:43115000", Molecule.DNA), assembly=Assembly.GRCH38)
    (fusion,) = fusionanno.annotate([read], tumor="LUAD", region="US", as_of="2026-01-01")
    assert fusion.interpretation.structure.actionable is Actionability.UNDETERMINED
    assert fusion.interpretation.tier is None


def test_a_call_that_makes_no_transcript_has_one_row() -> None:
    assert len(every(FusionCall("fusionanno", Partner("EML4"), Partner("ALK")))) == 1
    assert len(every(FusionCall("fusionanno", Partner("IGH"), Partner("MYC")))) == 1


CALLS = "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\n"


def annotated(folder: Path, *options: str) -> list[dict[str, str]]:
    calls, out = folder / "calls.tsv", folder / "out.tsv"
    row = "EML4\t2:42295516\tALK\t2:29223528\n"
    calls.write_text(CALLS + row + "KIF5B\t10:32028428\tRET\t10:43116584\n", encoding="utf-8")
    command = ["annotate", str(calls), "--assembly", "GRCh38", "--tumor", "NSCLC", "-o", str(out), *options]
    assert CliRunner().invoke(main, [*command, "--as-of", "2026-11-23"]).exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_all_transcripts_tells_the_verdict_once(tmp_path: Path) -> None:
    plain, every_row = annotated(tmp_path), annotated(tmp_path, "--all-transcripts")
    assert [row["transcript_choice"] for row in plain] == ["chosen", "chosen"]
    assert [row for row in every_row if row["transcript_choice"] == "chosen"] == plain
    assert [row["line"] for row in every_row] == ["2"] * 6 + ["3"] * (len(every_row) - 6)
    for row in every_row:
        if row["transcript_choice"] == "other":
            assert (row["tier"], row["therapies"]) == ("", "")
            assert row["tier_because"]
            assert row["frame"]


def test_all_transcripts_in_json(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    annotated(tmp_path)
    command = [
        "annotate",
        str(tmp_path / "calls.tsv"),
        "--assembly",
        "GRCh38",
        "--to",
        "json",
        "-o",
        str(out),
    ]
    assert CliRunner().invoke(main, [*command, "--all-transcripts"]).exit_code == 0
    assert out.read_text(encoding="utf-8").count('"transcript_choice": "other"') > 40


BAD_LISTS = [
    # content of the list, line of the complaint, what is said
    ("NM_004304.5\nEGFR\n", 2, "not a transcript id such as NM_004304.5"),
    ("NM_004304.5\n\n!!7\n", 3, "not a transcript id"),
    ("NM_004304.5,NM_019063.5\n", 1, "not a transcript id"),
    ("NM_004304.5\nEML4\n", 2, "unknown transcript on GRCh38 'EML4'"),
    ("NM_000000000.1\n", 1, "unknown transcript on GRCh38 'NM_000000000.1'"),
    ("# nothing here\n\n", None, "holds no transcript id"),
    ("", None, "holds no transcript id"),
]


@pytest.mark.parametrize(("text", "line", "says"), BAD_LISTS, ids=[repr(row[0]) for row in BAD_LISTS])
def test_a_transcript_list_that_is_none_is_refused(
    tmp_path: Path, text: str, line: int | None, says: str
) -> None:
    listed = tmp_path / "own.txt"
    listed.write_text(text, encoding="utf-8")
    plain = replace(call("EML4::ALK", "2:42295516", "2:29223528"), assembly=Assembly.GRCH38)
    with pytest.raises(InputError, match=says) as caught:
        list(fusionanno.annotate([plain], transcripts=str(listed)))
    assert caught.value.line == line


def test_a_list_may_name_another_version(tmp_path: Path) -> None:
    listed = tmp_path / "own.txt"
    listed.write_text("NM_001145076.1  # EML4, as of 2010\n", encoding="utf-8")
    plain = replace(call("EML4::ALK", "2:42295516", "2:29223528"), assembly=Assembly.GRCH38)
    (fusion,) = fusionanno.annotate([plain], transcripts=str(listed))
    assert fusion.placed.transcript is not None
    assert fusion.placed.transcript.five_prime.transcript.id == "NM_001145076.3"
    assert fusion.placed.transcript.five_prime.because == "on the user's transcript list"


def test_a_transcript_of_the_other_build_is_said_to_be_one() -> None:
    """RefSeq annotates RET NM_001406743 on GRCh38 alone."""
    stated = call("KIF5B::RET", "15", "12")
    stated = replace(stated, three_prime=replace(stated.three_prime, transcript="NM_001406743.1"))
    with pytest.raises(NotOnAssembly, match="only GRCh38 has it"):
        annotator(Assembly.GRCH37).place(stated)
    flagged = annotator(Assembly.GRCH37).place(replace(stated, caller="panel"))
    assert flagged.transcript is None
    assert "only GRCh38 has it" in told(flagged, FlagId.NO_SUCH_TRANSCRIPT)
    assert annotator(Assembly.GRCH38).place(stated).transcript is not None


WRONG = [
    # 5' transcript, 5' exon, flag of a program's row, what is said
    (None, 99, FlagId.NO_SUCH_EXON, "EML4 has no exon 99 on NM_019063.5"),
    ("NM_019063.5", 24, FlagId.NO_SUCH_EXON, r"EML4 has no exon 24 on NM_019063.5 \(exons 1 to 23\)"),
    ("NM_000000000.1", 6, FlagId.NO_SUCH_TRANSCRIPT, "unknown transcript on GRCh38 'NM_000000000.1'"),
    ("NM_004304.5", 6, FlagId.NO_SUCH_TRANSCRIPT, "transcript NM_004304.5 belongs to ALK, not to EML4"),
]


@pytest.mark.parametrize(("transcript", "exon", "flag", "says"), WRONG, ids=[row[3] for row in WRONG])
def test_an_exon_or_transcript_that_cannot_be_is_refused_or_flagged(
    transcript: str | None, exon: int, flag: FlagId, says: str
) -> None:
    wrong = call("EML4::ALK", str(exon), "20")
    wrong = replace(wrong, five_prime=replace(wrong.five_prime, transcript=transcript))
    with pytest.raises((FusionannoError, ValueError), match=says):
        annotator().place(wrong)
    placed = annotator().place(replace(wrong, caller="panel"))
    assert placed.transcript is None
    assert placed.frame is ReadingFrame.UNDETERMINED
    assert told(placed, flag) == placed.because != ""


def test_an_exon_against_its_position_is_one_flag() -> None:
    wrong = call("EML4::ALK", "2:42264731", "2:29223528")
    wrong = replace(wrong, caller="panel", five_prime=replace(wrong.five_prime, exon=13))
    ids = [flag.id for flag in annotator().place(wrong).flags]
    assert ids.count(FlagId.EXON_CONTRADICTS) == 1
    assert FlagId.NUMBERING_CLASH not in ids


CODING = [Layout(each) for each in small_genome() if each.is_coding]


@settings(max_examples=3000, deadline=None)
@given(st.data(), st.booleans())
def test_transcripts_of_one_kind_give_one_verdict(data: st.DataObject, is_break: bool) -> None:
    """What is compared in place of whole verdicts must hold all that the verdict depends on."""
    gene = data.draw(st.sampled_from(["PLUS1", "MINUS1"]))
    one, other = [each for each in CODING if each.transcript.gene == gene][:2]
    partner = data.draw(st.sampled_from([each for each in CODING if each.transcript.gene != gene]))
    side = data.draw(st.sampled_from(list(Side)))
    span = range(
        max(one.transcript.start, other.transcript.start), min(one.transcript.end, other.transcript.end)
    )
    place = Breakpoint(one.transcript.contig, data.draw(st.sampled_from(span)))
    far = data.draw(st.integers(partner.transcript.start, partner.transcript.end))
    across = Breakpoint(partner.transcript.contig, far)
    if other_transcripts._kind(one, side, place, is_break) != other_transcripts._kind(
        other, side, place, is_break
    ):
        return
    frames = set()
    for layout in (one, other):
        ends = (
            (layout, place, partner, across) if side is Side.FIVE_PRIME else (partner, across, layout, place)
        )
        frames.add(frame_of(*ends, is_break))
    assert len(frames) == 1


def frame_of(
    five: Layout, five_at: Breakpoint, three: Layout, three_at: Breakpoint, is_break: bool
) -> ReadingFrame | None:
    try:
        if is_break:
            sites = predicted_sites(five, five_at, three, three_at)
        else:
            sites = (
                observed_site(five, Side.FIVE_PRIME, five_at),
                observed_site(three, Side.THREE_PRIME, three_at),
            )
    except NoJunction:
        return None
    return frame_verdict(five, sites[0], three, sites[1], Between()).frame


@pytest.mark.parametrize("value", ["21", "-1", "x", "1.5", ""])
def test_a_snap_distance_that_is_none_is_refused(tmp_path: Path, value: str) -> None:
    calls = tmp_path / "calls.tsv"
    calls.write_text(CALLS, encoding="utf-8")
    result = CliRunner().invoke(main, ["annotate", str(calls), f"--snap={value}"])
    assert result.exit_code == 2
    assert "snap: not a number of bases" in result.output


def test_the_case_file_and_the_command_line_state_the_snap_distance(tmp_path: Path) -> None:
    case, calls = tmp_path / "case.yaml", tmp_path / "calls.tsv"
    case.write_text("snap: 3\n", encoding="utf-8")
    calls.write_text(CALLS + "EML4\t2:42295519\tALK\t2:29223528\n", encoding="utf-8")
    stated = read_case(str(case))
    assert stated.snap == 3
    report = fusionanno.build_report([calls], stated, assembly="GRCh38", molecule="rna")
    assert ("snap", "3") in report.provenance.options
    assert [flag.id for flag in report.fusions[0].placed.flags] == [FlagId.SNAPPED]
    plain = fusionanno.build_report([calls], stated, assembly="GRCh38", molecule="rna", snap=0)
    assert FlagId.SNAPPED not in [flag.id for flag in plain.fusions[0].placed.flags]
