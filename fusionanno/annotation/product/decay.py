"""Nonsense-mediated decay by the 50-nucleotide rule: predicted from exon structure, never observed.

A stop codon more than 50 to 55 bases before the last exon-exon junction marks a transcript for decay (Nagy
and Maquat 1998, PMID:9644970). The lower bound is taken here. Exceptions to the rule (a stop codon near the
start codon, long exons, genes that escape) are not modelled.
"""

from dataclasses import dataclass

from fusionanno.annotation.geometry.reading import Pair
from fusionanno.annotation.product.sequence import Joined
from fusionanno.model import Decay

THRESHOLD = 50
"""Bases between stop codon and last exon-exon junction beyond which decay is predicted."""

_RULE = "50-nucleotide rule, PMID:9644970"


@dataclass(frozen=True, slots=True)
class Fate:
    """What is predicted of the transcript, and why; verdict is None where it cannot be told."""

    verdict: Decay | None
    because: str


def decay_of(stop: int | None, junction: int | None) -> Fate:
    """Judge a stop codon by its last base and the last base before the last exon-exon junction.

    Both count from 1 in the fusion transcript; stop is None where translation reaches none, junction where
    the transcript has none.

    >>> decay_of(100, 151).verdict, decay_of(100, 150).verdict
    (<Decay.PREDICTED: 'predicted'>, <Decay.NOT_PREDICTED: 'not-predicted'>)
    """
    if stop is None:
        return Fate(None, "translation reaches no stop codon in the sequence")
    if junction is None:
        return Fate(Decay.NOT_PREDICTED, f"no exon-exon junction follows the stop codon ({_RULE})")
    distance = junction - stop
    if distance <= 0:
        return Fate(Decay.NOT_PREDICTED, f"the stop codon lies after the last exon-exon junction ({_RULE})")
    bases = "1 base" if distance == 1 else f"{distance} bases"
    told = f"the stop codon lies {bases} before the last exon-exon junction ({_RULE})"
    return Fate(Decay.PREDICTED if distance > THRESHOLD else Decay.NOT_PREDICTED, told)


def last_junction(pair: Pair, joined: Joined) -> int | None:
    """Return the last base, from 1, before the last exon-exon junction of the fusion transcript.

    Where the partners meet counts as one only where both are spliced there, exon edge to exon edge.
    """
    five, three = pair.five_prime, pair.three_prime
    if three.site.exon < three.layout.exon_count:
        return joined.three_own + three.layout.exon_last[-2] - joined.three_base
    is_edge = five.site.offset == 0 == three.site.offset and joined.three_first == joined.five_bases + 1
    if is_edge and five.site.exon < five.layout.exon_count and three.site.exon > 1:
        return joined.five_bases
    return five.layout.exon_last[five.site.exon - 2] if five.site.exon > 1 else None
