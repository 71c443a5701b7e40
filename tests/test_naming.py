"""Names in both directions. Tables: tests/tables/naming_*.tsv, each row with its source."""

import itertools
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fusionanno.annotation import Annotator
from fusionanno.genemodel import GeneModel, load_gene_model
from fusionanno.model import (
    Assembly,
    Block,
    Breakpoint,
    EventKind,
    EventName,
    Exon,
    FrameVerdict,
    FusionCall,
    FusionTranscript,
    Gene,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    LiteratureExon,
    Molecule,
    Partner,
    PartnerOrder,
    PlacedFusion,
    ReadingFrame,
    RearrangementClass,
    Region,
    Side,
    Strand,
    Transcript,
    TranscriptTag,
)
from fusionanno.naming import (
    ExonJunction,
    TranscribedEnd,
    ViccName,
    alternative_exon,
    exon_name,
    hgnc_name,
    hgvs_name,
    iscn_name,
    name_fusion,
    parse_fusion,
    rearrangement_class,
    variant_name,
    vicc_name,
)
from fusionanno.naming.hgvs import r_position
from fusionanno.naming.legacy import letter
from fusionanno.naming.tables import (
    NamedJunction,
    alternative_exons,
    described_junctions,
    named_junctions,
    numberings,
)
from fusionanno.naming.variants import name_of
from fusionanno.naming.vicc import (
    REGULATORY_CLASSES,
    ViccComponent,
    ViccGene,
    ViccLinker,
    ViccRegion,
    ViccRegulatory,
    ViccSegment,
    ViccTemplated,
    ViccWildcard,
)

TABLES = Path(__file__).parent / "tables"
SYMBOLS = frozenset(
    """
    EML4 ALK ROS1 MYC RET KIF5B BCR ABL1 ABL PML RARA NKX2-1 NKX2 IGH HLA-A MT-ND2 FGFR3 TACC3 TPM3 NTRK1 ETV6
    VCL VIM MAF AF BIRC6 EGFR VIII AR V7 MET LMNA BICC1 JAK2
    NTRK3 E2F1 CD74 KIAA1549 BRAF EWSR1 FLI1 C11orf95 RELA CCDC6 SS18 SSX1 TMPRSS2 ERG FUS DDIT3 NCOA4
    CBFB MYH11 ABC DEF-GHI ABC-DEF GHI
    """.split()  # noqa: SIM905
)


def rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in (TABLES / name).read_text().splitlines() if not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


# Words to a call


def partner_words(partner: Partner) -> str:
    """A partner as the table writes it."""
    exon = "" if partner.exon is None else f"{partner.exon}{partner.exon_suffix or ''}"
    exon += f"{partner.exon_offset:+d}" if partner.exon_offset else ""
    place = f"@{partner.breakpoint}" if partner.breakpoint else ""
    return " ".join(filter(None, (partner.symbol or "?", exon, partner.transcript, place)))


@pytest.mark.parametrize("row", rows("naming_text.tsv"), ids=lambda row: row["text"])
def test_words_are_read(row: dict[str, str]) -> None:
    call = parse_fusion(row["text"], SYMBOLS.__contains__)
    assert partner_words(call.five_prime) == row["five_prime"]
    assert partner_words(call.three_prime) == row["three_prime"]
    fraction = call.support.allele_fraction
    assert ("" if fraction is None else str(fraction)) == row["allele_fraction"]
    assert (call.inserted_sequence or str(call.inserted_bases or "")) == row["inserted"]
    assert (call.molecule or "") == row["molecule"]
    assert (call.caller, call.described) == ("text", row["text"].strip())


@pytest.mark.parametrize(
    ("text", "pair", "order"),
    [
        ("ALK/EML4", "ALK EML4", PartnerOrder.NOT_TOLD),
        ("EML4/ALK", "EML4 ALK", PartnerOrder.NOT_TOLD),
        ("ALK;EML4", "ALK EML4", PartnerOrder.NOT_TOLD),
        ("EML4 / ALK fusion, 5 %", "EML4 ALK", PartnerOrder.NOT_TOLD),
        ("NKX2-1/IGH", "NKX2-1 IGH", PartnerOrder.NOT_TOLD),
        ("EML4 exon 13 / ALK", "EML4 ALK", PartnerOrder.NOT_TOLD),
        ("EML4-ALK", "EML4 ALK", PartnerOrder.TOLD),
        ("EML4::ALK", "EML4 ALK", PartnerOrder.TOLD),
        ("EML4--ALK", "EML4 ALK", PartnerOrder.TOLD),
        ("EML4_ALK", "EML4 ALK", PartnerOrder.TOLD),
        ("EML4 -> ALK", "EML4 ALK", PartnerOrder.TOLD),
        ("EML4/ALK E13;A20", "EML4 ALK", PartnerOrder.TOLD),
        ("ALK/EML4 E13;A20", "EML4 ALK", PartnerOrder.TOLD),
        ("ALK;EML4 (E13:A20)", "EML4 ALK", PartnerOrder.TOLD),
        ("ALK/EML4 A20;E13", "ALK EML4", PartnerOrder.TOLD),
        ("ALK/EML4 variant 1", "EML4 ALK", PartnerOrder.TOLD),
        ("ABL1/BCR b3a2", "BCR ABL1", PartnerOrder.TOLD),
        ("EML4 ex13 / ALK ex20", "EML4 ALK", PartnerOrder.TOLD),
        ("ALK ex20 / EML4 ex13", "EML4 ALK", PartnerOrder.TOLD),
        ("ALK exon 2 / VCL exon 3", "ALK VCL", PartnerOrder.TOLD),
    ],
)
def test_a_slash_and_a_semicolon_tell_no_order(text: str, pair: str, order: PartnerOrder) -> None:
    """Cytogenetic reports list two genes in any order; exons that papers join tell which is 5'."""
    call = parse_fusion(text, SYMBOLS.__contains__)
    assert f"{call.five_prime.symbol} {call.three_prime.symbol}" == pair
    assert call.order is order


