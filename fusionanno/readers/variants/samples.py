"""Which of a file's samples its calls are read from.

One sample: that one. A tumour and a normal sample: the tumour. Any others: each one that carries the event.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TUMOUR = re.compile(r"(?:^|[^a-z])(?:tumou?r|t|primary|metastasis)\d*(?:$|[^a-z])", re.IGNORECASE)
_NORMAL = re.compile(
    r"(?:^|[^a-z])(?:normal|n|r|ref|reference|blood|b|control|germline)\d*(?:$|[^a-z])", re.IGNORECASE
)
_STATED = re.compile(r"##(?:tumor|tumour)_?sample=(\S+)", re.IGNORECASE)
_PEDIGREE = re.compile(r"##PEDIGREE=<(?=.*\b(?:Derived|Tumor)=([^,>]+))", re.IGNORECASE)
_SAMPLE = re.compile(
    r"##SAMPLE=<(?=.*\bID=([^,>]+))(?=.*(?:Genomes|Description|Type)=\"?tumou?r)", re.IGNORECASE
)
_NOT_TOLD = frozenset(("NULL", "."))
"""What cuteSV writes where it was told no name."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A column of a sample: where it stands among them, and its name."""

    index: int
    name: str | None


def samples_to_read(
    names: Sequence[str], meta: Sequence[str], *, take_all: bool = False
) -> tuple[Sample, ...]:
    """Return the columns to read; with take_all every one, whatever the names say.

    >>> [sample.name for sample in samples_to_read(["COLO829R", "COLO829T"], [])]
    ['COLO829T']
    """
    columns = tuple(Sample(index, None if name in _NOT_TOLD else name) for index, name in enumerate(names))
    tumour = _tumour(names, meta) if len(names) > 1 and not take_all else None
    return columns if tumour is None else (columns[tumour],)


def _tumour(names: Sequence[str], meta: Sequence[str]) -> int | None:
    """Tell the tumour's column: named in the header, by the names of both, by a somatic caller's order."""
    for pattern in (_STATED, _PEDIGREE, _SAMPLE):
        stated = {match[1] for line in meta if (match := pattern.match(line))} & set(names)
        if len(stated) == 1:
            return names.index(stated.pop())
    if len(names) != 2:
        return None
    kinds = [_kind(word) for word in _differing(*names)]
    if sorted(kinds) == ["normal", "tumour"]:
        return kinds.index("tumour")
    return 1 if any(line.startswith("##INFO=<ID=SOMATICSCORE,") for line in meta) else None


def _kind(word: str) -> str:
    is_tumour, is_normal = _TUMOUR.search(word), _NORMAL.search(word)
    return "" if bool(is_tumour) is bool(is_normal) else "tumour" if is_tumour else "normal"


def _differing(first: str, second: str) -> tuple[str, str]:
    """Return what two names do not have in common: COLO829R, COLO829T -> R, T; whole words stay whole."""
    words = first, second
    start = next((i for i, (a, b) in enumerate(zip(*words, strict=False)) if a != b), 0)
    tails = first[::-1], second[::-1]
    end = next((i for i, (a, b) in enumerate(zip(*tails, strict=False)) if a != b), 0)
    rests = tuple(word[start : len(word) - end] for word in words)
    return (rests[0], rests[1]) if {len(rest) for rest in rests} == {1} else words
