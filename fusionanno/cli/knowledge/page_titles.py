"""Title, structure rules, limits and sources of a page."""

from collections.abc import Iterator

from fusionanno.cli.knowledge.page_context import About, PageContext, wrapped
from fusionanno.knowledge.tables import DISEASES

_REVIEW = "For research use. Labels are told in our words; the agency's own text decides."


def title(page: PageContext) -> Iterator[str]:
    """Yield what the page is about, as of when."""
    heading = {About.GENE: _gene, About.DRUG: _drug, About.TUMOR: _tumor}[page.about.kind]
    yield from heading(page)
    yield f"  As of {page.as_of}. {_REVIEW}"


def _gene(page: PageContext) -> Iterator[str]:
    yield f"{page.about.name} fusions"


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
    if drug.first_approval:
        agency = drug.first_agency or "agency not stated"
        approved = str(drug.first_approval)[: {"year": 4, "month": 7}.get(drug.first_approval_precision, 10)]
        yield f"  First approval of any kind: {approved} ({agency})"
    if drug.is_unapproved:
        yield "  No approval by FDA, EMA, PMDA or NMPA was found."
    yield f"  {page.sources.mark(drug.citations)}"


def _tumor(page: PageContext) -> Iterator[str]:
    disease = page.base.diseases.disease(page.about.name)
    yield f"{disease.name} ({disease.code})"
    yield f"  {' > '.join(disease.path_names)}"
    row = next(row for row in page.base.rows(DISEASES) if row.cells["code"] == disease.code)
    names = (("ICD-O-3", "icdo3"), ("NCIt", "ncit"), ("DOID", "doid"))
    told = [f"{name} {row.cells[column]}" for name, column in names if row.cells.get(column)]
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
