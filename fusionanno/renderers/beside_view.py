"""What stands beside the drugs: reported mutations, sources that disagree, what is new, course of disease."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fusionanno.model import (
    Case,
    Citation,
    CoVariantKind,
    CoVariantNote,
    Interpretation,
    MutationEffect,
    PrognosisNote,
)
from fusionanno.renderers.events import Event
from fusionanno.renderers.wording import counted, listed, sentence


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A sentence with its sources."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What a mutation means for one drug, by one source."""

    mutation: str
    drug: str
    effect: str
    evidence: str
    dated: str
    note: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One note on reported variants; mark is the shape beside it, for print without colour."""

    mark: str
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Mutations:
    """The section on reported mutations; `lead` says what was read and what of it is told."""

    lead: str
    notes: tuple[Mutation, ...]
    effects: tuple[EffectRow, ...]


@dataclass(frozen=True, slots=True)
class NewsView:
    """What is new since an earlier report; `nothing` says so where nothing is."""

    title: str
    lines: tuple[CitedLine, ...]
    nothing: str

    @property
    def first(self) -> tuple[CitedLine, ...]:
        """What is shown at once; the rest is folded."""
        return self.lines[:_FIRST]

    @property
    def rest(self) -> tuple[CitedLine, ...]:
        return self.lines[_FIRST:]


_FIRST = 3
"""News that stand on the page before the drugs; what is older is folded, and opens in print."""

_MARKS = {
    CoVariantKind.KNOWN: "✕",
    CoVariantKind.UNKNOWN: "?",
    CoVariantKind.COMPOUND: "?",
    CoVariantKind.BYPASS: "→",
}
_NOTHING_READ = "No small variant was read: the file has no rows that could be compared."
_EFFECT = {True: "resistance", False: "active"}


def mutations(events: Sequence[Event], case: Case) -> Mutations | None:
    """Return what is told of the small variants; None where none were read."""
    if case.variants is None:
        return None
    notes = dict.fromkeys(note for each in _judged(events) for note in each.co_variants)
    targets = listed(each.structure.target for each in _judged(events) if each.structure.target)
    if not case.variants:
        return Mutations(_NOTHING_READ, (), ())
    read = counted(len(case.variants), "small variant")
    none = f" No change of {targets}, and none that is known to bypass it, is among them."
    lead = f"{sentence(f'{read} read')}{none if targets and not notes else ''}"
    effects = (_effect(" with ".join(note.variants), each) for note in notes for each in note.effects)
    return Mutations(lead, tuple(_mutation(note) for note in notes), tuple(effects))


def _mutation(note: CoVariantNote) -> Mutation:
    is_active = note.effects and not any(each.resists and not each.is_outweighed for each in note.effects)
    mark = "●" if is_active else _MARKS[note.kind]
    return Mutation(mark, sentence(note.because), note.citations)


def _effect(mutation: str, effect: MutationEffect) -> EffectRow:
    note, told = sentence(effect.note or ""), _EFFECT[effect.resists]
    told = f"{told}, disputed by stronger evidence" if effect.is_outweighed else told
    return EffectRow(mutation, effect.drug, told, effect.evidence, effect.dated, note, effect.citations)


def conflicts(events: Sequence[Event]) -> tuple[CitedLine, ...]:
    """Return where sources disagree, each disagreement once."""
    found = dict.fromkeys(conflict for each in _judged(events) for conflict in each.conflicts)
    return tuple(CitedLine(told_of(each.about, each.because), each.citations) for each in found)


def told_of(about: str, because: str) -> str:
    """Return a sentence on what it is about, which is not said twice.

    >>> told_of("alectinib", "one says active, one resistant"), told_of("alectinib", "alectinib: two say")
    ('Alectinib: one says active, one resistant.', 'Alectinib: two say.')
    """
    return sentence(because if because.startswith(about) else f"{about}: {because}")


def news(events: Sequence[Event], case: Case) -> NewsView | None:
    """Return what came since the earlier report, newest first; None where no day of one was stated."""
    if case.since is None:
        return None
    found = dict.fromkeys(item for each in _judged(events) for item in each.news)
    newest = sorted(found, key=lambda item: item.day, reverse=True)
    lines = tuple(CitedLine(dated_news(item.day.isoformat(), item.what), item.citations) for item in newest)
    since = case.since.isoformat()
    nothing = "" if lines else "Nothing that this knowledge base holds on what is reported here."
    return NewsView(f"New since {since}", lines, nothing)


def dated_news(day: str, what: str) -> str:
    """Return what is new with its day, which is not said twice.

    >>> dated_news("2022-07-14", "FDA: crizotinib, ALK+ IMT"), dated_news("2022-07-14", "2022-07-14 FDA")
    ('2022-07-14 FDA: crizotinib, ALK+ IMT.', '2022-07-14 FDA.')
    """
    return sentence(what if what.startswith(day[:4]) else f"{day} {what}")


def course(notes: Iterable[PrognosisNote]) -> Iterator[CitedLine]:
    """Yield what is published on the course of the disease."""
    for note in notes:
        extra = f" {sentence(note.note)}" if note.note else ""
        told = f"{note.fusion} in {note.disease}, {note.direction}: {note.meaning.rstrip('.')} ({note.dated})"
        yield CitedLine(f"{sentence(told)}{extra}", note.citations)


def resisting(judged: Interpretation) -> Iterator[str]:
    """Yield a clause for each reported mutation that resists drugs: which, and what stays active."""
    for note in judged.co_variants:
        by_drug: dict[str, set[bool]] = {}
        for effect in note.effects:
            by_drug.setdefault(effect.drug, set()).add(effect.resists)
        resists = listed(drug for drug, said in by_drug.items() if said == {True})
        active = listed(drug for drug, said in by_drug.items() if said == {False})
        disputed = listed(drug for drug, said in by_drug.items() if len(said) == 2)
        told = (
            f"resistant to {resists}" if resists else "",
            f"{active} active" if active else "",
            f"disputed for {disputed}" if disputed else "",
        )
        if any(told):
            variants = " with ".join(note.variants)
            yield f"{variants}, reported here: {'; '.join(each for each in told if each)}."


def _judged(events: Sequence[Event]) -> Iterator[Interpretation]:
    for event in events:
        for each in event.judged:
            yield each.interpretation
