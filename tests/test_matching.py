"""How a statement meets a case: fusion, line of therapy, prior drugs, and what its status is then.

Each rule is tried on a folder of one row made for it, so that no update of the knowledge touches it.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fusionanno.knowledge import Knowledge, changes, problems
from fusionanno.model import (
    Actionability,
    Case,
    EventKind,
    EventName,
    FusionName,
    Interpretation,
    Match,
    News,
    PlacedFusion,
    RegulatoryRegion,
    Setting,
    SmallVariant,
    TherapyStatus,
)
from tests.factories_knowledge import case, folder, placed

TABLE = Path(__file__).parent / "tables" / "knowledge_matching.tsv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def cells(text: str) -> dict[str, str]:
    """Read "setting=first | drug=crizotinib"."""
    return {
        name: value for name, _, value in (part.strip().partition("=") for part in text.split("|")) if name
    }


def stated(knowledge: Knowledge, words: Mapping[str, str]) -> Case:
    """Return a case; prior "none" states that there were none."""
    age, prior = words.get("age", "60"), words.get("prior")
    found = case(knowledge, words.get("as_of", "2026-11-23"), words.get("tumor", "NSCLC"), None, float(age))
    region = words.get("region", "US")
    given = () if prior == "none" else tuple(prior.split(",")) if prior else None
    reported = (each.split(" ") for each in words.get("variants", "").split(",") if each)
    variants = tuple(SmallVariant(gene, change, change) for gene, change in reported)
    return replace(
        found,
        region=RegulatoryRegion(region) if region else None,
        line=Setting(words["line"]) if "line" in words else None,
        prior=given,
        variants=variants if "variants" in words else None,
        since=date.fromisoformat(words["since"]) if "since" in words else None,
    )


def named(text: str) -> tuple[PlacedFusion, FusionName]:
    """Read "EML4::ALK E6a;A20 (variant 3a)": the pair, the exons, the variant's name."""
    pair, _, rest = text.partition(" ")
    exons, _, variant = rest.partition(" (")
    return placed(pair), FusionName(pair, exons or None, variant.removesuffix(")") or None)


def ask(knowledge: Knowledge, fusion: str, words: str = "") -> Interpretation:
    found, name = named(fusion)
    return knowledge.interpret(found, stated(knowledge, cells(words)), name)


def by_id(answer: Interpretation) -> dict[str, Match]:
    return {match.assertion.id: match for match in answer.matches}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["rule"])
def test_how_a_statement_meets_a_case(tmp_path: Path, row: dict[str, str]) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=[{"id": "row", **cells(row["row"])}]))
    found = ask(knowledge, row["fusion"], row["case"]).matches
    assert [match.status for match in found] == ([row["status"]] if row["status"] else []), row["source"]
    for match in found:
        told = (match.fusion_level, match.amp or "")
        assert told == (row["fusion_level"], row["amp"]), row["source"]
        assert row["words"] in match.because


def test_no_rule_is_tried_twice() -> None:
    names = [row["rule"] for row in rows()]
    assert len(names) == len(set(names)) >= 70


JUNCTIONS = (
    {"id": "gene", "kind": "evidence", "drug": "alectinib"},
    {"id": "pair", "kind": "evidence", "five_prime": "EML4", "three_prime": "ALK"},
    {
        "id": "variant",
        "kind": "evidence",
        "five_prime": "EML4",
        "three_prime": "ALK",
        "junction": "variant 3",
    },
    {"id": "exact", "kind": "evidence", "five_prime": "EML4", "three_prime": "ALK", "junction": "E6a;A20"},
)


def test_the_closest_fusion_comes_first(tmp_path: Path) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=JUNCTIONS))
    answer = ask(knowledge, "EML4::ALK E6a;A20 (variant 3a)")
    assert [match.assertion.id for match in answer.matches] == ["exact", "variant", "pair", "gene"]


def test_each_junction_of_a_pair_has_its_own_answer(tmp_path: Path) -> None:
    """Answers are kept for a file in which fusions recur: the junction must be part of what is asked."""
    knowledge = Knowledge(folder(tmp_path, therapies=JUNCTIONS))
    question = stated(knowledge, {})
    levels = []
    for text in ("EML4::ALK E6a;A20 (variant 3a)", "EML4::ALK E13;A20 (variant 1)"):
        fusion, name = named(text)
        levels.append(by_id(knowledge.interpret(fusion, question, name))["exact"].fusion_level)
    assert levels == ["exact junction", "target gene, any partner"]


