"""What the caller's own sequence says of a junction: its bases, read in our phase, and its peptide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.annotation.geometry.junction import kept_intronic
from fusionanno.annotation.geometry.reading import Pair, Reading
from fusionanno.annotation.product.between import KnownBases
from fusionanno.annotation.product.frame import three_prime_part
from fusionanno.annotation.product.translation import STOP, UNKNOWN, translate, unknown_bases
from fusionanno.model import (
    CallerSequence,
    Flag,
    FlagId,
    FusionCall,
    FusionSequence,
    FusionTranscript,
    JunctionSite,
    Partner,
    ReadingFrame,
    Region,
)

_SIDE = 5
"""Residues on each side of the junction's that our reading and the caller's peptide are compared on."""

_LEAST = 4
"""Residues below which nothing is compared: so few are met by chance."""

_BASES = 30
"""Bases on each side of the junction that are compared with the sequence given."""

_DIFFERING = 4
"""Bases of these from which on the two are not one transcript; fewer are variants of a patient."""

_READ = frozenset((ReadingFrame.IN_FRAME, ReadingFrame.OUT_OF_FRAME))
"""Verdicts in which translation runs across the junction."""


def caller_bases(call: FusionCall, pair: Pair) -> KnownBases | None:
    """Return the caller's bases where the sites lie where the caller reports them, else None.

    Where the caller does not say how its bases are spliced, they serve only where nothing but coding sequence
    of our transcripts is joined.
    """
    sequence = call.sequence
    if sequence is None or not (sequence.five_prime and sequence.three_prime):
        return None
    if not (
        _is_told_there(pair.five_prime, call.five_prime)
        and _is_told_there(pair.three_prime, call.three_prime)
    ):
        return None
    if sequence.three_unspliced is None and not _joins_coding(pair):
        return None
    return KnownBases(sequence.five_prime, sequence.three_prime, f"the sequence that {call.caller} gives")


def _is_told_there(reading: Reading, partner: Partner) -> bool:
    site = reading.site
    is_there = partner.breakpoint is not None and site.breakpoint == partner.breakpoint
    return is_there and not site.predicted and site.offset == site.break_offset


def kept_of_intron(site: JunctionSite) -> int:
    """Return how many bases of an intron this side keeps; those outside the transcript are of none."""
    return kept_intronic(site) if site.region is Region.INTRON else 0


def spliced_within(call: FusionCall, pair: Pair) -> str:
    """Say that the caller saw an intron among the bases that are taken for a retained one, else nothing."""
    for side in _retained_sides(call, pair):
        if side.unspliced < min(side.retained, side.known):
            seen = f"{call.caller} saw a splice {side.unspliced} bases from it"
            where = f"the junction lies in an intron of {side.gene}, and {seen}"
            return f"{where}: a cryptic exon, whose frame is not known"
    return ""


def covers_retained(call: FusionCall, pair: Pair) -> bool:
    """True where the caller saw all bases of an intron that are taken for retained ones, without a splice."""
    kept = kept_of_intron(pair.five_prime.site), kept_of_intron(pair.three_prime.site)
    seen = [side for side in _retained_sides(call, pair) if side.unspliced >= side.retained]
    return len(seen) == sum(map(bool, kept))


@dataclass(frozen=True, slots=True)
class _RetainedSide:
    """A side that keeps bases of an intron; known and unspliced count the caller's bases there."""

    gene: str
    retained: int
    known: int
    unspliced: int


def _retained_sides(call: FusionCall, pair: Pair) -> list[_RetainedSide]:
    """Return the sides with retained bases of which the caller gives any; empty for most calls."""
    found: list[_RetainedSide] = []
    sequence = call.sequence
    kept = kept_of_intron(pair.five_prime.site), kept_of_intron(pair.three_prime.site)
    if kept == (0, 0) or sequence is None:
        return found
    sides = (
        (pair.five_prime, call.five_prime, kept[0], sequence.five_prime, sequence.five_unspliced),
        (pair.three_prime, call.three_prime, kept[1], sequence.three_prime, sequence.three_unspliced),
    )
    for reading, partner, retained, bases, unspliced in sides:
        if retained and unspliced is not None and _is_told_there(reading, partner):
            found.append(_RetainedSide(reading.layout.transcript.gene, retained, len(bases), unspliced))
    return found


