"""Where the bases of two transcripts lie on paper, when both are hung on one junction line.

Introns are left out. Untranslated ends are shortened to at most UNTRANSLATED drawn bases, so that a long
3' UTR does not shrink the coding exons; everything else is to one scale. Units: drawn bases from the
junction (negative = 5' of it), turned into figure units by a Scale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from fusionanno.model import Block, Exon, JunctionSite, Side, Transcript

UNTRANSLATED = 150.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one exon drawn alike: from start to end in drawn bases of the transcript's 5' end."""

    exon: int
    start: float
    end: float
    is_coding: bool
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One transcript of a fusion.

    junction is the drawn base at which the fusion leaves or enters it; shortened are the (exon, drawn base)
    where an untranslated end was cut short.
    """

    site: JunctionSite
    stretches: tuple[Stretch, ...]
    junction: float
    coding_start: float
    shortened: tuple[tuple[int, float], ...]

    @property
    def length(self) -> float:
        return self.stretches[-1].end

    @property
    def last_exon(self) -> int:
        return self.stretches[-1].exon

    def gaps_before(self, exon: int) -> int:
        """Gaps from the junction's exon to `exon`, negative upstream of it."""
        return exon - self.site.exon

    def exon_at(self, base: float) -> int:
        """The exon that holds a drawn base; the last one for its end."""
        return next((each.exon for each in self.stretches if base < each.end), self.last_exon)


@dataclass(frozen=True, slots=True)
class Scale:
    """Figure units per drawn base, the gap between exons, and where the junction line stands."""

    per_base: float
    gap: float
    junction_x: float

    def x(self, track: Track, base: float, exon: int) -> float:
        """Place a drawn base that belongs to `exon`."""
        return self.junction_x + (base - track.junction) * self.per_base + track.gaps_before(exon) * self.gap


def track_of(site: JunctionSite) -> Track:
    """Lay out the transcript of one side of a junction."""
    parts = list(_parts(site.transcript))
    untranslated = {place: sum(size for _, kind, size in parts if kind == place) for place in ("5", "3")}
    factors = {place: min(1.0, UNTRANSLATED / size) if size else 1.0 for place, size in untranslated.items()}
    spans, edge = [], 0.0
    for number, kind, size in parts:
        spans.append((number, kind, edge, edge + size * factors.get(kind, 1.0)))
        edge = spans[-1][3]
    junction = _junction(site, spans)
    coding = next((start for _, kind, start, _ in spans if kind == "coding"), 0.0)
    cut = tuple(_cut(spans, junction, site.side))
    shortened = tuple(_middle_of_longest(spans, place) for place, factor in factors.items() if factor < 1.0)
    return Track(site, cut, junction, coding, shortened)


_Span = tuple[int, str, float, float]


def _middle_of_longest(spans: Sequence[_Span], kind: str) -> tuple[int, float]:
    longest = max((span for span in spans if span[1] == kind), key=lambda span: span[3] - span[2])
    return longest[0], (longest[2] + longest[3]) / 2


def _parts(transcript: Transcript) -> Iterator[tuple[int, str, int]]:
    """Yield (exon, "5" | "coding" | "3" | "none", bases) in transcript direction; empty parts left out."""
    for exon in transcript.exons:
        kinds = [
            (_kind(transcript, base), size)
            for block in exon.blocks
            for base, size in _runs(transcript, block)
        ]
        for kind, run in groupby(kinds, key=lambda pair: pair[0]):
            yield exon.number, kind, sum(size for _, size in run)


def _runs(transcript: Transcript, block: Block) -> list[tuple[int, int]]:
    """Split a block at the edges of the coding sequence: (any base of the run, its bases), 5' to 3'."""
    edges = [block.start, block.end + 1]
    if transcript.cds_start is not None and transcript.cds_end is not None:
        inner = (transcript.cds_start, transcript.cds_end + 1)
        edges += [edge for edge in inner if block.start < edge <= block.end]
    edges.sort()
    runs = [(low, high - low) for low, high in pairwise(edges)]
    return runs if transcript.is_plus else runs[::-1]


def _kind(transcript: Transcript, base: int) -> str:
    if transcript.cds_start is None or transcript.cds_end is None:
        return "none"
    if transcript.cds_start <= base <= transcript.cds_end:
        return "coding"
    return "5" if (base < transcript.cds_start) is transcript.is_plus else "3"


def exon_length(exon: Exon) -> int:
    """Bases of an exon, alignment gaps left out."""
    return sum(block.end - block.start + 1 for block in exon.blocks)


def _junction(site: JunctionSite, spans: Sequence[_Span]) -> float:
    """Return the drawn base of the junction; intronic bases that the fusion keeps are not drawn to scale."""
    own = [span for span in spans if span[0] == site.exon]
    if not own:
        msg = f"{site.transcript.id} has no exon {site.exon}"
        raise ValueError(msg)
    lost = max(0, -site.offset if site.side is Side.FIVE_PRIME else site.offset)
    bases = next(exon_length(exon) for exon in site.transcript.exons if exon.number == site.exon)
    start, end = own[0][2], own[-1][3]
    share = min(1.0, lost / bases) * (end - start)
    return end - share if site.side is Side.FIVE_PRIME else start + share


def _cut(spans: Sequence[_Span], junction: float, side: Side) -> Iterator[Stretch]:
    """Cut the stretch that holds the junction, and say of each whether the fusion keeps it."""
    for number, kind, start, end in spans:
        edges = [start, junction, end] if start < junction < end else [start, end]
        for low, high in pairwise(edges):
            is_kept = high <= junction if side is Side.FIVE_PRIME else low >= junction
            yield Stretch(number, low, high, kind == "coding", is_kept)


def gap_for(exons: int) -> float:
    """Return the gap between exons that leaves room for so many of them."""
    return 2.0 if exons <= 60 else 1.0 if exons <= 150 else 0.0


def scale_of(five: Track, three: Track, width: float) -> Scale:
    """Return the one scale at which everything left and right of the junction line fits into `width`."""
    gap = gap_for(five.last_exon + three.last_exon)
    left = [(track.junction, track.site.exon - 1) for track in (five, three)]
    right = [(track.length - track.junction, track.last_exon - track.site.exon) for track in (five, three)]
    per_base = min(
        (width - gap * (l_gaps + r_gaps)) / (l_len + r_len)
        for l_len, l_gaps in left
        for r_len, r_gaps in right
    )
    return Scale(per_base, gap, max(length * per_base + gaps * gap for length, gaps in left))
