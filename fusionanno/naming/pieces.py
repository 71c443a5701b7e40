"""Taking the pieces of a fusion out of words, one kind after the other, until only the genes are left.

A piece that belongs to one of the genes (an exon, a transcript) leaves a mark where it stood.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from fusionanno.model import Assembly, Breakpoint
from fusionanno.naming.junction import IN_WORDS, ExonJunction
from fusionanno.naming.symbols import known_symbol
from fusionanno.naming.tables import is_alias

ExonNumber = tuple[int, str | None]
"""An exon and the letter of its alternative end: (6, "b")."""

MARKS = "\ue000\ue001\ue002"
"""Characters that no input may hold: exon mark, transcript mark, end of mark."""

_FRACTION_WORD = (
    r"\b(?:abundance|(?:variant |mutant )?allele (?:fraction|frequency)|vaf|maf|af|fraction|frequency|freq)\b"
)
_PERCENT = re.compile(
    rf"(?P<word>{_FRACTION_WORD})?[ :=~]*(?<![\w.,])(\d+(?:[.,]\d+)?) ?%(?: ?{_FRACTION_WORD}(?=\W*$))?",
    re.ASCII | re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\s-\d+(?:[.,]\d+)? ?%")
_FRACTION = re.compile(
    rf"(?P<word>{_FRACTION_WORD})[ :=~]*(\d+[.,]\d+|[01])(?![\w.,]\d)", re.ASCII | re.IGNORECASE
)
_CONTIG = r"(?:\bchr|(?<![\w.]))(?:[1-9]|1\d|2[0-2]|X|Y|MT?)"
_BREAKPOINT = re.compile(
    rf"[ :(@]*({_CONTIG}:(?:\d{{1,3}}(?:,\d{{3}})+|\d{{4,9}}))(?!\d)\)?", re.ASCII | re.IGNORECASE
)
_ASSEMBLY = re.compile(r"\(?\b(hg19|hg38|grch37|grch38)\b\)?", re.ASCII | re.IGNORECASE)
_TRANSCRIPT = re.compile(r"[({\[ :]*\b((?:NM_|NR_|XM_|XR_|ENST)\d+(?:\.\d+)?)\b[)}\] ]*:?", re.ASCII)
_EXON = re.compile(
    r"[({\[ ]*(?:(?i:\bexons?|\bex)[ .:]*|(?<![\w.])e ?|:?\be\.|(?<=[(\[{])(?=\d{1,3}[a-d]?[)\]}]))"
    r"(\d{1,3})([a-d])?(?![\w%])[)}\] ]*",
    re.ASCII,
)
_EXON_PAIR = re.compile(
    r"\bexons ?(\d{1,3}[a-d]?) ?(?:and|und|[/&,]) ?(\d{1,3}[a-d]?)(?!\w)", re.ASCII | re.IGNORECASE
)
_SPACED = re.compile(r"\b([A-Za-z]) (\d{1,3}[a-d]?) ?([;:]) ?([A-Za-z]) (\d{1,3})\b", re.ASCII)
_EXON_FOLLOWS = re.compile(
    r"\s?[;:,/_+|-]?\s?(?:ins\d+)?[;:,]?(?:del\d+)?\s?[A-Za-z]\d{1,3}[a-d]?(?![A-Za-z0-9])", re.ASCII
)
_KARYOTYPE = re.compile(
    r"\b(?:t|inv|del|dup|ins|der)\((?:\d\d?|[XY])(?:;(?:\d\d?|[XY]))*\)(?:\([pq][\dpq.;]*\))?[,;:]?",
    re.ASCII | re.IGNORECASE,
)
_ONE_GENE = re.compile(
    r"\w+ ?(?:exon|ex) ?\d+ ?(?:skipping|skipped|skip|deletion)\b|\bskipping\b|\bMET(?:\u0394|-)?ex(?:on)?14"
    r"|\bEGFR[ -]?(?:v|variant) ?(?:I{2,3}|IV)\w?\b|\bAR[- ]V\d\b|\w+[- ](?:ITD|PTD|KDD)\b",
    re.IGNORECASE,
)
_VARIANT = re.compile(
    r"(?<![\w-])(?:(?:variant|var\.?|v\.?) ?(\d{1,2}(?:a/b|[ab]|')?)"
    r"|(bcr ?[123]|type ?(?:\d{1,2}|[IVX]{1,4}|[A-J])|b[23]a[23]|(?:ret/)?ptc ?\d"
    r"|\d{1,2}[:;-]\d{1,2}))(?![\w'])",
    re.ASCII | re.IGNORECASE,
)
_ASSAY_ID = re.compile(r"(\S+-[^\s.]+)\.([A-Za-z]\d\w*)(?:\.\w+)*", re.ASCII)
_FILLER = re.compile(
    r"(?<!\S)(?:genes?|fusions?|fusionsgen|fused|fusioniert|fusing|joined|transcripts?|rearrangement|positive|"
    r"detected|in-frame|inframe|between|variant|partner|with|mit|and|und|to|of|von|the|in|at|p190|p210|p230)[,;.:]?(?!\S)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"::|--|>>|->|=>")


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is left of the words, and what was taken out of them. fraction is of one; places are 5' first."""

    text: str
    fraction: Decimal | None = None
    assembly: Assembly | None = None
    places: tuple[Breakpoint, ...] = ()
    transcripts: tuple[str, ...] = ()
    exons: tuple[ExonNumber, ...] = ()
    junction: ExonJunction | None = None
    is_assay_id: bool = False
    alias: str | None = None


