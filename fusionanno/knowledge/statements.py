"""Rows of therapies.tsv and outcomes.tsv: labels, studies, drugs under way, and the numbers of trials."""

from fusionanno.knowledge.dates import is_by
from fusionanno.knowledge.facts import Cite
from fusionanno.knowledge.rows import Row, refuse
from fusionanno.model import (
    Agency,
    ApprovalType,
    ArmKind,
    Assertion,
    AssertionKind,
    Direction,
    LabelEnd,
    Outcome,
    Setting,
)

KINDS = (AssertionKind.LABEL, AssertionKind.EVIDENCE, AssertionKind.INVESTIGATIONAL)
ENDPOINTS = (
    "response rate", "complete response rate", "partial response rate", "disease control rate",
    "clinical benefit rate", "intracranial response rate", "pathological complete response rate",
    "median progression-free survival", "progression-free survival rate",
    "hazard ratio for progression or death", "median overall survival", "overall survival rate",
    "hazard ratio for death", "median duration of response", "event-free survival rate",
    "disease-free survival rate", "hazard ratio for recurrence or death", "median time to progression",
    "major molecular response rate", "complete cytogenetic response rate", "major cytogenetic response rate",
    "complete haematological response rate",
)  # fmt: skip
RESISTANCE_MUTATION = "resistance mutation"
"""The word of `without`: a label for patients without a known resistance mutation of the target."""


def assertion(row: Row, cite: Cite, outcomes: tuple[Outcome, ...]) -> Assertion:
    """Read a row of therapies.tsv; outcomes are its numbers. BadCell for a contradiction."""
    kind = AssertionKind(row.one_of("kind", KINDS))
    since, precision = row.period("since")
    until, until_precision = row.period("until") if row.maybe("until") else (None, "day")
    is_label = kind is AssertionKind.LABEL
    fact = Assertion(
        id=row.text("id"), kind=kind, genes=row.some("genes"), drug=row.text("drug"),
        diseases=row.some("diseases"), indication=row.text("indication"), since=since,
        since_precision=precision, citations=cite(row),
        direction=Direction(row.one_of("direction", tuple(Direction))),
        agency=Agency(row.one_of("agency", tuple(Agency))) if is_label else None,
        approval_type=ApprovalType(row.one_of("approval_type", tuple(ApprovalType))) if is_label else None,
        regular_since=row.maybe_day("regular_since"), until=until, until_precision=until_precision,
        ended=LabelEnd(row.one_of("ended", tuple(LabelEnd))) if row.maybe("ended") else None,
        until_because=row.maybe("until_because"), replaced_by=row.maybe("replaced_by"),
        line=row.maybe("line"),
        setting=Setting(row.one_of("setting", tuple(Setting))) if row.maybe("setting") else None,
        after=row.many("after"), naive_to=row.many("naive_to"),
        without=row.one_of("without", (RESISTANCE_MUTATION,)) if row.maybe("without") else None,
        but_not=row.many("except"), min_age=row.number("min_age"),
        max_age=row.number("max_age"), five_prime=row.maybe("five_prime"),
        three_prime=row.maybe("three_prime"), junction=row.maybe("junction"),
        civic_level=row.level("civic_level", "ABCDE"), amp_level=row.level("amp_level", "ABCD"),
        escat=row.maybe("escat"),
        mutation=row.maybe("mutation"),
        note=row.remark(), checked=row.reviewed("checked"),
        outcomes=outcomes,
    )  # fmt: skip
    _refuse_contradictions(fact)
    return fact


def outcome(row: Row, cite: Cite) -> Outcome:
    """Read a row of outcomes.tsv."""
    value = row.number("value")
    if value is None:
        refuse("value", "is empty; a number is needed")
    unit = row.one_of("unit", ("%", "months", "ratio"))
    low, high = row.number("ci_low"), row.number("ci_high")
    if (low is not None and low > value) or (high is not None and high < value):
        refuse("ci_low", f"the interval {low} to {high} does not hold the value {value:g}")
    if unit == "%" and not 0 <= value <= 100:
        refuse("value", f"{value:g} % is not from 0 to 100")
    row.reviewed("checked")
    if row.maybe("arm_kind") and not row.maybe("arm"):
        refuse("arm", "is empty, but arm_kind is not; name the comparator or cohort")
    kind = ArmKind(row.one_of("arm_kind", tuple(ArmKind))) if row.maybe("arm") else None
    if unit == "ratio" and kind is ArmKind.COHORT:
        refuse("arm_kind", "a ratio has a comparator, no cohort")
    return Outcome(
        row.text("statement"), row.one_of("endpoint", ENDPOINTS), value, unit, cite(row), low, high,
        row.whole("n") if row.maybe("n") else None, row.number("at"), row.maybe("arm"), row.remark(),
        kind,
    )  # fmt: skip


def _refuse_contradictions(fact: Assertion) -> None:
    _refuse_wrong_end(fact)
    if fact.regular_since and fact.regular_since < fact.since and not is_by(fact):
        refuse("regular_since", f"{fact.regular_since} is before the start {fact.since}")
    if fact.min_age is not None and fact.max_age is not None and fact.min_age >= fact.max_age:
        refuse("max_age", f"{fact.max_age:g} is not above min_age {fact.min_age:g}")
    if fact.kind is AssertionKind.EVIDENCE and not fact.amp_level:
        refuse("amp_level", "is empty; evidence needs one")
    if fact.direction is Direction.CONTRADICTS and fact.kind is not AssertionKind.EVIDENCE:
        refuse("direction", "only evidence contradicts; a label or a trial under way supports")


def _refuse_wrong_end(fact: Assertion) -> None:
    if fact.until and fact.until <= fact.since:
        refuse("until", f"{fact.until} is not after the start {fact.since}")
    if fact.until and not fact.until_because:
        refuse("until_because", "is empty; say why the statement ended")
    if fact.until and not fact.ended:
        refuse("ended", f"is empty; write one of {', '.join(LabelEnd)}")
    if fact.ended and not fact.until:
        refuse("until", "is empty, but the row has ended; write the day")
    if fact.replaced_by and not fact.until:
        refuse("replaced_by", "names a row that follows, but `until` is empty")
