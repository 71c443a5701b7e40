"""The simplest rearrangement that a join follows from: derived from places and strands, never observed."""

from fusionanno.annotation.events.partner import OUR_OWN
from fusionanno.model import (
    EventKind,
    FlagId,
    Molecule,
    PlacedFusion,
    RearrangementClass,
)
from fusionanno.naming.iscn import TranscribedEnd, rearrangement_class, transcribed_ends

_NONE = (EventKind.READ_THROUGH, EventKind.UNDETERMINED)
_INSERTION = RearrangementClass.INSERTION.value
_BY_ORDER = (RearrangementClass.DELETION, RearrangementClass.DUPLICATION)


def rearrangement_of(placed: PlacedFusion) -> RearrangementClass | None:
    """Return the class, None where places, strands or order do not tell.

    Where a read-through is possible there may be none. An insertion cannot be told from one join; it is taken
    from a caller that says so. Without strands on one contig the genes' own strands stand for them, because a
    fusion transcript reads each gene in sense; that says nothing of a locus of segments, of a gene that is
    read against its direction, or of an unknown one.
    """
    if placed.event in _NONE or any(flag.id is FlagId.POSSIBLE_READ_THROUGH for flag in placed.flags):
        return None
    if any(_INSERTION in tag.lower().split("/") for tag in placed.call.tags):
        return RearrangementClass.INSERTION
    if _is_no_event(placed):
        return None
    five, three = transcribed_ends(placed)
    if five is None or three is None:
        return None
    found = rearrangement_class(five, three)
    if found is RearrangementClass.TRANSLOCATION or found is None:
        return found
    return found if _is_certain(placed, five, three, found) else None


def _is_no_event(placed: PlacedFusion) -> bool:
    """True inside one gene for its own splice junction, and for exon edges in RNA: splicing may do it."""
    told = placed.transcript
    if placed.event is not EventKind.INTERNAL or told is None:
        return False
    at_edges = told.five_prime.offset == told.three_prime.offset == 0
    return placed.event_name is None or (placed.molecule is not Molecule.DNA and at_edges)


def _is_certain(
    placed: PlacedFusion, five: TranscribedEnd, three: TranscribedEnd, found: RearrangementClass
) -> bool:
    if None not in (placed.call.five_prime.strand, placed.call.three_prime.strand):
        return True
    if placed.event not in (EventKind.FUSION, EventKind.INTERNAL):
        return False
    is_stated = placed.molecule is Molecule.RNA or placed.call.caller in OUR_OWN
    is_assumed = any(flag.id is FlagId.ASSUMED_ORDER for flag in placed.flags)
    return found not in _BY_ORDER or is_stated or not is_assumed
