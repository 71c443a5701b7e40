"""The drugs table: what helps most in this tumour first, labels of other tumours folded per drug."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fusionanno.model import (
    AGENCY_OF,
    Assertion,
    Case,
    Citation,
    Match,
    MatchLevel,
    Setting,
    TherapyStatus,
)
from fusionanno.renderers.events import Event
from fusionanno.renderers.wording import STATUSES, basis, listed, sentence


@dataclass(frozen=True, slots=True)
class Basis:
    """Agency and date, or date published; what qualifies it ("accelerated"), if anything; its sources."""

    dated: str
    qualifier: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one drug is for, in one wording: every agency, date and source that says so.

    fusions names the fusions that it covers; empty where the report has only one to speak of.
    """

    fusions: str
    indication: str
    bases: tuple[Basis, ...]
    grades: str
    because: str


@dataclass(frozen=True, slots=True)
class DrugRow:
    """A drug with its statements."""

    drug: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class DrugGroup:
    """One status; mark is the shape that stands beside its word, for print without colour."""

    status: TherapyStatus
    mark: str
    title: str
    note: str
    rows: tuple[DrugRow, ...]


_MARKS = {
    TherapyStatus.ON_LABEL: "●",
    TherapyStatus.EVIDENCE: "◆",
    TherapyStatus.OFF_LABEL: "○",
    TherapyStatus.RESISTANCE: "✕",
    TherapyStatus.UNDETERMINED: "?",
}
_NOTES = {
    TherapyStatus.OFF_LABEL: "A drug may stand above too, with a label or a study that does fit.",
    TherapyStatus.RESISTANCE: "Holds where the named mutation is present, which was not tested here.",
    TherapyStatus.UNDETERMINED: "Each with the tumour that its label names.",
}
_NEARNESS = tuple(MatchLevel)


def drug_groups(events: Sequence[Event], case: Case) -> tuple[DrugGroup, ...]:
    """Return the groups that have drugs, most helpful first.

    That none is on label is said, not left out, unless a label is open.
    """
    found = _fusions_by_match(events)
    covered = found if len(events) > 1 or any(event.merged.told_otherwise for event in events) else {}
    evidenced = {match.assertion.drug for match in found if match.status is TherapyStatus.EVIDENCE}
    is_judged = bool(found) and all(match.status is not TherapyStatus.UNDETERMINED for match in found)
    groups = []
    for status in STATUSES:
        chosen = sorted((m for m in found if m.status is status), key=lambda m: _rank(m, case))
        if not chosen and not (status is TherapyStatus.ON_LABEL and is_judged):
            continue
        shared = _shared(chosen)
        rows = tuple(
            DrugRow(drug, tuple(_statements(of_drug, shared, covered, case.as_of)))
            for drug, of_drug in _by_drug(chosen, evidenced).items()
        )
        said_once = f"Unless a line says otherwise: {'; '.join(shared)}." if shared else ""
        note = f"{_NOTES.get(status, '')} {said_once}".strip()
        groups.append(DrugGroup(status, _MARKS[status], _title(status, case), note, rows))
    return tuple(groups)


def _fusions_by_match(events: Sequence[Event]) -> dict[Match, list[str]]:
    """Return every match with the fusions that have it; of one gene pair, the exons tell them apart.

    What only another call of an event may carry is told with its caller.
    """
    pairs = Counter(event.fusion.name.hgnc for event in events)
    found: dict[Match, list[str]] = {}
    for event in events:
        name = event.fusion.name
        told = f"{name.hgnc} {name.exons}" if pairs[name.hgnc] > 1 and name.exons else name.hgnc
        for match in event.fusion.interpretation.matches:
            found.setdefault(match, []).append(told)
        for other in event.merged.told_otherwise:
            for match in other.interpretation.matches:
                found.setdefault(match, []).append(f"{told} as {other.call.caller} tells it")
    return found


def _rank(match: Match, case: Case) -> tuple[object, ...]:
    """Nearest tumour, best level, the region's own agency, newest; for evidence its level comes first."""
    assertion = match.assertion
    own = AGENCY_OF.get(case.region) if case.region else None
    nearness, level = _NEARNESS.index(match.level), match.amp or "Z"
    is_evidence = match.status is TherapyStatus.EVIDENCE
    return (
        _is_adjuvant(assertion),
        *((level, nearness) if is_evidence else (nearness, level)),
        assertion.civic_level or "Z",
        assertion.agency is not own,
        assertion.agency or "",
        -assertion.since.toordinal(),
        assertion.drug,
        assertion.id,
    )


