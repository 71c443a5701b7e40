"""The kinds of rows that can be listed and searched, and their columns that name genes and tumours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fusionanno.knowledge import starts
from fusionanno.knowledge.tables import (
    BYPASS,
    CITATIONS,
    DISEASES,
    DRUGS,
    ENTITIES,
    OUTCOMES,
    PROGNOSIS,
    RESISTANCE,
    TARGETS,
    THERAPIES,
    VARIANTS,
)
from fusionanno.model import Disease, MatchLevel

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge
    from fusionanno.knowledge.rows import Row, Table


@dataclass(frozen=True, slots=True)
class RowKind:
    """One kind of row. only: the word of the column `kind` where the table holds several kinds."""

    name: str
    table: "Table"
    genes: tuple[str, ...] = ()
    tumors: tuple[str, ...] = ()
    only: str = ""


_PAIR = ("five_prime", "three_prime")
KINDS = (
    RowKind("label", THERAPIES, ("genes", *_PAIR), ("diseases",), "label"),
    RowKind("evidence", THERAPIES, ("genes", *_PAIR), ("diseases",), "evidence"),
    RowKind("investigational", THERAPIES, ("genes", *_PAIR), ("diseases",), "investigational"),
    RowKind("outcome", OUTCOMES),
    RowKind("resistance", RESISTANCE, ("gene",)),
    RowKind("bypass", BYPASS, ("target", "gene")),
    RowKind("prognosis", PROGNOSIS, _PAIR, ("disease",)),
    RowKind("entity", ENTITIES, _PAIR, ("disease",)),
    RowKind("target", TARGETS, ("gene",)),
    RowKind("drug", DRUGS, ("targets",)),
    RowKind("variant", VARIANTS, _PAIR),
    RowKind("disease", DISEASES, (), ("code",)),
    RowKind("citation", CITATIONS),
)
KIND_NAMES = tuple(kind.name for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for; None = all."""

    gene: str | None = None
    pair: tuple[str, str] | None = None
    tumor: Disease | None = None
    drugs: tuple[str, ...] | None = None
    as_of: date | None = None
    agency: str | None = None


def rows(base: "Knowledge", kind: RowKind, wanted: Wanted) -> "Iterator[Row]":
    """Walk the rows of a kind that are wanted. A kind that names no gene or tumour has none of a gene's.

    The numbers of trials follow the statement that they belong to.
    """
    if kind.table is OUTCOMES:
        statements = {row.cells["id"] for each in KINDS if each.only for row in rows(base, each, wanted)}
        yield from (row for row in base.rows(OUTCOMES) if row.cells["statement"] in statements)
        return
    for row in base.rows(kind.table):
        if kind.only in ("", row.cells.get("kind")) and _is_wanted(base, kind, row, wanted):
            yield row


def cannot_apply(kind: RowKind, wanted: Wanted) -> tuple[str, ...]:
    """Return the options that rows of this kind have no column for."""
    if kind.table is OUTCOMES:
        return ()
    columns = kind.table.columns
    asked = (
        ("--gene", wanted.gene, bool(kind.genes)),
        ("--tumor", wanted.tumor, bool(kind.tumors)),
        ("--drug", wanted.drugs, "drug" in columns),
        ("--as-of", wanted.as_of, "since" in columns),
        ("--region", wanted.agency, "agency" in columns),
    )
    return tuple(option for option, value, applies in asked if value is not None and not applies)


def _is_wanted(base: "Knowledge", kind: RowKind, row: "Row", wanted: Wanted) -> bool:
    return (
        (wanted.gene is None or wanted.gene.upper() in _named(row, kind.genes))
        and (wanted.pair is None or _pair(row) == wanted.pair)
        and (wanted.drugs is None or not set(wanted.drugs).isdisjoint(_drugs(row)))
        and (wanted.agency is None or row.cells.get("agency", "") in ("", wanted.agency))
        and (wanted.tumor is None or _reaches(base, wanted.tumor, _named(row, kind.tumors)))
        and (wanted.as_of is None or _holds(row, wanted.as_of))
    )


def _named(row: "Row", columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for column in columns for name in row.many(column))


def _pair(row: "Row") -> tuple[str, ...]:
    return tuple(row.cells.get(column, "") for column in _PAIR)


def _drugs(row: "Row") -> tuple[str, ...]:
    return tuple((row.cells.get("drug") or "").split(" + "))


def _reaches(base: "Knowledge", tumor: Disease, codes: tuple[str, ...]) -> bool:
    """True for the tumour itself, what it is a kind of, and kinds of it."""
    tree = base.diseases
    is_met = bool(codes) and tree.meet(tumor, codes)[0] is not MatchLevel.OTHER_TUMOUR
    return is_met or any(tree.is_narrower(code, tumor) for code in codes)


def _holds(row: "Row", as_of: date) -> bool:
    """True for a row that begins and ends nowhere."""
    if not row.cells.get("since"):
        return True
    ended = row.cells.get("until") and row.day("until") <= as_of
    return starts(*row.period("since")) <= as_of and not ended