def test_the_answer_follows_the_case_that_is_asked(tmp_path: Path) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=[{"id": "row", "setting": "first"}]))
    told = [ask(knowledge, "EML4::ALK", f"line={line}").matches[0].status for line in ("first", "later")]
    assert told == ["on-label", "off-label"]


def internal(name: str, gene: str = "MET", citations: tuple[str, ...] = ("PMID:1",)) -> PlacedFusion:
    fusion = placed(f"{gene}::{gene} M13;M15", event=EventKind.INTERNAL)
    return replace(fusion, event_name=EventName(name, citations))


MET14 = {"id": "met", "genes": "MET", "junction": "MET exon 14 skipping", "drug": "crizotinib"}


def test_a_named_event_has_the_statements_that_name_it(tmp_path: Path) -> None:
    made = [MET14, {"id": "fusion", "genes": "MET"}, {"id": "study", "kind": "evidence", "genes": "MET"}]
    knowledge = Knowledge(folder(tmp_path, therapies=made))
    answer = knowledge.interpret(internal("MET exon 14 skipping"), stated(knowledge, {}))
    assert (answer.structure.target, answer.structure.actionable) == ("MET", Actionability.YES)
    assert "MET exon 14 skipping is named by statements" in answer.structure.because
    assert [(m.assertion.id, m.status, m.fusion_level) for m in answer.matches] == [
        ("met", TherapyStatus.ON_LABEL, "named variant")
    ]
    assert answer.tier == "I-A"


def test_an_event_is_named_once_and_what_resists_beside_it_names_the_event(tmp_path: Path) -> None:
    rows = [{"id": "r", "gene": "MET", "mutations": "Y1230H", "drug": "crizotinib"}]
    knowledge = Knowledge(folder(tmp_path, therapies=[MET14], resistance=rows))
    asked = stated(knowledge, {"variants": "MET Y1230H"})
    label, resistance = knowledge.interpret(internal("MET exon 14 skipping"), asked).matches
    assert "stated for MET exon 14 skipping, as here" in label.because
    assert resistance.because.startswith(
        "published 2012: MET exon 14 skipping; MET Y1230H was reported beside it"
    )


def test_how_a_label_ended_is_said_once(tmp_path: Path) -> None:
    gone = {"until": "2020-05-01", "ended": "withdrawn", "until_because": "withdrawn at its holder's request"}
    knowledge = Knowledge(folder(tmp_path, therapies=[{"id": "gone", **gone}]))
    answer = ask(knowledge, "EML4::ALK", "since=2019-01-01")
    told = "2020-05-01 FDA: crizotinib, ALK+ NSCLC: now withdrawn (at its holder's request), was on label"
    assert lines(answer.news) == [told]
    assert answer.matches[0].because.endswith("withdrawn on 2020-05-01: at its holder's request")
    (news,) = changes(knowledge, date(2019, 1, 1), date(2021, 1, 1))
    assert news.what == "FDA: crizotinib, ALK+ NSCLC: withdrawn at its holder's request"


@pytest.mark.parametrize("name", ["MET exon 13 skipping", "MET exons 2 to 4 deletion", "EGFRvIII"])
def test_an_event_that_no_statement_names_stays_a_gap(tmp_path: Path, name: str) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=[MET14]))
    answer = knowledge.interpret(internal(name), stated(knowledge, {}))
    assert (answer.structure.actionable, answer.matches) == (Actionability.UNDETERMINED, ())
    assert "a gap in the base, not a finding" in answer.structure.because


def test_an_event_of_another_gene_of_that_name_is_none(tmp_path: Path) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=[MET14]))
    answer = knowledge.interpret(internal("MET exon 14 skipping", "ALK"), stated(knowledge, {}))
    assert answer.matches == ()


def test_a_withdrawn_label_is_silent_beside_one_that_meets(tmp_path: Path) -> None:
    gone = {"id": "gone", "until": "2020-05-01", "ended": "withdrawn", "until_because": "failed"}
    earlier = {**gone, "id": "earlier", "until": "2019-05-01"}
    both = Knowledge(folder(tmp_path, therapies=[gone, earlier, {"id": "new", "since": "2022-01-01"}]))
    assert set(by_id(ask(both, "EML4::ALK"))) == {"new"}
    assert set(by_id(ask(both, "EML4::ALK", "as_of=2021-01-01"))) == {"gone"}


