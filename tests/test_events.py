"""Classes of events against published ones: what the join is, in which order, and what becomes of it."""

import csv
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fusionanno.annotation import Annotator, Reciprocals, reciprocals_told
from fusionanno.annotation.events.readthrough import may_read_through
from fusionanno.genemodel import load_gene_model
from fusionanno.knowledge import load_knowledge
from fusionanno.model import (
    Actionability,
    AnnotatedFusion,
    Assembly,
    Breakpoint,
    Case,
    DomainStatus,
    Effect,
    EventKind,
    FlagId,
    FusionCall,
    KinaseStatus,
    Molecule,
    Neighbour,
    Partner,
    PlacedFusion,
    RearrangementClass,
    Side,
    Source,
    Strand,
)
from fusionanno.naming import hgnc_name
from fusionanno.naming.tables import NamedInternalEvent, named_internal_events
from fusionanno.pipeline import annotate, build_report

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def annotator(assembly: Assembly) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly))


def partner(gene: str, at: str, strand: str = "") -> Partner:
    """A partner by "contig:position" or by exon ("e8"); "GENE{transcript}" where the exon counts on it."""
    symbol, _, transcript = gene.rstrip("}").partition("{")
    exon = int(at[1:]) if at.startswith("e") else None
    place = Breakpoint.parse(at) if at and exon is None else None
    return Partner(
        symbol or None,
        place,
        exon=exon,
        transcript=transcript or None,
        strand=Strand(strand) if strand else None,
    )


def call_of(row: dict[str, str]) -> FusionCall:
    five = partner(row["five_prime"], row["five_prime_at"], row["five_prime_strand"])
    three = partner(row["three_prime"], row["three_prime_at"], row["three_prime_strand"])
    return FusionCall("fusionanno", five, three, Molecule(row["molecule"]))


def place(call: FusionCall, assembly: Assembly = Assembly.GRCH38) -> PlacedFusion:
    return annotator(assembly).place(call)


def rna(five: Partner, three: Partner) -> FusionCall:
    return FusionCall("fusionanno", five, three, Molecule.RNA)


EVENTS = rows("events.tsv")


@pytest.mark.parametrize("row", EVENTS, ids=[row["case"] for row in EVENTS])
def test_published_events(row: dict[str, str]) -> None:
    placed = place(call_of(row), Assembly(row["assembly"]))
    told = placed.transcript
    assert placed.event.value == row["event"]
    assert hgnc_name(placed) == row["order"]
    assert (placed.rearrangement.value if placed.rearrangement else "") == row["rearrangement"]
    assert (placed.event_name.name if placed.event_name else "") == row["event_name"]
    if row["frame"]:
        assert placed.frame.value == row["frame"]
    if row["effect"]:
        assert told is not None
        assert told.effect.value == row["effect"]
    if row["hgvs"]:
        assert placed.event_name is not None
        assert placed.event_name.hgvs == row["hgvs"]
    said = " ".join(
        (placed.because, *(flag.because for flag in placed.flags), told.effect_because if told else "")
    )
    assert row["says"] in said


