"""What the knowledge base says, since when, and of what it must never speak."""

import csv
import shutil
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from fusionanno.cli.knowledge import knowledge as command
from fusionanno.errors import ResourceError, UnknownName
from fusionanno.knowledge import Knowledge, holds, load_knowledge, problems, starts
from fusionanno.model import (
    Actionability,
    Assertion,
    DomainStatus,
    EventKind,
    Flag,
    FlagId,
    KinaseStatus,
    MatchLevel,
    ReadingFrame,
    Side,
    TherapyStatus,
)
from tests.factories_knowledge import case, named_domain, placed

TABLES = Path(__file__).parent / "tables"
KNOWLEDGE = load_knowledge()
SHIPPED = files("fusionanno.resources") / "knowledge"
LABELS = [fact for fact in KNOWLEDGE.assertions if fact.kind == "label"]


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
    day = starts(fact.since, fact.since_precision)
    gene, code = fact.genes[0], fact.diseases[0]
    region = {"FDA": "US", "EMA": "EU", "PMDA": "JP", "NMPA": "CN"}[fact.agency or ""]
    for when, wanted in ((day, True), (day - timedelta(days=1), False)):
        stated = replace(case(KNOWLEDGE, str(when), code, region, fact.min_age or 20))
        found = {
            match.assertion.id: match
            for match in KNOWLEDGE.interpret(placed(f"EML4::{gene}"), stated).matches
        }
        assert (fact.id in found) is wanted
    stated = case(KNOWLEDGE, str(day), code, region, fact.min_age or 20)
    status = {m.assertion.id: m.status for m in KNOWLEDGE.interpret(placed(f"EML4::{gene}"), stated).matches}
    opinion = (fact.approval_type or "").startswith("CHMP")
    assert status[fact.id] is (TherapyStatus.UNDETERMINED if opinion else TherapyStatus.ON_LABEL)


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
    assert "EIMS" not in names("EML4::ALK E6;A20", "2026-11-23")
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
    assert {fact.gene for fact in KNOWLEDGE.resistance} <= ruled


def test_every_citation_can_be_followed() -> None:
    for citation in KNOWLEDGE.citations.values():
        assert citation.url or citation.title, citation.id


def test_versions_name_every_table_with_its_sum() -> None:
    versions = KNOWLEDGE.versions
    assert versions[0].name == "knowledge/therapies.tsv"
    assert all(len(version.sha256 or "") == 64 and version.version for version in versions)


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
        ("therapies.tsv", 2, "2011-08-26", "26.8.2011", "therapies.tsv:2:9: since: not a date: '26.8.2011'"),
        (
            "therapies.tsv",
            2,
            "\tFDA\t",
            "\tFDAA\t",
            "therapies.tsv:2:7: agency: 'FDAA' is not one of FDA, EMA",
        ),
        ("therapies.tsv", 2, "\tNSCLC\t", "\tNSCLCX\t", "therapies.tsv:2:13: diseases: 'NSCLCX' is no code"),
        (
            "therapies.tsv",
            5,
            "2017-05-26",
            "2013-05-26",
            "therapies.tsv:5:11: until: 2013-05-26 is not after",
        ),
        ("diseases.tsv", 3, "\tTISSUE\t", "\tTISSUES\t", "diseases.tsv:3:3: parent: 'TISSUES' is no code"),
        ("synonyms.tsv", 2, "IMFT", "nsclc nos", "stands twice"),
        ("targets.tsv", 2, "3'", "3", "targets.tsv:2:2: side: '3' is not one of 5', 3'"),
        ("citations.tsv", 1, "title", "titel", "citations.tsv:1: no column 'title'"),
        ("entities.tsv", 2, "PMID:27874193", "PMID:1", "entities.tsv:2:9: citations: 'PMID:1' is not in"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, name: str, line: int, old: str, new: str, told: str) -> None:
    folder = damaged(tmp_path, name, line, old, new)
    found = problems(folder)
    assert any(told in problem for problem in found), found


def test_reading_stops_at_the_bad_cell(tmp_path: Path) -> None:
    folder = damaged(tmp_path, "therapies.tsv", 2, "2011-08-26", "soon")
    with pytest.raises(ResourceError, match=r"therapies\.tsv:2:9: since: not a date: 'soon'"):
        Knowledge(folder).assertions  # noqa: B018


def test_missing_table(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"synonyms\.tsv: cannot be read"):
        Knowledge(tmp_path).diseases  # noqa: B018


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_command_list_filters() -> None:
    code, out, _ = run("list", "--gene", "alk", "--tumor", "EIMS", "--as-of", "2022-07-14", "--kind", "label")
    ids = [line.split("\t")[0] for line in out.splitlines()]
    assert (code, ids) == (0, ["id", "FDA-crizotinib-ALK-IMT"])


def test_command_diff_tells_what_began() -> None:
    code, out, _ = run(
        "diff", "--from", "2022-07-13", "--to", "2022-07-14", "--gene", "ALK", "--tumor", "IMT"
    )
    assert code == 0
    assert out.startswith(
        "2022-07-14  began    FDA crizotinib, ALK fusion, Inflammatory Myofibroblastic Tumor"
    )
    assert run("diff", "--from", "2022-07-14", "--to", "2022-07-15", "--gene", "ALK")[1].startswith(
        "no label"
    )


def test_command_show_has_its_parts() -> None:
    code, out, _ = run("show", "ALK")
    assert code == 0
    for part in (
        "Labels: Inflammatory Myofibroblastic Tumor (IMT)",
        "G1202R: resistant to",
        "RANBP2::ALK",
        "EID1243",
    ):
        assert part in out


def test_command_check(tmp_path: Path) -> None:
    assert run("check")[:2] == (0, "all tables are sound\n")
    code, _, err = run("check", str(damaged(tmp_path, "therapies.tsv", 2, "2011-08-26", "soon")))
    assert code == 1
    assert "therapies.tsv:2:9: since" in err


def test_command_refuses_a_bad_day() -> None:
    code, _, err = run("list", "--as-of", "14.7.2022")
    assert code == 2
    assert "write YYYY-MM-DD" in err
