"""fusionanno's own table, with every column: it holds all that a call holds, and reads back as the call."""

from collections.abc import Callable, Iterable, Iterator

from fusionanno.model import FusionCall, Partner, PartnerOrder, Side, joined_words
from fusionanno.writers.base import Target, Writer

_OWN = "fusionanno"
"""FusionCall.caller of rows that a person wrote: their cell is empty."""

Getter = Callable[[FusionCall], object]
_PartnerGetter = Callable[[Partner], object]


class NativeWriter(Writer):
    """One row a call, in input order; an empty cell is nothing."""

    name = "native"

    def write(self, calls: Iterable[FusionCall], target: Target) -> Iterator[str]:
        yield "\t".join(COLUMNS) + "\n"
        for call in calls:
            yield "\t".join(_cell(get(call)) for get in COLUMNS.values()) + "\n"


def exon_text(partner: Partner) -> str:
    """Return an exon as the native table writes it: 6, 6b, 2+182.

    >>> exon_text(Partner("EML4", exon=6, exon_suffix="b")), exon_text(Partner("ALK", exon=2, exon_offset=-7))
    ('6b', '2-7')
    """
    if partner.exon is None:
        return ""
    offset = "" if partner.exon_offset is None else f"{partner.exon_offset:+d}"
    return f"{partner.exon}{partner.exon_suffix or ''}{offset}"


def _of(side: Side, get: _PartnerGetter) -> Getter:
    if side is Side.FIVE_PRIME:
        return lambda call: get(call.five_prime)
    return lambda call: get(call.three_prime)


def _gene(side: Side) -> Getter:
    """The symbol; "?" where nothing else in the row names the partner."""

    def symbol(call: FusionCall) -> str | None:
        partner = call.five_prime if side is Side.FIVE_PRIME else call.three_prime
        is_unknown = partner.symbol is None and partner.breakpoint is None and call.described is None
        return "?" if is_unknown else partner.symbol

    return symbol


def _partner_columns(prefix: str, side: Side) -> dict[str, Getter]:
    return {
        f"{prefix}_gene": _gene(side),
        f"{prefix}_breakpoint": _of(side, lambda end: end.breakpoint),
        f"{prefix}_strand": _of(side, lambda end: end.strand),
        f"{prefix}_transcript": _of(side, lambda end: end.transcript),
        f"{prefix}_exon": _of(side, exon_text),
        f"{prefix}_gene_id": _of(side, lambda end: end.gene_id),
        f"{prefix}_interval": _of(side, lambda end: end.interval),
        f"{prefix}_neighbours": _of(side, lambda end: joined_words(map(str, end.neighbours))),
        f"{prefix}_genomic_breakpoint": _of(side, lambda end: end.genomic_breakpoint),
    }


COLUMNS: dict[str, Getter] = {
    "sample": lambda call: call.sample,
    "caller": lambda call: None if call.caller == _OWN else call.caller,
    "call_id": lambda call: call.call_id,
    **_partner_columns("five_prime", Side.FIVE_PRIME),
    **_partner_columns("three_prime", Side.THREE_PRIME),
    "partner_order": lambda call: None if call.order is PartnerOrder.TOLD else call.order,
    "assembly": lambda call: call.assembly,
    "molecule": lambda call: call.molecule,
    "split_reads": lambda call: call.support.split_reads,
    "spanning_fragments": lambda call: call.support.spanning_fragments,
    "allele_fraction": lambda call: call.support.allele_fraction,
    "depth": lambda call: call.support.depth,
    "caller_frame": lambda call: call.caller_frame,
    "confidence": lambda call: call.confidence,
    "caller_filters": lambda call: joined_words(call.filters),
    "tags": lambda call: joined_words(call.tags),
    "jitter": lambda call: call.jitter,
    "position_kind": lambda call: call.position_kind,
    "inserted_sequence": lambda call: _bases(call.inserted_sequence),
    "inserted_bases": lambda call: call.inserted_bases,
    "homology": lambda call: call.homology,
    "five_prime_sequence": lambda call: call.sequence and _bases(call.sequence.five_prime),
    "three_prime_sequence": lambda call: call.sequence and _bases(call.sequence.three_prime),
    "five_prime_unspliced": lambda call: call.sequence and call.sequence.five_unspliced,
    "three_prime_unspliced": lambda call: call.sequence and call.sequence.three_unspliced,
    "caller_peptide": lambda call: call.sequence and call.sequence.peptide,
    "fusion": lambda call: call.described,
}
"""Every column of the native table, with what stands in it."""


def _bases(text: str | None) -> str | None:
    """Return bases so that they are not taken for a missing value: the two bases NA are written na."""
    return "na" if text == "NA" else text


def _cell(value: object) -> str:
    """Return a value as a cell; one that a table would not read back as it is stands in double quotes."""
    if value is None:
        return ""
    text = " ".join(str(value).splitlines()) if "\n" in (text := str(value)) or "\r" in text else text
    return '"' + text.replace('"', '""') + '"' if "\t" in text or text[:1] in ('"', "#") else text
