"""What the knowledge base says, since when, and of what it must never speak."""

import csv
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from fusionanno import annotate
from fusionanno.errors import ResourceError, UnknownName
from fusionanno.genemodel import load_gene_model
from fusionanno.knowledge import Knowledge, holds, load_knowledge, problems, starts
from fusionanno.knowledge.dates import approval, is_provisional
from fusionanno.knowledge.facts import TargetRule
from fusionanno.knowledge.fusion_level import is_event_row
from fusionanno.model import (
    Actionability,
    Agency,
    AnnotatedFusion,
    ApprovalType,
    Assembly,
    Assertion,
    Breakpoint,
    DomainStatus,
    EventKind,
    EventName,
    Flag,
    FlagId,
    FusionCall,
    FusionName,
    KinaseStatus,
    MatchLevel,
    Molecule,
    Partner,
    PlacedFusion,
    ReadingFrame,
    ReadSupport,
    Side,
    SmallVariant,
    TherapyStatus,
)
from fusionanno.resources import build_knowledge
from tests.factories_knowledge import case, named_domain, placed, reading

TABLES = Path(__file__).parent / "tables"
KNOWLEDGE = load_knowledge()
SHIPPED = files("fusionanno.resources") / "knowledge"
LABELS = [fact for fact in KNOWLEDGE.assertions if fact.kind == "label"]


def age_of(fact: Assertion) -> float:
    """An age that the row is for: 20 years unless it is for children only or for the old."""
    if fact.max_age is not None:
        return max(fact.min_age or 0, fact.max_age - 1)
    return max(fact.min_age or 0, 20)


def sound(fact: Assertion) -> PlacedFusion:
    """A fusion or a named event that meets the structure rule of a row's first gene."""
    gene = fact.genes[0]
    rule = next(rule for rule in KNOWLEDGE.targets if rule.gene == gene)
    if is_event_row(fact):
        inside = placed(f"{gene}::{gene}", event=EventKind.INTERNAL)
        return replace(inside, event_name=EventName(fact.junction or "", ("PMID:1",)))
    five, three = (gene, "TACC3") if rule.side is Side.FIVE_PRIME else ("EML4", gene)
    kept = [(rule.keeps, DomainStatus.KEPT), (rule.loses, DomainStatus.LOST)]
    domains = tuple(named_domain(gene, rule.side, word, status) for word, status in kept if word)
    is_kinase = rule.keeps == "kinase"
    return placed(
        f"{fact.five_prime or five}::{fact.three_prime or three}",
        kinase=KinaseStatus.INTACT if is_kinase else KinaseStatus.NONE,
        kinase_side=rule.side,
        domains=domains[is_kinase:],
    )


def name_for(fact: Assertion) -> FusionName:
    return FusionName("", fact.junction, fact.junction)


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def row_id(row: dict[str, str]) -> str:
    return " ".join(list(row.values())[:5])


@pytest.mark.parametrize("row", table("knowledge_as_of.tsv"), ids=row_id)
def test_what_held_on_that_day(row: dict[str, str]) -> None:
    age = float(row["age"]) if row["age"] else None
    stated = case(KNOWLEDGE, row["as_of"], row["tumor"] or None, row["region"], age)
    answer = KNOWLEDGE.interpret(placed(row["fusion"]), stated)
    drugs = {
        status: ";".join(sorted({m.assertion.drug for m in answer.matches if m.status is status}))
        for status in TherapyStatus
    }
    said = drugs[TherapyStatus.ON_LABEL], drugs[TherapyStatus.UNDETERMINED], answer.tier or ""
    assert said[0] == row["on_label"], row["source"]
    if row["tumor"]:
        assert (said[1], drugs[TherapyStatus.OFF_LABEL]) == (row["undetermined"], row["off_label"]), row[
            "source"
        ]
    assert said[2] == row["tier"], answer.tier_because


@pytest.mark.parametrize("row", table("knowledge_structure.tsv"), ids=row_id)
def test_structure_decides_before_any_drug(row: dict[str, str]) -> None:
    fusion = placed(
        row["fusion"],
        ReadingFrame(row["frame"]),
        KinaseStatus(row["kinase"]),
        kinase_side=Side(row["kinase_side"]),
        event=EventKind(row["event"]),
        known=row["known"] == "yes",
        because="only the gene pair is known",
    )
    answer = KNOWLEDGE.interpret(fusion, case(KNOWLEDGE, "2026-11-23", "IMT", "US", 34))
    assert answer.structure.actionable == row["verdict"]
    assert row["words"] in answer.structure.because
    if row["verdict"] != "yes":
        assert not answer.matches


@pytest.mark.parametrize("row", table("knowledge_names.tsv"), ids=row_id)
def test_tumour_names(row: dict[str, str]) -> None:
    assert KNOWLEDGE.diseases.find(row["text"]).code == row["code"]


def test_unknown_tumour_offers_near_ones() -> None:
    with pytest.raises(
        UnknownName, match=r"unknown tumour 'inflamatory myofibroblastic tumor'; did you mean .*IMT"
    ):
        KNOWLEDGE.diseases.find("inflamatory myofibroblastic tumor")


@pytest.mark.parametrize("text", ["glioblastoma", "sarcoma", "inflammatory pseudotumor"])
def test_a_name_that_means_several_tumours_is_none(text: str) -> None:
    """A glioblastoma may be IDH-mutant in older reports, a sarcoma of bone, a pseudotumor no tumour."""
    with pytest.raises(UnknownName):
        KNOWLEDGE.diseases.find(text)


