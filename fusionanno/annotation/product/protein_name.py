"""The protein-level name of an in-frame fusion: ``EML4:p.Met1_Lys496::ALK:p.Tyr1059_Pro1620``.

HGVS adjoins transcripts on RNA only (hgvs-nomenclature.org, RNA, adjoined transcripts); this form carries its
``::`` over to residues. Ranges hold whole codons of each partner. The one residue of a codon that both
partners share belongs to neither range and is not written. Where other bases lie between the partners
(inserted, of an intron, of a 5' UTR), all residues between the ranges are written, as in ``::GlyVal::``.
"""

from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.reading import Pair
from fusionanno.annotation.product.sequence import Joined, is_numbered
from fusionanno.annotation.product.start_codon import begins_with_start, first_codon
from fusionanno.annotation.product.translation import UNKNOWN, three_letters


def protein_name(pair: Pair, joined: Joined, residues: str) -> str | None:
    """Return the name of a protein from the 5' partner's start codon to the 3' partner's own stop codon.

    None where one of them keeps no whole codon, where the 3' partner's residues cannot be counted, and inside
    one gene, which adjoins no two proteins.
    """
    five, three = pair.five_prime.layout, pair.three_prime.layout
    if five.transcript.gene == three.transcript.gene:
        return None
    first = first_codon(three)
    if five.cds_first is None or three.cds_last is None or first is None or not begins_with_start(three):
        return None
    last_five = (joined.five_own - five.cds_first + 1) // 3
    if not is_numbered(three, joined.three_base):
        return None
    begin = max(joined.three_base + (first - joined.three_base) % 3, first)
    first_three = (begin - first) // 3 + 1
    last_three = (three.cds_last - first + 1) // 3 - 1
    kept = last_three - first_three + 1
    if last_five < 1 or kept < 1 or last_five + kept > len(residues):
        return None
    between = residues[last_five : len(residues) - kept] if _has_linker(joined, three) else ""
    if UNKNOWN in (residues[0], residues[last_five - 1], *between, residues[-kept], residues[-1]):
        return None
    linker = f"::{three_letters(between)}" if between else ""
    return (
        f"{_range(five, residues[0], 1, residues[last_five - 1], last_five)}{linker}"
        f"::{_range(three, residues[-kept], first_three, residues[-1], last_three)}"
    )


def _has_linker(joined: Joined, three: Layout) -> bool:
    is_joined = joined.five_own == joined.five_bases and joined.three_own == joined.five_bases + 1
    return not is_joined or joined.three_base < (three.cds_first or 0)


def _range(layout: Layout, first: str, start: int, last: str, end: int) -> str:
    if start == end:
        return f"{layout.transcript.gene}:p.{three_letters(first)}{start}"
    return f"{layout.transcript.gene}:p.{three_letters(first)}{start}_{three_letters(last)}{end}"
