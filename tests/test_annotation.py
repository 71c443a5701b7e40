"""Junctions, frames, lengths and domains against published fusions, on both builds."""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from fusionanno.annotation import Annotator
from fusionanno.genemodel import load_gene_model
from fusionanno.model import (
    Assembly,
    Breakpoint,
    EventKind,
    FlagId,
    FusionCall,
    KinaseStatus,
    Molecule,
    Neighbour,
    Partner,
    PartnerOrder,
    PlacedFusion,
    ReadingFrame,
    Region,
    Side,
    Strand,
)
from fusionanno.naming import exon_name, parse_fusion

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def annotator(assembly: Assembly) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly))


def place_words(words: str, assembly: Assembly = Assembly.GRCH38) -> PlacedFusion:
    model = load_gene_model("embedded", assembly)
    return annotator(assembly).place(parse_fusion(words, model.is_symbol))


def call(
    five: str | None,
    five_at: str | None,
    three: str | None,
    three_at: str | None,
    molecule: Molecule | None = Molecule.RNA,
) -> FusionCall:
    """A call from symbols and "contig:position" texts."""
    ends = [Breakpoint.parse(text) if text else None for text in (five_at, three_at)]
    return FusionCall("fusionanno", Partner(five, ends[0]), Partner(three, ends[1]), molecule)


JUNCTIONS = rows("junctions.tsv")


@pytest.mark.parametrize(
    "row", JUNCTIONS, ids=[f"{row['fusion']}-{row['literature']}-{row['assembly']}" for row in JUNCTIONS]
)
def test_published_junctions(row: dict[str, str]) -> None:
    five, three = row["fusion"].split("::")
    placed = annotator(Assembly(row["assembly"])).place(
        call(five, row["five_prime_breakpoint"], three, row["three_prime_breakpoint"])
    )
    fusion = placed.transcript
    assert fusion is not None
    assert placed.event is EventKind.FUSION
    ends = (fusion.five_prime, fusion.three_prime)
    assert [(end.transcript.id.split(".")[0], end.exon, end.offset) for end in ends] == [
        (row["five_prime_transcript"], int(row["five_prime_exon"]), 0),
        (row["three_prime_transcript"], int(row["three_prime_exon"]), 0),
    ]
    assert fusion.frame.frame == row["frame"]
    assert str(fusion.frame.protein_length or "") == row["residues"]


@pytest.mark.parametrize("row", rows("refused.tsv"), ids=lambda row: row["words"])
def test_structures_that_carry_no_therapy(row: dict[str, str]) -> None:
    fusion = place_words(row["words"]).transcript
    assert fusion is not None
    assert row["frame"] in ("", fusion.frame.frame)
    assert fusion.kinase.status == row["kinase"]


EXON_ONLY = [
    # words, 5' MANE exon, 3' MANE exon, frame, residues, source of the junction
    ("EML4-ALK (E6:A20)", 6, 20, "in-frame", 785, "founding case; length of variant 3a"),
    ("EML4-ALK E13;A20", 13, 20, "in-frame", 1059, "PMID:17625570"),
    ("CD74-ROS1 C6;R34", 6, 35, "in-frame", 703, "PMID:22327623, NM_002944"),
    ("TPM3-ALK T7;A20", 8, 20, "in-frame", 821, "PMID:10934142, NM_153649"),
    ("CARS-ALK C17;A20", 18, 20, "in-frame", 1252, "PMID:13679433, NM_001751"),
    ("KIF5B-RET.K15R12.COSF1232", 15, 12, "in-frame", 977, "PMID:22327622"),
]


