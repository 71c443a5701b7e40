"""Who saw what: the calls of one event in a table, what stands beside them, and where they differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fusionanno.model import (
    BesideKind,
    CallLevel,
    EventCall,
    InputFile,
    Molecule,
    PlacedFusion,
    SupportMeaning,
)
from fusionanno.renderers.events import Event
from fusionanno.renderers.evidence_view import as_called, genomic_phrase, where_read
from fusionanno.renderers.wording import NOT_REPORTED, listed, or_not_reported, percent, sentence


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call as a row of the table, in words; a number that is not reported is empty."""

    caller: str
    source: str
    called: str
    split_reads: str
    spanning_fragments: str
    allele_fraction: str
    depth: str
    frame: str
    caller_frame: str
    confidence: str
    filters: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The calls of one molecule; because says how they stand to the others, empty for the event's own."""

    title: str
    because: str
    rows: tuple[CallRow, ...]


@dataclass(frozen=True, slots=True)
class SeenBy:
    """notes say what the callers' numbers are; differences and breaks are whole sentences."""

    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]
    differences: tuple[str, ...]
    breaks: tuple[str, ...]
    others: tuple[str, ...]


Meanings = Mapping[str, SupportMeaning]


def meanings_of(inputs: Sequence[InputFile]) -> Meanings:
    """Return what each caller's numbers mean, as its files say."""
    return {caller: meaning for file in inputs for caller, meaning in file.numbers}


def seen_by(event: Event, meanings: Meanings) -> SeenBy | None:
    """Return the table of an event; None where one call stands alone and nothing beside it."""
    if len(event.merged.calls) == 1 and not event.beside:
        return None
    evidence = tuple(_evidence(event))
    callers = dict.fromkeys(row.caller for each in evidence for row in each.rows)
    return SeenBy(
        evidence,
        tuple(short_note(caller, meanings[caller]) for caller in callers if caller in meanings),
        tuple(sentence(each) for each in event.differences),
        tuple(_breaks(event)),
        tuple(other_build_sentences(event)),
    )


def _evidence(event: Event) -> Iterator[Evidence]:
    yield Evidence(_title(event.fusion.placed), "", tuple(_row(each) for each in event.told))
    for beside in event.beside:
        if beside.link.kind is not BesideKind.OTHER_BUILD:
            title = "DNA evidence" if beside.link.kind is BesideKind.DNA else "RNA evidence"
            because = sentence(beside.link.because)
            yield Evidence(title, because, tuple(_row(each) for each in beside.event.calls))


def _title(placed: PlacedFusion) -> str:
    words = {Molecule.RNA: "RNA evidence", Molecule.DNA: "DNA evidence"}
    return words[placed.molecule] if placed.molecule else "Evidence, molecule not stated"


def _row(told: EventCall) -> CallRow:
    call, support = told.fusion.call, told.fusion.call.support
    fraction = support.allele_fraction
    placed = told.fusion.placed
    return CallRow(
        caller=call.caller,
        source=", ".join(where_read(call)),
        called=f"{as_called(call)}{_level(told)}",
        split_reads=_count(support.split_reads),
        spanning_fragments=_count(support.spanning_fragments),
        allele_fraction="" if fraction is None else percent(fraction),
        depth=_count(support.depth),
        frame=placed.frame.value,
        caller_frame=or_not_reported(call.caller_frame),
        confidence=or_not_reported(call.confidence),
        filters=listed(call.filters),
    )


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _level(told: EventCall) -> str:
    is_exact = told.level in (CallLevel.JUNCTION, CallLevel.BREAK)
    return "" if is_exact else f" ({told.level.value})"


def short_note(caller: str, meaning: SupportMeaning) -> str:
    """Return what a reader of the table must know of a caller's numbers, in a line."""
    told = (
        ("allele fraction", meaning.allele_fraction),
        ("depth", meaning.depth),
        ("", meaning.caveat),
    )
    words = "; ".join(f"{label}: {text}" if label else text for label, text in told if text)
    return f"{caller}: {(words or 'what the numbers count stands under Method').rstrip('.')}."


def meaning_rows(inputs: Sequence[InputFile]) -> tuple[tuple[str, str], ...]:
    """Return, for the method section, each caller with everything that its numbers mean."""
    return tuple((caller, _whole(meaning)) for caller, meaning in meanings_of(inputs).items())


def _whole(meaning: SupportMeaning) -> str:
    told = (
        ("split reads", meaning.split_reads),
        ("spanning fragments", meaning.spanning_fragments),
        ("allele fraction", meaning.allele_fraction),
        ("depth", meaning.depth),
    )
    parts = [f"{label}: {text or NOT_REPORTED}" for label, text in told]
    return sentence("; ".join([*parts, *([meaning.caveat] if meaning.caveat else [])]))


def passed_over(inputs: Sequence[InputFile]) -> tuple[str, ...]:
    """Return how many rows of each file are no fusion calls, by kind."""
    return tuple(
        (f"{file.name}: {listed(f'{number} of {kind}' for kind, number in file.other_rows)} passed over")
        for file in inputs
        if file.other_rows
    )


def _breaks(event: Event) -> Iterator[str]:
    for call in event.calls:
        if told := genomic_phrase(call):
            yield f"{call.caller} states breaks in DNA near this junction: {told}."


def other_build_sentences(event: Event) -> Iterator[str]:
    """Yield that the same junction was called on the other build, and by whom."""
    for beside in event.beside:
        if beside.link.kind is BesideKind.OTHER_BUILD:
            callers = listed(each.fusion.call.caller for each in beside.event.calls)
            yield sentence(f"{beside.link.because} ({callers})")
