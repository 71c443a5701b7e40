"""What a row of diseases.tsv and of synonyms.tsv means."""

import re
from dataclasses import dataclass

from fusionanno.knowledge.rows import Row, refuse

_FORMS = {"ncit": r"C\d+", "icdo3": r"\d{4}/\d", "doid": r"DOID:\d+"}
"""How codes of NCIt, ICD-O-3 (morphology with behaviour) and the Disease Ontology are written."""
_NO_KIND = "!"
_OF_ANY_SITE = (
    (8010, 8045), (8050, 8119), (8140, 8149), (8190, 8246), (8260, 8263), (8310, 8310), (8430, 8440),
    (8470, 8490), (8510, 8510), (8550, 8576),
)  # fmt: skip
"""Morphologies of carcinomas whose terms name no organ (ICD-O-3): large cell carcinoma, adenocarcinoma ..."""


@dataclass(frozen=True, slots=True)
class DiseaseNode:
    """A node as the table has it.

    also_is: what else the tumour is by meaning (a lung IMT is an IMT). is_not: what it is not, although the
    tree has it there (NUT carcinoma of the lung is no NSCLC): statements about that do not reach it.
    """

    code: str
    name: str
    parent: str | None
    is_solid: bool | None
    is_local: bool
    also_is: tuple[str, ...]
    is_not: tuple[str, ...]
    ncit: tuple[str, ...]
    icdo3: tuple[str, ...]
    doid: tuple[str, ...]

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The codes of other vocabularies."""
        return (*self.ncit, *self.icdo3, *self.doid)


def disease(row: Row) -> DiseaseNode:
    """Read a row of diseases.tsv."""
    solid = row.yes("solid") if row.maybe("solid") else None
    kinds = row.many("also_is")
    return DiseaseNode(
        row.text("code"), row.text("name"), row.maybe("parent"), solid, row.yes("local"),
        tuple(code for code in kinds if not code.startswith(_NO_KIND)),
        tuple(code.removeprefix(_NO_KIND) for code in kinds if code.startswith(_NO_KIND)),
        _codes(row, "ncit"), _codes(row, "icdo3"), _codes(row, "doid"),
    )  # fmt: skip


def kinds(row: Row) -> tuple[str, ...]:
    """Return the codes that also_is names, those that the tumour is and those that it is not."""
    return tuple(code.removeprefix(_NO_KIND) for code in row.many("also_is"))


def synonym(row: Row) -> tuple[str, tuple[str, ...]]:
    """Read a row of synonyms.tsv: a name, and the tumours that it can mean."""
    return row.text("name"), row.some("code")


def is_of_any_site(morphology: str) -> bool:
    """True for an ICD-O-3 code that tells no tumour without the organ.

    >>> is_of_any_site("8140/3"), is_of_any_site("8046/3")
    (True, False)
    """
    number = int(morphology.partition("/")[0])
    return any(first <= number <= last for first, last in _OF_ANY_SITE)


def _codes(row: Row, column: str) -> tuple[str, ...]:
    for code in row.many(column):
        if not re.fullmatch(_FORMS[column], code):
            refuse(column, f"{code!r} has not the form {_FORMS[column]}")
    return row.many(column)
