"""Small variants reported beside a fusion: what they mean for its drugs, and that nothing is advised."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fusionanno.knowledge import Knowledge, answers, load_knowledge
from fusionanno.model import Actionability, Case, CoVariantKind, Interpretation, SmallVariant
from fusionanno.renderers import wording
from tests.factories_knowledge import case, folder, placed

RESISTANCE = (
    {"id": "1", "mutations": "G1202R", "drug": "crizotinib", "citations": "PMID:11"},
    {"id": "2", "mutations": "G1202R;G1202K", "drug": "alectinib", "citations": "PMID:12", "amp_level": "C"},
    {"id": "3", "mutations": "G1202R", "drug": "lorlatinib", "effect": "active", "citations": "PMID:13"},
    {"id": "4", "mutations": "L1196M", "drug": "crizotinib", "citations": "PMID:14"},
    {"id": "5", "mutations": "L1196M", "drug": "ceritinib", "effect": "active", "evidence": "preclinical"},
    {"id": "6", "mutations": "I1171N", "drug": "alectinib", "citations": "PMID:16"},
    {
        "id": "7", "mutations": "I1171N", "drug": "alectinib", "effect": "active", "citations": "PMID:17",
        "evidence": "case report", "since": "2017",
    },
    {"id": "8", "mutations": "C1156Y", "drug": "crizotinib"},
    {
        "id": "9", "mutations": "C1156Y+L1198F", "drug": "crizotinib", "effect": "active",
        "evidence": "case report",
    },
    {"id": "10", "mutations": "C1156Y+L1198F", "drug": "lorlatinib", "citations": "PMID:20"},
    {"id": "11", "gene": "ABL1", "mutations": "T315I", "drug": "imatinib", "note": "Numbers of NM_005157."},
    {"id": "12", "mutations": "F1174C", "drug": "ceritinib", "since": "2024-03-01"},
)  # fmt: skip
BYPASS = (
    {"id": "b1", "gene": "MET", "change": "amplification", "citations": "PMID:31"},
    {"id": "b2", "gene": "KRAS", "change": "activating mutation", "citations": "PMID:32"},
    {"id": "b3", "gene": "BRAF", "change": "V600E", "citations": "PMID:33"},
    {"id": "b5", "gene": "MEN1", "change": "mutation of the binding site of ceritinib"},
    {"id": "b4", "gene": "NF2", "change": "loss", "since": "2025-01-01"},
)
LABELS = tuple(
    {"id": drug, "drug": drug, "since": since}
    for drug, since in (
        ("crizotinib", "2011-08-26"), ("alectinib", "2015-12-11"), ("lorlatinib", "2018-11-02"),
        ("ceritinib", "2014-04-29"),
    )
)  # fmt: skip
STUDY = {"id": "study", "kind": "evidence", "drug": "alectinib"}


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    imatinib = {"id": "cml", "genes": "ABL1", "drug": "imatinib", "diseases": "CML"}
    therapies = (*LABELS, STUDY, imatinib)
    return Knowledge(folder(tmp_path, therapies=therapies, resistance=RESISTANCE, bypass=BYPASS))


def variants(*told: str) -> tuple[SmallVariant, ...]:
    """Read "ALK G1202R", "MET amplification", "ABL1 T315I on NM_007313.3"."""
    found = []
    for words in told:
        gene, _, rest = words.partition(" ")
        change, _, transcript = rest.partition(" on ")
        is_change = re.fullmatch(r"[A-Z]\d+[A-Z]", change) is not None
        found.append(SmallVariant(gene, change if is_change else None, change, None, transcript or None))
    return tuple(found)


def question(knowledge: Knowledge, *told: str, tumor: str = "NSCLC", as_of: str = "2026-11-23") -> Case:
    return replace(case(knowledge, as_of, tumor, "US", 60), variants=variants(*told))


def ask(knowledge: Knowledge, *told: str, fusion: str = "EML4::ALK", tumor: str = "NSCLC") -> Interpretation:
    return knowledge.interpret(placed(fusion), question(knowledge, *told, tumor=tumor))


NOTES = (
    # reported, kinds, and the sentences; the rows above are the truth
    (
        ("ALK G1202R",),
        [("known", "ALK G1202R: resistant to crizotinib, alectinib; lorlatinib retains activity")],
    ),
    (
        ("ALK L1196M",),
        [("known", "ALK L1196M: resistant to crizotinib; ceritinib (preclinical) retains activity")],
    ),
    (
        ("ALK I1171N",),
        [
            (
                "known",
                "ALK I1171N: disputed for alectinib: resistant by PMID:16 (clinical, 2012),"
                " active by PMID:17 (case report, 2017)",
            )
        ],
    ),
    (
        ("ALK Q9Z",),
        [
            (
                "unknown",
                "ALK Q9Z: not in this knowledge base; its effect on drugs against ALK is unknown here",
            )
        ],
    ),
    (("ALK G1202R", "ALK G1202R"), [("known", "ALK G1202R: resistant to")]),
    (
        ("ALK G1202R", "ALK L1196M"),
        [
            ("known", "ALK G1202R: "),
            ("known", "ALK L1196M: "),
            (
                "compound",
                "ALK G1202R and ALK L1196M: the effect of both together is unknown here;"
                " whether they lie in cis or trans was not stated",
            ),
        ],
    ),
    (
        ("ALK L1198F", "ALK C1156Y"),
        [
            ("unknown", "ALK L1198F alone: "),
            ("known", "ALK C1156Y alone: "),
            (
                "known",
                "ALK C1156Y and ALK L1198F together (cis or trans was not stated):"
                " resistant to lorlatinib; crizotinib (case report) retains activity",
            ),
        ],
    ),
    (
        ("ALK L1198F", "ALK C1156Y", "ALK G1202R"),
        [
            ("unknown", "ALK L1198F alone: "),
            ("known", "ALK C1156Y alone: "),
            ("known", "ALK G1202R: "),
            ("known", "ALK C1156Y and ALK L1198F together (cis or trans was not stated): "),
            (
                "compound",
                "ALK L1198F and ALK C1156Y and ALK G1202R: the effect of all together is unknown here;"
                " whether they lie in cis or trans was not stated",
            ),
        ],
    ),
    (("ALK amplification",), [("unknown", "ALK amplification: not in this knowledge base")]),
    (
        ("MET amplification",),
        [("bypass", "MET amplification is reported; bypass of ALK through it is published (2014)")],
    ),
    (("MET T1010I",), []),
    (("BRAF V600E",), [("bypass", "BRAF V600E is reported; bypass of ALK through it is published (2014)")]),
    (
        ("BRAF K601E",),
        [
            (
                "bypass",
                "a change of BRAF (K601E) is reported; bypass of ALK through V600E of BRAF is published;"
                " whether this change does it is not judged here (2014)",
            )
        ],
    ),
    (
        ("KRAS G12C",),
        [
            (
                "bypass",
                "a change of KRAS (G12C) is reported; bypass of ALK through activating mutations of KRAS"
                " is published; whether this change does it is not judged here (2014)",
            )
        ],
    ),
    (
        ("MEN1 M327I",),
        [
            (
                "bypass",
                "MEN1 M327I is reported; mutations of the drug's binding site in MEN1 are published as"
                " resistance to ceritinib; whether this one is such is not judged here (2014)",
            )
        ],
    ),
    (("TP53 R175H", "EML4 A1B"), []),
    ((), []),
)


@pytest.mark.parametrize(("told", "notes"), NOTES, ids=lambda each: "+".join(map(str, each))[:60])
def test_each_variant_has_its_note(
    knowledge: Knowledge, told: tuple[str, ...], notes: list[tuple[str, str]]
) -> None:
    found = ask(knowledge, *told).co_variants
    assert [note.kind for note in found] == [kind for kind, _ in notes]
    for note, (_, words) in zip(found, notes, strict=True):
        assert note.because.startswith(words)
        assert not re.search(r"\b(use|should|recommend|switch|consider)\b", note.because)
        assert note.citations or note.kind in (CoVariantKind.UNKNOWN, CoVariantKind.COMPOUND)


def test_effects_carry_their_sources(knowledge: Knowledge) -> None:
    (note,) = ask(knowledge, "ALK G1202R").co_variants
    told = [(each.drug, each.resists, each.citations[0].id, each.dated) for each in note.effects]
    assert told == [
        ("crizotinib", True, "PMID:11", "2012"),
        ("alectinib", True, "PMID:12", "2012"),
        ("lorlatinib", False, "PMID:13", "2012"),
    ]


def test_resisted_drugs_keep_their_status_and_come_last_of_it(knowledge: Knowledge) -> None:
    answer = ask(knowledge, "ALK G1202R")
    on_label = [match for match in answer.matches if match.status == "on-label"]
    assert [match.assertion.drug for match in on_label] == [
        "lorlatinib", "ceritinib", "alectinib", "crizotinib",
    ]  # fmt: skip
    assert [match.resisted_by for match in on_label] == [(), (), ("ALK G1202R",), ("ALK G1202R",)]
    assert "ALK G1202R, reported beside it, resists it (PMID:12)" in on_label[2].because
    (study,) = [match for match in answer.matches if match.assertion.id == "study"]
    assert (study.status, study.resisted_by) == ("evidence", ("ALK G1202R",))
    assert answer.tier_because.startswith("lorlatinib")


def test_what_stays_active_comes_first_and_what_is_not_known_is_said(tmp_path: Path) -> None:
    """Lorlatinib stays active, of ceritinib no row speaks, alectinib is disputed, crizotinib resisted."""
    against = {"id": "13", "mutations": "G1202R", "drug": "alectinib", "effect": "active"}
    labels = [{**each, "since": "2015-01-01"} for each in LABELS]
    knowledge = Knowledge(folder(tmp_path, therapies=labels, resistance=(*RESISTANCE, against)))
    answer = ask(knowledge, "ALK G1202R")
    found = {match.assertion.drug: match for match in answer.matches if match.status == "on-label"}
    assert list(found) == ["lorlatinib", "ceritinib", "alectinib", "crizotinib"]
    assert [match.standing for match in found.values()] == [0, 1, 2, 3]
    assert [drug for drug in found if found[drug].unknown_against] == ["ceritinib"]
    assert found["ceritinib"].unknown_against == ("ALK G1202R",)
    assert found["ceritinib"].because.endswith("the effect of ALK G1202R on ceritinib is not known here")
    assert found["lorlatinib"].active_against == ("ALK G1202R",)
    assert answer.tier_because.startswith("lorlatinib, on label")
    quiet = ask(knowledge, "ALK Q9Z").matches
    assert {match.unknown_against for match in quiet} == {()}, "no row speaks of it: the note says so once"


def test_the_tier_names_the_active_drug_of_its_level(tmp_path: Path) -> None:
    """A study and a label elsewhere are both level C: the drug that stays active is named."""
    made = [
        {"id": "a", "kind": "evidence", "drug": "ceritinib", "amp_level": "C"},
        {"id": "b", "diseases": "IMT", "drug": "lorlatinib"},
    ]
    knowledge = Knowledge(folder(tmp_path, therapies=made, resistance=RESISTANCE))
    assert ask(knowledge, "ALK Q9Z").tier_because.startswith("ceritinib")
    assert ask(knowledge, "ALK G1202R").tier_because.startswith("lorlatinib")


def test_a_drug_of_another_target_is_not_unknown(tmp_path: Path) -> None:
    """An antibody against CD19 does not bind ABL1."""
    made = [{"id": "a", "genes": "ABL1", "drug": "other", "diseases": "CML"}]
    drugs = [
        {"drug": name, "classes": "x", "targets": target}
        for name, target in (("other", "CD19"), ("imatinib", "ABL1"))
    ]
    knowledge = Knowledge(folder(tmp_path, therapies=made, drugs=drugs, resistance=RESISTANCE[10:11]))
    (match,) = ask(knowledge, "ABL1 T315I", fusion="BCR::ABL1 B14;A2", tumor="CML").matches[:1]
    assert (match.unknown_against, match.standing) == ((), 1)


def test_statuses_have_one_order_in_the_list_and_on_the_page(tmp_path: Path) -> None:
    """Resistance before what was studied without benefit or has ended."""
    ended = {"until": "2020-05-01", "ended": "withdrawn", "until_because": "failed"}
    made = [
        {"id": "gone", "drug": "ceritinib", **ended},
        {"id": "against", "kind": "evidence", "drug": "novotinib", "direction": "contradicts"},
        {"id": "label", "drug": "lorlatinib"},
    ]
    answer = ask(Knowledge(folder(tmp_path, therapies=made, resistance=RESISTANCE)), "ALK L1196M")
    told = [match.status for match in answer.matches]
    assert told == ["on-label", "resistance", "contradicted", "withdrawn"]
    assert told == sorted(told, key=wording.STATUSES.index)


@pytest.mark.parametrize(
    ("told", "status"), [("ALK G1202R", "off-label"), ("ALK L1196M", "off-label"), ("ALK Q9Z", "on-label")]
)
def test_a_label_without_a_resistance_mutation(tmp_path: Path, told: str, status: str) -> None:
    """FDA's TRK labels are for patients without a known one; that of any drug of the class counts.

    G1202R resists alectinib itself, L1196M another drug of its class.
    """
    made = [{"id": "row", "drug": "alectinib", "without": "resistance mutation"}, LABELS[2]]
    knowledge = Knowledge(folder(tmp_path, therapies=made, resistance=RESISTANCE))
    found = {match.assertion.id: match for match in ask(knowledge, told).matches}
    assert (found["row"].status, found["lorlatinib"].status) == (status, "on-label")
    is_told = f"without a known resistance mutation of ALK, and {told} is reported" in found["row"].because
    assert is_told is (status == "off-label")


def test_resistance_is_a_statement_of_its_own(knowledge: Knowledge) -> None:
    answer = ask(knowledge, "ALK G1202R")
    found = [match for match in answer.matches if match.status == "resistance"]
    assert [(match.assertion.drug, match.assertion.mutation, match.amp) for match in found] == [
        ("alectinib", "G1202R", "C"),
        ("crizotinib", "G1202R", None),
    ]
    assert {match.level for match in found} == {"whatever the tumour"}
    assert not [m for m in ask(knowledge, "ALK Q9Z").matches if m.status == "resistance"]


def test_the_tier_rests_on_a_resisted_drug_only_where_no_other_stands(tmp_path: Path) -> None:
    knowledge = Knowledge(folder(tmp_path, therapies=LABELS[:1], resistance=RESISTANCE))
    answer = ask(knowledge, "ALK G1202R")
    assert answer.tier == "I-A"
    assert answer.tier_because.endswith("; ALK G1202R, reported beside it, resists it")
    weaker = {"id": "weaker", "kind": "evidence", "drug": "lorlatinib", "amp_level": "C"}
    knowledge = Knowledge(folder(tmp_path, therapies=[LABELS[0], weaker], resistance=RESISTANCE))
    assert ask(knowledge, "ALK G1202R").tier == "II-C"


def test_disputed_resistance_is_a_conflict(knowledge: Knowledge) -> None:
    answer = ask(knowledge, "ALK I1171N")
    (conflict,) = answer.conflicts
    assert conflict.about == "alectinib with ALK I1171N"
    assert [each.id for each in conflict.citations] == ["PMID:16", "PMID:17"]
    (match,) = [match for match in answer.matches if match.status == "resistance"]
    assert "disputed: resistant by PMID:16" in match.because
    (label,) = [match for match in answer.matches if match.assertion.id == "alectinib"]
    assert "resists it (PMID:16), which is disputed (PMID:17)" in label.because


def test_mutations_together_come_before_each_alone(knowledge: Knowledge) -> None:
    """C1156Y resists crizotinib; with L1198F crizotinib is active (row 9), and lorlatinib is resisted."""
    answer = ask(knowledge, "ALK C1156Y", "ALK L1198F")
    resisted = {match.assertion.drug for match in answer.matches if match.resisted_by}
    assert resisted == {"lorlatinib"}
    assert {m.assertion.drug for m in ask(knowledge, "ALK C1156Y").matches if m.resisted_by} == {"crizotinib"}


def test_rows_wait_for_their_day(knowledge: Knowledge) -> None:
    for day, kind in (("2024-02-29", "unknown"), ("2024-03-01", "known")):
        asked = question(knowledge, "ALK F1174C", as_of=day)
        assert [note.kind for note in knowledge.interpret(placed("EML4::ALK"), asked).co_variants] == [kind]
    early = question(knowledge, "NF2 loss", as_of="2024-12-31")
    assert knowledge.interpret(placed("EML4::ALK"), early).co_variants == ()
    assert len(ask(knowledge, "NF2 loss").co_variants) == 1


def test_an_undetermined_fusion_says_so_and_lists_nothing(knowledge: Knowledge) -> None:
    fusion = placed("EML4::ALK", known=False)
    answer = knowledge.interpret(fusion, question(knowledge, "ALK G1202R"))
    assert (answer.structure.actionable, answer.matches) == (Actionability.UNDETERMINED, ())
    (note,) = answer.co_variants
    assert note.because.endswith("; whether the fusion is actionable is undetermined")


def test_a_refused_fusion_has_no_notes(knowledge: Knowledge) -> None:
    assert ask(knowledge, "ALK G1202R", fusion="ALK::EML4").co_variants == ()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("ABL1 T315I on NM_007313.3", "its residue is counted on NM_007313.3 and the sources' on NM_005157"),
        ("ABL1 T315I on NM_005157.6", ""),
        ("ABL1 T315I", ""),
    ],
)
def test_residues_of_another_transcript_are_said(knowledge: Knowledge, told: str, words: str) -> None:
    """T315I counts on isoform Ia of ABL1 (NM_005157); isoform Ib has 19 residues more."""
    (note,) = ask(knowledge, told, fusion="BCR::ABL1 B14;A2", tumor="CML").co_variants
    assert words in note.because
    assert ("may not be the same" in note.because) is bool(words)


def test_prior_drugs_without_variants_have_one_remark(knowledge: Knowledge) -> None:
    asked = replace(case(knowledge, "2026-11-23", "NSCLC", "US", 60), prior=("Xalkori", "cisplatin"))
    (remark,) = knowledge.interpret(placed("EML4::ALK"), asked).remarks
    assert remark == (
        "on-target resistance mutations of ALK after crizotinib are published; no small variants were stated,"
        " so whether one is present is not known here"
    )
    for other in (
        replace(asked, variants=()),
        replace(asked, prior=()),
        replace(asked, prior=("cisplatin",)),
    ):
        assert knowledge.interpret(placed("EML4::ALK"), other).remarks == ()


def test_new_resistance_is_news(knowledge: Knowledge) -> None:
    asked = replace(question(knowledge, "ALK F1174C"), since=date(2023, 1, 1))
    news = knowledge.interpret(placed("EML4::ALK"), asked).news
    assert [f"{each.day} {each.what}" for each in news] == [
        "2024-03-01 published: ALK F1174C: resistant to ceritinib"
    ]


def test_a_partner_whose_mutations_resist_is_told_too(tmp_path: Path) -> None:
    """PML A216V resists arsenic trioxide in PML::RARA (PMID:26537301); of other partners nothing is told."""
    pair = {"genes": "ABL1", "five_prime": "BCR", "three_prime": "ABL1", "diseases": "CML"}
    rows = [{"id": "bcr", "gene": "BCR", "mutations": "A216V", "drug": "imatinib"}]
    made = folder(tmp_path, therapies=[{"id": "cml", "drug": "imatinib", **pair}], resistance=rows)
    knowledge = Knowledge(made)
    answer = ask(knowledge, "BCR A216V", fusion="BCR::ABL1 B14;A2", tumor="CML")
    assert [note.because for note in answer.co_variants] == ["BCR A216V: resistant to imatinib"]
    assert answer.matches[0].resisted_by == ("BCR A216V",)
    (resistance,) = [match for match in answer.matches if match.status == "resistance"]
    assert "BCR::ABL1; BCR A216V was reported beside it" in resistance.because
    assert ask(knowledge, "BCR A216V", fusion="BCR::ALK B14;A20").co_variants == ()
    asked = replace(question(knowledge, "BCR A216V", tumor="CML"), since=date(2012, 1, 1))
    told = [str(each.day) for each in knowledge.interpret(placed("BCR::ABL1 B14;A2"), asked).news]
    assert told[0] == "2012-12-31", "the row is of 2012, and counts from the end of that year"


def test_the_news_of_fusions_alike_are_worked_out_once(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file has a fusion many times: each day between two reports is asked once."""
    days = list[date]()
    on_day = answers.Answers._on

    def counted(self: answers.Answers, day: date) -> answers.Answers:
        days.append(day)
        return on_day(self, day)

    monkeypatch.setattr(answers.Answers, "_on", counted)
    asked = replace(question(knowledge, "ALK F1174C"), since=date(2023, 1, 1))
    first, again = (knowledge.interpret(placed("EML4::ALK", because=words), asked) for words in ("a", "b"))
    assert first.news == again.news != ()
    assert len(days) == len(set(days)) > 0


