"""What the calls of one event do not agree on, a sentence each."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from fusionanno.merging.evidence import Judged, judged_by
from fusionanno.merging.seen import End, Seen
from fusionanno.model import CallLevel, FlagId, Partner

_BY_SEQUENCE = "Reading frame by the callers' own sequences"
_PLACED = (CallLevel.JUNCTION, CallLevel.BREAK, CallLevel.UNDIRECTED)


def differences(calls: Sequence[Seen]) -> tuple[str, ...]:
    """Return the sentences, in the order in which a reader asks: genes, place, frame, verdict, reads."""
    if len(calls) == 1:
        return ()
    asked: tuple[tuple[str, Callable[[Seen], str]], ...] = (
        ("Genes as named", _names),
        ("Order", _order),
        ("Position", _position),
        ("Strands", _strands),
        ("Exons", _exons),
        ("Inserted bases", lambda seen: seen.inserted),
        ("Reading frame as placed here", _frame),
        (_BY_SEQUENCE, _frame_by_sequence),
        ("Reading frame by the caller", lambda seen: str(seen.call.caller_frame or "")),
        ("Therapy verdict", lambda seen: seen.fusion.interpretation.structure.actionable.value),
        ("Filters not passed", lambda seen: ", ".join(seen.call.filters)),
    )
    found = [_told(label, calls, ask) for label, ask in asked]
    return tuple(sentence for sentence in (*found, *_support(calls)) if sentence)


def disagreement(calls: Sequence[Seen]) -> str:
    """Return the sentence where callers' own sequences make different frames; empty where none differ."""
    return _told(_BY_SEQUENCE, calls, _frame_by_sequence)


def _told(label: str, calls: Sequence[Seen], ask: Callable[[Seen], str]) -> str:
    """Return "Label: X by a; Y by all others.", empty where all that say anything say the same.

    What is not said differs from nothing, but for filters and inserted bases: not to name any says something.
    """
    by_value: defaultdict[str, list[str]] = defaultdict(list)
    for call in calls:
        value = ask(call)
        if value or label in _SILENCE:
            by_value[value or _SILENCE[label]].append(_briefly(call, calls))
    if len(by_value) < 2:
        return ""
    usual, told = max(by_value.values(), key=len), sum(map(len, by_value.values()))
    has_usual = len(usual) > 1 and 2 * len(usual) > told
    parts = sorted(
        f"{value} by {_listed(names)}"
        for value, names in by_value.items()
        if not (has_usual and names is usual)
    )
    if has_usual:
        value = next(value for value, names in by_value.items() if names is usual)
        parts.append(f"{value} by all others{'' if told == len(calls) else ' that tell it'}")
    return f"{label}: {'; '.join(parts)}."


def _briefly(call: Seen, calls: Sequence[Seen]) -> str:
    """Name a call by its caller where one call alone is of it, else with file and line."""
    is_only = sum(each.call.caller == call.call.caller for each in calls) == 1
    return call.call.caller if is_only else who(call)


_SILENCE = {"Filters not passed": "none", "Inserted bases": "none told"}


def who(seen: Seen) -> str:
    """Name a call: its caller, with file and line where they are known."""
    source = seen.call.source
    return f"{seen.call.caller} ({source})" if source else seen.call.caller


def _listed(names: Sequence[str]) -> str:
    ordered = sorted(set(names))
    return ordered[0] if len(ordered) == 1 else f"{', '.join(ordered[:-1])} and {ordered[-1]}"


def _names(seen: Seen) -> str:
    names = (seen.call.five_prime.symbol, seen.call.three_prime.symbol)
    return "::".join(name or "no gene" for name in names)


def _order(seen: Seen) -> str:
    flags = {flag.id for flag in seen.fusion.placed.flags}
    if FlagId.ORDER_NOT_TOLD in flags:
        return "not told"
    if FlagId.ORDER_RESOLVED in flags:
        return "derived from the gene model"
    return "as called, no strand" if FlagId.ASSUMED_ORDER in flags else "told"


def _position(seen: Seen) -> str:
    if seen.level not in _PLACED or seen.ends is None:
        return ""
    ends = seen.ends if seen.level is CallLevel.JUNCTION else sorted(seen.ends, key=_place)
    return " and ".join(f"{end.contig}:{end.position}" for end in ends)


def _place(end: End) -> tuple[str, int]:
    return end.contig, end.position


def _strands(seen: Seen) -> str:
    strands = (seen.call.five_prime.strand, seen.call.three_prime.strand)
    return "/".join(strand.value for strand in strands if strand) if None not in strands else ""


def _exons(seen: Seen) -> str:
    stated = [_exon(each) for each in (seen.call.five_prime, seen.call.three_prime)]
    return " and ".join(stated) if all(stated) else ""


def _exon(partner: Partner) -> str:
    if partner.exon is None:
        return ""
    counted = f" of {partner.transcript}" if partner.transcript else ""
    return f"exon {partner.exon}{partner.exon_suffix or ''}{counted}"


def _frame(seen: Seen) -> str:
    return "" if seen.fusion.placed.transcript is None else seen.fusion.placed.frame.value


def _frame_by_sequence(seen: Seen) -> str:
    return _frame(seen) if judged_by(seen) is Judged.BY_SEQUENCE else ""


_COUNTS: tuple[tuple[str, Callable[[Seen], object]], ...] = (
    ("Split reads", lambda seen: seen.call.support.split_reads),
    ("Spanning fragments", lambda seen: seen.call.support.spanning_fragments),
    ("Allele fraction", lambda seen: seen.call.support.allele_fraction),
)


def _support(calls: Sequence[Seen]) -> Iterator[str]:
    for label, of in _COUNTS:
        told = _told(label, calls, _shown(of))
        if told:
            yield f"{told[:-1]}; callers do not count alike."


def _shown(of: Callable[[Seen], object]) -> Callable[[Seen], str]:
    return lambda seen: "" if of(seen) is None else str(of(seen))