def _joins_coding(pair: Pair) -> bool:
    five, three = pair.five_prime, pair.three_prime
    retained = kept_intronic(five.site) + kept_intronic(three.site)
    return not retained and not three_prime_part(three.layout, three.site).untranslated


_PER_PAIR = frozenset({"easyfuse"})
"""Callers that write a row for every pair of transcripts: what a row says holds for its own pair alone."""


def is_of_other_transcripts(call: FusionCall, pair: Pair) -> bool:
    """True where the caller's frame and sequence are those of other transcripts than the ones told."""
    if call.caller not in _PER_PAIR:
        return False
    sides = zip(pair.ends, (call.five_prime.transcript, call.three_prime.transcript), strict=True)
    return any(name is not None and not _is_called(end, name) for end, name in sides)


def _is_called(end: Reading, name: str) -> bool:
    told = end.layout.transcript
    return name.partition(".")[0] in {(each or "").partition(".")[0] for each in (told.id, told.ensembl_id)}


def sequence_flags(call: FusionCall, pair: Pair, told: FusionTranscript) -> Iterator[Flag]:
    """Flag where the caller's bases or peptide are not what is told here."""
    if call.sequence is None or (bases := caller_bases(call, pair)) is None:
        return
    if is_of_other_transcripts(call, pair):
        return
    if told.sequence is not None and (differ := _other_bases(bases, told.sequence)):
        yield Flag(FlagId.SEQUENCE_DISAGREES, f"the bases that {call.caller} gives differ from {differ}")
    elif told.frame.frame in _READ and _is_other_peptide(call.sequence, call.inserted_sequence or "", pair):
        five = pair.five_prime.layout.transcript
        because = f"the peptide that {call.caller} gives is not its bases read in the frame of {five.id}"
        yield Flag(FlagId.SEQUENCE_DISAGREES, because)


def _other_bases(theirs: KnownBases, ours: FusionSequence) -> str:
    """Say how many bases around the junction differ, empty where no more than variants do."""
    five, three = ours.cdna[: ours.five_bases], ours.cdna[ours.three_first - 1 :]
    pairs = [
        *zip(theirs.five_prime[: -_BASES - 1 : -1], reversed(five), strict=False),
        *zip(theirs.three_prime[:_BASES], three, strict=False),
    ]
    differing = sum(one != other and not unknown_bases(one + other) for one, other in pairs)
    if differing < _DIFFERING:
        return ""
    return f"the sequence given in {differing} of {len(pairs)} around the junction: it is spliced otherwise"


def _is_other_peptide(sequence: CallerSequence, inserted: str, pair: Pair) -> bool:
    """True where the caller's peptide does not hold what its bases around the junction make in our phase."""
    phase = pair.five_prime.site.phase
    if sequence.peptide is None or phase is None:
        return False
    window = _window(sequence, inserted, (phase + kept_intronic(pair.five_prime.site)) % 3)
    peptide = sequence.peptide.upper().replace("|", "").replace("?", UNKNOWN)
    return len(window) >= _LEAST and not re.search(window.replace(UNKNOWN, "."), peptide)


def _window(sequence: CallerSequence, inserted: str, phase: int) -> str:
    five = sequence.five_prime[-3 * _SIDE - phase :]
    five = five[(len(five) - phase) % 3 :]
    residues = translate(five + inserted + sequence.three_prime[: 3 * _SIDE + 3])
    before, stop, _ = residues.partition(STOP)
    return before if stop else residues
