"""Calls in a VCF that `fusionanno convert` wrote: INFO keys of our own say what VCF has no place for.

Both records carry what is said of the call (CALLER, MOLECULE, PARTNER_ORDER ...), each what is said of its
own partner (PARTNER, STRAND, GENE, EXON ...). Of one-sided breakends the bases in ALT are the inserted ones.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from fusionanno.model import FusionCall, Partner, Source, reverse_complement
from fusionanno.readers.cells import frame, optional
from fusionanno.readers.native_cells import (
    FRAMES,
    molecule,
    partner,
    partner_order,
    position_kind,
    support,
)
from fusionanno.readers.variants.header import Header
from fusionanno.readers.variants.mates import Join
from fusionanno.readers.variants.record import Record, Values, number

_PARTNER_CELLS = {
    "GENE": "gene",
    "GENE_ID": "gene_id",
    "TRANSCRIPT": "transcript",
    "EXON": "exon",
    "STRAND": "strand",
    "CIPOS": "interval",
    "GENOMIC_BREAKPOINT": "genomic_breakpoint",
}
_CALL_CELLS = {
    "MOLECULE": "molecule",
    "PARTNER_ORDER": "partner_order",
    "POSITION_KIND": "position_kind",
    "CALLER_FRAME": "caller_frame",
}
_NUMBER_CELLS = {
    "SR": "split_reads",
    "SF": "spanning_fragments",
    "AF": "allele_fraction",
    "DP": "depth",
}
_UNNAMED = "unnamed"


def converted_call(join: Join, header: Header, path: str) -> FusionCall:
    """Return the call that a pair of our own records holds; ValueError names a value that cannot be."""
    told, info = join.adjacency, join.record.info
    row: dict[str, str] = defaultdict(str)
    sides = [_fill(row, record) for record in (join.record, join.mate) if record is not None]
    row.update((cell, _decoded(info[key])) for key, cell in _CALL_CELLS.items() if key in info)
    name = _text(info, "SAMPLE")
    column = next((each.index for each in header.samples if each.name == _column_of(name)), None)
    values: Values = join.record.samples[column] if column is not None else {}
    row.update((cell, values[key]) for key, cell in _NUMBER_CELLS.items() if key in values)
    inserted = told.inserted or told.beyond
    if sides[0] == "three_prime":
        inserted = reverse_complement(inserted)
    return FusionCall(
        caller=_text(info, "CALLER") or "vcf",
        five_prime=partner(row, "five_prime") if "five_prime" in sides else Partner(None),
        three_prime=partner(row, "three_prime") if "three_prime" in sides else Partner(None),
        molecule=molecule(row),
        support=support(row),
        caller_frame=frame(row, "caller_frame", FRAMES),
        confidence=_text(info, "CONFIDENCE"),
        inserted_sequence=inserted or None,
        inserted_bases=number(info, "SVINSLEN"),
        homology=number(info, "HOMLEN"),
        described=_text(info, "DESCRIBED"),
        sample=name,
        assembly=header.assembly,
        tags=(*_tags(info), join.doubt) if join.doubt else _tags(info),
        order=partner_order(row),
        call_id=_text(info, "CALL_ID"),
        filters=tuple(map(_decoded, join.record.filters)),
        jitter=number(info, "JITTER"),
        position_kind=position_kind(row),
        source=Source(path, join.record.line),
    )


def _fill(row: dict[str, str], record: Record) -> str:
    """Put what a record says of its partner into the cells of our own table; return which partner it is."""
    side = optional({"PARTNER": record.info.get("PARTNER", "")}, "PARTNER")
    if side not in ("five_prime", "three_prime"):
        msg = f"PARTNER is neither five_prime nor three_prime: {side!r}"
        raise ValueError(msg)
    row[f"{side}_breakpoint"] = f"{record.contig}:{record.position}"
    for key, cell in _PARTNER_CELLS.items():
        if key in record.info:
            row[f"{side}_{cell}"] = _decoded(record.info[key])
    row[f"{side}_neighbours"] = ";".join(map(_decoded, record.info.get("NEIGHBOURS", "").split(",")))
    return side


def _tags(info: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_decoded(tag) for tag in info["TAGS"].split(",")) if "TAGS" in info else ()


def _column_of(sample: str | None) -> str:
    """Return what the column of a sample is called, where a name has no double spaces."""
    return " ".join((sample or _UNNAMED).split())


def _text(info: Mapping[str, str], key: str) -> str | None:
    return _decoded(info[key]) if info.get(key) else None


def _decoded(text: str) -> str:
    """Read VCF's percent codes.

    >>> _decoded("in-frame%3B%205%25")
    'in-frame; 5%'
    """
    return re.sub("%([0-9A-Fa-f]{2})", lambda code: chr(int(code[1], 16)), text)
