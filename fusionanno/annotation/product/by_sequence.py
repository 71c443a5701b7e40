"""The frame's verdict, with sequences where there are any: given ones first, else the caller's own."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from fusionanno.annotation.geometry.reading import Pair
from fusionanno.annotation.product.between import Between, KnownBases
from fusionanno.annotation.product.caller_sequence import (
    caller_bases,
    covers_retained,
    kept_of_intron,
    spliced_within,
)
from fusionanno.annotation.product.frame import SHORTEST_INTRON, frame_verdict
from fusionanno.annotation.product.sequence import Joined, NoSequence, Sequences
from fusionanno.annotation.product.translated import as_started, translated
from fusionanno.genemodel.base import GeneModel, NotInGenome
from fusionanno.model import FrameVerdict, FusionCall, FusionSequence, ReadingFrame


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one pair of sites and its sequence; because says why a given one does not do."""

    verdict: FrameVerdict
    sequence: FusionSequence | None = None
    because: str = ""


class FrameJudge:
    """Judges frames on one gene model. Where nothing is given, phases alone decide."""

    def __init__(self, model: GeneModel) -> None:
        self._sequences = Sequences(model)

    def judged(self, call: FusionCall, pair: Pair, between: Between) -> Judged:
        """Return verdict and sequence of one pair of sites."""
        return self._judged(call, pair, between, _told)

    def verdict(self, call: FusionCall, pair: Pair, between: Between) -> FrameVerdict:
        """Return the verdict alone, of a pair that is compared and not told."""
        return self._judged(call, pair, between, _compared).verdict

    def _judged(self, call: FusionCall, pair: Pair, between: Between, tell: "_Tell") -> Judged:
        because = ""
        if call.sequence is not None and (spliced := spliced_within(call, pair)):
            return Judged(FrameVerdict(ReadingFrame.UNDETERMINED, spliced), because=spliced)
        if self._sequences.has_any(pair):
            try:
                _refuse_unseen(call, pair)
                return _with_reads(call, pair, between, self._by_sequence(call, pair, between, tell))
            except (NoSequence, NotInGenome) as error:
                because = str(error)
        return Judged(_verdict(pair, _as_called(call, pair, between)), because=because)

    def _by_sequence(self, call: FusionCall, pair: Pair, between: Between, tell: "_Tell") -> Judged:
        joined = self._sequences.joined(pair, between)
        five, three = joined.cdna[: joined.five_bases], joined.cdna[joined.three_first - 1 :]
        known = KnownBases(five, three, is_all=True)
        verdict = _verdict(pair, replace(between, bases=known))
        if verdict.frame is ReadingFrame.UNDETERMINED and call.sequence is not None:
            seen = _as_called(call, pair, between)
            verdict = verdict if seen.bases is None else _verdict(pair, seen)
        return tell(pair, joined, verdict)


_Tell = Callable[[Pair, Joined, FrameVerdict], Judged]


def _told(pair: Pair, joined: Joined, verdict: FrameVerdict) -> Judged:
    sequence, verdict = translated(pair, joined, verdict)
    return Judged(verdict, sequence)


def _compared(pair: Pair, joined: Joined, verdict: FrameVerdict) -> Judged:
    return Judged(as_started(pair, joined, verdict))


def _as_called(call: FusionCall, pair: Pair, between: Between) -> Between:
    """Put in the caller's bases, where it gives any that lie at these sites."""
    if call.sequence is None or (bases := caller_bases(call, pair)) is None:
        return between
    return Between(between.inserted, between.sequence, between.caller_frame, bases)


def _with_reads(call: FusionCall, pair: Pair, between: Between, judged: Judged) -> Judged:
    """A stop codon that the caller's bases hold decides, also where the sequence given has none."""
    if call.sequence is None or judged.verdict.frame is ReadingFrame.STOP_CODON:
        return judged
    seen = _verdict(pair, _as_called(call, pair, between))
    if seen.frame is not ReadingFrame.STOP_CODON:
        return judged
    because = f"{seen.because}; the sequence given has no stop codon there"
    return Judged(replace(seen, because=because), *_refuted(call, judged))


def _refuted(call: FusionCall, judged: Judged) -> tuple[FusionSequence | None, str]:
    """Take the product away that the caller's bases deny: the transcript that they are of is another one."""
    given = judged.sequence
    if given is None:
        return None, judged.because
    bare = FusionSequence(given.cdna, given.five_bases, given.three_first)
    bare = replace(bare, because=f"not translated: the bases that {call.caller} gives end it by a stop codon")
    return bare, f"the transcript that {call.caller} read is not the one that the sequence given makes"


def _refuse_unseen(call: FusionCall, pair: Pair) -> None:
    """Refuse to join a piece of intron that may be none: a genome does not tell how the reads are spliced."""
    retained = max(kept_of_intron(pair.five_prime.site), kept_of_intron(pair.three_prime.site))
    if retained > SHORTEST_INTRON and not covers_retained(call, pair):
        msg = f"the junction lies {retained} bases into an intron, and an exon that no transcript has may end"
        msg = f"{msg} there: a genome does not tell which of these bases the transcript holds"
        raise NoSequence(msg)


def _verdict(pair: Pair, between: Between) -> FrameVerdict:
    five, three = pair.five_prime, pair.three_prime
    return frame_verdict(five.layout, five.site, three.layout, three.site, between)