OWN_LABELS = (
    {"min_age": "18", "max_age": "19"},
    {"setting": "adjuvant"},
    {"after": "alectinib"},
    {"until": "2020-05-01", "ended": "withdrawn", "until_because": "failed"},
)


@pytest.mark.parametrize("own", OWN_LABELS, ids=lambda own: next(iter(own)))
def test_a_foreign_label_beside_the_own_one_of_its_drug(tmp_path: Path, own: dict[str, str]) -> None:
    """That FDA has no such approval must not be said where FDA's label is for others, or has ended."""
    made = [{"id": "own", **own}, {"id": "foreign", "agency": "EMA"}]
    knowledge = Knowledge(folder(tmp_path, therapies=made))
    found = by_id(ask(knowledge, "EML4::ALK", "prior=none | line=first"))
    assert "no such approval" not in " ".join(match.because for match in found.values())
    if "ended" in own:
        assert set(found) == {"own"}
    else:
        assert "FDA's own label of crizotinib is for other patients" in found["foreign"].because
    elsewhere = [{**made[0], "diseases": "IMT"}, made[1]]
    knowledge = Knowledge(folder(tmp_path, therapies=elsewhere))
    assert "foreign" in by_id(ask(knowledge, "EML4::ALK", "prior=none | line=first"))


def test_a_drug_without_any_label_in_the_region_is_told_as_not_approved_there(tmp_path: Path) -> None:
    """Off label is also what is approved for another tumour; of that, no more is said."""
    words = "not approved in this region, as far as known here"
    foreign = {"id": "foreign", "agency": "EMA", "drug": "alectinib"}
    answer = ask(Knowledge(folder(tmp_path, therapies=[foreign])), "EML4::ALK")
    (match,) = answer.matches
    assert (match.status, match.is_unapproved_here) == ("off-label", True)
    assert match.because.endswith(f"alectinib is {words}")
    assert answer.tier_because.startswith(f"alectinib, off label ({words}), EMA since")
    other = {"id": "own", "drug": "alectinib", "diseases": "IMT", "genes": "ROS1", "since": "2020-01-01"}
    knowledge = Knowledge(folder(tmp_path, therapies=[foreign, other]))
    for day, is_unapproved in (("2019-12-31", True), ("2020-01-01", False)):
        answer = ask(knowledge, "EML4::ALK", f"as_of={day}")
        assert (answer.matches[0].is_unapproved_here, words in answer.tier_because) == (is_unapproved,) * 2


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ({"without": "mutation"}, "without: 'mutation' is not one of resistance mutation"),
        ({"except": "LUNGS"}, "except: 'LUNGS' is not in diseases.tsv"),
    ],
)
def test_what_a_label_leaves_out_is_checked(tmp_path: Path, cell: dict[str, str], told: str) -> None:
    (problem,) = problems(folder(tmp_path, therapies=[{"id": "row", **cell}]))
    assert problem.endswith(told)


def test_a_withdrawn_label_has_no_level(tmp_path: Path) -> None:
    gone = {"id": "gone", "until": "2020-05-01", "ended": "withdrawn", "until_because": "failed"}
    knowledge = Knowledge(folder(tmp_path, therapies=[gone]))
    answer = ask(knowledge, "EML4::ALK")
    assert [(match.amp, match.tier, match.escat) for match in answer.matches] == [(None, None, None)]
    assert answer.tier is None


def test_benefit_and_none_are_told_as_a_conflict(tmp_path: Path) -> None:
    made = [
        {"id": "for", "kind": "evidence", "citations": "PMID:11"},
        {"id": "against", "kind": "evidence", "direction": "contradicts", "citations": "PMID:22"},
        {"id": "other", "kind": "evidence", "drug": "alectinib"},
    ]
    knowledge = Knowledge(folder(tmp_path, therapies=made))
    (conflict,) = ask(knowledge, "EML4::ALK").conflicts
    assert conflict.about == "crizotinib"
    assert conflict.because.index("for a benefit PMID:11") < conflict.because.index("against it PMID:22")
    assert [each.id for each in conflict.citations] == ["PMID:11", "PMID:22"]


def test_a_contradicted_drug_makes_no_tier(tmp_path: Path) -> None:
    made = [{"id": "against", "kind": "evidence", "direction": "contradicts", "amp_level": "B"}]
    answer = ask(Knowledge(folder(tmp_path, therapies=made)), "EML4::ALK")
    assert (answer.tier, answer.conflicts) == (None, ())