@pytest.mark.parametrize(
    ("words", "five_exon", "three_exon", "frame", "residues", "_source"),
    EXON_ONLY,
    ids=[row[0] for row in EXON_ONLY],
)
@pytest.mark.parametrize("assembly", list(Assembly))
def test_exons_without_positions(
    words: str, five_exon: int, three_exon: int, frame: str, residues: int, _source: str, assembly: Assembly
) -> None:
    fusion = place_words(words, assembly).transcript
    assert fusion is not None
    assert (fusion.five_prime.exon, fusion.three_prime.exon) == (five_exon, three_exon)
    assert (fusion.frame.frame, fusion.frame.protein_length) == (frame, residues)
    assert fusion.kinase.status is KinaseStatus.INTACT


def test_the_literature_number_stands_beside_ours() -> None:
    fusion = place_words("CD74-ROS1 C6;R34").transcript
    assert fusion is not None
    assert fusion.three_prime.transcript.id == "NM_001378902.1"
    assert [(each.transcript.split(".")[0], each.exon) for each in fusion.three_prime.literature] == [
        ("NM_002944", 34)
    ]
    assert "NM_002944" in fusion.three_prime.because


def test_secondary_numbering_is_flagged_never_chosen() -> None:
    placed = place_words("EML4-ALK E12;A20")
    assert placed.transcript is not None
    assert placed.transcript.five_prime.exon == 12
    assert FlagId.NUMBERING_CLASH in [flag.id for flag in placed.flags]


# 5' and 3' breaks of DNA against the junction that they predict; edges of EML4 and ALK exons on GRCh38:
# EML4 exon 13 ends at 42295516, exon 14 at 42301392; ALK (minus) exon 20 begins at 29223528.
DNA = [
    ("intron/intron", "2:42296000", "2:29224000", (13, 20), ((), ())),
    ("exon/intron skips the broken exon", "2:42301390", "2:29224000", (13, 20), ((14,), ())),
    ("intron/exon takes the next exon", "2:42296000", "2:29223500", (13, 21), ((), (20,))),
]


@pytest.mark.parametrize(("what", "five", "three", "exons", "skipped"), DNA, ids=[row[0] for row in DNA])
def test_dna_breaks_predict_a_junction(
    what: str, five: str, three: str, exons: tuple[int, int], skipped: tuple[tuple[int, ...], ...]
) -> None:
    placed = annotator(Assembly.GRCH38).place(call("EML4", five, "ALK", three, Molecule.DNA))
    fusion = placed.transcript
    assert fusion is not None, what
    assert (fusion.five_prime.exon, fusion.three_prime.exon) == exons
    assert (fusion.five_prime.skipped_exons, fusion.three_prime.skipped_exons) == skipped
    assert fusion.five_prime.predicted
    assert (fusion.five_prime.offset, fusion.three_prime.offset) == (0, 0)
    assert fusion.five_prime.break_offset != 0


def test_dna_exon_to_exon_joins_base_to_base() -> None:
    placed = annotator(Assembly.GRCH38).place(call("EML4", "2:42295510", "ALK", "2:29223520", Molecule.DNA))
    fusion = placed.transcript
    assert fusion is not None
    assert (fusion.five_prime.offset, fusion.three_prime.offset) == (-6, 8)
    assert fusion.frame.frame is ReadingFrame.OUT_OF_FRAME


def test_dna_break_upstream_joins_exon_2() -> None:
    """Exon 1 has no acceptor."""
    placed = annotator(Assembly.GRCH38).place(call("EML4", "2:42296000", "ALK", "2:29921700", Molecule.DNA))
    assert placed.transcript is not None
    assert placed.transcript.three_prime.exon == 2
    assert placed.transcript.three_prime.region is Region.UPSTREAM


def test_molecule_that_nobody_stated_goes_by_the_positions() -> None:
    introns = annotator(Assembly.GRCH38).place(call("EML4", "2:42296000", "ALK", "2:29224000", None))
    assert introns.transcript is not None
    assert introns.transcript.five_prime.predicted
    assert FlagId.MOLECULE_ASSUMED in [flag.id for flag in introns.flags]
    edges = annotator(Assembly.GRCH38).place(call("EML4", "2:42295516", "ALK", "2:29223528", None))
    assert edges.transcript is not None
    assert not edges.transcript.five_prime.predicted


