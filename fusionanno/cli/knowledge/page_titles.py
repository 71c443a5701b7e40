"""Title, structure rules, limits and sources of a page."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fusionanno.cli.knowledge.page_context import About, PageContext, wrapped
from fusionanno.knowledge import starts
from fusionanno.knowledge.facts import Drug
from fusionanno.knowledge.tables import DISEASES, ENTITIES, PROGNOSIS, THERAPIES, VARIANTS
from fusionanno.model import as_stated

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge

_REVIEW = "For research use. Labels are told in our words; the agency's own text decides."


def title(page: PageContext) -> Iterator[str]:
    """Yield what the page is about, as of when."""
    heading = {
        About.GENE: _gene, About.DRUG: _drug, About.TUMOR: _tumor, About.PARTNER: _partner,
        About.PAIR: _fusion, About.CLASS: _class,
    }[page.about.kind]  # fmt: skip
    yield from heading(page)
    known = page.base.known_when(page.as_of)
    when = "" if known == f"on {page.as_of}" else f", as known {known}"
    yield f"  As of {page.as_of}{when}. {_REVIEW}"


def _gene(page: PageContext) -> Iterator[str]:
    yield f"{page.about.name} fusions"
    if page.about.pair:
        yield f"  {'::'.join(page.about.pair)}: what names it comes first, then all on its target."


def _fusion(page: PageContext) -> Iterator[str]:
    yield page.about.name
    yield "  Neither gene is a target here on its side: no therapy is held for this fusion by its target."


def _partner(page: PageContext) -> Iterator[str]:
    yield f"{page.about.name} as a fusion partner"
    targets = ", ".join(targets_of(page.base, page.about.name))
    told = f"it is known here with {targets}; ask for their pages, or for one fusion, as in EML4::ALK"
    yield from wrapped(f"No drug is held against {page.about.name} itself{f': {told}' if targets else ''}.")


def _class(page: PageContext) -> Iterator[str]:
    yield f"{page.about.name}: the drugs of this class"


def drugs(page: PageContext) -> Iterator[str]:
    """Yield the drugs of a class: generation, targets, brands, first approval."""
    for drug in page.base.drugs.values() if page.about.kind is About.CLASS else ():
        if page.about.name in drug.classes:
            parts = (
                f"generation {drug.generation}" if drug.generation else "",
                f"targets {', '.join(drug.targets)}" if drug.targets else "",
                f"also {', '.join(drug.aliases)}" if drug.aliases else "",
                _approved(drug, page),
            )
            told = "; ".join(part for part in parts if part)
            yield from wrapped(f"{drug.name}: {told} {_sources(drug, page)}", 2, 6)


def targets_of(base: "Knowledge", partner: str) -> tuple[str, ...]:
    """Return the genes with a structure rule that rows join to a partner."""
    rules = {rule.gene for rule in base.targets}
    pairs = (
        (row.cells["five_prime"], row.cells["three_prime"])
        for table in (ENTITIES, PROGNOSIS, VARIANTS, THERAPIES)
        for row in base.rows(table)
    )
    return tuple(sorted({gene for pair in pairs if partner in pair for gene in pair} & rules - {partner}))


def _sources(drug: Drug, page: PageContext) -> str:
    """Mark the sources of a drug, but those that tell a day later than the page's."""
    days = {each: re.findall(r"\d{4}-\d\d-\d\d", f"{each.id} {each.title}") for each in drug.citations}
    return page.sources.mark(each for each, told in days.items() if max(told, default="") <= str(page.as_of))


def _approved(drug: Drug, page: PageContext) -> str:
    """Return the first approval where the day of the page knows it."""
    if drug.is_unapproved:
        return "no approval by FDA, EMA, PMDA or NMPA was found"
    if not drug.first_approval or starts(drug.first_approval, drug.first_approval_precision) > page.as_of:
        return ""
    approved = as_stated(drug.first_approval, drug.first_approval_precision)
    return f"first approval of any kind: {approved} ({drug.first_agency or 'agency not stated'})"


def _drug(page: PageContext) -> Iterator[str]:
    drug = page.base.drugs[page.about.name]
    yield drug.name
    generation = f", generation {drug.generation}" if drug.generation else ""
    yield f"  {', '.join(drug.classes)}{generation}; targets {', '.join(drug.targets) or 'not stated'}"
    ids = (("RxNorm", drug.rxnorm), ("NCIt", drug.ncit), ("ATC", drug.atc))
    told = [f"{name} {value}" for name, value in ids if value]
    told += [f"also {', '.join(drug.aliases)}"] if drug.aliases else []
    if told:
        yield from wrapped("; ".join(told))
    if approved := _approved(drug, page):
        yield f"  {approved[0].upper()}{approved[1:]}."
    yield f"  {_sources(drug, page)}"


def _tumor(page: PageContext) -> Iterator[str]:
    disease = page.base.diseases.disease(page.about.name)
    yield f"{disease.name} ({disease.code})"
    yield f"  {' > '.join(disease.path_names)}"
    row = next(row for row in page.base.rows(DISEASES) if row.cells["code"] == disease.code)
    names = (("ICD-O-3 ", "icdo3"), ("NCIt ", "ncit"), ("", "doid"))
    told = [f"{name}{row.cells[column]}" for name, column in names if row.cells.get(column)]
    if told:
        yield f"  {'; '.join(told)}"


def rules(page: PageContext) -> Iterator[str]:
    """Yield the structure that therapies of the page's gene ask for."""
    if page.about.kind is not About.GENE:
        return
    for rule in page.base.targets:
        if rule.gene == page.about.name:
            frame = "in frame" if rule.needs_frame else "frame not needed"
            lost = f", {rule.loses} domain lost" if rule.loses else ""
            told = f"{rule.gene} as the {rule.side} partner, {rule.keeps} whole, {frame}{lost}."
            note = f" {rule.note}" if rule.note else ""
            yield from wrapped(f"{told}{note} {page.sources.mark(rule.citations)}", 2, 6)


def limits(page: PageContext) -> Iterator[str]:
    """Yield what a reader must know of what is not here."""
    partial = dict.fromkeys(region for note in page.base.sources for region in note.incomplete)
    if partial:
        regions = " and ".join(partial)
        yield from wrapped(f"Of {regions} only a part of the approvals is held: a missing row says nothing.")
    yield from wrapped(
        "Guidelines (NCCN, ESMO) and OncoKB are licensed and not read: they may rank drugs or recommend some"
        " that are not here. Drugs are listed, not compared. What is absent here may still exist."
    )


def sources(page: PageContext) -> Iterator[str]:
    """Yield every source that the sections above cited, by number."""
    return page.sources.lines()
