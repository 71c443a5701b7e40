"""Check a whole knowledge folder: every bad cell by file, line and column, not only the first."""

from collections.abc import Callable, Iterator

from fusionanno.errors import ResourceError
from fusionanno.knowledge import artefacts, disease_rows, facts, naming_rows, statements, tables
from fusionanno.knowledge.disease_names import spelled
from fusionanno.knowledge.partner_domains import partner_domain
from fusionanno.knowledge.rows import BadCell, Folder, Layers, Row, Table, refuse
from fusionanno.model import Citation

_PAIR = ("five_prime", "three_prime", "how", "checked")
_DRIVEN = ("driver", "driven", "because", "checked")


def problems(folder: Folder) -> tuple[str, ...]:
    """Return one line for every thing that is wrong in the folder's tables; empty where all is well.

    Of a laboratory's own folders over what ships, only their rows are looked at, against all of them.
    """
    found: list[str] = []
    for table in tables.TABLES:
        try:
            found += _table_problems(table, folder)
        except ResourceError as error:
            found.append(str(error))
    return tuple(found)


def _table_problems(table: Table, folder: Folder) -> Iterator[str]:
    rows = tuple(_rows_to_check(table, folder))
    if not rows:
        return
    parse = _parser(table, folder)
    others = {other.name: other for _, other in _REFERENCES.get(table.name, ())}
    known = {name: _named(other, folder) for name, other in others.items()}
    spoken = _words_of_drugs(folder) if table is tables.THERAPIES else frozenset()
    seen = set[tuple[str, ...]]()
    for row in rows:
        try:
            parse(row)
            _check_references(table, row, known)
            _check_words(row, spoken)
            _check_unique(table, row, seen)
        except BadCell as error:
            yield f"{table.place(row, error.column)}: {error}"
    if table is tables.THERAPIES:
        yield from _broken_successions(folder)


def _rows_to_check(table: Table, folder: Folder) -> Iterator[Row]:
    if not isinstance(folder, Layers):
        return table.rows(folder)
    return (row for own in folder.own for row in table.own_rows(own))


def _parser(table: Table, folder: Folder) -> Callable[[Row], object]:
    cite = facts.citer(_citations(folder))
    return {
        tables.THERAPIES.name: lambda row: statements.assertion(row, cite, ()),
        tables.OUTCOMES.name: lambda row: statements.outcome(row, cite),
        tables.RESISTANCE.name: lambda row: (facts.resistance(row, cite), row.reviewed("checked")),
        tables.BYPASS.name: lambda row: (facts.bypass(row, cite), row.reviewed("checked")),
        tables.TARGETS.name: lambda row: (facts.target(row, cite), row.reviewed("checked")),
        tables.ENTITIES.name: lambda row: (facts.entity(row, cite), row.reviewed("checked")),
        tables.PROGNOSIS.name: lambda row: (facts.prognosis(row, cite), row.reviewed("checked")),
        tables.DRUGS.name: lambda row: (facts.drug(row, cite), row.reviewed("checked")),
        tables.DISEASES.name: disease_rows.disease,
        tables.SYNONYMS.name: disease_rows.synonym,
        tables.EXON_NUMBERING.name: naming_rows.check_numbering,
        tables.ALTERNATIVE_EXONS.name: naming_rows.check_alternative_exon,
        tables.VARIANTS.name: naming_rows.check_variant,
        tables.INTERNAL_EVENTS.name: lambda row: naming_rows.check_internal_event(row, cite),
        tables.NOT_READ_THROUGH.name: lambda row: naming_rows.check_pair(row, _PAIR, cite),
        tables.HIJACKING.name: lambda row: naming_rows.check_pair(row, _DRIVEN, cite),
        tables.PARTNER_DOMAINS.name: lambda row: partner_domain(row, cite),
        tables.ARTEFACT_FLAGS.name: lambda row: (
            artefacts.artefact_reason(row),
            row.text("checked"),
            cite(row),
        ),
        tables.RECURRENT_IN_NORMAL.name: lambda row: (
            artefacts.normal_pair(row),
            row.text("checked"),
            cite(row),
        ),
        tables.KNOWN_DRIVERS.name: lambda row: (artefacts.known_driver(row), row.text("checked"), cite(row)),
        tables.CITATIONS.name: facts.citation,
        tables.SOURCES.name: facts.source,
    }[table.name]


