"""What a caller reports for a fusion, and for the other product of the same rearrangement."""

from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.model import SAMPLE_IN_FILE, FusionCall, Partner
from fusionanno.renderers.effects import verdict_phrase
from fusionanno.renderers.events import Event
from fusionanno.renderers.wording import (
    NOT_REPORTED,
    counted,
    junction_phrase,
    listed,
    percent,
    sentence,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; is_code marks a formal name, set in a fixed-width face."""

    label: str
    value: str
    is_code: bool = False


def evidence(call: FusionCall) -> tuple[Fact, ...]:
    """What one caller reports; what it leaves out is named in one last fact."""
    support = call.support
    fraction = support.allele_fraction
    told = (
        ("Allele fraction", None if fraction is None else percent(fraction)),
        ("Split reads", support.split_reads),
        ("Spanning fragments", support.spanning_fragments),
        ("Depth", support.depth),
        ("Caller's confidence", call.confidence),
        ("Caller's frame", call.caller_frame),
    )
    absent = listed(label.lower() for label, value in told if value is None)
    return (
        Fact("Caller", ", ".join((call.caller, *where_read(call)))),
        Fact("As called", as_called(call)),
        *(Fact(label, str(value)) for label, value in told if value is not None),
        *_precision(call),
        *((Fact(NOT_REPORTED.capitalize(), absent),) if absent else ()),
    )


def where_read(call: FusionCall) -> tuple[str, ...]:
    """Return file and line, and the row's own sample where the case states another one of its file."""
    specimen = (tag for tag in call.tags if tag.startswith(SAMPLE_IN_FILE))
    return (*((str(call.source),) if call.source else ()), *specimen)


def as_called(call: FusionCall) -> str:
    """Return what the caller wrote: its words, else the partners with exons and places."""
    return call.described or " :: ".join(map(_as_called, (call.five_prime, call.three_prime)))


def _as_called(partner: Partner) -> str:
    exon = f"exon {partner.exon}{partner.exon_suffix or ''}" if partner.exon is not None else None
    place = str(partner.breakpoint) if partner.breakpoint else None
    return " ".join(word for word in (partner.symbol or "?", partner.transcript, exon, place) if word)


def _precision(call: FusionCall) -> Iterator[Fact]:
    """Yield how exact the break is, and what else only some callers say."""
    if call.homology:
        yield Fact("Homology", f"{counted(call.homology, 'base')} shared by both sides at the break")
    intervals = (("5'", call.five_prime.interval), ("3'", call.three_prime.interval))
    told = [f"{side} {interval.low:+d} to {interval.high:+d}" for side, interval in intervals if interval]
    if told:
        yield Fact("Interval of the break", f"{listed(told)} bases along the genome")
    if call.filters:
        yield Fact("Filters not passed", listed(call.filters))
    if breaks := genomic_phrase(call):
        yield Fact("Break in DNA, as stated", breaks)


def genomic_phrase(call: FusionCall) -> str:
    """Return the breaks in DNA that an RNA caller states beside its junction; empty for none."""
    ends = (("5'", call.five_prime), ("3'", call.three_prime))
    return listed(f"{side} {end.genomic_breakpoint}" for side, end in ends if end.genomic_breakpoint)


def reciprocal_sentence(event: Event) -> str:
    """Return the other product in one sentence: name, junction, frame, and each call's support."""
    fusion = event.fusion
    transcript = fusion.placed.transcript
    exons = f" {fusion.name.exons}" if fusion.name.exons else ""
    joined = f", {junction_phrase(transcript)}" if transcript else ""
    told = "; ".join(support_phrase(call) for call in event.calls)
    return sentence(f"{fusion.name.hgnc}{exons}{joined}: {verdict_phrase(fusion.placed)} ({told})")


def support_phrase(call: FusionCall) -> str:
    """Return a call's caller, file and line, and its numbers."""
    support = call.support
    counts = (("split read", support.split_reads), ("spanning fragment", support.spanning_fragments))
    words = [counted(number, noun) for noun, number in counts if number is not None]
    if support.allele_fraction is not None:
        words.append(f"allele fraction {percent(support.allele_fraction)}")
    return ", ".join((f"{call.caller} {call.source or ''}".strip(), *(words or ["no count reported"])))
