"""The page docs/formats.md, made from the readers themselves."""

import inspect
from collections.abc import Iterable, Sequence

from fusionanno.model import SupportMeaning
from fusionanno.readers import Kind, Reader, TableReader

_PREAMBLE = """# What can be read

This page is printed by `fusionanno formats --to markdown`; it is made from the readers themselves.

A format is recognised by its columns; `--caller NAME` names it instead. Files may be plain, gzip or bzip2
(told by their content, not by their name), UTF-8 or UTF-16, with LF, CRLF or CR, with cells in double quotes,
and `-` reads standard input. Column names of older versions and of tables re-saved from R or a spreadsheet
are understood; columns that are not listed are passed over. A file without content, or with a header alone,
is a valid result: no fusion was called. A row that cannot be read stops the run with its line;
`--keep-going` reports it as rejected instead.

## Not read, and why

| file | why |
| --- | --- |
| FuSeq_WES `FuSeq_WES_FusionFinal.txt` | it names genes, chromosomes and strands and no positions |
| a file of another species (mouse) | `convert` reads it; `annotate`: it lies in no human gene of that name |
| BRASS groups (before assembly) | ranges of read pairs of many samples: no breakpoints |
| `NGSDExportSV` BEDPE (`PROCESSING_SYSTEM`) | counts of a cohort: how ends are joined is not told |
"""

_WORDS = {
    "split_reads": "split reads",
    "spanning_fragments": "spanning fragments",
    "allele_fraction": "allele fraction",
    "depth": "depth",
    "caveat": "but",
}
"""What each number is called, in the order in which it is told."""


def as_markdown(readers: Iterable[Reader]) -> str:
    """The page: an overview of all formats, then what each reader's docstring and columns say."""
    kinds = tuple(Kind)
    held = sorted(readers, key=lambda each: (kinds.index(each.kind), each.title.lower()))
    return "\n".join([_PREAMBLE, *_overview(held), *(_section(reader) for reader in held)])


def base_words(reader: Reader) -> str:
    """Return how the format counts positions."""
    return "none" if reader.coordinate_base is None else f"{reader.coordinate_base}-based"


def numbers_of(reader: Reader) -> dict[str, dict[str, str]]:
    """Return for each caller what each number means that it reports, by the number's name."""
    told = {caller: _meanings(meaning) for caller, meaning in reader.numbers.items()}
    return {caller: meanings for caller, meanings in told.items() if meanings}


def numbers_words(reader: Reader) -> list[str]:
    """Return a line for each number of reads, with its caller where the format is of several."""
    lines = []
    for caller, meanings in numbers_of(reader).items():
        whose = f"{caller}, " if len(reader.numbers) > 1 else ""
        lines += [f"{whose}{_WORDS[name]}: {meaning}" for name, meaning in meanings.items()]
    return lines or ["none"]


def documentation(reader: Reader) -> str:
    """Return the reader's docstring."""
    return inspect.cleandoc(type(reader).__doc__ or "")


def _meanings(meaning: SupportMeaning) -> dict[str, str]:
    return {name: text for name in _WORDS if (text := getattr(meaning, name))}


def _overview(readers: Sequence[Reader]) -> list[str]:
    lines = ["## Overview", ""]
    for kind in Kind:
        own = [reader for reader in readers if reader.kind is kind]
        head = ("`--caller`", "format", "versions", "positions", "numbers of reads")
        rows = [
            head,
            ("---",) * len(head),
            *map(_overview_row, own),
        ]
        lines += [f"**{kind.value}**", "", *_table(rows), ""]
    return lines


def _overview_row(reader: Reader) -> tuple[str, ...]:
    reported = {name for meanings in numbers_of(reader).values() for name in meanings if name != "caveat"}
    numbers = ", ".join(words for name, words in _WORDS.items() if name in reported)
    return (
        f"[{reader.name}](#{reader.name})",
        reader.title,
        reader.versions,
        base_words(reader),
        numbers or "none",
    )


def _section(reader: Reader) -> str:
    facts = [
        f"* Kind: {reader.kind.value}",
        f"* Versions: {reader.versions}",
        f"* Recognised by: {reader.recognised_by}",
        f"* Positions: {base_words(reader)}",
        *([f"* Described at: <{reader.url}>"] if reader.url else []),
        *(f"* Numbers: {line}" for line in numbers_words(reader)),
    ]
    parts = [f"## {reader.name}\n", f"{reader.title}\n", documentation(reader) + "\n", *facts, ""]
    if isinstance(reader, TableReader):
        parts += [*_column_table(reader), ""]
    return "\n".join([*parts, "```text", reader.example + "```", ""])


def _column_table(reader: TableReader) -> list[str]:
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
    return _table(lines)


def _table(rows: Iterable[Sequence[str]]) -> list[str]:
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in rows]
