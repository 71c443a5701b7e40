"""What exon numbers and places at a transcript's ends may claim: names, offsets, edges that cannot splice."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from fusionanno.annotation import Annotator
from fusionanno.genemodel import load_gene_model
from fusionanno.knowledge import load_knowledge
from fusionanno.model import (
    Actionability,
    Assembly,
    Breakpoint,
    Effect,
    FlagId,
    FusionCall,
    JunctionSite,
    Molecule,
    Partner,
    PlacedFusion,
    ReadingFrame,
)
from fusionanno.naming import exon_name, hgvs_name, parse_fusion, vicc_name
from tests.factories_knowledge import case

KNOWLEDGE = load_knowledge()
TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    lines = (line for line in (TABLES / name).read_text().splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t"))


@cache
def annotator(assembly: Assembly = Assembly.GRCH38) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly))


def by_place(row: dict[str, str]) -> PlacedFusion:
    five, three = row["fusion"].split("::")
    ends = Breakpoint.parse(row["five_prime"]), Breakpoint.parse(row["three_prime"])
    call = FusionCall("fusionanno", Partner(five, ends[0]), Partner(three, ends[1]), Molecule.RNA)
    return annotator(Assembly(row["assembly"])).place(call)


def by_words(words: str, assembly: Assembly = Assembly.GRCH38) -> PlacedFusion:
    model = load_gene_model("embedded", assembly)
    return annotator(assembly).place(parse_fusion(words, model.is_symbol))


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


# Intron 13 of EML4 and intron 19 of ALK hold 5724 and 1932 bases (RefSeq NM_019063.5, NM_004304.5 on GRCh38).
@pytest.mark.parametrize(
    ("five", "three", "refused"),
    [
        ("13+5724", "20", None),
        ("13+5725", "20", "the intron after exon 13 of EML4 on NM_019063.5 has 5724 bases"),
        ("13+9999999", "20", "the intron after exon 13 of EML4 on NM_019063.5 has 5724 bases"),
        ("13", "20-1932", None),
        ("13", "20-1933", "the intron before exon 20 of ALK on NM_004304.5 has 1932 bases"),
        ("23+52", "20", None),
        ("13", "1-114", None),
    ],
)
def test_an_offset_stays_within_the_intron(five: str, three: str, refused: str | None) -> None:
    words = f"NM_019063.5(EML4):e.{five}::NM_004304.5(ALK):e.{three}"
    if refused is None:
        assert str(vicc_name(by_words(words))) == words
        return
    with pytest.raises(ValueError, match=re.escape(refused)):
        by_words(words)


def test_an_offset_past_the_intron_is_flagged_in_a_programs_row() -> None:
    ends = Partner("EML4", exon=13, exon_offset=5725), Partner("ALK", exon=20)
    placed = annotator().place(FusionCall("caller", ends[0], ends[1], Molecule.RNA))
    assert placed.transcript is None
    flag = next(flag for flag in placed.flags if flag.id is FlagId.NO_SUCH_EXON)
    assert "has 5724 bases: an offset of 5725 reaches past it" in flag.because


@pytest.mark.parametrize(
    ("stated", "says"),
    [
        ("NM_019063.5", "as stated in the input"),
        ("NM_019063", "as stated in the input"),
        ("ENST00000318522.10", "as stated in the input"),
        ("NM_019063.9", "which says version 9 (NM_019063.9); NM_019063.5 is the version here"),
        (
            "ENST00000318522.2",
            "which says version 2 (ENST00000318522.2); ENST00000318522.10 is the version here",
        ),
    ],
)
@pytest.mark.parametrize("at", [None, Breakpoint("2", 42295516)])
def test_another_version_than_the_stated_one_is_said(stated: str, says: str, at: Breakpoint | None) -> None:
    exon = None if at else 13
    five = Partner("EML4", at, exon=exon, transcript=stated)
    three = Partner("ALK", exon=20, transcript="NM_004304.5")
    placed = annotator().place(FusionCall("fusionanno", five, three, Molecule.RNA))
    assert placed.transcript is not None
    assert says in placed.transcript.five_prime.because
    assert ("version" in placed.transcript.five_prime.because) is ("version" in says)


def flagged(placed: PlacedFusion, flag: FlagId) -> str:
    """The sentences of a flag, empty where it is not raised."""
    return " | ".join(each.because for each in placed.flags if each.id is flag)


def verdict(placed: PlacedFusion) -> Actionability:
    answer = KNOWLEDGE.interpret(placed, case(KNOWLEDGE, "2026-11-23", "IMT", "US", 34))
    assert answer.structure.actionable is Actionability.YES or not answer.matches
    return answer.structure.actionable


@pytest.mark.parametrize("row", rows("exons_without_splice_site.tsv"), ids=lambda row: row["words"])
def test_an_exon_that_cannot_splice_leaves_the_frame_open(row: dict[str, str]) -> None:
    placed = by_words(row["words"])
    fusion = placed.transcript
    assert fusion is not None
    assert fusion.frame.frame is ReadingFrame.UNDETERMINED
    assert row["lacks"] in fusion.frame.because
    assert row["lacks"] in flagged(placed, FlagId.NUMBERING_CLASH)
    assert fusion.effect is Effect.UNDETERMINED
    assert fusion.kinase.status == row["kinase"]
    assert hgvs_name(placed) is None
    assert verdict(placed) == row["verdict"]


# FGFR3 exon 18 spans 4:1807116 to 4:1808867 on GRCh38, TACC3 exon 10 begins at 4:1737598.
def test_a_position_in_the_last_exon_keeps_its_reading() -> None:
    at = Breakpoint("4", 1807150)
    call = FusionCall("fusionanno", Partner("FGFR3", at), Partner("TACC3", exon=10), Molecule.RNA)
    fusion = annotator().place(call).transcript
    assert fusion is not None
    assert (fusion.five_prime.exon, fusion.five_prime.offset < 0) == (18, True)
    assert "no splice donor" not in fusion.frame.because
    offset = FusionCall(
        "fusionanno",
        Partner("FGFR3", exon=18, exon_offset=fusion.five_prime.offset),
        Partner("TACC3", exon=10),
        Molecule.RNA,
    )
    by_offset = annotator().place(offset).transcript
    assert by_offset is not None
    assert by_offset.frame == fusion.frame


# EML4 exon 13 and ALK exon 20: whole codons between them keep the frame. From 90 bases that nobody read on, a
# stop codon is to be expected (docs/validation.md: three in four random runs of 30 codons hold one).
@pytest.mark.parametrize(
    ("bases", "caller_frame", "frame", "unread"),
    [
        (87, None, "in-frame", "the sequence of the 87 inserted bases is not given"),
        (90, None, "undetermined", "the sequence of the 90 inserted bases is not given"),
        (3000, None, "undetermined", "the sequence of the 3000 inserted bases is not given"),
        (3000, ReadingFrame.IN_FRAME, "in-frame", "the sequence of the 3000 inserted bases is not given"),
        (91, None, "out-of-frame", "the sequence of the 91 inserted bases is not given"),
        ("NNN", None, "in-frame", "3 of the 3 inserted bases are not known"),
        ("NNNNNN", None, "in-frame", "6 of the 6 inserted bases are not known"),
        ("ACGRCG", None, "in-frame", "1 of the 6 inserted bases are not known"),
        ("N" * 90, None, "undetermined", "90 of the 90 inserted bases are not known"),
        ("ACG" * 30, None, "in-frame", ""),
        ("ACGTAA", None, "in-frame", ""),
        ("NNTAGN", None, "stop-codon", "3 of the 6 inserted bases are not known"),
    ],
)
def test_inserted_bases_that_nobody_read(
    bases: int | str, caller_frame: ReadingFrame | None, frame: str, unread: str
) -> None:
    told = {"inserted_bases": bases} if isinstance(bases, int) else {"inserted_sequence": bases}
    ends = Partner("EML4", exon=13), Partner("ALK", exon=20)
    call = FusionCall("caller", *ends, Molecule.RNA, caller_frame=caller_frame, **told)
    placed = annotator().place(call)
    assert placed.frame == frame
    assert unread in flagged(placed, FlagId.UNREAD_INSERT)
    assert (flagged(placed, FlagId.UNREAD_INSERT) != "") is (unread != "")
    assert "no stop codon" not in placed.because.replace("that no stop codon lies in the bases not seen", "")


@pytest.mark.parametrize("row", rows("other_numbers.tsv"), ids=lambda row: row["words"])
@pytest.mark.parametrize("assembly", list(Assembly))
def test_a_lost_frame_is_looked_for_in_other_numberings(row: dict[str, str], assembly: Assembly) -> None:
    placed = by_words(row["words"], assembly)
    assert placed.frame == row["frame"]
    assert verdict(placed) == row["verdict"]
    in_frame = {
        tuple(_counted(site) for site in (other.five_prime, other.three_prime)): other.frame.protein_length
        for other in placed.alternatives
        if other.frame.frame is ReadingFrame.IN_FRAME
    }
    if row["five_prime"]:
        assert str(in_frame[row["five_prime"], row["three_prime"]]) == row["residues"]
        assert "in-frame" in flagged(placed, FlagId.NUMBERING_CLASH)
        return
    assert placed.transcript is not None
    assert str(placed.transcript.frame.protein_length or "") == row["residues"]


def _counted(site: JunctionSite) -> str:
    return f"{site.transcript.id.partition('.')[0]} {site.exon}"


def test_three_other_numberings_at_most_and_none_is_chosen() -> None:
    placed = by_words("SLC3A2-NRG1 S5;N6")
    assert len(placed.alternatives) == 3
    assert placed.transcript is not None
    assert "MANE Select" in placed.transcript.five_prime.because


def test_a_listed_transcript_ends_the_question() -> None:
    model = load_gene_model("embedded", Assembly.GRCH38)
    told = parse_fusion("SLC3A2-NRG1 S5;N6", model.is_symbol)
    listed = Annotator(model, ("NM_001013251", "NM_013964")).place(told)
    assert (listed.frame, listed.alternatives) == (ReadingFrame.OUT_OF_FRAME, ())
    assert flagged(listed, FlagId.NUMBERING_CLASH) == ""
    one = Annotator(model, ("NM_001013251",)).place(told)
    assert {other.five_prime.exon for other in one.alternatives} == {5}


def test_an_exon_that_only_the_older_version_had_is_refused() -> None:
    with pytest.raises(ValueError, match=r"exon 2 of NTRK2 on NM_006180.4 does not exist on NM_006180.6"):
        by_words("QKI-NTRK2 Q6;N2(NM_006180.4)")
