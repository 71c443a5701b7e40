"""How the fusion that a row speaks of meets the fusion of the case: junction, named variant, pair, target.

A row may name one or both partners, and a junction: the exon shorthand in the literature's numbering
("E6a;A20", "e13a2"), the name of a variant ("variant 3", "p210") or that of an event inside one gene ("MET
exon 14 skipping"). Where the case leaves a or b of an exon open, the row may be met, and that is said.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from fusionanno.model import EventKind, FusionLevel, FusionName, PlacedFusion

LEVELS = tuple(FusionLevel)
_SHORTHAND = re.compile(r"[A-Za-z]\d+[a-d]?.*[A-Za-z]\d+[a-d]?", re.ASCII)
_SUFFIX = re.compile(r"(?<=\d)[a-d](?=$|[;(]|del)", re.ASCII)


class OfPartners(Protocol):
    """A row that names one or both partners; None = any."""

    @property
    def five_prime(self) -> str | None: ...

    @property
    def three_prime(self) -> str | None: ...


def pair_words(row: OfPartners) -> str:
    """Return the partners that a row names: "EML4::ALK", "any partner::ALK"."""
    return f"{row.five_prime or 'any partner'}::{row.three_prime or 'any partner'}"


class Specific(OfPartners, Protocol):
    """A row that may be for certain partners or one junction only."""

    @property
    def junction(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class FusionWords:
    """What of a fusion rows can name: partners, exons ("E6;A20"), variant ("variant 3a"), named event."""

    five_prime: str
    three_prime: str
    exons: str | None = None
    variant: str | None = None
    event: str | None = None

    @property
    def pair(self) -> str:
        return f"{self.five_prime}::{self.three_prime}"

    @property
    def junction(self) -> str | None:
        """The most telling of its names."""
        return self.event or self.variant or self.exons

    @property
    def without_junction(self) -> "FusionWords":
        """What is asked where no row names a junction, so that one answer does for all of them."""
        return FusionWords(self.five_prime, self.three_prime, event=self.event)


@dataclass(frozen=True, slots=True)
class FusionMeeting:
    """level where the row speaks of this fusion, None where it speaks of another one; because says why.

    Without level and reason it is of another kind (a fusion and an event inside one gene) and tells nothing.
    is_open: the junction may be the row's, and whether it is was not told.
    """

    level: FusionLevel | None
    because: str = ""
    is_open: bool = False


_ANY = FusionMeeting(FusionLevel.TARGET_GENE)
_OTHER_KIND = FusionMeeting(None)


def words_of(placed: PlacedFusion, name: FusionName | None) -> FusionWords:
    """Return what rows can name of a placed fusion; its exons and variant are those of its name."""
    five, three = placed.five_symbol, placed.three_symbol
    if placed.event is EventKind.INTERNAL:
        return FusionWords(five, three, event=placed.event_name.name if placed.event_name else None)
    return FusionWords(five, three, name.exons, name.variant) if name else FusionWords(five, three)


def meet(row: Specific, fusion: FusionWords) -> FusionMeeting:
    """Return how a row on a target of the fusion meets it."""
    if fusion.event is None and row.five_prime is None and row.three_prime is None and row.junction is None:
        return _ANY
    if is_event_row(row) != (fusion.event is not None):
        return _OTHER_KIND
    five, three = row.five_prime, row.three_prime
    if five not in (None, fusion.five_prime) or three not in (None, fusion.three_prime):
        other = f"seen with {pair_words(row)}, another partner"
        return _OTHER_KIND if fusion.event else FusionMeeting(None, other)
    if row.junction is None:
        return FusionMeeting(FusionLevel.GENE_PAIR, f"stated for {fusion.pair}, as here")
    return _meet_junction(row.junction, fusion)


def is_event_row(row: Specific) -> bool:
    """True for a row on an event inside one gene: a name, and no two partners."""
    has_name = row.junction is not None and row.five_prime == row.three_prime
    return has_name and _SHORTHAND.fullmatch(row.junction or "") is None


def _meet_junction(junction: str, fusion: FusionWords) -> FusionMeeting:
    if junction == fusion.exons:
        return FusionMeeting(FusionLevel.JUNCTION, f"stated for {junction}, the junction here")
    if any(is_named(name, junction) for name in (fusion.event, fusion.variant) if name):
        this = "as here" if junction == fusion.junction else f"and this is {fusion.junction}"
        return FusionMeeting(FusionLevel.VARIANT, f"stated for {junction}, {this}")
    if fusion.exons and _SUFFIX.sub("", fusion.exons) == junction:
        return FusionMeeting(FusionLevel.VARIANT, f"stated for {junction}, and this is {fusion.exons}")
    if _may_be(junction, fusion):
        told = f"stated for {junction}, which this {fusion.junction} may be"
        return FusionMeeting(FusionLevel.GENE_PAIR, told, is_open=True)
    if fusion.junction is None:
        told = f"stated for {junction}, which this may be: its junction is not known"
        return FusionMeeting(FusionLevel.GENE_PAIR, told, is_open=True)
    return _OTHER_KIND if fusion.event else FusionMeeting(None, f"seen with {junction}, another junction")


def is_named(name: str, word: str) -> bool:
    """True where a name is, or is a kind of, what a word calls: variant 3a is a variant 3.

    >>> is_named("variant 3 (a or b undetermined)", "variant 3"), is_named("e13a2 (b2a2), p210", "p210")
    (True, True)
    >>> is_named("variant 3 (a or b undetermined)", "variant 3a"), is_named("variant 5' (old)", "variant 5")
    (False, False)
    """
    wanted = re.compile(re.escape(word.casefold()) + ("[a-z]?" if word[-1:].isdigit() else ""))
    return name == word or any(wanted.fullmatch(piece) for piece in _pieces(name))


def _pieces(name: str) -> list[str]:
    """Return a name and its synonyms: "e13a2 (b2a2), p210" has three."""
    return [piece.strip() for piece in re.split(r"[(),]", name.casefold()) if piece.strip()]


def _may_be(junction: str, fusion: FusionWords) -> bool:
    """True where the row tells a or b of an exon, and the case leaves that open."""
    if _SHORTHAND.fullmatch(junction):
        return fusion.exons is not None and _SUFFIX.sub("", junction) == fusion.exons
    word, letter = junction[:-1].casefold(), junction[-1:].casefold()
    is_kind = word[-1:].isdigit() and letter.isalpha()
    return bool(is_kind and fusion.variant and word in _pieces(fusion.variant))