def test_disease_path_runs_from_the_root() -> None:
    eims = KNOWLEDGE.diseases.find("EIMS")
    assert eims.path == ("TISSUE", "SOFT_TISSUE", "IMT", "EIMS")
    assert (eims.is_solid, eims.is_local) == (True, True)


def test_lung_imt_is_an_imt_and_no_nsclc() -> None:
    above = KNOWLEDGE.diseases.ancestors("IMTL")
    assert "IMT" in above
    assert "NSCLC" not in above


@pytest.mark.parametrize("code", ["IMT", "EIMS", "IMTL", "IMTB"])
@pytest.mark.parametrize("region", ["US", "EU", "JP", "CN"])
def test_no_nsclc_label_reaches_an_imt(code: str, region: str) -> None:
    answer = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), case(KNOWLEDGE, "2026-11-23", code, region, 34))
    on_label = [m.assertion for m in answer.matches if m.status is TherapyStatus.ON_LABEL]
    assert not [fact.id for fact in on_label if "NSCLC" in fact.diseases]


def test_braf_must_lose_its_ras_binding_domain() -> None:
    def judged(status: DomainStatus) -> Actionability:
        domains = (named_domain("BRAF", Side.THREE_PRIME, "Raf-like Ras-binding", status),)
        fusion = placed("KIAA1549::BRAF K16;B9", domains=domains)
        return KNOWLEDGE.interpret(fusion, case(KNOWLEDGE, "2026-11-23", "PAST")).structure.actionable

    assert judged(DomainStatus.LOST) is Actionability.YES
    assert judged(DomainStatus.KEPT) is Actionability.NO
    assert judged(DomainStatus.PARTIAL) is Actionability.NO
    assert judged(DomainStatus.UNDETERMINED) is Actionability.UNDETERMINED


def test_nrg1_needs_its_egf_like_domain() -> None:
    domains = (named_domain("NRG1", Side.THREE_PRIME, "EGF-like domain", DomainStatus.LOST),)
    fusion = placed("CD74::NRG1 C6;N6", kinase=KinaseStatus.NONE, domains=domains)
    answer = KNOWLEDGE.interpret(fusion, case(KNOWLEDGE, "2026-11-23", "LUAD"))
    assert "EGF-like domain is lost" in answer.structure.because


def test_wrong_orientation_without_a_transcript_is_no_target() -> None:
    flags = (Flag(FlagId.WRONG_ORIENTATION, "both partners give their 5' end"),)
    answer = KNOWLEDGE.interpret(placed("EML4::ALK", known=False, flags=flags), case(KNOWLEDGE, "2026-11-23"))
    assert answer.structure.actionable is Actionability.NO
    assert answer.structure.because.startswith("both partners give their 5' end")


def described(words: str, tumor: str = "NSCLC") -> AnnotatedFusion:
    """A fusion as the whole program judges it, on the embedded transcripts and domains."""
    call = FusionCall("text", Partner(None), Partner(None), described=words)
    (fusion,) = annotate([call], tumor=tumor, region="US", age="61", as_of="2026-01-01")
    return fusion


REAL_STRUCTURES = (
    # Words, verdict, words of the reason. Residues (Ensembl 110): Ras-binding 157 to 225 of BRAF, EGF-like
    # 187 to 220 of NRG1. Junctions: PMID:21696415 (KIAA1549::BRAF); the others are read on the exon tables.
    ("KIAA1549-BRAF K16;B9", "yes", "Ras-binding domain is lost"),
    ("KIAA1549 exon 16 - BRAF exon 4", "no", "Ras-binding domain of BRAF is kept in part"),
    ("CD74-NRG1 C6;N6", "yes", "EGF-like domain is whole"),
    ("EML4-ALK E13;A20", "yes", "kinase is whole"),
    ("EML4-ALK E12;A20", "undetermined", "NM_001145076"),
    ("ETV6-NTRK3 E5;N13", "undetermined", "NM_001243101"),
    # Never by gene name alone.
    ("ALK::EML4", "no", "need it as the 3' partner"),
    ("EML4::ALK", "undetermined", "confirm by RNA"),
    ("EML4-ALK E13;A21", "no", "no therapy follows"),
    ("EML4-ALK E13;A29", "no", "no therapy follows"),
    # Targets of other kinds: a 5' one whose domain is no kinase, and the receptor that PML joins (bcr1).
    ("KMT2A exon 9 - AFF1 exon 6", "yes", "CXXC domain is whole"),
    ("AFF1::KMT2A", "no", "need it as the 5' partner"),
    ("PML-RARA P6;R3", "yes", "ligand-binding domain is whole"),
    ("RARA-PML R2;P7", "no", "need it as the 3' partner"),
)


@pytest.mark.parametrize(("words", "verdict", "why"), REAL_STRUCTURES)
def test_structure_on_the_real_domains(words: str, verdict: str, why: str) -> None:
    answer = described(words).interpretation
    assert answer.structure.actionable == verdict
    assert why in answer.structure.because
    if verdict != "yes":
        assert answer.matches == ()


@pytest.mark.parametrize("rule", KNOWLEDGE.targets, ids=lambda rule: rule.gene)
def test_each_rule_asks_for_a_domain_that_its_gene_has(rule: TargetRule) -> None:
    model = load_gene_model("embedded", Assembly.GRCH38)
    (mane, *_) = model.transcripts(rule.gene)
    domains = model.domains(mane) or ()
    for word in (rule.keeps, rule.loses):
        assert word is None or any(
            each.is_kinase if word == "kinase" else word in each.name for each in domains
        ), f"{rule.gene} has no {word}: {[each.name for each in domains]}"


