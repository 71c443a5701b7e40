"""Calls of one fusion across callers and files: which are one event, who speaks, what stands beside."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fusionanno.casefile import parse_case
from fusionanno.merging import Tolerance, merge
from fusionanno.model import (
    AnnotatedFusion,
    Assembly,
    BesideKind,
    Breakpoint,
    CallerSequence,
    CallLevel,
    FusionCall,
    FusionEvent,
    Interval,
    Molecule,
    Partner,
    PartnerOrder,
    ReadingFrame,
    ReadSupport,
    Source,
    StatedCase,
    Strand,
)
from fusionanno.pipeline import Interpreter
from fusionanno.renderers.drugs import drug_groups
from fusionanno.renderers.events import Event
from fusionanno.renderers.tsv import MERGED_COLUMNS, merged_row

TABLE = Path(__file__).parent / "tables" / "merging.tsv"
DAY = "2026-11-23"


def rows() -> dict[str, list[dict[str, str]]]:
    cases: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            cases[row["case"]].append(row)
    return cases


CASES = rows()


@cache
def interpreter() -> Interpreter:
    return Interpreter(parse_case({"as_of": DAY}).over(StatedCase()))


def partner(row: dict[str, str], side: str, exon: str, interval: str) -> Partner:
    place, strand = row[f"{side}_at"], row[f"{side}_strand"]
    return Partner(
        row[side] or None,
        Breakpoint.parse(place) if place else None,
        exon=int(exon) if exon else None,
        strand=Strand(strand) if strand else None,
        interval=Interval.parse(interval) if interval else None,
    )


def reads(value: str) -> CallerSequence:
    """The caller's bases on both sides, without a splice."""
    five, three = value.split("|")
    return CallerSequence(five, three, five_unspliced=len(five), three_unspliced=len(three))


def called(row: dict[str, str], line: int) -> AnnotatedFusion:
    name, _, value = row["extra"].partition("=")
    exons = value.split(",") if name == "exons" else ["", ""]
    interval = value if name == "interval" else ""
    return interpreter().interpret(
        FusionCall(
            row["caller"],
            partner(row, "five", exons[0], interval),
            partner(row, "three", exons[1], interval),
            Molecule(row["molecule"]) if row["molecule"] else None,
            assembly=Assembly(row["assembly"]) if row["assembly"] else None,
            order=PartnerOrder(value) if name == "order" else PartnerOrder.TOLD,
            sequence=reads(value) if name == "reads" else None,
            source=Source(row["file"], line),
        )
    )


@cache
def fusions(case: str) -> tuple[AnnotatedFusion, ...]:
    return tuple(called(row, line) for line, row in enumerate(CASES[case], start=2))


def lines(events: Sequence[FusionEvent]) -> set[frozenset[str]]:
    return {frozenset(str(call.fusion.call.source) for call in event.calls) for event in events}


def expected(case: str) -> set[frozenset[str]]:
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for line, row in enumerate(CASES[case], start=2):
        labels[row["event"]].add(f"{row['file']}:{line}")
    return {frozenset(found) for found in labels.values()}


@pytest.mark.parametrize("case", CASES)
def test_the_table_of_events(case: str) -> None:
    assert lines(merge(fusions(case))) == expected(case)


def told(events: Sequence[FusionEvent]) -> set[tuple[object, ...]]:
    """Everything of events but the order in which they and their calls stand."""
    return {
        (
            event.id,
            event.speaker.call.source,
            frozenset((call.fusion.call.source, call.level) for call in event.calls),
            event.differences,
            event.beside,
        )
        for event in events
    }


EVERYTHING = tuple(
    called({**row, "file": f"{number}{row['file']}"}, line)
    for number, case in enumerate(CASES)
    for line, row in enumerate(CASES[case], start=2)
)


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(range(len(EVERYTHING))))
def test_any_order_of_the_calls_gives_the_same_events(order: list[int]) -> None:
    mixed = [EVERYTHING[at] for at in order]
    assert told(merge(mixed)) == told(merge(EVERYTHING))


def ladder(positions: Sequence[int]) -> tuple[AnnotatedFusion, ...]:
    """Calls of RNA inside an intron of EML4, each of another caller."""
    base = next(row for row in CASES["no chain drifts"])
    return tuple(
        called({**base, "caller": f"c{at}", "file": f"{at}.tsv", "five_at": f"2:{42290000 + position}"}, 2)
        for at, position in enumerate(positions)
    )


@settings(max_examples=25, deadline=None)
@given(positions=st.lists(st.integers(0, 60), min_size=2, max_size=9))
def test_no_two_calls_of_an_event_are_farther_apart_than_the_tolerance(positions: list[int]) -> None:
    events = merge(ladder(positions))
    for event in events:
        places = [call.fusion.call.five_prime.breakpoint for call in event.calls]
        for one, other in combinations(places, 2):
            assert one is not None
            assert other is not None
            assert abs(one.position - other.position) <= Tolerance().junction
    assert sum(len(event.calls) for event in events) == len(positions)


