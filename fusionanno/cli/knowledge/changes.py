"""fusionanno knowledge diff: what became known, or ceased to hold, between two days."""

from datetime import date

import click

from fusionanno.cli.knowledge.options import base_of, day, own_folders, written

_COLUMNS = ("day", "what", "citations")


@click.command()
@click.option("--from", "start", callback=day, required=True, help="What held on this day ...")
@click.option("--to", "end", callback=day, required=True, help="... against this one.")
@click.option("--gene", help="Only what concerns this gene.")
@click.option("--tumor", help="Only what concerns this tumour, or kinds of it.")
@click.option("--as", "form", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True)
@own_folders
def diff(
    start: date, end: date, gene: str | None, tumor: str | None, form: str, own: tuple[str, ...]
) -> None:
    """Tell what began, became regular, was published or ended after one day and up to another."""
    from fusionanno.cli.knowledge.names import gene_of
    from fusionanno.knowledge.news import changes

    if end < start:
        msg = f"{end} is before --from {start}"
        raise click.BadParameter(msg, param_hint="--to")
    base = base_of(own)
    disease = base.diseases.find(tumor) if tumor else None
    news = changes(base, start, end, gene_of(base, gene) if gene else None, disease)
    if form == "text":
        lines = [f"{each.day}  {each.what}" for each in news]
        click.echo("\n".join(lines) if lines else f"nothing changed after {start} until {end}")
        return
    rows = [
        {"day": str(each.day), "what": each.what, "citations": ";".join(map(str, each.citations))}
        for each in news
    ]
    click.echo(written(rows, _COLUMNS, form), nl=False)
