"""From joins to calls: partners with strands, support of each sample, tags."""

from collections.abc import Iterator
from dataclasses import replace

from fusionanno.model import (
    CallerSequence,
    FusionCall,
    Interval,
    Molecule,
    Partner,
    PartnerOrder,
    Strand,
    reverse_complement,
)
from fusionanno.readers.swift import SwiftBreakpoint, SwiftCall, SwiftPartner, SwiftSource
from fusionanno.readers.variants import fusioncatcher
from fusionanno.readers.variants.adjacency import Adjacency, End
from fusionanno.readers.variants.callers import UNKNOWN, Caller, Numbers, caller_by_method
from fusionanno.readers.variants.header import Header
from fusionanno.readers.variants.integrate import mate_and_order
from fusionanno.readers.variants.mates import Join
from fusionanno.readers.variants.record import Record, Values, interval, number, text_of
from fusionanno.readers.variants.samples import Sample

_NO_VALUES: Values = {}
_RNA, _TOLD, _NOT_TOLD = Molecule.RNA, PartnerOrder.TOLD, PartnerOrder.NOT_TOLD  # looked up once
_FLAGS = ("IMPRECISE", "IMPRECISE_DIR", "UNKNOWN_ORIENTATION", "SOMATIC", "SECONDARY")
_CHECKED = frozenset(("CIPOS", "CIRPOS", "CIEND", "HOMLEN"))
_KEPT = ("EVENT", "SOMATICSCORE", "VF", "BVF")


def calls_of(join: Join, header: Header, path: str) -> Iterator[FusionCall]:
    """Yield the join's call, one for each sample that carries it where several samples are read."""
    record, caller = join.record, _caller(join.record, header)
    five_first = _five_first(join, caller)
    intervals = _intervals(join)
    told = join.adjacency
    if five_first is False and told.second is not None:
        told, intervals = _turned(told), intervals[::-1]
    ends = (
        _partner(told.first, intervals[0], True),
        Partner(None) if told.second is None else _partner(told.second, intervals[1], False),
    )
    carriers: tuple[Sample | None, ...] = _carriers(record, header, caller) or (None,)
    for sample in carriers:
        yield SwiftCall(
            caller=caller.name,
            five_prime=ends[0],
            three_prime=ends[1],
            molecule=_RNA if header.is_rna else caller.molecule,
            support=caller.support_of(_numbers(record, sample, header, told.is_short)),
            confidence=f"QUAL {record.qual}" if record.qual else None,
            inserted_sequence=told.inserted or None,
            inserted_bases=told.inserted_count,
            homology=_homology(record),
            sequence=CallerSequence("", told.beyond) if told.beyond else None,
            sample=None if sample is None else sample.name,
            assembly=header.assembly,
            tags=(*_tags(record), join.doubt) if join.doubt else _tags(record),
            order=_TOLD if five_first is not None else _NOT_TOLD,
            call_id=record.id,
            filters=_filters(join),
            source=SwiftSource(path, record.line),
        )


def check(record: Record) -> None:
    """Raise ValueError for a wrong value that both records of a pair may have, before they are joined."""
    if record.info.keys() & _CHECKED:
        interval(record.info, "CIPOS")
        interval(record.info, "CIRPOS", "CIEND")
        _homology(record)


def _caller(record: Record, header: Header) -> Caller:
    method = record.info.get("SVMETHOD") if header.caller is UNKNOWN else None
    return header.caller if method is None else caller_by_method(method)


def _five_first(join: Join, caller: Caller) -> bool | None:
    """Whether the first end is the 5' one; None where the file does not say.

    Manta marks the 5' breakend of a join seen in RNA by RNA_FIRST, INTEGRATE by its id.
    """
    if "RNA_FIRST" in join.record.info:
        return True
    if join.mate is not None and "RNA_FIRST" in join.mate.info:
        return False
    if caller.name == fusioncatcher.NAME:
        return fusioncatcher.is_five_prime(join.record)
    if caller.name == "integrate":
        mate, is_five = mate_and_order(join.record)
        return is_five if mate else None
    return None


def _partner(end: End, uncertain: Interval | None, is_five: bool) -> Partner:
    """The 5' partner is kept up to its break on the strand that it reads, the 3' partner from it on."""
    return SwiftPartner(
        symbol=None,
        breakpoint=SwiftBreakpoint(end.contig, end.position),
        strand=None if end.keeps_left is None else Strand.keeping(end.keeps_left, is_five=is_five),
        interval=uncertain,
    )


def _turned(told: Adjacency) -> Adjacency:
    if told.second is None:
        return told
    return replace(told, first=told.second, second=told.first, inserted=reverse_complement(told.inserted))


def _intervals(join: Join) -> tuple[Interval | None, Interval | None]:
    second = interval(join.mate.info, "CIPOS") if join.mate else None
    if second is not None and join.mate_shift:  # it counts from the mate's own place
        low, high = second.low + join.mate_shift, second.high + join.mate_shift
        second = Interval(min(low, 0), max(high, 0))
    return interval(join.record.info, "CIPOS"), second or interval(join.record.info, "CIRPOS", "CIEND")


def _homology(record: Record) -> int | None:
    length = number(record.info, "HOMLEN")
    bases = text_of(record.info, "HOMSEQ")
    return length if length is not None else len(bases.partition(",")[0]) if bases else None


def _filters(join: Join) -> tuple[str, ...]:
    if join.mate is None:
        return join.record.filters
    mate = join.mate.filters
    return tuple(dict.fromkeys((*join.record.filters, *mate)))


def _tags(record: Record) -> tuple[str, ...]:
    info = record.info
    kind = [record.svtype] if record.svtype else []
    kind += [flag for flag in _FLAGS if flag in info]
    kind += [f"{key}={value}" for key in _KEPT if key in info and (value := text_of(info, key))]
    return tuple(kind)


def _carriers(record: Record, header: Header, caller: Caller) -> tuple[Sample, ...]:
    """Return the samples to tell the call of: the only one that is read, else all that carry the event."""
    there = tuple(sample for sample in header.samples if sample.index < len(record.samples))
    if len(header.samples) < 2:
        return there
    return tuple(sample for sample in there if _carries(record.samples[sample.index], caller))


def _carries(values: Values, caller: Caller) -> bool:
    """True where the genotype has the variant, or where reads show it and no genotype is told."""
    alleles = set(values.get("GT", ".").replace("|", "/").split("/")) - {"."}
    if alleles:
        return alleles != {"0"}
    support = caller.support_of(Numbers(values, _NO_VALUES))
    return bool(support.split_reads or support.spanning_fragments or support.allele_fraction)


def _numbers(record: Record, sample: Sample | None, header: Header, is_short: bool) -> Numbers:
    """A record's own numbers count all samples: they stand in for one only where it is read alone."""
    if sample is None:
        return Numbers(_NO_VALUES, {} if header.samples else record.info, is_short)
    info = record.info if len(header.samples) == 1 else {k: v for k, v in record.info.items() if not v}
    return Numbers(record.samples[sample.index], info, is_short)