@pytest.mark.parametrize("form", ["{0}5;{1}20", "({0}5:{1}20)", "{0}5{1}20", "{0}5, {1}20", "{0}5 {1}20"])
def test_every_letter_is_read_on_both_sides(form: str) -> None:
    for five, three in itertools.product(string.ascii_uppercase, repeat=2):
        pair = f"{five}XQ1", f"{three}QX2"
        call = parse_fusion(f"{pair[0]}::{pair[1]} {form.format(five, three)}", set(pair).__contains__)
        assert (call.five_prime, call.three_prime) == (Partner(pair[0], exon=5), Partner(pair[1], exon=20))


@pytest.mark.parametrize("row", rows("naming_refused.tsv"), ids=lambda row: row["text"])
def test_what_cannot_be_told_is_refused_in_one_line(row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=re.escape(row["says"])) as refusal:
        parse_fusion(row["text"], SYMBOLS.__contains__)
    assert "\n" not in str(refusal.value)


def test_the_build_may_stand_in_the_words() -> None:
    call = parse_fusion("EML4:chr2:42,522,656::ALK:chr2:29,446,394 (hg19)", SYMBOLS.__contains__)
    assert call.assembly is Assembly.GRCH37
    assert call.five_prime.breakpoint == Breakpoint("2", 42522656)


PIECES = """
    EML4 ALK NKX2-1 exon ex e 6 20 E6 A20 ins del NM_019063.5 :e.13 :: (::) chr2:42295516 5.26 v3 variant b3a2
    AF hgnc:427 ( ) [ { ; : , . - _ / + > % ? ' # \u00e9 \u2192
"""
WORDS = st.lists(st.sampled_from([*PIECES.split(), " ", "\u00a0", "\n"]), max_size=14).map("".join)


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=60), WORDS))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        call = parse_fusion(text, SYMBOLS.__contains__)
    except ValueError as error:
        refusal = str(error)
        assert len(refusal.splitlines()) == 1
    else:
        assert call.five_prime.symbol in {*SYMBOLS, None}
        assert call.three_prime.symbol in {*SYMBOLS, None}


def test_a_long_text_is_refused_quickly() -> None:
    with pytest.raises(ValueError, match="longer than 300"):
        parse_fusion("EML4-" * 10_000, SYMBOLS.__contains__)


junctions = st.builds(
    ExonJunction,
    st.sampled_from("EKae"),
    st.integers(1, 99),
    st.sampled_from("AR"),
    st.integers(1, 99),
    st.sampled_from([None, "a", "b"]),
    st.sampled_from([None, "b"]),
    five_lost=st.integers(0, 500),
    inserted=st.integers(0, 500),
    three_lost=st.integers(0, 500),
    five_transcript=st.sampled_from([None, "NM_001007156.3", "ENST00000394480"]),
    three_transcript=st.sampled_from([None, "NR_001007156", "ENST00000394480.6"]),
)


@given(junctions)
def test_exon_shorthand_reads_back(junction: ExonJunction) -> None:
    assert ExonJunction.parse(str(junction)) == junction


# Placed fusions by hand


def transcript(name: str, gene: str, exons: tuple[Exon, ...], **more: object) -> Transcript:
    tag = None if name.startswith(("NM_0014", "NM_00114507")) else TranscriptTag.MANE_SELECT
    values = {"assembly": Assembly.GRCH38, "contig": "2", "strand": Strand.PLUS, "tag": tag} | more
    return Transcript(name, gene, exons=exons, **values)  # type: ignore[arg-type]


TAGS = {"none": None, "plus": TranscriptTag.MANE_PLUS_CLINICAL}


