"""What fusions mean for diagnosis and course, and the junctions that have names, on a page."""

from collections.abc import Iterator

from fusionanno.cli.knowledge.page_context import About, PageContext, wrapped
from fusionanno.knowledge import began
from fusionanno.knowledge.facts import EntityFact, PrognosisFact
from fusionanno.knowledge.fusion_level import pair_words
from fusionanno.knowledge.tables import VARIANTS


def prognosis(page: PageContext) -> Iterator[str]:
    """Yield what is published on the course with the page's fusions."""
    for fact in page.base.prognoses:
        if _concerns(fact, page):
            junction = f" {fact.junction}" if fact.junction else ""
            where = page.base.diseases.name(fact.disease)
            told = f"{pair_words(fact)}{junction} in {where}: {fact.direction}; {fact.meaning}"
            yield from wrapped(f"{told} {page.sources.mark(fact.citations)}", 2, 6)


def entities(page: PageContext) -> Iterator[str]:
    """Yield the diagnoses that the page's fusions point to."""
    for fact in page.base.entities:
        if _concerns(fact, page):
            often = f", {fact.frequency}" if fact.frequency else ""
            note = f". {fact.note}" if fact.note else ""
            told = f"{pair_words(fact)}: {fact.entity}, {fact.strength}{often}{note}"
            yield from wrapped(f"{told} {page.sources.mark(fact.citations)}", 2, 6)


def junctions(page: PageContext) -> Iterator[str]:
    """Yield the junctions of a gene's page that the literature describes, by pair; they have no days."""
    found: dict[str, list[str]] = {}
    for row in page.base.rows(VARIANTS):
        if _names(page, row.cells["five_prime"], row.cells["three_prime"]):
            pair = f"{row.cells['five_prime']}::{row.cells['three_prime']}"
            name = f" ({row.cells['name']})" if row.cells["name"] else ""
            found.setdefault(pair, []).append(f"{row.cells['junction']}{name}")
    for pair, told in found.items():
        yield from wrapped(f"{pair}  {', '.join(told)}", 2, 6)


def _concerns(fact: EntityFact | PrognosisFact, page: PageContext) -> bool:
    if began(fact) > page.as_of:
        return False
    if page.about.kind is not About.TUMOR:
        return _names(page, fact.five_prime, fact.three_prime)
    return page.about.name in (fact.disease, *page.base.diseases.ancestors(fact.disease))


def _names(page: PageContext, five_prime: str | None, three_prime: str | None) -> bool:
    """True where a row's partners are those of the page: its gene, or both of its fusion."""
    if page.about.kind is About.PAIR:
        return (five_prime, three_prime) == page.about.pair
    return page.about.kind in (About.GENE, About.PARTNER) and page.about.name in (five_prime, three_prime)
