"""HGVS descriptions of a join that was seen in DNA (HGVS nomenclature, DNA: deletion, duplication, complex).

    NC_000022.11:g.23290414_qterdelins[NC_000009.12:g.130854064_qter]    two chromosomes: a derivative one
    NC_000021.9:g.38445622_41508080del                                   one chromosome, in order
    NC_000004.12:g.1739702_1806934dup                                    one chromosome, in reverse order
    NC_000002.12:g.29223529_(qter)delins(pter)_42295516inv               one chromosome, one part turned round

A join tells two bases that lie side by side, and on which side of each the chromosome goes on. A deletion and
a tandem duplication have no other join, so they are named whole. Two chromosomes are named as HGVS names a
translocation, on the one whose centromere is kept. One join of an inversion says nothing of the other, and a
join of two parts with two centromeres or none is no simple translocation: there the ends are "(qter)" and
"(pter)", unknown positions in that direction, and nothing but the join is claimed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fusionanno.model import (
    Assembly,
    FlagId,
    FusionCall,
    Molecule,
    Partner,
    PlacedFusion,
    Side,
    Strand,
    reverse_complement,
)

_CONTIGS = (*(str(number) for number in range(1, 23)), "X", "Y")
_VERSIONS = {
    Assembly.GRCH37: (
        10, 11, 11, 11, 9, 11, 13, 10, 11, 10, 9, 11, 10, 8, 9, 9, 10, 9, 9, 10, 8, 10, 10, 9,
    ),
    Assembly.GRCH38: (
        11, 12, 12, 12, 10, 12, 14, 11, 12, 11, 10, 12, 11, 9, 10, 10, 11, 10, 10, 11, 9, 11, 11, 10,
    ),
}  # fmt: skip
"""Versions of the RefSeq chromosomes NC_000001 to NC_000024, in the order of _CONTIGS.

Source: HGVS nomenclature, Standards, table of bands and RefSeq chromosomes of both builds.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """What the join keeps of one chromosome: the base at the join and everything below it, or above it."""

    accession: str
    position: int
    is_low: bool
    is_first: bool
    has_centromere: bool | None

    @property
    def lost(self) -> tuple[str, str]:
        """The range beyond the join, from its lower to its higher end."""
        return (str(self.position + 1), "qter") if self.is_low else ("pter", str(self.position - 1))

    @property
    def kept(self) -> tuple[str, str]:
        """The range that the join keeps, from its lower to its higher end."""
        return ("pter", str(self.position)) if self.is_low else (str(self.position), "qter")


def chromosome_accession(contig: str, assembly: Assembly) -> str | None:
    """Return the RefSeq accession of a chromosome with its version; None for any other contig.

    >>> chromosome_accession("2", Assembly.GRCH38), chromosome_accession("X", Assembly.GRCH37)
    ('NC_000002.12', 'NC_000023.10')
    """
    if contig not in _CONTIGS:
        return None
    index = _CONTIGS.index(contig)
    return f"NC_{index + 1:06d}.{_VERSIONS[assembly][index]}"


def hgvs_genomic_name(placed: PlacedFusion, band: Callable[[str, int], str | None]) -> str | None:
    """Return the g. description of the join as the call states it.

    None unless DNA was sequenced and both positions and directions are known, and where the caller gives an
    interval that no homology explains: then the base is not known. The 3' rule is not applied, as it needs
    the genome's sequence.
    """
    if placed.molecule is not Molecule.DNA or placed.assembly is None or _is_imprecise(placed.call):
        return None
    five, three = (_part(placed, side, band) for side in Side)
    if five is None or three is None:
        return None
    inserted = _inserted(placed.call)
    if five.accession != three.accession:
        return _two_chromosomes(five, three, inserted)
    if five.is_low is three.is_low:
        host = (min if five.is_low else max)(five, three, key=lambda part: part.position)
        return _delins(host, three if host is five else five, inserted, is_whole=False)
    return _one_chromosome(five, three, inserted)


