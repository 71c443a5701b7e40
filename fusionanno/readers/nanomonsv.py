"""nanomonsv."""

from decimal import Decimal

from fusionanno.model import (
    FusionCall,
    Molecule,
    Partner,
    PartnerOrder,
    ReadSupport,
    Source,
    Strand,
    SupportMeaning,
    reverse_complement,
)
from fusionanno.readers.base import Column, Kind, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, count, optional, required, strand
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSupport

_NONE = "---"
_SUPPORT, _CHECKED = "Supporting_Read_Num_Tumor", "Checked_Read_Num_Tumor"
_CONTROL = "Supporting_Read_Num_Control"
_BASES = frozenset("ACGTN")


class NanomonsvReader(TableReader):
    """nanomonsv ``result.txt``: structural variants of DNA in long reads, without genes.

    Positions are 1-based, the bases kept at the join; a direction ``+`` keeps what lies to the left of it,
    ``-`` what lies to the right. Which end is 5' is not told: the first place stands as 5', with the strands
    that follow from the sides kept. Inserted_Seq stands on the plus strand of the first place and is told in
    reading direction; an insertion joins two places that lie next to each other. The same calls in the
    caller's VCF (0.4 on) have equal positions, except that those of insertions keep the first place alone.

    Split reads are the tumour's supporting reads, the depth the reads that were checked. Reads of the control
    that support the variant are a tag where there are any. Is_Filter other than PASS is told as filters.

    Read as real files: six of COLO829, H2009 and HCC1954, of 0.3 (without SV_ID and Is_Filter) and of
    0.4; the joins of the latter that are no insertions, 1,362 of them, equal those of its VCF.
    """

    name = "nanomonsv"
    title = "nanomonsv"
    kind = Kind.DNA
    versions = "0.3 (without SV_ID and Is_Filter) and 0.4 on"
    url = "https://github.com/friend1ws/nanomonsv#result"
    support = SupportMeaning(
        split_reads="Supporting_Read_Num_Tumor: reads that support the variant when realigned",
        allele_fraction="worked out: Supporting_Read_Num_Tumor / Checked_Read_Num_Tumor",
        depth="Checked_Read_Num_Tumor: reads around the breakpoints that were realigned",
    )
    columns = (
        Column("Chr_1", "first chromosome", "chr2"),
        Column("Pos_1", "first position", "29223700"),
        Column("Dir_1", "first side kept", "+"),
        Column("Chr_2", "second chromosome", "chr2"),
        Column("Pos_2", "second position", "42299123"),
        Column("Dir_2", "second side kept", "+"),
        Column("Inserted_Seq", "inserted bases", _NONE),
        Column("SV_ID", "the call's id", "r_8", False),
        Column(_CHECKED, "depth", "61"),
        Column(_SUPPORT, "split reads", "17"),
        Column(_CONTROL, "a tag where there are any", "0", False),
        Column("Is_Filter", "filters not passed", "PASS", False),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        keeps_left = strand(required(row, "Dir_1"), "Dir_1") is Strand.PLUS
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, "1", is_five=True),
            three_prime=_partner(row, "2", is_five=False),
            molecule=Molecule.DNA,
            support=_support(row),
            inserted_sequence=_inserted(row, keeps_left),
            tags=_tags(row),
            order=PartnerOrder.NOT_TOLD,
            call_id=optional(row, "SV_ID"),
            filters=_filters(row),
            source=source,
        )


def _partner(row: Row, side: str, *, is_five: bool) -> Partner:
    """The 5' partner is kept up to its break on the strand that it reads, the 3' partner from it on."""
    kept = strand(required(row, f"Dir_{side}"), f"Dir_{side}")
    place = f"{required(row, f'Chr_{side}')}:{required(row, f'Pos_{side}')}"
    return SwiftPartner(
        symbol=None,
        breakpoint=breakpoint_at(place, f"Pos_{side}"),
        strand=None if kept is None else Strand.keeping(kept is Strand.PLUS, is_five=is_five),
    )


def _inserted(row: Row, keeps_left: bool) -> str | None:
    bases = required(row, "Inserted_Seq").upper()
    if bases == _NONE:
        return None
    if not _BASES.issuperset(bases):
        msg = f"Inserted_Seq is neither bases nor {_NONE}: {bases[:40]!r}"
        raise ValueError(msg)
    return bases if keeps_left else reverse_complement(bases)


def _support(row: Row) -> ReadSupport:
    variant, checked = count(row, _SUPPORT), count(row, _CHECKED)
    if variant is None or not checked or variant > checked:
        return SwiftSupport(split_reads=variant, depth=checked)
    fraction = (Decimal(variant) / checked).quantize(Decimal("0.0001"))
    return SwiftSupport(split_reads=variant, allele_fraction=fraction, depth=checked)


def _tags(row: Row) -> tuple[str, ...]:
    control = count(row, _CONTROL)
    return (f"{_CONTROL}={control}",) if control else ()


def _filters(row: Row) -> tuple[str, ...]:
    words = (optional(row, "Is_Filter") or "").replace(",", ";").split(";")
    return tuple(word for word in words if word not in ("", "PASS"))
