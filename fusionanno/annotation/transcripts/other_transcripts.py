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
from fusionanno.annotation.product.joined import Told, verdict
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

_UNTRANSLATED, _COMPLETE, _NONE = -1, -2, -3

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

    five: Told
    three: Told
    frame: ReadingFrame

    def __str__(self) -> str:
        return " :: ".join(
            f"{end.layout.transcript.id} ({_exon(end.site)})" for end in (self.five, self.three)
        )


class OtherTranscripts:
    """Reads calls on every coding transcript of their genes, one of each kind."""

    def __init__(self, layouts: Layouts) -> None:
        self._layouts = layouts
        self._at = lru_cache(_KEPT_PLACES)(self._kinds)

    def beside(self, call: FusionCall, read_as: ReadAs, ends: tuple[End, End], told: Pair) -> Beside:
        """Compare the told pair with the same positions on the genes' other coding transcripts.

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
        return _compared(call, is_break, sides)

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
    """The phase that a transcript leaves with (5') or goes on in (3'), or that the base is not translated.

    On the 3' side the bases of the 5' UTR that would be read through as well.
    """
    first, last = layout.cds_first, layout.cds_last
    if first is None or last is None:
        return (_NONE,)
    if side is Side.THREE_PRIME:
        return (_UNTRANSLATED,) if base > last - 3 else (layout.phase(max(base, first)), max(first - base, 0))
    if first <= base < last:
        return (layout.phase(base),)
    return (_COMPLETE if base >= last else _UNTRANSLATED,)


def _compared(call: FusionCall, is_break: bool, sides: tuple[_Side, _Side]) -> Beside:
    five, three = sides
    ends = Told(five.told.layout, five.told.site), Told(three.told.layout, three.told.site)
    told = _Way(*ends, verdict(call, *ends).frame)
    pairs = product((five.told.layout, *five.others), (three.told.layout, *three.others))
    ways = [_way(call, is_break, sides, pair) for pair in islice(pairs, 1, _MOST_PAIRS)]
    open_or_same = (told.frame, ReadingFrame.UNDETERMINED)
    unlike = [way for way in ways if way is not None and way.frame not in open_or_same]
    unlike.sort(key=lambda way: way.frame is not ReadingFrame.IN_FRAME)
    said = [*_of_mane(call, is_break, sides, told), *_of_others(told, unlike)]
    flags = (Flag(FlagId.OTHER_TRANSCRIPT, "; ".join(said)),) if said else ()
    is_settled = five.told.is_stated or three.told.is_stated
    if is_settled or not unlike or unlike[0].frame is not ReadingFrame.IN_FRAME:
        return Beside(flags)
    return Beside(flags, _as_pair(unlike[0], sides))


def _way(
    call: FusionCall, is_break: bool, sides: tuple[_Side, _Side], layouts: tuple[Layout, Layout]
) -> _Way | None:
    """Tell the call on two transcripts; None where no junction follows on them."""
    try:
        five, three = _sites(is_break, sides, layouts)
    except NoJunction:
        return None
    ends = Told(layouts[0], five), Told(layouts[1], three)
    return _Way(*ends, verdict(call, *ends).frame)


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


def _of_mane(call: FusionCall, is_break: bool, sides: tuple[_Side, _Side], told: _Way) -> list[str]:
    """Say what MANE Select would say, where it was passed over because it does not have the junction."""
    passed = [side.mane for side in sides if side.mane is not None]
    if not passed:
        return []
    layouts = [side.mane or side.told.layout for side in sides]
    way = _way(call, is_break, sides, (layouts[0], layouts[1]))
    names = " and ".join(f"MANE Select {each.transcript.id}" for each in passed)
    what = "does not hold the break" if is_break else "has no exon edge at the junction"
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


def _as_pair(way: _Way, sides: tuple[_Side, _Side]) -> Pair:
    five, three = (_reading(end, side) for end, side in zip((way.five, way.three), sides, strict=True))
    return Pair(five, three)


def _reading(end: Told, side: _Side) -> Reading:
    if end.layout is side.told.layout:
        return side.told
    because = "another transcript of the gene, read at the same position"
    how = f"read on {end.layout.transcript.id}"
    return Reading(end.layout, replace(end.site, because=because), side.told.edge, 2, how)


def _exon(site: JunctionSite) -> str:
    return f"exon {site.exon}{f'{site.offset:+}' if site.offset else ''}"
