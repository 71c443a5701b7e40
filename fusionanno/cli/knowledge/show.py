"""fusionanno knowledge show: what is known about one gene, drug or tumour, as a page to read."""

import json
from datetime import date

import click

from fusionanno.cli.knowledge.options import as_form, base_of, day, own_folders


@click.command()
@click.argument("name")
@click.option("--as-of", callback=day, help="The day whose knowledge counts [default: today].")
@as_form("text", "json", "tsv")
@own_folders
def show(name: str, as_of: date | None, form: str, own: tuple[str, ...]) -> None:
    """Show what is known about a gene (ALK), a fusion (EML4::ALK), a drug, a class of drugs or a tumour."""
    from fusionanno.cli.knowledge.page import page_of, rows_of
    from fusionanno.cli.knowledge.subjects import subject

    base = base_of(own)
    about = subject(base, name)
    if form == "text":
        click.echo("\n".join(page_of(base, about, as_of or date.today())))
        return
    rows = rows_of(base, about, as_of)
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    lines = [
        "\t".join((kind, column, cell, str(number)))
        for kind, cells in rows.items()
        for number, row in enumerate(cells, start=1)
        for column, cell in row.items()
        if cell
    ]
    click.echo("\n".join(["kind\tcolumn\tcell\trow", *lines]))
