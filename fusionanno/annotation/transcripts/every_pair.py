"""A call on every pair of transcripts of its two genes, for those who want to see them all."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

from fusionanno.annotation.geometry.junction import exon_site, observed_site, predicted_site, predicted_sites
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.geometry.reading import End, NoJunction, Pair, ReadAs, Reading
from fusionanno.annotation.transcripts.choose import is_listed, rank
from fusionanno.model import Breakpoint, FusionTranscript, JunctionSite, Side, Transcript


@dataclass(frozen=True, slots=True)
class NoPair:
    """Two transcripts on which the breaks make no junction, and why."""

    transcripts: tuple[Transcript, Transcript]
    why: str

    def __str__(self) -> str:
        return f"{' :: '.join(each.id for each in self.transcripts)}: {self.why}"


def every_pair(
    layouts: Layouts,
    ends: tuple[End, End],
    read_as: ReadAs,
    told: FusionTranscript | None,
    listed: frozenset[str],
) -> Iterator[Pair | NoPair]:
    """Yield the call on each pair of transcripts other than the told one, by the rule's order on each side.

    A position is told on every transcript of its gene and contig, an exon number on every one that has it.
    Both ends of one gene are told on one transcript. An exon whose transcript is stated is told there.
    """
    sides = [_layouts(layouts, end, read_as, listed) for end in ends]
    is_one = ends[0].gene.symbol == ends[1].gene.symbol
    for five, three in product(*sides):
        if is_one and five is not three:
            continue
        try:
            pair = _pair(ends, read_as, (five, three), told)
        except NoJunction as error:
            yield NoPair((five.transcript, three.transcript), str(error))
            continue
        if pair is not None and not _is_told(pair, told):
            yield pair


def _layouts(layouts: Layouts, end: End, read_as: ReadAs, listed: frozenset[str]) -> list[Layout]:
    """Return the transcripts of one end: the user's list, coding ones whose exon edge it is, the rest."""
    place = end.partner.breakpoint
    if place is None:
        of_gene = list(layouts.of_gene(end.gene.symbol))
        named = {each.transcript.id for each in of_gene}
        others = (layouts.of(each) for each in layouts.model.literature(end.gene.symbol))
        of_gene += [each for each in others if each.transcript.id not in named]
        return sorted(of_gene, key=lambda each: not is_listed(each.transcript, listed))
    here = layouts.on(end.gene.symbol, place.contig)
    return sorted(here.layouts, key=lambda each: _order(each, place, end.side, read_as, listed))


def _order(
    layout: Layout, place: Breakpoint, side: Side, read_as: ReadAs, listed: frozenset[str]
) -> tuple[bool, bool, bool]:
    transcript = layout.transcript
    if read_as is ReadAs.BREAK:
        is_there = transcript.start <= place.position <= transcript.end
    else:
        is_there = layout.exon_at_edge(place.position, side) is not None
    return not is_listed(transcript, listed), not transcript.is_coding, not is_there


def _pair(
    ends: tuple[End, End], read_as: ReadAs, layouts: tuple[Layout, Layout], told: FusionTranscript | None
) -> Pair | None:
    """Return the call on two transcripts; None where one of them has no such exon."""
    five, three = ends
    breaks = five.partner.breakpoint, three.partner.breakpoint
    if read_as is ReadAs.BREAK and breaks[0] is not None and breaks[1] is not None:
        sites = predicted_sites(layouts[0], breaks[0], layouts[1], breaks[1])
        return Pair(_reading(layouts[0], sites[0]), _reading(layouts[1], sites[1]))
    chosen = (told.five_prime, told.three_prime) if told else (None, None)
    readings = [
        _one(end, read_as, layout, site) for end, layout, site in zip(ends, layouts, chosen, strict=True)
    ]
    return Pair(readings[0], readings[1]) if readings[0] and readings[1] else None


def _one(end: End, read_as: ReadAs, layout: Layout, told: JunctionSite | None) -> Reading | None:
    place, partner = end.partner.breakpoint, end.partner
    if place is None:
        is_named = partner.transcript is not None or partner.exon_suffix is not None
        if is_named and told is not None and layout.transcript.id != told.transcript.id:
            return None
        exon = told.exon if is_named and told is not None else partner.exon
        with suppress(ValueError):
            return _reading(layout, exon_site(layout, end.side, exon or 0, partner.exon_offset or 0))
        return None
    if read_as is ReadAs.BREAK:
        return _reading(layout, predicted_site(layout, end.side, place))
    if told is not None and not told.predicted and told.offset != told.break_offset:
        return _moved(layout, end.side, told)
    return _reading(layout, observed_site(layout, end.side, place))


def _moved(layout: Layout, side: Side, told: JunctionSite) -> Reading:
    """Tell a position that was moved to an edge at that edge on the other transcript too."""
    assert told.breakpoint is not None
    bases = (told.break_offset or 0) * (1 if layout.transcript.is_plus else -1)
    edge = Breakpoint(told.breakpoint.contig, told.breakpoint.position - bases)
    site = observed_site(layout, side, edge)
    moved = (site.break_offset or 0) + (told.break_offset or 0)
    return _reading(layout, replace(site, breakpoint=told.breakpoint, break_offset=moved))


def _reading(layout: Layout, site: JunctionSite) -> Reading:
    site = replace(
        site, because=f"{rank(layout.transcript)}; shown beside the transcript that the rule chose"
    )
    edge = site.breakpoint or layout.edge(site.exon, site.side)
    return Reading(layout, site, edge, 2, f"read on {layout.transcript.id}")


def _is_told(pair: Pair, told: FusionTranscript | None) -> bool:
    if told is None:
        return False
    return _places((pair.five_prime.site, pair.three_prime.site)) == _places(
        (told.five_prime, told.three_prime)
    )


def _places(sites: Sequence[JunctionSite]) -> list[tuple[str, str, int, int]]:
    return [(site.transcript.id, site.transcript.contig, site.exon, site.offset) for site in sites]
