"""When a statement holds: a date known only to the month or year counts from the end of it."""

from datetime import date, timedelta
from typing import Protocol

from fusionanno.model import ApprovalType, Assertion, as_stated

BY = "by"
"""The precision of a start of which only a day is known by which it had come."""


def starts(since: date, precision: str) -> date:
    """Return the first day on which a statement certainly holds: a month or year counts from its last day.

    What was in force by a day counts from that day.

    >>> starts(date(2020, 2, 1), "month")
    datetime.date(2020, 2, 29)
    """
    if precision == "year":
        return date(since.year, 12, 31)
    if precision == "month":
        return (since.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return since


class Dated(Protocol):
    """A fact with a start and its precision."""

    @property
    def since(self) -> date: ...

    @property
    def since_precision(self) -> str: ...


def began(fact: Dated) -> date:
    """Return the first day on which a statement certainly holds."""
    return starts(fact.since, fact.since_precision)


def holds(fact: Assertion, as_of: date) -> bool:
    """True from the first certain day of the statement until the day before it ended."""
    return began(fact) <= as_of and (fact.until is None or as_of < fact.until)


def ended(fact: Assertion, as_of: date) -> bool:
    """True where the statement began and ended on or before that day."""
    return began(fact) <= as_of and fact.until is not None and fact.until <= as_of


def why_ended(fact: Assertion) -> str:
    """Return why a label ended, without the word of how it did, which stands before it."""
    return (fact.until_because or "").rstrip(".").removeprefix(f"{fact.ended} ")


def approval(fact: Assertion, as_of: date) -> str:
    """Return the type of approval on that day: accelerated becomes regular on its day."""
    if fact.regular_since and fact.regular_since <= as_of:
        return f"regular since {fact.regular_since}"
    return fact.approval_type or ""


def is_provisional(fact: Assertion, as_of: date) -> bool:
    """True for an approval that is accelerated or conditional, or only recommended, on that day."""
    return approval(fact, as_of) in (ApprovalType.ACCELERATED, ApprovalType.CONDITIONAL, ApprovalType.OPINION)


def is_by(fact: Dated) -> bool:
    """True where it is known only that the statement held by a day, such as that on which it was read."""
    return fact.since_precision == BY


def dated(fact: Dated) -> str:
    """Return the start as precisely as the source states it: "2022-07-14", "2020-02", "by 2026-11-23"."""
    return as_stated(fact.since, fact.since_precision)


def begun(fact: Dated) -> str:
    """Return since when a statement holds: "since 2022-07-14" or "in force by 2026-11-23"."""
    return f"{'in force' if is_by(fact) else 'since'} {dated(fact)}"
