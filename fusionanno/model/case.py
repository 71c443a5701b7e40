"""The patient's case as the user states it. Everything is optional; None = not stated."""

from dataclasses import dataclass
from datetime import date

from fusionanno.model.assertion import Disease, RegulatoryRegion
from fusionanno.model.call import Molecule
from fusionanno.model.locus import Assembly


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that happened; `when` is the text of the case file, approximate marks an inferred date."""

    when: str
    what: str
    approximate: bool = False
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What the report is about. as_of is the day whose knowledge counts, and is always set.

    detection_limit is the assay's stated limit, needed to weigh a negative result.
    patient and findings are label-value pairs in the order of the case file, shown as they are.
    """

    as_of: date
    sample: str | None = None
    title: str | None = None
    specimen: str | None = None
    collected: str | None = None
    assay: str | None = None
    molecule: Molecule | None = None
    assembly: Assembly | None = None
    tumor: Disease | None = None
    tumor_text: str | None = None
    region: RegulatoryRegion | None = None
    age: float | None = None
    sex: str | None = None
    detection_limit: str | None = None
    report_date: str | None = None
    patient: tuple[tuple[str, str], ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    timeline: tuple[TimelineEvent, ...] = ()