OTHER_READINGS = (
    # the frame told, the frame and the kinase of the other reading, the verdict
    (ReadingFrame.OUT_OF_FRAME, ReadingFrame.IN_FRAME, KinaseStatus.INTACT, "undetermined"),
    (ReadingFrame.STOP_CODON, ReadingFrame.IN_FRAME, KinaseStatus.INTACT, "undetermined"),
    (ReadingFrame.OUT_OF_FRAME, ReadingFrame.OUT_OF_FRAME, KinaseStatus.LOST, "no"),
    (ReadingFrame.OUT_OF_FRAME, ReadingFrame.IN_FRAME, KinaseStatus.LOST, "no"),
    (ReadingFrame.OUT_OF_FRAME, ReadingFrame.IN_FRAME, KinaseStatus.PARTIAL, "no"),
    (ReadingFrame.OUT_OF_FRAME, ReadingFrame.IN_FRAME, KinaseStatus.UNDETERMINED, "undetermined"),
    (ReadingFrame.OUT_OF_FRAME, ReadingFrame.UNDETERMINED, KinaseStatus.INTACT, "no"),
    (ReadingFrame.IN_FRAME, ReadingFrame.OUT_OF_FRAME, KinaseStatus.LOST, "yes"),
)


@pytest.mark.parametrize(("told", "frame", "kinase", "verdict"), OTHER_READINGS)
def test_another_reading_in_frame_leaves_the_call_open(
    told: ReadingFrame, frame: ReadingFrame, kinase: KinaseStatus, verdict: str
) -> None:
    others = (reading("EML4::ALK E13;A20", frame, kinase),)
    kept = KinaseStatus.INTACT if told is ReadingFrame.IN_FRAME else KinaseStatus.LOST
    fusion = placed("EML4::ALK E12;A20", told, kept, alternatives=others)
    answer = KNOWLEDGE.interpret(fusion, case(KNOWLEDGE, "2026-11-23", "NSCLC", "US", 61))
    assert answer.structure.actionable == verdict
    if verdict == "undetermined":
        assert "as read here; in frame" in answer.structure.because
        assert "EML4 exon 13 of NM_EML4.1 (by hand)" in answer.structure.because
        assert (answer.matches, answer.tier) == ((), None)


def test_a_position_beside_an_exon_edge_asks_for_rna() -> None:
    """EML4 exon 13 ends at 2:42295516 on GRCh38 (NM_019063.5); two bases on, the frame is lost as called."""
    five = Partner("EML4", Breakpoint("2", 42295518))
    three = Partner("ALK", Breakpoint("2", 29223528))
    call = FusionCall("fusionanno", five, three, Molecule.RNA)
    (fusion,) = annotate([call], assembly="GRCh38", tumor="NSCLC", region="US", age="61", as_of="2026-01-01")
    answer = fusion.interpretation
    assert answer.structure.actionable is Actionability.UNDETERMINED
    edge = "EML4 exon 13 of NM_019063.5 (at the edge of the exon, where the position is not)"
    assert f"kept as {edge}: confirm the junction by RNA" in answer.structure.because
    assert (answer.matches, answer.tier) == ((), None)


def test_another_reading_mends_no_wrong_side_and_no_antisense() -> None:
    others = (reading("ALK::EML4 A19;E14", ReadingFrame.IN_FRAME),)
    out = ReadingFrame.OUT_OF_FRAME
    reciprocal = placed("ALK::EML4 A18;E14", out, KinaseStatus.LOST, alternatives=others)
    antisense = placed(
        "EML4::ALK E12;A20",
        out,
        KinaseStatus.LOST,
        event=EventKind.ANTISENSE,
        alternatives=(reading("EML4::ALK E13;A20", ReadingFrame.IN_FRAME),),
    )
    for fusion in (reciprocal, antisense):
        answer = KNOWLEDGE.interpret(fusion, case(KNOWLEDGE, "2026-11-23", "NSCLC", "US", 61))
        assert answer.structure.actionable is Actionability.NO


@pytest.mark.parametrize("support", [ReadSupport(), ReadSupport(split_reads=1), ReadSupport(split_reads=900)])
@pytest.mark.parametrize("confidence", [None, "low", "high"])
def test_few_reads_or_low_confidence_cost_no_therapy(support: ReadSupport, confidence: str | None) -> None:
    fusion = placed("EML4::ALK E6;A20")
    seen = replace(fusion, call=replace(fusion.call, support=support, confidence=confidence))
    stated = case(KNOWLEDGE, "2026-11-23", "EIMS", "US", 34)
    answer = KNOWLEDGE.interpret(seen, stated)
    assert answer == KNOWLEDGE.interpret(fusion, stated)
    assert answer.tier == "I-A"


def test_no_label_counts_without_a_region() -> None:
    answer = KNOWLEDGE.interpret(
        placed("CCDC6::RET C1;R12"), case(KNOWLEDGE, "2026-11-23", "THYROID", None, 60)
    )
    labels = [match for match in answer.matches if match.assertion.kind == "label"]
    statuses = {match.assertion.agency: match.status for match in labels if match.level != "other tumour"}
    assert statuses == dict.fromkeys(("FDA", "EMA", "PMDA", "NMPA"), TherapyStatus.UNDETERMINED)
    assert not any(match.amp or match.tier for match in labels)
    solid = [match.because for match in labels if match.level is MatchLevel.SOLID_TUMOUR]
    assert len(solid) == 2  # FDA, EMA; that of PMDA leaves thyroid cancer out
    assert any("FDA since 2024-05-29" in because for because in solid)
    assert all("no region was given" in because for because in solid)
    # The tier is that of the studies alone: selpercatinib, 2020 (level C); those of level B left thyroid out.
    assert (answer.tier, "as no region was given" in answer.tier_because) == ("II-C", True)
    assert answer.remarks == ()


