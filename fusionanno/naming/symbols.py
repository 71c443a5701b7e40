"""Finding the two genes in words whose separator may also be part of a symbol (NKX2-1-IGH, MT-ND2--ALK)."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

IsSymbol = Callable[[str], bool]
"""True for a current or old gene symbol, a gene id or a region such as IGH."""

_STRONG = re.compile(r"::|--|>>|->|=>")
_ANY = re.compile(r"::|--|>>|->|=>|[-/:_+|&~.,;\s]")
_EDGES = " \t-/:_+|&~.,;<>="
_UNKNOWN_PARTNER = "?"
_NO_ORDER = frozenset("/;")
"""Separators of two genes that say nothing of which is 5', as cytogenetic reports use them."""


class GenePair(NamedTuple):
    """The symbols as they stand, None for "?"; is_ordered: what is between them says that the first is 5'."""

    first: str | None
    second: str | None
    is_ordered: bool

    @property
    def genes(self) -> tuple[str | None, str | None]:
        return self.first, self.second


def split_pair(text: str, is_symbol: IsSymbol) -> GenePair:
    """Return the two symbols.

    An explicit joint (::, --, >>, ->) decides where there is one; otherwise every separator is tried, and
    only one split may give two symbols. ValueError tells the possible readings, or the part that is no gene.
    """
    words = text.strip(_EDGES)
    found = set(_readings(words, is_symbol))
    if len(found) == 1:
        return found.pop()
    if found:
        readings = " or ".join(sorted(f"{each.first or '?'}::{each.second or '?'}" for each in found))
        msg = f"several gene pairs fit {words!r}: {readings}; write '::' between the two genes"
        raise ValueError(msg)
    raise ValueError(_why_none(words, is_symbol))


def known_symbol(text: str, is_symbol: IsSymbol) -> str | None:
    """Return the spelling that is a symbol: as written, in capitals, or C11orf95 for c11orf95; else None."""
    word = text.strip(_EDGES)
    capitals = word.upper()
    spellings = [word, re.sub(r"(?<=\d)ORF(?=\d)", "orf", capitals), capitals]
    if word.islower():
        spellings = [*spellings[1:], word]
    for spelling in spellings:
        if spelling and is_symbol(spelling):
            return spelling
    return None


def _readings(words: str, is_symbol: IsSymbol) -> Iterator[GenePair]:
    pattern = _STRONG if _STRONG.search(words) else _ANY
    for joint in pattern.finditer(words):
        left, right = words[: joint.start()].strip(_EDGES), words[joint.end() :].strip(_EDGES)
        five, three = known_symbol(left, is_symbol), known_symbol(right, is_symbol)
        is_pair = (five or left == _UNKNOWN_PARTNER) and (three or right == _UNKNOWN_PARTNER)
        if is_pair and (five or three):
            yield GenePair(five, three, _is_ordered(words[len(left) : len(words) - len(right)]))


def _is_ordered(between: str) -> bool:
    return bool(_STRONG.search(between)) or not _NO_ORDER & set(between)


def _why_none(words: str, is_symbol: IsSymbol) -> str:
    expected = "write it like EML4::ALK or EML4-ALK E13;A20"
    if not words:
        return f"no gene pair is named; {expected}"
    if known_symbol(words, is_symbol):
        return f"only one gene is named, {words!r}; {expected}, with '?' for an unknown partner"
    pattern = _STRONG if _STRONG.search(words) else _ANY
    for joint in pattern.finditer(words):
        left, right = words[: joint.start()].strip(_EDGES), words[joint.end() :].strip(_EDGES)
        if left and right and (known_symbol(left, is_symbol) or known_symbol(right, is_symbol)):
            stranger = right if known_symbol(left, is_symbol) else left
            return f"{stranger!r} is no gene symbol, alias or region known here; {expected}"
    return f"no two gene symbols found in {words!r}; {expected}"
