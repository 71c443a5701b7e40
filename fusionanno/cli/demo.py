"""fusionanno demo: the founding case, end to end."""

from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import click

from fusionanno.cli.options import WrongOption
from fusionanno.cli.output import write_folder


@click.command()
@click.option("-o", "--output", default="demo", show_default=True, metavar="DIR")
@click.option("--today", metavar="DATE", help="Day to use as today [default: today].")
def demo(output: str, today: str | None) -> None:
    """Report the founding case: on 2021-12-24, after the resection, and today."""
    from fusionanno.casefile import parse_date, read_case
    from fusionanno.pipeline import build_report
    from fusionanno.renderers import load_renderer

    try:
        day = parse_date(today, "--today") if today else date.today()
    except ValueError as error:
        raise WrongOption(str(error)) from error
    runs = (
        ("baseline", date(2021, 12, 24)),
        ("resection", date(2023, 4, 1)),
        ("baseline", day),
    )
    renderers = [load_renderer(name) for name in ("html", "json", "tsv")]
    with as_file(files("fusionanno.seeds")) as seeds:
        patient = read_case(str(seeds / "patient.yaml"))
        for specimen, as_of in runs:
            case = read_case(str(seeds / f"{specimen}.yaml")).over(patient)
            result = build_report(seeds / f"{specimen}.tsv", case, as_of=as_of)
            folder = Path(output) / f"{specimen}-as-of-{as_of}"
            write_folder(folder, {f"report{each.suffix}": each.render(result) for each in renderers})
            click.echo(str(folder / "report.html"))
