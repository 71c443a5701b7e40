"""The start codon: where a coding sequence has one, and whether one is made where the junction cuts it."""

from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.product.between import Between
from fusionanno.annotation.product.translation import START, unknown_bases
from fusionanno.model import FrameVerdict, ReadingFrame


def first_codon(layout: Layout) -> int | None:
    """Return the base of the transcript, from 1, at which the first whole codon begins; None = non-coding."""
    if layout.cds_first is None:
        return None
    phase = layout.phase(layout.cds_first)
    return None if phase is None else layout.cds_first + -phase % 3


def begins_with_start(layout: Layout) -> bool:
    """True where the annotated coding sequence begins with its start codon, as far as the source says."""
    is_whole = first_codon(layout) == layout.cds_first is not None
    return is_whole and not (layout.transcript.note or "").startswith("CDS incomplete at its 5'")


def cuts_start(layout: Layout, base: int) -> bool:
    """True where the last base kept (from 1) is the first or second of the start codon."""
    first = layout.cds_first
    return first is not None and first <= base < first + 2 and begins_with_start(layout)


def cut_start_verdict(gene: str, lead: int, between: Between) -> FrameVerdict | None:
    """Return the verdict on a cut start codon; None where a start codon is made again, which decides nothing.

    lead counts the bases from the start codon's first to the junction, retained ones included.
    """
    codon = _made(lead, between)
    if codon == START:
        return None
    cut = f"the junction cuts the start codon of {gene}"
    if not codon or between.bases is None:
        because = f"{cut}: whether one is made needs the sequence"
    else:
        because = f"{cut}, and the codon made there is {codon}; read {between.bases.how}"
    is_open = not codon or unknown_bases(codon) > 0
    frame = ReadingFrame.UNDETERMINED if is_open else ReadingFrame.NO_PROTEIN
    return FrameVerdict(frame, because, is_start_cut=True)


def _made(lead: int, between: Between) -> str:
    """Return the bases in the start codon's place; "" where they are not known."""
    known = between.bases
    if known is None or len(known.five_prime) < lead:
        return ""
    inserted = between.sequence or ""
    right = inserted + known.three_prime if len(inserted) == between.inserted else ""
    codon = (known.five_prime[-lead:] + right)[: len(START)]
    return codon if len(codon) == len(START) or known.is_all else ""
