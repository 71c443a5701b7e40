"""The base against what regulators did, read from their papers and not from its own tables.

honest_expected.tsv: fusion, tumour, day, region, age, line, prior -> what is on label, what may not be.
honest_labels.tsv: a label begins on its day and not one day before. honest_negative.tsv: structures without
any therapy, and why. Whole answers: test_whole_answers.py.
"""

import re
from datetime import date, timedelta
from functools import cache

import pytest

from fusionanno.genemodel import load_gene_model
from fusionanno.knowledge import starts, tables
from fusionanno.knowledge.rows import Table
from fusionanno.model import (
    AGENCY_OF,
    Actionability,
    Agency,
    Assembly,
    Direction,
    Interpretation,
    TherapyStatus,
)
from tests.honesty import NOT_TARGETED, SHIPPED, Row, answer, called, case, knowledge, listed, row_id, table


def drugs(found: Interpretation, status: TherapyStatus) -> set[str]:
    """Return the drugs with a statement of this status, those of a combination one by one."""
    names = (match.assertion.drug for match in found.matches if match.status is status)
    return {part for name in names for part in name.split(" + ")} - NOT_TARGETED


@pytest.mark.parametrize("row", table("honest_expected.tsv"), ids=row_id)
def test_what_the_regulators_say(row: Row) -> None:
    found = answer(row)
    assert found.structure.actionable is Actionability.YES, found.structure.because
    held = drugs(found, TherapyStatus.ON_LABEL)
    assert not held & set(listed(row["never"])), row["source"]
    if row["only"]:
        assert sorted(held) == listed(row["on_label"]), row["source"]
    assert held >= set(listed(row["on_label"])), row["source"]
    for drug, status in (each.split("=") for each in listed(row["others"])):
        assert drug in drugs(found, TherapyStatus(status)), (drug, status, row["source"])
    if row["tier"]:
        assert found.tier == row["tier"], found.tier_because


def label_id(row: Row) -> str:
    return " ".join(row[name] for name in ("gene", "agency", "drug", "since", "disease", "age", "line"))


def on_day(row: Row, day: date) -> set[TherapyStatus]:
    """Return every status that the drug's labels of the row's agency have in the row's case on that day."""
    region = {agency: region for region, agency in AGENCY_OF.items()}[Agency(row["agency"])]
    stated = {**row, "as_of": str(day), "tumor": row["disease"], "region": region}
    wanted = set(row["drug"].split(" + "))
    return {
        match.status
        for match in answer(stated).matches
        if match.assertion.agency == row["agency"]
        and wanted <= set(match.assertion.drug.split(" + "))
        and match.assertion.direction is Direction.SUPPORTS
    }


def first_days(since: str) -> tuple[date, date]:
    """Return the last day on which a label cannot hold yet and the first on which it certainly does.

    >>> [str(day) for day in first_days("2020-02")]
    ['2020-01-31', '2020-02-29']
    """
    precision = {4: "year", 7: "month"}.get(len(since), "day")
    first = date.fromisoformat(f"{since}-01-01"[:10])
    return first - timedelta(1), starts(first, precision)


@pytest.mark.parametrize("row", table("honest_labels.tsv"), ids=label_id)
def test_a_label_is_found_on_its_day_and_not_one_day_before(row: Row) -> None:
    before, first = first_days(row["since"])
    status = TherapyStatus(row["status"])
    assert status in on_day(row, first), row["source"]
    assert not {status, TherapyStatus.ON_LABEL} & on_day(row, before), row["source"]


@pytest.mark.parametrize("row", [row for row in table("honest_labels.tsv") if row["until"]], ids=label_id)
def test_a_label_that_ended_holds_until_the_day_before(row: Row) -> None:
    end = date.fromisoformat(row["until"])
    assert TherapyStatus.ON_LABEL in on_day(row, end - timedelta(1)), row["source"]
    assert TherapyStatus.ON_LABEL not in on_day(row, end), row["source"]


