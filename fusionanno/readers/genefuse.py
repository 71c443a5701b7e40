"""GeneFuse."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from fusionanno.model import (
    FusionCall,
    Molecule,
    Partner,
    PartnerOrder,
    ReadSupport,
    RejectedRow,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Item, Kind, Reader
from fusionanno.readers.cells import breakpoint_at
from fusionanno.readers.lines import Lines

_TITLE = re.compile(r'\s*(?:#|")(Fusion|Deletion): (.*)')
_JSON_TITLE = re.compile(r'\s*"(Fusion|Deletion): (.*?)"\s*:\s*\{\s*')
_WHOLE = re.compile(r"(.+)___(.+?)\s*\(total: *(\d+), *unique: *(\d+)\)\s*")
_SIDE = re.compile(r"(.+):(?:(exon|intron):(\d+)\|)?([+-])([^:]+):(\d+)")
_TRANSCRIPT = re.compile(r"(.+?)_((?:ENST\d|[NX][MR]_\d)[\d.]*)")
_STRAND = re.compile(r'\s*"strand"\s*:\s*"(\w+)"')
_SIGNS = {"+": Strand.PLUS, "-": Strand.MINUS}
_KNOWN = frozenset(("forward", "reversed"))


@dataclass(slots=True)
class _Open:
    """A fusion of the JSON report whose lines are being read: its title and the two genes' directions."""

    call: FusionCall
    strands: list[str] = field(default_factory=list)

    def closed(self) -> FusionCall:
        if len(self.strands) < 2 or not _KNOWN.issuperset(self.strands):
            msg = "no strand of both genes after a fusion's title; the file is cut off"
            raise ValueError(msg)
        if self.strands == ["forward", "forward"]:
            return replace(self.call, order=PartnerOrder.TOLD)
        return _reverse(self.call) if self.strands == ["reversed", "reversed"] else self.call


class GeneFuseReader(Reader):
    """GeneFuse's text (what it prints) and its JSON report.

    Each fusion has a title: ``Fusion: gene:intron:6|+chr2:42492091___gene:intron:19|-chr2:29447500  (total:
    5, unique:3)``. The left piece is what the reads show first; its sign is the strand that they go along.
    Positions are 0-based: 1 is added. Reads of DNA go either way, so that the text does not tell which gene
    is 5'; the JSON report's strands (forward: along the gene) tell it where both agree, and where both are
    reversed the right gene is 5' and both strands are turned here. A gene's name carries its transcript
    (``EML4_ENST00000318522.5``). The exon or intron of the break is a tag, since intron 6 is after exon 6
    for a 5' and before exon 7 for a 3' partner. Split reads are the unique ones, total counts duplicates too
    and is a tag. ``Deletion`` is a join inside one gene. Lines of reads are passed over. HTML is not read.

    Written from GeneFuse 0.8's source, which also says that its positions are 0-based; no real file was at
    hand.
    """

    name = "genefuse"
    title = "GeneFuse"
    kind = Kind.DNA
    versions = "0.6 to 0.8, text and JSON"
    url = "https://github.com/OpenGene/GeneFuse"
    coordinate_base = 0
    support = SupportMeaning(
        split_reads="unique: reads over the break with different break positions or lengths",
        caveat="total counts duplicates too",
    )

    @property
    def recognised_by(self) -> str:
        return "a line that begins with #Fusion: or #Deletion:, or such titles in a JSON report"

    @property
    def example(self) -> str:
        return (
            "#Fusion: EML4_ENST00000318522.5:intron:13|+chr2:42299627___"
            "ALK_ENST00000389048.3:intron:19|-chr2:29225119  (total: 5, unique:3)\n"
        )

    def recognises(self, head: Sequence[str]) -> bool:
        is_empty_report = any('"fusions":{' in line for line in head) and any(
            '"command":' in line for line in head
        )
        return is_empty_report or any((m := _TITLE.match(line)) and "___" in m[2] for line in head)

    def read(self, lines: Lines) -> Iterator[Item]:
        current: _Open | None = None
        for number, line in lines:
            source = Source(lines.path, number)
            if _TITLE.match(line):
                yield from _finished(current)
                current = None
                try:
                    call = self._titled(line, source)
                except ValueError as error:
                    yield RejectedRow(source, str(error))
                    continue
                if line.startswith("#"):
                    yield call
                else:
                    current = _Open(call)
            elif current is not None and len(current.strands) < 2 and (match := _STRAND.match(line)):
                current.strands.append(match[1])
        yield from _finished(current)

    def _titled(self, line: str, source: Source) -> FusionCall:
        title = (_TITLE if line.startswith("#") else _JSON_TITLE).fullmatch(line)
        whole = _WHOLE.fullmatch(title[2]) if title else None
        if title is None or whole is None:
            msg = f"not the title 'Fusion: left___right (total: n, unique: n)': {line.strip()[:160]!r}"
            raise ValueError(msg)
        (five, five_tag), (three, three_tag) = _side(whole[1]), _side(whole[2])
        tags = (title[1].lower(), f"left={five_tag}", f"right={three_tag}", f"total={whole[3]}")
        return FusionCall(
            caller=self.name,
            five_prime=five,
            three_prime=three,
            molecule=Molecule.DNA,
            support=ReadSupport(split_reads=int(whole[4])),
            tags=tuple(tag for tag in tags if not tag.endswith("=")),
            order=PartnerOrder.NOT_TOLD,
            source=source,
        )


def _finished(current: _Open | None) -> Iterator[Item]:
    if current is None:
        return
    try:
        yield current.closed()
    except ValueError as error:
        assert current.call.source is not None
        yield RejectedRow(current.call.source, str(error))


def _side(text: str) -> tuple[Partner, str]:
    """Read ``gene:intron:6|+chr2:42492091``; beyond the last exon there is neither exon nor intron."""
    match = _SIDE.fullmatch(text.strip())
    if match is None:
        msg = f"not a side 'gene:exon:n|+chromosome:position': {text!r}"
        raise ValueError(msg)
    gene, kind, number, sign, contig, position = match.groups()
    named = _TRANSCRIPT.fullmatch(gene)
    partner = Partner(
        symbol=named[1] if named else gene,
        breakpoint=breakpoint_at(f"{contig}:{position}", "position", 0),
        transcript=named[2] if named else None,
        strand=_SIGNS[sign],
    )
    return partner, f"{kind} {number}" if kind else ""


def _reverse(call: FusionCall) -> FusionCall:
    """Return the call as the other strand of the DNA reads it: the right piece is 5'."""
    five, three = (
        replace(end, strand=end.strand and end.strand.opposite) for end in (call.three_prime, call.five_prime)
    )
    return replace(call, five_prime=five, three_prime=three, order=PartnerOrder.TOLD)