CHILDREN = (
    # region, age, drug, status and words. A row of alectinib for NSCLC of PMDA names no ages; FDA: adults.
    ("JP", 10, "PMDA-alectinib-ALK-NSCLC", "undetermined", "the label's age range is not recorded here"),
    ("JP", 17.9, "PMDA-alectinib-ALK-NSCLC", "undetermined", "the label's age range is not recorded here"),
    ("JP", 18, "PMDA-alectinib-ALK-NSCLC", "on-label", ""),
    ("JP", None, "PMDA-alectinib-ALK-NSCLC", "on-label", ""),
    ("JP", 10, "PMDA-crizotinib-ALK-NSCLC", "off-label", "age 10 is outside the label (adults)"),
    # Adults and children: min_age 0, which is not the same as an empty cell.
    ("JP", 10, "PMDA-alectinib-ALK-SOLID", "on-label", ""),
)


@pytest.mark.parametrize(("region", "age", "name", "status", "words"), CHILDREN)
def test_a_child_meets_no_label_whose_ages_are_not_recorded(
    region: str, age: float | None, name: str, status: str, words: str
) -> None:
    answer = KNOWLEDGE.interpret(
        placed("EML4::ALK E6;A20"), case(KNOWLEDGE, "2026-11-23", "NSCLC", region, age)
    )
    match = next(match for match in answer.matches if match.assertion.id == name)
    assert match.status == status
    assert words in match.because
    assert ("not recorded" in match.because) is ("not recorded" in words)
    assert (match.amp is None) is (status == "undetermined")


@pytest.mark.parametrize("region", ["US", "EU", "JP"])
def test_an_adjuvant_label_is_never_the_best_statement(region: str) -> None:
    """FDA 2024-04-18, EMA 2024-06-06, PMDA 2024-08-28: alectinib after resection, beside older labels."""
    answer = KNOWLEDGE.interpret(
        placed("EML4::ALK E6;A20"), case(KNOWLEDGE, "2026-11-23", "NSCLC", region, 60)
    )
    on_label = [match.assertion for match in answer.matches if match.status is TherapyStatus.ON_LABEL]
    assert on_label[-1].line == "adjuvant"
    assert all(fact.line != "adjuvant" for fact in on_label[:-1])
    assert str(on_label[-1].since) not in answer.tier_because


def test_every_label_after_resection_says_so_first() -> None:
    after = [fact for fact in LABELS if "resection" in fact.indication and "would do" not in fact.indication]
    assert {fact.agency for fact in after} == {"FDA", "EMA", "PMDA"}
    assert all((fact.line or "").startswith("adjuvant") for fact in after)


@pytest.mark.parametrize(
    ("region", "told"), [("JP", "PMDA (JP)"), ("CN", "NMPA (CN)"), ("US", ""), ("EU", "")]
)
def test_an_incomplete_list_says_so(region: str, told: str) -> None:
    stated = case(KNOWLEDGE, "2023-04-01", "EIMS", region, 34)
    remarks = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), stated).remarks
    assert len(remarks) == bool(told)
    assert all(f"only a part of the approvals of {told}" in remark for remark in remarks)
    lost = placed("EML4::ALK E6;A21", ReadingFrame.OUT_OF_FRAME, KinaseStatus.LOST)
    assert KNOWLEDGE.interpret(lost, stated).remarks == ()


APPROVALS = (
    # PMID:25170012 (regular 2013-11-20); EMA decisions of 2017-02-16 and 2017-12-18;
    # FDA's list of verified benefit (larotrectinib)
    ("FDA-crizotinib-ALK-NSCLC", "2013-11-19", "accelerated"),
    ("FDA-crizotinib-ALK-NSCLC", "2013-11-20", "regular since 2013-11-20"),
    ("EMA-alectinib-ALK-NSCLC-pretreated", "2017-12-17", "conditional"),
    ("EMA-alectinib-ALK-NSCLC-pretreated", "2017-12-18", "regular since 2017-12-18"),
    ("EMA-ceritinib-ALK-NSCLC-pretreated", "2015-05-06", "conditional"),
    ("EMA-repotrectinib-ROS1-NSCLC", "2025-01-13", "conditional"),
    ("FDA-larotrectinib-NTRK-SOLID", "2025-04-09", "regular since 2025-04-09"),
)


@pytest.mark.parametrize(("name", "day", "words"), APPROVALS)
def test_type_of_approval_on_a_day(name: str, day: str, words: str) -> None:
    (fact,) = [fact for fact in LABELS if fact.id == name]
    assert approval(fact, date.fromisoformat(day)) == words


@pytest.mark.parametrize("fact", LABELS, ids=lambda fact: fact.id)
def test_without_a_region_nothing_is_on_label_and_no_label_makes_a_tier(fact: Assertion) -> None:
    stated = case(
        KNOWLEDGE, str(starts(fact.since, fact.since_precision)), fact.diseases[0], None, age_of(fact)
    )
    answer = KNOWLEDGE.interpret(sound(fact), stated, name_for(fact))
    assert TherapyStatus.ON_LABEL not in {match.status for match in answer.matches}
    assert answer.tier != "I-A"
    if answer.tier:
        studies = (TherapyStatus.EVIDENCE, TherapyStatus.INVESTIGATIONAL)
        best = {match.amp for match in answer.matches if match.status in studies}
        assert answer.tier.split("-")[1] in best


