"""What every section of a page is given: the subject, the day, its rows, and the numbering of sources."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from fusionanno.model import Assertion, Citation, MatchLevel

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge

WIDTH = 110


class About(StrEnum):
    GENE = "target gene"
    DRUG = "drug"
    TUMOR = "tumour"
    PARTNER = "partner"
    PAIR = "fusion"
    CLASS = "class of drugs"


class Subject(NamedTuple):
    """What a page is about: its symbol, name or code; pair is the fusion that was asked for."""

    kind: About
    name: str
    pair: tuple[str, str] | None = None


class Sources:
    """Numbers sources in the order in which the page first cites them."""

    def __init__(self) -> None:
        self._cited: dict[Citation, int] = {}

    def mark(self, citations: Iterable[Citation]) -> str:
        """Return the numbers, such as "[3, 4]" or "[3-6, 9]"; empty where nothing is cited."""
        numbers = sorted(self._cited.setdefault(each, len(self._cited) + 1) for each in citations)
        return f"[{', '.join(_runs(numbers))}]" if numbers else ""

    def lines(self) -> Iterator[str]:
        """Yield every cited source with its address."""
        for citation, number in self._cited.items():
            told = (citation.id, citation.title, citation.url or "")
            yield f"  [{number}] {'  '.join(part for part in told if part)}"


@dataclass(frozen=True, slots=True)
class PageContext:
    """A page's subject on a day; facts are its labels and studies of every day.

    narrower are the statements for kinds of the page's tumour.
    """

    base: "Knowledge"
    about: Subject
    as_of: date
    facts: tuple[Assertion, ...]
    narrower: tuple[Assertion, ...] = ()
    sources: Sources = field(default_factory=Sources)


def context_of(base: "Knowledge", about: Subject, as_of: date) -> PageContext:
    """Gather the rows of a page."""
    facts = tuple(fact for fact in base.assertions if _concerns(base, about, fact))
    return PageContext(base, about, as_of, facts, _narrower(base, about, facts))


def of_pair(page: PageContext, pair: tuple[str, str]) -> PageContext:
    """Return the part of a page that names this fusion; its sources are numbered with the page's."""
    facts = tuple(fact for fact in page.facts if (fact.five_prime, fact.three_prime) == pair)
    return replace(page, about=Subject(About.PAIR, "::".join(pair), pair), facts=facts)


def _narrower(base: "Knowledge", about: Subject, facts: tuple[Assertion, ...]) -> tuple[Assertion, ...]:
    if about.kind is not About.TUMOR:
        return ()
    tumor, held = base.diseases.disease(about.name), {fact.id for fact in facts}
    return tuple(
        fact
        for fact in base.assertions
        if fact.id not in held and any(base.diseases.is_narrower(code, tumor) for code in fact.diseases)
    )


def _concerns(base: "Knowledge", about: Subject, fact: Assertion) -> bool:
    if about.kind is About.GENE:
        return about.name in fact.genes
    if about.kind is About.DRUG:
        return about.name in fact.drug.split(" + ")
    if about.kind is About.PARTNER:
        return about.name in (fact.five_prime, fact.three_prime)
    if about.kind is not About.TUMOR:
        return about.pair is not None and (fact.five_prime, fact.three_prime) == about.pair
    tumor = base.diseases.disease(about.name)
    return base.diseases.meet(tumor, fact.diseases)[0] is not MatchLevel.OTHER_TUMOUR


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Yield the numbers, three or more in a row as "3-6"."""
    for _, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        run = [number for _, number in group]
        if len(run) > 2:
            yield f"{run[0]}-{run[-1]}"
        else:
            yield from map(str, run)


def wrapped(text: str, indent: int = 2, hang: int | None = None) -> list[str]:
    """Return the text as lines of the page, indented; hang is the indent of the lines that follow."""
    after = " " * (indent + 4 if hang is None else hang)
    return textwrap.wrap(
        text, WIDTH, initial_indent=" " * indent, subsequent_indent=after, break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
