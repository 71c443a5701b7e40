"""The report's head and the course of the case, as values that the template only prints."""

from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.model import Case, Disease, Molecule, TimelineEvent
from fusionanno.renderers.wording import NOT_REPORTED, or_not_reported, years

_MOST_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class CaseView:
    """facts, patient and findings are label-value pairs; course_columns head the details of the course."""

    title: str
    sample: str
    facts: tuple[tuple[str, str], ...]
    tumour: str
    patient: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str], ...]
    course_columns: tuple[str, ...]
    course: tuple[tuple[str, ...], ...]
    as_of: str


def case_view(case: Case) -> CaseView:
    """Return the head of the report; what the case file leaves out is said to be not reported."""
    columns = tuple(dict.fromkeys(label for event in case.timeline for label, _ in event.details))
    wide = columns if len(columns) <= _MOST_COLUMNS else ()
    return CaseView(
        title=case.title or "",
        sample=case.sample or "",
        facts=_facts(case),
        tumour=tumour_phrase(case),
        patient=_patient(case),
        findings=case.findings,
        course_columns=wide,
        course=tuple(_course_row(event, wide) for event in case.timeline),
        as_of=case.as_of.isoformat(),
    )


def _facts(case: Case) -> tuple[tuple[str, str], ...]:
    region = case.region.value if case.region else f"region {NOT_REPORTED}"
    return (
        ("Sample", or_not_reported(case.sample)),
        ("Specimen", _specimen(case)),
        ("Assay", _assay(case)),
        ("Assembly", or_not_reported(case.assembly)),
        ("Date of report", or_not_reported(case.report_date)),
        ("Knowledge as of", f"{case.as_of.isoformat()}, {region}"),
        *_therapy_asked(case),
    )


def _therapy_asked(case: Case) -> Iterator[tuple[str, str]]:
    """Yield line of therapy, prior drugs and the earlier report's day, where they were stated."""
    if case.line is not None:
        yield "Line of therapy", case.line.value
    if case.prior is not None:
        yield "Prior therapy", ", ".join(case.prior) or "none"
    if case.since is not None:
        yield "Earlier report", case.since.isoformat()


def _specimen(case: Case) -> str:
    collected = f", collected {case.collected}" if case.collected else ""
    return f"{or_not_reported(case.specimen)}{collected}"


def _assay(case: Case) -> str:
    molecules = {Molecule.DNA: "DNA", Molecule.RNA: "RNA"}
    molecule = f", {molecules[case.molecule]}" if case.molecule else ""
    return f"{or_not_reported(case.assay)}{molecule}"


def tumour_phrase(case: Case) -> str:
    """Return the tumour with its tree, nearest first: "EIMS < IMT < Soft Tissue"."""
    if case.tumor is None:
        return f"{case.tumor_text} (not in the disease tree)" if case.tumor_text else NOT_REPORTED
    return " < ".join((f"{case.tumor.name} ({case.tumor.code})", *_ancestors(case.tumor)))


def _ancestors(tumor: Disease) -> tuple[str, ...]:
    """The names above a tumour, nearest first, without the root that every tumour shares."""
    names = tumor.path_names[:-1]
    return tuple(reversed(names[1:] if tumor.path[0] == "TISSUE" else names))


def _patient(case: Case) -> tuple[tuple[str, str], ...]:
    told = (
        ("Age", f"{years(case.age)} years" if case.age is not None else ""),
        ("Sex", case.sex or ""),
        *case.patient,
    )
    seen: dict[str, tuple[str, str]] = {}
    for label, value in told:
        if value:
            seen.setdefault(label.lower(), (label, value))
    return tuple(seen.values())


def _course_row(event: TimelineEvent, columns: tuple[str, ...]) -> tuple[str, ...]:
    details = dict(event.details)
    when = f"about {event.when}" if event.approximate and event.when[:1].isdigit() else event.when
    loose = "; ".join(f"{label} {value}" for label, value in event.details if label not in columns)
    what = f"{event.what} ({loose})" if loose else event.what
    return (when, what, *(details.get(column, "") for column in columns))
