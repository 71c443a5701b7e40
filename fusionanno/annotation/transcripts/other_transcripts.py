"""What a call would mean on the other transcripts of its genes: told beside the choice, never chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product

from fusionanno.annotation.geometry.junction import as_read, observed_site, predicted_site, predicted_sites
from fusionanno.annotation.geometry.layout import Layout, Spot
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.geometry.reading import (
    NOTHING_BESIDE,
    Beside,
    End,
    NoJunction,
    Pair,
    ReadAs,
    Reading,
)
from fusionanno.annotation.product.start_codon import cuts_start
from fusionanno.annotation.transcripts.movable import Judge
from fusionanno.model import (
    Breakpoint,
    Flag,
    FlagId,
    FusionCall,
    JunctionSite,
    ReadingFrame,
    Region,
    Side,
    TranscriptTag,
)

_KEPT_PLACES = 16_384
"""Positions whose transcripts are kept: a junction that comes again is looked up once."""

_NAMED = 3
"""Pairs of transcripts that the sentence names."""

_MOST_PAIRS = 36
"""Pairs that are judged, so that a call's cost has a bound."""

_UNTRANSLATED, _COMPLETE, _NONE, _CUT = -1, -2, -3, -4

Kind = tuple[int | None, ...]
"""All that the frame depends on at one end: transcripts of one kind give one verdict."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One end: how it is told, a layout of every other kind, and MANE Select where it does not tell it."""

    told: Reading
    place: Breakpoint | None
    others: tuple[Layout, ...] = ()
    mane: Layout | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to tell both ends, and its frame."""

    five: Reading
    three: Reading
    frame: ReadingFrame

    def __str__(self) -> str:
        return " :: ".join(
            f"{end.layout.transcript.id} ({_exon(end.site)})" for end in (self.five, self.three)
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A call that is told on other transcripts, and who judges these ways to tell it."""

    call: FusionCall
    is_break: bool
    sides: tuple[_Side, _Side]
    judge: Judge


class OtherTranscripts:
    """Reads calls on every coding transcript of their genes, one of each kind; judge tells their frames."""

    def __init__(self, layouts: Layouts, judge: Judge) -> None:
        self._layouts = layouts
        self._judge = judge
        self._at = lru_cache(_KEPT_PLACES)(self._kinds)

    def beside(
        self,
        call: FusionCall,
        read_as: ReadAs,
        ends: tuple[End, End],
        told: Pair,
        frame: ReadingFrame,
    ) -> Beside:
        """Compare the told pair and its frame with the same positions on the genes' other coding transcripts.

        Where a transcript has the position as an exon edge, only such transcripts count, else all that hold
        it.
        A transcript that the user names is compared too, but no other is offered in its stead.
        """
        if read_as is ReadAs.UNCLEAR:
            return NOTHING_BESIDE
        is_break = read_as is ReadAs.BREAK
        five = self._side(ends[0], told.five_prime, is_break)
        three = self._side(ends[1], told.three_prime, is_break)
        if five is None and three is None:
            return NOTHING_BESIDE
        sides = (five or _Side(told.five_prime, None), three or _Side(told.three_prime, None))
        return _compared(_Asked(call, is_break, sides, self._judge), frame)

    def _side(self, end: End, told: Reading, is_break: bool) -> _Side | None:
        """Return what there is to compare at one end; None for nothing, as usual: that must cost little."""
        if end.partner.breakpoint is None:
            return None
        kinds = self._at(end.gene.symbol, told.edge, end.side, is_break)
        if told.is_stated:
            own = _kind(told.layout, end.side, told.edge, is_break)
            unlike = (layout for kind, layout in kinds.items() if kind != own)
            others = tuple(layout for layout in unlike if layout is not told.layout)
        else:
            others = tuple(kinds.values())[1:]
        mane = None if told.is_stated else self._mane(end, told)
        return _Side(told, told.edge, others, mane) if others or mane else None

    def _mane(self, end: End, told: Reading) -> Layout | None:
        """Return MANE Select of the gene on this contig where the rule passed it over."""
        if told.layout.transcript.tag is TranscriptTag.MANE_SELECT:
            return None
        here = self._layouts.on(end.gene.symbol, told.edge.contig).layouts
        tagged = (each for each in here if each.transcript.tag is TranscriptTag.MANE_SELECT)
        return next(tagged, None)

    def _kinds(self, symbol: str, place: Breakpoint, side: Side, is_break: bool) -> dict[Kind, Layout]:
        """Return the first transcript of each kind, in the order of the rule; a lone one is of no kind."""
        here = self._layouts.on(symbol, place.contig).telling
        if len(here) < 2 or not here[0].transcript.is_coding:
            return dict.fromkeys(((),), here[0]) if here else {}
        found: dict[Kind, Layout] = {}
        if not is_break:
            for layout in here:
                exon = layout.exon_at_edge(place.position, side)
                if exon is not None:
                    found.setdefault(_kind_of_edge(layout, side, exon), layout)
        if not found:
            for layout in here:
                if layout.holds(place.position):
                    found.setdefault(_kind(layout, side, place, is_break), layout)
        return found