def test_a_study_of_one_kind_earns_no_level_for_the_broad_tumour() -> None:
    stated = case(KNOWLEDGE, "2021-12-24", "SOFT_TISSUE", "US", 34)
    answer = KNOWLEDGE.interpret(placed("EML4::ALK E13;A20"), stated)
    studies = [match for match in answer.matches if match.status is TherapyStatus.EVIDENCE]
    narrower = [match for match in studies if match.level is MatchLevel.OTHER_TUMOUR]
    assert narrower
    for match in narrower:
        assert (match.amp, match.tier, match.escat) == (None, None, None)
        assert "concerns only one kind of Soft Tissue: " in match.because


def test_a_solid_tumour_label_counts_beside_a_label_that_stays_open() -> None:
    answer = KNOWLEDGE.interpret(placed("CCDC6::RET C1;R12"), case(KNOWLEDGE, "2026-11-23", "LUNG", "US", 60))
    drugs = {
        status: {m.assertion.drug for m in answer.matches if m.status is status} for status in TherapyStatus
    }
    assert drugs[TherapyStatus.ON_LABEL] == {"selpercatinib"}
    assert "pralsetinib" in drugs[TherapyStatus.UNDETERMINED]
    assert answer.tier == "I-A"


REASONS = (
    # FDA crizotinib for IMT 2022-07-14; CREATE, June 2018, and PROFILE 1013, 2018, were published before
    (
        "EIMS",
        "US",
        "2022-07-14",
        "crizotinib, on label, FDA since 2022-07-14, Inflammatory Myofibroblastic Tumor",
    ),
    # A study across solid tumours (PMID:28183697, level C) comes before labels of other tumours.
    ("COAD", "US", "2022-09-20", "entrectinib, published evidence, published 2017, Any solid tumour"),
)


@pytest.mark.parametrize(("tumor", "region", "as_of", "words"), REASONS)
def test_the_reason_of_a_tier_is_one_clause(tumor: str, region: str, as_of: str, words: str) -> None:
    answer = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), case(KNOWLEDGE, as_of, tumor, region, 34))
    assert answer.tier_because == words


NEWEST_LABELS = (
    # region, tumour, gene, the off-label rows that are quoted. EMA: Lorviqua 2022-01-27, Alunbrig 2020-04-01,
    # Zykadia 2017-06-23, Xalkori 2015-11-23, Alecensa 2017-12-18 (that of 2024-06-06 is adjuvant).
    ("EU", "EIMS", "EML4::ALK E6;A20", "EMA-lorlatinib-ALK-NSCLC-naive"),
    ("EU", "EIMS", "EML4::ALK E6;A20", "EMA-brigatinib-ALK-NSCLC-naive"),
    ("EU", "EIMS", "EML4::ALK E6;A20", "EMA-ceritinib-ALK-NSCLC-first"),
    ("EU", "EIMS", "EML4::ALK E6;A20", "EMA-crizotinib-ALK-NSCLC-first"),
    ("EU", "EIMS", "EML4::ALK E6;A20", "EMA-alectinib-ALK-NSCLC-first"),
    # NMPA: ensartinib 2022-03-21 after November 2020.
    ("CN", "EIMS", "EML4::ALK E6;A20", "NMPA-ensartinib-ALK-NSCLC-first"),
)


@pytest.mark.parametrize(("region", "tumor", "fusion", "name"), NEWEST_LABELS)
def test_an_off_label_row_quotes_the_newest_label_that_holds(
    region: str, tumor: str, fusion: str, name: str
) -> None:
    matches = KNOWLEDGE.interpret(placed(fusion), case(KNOWLEDGE, "2026-11-23", tumor, region, 34)).matches
    (shown,) = [fact for fact in LABELS if fact.id == name]
    alike = [
        match.assertion.id
        for match in matches
        if (match.assertion.drug, match.assertion.agency, match.assertion.diseases)
        == (shown.drug, shown.agency, shown.diseases)
    ]
    assert alike == [name]


def test_on_label_rows_of_one_drug_are_all_listed() -> None:
    stated = case(KNOWLEDGE, "2026-11-23", "NSCLC", "EU", 60)
    matches = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), stated).matches
    ids = {match.assertion.id for match in matches if match.status is TherapyStatus.ON_LABEL}
    assert {"EMA-lorlatinib-ALK-NSCLC-naive", "EMA-lorlatinib-ALK-NSCLC-pretreated"} <= ids


def test_on_label_rows_come_regular_first_then_newest_and_adjuvant_last() -> None:
    stated = case(KNOWLEDGE, "2026-11-23", "NSCLC", "EU", 60)
    matches = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), stated).matches
    facts = [match.assertion for match in matches if match.status is TherapyStatus.ON_LABEL]
    keys = [
        (fact.line == "adjuvant", is_provisional(fact, stated.as_of), -fact.since.toordinal())
        for fact in facts
    ]
    assert keys == sorted(keys)
    assert facts[0].id == "EMA-lorlatinib-ALK-NSCLC-naive"
    assert {key[:2] for key in keys} == {(False, False), (False, True), (True, False)}


def test_no_note_speaks_of_a_case() -> None:
    told = [fact.note for fact in KNOWLEDGE.assertions if fact.note]
    for words in (
        "off label",
        "at every date",
        "is reached",
        "EIMS",
        "0.09",
        "only, counted",
        "only; counted",
    ):
        assert not [note for note in told if words in note], words


SYNONYMOUS = (("treated before", "treated"), ("without earlier", "naive"), ("relapsed", "recurrent"))


