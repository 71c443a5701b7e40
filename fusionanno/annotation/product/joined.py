"""Two sites joined: what lies between the partners, and the frame that follows."""

from dataclasses import dataclass

from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.product.frame import Between, frame_verdict
from fusionanno.model import FrameVerdict, FusionCall, JunctionSite


@dataclass(frozen=True, slots=True)
class Told:
    """A site and the layout that it is told on."""

    layout: Layout
    site: JunctionSite


def is_spliced(site: JunctionSite) -> bool:
    """True where a break in DNA is told at the exon that splices, not where the break lies."""
    return site.predicted and site.offset != site.break_offset


def between(call: FusionCall, five: JunctionSite, three: JunctionSite) -> Between:
    """What the transcript has between the partners: bases inserted at a break in DNA are spliced out."""
    if is_spliced(five) or is_spliced(three):
        return Between(caller_frame=call.caller_frame)
    sequence = call.inserted_sequence
    inserted = len(sequence) if sequence else call.inserted_bases or 0
    return Between(inserted, sequence, call.caller_frame)


def verdict(call: FusionCall, five: Told, three: Told) -> FrameVerdict:
    """Judge the frame of one way to tell a call."""
    what = between(call, five.site, three.site)
    return frame_verdict(five.layout, five.site, three.layout, three.site, what)