def _kind(layout: Layout, side: Side, place: Breakpoint, is_break: bool) -> Kind:
    spot = layout.spot(place.position)
    if is_break:
        return _kind_of_break(layout, side, spot)
    exon, offset = as_read(layout, spot, side)
    if side is Side.FIVE_PRIME:
        base, retained = layout.exon_last[exon - 1] + min(offset, 0), max(offset, 0)
    else:
        base, retained = layout.exon_first[exon - 1] + max(offset, 0), max(-offset, 0)
    return *_kind_of_base(layout, side, base), retained


def _kind_of_edge(layout: Layout, side: Side, exon: int) -> Kind:
    return *_kind_of_base(layout, side, _edge(layout, side, exon)), 0


def _kind_of_break(layout: Layout, side: Side, spot: Spot) -> Kind:
    """The exon that splices, and for a break inside an exon the base as well: exons may be joined there."""
    is_exonic = spot.region is Region.EXON
    exon = spot.exon - is_exonic if side is Side.FIVE_PRIME else spot.exon + 1
    has_exon = 1 <= exon <= layout.exon_count
    spliced = _kind_of_base(layout, side, _edge(layout, side, exon)) if has_exon else (_NONE,)
    if not is_exonic:
        return spliced
    exon, offset = as_read(layout, spot, side)
    return *spliced, None, *_kind_of_base(layout, side, _edge(layout, side, exon) + offset)


def _edge(layout: Layout, side: Side, exon: int) -> int:
    return layout.exon_last[exon - 1] if side is Side.FIVE_PRIME else layout.exon_first[exon - 1]


def _kind_of_base(layout: Layout, side: Side, base: int) -> Kind:
    """The phase that a transcript leaves with (5') or goes on in (3'), or that the base is not translated, or
    that its start codon is cut (with the phase, for the bases given may make it again).

    On the 3' side the bases of the 5' UTR that would be read through as well.
    """
    first, last = layout.cds_first, layout.cds_last
    if first is None or last is None:
        return (_NONE,)
    if side is Side.THREE_PRIME:
        return (_UNTRANSLATED,) if base > last - 3 else (layout.phase(max(base, first)), max(first - base, 0))
    if cuts_start(layout, base):
        return (_CUT, layout.phase(base))
    if first <= base < last:
        return (layout.phase(base),)
    return (_COMPLETE if base >= last else _UNTRANSLATED,)


