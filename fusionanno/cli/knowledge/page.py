"""The page of one gene, drug or tumour: what holds, since when, for whom, and what speaks against it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from fusionanno.cli.knowledge import (
    names,
    page_context,
    page_labels,
    page_meaning,
    page_mutations,
    page_titles,
)
from fusionanno.cli.knowledge.kinds import KINDS, Wanted, rows
from fusionanno.cli.knowledge.page_context import About, PageContext, Subject

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge

_Section = Callable[[PageContext], Iterator[str]]


def _pair(page: PageContext) -> Iterator[str]:
    """Yield what names the fusion that was asked for, on the page of its target."""
    if page.about.pair is None or page.about.kind is not About.GENE:
        return
    part = page_context.of_pair(page, page.about.pair)
    sections: tuple[tuple[str, _Section], ...] = (
        ("Labels in force", page_labels.of_pair), ("Studies", page_labels.evidence),
        ("Course of disease", page_meaning.prognosis), ("Diagnoses", page_meaning.entities),
        ("Named junctions (undated)", page_meaning.junctions),
    )  # fmt: skip
    for heading, section in sections:
        if lines := list(section(part)):
            yield f"  {heading}"
            yield from (f"  {line}" for line in lines)


_SECTIONS: tuple[tuple[str, _Section], ...] = (
    ("", page_titles.title),
    ("DRUGS", page_titles.drugs),
    ("WHAT NAMES THIS FUSION", _pair),
    ("WHAT A FUSION MUST LOOK LIKE (undated)", page_titles.rules),
    ("LABELS AT A GLANCE", page_labels.at_a_glance),
    ("LABELS IN FORCE", page_labels.in_force),
    ("LABELS FOR KINDS OF THIS TUMOUR", page_labels.of_kinds),
    ("PUBLISHED EVIDENCE", page_labels.evidence),
    ("IN TRIALS OR UNDER REVIEW (no label is claimed)", page_labels.investigational),
    ("MUTATIONS OF THE TARGET (they count where they are reported beside the fusion)", page_mutations.matrix),
    ("WAYS ROUND THE TARGET (published; no advice follows)", page_mutations.bypasses),
    ("LABELS THAT ENDED", page_labels.ended),
    ("COURSE OF DISEASE", page_meaning.prognosis),
    ("DIAGNOSTIC MEANING", page_meaning.entities),
    ("NAMED JUNCTIONS (undated)", page_meaning.junctions),
    ("WHAT THIS PAGE DOES NOT TELL", page_titles.limits),
    ("SOURCES", page_titles.sources),
)
"""A section without lines is left out; the sources come last, as they number what stands above."""


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
        About.PARTNER: lambda: Wanted(gene=about.name, as_of=as_of),
        About.PAIR: lambda: Wanted(pair=about.pair, as_of=as_of),
        About.CLASS: lambda: Wanted(drugs=names.drugs_of_class(base, about.name), as_of=as_of),
        About.TUMOR: lambda: Wanted(tumor=base.diseases.disease(about.name), as_of=as_of),
    }[about.kind]()
    found = {kind.name: [dict(row.cells) for row in rows(base, kind, wanted)] for kind in KINDS}
    return {kind: cells for kind, cells in found.items() if cells}
