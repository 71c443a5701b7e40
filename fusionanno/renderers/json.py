"""
The report as JSON; its schema is report.schema.json beside this module.

Every key is always there: what is not known is null, an empty list or, for a reason, an empty string.
Numbers are numbers (allele_fraction is a fraction of one), dates are ISO text, positions 1-based.
"""

import json

from fusionanno.model import (
    AnnotatedFusion,
    BesideEvent,
    Flag,
    RejectedRow,
    Report,
    Side,
    Source,
)
from fusionanno.renderers.base import Renderer
from fusionanno.renderers.events import Event, alone, events_of
from fusionanno.renderers.json_call import called_object
from fusionanno.renderers.json_case import Object, case_object, provenance_object
from fusionanno.renderers.json_junction import (
    alternative_object,
    junction_object,
    partner_object,
)
from fusionanno.renderers.json_knowledge import citation_objects, interpretation_object

SCHEMA = "fusionanno-report/1"


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
        "fusions": [_event(event) for event in events_of(report)],
        "rejected": [_rejected(row) for row in report.rejected],
        "provenance": provenance_object(report.provenance),
    }


def fusion_object(fusion: AnnotatedFusion) -> Object:
    """Return one call as an entry of the report's `fusions`, for a step that writes one object per line."""
    return _event(alone(fusion))


def _event(event: Event) -> Object:
    fusion, placed = event.fusion, event.fusion.placed
    fractions = (call.support.allele_fraction for call in event.calls)
    return {
        "event_id": event.id,
        "name": fusion.name.hgnc,
        "exon_name": fusion.name.exons,
        "variant_name": fusion.name.variant,
        "vicc": fusion.name.vicc,
        "hgvs": fusion.name.hgvs,
        "hgvs_g": fusion.name.hgvs_g,
        "iscn": fusion.name.iscn,
        "event": placed.event.value,
        "event_name": _event_name(fusion),
        "rearrangement": placed.rearrangement,
        "reciprocal_of": _source(fusion.reciprocal_of),
        "transcript_choice": placed.choice.value,
        "assembly": placed.assembly,
        "molecule": placed.molecule,
        "because": placed.because,
        "allele_fraction": next((float(value) for value in fractions if value is not None), None),
        **junction_object(placed),
        "five_prime": partner_object(placed, Side.FIVE_PRIME),
        "three_prime": partner_object(placed, Side.THREE_PRIME),
        "alternatives": [alternative_object(other) for other in placed.alternatives],
        "flags": [_flag(flag) for flag in placed.flags],
        "filter": None if fusion.set_aside is None else [flag.value for flag in event.merged.set_aside],
        **interpretation_object(fusion.interpretation),
        "seen_by": list(dict.fromkeys(call.caller for call in event.calls)),
        "differences": list(event.differences),
        "beside": [_beside(each.link) for each in event.beside],
        "calls": [called_object(call) for call in event.told],
    }


def _beside(link: BesideEvent) -> Object:
    return {
        "event_id": link.event_id,
        "kind": link.kind.value,
        "explains": link.explains,
        "because": link.because,
    }


def _flag(flag: Flag) -> Object:
    return {"id": flag.id.value, "because": flag.because, "citations": list(flag.citations)}


def _event_name(fusion: AnnotatedFusion) -> Object | None:
    name = fusion.placed.event_name
    if name is None:
        return None
    sources = fusion.interpretation.event_citations
    return {"name": name.name, "hgvs": name.hgvs, "citations": citation_objects(sources)}


def _source(source: Source | None) -> Object | None:
    return None if source is None else {"source": source.path, "line": source.line}


def _rejected(row: RejectedRow) -> Object:
    return {"source": row.source.path, "line": row.source.line, "reason": row.reason}
