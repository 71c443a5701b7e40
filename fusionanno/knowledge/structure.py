"""Target rules: may drugs against a gene be spoken of at all, given how the fusion is built?

A gene's name alone never carries a therapy. The target must be on its side, read in sense, in frame, with its
kinase (or the domain that the rule names) whole, and without the domain that must be lost. What is not known
is said as not known; so is a frame that is lost in one reading of the call and kept in another, and a domain
that loses no more residues than sources draw its edge differently. A gene may have a rule for either side
(FGFR1: 3' in the 8p11 syndrome, 5' of TACC1); that of the side on which it stands is asked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from fusionanno.knowledge.broken_exon import BrokenExon
from fusionanno.knowledge.facts import TargetRule
from fusionanno.knowledge.fusion_level import is_named
from fusionanno.knowledge.target_domains import cut_by_the_break, domain_of, open_domain, wrong_domains
from fusionanno.model import (
    Actionability,
    Effect,
    EventKind,
    FlagId,
    FusionTranscript,
    Molecule,
    PlacedEnd,
    PlacedFusion,
    ReadingFrame,
    Region,
    Side,
    Structure,
)

NAMED_INSIDE = "{event} is named by statements in this knowledge base, which are for it alone{by_rna}"
_GAP = "a gap in the base, not a finding"
INSIDE_ONE_GENE = f"no statement on this event inside one gene is held in this knowledge base: {_GAP}"
CONFIRM = "actionable if in frame with the {domain} kept"
WITHOUT_FRAME = "actionable if the {domain} is kept"
BY_RNA = "; confirm by RNA"
_REFUSED_EVENTS = {
    EventKind.ANTISENSE: "the partners do not read in the same sense, so no fusion transcript is made",
    EventKind.FIVE_TO_FIVE: "the 5' parts of both genes are joined, so no fusion transcript is made",
    EventKind.THREE_TO_THREE: "the 3' parts of both genes are joined, so no fusion transcript is made",
    EventKind.ENHANCER_HIJACKING: "a locus drives the gene as a whole, and no fusion protein is made",
}
_REFUSED_FRAMES = {
    ReadingFrame.OUT_OF_FRAME: "the reading frame is lost",
    ReadingFrame.STOP_CODON: "a stop codon ends the protein before the 3' partner's part",
}
_BASE_TO_BASE = " (both DNA breaks lie in exons, which are joined base to base)"
_FROM_BREAK = {
    ReadingFrame.OUT_OF_FRAME: "predicted out of frame from the DNA break",
    ReadingFrame.STOP_CODON: "a stop codon at the junction is predicted from the DNA break",
}
_OPEN_FRAMES = {
    ReadingFrame.UNDETERMINED: "the reading frame cannot be told",
    ReadingFrame.NO_PROTEIN: "the 5' partner brings no coding sequence, so whether a protein is made is open",
}
_BEST = (Actionability.YES, Actionability.UNDETERMINED, Actionability.NO)


def judge(
    placed: PlacedFusion, rules: Sequence[TargetRule], has_rows: Callable[[str], bool] = bool
) -> Structure:
    """Return the verdict of the rules; with two targets in one fusion, that of the more promising one.

    has_rows tells whether anything is known of a target, which decides where both are sound.
    """
    genes = (placed.five_symbol, placed.three_symbol)
    concerned = _concerned(placed, [rule for rule in rules if rule.gene in genes])
    if not concerned:
        why = f"no target rule for {genes[0]} or {genes[1]} in this knowledge base, so no therapy is listed"
        return Structure(None, Actionability.NO, why)
    verdicts = [_judge(placed, rule) for rule in concerned]
    if len(verdicts) == 1:
        return verdicts[0]
    return min(verdicts, key=lambda each: (_BEST.index(each.actionable), not has_rows(each.target or "")))


def judge_inside(placed: PlacedFusion, spoken: Mapping[str, Sequence[str]]) -> Structure:
    """Return the verdict on an event inside one gene: its name stands for exons and frame, no rule is asked.

    spoken are the named events of which there are statements, by gene.
    """
    event, gene = placed.event_name, placed.five_symbol
    if event is None or not any(is_named(event.name, each) for each in spoken.get(gene, ())):
        return Structure(None, Actionability.UNDETERMINED, INSIDE_ONE_GENE)
    by_rna = "; it is predicted from DNA, confirm by RNA" if placed.molecule is Molecule.DNA else ""
    return Structure(gene, Actionability.YES, NAMED_INSIDE.format(event=event.name, by_rna=by_rna))


def _concerned(placed: PlacedFusion, rules: Sequence[TargetRule]) -> list[TargetRule]:
    """Return the rules to ask: of a gene with a rule for either side, that of the side on which it stands."""
    fitting = {rule.gene for rule in rules if _side_symbol(placed, rule.side) == rule.gene}
    return [
        rule for rule in rules if rule.gene not in fitting or _side_symbol(placed, rule.side) == rule.gene
    ]


def _judge(placed: PlacedFusion, rule: TargetRule) -> Structure:
    verdict, why = _verdict(placed, rule)
    return Structure(rule.gene, verdict, why, rule.citations)


def _verdict(placed: PlacedFusion, rule: TargetRule) -> tuple[Actionability, str]:
    """Return the verdict and why: what forbids it whatever else is unknown, then what is open, then yes."""
    if built := _wrong_build(placed, rule):
        return Actionability.NO, f"{built}; no therapy follows"
    if against := _against(placed, rule):
        if open_ := _open_build(placed, rule, against):
            return Actionability.UNDETERMINED, open_
        return Actionability.NO, f"{against}; no therapy follows"
    if doubt := _doubt(placed, rule):
        return Actionability.UNDETERMINED, f"{doubt}: {_confirm(placed, rule)}"
    return Actionability.YES, _praise(rule)


def _confirm(placed: PlacedFusion, rule: TargetRule) -> str:
    by_rna = "" if placed.molecule is Molecule.RNA else BY_RNA
    words = CONFIRM if rule.needs_frame else WITHOUT_FRAME
    return words.format(domain=domain_of(rule)) + by_rna


def _praise(rule: TargetRule) -> str:
    lost = f", the {rule.loses} domain is lost" if rule.loses else ""
    frame = " and the reading frame is kept" if rule.needs_frame else "; the reading frame does not decide"
    return f"{rule.gene} is the {rule.side} partner, its {domain_of(rule)} is whole{lost}{frame}"


def _against(placed: PlacedFusion, rule: TargetRule) -> str | None:
    """Return what speaks against the junction as it is read: a lost frame, or domains cut, lost or kept."""
    part = placed.transcript or placed.end
    if part is None:
        return None
    if part.at_break is not None and (cut := cut_by_the_break(part.at_break, rule)):
        return cut
    if isinstance(part, PlacedEnd):
        return wrong_domains(part, rule)
    return _nothing_fused(part) or _lost_frame(part, rule) or wrong_domains(part, rule)


def _wrong_build(placed: PlacedFusion, rule: TargetRule) -> str | None:
    """Return what is wrong with the fusion whatever its transcript."""
    if _side_symbol(placed, rule.side) != rule.gene:
        return _wrong_side(placed, rule)
    if placed.event in _REFUSED_EVENTS:
        return _REFUSED_EVENTS[placed.event]
    if placed.transcript is None:
        wrong = next((flag for flag in placed.flags if flag.id is FlagId.WRONG_ORIENTATION), None)
        return wrong.because if wrong else None
    return None


def _wrong_side(placed: PlacedFusion, rule: TargetRule) -> str:
    other = Side.THREE_PRIME if rule.side is Side.FIVE_PRIME else Side.FIVE_PRIME
    needed = f"its drugs need it as the {rule.side} partner with its {domain_of(rule)}"
    unseen = ""
    if placed.molecule is Molecule.DNA and placed.event is EventKind.FUSION:
        pair = f"{placed.three_symbol}::{placed.five_symbol}"
        unseen = f" of {pair}, which callers of DNA can miss: look for it in RNA"
    return f"{rule.gene} is the {other} partner here; {needed} (this may be the reciprocal product{unseen})"


def _lost_frame(transcript: FusionTranscript, rule: TargetRule) -> str | None:
    if not rule.needs_frame or transcript.frame.frame not in _REFUSED_FRAMES:
        return None
    is_predicted = transcript.five_prime.predicted and transcript.at_break is None
    return _REFUSED_FRAMES[transcript.frame.frame] + (_BASE_TO_BASE if is_predicted else "")


def _nothing_fused(transcript: FusionTranscript) -> str | None:
    if transcript.effect is not Effect.FIVE_PRIME_COMPLETE:
        return None
    gene = transcript.five_prime.transcript.gene
    return f"the whole {gene} protein is made, with its own end, so nothing is fused to it"


def _open_build(placed: PlacedFusion, rule: TargetRule, against: str) -> str | None:
    """Return the doubt where what speaks against the junction is open; what a source says comes first."""
    return (
        _broken_within(placed, rule, against)
        or _other_reading(placed, rule, against)
        or _unsettled(placed, rule, against)
    )


def _unsettled(placed: PlacedFusion, rule: TargetRule, against: str) -> str | None:
    """Return the doubt where only a prediction of splicing speaks against it."""
    part = placed.transcript or placed.end
    if part is None or (placed.transcript and _nothing_fused(placed.transcript)):
        return None
    if part.at_break is None or cut_by_the_break(part.at_break, rule):
        return None
    said = _FROM_BREAK.get(placed.frame, f"{against} as predicted from the DNA break")
    return f"{said}; splicing may differ: {_confirm(placed, rule)}"


def _broken_within(placed: PlacedFusion, rule: TargetRule, against: str) -> str | None:
    """Return the doubt where the target is known to break within the exon that only its number tells."""
    if placed.transcript is None or _nothing_fused(placed.transcript):
        return None
    broken = next((each for each in rule.within_exon if _is_broken_in(placed, rule, each)), None)
    if broken is None or placed.frame not in _REFUSED_FRAMES:
        return None
    return (
        f"{against} at the edge of {rule.gene} exon {broken.exon}, but with {broken.partner} the break lies"
        f" within that exon, and exon numbers do not tell which bases are joined: {_confirm(placed, rule)}"
    )


def _is_broken_in(placed: PlacedFusion, rule: TargetRule, broken: BrokenExon) -> bool:
    """True where the target's end is given by the number of this exon alone."""
    site = placed.site(rule.side)
    stated = placed.call.five_prime if rule.side is Side.FIVE_PRIME else placed.call.three_prime
    if site is None or stated.breakpoint is not None or stated.exon_offset:
        return False
    counted = site.transcript.id.partition(".")[0], site.exon
    return broken.partner in (placed.five_symbol, placed.three_symbol) and counted == (
        broken.transcript,
        broken.exon,
    )


