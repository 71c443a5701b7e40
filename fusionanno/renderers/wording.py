"""Words and numbers, printed alike wherever a report shows them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from fusionanno.model import (
    Assertion,
    AssertionKind,
    FlagId,
    FusionTranscript,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    PlacedFusion,
    ReadingFrame,
    Region,
    Side,
    TherapyStatus,
    as_stated,
)

NOT_REPORTED = "not reported"

FRAME_WORDS = {
    ReadingFrame.IN_FRAME: "in frame",
    ReadingFrame.OUT_OF_FRAME: "out of frame",
    ReadingFrame.NO_PROTEIN: "no protein of both genes",
    ReadingFrame.STOP_CODON: "stop codon at or before the junction",
    ReadingFrame.UNDETERMINED: "reading frame undetermined",
}

STATUSES = tuple(TherapyStatus)

STATUS_WORDS = {
    TherapyStatus.ON_LABEL: "on label",
    TherapyStatus.EVIDENCE: "evidence",
    TherapyStatus.OFF_LABEL: "off label",
    TherapyStatus.INVESTIGATIONAL: "investigational",
    TherapyStatus.RESISTANCE: "resistance",
    TherapyStatus.CONTRADICTED: "studied without benefit",
    TherapyStatus.WITHDRAWN: "withdrawn or narrowed",
    TherapyStatus.UNDETERMINED: "on or off label undetermined",
}


def or_not_reported(value: object) -> str:
    """Return the value as text, "not reported" for None and for empty text; 0 stays 0."""
    return NOT_REPORTED if value is None or value == "" else str(value)


def percent(fraction: Decimal) -> str:
    """Return a fraction of one as per cent, with the digits that the caller gave.

    >>> percent(Decimal("0.0526")), percent(Decimal("0.5")), percent(Decimal("0.0500"))
    ('5.26 %', '50 %', '5.00 %')
    """
    return f"{fraction.scaleb(2):f} %"


def years(age: float) -> str:
    """Return an age without a needless ".0".

    >>> years(34.0), years(0.5)
    ('34', '0.5')
    """
    return f"{age:g}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "call"), counted(0, "call")
    ('1 call', '0 calls')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(words: Iterable[str]) -> str:
    """Join words in order, each once.

    >>> listed(["crizotinib", "alectinib", "crizotinib"])
    'crizotinib, alectinib'
    """
    return ", ".join(dict.fromkeys(words))


def sentence(text: str) -> str:
    """Return the text with one full stop at its end and a capital at its start; empty stays empty.

    >>> sentence("phases meet"), sentence("ALK is a target."), sentence("read-through: a gap")
    ('Phases meet.', 'ALK is a target.', 'Read-through: a gap.')
    """
    bare = text.strip().rstrip(".")
    first = bare.split(" ", 1)[0].rstrip(":,;").replace("-", "")
    # A symbol or an id is not a word of ours: "exon" takes a capital, "p210" and "mRNA" do not.
    is_word = first.isalpha() and first.islower()
    return f"{bare[:1].upper() if is_word else bare[:1]}{bare[1:]}." if bare else ""


def since(assertion: Assertion) -> str:
    """Return the statement's date as exactly as its source gives it: 2022-07-14, 2020-02, by 2026-11-23."""
    return as_stated(assertion.since, assertion.since_precision)


def basis(assertion: Assertion, as_of: date) -> tuple[str, str]:
    """Return what a statement rests on (agency and date, or date published) and what qualifies it, if any."""
    if assertion.kind is AssertionKind.LABEL:
        agency = assertion.agency.value if assertion.agency else "agency not reported"
        agency += " in force" if assertion.since_precision == "by" else ""
        if assertion.until is not None and assertion.until <= as_of:
            return f"{agency} {since(assertion)}", _ended(assertion)
        if assertion.regular_since and assertion.regular_since <= as_of:
            return f"{agency} {since(assertion)}", f"regular since {assertion.regular_since.isoformat()}"
        kind = assertion.approval_type
        return f"{agency} {since(assertion)}", kind if kind and kind != "regular" else ""
    told = "stated" if assertion.kind is AssertionKind.INVESTIGATIONAL else "published"
    return f"{told} {since(assertion)}", ""


def _ended(assertion: Assertion) -> str:
    """Return how and when a label's row ended: "withdrawn 2021-03-29: no benefit in the phase 3 trial"."""
    how = assertion.ended.value if assertion.ended else "ended"
    because = f": {assertion.until_because}" if assertion.until_because else ""
    return f"{how} {assertion.ended_on}{because}"


