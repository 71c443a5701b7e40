"""Two genes written as one name, and words for an event inside one gene, as portals write them."""

import re
from dataclasses import dataclass

SYMBOLS = re.compile(
    r"HLA-[^-;]+|NKX\d-\d+|MT-[^-;]+|KRTAP\d+-\d+|(?:RP\d+|CT[A-D]|LL\w+|XX\w*|GS1)-[^-;]+\.\d+"
    r"|(?:IG[HKL]|TR[ABDG])[VDJ][^-;]*-\d+[A-Z]*(?:-\d+)?|[^-;]+-(?:AS|IT|DT|OT)\d*|[^-;]*[A-Za-z][^-;]*"
)
"""One gene; those with a hyphen of their own are listed. No gene is a bare number."""

_ASIDE = re.compile(r"(?:\s*-\s*Archer|\s+(?:fusion|rearrangement|gene))+\s*$", re.IGNORECASE)
_INTRAGENIC = re.compile(r"(\S+?)\s*-?\s*intragenic", re.IGNORECASE)
_INTERNAL = re.compile(
    r"EGFR[- ]?v(?:III|II|IVa|IVb)|[A-Z0-9]+ exons? \d+ (?:skipping|skipped)"
    r"|[A-Z0-9]+ exons? \d+-\d+ (?:deletion|skipping|duplication)"
)


@dataclass(frozen=True, slots=True)
class JoinedName:
    """The two genes of a joined name; words where they can only be told from the whole text."""

    first: str | None = None
    second: str | None = None
    words: str | None = None


def split_at_hyphen(text: str) -> tuple[str, str] | None:
    """Return the two names around the one hyphen that can join them, None where that would be a guess.

    >>> split_at_hyphen("NKX2-1-IGHJ5"), split_at_hyphen("A-B-C"), split_at_hyphen("HLA-A;ALK")
    (('NKX2-1', 'IGHJ5'), None, None)
    """
    sound = pairs_at_hyphens(text)
    return sound[0] if len(sound) == 1 else None


def pairs_at_hyphens(text: str) -> list[tuple[str, str]]:
    """Return the pairs that a hyphen of the text can join; a name may list genes, parted by semicolons.

    None where every hyphen belongs to a symbol: `HLA-A`, `NKX2-1;ALK`.
    """
    if _is_listed(text):
        return []
    halves = ((text[:at].strip(), text[at + 1 :].strip()) for at, sign in enumerate(text) if sign == "-")
    return [pair for pair in halves if all(map(_is_listed, pair))]


def split_at_semicolon(text: str) -> tuple[str, str] | None:
    """Return the two names around the only semicolon, in no order; None where there is no such pair.

    >>> split_at_semicolon("NKX2-1;ALK"), split_at_semicolon("CD74-ROS1;GOPC"), split_at_semicolon("A;B;C")
    (('NKX2-1', 'ALK'), None, None)
    """
    names = _names(text)
    return (names[0], names[1]) if len(names) == 2 and _is_listed(text) else None


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";") if name.strip()]


def _is_listed(text: str) -> bool:
    names = _names(text)
    return bool(names) and all(map(SYMBOLS.fullmatch, names))


def joined_name(text: str, gene: str | None = None) -> JoinedName:
    """Read a portal's name of a fusion; `gene` is one of its genes where a column tells it.

    ``TMPRSS2-ERG fusion``, ``EGFR-intragenic``, ``EGFRvIII``. ValueError where no gene pair is named.
    """
    bare = _ASIDE.sub("", text.strip())
    if internal_words(bare):
        return JoinedName(words=bare)
    if match := _INTRAGENIC.fullmatch(bare):
        return JoinedName(match[1], match[1])
    told = _around(bare, gene) if gene else None
    pair = told or split_at_hyphen(bare) or split_at_semicolon(bare)
    if pair:
        return JoinedName(*pair)
    if gene:
        return JoinedName(gene)
    if "-" in bare.strip("- "):
        return JoinedName(words=bare)
    msg = f"{text!r} names no two genes, such as TMPRSS2-ERG"
    raise ValueError(msg)


def internal_words(text: str) -> str | None:
    """Return the text where it names an event inside one gene with its exons, else None."""
    return text if _INTERNAL.fullmatch(text) else None


def _around(text: str, gene: str) -> tuple[str, str] | None:
    if text.startswith(f"{gene}-") and (rest := text[len(gene) + 1 :].strip()):
        return gene, rest
    if text.endswith(f"-{gene}") and (rest := text[: -len(gene) - 1].strip()):
        return rest, gene
    return None