STRENGTHS = (
    # the resisting row, the row by which it stays active, and whether the drug is marked
    ({"amp_level": "D"}, {"amp_level": "C"}, False),
    ({"amp_level": "C"}, {"amp_level": "C"}, True),
    ({"amp_level": "B"}, {"amp_level": "C"}, True),
    ({"evidence": "preclinical"}, {"evidence": "clinical"}, False),
    ({"evidence": "case report"}, {"evidence": "clinical and preclinical", "amp_level": "C"}, False),
    ({"evidence": "clinical"}, {"evidence": "clinical and preclinical"}, True),
    ({"evidence": "preclinical"}, {"evidence": "preclinical"}, True),
)


@pytest.mark.parametrize(("against", "active", "is_marked"), STRENGTHS)
def test_the_weaker_side_of_a_dispute_marks_no_drug(
    tmp_path: Path, against: dict[str, str], active: dict[str, str], is_marked: bool
) -> None:
    """A case report takes no drug away that clinical evidence holds; a dispute between equals is marked."""
    both = (
        {"id": "r", "mutations": "G1269A", "drug": "lorlatinib", "citations": "PMID:21", **against},
        {"id": "a", "mutations": "G1269A", "drug": "lorlatinib", "effect": "active", **active},
    )
    weaker = {"id": "weaker", "kind": "evidence", "drug": "ceritinib"}
    labels = [LABELS[2], weaker]
    answer = ask(Knowledge(folder(tmp_path, therapies=labels, resistance=both)), "ALK G1269A")
    (note,), (conflict,) = answer.co_variants, answer.conflicts
    assert "disputed for lorlatinib: resistant by PMID:21" in note.because
    assert conflict.about == "lorlatinib with ALK G1269A"
    (label,) = [match for match in answer.matches if match.assertion.id == "lorlatinib"]
    assert "disputed" in label.because
    assert label.resisted_by == (("ALK G1269A",) if is_marked else ())
    assert [each.status for each in answer.matches].count("resistance") == is_marked
    assert answer.tier == ("I-B" if is_marked else "I-A")
    assert [each.is_outweighed for each in note.effects if each.resists] == [not is_marked]