def test_rna_inside_an_intron_keeps_the_intron_bases() -> None:
    """EML4 exon 14 plus 2 intronic bases, 56 intronic bases before ALK exon 20: as Arriba reports."""
    placed = annotator(Assembly.GRCH38).place(call("EML4", "2:42301394", "ALK", "2:29223584"))
    fusion = placed.transcript
    assert fusion is not None
    assert (fusion.five_prime.exon, fusion.five_prime.offset) == (14, 2)
    assert (fusion.three_prime.exon, fusion.three_prime.offset) == (20, -56)


def test_strand_against_the_gene_is_antisense() -> None:
    ordinary = call("EML4", "2:42295516", "ALK", "2:29223528")
    turned = replace(ordinary, three_prime=replace(ordinary.three_prime, strand=Strand.PLUS))
    placed = annotator(Assembly.GRCH38).place(turned)
    assert placed.event is EventKind.ANTISENSE
    assert placed.transcript is None
    assert "ALK" in placed.because


def test_partner_without_exon_or_position_is_undetermined() -> None:
    placed = place_words("EML4::ALK")
    assert placed.transcript is None
    assert placed.frame is ReadingFrame.UNDETERMINED
    assert "neither exon nor position" in placed.because


def test_a_locus_has_no_transcript() -> None:
    placed = place_words("IGH::ALK")
    assert placed.event is EventKind.REGION


REFUSED = [
    ("EML4-ALK E99;A20", "no exon 99"),
    ("EML4{NM_000000.1}:e.13::ALK{NM_004304.5}:e.20", "NM_000000.1"),
    ("EML4{NM_004304.5}:e.13::ALK{NM_004304.5}:e.20", "belongs to ALK"),
]


@pytest.mark.parametrize(("words", "says"), REFUSED)
def test_what_cannot_be_is_refused(words: str, says: str) -> None:
    with pytest.raises(Exception, match=says):
        place_words(words)


def test_position_far_outside_the_gene_is_refused_for_a_person_and_flagged_for_a_program() -> None:
    wrong = call("EML4", "2:142295516", "ALK", "2:29223528")
    with pytest.raises(ValueError, match="lies outside EML4"):
        annotator(Assembly.GRCH38).place(wrong)
    placed = annotator(Assembly.GRCH38).place(replace(wrong, caller="arriba"))
    assert FlagId.OUTSIDE_GENE in [flag.id for flag in placed.flags]


# Lengths of chromosomes: GRCh38 2 is 242193529, 14 is 107043718 (UCSC chromInfo).
BEYOND = [
    ("no gene named", call(None, "2:42299123", None, "2:99929223700"), "2:99929223700"),
    ("an immunoglobulin locus", call("DUX4", "4:190174997", "IGH", "14:190287409"), "14:190287409"),
    ("the other partner", call("EML4", "2:242193530", "ALK", "2:29223528"), "2:242193530"),
    ("an unknown gene", call("NOGENE1", "14:107043719", "ALK", "2:29223528"), "14:107043719"),
]


@pytest.mark.parametrize(("what", "wrong", "place"), BEYOND, ids=[what for what, *_ in BEYOND])
def test_a_position_beyond_its_chromosome_is_refused_for_a_person_and_flagged_for_a_program(
    what: str, wrong: FusionCall, place: str
) -> None:
    says = f"{place} lies beyond the contig's end on GRCh38; check --assembly"
    for order in PartnerOrder:
        placed = annotator(Assembly.GRCH38).place(replace(wrong, caller="arriba", order=order))
        flags = {flag.id: flag.because for flag in placed.flags}
        assert flags[FlagId.BEYOND_CONTIG] == says
        assert FlagId.OUTSIDE_GENE not in flags
        assert (placed.event, placed.transcript) == (EventKind.UNDETERMINED, None)
    if what != "an unknown gene":
        with pytest.raises(ValueError, match=says):
            annotator(Assembly.GRCH38).place(wrong)


