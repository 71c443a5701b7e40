"""fusionanno knowledge: what the knowledge base holds, what changed, and whether its tables are sound."""

from pathlib import Path

import click

from fusionanno.cli.knowledge.changes import diff
from fusionanno.cli.knowledge.importing import import_rows
from fusionanno.cli.knowledge.listing import list_rows
from fusionanno.cli.knowledge.search import search
from fusionanno.cli.knowledge.show import show


@click.group()
def knowledge() -> None:
    """Look into the knowledge base: labels, evidence, resistance, rules, diagnoses, drugs."""


@knowledge.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Check the tables that ship, or your own in FOLDER; name every bad cell by file, line and column.

    Your own are checked as they will be used: over those that ship. A folder that has every table is checked
    by itself.
    """
    from fusionanno.knowledge import problems
    from fusionanno.knowledge.own import is_whole, layered, shipped

    checked = shipped() if folder is None else folder if is_whole(folder) else layered([folder])
    found = problems(checked)
    for line in found:
        click.echo(line, err=True)
    if found:
        ctx.exit(1)
    click.echo("all tables are sound")


for command in (list_rows, show, search, diff, import_rows):
    knowledge.add_command(command)
