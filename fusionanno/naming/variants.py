"""Named junctions: EML4::ALK variant 1, BCR::ABL1 e14a2 (b3a2) p210, PML::RARA bcr1, EWSR1::FLI1 type 1."""

from dataclasses import replace

from fusionanno.model import Partner, PlacedFusion
from fusionanno.naming.junction import ExonJunction
from fusionanno.naming.legacy import literature_junction
from fusionanno.naming.tables import NamedJunction, described_junctions, named_junctions, numberings


def variant_name(placed: PlacedFusion) -> str | None:
    """Return the literature's name of this junction; None where it has none.

    Exons, offsets and inserted bases must all agree. Where papers disagree on a label the name says so.
    """
    junction = literature_junction(placed)
    return None if junction is None else name_of(placed.five_symbol, placed.three_symbol, junction)


def name_of(five_prime: str, three_prime: str, junction: ExonJunction) -> str | None:
    """Return the name of a junction of two approved symbols, or None.

    >>> name_of("EML4", "ALK", ExonJunction.parse("E6;A20"))
    'variant 3 (a or b undetermined)'
    """
    for entry in named_junctions().get((five_prime, three_prime), ()):
        if entry.junction == junction or (entry.any_loss and _is_loss(entry, junction)):
            return entry.name
    return None


def junctions_named(five_prime: str, three_prime: str, alias: str) -> tuple[NamedJunction, ...]:
    """Return every junction that papers call `alias` ("v3a", "b3a2"); several where they disagree."""
    pair = _current(five_prime), _current(three_prime)
    return tuple(
        entry for entry in named_junctions().get(pair, ()) if " ".join(alias.lower().split()) in entry.aliases
    )


def is_described_turned(first: Partner, second: Partner) -> bool:
    """True where papers join these exons of the two genes, and only with the second as the 5' partner."""
    return _is_described(second, first) and not _is_described(first, second)


def _is_described(five: Partner, three: Partner) -> bool:
    if five.symbol is None or three.symbol is None or five.exon is None:
        return False
    of_pair = described_junctions().get((_current(five.symbol), _current(three.symbol)), ())
    exons = five.exon, three.exon
    return any((each.junction.five_exon, each.junction.three_exon) == exons for each in of_pair)


def _current(symbol: str) -> str:
    known = numberings().get(symbol)
    return known.gene if known else symbol


def _is_loss(entry: NamedJunction, junction: ExonJunction) -> bool:
    """True where nothing but the number of lost and of inserted bases differs."""
    plain = replace(junction, five_lost=entry.junction.five_lost, inserted=0)
    return junction.five_lost > 0 and plain == entry.junction
