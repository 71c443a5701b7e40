"""Two sites joined: what lies between the partners."""

from fusionanno.annotation.product.between import Between
from fusionanno.model import FusionCall, JunctionSite


def is_spliced(site: JunctionSite) -> bool:
    """True where a break in DNA is told at the exon that splices, not where the break lies."""
    return site.predicted and site.offset != site.break_offset


def between(call: FusionCall, five: JunctionSite, three: JunctionSite) -> Between:
    """What the transcript has between the partners: bases inserted at a break in DNA are spliced out."""
    if is_spliced(five) or is_spliced(three):
        return Between(caller_frame=call.caller_frame)
    return inserted_between(call)


def inserted_between(call: FusionCall) -> Between:
    """What the call says to lie between the partners' bases."""
    sequence = call.inserted_sequence
    inserted = len(sequence) if sequence else call.inserted_bases or 0
    return Between(inserted, sequence, call.caller_frame)