CASES = (("NSCLC", "US", "60"), ("COAD", "JP", "60"), ("CMLBCRABL1", "EU", "50"), ("BLLBCRABL1", "US", "10"))
"""Tumour, region and age in which labels would be found if the structure allowed any."""


def case_id(row: Row) -> str:
    return f"{row['case']}: {row['input']}"


@pytest.mark.parametrize("row", table("honest_negative.tsv"), ids=case_id)
def test_a_structure_without_a_therapy_says_why(row: Row) -> None:
    fusion = called(row["input"])
    for tumor, region, age in CASES:
        stated = case({"as_of": "2026-11-23", "tumor": tumor, "region": region, "age": age})
        found = knowledge().interpret(fusion.placed, stated, fusion.name)
        assert found.matches == (), row["source"]
        assert found.structure.actionable == row["verdict"], found.structure.because
        assert row["says"] in found.structure.because, row["source"]
        assert found.tier is None or found.tier.startswith("III"), found.tier_because


# The rows themselves
SYMBOLS = (
    (tables.THERAPIES, "genes five_prime three_prime"), (tables.RESISTANCE, "gene"),
    (tables.BYPASS, "target gene"), (tables.TARGETS, "gene"), (tables.ENTITIES, "five_prime three_prime"),
    (tables.PROGNOSIS, "five_prime three_prime"), (tables.VARIANTS, "five_prime three_prime"),
    (tables.INTERNAL_EVENTS, "gene"), (tables.HIJACKING, "driver driven"), (tables.EXON_NUMBERING, "gene"),
)  # fmt: skip
CODES = ((tables.THERAPIES, "diseases"), (tables.ENTITIES, "disease"), (tables.PROGNOSIS, "disease"))
CITING = tuple(
    table
    for table in tables.TABLES
    if {"citations", "citation"} & set(table.columns) and table is not tables.CITATIONS
)
SPOKEN = ("indication", "meaning", "note", "entity", "frequency", "line", "until_because", "because")
LABEL_PHRASES = (
    r"\b(is|are) indicated (for|in|as)\b",
    r"as (detected|determined) by an? (FDA|validated)",
    r"limitations? of use",
    r"this indication is approved under",
    r"continued approval for this indication",
    r"contingent upon verification",
    r"select patients for",
    r"no satisfactory alternative treatment",
    r"where surgical resection is likely",
    r"safety and (efficacy|effectiveness) (of|have)",
    r"not amenable to curative",
    r"as monotherapy is\b",
    r"is a (kinase inhibitor|medicine)\b",
    r"whose (tumou?rs|disease) (are|have|has)\b",
    r"\bwe (found|report|show)\b",
)
"""Words of labels, assessment reports and abstracts that no row needs."""
MOST_WORDS = 40


@cache
def cells(table: Table) -> tuple[Row, ...]:
    return tuple(dict(row.cells) for row in table.rows(SHIPPED))


def named(row: Row, columns: str) -> set[str]:
    """Return the names in these cells; "a + b" are two drugs or changes."""
    return {part for column in columns.split() for part in re.split(r";| \+ ", row.get(column, "")) if part}


def place(row: Row) -> str:
    return row.get("id") or " ".join(list(row.values())[:3])


@pytest.mark.parametrize(("table", "columns"), SYMBOLS, ids=lambda each: getattr(each, "name", ""))
def test_every_gene_is_a_symbol_of_the_reference(table: Table, columns: str) -> None:
    model = load_gene_model("embedded", Assembly.GRCH38)
    names = {name: place(row) for row in cells(table) for name in named(row, columns)}
    assert names
    assert {name: at for name, at in names.items() if model.gene(name).symbol != name} == {}


@pytest.mark.parametrize(("table", "columns"), CODES, ids=lambda each: getattr(each, "name", ""))
def test_every_tumour_is_a_node(table: Table, columns: str) -> None:
    codes = {row["code"] for row in cells(tables.DISEASES)}
    assert {place(row) for row in cells(table) if named(row, columns) - codes} == set()


