"""What the fusion transcript can be translated into: the frame's verdict seen from the product.

Only exon and coding coordinates are asked. Where translation begins in a transcript that has lost its start
codon needs the bases, and is said to.
"""

from dataclasses import dataclass

from fusionanno.annotation.geometry.junction import exonic_base, no_splice_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import Pair
from fusionanno.annotation.product.frame import CodingPart, five_prime_part, outside_words, three_prime_part
from fusionanno.model import Effect, FrameVerdict, ReadingFrame, Region

_BY_FRAME = {
    ReadingFrame.IN_FRAME: Effect.CHIMERIC_PROTEIN,
    ReadingFrame.OUT_OF_FRAME: Effect.FRAMESHIFT,
    ReadingFrame.STOP_CODON: Effect.STOP_AT_JUNCTION,
}


@dataclass(frozen=True, slots=True)
class Product:
    """What can be made of a fusion transcript, and why."""

    effect: Effect
    because: str


def product_of(pair: Pair, verdict: FrameVerdict, begins: str = "") -> Product:
    """Say what the joined parts can be translated into; UNDETERMINED repeats why the frame is open.

    begins: where the sequence lets a 3' partner's own translation begin, empty where no sequence tells.
    """
    five, three = pair.five_prime, pair.three_prime
    five_part = five_prime_part(five.layout, five.site)
    three_part = three_prime_part(three.layout, three.site)
    if five.site.region is Region.UPSTREAM and outside_words(five.site):
        return Product(Effect.UNDETERMINED, verdict.because)
    if no_splice_site(five.layout, five.site):
        return Product(Effect.UNDETERMINED, verdict.because)
    if five_part.is_complete:
        return _complete(five.layout, three.layout)
    if outside := outside_words(three.site):
        return Product(Effect.UNDETERMINED, _once(verdict.because, outside))
    if not five_part.reason and no_splice_site(three.layout, three.site):
        return Product(Effect.UNDETERMINED, verdict.because)
    if not five.layout.transcript.is_coding:
        start = _start(pair, three_part, begins)
        return Product(
            Effect.FIVE_PRIME_NON_CODING, f"{five_part.reason} and gives its promoter only; {start}"
        )
    if verdict.is_start_cut:
        return Product(Effect.UNDETERMINED, verdict.because)
    is_open = verdict.frame is ReadingFrame.UNDETERMINED
    if five_part.reason and not is_open:
        return _swapped(pair, five_part, three_part, begins)
    if three_part.reason and not is_open:
        return _run_out(pair, five_part, three_part)
    effect = _BY_FRAME.get(verdict.frame, Effect.UNDETERMINED)
    if effect is Effect.UNDETERMINED:
        return Product(effect, verdict.because)
    return Product(effect, _by_frame(pair, effect, verdict, five_part.coding // 3))


def _complete(five: Layout, three: Layout) -> Product:
    name, residues = five.transcript.gene, _residues(five)
    because = (
        f"the stop codon of {name} lies before the junction: its whole protein ({residues} residues) can"
    )
    return Product(
        Effect.FIVE_PRIME_COMPLETE,
        f"{because} be made, with the 3' end of {three.transcript.gene} as untranslated region",
    )


def _swapped(pair: Pair, five: CodingPart, three: CodingPart, begins: str) -> Product:
    """The 5' partner ends before its start codon."""
    if not pair.three_prime.layout.transcript.is_coding:
        return Product(Effect.THREE_PRIME_NON_CODING, f"{five.reason}; {three.reason}")
    if three.reason:
        return Product(Effect.UNDETERMINED, f"{five.reason}; {three.reason}")
    return Product(Effect.PROMOTER_SWAP, f"{five.reason}; {_start(pair, three, begins)}")


def _start(pair: Pair, part: CodingPart, begins: str) -> str:
    """Say where the 3' partner's protein can begin, where nothing of the 5' partner's is translated."""
    if part.reason:
        return part.reason
    layout, site = pair.three_prime.layout, pair.three_prime.site
    gene, whole = layout.transcript.gene, _residues(layout)
    base = exonic_base(layout, site)
    if layout.cds_first is not None and base is not None and base <= layout.cds_first:
        return f"the start codon of {gene} is kept: its whole protein ({whole} residues) can be made"
    lost = whole - (part.coding // 3 - 1)
    because = (
        f"the start codon of {gene} lies before the junction: translation can begin only at a later AUG, so"
        f" its protein lacks at least residues 1 to {lost} of {whole}"
    )
    return f"{because}; {begins or 'which AUG is first needs the sequence'}"


def _run_out(pair: Pair, five: CodingPart, three: CodingPart) -> Product:
    """5' coding sequence runs into 3' bases that code for nothing."""
    gene, into = pair.five_prime.layout.transcript.gene, pair.three_prime.layout.transcript
    kept = f"{_own(gene, five.coding // 3)} {'are' if five.coding >= 3 else 'is'} kept"
    effect = Effect.INTO_THREE_PRIME_UTR if into.is_coding else Effect.THREE_PRIME_NON_CODING
    tail = (
        f"the 3' untranslated region of {into.gene}"
        if into.is_coding
        else f"{into.gene}, which is non-coding"
    )
    return Product(effect, f"{kept}, then translation runs into {tail}, up to the first stop codon there")


def _by_frame(pair: Pair, effect: Effect, verdict: FrameVerdict, kept: int) -> str:
    """kept: whole residues of the 5' partner."""
    genes = pair.five_prime.layout.transcript.gene, pair.three_prime.layout.transcript.gene
    if effect is Effect.CHIMERIC_PROTEIN:
        length = f" ({verdict.protein_length} residues)" if verdict.protein_length else ""
        own = f"{genes[0]} up to residue {kept}" if kept else _own(genes[0], kept)
        return f"one protein of both{length}: {own}, then {genes[1]} in its own frame"
    if effect is Effect.STOP_AT_JUNCTION:
        return f"{_stopped(verdict, genes, kept)}; {genes[1]} is not made"
    own = f"after residue {kept} of {genes[0]}" if kept else f"{_own(genes[0], kept)} is kept"
    return f"{own}, {genes[1]} is read in another frame, up to its first stop codon"


def _own(gene: str, kept: int) -> str:
    """Name the whole residues kept of the 5' partner; none where the junction makes its start codon again."""
    return f"residues 1 to {kept} of {gene}" if kept else f"no whole residue of {gene}"


def _stopped(verdict: FrameVerdict, genes: tuple[str, str], kept: int) -> str:
    """Say where translation ends: right after the 5' partner, or in bases that lie between the two."""
    stop = verdict.stop_codon
    if stop is None:
        return f"translation ends at a stop codon before the coding sequence of {genes[1]}"
    if stop == kept + 1:
        return f"translation ends right after residue {kept} of {genes[0]}: codon {stop} is a stop codon"
    more = stop - 1 - kept
    return (
        f"translation ends before the coding sequence of {genes[1]}, at the stop codon {stop}:"
        f" {_own(genes[0], kept)}, then {more} of neither partner"
    )


def _once(because: str, outside: str) -> str:
    return because if outside in because else f"{because}; {outside}"


def _residues(layout: Layout) -> int:
    """Residues of the transcript's own protein: the stop codon is none."""
    return layout.cds_length // 3 - 1
