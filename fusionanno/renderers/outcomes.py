"""The numbers of a trial in one clause: "response 66.7 % of 12; median PFS 18 months"."""

from collections.abc import Sequence

from fusionanno.model import Citation, Outcome

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
"""Numbers of the drug's own arm that a line shows; report.json has them all."""


def outcome_phrase(outcomes: Sequence[Outcome]) -> str:
    """Return the telling numbers, each with its interval, patients and comparator where the source has them.

    >>> cited = (Citation("PMID:25170012"),)
    >>> outcome_phrase((Outcome("E", "response rate", 72, "%", cited, 58, 84, 50),
    ...                 Outcome("E", "median progression-free survival", 19.2, "months", cited, 14.4)))
    'response 72 % (95 % CI 58 to 84) of 50; median PFS 19.2 months (95 % CI from 14.4)'
    """
    return "; ".join(_clause(each, outcomes) for each in shown(outcomes))


def shown(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Return the drug's own numbers that a line shows; a cohort's where the drug has no other."""
    own = [each for each in outcomes if each.arm is None] or list(outcomes)
    return tuple(sorted(own, key=_rank)[:_MOST])


def outcome_citations(outcomes: Sequence[Outcome]) -> tuple[Citation, ...]:
    """Return the sources of the numbers that a line shows."""
    return tuple(dict.fromkeys(citation for each in shown(outcomes) for citation in each.citations))


def _rank(outcome: Outcome) -> int:
    return _FIRST.index(outcome.endpoint) if outcome.endpoint in _FIRST else len(_FIRST)


def _clause(outcome: Outcome, outcomes: Sequence[Outcome]) -> str:
    at = f" at {outcome.at:g} months" if outcome.at else ""
    endpoint = _WORDS.get(outcome.endpoint, outcome.endpoint)
    patients = f" of {outcome.n}" if outcome.n else ""
    return f"{endpoint}{at} {_value(outcome)}{_interval(outcome)}{patients}{_beside(outcome, outcomes)}"


def _beside(outcome: Outcome, outcomes: Sequence[Outcome]) -> str:
    """Return the comparators' numbers; of a cohort's number, whose it is, and of a ratio, to what."""
    if outcome.arm is not None:
        return f" against {outcome.arm}" if outcome.unit == "ratio" else f" ({outcome.arm})"
    others = (
        each for each in outcomes if each.arm and (each.endpoint, each.at) == (outcome.endpoint, outcome.at)
    )
    return "".join(f" against {_value(each)} with {each.arm}" for each in others)


def _value(outcome: Outcome) -> str:
    return f"{outcome.value:g}{'' if outcome.unit == 'ratio' else f' {outcome.unit}'}"


def _interval(outcome: Outcome) -> str:
    low, high = outcome.ci_low, outcome.ci_high
    if low is not None and high is not None:
        return f" (95 % CI {low:g} to {high:g})"
    if low is not None:
        return f" (95 % CI from {low:g})"
    return f" (95 % CI to {high:g})" if high is not None else ""
