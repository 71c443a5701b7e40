"""What knowledge says of a case beside its labels: on the page, in the text, in JSON and in the table."""

import json as jsonlib
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from fusionanno.merging import merge
from fusionanno.model import (
    ArmKind,
    Assertion,
    CoVariantKind,
    CoVariantNote,
    FusionLevel,
    LabelEnd,
    Match,
    MatchLevel,
    Outcome,
    Report,
    Setting,
    TherapyStatus,
)
from fusionanno.pipeline import build_report
from fusionanno.renderers import load_renderer
from fusionanno.renderers.drugs import drug_groups, folded
from fusionanno.renderers.events import alone, events_of
from fusionanno.renderers.outcomes import every_outcome, outcome_phrase
from fusionanno.renderers.statement_words import MARKS
from fusionanno.renderers.tsv import COLUMNS
from fusionanno.renderers.wording import STATUS_WORDS, STATUSES
from tests import factories_known as known
from tests.test_renderers import Page, table

SCHEMA = jsonlib.loads(
    files("fusionanno.renderers").joinpath("report.schema.json").read_text(encoding="utf-8")
)["$defs"]


def gathered(report: Report) -> Report:
    return replace(report, events=merge(report.fusions))


EVERYTHING, NOTHING_NEW = gathered(known.everything()), gathered(known.nothing_new())


def page_of(report: Report) -> str:
    return Page(load_renderer("html").render(report)).words()


def row_of(report: Report) -> dict[str, str]:
    return table(load_renderer("tsv").render(report))[0]


def fusion_of(report: Report) -> dict[str, Any]:
    fusion: dict[str, Any] = jsonlib.loads(load_renderer("json").render(report))["fusions"][0]
    return fusion


@pytest.mark.parametrize(
    "words",
    [
        "Line of therapy later Prior therapy crizotinib, alectinib Earlier report 2024-01-01",
        "On label in US on 2026-11-23: lorlatinib, brigatinib; resisted here: alectinib, ceritinib. "
        "ALK G1202R, reported here: resistant to crizotinib, alectinib; lorlatinib active; disputed for "
        "brigatinib. Evidence",
        "Studied without benefit: pembrolizumab.",
        "New since 2024-01-01 2024-12-18 FDA: ensartinib, ALK-positive NSCLC. [1] 2024-04-18 FDA: alectinib",
        "Reported mutations 2 small variants read. ✕ ALK G1202R: resistant to crizotinib, alectinib; "
        "lorlatinib retains activity. [3]",
        "? ALK G1202R and ALK D1203N: the effect of both together is unknown here.",
        "→ MET amplification is reported; bypass of ALK through it is published. [4]",
        "alectinib✕ resisted by ALK G1202R ALK-positive metastatic NSCLC",
        "AMP B, CIViC Bexact junction E6;A20",
        "AMP B, CIViC Bvariant 3",
        "AMP B, CIViC BEML4::ALK",
        "hazard ratio for progression or death 0.47 (95 % CI 0.34 to 0.65); response 82.9 % (95 % CI 76 to "
        "88.5) of 152 against 75.5 % of 151 with crizotinib; median OS 81.1 months (95 % CI from 62.3)",
        "▽ Studied without benefit A study looked for the benefit and did not find it.",
        "◇ Investigational In trials or under review: no label is claimed.",
        "□ Withdrawn or narrowed These labels no longer hold",
        "FDA 2017-11-06withdrawn 2020-01-02: the confirming trial found no benefit",
        "Where sources disagree Brigatinib: one source says resistant, one active, for ALK G1202R. [3][4]",
        "Course of disease: EML4::ALK in non-small cell lung cancer, differs: shorter PFS on ALK inhibitors "
        "(2018). [",
        "sample.maf small variants as stated: sample in the file S1-DNA 2 cc",
        "sample.maf: 3 of variants that change no residue passed over",
        "a mutation that the file does not hold is not excluded.",
    ],
)
def test_the_page_says(words: str) -> None:
    assert words in page_of(EVERYTHING)


