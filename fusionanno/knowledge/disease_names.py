"""How names of tumours are compared: case, hyphens, spelling, umlauts and the order of words do not count."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "œ": "oe", "æ": "ae"})
_SPELLINGS = (
    ("tumour", "tumor"), ("leukaemia", "leukemia"), ("haem", "hem"), ("oedema", "edema"), ("oesoph", "esoph"),
    ("paed", "ped"), ("anaem", "anem"), ("lising", "lizing"), ("fibre", "fiber"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"), ("がん", "癌"), ("ガン", "癌"),
)  # fmt: skip
"""British before German: an umlaut is typed as two letters, as one, or without its dots."""
_BETWEEN = re.compile(r"[\s,;:.()/_\u2013\u2014-]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_FILLERS = frozenset(
    ["of", "the", "a", "an", "in", "and", "der", "die", "das", "des", "dem", "den", "von", "vom", "im", "am",
     "und", "de", "del", "la", "el", "los", "las", "du", "et", "d", "l", "y"]
)  # fmt: skip
_ALIKE = {"cancer": "carcinoma", "pulmonary": "lung", "adeno": "adenocarcinoma"}


def spelled(text: str) -> str:
    """Return a name as it is compared: lower case, American, without accents, hyphens and double spaces.

    >>> spelled("Inflammatory  Myofibroblastic Tumour")
    'inflammatory myofibroblastic tumor'
    >>> spelled("non-small-cell lung cancer") == spelled("Non-Small Cell Lung Cancer")
    True
    >>> spelled("Schilddrüsenkarzinom") == spelled("Schilddruesenkarzinom") == spelled("SCHILDDRUSENKARZINOM")
    True
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        plain = _ACCENTS.sub("", unicodedata.normalize("NFD", plain.translate(_UMLAUTS)))
        plain = unicodedata.normalize("NFC", plain)
    plain = plain.replace("'s ", " ").replace("'", "").replace("+", " positive ")
    plain = _BETWEEN.sub(" ", plain).strip()
    for written, meant in _SPELLINGS:
        plain = plain.replace(written, meant)
    return plain


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name that was spelled, in the order of the alphabet: singular, without articles.

    >>> words(spelled("Adenocarcinomas of the lung")) == words(spelled("lung adenocarcinoma"))
    True
    """
    kept = {_singular(word) for word in name.split()} - _FILLERS
    return tuple(sorted({_ALIKE.get(word, word) for word in kept}))


def _singular(word: str) -> str:
    is_plural = len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "is", "us"))
    return word[:-1] if is_plural else word
