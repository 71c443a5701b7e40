"""The drugs table: what helps most in this tumour first, labels of other tumours folded per drug."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
class Basis:
    """Agency and date, or date published; what qualifies it ("accelerated"), if anything; its sources."""

    dated: str
    qualifier: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one drug is for, in one wording: every agency, date and source that says so."""

    indication: str
    bases: tuple[Basis, ...]
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
    """One status; mark is the shape that stands beside its word, for print without colour."""

    status: TherapyStatus
    mark: str
    title: str
    note: str
    rows: tuple[DrugRow, ...]


_ORDER = (
    TherapyStatus.ON_LABEL,
    TherapyStatus.UNDETERMINED,
    TherapyStatus.EVIDENCE,
    TherapyStatus.OFF_LABEL,
    TherapyStatus.RESISTANCE,
)
_MARKS = {
    TherapyStatus.ON_LABEL: "●",
    TherapyStatus.EVIDENCE: "◆",
    TherapyStatus.OFF_LABEL: "○",
    TherapyStatus.RESISTANCE: "✕",
    TherapyStatus.UNDETERMINED: "?",
}
_NOTES = {
    TherapyStatus.OFF_LABEL: "Approved for another tumour, age or region, as each line says.",
    TherapyStatus.RESISTANCE: "Holds where the named mutation is present, which was not tested here.",
    TherapyStatus.UNDETERMINED: "Each with the tumour that its label names.",
}
_NEARNESS = tuple(MatchLevel)


def drug_groups(events: Iterable[Event], case: Case) -> tuple[DrugGroup, ...]:
    """Return the groups that have drugs, most helpful first.

    That none is on label is said, not left out, unless a label is open.
    """
    found = _fusions_by_match(events)
    several = len({name for names in found.values() for name in names}) > 1
    evidenced = {match.assertion.drug for match in found if match.status is TherapyStatus.EVIDENCE}
    is_judged = bool(found) and all(match.status is not TherapyStatus.UNDETERMINED for match in found)
    groups = []
    for status in _ORDER:
        chosen = sorted((m for m in found if m.status is status), key=lambda m: _rank(m, case))
        if not chosen and not (status is TherapyStatus.ON_LABEL and is_judged):
            continue
        shared = _shared(chosen)
        rows = tuple(
            DrugRow(drug, _names(found, of_drug) if several else "", _statements(of_drug, shared, case.as_of))
            for drug, of_drug in _by_drug(chosen, evidenced).items()
        )
        said_once = f"Where a line says nothing else: {'; '.join(shared)}." if shared else ""
        note = f"{_NOTES.get(status, '')} {said_once}".strip()
        groups.append(DrugGroup(status, _MARKS[status], _title(status, case), note, rows))
    return tuple(groups)


def _fusions_by_match(events: Iterable[Event]) -> dict[Match, list[str]]:
    found: dict[Match, list[str]] = {}
    for event in events:
        for match in event.fusion.interpretation.matches:
            found.setdefault(match, []).append(event.fusion.name.hgnc)
    return found


def _rank(match: Match, case: Case) -> tuple[object, ...]:
    """Nearest tumour, best level, the region's own agency, newest; for evidence its level comes first."""
    assertion = match.assertion
    own = AGENCY_OF.get(case.region) if case.region else None
    nearness, level = _NEARNESS.index(match.level), match.amp or "Z"
    is_evidence = match.status is TherapyStatus.EVIDENCE
    return (
        *((level, nearness) if is_evidence else (nearness, level)),
        assertion.civic_level or "Z",
        assertion.agency is not own,
        assertion.agency or "",
        -assertion.since.toordinal(),
        assertion.drug,
        assertion.id,
    )


def _by_drug(matches: Sequence[Match], evidenced: set[str]) -> dict[str, list[Match]]:
    """Fold matches per drug: in their own order, or, where no label fits, drugs with evidence first."""
    folded: dict[str, list[Match]] = {}
    for match in matches:
        folded.setdefault(match.assertion.drug, []).append(match)
    if matches and matches[0].status in (TherapyStatus.OFF_LABEL, TherapyStatus.UNDETERMINED):
        return dict(sorted(folded.items(), key=lambda item: (item[0] not in evidenced, item[0].lower())))
    return folded


def _names(fusions: dict[Match, list[str]], matches: Iterable[Match]) -> str:
    return listed(name for match in matches for name in fusions[match])


def _statements(matches: Iterable[Match], shared: Sequence[str], as_of: date) -> tuple[Statement, ...]:
    """Merge matches that say the same of the same tumour into one statement with several bases."""
    alike: dict[tuple[str, str, str], list[Match]] = {}
    for match in matches:
        own = (reason for reason in _reasons(match) if reason not in shared)
        key = (_indication(match), _grades(match), " ".join(sentence(reason) for reason in own))
        alike.setdefault(key, []).append(match)
    return tuple(
        Statement(
            indication=indication,
            bases=tuple(Basis(*basis(match.assertion, as_of), match.assertion.citations) for match in same),
            grades=grade,
            because=because,
        )
        for (indication, grade, because), same in alike.items()
    )


def _shared(matches: Sequence[Match]) -> tuple[str, ...]:
    """Return the reasons that most of a group's statements give alike: said once, above them."""
    counts = Counter(reason for match in matches for reason in _reasons(match))
    return tuple(reason for reason, count in counts.items() if count > 2 and count > len(matches) / 2)


def _indication(match: Match) -> str:
    assertion = match.assertion
    mutation = f" with {assertion.mutation}" if assertion.mutation else ""
    line = assertion.line if assertion.line and assertion.line not in assertion.indication else None
    return f"{assertion.indication}{mutation}{f', {line}' if line else ''}"


def _grades(match: Match) -> str:
    """Return the match's levels: "AMP C, CIViC B, ESCAT I-C"; empty where none is given."""
    told = (("AMP", match.amp), ("CIViC", match.assertion.civic_level), ("ESCAT", match.escat))
    return ", ".join(f"{scale} {level}" for scale, level in told if level)


def _reasons(match: Match) -> tuple[str, ...]:
    """Return what the row does not show yet; that a label is another tumour's stands in the group's note."""
    note = (match.assertion.note or "").rstrip(".")
    if match.status is TherapyStatus.OFF_LABEL and match.level is MatchLevel.OTHER_TUMOUR:
        return (note,) if note else ()
    # The reason is a sentence of its own: it repeats the statement before it says how that met the case.
    before, found, after = match.because.partition(match.assertion.indication)
    particular = (after if found else before).removeprefix(f", {match.assertion.line}").removesuffix(note)
    return tuple(part for part in (*particular.strip(" ;,.").split("; "), note) if part)


def _title(status: TherapyStatus, case: Case) -> str:
    where = f" in {case.region}" if case.region else ""
    return {
        TherapyStatus.ON_LABEL: f"On label{where} on {case.as_of.isoformat()}",
        TherapyStatus.EVIDENCE: "Published evidence",
        TherapyStatus.OFF_LABEL: "Off label in this case",
        TherapyStatus.RESISTANCE: "Resistance",
        TherapyStatus.UNDETERMINED: (
            "Labels by agency, region not given"
            if case.region is None and case.tumor is not None
            else "Labels; on or off label in this case is undetermined"
        ),
    }[status]
