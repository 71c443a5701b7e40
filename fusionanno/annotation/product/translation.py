"""Codons and residues: the standard genetic code (NCBI translation table 1), read on upper-case DNA."""

from collections.abc import Iterator

_ORDER = "TCAG"
_AMINO_ACIDS = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
_CODONS = dict(zip((a + b + c for a in _ORDER for b in _ORDER for c in _ORDER), _AMINO_ACIDS, strict=True))

STOPS = frozenset(codon for codon, residue in _CODONS.items() if residue == "*")
STOP, UNKNOWN, SELENOCYSTEINE = "*", "X", "U"
SELENOCYSTEINE_CODON = "TGA"
START = "ATG"
NEAR_COGNATES = frozenset(
    START[:at] + base + START[at + 1 :] for at in range(3) for base in _ORDER if base != START[at]
)
"""Codons one base off ATG: the only others at which a coding sequence is annotated to begin."""

_THREE_LETTERS = {
    "A": "Ala", "C": "Cys", "D": "Asp", "E": "Glu", "F": "Phe", "G": "Gly", "H": "His", "I": "Ile",
    "K": "Lys", "L": "Leu", "M": "Met", "N": "Asn", "P": "Pro", "Q": "Gln", "R": "Arg", "S": "Ser",
    "T": "Thr", "U": "Sec", "V": "Val", "W": "Trp", "X": "Xaa", "Y": "Tyr",
}  # fmt: skip

SELENOPROTEINS = frozenset({
    "DIO1", "DIO2", "DIO3", "GPX1", "GPX2", "GPX3", "GPX4", "GPX6", "MSRB1", "SELENOF", "SELENOH", "SELENOI",
    "SELENOK", "SELENOM", "SELENON", "SELENOO", "SELENOP", "SELENOS", "SELENOT", "SELENOV", "SELENOW",
    "SEPHS2", "TXNRD1", "TXNRD2", "TXNRD3",
})  # fmt: skip
"""The 25 human genes in whose coding sequence TGA stands for selenocysteine (PMID:27645994)."""


def codons(bases: str, start: int = 0) -> Iterator[str]:
    """Yield the whole codons from a base (counted from 0) on."""
    for at in range(start, len(bases) - 2, 3):
        yield bases[at : at + 3]


def unknown_bases(bases: str) -> int:
    """Count the bases that are not one of four: N, or a code for several.

    >>> unknown_bases("ACNGTR")
    2
    """
    return len(bases) - sum(map(bases.count, _ORDER))


def residue(codon: str) -> str:
    """Return the residue of one codon: * for a stop, X where a base is not known.

    >>> residue("ATG"), residue("TGA"), residue("ANT")
    ('M', '*', 'X')
    """
    return _CODONS.get(codon, UNKNOWN)


def translate(bases: str) -> str:
    """Return the residues of the whole codons, stops included as *; a rest of one or two bases is left.

    >>> translate("ATGGTTTAGC")
    'MV*'
    """
    return "".join(map(residue, codons(bases)))


def three_letters(residues: str) -> str:
    """Return residues as HGVS writes them.

    >>> three_letters("MK")
    'MetLys'
    """
    return "".join(_THREE_LETTERS[each] for each in residues)
