"""Positions and exon numbers of a call -> every pair of sites that it may mean."""

from contextlib import suppress
from dataclasses import replace

from fusionanno.annotation.geometry.junction import observed_site, predicted_site, predicted_sites
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.geometry.reading import End, NoJunction, Pair, ReadAs, Reading
from fusionanno.annotation.transcripts.choose import Choice, by_rule, for_break, for_junction
from fusionanno.annotation.transcripts.movable import Movable, of_reading
from fusionanno.annotation.transcripts.numbering import exon_readings, stated_because, stated_layout
from fusionanno.annotation.transcripts.snapping import Shift, agreed, moved, moved_words, nearest, shifts
from fusionanno.model import Breakpoint, JunctionSite, Molecule, Region, Side
from fusionanno.naming import alternative_exon

_NEAR_EDGE = 4
"""Bases from an exon edge within which panels are known to misplace a junction; shown, not applied."""


class SiteReader:
    """Reads the ends of calls on one gene model.

    snap is the number of bases within which a junction is moved to an edge; None leaves it to the call's
    jitter, which moves a junction to the nearest edge only.
    """

    def __init__(self, layouts: Layouts, listed: frozenset[str], snap: int | None = None) -> None:
        self._layouts = layouts
        self._listed = listed
        self._snap = snap

    def read_as(self, molecule: Molecule | None, *ends: End) -> ReadAs:
        """Say what the positions are: as the molecule says, else as they lie.

        Without a molecule, positions at exon edges are a junction, positions in introns are breaks in DNA;
        anything else is unclear.
        """
        if molecule is not None:
            return ReadAs.BREAK if molecule is Molecule.DNA else ReadAs.JUNCTION
        places = [(end, end.partner.breakpoint) for end in ends]
        lies = {self._lies(end, place) for end, place in places if place is not None}
        if lies <= {ReadAs.JUNCTION}:
            return ReadAs.JUNCTION
        return ReadAs.BREAK if lies == {ReadAs.BREAK} else ReadAs.UNCLEAR

    def _lies(self, end: End, place: Breakpoint) -> ReadAs:
        spans = self._layouts.on(end.gene.symbol, place.contig).layouts
        if any(each.exon_at_edge(place.position, end.side) is not None for each in spans):
            return ReadAs.JUNCTION
        if self._snap and any(each.edges_near(place.position, end.side, self._snap) for each in spans):
            return ReadAs.JUNCTION
        regions = {each.spot(place.position).region for each in spans}
        is_intronic = Region.INTRON in regions and Region.EXON not in regions
        return ReadAs.BREAK if is_intronic else ReadAs.UNCLEAR

    def pairs(self, five: End, three: End, read_as: ReadAs) -> list[Pair]:
        """Return every pair of sites that the call may mean, the most usual first.

        Empty where an end states neither position nor exon. Raises NoJunction where DNA breaks leave nothing
        to splice, ValueError for an exon or position that cannot be.
        """
        if not (five.is_located and three.is_located):
            return []
        if read_as is ReadAs.BREAK and five.partner.breakpoint and three.partner.breakpoint:
            return [self._broken(five, five.partner.breakpoint, three, three.partner.breakpoint)]
        moves = _AS_STATED
        if self._within(five) or self._within(three):
            moves = agreed(self._shifts(five, read_as), self._shifts(three, read_as))
        fives, threes = self._readings(five, read_as, moves[0]), self._readings(three, read_as, moves[1])
        return [Pair(one, other) for one in fives for other in threes]

    def readings(self, end: End, read_as: ReadAs) -> tuple[Reading, ...]:
        """Return the readings of one located end, the most usual first; errors as for pairs."""
        return self._readings(end, read_as, next(iter(self._shifts(end, read_as)), None))

    def _within(self, end: End) -> int:
        return end.jitter if self._snap is None else self._snap

    def _shifts(self, end: End, read_as: ReadAs) -> list[Shift]:
        """Return the exon edges that a junction may be moved to, none where it lies at one."""
        place, within = end.partner.breakpoint, self._within(end)
        if not within or place is None or read_as is not ReadAs.JUNCTION:
            return []
        choice = self._choice(end, place, read_as)
        if choice.layout.exon_at_edge(place.position, end.side) is not None:
            return []
        here = self._layouts.on(end.gene.symbol, place.contig)
        choices = [choice] if choice.is_stated else by_rule(here)
        found = shifts(choices, place, end.side, within)
        return nearest(found, end.side) if self._snap is None else found

    def _readings(self, end: End, read_as: ReadAs, shift: Shift | None) -> tuple[Reading, ...]:
        place = end.partner.breakpoint
        if place is None:
            return exon_readings(self._layouts, end, self._listed)
        if read_as is ReadAs.BREAK:
            choice = self._choice(end, place, read_as)
            return (_told(choice, predicted_site(choice.layout, end.side, place), place),)
        return self._observed(end, place) if shift is None else (moved(shift, end.side, place),)

    def _observed(self, end: End, place: Breakpoint) -> tuple[Reading, ...]:
        choice = self._choice(end, place, ReadAs.JUNCTION)
        told = _told(choice, observed_site(choice.layout, end.side, place, choice.because), place)
        offset = told.site.offset
        if not 0 < abs(offset) <= _NEAR_EDGE or told.site.region not in (Region.EXON, Region.INTRON):
            return (told,)
        edge = choice.layout.edge(told.site.exon, end.side)
        snapped = observed_site(choice.layout, end.side, edge)
        how = moved_words(Shift(choice, snapped.exon, offset), end.side)
        beside = Reading(choice.layout, replace(snapped, because=how), edge, 2, how, is_snapped=True)
        return (told, beside)

    def _broken(self, five: End, five_break: Breakpoint, three: End, three_break: Breakpoint) -> Pair:
        choices = (
            self._choice(five, five_break, ReadAs.BREAK),
            self._choice(three, three_break, ReadAs.BREAK),
        )
        sites = predicted_sites(choices[0].layout, five_break, choices[1].layout, three_break)
        return Pair(_told(choices[0], sites[0], five_break), _told(choices[1], sites[1], three_break))

    def movable(self, end: End, read_as: ReadAs) -> Movable:
        """Return one located end where its position makes no junction; NoJunction as for pairs."""
        place = end.partner.breakpoint
        if place is None:
            return of_reading(self._readings(end, read_as, None)[0])
        return Movable(self._choice(end, place, read_as).layout, end.side, place)

    def _choice(self, end: End, place: Breakpoint, read_as: ReadAs) -> Choice:
        """Return the transcript by rule; one that a person states comes before every rule."""
        if end.is_ours and end.partner.transcript is not None:
            layout = stated_layout(self._layouts, end, end.partner.transcript)
            because = stated_because(layout, end.partner.transcript)
            choice: Choice | None = Choice(layout, because, is_stated=True)
        elif read_as is ReadAs.BREAK:
            choice = for_break(self._layouts.on(end.gene.symbol, place.contig), place, self._listed)
        else:
            choice = for_junction(
                self._layouts.on(end.gene.symbol, place.contig), place, end.side, self._listed
            )
        if choice is None:
            msg = f"no transcript of {end.gene.symbol} lies on contig {place.contig}"
            raise NoJunction(msg)
        return choice

    def exon_contradiction(self, end: End, read_as: ReadAs) -> str | None:
        """Say where a stated exon and a stated position do not meet.

        They meet on the stated transcript, where there is one, else on any of the gene; for a break in DNA
        also at the exon that the prediction takes.
        """
        place, exon = end.partner.breakpoint, end.partner.exon
        if place is None or exon is None:
            return None
        choice = self._choice(end, place, read_as)
        is_stated = end.is_ours and end.partner.transcript is not None
        layouts = (choice.layout,) if is_stated else (choice.layout, *self._layouts.of_gene(end.gene.symbol))
        numbers = {number for layout in layouts for number in _exons_at(layout, end, place, read_as)}
        site = observed_site(choice.layout, end.side, place)
        if exon in numbers and not _is_elsewhere(end, site):
            return None
        stated = f"{exon}{end.partner.exon_suffix or ''}{_signed(end.partner.exon_offset)}"
        where = f"{site.exon}{_signed(site.offset)} of {choice.transcript.id}"
        told = f"exon {stated} of {end.gene.symbol} is stated, but {place} is exon {where}"
        return f"{told}; one of the two is wrong"


