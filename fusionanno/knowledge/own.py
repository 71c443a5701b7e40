"""A laboratory's own knowledge: folders of tables in the same schema, over what ships."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from fusionanno.errors import InputError
from fusionanno.knowledge import facts, tables
from fusionanno.knowledge.rows import Layers, Table
from fusionanno.model import ResourceVersion

NAMING = (
    tables.EXON_NUMBERING, tables.ALTERNATIVE_EXONS, tables.VARIANTS, tables.INTERNAL_EVENTS,
    tables.NOT_READ_THROUGH, tables.HIJACKING, tables.PARTNER_DOMAINS,
)  # fmt: skip
"""What names and places fusions: the same in every laboratory, so no folder lays rows over it."""

OWN = tuple(table for table in tables.TABLES if table not in NAMING)
"""The tables that a laboratory's folder may have."""


def shipped() -> Traversable:
    """Return the folder of tables that ships."""
    return files("fusionanno.resources") / "knowledge"


def layered(folders: Sequence[str | Path]) -> Layers:
    """Return the tables that ship with these folders over them, the last on top.

    Raises InputError for a folder that is none, that holds no table, or a .tsv file that is no table of ours:
    a misspelled name must not leave rows unread.
    """
    own = tuple(Path(folder) for folder in folders)
    for folder in own:
        _check_names(folder)
    return Layers(shipped(), own)


def is_whole(folder: Path) -> bool:
    """True for a folder that has every table, as ours does: it is a base by itself, and lies over nothing."""
    return all((folder / table.name).exists() for table in tables.TABLES)


def versions(folder: Path) -> Iterator[ResourceVersion]:
    """Yield each table of a laboratory's folder with its SHA-256 and what its sources.tsv says of it."""
    notes = {}
    if (folder / tables.SOURCES.name).exists():
        notes = {note.table: note for note in tables.SOURCES.read(folder, facts.source)}
    for table in _held(folder):
        note = notes.get(table.name)
        yield ResourceVersion(
            f"own knowledge {folder.resolve().name}/{table.name}",
            note.version if note else "not stated",
            table.sha256(folder),
            note.origin if note else None,
        )


def _held(folder: Path) -> tuple[Table, ...]:
    return tuple(table for table in OWN if table is not tables.SOURCES and (folder / table.name).exists())


def _check_names(folder: Path) -> None:
    path = str(folder)
    if not folder.is_dir():
        msg = "is no folder; --knowledge takes a folder of tables as docs/knowledge.md describes them"
        raise InputError(msg, path=path)
    names = {table.name for table in OWN}
    for file in sorted(folder.glob("*.tsv")):
        if file.name in {table.name for table in NAMING}:
            msg = "names and places fusions and cannot be laid over; take it out of the folder"
            raise InputError(msg, path=str(file))
        if file.name not in names:
            msg = f"is no table of a knowledge folder; the tables are {', '.join(sorted(names))}"
            raise InputError(msg, path=str(file))
    if not _held(folder):
        msg = f"holds no table; the tables are {', '.join(sorted(names))}"
        raise InputError(msg, path=path)
