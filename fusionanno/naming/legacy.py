"""Exon shorthand as oncologists write it: E6;A20, in the numbering that the literature uses."""

from typing import NamedTuple

from fusionanno.model import (
    FusionTranscript,
    JunctionSite,
    Partner,
    PlacedFusion,
    Region,
    Side,
    TranscriptTag,
)
from fusionanno.naming.hgvs import keeps_nothing
from fusionanno.naming.junction import ExonJunction
from fusionanno.naming.tables import AlternativeExon, Numbering, alternative_exons, bare, numberings


def exon_name(placed: PlacedFusion) -> str | None:
    """Return E6;A20, E6b;A20, E14;ins11del49A20, e14a2 ...; None where no exon junction can be stated."""
    junction = literature_junction(placed)
    return None if junction is None else str(junction)


def literature_junction(placed: PlacedFusion) -> ExonJunction | None:
    """Return the junction in the literature's letters and numbers.

    None where there is no fusion transcript, where nothing of one partner is kept, and where the literature
    counts a gene on a transcript whose exon is not known here: a number of another transcript would be read
    as another junction. For a gene without such a rule a number on another transcript than MANE Select
    carries that transcript.
    """
    joined = placed.transcript
    if joined is None or joined.is_unclear:
        return None
    if Region.INTERGENIC in (joined.five_prime.region, joined.three_prime.region):
        return None
    if keeps_nothing(joined.five_prime) or keeps_nothing(joined.three_prime):
        return None
    five = _exon(joined.five_prime, placed.five_symbol, placed.call.five_prime)
    three = _exon(joined.three_prime, placed.three_symbol, placed.call.three_prime)
    if five is None or three is None:
        return None
    return ExonJunction(
        letter(placed.five_symbol),
        five.number,
        letter(placed.three_symbol),
        three.number,
        five.suffix,
        three.suffix,
        five_lost=max(-five.offset, 0),
        inserted=_bases_between(joined, five.offset, three.offset),
        three_lost=max(three.offset, 0),
        five_transcript=five.transcript,
        three_transcript=three.transcript,
    )


def letter(symbol: str) -> str:
    """Return the letter that stands for a gene in the shorthand.

    >>> letter("EML4"), letter("SSX1"), letter("BCR")
    ('E', 'X', 'e')
    """
    known = numberings().get(symbol)
    return known.letter if known else symbol[0].upper()


def alternative_exon(gene: str, exon: int, suffix: str) -> AlternativeExon | None:
    """Return the exon that a number with a letter means ("EML4", 6, "b"); None where no table has it."""
    for entry in alternative_exons().get(gene, ()):
        if (entry.exon, entry.suffix) == (exon, suffix):
            return entry
    return None


def told_exon(site: JunctionSite, symbol: str, partner: Partner) -> AlternativeExon | None:
    """Return which of an exon's alternatives this is, where the call tells.

    It tells by the letter that the caller gave, by the transcript, by a breakpoint on the exon's edge, or by
    a DNA break before the alternative exon, which is then lost.
    """
    for entry in alternative_exons().get(symbol, ()):
        if _told_by_name(entry, site, partner) or _told_by_place(entry, site):
            return entry
    return None


def _told_by_name(entry: AlternativeExon, site: JunctionSite, partner: Partner) -> bool:
    if partner.exon_suffix is not None:
        return (entry.exon, entry.suffix) == (partner.exon, partner.exon_suffix)
    is_own = entry.suffix != "a" and bare(site.transcript.id) == bare(entry.transcript)
    return is_own and site.exon == entry.transcript_exon


def _told_by_place(entry: AlternativeExon, site: JunctionSite) -> bool:
    if site.breakpoint is None or site.side is not Side.FIVE_PRIME:
        return False
    assembly = site.transcript.assembly
    if site.breakpoint == entry.last_base(assembly):
        return True
    following = alternative_exon(entry.gene, entry.exon, chr(ord(entry.suffix) + 1))
    if following is None or site.breakpoint.contig != following.first_base(assembly).contig:
        return False
    low, high = entry.last_base(assembly).position, following.first_base(assembly).position
    return site.predicted and min(low, high) < site.breakpoint.position < max(low, high)


class _Exon(NamedTuple):
    """An exon as it is written, and the junction's offset from its edge.

    transcript is named where the number would otherwise be read on another one.
    """

    number: int
    suffix: str | None
    offset: int
    transcript: str | None = None


def _exon(site: JunctionSite, symbol: str, partner: Partner) -> _Exon | None:
    told = told_exon(site, symbol, partner)
    if told is not None:
        at_edge = site.breakpoint == told.last_base(site.transcript.assembly)
        return _Exon(told.exon, told.suffix, 0 if at_edge else site.offset)
    known = numberings().get(symbol)
    if known is None:
        is_understood = site.transcript.tag is TranscriptTag.MANE_SELECT
        return _Exon(site.exon, None, site.offset, None if is_understood else site.transcript.id)
    number = _literature_number(site, known)
    return None if number is None else _Exon(number, None, site.offset)


def _literature_number(site: JunctionSite, known: Numbering) -> int | None:
    if bare(site.transcript.id) in known.transcripts:
        return site.exon
    if known.is_mane and site.transcript.tag is TranscriptTag.MANE_SELECT:
        return site.exon
    for counted in site.literature:
        if bare(counted.transcript) in known.transcripts:
            return counted.exon
    return None


def _bases_between(joined: FusionTranscript, five_offset: int, three_offset: int) -> int:
    return joined.inserted + max(five_offset, 0) + max(-three_offset, 0)
