"""Labels and studies on a page: by tumour, or by target where the page is a tumour's or a drug's."""

from collections.abc import Iterator, Sequence

from fusionanno.cli.knowledge.page_context import About, PageContext, wrapped
from fusionanno.knowledge import ages, dated, holds, starts
from fusionanno.model import Agency, ApprovalType, Assertion, AssertionKind, Direction
from fusionanno.renderers.outcomes import every_outcome

_AGENCIES = tuple(Agency)
_NAMED = {"AMP": "amp_level", "CIViC": "civic_level", "ESCAT": "escat"}


def in_force(page: PageContext) -> Iterator[str]:
    """Yield the labels that hold on the day, by group and drug."""
    labels = [fact for fact in _of(page, AssertionKind.LABEL) if holds(fact, page.as_of)]
    if not labels and page.about.kind is not About.TUMOR:
        yield f"  None on {page.as_of} that this knowledge base holds."
    for group, facts in _grouped(page, labels):
        yield f"  {group}"
        for drug in sorted({fact.drug for fact in facts}):
            yield f"    {drug}"
            for fact in sorted((fact for fact in facts if fact.drug == drug), key=_by_agency):
                yield from wrapped(f"{fact.agency:<5} {_life(fact, page)}: {_for_whom(fact, page)}", 6, 12)


def ended(page: PageContext) -> Iterator[str]:
    """Yield the labels that no longer hold on the day, with how and why."""
    gone = [
        fact for fact in _of(page, AssertionKind.LABEL) if fact.until is not None and fact.until <= page.as_of
    ]
    for fact in sorted(gone, key=lambda fact: (fact.until or page.as_of, fact.id), reverse=True):
        how = f"{fact.ended}: " if fact.ended and fact.ended not in (fact.until_because or "") else ""
        until = f"{dated(fact)} to {fact.until} ({how}{fact.until_because})"
        yield from wrapped(f"{fact.agency:<5} {fact.drug}, {until}: {_for_whom(fact, page)}", 2, 8)


def evidence(page: PageContext) -> Iterator[str]:
    """Yield the studies that were published by the day, those without benefit among them."""
    studies = [fact for fact in _of(page, AssertionKind.EVIDENCE) if holds(fact, page.as_of)]
    for group, facts in _grouped(page, studies):
        yield f"  {group}"
        for fact in sorted(facts, key=lambda fact: (fact.drug, fact.since, fact.id)):
            against = "NO BENEFIT FOUND: " if fact.direction is Direction.CONTRADICTS else ""
            numbers = f"; {every_outcome(fact.outcomes)}" if fact.outcomes else ""
            told = f"{fact.drug}, {dated(fact)}: {against}{fact.indication}{numbers}"
            note = f" {fact.note}" if fact.note else ""
            yield from wrapped(f"{told} ({_levels(fact)}).{note} {_mark(fact, page)}", 4, 8)


def investigational(page: PageContext) -> Iterator[str]:
    """Yield the drugs that are under way on the day."""
    under_way = [fact for fact in _of(page, AssertionKind.INVESTIGATIONAL) if holds(fact, page.as_of)]
    for fact in sorted(under_way, key=lambda fact: (fact.drug, fact.since, fact.id)):
        where = ", ".join(page.base.diseases.name(code) for code in fact.diseases)
        yield from wrapped(
            f"{fact.drug}, {dated(fact)}, {where}: {fact.indication} {_mark(fact, page)}", 2, 6
        )


def _of(page: PageContext, kind: AssertionKind) -> Iterator[Assertion]:
    return (fact for fact in page.facts if fact.kind is kind)


def _grouped(page: PageContext, facts: Sequence[Assertion]) -> Iterator[tuple[str, list[Assertion]]]:
    """Yield a gene's rows by tumour, a drug's or tumour's by target."""
    by_tumor = page.about.kind is About.GENE
    keys = dict.fromkeys(_key(fact, by_tumor) for fact in facts)
    for key in keys:
        names = [page.base.diseases.name(code) if by_tumor else code for code in key]
        yield ", ".join(names), [fact for fact in facts if _key(fact, by_tumor) == key]


def _key(fact: Assertion, by_tumor: bool) -> tuple[str, ...]:
    return fact.diseases if by_tumor else fact.genes


def _by_agency(fact: Assertion) -> tuple[object, ...]:
    return (
        _AGENCIES.index(fact.agency) if fact.agency else 0,
        starts(fact.since, fact.since_precision),
        fact.id,
    )


def _life(fact: Assertion, page: PageContext) -> str:
    """Return since when, and as what where it is not simply approved."""
    since = f"since {dated(fact)}"
    if fact.regular_since and fact.regular_since <= page.as_of:
        return f"{since} ({fact.approval_type}; regular since {fact.regular_since})"
    return since if fact.approval_type is ApprovalType.REGULAR else f"{since} ({fact.approval_type})"


def _for_whom(fact: Assertion, page: PageContext) -> str:
    parts = (fact.indication, _tumors_not_told(fact, page), fact.line or "", ages(fact))
    note = f" {fact.note}" if fact.note else ""
    return f"{'; '.join(part for part in parts if part)}.{note} {_mark(fact, page)}"


def _tumors_not_told(fact: Assertion, page: PageContext) -> str:
    """Return the tumours where neither the heading nor the indication tells them."""
    if page.about.kind is About.GENE:
        return ""
    told = fact.indication.casefold()
    codes = (code for code in fact.diseases if code.casefold() not in told)
    return ", ".join(name for code in codes if (name := page.base.diseases.name(code)).casefold() not in told)


def _levels(fact: Assertion) -> str:
    told = ((scale, getattr(fact, name)) for scale, name in _NAMED.items())
    return ", ".join(f"{scale} {level}" for scale, level in told if level)


def _mark(fact: Assertion, page: PageContext) -> str:
    of_numbers = (source for each in fact.outcomes for source in each.citations)
    return page.sources.mark(dict.fromkeys((*fact.citations, *of_numbers)))