UNFIT = (
    # what a study asks for, and a case that is not so
    ({"naive_to": "ALK inhibitor"}, "prior=alectinib"),
    ({"setting": "first"}, "line=later"),
    ({"max_age": "40"}, "age=60"),
)


@pytest.mark.parametrize(("asked", "words"), UNFIT)
def test_a_study_of_other_patients_makes_no_tier_where_another_stands(
    tmp_path: Path, asked: dict[str, str], words: str
) -> None:
    """A strong study of patients without an ALK inhibitor says less after one than a small study after it."""
    strong = {
        "id": "strong",
        "kind": "evidence",
        "drug": "ceritinib",
        "amp_level": "B",
        "min_age": "",
        **asked,
    }
    small = {"id": "small", "kind": "evidence", "drug": "lorlatinib", "amp_level": "C"}
    answer = ask(Knowledge(folder(tmp_path, therapies=[strong, small])), "EML4::ALK", words)
    assert [(match.assertion.id, match.fits) for match in answer.matches] == [
        ("small", True),
        ("strong", False),
    ]
    assert answer.tier == "II-C"
    alone = ask(Knowledge(folder(tmp_path, therapies=[strong])), "EML4::ALK", words)
    assert (alone.tier, alone.tier_because.endswith("; the case is not among those studied")) == ("I-B", True)
    of_mutation = {**strong, "mutation": "G1202R"}
    none = ask(Knowledge(folder(tmp_path, therapies=[of_mutation])), "EML4::ALK", "variants=ALK L1196M")
    assert none.tier is None
    assert "asks for a mutation that is not reported" in none.tier_because
    none = ask(Knowledge(folder(tmp_path, therapies=[strong, small])), "EML4::ALK", "age=30")
    assert (none.tier, none.matches[0].assertion.id) == ("I-B", "strong")


def test_an_unknown_prior_drug_is_kept_and_said(tmp_path: Path) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=[{"id": "row"}]))
    (remark,) = ask(knowledge, "EML4::ALK", "prior=xyzinib,crizotinib").remarks
    assert remark.startswith("xyzinib, stated as given before, is not in this knowledge base")
    assert ask(knowledge, "EML4::ALK", "prior=crizotinib").remarks == ()


@pytest.mark.parametrize(
    ("told", "near"),
    [("crizotinb", "crizotinib"), ("Xalkory", "xalkori"), ("ALK inhibitr", "alk inhibitor"), ("xyzinib", "")],
)
def test_a_misspelled_prior_drug_has_near_names(tmp_path: Path, told: str, near: str) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=[{"id": "row"}]))
    (remark,) = ask(knowledge, "EML4::ALK", f"prior={told}").remarks
    assert remark.startswith(f"{told} (did you mean {near}?), stated" if near else f"{told}, stated")


@pytest.mark.parametrize(
    ("day", "is_later"), [("2026-11-23", False), ("2026-11-24", True), ("2030-01-01", True)]
)
def test_an_answer_of_a_day_after_the_last_revision_says_so(tmp_path: Path, day: str, is_later: bool) -> None:
    """The tables of the folder were revised on 2026-11-23."""
    knowledge = Knowledge(folder(tmp_path, therapies=[{"id": "row"}]))
    answer = ask(knowledge, "EML4::ALK", f"as_of={day}")
    told = "as known at the last revision of the tables (2026-11-23): what came after it is not held here"
    assert (answer.remarks, answer.tier) == ((told,) if is_later else (), "I-A")


@pytest.mark.parametrize(
    ("region", "told"),
    [
        (
            "EU",
            "no such approval by EMA is known on 2026-11-23, and national authorisations are not held here",
        ),
        ("JP", "no such approval by PMDA is known on 2026-11-23"),
    ],
)
def test_what_only_members_of_the_eu_authorise_is_not_held(tmp_path: Path, region: str, told: str) -> None:
    """Tretinoin is authorised by members of the European Union and not by the Commission."""
    knowledge = Knowledge(folder(tmp_path, therapies=[{"id": "row"}]))
    (match,) = ask(knowledge, "EML4::ALK", f"region={region}").matches
    assert told in match.because.split("; ")


