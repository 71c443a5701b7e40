"""A gene model of nothing but sequences, for tests: transcripts' own bases, and a genome if one is given."""

from collections.abc import Callable, Mapping
from typing import cast

from fusionanno.annotation.geometry.junction import observed_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import Pair, Reading
from fusionanno.annotation.product.by_sequence import FrameJudge
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Breakpoint, Side, Transcript

Genome = Callable[[str, int, int], str | None]


class SequenceModel:
    """Answers what the judge of frames asks, and nothing else."""

    def __init__(
        self, sequences: Mapping[str, str], genome: Genome = lambda contig, start, end: None
    ) -> None:
        self._sequences, self._genome = sequences, genome

    def sequence(self, transcript: Transcript) -> str | None:
        return self._sequences.get(transcript.id)

    def genome(self, contig: str, start: int, end: int) -> str | None:
        return self._genome(contig, start, end)


def judge_of(sequences: Mapping[str, str], genome: Genome = lambda contig, start, end: None) -> FrameJudge:
    return FrameJudge(cast(GeneModel, SequenceModel(sequences, genome)))


def pair_at(five: Transcript, five_place: int, three: Transcript, three_place: int) -> Pair:
    """Return two positions read as they stand."""
    return Pair(_reading(five, five_place, Side.FIVE_PRIME), _reading(three, three_place, Side.THREE_PRIME))


def _reading(transcript: Transcript, position: int, side: Side) -> Reading:
    layout, place = Layout(transcript), Breakpoint(transcript.contig, position)
    return Reading(layout, observed_site(layout, side, place), place, 0, "as it stands")
