"""Drugs that a mutation of the target resists, as statements of their own."""

from collections.abc import Iterable

from fusionanno.knowledge.dates import dated
from fusionanno.knowledge.disputes import Resisted, dispute
from fusionanno.knowledge.fusion_level import FusionWords
from fusionanno.knowledge.tiers import tier_of
from fusionanno.model import Assertion, AssertionKind, FusionLevel, Match, MatchLevel, TherapyStatus


def resistance_matches(resisted: Iterable[Resisted], target: str, words: FusionWords) -> tuple[Match, ...]:
    """Return one match for each drug and mutation, with the level of its row; no tumour is named by it.

    Of an event inside a gene, or a partner's mutation, the event or the pair is named: "ALK fusion" else.
    What stronger evidence disputes is none: it stands among the conflicts.
    """
    counting = (each for each in resisted if not each.is_outweighed)
    return tuple(
        _match(each, words.event or (words.pair if each.fact.gene != target else f"{target} fusion"))
        for each in sorted(counting, key=lambda each: (each.fact.amp_level or "Z", each.fact.drug))
    )


def _match(each: Resisted, subject: str) -> Match:
    fact = each.fact
    reasons = [f"published {dated(fact)}: {subject}", f"{each.told} was reported beside it"]
    reasons.append(f"{fact.evidence} evidence")
    if each.disputed_by:
        reasons.append(f"disputed: {dispute((fact, *each.disputed_by))}")
    reasons += [fact.note.rstrip(".")] if fact.note else []
    return Match(
        _assertion(each, subject), TherapyStatus.RESISTANCE, MatchLevel.ANY_TUMOUR, "; ".join(reasons),
        fact.amp_level, tier_of(fact.amp_level), None, FusionLevel.TARGET_GENE, (each.told,),
    )  # fmt: skip


def _assertion(each: Resisted, subject: str) -> Assertion:
    fact = each.fact
    return Assertion(
        fact.id, AssertionKind.RESISTANCE, (fact.gene,), fact.drug, (), subject, fact.since,
        fact.citations, since_precision=fact.since_precision, mutation=each.told.partition(" ")[2],
        civic_level=fact.civic_level, amp_level=fact.amp_level, note=fact.note,
    )  # fmt: skip
