"""The patient's case as the user states it. Everything is optional; None = not stated."""

from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import PurePath

from fusionanno.model.assertion import Disease, RegulatoryRegion, Setting
from fusionanno.model.call import Molecule, Source
from fusionanno.model.call_filter import CallFilter
from fusionanno.model.locus import Assembly
from fusionanno.model.small_variant import SmallVariant


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened; `when` is the text of the case file, approximate marks an inferred date."""

    when: str
    what: str
    approximate: bool = False
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What a case says as it is stated, resolved or not; None or () = not stated.

    detection_limit is the assay's stated limit, needed to weigh a negative result.
    line is the line of therapy that is asked about; prior the drugs given before, () where it is stated that
    there were none; since the day of an earlier report, to tell what is new.
    patient and findings are label-value pairs in the order of the case file, shown as they are.
    """

    sample: str | None = None
    title: str | None = None
    specimen: str | None = None
    collected: str | None = None
    assay: str | None = None
    molecule: Molecule | None = None
    assembly: Assembly | None = None
    region: RegulatoryRegion | None = None
    age: float | None = None
    sex: str | None = None
    line: Setting | None = None
    prior: tuple[str, ...] | None = None
    since: date | None = None
    detection_limit: str | None = None
    report_date: str | None = None
    patient: tuple[tuple[str, str], ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    timeline: tuple[TimelineEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Case(CaseFacts):
    """What the report is about. as_of is the day whose knowledge counts, and is always set.

    tumor is the node of the disease tree, tumor_text the words that named it; timeline ends with that day.
    variants are the small variants reported beside the fusions, None where none were read.
    """

    as_of: date
    tumor: Disease | None = None
    tumor_text: str | None = None
    variants: tuple[SmallVariant, ...] | None = None


SAMPLE_IN_FILE = "sample in the file: "
"""Begins the tag that keeps a row's own sample where the case states another one of its file."""


@dataclass(frozen=True, slots=True)
class CaseInput:
    """One input file of a case and what is stated of it alone; None = as for the whole case.

    path is as the command line or the case file names it; a case file counts from its own folder. sample
    comes before what the rows say: the DNA and the RNA of one patient may carry names of their own.
    """

    path: str
    caller: str | None = None
    assembly: Assembly | None = None
    molecule: Molecule | None = None
    sample: str | None = None

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """What is stated of the file, as pairs of word and value."""
        told = (("caller", self.caller), ("assembly", self.assembly), ("molecule", self.molecule))
        return tuple((name, str(value)) for name, value in (*told, ("sample", self.sample)) if value)


@dataclass(frozen=True, slots=True)
class StatedCase(CaseFacts):
    """A case file's or command line's words, read but not yet resolved.

    tumor is a code, a name or a synonym, tumor_source the line of the file that states it. snap is the number
    of bases within which a junction is moved to an exon edge; genome_fasta gives the embedded gene model its
    sequences. inputs are the case's files, variants the files of the small variants beside them, knowledge
    the folders of a laboratory's own tables. filter says which flags set calls aside in what is shown first.
    """

    as_of: date | None = None
    tumor: str | None = None
    caller: str | None = None
    gene_model: str | None = None
    knowledge: tuple[str, ...] = ()
    transcripts: str | None = None
    snap: int | None = None
    genome_fasta: str | None = None
    keep_going: bool | None = None
    tumor_source: Source | None = None
    inputs: tuple[CaseInput, ...] = ()
    variants: tuple[str, ...] = ()
    filter: CallFilter | None = None

    def input(self, path: str) -> CaseInput:
        """Return what is stated of a file: by its path, else by its name where only one has that name."""
        exact = [each for each in self.inputs if each.path == path]
        namesakes = [each for each in self.inputs if PurePath(each.path).name == PurePath(path).name]
        found = exact or (namesakes if len(namesakes) == 1 else [])
        return replace(found[0], path=path) if found else CaseInput(path)

    def over(self, other: "StatedCase") -> "StatedCase":
        """Return `other` with everything that is stated here put over it."""
        stated = {
            field.name: value
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default
        }
        if self.tumor is not None:
            stated["tumor_source"] = self.tumor_source
        return replace(other, **stated)
