"""The fields of our VCF: what each is called, what it means, what stands in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import NamedTuple

from fusionanno.model import Assembly, FusionCall, PartnerOrder, Side, SupportMeaning
from fusionanno.writers.base import Target
from fusionanno.writers.breakends import Record
from fusionanno.writers.native import exon_text

UNNAMED = "unnamed"
"""The column of calls that carry no sample: VCF's columns need a name."""


class _Info(NamedTuple):
    """An INFO field; its value is a text, several texts, True for a flag, None or () for nothing."""

    number: str
    type: str
    meaning: str
    value: Callable[[Record], object]


class _Format(NamedTuple):
    type: str
    meaning: str
    support: str
    value: Callable[[FusionCall], object]


INFO: Mapping[str, _Info] = {
    "SVTYPE": _Info("1", "String", "Type of structural variant", lambda at: "BND"),
    "MATEID": _Info("A", "String", "ID of mate breakend", lambda at: at.mate_id),
    "IMPRECISE": _Info("0", "Flag", "Imprecise structural variation", lambda at: _is_imprecise(at)),
    "CIPOS": _Info(
        ".", "Integer", "Confidence interval around POS, as the caller states it",
        lambda at: (at.partner.interval.low, at.partner.interval.high) if at.partner.interval else None,
    ),
    "HOMLEN": _Info("A", "Integer", "Bases that both sides share at the break", lambda at: at.call.homology),
    "SVINSLEN": _Info(
        "1", "Integer", "Bases between the partners, where only their number is told",
        lambda at: at.call.inserted_bases,
    ),
    "PARTNER": _Info(
        "1", "String", "Partner of the fusion transcript at POS: five_prime or three_prime",
        lambda at: "five_prime" if at.side is Side.FIVE_PRIME else "three_prime",
    ),
    "PARTNER_ORDER": _Info(
        "1", "String", "not-told where the caller does not say which partner is 5'",
        lambda at: None if at.call.order is PartnerOrder.TOLD else at.call.order.value,
    ),
    "POSITION_KIND": _Info(
        "1", "String", "boundary where POS is the base before the break, whichever side is kept",
        lambda at: at.call.position_kind,
    ),
    "JITTER": _Info(
        "1", "Integer", "Bases by which the platform's positions may lie beside exon edges",
        lambda at: at.call.jitter,
    ),
    "STRAND": _Info(
        "1", "String", "Strand that the fusion transcript reads at POS", lambda at: at.partner.strand
    ),
    "GENE": _Info("1", "String", "Gene at POS, as the caller names it", lambda at: at.partner.symbol),
    "GENE_ID": _Info("1", "String", "Id of that gene", lambda at: at.partner.gene_id),
    "NEIGHBOURS": _Info(
        ".", "String", "Genes beside an intergenic POS, with distances", lambda at: at.partner.neighbours
    ),
    "TRANSCRIPT": _Info(
        "1", "String", "Transcript at POS, as the caller names it", lambda at: at.partner.transcript
    ),
    "EXON": _Info(
        "1", "String", "Last exon kept of the 5' partner, first exon kept of the 3' partner",
        lambda at: exon_text(at.partner),
    ),
    "GENOMIC_BREAKPOINT": _Info(
        "1", "String", "Break in DNA that the caller states beside the junction",
        lambda at: at.partner.genomic_breakpoint,
    ),
    "SAMPLE": _Info("1", "String", "The sample, whose column has the reads", lambda at: at.call.sample),
    "MOLECULE": _Info("1", "String", "What was sequenced: rna or dna", lambda at: at.call.molecule),
    "CALLER": _Info("1", "String", "The caller", lambda at: at.call.caller),
    "CALL_ID": _Info("1", "String", "The caller's own id of the call", lambda at: at.call.call_id),
    "CALLER_FRAME": _Info(
        "1", "String", "The caller's verdict on the reading frame", lambda at: at.call.caller_frame
    ),
    "CONFIDENCE": _Info("1", "String", "The caller's own confidence", lambda at: at.call.confidence),
    "TAGS": _Info(".", "String", "The caller's annotations", lambda at: at.call.tags),
    "DESCRIBED": _Info("1", "String", "The call in words", lambda at: at.call.described),
}  # fmt: skip