SARCOMA = (
    {"id": "any", "mutations": "G1202R", "drug": "lorlatinib", "effect": "active"},
    {"id": "imt", "mutations": "G1202R", "drug": "lorlatinib", "diseases": "IMT", "citations": "PMID:21"},
    {"id": "other", "mutations": "G1269A", "drug": "lorlatinib", "diseases": "IMT"},
)


@pytest.mark.parametrize(("tumor", "is_seen"), [("NSCLC", False), ("IMT", True), ("EIMS", True), ("", False)])
def test_what_was_seen_in_one_tumour_is_of_that_tumour(tmp_path: Path, tumor: str, is_seen: bool) -> None:
    labels = [{**LABELS[2], "diseases": "SOLID"}]
    knowledge = Knowledge(folder(tmp_path, therapies=labels, resistance=SARCOMA))
    answer = ask(knowledge, "ALK G1202R", tumor=tumor)
    (note,) = answer.co_variants
    assert ("disputed for lorlatinib" in note.because, bool(answer.conflicts)) == (is_seen, is_seen)
    assert bool(answer.matches[0].resisted_by) is is_seen
    told = "resistant to lorlatinib seen in Inflammatory Myofibroblastic Tumor: PMID:21 (clinical, 2012)"
    assert (told in note.because) is not is_seen
    assert "PMID:21" in [each.id for each in note.citations]
    (alone,) = ask(knowledge, "ALK G1269A", tumor=tumor).co_variants
    assert (alone.kind, len(alone.effects)) == (("known", 1) if is_seen else ("unknown", 0))


def test_lorlatinib_keeps_its_activity_against_g1202r_in_lung_cancer() -> None:
    """Clinical activity in lung cancer (review of 2017); resistance is one case of a sarcoma."""
    knowledge = load_knowledge()
    answer = ask(knowledge, "ALK G1202R")
    (note,) = answer.co_variants
    assert "lorlatinib retains activity; resistant to lorlatinib seen in Soft tissue sarcoma" in note.because
    assert {m.resisted_by for m in answer.matches if m.assertion.drug == "lorlatinib"} == {()}
    assert "disputed" not in note.because
    cml = ask(knowledge, "ABL1 E255K", fusion="BCR::ABL1 B14;A2", tumor="CML")
    marked = {m.assertion.drug for m in cml.matches if m.resisted_by}
    assert "dasatinib" not in marked
    assert {"imatinib", "nilotinib", "bosutinib"} <= marked
