"""The numbers of a trial in one clause: "response 66.7 % of 12; median PFS 18 months"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fusionanno.model import ArmKind, Citation, Outcome

_WORDS = {
    "response rate": "response",
    "complete response rate": "complete response",
    "partial response rate": "partial response",
    "disease control rate": "disease control",
    "clinical benefit rate": "clinical benefit",
    "pathological complete response rate": "pathological complete response",
    "intracranial response rate": "intracranial response",
    "major molecular response rate": "major molecular response",
    "complete cytogenetic response rate": "complete cytogenetic response",
    "major cytogenetic response rate": "major cytogenetic response",
    "complete haematological response rate": "complete haematological response",
    "median progression-free survival": "median PFS",
    "progression-free survival rate": "PFS",
    "median overall survival": "median OS",
    "overall survival rate": "OS",
    "event-free survival rate": "event-free survival",
    "disease-free survival rate": "disease-free survival",
}
"""An endpoint as it is printed; what is not listed is printed as the table has it."""

_FIRST = (
    "hazard ratio for progression or death",
    "hazard ratio for recurrence or death",
    "hazard ratio for death",
    "response rate",
    "median progression-free survival",
    "complete response rate",
    "median overall survival",
)
_MOST = 3
"""Numbers of the drug itself after which a line tells no further endpoint; report.json has them all."""


def outcome_phrase(outcomes: Sequence[Outcome]) -> str:
    """Return the telling numbers, with their intervals and patients, each beside its comparator and cohorts.

    >>> cited = (Citation("PMID:25170012"),)
    >>> outcome_phrase((Outcome("E", "response rate", 72, "%", cited, 58, 84, 50),
    ...                 Outcome("E", "median progression-free survival", 19.2, "months", cited, 14.4)))
    'response 72 % (95 % CI 58 to 84) of 50; median PFS 19.2 months (95 % CI from 14.4)'
    """
    return _Phrase(outcomes).of(shown(outcomes))


def every_outcome(outcomes: Sequence[Outcome]) -> str:
    """Return all the numbers; a comparator's stand beside the drug's where it has that number too."""
    return _Phrase(outcomes, is_full=True).of(sorted(outcomes, key=_rank))


def shown(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Return the numbers that a line shows: of an endpoint the drug's own, or else all its cohorts'.

    An endpoint is told whole or not at all: one cohort's number alone would mislead.
    """
    told: list[Outcome] = []
    for alike in _by_endpoint(sorted(outcomes, key=_rank)).values():
        own = [each for each in alike if _is_own(each)]
        if len(told) < _MOST:
            told += own or (each for each in alike if each.arm_kind is ArmKind.COHORT)
    return tuple(told)


def outcome_citations(outcomes: Sequence[Outcome]) -> tuple[Citation, ...]:
    """Return the sources of the numbers that a line shows."""
    return tuple(dict.fromkeys(citation for each in shown(outcomes) for citation in each.citations))


def _is_own(outcome: Outcome) -> bool:
    """True for a number of the drug itself: a ratio's arm is only what it compares with."""
    return outcome.arm is None or outcome.unit == "ratio"


def _by_endpoint(outcomes: Iterable[Outcome]) -> dict[tuple[str, float | None], list[Outcome]]:
    found: dict[tuple[str, float | None], list[Outcome]] = {}
    for each in outcomes:
        found.setdefault((each.endpoint, each.at), []).append(each)
    return found


def _rank(outcome: Outcome) -> int:
    return _FIRST.index(outcome.endpoint) if outcome.endpoint in _FIRST else len(_FIRST)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The numbers of one statement in words; in full, what stands beside a number has its interval too."""

    outcomes: Sequence[Outcome]
    is_full: bool = False

    def of(self, told: Iterable[Outcome]) -> str:
        """Return one clause an endpoint: "response 66 % of 79, 71 % of 44 (untreated)"."""
        return "; ".join(self._clause(*key, numbers) for key, numbers in _by_endpoint(told).items())

    def _clause(self, endpoint: str, at: float | None, told: Sequence[Outcome]) -> str:
        when = f" at {at:g} months" if at else ""
        alike = [each for each in self.outcomes if (each.endpoint, each.at) == (endpoint, at)]
        numbers = ", ".join(self._numbers(told, alike))
        return f"{_WORDS.get(endpoint, endpoint)}{when} {numbers}"

    def _numbers(self, told: Sequence[Outcome], alike: Sequence[Outcome]) -> Iterator[str]:
        """Yield each number of the drug, whose it is, and its comparators' after it."""
        has_own = any(_is_own(each) for each in told)
        beside = [each for each in alike if has_own and each.arm_kind is ArmKind.COHORT and each not in told]
        drugs = [each for each in (*told, *beside) if _is_own(each) or each.arm_kind is ArmKind.COHORT]
        whose = {self._compared(each)[1] for each in drugs}
        for number, each in enumerate(drugs):
            own = {self._compared(each)[1], *({""} if number == len(drugs) - 1 and "" not in whose else ())}
            others = (other for other in alike if _is_comparator(other) and self._compared(other)[1] in own)
            yield self._number(each, is_beside=each in beside) + "".join(map(self._against, others))
        yield from (self._number(each, is_beside=False) for each in told if not drugs)

    def _number(self, outcome: Outcome, *, is_beside: bool) -> str:
        comparator, cohort = self._compared(outcome)
        whose = f" ({cohort})" if cohort else ""
        by = "against" if outcome.unit == "ratio" else "with"
        compared = f" {by} {comparator}" if comparator else ""
        return f"{self._measure(outcome, is_beside=is_beside)}{whose}{compared}"

    def _against(self, outcome: Outcome) -> str:
        return f" against {self._measure(outcome, is_beside=True)} with {self._compared(outcome)[0]}"

    def _measure(self, outcome: Outcome, *, is_beside: bool) -> str:
        unit = "" if outcome.unit == "ratio" else f" {outcome.unit}"
        interval = _interval(outcome) if self.is_full or not is_beside else ""
        return f"{outcome.value:g}{unit}{interval}{f' of {outcome.n}' if outcome.n else ''}"

    def _compared(self, outcome: Outcome) -> tuple[str, str]:
        """Return the comparator and the cohort that a number is of, each empty where it is of none."""
        arm = outcome.arm or ""
        if outcome.arm_kind is ArmKind.COHORT:
            return "", arm
        cohorts = (each.arm for each in self.outcomes if each.arm and each.arm_kind is ArmKind.COHORT)
        cohort = next((each for each in cohorts if arm.endswith(f", {each}")), "")
        return arm.removesuffix(f", {cohort}") if cohort else arm, cohort


def _is_comparator(outcome: Outcome) -> bool:
    return outcome.arm_kind is ArmKind.COMPARATOR and outcome.unit != "ratio"


def _interval(outcome: Outcome) -> str:
    low, high = outcome.ci_low, outcome.ci_high
    if low is not None and high is not None:
        return f" (95 % CI {low:g} to {high:g})"
    if low is not None:
        return f" (95 % CI from {low:g})"
    return f" (95 % CI to {high:g})" if high is not None else ""
