"""ISCN descriptions derived from the breakpoints: inv(2)(p21p23), t(9;22)(q34;q11.2), del(4)(q12q12).

They follow from bands, strands and order; nobody has seen the chromosome. Rules (ISCN 2020):

* two chromosomes: X, then Y, then by number, with the bands in the same order;
* one chromosome: the short arm before the long arm; within one arm the band nearer the centromere first.

Bands are given to the 400-band level that karyotypes use: p23.2 is p23, while beside the centromere one
decimal stays (q11.23 is q11.2), because q11.1 there is heterochromatin and q11.2 the whole euchromatic band.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fusionanno.model import (
    Breakpoint,
    EventKind,
    Gene,
    JunctionSite,
    Partner,
    PlacedFusion,
    RearrangementClass,
    Side,
    Strand,
)

Band = Callable[[str, int], str | None]
"""The band of a contig's position, such as "p23.2"; None where the contig has none."""

_NO_REARRANGEMENT = (EventKind.READ_THROUGH, EventKind.INTERNAL)


_ABBREVIATIONS = {
    RearrangementClass.DELETION: "del",
    RearrangementClass.DUPLICATION: "dup",
    RearrangementClass.INVERSION: "inv",
    RearrangementClass.TRANSLOCATION: "t",
}


@dataclass(frozen=True, slots=True)
class TranscribedEnd:
    """One side of the join: a genomic place and the strand that the fusion transcript reads there."""

    place: Breakpoint
    strand: Strand | None


def rearrangement_class(five: TranscribedEnd, three: TranscribedEnd) -> RearrangementClass | None:
    """Return the class that places and strands of the fusion transcript imply; None for unknown strands.

    One strand with the 5' end before the 3' end in transcript direction is a deletion, the other order a
    (tandem) duplication, two strands an inversion, two contigs a translocation.
    """
    if five.place.contig != three.place.contig:
        return RearrangementClass.TRANSLOCATION
    if five.strand is None or three.strand is None:
        return None
    if five.strand is not three.strand:
        return RearrangementClass.INVERSION
    is_ascending = five.place.position < three.place.position
    if is_ascending == (five.strand is Strand.PLUS):
        return RearrangementClass.DELETION
    return RearrangementClass.DUPLICATION


def iscn_name(placed: PlacedFusion, band: Band) -> str | None:
    """Return the derived ISCN description.

    It is that of the fusion's class of rearrangement; None where that is not known or is an insertion, whose
    other join is not known, for read-through and internal events, for an unknown place or band, and for a
    deletion or duplication that would hold a centromere.
    """
    kind = placed.rearrangement
    if kind not in _ABBREVIATIONS or placed.event in _NO_REARRANGEMENT:
        return None
    five, three = transcribed_ends(placed)
    if five is None or three is None:
        return None
    bands = (
        _short(band(five.place.contig, five.place.position)),
        _short(band(three.place.contig, three.place.position)),
    )
    if bands[0] is None or bands[1] is None:
        return None
    sides = sorted(((five.place, bands[0]), (three.place, bands[1])), key=_karyotype_order)
    if kind is RearrangementClass.TRANSLOCATION:
        return f"t({sides[0][0].contig};{sides[1][0].contig})({sides[0][1]};{sides[1][1]})"
    if kind is not RearrangementClass.INVERSION and bands[0][0] != bands[1][0]:
        return None
    return f"{_ABBREVIATIONS[kind]}({five.place.contig})({sides[0][1]}{sides[1][1]})"


def transcribed_ends(placed: PlacedFusion) -> tuple[TranscribedEnd | None, TranscribedEnd | None]:
    """Return both ends of the join; None for an end whose place is not known.

    The place is the breakpoint, else the edge of the exon, else (gene pair only) the gene's 5' end.
    """
    joined = placed.transcript
    five_site, three_site = (joined.five_prime, joined.three_prime) if joined else (None, None)
    return (
        _end(placed.call.five_prime, five_site, placed.five_gene),
        _end(placed.call.three_prime, three_site, placed.three_gene),
    )


def _end(partner: Partner, site: JunctionSite | None, gene: Gene | None) -> TranscribedEnd | None:
    strand = partner.strand or (site.transcript.strand if site else gene.strand if gene else None)
    place = partner.breakpoint or (site.breakpoint if site else None)
    if place is None and site is not None:
        place = _exon_edge(site)
    if place is None and gene is not None:
        place = Breakpoint(gene.contig, gene.start if gene.strand is Strand.PLUS else gene.end)
    return None if place is None else TranscribedEnd(place, strand)


def _exon_edge(site: JunctionSite) -> Breakpoint | None:
    for exon in site.transcript.exons:
        if exon.number == site.exon:
            is_high = (site.side is Side.FIVE_PRIME) == site.transcript.is_plus
            return Breakpoint(site.transcript.contig, exon.end if is_high else exon.start)
    return None


def _short(band: str | None) -> str | None:
    """Shorten a band to the 400-band level: p23.2 to p23, q11.23 to q11.2."""
    whole, _, decimals = (band or "").partition(".")
    if not whole[1:].isdigit() or whole[0] not in "pq":
        return None
    return f"{whole}.{decimals[0]}" if whole[1:] == "11" and decimals else whole


def _karyotype_order(side: tuple[Breakpoint, str]) -> tuple[int, int, bool, int]:
    place, band = side
    sex = {"X": 0, "Y": 1}.get(place.contig, 2)
    number = int(place.contig) if place.contig.isdigit() else 0
    is_long_arm = band[0] == "q"
    return sex, number, is_long_arm, place.position if is_long_arm else -place.position
