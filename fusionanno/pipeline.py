"""The one place that knows the order of the steps: read, parse words, place, name, judge, report."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from fusionanno.annotation import Annotator, BuildCheck, Reciprocals, reciprocals_told
from fusionanno.annotation.artefacts.flagging import ArtefactFlags
from fusionanno.annotation.artefacts.tables import TABLES as ARTEFACT_TABLES
from fusionanno.annotation.words import understood
from fusionanno.casefile import ListedTranscript, parse_case, read_transcript_list
from fusionanno.errors import FusionannoError, InputError, UnknownName
from fusionanno.genemodel import load_gene_model
from fusionanno.genemodel.base import GeneModel
from fusionanno.genemodel.sources import resource_versions
from fusionanno.knowledge import load_knowledge
from fusionanno.knowledge.either_order import interpret_either_order, is_order_open
from fusionanno.merging import merge
from fusionanno.model import (
    Actionability,
    AnnotatedFusion,
    Assembly,
    CallFilter,
    CaseInput,
    FusionCall,
    FusionName,
    InputFile,
    Interpretation,
    PlacedFusion,
    Provenance,
    RejectedRow,
    Report,
    StatedCase,
    Structure,
)
from fusionanno.naming import name_fusion, parse_fusion
from fusionanno.readers import CallFile, open_calls
from fusionanno.stated import (
    at_source,
    file_name,
    not_kept,
    of_one_sample,
    of_stated_sample,
    options,
    prepared,
    resolved,
    shown,
    small_variants,
)

if TYPE_CHECKING:
    import pandas as pd

_EXON_ONLY_ASSEMBLY = Assembly.GRCH38
"""Exon numbers are looked up here where no assembly is stated; no position is ever read on it."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """One assembly's gene model and what places calls on it."""

    model: GeneModel
    annotator: Annotator


_TOLD_ONCE = "judged on the transcripts that the rule chose, in the row before"
_NOT_JUDGED = Interpretation(Structure(None, Actionability.UNDETERMINED, _TOLD_ONCE), tier_because=_TOLD_ONCE)
"""What a row on other transcripts says of tier and therapies."""


