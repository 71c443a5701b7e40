"""resources/SOURCES as values: which table rests on what."""

from dataclasses import dataclass
from importlib.resources import files

from fusionanno.errors import ResourceError
from fusionanno.model import ResourceVersion


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of SOURCES: a table and one input that it follows from; "-" reads as None."""

    table: str
    rows: int
    sha256: str
    origin: str
    carrier: str | None
    input_sha256: str | None
    built: str
    licence: str


def source_rows(prefix: str = "reference/") -> tuple[SourceRow, ...]:
    """Return the lines whose table begins with `prefix`; ResourceError where SOURCES is missing or cut."""
    try:
        text = files("fusionanno.resources").joinpath("SOURCES").read_text(encoding="utf-8")
        lines = (line.split("\t") for line in text.splitlines() if line.startswith(prefix))
        return tuple(_row(cells) for cells in lines)
    except (OSError, ValueError) as error:
        msg = f"resources/SOURCES cannot be read ({error}): reinstall fusionanno"
        raise ResourceError(msg) from error


def _row(cells: list[str]) -> SourceRow:
    table, rows, sha256, origin, carrier, digest, built, licence = cells
    return SourceRow(table, int(rows), sha256, origin, _known(carrier), _known(digest), built, licence)


def _known(cell: str) -> str | None:
    return None if cell == "-" else cell


def resource_versions(tables: tuple[str, ...], prefix: str = "reference/") -> tuple[ResourceVersion, ...]:
    """Return what is known of these tables of a folder, in their order; one without a line is left out."""
    rows = source_rows(prefix)
    found = ([row for row in rows if row.table == f"{prefix}{name}"] for name in tables)
    return tuple(_version(group) for group in found if group)


def _version(rows: list[SourceRow]) -> ResourceVersion:
    """Join the inputs of one table."""
    carriers = ", ".join(dict.fromkeys(row.carrier for row in rows if row.carrier)) or "own rows"
    origins = "; ".join(dict.fromkeys(row.origin for row in rows))
    return ResourceVersion(rows[0].table, f"{carriers}; built {rows[0].built}", rows[0].sha256, origins)
