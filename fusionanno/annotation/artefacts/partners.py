"""Partners and pairs that are suspicious by what the genes are, by symbol alone."""

from collections.abc import Iterator

from fusionanno.annotation.artefacts.tables import gene_classes, shared_family
from fusionanno.model import FlagId, PlacedFusion

Reason = tuple[FlagId, str]
"""A flag and its sentence."""

_CLUSTER = 1_000_000
"""Bases within which relatives count as one cluster; that of the keratins is about that long."""
_MITOCHONDRION = "MT"
_SAID = {
    "pseudogene": (FlagId.PSEUDOGENE, "{} is a pseudogene: reads of the gene that it copies may be meant"),
    "ribosomal": (FlagId.RIBOSOMAL, "{} is a gene of the ribosome: so abundant that chance joins are common"),
    "mitochondrial": (FlagId.MITOCHONDRIAL, "{} is a gene of the mitochondrion, which no chromosome holds"),
    "immune-receptor": (
        FlagId.IMMUNE_RECEPTOR,
        "{} belongs to a locus that B or T cells rearrange: reads that join it to others need no fusion",
    ),
    "hla": (FlagId.HLA, "{} is an HLA gene: reads of one are often aligned to another"),
}


def partner_reasons(placed: PlacedFusion) -> Iterator[Reason]:
    """Yield what the class of either partner's gene speaks for."""
    classes = gene_classes()
    call = placed.call
    for symbol, gene, partner in (
        (placed.five_symbol, placed.five_gene, call.five_prime),
        (placed.three_symbol, placed.three_gene, call.three_prime),
    ):
        if symbol in classes:
            for name in classes[symbol]:
                flag, words = _SAID[name]
                yield flag, words.format(symbol)
        elif gene is not None and gene.is_region:
            flag, words = _SAID["immune-receptor"]
            yield flag, words.format(symbol)
        elif partner.breakpoint is not None and partner.breakpoint.contig == _MITOCHONDRION:
            yield (
                FlagId.MITOCHONDRIAL,
                f"{partner.breakpoint} lies on the mitochondrion, which is no chromosome",
            )


def pair_reasons(placed: PlacedFusion) -> Iterator[Reason]:
    """Yield that the partners are relatives, and that they stand in one cluster."""
    five, three = placed.five_symbol, placed.three_symbol
    if five == three:
        return
    family = shared_family(five, three)
    if family is None:
        return
    yield (
        FlagId.SAME_FAMILY,
        f"{five} and {three} are relatives ({family}): reads of one may align to the other",
    )
    apart = _apart(placed)
    if apart is not None and apart <= _CLUSTER:
        because = f"{five} and {three} are relatives ({family}) and their breakpoints lie {apart} bases apart"
        yield FlagId.REPEAT_LIKE, f"{because}, in one cluster"


def _apart(placed: PlacedFusion) -> int | None:
    """Bases between the breakpoints; between the genes' starts where positions are not stated."""
    call = placed.call
    ends = (call.five_prime.breakpoint, call.three_prime.breakpoint)
    if ends[0] is not None and ends[1] is not None:
        return abs(ends[0].position - ends[1].position) if ends[0].contig == ends[1].contig else None
    five, three = placed.five_gene, placed.three_gene
    if five is None or three is None or five.contig != three.contig:
        return None
    return abs(five.start - three.start)