@pytest.mark.parametrize("fact", LABELS, ids=lambda fact: fact.id)
def test_the_line_of_therapy_does_not_repeat_the_indication(fact: Assertion) -> None:
    if (fact.line or "").startswith("adjuvant"):
        return
    said = set(re.findall(r"[a-z]{6,}", fact.indication)) - {"without", "inhibitor"}
    assert not said & set(re.findall(r"[a-z]{6,}", fact.line or ""))
    assert not [pair for pair in SYNONYMOUS if pair[0] in fact.indication and pair[1] in (fact.line or "")]


@pytest.mark.parametrize(
    "fact", [fact for fact in KNOWLEDGE.assertions if fact.kind == "evidence"], ids=lambda fact: fact.id
)
def test_the_reason_of_each_study_names_its_tumour(fact: Assertion) -> None:
    """The indication need not: what the study is of, its row says once, and the reason tells it."""
    code = fact.diseases[0]
    stated = case(KNOWLEDGE, "2026-11-23", code, "US", age_of(fact))
    matches = KNOWLEDGE.interpret(sound(fact), stated, name_for(fact)).matches
    (match,) = [match for match in matches if match.assertion.id == fact.id]
    assert f"the tumour is {KNOWLEDGE.diseases.name(code)}" in match.because


@pytest.mark.parametrize(
    ("age", "status", "words"),
    [
        # Rozlytrek, FDA 2023-10-20: older than 1 month. Whole years do not tell a newborn from an infant.
        (0, "undetermined", "age 0 may be under 1 month"),
        (0.05, "off-label", "age 0.05 is outside the label (adults and children from 1 month)"),
        (0.5, "on-label", "age 0.5 is within the label (adults and children from 1 month)"),
        (60, "on-label", "age 60 is within the label (adults and children from 1 month)"),
        (None, "on-label", "the label is for adults and children from 1 month and no age was given"),
    ],
)
def test_a_limit_in_months(age: float | None, status: str, words: str) -> None:
    stated = case(KNOWLEDGE, "2026-11-23", "IFS", "US", age)
    matches = KNOWLEDGE.interpret(placed("ETV6::NTRK3 E5;N15"), stated).matches
    match = next(match for match in matches if match.assertion.id == "FDA-entrectinib-NTRK-SOLID")
    assert match.status == status
    assert words in match.because


@pytest.mark.parametrize(
    ("region", "as_of", "words"),
    [
        ("US", "2026-11-23", "no such approval by FDA is known on 2026-11-23"),
        ("US", "2026-11-24", "no such approval by FDA is known at the last revision (2026-11-23)"),
        ("EU", "2035-01-01", "no such approval by EMA is known at the last revision (2026-11-23)"),
        ("CN", "2026-11-23", "which holds only a part of NMPA's approvals"),
        ("CN", "2035-01-01", "which holds only a part of NMPA's approvals"),
    ],
)
def test_silence_is_told_as_what_it_is(region: str, as_of: str, words: str) -> None:
    """The alectinib label for solid tumours is PMDA's alone (2026-05-18)."""
    stated = case(KNOWLEDGE, as_of, "EIMS", region, 34)
    matches = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), stated).matches
    match = next(match for match in matches if match.assertion.id == "PMDA-alectinib-ALK-SOLID")
    assert words in match.because
    assert ("is known on" in match.because) is ("is known on" in words)


def test_a_foreign_label_for_other_ages_says_so() -> None:
    """Xalkori, EMA 2024-08-22: IMT from 1 to under 18 years."""
    stated = case(KNOWLEDGE, "2026-11-23", "IMT", "CN", 34)
    matches = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), stated).matches
    told = {match.assertion.id: match.because for match in matches}
    assert "age 34 is outside the label (patients of 1 to under 18 years)" in told["EMA-crizotinib-ALK-IMT"]
    assert "outside the label" not in told["FDA-crizotinib-ALK-IMT"]


def test_a_gap_is_dated_by_the_last_revision() -> None:
    stated = case(KNOWLEDGE, "2035-01-01", "NSCLC", "US", 60)
    told = KNOWLEDGE.interpret(placed("MYB::TYK2 M6;T16"), stated)
    assert "no label or study of TYK2 for this case at the last revision (2026-11-23)" in told.tier_because


def test_the_entity_of_the_case_comes_first() -> None:
    def order(tumor: str | None) -> list[str]:
        stated = case(KNOWLEDGE, "2026-11-23", tumor)
        return [note.disease for note in KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), stated).entities]

    assert order("NSCLC")[0] == "NSCLC"
    assert order("LUAD")[0] == "NSCLC"
    assert order("EIMS")[:2] == ["EIMS", "IMT"]
    assert order("IMT")[0] == "IMT"
    assert sorted(order(None)) == sorted(order("NSCLC"))


def test_a_wrong_side_is_told_in_plain_words() -> None:
    told = KNOWLEDGE.interpret(placed("ALK::EML4 A19;E14"), case(KNOWLEDGE, "2026-11-23", "NSCLC", "US", 60))
    assert told.structure.because == (
        "ALK is the 5' partner here; its drugs need it as the 3' partner with its kinase"
        " (this may be the reciprocal product); no therapy follows"
    )


def test_no_tier_says_what_is_open() -> None:
    fusion = placed("EML4::ALK E1;A20", ReadingFrame.NO_PROTEIN)
    told = KNOWLEDGE.interpret(fusion, case(KNOWLEDGE, "2026-11-23", "NSCLC", "US", 60))
    words = "no tier yet: the 5' partner brings no coding sequence, so whether a protein is made is open"
    assert told.tier_because.startswith(words)