def _exons_at(layout: Layout, end: End, place: Breakpoint, read_as: ReadAs) -> set[int]:
    """The exon numbers by which a position may be called on one transcript."""
    spot = layout.spot(place.position)
    numbers = {spot.exon, spot.exon + 1} if spot.region is Region.INTRON else {spot.exon}
    if read_as is ReadAs.BREAK:
        with suppress(NoJunction):
            numbers.add(predicted_site(layout, end.side, place).exon)
    return numbers


def _is_elsewhere(end: End, site: JunctionSite) -> bool:
    """True where a stated letter or offset belongs to another place than the stated position."""
    partner = end.partner
    if partner.exon_offset is not None and partner.exon == site.exon and partner.exon_offset != site.offset:
        return True
    if partner.exon_suffix is None or partner.exon is None:
        return False
    known = alternative_exon(end.gene.symbol, partner.exon, partner.exon_suffix)
    if known is None:
        return True
    edge = known.last_base if end.side is Side.FIVE_PRIME else known.first_base
    return edge(site.transcript.assembly) != site.breakpoint


def _signed(offset: int | None) -> str:
    return f"{offset:+}" if offset else ""


def _told(choice: Choice, site: JunctionSite, place: Breakpoint) -> Reading:
    if site.because is not choice.because:
        site = replace(site, because=choice.because)
    how = f"read on {choice.transcript.id}"
    return Reading(choice.layout, site, place, 0, how, is_stated=choice.is_stated)


_AS_STATED: tuple[Shift | None, Shift | None] = (None, None)
"""What is moved where nobody asks for it: nothing."""