def test_the_last_base_of_a_chromosome_is_on_it() -> None:
    last = replace(call(None, "2:242193529", "ALK", "2:29223528"), caller="arriba")
    flags = {flag.id for flag in annotator(Assembly.GRCH38).place(last).flags}
    assert FlagId.BEYOND_CONTIG not in flags


def test_unknown_symbol_of_a_program_is_read_by_position() -> None:
    told = call("RP11-0000.1", "2:42295516", "ALK", "2:29223528")
    told = replace(told, caller="arriba", five_prime=replace(told.five_prime, strand=Strand.PLUS))
    placed = annotator(Assembly.GRCH38).place(told)
    assert placed.five_symbol == "EML4"
    assert FlagId.BY_POSITION in [flag.id for flag in placed.flags]


def test_a_caller_that_names_only_neighbours_is_read_by_position() -> None:
    """Arriba v1 on an annotation of its own: BRD4(1122),BRD4-1(2233) inside BRD4."""
    told = call("BRD4", "19:15254152", "NUTM1", "15:34347969")
    between = replace(
        told.five_prime, symbol=None, strand=Strand.MINUS, neighbours=(Neighbour("BRD4", 1122),)
    )
    placed = annotator(Assembly.GRCH38).place(replace(told, caller="arriba", five_prime=between))
    assert (placed.five_symbol, placed.frame) == ("BRD4", ReadingFrame.IN_FRAME)
    assert FlagId.BY_POSITION in [flag.id for flag in placed.flags]
    nowhere = replace(between, breakpoint=Breakpoint("19", 1))
    placed = annotator(Assembly.GRCH38).place(replace(told, caller="arriba", five_prime=nowhere))
    assert placed.event is EventKind.INTERGENIC


def test_the_callers_frame_stands_beside_ours() -> None:
    told = replace(
        call("EML4", "2:42301392", "ALK", "2:29223528"), caller="arriba", caller_frame=ReadingFrame.IN_FRAME
    )
    placed = annotator(Assembly.GRCH38).place(told)
    assert placed.frame is ReadingFrame.OUT_OF_FRAME
    assert FlagId.FRAME_DISAGREES in [flag.id for flag in placed.flags]


@pytest.mark.parametrize(
    ("names", "is_flagged"),
    [
        (("ENST00000318522", "ENST00000389048"), True),  # MANE Select of EML4 and ALK
        (("ENST00000402711", "ENST00000389048"), False),  # another transcript of EML4
        ((None, None), True),
    ],
)
def test_a_frame_of_other_transcripts_is_not_compared(
    names: tuple[str | None, str | None], is_flagged: bool
) -> None:
    """EasyFuse writes a row for every pair of transcripts."""
    plain = call("EML4", "2:42301392", "ALK", "2:29223528")
    five, three = (
        replace(end, transcript=name)
        for end, name in zip((plain.five_prime, plain.three_prime), names, strict=True)
    )
    told = replace(
        plain, caller="easyfuse", five_prime=five, three_prime=three, caller_frame=ReadingFrame.IN_FRAME
    )
    flags = [flag.id for flag in annotator(Assembly.GRCH38).place(told).flags]
    assert (FlagId.FRAME_DISAGREES in flags) is is_flagged


@pytest.mark.parametrize("row", rows("offsets.tsv"), ids=lambda row: row["words"])
def test_lost_bases_count_for_the_kinase(row: dict[str, str]) -> None:
    """ALK kinase domain: residues 1117 to 1382 (InterPro); coding base 3173 is the first of exon 20."""
    fusion = place_words(row["words"]).transcript
    assert fusion is not None
    assert (fusion.frame.frame, fusion.kinase.status) == (row["frame"], row["kinase"])