@pytest.mark.parametrize(
    "words",
    [
        "Prior therapy none",
        "Reported mutations 1 small variant read. No change of ALK, and none that is known to bypass it, is "
        "among them.",
        "New since 2024-01-01 Nothing that this knowledge base holds",
    ],
)
def test_that_nothing_was_found_is_said(words: str) -> None:
    assert words in page_of(NOTHING_NEW)


def test_what_was_not_stated_has_no_section() -> None:
    case = replace(EVERYTHING.case, line=None, prior=None, since=None, variants=None)
    told = page_of(replace(EVERYTHING, case=case))
    for words in ("Line of therapy", "Prior therapy", "Earlier report", "New since", "Reported mutations"):
        assert words not in told
    assert "resistance mutations, other alterations and expression are outside" in told


def test_many_statements_are_folded_and_none_is_lost() -> None:
    groups = drug_groups(events_of(EVERYTHING), EVERYTHING.case)
    above, below = folded(groups)
    told = [
        (group.status, row.drug, each)
        for part in (above, below)
        for group in part
        for row in group.rows
        for each in row.statements
    ]
    whole = [
        (group.status, row.drug, each) for group in groups for row in group.rows for each in row.statements
    ]
    assert sorted(map(str, told)) == sorted(map(str, whole))
    assert len(whole) > 40
    shown = [each for group in above for row in group.rows for each in row.statements]
    assert len(shown) < 14
    assert [group.status for group in above][:2] == [TherapyStatus.ON_LABEL, TherapyStatus.EVIDENCE]


def test_few_statements_are_all_in_the_table() -> None:
    groups = drug_groups(events_of(NOTHING_NEW), NOTHING_NEW.case)
    assert folded(groups) == (groups, ())


def _groups_of(*lists: tuple[Match, ...]) -> dict[TherapyStatus, list[tuple[str, list[str]]]]:
    """Return what a report with one fusion for each list of matches shows: drugs, and what each is for."""
    first = EVERYTHING.fusions[0]
    fusions = [
        replace(first, interpretation=replace(first.interpretation, matches=matches)) for matches in lists
    ]
    events = [alone(fusion) for fusion in fusions]
    return {
        group.status: [(row.drug, [each.indication for each in row.statements]) for row in group.rows]
        for group in drug_groups(events, EVERYTHING.case)
    }


def match_of(drug: str) -> Assertion:
    return next(each.assertion for each in known.many_matches() if each.assertion.drug == drug)


def test_drugs_stand_as_the_interpretation_orders_them() -> None:
    matches = known.many_matches()
    drugs = list(dict.fromkeys(m.assertion.drug for m in matches if m.status is TherapyStatus.EVIDENCE))
    shown = [drug for drug, _ in _groups_of(matches)[TherapyStatus.EVIDENCE]]
    assert shown == drugs
    back = tuple(reversed(matches))
    assert [drug for drug, _ in _groups_of(back)[TherapyStatus.EVIDENCE]] == drugs[::-1]


def test_what_no_mutation_resists_comes_before_what_one_does() -> None:
    on_label = [drug for drug, _ in _groups_of(known.many_matches())[TherapyStatus.ON_LABEL]]
    assert on_label == ["lorlatinib", "brigatinib", "alectinib", "ceritinib"]


def test_two_fusions_are_merged_by_the_place_of_each_statement() -> None:
    one, two, three, four = (
        replace(known.study(drug, 1), status=TherapyStatus.EVIDENCE) for drug in ("a", "b", "c", "d")
    )
    shown = [drug for drug, _ in _groups_of((one, two, three), (four, two))[TherapyStatus.EVIDENCE]]
    assert shown == ["a", "d", "b", "c"]


def test_the_statement_that_is_not_folded_fits_the_patient_and_has_numbers() -> None:
    """Crizotinib for IMT: the trial in adults with its numbers, not the one in children without."""
    children = replace(known.study("crizotinib", 1), fits=False, amp="B")
    silent, numbered = (known.study("crizotinib", number, **more) for number, more in known.TRIALS)
    (crizotinib,) = _groups_of((children, silent, numbered))[TherapyStatus.EVIDENCE]
    told = [f"phase {number} trial in ALK-positive NSCLC" for number in (3, 1, 2)]
    assert crizotinib == ("crizotinib", told)
    lower = replace(numbered, amp="C")
    (crizotinib,) = _groups_of((children, silent, lower))[TherapyStatus.EVIDENCE]
    assert crizotinib[1][0] == "phase 2 trial in ALK-positive NSCLC"