def test_every_drug_and_every_class_resolves() -> None:
    drugs_known = {row["drug"] for row in cells(tables.DRUGS)}
    classes = {word for row in cells(tables.DRUGS) for word in named(row, "classes")}
    rows = (*cells(tables.THERAPIES), *cells(tables.RESISTANCE))
    assert {place(row) for row in rows if named(row, "drug") - drugs_known} == set()
    asked = {
        word: place(row)
        for row in cells(tables.THERAPIES)
        for cell in named(row, "after naive_to")
        for word in cell.split("+")
    }
    assert {word: at for word, at in asked.items() if word not in drugs_known | classes | OTHER_CLASSES} == {}


OTHER_CLASSES = {"chemotherapy", "immunotherapy", "endocrine therapy"}


def test_every_citation_resolves_has_an_address_and_is_used() -> None:
    """A table of names may cite a paper by its id alone, which is an address by itself."""
    used = {
        name: f"{table.name}: {place(row)}"
        for table in CITING
        for row in cells(table)
        for name in named(row, "citations citation")
    }
    known = knowledge().citations
    lost = {name: at for name, at in used.items() if name not in known}
    by_themselves = tuple(table.name for table in (tables.VARIANTS, tables.EXON_NUMBERING))
    assert {at for name, at in lost.items() if not at.startswith(by_themselves)} == set()
    assert [name for name in lost if not re.match(r"(PMID:\d+|DOI:10\.\S+|PMC\d+)$", name)] == []
    assert sorted(set(known) - set(used)) == []
    assert [name for name, each in known.items() if not re.match(r"https?://\S+$", each.url or "")] == []


def test_every_citation_tells_what_it_is() -> None:
    assert [row["id"] for row in cells(tables.CITATIONS) if len(row["title"]) < MIN_TITLE] == []


MIN_TITLE = 8


def test_no_day_lies_after_the_day_on_which_the_row_was_read() -> None:
    """Days in order, none in the future of the review; checked is "2026-11-23: what was read"."""
    late = []
    for row in (row for each in tables.TABLES for row in cells(each) if row.get("checked")):
        stated = (row.get(name, "") for name in ("since", "regular_since", "until", "first_approval"))
        days = [day.removeprefix("by ") for day in stated]
        read = row["checked"][:10]
        late += [f"{place(row)}: {day}" for day in days if day.strip() and day != "none" and day > read]
    assert late == []


def test_the_days_of_a_label_are_in_order() -> None:
    wrong = []
    for row in cells(tables.THERAPIES):
        stated = [row[name].removeprefix("by ") for name in ("since", "regular_since") if row[name]]
        until = row["until"]
        if stated != sorted(stated) or (until and not stated[0] < until) or bool(until) != bool(row["ended"]):
            wrong.append(row["id"])
    assert wrong == []


def test_no_two_statements_say_the_same() -> None:
    silent = {"id", "note", "checked", "citations", "indication", "line"}
    seen: dict[tuple[str, ...], str] = {}
    twice = []
    for row in cells(tables.THERAPIES):
        if row["kind"] == "evidence":  # two studies may find the same; their sources tell them apart
            said = (*(row[name] for name in row if name not in silent), row["citations"])
        else:
            said = tuple(row[name] for name in row if name not in silent)
        twice += [f"{seen[said]} = {row['id']}"] if said in seen else []
        seen[said] = row["id"]
    assert twice == []


def test_rows_are_short_and_in_words_of_their_own() -> None:
    long, copied = [], []
    for each_table in tables.TABLES:
        for row in cells(each_table):
            for column in SPOKEN:
                text = row.get(column, "")
                long += [f"{place(row)} {column}"] if len(text.split()) > MOST_WORDS else []
                copied += [
                    f"{place(row)} {column}: {each}" for each in LABEL_PHRASES if re.search(each, text, re.I)
                ]
    assert (long, copied) == ([], [])
