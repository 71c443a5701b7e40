"""The knowledge base: what is known about a fusion on a day, read from a folder of tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path

from fusionanno.knowledge import artefacts, disease_rows, facts, own, statements, structure, tables, tiers
from fusionanno.knowledge.dates import starts
from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.matching import Matcher
from fusionanno.knowledge.rows import Folder, Layers, Row, Table
from fusionanno.model import (
    AGENCY_OF,
    Actionability,
    Assertion,
    Case,
    Citation,
    EntityNote,
    EventKind,
    FlagId,
    Interpretation,
    Match,
    Outcome,
    PlacedFusion,
    RegulatoryRegion,
    ResourceVersion,
    Structure,
)

NOT_KNOWN = "no such approval by {agency} is known {when}"
NOT_HELD = "no such approval is in this knowledge base, which holds only a part of {agency}'s approvals"
NO_ROW = (
    "the structure meets the rule for {target}, but this knowledge base holds no label and no study of"
    " {target} at all: that none is listed is a gap in the base, not a finding"
)
INCOMPLETE = (
    "only a part of the approvals of {agency} ({region}) is in this knowledge base:"
    " a drug that is not listed, or is listed as off label, may be approved there"
)


_KEPT_ANSWERS = 512
"""Gene pairs whose statements are kept, for files in which they recur."""


class Knowledge:
    """Answers from one folder of tables; each table is read when first needed, and kept."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._matched = lru_cache(_KEPT_ANSWERS)(self._match)

    def interpret(self, placed: PlacedFusion, case: Case) -> Interpretation:
        """Judge one fusion for one case: structure first, then statements, entities and tier.

        Only an actionable structure carries statements; where it is undetermined, the sentence of the
        structure says what would make it so, and nothing is listed.
        """
        verdict = structure.judge(placed, self.targets)
        matches = self._matches(verdict, placed, case)
        tier, why = tiers.fusion_tier(verdict, matches, case, self.diseases, self.known_when(case.as_of))
        remarks = self._remarks(verdict, case) if verdict.actionable is Actionability.YES else ()
        entities = self._entities(placed, verdict, case)
        return Interpretation(verdict, matches, entities, tier, why, remarks, self._named_by(placed))

    def _named_by(self, placed: PlacedFusion) -> tuple[Citation, ...]:
        """Return the sources of an event's name, each with its title and address where the table has it."""
        if placed.event_name is None:
            return ()
        return tuple(self.citations.get(each, Citation(each)) for each in placed.event_name.citations)

    @cached_property
    def assertions(self) -> tuple[Assertion, ...]:
        """Labels and published evidence. ResourceError names a bad cell by file, line and column."""
        cite, numbers = facts.citer(self.citations), self._outcomes
        return tables.THERAPIES.read(self._folder, lambda row: statements.assertion(row, cite, numbers))

    @cached_property
    def _outcomes(self) -> dict[str, tuple[Outcome, ...]]:
        """The numbers of trials by the statement that they belong to."""
        cite = facts.citer(self.citations)
        found: dict[str, tuple[Outcome, ...]] = {}
        for each in tables.OUTCOMES.read(self._folder, lambda row: statements.outcome(row, cite)):
            found[each.statement] = (*found.get(each.statement, ()), each)
        return found

    def rows(self, table: Table) -> Iterator[Row]:
        """Walk a table's rows as they stand, a laboratory's own among them."""
        return table.rows(self._folder)

    @cached_property
    def resistance(self) -> tuple[facts.ResistanceFact, ...]:
        """Mutations that matter once they are co-reported; no match is made of them yet."""
        cite = facts.citer(self.citations)
        return tables.RESISTANCE.read(self._folder, lambda row: facts.resistance(row, cite))

    @cached_property
    def bypasses(self) -> tuple[facts.BypassFact, ...]:
        """Changes of other genes by which a tumour goes round a target."""
        cite = facts.citer(self.citations)
        return tables.BYPASS.read(self._folder, lambda row: facts.bypass(row, cite))

    @cached_property
    def prognoses(self) -> tuple[facts.PrognosisFact, ...]:
        cite = facts.citer(self.citations)
        return tables.PROGNOSIS.read(self._folder, lambda row: facts.prognosis(row, cite))

    @cached_property
    def drugs(self) -> dict[str, facts.Drug]:
        """The drugs by name."""
        cite = facts.citer(self.citations)
        return {
            each.name: each for each in tables.DRUGS.read(self._folder, lambda row: facts.drug(row, cite))
        }

    @cached_property
    def targets(self) -> tuple[facts.TargetRule, ...]:
        cite = facts.citer(self.citations)
        return tables.TARGETS.read(self._folder, lambda row: facts.target(row, cite))

    @cached_property
    def entities(self) -> tuple[facts.EntityFact, ...]:
        cite = facts.citer(self.citations)
        return tables.ENTITIES.read(self._folder, lambda row: facts.entity(row, cite))

    @cached_property
    def artefact_reasons(self) -> dict[FlagId, artefacts.ArtefactReason]:
        """Why each artefact flag makes a call suspicious."""
        rows = tables.ARTEFACT_FLAGS.read(self._folder, artefacts.artefact_reason)
        return {row.flag: row for row in rows}

    @cached_property
    def seen_in_normal(self) -> dict[tuple[str, str], artefacts.NormalPair]:
        """Joined transcripts of healthy people, by 5' and 3' partner."""
        rows = tables.RECURRENT_IN_NORMAL.read(self._folder, artefacts.normal_pair)
        return {(row.five_prime, row.three_prime): row for row in rows}

    @cached_property
    def known_drivers(self) -> artefacts.KnownDrivers:
        return artefacts.KnownDrivers(tables.KNOWN_DRIVERS.read(self._folder, artefacts.known_driver))

    def cited(self, ids: Iterable[str]) -> tuple[Citation, ...]:
        """Return the references of ids of citations.tsv, each once; an id that is not there stands alone."""
        return tuple(self.citations.get(name, Citation(name)) for name in dict.fromkeys(ids))

    @cached_property
    def diseases(self) -> DiseaseTree:
        rows = tables.DISEASES.rows(self._folder)
        return DiseaseTree(rows, lambda: tables.SYNONYMS.read(self._folder, disease_rows.synonym))

    @cached_property
    def citations(self) -> dict[str, Citation]:
        rows = tables.CITATIONS.read(self._folder, facts.citation)
        return {citation.id: citation for citation in rows}

    @cached_property
    def versions(self) -> tuple[ResourceVersion, ...]:
        """Every table with its version, SHA-256 and origin, in the order of sources.tsv."""
        named = {table.name: table for table in tables.TABLES}
        base, over = (
            (self._folder.base, self._folder.own) if isinstance(self._folder, Layers) else (self._folder, ())
        )
        shipped = (
            ResourceVersion(
                f"knowledge/{note.table}", note.version, named[note.table].sha256(base), note.origin
            )
            for note in self.sources
        )
        return (*shipped, *(version for folder in over for version in own.versions(folder)))

    @cached_property
    def sources(self) -> tuple[facts.SourceNote, ...]:
        """Where each table that ships comes from, and the regions that it covers only in part."""
        base = self._folder.base if isinstance(self._folder, Layers) else self._folder
        return tables.SOURCES.read(base, facts.source)

    def known_when(self, as_of: date) -> str:
        """Return "on DAY", or the day of the last revision where that came before the day asked for."""
        revised = next((note.version for note in self.sources if note.table == tables.THERAPIES.name), "")
        if facts.is_day(revised) and revised < as_of.isoformat():
            return f"at the last revision ({revised})"
        return f"on {as_of}"

    def _matches(self, verdict: Structure, placed: PlacedFusion, case: Case) -> tuple[Match, ...]:
        if verdict.target is None or verdict.actionable is not Actionability.YES:
            return ()
        return self._matched(verdict.target, (placed.five_symbol, placed.three_symbol), case)

    def _match(self, target: str, partners: tuple[str, str], case: Case) -> tuple[Match, ...]:
        """What is said of a target depends on the partners and the case alone, so that it can be kept."""
        matcher = Matcher(self.diseases, case, self._unlisted(case))
        return matcher.matches(target, partners, self.assertions)

    def _unlisted(self, case: Case) -> str:
        """Return what it means that no row of the region's own agency is found; empty without a region."""
        if case.region is None:
            return ""
        words = NOT_HELD if self._is_partial(case.region) else NOT_KNOWN
        return words.format(agency=AGENCY_OF[case.region], when=self.known_when(case.as_of))

    def _is_partial(self, region: RegulatoryRegion) -> bool:
        return any(region in note.incomplete for note in self.sources)

    def _remarks(self, verdict: Structure, case: Case) -> tuple[str, ...]:
        """Say where silence is no answer: of a target with no row at all, and in a region known in part."""
        if verdict.target not in self._spoken_of:
            return (NO_ROW.format(target=verdict.target),)
        region = case.region
        if region is None or not self._is_partial(region):
            return ()
        return (INCOMPLETE.format(agency=AGENCY_OF[region], region=region),)

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        """The target genes of which there is any label or study, whatever the day."""
        return frozenset(gene for fact in self.assertions for gene in fact.genes)

    def _entities(self, placed: PlacedFusion, verdict: Structure, case: Case) -> tuple[EntityNote, ...]:
        is_refused = verdict.target is not None and verdict.actionable is Actionability.NO
        if is_refused or placed.event is EventKind.INTERNAL:
            return ()
        five, three = placed.five_symbol, placed.three_symbol
        of_genes = (*self._entities_of.get(three, ()), *self._entities_of.get(f"{five}::", ()))
        found = (
            fact
            for fact in of_genes
            if fact.five_prime in (None, five) and starts(fact.since, fact.since_precision) <= case.as_of
        )
        return tuple(_note(fact) for fact in sorted(found, key=lambda fact: self._kinship(fact, case)))

    @cached_property
    def _entities_of(self) -> dict[str, list[facts.EntityFact]]:
        """The entities by the symbol of the 3' partner, or by "5'::" where that may be any."""
        found: dict[str, list[facts.EntityFact]] = {}
        for fact in self.entities:
            found.setdefault(fact.three_prime or f"{fact.five_prime}::", []).append(fact)
        return found

    def _kinship(self, fact: facts.EntityFact, case: Case) -> int:
        """Return 0 for the case's own tumour, then those that it is a kind of, then others."""
        if case.tumor is None:
            return 0
        line = (case.tumor.code, *self.diseases.ancestors(case.tumor.code))
        return line.index(fact.disease) if fact.disease in line else len(line)


def load_knowledge(folder: Traversable | None = None, over: Sequence[str | Path] = ()) -> Knowledge:
    """Return the knowledge that ships, or that of a folder with all its tables. Nothing is read yet.

    over: folders of a laboratory's own, whose rows add to those that ship or replace those with their key.
    """
    if over:
        return Knowledge(own.layered(over))
    return Knowledge(folder if folder is not None else own.shipped())


def _note(fact: facts.EntityFact) -> EntityNote:
    fusion = f"{fact.five_prime or 'any partner'}::{fact.three_prime or 'any partner'}"
    return EntityNote(
        fusion, fact.entity, fact.disease, fact.strength, fact.citations, fact.note, fact.frequency
    )