IMT_LABELS = (
    {"id": "lung", "since": "2021-03-03", "drug": "lorlatinib"},
    {
        "id": "imt", "diseases": "IMT", "since": "2022-07-14", "min_age": "1",
        "line": "unresectable, recurrent or refractory",
    },
)  # fmt: skip
FOUNDING = (
    # EIMS, 34 years, US; day, line, status of crizotinib's and lorlatinib's label
    ("2021-12-24", "", None, "off-label"),
    ("2021-12-24", "neoadjuvant", None, "off-label"),
    ("2026-11-23", "", "on-label", "off-label"),
    ("2026-11-23", "first", "on-label", "off-label"),
    ("2026-11-23", "later", "on-label", "off-label"),
    ("2026-11-23", "neoadjuvant", "off-label", "off-label"),
)


@pytest.mark.parametrize(("day", "line", "crizotinib", "lorlatinib"), FOUNDING)
def test_the_founding_case_with_and_without_its_line(
    tmp_path: Path, day: str, line: str, crizotinib: str | None, lorlatinib: str
) -> None:
    """FDA: crizotinib for unresectable, recurrent or refractory ALK-positive IMT from 2022-07-14."""
    knowledge = Knowledge(folder(tmp_path, therapies=IMT_LABELS))
    words = f"tumor=EIMS | age=34 | as_of={day}" + (f" | line={line}" if line else "")
    found = {name: match.status for name, match in by_id(ask(knowledge, "EML4::ALK", words)).items()}
    assert (found.get("imt"), found.get("lung")) == (crizotinib, lorlatinib)


PROGNOSIS = (
    {
        "id": "v3", "five_prime": "EML4", "three_prime": "ALK", "junction": "variant 3",
        "direction": "unfavourable", "meaning": "shorter control",
    },
    {"id": "any", "three_prime": "ALK", "direction": "favourable", "meaning": "longer", "disease": "IMT"},
    {"id": "3a", "five_prime": "EML4", "three_prime": "ALK", "junction": "E6a;A20", "direction": "differs",
     "meaning": "of 3a"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("fusion", "words", "told"),
    [
        (
            "EML4::ALK E6a;A20 (variant 3a)", "",
            [("exact junction", "of 3a"), ("named variant", "shorter control")],
        ),
        (
            "EML4::ALK E6;A20 (variant 3 (a or b undetermined))", "tumor=LUAD",
            [("named variant", "shorter control"), ("gene pair", "of 3a")],
        ),
        ("EML4::ALK E13;A20 (variant 1)", "", []),
        ("STRN::ALK S3;A20", "", []),
        ("STRN::ALK S3;A20", "tumor=EIMS", [("gene pair", "longer")]),
        ("STRN::ALK S3;A20", "tumor=SOFT_TISSUE", []),
        ("EML4::ALK E6a;A20 (variant 3a)", "as_of=2018-12-30", []),
    ],
)  # fmt: skip
def test_prognosis_is_of_the_own_tumour_and_junction(
    tmp_path: Path, fusion: str, words: str, told: list[tuple[str, str]]
) -> None:
    """A year counts from its end; variant 3 is 3a or 3b."""
    knowledge = Knowledge(folder(tmp_path, prognosis=PROGNOSIS, therapies=[{"id": "row"}]))
    notes = ask(knowledge, fusion, words).prognosis
    assert [(note.fusion_level, note.meaning) for note in notes] == told
    may_be = [note.note for note in notes if note.fusion_level == "gene pair" and note.meaning == "of 3a"]
    assert all("may be" in (note or "") for note in may_be)


LIFE = (
    {"id": "lung", "diseases": "NSCLC", "since": "2011-08-26", "approval_type": "accelerated",
     "regular_since": "2013-11-20"},
    {"id": "imt", "diseases": "IMT", "since": "2022-07-14", "min_age": "1"},
    {"id": "old", "diseases": "IMT", "drug": "alectinib", "since": "2012-01-01", "until": "2023-02-01",
     "ended": "withdrawn", "until_because": "asked by its holder"},
    {"id": "study", "diseases": "IMT", "kind": "evidence", "drug": "novotinib", "since": "2024"},
    {"id": "narrow", "diseases": "IMT", "drug": "ceritinib", "since": "2015-01-01", "until": "2022-09-01",
     "ended": "superseded", "until_because": "wider", "replaced_by": "wide"},
    {"id": "wide", "diseases": "IMT", "drug": "ceritinib", "since": "2022-09-01"},
)  # fmt: skip
ENTITY = {"id": "e", "five_prime": "EML4", "three_prime": "ALK", "entity": "a sarcoma", "disease": "EIMS"}
NEWS = (
    ("tumor=IMT | since=2021-12-24", [
        "2022-07-14 FDA: crizotinib, ALK+ IMT: now on label, was off label",
        "2022-09-01 FDA: ceritinib, ALK+ IMT: a further label, on label",
        "2023-02-01 FDA: alectinib, ALK+ IMT: now withdrawn (asked by its holder), was on label",
        "2024-12-31 published: novotinib, ALK+ IMT: indication of study",
    ]),
    ("tumor=NSCLC | since=2011-01-01 | as_of=2016-01-01", [
        "2011-08-26 FDA: crizotinib, ALK+ NSCLC: now on label",
        "2012-01-01 FDA: alectinib, ALK+ IMT: now off label",
        "2013-11-20 FDA: crizotinib, ALK+ NSCLC: became regular (was accelerated)",
        "2015-01-01 FDA: ceritinib, ALK+ IMT: now off label",
        "2015-12-31 published: EML4::ALK: a sarcoma (supportive)",
    ]),
    ("tumor=IMT | since=2024-12-31", []),
    ("tumor=IMT | since=2024-12-30", ["2024-12-31 published: novotinib, ALK+ IMT: indication of study"]),
)  # fmt: skip


def lines(news: Sequence[News]) -> list[str]:
    return [f"{each.day} {each.what}" for each in news]


@pytest.mark.parametrize(("words", "told"), NEWS)
def test_what_is_new_since_an_earlier_report(tmp_path: Path, words: str, told: list[str]) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=LIFE, entities=[ENTITY]))
    answer = ask(knowledge, "EML4::ALK", words)
    assert lines(answer.news) == told
    assert all(news.citations for news in answer.news)


