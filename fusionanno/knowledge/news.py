"""What changed between two days, one sentence each: in the whole base here, in a case in case_news."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from fusionanno.knowledge.dates import Dated, began, begun, is_by, why_ended
from fusionanno.knowledge.fusion_level import is_event_row, pair_words
from fusionanno.knowledge.prognosis import fusion_of
from fusionanno.model import (
    ApprovalType,
    Assertion,
    AssertionKind,
    Citation,
    Direction,
    Disease,
    LabelEnd,
    MatchLevel,
    News,
)

if TYPE_CHECKING:
    from fusionanno.knowledge.base import Knowledge

_Row = TypeVar("_Row", bound=Dated)
_SOLID = "SOLID"
_HEADS = {AssertionKind.EVIDENCE: "published", AssertionKind.INVESTIGATIONAL: "under investigation"}


def changes(
    knowledge: "Knowledge", start: date, end: date, gene: str | None = None, disease: Disease | None = None
) -> tuple[News, ...]:
    """Return what the base knew by `end` and not yet on `start`, in the order of days.

    A row of which only the day by which it was seen is known is told of a label alone, and says so.
    Labels that began, became regular or ended, studies, resistance, ways round a target, diagnoses and
    prognosis; numbers of trials come with their study. gene is a target or a partner; of a disease what
    reaches it or is of a kind of it, and what is of no disease only where a gene is named.
    """
    wanted = _Wanted(knowledge, gene.upper() if gene else None, disease)
    told = (*_of_statements(wanted), *_of_resistance(wanted), *_of_fusions(wanted))
    found = sorted((each for each in told if start < each.day <= end), key=lambda each: (each.day, each.what))
    return in_order(found)


class _Wanted:
    """The rows of a base that are asked for."""

    def __init__(self, knowledge: "Knowledge", gene: str | None, disease: Disease | None) -> None:
        self.base, self.gene, self.disease = knowledge, gene, disease
        self.has_any_disease = disease is None or gene is not None

    def of_gene(self, *genes: str | None) -> bool:
        return self.gene is None or self.gene in genes

    def reaches(self, *codes: str, but_not: Sequence[str] = ()) -> bool:
        tree = self.base.diseases
        if self.disease is None or tree.meet(self.disease, codes, but_not)[0] is not MatchLevel.OTHER_TUMOUR:
            return True
        return any(tree.is_narrower(code, self.disease) for code in codes)


def _of_statements(wanted: _Wanted) -> Iterator[News]:
    facts = {fact.id: fact for fact in wanted.base.assertions}
    before = {fact.replaced_by: fact for fact in facts.values() if fact.replaced_by}
    for fact in facts.values():
        genes = (*fact.genes, fact.five_prime, fact.three_prime)
        if wanted.of_gene(*genes) and wanted.reaches(*fact.diseases, but_not=fact.but_not):
            if fact.agency or not is_by(fact):
                yield News(began(fact), _beginning(fact, before.get(fact.id)), fact.citations)
            if fact.regular_since:
                yield News(fact.regular_since, conversion(fact), fact.citations)
            if fact.until and not _is_followed(fact, facts.get(fact.replaced_by or "")):
                yield News(fact.until, ending(fact), fact.citations)


def _of_resistance(wanted: _Wanted) -> Iterator[News]:
    if not wanted.has_any_disease:
        return
    for row in _with_day(wanted.base.resistance):
        if wanted.of_gene(row.gene) and (not row.diseases or wanted.reaches(*row.diseases)):
            mutations = "/".join(row.mutations)
            what = effect(f"{row.gene} {mutations}", row.drug, resists=row.resists)
            yield News(began(row), f"{what} ({row.evidence})", row.citations)
    for each in _with_day(wanted.base.bypasses):
        if wanted.of_gene(each.target, each.gene):
            what = f"published: bypass of {each.target} through {each.change} of {each.gene}"
            if each.bound_drug:
                what = f"published: {each.gene} {each.change}: resistance to it"
            yield News(began(each), what, each.citations)


def _of_fusions(wanted: _Wanted) -> Iterator[News]:
    for each in _with_day(wanted.base.entities):
        if wanted.of_gene(each.five_prime, each.three_prime) and wanted.reaches(each.disease):
            what = diagnosis(pair_words(each), each.entity, each.strength)
            yield News(began(each), what, each.citations)
    for row in _with_day(wanted.base.prognoses):
        if wanted.of_gene(row.five_prime, row.three_prime) and wanted.reaches(row.disease):
            what = course(fusion_of(row), row.disease, row.direction, row.meaning)
            yield News(began(row), what, row.citations)


def _with_day(rows: Iterable[_Row]) -> Iterator[_Row]:
    return (row for row in rows if not is_by(row))


def subject(fact: Assertion) -> str:
    """Return who says it of which drug, fusion and tumour: "FDA: crizotinib, ALK+ IMT"."""
    who = fact.agency or _HEADS.get(fact.kind, fact.kind.value)
    where = "/".join("any solid tumour" if code == _SOLID else code for code in fact.diseases)
    return f"{who}: {fact.drug}, {_fusion(fact)} {where}".rstrip()


def _fusion(fact: Assertion) -> str:
    if is_event_row(fact):
        return fact.junction or ""
    named = pair_words(fact) if fact.five_prime or fact.three_prime else "/".join(fact.genes)
    return f"{named} {fact.junction}" if fact.junction else f"{named}+"


def _beginning(fact: Assertion, before: Assertion | None) -> str:
    """Return what began, with its indication, and which row it follows."""
    line = f", {fact.line}" if fact.line and fact.agency else ""
    told = f"{fact.indication}{line}"
    if fact.direction is Direction.CONTRADICTS:
        told = f"against a benefit: {told}"
    if fact.agency:
        is_opinion = fact.approval_type is ApprovalType.OPINION
        told = f"{'recommended' if is_opinion else f'approved ({fact.approval_type})'}: {told}"
    follows = f"; in place of the label {begun(before)}" if before else ""
    return f"{subject(fact)}: {told}{follows}{by_then(fact)}"


def by_then(fact: Assertion) -> str:
    """Return that the day of a label's start is not known; empty where it is."""
    return f"; {begun(fact)}, the day is not known" if is_by(fact) else ""


