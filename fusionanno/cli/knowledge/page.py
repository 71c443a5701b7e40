"""The page of one gene, drug or tumour: what holds, since when, for whom, and what speaks against it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from fusionanno.cli.knowledge import page_context, page_labels, page_meaning, page_mutations, page_titles
from fusionanno.cli.knowledge.kinds import KINDS, Wanted, rows
from fusionanno.cli.knowledge.page_context import About, PageContext, Subject
from fusionanno.errors import UnknownName

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge

_Section = Callable[[PageContext], Iterator[str]]
_SECTIONS: tuple[tuple[str, _Section], ...] = (
    ("", page_titles.title),
    ("WHAT A FUSION MUST LOOK LIKE", page_titles.rules),
    ("LABELS IN FORCE", page_labels.in_force),
    ("LABELS THAT ENDED", page_labels.ended),
    ("PUBLISHED EVIDENCE", page_labels.evidence),
    ("IN TRIALS OR UNDER REVIEW (no label is claimed)", page_labels.investigational),
    ("MUTATIONS OF THE TARGET (they count where they are reported beside the fusion)", page_mutations.matrix),
    ("WAYS ROUND THE TARGET (published; no advice follows)", page_mutations.bypasses),
    ("COURSE OF DISEASE", page_meaning.prognosis),
    ("DIAGNOSTIC MEANING", page_meaning.entities),
    ("NAMED JUNCTIONS", page_meaning.junctions),
    ("WHAT THIS PAGE DOES NOT TELL", page_titles.limits),
    ("SOURCES", page_titles.sources),
)
"""A section without lines is left out; the sources come last, as they number what stands above."""


def subject(base: "Knowledge", name: str) -> Subject:
    """Return what a name means: a gene of the base, else a drug by name or brand, else a tumour.

    Raises UnknownName with near names.
    """
    genes = {rule.gene for rule in base.targets} | {fact.gene for fact in base.resistance}
    if name.upper() in genes:
        return Subject(About.GENE, name.upper())
    for drug in base.drugs.values():
        if name.casefold() in (drug.name, *(alias.casefold() for alias in drug.aliases)):
            return Subject(About.DRUG, drug.name)
    try:
        return Subject(About.TUMOR, base.diseases.find(name).code)
    except UnknownName as error:
        import difflib  # only a wrong name pays for it

        brands = [alias for drug in base.drugs.values() for alias in (drug.name, *drug.aliases)]
        near = difflib.get_close_matches(name.casefold(), [brand.casefold() for brand in brands], n=2)
        near += difflib.get_close_matches(name.upper(), genes, n=2)
        what = "gene, drug or tumour"
        raise UnknownName(what, name, near or error.candidates) from error


def page_of(base: "Knowledge", about: Subject, as_of: date) -> Iterator[str]:
    """Yield the lines of the page as of a day."""
    context = page_context.context_of(base, about, as_of)
    for heading, section in _SECTIONS:
        lines = list(section(context))
        if lines:
            yield from ([heading] if heading else [])
            yield from lines
            yield ""


def rows_of(base: "Knowledge", about: Subject, as_of: date | None) -> dict[str, list[dict[str, str]]]:
    """Return the rows of the page by kind, as their tables have them; without a day, those of every day."""
    wanted = {
        About.GENE: lambda: Wanted(gene=about.name, as_of=as_of),
        About.DRUG: lambda: Wanted(drugs=(about.name,), as_of=as_of),
        About.TUMOR: lambda: Wanted(tumor=base.diseases.disease(about.name), as_of=as_of),
    }[about.kind]()
    found = {kind.name: [dict(row.cells) for row in rows(base, kind, wanted)] for kind in KINDS}
    return {kind: cells for kind, cells in found.items() if cells}