def _part(placed: PlacedFusion, side: Side, band: Callable[[str, int], str | None]) -> Part | None:
    is_first = side is Side.FIVE_PRIME
    partner = placed.call.five_prime if is_first else placed.call.three_prime
    strand = _strand(placed, partner, side)
    place = partner.breakpoint
    if place is None or strand is None or placed.assembly is None:
        return None
    accession = chromosome_accession(place.contig, placed.assembly)
    if accession is None:
        return None
    is_low = strand.keeps_lower(is_five=is_first)
    arm = (band(place.contig, place.position) or "?")[0]
    return Part(accession, place.position, is_low, is_first, None if arm == "?" else (arm == "q") is is_low)


def _strand(placed: PlacedFusion, partner: Partner, side: Side) -> Strand | None:
    """The strand that the fusion reads: as stated, else the gene's own where a fusion transcript is told.

    Where nobody says which partner is 5', the genes' strands do not tell what the join keeps.
    """
    is_assumed = any(flag.id is FlagId.ASSUMED_ORDER for flag in placed.flags)
    if partner.strand is not None or placed.transcript is None or is_assumed:
        return partner.strand
    site = placed.site(side)
    return site.transcript.strand if site else None


def _is_imprecise(call: FusionCall) -> bool:
    spans = (each.interval for each in (call.five_prime, call.three_prime))
    return any(span is not None and span.high - span.low > (call.homology or 0) for span in spans)


def _inserted(call: FusionCall) -> str:
    """The inserted bases in fusion direction; one N for each that is not known."""
    bases = (call.inserted_sequence or "").upper()
    return bases if bases and not bases.strip("ACGT") else "N" * (len(bases) or call.inserted_bases or 0)


def _two_chromosomes(five: Part, three: Part, inserted: str) -> str:
    """Describe the join on the chromosome whose centromere is kept, else on the one that is listed first."""
    hosts = [part for part in (five, three) if part.has_centromere]
    is_whole = len(hosts) == 1 and None not in (five.has_centromere, three.has_centromere)
    host = hosts[0] if is_whole else min(five, three, key=_listed)
    return _delins(host, three if host is five else five, inserted, is_whole=is_whole)


def _listed(part: Part) -> tuple[bool, str]:
    """X, then Y, then by number."""
    return part.accession[:9] not in ("NC_000023", "NC_000024"), part.accession


def _delins(host: Part, guest: Part, inserted: str, *, is_whole: bool) -> str:
    """Replace what the host loses by the inserted bases and what is kept of the guest."""
    turned = "inv" if guest.is_low is host.is_low else ""
    joined = _range(guest.kept, is_whole=is_whole) + turned
    elsewhere = guest.accession != host.accession
    items = [f"{guest.accession}:g.{joined}" if elsewhere else joined]
    if bases := _written(inserted, is_turned=host.is_low is not host.is_first):
        items.insert(0 if host.is_low else 1, bases)
    text = f"[{';'.join(items)}]" if elsewhere or len(items) > 1 else items[0]
    return f"{host.accession}:g.{_range(host.lost, is_whole=is_whole)}delins{text}"


def _one_chromosome(five: Part, three: Part, inserted: str) -> str | None:
    """A deletion or a tandem duplication; None where nothing changes."""
    low, high = (five, three) if five.is_low else (three, five)
    bases = _written(inserted, is_turned=low is three)
    name = f"{low.accession}:g."
    if low.position >= high.position:
        copy = _span(high.position, low.position)
        after = f"{low.position}_{low.position + 1}"
        return f"{name}{after}ins[{bases};{copy}]" if bases else f"{name}{copy}dup"
    if low.position + 1 == high.position:
        return f"{name}{low.position}_{high.position}ins{bases}" if bases else None
    lost = _span(low.position + 1, high.position - 1)
    return f"{name}{lost}delins{bases}" if bases else f"{name}{lost}del"


def _written(inserted: str, *, is_turned: bool) -> str:
    """The bases along the chromosome; N[12] where only their number is known."""
    if not inserted or "N" in inserted:
        return f"N[{len(inserted)}]" if inserted else ""
    return reverse_complement(inserted) if is_turned else inserted


def _range(ends: tuple[str, str], *, is_whole: bool) -> str:
    """A range to the chromosome's end, or to an unknown position in its direction."""
    return "_".join(end if is_whole or end.isdigit() else f"({end})" for end in ends)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}_{last}"