def _citations(folder: Folder) -> dict[str, Citation]:
    return {row.cells["id"]: Citation(row.cells["id"]) for row in tables.CITATIONS.rows(folder)}


_REFERENCES: dict[str, tuple[tuple[str, Table], ...]] = {
    tables.THERAPIES.name: (
        ("diseases", tables.DISEASES),
        ("except", tables.DISEASES),
        ("drug", tables.DRUGS),
        ("genes", tables.TARGETS),
        ("replaced_by", tables.THERAPIES),
    ),
    tables.OUTCOMES.name: (("statement", tables.THERAPIES),),
    tables.RESISTANCE.name: (("drug", tables.DRUGS), ("diseases", tables.DISEASES)),
    tables.BYPASS.name: (("target", tables.TARGETS),),
    tables.ENTITIES.name: (("disease", tables.DISEASES),),
    tables.PROGNOSIS.name: (("disease", tables.DISEASES),),
    tables.DISEASES.name: (("parent", tables.DISEASES), ("also_is", tables.DISEASES)),
    tables.SYNONYMS.name: (("code", tables.DISEASES),),
}
"""The columns of each table that name rows of another one, by its first column."""


def _named(table: Table, folder: Folder) -> frozenset[str]:
    return frozenset(row.cells[table.columns[0]] for row in table.rows(folder))


def _check_references(table: Table, row: Row, known: dict[str, frozenset[str]]) -> None:
    for column, other in _REFERENCES.get(table.name, ()):
        for name in _names_in(row, column):
            if name not in known[other.name]:
                refuse(column, f"{name!r} is not in {other.name}")


def _names_in(row: Row, column: str) -> tuple[str, ...]:
    """Return the names in a cell; drugs that are given together are written "a + b", !NSCLC is no NSCLC."""
    if column == "also_is":
        return disease_rows.kinds(row)
    if column == "drug":
        return tuple(row.text(column).split(" + "))
    return row.many(column)


def _words_of_drugs(folder: Folder) -> frozenset[str]:
    """Return the drugs and the classes of drugs by which labels say what came before."""
    rows = tuple(tables.DRUGS.rows(folder))
    return frozenset(word for row in rows for word in (row.cells["drug"], *row.many("classes")))


def _check_words(row: Row, spoken: frozenset[str]) -> None:
    for column in ("after", "naive_to") if spoken else ():
        for word in (word for each in row.many(column) for word in each.split("+")):
            if word not in spoken:
                refuse(column, f"{word!r} is no drug and no class of {tables.DRUGS.name}")


def _broken_successions(folder: Folder) -> Iterator[str]:
    """A row that another one follows ends on the day on which that begins, whoever's rows they are."""
    rows = tuple(tables.THERAPIES.rows(folder))
    starts = {row.cells["id"]: row.cells["since"].removeprefix("by ") for row in rows}
    for row in rows:
        follower, until = row.cells["replaced_by"], row.cells["until"]
        if follower in starts and starts[follower] != until:
            place = tables.THERAPIES.place(row, "replaced_by")
            yield f"{place}: replaced_by: {follower!r} begins {starts[follower]}, this row ends {until}"


def _check_unique(table: Table, row: Row, seen: set[tuple[str, ...]]) -> None:
    key = table.key or table.columns[:1]
    cells = (row.file, *(spelled(row.cells[each]) if each == "name" else row.cells[each] for each in key))
    if cells in seen:
        refuse(key[-1], f"{' '.join(row.cells[column] for column in key)!r} stands twice")
    seen.add(cells)