def kinase_phrase(kinase: KinaseFate) -> str:
    """Return the kinase's fate in words: "ALK kinase intact"."""
    if kinase.status is KinaseStatus.NONE or kinase.gene is None:
        undetermined = kinase.status is KinaseStatus.UNDETERMINED
        return "kinase domain undetermined" if undetermined else "no kinase domain"
    words = {KinaseStatus.PARTIAL: "only partly kept"}
    return f"{kinase.gene} kinase {words.get(kinase.status, kinase.status.value)}"


def exon_phrase(site: JunctionSite) -> str:
    """Return a site as an exon with what the junction adds or loses: "exon 2 (182 intronic bases kept)"."""
    offset = offset_phrase(site)
    return f"exon {site.exon}{f' ({offset})' if offset else ''}"


def literature_phrase(site: JunctionSite) -> str:
    """Return "literature: exon 34, NM_002944.2" where the literature counts otherwise; else nothing."""
    told = (f"exon {each.exon}, {each.transcript}" for each in site.literature if each.exon != site.exon)
    words = "; ".join(dict.fromkeys(told))
    return f"literature: {words}" if words else ""


_NOTHING_KEPT = ((Side.FIVE_PRIME, Region.UPSTREAM), (Side.THREE_PRIME, Region.DOWNSTREAM))


def offset_phrase(site: JunctionSite) -> str:
    """Return what lies between the exon's edge and the junction; empty for a junction at the edge."""
    if site.offset == 0:
        return ""
    if (site.side, site.region) in _NOTHING_KEPT:
        return "nothing of the transcript is kept"
    is_kept = (site.offset > 0) is (site.side is Side.FIVE_PRIME)
    where, fate = ("intronic base", "kept") if is_kept else ("exonic base", "lost")
    return f"{counted(abs(site.offset), where)} {fate}"


def junction_phrase(transcript: FusionTranscript) -> str:
    """Return the junction in words: "exon 6 joined to exon 20"."""
    inserted = f", with {counted(transcript.inserted, 'inserted base')}" if transcript.inserted else ""
    predicted = ", predicted from the DNA break" if is_predicted(transcript) else ""
    joined = f"{exon_phrase(transcript.five_prime)} joined to {exon_phrase(transcript.three_prime)}"
    return f"{joined}{inserted}{predicted}"


def is_predicted(transcript: FusionTranscript) -> bool:
    """True where either side's junction follows from a DNA break and was not observed."""
    return transcript.five_prime.predicted or transcript.three_prime.predicted


def skipped_phrases(placed: PlacedFusion) -> Iterator[str]:
    """Yield "EML4 exons 13 to 14 destroyed by the break" for each side that leaves out exons beside it.

    Upstream of a 3' partner a break destroys none: exon 1 is left out because it has no acceptor.
    """
    for side, symbol in ((Side.FIVE_PRIME, placed.five_symbol), (Side.THREE_PRIME, placed.three_symbol)):
        site = placed.site(side)
        if site is not None and site.skipped_exons:
            is_whole = site.region is Region.UPSTREAM
            why = "left out, having no splice acceptor" if is_whole else "destroyed by the break"
            yield f"{symbol} {exon_span(site.skipped_exons)} {why}"


def frame_phrase(placed: PlacedFusion) -> str:
    """Return frame and kinase in words: "in frame, ALK kinase intact"."""
    words = [FRAME_WORDS[placed.frame]]
    if placed.kinase is not None:
        words.append(kinase_phrase(placed.kinase))
    if any(flag.id is FlagId.FRAME_DISAGREES for flag in placed.flags) and placed.call.caller_frame:
        words.append(f"but {placed.call.caller} says {FRAME_WORDS[placed.call.caller_frame]}")
    return ", ".join(words)


def length_phrase(placed: PlacedFusion) -> str:
    """Return "785 residues", with the lengths of other exon ends that the call leaves open; else nothing.

    "785 residues (or 796 with another reading of the exons)".
    """
    transcript = placed.transcript
    if transcript is None or transcript.frame.protein_length is None:
        return ""
    length = transcript.frame.protein_length
    lengths = (other.frame.protein_length for other in placed.alternatives if _is_unplaced(other))
    others = sorted({other for other in lengths if other is not None} - {length})
    told = f" (or {listed(map(str, others))} with another reading of the exons)" if others else ""
    return f"{length} residues{told}"


def _is_unplaced(transcript: FusionTranscript) -> bool:
    return transcript.five_prime.breakpoint is None and transcript.three_prime.breakpoint is None


def exon_span(numbers: Sequence[int]) -> str:
    """Return exon numbers as one span.

    >>> exon_span([7, 8, 9]), exon_span([3]), exon_span([])
    ('exons 7 to 9', 'exon 3', 'no exon')
    """
    if not numbers:
        return "no exon"
    return f"exon {numbers[0]}" if len(numbers) == 1 else f"exons {numbers[0]} to {numbers[-1]}"
