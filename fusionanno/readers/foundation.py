"""FoundationOne reports: XML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from xml.parsers import expat

from fusionanno.errors import InputError
from fusionanno.model import (
    Breakpoint,
    FusionCall,
    Interval,
    Molecule,
    OtherRow,
    Partner,
    PartnerOrder,
    ReadingFrame,
    ReadSupport,
    RejectedRow,
    Source,
    SupportMeaning,
)
from fusionanno.readers.base import Item, Kind, Reader, is_blank
from fusionanno.readers.cells import breakpoint_at, count
from fusionanno.readers.joined import internal_words
from fusionanno.readers.lines import Lines

_MARKS = ("foundationmedicine", "<variant-report", "ResultsReport")
_FRAMES = {"yes": ReadingFrame.IN_FRAME, "no": ReadingFrame.OUT_OF_FRAME}
_OTHERS = {
    "short-variant": "short variant",
    "copy-number-alteration": "copy number alteration",
    "non-human": "non-human content",
}
_SAID = ("type", "status", "equivocal", "description", "percent-reads", "in-frame")
_PLACE = re.compile(r"(?:chr?)?(\w+):(\d+)(?:-(\d+))?", re.IGNORECASE)
_FRACTION = re.compile(r"0(?:\.\d+)?|1(?:\.0*)?|\.\d+|\d(?:\.\d+)?[eE]-\d+")
_EVIDENCE = {"dna-evidence": Molecule.DNA, "rna-evidence": Molecule.RNA}


class FoundationReader(Reader):
    """Foundation Medicine result reports (FoundationOne, CDx, Heme, Liquid): ``rearrangement`` elements.

    The targeted gene and the other gene are no order, nor is the description (``EML4-ALK fusion``), which is
    kept as a tag: the order stays open. `pos1` is the targeted gene's place and `pos2` the other's, 1-based,
    a position or a range of positions in which the break lies: then the breakpoint is the range's start, with
    the range as its interval. No strand is given. `N/A` is no gene. `in-frame` Yes and No are the frame;
    Unknown is none. Equivocal, status, type and percent-reads are tags. Where one of dna-evidence and
    rna-evidence alone stands inside, it tells the molecule. A description such as ``EGFRvIII`` of one gene is
    read in words. Short variants and copy numbers are counted. The sample is the variant report's specimen.

    A document type declaration and entities of its own are refused. The element names and values follow
    public readers of these reports; no whole real report was at hand.
    """

    name = "foundation"
    title = "FoundationOne XML"
    kind = Kind.PLATFORM
    versions = "variant-report of ResultsReport XML (2.x)"
    url = "https://www.foundationmedicine.com"
    support = SupportMeaning(
        spanning_fragments="supporting-read-pairs: read pairs that support the rearrangement",
        allele_fraction="allele-fraction, as reported: numerator and denominator are not told",
    )

    @property
    def recognised_by(self) -> str:
        return "XML with a ResultsReport or variant-report of Foundation Medicine"

    @property
    def example(self) -> str:
        return (
            '<variant-report specimen="S1"><rearrangements>\n'
            '<rearrangement targeted-gene="RET" other-gene="KIF5B" pos1="chr10:43611647"'
            ' pos2="chr10:32313935" type="fusion" in-frame="Yes" supporting-read-pairs="58"/>\n'
            "</rearrangements></variant-report>\n"
        )

    def recognises(self, head: Sequence[str]) -> bool:
        first = next((line for line in head if not is_blank(line)), "")
        return first.lstrip().startswith("<") and any(mark in line for line in head for mark in _MARKS)

    def read(self, lines: Lines) -> Iterator[Item]:
        walk = _Walk(lines.path)
        for number, line in lines:
            walk.feed("\n" if is_blank(line) else line + "\n", number)
            yield from walk.taken()
        walk.close()
        yield from walk.taken()


class _Walk:
    """The elements of the document as they come; nothing is kept but the rearrangement that is open."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._items: list[Item] = []
        self._open: tuple[Mapping[str, str], Source, set[Molecule]] | None = None
        self._sample: str | None = None
        self._line, self._is_fed = 1, False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, text: str, line: int) -> None:
        self._line = line
        self._is_fed = self._is_fed or not text.isspace()
        if self._is_fed:
            self._parse(text, is_last=False)
        else:
            self._line += 1

    def close(self) -> None:
        if self._is_fed:
            self._parse("", is_last=True)

    def taken(self) -> list[Item]:
        items, self._items = self._items, []
        return items

    def _parse(self, text: str, *, is_last: bool) -> None:
        try:
            self._parser.Parse(text, is_last)
        except expat.ExpatError as error:
            msg = f"not whole XML: {expat.ErrorString(error.code)}; export the report again"
            raise InputError(msg, path=self._path, line=self._line) from error

    def _refuse(self, *_: object) -> None:
        msg = "a document type declaration, which reports do not have; remove it"
        raise InputError(msg, path=self._path, line=self._line)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        source = Source(self._path, self._line)
        if tag == "rearrangement":
            self._open = attributes, source, set()
        elif tag == "variant-report":
            told = (attributes.get(key, "").strip() for key in ("specimen", "test-request"))
            self._sample = next((text for text in told if text), None)
        elif tag in _OTHERS:
            self._items.append(OtherRow(source, _OTHERS[tag]))
        elif tag in _EVIDENCE and self._open:
            self._open[2].add(_EVIDENCE[tag])

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] != "rearrangement" or self._open is None:
            return
        (attributes, source, molecules), self._open = self._open, None
        molecule = molecules.pop() if len(molecules) == 1 else None
        try:
            self._items.append(_call(attributes, molecule, self._sample, source))
        except ValueError as error:
            self._items.append(RejectedRow(source, str(error)))


