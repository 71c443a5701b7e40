"""Protein changes in every spelling, as the knowledge base writes them: one-letter, without "p."."""

import re
from urllib.parse import unquote

_LETTERS = {
    "Ala": "A", "Arg": "R", "Asn": "N", "Asp": "D", "Cys": "C", "Gln": "Q", "Glu": "E", "Gly": "G",
    "His": "H", "Ile": "I", "Leu": "L", "Lys": "K", "Met": "M", "Phe": "F", "Pro": "P", "Ser": "S",
    "Thr": "T", "Trp": "W", "Tyr": "Y", "Val": "V", "Sec": "U", "Ter": "*",
}  # fmt: skip
_THREE = re.compile("|".join(_LETTERS))
_R = "[ACDEFGHIKLMNPQRSTVWYU*]"
_SUBSTITUTION = re.compile(rf"({_R})(\d+)({_R}|X)")
_INSERTION = re.compile(rf"({_R}?)(\d+)_({_R}?)(\d+)ins({_R}+|\d+)")
_SHORT_INSERTION = re.compile(rf"({_R}?)(\d+)({_R}?)ins")
_DUPLICATION = re.compile(rf"({_R})(\d+)dup{_R}?")
_LONG_DUPLICATION = re.compile(rf"({_R}\d+_{_R}\d+dup){_R}*")
_DELETION = re.compile(rf"({_R}\d+(?:_{_R}\d+)?del){_R}*(?:(?:ins|>)({_R}+))?")
_REPLACED = re.compile(rf"({_R}\d+_{_R}\d+)(?:>|delins)({_R}+)")
_FRAMESHIFT = re.compile(rf"({_R}\d+)({_R}?)fs(?:(?:\*|X)?(\d+|\?))?")
_KEPT = re.compile(rf"M1(?:\?|ext-?\d*|{_R})|\*\d+({_R}?)ext(\*?)(\d*|\?)")
_SILENT = re.compile(rf"=|({_R})(\d+)(?:=|\1)|{_R}\d+_{_R}\d+=")
_ALIKE = re.compile(r"p\.|[A-Z*][a-z]{0,2}\d+|\d+[A-Z]")


def protein_change(text: str) -> str | None:
    """Return a protein change in one-letter form; None for one that changes nothing, as told or as not known.

    The insertion of one residue has the short form of the literature, however it is written.
    Raises ValueError where the text is no protein change.

    >>> protein_change("p.(Gly1202Arg)"), protein_change("NP_004295.2:p.Thr1151dup"), protein_change("V600V")
    ('G1202R', '1151Tins', None)
    >>> protein_change("T1151_L1152insT"), protein_change("p.Glu746_Ala750del"), protein_change("R213X")
    ('1151Tins', 'E746_A750del', 'R213*')
    """
    bare = _bare(text)
    if bare in _UNKNOWN or _SILENT.fullmatch(bare):
        return None
    if (found := _SUBSTITUTION.fullmatch(bare)) is not None:
        return f"{found[1]}{found[2]}{'*' if found[3] == 'X' else found[3]}"
    change = _inserted(bare) or _shifted(bare) or _removed(bare)
    if change is None:
        msg = f"not a protein change such as G1202R or p.Gly1202Arg: {text[:40]!r}"
        raise ValueError(msg)
    return change


def is_alike(text: str) -> bool:
    """True for what begins like a protein change: where it is none, it is a slip and no other word.

    >>> is_alike("p.G12O2R"), is_alike("amplification"), is_alike("c.3604G>A")
    (True, False, False)
    """
    return _ALIKE.match(text) is not None


_UNKNOWN = frozenset(("", "?", "0", "0?", "=?"))


def _bare(text: str) -> str:
    """Strip the reference, "p.", brackets and three-letter code: "NP_1.2:p.(Gly12Asp)" -> "G12D"."""
    told = unquote(text).strip().rpartition(":")[2].removeprefix("p.").strip("()[] ")
    if re.fullmatch(r"[a-z]\d+[a-z]", told):
        return told.upper()
    return _THREE.sub(lambda found: _LETTERS[found[0]], told)


def _inserted(bare: str) -> str | None:
    if (found := _INSERTION.fullmatch(bare)) is not None:
        before, at, after, behind, residues = found.groups()
        if int(behind) != int(at) + 1:
            return None
        if len(residues) > 1 or residues.isdecimal():
            return bare
        # Before an equal residue it is that one doubled: both make the same protein.
        return f"{behind if residues == after and residues != before else at}{residues}ins"
    if (found := _SHORT_INSERTION.fullmatch(bare)) is not None and (found[1] or found[3]):
        return f"{found[2]}{found[3] or found[1]}ins"
    if (found := _DUPLICATION.fullmatch(bare)) is not None:
        return f"{found[2]}{found[1]}ins"
    found = _LONG_DUPLICATION.fullmatch(bare)
    return None if found is None else found[1]


def _removed(bare: str) -> str | None:
    if (found := _DELETION.fullmatch(bare)) is not None:
        return f"{found[1]}ins{found[2]}" if found[2] else found[1]
    found = _REPLACED.fullmatch(bare)
    return None if found is None else f"{found[1]}delins{found[2]}"


def _shifted(bare: str) -> str | None:
    if (found := _FRAMESHIFT.fullmatch(bare)) is not None:
        end = f"*{found[3]}" if found[3] else ""
        return f"{found[1]}{found[2]}fs{end}"
    return bare if _KEPT.fullmatch(bare) else None


def from_residues(position: int, before: str, after: str) -> str | None:
    """Return the change from the residues before and after, as VEP and bcftools csq tell them.

    None where nothing changes. Without residues before, `after` stands behind the residue at `position`.
    HGVS names an insertion's two neighbours: of a longer one, whose neighbours are not told here, the
    replaced residues are.

    >>> from_residues(1202, "G", "R"), from_residues(745, "KELREA", "K"), from_residues(600, "V", "V")
    ('G1202R', 'E746_A750del', None)
    >>> from_residues(1151, "T", "TT"), from_residues(213, "R", "*"), from_residues(745, "K", "KIPVAIK")
    ('1151Tins', 'R213*', 'K745delinsKIPVAIK')
    """
    if before == after:
        return None
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if not old and len(new) == 1:
        return f"{position + start - bool(before)}{new}ins"
    if not old:
        old, new, start = before, after, 0
    return _replacement(position + start, old, new)


def _shared(first: str, second: str) -> int:
    """Count the residues with which both begin."""
    alike = (a == b for a, b in zip(first, second, strict=False))
    return next((i for i, same in enumerate(alike) if not same), min(len(first), len(second)))


def _replacement(position: int, old: str, new: str) -> str:
    if not old:
        return f"{position}_{position + 1}ins{new}"
    last = position + len(old) - 1
    span = f"{old[0]}{position}" + (f"_{old[-1]}{last}" if last > position else "")
    if not new:
        return f"{span}del"
    return f"{span}{new}" if len(old) == len(new) == 1 else f"{span}delins{new}"
