"""What the knowledge base answers in one case: structure first, then everything that its tables say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from fusionanno.knowledge import co_variants, facts, structure, tiers
from fusionanno.knowledge.case_news import case_news, days_of
from fusionanno.knowledge.conflicts import conflicts
from fusionanno.knowledge.dates import began, dated
from fusionanno.knowledge.disputes import Resisted
from fusionanno.knowledge.fusion_level import FusionWords, pair_words, words_of
from fusionanno.knowledge.label_status import LabelJudge
from fusionanno.knowledge.line_of_therapy import PriorTherapy
from fusionanno.knowledge.matching import STATUSES, Matcher
from fusionanno.knowledge.prognosis import prognosis_notes
from fusionanno.knowledge.remarks import remarks
from fusionanno.knowledge.resistance import resistance_matches
from fusionanno.model import (
    AGENCY_OF,
    Actionability,
    Assertion,
    Case,
    CoVariantNote,
    EntityNote,
    EventKind,
    FusionName,
    Interpretation,
    News,
    PlacedFusion,
    PrognosisNote,
    RegulatoryRegion,
    Structure,
)

if TYPE_CHECKING:
    from fusionanno.knowledge.base import Knowledge

NOT_KNOWN = "no such approval by {agency} is known {when}"
NATIONAL = {RegulatoryRegion.EU: ", and national authorisations are not held here"}
"""Regions in which a drug may be authorised by others than the agency: tretinoin is, by members of the EU."""
NOT_HELD = "no such approval is in this knowledge base, which holds only a part of {agency}'s approvals"
_KEPT_ANSWERS = 512
"""Fusions whose statements are kept, for files in which they recur."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that an answer depends on but the case; is_inside: an event within one gene."""

    verdict: Structure
    words: FusionWords
    is_inside: bool