def take_pieces(text: str, is_symbol: Callable[[str], bool]) -> Pieces:
    """Take every piece out of the words; ValueError where a piece contradicts another."""
    if within := _ONE_GENE.search(text):
        msg = f"{within[0]!r} is a change inside one gene, not a fusion of two"
        raise ValueError(msg)
    plain = _SPACED.sub(r"\1\2\3\4\5", _KARYOTYPE.sub(" ", _EXON_PAIR.sub(r"exon \1 - exon \2", text)))
    pieces = _take_places(take_fraction(Pieces(plain), is_symbol))
    if "intron" in pieces.text.lower():
        msg = "introns are not read; give the exons that are joined, or both positions"
        raise ValueError(msg)
    if any(match["five_transcript"] or match["three_transcript"] for match in _junctions(pieces, is_symbol)):
        pieces = _take_junction(pieces, is_symbol)
    pieces = _take_assay_id(_take_transcripts(pieces))
    if not pieces.is_assay_id:
        pieces = _take_junction(_take_alias(pieces, is_symbol), is_symbol)
    return _take_exons(pieces)


def take_fraction(pieces: Pieces, is_symbol: Callable[[str], bool]) -> Pieces:
    """Take "5.26 %", "AF 0.0526" or "5,26 %" out; the digits are kept as written."""
    found: list[Decimal] = []

    def take(match: re.Match[str]) -> str:
        # MAF is a gene too: in "IGH::MAF 5 %" it is what IGH is joined to.
        is_gene = bool(match["word"] and known_symbol(match.string[: match.start()], is_symbol))
        is_percent = "%" in match[0]
        if is_gene and not is_percent:
            return match[0]
        found.append(_decimal(match[2]).scaleb(-2 if is_percent else 0))
        return f" {match['word']} " if is_gene else " "

    text = _FRACTION.sub(take, _PERCENT.sub(take, pieces.text))
    if len(found) > 1 or any(value > 1 for value in found) or _NEGATIVE.search(pieces.text):
        msg = "one allele fraction between 0 and 100 % is expected"
        raise ValueError(msg)
    return replace(pieces, text=text.strip(), fraction=found[0] if found else None)


def genes_only(text: str) -> str:
    """Return the words without marks, brackets and words that say nothing."""
    bare = re.sub(r"[()\[\]{}]", " ", re.sub("[\ue000\ue001]\\d\ue002", " ", text))
    words = " ".join(_FILLER.sub(" ", " ".join(bare.split())).split())
    joint = _JOINT.search(words)
    if joint is None:
        return words
    return f"{words[: joint.start()].strip(' :-,;.')}{joint[0]}{words[joint.end() :].strip(' :-,;.')}"


def exon_sides(pieces: Pieces, five_prime: str | None, is_symbol: Callable[[str], bool]) -> tuple[int, ...]:
    """Which side (0 = 5', 1 = 3') each exon belongs to; ValueError where a single one could be either's."""
    if len(pieces.exons) != 1:
        return tuple(range(len(pieces.exons)))
    side = _side_of_single(pieces.text, MARKS[0], five_prime, is_symbol)
    if side is None:
        msg = "one exon for two genes; say whose it is, like 'EML4 exon 13 - ALK' or 'EML4 - exon 20 of ALK'"
        raise ValueError(msg)
    return (side,)


def transcript_sides(
    pieces: Pieces, five_prime: str | None, is_symbol: Callable[[str], bool]
) -> tuple[int, ...]:
    """Which side (0 = 5', 1 = 3') each transcript belongs to."""
    if len(pieces.transcripts) != 1:
        return tuple(range(len(pieces.transcripts)))
    side = _side_of_single(pieces.text, MARKS[1], five_prime, is_symbol)
    return (1 if side is None else side,)


