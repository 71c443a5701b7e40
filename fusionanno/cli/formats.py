"""fusionanno formats: what can be read."""

import json
from collections.abc import Callable, Iterable

import click

from fusionanno.cli.formats_page import as_markdown, base_words, documentation, numbers_of, numbers_words
from fusionanno.cli.options import WrongOption
from fusionanno.errors import UnknownName
from fusionanno.readers import READERS, Kind, Reader, TableReader, find_reader

_FIELDS = (
    "name", "caller", "versions", "recognised_by", "coordinate_base", "described_at", "example", "kind",
    "reads", "numbers",
)  # fmt: skip


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--to",
    "form",
    type=click.Choice(["text", "tsv", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to print the list.",
)
def formats(names: tuple[str, ...], form: str) -> None:
    """List the formats that can be read, with what recognises each; with NAME all that is known of it."""
    try:
        shown = [find_reader(name) for name in names] or list(READERS.values())
    except UnknownName as error:
        raise WrongOption(str(error)) from error
    if names and form == "text":
        click.echo("\n".join(map(_page, shown)), nl=False)
    else:
        click.echo(_FORMS[form](shown), nl=False)


def as_text(readers: Iterable[Reader]) -> str:
    """A short paragraph for each format, by kind."""
    held = tuple(readers)
    parts = []
    for kind in Kind:
        paragraphs = [_paragraph(reader) for reader in held if reader.kind is kind]
        parts += [f"{kind.value}\n{'=' * len(kind.value)}\n", *paragraphs] if paragraphs else []
    return "\n".join(parts)


def as_tsv(readers: Iterable[Reader]) -> str:
    """One line for each format; tabs and line ends inside a cell are written as \\t and \\n."""
    rows = [[_escaped(value) for value in _facts(reader)] for reader in readers]
    return "".join("\t".join(cells) + "\n" for cells in [_FIELDS, *rows])


def as_json(readers: Iterable[Reader]) -> str:
    """A list of objects, with the columns of each table, and what the numbers mean by caller."""
    entries = [
        dict(zip(_FIELDS, _facts(reader), strict=True)) | {"numbers": numbers_of(reader)} | _columns(reader)
        for reader in readers
    ]
    return json.dumps(entries, indent=2) + "\n"


_FORMS: dict[str, Callable[[Iterable[Reader]], str]] = {
    "text": as_text,
    "tsv": as_tsv,
    "json": as_json,
    "markdown": as_markdown,
}


def _facts(reader: Reader) -> tuple[str | int | None, ...]:
    return (
        reader.name,
        reader.title,
        reader.versions,
        reader.recognised_by,
        reader.coordinate_base,
        reader.url,
        reader.example,
        reader.kind.value,
        _reads(reader),
        "; ".join(numbers_words(reader)),
    )


def _reads(reader: Reader) -> str | None:
    """Return the columns that are read; the docstring says it where the format is no table."""
    if not isinstance(reader, TableReader):
        return None
    return ", ".join(column.name for column in reader.columns)


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
    reads = _reads(reader)
    lines = [
        f"{reader.name}: {reader.title}, versions {reader.versions}",
        f"  recognised by  {reader.recognised_by}",
        *([f"  reads          {reads}"] if reads else []),
        f"  positions      {base_words(reader)}",
        *(f"  numbers        {line}" for line in numbers_words(reader)),
        *(f"  example        {line}" for line in reader.example.splitlines()),
    ]
    return "\n".join(lines) + "\n"


def _page(reader: Reader) -> str:
    """All that is known of one format: what its reader says, and every column with its meaning."""
    lines = [_paragraph(reader), documentation(reader), ""]
    if isinstance(reader, TableReader):
        width = max(len(column.name) for column in reader.columns)
        lines += [
            f"  {column.name:<{width}}  {column.meaning}{'' if column.required else ' (may be missing)'}"
            for column in reader.columns
        ]
        lines.append("")
    if reader.url:
        lines += [f"Described at {reader.url}", ""]
    return "\n".join(lines)
