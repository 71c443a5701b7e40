"""Where the two partners are joined, as the rows of one table; and the reading frame in words."""

from collections.abc import Callable
from dataclasses import dataclass

from fusionanno.model import AnnotatedFusion, JunctionSite, Partner, Side
from fusionanno.renderers.effects import effect_sentence, is_plain
from fusionanno.renderers.wording import (
    FRAME_WORDS,
    counted,
    exon_span,
    length_phrase,
    literature_phrase,
    offset_phrase,
    or_not_reported,
)


@dataclass(frozen=True, slots=True)
class JunctionRow:
    label: str
    five_prime: str
    three_prime: str


_ROLES = {Side.FIVE_PRIME: "last kept", Side.THREE_PRIME: "first kept"}


def junction_rows(fusion: AnnotatedFusion) -> tuple[JunctionRow, ...]:
    """Return the rows that say something of either side; of one side alone where the other has no place."""
    placed, call = fusion.placed, fusion.call
    sites = (placed.site(Side.FIVE_PRIME), placed.site(Side.THREE_PRIME))
    if sites == (None, None):
        return ()
    partners = (call.five_prime, call.three_prime)
    rows = (
        JunctionRow("Gene", placed.five_symbol, placed.three_symbol),
        _row("Transcript", sites, lambda site: site.transcript.id),
        _row("Chosen because", sites, lambda site: or_not_reported(site.because)),
        _row("Exon at the junction", sites, _exon),
        _row("Coding base there", sites, _coding),
        JunctionRow("Genomic position", *(_position(partner, fusion) for partner in partners)),
        _row("Position lies in", sites, _region),
        _row("Exons skipped", sites, _skipped),
    )
    return tuple(row for row in rows if row.five_prime or row.three_prime)


def _row(
    label: str, sites: tuple[JunctionSite | None, JunctionSite | None], tell: Callable[[JunctionSite], str]
) -> JunctionRow:
    return JunctionRow(label, *("" if site is None else tell(site) for site in sites))


def _exon(site: JunctionSite) -> str:
    literature = literature_phrase(site)
    counted = f"{site.exon} of {len(site.transcript.exons)}{f' ({literature})' if literature else ''}"
    offset = offset_phrase(site)
    return f"{counted}, {_ROLES[site.side]}{'; ' + offset if offset else ''}"


def _coding(site: JunctionSite) -> str:
    if site.cds_position is None:
        return "untranslated" if site.offset == 0 else "none: outside the coding sequence"
    return f"c.{site.cds_position}"


def _position(partner: Partner, fusion: AnnotatedFusion) -> str:
    if partner.breakpoint is None:
        return or_not_reported(None)
    return f"{partner.breakpoint}{f' ({fusion.placed.assembly})' if fusion.placed.assembly else ''}"


def _region(site: JunctionSite) -> str:
    if site.breakpoint is None:
        return ""
    far = f", {counted(abs(site.break_offset), 'base')} from the exon's edge" if site.break_offset else ""
    return f"{site.region}{far}"


def _skipped(site: JunctionSite) -> str:
    return exon_span(site.skipped_exons) if site.skipped_exons else ""


def frame_sentences(fusion: AnnotatedFusion) -> str:
    """Return the verdict with its reason, what the protein is, and what the caller says of the frame."""
    transcript = fusion.placed.transcript
    words = FRAME_WORDS[fusion.placed.frame].capitalize()
    if transcript is None:
        return f"{words}."
    made = effect_sentence(transcript) if is_plain(transcript) else ""
    length = length_phrase(fusion.placed)
    protein = f"The fusion protein has {length}." if length and f"({length})" not in made else ""
    caller = fusion.call.caller_frame
    told = f"The caller says: {FRAME_WORDS[caller]}." if caller is not None else ""
    verdict = f"{words}: {transcript.frame.because.rstrip('.')}."
    return " ".join(part for part in (verdict, made, protein, told) if part)