def site(words: str, side: Side) -> tuple[JunctionSite, Partner]:
    """A table's partner, on a transcript of which only the joined exon is made."""
    symbol, name, number, *rest = words.split()
    told = dict(part.split("=") for part in rest if "=" in part)
    literature = tuple(
        LiteratureExon(accession, int(exon)) for accession, _, exon in [told["lit"].partition(":")]
    ) if "lit" in told else ()  # fmt: skip
    place = Breakpoint.parse(told["at"]) if "at" in told else None
    model = transcript(
        name,
        symbol,
        (Exon(int(number), (Block(1000, 1099, None),)),),
        assembly=Assembly(told.get("build", "GRCh38")),
        **({"tag": TAGS[told["tag"]]} if "tag" in told else {}),
    )
    made = JunctionSite(
        side,
        model,
        Region.EXON,
        int(number),
        offset=int(told.get("offset", 0)),
        breakpoint=place,
        predicted="predicted" in rest,
        literature=literature,
    )
    return made, Partner(symbol, place, int(number), told.get("suffix"))


def place(
    five: tuple[JunctionSite, Partner], three: tuple[JunctionSite, Partner], inserted: int = 0
) -> PlacedFusion:
    frame = FrameVerdict(ReadingFrame.UNDETERMINED, "")
    kinase = KinaseFate(None, None, KinaseStatus.UNDETERMINED, "")
    return PlacedFusion(
        FusionCall("text", five[1], three[1]),
        Assembly.GRCH38,
        Molecule.RNA,
        gene(five[1].symbol or ""),
        gene(three[1].symbol or ""),
        EventKind.FUSION,
        FusionTranscript(five[0], three[0], frame, (), kinase, inserted),
        "",
    )


def gene(symbol: str) -> Gene:
    ids = {"EML4": "HGNC:1316", "ALK": "HGNC:427"}
    return Gene(symbol, "2", 1000, 9000, Strand.PLUS, hgnc_id=ids.get(symbol))


def eml4_alk(**changes: object) -> PlacedFusion:
    placed = place(site("EML4 NM_019063.5 13", Side.FIVE_PRIME), site("ALK NM_004304.5 20", Side.THREE_PRIME))
    return replace(placed, **changes)  # type: ignore[arg-type]


# Exons and variants


@pytest.mark.parametrize(
    "row", rows("naming_junctions.tsv"), ids=lambda row: f"{row['five_prime']} {row['three_prime']}"
)
def test_exon_and_variant_names(row: dict[str, str]) -> None:
    placed = place(
        site(row["five_prime"], Side.FIVE_PRIME),
        site(row["three_prime"], Side.THREE_PRIME),
        int(row["inserted"]),
    )
    assert (exon_name(placed) or "-") == row["exons"]
    assert (variant_name(placed) or "-") == row["variant"]


def test_no_transcript_no_exon_name() -> None:
    placed = eml4_alk(transcript=None)
    assert exon_name(placed) is variant_name(placed) is None


DESCRIBED = [entry for group in described_junctions().values() for entry in group]
NOT_IN_FRAME = {(row["fusion"], row["junction"]): row["frame"] for row in rows("variants_not_in_frame.tsv")}


@pytest.mark.parametrize("entry", DESCRIBED, ids=lambda e: f"{e.five_prime}::{e.three_prime} {e.junction}")
def test_every_junction_of_the_literature_prints_as_its_own_shorthand(entry: NamedJunction) -> None:
    """Read and placed it has the numbers of the row; it is in frame, or listed with the reason why not."""
    junction, pair = entry.junction, f"{entry.five_prime}::{entry.three_prime}"
    assert (junction.five_letter, junction.three_letter) == (
        letter(entry.five_prime),
        letter(entry.three_prime),
    )
    assert entry.citations
    model = load_gene_model("embedded", Assembly.GRCH38)
    placed = annotator().place(parse_fusion(f"{pair} {junction}", model.is_symbol))
    assert exon_name(placed) == str(junction)
    assert (variant_name(placed) or "") == entry.name
    assert placed.frame is not None
    assert placed.frame.value == NOT_IN_FRAME.get((pair, str(junction)), "in-frame")


def test_what_is_listed_as_not_in_frame_is_there() -> None:
    assert set(NOT_IN_FRAME) <= {(f"{e.five_prime}::{e.three_prime}", str(e.junction)) for e in DESCRIBED}


def test_the_page_on_names_counts_the_junctions() -> None:
    page = " ".join((Path(__file__).parent.parent / "docs" / "names.md").read_text().split())
    named = sum(map(len, named_junctions().values()))
    counted = (
        f"has {len(DESCRIBED)} junctions of {len(described_junctions())} gene pairs; {named} have a name"
    )
    assert counted in page
    assert len(NOT_IN_FRAME) == 8, "the page says eight"


@cache
def annotator() -> Annotator:
    return Annotator(load_gene_model("embedded", Assembly.GRCH38))