@pytest.mark.parametrize("fact", LABELS, ids=lambda fact: fact.id)
def test_each_label_starts_on_its_day_and_ends_on_its_day(fact: Assertion) -> None:
    first = starts(fact.since, fact.since_precision)
    assert holds(fact, first)
    assert not holds(fact, first - timedelta(days=1))
    if fact.until:
        assert holds(fact, fact.until - timedelta(days=1))
        assert not holds(fact, fact.until)


@pytest.mark.parametrize("fact", LABELS, ids=lambda fact: fact.id)
def test_each_label_is_found_for_its_own_tumour(fact: Assertion) -> None:
    """On label from its first day, not one day before; an opinion is never on label."""
    day, code = starts(fact.since, fact.since_precision), fact.diseases[0]
    region = {"FDA": "US", "EMA": "EU", "PMDA": "JP", "NMPA": "CN"}[fact.agency or ""]

    def statuses(when: date) -> dict[str, TherapyStatus]:
        asked = case(KNOWLEDGE, str(when), code, region, age_of(fact))
        reported = (SmallVariant(fact.genes[0], fact.mutation, fact.mutation),) if fact.mutation else None
        stated = replace(asked, variants=reported)
        matches = KNOWLEDGE.interpret(sound(fact), stated, name_for(fact)).matches
        return {match.assertion.id: match.status for match in matches}

    is_opinion = fact.approval_type is ApprovalType.OPINION
    assert fact.id not in statuses(day - timedelta(days=1))
    assert statuses(day)[fact.id] is (TherapyStatus.UNDETERMINED if is_opinion else TherapyStatus.ON_LABEL)


def test_nothing_published_after_the_day_is_shown() -> None:
    answer = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), case(KNOWLEDGE, "2018-06-29", "IMT", "US", 34))
    seen = {match.assertion.id for match in answer.matches}
    assert "EV-crizotinib-ALK-IMT-PROFILE1013" in seen
    assert "EV-crizotinib-ALK-IMT-CREATE2018" not in seen  # June 2018 counts from its end
    assert all(
        starts(m.assertion.since, m.assertion.since_precision) <= date(2018, 6, 29) for m in answer.matches
    )
    assert all(any(c.id for c in note.citations) for note in answer.entities)


def test_evidence_of_another_partner_says_so() -> None:
    answer = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), case(KNOWLEDGE, "2021-12-24", "EIMS", "US", 34))
    match = next(m for m in answer.matches if m.assertion.id == "EV-crizotinib-ALK-IMT-Butrynski2010")
    assert (match.status, match.level, match.amp) == (TherapyStatus.EVIDENCE, MatchLevel.ANCESTOR, "D")
    assert "RANBP2::ALK, another partner" in match.because


def test_entities_wait_for_their_publication_and_for_a_sound_structure() -> None:
    def names(fusion: str, as_of: str, frame: ReadingFrame = ReadingFrame.IN_FRAME) -> set[str]:
        stated = case(KNOWLEDGE, as_of, "EIMS")
        return {note.disease for note in KNOWLEDGE.interpret(placed(fusion, frame), stated).entities}

    assert "EIMS" in names("RANBP2::ALK R18;A20", "2026-11-23")
    assert "EIMS" not in names("RANBP2::ALK R18;A20", "2016-12-31")
    # DOI:10.1186/s13023-017-0647-8, May 2017, counted from its end.
    assert "EIMS" not in names("EML4::ALK E6;A20", "2017-05-30")
    assert "EIMS" in names("EML4::ALK E6;A20", "2017-05-31")
    assert "EIMS" not in names("STRN::ALK S3;A20", "2026-11-23")
    assert names("RANBP2::ALK R18;A20", "2026-11-23", ReadingFrame.OUT_OF_FRAME) == set()


def test_same_question_same_answer() -> None:
    stated = case(KNOWLEDGE, "2026-11-23", "EIMS", "US", 34)
    first = KNOWLEDGE.interpret(placed("EML4::ALK E6;A20"), stated)
    assert first == load_knowledge().interpret(placed("EML4::ALK E6;A20"), stated)


def test_shipped_tables_are_sound() -> None:
    assert problems(SHIPPED) == ()


def test_every_target_gene_of_a_statement_has_a_rule() -> None:
    ruled = {rule.gene for rule in KNOWLEDGE.targets}
    assert {gene for fact in KNOWLEDGE.assertions for gene in fact.genes} <= ruled
    partners = {fact.five_prime for fact in KNOWLEDGE.assertions}  # the PML part of PML::RARA mutates too
    assert {fact.gene for fact in KNOWLEDGE.resistance} <= ruled | partners


def test_every_citation_can_be_followed() -> None:
    for citation in KNOWLEDGE.citations.values():
        assert citation.url or citation.title, citation.id


def test_versions_name_every_table_with_its_sum() -> None:
    versions = KNOWLEDGE.versions
    assert versions[0].name == "knowledge/therapies.tsv"
    assert all(len(version.sha256 or "") == 64 and version.version for version in versions)


def test_versions_and_sources_leave_no_table_out() -> None:
    shipped = {path.name for path in SHIPPED.iterdir() if path.name.endswith(".tsv")} - {"sources.tsv"}
    assert {version.name.partition("/")[2] for version in KNOWLEDGE.versions} == shipped


