"""Several words in one cell of a table of ours."""

import re
from collections.abc import Iterable

_SIGNS = {";": "%3B", "%": "%25", "\t": "%09", "\n": "%0A", "\r": "%0D"}
_PLAIN = {written: sign for sign, written in _SIGNS.items()}


def joined_words(words: Iterable[str]) -> str:
    """Return the words joined by ``;``; a sign that would break the cell is written as a percent code.

    >>> joined_words(("Mitelman", "a;b", "5%"))
    'Mitelman;a%3Bb;5%25'
    """
    return ";".join(re.sub(r"[;%\t\n\r]", lambda sign: _SIGNS[sign[0]], word) for word in words)


def split_words(cell: str) -> tuple[str, ...]:
    """Return the words of a cell; what joined_words wrote reads back as it was.

    >>> split_words("Mitelman;a%3Bb;5%25"), split_words("5%; x")
    (('Mitelman', 'a;b', '5%'), ('5%', 'x'))
    """
    return tuple(_plain(word.strip()) for word in cell.split(";") if word.strip())


def _plain(word: str) -> str:
    return re.sub(r"%(?:3B|25|09|0A|0D)", lambda code: _PLAIN[code[0]], word)