@pytest.mark.parametrize(("tumor", "region", "age"), [("EIMS", "US", 34), ("IMT", "EU", 40)])
def test_an_adult_with_imt_reads_of_the_trial_in_adults(
    tmp_path: Path, tumor: str, region: str, age: int
) -> None:
    """CREATE (PMID:34392187) took patients from 15 years of age; the others are phase 1 or of children."""
    calls = tmp_path / "calls.txt"
    calls.write_text("EML4::ALK E6;A20\n", encoding="utf-8")
    report = build_report(calls, as_of="2026-11-23", tumor=tumor, region=region, age=age)
    above, _ = folded(drug_groups(events_of(report), report.case))
    (evidence,) = (group for group in above if group.status is TherapyStatus.EVIDENCE)
    first = evidence.rows[0]
    assert first.drug == "crizotinib"
    assert first.statements[0].indication.startswith("final analysis of CREATE")
    assert first.statements[0].numbers.startswith("response 66.7 % of 12;")


def test_an_off_label_row_for_this_very_tumour_is_not_folded(tmp_path: Path) -> None:
    """EMA 2024-08-22: crizotinib for IMT, in children; its labels for NSCLC say less of an adult with IMT."""
    calls = tmp_path / "calls.txt"
    calls.write_text("EML4::ALK E6;A20\n", encoding="utf-8")
    report = build_report(calls, as_of="2026-11-23", tumor="IMT", region="EU", age=40)
    above, _ = folded(drug_groups(events_of(report), report.case))
    (off_label,) = (group for group in above if group.status is TherapyStatus.OFF_LABEL)
    rows = {row.drug: row.statements[0].indication for row in off_label.rows}
    assert rows["crizotinib"].startswith("ALK-positive IMT, unresectable, recurrent or refractory")
    assert {"alectinib", "ceritinib"}.isdisjoint(rows)


def test_of_studies_without_benefit_the_strongest_stays() -> None:
    """Sorafenib in KIAA1549::BRAF: the trial in patients, not the cells of the very tumour."""
    cells, trial = (
        replace(
            known.study("sorafenib", number, amp_level=level), status=TherapyStatus.CONTRADICTED, amp=None
        )
        for number, level in ((1, "D"), (2, "C"))
    )
    trial = replace(trial, level=MatchLevel.ANCESTOR)
    ((_, told),) = _groups_of((cells, trial))[TherapyStatus.CONTRADICTED]
    assert told[0] == "phase 2 trial in ALK-positive NSCLC"


def test_an_adjuvant_label_is_not_the_one_that_stays() -> None:
    resected = replace(match_of("lorlatinib"), indication="after resection", setting=Setting.ADJUVANT)
    matches = tuple(
        replace(known.many_matches()[0], assertion=fact) for fact in (resected, match_of("lorlatinib"))
    )
    ((_, told),) = _groups_of(matches)[TherapyStatus.ON_LABEL]
    assert told[-1] == "after resection"


def test_what_is_resisted_and_alone_is_told_so_in_the_result() -> None:
    resisted = replace(known.study("ceritinib", 1), resisted_by=("ALK G1202R",))
    judged = replace(EVERYTHING.fusions[0].interpretation, matches=(resisted,))
    report = replace(EVERYTHING, fusions=(replace(EVERYTHING.fusions[0], interpretation=judged),))
    assert "Evidence: ceritinib (resisted here)." in page_of(gathered(report))


