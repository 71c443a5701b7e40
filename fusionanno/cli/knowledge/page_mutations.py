"""Mutations of the target on a page: a grid of drugs, and the ways round the target."""

import re
from collections.abc import Iterator, Sequence

from fusionanno.cli.knowledge.page_context import About, PageContext, wrapped
from fusionanno.knowledge import began
from fusionanno.knowledge.facts import ResistanceFact

_RESISTS, _ACTIVE, _DISPUTED, _UNKNOWN = "R", "a", "!", "."


def matrix(page: PageContext) -> Iterator[str]:
    """Yield a grid of mutations and drugs, with notes on drugs and the sources of each mutation below it."""
    facts = [fact for fact in page.base.resistance if _concerns(fact, page)]
    if not facts:
        return
    yield "  R resistant, a stays active, ! sources disagree, . not in this knowledge base"
    for gene in dict.fromkeys(fact.gene for fact in facts):
        of_gene = [fact for fact in facts if fact.gene == gene]
        yield from _grid(gene, of_gene)
        yield from _notes(of_gene, page)
        told = (f"{name} {_sources(_on(of_gene, name), page)}" for name in _mutations(of_gene))
        yield from wrapped(f"Sources: {'; '.join(told)}", 2, 6)


def bypasses(page: PageContext) -> Iterator[str]:
    """Yield changes of other genes that were published as ways round the target."""
    for fact in page.base.bypasses:
        known = began(fact) <= page.as_of
        if known and page.about.kind is About.GENE and fact.target == page.about.name:
            note = f". {fact.note}" if fact.note else ""
            yield from wrapped(f"{fact.gene} {fact.change}{note} {page.sources.mark(fact.citations)}", 2, 6)


def _concerns(fact: ResistanceFact, page: PageContext) -> bool:
    about = {About.GENE: fact.gene, About.DRUG: fact.drug}.get(page.about.kind)
    return about == page.about.name and began(fact) <= page.as_of


def _grid(gene: str, facts: Sequence[ResistanceFact]) -> Iterator[str]:
    drugs = sorted({fact.drug for fact in facts})
    mutations = _mutations(facts)
    left = max(len(f"{gene} {name}") for name in mutations) + 2
    yield f"  {'':<{left}}{'  '.join(drugs)}"
    for name in mutations:
        of_mutation = _on(facts, name)
        cells = (_cell([fact for fact in of_mutation if fact.drug == drug]) for drug in drugs)
        row = "  ".join(f"{cell:<{len(drug)}}" for cell, drug in zip(cells, drugs, strict=True))
        yield f"  {f'{gene} {name}':<{left}}{row}".rstrip()


def _notes(facts: Sequence[ResistanceFact], page: PageContext) -> Iterator[str]:
    """Yield each note once, after the mutations that it is about, with their drugs where it is not on all."""
    for note in dict.fromkeys(fact.note for fact in facts if fact.note):
        noted = [fact for fact in facts if fact.note == note]
        told = dict.fromkeys(_noted(fact, noted, facts) for fact in noted)
        yield from wrapped(f"{'; '.join(told)}: {note} {_sources(noted, page)}", 2, 6)


def _noted(fact: ResistanceFact, noted: Sequence[ResistanceFact], facts: Sequence[ResistanceFact]) -> str:
    """Return the mutations of a row, and the drugs of them that have its note unless all have."""
    name = "/".join(fact.mutations)
    drugs = dict.fromkeys(each.drug for each in noted if each.mutations == fact.mutations)
    rows = [each for each in facts if set(fact.mutations).intersection(each.mutations)]
    return name if all(each in noted for each in rows) else f"{name}, {', '.join(drugs)}"


def _sources(facts: Sequence[ResistanceFact], page: PageContext) -> str:
    return page.sources.mark(dict.fromkeys(each for fact in facts for each in fact.citations))


def _mutations(facts: Sequence[ResistanceFact]) -> list[str]:
    return sorted({name for fact in facts for name in fact.mutations}, key=_residue)


def _on(facts: Sequence[ResistanceFact], mutation: str) -> list[ResistanceFact]:
    return [fact for fact in facts if mutation in fact.mutations]


def _residue(mutation: str) -> tuple[bool, int, str]:
    """Sort by residue, several mutations together after single ones."""
    digits = re.search(r"\d+", mutation)
    return "+" in mutation, int(digits[0]) if digits else 0, mutation


def _cell(facts: Sequence[ResistanceFact]) -> str:
    """What was seen in one tumour alone disputes no row of any tumour; its note is below the grid."""
    said = {fact.resists for fact in facts if not fact.diseases} or {fact.resists for fact in facts}
    if len(said) > 1:
        return _DISPUTED
    return {(): _UNKNOWN, (True,): _RESISTS, (False,): _ACTIVE}[tuple(said)]
