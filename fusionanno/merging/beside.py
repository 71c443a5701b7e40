"""Events of one gene pair that are not one event: breaks in DNA beside junctions of RNA, and other builds.

A break in DNA explains a junction of RNA where the junction predicted from it is the same, or where it lies,
on both sides, in the intron behind the junction's exon. Positions of two builds are never compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fusionanno.merging.places import Tolerance
from fusionanno.merging.seen import Seen, ends_high, exon_edge
from fusionanno.model import (
    Assembly,
    BesideEvent,
    BesideKind,
    Breakpoint,
    JunctionSite,
    ReadingFrame,
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event so far: its id, the call that speaks for it, all its calls."""

    id: str
    speaker: Seen
    calls: Sequence[Seen]


def set_beside(events: Sequence[Told], tolerance: Tolerance) -> dict[str, tuple[BesideEvent, ...]]:
    """Return, by event id, the events that stand beside it, each kind sorted by id."""
    pairs: defaultdict[tuple[str | None, tuple[str, str]], list[Told]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.id):
        if not event.speaker.is_apart and "?" not in event.speaker.genes:
            pairs[event.speaker.sample, event.speaker.genes].append(event)
    found = {}
    for others in (each for each in pairs.values() if len(each) > 1):
        kinds: defaultdict[_Kind, list[Told]] = defaultdict(list)
        for event in others:
            kinds[_is_dna(event), event.speaker.assembly].append(event)
        for event in others if len(kinds) > 1 else ():
            found[event.id] = tuple(_beside(event, kinds, tolerance))
    return found


_Kind = tuple[bool | None, Assembly | None]

_MOST = 12
"""Events of one kind beside which all are told, fitting or not; of more, as in a scan of a gene with itself,
only those that fit."""


def _beside(
    event: Told, kinds: Mapping[_Kind, Sequence[Told]], tolerance: Tolerance
) -> Iterator[BesideEvent]:
    own = (_is_dna(event), event.speaker.assembly)
    for others in (others for kind, others in kinds.items() if kind != own):
        told = (each for other in others if (each := _told(event, other, tolerance)))
        yield from (each for each in told if each.explains or len(others) <= _MOST)


def _told(event: Told, other: Told, tolerance: Tolerance) -> BesideEvent | None:
    if _is_other_build(event.speaker, other.speaker) and _same_junction(event.speaker, other.speaker):
        return _on_other_build(event, other)
    molecules = {_is_dna(event), _is_dna(other)}
    return _of_other_molecule(event, other, tolerance) if molecules == {True, False} else None


def _is_dna(event: Told) -> bool | None:
    """None where nobody says what was sequenced and nothing tells it."""
    speaker = event.speaker
    if speaker.fusion.placed.molecule is None and not speaker.is_break and speaker.ends is None:
        return None
    return speaker.is_break


def _is_other_build(one: Seen, other: Seen) -> bool:
    return None not in (one.assembly, other.assembly) and one.assembly is not other.assembly


def _same_junction(one: Seen, other: Seen) -> bool:
    return one.exons is not None and one.exons == other.exons and one.is_break is other.is_break


def _on_other_build(event: Told, other: Told) -> BesideEvent:
    assembly = other.speaker.assembly
    because = f"the same exon junction was called on {assembly}; positions of two builds are not compared"
    return BesideEvent(other.id, BesideKind.OTHER_BUILD, True, because)


def _of_other_molecule(event: Told, other: Told, tolerance: Tolerance) -> BesideEvent:
    dna, rna = (event, other) if event.speaker.is_break else (other, event)
    explains, because = _explained(dna.speaker, rna.speaker, tolerance)
    kind = BesideKind.DNA if other is dna else BesideKind.RNA
    builds = _builds(dna.speaker, rna.speaker)
    return BesideEvent(other.id, kind, explains, f"{because}{builds}{_frames(dna.speaker, rna.speaker)}")


def _explained(dna: Seen, rna: Seen, tolerance: Tolerance) -> tuple[bool | None, str]:
    if dna.exons is None and dna.ends is None:
        return None, "the call of DNA names the gene pair only: whether it makes this junction is not told"
    if rna.exons is None:
        return None, "no junction of RNA is told: whether the break in DNA makes it is open"
    if dna.exons is not None and dna.exons == rna.exons:
        return True, "the junction predicted from the break in DNA is the one found in RNA"
    if dna.ends is None or _is_other_build(dna, rna):
        return False, f"the break in DNA predicts {_junction(dna)}, RNA was found with {_junction(rna)}"
    return _by_places(dna, rna, tolerance)


def _by_places(dna: Seen, rna: Seen, tolerance: Tolerance) -> tuple[bool, str]:
    """Judge by where the break lies on the transcripts on which the junction is told."""
    joined, call = rna.fusion.placed.transcript, dna.call
    assert joined is not None
    sites = (joined.five_prime, joined.three_prime)
    breaks = (call.five_prime.breakpoint, call.three_prime.breakpoint)
    behind = [_bases_behind(site, place) for site, place in zip(sites, breaks, strict=True)]
    exons = [_exons_between(site, place) for site, place in zip(sites, breaks, strict=True)]
    if all(bases is not None and bases >= -tolerance.junction for bases in behind) and not any(exons):
        return True, "the break in DNA lies right behind the junction of RNA, on both sides"
    if all(bases is not None and bases >= -tolerance.junction for bases in behind):
        left_out = f"{sum(exons)} exon{'s' if sum(exons) > 1 else ''}"
        return False, f"the break in DNA makes the junction of RNA only if splicing leaves out {left_out}"
    return False, f"the break in DNA predicts {_junction(dna)}, which is not the junction of RNA"


def _bases_behind(site: JunctionSite, place: Breakpoint | None) -> int | None:
    """Bases from the junction outward to the break: negative where the break cuts the junction's part."""
    edge = _junction_place(site)
    if place is None or edge is None or place.contig != site.transcript.contig:
        return None
    return place.position - edge if ends_high(site) else edge - place.position


def _junction_place(site: JunctionSite) -> int | None:
    return exon_edge(site) if site.breakpoint is None else site.breakpoint.position


def _exons_between(site: JunctionSite, place: Breakpoint | None) -> int:
    """Exons that lie, whole or in part, between the junction's exon and the break."""
    edge = _junction_place(site)
    if edge is None or place is None:
        return 0
    low, high = sorted((edge, place.position))
    return sum(
        low < exon.end and exon.start < high for exon in site.transcript.exons if exon.number != site.exon
    )


def _junction(seen: Seen) -> str:
    name = seen.fusion.name
    return name.exons or "no junction"


def _builds(dna: Seen, rna: Seen) -> str:
    if not _is_other_build(dna, rna):
        return ""
    return f"; DNA on {dna.assembly}, RNA on {rna.assembly}: compared by exons, not by position"


def _frames(dna: Seen, rna: Seen) -> str:
    ours, theirs = rna.fusion.placed.frame, dna.fusion.placed.frame
    if ours is theirs or ReadingFrame.UNDETERMINED in (ours, theirs):
        return ""
    return f"; RNA is {ours.value}, the prediction from DNA {theirs.value}"
