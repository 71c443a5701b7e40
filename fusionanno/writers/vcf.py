"""VCF 4.4: every call as a pair of breakends."""

from collections.abc import Iterable, Iterator

from fusionanno.model import FusionCall
from fusionanno.writers.base import Target, Writer, missing_place
from fusionanno.writers.breakends import Record, alt_text, records_of
from fusionanno.writers.vcf_fields import filter_text, format_text, header, info_text, sample_of


class VcfWriter(Writer):
    """The header, then the records by place: the calls are held until the last one is there."""

    name = "vcf"
    is_of_one_build = True

    def refusal(self, call: FusionCall, target: Target) -> str | None:
        if call.assembly is None:
            return "VCF needs the build of the positions; add --assembly"
        reason = missing_place(call, "VCF") or target.outside(call)
        if reason is None and target.base_at is not None:
            for record in records_of(call, 1):
                target.base_at(record.end.contig, record.end.position)
        return reason

    def write(self, calls: Iterable[FusionCall], target: Target) -> Iterator[str]:
        held = list(calls)
        samples = tuple(dict.fromkeys(map(sample_of, held)))
        contigs = target.contigs(held)
        yield from header(held, samples, contigs, target)
        order = {contig: number for number, contig in enumerate(contigs)}
        records = [record for number, call in enumerate(held, 1) for record in records_of(call, number)]
        records.sort(key=lambda each: (order[each.end.contig], each.end.position, each.number, each.side))
        for record in records:
            yield _line(record, samples, target)


def _line(record: Record, samples: tuple[str, ...], target: Target) -> str:
    end, mate, call = record.end, record.mate, record.call
    base = "N" if target.base_at is None else target.base_at(end.contig, end.position)
    mate_contig = "" if mate is None else target.contig(mate.contig, call.assembly)
    cells = (
        target.contig(end.contig, call.assembly),
        str(end.position),
        record.id,
        base,
        alt_text(end, mate, mate_contig, call.inserted_sequence or "", base),
        ".",
        filter_text(call),
        info_text(record),
        *format_text(call, samples),
    )
    return "\t".join(cells) + "\n"