@pytest.mark.parametrize("entry", [entry for group in alternative_exons().values() for entry in group])
def test_alternative_exons_have_the_same_length_on_both_builds(entry: object) -> None:
    spans = {
        entry.last_base(build).position - entry.first_base(build).position
        for build in Assembly  # type: ignore[attr-defined]
    }
    assert len(spans) == 1


def test_exon_6b_is_33_bases_that_keep_the_frame() -> None:
    """PMID:18593892: variant 3b has 33 bases, 11 residues more than 3a."""
    found = alternative_exon("EML4", 6, "b")
    assert found is not None
    first, last = found.first_base(Assembly.GRCH38), found.last_base(Assembly.GRCH38)
    assert last.position - first.position + 1 == 33
    assert (found.transcript, found.transcript_exon) == ("NM_001410776.1", 7)
    assert alternative_exon("EML4", 6, "c") is None


def test_a_number_on_another_transcript_says_so_and_reads_back() -> None:
    """E5;N15 of ETV6::NTRK3 is the kinase's first exon; exon 15 of the short TrkC is another exon."""
    five, short = "ETV6 NM_001987.5 5", "NTRK3 NM_001007156.3 15 tag=none"
    name = exon_name(place(site(five, Side.FIVE_PRIME), site(short, Side.THREE_PRIME)))
    assert name == "E5;N15(NM_001007156.3)"
    read = parse_fusion(f"ETV6-NTRK3 {name}", SYMBOLS.__contains__)
    assert (read.five_prime.exon, read.five_prime.transcript) == (5, None)
    assert (read.three_prime.exon, read.three_prime.transcript) == (15, "NM_001007156.3")


@pytest.mark.parametrize("entry", [entry for group in named_junctions().values() for entry in group])
def test_a_junction_on_another_transcript_has_no_variants_name(entry: NamedJunction) -> None:
    pair = entry.five_prime, entry.three_prime
    assert name_of(*pair, entry.junction) == entry.name
    for told in ({"five_transcript": "NM_1.1"}, {"three_transcript": "NM_1.1"}):
        assert name_of(*pair, replace(entry.junction, **told)) is None  # type: ignore[arg-type]


def test_a_transcript_of_the_real_base_that_is_not_mane_is_named(models: dict[Assembly, GeneModel]) -> None:
    """NTRK3's short form: its exon 15 starts at 15:87981360 (GRCh38), no exon edge of MANE Select."""
    for assembly in Assembly:
        short = models[assembly].transcript("NM_001007156")
        assert short.tag is None
        made = JunctionSite(Side.THREE_PRIME, short, Region.EXON, 15), Partner("NTRK3")
        name = exon_name(place(site("ETV6 NM_001987.5 5", Side.FIVE_PRIME), made))
        assert name == f"E5;N15({short.id})"


# HGNC


def test_hgnc_form() -> None:
    assert hgnc_name(eml4_alk()) == "EML4::ALK"
    assert hgnc_name(eml4_alk(event=EventKind.READ_THROUGH)) == "EML4-ALK"
    unknown = FusionCall("text", Partner(None), Partner("ALK"))
    assert hgnc_name(eml4_alk(call=unknown, five_gene=None, transcript=None)) == "?::ALK"


# VICC


def test_vicc_names_of_placed_fusions() -> None:
    placed = eml4_alk()
    assert str(vicc_name(placed)) == "NM_019063.5(EML4):e.13::NM_004304.5(ALK):e.20"
    dna = replace(placed, molecule=Molecule.DNA)
    assert str(vicc_name(dna)) == "NM_019063.5(EML4):e.13(::)NM_004304.5(ALK):e.20"
    assert str(vicc_name(replace(dna, transcript=None))) == "EML4(hgnc:1316)(::)ALK(hgnc:427)"
    assert str(vicc_name(replace(placed, transcript=None, five_gene=None))) == "?::ALK(hgnc:427)"
    assert vicc_name(replace(placed, transcript=None, five_gene=None, three_gene=None)) is None
    for event in (EventKind.ANTISENSE, EventKind.INTERNAL, EventKind.FIVE_TO_FIVE, EventKind.THREE_TO_THREE):
        assert vicc_name(replace(placed, event=event)) is None


def test_vicc_offsets_and_linker_follow_the_specification() -> None:
    """VICC specification, COSF1780 example of fusor: BCR e.2+182, ACTAAAGCG, ABL1 e.2-173."""
    placed = place(
        site("BCR NM_004327.3 2 offset=182", Side.FIVE_PRIME),
        site("ABL1 NM_005157.5 2 offset=-173", Side.THREE_PRIME),
        9,
    )
    known = replace(placed, call=replace(placed.call, inserted_sequence="ACTAAAGCG"))
    assert str(vicc_name(known)) == "NM_004327.3(BCR):e.2+182::ACTAAAGCG::NM_005157.5(ABL1):e.2-173"
    assert str(vicc_name(placed)) == "BCR::ABL1", "bases that are not known are not written"


