"""fusionanno report: the full report of one case."""

from pathlib import Path
from typing import Any

import click

from fusionanno.cli.options import case_options, stated_case
from fusionanno.cli.output import counted, rows_set_aside, write_folder
from fusionanno.renderers import RENDERERS, load_renderer

_ALWAYS = ("html", "json", "tsv")


@click.command()
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="DIR", help="Folder for the report's files.")
@click.option(
    "--format",
    "more",
    multiple=True,
    type=click.Choice(sorted(RENDERERS)),
    help="One more format; repeatable.",
)
@case_options
def report(
    inputs: tuple[str, ...], output: str, more: tuple[str, ...], cases: tuple[str, ...], **words: Any
) -> None:
    """Write report.html, report.json and report.tsv of one case.

    INPUT is a caller's file, a native table, a text file with one fusion a line, or - for standard input.
    Without it the files are read that the case file lists under inputs.
    """
    from fusionanno.pipeline import build_report

    if not output:
        raise click.BadParameter("name a folder", param_hint="-o")  # noqa: EM101
    stated = stated_case(cases, words)
    paths = inputs or tuple(each.path for each in stated.inputs)
    if not paths:
        raise click.UsageError("Missing argument 'INPUT...', and no case file lists inputs.")  # noqa: EM101
    result = build_report(paths, stated)
    renderers = [load_renderer(name) for name in dict.fromkeys((*_ALWAYS, *more))]
    files = {f"report{renderer.suffix}": renderer.render(result) for renderer in renderers}
    write_folder(Path(output), files)
    for remark in (each for renderer in renderers for each in renderer.remarks(result)):
        click.echo(remark, err=True)
    told = (
        f"{counted(len(result.fusions), 'call')} reported in {output}",
        rows_set_aside(len(result.rejected)),
    )
    click.echo(", ".join(each for each in told if each), err=True)
