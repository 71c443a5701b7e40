"""What is stated of a case and of its files, put to its calls."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from fusionanno.errors import FusionannoError, InputError, UnknownName
from fusionanno.knowledge import DiseaseTree
from fusionanno.model import (
    SAMPLE_IN_FILE,
    Case,
    CaseFacts,
    CaseInput,
    Disease,
    FusionCall,
    InputFile,
    RejectedRow,
    Report,
    SmallVariant,
    Source,
    StatedCase,
    TimelineEvent,
)

Row = FusionCall | RejectedRow


def resolved(stated: StatedCase, diseases: DiseaseTree) -> Case:
    """Return the case with its tumour found in the tree, its day set and later events left out.

    Raises FusionannoError where the earlier report is not of an earlier day.
    """
    as_of = stated.as_of or date.today()
    if stated.since is not None and stated.since >= as_of:
        msg = f"since {stated.since} is not before the day of the report, {as_of}; name an earlier day"
        raise FusionannoError(msg)
    facts: dict[str, Any] = {each.name: getattr(stated, each.name) for each in fields(CaseFacts)}
    facts["timeline"] = tuple(event for event in stated.timeline if _has_happened(event, as_of))
    return Case(as_of, _tumor(stated, diseases), stated.tumor, **facts)


@dataclass(frozen=True, slots=True)
class SmallVariants:
    """What the files of small variants hold, one after the other."""

    variants: tuple[SmallVariant, ...]
    rejected: tuple[RejectedRow, ...]
    inputs: tuple[InputFile, ...]


def small_variants(stated: StatedCase) -> SmallVariants | None:
    """Read the case's files of small variants; None where it states none.

    Raises InputError for a file that cannot be read, and for a wrong row unless the case keeps going.
    """
    if not stated.variants:
        return None
    from fusionanno.readers.small import read_small_variants

    found = [read_small_variants(path, stated.sample) for path in stated.variants]
    rejected = tuple(row for each in found for row in each.rejected)
    if rejected and not stated.keep_going:
        raise not_kept(rejected[0])
    return SmallVariants(
        tuple(_shown(variant) for each in found for variant in each.variants),
        tuple(replace(row, source=shown(row.source)) for row in rejected),
        tuple(replace(each.input, name=file_name(each.input.name)) for each in found),
    )


def _shown(variant: SmallVariant) -> SmallVariant:
    return replace(variant, source=shown(variant.source)) if variant.source else variant


def not_kept(row: RejectedRow) -> InputError:
    """Return the error of a wrong row in a run that stops at it."""
    msg = f"{row.reason}; mend the row, or set it aside with --keep-going"
    return InputError(msg, path=row.source.path, line=row.source.line)


def _tumor(stated: StatedCase, diseases: DiseaseTree) -> Disease | None:
    try:
        return diseases.find(stated.tumor) if stated.tumor else None
    except UnknownName as error:
        raise at_source(str(error), stated.tumor_source) from error


def _has_happened(event: TimelineEvent, as_of: date) -> bool:
    """True where the event's date is not after the day of the report; a month or year has to be over."""
    match = re.search(r"\d{4}(-\d{2}){0,2}", event.when)
    return match is None or match[0] + _LAST_DAY[len(match[0])] <= as_of.isoformat()


_LAST_DAY = {len("2021"): "-12-31", len("2021-12"): "-31", len("2021-12-24"): ""}
"""What makes a year or a month a day that no day in it comes after."""


def prepared(call: FusionCall, of_file: CaseInput, stated: StatedCase) -> FusionCall:
    """Put the case's facts where the row has none. ValueError where the two contradict each other.

    What is stated of the file alone comes first; its sample also comes before the row's, which is kept as a
    tag: the libraries of one patient often carry names of their own.
    """
    assembly = of_file.assembly or stated.assembly
    if _has_position(call) and (call.assembly or assembly) is None:
        msg = "positions are given without their assembly; add --assembly GRCh37 or --assembly GRCh38"
        raise ValueError(msg)
    if call.assembly is not None and assembly is not None and call.assembly is not assembly:
        msg = f"the row says {call.assembly.value}, the case or command line {assembly.value}; one is wrong"
        raise ValueError(msg)
    if call.molecule and of_file.molecule and call.molecule is not of_file.molecule:
        msg = f"the row says {call.molecule}, the case file's inputs {of_file.molecule}; one is wrong"
        raise ValueError(msg)
    is_renamed = None not in (call.sample, of_file.sample) and call.sample != of_file.sample
    return replace(
        call,
        assembly=call.assembly or assembly,
        molecule=call.molecule or of_file.molecule or stated.molecule,
        sample=of_file.sample or call.sample or stated.sample,
        tags=(*call.tags, f"{SAMPLE_IN_FILE}{call.sample}") if is_renamed else call.tags,
        source=call.source and shown(call.source),
    )


def of_stated_sample(calls: Iterable[Row], of_file: CaseInput) -> Iterator[Row]:
    """Yield the rows of a file; InputError where they name two samples and the case states one for all.

    Such a file is of several specimens, perhaps of several patients: no word about the whole file fits both.
    """
    first: str | None = None
    for call in calls:
        if of_file.sample and isinstance(call, FusionCall) and call.sample:
            first = first or call.sample
            if call.sample != first:
                msg = (
                    f"the case states sample {of_file.sample} of this file, whose rows are of {first} and"
                    f" {call.sample}: give each sample a file of its own"
                )
                raise at_source(msg, call.source)
        yield call


def of_one_sample(report: Report) -> Case:
    """Return the case with the rows' sample; InputError where they are of several, or of another one."""
    told = (report.case.sample, *(fusion.call.sample for fusion in report.fusions))
    samples = sorted({sample for sample in told if sample})
    if len(samples) > 1:
        msg = (
            f"calls of several samples ({', '.join(samples)}) in one case: report each by itself, or, where"
            " they are one patient's, state 'sample: NAME' of each file under 'inputs:' of a case file "
        )
        raise InputError(msg, path=report.provenance.inputs[0].name)
    return replace(report.case, sample=samples[0]) if samples else report.case


_OPTIONS = (
    "caller", "assembly", "molecule", "tumor", "as_of", "region", "age", "line", "prior", "since", "sample",
    "gene_model", "knowledge", "transcripts", "snap", "genome_fasta", "filter", "keep_going",
)  # fmt: skip
"""What the method section lists as set, by the case file or the command line."""

_NOT_STATED = {field.name: field.default for field in fields(StatedCase)}


def options(stated: StatedCase) -> tuple[tuple[str, str], ...]:
    """Return what was set, as pairs of word and value."""
    told = ((name, getattr(stated, name)) for name in _OPTIONS)
    return tuple((name, _told(value)) for name, value in told if value != _NOT_STATED[name])


def _told(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)


def _has_position(call: FusionCall) -> bool:
    return call.five_prime.breakpoint is not None or call.three_prime.breakpoint is not None


def file_name(path: str) -> str:
    """A report names its files without their folders: the same inputs give the same bytes anywhere."""
    return path if path == "-" else Path(path).name


def shown(source: Source) -> Source:
    """Return the source with its file's name alone."""
    return replace(source, path=file_name(source.path))


def at_source(message: str, source: Source | None) -> FusionannoError:
    """Return the error with its file and line where they are known."""
    if source is None:
        return FusionannoError(message)
    return InputError(message, path=source.path, line=source.line)
