"""The command line: options in, text out, errors to exit codes."""

import importlib
import os
import sys
from typing import NamedTuple, NoReturn

import click

from fusionanno.errors import FusionannoError


class _Command(NamedTuple):
    """A command's home and its line in the help; the home is imported only when the command runs."""

    module: str
    help: str


COMMANDS = {
    "report": _Command("report", "Write the report of one case."),
    "annotate": _Command("annotate", "Annotate calls, one row each (a pipeline step)."),
    "name": _Command("name", "Name and judge one fusion from words."),
    "convert": _Command("convert", "Write calls as the native table, VCF or BEDPE."),
    "formats": _Command("formats", "Show what can be read and how it is recognised."),
    "knowledge": _Command("knowledge", "Look into the knowledge base."),
    "reference": _Command("reference", "Look into the embedded reference, or rebuild it."),
    "demo": _Command("demo", "Report the founding case, then and today."),
}


class Commands(click.Group):
    """Loads a command when it is used; shows our own errors as one line with exit code 1.

    Anything else is a bug and keeps its traceback.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"fusionanno.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FusionannoError as error:
            raise click.ClickException(_one_line(str(error))) from error
        except BrokenPipeError:
            _leave_quietly()


def _leave_quietly() -> NoReturn:
    """Whoever read our output has read enough (`| head`): that is no fault of the data."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(0)


def _one_line(message: str) -> str:
    return " ".join(message.split())


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fusionanno")
def main() -> None:
    """Interpret gene fusions: place, name, judge and report them.

    For research use; every report is to be reviewed by a qualified professional.
    """