KINDS = {
    "gene": ViccGene,
    "wildcard": ViccWildcard,
    "linker": ViccLinker,
    "templated": ViccTemplated,
    "segment": ViccSegment,
    "regulatory": ViccRegulatory,
}


@pytest.mark.parametrize("row", rows("naming_vicc.tsv"), ids=lambda row: row["name"])
def test_examples_of_the_vicc_specification_read_and_print(row: dict[str, str]) -> None:
    name = ViccName.parse(row["name"])
    assert str(name) == row["name"]
    assert [type(part) for part in name.components] == [KINDS[kind] for kind in row["parts"].split()]
    assert name.inferred == ("(::)" in row["name"])


def on_chromosome_2(symbol: str, strand: Strand = Strand.PLUS, *, is_region: bool = False) -> Gene:
    ids = {"TMPRSS2": "HGNC:11876", "ERG": "HGNC:3446", "IGH": "HGNC:5477", "MYC": "HGNC:7553"}
    return Gene(symbol, "2", 1000, 9000, strand, hgnc_id=ids[symbol], is_region=is_region)


@pytest.mark.parametrize(
    ("at", "strand", "molecule", "expected"),
    [
        (999, Strand.PLUS, Molecule.DNA, "reg_p@TMPRSS2(hgnc:11876)(::)ERG(hgnc:3446)"),
        (1000, Strand.PLUS, Molecule.DNA, "TMPRSS2(hgnc:11876)(::)ERG(hgnc:3446)"),
        (9001, Strand.MINUS, Molecule.DNA, "reg_p@TMPRSS2(hgnc:11876)(::)ERG(hgnc:3446)"),
        (9000, Strand.MINUS, Molecule.DNA, "TMPRSS2(hgnc:11876)(::)ERG(hgnc:3446)"),
        (999, Strand.MINUS, Molecule.DNA, "TMPRSS2(hgnc:11876)(::)ERG(hgnc:3446)"),
        (999, Strand.PLUS, Molecule.RNA, "TMPRSS2(hgnc:11876)::ERG(hgnc:3446)"),
    ],
)
def test_a_break_before_the_gene_leaves_its_promoter(
    at: int, strand: Strand, molecule: Molecule, expected: str
) -> None:
    """VICC: a regulatory element is named by its gene; the first transcribed base kept ends that."""
    genes = on_chromosome_2("TMPRSS2", strand), on_chromosome_2("ERG")
    call = FusionCall("text", Partner("TMPRSS2", Breakpoint("2", at)), Partner("ERG"))
    joined = eml4_alk(call=call, molecule=molecule, five_gene=genes[0], three_gene=genes[1], transcript=None)
    assert str(vicc_name(joined)) == expected


@pytest.mark.parametrize("is_first", [True, False])
def test_the_locus_of_an_enhancer_comes_first(*, is_first: bool) -> None:
    """VICC, general rules: the regulatory element is indicated first (reg_e@GATA2::EVI1)."""
    pair = on_chromosome_2("IGH", is_region=True), on_chromosome_2("MYC")
    five, three = pair if is_first else pair[::-1]
    hijacked = eml4_alk(
        event=EventKind.ENHANCER_HIJACKING,
        molecule=Molecule.DNA,
        five_gene=five,
        three_gene=three,
        transcript=None,
    )
    assert str(vicc_name(hijacked)) == "reg_e@IGH(hgnc:5477)(::)MYC(hgnc:7553)"


@pytest.mark.parametrize("text", ["EML4", "EML4::", "A::reg_p@B::C", "NM_1(A):e.0::B", "A b::C", "A::(::)B"])
def test_bad_vicc_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="VICC"):
        ViccName.parse(text)


symbols = st.sampled_from(sorted(SYMBOLS - {"NKX2"}))
gene_ids = st.integers(1, 60_000).map("hgnc:{}".format)
offsets = st.integers(-9_999, 9_999)
segments = st.builds(
    lambda ids, symbol, exon, offset, end: ViccSegment(ids, symbol, exon, offset, end, offset if end else 0),
    st.sampled_from(["NM_019063.5", "NR_000001", "ENST00000397938.6"]),
    st.none() | symbols,
    st.integers(1, 400),
    offsets,
    st.none() | st.integers(1, 400),
)
ends = st.one_of(
    segments, st.builds(ViccGene, symbols, st.none() | gene_ids), st.sampled_from("?v").map(ViccWildcard)
)
regions = st.builds(
    ViccRegion,
    st.sampled_from(["NC_000023.11", "NC_000002.12"]),
    st.integers(1, 9_999),
    st.integers(10_000, 99_999_999),
    st.sampled_from([None, "X", "2"]),
)
inner = st.one_of(
    segments,
    st.builds(ViccGene, symbols, gene_ids),
    st.text("ACGT", min_size=1, max_size=20).map(ViccLinker),
    st.builds(ViccTemplated, regions, st.sampled_from(Strand)),
)
features = st.none() | st.just("EH38E1516972") | regions
kinds = st.sampled_from(REGULATORY_CLASSES)
regulatory = st.one_of(
    st.builds(ViccRegulatory, kinds, symbols, st.none() | gene_ids, features),
    st.builds(ViccRegulatory, kinds, st.none(), st.none(), st.just("EH38E1516972") | regions),
)