class Answers:
    """Answers for one case from one base; what depends on the target alone is worked out once."""

    def __init__(self, base: "Knowledge", case: Case) -> None:
        self.base, self.case = base, case
        self._listed = lru_cache(_KEPT_ANSWERS)(self._list)
        self._prognosed = lru_cache(_KEPT_ANSWERS)(self._course)
        self._pointed = lru_cache(_KEPT_ANSWERS)(self._diagnoses)
        self._mutated = lru_cache(None)(self._mutations)
        self._on_target = lru_cache(None)(self._noted)
        self._round_target = lru_cache(None)(self._passed_by)
        self._heard = lru_cache(_KEPT_ANSWERS)(self._news)
        self._other_days: dict[date, Answers] = {}

    def interpret(self, placed: PlacedFusion, name: FusionName | None = None) -> Interpretation:
        """Judge one fusion, and tell what is new where the case states the day of an earlier report.

        Only an actionable structure carries statements; where it is undetermined, the sentence of the
        structure says what would make it so, and nothing is listed. `name` carries the exons and the variant
        that rows may name.
        """
        asked = _Asked(self._judged(placed), words_of(placed, name), placed.event is EventKind.INTERNAL)
        named_by = self.base.cited(placed.event_name.citations) if placed.event_name else ()
        return replace(self._answer(asked), event_citations=named_by, news=self._news_of(asked))

    def _news_of(self, asked: "_Asked") -> tuple[News, ...]:
        """The sentence of a structure tells nothing new: fusions alike but for it share their news."""
        if self.case.since is None or self.case.since >= self.case.as_of:
            return ()
        return self._heard(replace(asked, verdict=replace(asked.verdict, because="", citations=())))

    def _news(self, asked: "_Asked") -> tuple[News, ...]:
        since, as_of = self.case.since or self.case.as_of, self.case.as_of

        def at(day: date) -> Interpretation:
            return (self if day == as_of else self._on(day))._answer(asked)

        genes = self._mutated_genes(asked.verdict.target or "", asked.words)
        return case_news(at, since, as_of, days_of(self.base, genes, asked.words))

    def _on(self, day: date) -> "Answers":
        """Return the answers for the same case on another day."""
        if day not in self._other_days:
            self._other_days[day] = Answers(self.base, replace(self.case, as_of=day, since=None))
        return self._other_days[day]

    def _answer(self, asked: "_Asked") -> Interpretation:
        """Answer as of the case's day."""
        verdict, words = asked.verdict, asked.words
        listed = self._statements(verdict, words)
        return Interpretation(
            verdict,
            listed.matches,
            self._entities(asked),
            listed.tier,
            listed.tier_because,
            listed.remarks,
            prognosis=self._prognosis(verdict, words),
            co_variants=self._co_variants(verdict, words) if self.case.variants else (),
            conflicts=listed.conflicts,
        )

    def _judged(self, placed: PlacedFusion) -> Structure:
        if placed.event is EventKind.INTERNAL:
            return structure.judge_inside(placed, self.base.spoken_events)
        return structure.judge(placed, self.base.targets, lambda gene: gene in self.base.statements_of)

    def _statements(self, verdict: Structure, words: FusionWords) -> Interpretation:
        """Return statements, tier, remarks and conflicts; only an actionable structure carries statements."""
        if verdict.target is None or verdict.actionable is not Actionability.YES:
            tier, why = tiers.fusion_tier(verdict, (), self.case, self.base.diseases, self._when)
            return Interpretation(verdict, tier=tier, tier_because=why)
        is_named = verdict.target in self.base.named_targets
        return self._listed(verdict.target, words if is_named else words.without_junction)

    def _list(self, target: str, words: FusionWords) -> Interpretation:
        """What is said of a target depends on the fusion's words and the case alone, and can be kept."""
        resisted = self._resisted(target, words)
        by_drug: dict[str, list[Resisted]] = {}
        for each in resisted:
            by_drug.setdefault(each.fact.drug, []).append(each)
        found = self._matcher(target, words, by_drug).matches(words, self.base.statements_of.get(target, ()))
        told = (*found, *resistance_matches(resisted, target, words))
        matches = tuple(sorted(told, key=lambda match: STATUSES.index(match.status)))
        sound = Structure(target, Actionability.YES, "")
        tier, why = tiers.fusion_tier(sound, matches, self.case, self.base.diseases, self._when)
        return Interpretation(
            sound,
            matches,
            tier=tier,
            tier_because=why,
            remarks=remarks(target, self.base, self.case, self._prior),
            conflicts=conflicts(matches, resisted),
        )

    @cached_property
    def _when(self) -> str:
        return self.base.known_when(self.case.as_of)

    def _matcher(self, target: str, words: FusionWords, resisted: Mapping[str, list[Resisted]]) -> Matcher:
        case, base = self.case, self.base
        prior = PriorTherapy(case) if case.prior is None else self._prior
        labels = LabelJudge(base.diseases, case, prior, self._unlisted, self._mutated(target).changes)
        reported = tuple(self._mutated(gene) for gene in self._mutated_genes(target, words))
        agency = AGENCY_OF[case.region] if case.region and not base.is_partial(case.region) else None
        return Matcher(base.diseases, case, labels, base.approvals, resisted, reported, agency)

    @cached_property
    def _prior(self) -> PriorTherapy:
        return PriorTherapy(self.case, self.base.drugs, self.base.line_words)

    @cached_property
    def _unlisted(self) -> str:
        """What it means that no row of the region's own agency is found; empty without a region."""
        region = self.case.region
        if region is None:
            return ""
        words = NOT_HELD if self.base.is_partial(region) else f"{NOT_KNOWN}{NATIONAL.get(region, '')}"
        return words.format(agency=AGENCY_OF[region], when=self._when)

    def _mutations(self, gene: str) -> co_variants.Mutations:
        rows = self.base.resistance_of.get(gene, ()) if self.case.variants else ()
        return co_variants.mutations(gene, self.case.variants, rows, self.case.as_of, self._seen_in)

    def _seen_in(self, fact: facts.ResistanceFact) -> str:
        """Return the tumours of a row where the case's is neither one of them nor a kind of one."""
        tree = self.base.diseases
        if not fact.diseases or tree.meet(self.case.tumor, fact.diseases)[0] in tiers.IN_TUMOUR:
            return ""
        return ", ".join(tree.name(code) for code in fact.diseases)

    def _mutated_genes(self, target: str, words: FusionWords) -> tuple[str, ...]:
        """Return the target, and the partner of a pair that statements name, where mutations of it are known.

        That is PML of PML::RARA; a partner that any gene may have says nothing of drugs against the target.
        """
        named = {each for fact in self.base.statements_of.get(target, ()) for each in pair_of(fact)}
        partners = {words.five_prime, words.three_prime} - {target}
        return (target, *sorted(partners & named & self.base.resistance_of.keys()))

    def _resisted(self, target: str, words: FusionWords) -> tuple[Resisted, ...]:
        if not self.case.variants:
            return ()
        genes = self._mutated_genes(target, words)
        return tuple(each for gene in genes for each in self._mutated(gene).resisted())

    def _co_variants(self, verdict: Structure, words: FusionWords) -> tuple[CoVariantNote, ...]:
        """Return what the reported variants mean, unless the structure is refused."""
        if not self.case.variants or verdict.target is None or verdict.actionable is Actionability.NO:
            return ()
        genes = self._mutated_genes(verdict.target, words)
        on_it = [note for gene in genes for note in self._on_target(gene)]
        round_it = self._round_target(verdict.target)
        met = {each for note in round_it for each in note.variants}
        told = (*(note for note in on_it if not set(note.variants) <= met), *round_it)
        is_open = verdict.actionable is Actionability.UNDETERMINED
        return tuple(co_variants.left_open(note) for note in told) if is_open else told

    def _noted(self, gene: str) -> tuple[CoVariantNote, ...]:
        return co_variants.on_target(self._mutated(gene), self.base.drugs)

    def _passed_by(self, target: str) -> tuple[CoVariantNote, ...]:
        day, variants = self.case.as_of, self.case.variants or ()
        known = [each for each in self.base.bypasses_of.get(target, ()) if co_variants.is_known(each, day)]
        return co_variants.bypasses(target, variants, known)

    def _prognosis(self, verdict: Structure, words: FusionWords) -> tuple[PrognosisNote, ...]:
        if self.case.tumor is None or (verdict.target and verdict.actionable is Actionability.NO):
            return ()
        return self._prognosed(words)

    def _course(self, words: FusionWords) -> tuple[PrognosisNote, ...]:
        by_partner, tumor = self.base.prognoses_of, self.case.tumor
        rows = (*by_partner.get(words.three_prime, ()), *by_partner.get(f"{words.five_prime}::", ()))
        if not rows or tumor is None:
            return ()
        return prognosis_notes(rows, words, tumor, self.base.diseases, self.case.as_of)

    def _entities(self, asked: "_Asked") -> tuple[EntityNote, ...]:
        verdict = asked.verdict
        is_refused = verdict.target is not None and verdict.actionable is Actionability.NO
        if is_refused or asked.is_inside:
            return ()
        return self._pointed(asked.words.five_prime, asked.words.three_prime)

    def _diagnoses(self, five: str, three: str) -> tuple[EntityNote, ...]:
        by_partner = self.base.entities_of
        of_genes = (*by_partner.get(three, ()), *by_partner.get(f"{five}::", ()))
        of_pair = (fact for fact in of_genes if fact.five_prime in (None, five))
        found = (fact for fact in of_pair if began(fact) <= self.case.as_of)
        return tuple(_note(fact) for fact in sorted(found, key=self._kinship))

    def _kinship(self, fact: facts.EntityFact) -> int:
        """Return 0 for the case's own tumour, then those that it is a kind of, then others."""
        tumor = self.case.tumor
        if tumor is None:
            return 0
        line = (tumor.code, *self.base.diseases.ancestors(tumor.code))
        return line.index(fact.disease) if fact.disease in line else len(line)


def pair_of(fact: Assertion) -> tuple[str | None, str | None]:
    return fact.five_prime, fact.three_prime


def _note(fact: facts.EntityFact) -> EntityNote:
    return EntityNote(
        pair_words(fact),
        fact.entity,
        fact.disease,
        fact.strength,
        fact.citations,
        fact.note,
        fact.frequency,
        dated(fact),
    )