def test_a_transcript_without_the_kinase_has_none_to_keep() -> None:
    """The last exon of truncated TrkC (NM_001007156) splices like any other, and codes for no kinase."""
    told = call("ETV6", "12:11869969", "NTRK3", "15:87981360")
    fusion = annotator(Assembly.GRCH38).place(told).transcript
    assert fusion is not None
    assert fusion.three_prime.transcript.id.startswith("NM_001007156.")
    assert fusion.kinase.status is KinaseStatus.LOST
    assert "does not code for it" in fusion.kinase.because


def test_dna_with_one_exon_and_one_position_predicts_the_other_end() -> None:
    told = call("EML4", None, "ALK", "2:29223600", Molecule.DNA)
    told = replace(told, five_prime=replace(told.five_prime, exon=13))
    fusion = annotator(Assembly.GRCH38).place(told).transcript
    assert fusion is not None
    assert (fusion.three_prime.exon, fusion.three_prime.offset, fusion.three_prime.predicted) == (20, 0, True)
    assert (fusion.frame.frame, fusion.frame.protein_length) == (ReadingFrame.IN_FRAME, 1059)


def test_positions_that_fit_no_molecule_have_no_frame() -> None:
    """One position inside an exon, one in an intron: a junction with retained bases, or a break in DNA."""
    placed = annotator(Assembly.GRCH38).place(call("EML4", "2:42264800", "ALK", "2:29223450", None))
    assert placed.frame is ReadingFrame.UNDETERMINED
    assert FlagId.MOLECULE_ASSUMED in [flag.id for flag in placed.flags]
    as_dna = annotator(Assembly.GRCH38).place(call("EML4", "2:42264800", "ALK", "2:29223450", Molecule.DNA))
    assert as_dna.transcript is not None
    assert (as_dna.transcript.five_prime.exon, as_dna.transcript.three_prime.exon) == (6, 21)


INSERTS = [
    # bases between EML4 exon 13 (one base into a codon) and ALK exon 20, frame, why
    ("ACT", ReadingFrame.IN_FRAME, "xAC T.."),
    ("ACTAAC", ReadingFrame.STOP_CODON, "xAC TAA"),
    ("TAA", ReadingFrame.IN_FRAME, "the stop is not in frame: xTA A.."),
    ("ACTA", ReadingFrame.OUT_OF_FRAME, "four bases"),
]


@pytest.mark.parametrize(("bases", "frame", "why"), INSERTS, ids=[row[0] for row in INSERTS])
def test_a_stop_in_the_inserted_bases_is_seen(bases: str, frame: ReadingFrame, why: str) -> None:
    told = replace(call("EML4", "2:42295516", "ALK", "2:29223528"), inserted_sequence=bases)
    assert annotator(Assembly.GRCH38).place(told).frame is frame, why


@pytest.mark.parametrize(
    ("caller_frame", "frame"),
    [(None, ReadingFrame.UNDETERMINED), (ReadingFrame.IN_FRAME, ReadingFrame.IN_FRAME)],
)
def test_retained_intron_is_in_frame_only_where_the_caller_saw_it(
    caller_frame: ReadingFrame | None, frame: ReadingFrame
) -> None:
    told = replace(call("EML4", "2:42301394", "ALK", "2:29223584"), caller_frame=caller_frame)
    assert annotator(Assembly.GRCH38).place(told).frame is frame


@pytest.mark.parametrize("shift", [-4, -2, -1, 1, 2, 4])
def test_a_position_next_to_an_edge_shows_what_the_edge_would_mean(shift: int) -> None:
    """Panels misplace junctions by up to 4 bases; told as it is, with the snapped reading beside it."""
    placed = annotator(Assembly.GRCH38).place(call("EML4", "2:42295516", "ALK", f"2:{29223528 + shift}"))
    assert placed.frame is not ReadingFrame.IN_FRAME
    assert ReadingFrame.IN_FRAME in [other.frame.frame for other in placed.alternatives]
    assert FlagId.NEAR_EDGE in [flag.id for flag in placed.flags]


