"""fusionanno knowledge import: tables of your own from CIViC's release files or from OncoKB."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fusionanno.cli.knowledge.options import Command, base_of, day

if TYPE_CHECKING:
    from fusionanno.knowledge.importing.brought import Brought

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("import")
def import_rows() -> None:
    """Make tables of your own from files that you bring; use them with --knowledge DIR.

    Nothing is fetched, but from OncoKB with your own token when you ask for it.
    """


def _past_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    found = day(ctx, param, value)
    if found is not None and found > date.today():
        msg = f"{found} is still to come; rows hold from the day of the file"
        raise click.BadParameter(msg, ctx, param)
    return found


def _into(command: Command) -> Command:
    """Give an importer the options that all of them have."""
    retrieved = click.option("--retrieved", callback=_past_day, help="Day of the file [default: today].")
    return retrieved(
        click.option("-o", "--output", required=True, metavar="DIR", help="A new folder.")(command)
    )


@import_rows.command()
@click.argument("file", type=_FILE)
@_into
def civic(file: Path, output: str, retrieved: date | None) -> None:
    """Import CIViC's clinical evidence summaries (TSV or JSON release file)."""
    from fusionanno.knowledge.importing import civic as source

    made = retrieved or date.today()
    brought = source.read_civic(base_of(()), file, made)
    _written(brought, Path(output), (source.ORIGIN, str(made), source.LICENCE))


@import_rows.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--token-file", type=_FILE, help="Ask OncoKB itself, with the token in this file.")
@click.option("--fusion", "fusions", multiple=True, metavar="A::B", help="What to ask for; repeatable.")
@click.option("--api", hidden=True, default=None)
@_into
def oncokb(
    file: Path | None,
    token_file: Path | None,
    fusions: tuple[str, ...],
    api: str | None,
    output: str,
    retrieved: date | None,
) -> None:
    """Import an OncoKB export (TSV) or saved answers (JSON) that you bring under your own licence."""
    from fusionanno.knowledge.importing import oncokb as source

    if (file is None) == (token_file is None) or (token_file is not None) != bool(fusions):
        msg = "name a FILE, or --token-file with one --fusion or more"
        raise click.UsageError(msg)
    made, base = retrieved or date.today(), base_of(())
    if token_file is not None:
        token = token_file.read_text(encoding="utf-8").strip()
        brought = source.ask_oncokb(base, token, fusions, made, api or source.API)
    else:
        brought = source.read_oncokb(base, file or Path(), made)
    _written(brought, Path(output), (source.ORIGIN, str(made), source.LICENCE))


def _written(brought: "Brought", folder: Path, notice: tuple[str, str, str]) -> None:
    from fusionanno.knowledge.importing.brought import LEFT_OUT, write
    from fusionanno.knowledge.tables import RESISTANCE, THERAPIES

    write(brought, folder, *notice)
    studies, mutations = brought.count(THERAPIES), brought.count(RESISTANCE)
    click.echo(
        f"{studies} rows of evidence and {mutations} of resistance in {folder};"
        f" {len(brought.left_out)} not imported, each with its reason in {folder / LEFT_OUT}",
        err=True,
    )