def _text(attributes: Mapping[str, str], key: str) -> str:
    text = attributes.get(key, "").strip()
    return "" if text.upper() in ("N/A", "NA", ".") else text


def _call(
    attributes: Mapping[str, str], molecule: Molecule | None, sample: str | None, source: Source
) -> FusionCall:
    targeted = _partner(attributes, "targeted-gene", "pos1")
    other = _partner(attributes, "other-gene", "pos2")
    if targeted.symbol is None and other.symbol is None:
        msg = "targeted-gene and other-gene are empty"
        raise ValueError(msg)
    frame = _text(attributes, "in-frame").lower()
    words = internal_words(_text(attributes, "description")) if other.breakpoint is None else None
    return FusionCall(
        FoundationReader.name,
        Partner(None) if words else targeted,
        Partner(None) if words else other,
        molecule=molecule,
        support=ReadSupport(
            spanning_fragments=count(
                {"supporting-read-pairs": _text(attributes, "supporting-read-pairs")}, "supporting-read-pairs"
            ),
            allele_fraction=_fraction(_text(attributes, "allele-fraction")),
        ),
        caller_frame=_FRAMES.get(frame),
        described=words,
        sample=sample,
        tags=tuple(f"{key}={text}" for key in _SAID if (text := _text(attributes, key))),
        order=PartnerOrder.TOLD if words else PartnerOrder.NOT_TOLD,
        source=source,
    )


def _partner(attributes: Mapping[str, str], gene: str, key: str) -> Partner:
    place, interval = _place(_text(attributes, key), key)
    return Partner(_text(attributes, gene) or None, place, interval=interval)


def _place(text: str, key: str) -> tuple[Breakpoint | None, Interval | None]:
    if not text:
        return None, None
    match = _PLACE.fullmatch(text.replace(",", ""))
    if match is None or (match[3] and int(match[3]) < int(match[2])):
        msg = f"{key} is neither a position nor a range such as chr2:29446208-29446424: {text!r}"
        raise ValueError(msg)
    width = int(match[3]) - int(match[2]) if match[3] else 0
    return breakpoint_at(f"{match[1]}:{match[2]}", key), Interval(0, width) if width else None


def _fraction(text: str) -> Decimal | None:
    if text and _FRACTION.fullmatch(text) is None:
        msg = f"allele-fraction is no fraction of 1: {text!r}"
        raise ValueError(msg)
    return Decimal(text) if text else None
