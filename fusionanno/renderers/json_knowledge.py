"""What knowledge says of a fusion, as JSON's values."""

from collections.abc import Iterable

from fusionanno.model import (
    Assertion,
    AssertionKind,
    Citation,
    Conflict,
    CoVariantNote,
    EntityNote,
    Interpretation,
    Match,
    MutationEffect,
    News,
    Outcome,
    PrognosisNote,
)
from fusionanno.renderers.json_case import Object
from fusionanno.renderers.wording import since


def interpretation_object(interpretation: Interpretation) -> Object:
    """Return the verdict and every statement that goes with it."""
    structure = interpretation.structure
    return {
        "structure": {
            "target": structure.target,
            "actionable": structure.actionable.value,
            "because": structure.because,
            "citations": citation_objects(structure.citations),
        },
        "tier": interpretation.tier,
        "tier_because": interpretation.tier_because,
        "therapies": [_therapy(match, structure.target) for match in interpretation.matches],
        "remarks": list(interpretation.remarks),
        "entities": [_entity(note) for note in interpretation.entities],
        "prognosis": [_prognosis(note) for note in interpretation.prognosis],
        "co_variants": [_co_variant(note) for note in interpretation.co_variants],
        "conflicts": [_conflict(each) for each in interpretation.conflicts],
        "news": [_news(each) for each in interpretation.news],
    }


def _therapy(match: Match, target: str | None) -> Object:
    assertion = match.assertion
    return {
        "drug": assertion.drug,
        "gene": target or ";".join(assertion.genes),
        "disease": ";".join(assertion.diseases),
        "indication": assertion.indication,
        "status": match.status.value,
        "kind": assertion.kind.value,
        **_life(assertion),
        **_for_whom(assertion),
        "match": match.level.value,
        "fusion_match": match.fusion_level.value,
        "level": assertion.civic_level,
        "amp": match.amp,
        "escat": match.escat,
        "tier": match.tier,
        "resisted_by": list(match.resisted_by),
        "outcomes": [_outcome(each) for each in assertion.outcomes],
        "citations": citation_objects(assertion.citations),
        "because": match.because,
        "note": assertion.note,
        "checked": assertion.checked,
        "assertion": assertion.id,
    }


def _life(assertion: Assertion) -> Object:
    """Return since when, as what and until when a statement holds."""
    return {
        "agency": assertion.agency,
        "approval_date": since(assertion) if assertion.kind is AssertionKind.LABEL else None,
        "approval_type": assertion.approval_type,
        "regular_since": assertion.regular_since.isoformat() if assertion.regular_since else None,
        "since": since(assertion),
        "until": assertion.ended_on or None,
        "ended": assertion.ended,
        "until_because": assertion.until_because,
        "replaced_by": assertion.replaced_by,
    }


def _for_whom(assertion: Assertion) -> Object:
    """Return the patients and fusions that a statement is about."""
    return {
        "direction": assertion.direction.value,
        "line": assertion.line,
        "setting": assertion.setting,
        "after": list(assertion.after),
        "naive_to": list(assertion.naive_to),
        "min_age": assertion.min_age,
        "max_age": assertion.max_age,
        "mutation": assertion.mutation,
        "five_prime": assertion.five_prime,
        "three_prime": assertion.three_prime,
        "junction": assertion.junction,
    }


def _entity(note: EntityNote) -> Object:
    return {
        "fusion": note.fusion,
        "entity": note.entity,
        "disease": note.disease,
        "strength": note.strength,
        "frequency": note.frequency,
        "citations": citation_objects(note.citations),
        "note": note.note,
    }


def _outcome(outcome: Outcome) -> Object:
    return {
        "endpoint": outcome.endpoint,
        "value": outcome.value,
        "unit": outcome.unit,
        "ci_low": outcome.ci_low,
        "ci_high": outcome.ci_high,
        "n": outcome.n,
        "at": outcome.at,
        "arm": outcome.arm,
        "arm_kind": outcome.arm_kind,
        "citations": citation_objects(outcome.citations),
        "note": outcome.note,
    }


def _prognosis(note: PrognosisNote) -> Object:
    return {
        "fusion": note.fusion,
        "disease": note.disease,
        "direction": note.direction,
        "meaning": note.meaning,
        "since": note.dated,
        "fusion_match": note.fusion_level.value,
        "citations": citation_objects(note.citations),
        "note": note.note,
    }


def _co_variant(note: CoVariantNote) -> Object:
    return {
        "variants": list(note.variants),
        "kind": note.kind.value,
        "because": note.because,
        "effects": [_effect(each) for each in note.effects],
        "citations": citation_objects(note.citations),
    }


def _effect(effect: MutationEffect) -> Object:
    return {
        "drug": effect.drug,
        "effect": "resistant" if effect.resists else "active",
        "evidence": effect.evidence,
        "since": effect.dated,
        "citations": citation_objects(effect.citations),
        "note": effect.note,
    }


def _conflict(conflict: Conflict) -> Object:
    return {
        "about": conflict.about,
        "because": conflict.because,
        "citations": citation_objects(conflict.citations),
    }


def _news(news: News) -> Object:
    return {"day": news.day.isoformat(), "what": news.what, "citations": citation_objects(news.citations)}


def citation_objects(citations: Iterable[Citation]) -> list[Object]:
    """Return sources with what a reader can follow."""
    return [{"id": each.id, "title": each.title or None, "url": each.url} for each in citations]