def test_an_exact_edge_has_no_other_reading() -> None:
    placed = annotator(Assembly.GRCH38).place(call("EML4", "2:42295516", "ALK", "2:29223528"))
    assert placed.alternatives == ()
    assert placed.flags == ()


def test_exon_and_position_must_meet() -> None:
    told = call("EML4", "2:42264731", "ALK", "2:29223528")
    wrong = replace(told, five_prime=replace(told.five_prime, exon=13))
    with pytest.raises(ValueError, match="exon 13 of EML4 is stated"):
        annotator(Assembly.GRCH38).place(wrong)
    placed = annotator(Assembly.GRCH38).place(replace(wrong, caller="panel"))
    assert FlagId.EXON_CONTRADICTS in [flag.id for flag in placed.flags]
    right = replace(told, five_prime=replace(told.five_prime, exon=6))
    assert annotator(Assembly.GRCH38).place(right).frame is ReadingFrame.IN_FRAME


def test_a_stated_transcript_tells_a_position() -> None:
    told = call("EML4", "2:42295516", "ALK", "2:29223528")
    told = replace(told, five_prime=replace(told.five_prime, transcript="NM_001145076"))
    fusion = annotator(Assembly.GRCH38).place(told).transcript
    assert fusion is not None
    assert fusion.five_prime.exon == 12


def test_a_pseudoautosomal_gene_is_found_on_y() -> None:
    model = load_gene_model("embedded", Assembly.GRCH38)
    on_y = next(each for each in model.transcripts("CRLF2") if each.contig == "Y")
    told = call("P2RY8", None, "CRLF2", f"Y:{on_y.exons[1].end}")
    told = replace(told, caller="arriba", five_prime=replace(told.five_prime, exon=1))
    placed = annotator(Assembly.GRCH38).place(told)
    assert FlagId.OUTSIDE_GENE not in [flag.id for flag in placed.flags]
    assert placed.transcript is not None
    assert placed.transcript.three_prime.transcript.contig == "Y"


def test_the_callers_gene_id_settles_an_ambiguous_symbol() -> None:
    told = call("FOP", None, "FGFR1", None)
    told = replace(told, caller="arriba", five_prime=replace(told.five_prime, gene_id="ENSG00000213066.13"))
    assert annotator(Assembly.GRCH38).place(told).five_symbol == "CEP43"


def test_a_gene_id_alone_names_the_gene() -> None:
    five, three = Partner(None, gene_id="ENSG00000143924.19"), Partner(None, gene_id="ENSG00000171094")
    placed = annotator(Assembly.GRCH38).place(FusionCall("arriba", five, three, Molecule.RNA))
    assert (placed.five_symbol, placed.three_symbol) == ("EML4", "ALK")
    assert FlagId.OLD_SYMBOL not in [flag.id for flag in placed.flags]


def test_a_position_without_a_name_finds_its_gene() -> None:
    told = FusionCall(
        "fusionanno",
        Partner(None, Breakpoint("2", 42295516)),
        Partner(None, Breakpoint("2", 29223528)),
        Molecule.RNA,
    )
    placed = annotator(Assembly.GRCH38).place(told)
    assert (placed.five_symbol, placed.three_symbol, placed.frame) == ("EML4", "ALK", ReadingFrame.IN_FRAME)


def test_a_missing_strand_of_a_program_leaves_the_order_unconfirmed() -> None:
    told = replace(call("EML4", "2:42295516", "ALK", "2:29223528"), caller="arriba")
    assert FlagId.ASSUMED_ORDER in [flag.id for flag in annotator(Assembly.GRCH38).place(told).flags]