def test_without_an_earlier_report_there_is_no_news(tmp_path: Path) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=LIFE, entities=[ENTITY]))
    assert ask(knowledge, "EML4::ALK", "tumor=IMT").news == ()


def test_a_first_approval_anywhere_is_news_of_the_studies(tmp_path: Path) -> None:
    made = [{"id": "a", "kind": "evidence", "drug": "lorlatinib"}]
    knowledge = Knowledge(folder(tmp_path, therapies=made))
    told = lines(ask(knowledge, "EML4::ALK", "since=2018-01-01").news)
    assert told == ["2018-09-21 lorlatinib: first approved by any agency; its studies are now evidence"]


RESISTANT = {"id": "r", "mutations": "G1202R", "drug": "alectinib", "since": "2016"}


def test_changes_of_the_whole_base(tmp_path: Path) -> None:
    made = folder(
        tmp_path, therapies=LIFE, entities=[ENTITY], prognosis=PROGNOSIS[:1], resistance=[RESISTANT],
        bypass=[{"id": "b", "gene": "MET", "change": "amplification"}],
    )  # fmt: skip
    knowledge = Knowledge(made)
    told = lines(changes(knowledge, date(2011, 1, 1), date(2026, 11, 23)))
    assert told == [
        "2011-08-26 FDA: crizotinib, ALK+ NSCLC: approved (accelerated): indication of lung",
        "2012-01-01 FDA: alectinib, ALK+ IMT: approved (regular): indication of old",
        "2013-11-20 FDA: crizotinib, ALK+ NSCLC: became regular (was accelerated)",
        "2014-12-31 published: bypass of ALK through amplification of MET",
        "2015-01-01 FDA: ceritinib, ALK+ IMT: approved (regular): indication of narrow",
        "2015-12-31 published: EML4::ALK: a sarcoma (supportive)",
        "2016-12-31 published: ALK G1202R: resistant to alectinib (clinical)",
        "2018-12-31 published: EML4::ALK variant 3, NSCLC: unfavourable: shorter control",
        "2022-07-14 FDA: crizotinib, ALK+ IMT: approved (regular): indication of imt",
        "2022-09-01 FDA: ceritinib, ALK+ IMT: approved (regular): indication of wide;"
        " in place of the label since 2015-01-01",
        "2023-02-01 FDA: alectinib, ALK+ IMT: withdrawn: asked by its holder",
        "2024-12-31 published: novotinib, ALK+ IMT: indication of study",
    ]
    imt = knowledge.diseases.find("EIMS")
    since = date(2022, 7, 13)
    assert len(changes(knowledge, since, date(2022, 7, 14), "alk", imt)) == 1
    assert changes(knowledge, date(2022, 7, 14), date(2022, 7, 15), "ALK") == ()
    assert changes(knowledge, since, date(2022, 7, 14), "ROS1") == ()
    nsclc = changes(knowledge, date(2011, 1, 1), date(2026, 1, 1), None, knowledge.diseases.find("NSCLC"))
    assert [news.day.year for news in nsclc] == [2011, 2013, 2018]


