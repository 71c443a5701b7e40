"""The adjacencies in a record: which two places of the genome lie side by side in the sample.

An end has the place of the base that is kept and lies at the join, and the side of it that is kept: the left
one (the bases before it, on the plus strand) or the right one.

Positions by VCF 4.4, sections 3 and 5.4. With POS and END of a symbolic allele:

    DEL  POS+1..END are lost                 POS, left      to  END+1, right
    DUP  POS+1..END stand twice, in tandem   POS+1, right   to  END, left
    INV  POS+1..END are turned round         POS, left      to  END, left
                                             POS+1, right   to  END+1, right
    INS  after POS                           POS, left      to  POS+1, right

The end at POS always comes first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.model import plain_contig, reverse_complement
from fusionanno.readers.variants.record import Record, number, text_of

_READ = frozenset("ACGT")
_MATE = re.compile(r"([A-Za-z.*]*)([\[\]])<?([^<>]+)>?:(\d{1,12})([\[\]])([A-Za-z.*]*)")
_JOINS = {"3to5": (True, False), "5to3": (False, True), "3to3": (True, True), "5to5": (False, False)}
_STRANDS = {"+-": (True, False), "-+": (False, True), "++": (True, True), "--": (False, False)}
_INSERTED = ("SVINSSEQ", "INSSEQ", "INSERTION")
_INSERTED_LENGTH = ("SVINSLEN", "INSLEN")
_LEAST = 50
"""Bases that a variant of plain sequence must lose or gain to be a structural one where no SVTYPE says so."""


COPIES = "copy-number variant"
MOBILE = "mobile element insertion"


class NoAdjacency(Exception):
    """The record joins no two places; the text is its kind."""


@dataclass(frozen=True, slots=True)
class End:
    """keeps_left: None where the file does not say which side of the place is kept."""

    contig: str
    position: int
    keeps_left: bool | None


@dataclass(frozen=True, slots=True)
class Adjacency:
    """Two ends. inserted is read from the first to the second; inserted_count where only that is told.

    second is None where the other place is not known; beyond is then what reads show there, read from the
    first end on. is_mated: the other end has a record of its own.
    """

    first: End
    second: End | None
    inserted: str = ""
    inserted_count: int | None = None
    beyond: str = ""
    is_mated: bool = False

    @property
    def is_short(self) -> bool:
        """True where both ends lie less than 1,000 bases apart."""
        first, second = self.first, self.second
        return (
            second is not None
            and first.contig == second.contig
            and abs(first.position - second.position) < 1000
        )


def adjacencies(record: Record, alt: str, strand_is_of_reads: bool = False) -> Iterator[Adjacency]:
    """Yield the adjacencies of one alternative allele. NoAdjacency says what it is instead."""
    if record.svtype == "CNV" or alt.startswith(("<CNV", "<CN")):
        raise NoAdjacency(COPIES)
    if alt.startswith("<INS:ME"):
        raise NoAdjacency(MOBILE)
    if "[" in alt or "]" in alt:
        yield _mated(record, alt)
    elif re.fullmatch(r"\.[A-Za-z]+|[A-Za-z]+\.", alt):
        yield _one_sided(record, alt.upper())
    elif alt.startswith("<"):
        yield from _symbolic(record, alt, strand_is_of_reads)
    elif re.fullmatch("[A-Za-z]+", alt):
        yield from _plain(record, alt.upper(), strand_is_of_reads)
    elif alt == "." and record.svtype in _KINDS:
        yield from _symbolic(record, f"<{record.svtype}>", strand_is_of_reads)
    elif alt in ("*", "."):
        kind = "no alternative allele"
        raise NoAdjacency(kind)
    else:
        msg = f"ALT is neither bases nor a breakend nor a symbol: {alt[:60]!r}"
        raise ValueError(msg)


def _mated(record: Record, alt: str) -> Adjacency:
    """``N[p[`` ``N]p]`` ``]p]N`` ``[p[N``: the bracket opens to the side of the mate that is kept."""
    match = _MATE.fullmatch(alt)
    if match is None or match[2] != match[5] or bool(match[1]) is bool(match[6]):
        msg = f"ALT is no breakend such as N[chr2:321682[: {alt[:60]!r}"
        raise ValueError(msg)
    if 0 in (record.position, int(match[4])):
        kind = "join with the end of a chromosome"
        raise NoAdjacency(kind)
    keeps_left = bool(match[1])
    bases = (match[1] or match[6]).upper()
    inserted = _beside_anchor(record.ref, bases, keeps_left)
    second = End(plain_contig(match[3]), int(match[4]), match[2] == "]")
    first = End(record.contig, record.position + _anchor_shift(record, bases, keeps_left), keeps_left)
    if inserted:
        return _with(first, second, inserted if keeps_left else reverse_complement(inserted))
    return Adjacency(first, second, "", _inserted_count(record), is_mated=True)


def _with(first: End, second: End | None, inserted: str) -> Adjacency:
    if _READ.issuperset(inserted):
        return Adjacency(first, second, inserted, is_mated=True)
    return Adjacency(first, second, "", len(inserted), is_mated=True)


def _beside_anchor(ref: str, bases: str, anchor_is_first: bool) -> str:
    """Return the bases of a breakend's ALT beside REF's own, which stand first or last."""
    if bases.strip(".") == "":
        return ""
    kept = len(ref) if (bases.startswith(ref) if anchor_is_first else bases.endswith(ref)) else 1
    return bases[kept:] if anchor_is_first else bases[:-kept]


def _anchor_shift(record: Record, bases: str, anchor_is_first: bool) -> int:
    """How far REF of several bases puts the last base kept beyond POS."""
    return len(record.ref) - 1 if anchor_is_first and bases.startswith(record.ref) else 0


def _one_sided(record: Record, alt: str) -> Adjacency:
    if record.position == 0:
        kind = "join with the end of a chromosome"
        raise NoAdjacency(kind)
    keeps_left = alt.endswith(".")
    beyond = _beside_anchor(record.ref, alt.strip("."), keeps_left)
    if not _READ.issuperset(beyond):
        beyond = ""
    first = End(record.contig, record.position, keeps_left)
    return Adjacency(first, None, beyond=beyond if keeps_left else reverse_complement(beyond))


def _symbolic(record: Record, alt: str, strand_is_of_reads: bool) -> Iterator[Adjacency]:
    name = alt.strip("<>").upper()
    kind = name.partition(":")[0]
    kind = record.svtype if kind not in _KINDS and record.svtype in _KINDS else kind
    if kind not in _KINDS or name in _NOT_IN_TANDEM:
        raise NoAdjacency(_other_kind(name))
    if kind == "INS":
        yield from _insertion(record, "")
        return
    joins = _stated_joins(record, strand_is_of_reads)
    contig, position = _second_place(record)
    if kind in ("TRA", "BND", "CTX", "ITX") or contig != record.contig:
        yield from _between(record, contig, position, joins)
        return
    start, end = sorted((record.position, position))
    if start == 0 and kind != "INV":
        what = "join with the end of a chromosome"
        raise NoAdjacency(what)
    yield from _spanning(record, kind, (start, end), joins)


def _between(
    record: Record, contig: str, position: int, joins: list[tuple[bool, bool]]
) -> Iterator[Adjacency]:
    """Two places as they stand; how they are joined is not always told."""
    for left, right in joins or ((None, None),):
        first, second = End(record.contig, record.position, left), End(contig, position, right)
        yield Adjacency(first, second, "", _inserted_count(record), is_mated=True)


def _spanning(
    record: Record, kind: str, span: tuple[int, int], joins: list[tuple[bool, bool]]
) -> Iterator[Adjacency]:
    start, end = span
    inserted = (text_of(record.info, *_INSERTED) or "").upper()
    is_read = _READ.issuperset(inserted) and kind != "INV"  # which strand it is on, is not told for INV
    bases, count = (inserted, None) if inserted and is_read else ("", _inserted_count(record))
    if kind == "DEL":
        yield _on(record.contig, (start, True), (end + 1, False), bases, count)
    elif kind == "DUP":
        yield _on(record.contig, (start + 1, False), (end, True), reverse_complement(bases), count)
    else:
        told = [left for left, right in joins if left is right] or [True, False]
        for left in told:
            if start > 0 or not left:
                shift = 0 if left else 1
                yield _on(record.contig, (start + shift, left), (end + shift, left), bases, count)


def _on(
    contig: str, first: tuple[int, bool], second: tuple[int, bool], inserted: str, count: int | None
) -> Adjacency:
    return Adjacency(End(contig, *first), End(contig, *second), inserted, None if inserted else count)


def _insertion(record: Record, inserted: str) -> Iterator[Adjacency]:
    bases = (inserted or text_of(record.info, *_INSERTED) or "").upper()
    if not _READ.issuperset(bases):
        bases = ""
    length = number(record.info, "SVLEN")
    count = None if bases else _inserted_count(record) or (abs(length) if length else None)
    if record.position > 0:
        yield _on(record.contig, (record.position, True), (record.position + 1, False), bases, count)


def _plain(record: Record, alt: str, strand_is_of_reads: bool) -> Iterator[Adjacency]:
    """Bases for bases: a deletion or insertion, or an allele of another kind that is written out."""
    if record.svtype in ("INV", "DUP", "TRA") and "END" in record.info:
        yield from _symbolic(record, f"<{record.svtype}>", strand_is_of_reads)
        return
    if record.svtype == "DEL" and alt == "N" and "END" in record.info:
        yield from _symbolic(record, "<DEL>", strand_is_of_reads)
        return
    if record.svtype not in _KINDS and abs(len(record.ref) - len(alt)) < _LEAST:
        kind = "small variant"
        raise NoAdjacency(kind)
    if record.ref == "N" and len(alt) > 1:
        yield from _insertion(record, alt.removeprefix("N"))
        return
    shared = next((i for i, (a, b) in enumerate(zip(record.ref, alt, strict=False)) if a != b), None)
    shared = min(len(record.ref), len(alt)) if shared is None else shared
    left = record.position + shared - 1
    if left < 1:
        kind = "join with the end of a chromosome"
        raise NoAdjacency(kind)
    right = record.position + len(record.ref)
    yield _on(record.contig, (left, True), (right, False), *_bases(alt[shared:]))


def _bases(inserted: str) -> tuple[str, int | None]:
    return (inserted, None) if _READ.issuperset(inserted) else ("", len(inserted))


def _stated_joins(record: Record, strand_is_of_reads: bool) -> list[tuple[bool, bool]]:
    """Which sides are kept, as CT (``3to5``), STRANDS (``+-``, ``++:4,--:2``) or INV3 and INV5 say."""
    info = record.info
    if "INV3" in info or "INV5" in info:
        return [(key == "INV3", key == "INV3") for key in ("INV3", "INV5") if key in info]
    joins = _JOINS.get(info.get("CT", ""))
    if joins is not None:
        return [joins]
    keys = ("STRANDS",) if strand_is_of_reads else ("STRANDS", "STRAND")
    said = (text_of(info, *keys) or "").split(",")
    found = (_STRANDS.get(word.partition(":")[0]) for word in said)
    return [joins for joins in found if joins is not None]


def _second_place(record: Record) -> tuple[str, int]:
    info = record.info
    other = text_of(info, "CHR2")
    contig = plain_contig(other) if other else record.contig
    keys = (
        ("POS2", "END2", "END", "ENDPOSSV")
        if contig != record.contig
        else ("END", "ENDPOSSV", "POS2", "END2")
    )
    position = next((found for key in keys if (found := number(info, key)) is not None), None)
    length = number(info, "SVLEN")
    if position is None and length is not None and contig == record.contig:
        position = record.position + abs(length)
    if position is None or position < 1:
        msg = "END (or POS2) is missing: where the other end lies is not told"
        raise ValueError(msg)
    return contig, position


def _inserted_count(record: Record) -> int | None:
    stated = text_of(record.info, *_INSERTED)
    counts = (number(record.info, key) for key in _INSERTED_LENGTH)
    return len(stated) if stated else next((count for count in counts if count), None)


def _other_kind(name: str) -> str:
    if name.startswith(("LOSS", "GAIN", "LOH")):
        return COPIES
    if name.startswith(("STR", "VNTR")):
        return "repeat of another length"
    if name in ("*", "NON_REF", "M", "X", "REF"):
        return "no alternative allele"
    return f"variant without an adjacency ({name[:40]})"


_KINDS = frozenset(("DEL", "DUP", "INV", "INS", "TRA", "BND", "CTX", "ITX"))
_NOT_IN_TANDEM = frozenset(("DUP:DISPERSED", "DUP:INV", "DUP:INVERTED", "DUP:INT"))