FORMAT: Mapping[str, _Format] = {
    "SR": _Format("Integer", "Split reads", "split_reads", lambda call: call.support.split_reads),
    "SF": _Format(
        "Integer", "Spanning fragments", "spanning_fragments", lambda call: call.support.spanning_fragments
    ),
    "AF": _Format("Float", "Allele fraction", "allele_fraction", lambda call: call.support.allele_fraction),
    "DP": _Format("Integer", "Depth at the junction", "depth", lambda call: call.support.depth),
}


def percent_coded(text: object) -> str:
    """Return a text without the signs that part fields, by VCF's percent codes; a space is %20.

    >>> percent_coded("in-frame; 5%")
    'in-frame%3B%205%25'
    """
    return re.sub(r'[\s%,:;=<>"]', lambda sign: f"%{ord(sign[0]):02X}", str(text))


def sample_of(call: FusionCall) -> str:
    """Return the name of a call's column."""
    return " ".join((call.sample or UNNAMED).split())


def filter_text(call: FusionCall) -> str:
    """Return the FILTER cell: the filters not passed; "." where it passed or nothing is said."""
    return ";".join(dict.fromkeys(map(percent_coded, call.filters))) or "."


def info_text(record: Record) -> str:
    """Return the INFO cell."""
    pairs = ((key, field.value(record)) for key, field in INFO.items())
    return ";".join(
        key if value is True else f"{key}={_info_value(value)}"
        for key, value in pairs
        if value is not None and value is not False and value not in ((), "")
    )


def format_text(call: FusionCall, samples: Iterable[str]) -> Iterator[str]:
    """Yield the FORMAT cell and one cell for each sample: only the call's own has numbers."""
    yield ":".join(FORMAT)
    values = (field.value(call) for field in FORMAT.values())
    told = ":".join("." if value is None else str(value) for value in values)
    for sample in samples:
        yield told if sample == sample_of(call) else "."


def header(
    calls: Iterable[FusionCall], samples: Iterable[str], contigs: Iterable[str], target: Target
) -> Iterator[str]:
    """Yield the header's lines; contigs are named without "chr"."""
    held = tuple(calls)
    assembly = next((call.assembly for call in held if call.assembly is not None), None)
    yield "##fileformat=VCFv4.4\n"
    yield "##source=fusionanno convert\n"
    for contig in contigs:
        yield _contig_line(contig, assembly, target)
    for word in dict.fromkeys(percent_coded(word) for call in held for word in call.filters):
        yield f'##FILTER=<ID={word},Description="Not passed, in the caller\'s own word">\n'
    for key, field in INFO.items():
        yield f'##INFO=<ID={key},Number={field.number},Type={field.type},Description="{field.meaning}">\n'
    callers = tuple(dict.fromkeys(call.caller for call in held))
    for key, form in FORMAT.items():
        meaning = _quoted("; ".join((form.meaning, *_meanings(form.support, callers, target.numbers))))
        yield f'##FORMAT=<ID={key},Number=1,Type={form.type},Description="{meaning}">\n'
    columns = ("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO")
    yield "\t".join((*columns, *(("FORMAT", *samples) if held else ()))) + "\n"


def _contig_line(contig: str, assembly: Assembly | None, target: Target) -> str:
    name, length = target.contig(contig, assembly), None
    if assembly is not None and not (name == "chrM" and assembly is Assembly.GRCH37):
        length = target.length_of(assembly, contig)  # hg19 has another chrM than GRCh37 has MT
    parts = [f"ID={name}"]
    parts += [f"length={length}"] if length is not None else []
    parts += [f"assembly={assembly.value}"] if assembly is not None else []
    return f"##contig=<{','.join(parts)}>\n"


def _meanings(name: str, callers: Iterable[str], numbers: Mapping[str, SupportMeaning]) -> Iterator[str]:
    """Yield what a number means by each caller that tells, and what makes it no plain count."""
    assert name in {field.name for field in fields(SupportMeaning)}
    for caller in callers:
        meaning = numbers.get(caller)
        if meaning is not None and getattr(meaning, name):
            yield f"{caller}: {getattr(meaning, name)}" + (f" ({meaning.caveat})" if meaning.caveat else "")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _is_imprecise(record: Record) -> bool:
    """True where an interval is stated that homology does not explain: with homology both sides are exact."""
    interval = record.partner.interval
    return interval is not None and interval.high - interval.low not in (0, record.call.homology)


def _info_value(value: object) -> str:
    return ",".join(map(percent_coded, value)) if isinstance(value, tuple) else percent_coded(value)