@st.composite
def vicc_names(draw: st.DrawFn) -> ViccName:
    first: ViccComponent = draw(ends | regulatory)
    middle: list[ViccComponent] = draw(st.lists(inner, max_size=3))
    return ViccName((first, *middle, draw(ends)), draw(st.booleans()))


@given(vicc_names())
def test_vicc_names_read_back(name: ViccName) -> None:
    assert ViccName.parse(str(name)) == name


# HGVS


def made_site(
    side: Side, strand: Strand, exon: int, offset: int = 0, *, is_coding: bool = True
) -> JunctionSite:
    """Three exons of 100, 50 and 200 bases; the CDS starts at base 41 and ends at base 300 of 350."""
    plus = ((1001, 1100), (2001, 2050), (3001, 3200))
    minus = ((8901, 9000), (7951, 8000), (6801, 7000))
    spans = plus if strand is Strand.PLUS else minus
    exons = tuple(Exon(n, (Block(low, high, None),)) for n, (low, high) in enumerate(spans, 1))
    coding = ((1041, 3150) if strand is Strand.PLUS else (6851, 8960)) if is_coding else (None, None)
    model = transcript(
        "NM_1.1" if side is Side.FIVE_PRIME else "NM_2.1",
        "A",
        exons,
        strand=strand,
        cds_start=coding[0],
        cds_end=coding[1],
    )
    return JunctionSite(side, model, Region.EXON, exon, offset=offset)


R_ROWS = [  # side, strand, exon, offset, coding, r. position: counted by hand on the made transcript
    (Side.FIVE_PRIME, Strand.PLUS, 1, 0, True, "60"),
    (Side.FIVE_PRIME, Strand.MINUS, 1, 0, True, "60"),
    (Side.FIVE_PRIME, Strand.PLUS, 1, -59, True, "1"),
    (Side.FIVE_PRIME, Strand.PLUS, 1, -60, True, "-1"),
    (Side.FIVE_PRIME, Strand.MINUS, 1, -99, True, "-40"),
    (Side.FIVE_PRIME, Strand.PLUS, 1, -100, True, None),
    (Side.FIVE_PRIME, Strand.PLUS, 1, 5, True, None),
    (Side.FIVE_PRIME, Strand.PLUS, 3, 0, True, "*50"),
    (Side.FIVE_PRIME, Strand.PLUS, 3, -50, True, "260"),
    (Side.THREE_PRIME, Strand.PLUS, 1, 0, True, "-40"),
    (Side.THREE_PRIME, Strand.MINUS, 2, 0, True, "61"),
    (Side.THREE_PRIME, Strand.PLUS, 2, 49, True, "110"),
    (Side.THREE_PRIME, Strand.PLUS, 2, 50, True, None),
    (Side.THREE_PRIME, Strand.PLUS, 2, -20, True, None),
    (Side.THREE_PRIME, Strand.MINUS, 3, 150, True, "*1"),
    (Side.THREE_PRIME, Strand.PLUS, 2, 0, False, "101"),
    (Side.FIVE_PRIME, Strand.MINUS, 2, 0, False, "150"),
]


@pytest.mark.parametrize(("side", "strand", "exon", "offset", "is_coding", "expected"), R_ROWS)
def test_r_positions(
    side: Side, strand: Strand, exon: int, offset: int, is_coding: bool, expected: str | None
) -> None:
    assert r_position(made_site(side, strand, exon, offset, is_coding=is_coding)) == expected


REFERENCE_ROWS = [  # transcript, exon, side, r. position, source
    ("NM_152263", 8, Side.FIVE_PRIME, "775", "HGVS adjoined transcripts, TPM3::PDGFRB"),
    ("NM_002609", 11, Side.THREE_PRIME, "1580", "HGVS adjoined transcripts, TPM3::PDGFRB"),
    ("NM_002354", 5, Side.FIVE_PRIME, "555", "HGVS adjoined transcripts, EPCAM::MSH2"),
    ("NM_000251", 2, Side.THREE_PRIME, "212", "HGVS adjoined transcripts, EPCAM::MSH2"),
    ("NM_019063", 6, Side.FIVE_PRIME, "667", "variant 3a: 785 residues, 222 and a third of them EML4's"),
    ("NM_019063", 13, Side.FIVE_PRIME, "1489", "variant 1: 1059 residues, 496 and a third of them EML4's"),
    ("NM_004304", 20, Side.THREE_PRIME, "3173", "two bases before the codon of Tyr1059"),
]