def conversion(fact: Assertion) -> str:
    return f"{subject(fact)}: became regular (was {fact.approval_type})"


def ending(fact: Assertion) -> str:
    why = why_ended(fact)
    told = (fact.until_because or "").startswith(f"{fact.ended} ")
    return f"{subject(fact)}: {fact.ended}{' ' if told else ': '}{why}"


def _is_followed(fact: Assertion, after: Assertion | None) -> bool:
    """True where the row that follows tells it: a superseded label did not end for anybody."""
    return fact.ended is LabelEnd.SUPERSEDED and after is not None


def effect(variant: str, drug: str, *, resists: bool) -> str:
    told = f"resistant to {drug}" if resists else f"{drug} retains activity"
    return f"published: {variant}: {told}"


def diagnosis(fusion: str, entity: str, strength: str) -> str:
    return f"published: {fusion}: {entity} ({strength})"


def course(fusion: str, disease: str, direction: str, meaning: str) -> str:
    return f"published: {fusion}, {disease}: {direction}: {meaning.rstrip('.')}"


def in_order(news: Iterable[News]) -> tuple[News, ...]:
    """Return each once, by day and with all its sources; those of one day keep their order."""
    cited: dict[tuple[date, str], dict[Citation, None]] = {}
    for each in news:
        cited.setdefault((each.day, each.what), {}).update(dict.fromkeys(each.citations))
    found = (News(day, what, tuple(sources)) for (day, what), sources in cited.items())
    return tuple(sorted(found, key=lambda each: each.day))
