"""Fusions in words, one per line."""

import re
from collections.abc import Iterator, Sequence

from fusionanno.model import FusionCall, Partner, Source
from fusionanno.readers.base import NO_NUMBERS, Item, Kind, Reader, is_blank
from fusionanno.readers.lines import Lines

# Two names in capitals (C2orf44 too) with a joining sign between: enough to tell words about a fusion from a
# table's header, a log or a sequence. What the words mean is decided later, by the one parser that knows.
_GENE = r"[A-Z](?:[A-Z0-9@.-]|orf\d)+"
_TRANSCRIPT = r"(?:[NX][MR]_[\d.]+\()?"
_ASIDE = r"\)?(?:\{[^}]*\}|\([^)]*\))?(?::?\s*(?:exon|ex|e)?[ .]*\d+[a-z]?(?:[+-]\d+)?)?"
_JOIN = r"\s*(?:\(::\)|::|--|->|>>|[-/_+:;\u2013\u2014]|\bto\b)\s*"
_LOOKS_LIKE_A_FUSION = re.compile(
    rf"{_TRANSCRIPT}{_GENE}{_ASIDE}{_JOIN}{_TRANSCRIPT}{_GENE}(?!\S*,\S)[^\t|]*"
)


class TextReader(Reader):
    """A plain text file with one fusion per line, as one would say or write it.

    Any spelling that ``fusionanno name`` understands: ``EML4-ALK (E6:A20), 5.26%``. Lines that begin with
    ``#`` and blank lines are passed over. It is recognised unnamed only where every one of the first lines
    has two gene names in capitals and no tab; otherwise say ``--caller text``.
    """

    name = "text"
    title = "free text"
    kind = Kind.OWN
    versions = "1"
    coordinate_base = None
    support = NO_NUMBERS

    @property
    def recognised_by(self) -> str:
        return "lines such as EML4-ALK (E6:A20), without a header"

    @property
    def example(self) -> str:
        return "EML4-ALK (E6:A20), 5.26%\n"

    def recognises(self, head: Sequence[str]) -> bool:
        said = [line.strip() for line in head if not _is_silent(line)]
        return bool(said) and all(_LOOKS_LIKE_A_FUSION.fullmatch(line) for line in said)

    def read(self, lines: Lines) -> Iterator[Item]:
        for number, line in lines:
            if not _is_silent(line):
                yield self._call(line.strip(), Source(lines.path, number))

    def _call(self, text: str, source: Source) -> FusionCall:
        return FusionCall(self.name, Partner(None), Partner(None), described=text, source=source)


def _is_silent(line: str) -> bool:
    return is_blank(line) or line.lstrip().startswith("#")