def test_every_call_is_in_one_event() -> None:
    found = [id(call.fusion) for event in merge(EVERYTHING) for call in event.calls]
    assert sorted(found) == sorted(map(id, EVERYTHING))


def test_ids_are_unique_and_name_the_genes() -> None:
    ids = [event.id for event in merge(EVERYTHING)]
    assert len(set(ids)) == len(ids)
    assert "EML4::ALK/1" in ids


def by_file(case: str) -> dict[str, FusionEvent]:
    """Events of a case by the first letter of their speaker's file."""
    return {str(event.speaker.call.source)[0]: event for event in merge(fusions(case))}


def test_a_break_in_dna_explains_the_junction_of_rna() -> None:
    events = by_file("DNA and RNA side by side")
    (dna,) = events["a"].beside
    assert (dna.kind, dna.explains, dna.event_id) == (BesideKind.DNA, True, events["m"].id)
    (rna,) = events["m"].beside
    assert (rna.kind, rna.explains, rna.event_id) == (BesideKind.RNA, True, events["a"].id)
    assert "the junction predicted from the break in DNA is the one found in RNA" in rna.because


def test_a_break_that_makes_another_junction_says_so() -> None:
    row = CASES["DNA and RNA side by side"][1]
    far = called({**row, "five_at": "2:42302000"}, 3)
    rna, dna = merge((fusions("DNA and RNA side by side")[0], far))
    (beside,) = rna.beside
    assert beside.explains is False
    assert "only if splicing leaves out 1 exon" in beside.because
    assert dna.beside[0].explains is False


def test_another_frame_of_the_prediction_is_said() -> None:
    row = CASES["DNA and RNA side by side"][1]
    other = called({**row, "five_at": "2:42283500"}, 3)
    rna, _ = merge((fusions("DNA and RNA side by side")[0], other))
    (beside,) = rna.beside
    assert beside.explains is False
    assert "which is not the junction of RNA; RNA is in-frame" in beside.because


def test_the_same_junction_on_the_other_build_is_said() -> None:
    events = by_file("builds stay apart")
    (other,) = events["a"].beside
    assert (other.kind, other.explains) == (BesideKind.OTHER_BUILD, True)
    assert other.because.startswith("the same exon junction was called on GRCh37")


def levels(case: str) -> dict[str, CallLevel]:
    return {
        str(call.fusion.call.source)[0]: call.level for event in merge(fusions(case)) for call in event.calls
    }


@pytest.mark.parametrize(
    ("case", "file", "level"),
    [
        ("exon numbers support a junction", "t", CallLevel.EXONS),
        ("a gene pair supports its one event", "p", CallLevel.GENE_PAIR),
        ("no order told, gene pair", "g", CallLevel.UNDIRECTED),
        ("two callers of DNA", "m", CallLevel.BREAK),
        ("jitter of a few bases", "j", CallLevel.JUNCTION),
    ],
)
def test_how_exactly_a_call_tells_its_junction(case: str, file: str, level: CallLevel) -> None:
    assert levels(case)[file] is level


def test_the_junction_at_exon_edges_speaks_for_one_beside_them() -> None:
    (event,) = merge(fusions("jitter of a few bases")[::-1])
    assert event.speaker.call.caller == "arriba"
    assert any(sentence.startswith("Position: 2:42295513") for sentence in event.differences)


def test_the_frame_is_no_reason_to_speak() -> None:
    """Out of frame at two exon edges comes before in frame from exon numbers, told by more reads."""
    arriba, words = fusions("exon numbers support a junction")
    (event,) = merge((words, arriba))
    assert event.speaker is arriba


def with_support(fusion: AnnotatedFusion, reads: int) -> AnnotatedFusion:
    call = replace(fusion.call, support=ReadSupport(split_reads=reads))
    return replace(fusion, placed=replace(fusion.placed, call=call))


@pytest.mark.parametrize(
    ("reads", "says"),
    [
        ((7, 9, 9), "Split reads: 7 by a; 9 by all others; callers do not count alike."),
        ((7, 9, 8), "Split reads: 7 by a; 8 by c; 9 by b; callers do not count alike."),
        ((7, 9), "Split reads: 7 by a; 9 by b; callers do not count alike."),
        ((7, 9, 9, None), "Split reads: 7 by a; 9 by all others that tell it; callers do not count alike."),
    ],
)
def test_who_deviates_is_named_and_the_others_are_not(reads: tuple[int | None, ...], says: str) -> None:
    one = fusions("jitter of a few bases")[0]
    calls = []
    for caller, number in zip("abcd", reads, strict=False):
        call = replace(one.call, caller=caller, support=ReadSupport(split_reads=number))
        calls.append(replace(one, placed=replace(one.placed, call=call)))
    (event,) = merge(calls)
    assert event.differences == (says,)


def test_of_equals_the_one_with_more_reads_speaks() -> None:
    few, many = (
        with_support(fusion, reads)
        for fusion, reads in zip(fusions("two callers, one junction"), (2, 9), strict=True)
    )
    (event,) = merge((few, many))
    assert event.speaker is many
    assert any(each.startswith("Split reads: 2 by arriba") for each in event.differences)