def _other_reading(placed: PlacedFusion, rule: TargetRule, against: str) -> str | None:
    """Return the doubt where the junction as read speaks against the fusion, and another reading does not."""
    told = placed.transcript
    sound = next((other for other in placed.alternatives if _is_sound(other, rule)), None)
    other = sound or next((each for each in placed.alternatives if _may_be_sound(each, rule)), None)
    if told is None or other is None:
        return None
    kept = f"with the {domain_of(rule)} kept" if sound else f"with the {domain_of(rule)} not known to be lost"
    differing = " joined to ".join(_differing(placed, told, other))
    return f"{against} as read here; in frame {kept} as {differing}: {_remedy(placed, told, other)}"


def _lost_at_the_edge(placed: PlacedFusion, rule: TargetRule) -> str | None:
    """Return the doubt where a position that may be misplaced is sound, and the exon edge beside it is not.

    A caller that itself reads the reads in frame settles it.
    """
    told = placed.transcript
    if told is None or placed.call.caller_frame is ReadingFrame.IN_FRAME:
        return None
    if told.five_prime.breakpoint is None or told.three_prime.breakpoint is None:
        return None
    if all(_is_sound(other, rule) for other in placed.alternatives):
        return None
    return "the frame is kept as read here and lost at the exon edge next to it; confirm the junction"