def test_a_resistance_that_stronger_evidence_disputes_marks_no_drug() -> None:
    """The engine leaves resisted_by empty; the section on mutations says that it is disputed."""
    effects = (known.EFFECTS[0], replace(known.EFFECTS[0], resists=False))
    effects = (replace(effects[0], is_outweighed=True), effects[1])
    note = CoVariantNote(("ALK F1174L",), CoVariantKind.KNOWN, "disputed for crizotinib: both", effects)
    judged = replace(
        EVERYTHING.fusions[0].interpretation, matches=(known.study("crizotinib", 1),), co_variants=(note,)
    )
    report = replace(EVERYTHING, fusions=(replace(EVERYTHING.fusions[0], interpretation=judged),))
    told = page_of(gathered(report))
    assert "✕" not in told
    assert "● Disputed for crizotinib: both." in told
    assert "resistance, disputed by stronger evidence" in told


def test_the_note_on_resistance_says_whether_mutations_were_read() -> None:
    match = replace(known.many_matches()[0], status=TherapyStatus.RESISTANCE)
    judged = replace(EVERYTHING.fusions[0].interpretation, matches=(match,))
    fusion = replace(EVERYTHING.fusions[0], interpretation=judged)
    report = gathered(replace(EVERYTHING, fusions=(fusion,)))
    assert "✕ Resistance By a mutation that is reported with this case." in page_of(report)
    unread = replace(report, case=replace(report.case, variants=None))
    assert "Holds where the named mutation is present, which was not tested here." in page_of(unread)


def test_the_new_columns_come_last_and_keep_their_order() -> None:
    new = (
        "therapies_investigational", "therapies_contradicted", "therapies_withdrawn", "resistance",
        "co_variants", "prognosis", "conflicts", "new_since",
    )  # fmt: skip
    assert COLUMNS[-8:] == new


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("therapies_investigational", "neladalkib"),
        ("therapies_contradicted", "pembrolizumab"),
        ("therapies_withdrawn", "rociletinib"),
        (
            "resistance",
            "crizotinib (ALK G1202R);alectinib (ALK G1202R);brigatinib (ALK G1202R)",
        ),
        (
            "co_variants",
            "ALK G1202R (known);ALK D1203N (unknown);ALK G1202R + ALK D1203N (compound);"
            "MET amplification (bypass)",
        ),
        ("prognosis", "non-small cell lung cancer: differs: shorter PFS on ALK inhibitors"),
        ("conflicts", "Brigatinib: one source says resistant, one active, for ALK G1202R."),
        (
            "new_since",
            "2024-04-18 FDA: alectinib, ALK-positive NSCLC after resection.;"
            "2024-12-18 FDA: ensartinib, ALK-positive NSCLC.",
        ),
    ],
)
def test_cells(column: str, cell: str) -> None:
    assert row_of(EVERYTHING)[column] == cell


def test_what_no_longer_helps_is_no_therapy_of_the_table() -> None:
    therapies = row_of(EVERYTHING)["therapies"]
    assert "lorlatinib (on-label)" in therapies
    for drug in ("neladalkib", "pembrolizumab", "rociletinib"):
        assert drug not in therapies


def test_json_keeps_what_the_page_folds() -> None:
    told = jsonlib.loads(load_renderer("json").render(EVERYTHING))
    case, fusion = told["case"], told["fusions"][0]
    assert (case["line"], case["prior"], case["since"]) == (
        "later",
        ["crizotinib", "alectinib"],
        "2024-01-01",
    )
    assert case["small_variants"] == 2
    assert len(fusion["therapies"]) == len(known.many_matches())
    trial = next(each for each in fusion["therapies"] if each["outcomes"])
    assert [each["value"] for each in trial["outcomes"]] == [82.9, 75.5, 0.47, 68.4, 48.7, 81.1]
    assert trial["fusion_match"] == "gene pair"
    gone = next(each for each in fusion["therapies"] if each["status"] == "withdrawn")
    assert (gone["ended"], gone["until"]) == ("withdrawn", "2020-01-02")
    assert [each["kind"] for each in fusion["co_variants"]] == ["known", "unknown", "compound", "bypass"]
    assert [each["effect"] for each in fusion["co_variants"][0]["effects"]].count("active") == 2


