"""fusionanno annotate: a pipeline step, calls in, one annotated row per call out."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from fusionanno.cli.options import case_options, stated_case
from fusionanno.cli.output import rows_set_aside, write_text
from fusionanno.model import AnnotatedFusion, RejectedRow, Report, StatedCase


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE", help="- is standard output.")
@click.option("--to", type=click.Choice(["tsv", "json", "fasta"]), default="tsv", show_default=True)
@click.option(
    "--all-transcripts", is_flag=True, help="A row for every pair of transcripts, the chosen one first."
)
@click.option("--merge", is_flag=True, help="A row for every fusion, with all callers that saw it (tsv).")
@case_options
def annotate(
    inputs: tuple[str, ...],
    output: str,
    to: str,
    all_transcripts: bool,
    merge: bool,
    cases: tuple[str, ...],
    **words: Any,
) -> None:
    """Annotate calls, one row per call, in input order."""
    if merge and (to != "tsv" or all_transcripts):
        raise click.UsageError(_NOT_MERGED)
    stated = stated_case(cases, words)
    if merge or to == "json":
        _write_gathered(output, inputs, stated, merge=merge, all_transcripts=all_transcripts)
    elif to == "fasta":
        from fusionanno.pipeline import Interpreter, interpret_files

        _write_fasta(output, interpret_files(Interpreter(stated), inputs, [], all_transcripts))
    else:
        _write_rows(output, inputs, stated, all_transcripts)


def _write_gathered(
    output: str, inputs: Sequence[str], stated: StatedCase, *, merge: bool, all_transcripts: bool
) -> None:
    """Write what needs all calls at once: a row for every fusion, or the whole report as JSON."""
    from fusionanno.pipeline import gather
    from fusionanno.renderers import load_renderer

    report = gather(inputs, stated, all_transcripts)
    write_text(output, _merged(report) if merge else [load_renderer("json").render(report)])
    _tell_set_aside(len(report.rejected))


def _write_rows(output: str, inputs: Sequence[str], stated: StatedCase, all_transcripts: bool) -> None:
    """Write a row for every call as it is read."""
    from fusionanno.pipeline import Interpreter, interpret_files
    from fusionanno.renderers.tsv import header, row

    number = 0

    def lines() -> Iterator[str]:
        nonlocal number
        interpreter = Interpreter(stated)
        yield header()
        for result in interpret_files(interpreter, inputs, [], all_transcripts):
            number += isinstance(result, RejectedRow)
            yield row(result)

    write_text(output, lines())
    _tell_set_aside(number)


_NOT_MERGED = "--merge goes with --to tsv and without --all-transcripts; report.json gathers calls by itself"


def _tell_set_aside(number: int) -> None:
    """Say on standard error how many rows could not be read; they stand in the output with their reasons."""
    if told := rows_set_aside(number):
        click.echo(told, err=True)


def _merged(report: Report) -> Iterator[str]:
    """Yield one row per event; memory holds all calls, because the last may belong to the first."""
    from fusionanno.renderers.tsv import merged_header, merged_row

    yield merged_header()
    for event in report.events:
        yield merged_row(event, report.case.sample)
    for rejected in report.rejected:
        yield merged_row(rejected)


def _write_fasta(output: str, results: Iterator[AnnotatedFusion | RejectedRow]) -> None:
    """Write every call's sequences; FASTA has no comments, so what has none is counted on standard error."""
    from fusionanno.renderers.fasta import left_out, records, without

    reasons: list[str] = []

    def written() -> Iterator[str]:
        for result in results:
            reasons.append(without(result))
            if isinstance(result, AnnotatedFusion):
                yield records(result)

    write_text(output, written())
    for told in left_out(reasons):
        click.echo(told, err=True)
