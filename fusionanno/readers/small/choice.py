"""One row's several annotations, one for each transcript, and which of them is told."""

from collections.abc import Sequence
from dataclasses import dataclass

COUNTED_ON = {"ROS1": ("NM_002944", "ENST00000368508")}
"""Transcripts on which the literature counts residues where MANE Select counts otherwise.

ROS1 G2032R (PMID:23724914) counts 2347 residues (NM_002944.3); MANE Select (NM_001378902.1) has 2341.
"""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a change is on one transcript; protein as the annotation writes it, "" where it has none.

    rank orders transcripts as the annotation does: 0 = MANE Select, 1 = picked or canonical, 2 = any other.
    """

    gene: str
    protein: str
    transcript: str | None = None
    consequence: str = ""
    rank: int = 2


def chosen(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Return one annotation for each gene, in order of mention.

    The transcript on which the literature counts comes first, then MANE Select, then what the annotation
    calls canonical, then the first.
    """
    by_gene: dict[str, Annotation] = {}
    for each in annotations:
        best = by_gene.get(each.gene)
        if each.gene and (best is None or _rank(each) < _rank(best)):
            by_gene[each.gene] = each
    return tuple(by_gene.values())


def _rank(annotation: Annotation) -> int:
    name = (annotation.transcript or "").partition(".")[0]
    return -1 if name in COUNTED_ON.get(annotation.gene, ()) else annotation.rank
