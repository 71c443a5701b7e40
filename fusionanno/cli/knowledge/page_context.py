"""What every section of a page is given: the subject, the day, its rows, and the numbering of sources."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from fusionanno.model import Assertion, Citation, MatchLevel

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge

WIDTH = 110


class About(StrEnum):
    GENE = "target gene"
    DRUG = "drug"
    TUMOR = "tumour"


class Subject(NamedTuple):
    """What a page is about: its symbol, name or code."""

    kind: About
    name: str


class Sources:
    """Numbers sources in the order in which the page first cites them."""

    def __init__(self) -> None:
        self._cited: dict[Citation, int] = {}

    def mark(self, citations: Iterable[Citation]) -> str:
        """Return the numbers, such as "[3, 4]"; empty where nothing is cited."""
        numbers = [self._cited.setdefault(each, len(self._cited) + 1) for each in citations]
        return f"[{', '.join(map(str, numbers))}]" if numbers else ""

    def lines(self) -> Iterator[str]:
        """Yield every cited source with its address."""
        for citation, number in self._cited.items():
            told = (citation.id, citation.title, citation.url or "")
            yield f"  [{number}] {'  '.join(part for part in told if part)}"


@dataclass(frozen=True, slots=True)
class PageContext:
    """A page's subject on a day; facts are its labels and studies of every day."""

    base: "Knowledge"
    about: Subject
    as_of: date
    facts: tuple[Assertion, ...]
    sources: Sources = field(default_factory=Sources)

    @property
    def genes(self) -> tuple[str, ...]:
        """The gene of the page, or the targets of its drug."""
        if self.about.kind is About.GENE:
            return (self.about.name,)
        return tuple(dict.fromkeys(gene for fact in self.facts for gene in fact.genes))


def context_of(base: "Knowledge", about: Subject, as_of: date) -> PageContext:
    """Gather the rows of a page."""
    facts = tuple(fact for fact in base.assertions if _concerns(base, about, fact))
    return PageContext(base, about, as_of, facts)


def _concerns(base: "Knowledge", about: Subject, fact: Assertion) -> bool:
    if about.kind is About.GENE:
        return about.name in fact.genes
    if about.kind is About.DRUG:
        return about.name in fact.drug.split(" + ")
    tumor = base.diseases.disease(about.name)
    return base.diseases.meet(tumor, fact.diseases)[0] is not MatchLevel.OTHER_TUMOUR


def wrapped(text: str, indent: int = 2, hang: int | None = None) -> list[str]:
    """Return the text as lines of the page, indented; hang is the indent of the lines that follow."""
    after = " " * (indent + 4 if hang is None else hang)
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=after, break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
