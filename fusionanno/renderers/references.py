"""The numbered list of sources, and where each can be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fusionanno.model import Citation

_ADDRESSES = (
    (r"PMID:?\s*(\d+)", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    (r"(PMC\d+)", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    (r"DOI:?\s*(10\..+)", "https://doi.org/{}"),
    (r"(NCT\d{8})", "https://clinicaltrials.gov/study/{}"),
    (r"(?:CIViC:?)?EID:?(\d+)", "https://civicdb.org/links/evidence/{}"),
    (r"(https?://\S+)", "{}"),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered source; url is None where it has no address that can be linked."""

    number: int
    citation: Citation
    url: str | None

    @property
    def shown(self) -> str:
        """What a reader of the paper can look up: a public identifier, else the address itself."""
        is_public = any(re.fullmatch(pattern, self.citation.id, re.IGNORECASE) for pattern, _ in _ADDRESSES)
        return self.citation.id if is_public or self.url is None else self.url.split("://", 1)[1]

    @property
    def title(self) -> str:
        """The title, unless it only repeats the identifier."""
        return "" if self.shown in self.citation.title else self.citation.title


def address(citation: Citation) -> str | None:
    """Return a web address for a citation, its own first; None where there is none. Only http and https.

    >>> address(Citation("PMID:25028698"))
    'https://pubmed.ncbi.nlm.nih.gov/25028698/'
    >>> address(Citation("label", url="javascript:alert(1)")) is None
    True
    """
    if citation.url and re.match(r"https?://\S+$", citation.url):
        return citation.url
    for pattern, form in _ADDRESSES:
        if match := re.fullmatch(pattern, citation.id.strip(), re.IGNORECASE):
            return form.format(match[1])
    return None


class References:
    """Numbers in order of first mention. Built whole before anything is printed, then only read."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        first: dict[str, Citation] = {}
        for citation in citations:
            first.setdefault(citation.id, citation)
        self.all = tuple(
            Reference(number, citation, address(citation))
            for number, citation in enumerate(first.values(), start=1)
        )
        self._numbers = {reference.citation.id: reference for reference in self.all}

    def of(self, citations: Iterable[Citation]) -> tuple[Reference, ...]:
        """Return the references of some citations, by number; KeyError for one that was never listed."""
        found = {self._numbers[citation.id].number: self._numbers[citation.id] for citation in citations}
        return tuple(found[number] for number in sorted(found))
