"""Where a junction lies and what may shift it: exon edges, contexts of DNA breaks, intervals, homology."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fusionanno.annotation import Annotator
from fusionanno.annotation.geometry.junction import observed_site, predicted_sites
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import NoJunction, Pair, ReadAs
from fusionanno.annotation.product.frame import frame_verdict
from fusionanno.annotation.product.joined import between
from fusionanno.annotation.transcripts import intervals
from fusionanno.annotation.transcripts.intervals import within_interval
from fusionanno.annotation.transcripts.movable import Movable
from fusionanno.errors import InputError
from fusionanno.genemodel import load_gene_model
from fusionanno.model import (
    Assembly,
    Breakpoint,
    CallerSequence,
    Effect,
    FlagId,
    FrameVerdict,
    FusionCall,
    Interval,
    JunctionSite,
    KinaseStatus,
    Molecule,
    Partner,
    PlacedFusion,
    ReadingFrame,
    Side,
)
from fusionanno.naming import name_fusion
from fusionanno.readers import read_calls
from fusionanno.renderers.wording import skipped_phrases
from tests.sequence_model import judge_of
from tests.small_genome import small_genome

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def annotator(assembly: Assembly = Assembly.GRCH38, snap: int = 0) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly), (), snap)


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


# EML4 exon 13 ends at 2:42295516 (+), ALK exon 20 begins at 2:29223528 (-); KIF5B exon 15 ends at 10:32028428
# (-), RET exon 12 begins at 10:43116584 (+): tests/tables/junctions.tsv. Offsets are 5', 3' as reported.
SNAPPED = [
    # genes, 5', 3', within, offsets as reported, sides that move, what is said
    ("EML4::ALK", "2:42295518", "2:29223526", 2, (2, 2), "5' 3'", "both by the same shift"),
    ("EML4::ALK", "2:42295515", "2:29223529", 1, (-1, -1), "5' 3'", "both by the same shift"),
    ("EML4::ALK", "2:42295519", "2:29223528", 3, (3, 0), "5'", "this side only"),
    ("EML4::ALK", "2:42295516", "2:29223532", 4, (0, -4), "3'", "this side only"),
    ("EML4::ALK", "2:42295518", "2:29223529", 5, (2, -1), "5' 3'", "by different shifts"),
    ("KIF5B::RET", "10:32028425", "10:43116587", 3, (3, 3), "5' 3'", "both by the same shift"),
    ("KIF5B::RET", "10:32028430", "10:43116582", 2, (-2, -2), "5' 3'", "both by the same shift"),
]


@pytest.mark.parametrize(
    ("genes", "five", "three", "within", "offsets", "moved", "says"),
    SNAPPED,
    ids=[str(row) for row in SNAPPED],
)
def test_a_junction_within_the_stated_distance_is_moved_and_said(
    genes: str, five: str, three: str, within: int, offsets: tuple[int, int], moved: str, says: str
) -> None:
    placed = annotator(snap=within).place(call(genes, five, three))
    fusion = placed.transcript
    assert fusion is not None
    assert (fusion.five_prime.offset, fusion.three_prime.offset) == (0, 0)
    assert (fusion.five_prime.break_offset, fusion.three_prime.break_offset) == offsets
    assert fusion.frame.frame is ReadingFrame.IN_FRAME
    sentence = told(placed, FlagId.SNAPPED)
    assert [side for side in ("5'", "3'") if f"the {side} breakpoint is moved" in sentence] == moved.split()
    assert says in sentence
    assert told(placed, FlagId.NEAR_EDGE) == ""
    assert fusion.five_prime.breakpoint == placed.call.five_prime.breakpoint


def test_one_base_less_than_needed_moves_nothing() -> None:
    placed = annotator(snap=2).place(call("EML4::ALK", "2:42295519", "2:29223528"))
    assert placed.transcript is not None
    assert placed.transcript.five_prime.offset == 3
    assert told(placed, FlagId.SNAPPED) == ""
    assert told(placed, FlagId.NEAR_EDGE)


def test_by_default_nothing_is_moved() -> None:
    placed = annotator().place(call("EML4::ALK", "2:42295517", "2:29223527"))
    assert placed.transcript is not None
    assert (placed.transcript.five_prime.offset, placed.transcript.three_prime.offset) == (1, 1)
    assert told(placed, FlagId.SNAPPED) == ""


def test_the_sentence_names_bases_exon_and_transcript() -> None:
    placed = annotator(snap=3).place(call("EML4::ALK", "2:42295519", "2:29223528"))
    assert told(placed, FlagId.SNAPPED).startswith(
        "the 5' breakpoint is moved by 3 bases to the end of exon 13 of NM_019063.5"
    )


@pytest.mark.parametrize("five", ["2:42295517", "2:42295515"])
def test_a_break_in_dna_is_never_moved(five: str) -> None:
    wide = annotator(snap=20).place(call("EML4::ALK", five, "2:29224000", Molecule.DNA))
    plain = annotator().place(call("EML4::ALK", five, "2:29224000", Molecule.DNA))
    assert told(wide, FlagId.SNAPPED) == ""
    assert wide.transcript == plain.transcript


def test_an_edge_of_a_transcript_that_the_rule_prefers_comes_first() -> None:
    """TPM3 exon 8 of NM_152263 (MANE Select) ends where exon 7 of NM_153649 does."""
    placed = annotator(snap=5).place(call("TPM3::ALK", "1:154170403", "2:29223528"))
    assert placed.transcript is not None
    assert placed.transcript.five_prime.transcript.id.startswith("NM_152263.")
    assert placed.transcript.five_prime.break_offset == -3


def test_a_position_at_an_edge_of_any_transcript_stays() -> None:
    """EML4 6b (NM_001410776): 2:42264951, an edge of no other transcript."""
    placed = annotator(snap=20).place(call("EML4::ALK", "2:42264951", "2:29223528"))
    assert placed.transcript is not None
    assert placed.transcript.five_prime.transcript.id.startswith("NM_001410776.")
    assert told(placed, FlagId.SNAPPED) == ""


def test_without_a_molecule_positions_within_the_distance_are_a_junction() -> None:
    placed = annotator(snap=3).place(call("EML4::ALK", "2:42295518", "2:29223530", None))
    assert placed.transcript is not None
    assert not placed.transcript.five_prime.predicted
    assert (placed.transcript.five_prime.exon, placed.transcript.three_prime.exon) == (13, 20)


def test_a_single_end_is_moved_too() -> None:
    other = replace(call("NOVEL1::ALK", "1:1000", "2:29223526"), caller="arriba")
    placed = annotator(snap=2).place(other)
    assert placed.end is not None
    assert (placed.end.site.exon, placed.end.site.offset, placed.end.site.break_offset) == (20, 0, 2)
    assert told(placed, FlagId.SNAPPED).startswith(
        "the 3' breakpoint is moved by 2 bases to the start of exon 20"
    )


CONTEXTS = rows("dna_context.tsv")


@pytest.mark.parametrize(
    "row", CONTEXTS, ids=[f"{row['context']}-{row['fusion']}-{row['assembly']}" for row in CONTEXTS]
)
def test_the_context_table_of_dna_breaks(row: dict[str, str]) -> None:
    """Frames are worked out by summing coding bases exon by exon; no phase of the source is used."""
    told_call = call(row["fusion"], row["five_prime"], row["three_prime"], Molecule.DNA)
    placed = annotator(Assembly(row["assembly"])).place(told_call)
    assert placed.frame == row["frame"]
    for side in Side:
        site = placed.site(side) if placed.transcript is not None else None
        prefix = "five_prime" if side is Side.FIVE_PRIME else "three_prime"
        if site is None:
            assert row[f"{prefix}_exon"] == ""
            assert placed.because
            continue
        assert str(site.exon) == row[f"{prefix}_exon"]
        assert ";".join(str(exon) for exon in site.skipped_exons) == row[f"{prefix}_skipped"]
        assert str(site.offset) == row[f"{prefix}_offset"]
        assert site.predicted is (":" in row[prefix])


def test_every_context_stands_on_both_strands_and_builds() -> None:
    kinds = {(row["context"], row["fusion"], row["assembly"]) for row in CONTEXTS}
    strands = {"EML4::ALK", "KIF5B::RET", "BCR::ABL1", "CD74::ROS1"}
    usual = {context for context, fusion, _ in kinds if fusion in strands}
    assert len(usual) == 26
    assert all(
        (context, fusion, str(build)) in kinds
        for context in usual
        for fusion in strands
        for build in Assembly
    )


@pytest.mark.parametrize(
    ("five", "three", "says"),
    [
        ("2:42295391", "2:29224000", ["EML4 exon 13 destroyed by the break"]),
        ("2:42295716", "2:29223500", ["ALK exon 20 destroyed by the break"]),
        ("2:42295716", "2:29923586", ["ALK exon 1 left out, having no splice acceptor"]),
        ("2:42295716", "2:29224000", []),
    ],
)
def test_exons_left_out_beside_a_break_say_why(five: str, three: str, says: list[str]) -> None:
    """2:29923586 lies upstream of ALK (dna_context.tsv): nothing of exon 1 is broken there."""
    placed = annotator().place(call("EML4::ALK", five, three, Molecule.DNA))
    assert list(skipped_phrases(placed)) == says


def test_bases_inserted_at_a_dna_break_count_only_base_to_base() -> None:
    spliced = replace(call("EML4::ALK", "2:42296000", "2:29224000", Molecule.DNA), inserted_sequence="AC")
    fusion = annotator().place(spliced).transcript
    assert fusion is not None
    assert (fusion.frame.frame, fusion.inserted) == (ReadingFrame.IN_FRAME, 0)
    joined = replace(call("EML4::ALK", "2:42295510", "2:29223520", Molecule.DNA), inserted_sequence="AC")
    fusion = annotator().place(joined).transcript
    assert fusion is not None
    assert (fusion.inserted, fusion.five_prime.offset, fusion.three_prime.offset) == (2, -6, 8)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("-10,5", Interval(-10, 5)),
        ("0,0", Interval(0, 0)),
        (" -3, +4 ", Interval(-3, 4)),
        (".", None),
        ("", None),
    ],
)
def test_the_native_table_reads_intervals_and_homology(
    tmp_path: Path, cell: str, read: Interval | None
) -> None:
    (one,) = read_calls(str(native(tmp_path, cell, "7")))
    assert (one.five_prime.interval, one.three_prime.interval, one.homology) == (read, None, 7)
    assert read is None or Interval.parse(str(read)) == read


@pytest.mark.parametrize("cell", ["10,5", "-10", "-10,-5", "a,b", "-10;5", "-10..5", "-1.5,2"])
def test_an_interval_that_is_none_is_refused(tmp_path: Path, cell: str) -> None:
    with pytest.raises(InputError, match=r"five_prime_interval is not an interval such as -10,5") as caught:
        list(read_calls(str(native(tmp_path, cell, ""))))
    assert caught.value.line == 2


def test_a_negative_homology_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="homology is not a whole number"):
        list(read_calls(str(native(tmp_path, "", "-2"))))


def native(folder: Path, interval: str, homology: str) -> Path:
    path = folder / "calls.tsv"
    columns = (
        "five_prime_gene",
        "five_prime_breakpoint",
        "five_prime_interval",
        "three_prime_gene",
        "homology",
    )
    cells = ("EML4", "2:42295516", interval, "ALK", homology)
    path.write_text("\t".join(columns) + "\n" + "\t".join(cells) + "\n", encoding="utf-8")
    return path


# EML4 (+) exon 13 ends at 2:42295516; ALK (-) exon 20 begins at 2:29223528. E13;A20 is in frame, E12;A20 and
# E13;A21 are not (tests/tables: junctions.tsv, refused.tsv, dna_context.tsv).
WITHIN = [
    # 5', 3', 5' interval, 3' interval, homology, molecule, exons told, what is said of the rest
    ("2:42296000", "2:29224000", "-10,10", "-50,50", None, "dna", (13, 20), None),
    ("2:42296000", "2:29224000", "-400,400", "-400,400", None, "dna", (13, 20), None),
    ("2:42295520", "2:29224000", "-10,5", None, None, "dna", (13, 20), ["exon 12 to exon 20, out-of-frame"]),
    ("2:42295520", "2:29224000", "-3,5", None, None, "dna", (13, 20), None),
    ("2:42295520", "2:29224000", "-4,5", None, None, "dna", (13, 20), ["exon 12 to exon 20, out-of-frame"]),
    ("2:42295514", "2:29224000", "0,5", None, None, "dna", (12, 20), ["exon 13 to exon 20, in-frame"]),
    ("2:42296000", "2:29223530", None, "-5,0", None, "dna", (13, 20), ["exon 13 to exon 21, out-of-frame"]),
    ("2:42296000", "2:29223530", None, "0,5", None, "dna", (13, 20), None),
    ("2:42295518", "2:29224000", None, None, 5, "dna", (13, 20), ["exon 12 to exon 20, out-of-frame"]),
    ("2:42295518", "2:29224000", None, None, 1, "dna", (13, 20), None),
    ("2:42295510", "2:29223520", None, None, 3, "dna", (13, 20), None),
    ("2:42295510", "2:29223520", "-3,3", None, None, "dna", (13, 20),
     ["inside exon 13 to inside exon 20, in-frame"]),
    ("2:42295516", "2:29223528", None, None, None, "rna", (13, 20), None),
    ("2:42295516", "2:29223528", "-2,0", None, None, "rna", (13, 20),
     ["inside exon 13 to exon 20, out-of-frame"]),
    ("2:42295516", "2:29223528", "0,2", None, None, "rna", (13, 20),
     ["the intron next to exon 13 to exon 20, out-of-frame"]),
    ("2:42295516", "2:29223528", None, None, 2, "rna", (13, 20), None),
    ("2:42295516", "2:29223528", "-2,0", "0,2", 2, "rna", (13, 20), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("five", "three", "five_within", "three_within", "homology", "molecule", "exons", "others"),
    WITHIN,
    ids=[str(row[:6]) for row in WITHIN],
)
def test_what_the_interval_leaves_open_is_said(
    five: str,
    three: str,
    five_within: str | None,
    three_within: str | None,
    homology: int | None,
    molecule: str,
    exons: tuple[int, int],
    others: list[str] | None,
) -> None:
    plain = call("EML4::ALK", five, three, Molecule(molecule))
    uncertain = replace(
        plain,
        five_prime=replace(plain.five_prime, interval=five_within and Interval.parse(five_within)),
        three_prime=replace(plain.three_prime, interval=three_within and Interval.parse(three_within)),
        homology=homology,
    )
    placed = annotator().place(uncertain)
    assert placed.transcript is not None
    assert (placed.transcript.five_prime.exon, placed.transcript.three_prime.exon) == exons
    assert placed.transcript == annotator().place(plain).transcript
    sentence = told(placed, FlagId.INTERVAL)
    assert (sentence != "") is (others is not None)
    for other in others or ():
        assert other in sentence


CODONS = [
    # genes, 5', 3', 5' interval, 3' interval, told, what is said of the rest
    ("TMPRSS2::ERG", "21:41498140", "21:38445621", "-20,20", None, "no-protein", "exon 2, in-frame"),
    ("EML4::ALK", "2:42330202", "2:29223528", "0,8", None, "in-frame", "exon 20, stop-codon"),
    ("EML4::ALK", "2:42295516", "2:29193231", None, "-10,0", "in-frame", "exon 29, out-of-frame"),
]


@pytest.mark.parametrize(("genes", "five", "three", "five_within", "three_within", "frame", "says"), CODONS)
def test_start_and_stop_codon_within_the_interval_are_seen(
    genes: str,
    five: str,
    three: str,
    five_within: str | None,
    three_within: str | None,
    frame: str,
    says: str,
) -> None:
    """Start codon of TMPRSS2 (-) at 21:41498133, stop codons of EML4 (+) up to 2:42330207 and of ALK (-) down
    to 2:29193224: MANE Select NM_005656, NM_019063 and NM_004304 on GRCh38."""
    plain = call(genes, five, three)
    uncertain = replace(
        plain,
        five_prime=replace(plain.five_prime, interval=five_within and Interval.parse(five_within)),
        three_prime=replace(plain.three_prime, interval=three_within and Interval.parse(three_within)),
    )
    placed = annotator().place(uncertain)
    assert placed.frame == frame
    assert says in told(placed, FlagId.INTERVAL)


def test_the_interval_is_named_with_its_side() -> None:
    plain = call("EML4::ALK", "2:42295520", "2:29224000", Molecule.DNA)
    uncertain = replace(plain, five_prime=replace(plain.five_prime, interval=Interval(-10, 5)))
    assert told(annotator().place(uncertain), FlagId.INTERVAL) == (
        "within the interval -10,5 of the 5' breakpoint: exon 12 to exon 20, out-of-frame;"
        " told here, at the stated position: exon 13 to exon 20, in-frame"
    )


def test_an_interval_that_reaches_a_junction_is_said_where_the_position_makes_none() -> None:
    """2:42169400 lies in exon 1 of EML4, whose donor is lost; exon 1 ends at 2:42169562."""
    plain = call("EML4::ALK", "2:42169400", "2:29224000", Molecule.DNA)
    uncertain = replace(plain, five_prime=replace(plain.five_prime, interval=Interval(-50, 1000)))
    placed = annotator().place(uncertain)
    assert placed.transcript is None
    assert "exon 1 to exon 20" in told(placed, FlagId.INTERVAL)
    assert "no junction" in told(placed, FlagId.INTERVAL)


def test_a_frame_that_the_interval_would_keep_is_shown_beside() -> None:
    plain = call("EML4::ALK", "2:42295514", "2:29224000", Molecule.DNA)
    uncertain = replace(plain, five_prime=replace(plain.five_prime, interval=Interval(0, 5)))
    placed = annotator().place(uncertain)
    assert placed.frame is ReadingFrame.OUT_OF_FRAME
    assert [(each.five_prime.exon, each.frame.frame) for each in placed.alternatives] == [
        (13, ReadingFrame.IN_FRAME)
    ]


def test_a_stop_codon_in_the_reads_is_told_as_the_verdict_and_not_argued_away() -> None:
    """The reads hold TAA across the junction of EML4 exon 13 and ALK exon 20."""
    seen = CallerSequence("GGACCTAAAT", "AATACCGCCGGAAGC", None, 10, 15)
    plain = replace(call("EML4::ALK", "2:42295516", "2:29223528"), caller="arriba", sequence=seen)
    uncertain = replace(plain, five_prime=replace(plain.five_prime, interval=Interval(-10, 10)))
    placed = annotator().place(uncertain)
    sentence = told(placed, FlagId.INTERVAL)
    assert placed.frame is ReadingFrame.STOP_CODON
    assert "told here, at the stated position: exon 13 to exon 20, stop-codon" in sentence
    assert "arriba gives lies at the stated position, the others are judged without it" in sentence
    assert "exon 20, in-frame" in sentence
    assert placed.alternatives == ()


def test_a_huge_interval_costs_no_more_than_a_small_one() -> None:
    plain = call("EML4::ALK", "2:42295520", "2:29224000", Molecule.DNA)
    wide = Interval(-100_000, 100_000)
    uncertain = replace(
        plain,
        five_prime=replace(plain.five_prime, interval=wide),
        three_prime=replace(plain.three_prime, interval=wide),
    )
    sentence = told(annotator().place(uncertain), FlagId.INTERVAL)
    assert "more; told here" in sentence
    assert len(sentence) < 600


SMALL = [Layout(each) for each in small_genome()]
NEARBY = (-4, -3, -2, -1, 0, 1, 2, 3, 4, 28, 29, 30, 31, 32, 33)
Answer = tuple[tuple[int, int] | None, tuple[str, str], ReadingFrame]


def landmarks(layout: Layout) -> list[int]:
    """Positions around everything at which the meaning of a position can turn."""
    exons = layout.transcript.exons
    turns = {edge for exon in exons for edge in (exon.start, exon.end)}
    turns |= {layout.transcript.cds_start or 0, layout.transcript.cds_end or 0} - {0}
    signs = (1, -1)
    return sorted({turn + sign * aside for turn in turns for aside in NEARBY for sign in signs})


Uncertain = tuple[Layout, Breakpoint, Interval | None]


@st.composite
def uncertain_end(draw: st.DrawFn, reach: int) -> Uncertain:
    layout = draw(st.sampled_from(SMALL))
    place = Breakpoint(layout.transcript.contig, draw(st.sampled_from(landmarks(layout))))
    within = Interval(-draw(st.integers(0, reach)), draw(st.integers(0, reach)))
    return layout, place, within if reach else None


UNCERTAIN_ENDS = st.sampled_from(((0, 40), (40, 0), (3, 30), (30, 3), (7, 7))).flatmap(
    lambda reach: st.tuples(uncertain_end(reach[0]), uncertain_end(reach[1]))
)


def at_every_position(
    told_call: FusionCall, read_as: ReadAs, layouts: tuple[Layout, Layout]
) -> Iterator[Answer]:
    """What the call means at each position that its intervals or its homology allow, the stated one first."""
    ends = (told_call.five_prime, told_call.three_prime)
    places = [end.breakpoint.position for end in ends if end.breakpoint is not None]
    signs = [1 if each.transcript.is_plus else -1 for each in layouts]
    if told_call.homology:
        both = range(-told_call.homology, told_call.homology + 1)
        moves = [(shift * signs[0], shift * signs[1]) for shift in sorted(both, key=abs)]
    else:
        spans = [range(each.low, each.high + 1) if (each := end.interval) else range(1) for end in ends]
        moves = [(0, 0), *product(*spans)]
    for move in moves:
        at = [
            Breakpoint(each.transcript.contig, place + shift)
            for each, place, shift in zip(layouts, places, move, strict=True)
        ]
        yield answer_at(told_call, read_as, layouts, (at[0], at[1]))


def answer_at(
    told_call: FusionCall, read_as: ReadAs, layouts: tuple[Layout, Layout], at: tuple[Breakpoint, Breakpoint]
) -> Answer:
    five, three = layouts
    try:
        if read_as is ReadAs.BREAK:
            sites = predicted_sites(five, at[0], three, at[1])
        else:
            sites = observed_site(five, Side.FIVE_PRIME, at[0]), observed_site(three, Side.THREE_PRIME, at[1])
    except NoJunction:
        return None, ("", ""), ReadingFrame.UNDETERMINED
    frame = frame_verdict(five, sites[0], three, sites[1], between(told_call, *sites)).frame
    return (sites[0].exon, sites[1].exon), (_where(sites[0]), _where(sites[1])), frame


@settings(max_examples=2500, deadline=None)
@given(
    UNCERTAIN_ENDS,
    st.sampled_from((ReadAs.JUNCTION, ReadAs.BREAK)),
    st.sampled_from((None, None, "A", "ATAGC", 40)),
    st.sampled_from((None, None, 4)),
)
def test_the_flag_is_raised_exactly_where_another_position_means_another(
    uncertain_ends: tuple[Uncertain, Uncertain],
    read_as: ReadAs,
    inserted: str | int | None,
    homology: int | None,
) -> None:
    """Every position of the interval is told by itself, on transcripts with exons of 1 to 3 bases, introns of
    which 30 bases are retained and not, and both UTRs."""
    five, three = uncertain_ends
    ends = [
        Partner(name, place, interval=None if homology else interval)
        for name, (_, place, interval) in zip(("A", "B"), (five, three), strict=True)
    ]
    uncertain = FusionCall("table", ends[0], ends[1], homology=homology)
    if isinstance(inserted, int):
        uncertain = replace(uncertain, inserted_bases=inserted)
    else:
        uncertain = replace(uncertain, inserted_sequence=inserted)
    stated, *others = at_every_position(uncertain, read_as, (five[0], three[0]))
    marks = Movable(five[0], Side.FIVE_PRIME, five[1]), Movable(three[0], Side.THREE_PRIME, three[1])
    is_moved = not (homology and read_as is ReadAs.JUNCTION)
    found = within_interval(uncertain, read_as, marks, stated[2], judged_by_phase)
    assert bool(found.flags) is (is_moved and any(other != stated for other in others))
    if is_moved:
        answers = intervals._answers(uncertain, read_as, marks, stated[2], judged_by_phase)
        assert {told_answer(each.answer.frame, each.pair) for each in answers} == {stated, *others}
        frames = {frame for exons, _, frame in others if exons is not None}
        is_offered = stated[2] is not ReadingFrame.IN_FRAME and ReadingFrame.IN_FRAME in frames
        assert bool(found.in_frame) is is_offered


def judged_by_phase(told_call: FusionCall, pair: Pair) -> FrameVerdict:
    sites = pair.five_prime.site, pair.three_prime.site
    return judge_of({}).verdict(told_call, pair, between(told_call, *sites))


def told_answer(frame: ReadingFrame, pair: Pair | None) -> Answer:
    if pair is None:
        return None, ("", ""), frame
    five, three = pair.five_prime.site, pair.three_prime.site
    return (five.exon, three.exon), (_where(five), _where(three)), frame


def _where(site: JunctionSite) -> str:
    return str(site.region) if site.offset else ""


# The last column is what the positions would make in RNA, taken as they stand.
UNCLEAR = [
    ("EML4::ALK", "2:42295510", "2:29223520", Effect.FRAMESHIFT),
    ("TMPRSS2::ERG", "21:41507980", "21:38445500", Effect.PROMOTER_SWAP),
    ("EML4::ALK", "2:42330700", "2:29223520", Effect.FIVE_PRIME_COMPLETE),
    ("EML4::ALK", "2:42295510", "2:29193000", Effect.INTO_THREE_PRIME_UTR),
    ("EGFR::EGFR", "7:55019300", "7:55155850", Effect.FRAMESHIFT),
]


@pytest.mark.parametrize(("genes", "five", "three", "effect"), UNCLEAR, ids=[str(row) for row in UNCLEAR])
def test_a_molecule_that_nobody_states_leaves_effect_and_names_by_exon_open(
    genes: str, five: str, three: str, effect: Effect
) -> None:
    read = annotator().place(call(genes, five, three))
    assert read.transcript is not None
    assert read.transcript.effect is effect
    assert not read.transcript.is_unclear
    placed = annotator().place(call(genes, five, three, None))
    open_ = placed.transcript
    assert open_ is not None
    assert open_.is_unclear
    assert (open_.frame.frame, open_.effect) == (ReadingFrame.UNDETERMINED, Effect.UNDETERMINED)
    assert "state --molecule" in open_.effect_because
    name = name_fusion(placed, lambda contig, position: None)
    assert (name.exons, name.variant, name.hgvs, placed.event_name) == (None, None, None, None)
    assert ":e." not in (name.vicc or "")
    assert name.hgnc == genes


# Exon 1 of SH3YL1 (NM_015677) ends with the first base of its start codon.
CUT_STARTS = [
    ("GRCh38", "SH3YL1::NTRK1", "2:263984", "1:156874571", Molecule.RNA),
    ("GRCh38", "SH3YL1::NTRK1", "1", "10", None),
    ("GRCh38", "SH3YL1::NTRK1", "1", "10", Molecule.DNA),
    ("GRCh38", "SH3YL1::NTRK1", "2:263983", "1:156874571", Molecule.RNA),
    ("GRCh38", "SH3YL1::NTRK1", "2:263900", "1:156874000", Molecule.DNA),
    ("GRCh38", "SH3YL1::ALK", "2:263984", "2:29193000", Molecule.RNA),
    ("GRCh38", "SH3YL1::MALAT1", "2:263984", "11:65500000", Molecule.RNA),
    ("GRCh37", "ADPRS::ADPRS", "1:36554506", "1:36556911", Molecule.DNA),
]


@pytest.mark.parametrize("row", CUT_STARTS, ids=[" ".join(map(str, row)) for row in CUT_STARTS])
def test_a_cut_start_codon_leaves_frame_and_product_open(
    row: tuple[str, str, str, str, Molecule | None],
) -> None:
    """By RefSeq's exons and coding spans the 5' partner keeps one or two coding bases."""
    assembly, genes, five, three, molecule = row
    placed = annotator(Assembly(assembly)).place(call(genes, five, three, molecule))
    fusion, gene = placed.transcript, genes.split("::")[0]
    assert fusion is not None
    assert (fusion.frame.frame, fusion.effect) == (ReadingFrame.UNDETERMINED, Effect.UNDETERMINED)
    assert f"cuts the start codon of {gene}: whether one is made needs" in fusion.frame.because
    assert "residue" not in fusion.effect_because
    assert fusion.kinase.status in (KinaseStatus.UNDETERMINED, KinaseStatus.LOST, KinaseStatus.NONE)


def test_the_gene_s_own_splice_junction_cuts_no_start_codon() -> None:
    """SH3YL1's exons 1 and 2 share the start codon."""
    placed = annotator().place(call("SH3YL1::SH3YL1", "1", "2", Molecule.RNA))
    assert placed.frame is ReadingFrame.IN_FRAME


READ = rows("rna_context.tsv")


@pytest.mark.parametrize(
    "row", READ, ids=[f"{row['context']}-{row['fusion']}-{row['assembly']}" for row in READ]
)
def test_junctions_of_rna_are_taken_as_they_are(row: dict[str, str]) -> None:
    """Frames are worked out by summing coding bases exon by exon; no phase of the source is used."""
    read = replace(
        call(row["fusion"], row["five_prime"], row["three_prime"]), inserted_sequence=row["inserted"] or None
    )
    placed = annotator(Assembly(row["assembly"])).place(read)
    assert placed.transcript is not None
    for prefix, site in (
        ("five_prime", placed.transcript.five_prime),
        ("three_prime", placed.transcript.three_prime),
    ):
        assert (str(site.exon), str(site.region)) == (row[f"{prefix}_exon"], row[f"{prefix}_region"])
        assert row[f"{prefix}_offset"] in ("", str(site.offset))
        assert not site.predicted
    assert placed.frame == row["frame"]
