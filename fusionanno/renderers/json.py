"""
The report as JSON; its schema is report.schema.json beside this module.

Every key is always there: what is not known is null, an empty list or, for a reason, an empty string.
Numbers are numbers (allele_fraction is a fraction of one), dates are ISO text, positions 1-based.
"""

import json
from collections.abc import Iterable

from fusionanno.model import (
    AnnotatedFusion,
    AssertionKind,
    Breakpoint,
    Citation,
    DomainFate,
    EntityNote,
    FusionCall,
    FusionTranscript,
    Gene,
    Interpretation,
    JunctionSite,
    KinaseStatus,
    Match,
    Partner,
    PlacedFusion,
    RejectedRow,
    Report,
    Side,
)
from fusionanno.renderers.base import Renderer
from fusionanno.renderers.events import Event, events_of
from fusionanno.renderers.json_case import case_object, provenance_object
from fusionanno.renderers.wording import since

SCHEMA = "fusionanno-report/1"

Object = dict[str, object]


class JsonRenderer(Renderer):
    name = "json"
    suffix = ".json"

    def render(self, report: Report) -> str:
        return json.dumps(report_object(report), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def report_object(report: Report) -> Object:
    """Return the whole report as JSON's values, in the schema's order of keys."""
    return {
        "schema": SCHEMA,
        "case": case_object(report.case),
        "fusions": [_event(event) for event in events_of(report.fusions)],
        "rejected": [_rejected(row) for row in report.rejected],
        "provenance": provenance_object(report.provenance),
    }


def fusion_object(fusion: AnnotatedFusion) -> Object:
    """Return one call as an entry of the report's `fusions`, for a step that writes one object per line."""
    return _event(Event(fusion, (fusion.call,)))


def _event(event: Event) -> Object:
    fusion, placed = event.fusion, event.fusion.placed
    fractions = (call.support.allele_fraction for call in event.calls)
    return {
        "name": fusion.name.hgnc,
        "exon_name": fusion.name.exons,
        "variant_name": fusion.name.variant,
        "vicc": fusion.name.vicc,
        "hgvs": fusion.name.hgvs,
        "iscn": fusion.name.iscn,
        "event": placed.event.value,
        "assembly": placed.assembly,
        "molecule": placed.molecule,
        "because": placed.because,
        "allele_fraction": next((float(value) for value in fractions if value is not None), None),
        **_junction(placed),
        "five_prime": _side(
            placed.five_symbol,
            placed.five_gene,
            fusion.call.five_prime,
            placed.site(Side.FIVE_PRIME),
        ),
        "three_prime": _side(
            placed.three_symbol,
            placed.three_gene,
            fusion.call.three_prime,
            placed.site(Side.THREE_PRIME),
        ),
        "alternatives": [_alternative(other) for other in placed.alternatives],
        "flags": [{"id": flag.id.value, "because": flag.because} for flag in placed.flags],
        **_interpretation(fusion.interpretation),
        "calls": [_call(call) for call in event.calls],
    }


def _junction(placed: PlacedFusion) -> Object:
    transcript, kinase = placed.transcript, placed.kinase
    is_placed = kinase is not None
    return {
        "frame": placed.frame.value,
        "frame_because": transcript.frame.because if transcript else "",
        "protein_length": transcript.frame.protein_length if transcript else None,
        "inserted": transcript.inserted if transcript else None,
        "kinase": {
            "gene": kinase.gene if kinase else None,
            "status": (kinase.status if kinase else KinaseStatus.UNDETERMINED).value,
            "because": kinase.because if kinase else "",
        },
        "domains": [_domain(fate) for fate in placed.domains] if is_placed else None,
    }


def _side(symbol: str, gene: Gene | None, partner: Partner, site: JunctionSite | None) -> Object:
    return {
        "gene": None if symbol == "?" else symbol,
        "hgnc_id": gene.hgnc_id if gene else None,
        "ensembl_id": gene.ensembl_id if gene else None,
        "breakpoint": _position(partner.breakpoint),
        **(_site(site) if site else _NO_SITE),
    }


def _site(site: JunctionSite) -> Object:
    return {
        "transcript": site.transcript.id,
        "exon": site.exon,
        "region": site.region.value,
        "offset": site.offset,
        "break_offset": site.break_offset,
        "transcript_position": site.transcript_position,
        "cds_position": site.cds_position,
        "phase": site.phase,
        "predicted": site.predicted,
        "skipped_exons": list(site.skipped_exons),
        "literature": [{"transcript": exon.transcript, "exon": exon.exon} for exon in site.literature],
        "because": site.because,
    }


_NO_SITE: Object = {
    "transcript": None,
    "exon": None,
    "region": None,
    "offset": None,
    "break_offset": None,
    "transcript_position": None,
    "cds_position": None,
    "phase": None,
    "predicted": None,
    "skipped_exons": [],
    "literature": [],
    "because": "",
}


def _alternative(transcript: FusionTranscript) -> Object:
    return {
        "five_prime": _site(transcript.five_prime),
        "three_prime": _site(transcript.three_prime),
        "frame": transcript.frame.frame.value,
        "frame_because": transcript.frame.because,
        "protein_length": transcript.frame.protein_length,
    }


def _domain(fate: DomainFate) -> Object:
    return {
        "gene": fate.gene,
        "side": fate.side.value,
        "accession": fate.domain.accession,
        "name": fate.domain.name,
        "start": fate.domain.start,
        "end": fate.domain.end,
        "is_kinase": fate.domain.is_kinase,
        "status": fate.status.value,
        "kept_fraction": fate.kept_fraction,
    }


def _interpretation(interpretation: Interpretation) -> Object:
    structure = interpretation.structure
    return {
        "structure": {
            "target": structure.target,
            "actionable": structure.actionable.value,
            "because": structure.because,
            "citations": _citations(structure.citations),
        },
        "tier": interpretation.tier,
        "tier_because": interpretation.tier_because,
        "therapies": [_therapy(match, structure.target) for match in interpretation.matches],
        "remarks": list(interpretation.remarks),
        "entities": [_entity(note) for note in interpretation.entities],
    }


def _therapy(match: Match, target: str | None) -> Object:
    assertion = match.assertion
    is_label = assertion.kind is AssertionKind.LABEL
    return {
        "drug": assertion.drug,
        "gene": target or ";".join(assertion.genes),
        "disease": ";".join(assertion.diseases),
        "indication": assertion.indication,
        "status": match.status.value,
        "kind": assertion.kind.value,
        "agency": assertion.agency,
        "approval_date": since(assertion) if is_label else None,
        "approval_type": assertion.approval_type,
        "regular_since": assertion.regular_since.isoformat() if assertion.regular_since else None,
        "since": since(assertion),
        "line": assertion.line,
        "min_age": assertion.min_age,
        "max_age": assertion.max_age,
        "mutation": assertion.mutation,
        "match": match.level.value,
        "level": assertion.civic_level,
        "amp": match.amp,
        "escat": match.escat,
        "tier": match.tier,
        "citations": _citations(assertion.citations),
        "because": match.because,
        "note": assertion.note,
        "assertion": assertion.id,
    }


def _entity(note: EntityNote) -> Object:
    return {
        "fusion": note.fusion,
        "entity": note.entity,
        "disease": note.disease,
        "strength": note.strength,
        "frequency": note.frequency,
        "citations": _citations(note.citations),
        "note": note.note,
    }


def _citations(citations: Iterable[Citation]) -> list[Object]:
    return [{"id": each.id, "title": each.title or None, "url": each.url} for each in citations]


def _call(call: FusionCall) -> Object:
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
        "tags": list(call.tags),
    }


def _partner(partner: Partner) -> Object:
    return {
        "symbol": partner.symbol,
        "gene_id": partner.gene_id,
        "transcript": partner.transcript,
        "exon": partner.exon,
        "exon_suffix": partner.exon_suffix,
        "exon_offset": partner.exon_offset,
        "breakpoint": _position(partner.breakpoint),
        "strand": partner.strand,
        "neighbours": [{"symbol": gene.symbol, "distance": gene.distance} for gene in partner.neighbours],
    }


def _position(breakpoint: Breakpoint | None) -> str | None:
    return None if breakpoint is None else str(breakpoint)


def _rejected(row: RejectedRow) -> Object:
    return {"source": row.source.path, "line": row.source.line, "reason": row.reason}
