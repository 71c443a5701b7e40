"""Columns of the annotated table that tell what is known: drugs by status, mutations, course, news."""

from collections.abc import Iterable

from fusionanno.model import AnnotatedFusion, Match, TherapyStatus
from fusionanno.renderers.beside_view import dated_news, told_of
from fusionanno.renderers.tsv_product import Getter
from fusionanno.renderers.wording import STATUSES

_APART = frozenset((TherapyStatus.INVESTIGATIONAL, TherapyStatus.CONTRADICTED, TherapyStatus.WITHDRAWN))
"""What has columns of its own: none of it is a therapy to be offered."""


def joined(items: Iterable[str]) -> str:
    """Return the items as one cell, each once."""
    return ";".join(dict.fromkeys(item.replace(";", ",") for item in items))


def therapies(fusion: AnnotatedFusion) -> str:
    """Return each drug once with its best status, the best first."""
    listed = (match for match in fusion.interpretation.matches if match.status not in _APART)
    best: dict[str, str] = {}
    for match in sorted(listed, key=lambda match: STATUSES.index(match.status)):
        best.setdefault(match.assertion.drug, match.status)
    return joined(f"{drug} ({status})" for drug, status in best.items())


def _of_status(status: TherapyStatus) -> Getter:
    def read(fusion: AnnotatedFusion) -> str:
        found = (match for match in fusion.interpretation.matches if match.status is status)
        return joined(match.assertion.drug for match in found)

    return read


def _resistance(fusion: AnnotatedFusion) -> str:
    """Return each drug that a mutation resists, with the mutation: reported ones, else published ones."""
    judged = fusion.interpretation
    reported = [
        f"{effect.drug} ({' + '.join(note.variants)})"
        for note in judged.co_variants
        for effect in note.effects
        if effect.resists and not effect.is_outweighed
    ]
    return joined(reported or (_resisted(match) for match in judged.matches if _is_resistant(match)))


def _is_resistant(match: Match) -> bool:
    return match.status is TherapyStatus.RESISTANCE or bool(match.resisted_by)


def _resisted(match: Match) -> str:
    by = ", ".join(match.resisted_by) or match.assertion.mutation
    return f"{match.assertion.drug} ({by})" if by else match.assertion.drug


def _co_variants(fusion: AnnotatedFusion) -> str:
    notes = fusion.interpretation.co_variants
    return joined(f"{' + '.join(note.variants)} ({note.kind})" for note in notes)


def _prognosis(fusion: AnnotatedFusion) -> str:
    notes = fusion.interpretation.prognosis
    return joined(f"{note.disease}: {note.direction}: {note.meaning}" for note in notes)


def _conflicts(fusion: AnnotatedFusion) -> str:
    return joined(told_of(each.about, each.because) for each in fusion.interpretation.conflicts)


def _news(fusion: AnnotatedFusion) -> str:
    return joined(dated_news(each.day.isoformat(), each.what) for each in fusion.interpretation.news)


_COLUMNS: tuple[tuple[str, Getter], ...] = (
    ("therapies_investigational", _of_status(TherapyStatus.INVESTIGATIONAL)),
    ("therapies_contradicted", _of_status(TherapyStatus.CONTRADICTED)),
    ("therapies_withdrawn", _of_status(TherapyStatus.WITHDRAWN)),
    ("resistance", _resistance),
    ("co_variants", _co_variants),
    ("prognosis", _prognosis),
    ("conflicts", _conflicts),
    ("new_since", _news),
)

KNOWLEDGE_COLUMNS = tuple(name for name, _ in _COLUMNS)
_GETTERS = tuple(get for _, get in _COLUMNS)
_TOLD = _APART | {TherapyStatus.RESISTANCE}
_NOTHING = ("",) * len(_COLUMNS)


def knowledge_cells(fusion: AnnotatedFusion) -> tuple[object, ...]:
    """Return the cells of KNOWLEDGE_COLUMNS; most calls have nothing to tell, and cost nothing."""
    judged = fusion.interpretation
    beside = judged.prognosis or judged.co_variants or judged.conflicts or judged.news
    if not beside and _TOLD.isdisjoint([match.status for match in judged.matches]):
        return _NOTHING
    return tuple(get(fusion) for get in _GETTERS)
