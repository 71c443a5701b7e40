"""What a caller said, as JSON's values, unchanged."""

from fusionanno.model import Breakpoint, CallerSequence, EventCall, FusionCall, Partner
from fusionanno.renderers.json_case import Object


def called_object(told: EventCall) -> Object:
    """Return a call of an event, with how exactly it tells the junction and what was made of it alone."""
    fusion = told.fusion
    return {
        **call_object(fusion.call),
        "level": told.level.value,
        "frame": fusion.placed.frame.value,
        "exon_name": fusion.name.exons,
        "actionable": fusion.interpretation.structure.actionable.value,
    }


def call_object(call: FusionCall) -> Object:
    support = call.support
    return {
        "caller": call.caller,
        "sample": call.sample,
        "source": call.source.path if call.source else None,
        "line": call.source.line if call.source else None,
        "described": call.described,
        "molecule": call.molecule,
        "assembly": call.assembly,
        "five_prime": _partner(call.five_prime),
        "three_prime": _partner(call.three_prime),
        "caller_frame": call.caller_frame,
        "confidence": call.confidence,
        "split_reads": support.split_reads,
        "spanning_fragments": support.spanning_fragments,
        "allele_fraction": None if support.allele_fraction is None else float(support.allele_fraction),
        "depth": support.depth,
        "inserted_sequence": call.inserted_sequence,
        "inserted_bases": call.inserted_bases,
        "homology": call.homology,
        "sequence": _sequence(call.sequence),
        "tags": list(call.tags),
        "order": call.order.value,
        "call_id": call.call_id,
        "filters": list(call.filters),
        "jitter": call.jitter,
        "position_kind": call.position_kind,
    }


def _sequence(sequence: CallerSequence | None) -> Object | None:
    if sequence is None:
        return None
    return {
        "five_prime": sequence.five_prime,
        "three_prime": sequence.three_prime,
        "peptide": sequence.peptide,
    }


def _partner(partner: Partner) -> Object:
    return {
        "symbol": partner.symbol,
        "gene_id": partner.gene_id,
        "transcript": partner.transcript,
        "exon": partner.exon,
        "exon_suffix": partner.exon_suffix,
        "exon_offset": partner.exon_offset,
        "breakpoint": position_text(partner.breakpoint),
        "strand": partner.strand,
        "interval": [partner.interval.low, partner.interval.high] if partner.interval else None,
        "genomic_breakpoint": position_text(partner.genomic_breakpoint),
        "neighbours": [{"symbol": gene.symbol, "distance": gene.distance} for gene in partner.neighbours],
    }


def position_text(breakpoint: Breakpoint | None) -> str | None:
    return None if breakpoint is None else str(breakpoint)
