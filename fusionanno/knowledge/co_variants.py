"""Small variants reported beside a fusion: on-target resistance, several at once, and ways round the target.

Notes tell what is published and give no advice. Residues are those of the rows; where a variant states
another transcript than the row's note does, the numbers may differ and that is said.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fusionanno.knowledge.dates import dated, starts
from fusionanno.knowledge.facts import BypassFact, Drug, ResistanceFact
from fusionanno.model import CoVariantKind, CoVariantNote, MutationEffect, SmallVariant

NOT_HELD = "{variant}: not in this knowledge base; its effect on drugs against {target} is unknown here"
TOGETHER = (
    "{variants}: the effect of {number} together is unknown here;"
    " whether they lie in cis or trans was not stated"
)
NOT_JUDGED = (
    "a change of {gene} ({told}) is reported; bypass of {target} through {changes} of {gene} is published;"
    " whether this change does it is not judged here"
)
BYPASSES = "{variant} is reported; bypass of {target} through it is published"
OPEN = "; whether the fusion is actionable is undetermined"
_EVENTS = ("amplification", "fusion", "loss")
ACTIVATING = "activating mutation"
_TRANSCRIPT = re.compile(r"\b(?:[NX][MP]_|ENS[TP])\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Resisted:
    """A drug that reported mutations resist: the row, the mutations as told, and who disagrees."""

    fact: ResistanceFact
    told: str
    disputed_by: tuple[ResistanceFact, ...] = ()

    @property
    def because(self) -> str:
        sources = ", ".join(each.id for each in self.fact.citations)
        told = f"{self.told}, reported beside it, resists it ({sources})"
        if not self.disputed_by:
            return told
        other = ", ".join(each.id for fact in self.disputed_by for each in fact.citations)
        return f"{told}, which is disputed ({other})"


@dataclass(frozen=True, slots=True)
class Mutations:
    """The reported mutations of one target, and the rows on them that held on a day."""

    target: str
    reported: tuple[SmallVariant, ...]
    facts: tuple[ResistanceFact, ...]

    def of(self, sought: str) -> tuple[ResistanceFact, ...]:
        """Return the rows on one mutation, or on several written A+B in any order."""
        wanted = sorted(sought.split("+"))
        return tuple(
            fact
            for fact in self.facts
            if any(sorted(_plain(part) for part in each.split("+")) == wanted for each in fact.mutations)
        )

    @property
    def changes(self) -> tuple[str, ...]:
        """The protein changes that can be compared, each once."""
        return tuple(dict.fromkeys(_plain(each.change) for each in self.reported if each.change))

    @property
    def together(self) -> tuple[str, ...]:
        """The combinations of reported mutations of which rows speak."""
        held = (each for fact in self.facts for each in fact.mutations if "+" in each)
        parts = dict.fromkeys("+".join(_plain(part) for part in each.split("+")) for each in held)
        return tuple(each for each in parts if set(each.split("+")) <= set(self.changes))

    def resisted(self) -> tuple[Resisted, ...]:
        """Return each drug with each mutation that resists it.

        What a row says of mutations together comes before what others say of each alone.
        """
        found, settled = [], set[tuple[str, str]]()
        for sought in (*self.together, *self.changes):
            of_drug: dict[str, list[ResistanceFact]] = {}
            for fact in self.of(sought):
                if (sought, fact.drug) not in settled:
                    of_drug.setdefault(fact.drug, []).append(fact)
            for drug, rows in of_drug.items():
                found += _resisted(self.target, sought, rows)
                settled.update((part, drug) for part in sought.split("+"))
        return tuple(found)


def mutations(
    target: str, variants: Sequence[SmallVariant] | None, facts: Iterable[ResistanceFact], as_of: date
) -> Mutations:
    """Return the variants of the target and the rows on it that held on the day."""
    reported = tuple(each for each in variants or () if each.gene == target)
    if not reported:
        return Mutations(target, (), ())
    return Mutations(target, reported, tuple(each for each in facts if is_known(each, as_of)))


def is_known(fact: ResistanceFact | BypassFact, as_of: date) -> bool:
    return starts(fact.since, fact.since_precision) <= as_of


def on_target(found: Mutations, drugs: Mapping[str, Drug]) -> tuple[CoVariantNote, ...]:
    """Return a note for each reported variant of the target, then for those that came together."""
    told = dict.fromkeys((_plain(each.change) if each.change else None, each.told) for each in found.reported)
    notes, seen = [], set[str]()
    for change, words in told:
        key = change or words
        if key not in seen:
            seen.add(key)
            notes.append(_single(found, change, words, drugs))
    return (*notes, *_together(found, drugs))


def _single(found: Mutations, change: str | None, told: str, drugs: Mapping[str, Drug]) -> CoVariantNote:
    variant, rows = f"{found.target} {change or told}", found.of(change) if change else ()
    if not rows:
        because = NOT_HELD.format(variant=variant, target=found.target)
        return CoVariantNote((variant,), CoVariantKind.UNKNOWN, because)
    stated = [each for each in found.reported if each.change and _plain(each.change) == change]
    return _known((variant,), variant, rows, (stated, drugs))


def _together(found: Mutations, drugs: Mapping[str, Drug]) -> tuple[CoVariantNote, ...]:
    if len(found.changes) < 2:
        return ()
    notes = []
    for each in found.together:
        variants = tuple(f"{found.target} {part}" for part in each.split("+"))
        label = f"{' and '.join(variants)} together (cis or trans was not stated)"
        notes.append(_known(variants, label, found.of(each), ([], drugs)))
    if notes:
        return tuple(notes)
    variants = tuple(f"{found.target} {each}" for each in found.changes)
    number = "both" if len(variants) == 2 else "several"
    told = TOGETHER.format(variants=" and ".join(variants), number=number)
    return (CoVariantNote(variants, CoVariantKind.COMPOUND, told),)


_Told = tuple[Sequence[SmallVariant], Mapping[str, Drug]]


def _known(
    variants: tuple[str, ...], label: str, rows: Sequence[ResistanceFact], told: _Told
) -> CoVariantNote:
    reported, drugs = told
    ordered = sorted(rows, key=lambda fact: _generation(fact, drugs))
    effects = tuple(_effect(fact) for fact in ordered)
    cited = tuple(dict.fromkeys(each for fact in ordered for each in fact.citations))
    because = f"{label}: {_effects(ordered)}{_numbering(reported, rows)}"
    return CoVariantNote(variants, CoVariantKind.KNOWN, because, effects, cited)


def _generation(fact: ResistanceFact, drugs: Mapping[str, Drug]) -> int:
    known = drugs.get(fact.drug)
    return known.generation or 9 if known else 9


def _effect(fact: ResistanceFact) -> MutationEffect:
    return MutationEffect(fact.drug, fact.resists, fact.evidence, dated(fact), fact.citations, fact.note)


def _effects(rows: Sequence[ResistanceFact]) -> str:
    """Return "resistant to crizotinib, alectinib; lorlatinib retains activity", disputed drugs apart."""
    by_drug: dict[str, list[ResistanceFact]] = {}
    for fact in rows:
        by_drug.setdefault(fact.drug, []).append(fact)
    resists = [_graded(drug, each) for drug, each in by_drug.items() if all(fact.resists for fact in each)]
    active = [_graded(drug, each) for drug, each in by_drug.items() if not any(fact.resists for fact in each)]
    disputed = [f"disputed for {drug}: {dispute(each)}" for drug, each in by_drug.items() if _disagree(each)]
    told = [f"resistant to {', '.join(resists)}"] if resists else []
    told += [f"{', '.join(active)} {'retains' if len(active) == 1 else 'retain'} activity"] if active else []
    return "; ".join((*told, *disputed))


def _graded(drug: str, rows: Sequence[ResistanceFact]) -> str:
    """Return a drug, with the kind of evidence where no row rests on patients in studies."""
    kinds = dict.fromkeys(fact.evidence for fact in rows)
    return drug if any(kind.startswith("clinical") for kind in kinds) else f"{drug} ({', '.join(kinds)})"


def dispute(rows: Sequence[ResistanceFact]) -> str:
    """Return both sides of sources that disagree on one drug, each with its own."""
    return ", ".join(
        f"{'resistant' if fact.resists else 'active'} by {', '.join(each.id for each in fact.citations)}"
        f" ({fact.evidence}, {dated(fact)})"
        for fact in sorted(rows, key=lambda fact: not fact.resists)
    )


def _disagree(rows: Sequence[ResistanceFact]) -> bool:
    return len({fact.resists for fact in rows}) == 2


def _numbering(reported: Sequence[SmallVariant], rows: Sequence[ResistanceFact]) -> str:
    """Say it where the variant counts on another transcript than the rows' notes name."""
    counted = {each for fact in rows for each in _TRANSCRIPT.findall(fact.note or "")}
    stated = next((each.transcript for each in reported if each.transcript), None)
    found = _TRANSCRIPT.match(stated) if stated else None
    if not counted or found is None or found[0] in counted:
        return ""
    ours = ", ".join(sorted(counted))
    return (
        f"; its residue is counted on {stated} and the sources' on {ours}, so that they may not be the same"
    )


