"""What a reader should know of a placed call beside its verdicts."""

from collections.abc import Iterator, Sequence

from fusionanno.annotation.geometry.junction import no_splice_site
from fusionanno.annotation.geometry.reading import End, Pair, ReadAs
from fusionanno.annotation.product.caller_sequence import is_of_other_transcripts
from fusionanno.annotation.product.translation import unknown_bases
from fusionanno.model import (
    Flag,
    FlagId,
    FusionCall,
    FusionTranscript,
    JunctionSite,
    Molecule,
    PartnerOrder,
    ReadingFrame,
)


def reading_flags(pairs: Sequence[Pair], fused: Sequence[FusionTranscript], chosen: int) -> tuple[Flag, ...]:
    """Flag readings of the same call that would join other exons, with the frame of each."""
    told, frame = pairs[chosen], fused[chosen].frame.frame
    others = [
        (pair, fusion)
        for pair, fusion in zip(pairs, fused, strict=True)
        if pair.edges != told.edges and not (pair.is_beside and fusion.frame.frame is frame)
    ]
    if not others:
        return ()
    listed = "; ".join(f"{fusion.frame.frame.value} with {pair}" for pair, fusion in others)
    is_near = any(pair.is_beside for pair, _ in others)
    what = "the position lies next to an exon edge" if is_near else "exon numbers without a transcript"
    flag = FlagId.NEAR_EDGE if is_near else FlagId.NUMBERING_CLASH
    return (Flag(flag, f"{what}: {frame.value} with {told} (told here); {listed}"),)


def call_flags(call: FusionCall, read_as: ReadAs, pair: Pair, transcript: FusionTranscript) -> Iterator[Flag]:
    """Flag what was assumed, and where the caller says otherwise."""
    if call.molecule is None and read_as is ReadAs.BREAK:
        because = "the molecule is not stated and the positions lie in introns: read as breaks in DNA"
        yield Flag(FlagId.MOLECULE_ASSUMED, because)
    if read_as is ReadAs.UNCLEAR:
        yield Flag(FlagId.MOLECULE_ASSUMED, UNCLEAR)
    ours, theirs = transcript.frame.frame, call.caller_frame
    is_other = theirs is not None and theirs is not ours and ReadingFrame.UNDETERMINED not in (ours, theirs)
    if theirs is not None and is_other and not is_of_other_transcripts(call, pair):
        ids = f"{transcript.five_prime.transcript.id} and {transcript.three_prime.transcript.id}"
        because = f"{call.caller} says {theirs.value}, the arithmetic on {ids} says {ours.value}"
        yield Flag(FlagId.FRAME_DISAGREES, because)
    if transcript.inserted > _UNREAD and (unread := _unread_insert(call, transcript.inserted)):
        yield Flag(FlagId.UNREAD_INSERT, f"{unread}: a stop codon in them would not be seen")
    for end in pair.ends:
        if unspliced := no_splice_site(end.layout, end.site):
            yield Flag(FlagId.NUMBERING_CLASH, unspliced)
        told = end.layout.transcript
        if told.is_partial:
            because = f"{told.id} is not whole on {told.assembly} ({told.note})"
            yield Flag(FlagId.ALIGNMENT_GAP, f"{because}; exons and residues are counted on what there is")
        elif end.layout.has_gaps:
            because = f"{told.id} and the genome differ in length inside an exon"
            yield Flag(FlagId.ALIGNMENT_GAP, f"{because}: positions there may be off by a few bases")


def _unread_insert(call: FusionCall, inserted: int) -> str:
    """Say that inserted bases are only counted, or that some of them are unknown; "" where all are known."""
    if call.inserted_sequence is None:
        return f"the sequence of the {inserted} inserted bases is not given"
    unknown = unknown_bases(call.inserted_sequence)
    return f"{unknown} of the {inserted} inserted bases are not known" if unknown else ""


_UNREAD = 2
"""Inserted bases up to which no codon lies wholly between the partners."""

UNCLEAR = (
    "the molecule is not stated, and the positions are neither both exon edges nor both in introns;"
    " state --molecule rna or --molecule dna"
)


def order_flags(call: FusionCall, is_ours: bool) -> Iterator[Flag]:
    """Flag that a position stands without the strand that would confirm the order.

    A person who writes a junction of RNA states its order; a break in DNA has one only by its strands.
    """
    if call.order is PartnerOrder.NOT_TOLD or (is_ours and call.molecule is not Molecule.DNA):
        return
    ends = (call.five_prime, call.three_prime)
    bare = [end.symbol or "?" for end in ends if end.breakpoint is not None and end.strand is None]
    if bare:
        who = "the row" if is_ours else call.caller
        because = f"{who} gives no strand for {' and '.join(bare)}: the order is as called"
        yield Flag(FlagId.ASSUMED_ORDER, f"{because}, not confirmed")


def stated_exon_flags(*ends: tuple[End, JunctionSite]) -> Iterator[Flag]:
    """Flag an exon that is stated beside a position and counts on another transcript than the one told."""
    for end, site in ends:
        stated = end.partner.exon
        numbers = {site.exon, *(each.exon for each in site.literature)}
        if end.partner.breakpoint is not None and stated is not None and stated not in numbers:
            because = f"exon {stated} of {end.gene.symbol} is stated, the position is exon {site.exon}"
            yield Flag(FlagId.NUMBERING_CLASH, f"{because} of {site.transcript.id}; the position counts")


def of_any_transcript(flags: Sequence[Flag]) -> tuple[Flag, ...]:
    """Return the flags of a placed call that hold whichever transcripts it is told on."""
    return tuple(flag for flag in flags if flag.id not in _OF_THE_READING)


_OF_THE_READING = frozenset(
    {
        FlagId.FRAME_DISAGREES,
        FlagId.UNREAD_INSERT,
        FlagId.NEAR_EDGE,
        FlagId.NUMBERING_CLASH,
        FlagId.MOLECULE_ASSUMED,
        FlagId.ALIGNMENT_GAP,
        FlagId.INTERVAL,
        FlagId.OTHER_TRANSCRIPT,
        FlagId.SEQUENCE_DISAGREES,
    }
)
