"""Small variants in VCF and BCF whose protein changes an annotation program has written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fusionanno.errors import InputError
from fusionanno.model import OtherRow, RejectedRow, SmallVariant, Source
from fusionanno.readers.base import is_blank
from fusionanno.readers.lines import Lines
from fusionanno.readers.small.annotated import Annotator, annotator_of
from fusionanno.readers.small.choice import Annotation, chosen
from fusionanno.readers.small.protein import protein_change
from fusionanno.readers.small.rows import NOT_IN_SAMPLE, NOT_PASSED, OUTSIDE, SILENT, UNTOLD, OfSample
from fusionanno.readers.variants.header import is_column_line
from fusionanno.readers.variants.record import Record, record_of
from fusionanno.readers.variants.samples import Sample, samples_to_read

_UNANNOTATED = (
    "no protein changes in this VCF: annotate it (VEP with --symbol --hgvs, SnpEff, bcftools csq,"
    " Funcotator), or give a table with the columns gene and protein"
)
_DECIDES = ("splice_acceptor", "splice_donor", "start_lost", "transcript_ablation", "SPLICE_SITE")


def is_vcf(head: Sequence[str]) -> bool:
    """True for the first lines of a VCF."""
    return any(line.startswith("##fileformat=VCF") or is_column_line(line) for line in head)


@dataclass(frozen=True, slots=True)
class _Header:
    width: int
    samples: tuple[Sample, ...]
    annotator: Annotator


def vcf_items(lines: Lines) -> Iterator[OfSample]:
    """Yield every ALT's variant, or why there is none; InputError for a VCF without protein changes."""
    numbered = iter(lines)
    header = _header(numbered, lines.path)
    for number, line in numbered:
        if is_blank(line) or line.startswith("#"):
            continue
        source = Source(lines.path, number)
        try:
            yield from _items(record_of(number, line, header.width), header, source)
        except ValueError as error:
            yield OfSample(RejectedRow(source, str(error)))


def _header(numbered: Iterator[tuple[int, str]], path: str) -> _Header:
    meta: list[str] = []
    for number, line in numbered:
        if not is_column_line(line):
            meta.append(line)
            continue
        names = line.rstrip("\r").split("\t")
        try:
            annotator = annotator_of(meta)
        except ValueError as error:
            raise InputError(str(error), path=path, line=number) from error
        if annotator is None:
            raise InputError(_UNANNOTATED, path=path, line=number)
        return _Header(len(names), samples_to_read(names[9:], meta), annotator)
    msg = "the file ends before its line of columns (#CHROM POS ID REF ALT ...): it is cut off"
    raise InputError(msg, path=path, line=len(meta))


def _items(record: Record, header: _Header, source: Source) -> Iterator[OfSample]:
    if record.filters:
        yield OfSample(OtherRow(source, NOT_PASSED))
        return
    for index in range(len(record.alts)):
        for sample in header.samples or (Sample(-1, None),):
            values = record.samples[sample.index] if 0 <= sample.index < len(record.samples) else {}
            if _is_absent(values, index):
                yield OfSample(OtherRow(source, NOT_IN_SAMPLE), sample.name)
                continue
            for what in _variants(record, header.annotator, index, _fraction(values, index), source):
                yield OfSample(what, sample.name)


def _is_absent(values: Mapping[str, str], index: int) -> bool:
    genotype = values.get("GT", "").replace("|", "/").split("/")
    told = [allele for allele in genotype if allele.isdecimal()]
    return bool(told) and str(index + 1) not in told


def _fraction(values: Mapping[str, str], index: int) -> float | None:
    """Return the ALT's share by AF, by VarScan's FREQ, or by the reads of AD (the reference's first)."""
    try:
        if "AF" in values:
            return float(values["AF"].split(",")[index])
        if values.get("FREQ", "").endswith("%"):
            return float(values["FREQ"][:-1]) / 100
        counts = [int(depth) for depth in values.get("AD", "").split(",")]
        return counts[index + 1] / sum(counts) if sum(counts) else None
    except (ValueError, IndexError):
        return None


def _variants(
    record: Record, annotator: Annotator, index: int, fraction: float | None, source: Source
) -> Iterator[SmallVariant | OtherRow]:
    told = [*annotator.annotations(record.info, record.alts, record.ref, index)]
    found = [_variant(each, fraction, source) for each in chosen(told)]
    variants = [each for each in found if isinstance(each, SmallVariant)]
    yield from variants
    if not variants:
        is_silent = any(isinstance(each, OtherRow) and each.kind == SILENT for each in found)
        yield OtherRow(source, SILENT if is_silent else OUTSIDE if told else UNTOLD)


def _variant(annotation: Annotation, fraction: float | None, source: Source) -> SmallVariant | OtherRow:
    """Return what a program's annotation tells; a change in a spelling of its own is kept as it is told."""
    told = annotation.protein
    try:
        change = protein_change(told) if told else None
        is_silent = bool(told) and change is None
    except ValueError:
        change, is_silent = None, False
    if not told and any(word in annotation.consequence for word in _DECIDES):
        told = annotation.consequence.replace("&", ", ")
    if is_silent or not told:
        return OtherRow(source, SILENT if is_silent else OUTSIDE)
    return SmallVariant(annotation.gene, change, told, source, annotation.transcript, fraction)