@pytest.fixture(scope="module")
def models() -> dict[Assembly, GeneModel]:
    return {assembly: load_gene_model("embedded", assembly) for assembly in Assembly}


@pytest.mark.parametrize("assembly", list(Assembly))
@pytest.mark.parametrize(("name", "exon", "side", "expected", "_source"), REFERENCE_ROWS)
def test_r_positions_of_published_junctions(
    models: dict[Assembly, GeneModel],
    assembly: Assembly,
    name: str,
    exon: int,
    side: Side,
    expected: str,
    _source: str,
) -> None:
    assert r_position(JunctionSite(side, models[assembly].transcript(name), Region.EXON, exon)) == expected


@pytest.mark.parametrize("assembly", list(Assembly))
def test_the_tables_name_transcripts_and_places_that_exist(
    models: dict[Assembly, GeneModel], assembly: Assembly
) -> None:
    model = models[assembly]
    for known in numberings().values():
        found = model.transcript(known.transcripts[0])
        assert found.gene == known.gene
        assert (found.tag is TranscriptTag.MANE_SELECT) == known.is_mane, known.gene
    for entry in [entry for group in alternative_exons().values() for entry in group]:
        exon = model.transcript(entry.transcript).exons[entry.transcript_exon - 1]
        places = entry.first_base(assembly).position, entry.last_base(assembly).position
        assert (exon.number, (exon.start, exon.end)) == (entry.transcript_exon, places)


def test_words_meet_the_real_symbols(models: dict[Assembly, GeneModel]) -> None:
    """Hyphens inside symbols against 60,000 symbols and aliases, not only against a list of forty."""
    is_symbol = models[Assembly.GRCH38].is_symbol
    for text, pair in {
        "NKX2-1-IGH": ("NKX2-1", "IGH"),
        "HLA-A-ROS1": ("HLA-A", "ROS1"),
        "EML4-ALK (E6:A20), 5.26%": ("EML4", "ALK"),
        "BCR-ABL e14a2": ("BCR", "ABL"),
        "EML4 exon 6 to ALK exon 20": ("EML4", "ALK"),
        "VCL::ALK V16;A20": ("VCL", "ALK"),
        "IGH-MAF 12%": ("IGH", "MAF"),
        "MLL-AF4 12%": ("MLL", "AF4"),
        "ARV1-ALK": ("ARV1", "ALK"),
        "TYPE-ALK": ("TYPE", "ALK"),
    }.items():
        call = parse_fusion(text, is_symbol)
        assert (call.five_prime.symbol, call.three_prime.symbol) == pair
    for text in ("AR-V7", "EGFR exon 19 deletion"):
        with pytest.raises(ValueError, match="inside one gene"):
            parse_fusion(text, is_symbol)


@pytest.mark.parametrize(
    ("text", "gene", "exons"),
    [
        ("EGFRvIII", "EGFR", (1, 8)),
        ("EGFR vIII", "EGFR", (1, 8)),
        ("MET exon 14 skipping", "MET", (13, 15)),
        ("METex14 skipping", "MET", (13, 15)),
        ("BRAF p61", "BRAF", (3, 9)),
        ("IKZF1 IK6", "IKZF1", (3, 8)),
        ("EGFR-KDD", "EGFR", (25, 18)),
        ("KMT2A-PTD (exons 2-10)", "KMT2A", (10, 2)),
        ("EGFR exons 25-27 deletion", "EGFR", (24, 28)),
        ("EGFR exons 18-26 tandem duplication", "EGFR", (26, 18)),
    ],
)
def test_words_for_events_inside_one_gene(text: str, gene: str, exons: tuple[int, int]) -> None:
    """Lost exons as in internal_events.tsv, whose rows have their sources; the rest is what the words say."""
    is_symbol = load_gene_model("embedded", Assembly.GRCH38).is_symbol
    call = parse_fusion(text, is_symbol)
    assert (call.five_prime.symbol, call.three_prime.symbol) == (gene, gene)
    assert (call.five_prime.exon, call.three_prime.exon) == exons


def made_fusion(inserted: int = 0, **five_changes: object) -> PlacedFusion:
    five = replace(made_site(Side.FIVE_PRIME, Strand.PLUS, 1), **five_changes)  # type: ignore[arg-type]
    three = made_site(Side.THREE_PRIME, Strand.MINUS, 2)
    return place((five, Partner("EML4")), (three, Partner("ALK")), inserted)