def test_no_drug_before_is_told_apart_from_not_stated() -> None:
    unstated = replace(NOTHING_NEW, case=replace(NOTHING_NEW.case, prior=None))
    told = [
        jsonlib.loads(load_renderer("json").render(each))["case"]["prior"] for each in (NOTHING_NEW, unstated)
    ]
    assert told == [[], None]


def test_the_text_says_all_of_it() -> None:
    told = load_renderer("text").render(EVERYTHING)
    for words in (
        "  on-label        alectinib: ALK-positive metastatic NSCLC (FDA 2021-03-03, "
        "FDA:2021/210868s004lbl); resisted by ALK G1202R",
        "  withdrawn       rociletinib: ALK-positive metastatic NSCLC (FDA 2017-11-06, withdrawn 2020-01-02: "
        "the confirming trial found no benefit, ",
        "  mutation        MET amplification is reported; bypass of ALK through it is published. (PMID:",
        "  conflict        Brigatinib: one source",
        "  course          EML4::ALK in non-small",
        "  new             2024-12-18 FDA: ensartinib",
    ):
        assert words in told
    assert "  new             New since 2024-01-01: nothing that" in load_renderer("text").render(NOTHING_NEW)


def test_a_long_text_has_one_line_a_drug_and_status_and_counts_the_rest() -> None:
    told = load_renderer("text").render(EVERYTHING)
    lines = [line for line in told.splitlines() if line.startswith("  evidence ")]
    assert len(lines) == len({line.split(":")[0] for line in lines}) == 5
    assert [line.split("; ")[-1] for line in lines][:3] == [
        "and 11 further statements", "and 11 further statements", "and 11 further statements",
    ]  # fmt: skip
    assert told.count("  on-label ") == 4


def test_without_a_tumour_a_study_names_its_own_and_speaks_against_no_drug() -> None:
    found = tuple(
        replace(known.study(drug, 1), level=MatchLevel.NO_TUMOUR, status=status)
        for drug, status in (
            ("crizotinib", TherapyStatus.EVIDENCE),
            ("durvalumab", TherapyStatus.CONTRADICTED),
        )
    )
    judged = replace(EVERYTHING.fusions[0].interpretation, matches=found, co_variants=())
    fusions = (replace(EVERYTHING.fusions[0], interpretation=judged),)
    report = gathered(replace(EVERYTHING, fusions=fusions, case=replace(EVERYTHING.case, tumor=None)))
    told = load_renderer("text").render(report)
    assert "Evidence, each in a tumour of its own: crizotinib." in told
    assert "Studied without benefit" not in told
    for status in ("evidence", "contradicted"):
        (line,) = (each for each in told.splitlines() if each.startswith(f"  {status} "))
        assert "; studied in NSCLC" in line


@pytest.mark.parametrize(
    ("node", "members"),
    [
        (SCHEMA["therapy"]["properties"]["status"], TherapyStatus),
        (SCHEMA["therapy"]["properties"]["match"], MatchLevel),
        (SCHEMA["therapy"]["properties"]["fusion_match"], FusionLevel),
        (SCHEMA["therapy"]["properties"]["ended"], LabelEnd),
        (SCHEMA["therapy"]["properties"]["setting"], Setting),
        (SCHEMA["outcome"]["properties"]["arm_kind"], ArmKind),
        (SCHEMA["case"]["properties"]["line"], Setting),
        (SCHEMA["co_variant"]["properties"]["kind"], CoVariantKind),
    ],
)
def test_the_schema_knows_every_word(node: dict[str, Any], members: type) -> None:
    assert {each for each in node["enum"] if each} == {each.value for each in members}  # type: ignore[attr-defined]


