"""Places on the genome. Positions are 1-based and inclusive everywhere inside fusionanno."""

import re
from dataclasses import dataclass
from enum import StrEnum

_ASSEMBLIES = {"grch37": "GRCh37", "hg19": "GRCh37", "37": "GRCh37", "b37": "GRCh37", "hs37d5": "GRCh37",
               "grch38": "GRCh38", "hg38": "GRCh38", "38": "GRCh38"}  # fmt: skip


class Assembly(StrEnum):
    """A human genome build.

    >>> Assembly.parse("hg19")
    <Assembly.GRCH37: 'GRCh37'>
    """

    GRCH37 = "GRCh37"
    GRCH38 = "GRCh38"

    @classmethod
    def parse(cls, text: str) -> "Assembly":
        """Read a build name, UCSC's included; ValueError names the two that exist."""
        name = re.sub(r"\.p\d+$", "", text.strip().lower())
        if name not in _ASSEMBLIES:
            msg = f"unknown assembly {text!r}: say GRCh37 (hg19) or GRCh38 (hg38)"
            raise ValueError(msg)
        return cls(_ASSEMBLIES[name])


class Strand(StrEnum):
    PLUS = "+"
    MINUS = "-"

    @property
    def opposite(self) -> "Strand":
        """The other strand.

        >>> Strand.PLUS.opposite
        <Strand.MINUS: '-'>
        """
        return Strand.MINUS if self is Strand.PLUS else Strand.PLUS

    @classmethod
    def keeping(cls, lower: bool, *, is_five: bool) -> "Strand":
        """Return the strand that a fusion reads at a place of which it keeps the lower or the higher side.

        The 5' partner is kept up to its last base, the 3' partner from its first base on.

        >>> Strand.keeping(True, is_five=True), Strand.keeping(True, is_five=False)
        (<Strand.PLUS: '+'>, <Strand.MINUS: '-'>)
        """
        return cls.PLUS if lower is is_five else cls.MINUS

    def keeps_lower(self, *, is_five: bool) -> bool:
        """True where a fusion that reads this strand keeps the lower positions: the inverse of `keeping`.

        >>> Strand.MINUS.keeps_lower(is_five=False)
        True
        """
        return (self is Strand.PLUS) is is_five


def reverse_complement(bases: str) -> str:
    """Return the bases as the other strand reads them; codes for several bases (IUPAC) are understood.

    >>> reverse_complement("AACgRN")
    'NYcGTT'
    """
    return bases.translate(_COMPLEMENT)[::-1]


_COMPLEMENT = str.maketrans("ACGTRYKMBDHVacgtrykmbdhv", "TGCAYRMKVHDBtgcayrmkvhdb")
"""S, W and N are their own complements."""


class Side(StrEnum):
    """Which end of the fusion transcript a partner makes."""

    FIVE_PRIME = "5'"
    THREE_PRIME = "3'"

    @property
    def opposite(self) -> "Side":
        """The other side.

        >>> Side.FIVE_PRIME.opposite
        <Side.THREE_PRIME: "3'">
        """
        return Side.THREE_PRIME if self is Side.FIVE_PRIME else Side.FIVE_PRIME


@dataclass(frozen=True, slots=True, order=True)
class Breakpoint:
    """The last (5' partner) or first (3' partner) base that the fusion keeps; 1-based.

    >>> Breakpoint.parse("chr2:42295516")
    Breakpoint(contig='2', position=42295516)
    >>> str(Breakpoint("2", 42295516))
    '2:42295516'
    """

    contig: str
    position: int

    @classmethod
    def parse(cls, text: str) -> "Breakpoint":
        """Read ``contig:position``, with or without "chr"; ValueError says what was expected."""
        match = re.fullmatch(r"(HLA\S+|[^\s:]+):([\d,]*\d)", text.strip())
        if match is None or int(match[2].replace(",", "")) < 1:
            msg = f"not a position 'contig:position': {text!r}"
            raise ValueError(msg)
        return cls(plain_contig(match[1]), int(match[2].replace(",", "")))

    def __str__(self) -> str:
        return f"{self.contig}:{self.position}"

    def beyond(self, length: int | None, assembly: Assembly) -> str:
        """Say that the place lies beyond its contig's last base; "" where it does not or none is known."""
        if length is None or self.position <= length:
            return ""
        return f"{self} lies beyond the contig's end on {assembly.value}; check --assembly"


def plain_contig(name: str) -> str:
    """Return a contig's name without "chr"; the mitochondrion is MT.

    >>> plain_contig("chrX"), plain_contig("chrM"), plain_contig("2")
    ('X', 'MT', '2')
    """
    bare = name[3:] if name[:3].lower() == "chr" else name
    return "MT" if bare in ("M", "MT") else bare.upper() if bare in ("x", "y") else bare