def test_hgvs_adjoined_transcripts() -> None:
    """HGVS nomenclature, RNA: adjoined transcripts (syntax of its examples; outer ends "?")."""
    assert hgvs_name(made_fusion()) == "NM_1.1:r.?_60::NM_2.1:r.61_?"
    assert hgvs_name(made_fusion(predicted=True)) == "NM_1.1:r.(?_60)::NM_2.1:r.(61_?)"
    linked = made_fusion(9)
    assert hgvs_name(linked) is None, "nine bases that nobody told"
    told = replace(linked, call=replace(linked.call, inserted_sequence="ACTAAAGCG"))
    assert hgvs_name(told) == "NM_1.1:r.?_60::acuaaagcg::NM_2.1:r.61_?"
    assert hgvs_name(made_fusion(offset=182)) is None, "a retained intron has no r. position"


def test_an_event_inside_one_gene_adjoins_no_transcripts() -> None:
    """HGVS: adjoined transcripts are two; a deletion within one is r.89_889del (EGFRvIII on NM_005228.5)."""
    inside = replace(made_fusion(), event=EventKind.INTERNAL)
    assert hgvs_name(inside) is None
    named = EventName("EGFRvIII", ("PMID:1",), "NM_005228.5:r.89_889del")
    assert hgvs_name(replace(inside, event_name=named)) == "NM_005228.5:r.89_889del"


def test_no_hgvs_name_on_a_transcript_that_differs_in_length_from_the_genome() -> None:
    whole = made_site(Side.FIVE_PRIME, Strand.PLUS, 1).transcript
    gapped = replace(whole, exons=(Exon(1, (Block(1001, 1050, 0), Block(1053, 1100, 2))), *whole.exons[1:]))
    assert hgvs_name(made_fusion(transcript=gapped)) is None


# ISCN


def end_of(words: str) -> tuple[TranscribedEnd, str | None]:
    where, strand, band = words.split()
    return TranscribedEnd(Breakpoint.parse(where), Strand(strand)), None if band == "-" else band


@pytest.mark.parametrize("row", rows("naming_iscn.tsv"), ids=lambda row: row["fusion"])
def test_rearrangement_class_and_iscn(row: dict[str, str]) -> None:
    ends = [end_of(row["five_prime"]), end_of(row["three_prime"])]
    assert rearrangement_class(ends[0][0], ends[1][0]) == row["class"]
    bands = {(end.place.contig, end.place.position): band for end, band in ends}
    call = FusionCall("text", *(Partner("A", end.place, strand=end.strand) for end, _ in ends))
    kind = rearrangement_class(ends[0][0], ends[1][0])
    placed = eml4_alk(call=call, transcript=None, rearrangement=kind)
    assert (iscn_name(placed, lambda contig, at: bands[contig, at]) or "-") == row["iscn"]
    assert row["published"] == "same" or row["published"] != row["iscn"]


def test_iscn_is_left_out_where_no_rearrangement_is_meant() -> None:
    deletion = RearrangementClass.DELETION
    for event in (EventKind.READ_THROUGH, EventKind.INTERNAL):
        placed = eml4_alk(event=event, rearrangement=deletion)
        assert iscn_name(placed, lambda _contig, _at: "p21") is None
    for kind in (RearrangementClass.INSERTION, None):
        assert iscn_name(eml4_alk(rearrangement=kind), lambda _contig, _at: "p21") is None


def test_iscn_from_exon_edges_alone() -> None:
    """Without a breakpoint the exon's edge serves; + strand 5' ends high, 3' starts low."""
    asked: list[int] = []

    def band(_contig: str, position: int) -> str:
        asked.append(position)
        return "p21"

    placed = eml4_alk(rearrangement=RearrangementClass.DUPLICATION)
    assert iscn_name(placed, band) == "dup(2)(p21p21)"
    assert asked == [1099, 1000]


# Everything at once


def test_name_fusion() -> None:
    name = name_fusion(eml4_alk(), lambda _contig, _at: None)
    assert (name.hgnc, name.exons, name.variant) == ("EML4::ALK", "E13;A20", "variant 1")
    assert (name.vicc, name.iscn) == ("NM_019063.5(EML4):e.13::NM_004304.5(ALK):e.20", None)


def every_alias() -> Iterator[tuple[str, str, str]]:
    for pair, entries in named_junctions().items():
        for entry in entries:
            for alias in entry.aliases:
                holders = [other for other in entries if alias in other.aliases]
                if len(holders) == 1:
                    yield f"{pair[0]}::{pair[1]} {alias}", str(entry.junction), pair[0]


@pytest.mark.parametrize(("text", "junction", "_gene"), sorted(every_alias()))
def test_every_alias_that_means_one_junction_is_read(text: str, junction: str, _gene: str) -> None:
    call = parse_fusion(text, SYMBOLS.__contains__)
    wanted = ExonJunction.parse(junction)
    assert (call.five_prime.exon, call.five_prime.exon_suffix) == (wanted.five_exon, wanted.five_suffix)
    assert (call.three_prime.exon, call.inserted_bases or 0) == (wanted.three_exon, wanted.inserted)
    assert call.support.allele_fraction is None or isinstance(call.support.allele_fraction, Decimal)
