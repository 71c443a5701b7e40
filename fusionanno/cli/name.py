"""fusionanno name: one fusion from words."""

from typing import Any

import click

from fusionanno.cli.options import case_options, stated_case


@click.command()
@click.argument("text", nargs=-1, required=True, metavar="TEXT...")
@click.option("--to", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True)
@case_options
def name(text: tuple[str, ...], to: str, cases: tuple[str, ...], **words: Any) -> None:
    """Name and judge one fusion given in words: fusionanno name "EML4-ALK E6:A20"."""
    from fusionanno.model import FusionCall, Partner, Report
    from fusionanno.pipeline import Interpreter

    interpreter = Interpreter(stated_case(cases, words))
    call = FusionCall("text", Partner(None), Partner(None), described=" ".join(text))
    fusion = interpreter.interpret(call)
    if to == "text":
        from fusionanno.renderers.text import describe

        click.echo(describe(fusion, interpreter.case))
        return
    from fusionanno.renderers import load_renderer

    report = Report(interpreter.case, (fusion,), (), interpreter.provenance(()))
    click.echo(load_renderer(to).render(report), nl=False)
