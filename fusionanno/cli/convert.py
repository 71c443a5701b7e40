"""fusionanno convert: any caller's calls as the native table, VCF or BEDPE."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fusionanno.cli.options import WrongOption, stated_case
from fusionanno.cli.output import rows_set_aside, write_text

if TYPE_CHECKING:
    from fusionanno.genemodel.cytobands import Cytobands
    from fusionanno.model import Assembly, FusionCall, StatedCase, SupportMeaning
    from fusionanno.writers import Target, Writer

_SHOWN_REASONS = 5
_MITOCHONDRION = 16569


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--to", type=click.Choice(["native", "vcf", "bedpe"]), required=True, help="What to write.")
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE", help="- is standard output.")
@click.option("--caller", metavar="NAME", help="Caller that wrote the input [default: recognise].")
@click.option("--assembly", metavar="BUILD", help="GRCh37 or GRCh38, for calls that do not say it.")
@click.option("--molecule", metavar="rna|dna", help="What was sequenced, for calls that do not say it.")
@click.option("--sample", metavar="ID", help="Sample name for calls that carry none.")
@click.option(
    "--contigs",
    type=click.Choice(["chr", "plain"]),
    help="chr1 or 1, in VCF and BEDPE [default: chr for GRCh38, plain for GRCh37].",
)
@click.option("--genome-fasta", metavar="FILE", help="Indexed genome of --assembly: VCF's reference bases.")
@click.option("--keep-going", is_flag=True, help="Set aside what cannot be written, and count it.")
def convert(
    inputs: tuple[str, ...],
    to: str,
    output: str,
    contigs: str | None,
    genome_fasta: str | None,
    keep_going: bool,
    **words: str | None,
) -> None:
    """Write the calls of any readable file as the native table, VCF 4.4 or BEDPE; nothing is judged."""
    from fusionanno.writers import Target, load_writer

    stated = stated_case((), {**words, "keep_going": keep_going})
    numbers: dict[str, SupportMeaning] = {}
    has_chr = None if contigs is None else contigs == "chr"
    target = Target(has_chr, _length_of, _base_at(genome_fasta, stated.assembly), numbers)
    conversion = _Conversion(load_writer(to), target, stated, numbers)
    write_text(output, conversion.pieces(inputs))
    for told in conversion.remarks():
        click.echo(told, err=True)


class _Conversion:
    """One run: hands the calls of all files to the writer, and keeps count of what it does not take."""

    def __init__(
        self, writer: "Writer", target: "Target", stated: "StatedCase", numbers: dict[str, "SupportMeaning"]
    ) -> None:
        self._writer, self._target, self._stated, self._numbers = writer, target, stated, numbers
        self._set_aside: Counter[str] = Counter()
        self._others: Counter[str] = Counter()
        self._build: Assembly | None = None

    def pieces(self, inputs: tuple[str, ...]) -> Iterator[str]:
        """Yield the text of the output."""
        calls = (call for path in inputs for call in self._calls(path))
        return self._writer.write(calls, self._target)

    def remarks(self) -> Iterator[str]:
        """Yield what is not in the output, a line each."""
        if told := rows_set_aside(self._set_aside.total()):
            yield told
        for reason, number in self._set_aside.most_common(_SHOWN_REASONS):
            yield f"  {number}: {reason}"
        if len(self._set_aside) > _SHOWN_REASONS:
            yield f"  and for {len(self._set_aside) - _SHOWN_REASONS} other reasons"
        for kind, number in sorted(self._others.items()):
            yield f"{number} {'row is' if number == 1 else 'rows are'} no fusion call: {kind}"

    def _calls(self, path: str) -> Iterator["FusionCall"]:
        from fusionanno.model import FusionCall
        from fusionanno.readers import open_calls

        with open_calls(path, self._stated.caller, keep_going=bool(self._stated.keep_going)) as calls:
            self._numbers.update(calls.numbers)
            for call in calls:
                if isinstance(call, FusionCall):
                    yield from self._taken(call)
                else:
                    self._set_aside[call.reason] += 1
            self._others.update(dict(calls.other_rows))

    def _taken(self, call: "FusionCall") -> Iterator["FusionCall"]:
        try:
            call = _completed(call, self._stated)
            reason = self._other_build(call) or self._writer.refusal(call, self._target)
        except ValueError as error:
            reason = str(error)
        if reason is None:
            self._build = self._build or call.assembly
            yield call
        elif self._stated.keep_going:
            self._set_aside[reason] += 1
        else:
            raise _refused(call, reason)

    def _other_build(self, call: "FusionCall") -> str | None:
        is_same = None in (self._build, call.assembly) or self._build is call.assembly
        if not self._writer.is_of_one_build or is_same:
            return None
        return f"{call.assembly} after calls on {self._build}: a file is of one build; convert them apart"


def _completed(call: "FusionCall", stated: "StatedCase") -> "FusionCall":
    """Put what the command line states where the call says nothing; ValueError where they differ."""
    if call.assembly and stated.assembly and call.assembly is not stated.assembly:
        msg = f"the call says {call.assembly.value}, --assembly {stated.assembly.value}; one is wrong"
        raise ValueError(msg)
    if not (stated.assembly or stated.molecule or stated.sample):
        return call
    return replace(
        call,
        assembly=call.assembly or stated.assembly,
        molecule=call.molecule or stated.molecule,
        sample=call.sample or stated.sample,
    )


def _refused(call: "FusionCall", reason: str) -> Exception:
    from fusionanno.errors import InputError

    msg = f"{call}: {reason}; or set such calls aside with --keep-going"
    if call.source is None:
        return InputError(msg)
    return InputError(msg, path=call.source.path, line=call.source.line)


def _length_of(assembly: "Assembly", contig: str) -> int | None:
    """Return a contig's last base, None where we do not know it.

    The chromosomes' come from UCSC's cytogenetic bands. The mitochondrion of GRCh38, and of GRCh37 as it is
    mostly used, is NC_012920.1; UCSC's hg19 has another one, under the name chrM.
    """
    return _MITOCHONDRION if contig == "MT" else _bands(assembly).chromosome_length(contig)


@cache
def _bands(assembly: "Assembly") -> "Cytobands":
    from fusionanno.genemodel.cytobands import Cytobands

    return Cytobands(assembly)


def _base_at(genome: str | None, assembly: "Assembly | None") -> Callable[[str, int], str] | None:
    """Return the look-up of the plus strand's bases, None without a genome."""
    if genome is None:
        return None
    if assembly is None:
        msg = "--genome-fasta needs the --assembly that it is of"
        raise WrongOption(msg)
    from fusionanno.genemodel.sequence import GenomeFasta

    fasta = GenomeFasta(Path(genome), assembly)
    return lambda contig, position: fasta.plus_strand(contig, position, position)
