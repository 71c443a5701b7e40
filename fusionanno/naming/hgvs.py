"""HGVS adjoined transcripts: NM_019063.5:r.?_667::NM_004304.5:r.3173_? (HGVS nomenclature, RNA level).

Positions count from the A of the start codon; before it they are negative, after the stop codon they carry
a star; a non-coding transcript counts from its first base. Only the junction is known from a call, so the
outer ends are "?". What HGVS has no form for gives no name: retained introns, inserted bases whose sequence
is not known, and transcripts whose length differs from the genome's.
"""

from fusionanno.model import (
    EventKind,
    Exon,
    FusionTranscript,
    JunctionSite,
    Molecule,
    PlacedFusion,
    Region,
    Side,
    Transcript,
)

_RNA = str.maketrans("ACGT", "acgu")


def hgvs_name(placed: PlacedFusion) -> str | None:
    """Return the r. description; in parentheses where the junction is predicted; None where there is none.

    An event inside one gene adjoins no two transcripts: it has the description of its own (r.89_889del).
    """
    if placed.event is EventKind.INTERNAL:
        return placed.event_name.hgvs if placed.event_name else None
    joined = placed.transcript
    if joined is None or joined.is_unclear or lies_somewhere(joined):
        return None
    five, three = r_position(joined.five_prime), r_position(joined.three_prime)
    linker = linker_bases(placed)
    if five is None or three is None or linker is None:
        return None
    ends = f"?_{five}", f"{three}_?"
    if is_predicted(placed):
        ends = f"({ends[0]})", f"({ends[1]})"
    middle = f"::{linker.translate(_RNA)}::" if linker else "::"
    ids = joined.five_prime.transcript.id, joined.three_prime.transcript.id
    return f"{ids[0]}:r.{ends[0]}{middle}{ids[1]}:r.{ends[1]}"


def r_position(site: JunctionSite) -> str | None:
    """Return the last (5') or first (3') base kept, in r. numbering; None where it is no exonic base."""
    if site.transcript.has_alignment_gaps:
        return None
    if site.cds_position is not None:
        return str(site.cds_position)
    index = _transcript_index(site)
    return None if index is None else _r_number(site.transcript, index)


def lies_somewhere(joined: FusionTranscript) -> bool:
    """True where only its number tells a last exon as donor or a first as acceptor: neither can splice, so
    that the break lies somewhere in it.
    """
    return any(_is_unspliced(site) for site in (joined.five_prime, joined.three_prime))


def _is_unspliced(site: JunctionSite) -> bool:
    if site.breakpoint is not None or site.offset or not site.transcript.is_coding:
        return False
    return site.exon == (len(site.transcript.exons) if site.side is Side.FIVE_PRIME else 1)


def keeps_nothing(site: JunctionSite) -> bool:
    """True where the break lies before a 5' partner's transcript or after a 3' partner's."""
    outside = Region.UPSTREAM if site.side is Side.FIVE_PRIME else Region.DOWNSTREAM
    return site.region is outside and not site.predicted


def is_predicted(placed: PlacedFusion) -> bool:
    """True where the junction follows from DNA and was not read in RNA."""
    joined = placed.transcript
    if placed.molecule is Molecule.DNA or joined is None:
        return placed.molecule is Molecule.DNA
    return joined.five_prime.predicted or joined.three_prime.predicted


def linker_bases(placed: PlacedFusion) -> str | None:
    """Return the bases between the partners ("" for none); None where they exist but are not known."""
    joined = placed.transcript
    if joined is None or not joined.inserted:
        return ""
    bases = (placed.call.inserted_sequence or "").upper()
    return bases if len(bases) == joined.inserted and not bases.strip("ACGT") else None


def _transcript_index(site: JunctionSite) -> int | None:
    """The 1-based transcript base at the junction, from the exon's edge and the offset."""
    before = sum(_length(exon) for exon in site.transcript.exons if exon.number < site.exon)
    length = sum(_length(exon) for exon in site.transcript.exons if exon.number == site.exon)
    inside = length + site.offset if site.side is Side.FIVE_PRIME else site.offset + 1
    return before + inside if 1 <= inside <= length else None


def _r_number(transcript: Transcript, index: int) -> str:
    if transcript.cds_start is None or transcript.cds_end is None:
        return str(index)
    edges = (transcript.cds_start, transcript.cds_end)
    first, last = edges if transcript.is_plus else edges[::-1]
    start, end = _index_of(transcript, first), _index_of(transcript, last)
    if index > end:
        return f"*{index - end}"
    return str(index - start + (1 if index >= start else 0))


def _index_of(transcript: Transcript, position: int) -> int:
    """The 1-based transcript base of an exonic genomic position."""
    before = 0
    for exon in transcript.exons:
        if exon.start <= position <= exon.end:
            return before + (position - exon.start if transcript.is_plus else exon.end - position) + 1
        before += _length(exon)
    msg = f"{transcript.id}: the coding edge {position} lies in no exon"
    raise ValueError(msg)


def _length(exon: Exon) -> int:
    return sum(block.end - block.start + 1 for block in exon.blocks)