def _compared(asked: _Asked, frame: ReadingFrame) -> Beside:
    five, three = asked.sides
    told = _Way(five.told, three.told, frame)
    pairs = product((five.told.layout, *five.others), (three.told.layout, *three.others))
    ways = [_way(asked, pair) for pair in islice(pairs, 1, _MOST_PAIRS)]
    open_or_same = (told.frame, ReadingFrame.UNDETERMINED)
    unlike = [way for way in ways if way is not None and way.frame not in open_or_same]
    unlike.sort(key=lambda way: way.frame is not ReadingFrame.IN_FRAME)
    said = [*_of_mane(asked, told), *_of_others(told, unlike)]
    flags = (Flag(FlagId.OTHER_TRANSCRIPT, "; ".join(said)),) if said else ()
    if five.told.is_stated or three.told.is_stated:
        return Beside(flags)
    in_frame = (way for way in unlike if way.frame is ReadingFrame.IN_FRAME)
    return Beside(flags, tuple(Pair(way.five, way.three) for way in in_frame))


def _way(asked: _Asked, layouts: tuple[Layout, Layout]) -> _Way | None:
    """Tell the call on two transcripts; None where no junction follows on them."""
    try:
        sites = _sites(asked.is_break, asked.sides, layouts)
    except NoJunction:
        return None
    five = _reading(layouts[0], sites[0], asked.sides[0])
    three = _reading(layouts[1], sites[1], asked.sides[1])
    return _Way(five, three, asked.judge(asked.call, Pair(five, three)).frame)


def _sites(
    is_break: bool, sides: tuple[_Side, _Side], layouts: tuple[Layout, Layout]
) -> tuple[JunctionSite, JunctionSite]:
    five, three = sides
    if is_break and five.told.site.breakpoint is not None and three.told.site.breakpoint is not None:
        return predicted_sites(layouts[0], five.told.site.breakpoint, layouts[1], three.told.site.breakpoint)
    return _site(is_break, five, layouts[0]), _site(is_break, three, layouts[1])


def _site(is_break: bool, side: _Side, layout: Layout) -> JunctionSite:
    if side.place is None or layout is side.told.layout:
        return side.told.site
    tell = predicted_site if is_break else observed_site
    return tell(layout, side.told.site.side, side.place)


def _of_mane(asked: _Asked, told: _Way) -> list[str]:
    """Say what MANE Select would say, where it was passed over because it does not have the junction."""
    passed = [side.mane for side in asked.sides if side.mane is not None]
    if not passed:
        return []
    layouts = [side.mane or side.told.layout for side in asked.sides]
    way = _way(asked, (layouts[0], layouts[1]))
    names = " and ".join(f"MANE Select {each.transcript.id}" for each in passed)
    what = "does not hold the break" if asked.is_break else "has no exon edge at the junction"
    with_it = f"{way.frame.value} with it ({way})" if way is not None else "no junction follows on it"
    return [f"{names} {what}: {with_it}; {told.frame.value} with {told}, told here"]


def _of_others(told: _Way, unlike: Sequence[_Way]) -> list[str]:
    if not unlike:
        return []
    ends = (told.five.layout.transcript, told.three.layout.transcript)
    is_mane = all(each.tag is TranscriptTag.MANE_SELECT for each in ends)
    listed = "; ".join(f"{way.frame.value} with {way}" for way in unlike[:_NAMED])
    more = f"; and {len(unlike) - _NAMED} more" if len(unlike) > _NAMED else ""
    return [f"{'MANE' if is_mane else told}: {told.frame.value}; {listed}{more}"]


def _reading(layout: Layout, site: JunctionSite, side: _Side) -> Reading:
    told = side.told
    if layout is told.layout and (site.exon, site.offset) == (told.site.exon, told.site.offset):
        return told
    because = "another transcript of the gene, read at the same position"
    if layout is told.layout:
        because = f"{told.site.because}; spliced otherwise with the other transcript of the other gene"
    how = f"read on {layout.transcript.id}"
    return Reading(layout, replace(site, because=because), side.told.edge, 2, how)


def _exon(site: JunctionSite) -> str:
    return f"exon {site.exon}{f'{site.offset:+}' if site.offset else ''}"
