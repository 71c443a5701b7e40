"""The drugs table: what helps most in this tumour first, labels of other tumours folded per drug."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from fusionanno.model import (
    Case,
    Citation,
    FusionLevel,
    Match,
    MatchLevel,
    Setting,
    TherapyStatus,
)
from fusionanno.renderers.events import Event
from fusionanno.renderers.outcomes import outcome_citations, outcome_phrase
from fusionanno.renderers.statement_words import (
    MARKS,
    grades,
    group_note,
    indication,
    nearness,
    reasons,
    studied_in,
    title,
)
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

    fusions names the fusions that it covers; empty where the report has only one to speak of. nearness is
    what of the fusion it is for, where that is nearer than the target gene; resisted the reported mutations
    that resist the drug; numbers what its trials found; studied_in its tumour where the case states none;
    in_tumour is True where it is of the case's tumour.
    """

    fusions: str
    indication: str
    bases: tuple[Basis, ...]
    grades: str
    because: str
    nearness: str = ""
    resisted: str = ""
    numbers: str = ""
    studied_in: str = ""
    in_tumour: bool = False


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


_NEARNESS = tuple(MatchLevel)
_LEVELS = tuple(FusionLevel)


def drug_groups(events: Sequence[Event], case: Case) -> tuple[DrugGroup, ...]:
    """Return the groups that have drugs, most helpful first.

    That none is on label is said, not left out, unless a label is open.
    """
    found = _fusions_by_match(events)
    evidenced = {match.assertion.drug for match in found if match.status is TherapyStatus.EVIDENCE}
    covered = found if len(events) > 1 or any(event.merged.told_otherwise for event in events) else {}
    is_judged = bool(found) and all(match.status is not TherapyStatus.UNDETERMINED for match in found)
    groups = []
    for status in STATUSES:
        chosen = _in_order([m for m in found if m.status is status], events)
        if not chosen and not (status is TherapyStatus.ON_LABEL and is_judged):
            continue
        shared = _shared(chosen)
        rows = tuple(
            DrugRow(drug, tuple(_statements(of_drug, shared, covered, case.as_of)))
            for drug, of_drug in _by_drug(chosen, evidenced).items()
        )
        said_once = f"Unless a line says otherwise: {'; '.join(shared)}." if shared else ""
        note = f"{group_note(status, case)} {said_once}".strip()
        groups.append(DrugGroup(status, MARKS[status], title(status, case), note, rows))
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


def _in_order(matches: Sequence[Match], events: Sequence[Event]) -> list[Match]:
    """Return one status's matches as the interpretation orders them; those of several fusions are merged.

    A statement stands where the fusion that has it furthest up has it.
    """
    places, of_status = dict[Match, int](), set(matches)
    for event in events:
        for judged in event.judged:
            alike = (match for match in judged.interpretation.matches if match in of_status)
            for place, match in enumerate(alike):
                places[match] = min(place, places.get(match, place))
    return sorted(matches, key=lambda match: (match.standing, places[match]))


def _by_drug(matches: Sequence[Match], evidenced: Set[str]) -> dict[str, list[Match]]:
    """Fold matches per drug in their order; where no label fits, drugs with a study in this tumour first."""
    of_drug: dict[str, list[Match]] = {}
    for match in matches:
        of_drug.setdefault(match.assertion.drug, []).append(match)
    rows = [(drug, _foremost_first(alike)) for drug, alike in of_drug.items()]
    if matches and matches[0].status in (TherapyStatus.OFF_LABEL, TherapyStatus.UNDETERMINED):
        rows.sort(key=lambda row: (row[1][0].standing, row[0] not in evidenced))
    return dict(rows)


def _foremost_first(matches: Sequence[Match]) -> list[Match]:
    """Return them in order, behind one that fits age and line; among equals, one that has numbers."""
    first = min(matches, key=_foremost)
    return [first, *(match for match in matches if match is not first)]


def _foremost(match: Match) -> tuple[object, ...]:
    nearness = _NEARNESS.index(match.level), _LEVELS.index(match.fusion_level)
    # An adjuvant label says nothing of the tumour that is still there.
    is_adjuvant = match.assertion.setting is Setting.ADJUVANT
    # Without a tumour, and against a benefit, no match has a level: the row's own tells trials from cells.
    level = match.amp or match.assertion.amp_level or "Z"
    is_elsewhere = match.status is TherapyStatus.OFF_LABEL and match.level is MatchLevel.OTHER_TUMOUR
    return is_adjuvant, is_elsewhere, not match.fits, level, *nearness, not match.assertion.outcomes


_Covered = Mapping[Match, Sequence[str]]


