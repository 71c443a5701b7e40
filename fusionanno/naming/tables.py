"""The tables behind the names: exon letters and numbering, exons with a letter, named junctions."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from fusionanno.errors import ResourceError
from fusionanno.model import Assembly, Breakpoint, ReadingFrame
from fusionanno.naming.junction import ExonJunction

_ANY_LOSS = "del?"


@dataclass(frozen=True, slots=True)
class OlderNumbering:
    """A version of a transcript on which papers count and that had more exons before the coding ones.

    transcript is with its version; an exon's number on it is `more` higher than on today's version.
    """

    transcript: str
    more: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the literature writes a gene's exons; transcripts are without version."""

    gene: str
    letter: str
    transcripts: tuple[str, ...]
    is_mane: bool
    old_symbols: tuple[str, ...]
    older: tuple[OlderNumbering, ...] = ()


@dataclass(frozen=True, slots=True)
class AlternativeExon:
    """One of several ends of an exon that the literature tells apart by a letter (EML4 exon 6a, 6b).

    transcript_exon is the same exon on `transcript`. firsts and lasts are its first and last base in
    transcript direction, 1-based, one per assembly.
    """

    gene: str
    exon: int
    suffix: str
    transcript: str
    transcript_exon: int
    firsts: tuple[tuple[Assembly, Breakpoint], ...]
    lasts: tuple[tuple[Assembly, Breakpoint], ...]
    citation: str

    def first_base(self, assembly: Assembly) -> Breakpoint:
        return dict(self.firsts)[assembly]

    def last_base(self, assembly: Assembly) -> Breakpoint:
        return dict(self.lasts)[assembly]


@dataclass(frozen=True, slots=True)
class NamedJunction:
    """A junction of the literature, with its name where it has one.

    any_loss: however many bases of the 5' exon are lost (PML::RARA bcr2).
    """

    five_prime: str
    three_prime: str
    junction: ExonJunction
    any_loss: bool
    name: str
    aliases: tuple[str, ...]
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedInternalEvent:
    """An event inside one gene that has a name; transcript is without version.

    kind is "deletion" or "duplication" of first_exon to last_exon, or "itd": a duplication that lies within.
    frame is that of the event that the name means.
    """

    gene: str
    transcript: str
    kind: str
    first_exon: int
    last_exon: int
    name: str
    frame: ReadingFrame
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HijackedPair:
    """A locus, or a gene by its enhancer, that is known to drive a gene joined to it.

    because reads after "what is known is that".

    whole_from is the exon of MANE Select from which on the gene counts as whole; None = from its start codon.
    """

    driver: str
    driven: str
    whole_from: int | None
    because: str
    citations: tuple[str, ...]


def bare(transcript: str) -> str:
    """Return a transcript id without its version.

    >>> bare("NM_019063.5")
    'NM_019063'
    """
    return transcript.partition(".")[0]


@cache
def numberings() -> MappingProxyType[str, Numbering]:
    """Numbering by current and by old symbol."""
    found: dict[str, Numbering] = {}
    for row in _rows("exon_numbering.tsv"):
        entry = Numbering(
            row["gene"],
            row["letter"],
            _listed(row["transcripts"]),
            row["is_mane"] == "yes",
            _listed(row["old_symbols"]),
            tuple(_older(cell) for cell in _listed(row["older_versions"])),
        )
        for symbol in (entry.gene, *entry.old_symbols):
            found.setdefault(symbol, entry)
    return MappingProxyType(found)


@cache
def alternative_exons() -> MappingProxyType[str, tuple[AlternativeExon, ...]]:
    """Exons with a letter, by gene."""
    found: dict[str, tuple[AlternativeExon, ...]] = {}
    for row in _rows("alternative_exons.tsv"):
        entry = AlternativeExon(
            row["gene"],
            int(row["exon"]),
            row["suffix"],
            row["transcript"],
            int(row["transcript_exon"]),
            _places(row, "first"),
            _places(row, "last"),
            row["citation"],
        )
        found[entry.gene] = (*found.get(entry.gene, ()), entry)
    return MappingProxyType(found)


