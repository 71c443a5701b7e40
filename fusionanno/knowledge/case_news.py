"""What is new for one fusion in one case since the day of an earlier report, and what no longer holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from fusionanno.knowledge.dates import Dated, began, is_by, why_ended
from fusionanno.knowledge.fusion_level import FusionWords
from fusionanno.knowledge.matching import STATUSES
from fusionanno.knowledge.news import (
    by_then,
    conversion,
    course,
    diagnosis,
    effect,
    ending,
    in_order,
    subject,
)
from fusionanno.model import (
    Assertion,
    AssertionKind,
    Citation,
    CoVariantKind,
    Interpretation,
    LabelEnd,
    Match,
    News,
    TherapyStatus,
)

if TYPE_CHECKING:
    from fusionanno.knowledge.base import Knowledge


def case_news(
    at: Callable[[date], Interpretation], since: date, as_of: date, days: Iterable[date]
) -> tuple[News, ...]:
    """Return what came after `since` and up to `as_of`, in the order of days.

    at answers as of a day; days are those on which anything of the fusion's rows can have changed, so that
    each change is told on its own day, and a status with what it was before. What differs by the last of them
    and on no day of its own is told as of that.
    """
    steps = [since, *sorted({as_of, *(day for day in days if since < day <= as_of)})]
    answers = [(day, at(day)) for day in steps]
    return in_order(news for before, after in pairwise(answers) for news in _between(before[1], *after))


def days_of(base: "Knowledge", genes: Sequence[str], words: FusionWords) -> Iterator[date]:
    """Yield every day on which a row that may be of a fusion began, changed or ended.

    genes: the target, and a partner of it whose mutations count.
    """
    for fact in base.statements_of.get(genes[0], ()):
        firsts = (base.approvals.first(part) for part in fact.drug.split(" + "))
        days = (began(fact), fact.regular_since, fact.until, *firsts)
        yield from (day for day in days if day is not None)
    by_gene = (base.resistance_of.get(gene, ()) for gene in genes)
    partners = (words.three_prime, f"{words.five_prime}::")
    dated: tuple[Dated, ...] = (
        *(row for rows in by_gene for row in rows),
        *base.bypasses_of.get(genes[0], ()),
        *(row for partner in partners for row in base.entities_of.get(partner, ())),
        *(row for partner in partners for row in base.prognoses_of.get(partner, ())),
    )
    yield from (began(row) for row in dated)


def _between(before: Interpretation, day: date, after: Interpretation) -> Iterator[News]:
    yield from _of_matches(before, day, after)
    yield from _ended(before, day, after)
    known = {what for what, _ in _published(before)}
    for what, cited in _published(after):
        if what not in known:
            yield News(day, what, cited)


def _of_matches(before: Interpretation, day: date, after: Interpretation) -> Iterator[News]:
    held = {match.assertion.id: match for match in before.matches}
    best = _best_status(before)
    for match in _therapies(after):
        fact, old = match.assertion, held.get(match.assertion.id)
        if old is None:
            was = best.get(fact.drug)
            told = _new(match, was, day)
        elif old.status is not match.status:
            told = _changed(match, old.status)
        else:
            told = conversion(fact) if fact.regular_since == day else ""
        if told:
            yield News(day, told, fact.citations)


def _changed(match: Match, was: TherapyStatus) -> str:
    fact, now = match.assertion, match.status
    if (was, now) == (TherapyStatus.INVESTIGATIONAL, TherapyStatus.EVIDENCE):
        return f"{fact.drug}: first approved by any agency; its studies are now evidence"
    why = f" ({why_ended(fact)})" if now is TherapyStatus.WITHDRAWN else ""
    return f"{subject(fact)}: now {word(now)}{why}, was {word(was)}"


def _new(match: Match, was: TherapyStatus | None, day: date) -> str:
    """Tell a row that began on the day; a label that changes nothing for the case is no news."""
    fact, now = match.assertion, match.status
    if now is TherapyStatus.WITHDRAWN:
        return f"{ending(fact)}; no other label of it covers this case" if fact.until == day else ""
    if began(fact) != day or (is_by(fact) and not fact.agency):
        return ""
    if fact.kind is not AssertionKind.LABEL:
        none = "against a benefit: " if now is TherapyStatus.CONTRADICTED else ""
        return f"{subject(fact)}: {none}{fact.indication}"
    if was is None:
        return f"{subject(fact)}: now {word(now)}{by_then(fact)}"
    if STATUSES.index(now) < STATUSES.index(was):
        return f"{subject(fact)}: now {word(now)}, was {word(was)}{by_then(fact)}"
    further = f"{subject(fact)}: a further label, {word(now)}{by_then(fact)}"
    return "" if now is TherapyStatus.OFF_LABEL else further


def _ended(before: Interpretation, day: date, after: Interpretation) -> Iterator[News]:
    """Tell each statement that ended on the day, unless another row follows it or tells its end."""
    left = {match.assertion.id for match in after.matches}
    for match in _therapies(before):
        fact = match.assertion
        if fact.id in left or fact.until != day:
            continue
        if not _goes_on(fact, after):
            yield News(day, f"{ending(fact)}; was {word(match.status)}", fact.citations)


def _goes_on(fact: Assertion, after: Interpretation) -> bool:
    same = fact.drug, fact.agency
    return fact.ended is LabelEnd.SUPERSEDED and any(
        (match.assertion.drug, match.assertion.agency) == same for match in after.matches
    )


def _best_status(answer: Interpretation) -> dict[str, TherapyStatus]:
    """Return what each drug's best label was; studies and resistance are no label."""
    best: dict[str, TherapyStatus] = {}
    for match in answer.matches:
        if match.assertion.kind is AssertionKind.LABEL:
            drug = match.assertion.drug
            best[drug] = min(match.status, best.get(drug, match.status), key=STATUSES.index)
    return best


def _therapies(answer: Interpretation) -> Iterator[Match]:
    """Yield what is no resistance: that is told with the reported variants."""
    return (match for match in answer.matches if match.status is not TherapyStatus.RESISTANCE)


def _published(answer: Interpretation) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Yield what has a day of its own; of a row seen by some day it is not known when it was new."""
    for entity in (each for each in answer.entities if _has_day(each.dated)):
        yield diagnosis(entity.fusion, entity.entity, entity.strength), entity.citations
    for note in (each for each in answer.prognosis if _has_day(each.dated)):
        yield course(note.fusion, note.disease, note.direction, note.meaning), note.citations
    for each in answer.co_variants:
        told = " and ".join(each.variants)
        for found in (held for held in each.effects if _has_day(held.dated)):
            yield effect(told, found.drug, resists=found.resists), found.citations
        if each.kind is CoVariantKind.BYPASS:
            yield f"published: {each.because}", each.citations


def _has_day(dated: str) -> bool:
    return not dated.startswith("by ")


def word(status: TherapyStatus) -> str:
    """Return a status in words.

    >>> word(TherapyStatus.ON_LABEL)
    'on label'
    """
    return status.value.replace("-", " ")