NAMED = [row for named in named_internal_events().values() for row in named]
TABLE = (Path(__file__).parents[1] / "resources" / "knowledge" / "internal_events.tsv").read_text(
    encoding="utf-8"
)
FRAMES = {
    (row["gene"], row["name"]): row["frame"]
    for row in csv.DictReader(
        (line for line in TABLE.splitlines() if not line.startswith("#")),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
}


@pytest.mark.parametrize("named", [row for row in NAMED if row.kind != "itd"], ids=lambda row: str(row.name))
@pytest.mark.parametrize("assembly", list(Assembly), ids=str)
def test_every_named_event_is_found_by_its_exons(named: NamedInternalEvent, assembly: Assembly) -> None:
    """On both builds, by exon and by the exons' edges; the frame is the one that the table states."""
    edges = (named.first_exon - 1, named.last_exon + 1)
    if named.kind == "duplication":
        edges = (named.last_exon, named.first_exon)
    by_exon = rna(
        Partner(named.gene, exon=edges[0], transcript=named.transcript),
        Partner(named.gene, exon=edges[1], transcript=named.transcript),
    )
    placed = place(by_exon, assembly)
    assert placed.event_name is not None
    assert placed.event_name.name == named.name
    assert placed.event_name.citations == named.citations
    assert placed.frame.value == FRAMES[named.gene, named.name]


def test_bcor_itd_lies_in_the_last_exon() -> None:
    """102 bases of exon 15 doubled; BCOR is on the minus strand."""
    last = load_gene_model("embedded", Assembly.GRCH38).transcript("NM_001123385").exons[14]
    high = last.end - 20
    told = rna(Partner("BCOR", Breakpoint("X", high - 101)), Partner("BCOR", Breakpoint("X", high)))
    placed = place(told)
    assert placed.event_name is not None
    assert placed.event_name.name == "BCOR-ITD"
    assert "102 bases of exon 15 duplicated" in placed.because


def test_what_a_deletion_keeps_of_the_domains() -> None:
    """EGFRvIII loses the first ligand-binding domain and keeps the kinase (PMID:24292886)."""
    placed = place(rna(Partner("EGFR", exon=1), Partner("EGFR", exon=8)))
    first, *_, last = placed.domains
    assert (first.domain.name, first.status) == ("Receptor L-domain", DomainStatus.LOST)
    assert (last.domain.is_kinase, last.status) == (True, DomainStatus.KEPT)
    assert placed.kinase is not None
    assert placed.kinase.status is KinaseStatus.INTACT
    assert placed.transcript is not None
    assert placed.transcript.frame.protein_length == 1210 - 267


def test_what_a_duplication_doubles() -> None:
    placed = place(rna(Partner("EGFR", exon=25), Partner("EGFR", exon=18)))
    kinase = next(fate for fate in placed.domains if fate.domain.is_kinase)
    assert (kinase.status, kinase.because) == (DomainStatus.KEPT, "doubled")
    assert placed.transcript is not None
    assert placed.transcript.frame.protein_length == 1210 + 351


def test_a_duplication_without_a_name_of_its_own_is_named_by_its_kinase_domain() -> None:
    """EGFR exons 18-26 hold residues 713 to 965; exons 20-26 hold only a part of them."""
    names = [
        place(rna(Partner("EGFR", exon=26), Partner("EGFR", exon=first))).event_name for first in (18, 20)
    ]
    assert [name.name for name in names if name] == [
        "EGFR kinase domain duplication (exons 18-26)",
        "EGFR exons 20-26 duplicated, in-frame",
    ]


def test_both_ends_of_one_gene_are_told_on_one_transcript() -> None:
    """EML4 exon 6b is an exon of NM_001410776 only: the other end is told on it too."""
    placed = place(
        rna(Partner("EML4", Breakpoint("2", 42264951)), Partner("EML4", Breakpoint("2", 42295396)))
    )
    assert placed.transcript is not None
    ends = placed.transcript.five_prime, placed.transcript.three_prime
    assert ends[0].transcript == ends[1].transcript


def test_breaks_in_one_intron_lose_no_exon() -> None:
    told = FusionCall(
        "fusionanno",
        Partner("EGFR", Breakpoint("7", 55172826)),
        Partner("EGFR", Breakpoint("7", 55180000)),
        Molecule.DNA,
    )
    placed = place(told, Assembly.GRCH37)
    assert (placed.event, placed.event_name, placed.rearrangement) == (EventKind.INTERNAL, None, None)
    assert "no exon is lost or doubled" in placed.because


EFFECTS = [
    ("e14", "ABL1", "e2", Effect.CHIMERIC_PROTEIN, "BCR up to residue 927"),
    ("e14", "ABL1", "e3", Effect.CHIMERIC_PROTEIN, "ABL1 in its own frame"),
    ("e15", "ABL1", "e2", Effect.FRAMESHIFT, "another frame"),
    ("e14", "MALAT1", "e1", Effect.THREE_PRIME_NON_CODING, "MALAT1, which is non-coding"),
]


@pytest.mark.parametrize(("five", "gene", "three", "effect", "says"), EFFECTS)
def test_effects(five: str, gene: str, three: str, effect: Effect, says: str) -> None:
    told = place(rna(partner("BCR", five), partner(gene, three))).transcript
    assert told is not None
    assert told.effect is effect
    assert says in told.effect_because


def test_a_non_coding_5_prime_partner_gives_its_promoter() -> None:
    """MALAT1::GLI1 (PMID:27101025): a truncated GLI1 is overexpressed; the start codon lies before exon 5."""
    told = place(rna(Partner("MALAT1", exon=1), Partner("GLI1", exon=5))).transcript
    assert told is not None
    assert told.effect is Effect.FIVE_PRIME_NON_CODING
    assert "gives its promoter only" in told.effect_because
    assert "a later AUG" in told.effect_because


def test_into_the_3_prime_utr_and_after_the_stop_codon() -> None:
    """EML4 exon 13 into the 3' UTR of ALK; EML4 to the end of its 3' UTR, joined to ALK exon 20."""
    utr = place(rna(Partner("EML4", Breakpoint("2", 42295516)), Partner("ALK", Breakpoint("2", 29193000))))
    assert utr.transcript is not None
    assert utr.transcript.effect is Effect.INTO_THREE_PRIME_UTR
    assert "residues 1 to 496 of EML4" in utr.transcript.effect_because
    end = load_gene_model("embedded", Assembly.GRCH38).transcript("NM_019063").cds_end or 0
    complete = place(rna(Partner("EML4", Breakpoint("2", end + 10)), Partner("ALK", exon=20)))
    assert complete.transcript is not None
    assert complete.transcript.effect is Effect.FIVE_PRIME_COMPLETE
    assert "981 residues" in complete.transcript.effect_because


def test_a_turned_call_reads_its_inserted_bases_from_the_other_strand() -> None:
    told = FusionCall(
        "fusionanno",
        replace(partner("ALK", "2:29447211", "+")),
        replace(partner("EML4", "2:42523334", "-")),
        Molecule.DNA,
        inserted_sequence="AACG",
    )
    placed = place(told, Assembly.GRCH37)
    assert placed.call.inserted_sequence == "CGTT"
    assert [flag.id for flag in placed.flags if flag.id is FlagId.ORDER_TURNED] == [FlagId.ORDER_TURNED]
    strands = (placed.call.five_prime.strand, placed.call.three_prime.strand)
    assert strands == (Strand.PLUS, Strand.MINUS)


def test_one_strand_that_is_missing_leaves_the_other_end_open() -> None:
    told = rna(partner("EML4", "2:42295516", "-"), partner("ALK", "2:29223528"))
    placed = place(told)
    assert placed.event is EventKind.ANTISENSE
    assert "the strand of the other partner is not given" in placed.because


def test_genes_that_a_caller_does_not_name_are_read_by_position_in_either_direction() -> None:
    """A DNA caller that names no gene and writes the adjacency from ALK."""
    bare = FusionCall("vcf", partner("", "2:29447211", "+"), partner("", "2:42523334", "-"), Molecule.DNA)
    placed = place(bare, Assembly.GRCH37)
    assert hgnc_name(placed) == "EML4::ALK"
    assert placed.event is EventKind.FUSION


def test_neighbours_of_the_caller_come_before_ours() -> None:
    between = replace(partner("", "X:11732599", "-"), neighbours=(Neighbour("MSL3", 44000),))
    told = FusionCall("arriba", partner("RB1", "13:49047485", "+"), between, Molecule.RNA)
    assert "MSL3 at 44000 bases" in place(told, Assembly.GRCH37).because


def test_a_position_far_from_every_gene_says_so() -> None:
    told = FusionCall("arriba", partner("", "1:1", "+"), partner("ALK", "2:29223528", "-"), Molecule.RNA)
    placed = place(told)
    assert placed.event is EventKind.INTERGENIC
    assert placed.site(Side.THREE_PRIME) is not None


def test_an_insertion_is_the_callers_word() -> None:
    told = rna(partner("EML4", "2:42295516", "+"), partner("ALK", "2:29223528", "-"))
    assert place(told).rearrangement is RearrangementClass.INVERSION
    assert place(replace(told, tags=("insertion",))).rearrangement is RearrangementClass.INSERTION


def test_order_without_strands_from_a_program_gives_no_deletion_of_dna() -> None:
    told = FusionCall("manta", partner("EZR", "6:159191331"), partner("ROS1", "6:117647241"), Molecule.DNA)
    assert place(told, Assembly.GRCH37).rearrangement is None
    assert place(replace(told, caller="text"), Assembly.GRCH37).rearrangement is RearrangementClass.DELETION


RECIPROCAL = [
    # molecule, ALK::EML4 as: last base of ALK, first base of EML4; is it the reciprocal of E13;A20?
    (Molecule.RNA, "2:29225461", "2:42301240", True),
    (Molecule.RNA, "2:29223342", "2:42301240", False),
    (Molecule.RNA, "2:29225461", "2:42295396", False),
]


@pytest.mark.parametrize(("molecule", "five", "three", "is_reciprocal"), RECIPROCAL)
def test_reciprocal_products_are_linked(
    molecule: Molecule, five: str, three: str, is_reciprocal: bool
) -> None:
    calls = [
        FusionCall(
            "arriba",
            partner("EML4", "2:42295516", "+"),
            partner("ALK", "2:29223528", "-"),
            molecule,
            assembly=Assembly.GRCH38,
            source=Source("calls.tsv", 2),
        ),
        FusionCall(
            "arriba",
            partner("ALK", five, "-"),
            partner("EML4", three, "+"),
            molecule,
            assembly=Assembly.GRCH38,
            source=Source("calls.tsv", 3),
        ),
    ]
    first, second = annotate(calls, as_of="2026-01-01")
    assert first.reciprocal_of is None
    assert second.reciprocal_of == (Source("calls.tsv", 2) if is_reciprocal else None)
    assert (FlagId.RECIPROCAL in [flag.id for flag in second.placed.flags]) is is_reciprocal


def dna_pair(of_alk: int, of_eml4: int) -> list[FusionCall]:
    """EML4::ALK and ALK::EML4 whose breaks in DNA share bases of each gene; negative: so many are lost."""
    alk, eml4 = f"2:{29224001 - of_alk}", f"2:{42296001 - of_eml4}"
    ends = (
        (partner("EML4", "2:42296000", "+"), partner("ALK", "2:29224000", "-")),
        (partner("ALK", alk, "-"), partner("EML4", eml4, "+")),
    )
    return [FusionCall("vcf", *pair, Molecule.DNA, assembly=Assembly.GRCH38) for pair in ends]


# LINX: overlaps of up to about 800 bases; long deletions begin at 100,000 bases.
SHARED = [
    (0, 0, True),
    (800, 800, True),
    (801, 0, False),
    (0, 801, False),
    (-300, -300, True),
    (-100_000, 0, True),
    (-100_001, 0, False),
]


@pytest.mark.parametrize(("of_alk", "of_eml4", "is_reciprocal"), SHARED)
def test_breaks_of_dna_may_overlap_or_lose_a_little(of_alk: int, of_eml4: int, is_reciprocal: bool) -> None:
    _, second = annotate(dna_pair(of_alk, of_eml4), as_of="2026-01-01")
    assert (FlagId.RECIPROCAL in [flag.id for flag in second.placed.flags]) is is_reciprocal


# EML4::ALK E13;A20 beside ALK::EML4 of these exons; exons of EML4 and of ALK in neither.
EXONS = [(19, 14, True), (17, 14, True), (16, 14, False), (19, 16, True), (19, 17, False), (20, 14, False)]


@pytest.mark.parametrize(("alk", "eml4", "is_reciprocal"), EXONS)
def test_exons_that_neither_product_has(alk: int, eml4: int, is_reciprocal: bool) -> None:
    calls = [
        rna(Partner("EML4", exon=13), Partner("ALK", exon=20)),
        rna(Partner("ALK", exon=alk), Partner("EML4", exon=eml4)),
    ]
    _, second = annotate([replace(call, assembly=Assembly.GRCH38) for call in calls], as_of="2026-01-01")
    assert (FlagId.RECIPROCAL in [flag.id for flag in second.placed.flags]) is is_reciprocal


def test_the_nearest_product_is_named_not_the_first() -> None:
    far, back = dna_pair(-5000, -5000)
    near = replace(dna_pair(-5000, -5000)[0], five_prime=partner("EML4", "2:42300990", "+"))
    again = replace(near, confidence="low")
    rows = [
        replace(call, source=Source("calls.vcf", line))
        for line, call in enumerate((far, near, again, back), 2)
    ]
    *_, last = annotate(rows, as_of="2026-01-01")
    assert last.reciprocal_of == Source("calls.vcf", 3)


# IGH and MYC: the joined pieces hold MYC from exon 2 on, and what lies before it.
@pytest.mark.parametrize(("strands", "is_reciprocal"), [(("-", "+"), True), (("", ""), False)])
def test_the_pieces_of_a_hijacked_gene_are_linked(strands: tuple[str, str], is_reciprocal: bool) -> None:
    calls = [
        FusionCall(
            "vcf", partner("IGH", "14:105860000", strands[0]), partner("MYC", "8:127737000", strands[1])
        ),
        FusionCall(
            "vcf", partner("MYC", "8:127736990", strands[1]), partner("IGH", "14:105859990", strands[0])
        ),
    ]
    rows = [replace(call, molecule=Molecule.DNA, assembly=Assembly.GRCH38) for call in calls]
    first, second = annotate(rows, as_of="2026-01-01")
    assert first.placed.event is EventKind.ENHANCER_HIJACKING
    assert (FlagId.RECIPROCAL in [flag.id for flag in second.placed.flags]) is is_reciprocal
    if is_reciprocal:
        assert second.placed.event is EventKind.REGION


def test_the_same_join_twice_is_not_reciprocal() -> None:
    first, _ = dna_pair(0, 0)
    _, second = annotate([first, replace(first, confidence="low")], as_of="2026-01-01")
    assert second.reciprocal_of is None
    assert FlagId.RECIPROCAL not in [flag.id for flag in second.placed.flags]


def test_another_samples_reciprocal_is_not_linked() -> None:
    first, second = dna_pair(0, 0)
    told = annotate([replace(first, sample="A"), replace(second, sample="B")], as_of="2026-01-01")
    assert [fusion.reciprocal_of for fusion in told] == [None, None]


def test_a_report_of_files_links_them(tmp_path: Path) -> None:
    head = "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\tmolecule\n"
    path = tmp_path / "calls.tsv"
    path.write_text(
        head + "EML4\t2:42295516\tALK\t2:29223528\trna\nALK\t2:29225461\tEML4\t2:42301240\trna\n",
        encoding="utf-8",
    )
    _, second = build_report(path, assembly="GRCh38", as_of="2026-01-01").fusions
    assert second.reciprocal_of == Source("calls.tsv", 2)


def products() -> list[AnnotatedFusion]:
    """EML4::ALK and ALK::EML4 of two callers, and of a sample of its own; BCR::ABL1 and its reciprocal."""
    rows = [
        ("a", "EML4", "2:42295516", "+", "ALK", "2:29223528", "-", None),
        ("a", "ALK", "2:29225461", "-", "EML4", "2:42301240", "+", None),
        ("b", "ALK", "2:29225461", "-", "EML4", "2:42301240", "+", None),
        ("b", "EML4", "2:42295516", "+", "ALK", "2:29223528", "-", None),
        ("c", "ALK", "2:29225461", "-", "EML4", "2:42301240", "+", "other"),
        ("a", "ABL1", "9:130714455", "+", "BCR", "22:23292541", "+", None),
        ("c", "BCR", "22:23290413", "+", "ABL1", "9:130854064", "+", None),
    ]
    calls = [
        FusionCall(
            "arriba",
            partner(five, five_at, five_strand),
            partner(three, three_at, three_strand),
            Molecule.RNA,
            assembly=Assembly.GRCH38,
            sample=sample,
            source=Source(f"{file}.tsv", line),
        )
        for line, (file, five, five_at, five_strand, three, three_at, three_strand, sample) in enumerate(
            rows, 2
        )
    ]
    return list(annotate(calls, as_of="2026-01-01"))


PRODUCTS = products()


@given(st.permutations(PRODUCTS))
def test_which_product_is_the_reciprocal_does_not_depend_on_the_order(calls: list[AnnotatedFusion]) -> None:
    """The kinase is in EML4::ALK and BCR::ABL1; one sample's product is not another's."""
    linked = reciprocals_told(list(Reciprocals().linked(call) for call in reciprocals_told(calls)))
    found = {str(fusion.call.source): str(fusion.reciprocal_of) for fusion in linked}
    assert found == {
        "a.tsv:2": "None",
        "a.tsv:3": "a.tsv:2",
        "b.tsv:4": "a.tsv:2",
        "b.tsv:5": "None",
        "c.tsv:6": "None",
        "a.tsv:7": "c.tsv:8",
        "c.tsv:8": "None",
    }
    for fusion in linked:
        told = [flag.because for flag in fusion.placed.flags if flag.id is FlagId.RECIPROCAL]
        assert len(told) == (fusion.reciprocal_of is not None)
        assert all(because.startswith("the reciprocal product of ") for because in told)


@pytest.mark.parametrize("first", ["EML4", "ALK"])
def test_a_report_never_calls_the_actionable_product_the_reciprocal(first: str, tmp_path: Path) -> None:
    head = "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\tmolecule\n"
    rows = ["EML4\t2:42295516\tALK\t2:29223528\trna\n", "ALK\t2:29225461\tEML4\t2:42301240\trna\n"]
    path = tmp_path / "calls.tsv"
    path.write_text(head + "".join(sorted(rows, key=lambda row: not row.startswith(first))), encoding="utf-8")
    told = build_report(path, assembly="GRCh38", as_of="2026-01-01").fusions
    assert {fusion.name.hgnc for fusion in told if fusion.reciprocal_of} == {"ALK::EML4"}


def test_a_streamed_row_says_which_of_the_two_is_the_reciprocal() -> None:
    first, second = dna_pair(0, 0)
    told = list(annotate([second, first], as_of="2026-01-01"))
    (flag,) = (flag for flag in told[1].placed.flags if flag.id is FlagId.RECIPROCAL)
    assert flag.because.startswith("ALK::EML4 is its reciprocal product")


def test_overlapping_genes_are_told_in_the_direction_in_which_both_are_in_sense() -> None:
    """EZR-AS1 (plus) overlaps intron 1 of EZR (minus): as written, ROS1 would be joined to EZR-AS1."""
    here = load_gene_model("embedded", Assembly.GRCH38).genes_at("6", 158818741)
    assert {gene.symbol: gene.strand for gene in here} == {"EZR": Strand.MINUS, "EZR-AS1": Strand.PLUS}
    bare = FusionCall("vcf", partner("", "6:117325000", "+"), partner("", "6:158818741", "+"), Molecule.DNA)
    placed = place(bare)
    assert (hgnc_name(placed), placed.event) == ("EZR::ROS1", EventKind.FUSION)
    assert FlagId.ORDER_TURNED in [flag.id for flag in placed.flags]


JUDGED = [
    ("5'-5'", partner("EML4", "2:42296000", "+"), partner("ALK", "2:29224000", "+"), Actionability.NO),
    ("3'-3'", partner("EML4", "2:42296000", "-"), partner("ALK", "2:29224000", "-"), Actionability.NO),
    ("a fusion", partner("EML4", "2:42296000", "+"), partner("ALK", "2:29224000", "-"), Actionability.YES),
]


@pytest.mark.parametrize(
    ("five", "three", "verdict"), [row[1:] for row in JUDGED], ids=[row[0] for row in JUDGED]
)
def test_joins_without_a_fusion_transcript_carry_no_therapy(
    five: Partner, three: Partner, verdict: Actionability
) -> None:
    call = FusionCall("text", five, three, Molecule.DNA, assembly=Assembly.GRCH38)
    (fusion,) = annotate([call], as_of="2026-01-01", tumor="NSCLC")
    assert fusion.interpretation.structure.actionable is verdict
    assert bool(fusion.interpretation.matches) is (verdict is Actionability.YES)


# Two neighbours moved to where the gap is wanted. FusionAnnotator's limit: 100,000 bases between genes.
@pytest.mark.parametrize(("gap", "is_near"), [(0, True), (99_999, True), (100_000, True), (100_001, False)])
@pytest.mark.parametrize("strand", list(Strand), ids=str)
def test_a_read_through_reaches_100000_bases(gap: int, is_near: bool, strand: Strand) -> None:
    near = [
        replace(load_gene_model("embedded", Assembly.GRCH38).gene(symbol), strand=strand)
        for symbol in ("SLC45A3", "ELK4")
    ]
    ends = [(1_000_000, 1_010_000), (1_010_001 + gap, 1_030_000 + gap)]
    if strand is Strand.MINUS:
        ends.reverse()
    five, three = (replace(gene, start=end[0], end=end[1]) for gene, end in zip(near, ends, strict=True))
    told = rna(Partner(five.symbol), Partner(three.symbol))
    assert bool(may_read_through(told, five, three)) is is_near


def test_inserted_bases_are_no_read_through() -> None:
    """Spliced at exon edges, SLC45A3::ELK4 is one; with bases between the exons it stays a fusion."""
    told = rna(Partner("SLC45A3", exon=4), Partner("ELK4", exon=2))
    assert place(told).event is EventKind.READ_THROUGH
    inserted = place(replace(told, inserted_sequence="A"))
    assert inserted.event is EventKind.FUSION
    assert FlagId.POSSIBLE_READ_THROUGH in [flag.id for flag in inserted.flags]


def test_a_known_rearrangement_is_no_read_through_however_near() -> None:
    """STIL and TAL1 lie 17,803 bases apart in reading order; their join is a deletion (PMID:12199779)."""
    model = load_gene_model("embedded", Assembly.GRCH38)
    told = rna(Partner("STIL", exon=1), Partner("TAL1", exon=2))
    assert may_read_through(told, model.gene("STIL"), model.gene("TAL1")) == ()
    like_it = replace(model.gene("STIL"), symbol="CYP4Z1")
    assert may_read_through(told, like_it, model.gene("TAL1"))
    placed = place(told)
    assert (placed.event, hgnc_name(placed)) == (EventKind.FUSION, "STIL::TAL1")
    assert all(flag.id is not FlagId.POSSIBLE_READ_THROUGH for flag in placed.flags)


def test_read_through_hides_no_kinase() -> None:
    """The class alone refuses nothing: the same junction is judged as any fusion is."""
    knowledge = load_knowledge()
    placed = place(rna(Partner("EML4", exon=13), Partner("ALK", exon=20)))
    as_read_through = replace(placed, event=EventKind.READ_THROUGH)
    case = Case(date(2026, 1, 1))
    assert knowledge.interpret(as_read_through, case).structure.actionable is Actionability.YES
    hijacked = replace(placed, event=EventKind.ENHANCER_HIJACKING, transcript=None)
    assert knowledge.interpret(hijacked, case).structure.actionable is Actionability.NO


def test_a_position_outside_the_locus_is_told() -> None:
    told = FusionCall("vcf", partner("IGH", "14:50000000"), partner("MYC", "8:127737000"), Molecule.DNA)
    placed = place(told)
    assert placed.event is EventKind.UNDETERMINED
    assert "lies outside IGH" in placed.because
    with pytest.raises(ValueError, match="lies outside IGH"):
        place(replace(told, caller="text"))


# The last base of MYC is 127,742,951 on GRCh38; an enhancer is looked for within 1,000,000 bases.
@pytest.mark.parametrize(("position", "is_near"), [(128742951, True), (128742952, False)])
def test_a_locus_reaches_a_million_bases(position: int, is_near: bool) -> None:
    told = FusionCall("text", partner("IGL", "22:22900000"), partner("MYC", f"8:{position}"), Molecule.DNA)
    if is_near:
        assert place(told).event is EventKind.ENHANCER_HIJACKING
        return
    with pytest.raises(ValueError, match="lies outside MYC"):
        place(told)
    assert place(replace(told, caller="vcf")).event is EventKind.UNDETERMINED


def test_enhancers_far_from_their_genes_do_not_look_like_a_wrong_assembly(tmp_path: Path) -> None:
    head = "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\tmolecule\n"
    path = tmp_path / "calls.tsv"
    ends = ("FGFR3\t4:1870000", "MAF\t16:79800000", "MAFB\t20:40200000")
    path.write_text(head + "".join(f"IGH\t14:105860000\t{end}\tdna\n" for end in ends), encoding="utf-8")
    fusions = build_report(path, assembly="GRCh38", as_of="2026-01-01").fusions
    assert [fusion.placed.event for fusion in fusions] == [EventKind.ENHANCER_HIJACKING] * 3


def test_segments_of_a_locus_are_the_locus() -> None:
    told = FusionCall("vcf", partner("IGHG1", "14:105741000"), partner("MYC", "8:127737000"), Molecule.DNA)
    assert place(told).event is EventKind.ENHANCER_HIJACKING
