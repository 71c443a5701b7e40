"""Columns of the annotated table that tell the event and its product: effect, class, translation."""

from collections.abc import Callable

from fusionanno.model import (
    AnnotatedFusion,
    Effect,
    EventName,
    FusionSequence,
    FusionTranscript,
    JunctionSite,
    Partner,
    Side,
)
from fusionanno.renderers.wording import is_predicted

Getter = Callable[[AnnotatedFusion], object]


def _joined(get: Callable[[FusionTranscript], object]) -> Getter:
    """Read a value of the fusion transcript; empty where none can be stated."""

    def read(fusion: AnnotatedFusion) -> object:
        transcript = fusion.placed.transcript
        return None if transcript is None else get(transcript)

    return read


def _sequence(get: Callable[[FusionSequence], object]) -> Getter:
    """Read a value of the fusion's sequence; empty where no sequence was given."""

    def read(fusion: AnnotatedFusion) -> object:
        transcript = fusion.placed.transcript
        return None if transcript is None or transcript.sequence is None else get(transcript.sequence)

    return read


def _event(get: Callable[[EventName], object]) -> Getter:
    return lambda fusion: None if fusion.placed.event_name is None else get(fusion.placed.event_name)


def _site(side: Side, get: Callable[[JunctionSite], object]) -> Getter:
    def read(fusion: AnnotatedFusion) -> object:
        site = fusion.placed.site(side)
        return None if site is None else get(site)

    return read


def _effect(fusion: AnnotatedFusion) -> Effect:
    return fusion.placed.transcript.effect if fusion.placed.transcript else Effect.UNDETERMINED


def _skipped(site: JunctionSite) -> str | None:
    return ";".join(map(str, site.skipped_exons)) if site.skipped_exons else None


def _range(partner: Partner) -> str | None:
    """Return the places that the caller's interval allows: "2:42295514-42295519"."""
    place, interval = partner.breakpoint, partner.interval
    if place is None or interval is None:
        return None
    return f"{place.contig}:{place.position + interval.low}-{place.position + interval.high}"


PRODUCT_COLUMNS: tuple[tuple[str, Getter], ...] = (
    ("effect", _effect),
    ("effect_because", _joined(lambda joined: joined.effect_because)),
    ("event_name", _event(lambda name: name.name)),
    ("event_hgvs", _event(lambda name: name.hgvs)),
    ("rearrangement", lambda fusion: fusion.placed.rearrangement),
    ("hgvs_g", lambda fusion: fusion.name.hgvs_g),
    ("reciprocal_of", lambda fusion: fusion.reciprocal_of),
    ("predicted", _joined(lambda joined: "yes" if is_predicted(joined) else "no")),
    ("inserted_bases", _joined(lambda joined: joined.inserted)),
    ("homology", lambda fusion: fusion.call.homology),
    ("five_prime_interval", lambda fusion: _range(fusion.call.five_prime)),
    ("three_prime_interval", lambda fusion: _range(fusion.call.three_prime)),
    ("five_prime_skipped_exons", _site(Side.FIVE_PRIME, _skipped)),
    ("three_prime_skipped_exons", _site(Side.THREE_PRIME, _skipped)),
    ("five_prime_cds_position", _site(Side.FIVE_PRIME, lambda site: site.cds_position)),
    ("three_prime_cds_position", _site(Side.THREE_PRIME, lambda site: site.cds_position)),
    ("protein_name", _sequence(lambda sequence: sequence.protein_name)),
    ("junction_codon", _sequence(lambda sequence: sequence.junction_codon)),
    ("junction_residue", _sequence(lambda sequence: sequence.junction_residue)),
    ("junction_residues", _sequence(lambda sequence: sequence.context)),
    ("translated_length", _sequence(lambda sequence: len(sequence.protein) if sequence.cds else None)),
    ("translation_because", _sequence(lambda sequence: sequence.because)),
    ("start_predicted", _sequence(lambda sequence: "yes" if sequence.is_start_predicted else "no")),
    ("decay", _sequence(lambda sequence: sequence.decay)),
    ("decay_because", _sequence(lambda sequence: sequence.decay_because)),
    ("sequence_because", _joined(lambda joined: joined.sequence_because)),
)
"""New columns go to the end of the table's list: these keep their order."""
