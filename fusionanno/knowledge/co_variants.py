"""Small variants reported beside a fusion: on-target resistance, several at once, and ways round the target.

Notes tell what is published and give no advice. Residues are those of the rows; where a variant states
another transcript than the row's note does, the numbers may differ and that is said.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fusionanno.knowledge.dates import began, dated
from fusionanno.knowledge.disputes import Resisted, cited, disagree, dispute, is_outweighed, resisted
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
NOT_BOUND = (
    "{variant} is reported; mutations of the drug's binding site in {gene} are published as resistance to"
    " {drug}; whether this one is such is not judged here"
)
BYPASSES = "{variant} is reported; bypass of {target} through it is published"
OPEN = "; whether the fusion is actionable is undetermined"
_EVENTS = ("amplification", "fusion", "loss")
ACTIVATING = "activating mutation"
_TRANSCRIPT = re.compile(r"\b(?:[NX][MP]_|ENS[TP])\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mutations:
    """The reported mutations of one target, and the rows on them that held on a day.

    elsewhere names the tumours of the rows, by id, that were seen in others than the case's alone.
    """

    target: str
    reported: tuple[SmallVariant, ...]
    facts: tuple[ResistanceFact, ...]
    elsewhere: Mapping[str, str]

    def is_here(self, fact: ResistanceFact) -> bool:
        """True for a row that is of the case's tumour, or of none in particular."""
        return fact.id not in self.elsewhere

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
                if self.is_here(fact) and (sought, fact.drug) not in settled:
                    of_drug.setdefault(fact.drug, []).append(fact)
            for drug, rows in of_drug.items():
                found += resisted(f"{self.target} {sought}", rows)
                settled.update((part, drug) for part in sought.split("+"))
        return tuple(found)


def mutations(
    target: str,
    variants: Sequence[SmallVariant] | None,
    facts: Iterable[ResistanceFact],
    as_of: date,
    seen_in: Callable[[ResistanceFact], str],
) -> Mutations:
    """Return the variants of the target and the rows on it that held on the day.

    seen_in names the tumours of a row where the case's is none of them, and is empty for every other row.
    """
    reported = tuple(each for each in variants or () if each.gene == target)
    if not reported:
        return Mutations(target, (), (), {})
    known = tuple(each for each in facts if is_known(each, as_of))
    elsewhere = {each.id: names for each in known if (names := seen_in(each))}
    return Mutations(target, reported, known, elsewhere)


def is_known(fact: ResistanceFact | BypassFact, as_of: date) -> bool:
    return began(fact) <= as_of


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
    is_part = any(change in each.split("+") for each in found.together)
    label = f"{variant} alone" if is_part else variant
    if not rows:
        because = NOT_HELD.format(variant=label, target=found.target)
        return CoVariantNote((variant,), CoVariantKind.UNKNOWN, because)
    stated = [each for each in found.reported if each.change and _plain(each.change) == change]
    return _known((variant,), label, rows, _Told(found, stated, drugs))


def _together(found: Mutations, drugs: Mapping[str, Drug]) -> tuple[CoVariantNote, ...]:
    if len(found.changes) < 2:
        return ()
    notes = []
    for each in found.together:
        variants = tuple(f"{found.target} {part}" for part in each.split("+"))
        label = f"{' and '.join(variants)} together (cis or trans was not stated)"
        notes.append(_known(variants, label, found.of(each), _Told(found, [], drugs)))
    if any(set(each.split("+")) == set(found.changes) for each in found.together):
        return tuple(notes)
    variants = tuple(f"{found.target} {each}" for each in found.changes)
    number = "both" if len(variants) == 2 else "all" if notes else "several"
    told = TOGETHER.format(variants=" and ".join(variants), number=number)
    return (*notes, CoVariantNote(variants, CoVariantKind.COMPOUND, told))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence on mutations needs: all that was reported, the variants it is about, the drugs."""

    found: Mutations
    reported: Sequence[SmallVariant]
    drugs: Mapping[str, Drug]


def _known(
    variants: tuple[str, ...], label: str, rows: Sequence[ResistanceFact], told: _Told
) -> CoVariantNote:
    """Return the note of a mutation with rows; those of other tumours are in its sentence alone."""
    ordered = sorted(rows, key=lambda fact: _generation(fact, told.drugs))
    of_drug = _by_drug(fact for fact in ordered if told.found.is_here(fact))
    effects = tuple(_effect(fact, of_drug) for fact in ordered if told.found.is_here(fact))
    sources = tuple(dict.fromkeys(each for fact in ordered for each in fact.citations))
    parts = filter(None, (_effects(of_drug), *_elsewhere(ordered, told.found)))
    because = f"{label}: {'; '.join(parts)}{_numbering(told.reported, rows)}"
    kind = CoVariantKind.KNOWN if effects else CoVariantKind.UNKNOWN
    return CoVariantNote(variants, kind, because, effects, sources)


def _elsewhere(rows: Sequence[ResistanceFact], found: Mutations) -> list[str]:
    """Return what was seen in other tumours alone: it says nothing certain of the case's."""
    apart = [fact for fact in rows if not found.is_here(fact)]
    return [
        f"{'resistant to' if fact.resists else 'activity of'} {fact.drug} seen in"
        f" {found.elsewhere[fact.id]}: {cited(fact)}"
        for fact in apart
    ]


def _by_drug(rows: Iterable[ResistanceFact]) -> dict[str, list[ResistanceFact]]:
    found: dict[str, list[ResistanceFact]] = {}
    for fact in rows:
        found.setdefault(fact.drug, []).append(fact)
    return found


def _generation(fact: ResistanceFact, drugs: Mapping[str, Drug]) -> int:
    known = drugs.get(fact.drug)
    return known.generation or 9 if known else 9


def _effect(fact: ResistanceFact, by_drug: Mapping[str, Sequence[ResistanceFact]]) -> MutationEffect:
    weaker = fact.resists and is_outweighed(by_drug[fact.drug])
    return MutationEffect(
        fact.drug, fact.resists, fact.evidence, dated(fact), fact.citations, fact.note, weaker
    )


def _effects(by_drug: Mapping[str, Sequence[ResistanceFact]]) -> str:
    """Return "resistant to crizotinib, alectinib; lorlatinib retains activity", disputed drugs apart."""
    resists = [_graded(drug, each) for drug, each in by_drug.items() if all(fact.resists for fact in each)]
    active = [_graded(drug, each) for drug, each in by_drug.items() if not any(fact.resists for fact in each)]
    disputed = [f"disputed for {drug}: {dispute(each)}" for drug, each in by_drug.items() if disagree(each)]
    told = [f"resistant to {', '.join(resists)}"] if resists else []
    told += [f"{', '.join(active)} {'retains' if len(active) == 1 else 'retain'} activity"] if active else []
    return "; ".join((*told, *disputed))


def _graded(drug: str, rows: Sequence[ResistanceFact]) -> str:
    """Return a drug, with the kind of evidence where no row rests on patients in studies."""
    kinds = dict.fromkeys(fact.evidence for fact in rows)
    return drug if any(kind.startswith("clinical") for kind in kinds) else f"{drug} ({', '.join(kinds)})"


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
    bound = [fact for fact in near if fact.bound_drug]
    if bound:
        drugs = ", ".join(dict.fromkeys(fact.bound_drug or "" for fact in bound))
        return _bypass_note(variant, NOT_BOUND.format(variant=variant, gene=variant.gene, drug=drugs), bound)
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
