"""The frame's verdict, with sequences where there are any: given ones first, else the caller's own."""

from dataclasses import dataclass, replace

from fusionanno.annotation.caller_sequence import caller_bases, spliced_within
from fusionanno.annotation.frame import Between, KnownBases, frame_verdict
from fusionanno.annotation.product import translated
from fusionanno.annotation.reading import Pair
from fusionanno.annotation.sequence import NoSequence, Sequences
from fusionanno.genemodel.base import GeneModel
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
        because = ""
        if call.sequence is not None and (spliced := spliced_within(call, pair)):
            return Judged(FrameVerdict(ReadingFrame.UNDETERMINED, spliced), because=spliced)
        if self._sequences.has_any(pair):
            try:
                return self._by_sequence(pair, between)
            except NoSequence as error:
                because = str(error)
        if call.sequence is not None:
            between = replace(between, bases=caller_bases(call, pair))
        return Judged(_verdict(pair, between), because=because)

    def _by_sequence(self, pair: Pair, between: Between) -> Judged:
        joined = self._sequences.joined(pair, between)
        five, three = joined.cdna[: joined.five_bases], joined.cdna[joined.three_first - 1 :]
        known = KnownBases(five, three, "by sequence", is_all=True)
        verdict = _verdict(pair, replace(between, bases=known))
        sequence, verdict = translated(pair, joined, verdict)
        return Judged(verdict, sequence)


def _verdict(pair: Pair, between: Between) -> FrameVerdict:
    five, three = pair.five_prime, pair.three_prime
    return frame_verdict(five.layout, five.site, three.layout, three.site, between)