def test_a_known_partner_is_placed_beside_an_unknown_one() -> None:
    told = call("NOVEL1", "1:1000", "ALK", "2:29223528")
    told = replace(
        told,
        caller="arriba",
        five_prime=replace(told.five_prime, strand=Strand.PLUS),
        three_prime=replace(told.three_prime, strand=Strand.MINUS),
    )
    placed = annotator(Assembly.GRCH38).place(told)
    assert placed.transcript is None
    site = placed.site(Side.THREE_PRIME)
    assert site is not None
    assert (site.exon, placed.site(Side.FIVE_PRIME)) == (20, None)
    assert placed.kinase is not None
    assert (placed.kinase.gene, placed.kinase.status) == ("ALK", KinaseStatus.UNDETERMINED)


def test_a_single_end_that_loses_its_kinase_says_so() -> None:
    told = call("NOVEL1", "1:1000", "ALK", "2:29193922")
    told = replace(told, caller="arriba", five_prime=replace(told.five_prime, strand=Strand.PLUS))
    placed = annotator(Assembly.GRCH38).place(told)
    assert placed.kinase is not None
    assert placed.kinase.status in (KinaseStatus.LOST, KinaseStatus.PARTIAL)


def test_inserted_bases_that_nobody_reads_are_flagged() -> None:
    ids = [flag.id for flag in place_words("EML4-ALK E13;ins30A20").flags]
    assert FlagId.UNREAD_INSERT in ids
    told = replace(call("EML4", "2:42295516", "ALK", "2:29223528"), inserted_sequence="ACTACT")
    assert annotator(Assembly.GRCH38).place(told).flags == ()


def test_an_exon_of_another_numbering_beside_a_position_is_flagged() -> None:
    told = call("EML4", "2:42295516", "ALK", "2:29223528")
    told = replace(told, five_prime=replace(told.five_prime, exon=14))
    placed = annotator(Assembly.GRCH38).place(told)
    assert FlagId.NUMBERING_CLASH in [flag.id for flag in placed.flags]


def test_a_carrier_of_a_lettered_exon_is_no_numbering_of_its_own() -> None:
    """NM_001410776 stands for exon 6b alone: nobody counts EML4 on it."""
    for other in place_words("EML4-ALK E14;A20").alternatives:
        assert not other.five_prime.transcript.id.startswith("NM_001410776")


def test_a_callers_stop_codon_leaves_the_frame_open() -> None:
    told = replace(call("EML4", "2:42264731", "ALK", "2:29223528"), caller_frame=ReadingFrame.STOP_CODON)
    placed = annotator(Assembly.GRCH38).place(told)
    assert placed.frame is ReadingFrame.UNDETERMINED
    assert "stop codon" in placed.because


MEETING = [
    # 5' cells, 3' cells (exon, letter, offset, transcript, position), molecule, whether they meet
    ((6, None, None, None, "2:42266000"), (20, None, None, None, "2:29225481"), Molecule.DNA, True),
    ((6, None, None, "NM_019063.5", "2:42264731"), (20, None, None, None, "2:29223528"), Molecule.RNA, True),
    ((5, None, None, "NM_019063.5", "2:42264731"), (20, None, None, None, "2:29223528"), Molecule.RNA, False),
    ((6, "a", None, None, "2:42264731"), (20, None, None, None, "2:29223528"), Molecule.RNA, True),
    ((6, "b", None, None, "2:42264731"), (20, None, None, None, "2:29223528"), Molecule.RNA, False),
    ((6, None, -20, None, "2:42264731"), (20, None, None, None, "2:29223528"), Molecule.RNA, False),
    ((6, None, -20, None, "2:42264711"), (20, None, None, None, "2:29223528"), Molecule.RNA, True),
]