def _side_of_single(
    text: str, mark: str, five_prime: str | None, is_symbol: Callable[[str], bool]
) -> int | None:
    """The side of the only mark of its kind: its neighbour's; None where it follows both genes."""
    before, _, after = text.partition(f"{mark}0{MARKS[2]}")
    named = genes_only(before)
    if not named:
        return 0
    if known_symbol(named, is_symbol) != five_prime:
        return None
    is_next = bool(re.match(r" *(?:of|von) ", after)) or before.rstrip().endswith(("-", ":", "/", ">"))
    return 1 if is_next else 0


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _take_places(pieces: Pieces) -> Pieces:
    places = tuple(Breakpoint.parse(match[1]) for match in _BREAKPOINT.finditer(pieces.text))
    builds = {Assembly.parse(match[1]) for match in _ASSEMBLY.finditer(pieces.text)}
    if len(places) not in (0, 2) or len(builds) > 1:
        msg = "one position for each of two partners is expected, on one assembly"
        raise ValueError(msg)
    text = _ASSEMBLY.sub(" ", _BREAKPOINT.sub(" ", pieces.text))
    return replace(pieces, text=text.strip(), places=places, assembly=builds.pop() if builds else None)


def _take_transcripts(pieces: Pieces) -> Pieces:
    found = tuple(match[1] for match in _TRANSCRIPT.finditer(pieces.text))
    if len(found) > 2:
        msg = "more than two transcripts are named"
        raise ValueError(msg)
    return replace(pieces, text=_marked(_TRANSCRIPT, MARKS[1], pieces.text), transcripts=found)


def _take_assay_id(pieces: Pieces) -> Pieces:
    """Take a panel's id apart: EML4-ALK.E6aA20.AB374361."""
    assay = _ASSAY_ID.fullmatch(pieces.text)
    match = IN_WORDS.fullmatch(assay[2]) if assay else None
    if assay is None or match is None:
        return pieces
    return replace(pieces, text=assay[1], junction=ExonJunction.of_match(match), is_assay_id=True)


def _take_alias(pieces: Pieces, is_symbol: Callable[[str], bool]) -> Pieces:
    """Take out a name such as "variant 3a" or "b3a2"; which junction it means depends on the genes.

    In "V16;A20" V16 is an exon of a gene in V, in "V3; E6;A20" V3 is a variant. Two bare numbers are a name
    ("16:9") only where some junction has it.
    """
    whole = [
        match for match in _junctions(pieces, is_symbol) if not _EXON_FOLLOWS.match(pieces.text, match.end())
    ]
    found: set[str] = set()

    def take(match: re.Match[str]) -> str:
        if match[1] and any(each.start() <= match.start() and match.end() <= each.end() for each in whole):
            return match[0]
        alias = _alias(match)
        if alias[0].isdigit() and not is_alias(alias):
            return match[0]
        found.add(alias)
        return " "

    text = _VARIANT.sub(take, pieces.text)
    if len(found) > 1:
        msg = f"several variants are named: {', '.join(sorted(found))}"
        raise ValueError(msg)
    return replace(pieces, text=text, alias=found.pop() if found else None)


def _alias(match: re.Match[str]) -> str:
    if match[1]:
        return f"v{match[1].lower()}"
    word = match[2].lower().replace(" ", "").replace(";", ":")
    return f"type {word[4:]}" if word.startswith("type") else word.removeprefix("ret/")


def _junctions(pieces: Pieces, is_symbol: Callable[[str], bool]) -> list[re.Match[str]]:
    # E2F1 looks like a junction and is a gene; with a colon or semicolon inside it cannot be one.
    found = IN_WORDS.finditer(pieces.text)
    return [each for each in found if set(":;") & set(each[0]) or not known_symbol(each[0], is_symbol)]


def _take_junction(pieces: Pieces, is_symbol: Callable[[str], bool]) -> Pieces:
    found = _junctions(pieces, is_symbol)
    if not found:
        return pieces
    if len(found) > 1 or pieces.junction is not None:
        named = [*([str(pieces.junction)] if pieces.junction else []), *(match[0] for match in found)]
        msg = f"several exon junctions are named: {', '.join(named)}"
        raise ValueError(msg)
    start, end = found[0].span()
    text = f"{pieces.text[:start]} {pieces.text[end:]}"
    return replace(pieces, text=text, junction=ExonJunction.of_match(found[0]))


def _take_exons(pieces: Pieces) -> Pieces:
    found = tuple((int(match[1]), match[2]) for match in _EXON.finditer(pieces.text))
    if found and pieces.junction:
        msg = f"exons are given twice, as {pieces.junction} and in words"
        raise ValueError(msg)
    if len(found) > 2 or any(number == 0 for number, _ in found):
        msg = "one exon for each of two partners is expected, counted from 1"
        raise ValueError(msg)
    return replace(pieces, text=_marked(_EXON, MARKS[0], pieces.text), exons=found)


def _marked(pattern: re.Pattern[str], mark: str, text: str) -> str:
    count = iter(range(9))
    return pattern.sub(lambda _: f" {mark}{next(count, 9)}{MARKS[2]} ", text)
