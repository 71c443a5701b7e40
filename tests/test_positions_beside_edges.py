"""Positions that their platform is known to misplace, and positions that are no base kept but a boundary."""

from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import pytest

from fusionanno.annotation.annotator import Annotator
from fusionanno.annotation.transcripts.snapping import Shift, nearest
from fusionanno.genemodel.embedded import EmbeddedGeneModel
from fusionanno.model import (
    Assembly,
    Breakpoint,
    FlagId,
    FusionCall,
    Interval,
    Molecule,
    Partner,
    PlacedFusion,
    Side,
)
from fusionanno.model.call import PositionKind


@cache
def model(assembly: Assembly) -> EmbeddedGeneModel:
    return EmbeddedGeneModel(assembly)


def rna(five: str, three: str, **said: Any) -> FusionCall:
    (one, at), (other, there) = (end.split(" ") for end in (five, three))
    ends = Partner(one, Breakpoint.parse(at)), Partner(other, Breakpoint.parse(there))
    return FusionCall("tso500", *ends, molecule=Molecule.RNA, **said)


def told(call: FusionCall, snap: int | None = None, assembly: Assembly = Assembly.GRCH37) -> PlacedFusion:
    return Annotator(model(assembly), snap=snap).place(call)


def frame(placed: PlacedFusion) -> str:
    assert placed.transcript is not None
    return placed.transcript.frame.frame.value


# Edges on GRCh37 (embedded reference): EML4 exon 13 ends at 2:42522656 and ALK exon 20 begins at 2:29446394,
# KIF5B exon 15 ends at 10:32317356 and RET exon 12 begins at 10:43612032, CCDC6 exon 1 ends at 10:61665880.
JITTERED = [
    ("EML4 2:42522654", "ALK 2:29446394"),
    ("KIF5B 10:32317356", "RET 10:43612031"),
    ("CCDC6 10:61665879", "RET 10:43612032"),
    ("EML4 2:42522652", "ALK 2:29446394"),
]


@pytest.mark.parametrize(("five", "three"), JITTERED)
def test_a_platform_s_jitter_moves_to_the_edge_and_says_so(five: str, three: str) -> None:
    placed = told(rna(five, three, jitter=4))
    (flag,) = (flag for flag in placed.flags if flag.id is FlagId.SNAPPED)
    assert frame(placed) == "in-frame"
    assert flag.because.startswith("tso500 is known to place junctions up to 4 bases beside exon edges: ")


@pytest.mark.parametrize(("jitter", "snap"), [(None, None), (4, 0), (1, None)])
def test_nothing_is_moved_without_jitter_or_where_the_user_forbids_it(
    jitter: int | None, snap: int | None
) -> None:
    placed = told(rna(*JITTERED[0], jitter=jitter), snap)
    assert frame(placed) == "out-of-frame"
    assert FlagId.SNAPPED not in {flag.id for flag in placed.flags}


def test_what_the_user_states_wins_over_the_platform() -> None:
    placed = told(rna(*JITTERED[0], jitter=4), 2)
    (flag,) = (flag for flag in placed.flags if flag.id is FlagId.SNAPPED)
    assert flag.because.startswith("the 5' breakpoint is moved by 2 bases")


def test_a_break_in_dna_is_never_moved() -> None:
    call = replace(rna(*JITTERED[0], jitter=4), molecule=Molecule.DNA)
    assert FlagId.SNAPPED not in {flag.id for flag in told(call).flags}


@pytest.mark.parametrize(
    ("shifts", "taken"),
    [(((1, 3), (2, -2)), 2), (((1, 2), (2, -2)), None), (((1, 2), (1, 2)), 1), ((), None)],
)
def test_the_nearest_edge_counts_and_a_tie_moves_nothing(
    shifts: tuple[tuple[int, int], ...], taken: int | None
) -> None:
    choice = cast(Any, SimpleNamespace(layout=SimpleNamespace(edge=lambda exon, side: exon)))
    found = nearest([Shift(choice, exon, bases) for exon, bases in shifts], Side.THREE_PRIME)
    assert [shift.exon for shift in found] == ([] if taken is None else [taken])


# On GRCh38: EML4 (plus) exon 13 ends at 2:42295516, ALK (minus) exon 20 begins at 2:29223528, CCDC6 (minus)
# exon 1 ends at 10:59906122, RET (plus) exon 12 begins at 10:43116584.
@pytest.mark.parametrize(
    ("five", "three"),
    [
        ("EML4 2:42295516", "ALK 2:29223528"),
        ("CCDC6 10:59906121", "RET 10:43116583"),
        ("EML4 2:42295516", "RET 10:43116583"),
    ],
)
def test_the_base_kept_at_a_boundary_follows_from_the_gene(five: str, three: str) -> None:
    call = rna(five, three, position_kind=PositionKind.BOUNDARY)
    beside = [replace(end, interval=Interval(0, 1)) for end in (call.five_prime, call.three_prime)]
    placed = told(replace(call, five_prime=beside[0], three_prime=beside[1]), assembly=Assembly.GRCH38)
    assert placed.transcript is not None
    sites = placed.transcript.five_prime, placed.transcript.three_prime
    assert [site.offset for site in sites] == [0, 0]
    assert FlagId.INTERVAL not in {flag.id for flag in placed.flags}


def test_a_boundary_without_a_gene_stays_open() -> None:
    call = rna("EML4 2:42295516", "NOSUCH1 1:1000", position_kind=PositionKind.BOUNDARY)
    call = replace(call, three_prime=replace(call.three_prime, interval=Interval(0, 1)))
    assert told(call, assembly=Assembly.GRCH38).call.three_prime == call.three_prime