def test_calls_of_two_samples_stay_apart_and_a_bare_one_belongs_to_the_only_sample() -> None:
    one, two = fusions("two callers, one junction")

    def of(fusion: AnnotatedFusion, sample: str) -> AnnotatedFusion:
        return replace(fusion, placed=replace(fusion.placed, call=replace(fusion.call, sample=sample)))

    assert len(merge((of(one, "S1"), of(two, "S2")))) == 2
    assert len(merge((of(one, "S1"), two))) == 1
    assert len(merge((of(one, "S1"), of(two, "S2"), two))) == 3


@pytest.mark.parametrize(
    ("case", "frame"),
    [
        ("sequence of one caller", ReadingFrame.IN_FRAME),
        ("sequence with a stop codon", ReadingFrame.STOP_CODON),
    ],
)
def test_the_call_whose_sequence_reads_through_speaks_whatever_it_says(
    case: str, frame: ReadingFrame
) -> None:
    arriba, other = fusions(case)
    assert (arriba.placed.frame, other.placed.frame) == (frame, ReadingFrame.UNDETERMINED)
    for calls in ((arriba, with_support(other, 90)), (with_support(other, 90), arriba)):
        (event,) = merge(calls)
        assert event.speaker is arriba
        assert event.told_otherwise == ()


def test_a_splice_that_the_caller_saw_leaves_the_frame_open_and_speaks() -> None:
    arriba, other = fusions("sequence of one caller")
    seen = replace(arriba.call.sequence or CallerSequence(), three_unspliced=20)
    spliced = interpreter().interpret(replace(arriba.call, sequence=seen))
    sure = replace(other, placed=replace(other.placed, transcript=arriba.placed.transcript))
    assert (spliced.placed.frame, sure.placed.frame) == (ReadingFrame.UNDETERMINED, ReadingFrame.IN_FRAME)
    (event,) = merge((with_support(sure, 90), spliced))
    assert event.speaker is spliced


def disagreeing() -> FusionEvent:
    """An event of which the call told makes a stop codon and the other an actionable fusion."""
    frames = (ReadingFrame.IN_FRAME, ReadingFrame.STOP_CODON)
    clean, stopped = (
        interpreter().interpret(replace(fusion.call, caller_frame=frame))
        for fusion, frame in zip(fusions("two sequences that differ"), frames, strict=True)
    )
    (event,) = merge((clean, with_support(stopped, 90)))
    return event


def test_sequences_that_make_different_frames_are_told() -> None:
    event = disagreeing()
    assert event.speaker.call.caller == "jaffa"
    assert event.disagreement.startswith("Reading frame by the callers' own sequences: in-frame by arriba")
    assert event.disagreement in event.differences
    (agreed,) = merge(fusions("sequence of one caller"))
    assert agreed.disagreement == ""


def test_a_row_of_an_event_says_what_another_call_may_carry() -> None:
    cells = dict(zip(MERGED_COLUMNS, merged_row(disagreeing()).rstrip("\n").split("\t"), strict=True))
    assert cells["frame"] == "stop-codon"
    assert "(on-label)" not in cells["therapies"]
    assert "callers-disagree" in cells["flags"].split(";")
    assert "As another caller tells it (arriba, a.tsv:" in cells["notes"]
    assert "Therapies then: " in cells["notes"]
    assert "crizotinib" in cells["notes"]
    (agreed,) = merge(fusions("sequence of one caller"))
    assert "callers-disagree" not in merged_row(agreed)


def test_the_drugs_of_another_call_stand_in_the_table_with_its_caller() -> None:
    event = disagreeing()
    groups = drug_groups((Event(event.speaker, event),), interpreter().case)
    told = {(row.drug, each.fusions) for group in groups for row in group.rows for each in row.statements}
    assert ("crizotinib", "EML4::ALK as arriba tells it") in told


def test_a_call_without_a_gene_is_kept_with_the_named_one() -> None:
    """The keep-list knows IGH::MALT1 (test_artefacts.py); IGH and a place are set aside by themselves."""
    filtering = Interpreter(parse_case({"as_of": DAY, "filter": "artefacts"}).over(StatedCase()))
    named, bare = (
        filtering.interpret(each.call) for each in fusions("a partner without a gene, from the other end")
    )
    assert (bool(named.set_aside), bool(bare.set_aside)) == (False, True)
    (event,) = merge((bare, named))
    assert event.speaker is named
    assert event.id == "MALT1::IGH/1"
    assert event.set_aside == ()


def test_a_call_without_order_or_gene_supports_the_join_at_its_places() -> None:
    """Without strands too: the file leaves open which end is 5'."""
    named, bare = fusions("a partner without a gene, from the other end")
    ends = (bare.call.five_prime, bare.call.three_prime)
    five, three = (replace(each, strand=None) for each in ends)
    open_ = interpreter().interpret(replace(bare.call, five_prime=five, three_prime=three))
    assert len(merge((named, open_))) == 1