@pytest.mark.parametrize(("five", "three", "molecule", "meets"), MEETING)
def test_exon_letter_offset_and_position_meet_or_are_refused(
    five: tuple[int, str | None, int | None, str | None, str],
    three: tuple[int, str | None, int | None, str | None, str],
    molecule: Molecule,
    meets: bool,
) -> None:
    ends = [
        Partner(gene, Breakpoint.parse(cells[4]), cells[0], cells[1], cells[2], cells[3])
        for gene, cells in (("EML4", five), ("ALK", three))
    ]
    told = FusionCall("fusionanno", ends[0], ends[1], molecule)
    if meets:
        assert annotator(Assembly.GRCH38).place(told).transcript is not None
    else:
        with pytest.raises(ValueError, match="is stated"):
            annotator(Assembly.GRCH38).place(told)


LETTERS = [
    ("NM_001410776.1", "b", "E6b;A20"),
    ("NM_019063.5", "a", "E6a;A20"),
    ("NM_019063.5", "b", None),
    (None, "z", None),
]


@pytest.mark.parametrize(("transcript", "suffix", "name"), LETTERS)
def test_an_exon_letter_and_a_transcript_must_fit(
    transcript: str | None, suffix: str, name: str | None
) -> None:
    five = Partner("EML4", exon=6, exon_suffix=suffix, transcript=transcript)
    told = FusionCall("fusionanno", five, Partner("ALK", exon=20))
    if name is None:
        with pytest.raises(ValueError, match=f"exon 6{suffix}"):
            annotator(Assembly.GRCH38).place(told)
    else:
        assert exon_name(annotator(Assembly.GRCH38).place(told)) == name


@pytest.mark.parametrize("words", ["EML4-ALK E13;del187A20", "EML4-ALK E13del5000;A20"])
def test_more_bases_than_the_exon_has_cannot_be_lost(words: str) -> None:
    with pytest.raises(ValueError, match="cannot be lost"):
        place_words(words)


@pytest.mark.parametrize("order", ["XY", "YX"])
def test_the_two_places_of_a_gene_do_not_mix(order: str) -> None:
    """GRCh37: X and Y places of pseudoautosomal genes lie 50,000 bases apart."""
    model = load_gene_model("embedded", Assembly.GRCH37)
    places = {each.contig: each for each in model.transcripts("CSF2RA") if each.tag is not None}
    fresh = Annotator(model)
    kept = {}
    for contig in order:
        exon = places[contig].exons[6]
        told = call("CSF2RA", f"{contig}:{exon.end}", "ALK", "2:29446394")
        placed = fresh.place(replace(told, caller="arriba"))
        kept[contig] = [(fate.domain.name, fate.status) for fate in placed.domains if fate.gene == "CSF2RA"]
    assert kept["X"] == kept["Y"] != []


def test_a_stated_transcript_is_read_where_the_position_lies() -> None:
    model = load_gene_model("embedded", Assembly.GRCH37)
    on_y = next(each for each in model.transcripts("CRLF2") if each.contig == "Y" and each.tag is not None)
    second = on_y.exons[1]
    told = call("P2RY8", None, "CRLF2", f"Y:{second.start if on_y.is_plus else second.end}")
    told = replace(
        told,
        five_prime=replace(told.five_prime, exon=1),
        three_prime=replace(told.three_prime, transcript=on_y.id),
    )
    site = annotator(Assembly.GRCH37).place(told).site(Side.THREE_PRIME)
    assert site is not None
    assert (site.exon, site.offset, site.transcript.contig) == (2, 0, "Y")


def test_an_alignment_that_is_not_whole_gives_no_residues() -> None:
    """CDK11B: 18 exons and 2088 coding bases on GRCh37, 20 and 2349 on GRCh38 (UCSC, same version)."""
    placed = annotator(Assembly.GRCH37).place(call("POP4", "19:30106252", "CDK11B", "1:1573245"))
    assert placed.transcript is not None
    assert placed.frame is ReadingFrame.IN_FRAME
    assert placed.transcript.frame.protein_length is None
    assert placed.transcript.kinase.status is KinaseStatus.UNDETERMINED
    assert FlagId.ALIGNMENT_GAP in {flag.id for flag in placed.flags}