def _resisted(target: str, sought: str, rows: Sequence[ResistanceFact]) -> list[Resisted]:
    against = tuple(fact for fact in rows if not fact.resists)
    return [Resisted(fact, f"{target} {sought}", against) for fact in rows if fact.resists]


def left_open(note: CoVariantNote) -> CoVariantNote:
    """Say beside a note that the fusion's structure is not settled."""
    return replace(note, because=f"{note.because}{OPEN}")


def bypasses(
    target: str, variants: Sequence[SmallVariant], facts: Iterable[BypassFact]
) -> tuple[CoVariantNote, ...]:
    """Return a note for each reported change of a gene through which the target is known to be bypassed."""
    by_gene: dict[str, list[BypassFact]] = {}
    for fact in facts:
        by_gene.setdefault(fact.gene, []).append(fact)
    notes = (_bypass(target, each, by_gene[each.gene]) for each in variants if each.gene in by_gene)
    return tuple(dict.fromkeys(note for note in notes if note is not None))


def _bypass(target: str, variant: SmallVariant, facts: Sequence[BypassFact]) -> CoVariantNote | None:
    """A change that a row lists meets it; any other change of the protein is told, and not judged."""
    change = _plain(variant.change) if variant.change else None
    if change is None:
        met = [fact for fact in facts if fact.change in _EVENTS and fact.change in variant.told.casefold()]
    else:
        met = [fact for fact in facts if change == _plain(fact.change)]
    if met:
        return _bypass_note(variant, BYPASSES.format(variant=variant, target=target), met)
    near = [fact for fact in facts if fact.change not in _EVENTS] if change else []
    if not near:
        return None
    changes = ", ".join(
        dict.fromkeys(f"{fact.change}s" if fact.change == ACTIVATING else fact.change for fact in near)
    )
    told = NOT_JUDGED.format(gene=variant.gene, told=change, target=target, changes=changes)
    return _bypass_note(variant, told, near)


def _bypass_note(variant: SmallVariant, because: str, facts: Sequence[BypassFact]) -> CoVariantNote:
    since = ", ".join(dict.fromkeys(dated(fact) for fact in facts))
    cited = tuple(dict.fromkeys(each for fact in facts for each in fact.citations))
    return CoVariantNote((str(variant),), CoVariantKind.BYPASS, f"{because} ({since})", citations=cited)


def _plain(change: str) -> str:
    """Return a change as rows write it: "p.(G1202R)" is G1202R."""
    return change.removeprefix("p.").strip("()")
