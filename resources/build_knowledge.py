"""
Bring the lines of knowledge/ in SOURCES up to date after a table of resources/knowledge/ was edited.

    python -m fusionanno.resources.build_knowledge --knowledge resources/knowledge --sources resources/SOURCES

Origin, version and licence are those of sources.tsv in the same folder; the lines of other tables stay.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from fusionanno.errors import ResourceError
from fusionanno.knowledge import facts, tables
from fusionanno.resources.build_sources import HEAD, NONE

PREFIX = "knowledge/"


def lines(knowledge: Path) -> Iterator[str]:
    """Yield one line per table that sources.tsv names: its rows as counted, its SHA-256 as it is."""
    named = {table.name: table for table in tables.TABLES}
    for note in tables.SOURCES.read(knowledge, facts.source):
        table = named[note.table]
        rows = sum(1 for _ in table.rows(knowledge))
        cells = (str(rows), table.sha256(knowledge), note.origin, NONE, NONE, note.version, note.licence)
        yield "\t".join((f"{PREFIX}{note.table}", *cells))


def update(old: str, knowledge: Path) -> str:
    """Return SOURCES with the lines of knowledge/ replaced."""
    kept = [line for line in old.splitlines() if line and not line.startswith(("#", PREFIX))]
    return HEAD + "".join(f"{line}\n" for line in sorted([*kept, *lines(knowledge)]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run as a script; a wrong table ends it with one line."""
    options = argparse.ArgumentParser(prog="build_knowledge", description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--knowledge", type=Path, required=True, metavar="DIR")
    options.add_argument("--sources", type=Path, required=True, metavar="FILE", help="SOURCES")
    given = options.parse_args(arguments)
    try:
        text = update(given.sources.read_text(encoding="utf-8"), given.knowledge)
    except ResourceError as error:
        raise SystemExit(str(error)) from error
    given.sources.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
