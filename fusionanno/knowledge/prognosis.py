"""What is published on the course of the case's own tumour with the fusion; other tumours' is not shown."""

from collections.abc import Iterable
from datetime import date

from fusionanno.knowledge.dates import began, dated
from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.facts import PrognosisFact
from fusionanno.knowledge.fusion_level import LEVELS, FusionWords, meet, pair_words
from fusionanno.model import Disease, MatchLevel, PrognosisNote

_OWN = (MatchLevel.EXACT, MatchLevel.ANCESTOR)


def prognosis_notes(
    rows: Iterable[PrognosisFact], fusion: FusionWords, tumor: Disease, tree: DiseaseTree, as_of: date
) -> tuple[PrognosisNote, ...]:
    """Return what held on the day of this fusion in this tumour or a kind that it is, the closest first.

    A row on a junction that the case's may be is told with that doubt.
    """
    found = []
    for row in rows:
        level, _ = tree.meet(tumor, (row.disease,))
        if level in _OWN and began(row) <= as_of:
            note = _note(row, fusion)
            found += [(LEVELS.index(note.fusion_level), _OWN.index(level), row.id, note)] if note else []
    return tuple(note for *_, note in sorted(found, key=lambda each: each[:3]))


def _note(row: PrognosisFact, fusion: FusionWords) -> PrognosisNote | None:
    meeting = meet(row, fusion)
    if meeting.level is None:
        return None
    doubt = meeting.because if meeting.is_open else ""
    note = "; ".join(part for part in (doubt, (row.note or "").rstrip(".")) if part)
    return PrognosisNote(
        fusion_of(row), row.disease, row.direction, row.meaning, dated(row), meeting.level, row.citations,
        note or None,
    )  # fmt: skip


def fusion_of(row: PrognosisFact) -> str:
    """Return the fusion that a row speaks of: "EML4::ALK variant 3"."""
    is_inside = row.five_prime == row.three_prime
    return (
        row.junction
        if is_inside and row.junction
        else " ".join(filter(None, (pair_words(row), row.junction)))
    )