@cache
def described_junctions() -> MappingProxyType[tuple[str, str], tuple[NamedJunction, ...]]:
    """Every junction that the literature describes, by gene pair; most have no name of their own."""
    found: dict[tuple[str, str], tuple[NamedJunction, ...]] = {}
    for row in _rows("variants.tsv"):
        pair = row["five_prime"], row["three_prime"]
        entry = NamedJunction(
            *pair,
            ExonJunction.parse(row["junction"].replace(_ANY_LOSS, "del1")),
            _ANY_LOSS in row["junction"],
            row["name"],
            _listed(row["aliases"]),
            _listed(row["citation"]),
        )
        found[pair] = (*found.get(pair, ()), entry)
    return MappingProxyType(found)


@cache
def named_junctions() -> MappingProxyType[tuple[str, str], tuple[NamedJunction, ...]]:
    """The junctions that have a name, by gene pair."""
    named = (
        (pair, tuple(each for each in all_ if each.name)) for pair, all_ in described_junctions().items()
    )
    return MappingProxyType({pair: entries for pair, entries in named if entries})


def is_alias(word: str) -> bool:
    """True where papers call a junction of some pair so; words are in lower case."""
    return word in _aliases()


@cache
def _aliases() -> frozenset[str]:
    return frozenset(
        alias for entries in named_junctions().values() for entry in entries for alias in entry.aliases
    )


@cache
def named_internal_events() -> MappingProxyType[str, tuple[NamedInternalEvent, ...]]:
    """Named events inside one gene, by gene."""
    found: dict[str, tuple[NamedInternalEvent, ...]] = {}
    for row in _rows("internal_events.tsv"):
        entry = NamedInternalEvent(
            row["gene"],
            row["transcript"],
            row["kind"],
            int(row["first_exon"]),
            int(row["last_exon"]),
            row["name"],
            ReadingFrame(row["frame"]),
            _listed(row["citations"]),
        )
        found[entry.gene] = (*found.get(entry.gene, ()), entry)
    return MappingProxyType(found)


def hijacked_pair(one: str, other: str) -> HijackedPair | None:
    """Return what is known of a locus and the gene that it drives, in either order; None where nothing is."""
    return _hijacked().get((one, other)) or _hijacked().get((other, one))


def known_rearrangement(five_prime: str, three_prime: str) -> bool:
    """True for neighbours whose join is known to be a rearrangement, never a read-through."""
    return (five_prime, three_prime) in _rearranged()


@cache
def hijackings() -> tuple[HijackedPair, ...]:
    """Every locus, or gene that lends its enhancer, with a gene that it is known to drive."""
    return tuple(_hijacked().values())


@cache
def _hijacked() -> MappingProxyType[tuple[str, str], HijackedPair]:
    rows = (
        HijackedPair(
            row["driver"],
            row["driven"],
            int(row["whole_from"]) if row["whole_from"] else None,
            row["because"],
            _listed(row["citations"]),
        )
        for row in _rows("hijacking.tsv")
    )
    return MappingProxyType({(row.driver, row.driven): row for row in rows})


@cache
def _rearranged() -> frozenset[tuple[str, str]]:
    return frozenset((row["five_prime"], row["three_prime"]) for row in _rows("not_read_through.tsv"))


def _places(row: dict[str, str], edge: str) -> tuple[tuple[Assembly, Breakpoint], ...]:
    return tuple(
        (assembly, Breakpoint(row["contig"], int(row[f"{assembly.lower()}_{edge}"]))) for assembly in Assembly
    )


def _older(cell: str) -> OlderNumbering:
    transcript, _, more = cell.partition("+")
    return OlderNumbering(transcript, int(more))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a bundled table by column; ResourceError where it is missing or a row is cut short."""
    try:
        text = (files("fusionanno.resources") / "knowledge" / name).read_text(encoding="utf-8")
    except OSError as error:
        msg = f"{name}: {error.strerror}; install fusionanno again"
        raise ResourceError(msg) from error
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            msg = f"{name}: {len(header)} columns expected: {line!r}"
            raise ResourceError(msg)
        yield dict(zip(header, cells, strict=True))
