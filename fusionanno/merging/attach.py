"""Calls that tell a junction less exactly: each supports the one join that it fits, or stays by itself.

First calls with positions and without an order, then exon numbers, then bare gene pairs; each kind is held
against what stood before any of its kind, so that the order of the input does not matter.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from fusionanno.merging.places import Tolerance, fits
from fusionanno.merging.seen import Seen
from fusionanno.model import CallLevel, Molecule

Group = list[Seen]
_Fits = Callable[[Seen, Group], bool]
_Key = tuple[str | None, frozenset[str]]
"""A sample with the genes of a pair, or with its contigs (":2")."""


def attached(groups: list[Group], calls: Sequence[Seen], tolerance: Tolerance) -> list[Group]:
    """Return the groups with every less exact call in one of them, or in a group of its own kind."""
    kinds: tuple[tuple[CallLevel, _Fits], ...] = (
        (CallLevel.UNDIRECTED, lambda call, group: _fits_undirected(call, group, tolerance)),
        (CallLevel.EXONS, _fits_exons),
        (CallLevel.GENE_PAIR, lambda call, group: True),
    )
    for level, fit in kinds:
        groups = _with(groups, [call for call in calls if call.level is level], fit)
    return groups


def _with(groups: list[Group], calls: Sequence[Seen], fit: _Fits) -> list[Group]:
    """Add each call to the one group that it fits; equal calls that fit none, or several, stand together."""
    of_pair: defaultdict[_Key, list[Group]] = defaultdict(list)
    for group in groups:
        for key in {key for call in group for key in (_pair(call), *_contigs(call))}:
            of_pair[key].append(group)
    apart: defaultdict[tuple[object, ...], Group] = defaultdict(list)
    joined: list[tuple[Group, Seen]] = []
    for call in calls:
        candidates = _candidates(call, of_pair)
        found = _of_molecule(call, [each for each in candidates if _may(call, each) and fit(call, each)])
        if len(found) == 1:
            joined.append((found[0], call))
        else:
            apart[_statement(call)].append(call)
    for group, call in joined:
        group.append(call)
    return [*groups, *apart.values()]


def _pair(call: Seen) -> _Key:
    return call.sample, frozenset(call.genes)


def _contigs(call: Seen) -> tuple[_Key, ...]:
    """Where a call with positions is found whatever genes it names."""
    return () if call.ends is None else ((call.sample, frozenset(f":{end.contig}" for end in call.ends)),)


def _candidates(call: Seen, groups: Mapping[_Key, list[Group]]) -> list[Group]:
    """Return the groups of the call's genes; by place also those where either of the two names no gene."""
    of_genes = groups.get(_pair(call), []) if "?" not in call.genes else []
    if call.level is not CallLevel.UNDIRECTED:
        return of_genes
    there = [group for key in _contigs(call) for group in groups.get(key, ())]
    unnamed = [group for group in there if not (call.is_named and all(each.is_named for each in group))]
    return list({id(group): group for group in (*of_genes, *unnamed)}.values())


def _may(call: Seen, group: Group) -> bool:
    """True where order, build and molecule of a call do not speak against a group."""
    first = group[0]
    is_ordered = CallLevel.UNDIRECTED not in (call.level, first.level)
    if is_ordered and all(call.genes != each.genes for each in group):
        return False
    if None not in (call.assembly, first.assembly) and call.assembly is not first.assembly:
        return False
    molecule = call.fusion.placed.molecule
    return molecule is None or (molecule is Molecule.DNA) is first.is_break or _says_no_molecule(first)


def _says_no_molecule(call: Seen) -> bool:
    return call.fusion.placed.molecule is None and not call.is_break


def _of_molecule(call: Seen, found: list[Group]) -> list[Group]:
    """Of what fits a call of an unknown molecule, the junctions: a break in DNA stands beside them."""
    junctions = [group for group in found if not group[0].is_break]
    return junctions if call.fusion.placed.molecule is None and junctions else found


def _fits_undirected(call: Seen, group: Group, tolerance: Tolerance) -> bool:
    """By its positions in either order; without them, by the exons that it names."""
    if call.ends is not None:
        within = tolerance.break_ if call.is_break else tolerance.junction
        placed = [each for each in group if each.ends is not None]
        return bool(placed) and all(fits(call, each, within, in_any_order=True) for each in placed)
    return all(_exons_meet(call, each) for each in group)


def _exons_meet(call: Seen, other: Seen) -> bool:
    """True where no exon that an undirected call names is another than the junction's."""
    if other.exons is None:
        return True
    of_gene = dict(zip(other.genes, (end.exon for end in other.exons), strict=True))
    partners = zip(call.genes, (call.call.five_prime, call.call.three_prime), strict=True)
    return all(partner.exon in (None, of_gene.get(gene)) for gene, partner in partners)


def _fits_exons(call: Seen, group: Group) -> bool:
    """True where any call of the group joins the same exons of the same transcripts.

    An exon number alone also fits a join beside that exon's edge: a letter, lost or inserted bases are often
    left unsaid. One that says them fits only that. Where the variant is undetermined (3, a or b), every
    variant fits that it may be.
    """
    return any(_same_exons(call, other) or _may_be_variant(call, other) for other in group)


def _may_be_variant(call: Seen, other: Seen) -> bool:
    stem, _, doubt = (call.fusion.name.variant or "").partition(" (")
    variant = other.fusion.name.variant or ""
    return "undetermined" in doubt and variant.startswith(stem) and len(variant) == len(stem) + 1


def _same_exons(call: Seen, other: Seen) -> bool:
    if call.exons is None or other.exons is None:
        return False
    for mine, theirs in zip(call.exons, other.exons, strict=True):
        if (mine.transcript, mine.exon) != (theirs.transcript, theirs.exon):
            return False
        if call.says_offset and mine.offset != theirs.offset:
            return False
    return True


def _statement(call: Seen) -> tuple[object, ...]:
    """What calls have to share that are no more exact than this one, to be one by themselves."""
    partners = (call.call.five_prime, call.call.three_prime)
    told = tuple((each.breakpoint, each.exon, each.exon_suffix, each.exon_offset) for each in partners)
    placed = call.fusion.placed
    assembly = placed.assembly if call.ends is not None else None
    words = call.call.described if "?" in call.genes else None
    return (
        call.sample,
        call.genes,
        call.level,
        call.exons,
        told,
        call.inserted,
        assembly,
        placed.molecule,
        placed.event,
        words,
    )
