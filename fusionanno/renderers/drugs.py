"""The drugs table: what helps most in this tumour first, labels of other tumours folded per drug."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fusionanno.model import (
    AGENCY_OF,
    Case,
    Citation,
    Match,
    MatchLevel,
    TherapyStatus,
)
from fusionanno.renderers.events import Event
from fusionanno.renderers.wording import basis, listed, sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """What one drug is for, in one wording: every agency, date and source that says so."""

    indication: str
    limits: str
    bases: tuple[tuple[str, tuple[Citation, ...]], ...]
    grades: str
    because: str


@dataclass(frozen=True, slots=True)
class DrugRow:
    """A drug with its statements; fusions is empty where the report has only one to speak of."""

    drug: str
    fusions: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class DrugGroup:
    status: TherapyStatus
    title: str
    note: str
    rows: tuple[DrugRow, ...]


_ORDER = (
    TherapyStatus.ON_LABEL,
    TherapyStatus.EVIDENCE,
    TherapyStatus.OFF_LABEL,
    TherapyStatus.RESISTANCE,
    TherapyStatus.UNDETERMINED,
)
_NEARNESS = tuple(MatchLevel)


def drug_groups(events: Iterable[Event], case: Case) -> tuple[DrugGroup, ...]:
    """Return the groups that have drugs, most helpful first."""
    found = _fusions_by_match(events)
    several = len({name for names in found.values() for name in names}) > 1
    evidenced = {match.assertion.drug for match in found if match.status is TherapyStatus.EVIDENCE}
    return tuple(
        DrugGroup(
            status, _title(status, case), _note(status), _rows(chosen, found if several else {}, evidenced)
        )
        for status in _ORDER
        if (chosen := sorted((m for m in found if m.status is status), key=lambda m: _rank(m, case)))
    )


def _fusions_by_match(events: Iterable[Event]) -> dict[Match, list[str]]:
    found: dict[Match, list[str]] = {}
    for event in events:
        for match in event.fusion.interpretation.matches:
            found.setdefault(match, []).append(event.fusion.name.hgnc)
    return found


def _rank(match: Match, case: Case) -> tuple[object, ...]:
    """Nearest tumour, best level, the region's own agency, newest."""
    assertion = match.assertion
    own = AGENCY_OF.get(case.region) if case.region else None
    return (
        _NEARNESS.index(match.level),
        match.amp or "Z",
        assertion.civic_level or "Z",
        assertion.agency is not own,
        assertion.agency or "",
        -assertion.since.toordinal(),
        assertion.drug,
        assertion.id,
    )


def _rows(
    matches: Sequence[Match], fusions: dict[Match, list[str]], evidenced: set[str]
) -> tuple[DrugRow, ...]:
    by_drug: dict[str, list[Match]] = {}
    for match in matches:
        by_drug.setdefault(match.assertion.drug, []).append(match)
    drugs = list(by_drug)
    if matches[0].status in (TherapyStatus.OFF_LABEL, TherapyStatus.UNDETERMINED):
        drugs.sort(key=lambda drug: (drug not in evidenced, drug.lower()))
    return tuple(
        DrugRow(
            drug=drug,
            fusions=listed(name for match in by_drug[drug] for name in fusions.get(match, ())),
            statements=_statements(by_drug[drug]),
        )
        for drug in drugs
    )


def _statements(matches: Iterable[Match]) -> tuple[Statement, ...]:
    """Merge matches that say the same of the same tumour into one statement with several bases."""
    alike: dict[tuple[str, str, str, str], list[Match]] = {}
    for match in matches:
        key = (_indication(match), _limits(match), grades(match), _reason(match))
        alike.setdefault(key, []).append(match)
    return tuple(
        Statement(
            indication=indication,
            limits=limits,
            bases=tuple((basis(match.assertion), match.assertion.citations) for match in same),
            grades=grade,
            because=because,
        )
        for (indication, limits, grade, because), same in alike.items()
    )


def _indication(match: Match) -> str:
    mutation = f" with {match.assertion.mutation}" if match.assertion.mutation else ""
    return f"{match.assertion.indication}{mutation}"


def _limits(match: Match) -> str:
    """Line and age, where the indication's own words do not already hold them."""
    assertion = match.assertion
    words = [assertion.line or "", _ages(assertion.min_age, assertion.max_age)]
    return listed(word for word in words if word and word.lower() not in assertion.indication.lower())


def _ages(lowest: float | None, below: float | None) -> str:
    if lowest is None and below is None:
        return ""
    if below is None:
        return f"from {lowest:g} years"
    return f"under {below:g} years" if not lowest else f"{lowest:g} to under {below:g} years"


def grades(match: Match) -> str:
    """Return the match's levels in words: "AMP level A (tier I), ESCAT I-B"; empty where none is given."""
    words = []
    if match.amp:
        words.append(f"AMP level {match.amp}" + (f" (tier {match.tier})" if match.tier else ""))
    if match.escat:
        words.append(f"ESCAT {match.escat}")
    return ", ".join(words)


def _reason(match: Match) -> str:
    """The group's note already says that a label is another tumour's; any other reason is shown."""
    is_plain = match.status is TherapyStatus.OFF_LABEL and match.level is MatchLevel.OTHER_TUMOUR
    note = sentence(match.assertion.note or "")
    return " ".join(part for part in ("" if is_plain else sentence(match.because), note) if part)


def _title(status: TherapyStatus, case: Case) -> str:
    where = f" in {case.region}" if case.region else ""
    return {
        TherapyStatus.ON_LABEL: f"On label{where} on {case.as_of.isoformat()}",
        TherapyStatus.EVIDENCE: "Evidence, without a label that covers this case",
        TherapyStatus.OFF_LABEL: "Off label in this case",
        TherapyStatus.RESISTANCE: "Resistance",
        TherapyStatus.UNDETERMINED: "Labels; on or off label in this case is undetermined",
    }[status]


def _note(status: TherapyStatus) -> str:
    return {
        TherapyStatus.ON_LABEL: "",
        TherapyStatus.EVIDENCE: "",
        TherapyStatus.OFF_LABEL: "Approved for another tumour, age or region, as each line says.",
        TherapyStatus.RESISTANCE: "Holds where the named mutation is present, which was not tested here.",
        TherapyStatus.UNDETERMINED: "Each with the tumour that its label names.",
    }[status]
