"""fusionanno formats: what can be read."""

import inspect
import json
from collections.abc import Callable, Iterable, Sequence

import click

from fusionanno.readers import READERS, Reader, TableReader

_FIELDS = ("name", "caller", "versions", "recognised_by", "coordinate_base", "described_at", "example")


@click.command()
@click.option(
    "--to",
    "form",
    type=click.Choice(["text", "tsv", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to print the list.",
)
def formats(form: str) -> None:
    """List the formats that can be read, with what recognises each."""
    click.echo(_FORMS[form](READERS.values()), nl=False)


def as_text(readers: Iterable[Reader]) -> str:
    """A short paragraph for each format."""
    return "\n".join(_paragraph(reader) for reader in readers)


def as_tsv(readers: Iterable[Reader]) -> str:
    """One line for each format; tabs and line ends inside the example are written as \\t and \\n."""
    rows = [[_escaped(value) for value in _facts(reader)] for reader in readers]
    return "".join("\t".join(cells) + "\n" for cells in [_FIELDS, *rows])


def as_json(readers: Iterable[Reader]) -> str:
    """A list of objects, with the columns of each table."""
    entries = [dict(zip(_FIELDS, _facts(reader), strict=True)) | _columns(reader) for reader in readers]
    return json.dumps(entries, indent=2) + "\n"


def as_markdown(readers: Iterable[Reader]) -> str:
    """The page docs/formats.md: for each format what its reader's docstring and columns say."""
    return "\n".join([_PREAMBLE, *(_section(reader) for reader in readers)])


_FORMS: dict[str, Callable[[Iterable[Reader]], str]] = {
    "text": as_text,
    "tsv": as_tsv,
    "json": as_json,
    "markdown": as_markdown,
}

_PREAMBLE = """# What can be read

This page is printed by `fusionanno formats --to markdown`; it is made from the readers themselves.

A format is recognised by its columns; `--caller NAME` names it instead. Files may be plain, gzip or bzip2
(told by their content, not by their name), UTF-8 or UTF-16, with LF, CRLF or CR, with cells in double quotes,
and `-` reads standard input. Column names of older versions and of tables re-saved from R or a spreadsheet
are understood; columns that are not listed are passed over. A file without content, or with a header alone,
is a valid result: no fusion was called. A row that cannot be read stops the run with its line;
`--keep-going` reports it as rejected instead.
"""


def _facts(reader: Reader) -> tuple[str | int | None, ...]:
    return (
        reader.name,
        reader.title,
        reader.versions,
        reader.recognised_by,
        reader.coordinate_base,
        reader.url,
        reader.example,
    )


def _columns(reader: Reader) -> dict[str, list[dict[str, str | bool | list[str]]]]:
    if not isinstance(reader, TableReader):
        return {}
    return {
        "columns": [
            {
                "name": column.name,
                "meaning": column.meaning,
                "required": column.required,
                "also": list(column.aliases),
            }
            for column in reader.columns
        ]
    }


def _escaped(value: str | int | None) -> str:
    return "" if value is None else str(value).replace("\t", "\\t").replace("\n", "\\n")


def _paragraph(reader: Reader) -> str:
    base = "none" if reader.coordinate_base is None else f"{reader.coordinate_base}-based"
    lines = [
        f"{reader.name}: {reader.title}, versions {reader.versions}",
        f"  recognised by  {reader.recognised_by}",
        f"  positions      {base}",
        *(f"  example        {line}" for line in reader.example.splitlines()),
    ]
    return "\n".join(lines) + "\n"


def _section(reader: Reader) -> str:
    base = "none" if reader.coordinate_base is None else f"{reader.coordinate_base}-based"
    facts = [
        f"* Versions: {reader.versions}",
        f"* Recognised by: {reader.recognised_by}",
        f"* Positions: {base}",
        *([f"* Described at: <{reader.url}>"] if reader.url else []),
    ]
    parts = [f"## {reader.name}\n", inspect.cleandoc(type(reader).__doc__ or "") + "\n", *facts, ""]
    if isinstance(reader, TableReader):
        parts += [*_column_table(reader), ""]
    return "\n".join([*parts, "```text", reader.example + "```", ""])


def _column_table(reader: TableReader) -> Sequence[str]:
    rows = [
        (
            column.name,
            column.meaning,
            "yes" if column.required else "",
            ", ".join(column.aliases),
            column.example,
        )
        for column in reader.columns
    ]
    head = ("column", "read as", "required", "also spelt", "example")
    lines = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in lines]
