"""The exon shorthand of the literature as a value: E13;A20, E6b;A20, E14;ins11del49A20, e14a2."""

import re
from dataclasses import dataclass

_EXON = r"(?P<{side}_letter>[A-Za-z])(?P<{side}_exon>\d{{1,3}})"
_TOLD_ON = r"(?:\((?P<{side}_transcript>(?:[NX][MR]_|ENST)\d+(?:\.\d+)?)\))?"
_SHORTHAND = (
    _EXON.format(side="five")
    + r"(?P<five_suffix>[a-d])?(?:del(?P<five_lost>\d{1,4})(?=[;:,(]))?"
    + _TOLD_ON.format(side="five")
    + r"\s?[;:,/_+|-]?\s?(?:ins(?P<inserted>\d{1,4}))?[;:,]?(?:del(?P<three_lost>\d{1,4}))?\s?"
    + _EXON.format(side="three")
    + r"(?P<three_suffix>[a-d])?"
    + _TOLD_ON.format(side="three")
)
IN_WORDS = re.compile(rf"(?<![A-Za-z0-9]){_SHORTHAND}(?![A-Za-z0-9])", re.ASCII)
"""Finds the shorthand, in any of its spellings, among other words."""


@dataclass(frozen=True, slots=True)
class ExonJunction:
    """Last exon of the 5' partner, first exon of the 3' partner, and what was gained or lost between them.

    five_lost and three_lost are exonic bases missing at the exons' edges; inserted are bases between the
    exons, intronic ones included, as the literature counts them. A transcript is named where the number
    counts on another one than is understood without words.

    >>> print(ExonJunction.parse("E14ins11del49A20"))
    E14;ins11del49A20
    >>> print(ExonJunction.parse("e14a2"), ExonJunction.parse("(E6b:A20)"))
    e14a2 E6b;A20
    >>> print(ExonJunction.parse("E5;N15(NM_001007156.3)"))
    E5;N15(NM_001007156.3)
    """

    five_letter: str
    five_exon: int
    three_letter: str
    three_exon: int
    five_suffix: str | None = None
    three_suffix: str | None = None
    five_lost: int = 0
    inserted: int = 0
    three_lost: int = 0
    five_transcript: str | None = None
    three_transcript: str | None = None

    def __str__(self) -> str:
        five = f"{self.five_letter}{self.five_exon}{self.five_suffix or ''}"
        ending = f"del{self.five_lost}" if self.five_lost else ""
        ending += f"({self.five_transcript})" if self.five_transcript else ""
        joint = "" if self.five_letter.islower() and not ending else ";"
        changes = f"ins{self.inserted}" if self.inserted else ""
        changes += f"del{self.three_lost}" if self.three_lost else ""
        three = f"{self.three_letter}{self.three_exon}{self.three_suffix or ''}"
        three += f"({self.three_transcript})" if self.three_transcript else ""
        return f"{five}{ending}{joint}{changes}{three}"

    @classmethod
    def parse(cls, text: str) -> "ExonJunction":
        """Read one shorthand and nothing else; ValueError says what was expected."""
        plain = text.strip()
        match = IN_WORDS.fullmatch(plain) or IN_WORDS.fullmatch(plain.strip("()[]"))
        if match is None:
            msg = f"not an exon junction like E13;A20 or E14;ins11del49A20: {text!r}"
            raise ValueError(msg)
        return cls.of_match(match)

    @classmethod
    def of_match(cls, match: re.Match[str]) -> "ExonJunction":
        """Read a match of IN_WORDS; exon 0 is refused with ValueError."""
        five, three = int(match["five_exon"]), int(match["three_exon"])
        if not five or not three:
            msg = f"exons count from 1: {match[0]!r}"
            raise ValueError(msg)
        return cls(
            match["five_letter"],
            five,
            match["three_letter"],
            three,
            match["five_suffix"],
            match["three_suffix"],
            five_lost=int(match["five_lost"] or 0),
            inserted=int(match["inserted"] or 0),
            three_lost=int(match["three_lost"] or 0),
            five_transcript=match["five_transcript"],
            three_transcript=match["three_transcript"],
        )