BY = (
    {"id": "label", "diseases": "IMT", "since": "by 2024-06-27", "approval_type": "conditional",
     "regular_since": "2024-01-01"},
    {"id": "study", "diseases": "IMT", "kind": "evidence", "drug": "alectinib", "since": "by 2024-06-27"},
    {"id": "first", "diseases": "IMT", "drug": "ceritinib", "since": "2020-01-01", "until": "2024-06-27",
     "ended": "superseded", "until_because": "wider", "replaced_by": "second"},
    {"id": "second", "diseases": "IMT", "drug": "ceritinib", "since": "by 2024-06-27"},
)  # fmt: skip


def test_a_start_of_which_only_a_later_day_is_known(tmp_path: Path) -> None:
    """In force by a day: it counts from it, is told so, and is news only as a label, its day not known."""
    entity = {**ENTITY, "since": "by 2024-06-27"}
    course = {**PROGNOSIS[1], "since": "by 2024-06-27"}
    mutation = {**RESISTANT, "since": "by 2024-06-27"}
    made = folder(
        tmp_path, therapies=BY, entities=[entity], prognosis=[course], resistance=[mutation],
        bypass=[{"id": "b", "gene": "MET", "change": "amplification", "since": "by 2024-06-27"}],
    )  # fmt: skip
    assert problems(made) == ()
    knowledge = Knowledge(made)
    assert set(by_id(ask(knowledge, "EML4::ALK", "tumor=IMT | as_of=2024-06-26"))) == {"first"}
    words = "tumor=IMT | as_of=2024-06-27 | since=2023-01-01 | variants=ALK G1202R"
    answer = ask(knowledge, "EML4::ALK", words)
    found = by_id(answer)
    assert found["label"].because.startswith(
        "FDA in force by 2024-06-27 (regular since 2024-01-01): indication"
    )
    assert found["study"].because.startswith("published by 2024-06-27: ")
    assert "in force by 2024-06-27" in answer.tier_because
    assert (answer.entities[0].dated, answer.prognosis[0].dated) == ("by 2024-06-27", "by 2024-06-27")
    assert lines(answer.news) == [
        "2024-06-27 FDA: ceritinib, ALK+ IMT: a further label, on label;"
        " in force by 2024-06-27, the day is not known",
        "2024-06-27 FDA: crizotinib, ALK+ IMT: now on label; in force by 2024-06-27, the day is not known",
    ]
    assert lines(changes(knowledge, date(2023, 1, 1), date(2026, 1, 1), "ALK")) == [
        "2024-01-01 FDA: crizotinib, ALK+ IMT: became regular (was conditional)",
        "2024-06-27 FDA: ceritinib, ALK+ IMT: approved (regular): indication of second;"
        " in place of the label since 2020-01-01; in force by 2024-06-27, the day is not known",
        "2024-06-27 FDA: crizotinib, ALK+ IMT: approved (conditional): indication of label;"
        " in force by 2024-06-27, the day is not known",
    ]


@pytest.mark.parametrize(
    "column", [{"since": "by 2024-06"}, {"since": "by then"}, {"regular_since": "by 2024-06-27"}]
)
def test_only_a_whole_day_stands_behind_by(tmp_path: Path, column: dict[str, str]) -> None:
    (problem,) = problems(folder(tmp_path, therapies=[{"id": "row", **column}]))
    assert "not a da" in problem


def test_an_end_known_to_the_month_is_told_so(tmp_path: Path) -> None:
    """The day from which it no longer counts is the first that the month can mean; no day is made up."""
    gone = {"id": "gone", "until": "2020-05", "ended": "withdrawn", "until_because": "failed"}
    match = by_id(ask(Knowledge(folder(tmp_path, therapies=[gone])), "EML4::ALK"))["gone"]
    assert match.because.endswith("withdrawn in 2020-05: failed")
    assert match.assertion.ended_on == "2020-05"
