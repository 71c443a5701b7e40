"""What the commands on the knowledge base share: days, the laboratory's own folders, and rows as text."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge

REGIONS = ("US", "EU", "JP", "CN")
Command = TypeVar("Command", bound=Callable[..., Any])
Cells = Mapping[str, str]


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read a day; BadParameter where it is none."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        msg = f"not a date: {value!r}; write YYYY-MM-DD"
        raise click.BadParameter(msg, ctx, param) from None


def own_folders(command: Command) -> Command:
    """Give a command the option --knowledge."""
    return click.option("--knowledge", "own", metavar="DIR", multiple=True, help="Your own tables, too.")(
        command
    )


def as_form(*forms: str) -> Callable[[Command], Command]:
    """Give a command the option --to; the first form is the default."""
    return click.option("--to", "form", type=click.Choice(forms), default=forms[0], show_default=True)


def base_of(own: Sequence[str]) -> "Knowledge":
    """Return the tables that ship, with the laboratory's own over them."""
    from fusionanno.knowledge import load_knowledge

    return load_knowledge(over=own)


def written(rows: Sequence[Cells], columns: Sequence[str], form: str) -> str:
    """Return rows as TSV with a header, as a list of JSON objects, or as paragraphs of "name: cell"."""
    if form == "json":
        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if form == "text":
        paragraphs = ([f"{name}: {cell}" for name, cell in row.items() if cell] for row in rows)
        return "\n".join("".join(f"{line}\n" for line in lines) for lines in paragraphs)
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return "".join("\t".join(cells) + "\n" for cells in lines)
