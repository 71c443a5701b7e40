"""Labels and studies on a page: by tumour, or by target where the page is a tumour's or a drug's."""

from collections.abc import Iterable, Iterator, Sequence

from fusionanno.cli.knowledge.page_context import About, PageContext, wrapped
from fusionanno.knowledge import ages, began, begun, dated, holds
from fusionanno.model import Agency, ApprovalType, Assertion, AssertionKind, Direction
from fusionanno.renderers.outcomes import every_outcome

_AGENCIES = tuple(Agency)
_BY_TUMOR = (About.GENE, About.PARTNER, About.PAIR)
_NAMED = {"AMP": "amp_level", "CIViC": "civic_level", "ESCAT": "escat"}


def at_a_glance(page: PageContext) -> Iterator[str]:
    """Yield one line per tumour of a gene's page: its drugs, each with the agencies whose label holds."""
    if page.about.kind is not About.GENE:
        return
    for group, facts in _grouped(page, _in_force(page)):
        agencies = {drug: _agencies(facts, drug) for drug in sorted({fact.drug for fact in facts})}
        told = "; ".join(f"{drug} {' '.join(those)}" for drug, those in agencies.items())
        yield from wrapped(f"{group}: {told}", 2, 6)


def _agencies(facts: Sequence[Assertion], drug: str) -> list[Agency]:
    return [each for each in _AGENCIES if any((fact.drug, fact.agency) == (drug, each) for fact in facts)]


def in_force(page: PageContext) -> Iterator[str]:
    """Yield the labels that hold on the day, by group and drug, and the agencies that have none."""
    if page.about.kind in (About.CLASS, About.PAIR):
        return
    labels = _in_force(page)
    if not labels:
        if page.about.kind is About.PARTNER:
            return
        of_all = f" for every {page.base.diseases.name(page.about.name)}" if page.narrower else ""
        yield f"  None{of_all} on {page.as_of} that this knowledge base holds."
        return
    yield from _told(_grouped(page, labels), page)
    silent = [agency for agency in _AGENCIES if agency not in {fact.agency for fact in labels}]
    if silent:
        yield f"  No label of {' or '.join(filter(None, (', '.join(silent[:-1]), silent[-1])))} is held."


def of_kinds(page: PageContext) -> Iterator[str]:
    """Yield the labels in force for kinds of the page's tumour, each under its own tumour."""
    labels = _in_force(page, page.narrower)
    if labels:
        yield "  They hold where the tumour is of that kind; studies stand on the page of each kind."
    yield from _told(_by_keys(page, labels, by_tumor=True), page)


def of_pair(page: PageContext) -> Iterator[str]:
    """Yield the labels in force, one line each, of a page of one fusion."""
    for fact in sorted(_in_force(page), key=lambda fact: (fact.drug, *_by_agency(fact))):
        where = ", ".join(page.base.diseases.name(code) for code in _tumors(fact, page))
        told = f"{fact.drug}, {fact.agency} {_life(fact, page)}, {where}: {_for_whom(fact, page)}"
        yield from wrapped(told, 4, 8)


def _in_force(page: PageContext, facts: Sequence[Assertion] | None = None) -> list[Assertion]:
    among = page.facts if facts is None else facts
    return [fact for fact in among if fact.kind is AssertionKind.LABEL and holds(fact, page.as_of)]


def _told(groups: Iterable[tuple[str, list[Assertion]]], page: PageContext) -> Iterator[str]:
    for group, facts in groups:
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
        until = f"{dated(fact)} to {fact.ended_on} ({how}{fact.until_because})"
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
        where = ", ".join(page.base.diseases.name(code) for code in _tumors(fact, page))
        yield from wrapped(
            f"{fact.drug}, {dated(fact)}, {where}: {fact.indication} {_mark(fact, page)}", 2, 6
        )


def _of(page: PageContext, kind: AssertionKind) -> Iterator[Assertion]:
    return (fact for fact in page.facts if fact.kind is kind)


def _grouped(page: PageContext, facts: Sequence[Assertion]) -> Iterator[tuple[str, list[Assertion]]]:
    """Yield a gene's or a fusion's rows by tumour, a drug's or tumour's by target."""
    return _by_keys(page, facts, by_tumor=page.about.kind in _BY_TUMOR)


def _by_keys(
    page: PageContext, facts: Sequence[Assertion], *, by_tumor: bool
) -> Iterator[tuple[str, list[Assertion]]]:
    key = (lambda fact: _tumors(fact, page)) if by_tumor else (lambda fact: fact.genes)
    for group in dict.fromkeys(map(key, facts)):
        names = [page.base.diseases.name(code) if by_tumor else code for code in group]
        yield ("; " if by_tumor else ", ").join(names), [fact for fact in facts if key(fact) == group]


def _tumors(fact: Assertion, page: PageContext) -> tuple[str, ...]:
    """Return the tumours of a row; of one for a pair that fixes the kind not the broad codes beside it."""
    if not (fact.five_prime and fact.three_prime):
        return fact.diseases
    above = {code for each in fact.diseases for code in page.base.diseases.ancestors(each)}
    return tuple(code for code in fact.diseases if code not in above)


def _by_agency(fact: Assertion) -> tuple[object, ...]:
    return (
        _AGENCIES.index(fact.agency) if fact.agency else 0,
        began(fact),
        fact.id,
    )


def _life(fact: Assertion, page: PageContext) -> str:
    """Return since when, and as what where it is not simply approved."""
    since = begun(fact)
    if fact.regular_since and fact.regular_since <= page.as_of:
        return f"{since} ({fact.approval_type}; regular since {fact.regular_since})"
    return since if fact.approval_type is ApprovalType.REGULAR else f"{since} ({fact.approval_type})"


def _for_whom(fact: Assertion, page: PageContext) -> str:
    parts = (fact.indication, _tumors_not_told(fact, page), fact.line or "", ages(fact))
    note = f" {fact.note}" if fact.note else ""
    return f"{'; '.join(part for part in parts if part)}.{note} {_mark(fact, page)}"


def _tumors_not_told(fact: Assertion, page: PageContext) -> str:
    """Return the tumours where neither the heading nor the indication tells them."""
    if page.about.kind in _BY_TUMOR:
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
