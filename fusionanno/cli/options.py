"""The options that report, annotate, name and demo share, and the case that they state together."""

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import click

from fusionanno.casefile import parse_case, read_case
from fusionanno.errors import UnknownName
from fusionanno.model import StatedCase

Command = TypeVar("Command", bound=Callable[..., Any])

_CASE_OPTIONS = (
    click.option("--caller", metavar="NAME", help="Caller that wrote the input [default: recognise]."),
    click.option("--assembly", metavar="BUILD", help="GRCh37 or GRCh38; needed when positions are given."),
    click.option("--molecule", metavar="rna|dna", help="What was sequenced, where the input does not say."),
    click.option("--tumor", metavar="CODE-OR-NAME", help="The tumour: OncoTree code, name or synonym."),
    click.option("--as-of", metavar="DATE", help="Day whose knowledge counts [default: today]."),
    click.option("--region", metavar="US|EU|JP|CN", help="Where the patient is treated."),
    click.option("--age", metavar="YEARS", help="The patient's age."),
    click.option(
        "--line", metavar="LINE", help="Line of therapy: first, later, neoadjuvant, adjuvant or maintenance."
    ),
    click.option(
        "--prior", metavar="DRUG[,DRUG...]|none", help="Drugs given before, or that there were none."
    ),
    click.option(
        "--variants", metavar="FILE", multiple=True, callback=lambda _, __, given: list(given) or None,
        help="Small variants of the tumour: TSV, MAF or annotated VCF; may be given again.",
    ),
    click.option("--since", metavar="DATE", help="Day of an earlier report: tells what is new since then."),
    click.option("--sample", metavar="ID", help="Sample name for rows that carry none."),
    click.option(
        "--case", "cases", metavar="FILE", multiple=True,
        help="YAML file with any of these; may be given again, a later one wins.",
    ),
    click.option(
        "--knowledge", metavar="DIR", multiple=True, callback=lambda _, __, given: list(given) or None,
        help="Your own tables over those that ship; may be given again (docs/knowledge.md).",
    ),
    click.option("--transcripts", metavar="FILE", help="Transcript ids that come before every rule."),
    click.option(
        "--snap", metavar="N", help="Move a junction within N bases (0 to 20) of an exon edge to it."
    ),
    click.option(
        "--gene-model", metavar="MODEL", help="embedded (default), ensembl:RELEASE or gtf:PATH[,FASTA]."
    ),
    click.option("--genome-fasta", metavar="FILE", help="Indexed genome of --assembly: gives sequences."),
    click.option(
        "--filter", metavar="none|artefacts|ID[,ID...]",
        help="Flags that show a call after the others [default: artefacts]; nothing is dropped.",
    ),
    click.option("--keep-going", is_flag=True, default=None, help="Set wrong rows aside, do not stop."),
)  # fmt: skip


class WrongOption(click.ClickException):
    """A value on the command line that cannot be read: one line, exit code 2, for the command is wrong."""

    exit_code = 2


def case_options(command: Command) -> Command:
    """Give a command the common options."""
    return reduce(lambda decorated, option: option(decorated), reversed(_CASE_OPTIONS), command)


def stated_case(cases: tuple[str, ...], words: dict[str, Any]) -> StatedCase:
    """Return what the case files and the command line state; the command line wins.

    Raises WrongOption for a value of the command line, InputError for one of a file.
    """
    stated = StatedCase()
    for path in cases:
        stated = read_case(path).over(stated)
    try:
        typed = parse_case(words)
    except ValueError as error:
        raise WrongOption(str(error)) from error
    check_caller(typed.caller)
    return typed.over(stated)


def check_caller(name: str | None) -> None:
    """Refuse a --caller that is none of ours by WrongOption, before any file is opened."""
    if name is None:
        return
    from fusionanno.readers import find_reader

    try:
        find_reader(name)
    except UnknownName as error:
        raise WrongOption(str(error)) from error