def _is_adjuvant(assertion: Assertion) -> bool:
    """True for a label after resection: it says nothing of the tumour that is still there."""
    return assertion.setting is Setting.ADJUVANT


def _by_drug(matches: Sequence[Match], evidenced: set[str]) -> dict[str, list[Match]]:
    """Fold matches per drug: in their own order, or, where no label fits, drugs with evidence first."""
    folded: dict[str, list[Match]] = {}
    for match in matches:
        folded.setdefault(match.assertion.drug, []).append(match)
    if matches and matches[0].status in (TherapyStatus.OFF_LABEL, TherapyStatus.UNDETERMINED):
        return dict(sorted(folded.items(), key=lambda item: (item[0] not in evidenced, item[0].lower())))
    return folded


_Covered = Mapping[Match, Sequence[str]]


def _statements(
    matches: Iterable[Match], shared: Sequence[str], covered: _Covered, as_of: date
) -> Iterator[Statement]:
    """Merge matches that say the same of the same tumour and fusions into one statement with its bases."""
    alike: dict[tuple[str, str, str], dict[str, list[Match]]] = {}
    for match in matches:
        own = (reason for reason in _reasons(match) if reason not in shared)
        key = (_indication(match), _grades(match), " ".join(sentence(reason) for reason in own))
        alike.setdefault(key, {}).setdefault(match.assertion.id, []).append(match)
    for (indication, grades, because), by_id in alike.items():
        by_fusions: dict[str, list[Match]] = {}
        for same in by_id.values():
            names = listed(name for match in same for name in covered.get(match, ()))
            by_fusions.setdefault(names, []).append(same[0])
        for names, same in by_fusions.items():
            yield Statement(names, indication, _bases(same, as_of), grades, because)


def _bases(matches: Iterable[Match], as_of: date) -> tuple[Basis, ...]:
    """Return each agency and date once, with all its sources."""
    cited: dict[tuple[str, str], dict[str, Citation]] = {}
    for match in matches:
        sources = cited.setdefault(basis(match.assertion, as_of), {})
        for citation in match.assertion.citations:
            sources.setdefault(citation.id, citation)
    return tuple(Basis(*told, tuple(sources.values())) for told, sources in cited.items())


def _shared(matches: Sequence[Match]) -> tuple[str, ...]:
    """Return the reasons that most of a group's statements give alike: said once, above them.

    No more of them than the barest statement gives: one that is silent on age must not be told as fitting it.
    What lies in the case holds of every statement, so that it comes beside them.
    """
    every = [_reasons(match) for match in matches]
    of_case = dict.fromkeys(reason for reasons in every for reason in reasons if _is_of_case(reason))
    told = [[reason for reason in reasons if reason not in of_case] for reasons in every]
    counts = Counter(reason for reasons in told for reason in reasons)
    usual = [reason for reason, count in counts.items() if count > 2 and count > len(matches) / 2]
    return (*usual[: min(map(len, told), default=0)], *of_case)


def _is_of_case(reason: str) -> bool:
    """True for what the case lacks, whichever label is asked."""
    return reason.startswith(("no region was given", "no age was given"))


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
    told = (part.removesuffix(_AGELESS) for part in particular.strip(" ;,.").split("; "))
    ageless = ["no age was given"] if particular.count(_AGELESS) else []
    return tuple(part for part in (*_studied_in(match), *told, *ageless, note) if part)


_AGELESS = " and no age was given"


def _studied_in(match: Match) -> Iterator[str]:
    """Name the study's tumour, by its code, where the case has none that could be compared with it."""
    if match.status is TherapyStatus.EVIDENCE and match.level is MatchLevel.NO_TUMOUR:
        codes = listed("any solid tumour" if code == "SOLID" else code for code in match.assertion.diseases)
        yield f"studied in {codes}"


def _title(status: TherapyStatus, case: Case) -> str:
    where = f" in {case.region}" if case.region else ""
    return {
        TherapyStatus.ON_LABEL: f"On label{where} on {case.as_of.isoformat()}",
        TherapyStatus.EVIDENCE: "Published evidence",
        TherapyStatus.OFF_LABEL: "Off label: labels for other tumours, ages or regions",
        TherapyStatus.RESISTANCE: "Resistance",
        TherapyStatus.UNDETERMINED: (
            "Labels by agency, region not given"
            if case.region is None and case.tumor is not None
            else "Labels; on or off label in this case is undetermined"
        ),
    }[status]
