"""Frames and lengths that others found: published junctions, and callers' own fusion sequences.

tests/tables/frames.tsv: literature (EWSR1, BCR, TMPRSS2), fusion coding sequences that STAR-Fusion wrote for
TCGA samples (PMID:33317447), cell lines (PMID:25485619), TCGA junctions (PMID:29099951). Exons, offsets and
lengths are on the transcript that the row names. `inserted` counts bases between the exons.
"""

import csv
from functools import cache
from pathlib import Path

import pytest

from fusionanno.annotation import Annotator
from fusionanno.annotation.product.between import Between
from fusionanno.genemodel import load_gene_model
from fusionanno.model import Assembly, Breakpoint, FusionCall, Molecule, Partner, ReadingFrame
from tests.sequence_model import judge_of, pair_at
from tests.small_genome import transcript

TABLE = Path(__file__).parent / "tables" / "frames.tsv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def annotator(assembly: Assembly) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly))


def name_of(row: dict[str, str]) -> str:
    return f"{row['fusion']}-{row['literature'] or row['five_prime_breakpoint']}-{row['assembly']}"


@pytest.mark.parametrize("row", rows(), ids=name_of)
def test_frames_that_others_found(row: dict[str, str]) -> None:
    five, three = row["fusion"].split("::")
    call = FusionCall(
        "table",
        Partner(five, Breakpoint.parse(row["five_prime_breakpoint"])),
        Partner(three, Breakpoint.parse(row["three_prime_breakpoint"])),
        Molecule.RNA,
        inserted_bases=int(row["inserted"]) if row["inserted"] else None,
    )
    fusion = annotator(Assembly(row["assembly"])).place(call).transcript
    assert fusion is not None
    told = [
        (end.transcript.id.split(".")[0], str(end.exon), str(end.offset))
        for end in (fusion.five_prime, fusion.three_prime)
    ]
    assert told == [
        tuple(row[f"{side}_{column}"] for column in ("transcript", "exon", "offset"))
        for side in ("five_prime", "three_prime")
    ]
    assert fusion.frame.frame == row["frame"], fusion.frame.because
    assert str(fusion.frame.protein_length or "") == row["residues"]


@pytest.mark.parametrize(
    ("offset", "frame"),
    [(220, "undetermined"), (32, "undetermined"), (2, "out-of-frame"), (29, "out-of-frame")],
)
def test_a_junction_deep_in_an_intron_may_be_an_unknown_exon(offset: int, frame: str) -> None:
    """EML4 exon 6b ends 220 bases into intron 6 and joins ALK in frame (variant 3b, PMID:18593892): told on a
    transcript without it, the distance to exon 6 says nothing of the frame. No intron is shorter than 30
    bases (PMID:26581719), so what is nearer is retained."""
    on_list = Annotator(load_gene_model("embedded", Assembly.GRCH37), ["NM_019063"])
    ends = Breakpoint("2", 42491871 + offset), Breakpoint("2", 29446394)
    call = FusionCall("table", Partner("EML4", ends[0]), Partner("ALK", ends[1]), Molecule.RNA)
    fusion = on_list.place(call).transcript
    assert fusion is not None
    assert fusion.five_prime.offset == offset
    assert fusion.frame.frame == frame


@pytest.mark.parametrize(
    ("caller_frame", "frame"), [(None, "undetermined"), (ReadingFrame.IN_FRAME, "in-frame")], ids=str
)
def test_a_long_untranslated_region_is_not_in_frame_unseen(
    caller_frame: ReadingFrame | None, frame: str
) -> None:
    """CUX1::SPAM1 reads 318 bases of the 5' UTR of SPAM1; Arriba, which translates, finds it out of frame
    (PMID:33317447, OpenPBTA)."""
    ends = Breakpoint("7", 101816093), Breakpoint("7", 123949872)
    call = FusionCall(
        "table", Partner("CUX1", ends[0]), Partner("SPAM1", ends[1]), Molecule.RNA, caller_frame=caller_frame
    )
    fusion = annotator(Assembly.GRCH38).place(call).transcript
    assert fusion is not None
    assert "318 bases of the 3' partner's 5' UTR" in fusion.frame.because
    assert fusion.frame.frame == frame


@pytest.mark.parametrize(
    ("five_place", "three_place", "bases", "frame"),
    [
        (1440, 9976, 86, ReadingFrame.IN_FRAME),
        (1440, 9979, 89, ReadingFrame.IN_FRAME),
        (1439, 9980, 90, ReadingFrame.UNDETERMINED),
        (1440, 9982, 92, ReadingFrame.UNDETERMINED),
    ],
)
def test_ninety_bases_of_an_untranslated_region(
    five_place: int, three_place: int, bases: int, frame: ReadingFrame
) -> None:
    """MINUS1 of the small genome: exon 1 is 9941 to 10000 on the minus strand, 110 bases precede the start
    codon. PLUS1 keeps 70 coding bases up to 1440; the phases meet in every row."""
    pair = pair_at(transcript("NM_900001.2"), five_place, transcript("NM_900011.4"), three_place)
    told = judge_of({}).verdict(FusionCall("table", Partner("A"), Partner("B")), pair, Between())
    assert f"{bases} bases of the 3' partner's 5' UTR" in told.because
    assert told.frame is frame


@pytest.mark.parametrize(
    ("five", "five_at", "three", "three_at", "frame"),
    [
        ("ACTB", "7:5567255", "RACK1", "5:180670914", "stop-codon"),
        ("ATF7", "12:54020063", "ATP5MC2", "12:54070182", "no-protein"),
    ],
)
def test_the_five_prime_partner_alone_may_decide(
    five: str, five_at: str, three: str, three_at: str, frame: str
) -> None:
    """TumorFusions (PMID:29099951) reads these from the 3' UTR and from the 5' UTR of the 5' partner into the
    5' UTR of the other, upstream of its transcripts here: nothing that follows changes the verdict."""
    ends = Breakpoint.parse(five_at), Breakpoint.parse(three_at)
    call = FusionCall("table", Partner(five, ends[0]), Partner(three, ends[1]), Molecule.RNA)
    fusion = annotator(Assembly.GRCH37).place(call).transcript
    assert fusion is not None
    assert fusion.three_prime.region == "upstream"
    assert fusion.frame.frame == frame