class Interpreter:
    """Everything that stays the same from call to call: the case, the gene models, the knowledge."""

    def __init__(self, stated: StatedCase) -> None:
        self._knowledge = load_knowledge(over=stated.knowledge)
        self.case = resolved(stated, self._knowledge.diseases)
        self.stated = stated
        self._listed = read_transcript_list(stated.transcripts) if stated.transcripts else ()
        self._grounds: dict[Assembly, _Ground] = {}
        self._home = self._ground(stated.assembly or _EXON_ONLY_ASSEMBLY)
        self.build_checks = {assembly: BuildCheck() for assembly in (None, *Assembly)}
        self._no_file = CaseInput("")
        self._small = small_variants(stated)
        if self._small is not None:
            from fusionanno.annotation.transcripts.residues import as_counted  # only --variants pays for it

            counted = (as_counted(variant, self._home.model) for variant in self._small.variants)
            self.case = replace(self.case, variants=tuple(counted))
        self._artefacts = ArtefactFlags(self._knowledge, stated.filter or CallFilter())

    def _ground(self, assembly: Assembly) -> _Ground:
        if assembly not in self._grounds:
            model = load_gene_model(self.stated.gene_model or "embedded", assembly, self._genome(assembly))
            names = [_listed_id(listed, model) for listed in self._listed]
            annotator = Annotator(model, names, self.stated.snap)
            self._grounds[assembly] = _Ground(model, annotator)
        return self._grounds[assembly]

    def _genome(self, assembly: Assembly) -> Path | None:
        """Return the genome FASTA, which belongs to the stated assembly and to no other."""
        path = self.stated.genome_fasta
        if path is None:
            return None
        if self.stated.assembly is None:
            msg = f"{path}: which build this genome is, is not stated; add --assembly GRCh37 or GRCh38"
            raise FusionannoError(msg)
        return Path(path) if assembly is self.stated.assembly else None

    def interpret(self, call: FusionCall, of_file: CaseInput | None = None) -> AnnotatedFusion:
        """Place, name and judge one call. Raises InputError with the row's file and line.

        of_file is what is stated of the call's file alone, and comes before what is stated of the case.
        """
        try:
            known = prepared(self._read_words(call), of_file or self._no_file, self.stated)
            ground = self._ground(known.assembly) if known.assembly else self._home
            placed = ground.annotator.place(known)
        except (ValueError, UnknownName) as error:
            raise at_source(str(error), call.source) from error
        if placed.assembly is not known.assembly:
            placed = replace(placed, assembly=known.assembly)
        self.build_checks[placed.assembly].count(placed)
        if is_order_open(placed):
            judged = interpret_either_order(self._knowledge, placed, self.case)
            return self._artefacts.told(placed, _name_of_either(placed), judged)
        name = name_fusion(placed, ground.model.band)
        return self._artefacts.told(placed, name, self._knowledge.interpret(placed, self.case, name))

    def on_other_transcripts(self, chosen: AnnotatedFusion) -> Iterator[AnnotatedFusion]:
        """Yield the call on every other pair of transcripts, without a verdict: that is told once."""
        assembly = chosen.placed.assembly
        ground = self._ground(assembly) if assembly else self._home
        for placed in ground.annotator.place_on_others(chosen.placed):
            told = replace(placed, assembly=assembly)
            name = name_fusion(told, ground.model.band)
            yield AnnotatedFusion(told, name, _NOT_JUDGED, set_aside=chosen.set_aside)

    def _read_words(self, call: FusionCall) -> FusionCall:
        """Read the row's words where its columns are empty."""
        if call.described is None:
            return call
        model = self._home.model
        return understood(call, parse_fusion(call.described, model.is_symbol), model)

    @property
    def rejected(self) -> tuple[RejectedRow, ...]:
        """The rows of small variants that could not be read."""
        return self._small.rejected if self._small else ()

    def provenance(self, inputs: Sequence[InputFile]) -> Provenance:
        """Return what the answer rests on."""
        tables = [each for ground in self._grounds.values() for each in ground.model.versions]
        classes = resource_versions(ARTEFACT_TABLES, "artefacts/")
        resources = dict.fromkeys((*tables, *self._knowledge.versions, *classes))
        return Provenance(
            version("fusionanno"),
            (*inputs, *(self._small.inputs if self._small else ())),
            self.stated.gene_model or "embedded",
            tuple(resources),
            options(self.stated),
        )


def interpret_files(
    interpreter: Interpreter, paths: Sequence[str], seen: list[InputFile], all_transcripts: bool = False
) -> Iterator[AnnotatedFusion | RejectedRow]:
    """Yield one result per row of every file, in order; `seen` receives each file once it is read through.

    A wrong row stops the run with its file and line; with keep_going it is yielded as RejectedRow, those of
    small variants first. With all_transcripts each result is followed by the same call on every other pair of
    transcripts.
    """
    stated, reciprocals = interpreter.stated, Reciprocals()
    yield from interpreter.rejected
    for path in paths:
        of_file, callers = stated.input(path), set[str]()
        calls = open_calls(path, of_file.caller or stated.caller, keep_going=True)
        for call in of_stated_sample(calls, of_file):
            result = call if isinstance(call, RejectedRow) else _interpreted(interpreter, call, of_file)
            if isinstance(result, RejectedRow):
                if not stated.keep_going:
                    raise not_kept(result)
                result = replace(result, source=shown(result.source))
            else:
                callers.add(result.call.caller)
                result = reciprocals.linked(result)
            yield result
            if all_transcripts and isinstance(result, AnnotatedFusion):
                yield from interpreter.on_other_transcripts(result)
        seen.append(replace(_input_file(calls, callers), stated=of_file.stated))
    for assembly, check in interpreter.build_checks.items():
        if (complaint := check.verdict(assembly)) is not None:
            raise InputError(complaint, path=paths[0] if len(paths) == 1 else None)


