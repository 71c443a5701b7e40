"""Drugs that a mutation of the target resists, as statements of their own."""

from collections.abc import Iterable

from fusionanno.knowledge.dates import dated
from fusionanno.knowledge.disputes import Resisted, dispute
from fusionanno.knowledge.tiers import tier_of
from fusionanno.model import Assertion, AssertionKind, FusionLevel, Match, MatchLevel, TherapyStatus


def resistance_matches(resisted: Iterable[Resisted]) -> tuple[Match, ...]:
    """Return one match for each drug and mutation, with the level of its row; no tumour is named by it.

    What stronger evidence disputes is none: it stands among the conflicts.
    """
    counting = (each for each in resisted if not each.is_outweighed)
    return tuple(
        _match(each)
        for each in sorted(counting, key=lambda each: (each.fact.amp_level or "Z", each.fact.drug))
    )


def _match(each: Resisted) -> Match:
    fact = each.fact
    reasons = [f"published {dated(fact)}: {fact.gene} fusion", f"{each.told} was reported beside it"]
    reasons.append(f"{fact.evidence} evidence")
    if each.disputed_by:
        reasons.append(f"disputed: {dispute((fact, *each.disputed_by))}")
    reasons += [fact.note.rstrip(".")] if fact.note else []
    return Match(
        _assertion(each), TherapyStatus.RESISTANCE, MatchLevel.ANY_TUMOUR, "; ".join(reasons), fact.amp_level,
        tier_of(fact.amp_level), None, FusionLevel.TARGET_GENE, (each.told,),
    )  # fmt: skip


def _assertion(each: Resisted) -> Assertion:
    fact = each.fact
    return Assertion(
        fact.id, AssertionKind.RESISTANCE, (fact.gene,), fact.drug, (), f"{fact.gene} fusion", fact.since,
        fact.citations, since_precision=fact.since_precision, mutation=each.told.partition(" ")[2],
        civic_level=fact.civic_level, amp_level=fact.amp_level, note=fact.note,
    )  # fmt: skip