def test_every_status_has_its_place_its_word_and_its_shape() -> None:
    assert set(STATUSES) == set(STATUS_WORDS) == set(MARKS) == set(TherapyStatus)
    assert len(set(MARKS.values())) == len(MARKS)


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome("E", "overall survival rate", 60, "%", (), at=60), "OS at 60 months 60 %"),
        (
            Outcome("E", "response rate", 47, "%", (), arm="TKI-naive", arm_kind=ArmKind.COHORT),
            "response 47 % (TKI-naive)",
        ),
        (
            Outcome(
                "E",
                "hazard ratio for death",
                0.5,
                "ratio",
                (),
                ci_high=0.9,
                arm="chemotherapy",
                arm_kind=ArmKind.COMPARATOR,
            ),
            "hazard ratio for death 0.5 (95 % CI to 0.9) against chemotherapy",
        ),
        (
            Outcome("E", "median time to progression", 7, "months", (), n=9),
            "median time to progression 7 months of 9",
        ),
    ],
)
def test_numbers_of_a_trial(outcome: Outcome, told: str) -> None:
    assert outcome_phrase((outcome,)) == told


def _rate(value: float, n: int | None = None, **arm: Any) -> Outcome:
    return Outcome("E", "response rate", value, "%", (), n=n, **arm)


def _against(value: float, arm: str, n: int | None = None) -> Outcome:
    return _rate(value, n, arm=arm, arm_kind=ArmKind.COMPARATOR)


def _in(value: float, arm: str, n: int | None = None) -> Outcome:
    return _rate(value, n, arm=arm, arm_kind=ArmKind.COHORT)


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        # ALEX (PMID:28586279), GLORY, PTPRZ1::MET glioma (DOI:10.34133/cancomm.0019): which arms they have.
        (
            (_rate(82.9, 152), _against(75.5, "crizotinib", 151)),
            "82.9 % of 152 against 75.5 % of 151 with crizotinib",
        ),
        (
            (_rate(66, 79), _in(71, "untreated", 44), _in(60, "previously treated", 35)),
            "66 % of 79, 71 % of 44 (untreated), 60 % of 35 (previously treated)",
        ),
        ((_in(86, "children", 14), _in(71, "adults", 7)), "86 % of 14 (children), 71 % of 7 (adults)"),
        (
            (_rate(60), _against(30, "control"), _in(70, "IDH-mutant"), _against(20, "control, IDH-mutant")),
            "60 % against 30 % with control, 70 % (IDH-mutant) against 20 % with control",
        ),
        (
            (_in(44, "300 mg"), _in(43, "400 mg"), _against(22, "imatinib")),
            "44 % (300 mg), 43 % (400 mg) against 22 % with imatinib",
        ),
    ],
)
def test_a_comparator_is_told_against_and_a_cohort_as_whose_number_it_is(
    outcomes: tuple[Outcome, ...], told: str
) -> None:
    assert outcome_phrase(outcomes) == every_outcome(outcomes) == f"response {told}"


def test_an_endpoint_of_several_cohorts_is_told_whole_or_not_at_all() -> None:
    rates = (_in(68, "untreated"), _in(44, "treated"))
    survival = tuple(
        replace(each, unit="months", endpoint="median progression-free survival") for each in rates
    )
    overall = tuple(replace(each, unit="months", endpoint="median overall survival") for each in rates)
    both = "68 {0} (untreated), 44 {0} (treated)"
    told = f"response {both.format('%')}; median PFS {both.format('months')}"
    assert outcome_phrase((*rates, *survival, *overall)) == told
    assert every_outcome((*rates, *survival, *overall)) == f"{told}; median OS {both.format('months')}"


def test_a_comparator_whose_drug_has_no_number_stands_alone_on_the_full_page() -> None:
    assert outcome_phrase((_against(30, "crizotinib", 9),)) == ""
    assert every_outcome((_against(30, "crizotinib", 9),)) == "response 30 % of 9 with crizotinib"


def test_news_beyond_the_first_three_stand_after_the_drugs() -> None:
    news = known.everything().fusions[0].interpretation.news[0]
    many = tuple(replace(news, day=date(2024, month, 1)) for month in range(2, 11))
    judged = replace(EVERYTHING.fusions[0].interpretation, news=many)
    told = page_of(
        gathered(replace(EVERYTHING, fusions=(replace(EVERYTHING.fusions[0], interpretation=judged),)))
    )
    assert told.index("6 more, after the drugs.") < told.index("Drugs Drug For what")
    assert told.index("New since 2024-01-01, continued 2024-07-01") > told.index("Drugs Drug For what")