def _input_file(calls: CallFile, callers: Collection[str]) -> InputFile:
    numbers = tuple((caller, meaning) for caller, meaning in calls.numbers.items() if caller in callers)
    name = file_name(calls.name)
    return InputFile(name, calls.caller, calls.sha256, calls.rows, numbers, calls.other_rows)


def _interpreted(
    interpreter: Interpreter, call: FusionCall, of_file: CaseInput
) -> AnnotatedFusion | RejectedRow:
    try:
        return interpreter.interpret(call, of_file)
    except InputError as error:
        if call.source is None:
            raise
        return RejectedRow(call.source, error.message)


def build_report(
    inputs: str | Path | Sequence[str | Path], case: StatedCase | None = None, **words: object
) -> Report:
    """Read the inputs and return the whole report of one case.

    words are the common options by name (assembly="GRCh38", tumor="EIMS", as_of="2021-12-24", region="US");
    they win over `case`. Without as_of the knowledge of today counts. Raises FusionannoError or ValueError,
    one line per fault.
    """
    report = gather(inputs, parse_case(words).over(case or StatedCase()))
    return replace(report, case=of_one_sample(report))


def gather(
    inputs: str | Path | Sequence[str | Path], stated: StatedCase, all_transcripts: bool = False
) -> Report:
    """Read and interpret the inputs, whatever samples they hold."""
    paths = [str(inputs)] if isinstance(inputs, (str, Path)) else [str(path) for path in inputs]
    interpreter = Interpreter(stated)
    seen: list[InputFile] = []
    results = list(interpret_files(interpreter, paths, seen, all_transcripts))
    fusions = reciprocals_told([each for each in results if isinstance(each, AnnotatedFusion)])
    return Report(
        interpreter.case,
        fusions,
        tuple(each for each in results if isinstance(each, RejectedRow)),
        interpreter.provenance(seen),
        merge(fusions),
    )


def annotate(
    calls: Iterable[FusionCall], case: StatedCase | None = None, **words: object
) -> Iterator[AnnotatedFusion]:
    """Yield every call placed, named and judged, in order; words as for build_report.

    >>> from fusionanno.model import FusionCall, Partner
    >>> call = FusionCall("text", Partner(None), Partner(None), described="EML4-ALK (E13;A20)")
    >>> [fusion.placed.frame.value for fusion in annotate([call], as_of="2021-12-24")]
    ['in-frame']
    """
    interpreter, reciprocals = Interpreter(parse_case(words).over(case or StatedCase())), Reciprocals()
    return (reciprocals.linked(interpreter.interpret(call)) for call in calls)


def to_dataframe(fusions: Report | Iterable[AnnotatedFusion]) -> "pd.DataFrame":
    """Return the annotated table as pandas shows it: the columns of `annotate --to tsv`, all text.

    An empty cell is None, never 0.
    """
    import pandas as pd

    from fusionanno.renderers.tsv import COLUMNS, cells

    rows = fusions.fusions if isinstance(fusions, Report) else fusions
    table = [[cell or None for cell in cells(fusion)] for fusion in rows]
    return pd.DataFrame(table, columns=pd.Index(COLUMNS), dtype="object")


def _name_of_either(placed: PlacedFusion) -> FusionName:
    """Return both names of a call of which nobody tells which partner is 5'."""
    five, three = sorted((placed.five_symbol, placed.three_symbol))
    return FusionName(" or ".join(dict.fromkeys((f"{five}::{three}", f"{three}::{five}"))))


def _listed_id(listed: ListedTranscript, model: GeneModel) -> str:
    """Return the id here of a listed transcript, which may be listed in another version."""
    try:
        return model.transcript(listed.name).id
    except UnknownName as error:
        raise InputError(str(error), path=listed.source.path, line=listed.source.line) from error