def test_the_notices_describe_every_table_as_it_is() -> None:
    """Mend with: python -m fusionanno.resources.build_knowledge."""
    notices = files("fusionanno.resources").joinpath("SOURCES").read_text(encoding="utf-8")
    told = [line for line in notices.splitlines() if line.startswith("knowledge/")]
    assert told == sorted(build_knowledge.lines(Path(str(SHIPPED))))
    diseases = next(line for line in told if line.startswith("knowledge/diseases.tsv"))
    assert "OncoTree" in diseases
    assert "CC BY 4.0" in diseases
    assert sum("CIViC facts CC0" in line for line in told) == 3


def test_the_page_counts_what_the_tables_hold() -> None:
    page = (Path(__file__).parents[1] / "docs" / "knowledge.md").read_text(encoding="utf-8")
    held = {agency: sum(fact.agency is agency for fact in LABELS) for agency in Agency}
    agencies = ", ".join(f"{agency} {count}" for agency, count in held.items())
    studies = len(KNOWLEDGE.assertions) - len(LABELS)
    told = (
        f"{len(LABELS)} labels ({agencies}), {studies} studies,"
        f" {len(KNOWLEDGE.resistance)} rows of resistance,"
        f" {len(KNOWLEDGE.entities)} of entities, {len(KNOWLEDGE.citations)} sources."
    )
    assert told in " ".join(page.split())


def test_notices_of_other_tables_stay(tmp_path: Path) -> None:
    notices = tmp_path / "SOURCES"
    notices.write_text("# old head\nreference/a.tsv\tkept\nknowledge/old.tsv\tgoes\n", encoding="utf-8")
    build_knowledge.main(["--knowledge", str(SHIPPED), "--sources", str(notices)])
    written = notices.read_text(encoding="utf-8")
    assert "reference/a.tsv\tkept\n" in written
    assert "goes" not in written
    assert written.count("\nknowledge/") == len(KNOWLEDGE.versions)


def damaged(folder: Path, name: str, line: int, old: str, new: str) -> Path:
    with_tables = folder / "knowledge"
    shutil.copytree(Path(str(SHIPPED)), with_tables)
    lines = (with_tables / name).read_text(encoding="utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    (with_tables / name).write_text("\n".join(lines), encoding="utf-8")
    return with_tables


@pytest.mark.parametrize(
    ("name", "line", "old", "new", "told"),
    [
        ("therapies.tsv", 2, "2011-08-26", "26.8.2011", "therapies.tsv:2:12: since: not a date: '26.8.2011'"),
        (
            "therapies.tsv",
            2,
            "\tFDA\t",
            "\tFDAA\t",
            "therapies.tsv:2:10: agency: 'FDAA' is not one of FDA, EMA",
        ),
        ("therapies.tsv", 2, "\tNSCLC\t", "\tNSCLCX\t", "therapies.tsv:2:18: diseases: 'NSCLCX' is not in"),
        (
            "therapies.tsv",
            5,
            "2017-05-26",
            "2013-05-26",
            "therapies.tsv:5:14: until: 2013-05-26 is not after",
        ),
        ("diseases.tsv", 3, "\tTISSUE\t", "\tTISSUES\t", "diseases.tsv:3:3: parent: 'TISSUES' is not in"),
        ("synonyms.tsv", 2, "IMFT", "nsclc nos", "stands twice"),
        ("targets.tsv", 2, "3'", "3", "targets.tsv:2:2: side: '3' is not one of 5', 3'"),
        ("citations.tsv", 1, "title", "titel", "citations.tsv:1: no column 'title'"),
        ("exon_numbering.tsv", 4, "letter", "letters", "exon_numbering.tsv:4: no column 'letter'"),
        ("exon_numbering.tsv", 5, "\tyes\t", "\ty\t", "exon_numbering.tsv:5:4: is_mane: 'y' is not one of"),
        (
            "exon_numbering.tsv",
            27,
            "NM_006180.4+2",
            "NM_006180+2",
            "exon_numbering.tsv:27:6: older_versions: not a version and the exons it has more",
        ),
        ("exon_numbering.tsv", 6, "ALK", "EML4", "exon_numbering.tsv:6:1: gene: 'EML4' stands twice"),
        (
            "alternative_exons.tsv",
            4,
            "\t6\t",
            "\tsix\t",
            "alternative_exons.tsv:4:2: exon: not a whole number",
        ),
        (
            "variants.tsv",
            6,
            "E20;A20",
            "E13;A20",
            "variants.tsv:6:3: junction: 'EML4 ALK E13;A20' stands twice",
        ),
        (
            "sources.tsv",
            2,
            "therapies.tsv",
            "therapy.tsv",
            "sources.tsv:2:1: table: 'therapy.tsv' is not one of",
        ),
        (
            "sources.tsv",
            2,
            "JP;CN",
            "JP;XX",
            "sources.tsv:2:5: incomplete: 'XX' is not one of US, EU, JP, CN",
        ),
        ("entities.tsv", 2, "PMID:27874193", "PMID:1", "entities.tsv:2:9: citations: 'PMID:1' is not in"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, name: str, line: int, old: str, new: str, told: str) -> None:
    folder = damaged(tmp_path, name, line, old, new)
    found = problems(folder)
    assert any(told in problem for problem in found), found


def test_reading_stops_at_the_bad_cell(tmp_path: Path) -> None:
    folder = damaged(tmp_path, "therapies.tsv", 2, "2011-08-26", "soon")
    with pytest.raises(ResourceError, match=r"therapies\.tsv:2:12: since: not a date: 'soon'"):
        Knowledge(folder).assertions  # noqa: B018


def test_missing_table(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"diseases\.tsv: cannot be read"):
        Knowledge(tmp_path).diseases  # noqa: B018
