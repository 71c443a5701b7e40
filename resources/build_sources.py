"""resources/SOURCES: where every shipped table comes from, as rows that a reader and a program understand."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from fusionanno.genemodel.inputs import INPUTS, Build, Input

HEAD = """\
# Where the data in resources/ comes from: one line per table and input. Columns, separated by tabs:
# table, its rows, its SHA-256, origin of the input, carrier and its version, SHA-256 of the input file, date
# of the build, licence notice. "-" = none: the rows are our own, from the facts that the origin names.
"""
NONE = "-"
OWN = {
    "regions.tsv": "NCBI Gene 3492, 50802, 3535, 6955, 6957, 6964, 6965; Ensembl 110 segments",
    "literature.tsv": "publications named in the knowledge base; RefSeq for the exon counts",
    "former_symbols.tsv": "HGNC: previous symbols of one gene that others carry as an alias",
    "placed.tsv": "constant distance between the two assemblies, checked by the build exon by exon",
}
"""Tables whose rows are our own, and the source of their facts."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as built: its name under reference/, its bytes and rows, the inputs that it follows from."""

    name: str
    data: bytes
    rows: int
    inputs: tuple[str, ...] = ()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def source_lines(table: Table, build: Build) -> list[str]:
    """Return a table's lines, one per input that was given."""
    head = (f"reference/{table.name}", str(table.rows), sha256(table.data))
    if not table.inputs:
        return ["\t".join((*head, OWN[table.name], NONE, NONE, build.built, "Apache-2.0, as fusionanno"))]
    given = [i for i in INPUTS if i.name in table.inputs and i.name in build.paths]
    cells = (
        (i.origin, build.carriers.get(i.name, "its origin"), _digest(build, i), i.licence) for i in given
    )
    return [
        "\t".join((*head, origin, carrier, digest, build.built, note))
        for origin, carrier, digest, note in cells
    ]


def _digest(build: Build, source: Input) -> str:
    return sha256(build.paths[source.name].read_bytes())


def update(old: str, lines: Iterable[str]) -> str:
    """Return SOURCES with the lines of reference/ replaced; every other table's lines stay as they are."""
    kept = [line for line in old.splitlines() if line and not line.startswith(("#", "reference/"))]
    return HEAD + "".join(f"{line}\n" for line in sorted([*kept, *lines]))