def _statements(
    matches: Iterable[Match], shared: Sequence[str], covered: _Covered, as_of: date
) -> Iterator[Statement]:
    """Merge matches that say the same of the same tumour and fusions into one statement with its bases."""
    alike: dict[Statement, dict[str, list[Match]]] = {}
    for match in matches:
        alike.setdefault(_wording(match, shared), {}).setdefault(match.assertion.id, []).append(match)
    for wording, by_id in alike.items():
        by_fusions: dict[str, list[Match]] = {}
        for same in by_id.values():
            names = listed(name for match in same for name in covered.get(match, ()))
            by_fusions.setdefault(names, []).append(same[0])
        for names, same in by_fusions.items():
            yield replace(wording, fusions=names, bases=_bases(same, as_of))


def _wording(match: Match, shared: Sequence[str]) -> Statement:
    """Return the statement in its words, without fusions and sources."""
    own = (reason for reason in reasons(match) if reason not in shared)
    return Statement(
        fusions="",
        indication=indication(match),
        bases=(),
        grades=grades(match),
        because=" ".join(sentence(reason) for reason in own),
        nearness=nearness(match),
        resisted="" if match.status is TherapyStatus.RESISTANCE else listed(match.resisted_by),
        numbers=outcome_phrase(match.assertion.outcomes),
        studied_in=studied_in(match),
        in_tumour=match.level in (MatchLevel.EXACT, MatchLevel.ANCESTOR),
    )


def _bases(matches: Iterable[Match], as_of: date) -> tuple[Basis, ...]:
    """Return each agency and date once, with all its sources."""
    cited: dict[tuple[str, str], dict[str, Citation]] = {}
    for match in matches:
        sources = cited.setdefault(basis(match.assertion, as_of), {})
        fact = match.assertion
        for citation in (*fact.citations, *outcome_citations(fact.outcomes)):
            sources.setdefault(citation.id, citation)
    return tuple(Basis(*told, tuple(sources.values())) for told, sources in cited.items())


def _shared(matches: Sequence[Match]) -> tuple[str, ...]:
    """Return the reasons that most of a group's statements give alike: said once, above them.

    No more of them than the barest statement gives: one that is silent on age must not be told as fitting it.
    What lies in the case holds of every statement, so that it comes beside them.
    """
    every = [reasons(match) for match in matches]
    of_case = dict.fromkeys(reason for reasons in every for reason in reasons if _is_of_case(reason))
    told = [[reason for reason in reasons if reason not in of_case] for reasons in every]
    counts = Counter(reason for reasons in told for reason in reasons)
    usual = [reason for reason, count in counts.items() if count > 2 and count > len(matches) / 2]
    return (*usual[: min(map(len, told), default=0)], *of_case)


def _is_of_case(reason: str) -> bool:
    """True for what the case lacks, whichever label is asked."""
    return reason.startswith(("no region was given", "no age was given"))


_MANY = 14
"""Statements from which on those that add least are folded away from the table."""


def is_long(groups: Sequence[DrugGroup]) -> bool:
    """True where there are so many statements that some are folded."""
    return sum(len(row.statements) for group in groups for row in group.rows) >= _MANY


def folded(groups: Sequence[DrugGroup]) -> tuple[tuple[DrugGroup, ...], tuple[DrugGroup, ...]]:
    """Return the groups of the table, and those of what is folded below it where there are many statements.

    On label nothing is folded. Of other groups the first statement of a drug stays; of a drug that stands
    above with a better status (but another label for this very tumour, where studies stand above), of a label
    that no longer holds, of a trial and of resistance, which is told with the mutation, none does.
    """
    if not is_long(groups):
        return tuple(groups), ()
    seen: dict[str, set[TherapyStatus]] = {}
    above, below = [], []
    for group in groups:
        stay = [(row, _kept(group.status, row, seen)) for row in group.rows]
        for row in group.rows:
            seen.setdefault(row.drug, set()).add(group.status)
        rows = tuple(replace(row, statements=row.statements[:kept]) for row, kept in stay if kept)
        rest = tuple(
            replace(row, statements=row.statements[kept:]) for row, kept in stay if row.statements[kept:]
        )
        if rows or not rest:
            above.append(replace(group, rows=rows))
        if rest:
            below.append(replace(group, rows=rest))
    return tuple(above), tuple(below)


_FOLDED = frozenset((TherapyStatus.RESISTANCE, TherapyStatus.WITHDRAWN, TherapyStatus.INVESTIGATIONAL))
_TOLD_AGAIN = frozenset((TherapyStatus.EVIDENCE, TherapyStatus.CONTRADICTED))
"""Groups that tell more of a drug that stands above: what was seen with it, and what was not."""


def _kept(status: TherapyStatus, row: DrugRow, seen: Mapping[str, Set[TherapyStatus]]) -> int:
    """Return how many of a drug's statements stay in the table."""
    if status is TherapyStatus.ON_LABEL:
        return len(row.statements)
    above = seen.get(row.drug, frozenset[TherapyStatus]())
    # What stands above is studies alone: that a label exists for this very tumour is news.
    is_news = row.statements[0].in_tumour and above <= {TherapyStatus.EVIDENCE}
    is_told = bool(above) and status not in _TOLD_AGAIN and not is_news
    return 0 if status in _FOLDED or is_told else 1
