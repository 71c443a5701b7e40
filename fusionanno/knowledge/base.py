"""The knowledge base: what is known about a fusion on a day, read from a folder of tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from fusionanno.knowledge import artefacts, disease_rows, facts, own, statements, tables
from fusionanno.knowledge.answers import Answers
from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.drug_approvals import Approvals
from fusionanno.knowledge.fusion_level import is_event_row
from fusionanno.knowledge.rows import Folder, Layers, Row, Table
from fusionanno.model import (
    Assertion,
    Case,
    Citation,
    FlagId,
    FusionName,
    Interpretation,
    Outcome,
    PlacedFusion,
    RegulatoryRegion,
    ResourceVersion,
)

Value = TypeVar("Value")


class Knowledge:
    """Answers from one folder of tables; each table is read when first needed, and kept."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._answers: Answers | None = None  # of the case that was asked about last

    def interpret(self, placed: PlacedFusion, case: Case, name: FusionName | None = None) -> Interpretation:
        """Judge one fusion for one case: structure first, then statements, entities and tier.

        name carries the exons and the variant, which a row may be for. Where the case states the day of an
        earlier report, what is new since then is told.
        """
        answers = self._answers
        if answers is None or answers.case is not case:
            answers = self._answers = Answers(self, case)
        return answers.interpret(placed, name)

    @cached_property
    def assertions(self) -> tuple[Assertion, ...]:
        """Labels and published evidence. ResourceError names a bad cell by file, line and column."""
        cite, numbers = facts.citer(self.citations), self._outcomes
        return tables.THERAPIES.read(
            self._folder, lambda row: statements.assertion(row, cite, _of_statement(row, numbers))
        )

    @cached_property
    def _outcomes(self) -> dict[str, list[tuple[str, Outcome]]]:
        """The numbers of trials by the statement that they belong to, each with the folder that holds it."""
        cite = facts.citer(self.citations)
        found: dict[str, list[tuple[str, Outcome]]] = {}
        read = tables.OUTCOMES.read(self._folder, lambda row: (row.own, statements.outcome(row, cite)))
        for own_folder, each in read:
            found.setdefault(each.statement, []).append((own_folder, each))
        return found

    def rows(self, table: Table) -> Iterator[Row]:
        """Walk a table's rows as they stand, a laboratory's own among them."""
        return table.rows(self._folder)

    @cached_property
    def resistance(self) -> tuple[facts.ResistanceFact, ...]:
        """Mutations of targets, which matter where they are reported beside the fusion."""
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
        revised = self.revised_before(as_of)
        return f"at the last revision ({revised})" if revised else f"on {as_of}"

    def revised_before(self, as_of: date) -> str:
        """Return the day of the last revision where that came before the day asked for; empty where not."""
        revised = next((note.version for note in self.sources if note.table == tables.THERAPIES.name), "")
        return revised if facts.is_day(revised) and revised < as_of.isoformat() else ""

    def is_partial(self, region: RegulatoryRegion) -> bool:
        """True for a region of whose approvals the tables hold only a part."""
        return any(region in note.incomplete for note in self.sources)

    @cached_property
    def statements_of(self) -> dict[str, tuple[Assertion, ...]]:
        """The labels and studies by target gene, whatever the day."""
        return _by(self.assertions, lambda fact: fact.genes)

    @cached_property
    def named_targets(self) -> frozenset[str]:
        """The targets of which any statement is for one junction or variant only."""
        return frozenset(gene for fact in self.assertions if fact.junction for gene in fact.genes)

    @cached_property
    def spoken_events(self) -> dict[str, tuple[str, ...]]:
        """The named events inside one gene of which there is any statement, by gene."""
        rows = (fact for fact in self.assertions if is_event_row(fact))
        of_gene = _by(rows, lambda fact: fact.genes)
        return {gene: tuple(fact.junction or "" for fact in found) for gene, found in of_gene.items()}

    @cached_property
    def resistance_of(self) -> dict[str, tuple[facts.ResistanceFact, ...]]:
        """The rows on mutations by target gene."""
        return _by(self.resistance, lambda fact: (fact.gene,))

    @cached_property
    def bypasses_of(self) -> dict[str, tuple[facts.BypassFact, ...]]:
        """The rows on ways round a target, by target gene."""
        return _by(self.bypasses, lambda fact: (fact.target,))

    @cached_property
    def entities_of(self) -> dict[str, tuple[facts.EntityFact, ...]]:
        """The entities by the symbol of the 3' partner, or by "5'::" where that may be any."""
        return _by(self.entities, _partner)

    @cached_property
    def prognoses_of(self) -> dict[str, tuple[facts.PrognosisFact, ...]]:
        """The rows on prognosis by the symbol of the 3' partner, or by "5'::" where that may be any."""
        return _by(self.prognoses, _partner)

    @cached_property
    def approvals(self) -> Approvals:
        """When any agency first approved a drug."""
        return Approvals(self.drugs, self.assertions)

    @cached_property
    def line_words(self) -> tuple[str, ...]:
        """The drugs and classes that statements ask for or exclude."""
        asked = (each for fact in self.assertions for each in (*fact.after, *fact.naive_to))
        return tuple(dict.fromkeys(word for each in asked for word in each.split("+")))


def load_knowledge(folder: Traversable | None = None, over: Sequence[str | Path] = ()) -> Knowledge:
    """Return the knowledge that ships, or that of a folder with all its tables. Nothing is read yet.

    over: folders of a laboratory's own, whose rows add to those that ship or replace those with their key.
    """
    if over:
        return Knowledge(own.layered(over))
    return Knowledge(folder if folder is not None else own.shipped())


def _partner(fact: facts.EntityFact | facts.PrognosisFact) -> tuple[str, ...]:
    return (fact.three_prime or f"{fact.five_prime}::",)


def _by(rows: Iterable[Value], keys: Callable[[Value], Iterable[str]]) -> dict[str, tuple[Value, ...]]:
    """Return the rows by each of their keys, in the order of the table."""
    found: dict[str, list[Value]] = {}
    for row in rows:
        for key in keys(row):
            found.setdefault(key, []).append(row)
    return {key: tuple(each) for key, each in found.items()}


def _of_statement(row: Row, numbers: Mapping[str, Sequence[tuple[str, Outcome]]]) -> tuple[Outcome, ...]:
    """Return a row's numbers: those that ship belong to the row that ships, not to one that replaces it."""
    held = numbers.get(row.text("id"), ())
    return tuple(outcome for own_folder, outcome in held if own_folder or not row.own)