def _may_be_sound(transcript: FusionTranscript, rule: TargetRule) -> bool:
    in_frame = transcript.frame.frame is ReadingFrame.IN_FRAME or not rule.needs_frame
    return in_frame and not wrong_domains(transcript, rule)


def _is_sound(transcript: FusionTranscript, rule: TargetRule) -> bool:
    return _may_be_sound(transcript, rule) and not open_domain(transcript, rule)


def _differing(placed: PlacedFusion, told: FusionTranscript, other: FusionTranscript) -> Iterator[str]:
    """Yield the sites at which the other reading differs from the one told, each with its reason."""
    sides = (
        (placed.five_symbol, told.five_prime, other.five_prime),
        (placed.three_symbol, told.three_prime, other.three_prime),
    )
    for symbol, ours, theirs in sides:
        place = (theirs.transcript.id, theirs.exon, theirs.offset)
        if place != (ours.transcript.id, ours.exon, ours.offset):
            is_edge = ours.breakpoint is not None and ours.offset != 0 == theirs.offset
            is_edge = is_edge and ours.transcript.id == theirs.transcript.id
            reason = "at the edge of the exon, where the position is not" if is_edge else theirs.because
            yield f"{symbol} exon {theirs.exon} of {theirs.transcript.id}{f' ({reason})' if reason else ''}"


def _remedy(placed: PlacedFusion, told: FusionTranscript, other: FusionTranscript) -> str:
    """A position is not counted on any transcript: naming one helps only where both have the junction."""
    if told.five_prime.breakpoint is None or told.three_prime.breakpoint is None:
        return "name the transcript or confirm by RNA"
    if placed.molecule is Molecule.RNA and _transcripts(told) != _transcripts(other):
        return "which of these transcripts is made decides, and the junction alone does not tell"
    return "confirm the junction by RNA"


def _transcripts(fusion: FusionTranscript) -> tuple[str, str]:
    return fusion.five_prime.transcript.id, fusion.three_prime.transcript.id


def _doubt(placed: PlacedFusion, rule: TargetRule) -> str | None:
    """Return what is not known and must be; None where the rule is met."""
    transcript = placed.transcript
    if transcript is None:
        return placed.because or "no fusion transcript can be stated from this call"
    if rule.needs_frame and transcript.frame.frame in _OPEN_FRAMES:
        return _OPEN_FRAMES[transcript.frame.frame]
    is_open = ReadingFrame.UNDETERMINED is transcript.frame.frame and transcript.effect is Effect.UNDETERMINED
    if is_open or transcript.five_prime.region in (Region.UPSTREAM, Region.DOWNSTREAM):
        return "where the transcript is joined cannot be told"
    return open_domain(transcript, rule) or _lost_at_the_edge(placed, rule)


def _side_symbol(placed: PlacedFusion, side: Side) -> str:
    return placed.five_symbol if side is Side.FIVE_PRIME else placed.three_symbol
