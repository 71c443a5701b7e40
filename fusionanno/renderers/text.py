"""The result as plain text for a terminal: one block a fusion, one line a fact."""

from collections.abc import Iterable, Iterator

from fusionanno.model import (
    AnnotatedFusion,
    Case,
    Citation,
    FrameVerdict,
    FusionTranscript,
    JunctionSite,
    PlacedFusion,
    Report,
    TherapyStatus,
)
from fusionanno.renderers.alternatives import is_told_by_event
from fusionanno.renderers.aside import SET_ASIDE
from fusionanno.renderers.base import Renderer
from fusionanno.renderers.beside_view import conflicts, course, mutations, news
from fusionanno.renderers.drugs import Basis, Statement, drug_groups, is_long
from fusionanno.renderers.effects import effect_sentence, event_sentence, rearrangement_phrase
from fusionanno.renderers.events import Event, alone, events_of, with_reciprocals
from fusionanno.renderers.evidence_view import reciprocal_sentence, support_phrase
from fusionanno.renderers.result_order import by_tier
from fusionanno.renderers.sentences import negative_result, result_sentence
from fusionanno.renderers.sequence_view import (
    decay_phrase,
    peptide_text,
    residue_phrase,
    translation_phrase,
)
from fusionanno.renderers.wording import (
    counted,
    exon_phrase,
    length_phrase,
    literature_phrase,
    or_not_reported,
    sentence,
    skipped_phrases,
)


class TextRenderer(Renderer):
    name = "text"
    suffix = ".txt"

    def render(self, report: Report) -> str:
        events = with_reciprocals(events_of(report))
        passed = by_tier(event for event in events if not event.merged.set_aside)
        blocks = [_block(event, report.case) for event in passed]
        aside = [_block(event, report.case) for event in events if event.merged.set_aside]
        if aside:
            blocks += [f"{SET_ASIDE}\n", *aside]
        rejected = [f"rejected  {row.source}: {row.reason}\n" for row in report.rejected]
        return "\n".join(blocks or [" ".join(negative_result(report)) + "\n"]) + "".join(rejected)


def describe(fusion: AnnotatedFusion, case: Case) -> str:
    """Return one fusion's block: sentence, names, transcripts with their reasons, frame, drugs, flags."""
    return _block(alone(fusion), case).rstrip("\n")


def _block(event: Event, case: Case) -> str:
    lines = [f"{event.fusion.name.hgnc}  {result_sentence(event, case)}"]
    lines += [f"  {label:<15} {text}" for label, text in _facts(event, case)]
    return "\n".join(lines) + "\n"


def _facts(event: Event, case: Case) -> Iterator[tuple[str, str]]:
    fusion = event.fusion
    yield from _names(fusion)
    yield from _kind(fusion.placed)
    yield from _junction(fusion.placed)
    yield "structure", sentence(fusion.interpretation.structure.because)
    yield from _drugs(event, case)
    yield from _beside_drugs(event, case)
    for remark in fusion.interpretation.remarks:
        yield "remark", sentence(remark)
    for product in event.reciprocals:
        yield "reciprocal", reciprocal_sentence(product)
    if fusion.reciprocal_of is not None:
        yield "reciprocal", f"The other product of the rearrangement is told at {fusion.reciprocal_of}."
    yield from _seen_by(event)
    for flag in fusion.placed.flags:
        if not is_told_by_event(fusion.placed, flag):
            sources = f" ({'; '.join(flag.citations)})" if flag.citations else ""
            yield "flag", sentence(f"{flag.because}{sources}")
    if event.merged.set_aside:
        yield "set aside", sentence(f"by {', '.join(event.merged.set_aside)}")


def _names(fusion: AnnotatedFusion) -> Iterator[tuple[str, str]]:
    name = fusion.name
    yield "exons", or_not_reported(name.exons)
    yield "variant", or_not_reported(name.variant)
    yield "VICC", or_not_reported(name.vicc)
    yield "HGVS", or_not_reported(name.hgvs)
    yield from _rarer_names(fusion)
    yield "ISCN", f"{name.iscn} (derived, not observed)" if name.iscn else or_not_reported(None)


def _junction(placed: PlacedFusion) -> Iterator[tuple[str, str]]:
    transcript = placed.transcript
    if transcript is None:
        if not event_sentence(placed):
            yield "junction", sentence(placed.because)
        return
    yield "5'", _side(placed.five_symbol, transcript.five_prime)
    yield "3'", _side(placed.three_symbol, transcript.three_prime)
    yield "frame", _frame(placed, transcript.frame)
    for told in skipped_phrases(placed):
        yield "skipped", sentence(told)
    yield from _sequence(transcript)
    yield "kinase", f"{transcript.kinase.status.value}: {transcript.kinase.because}."


def _drugs(event: Event, case: Case) -> Iterator[tuple[str, str]]:
    groups = drug_groups((event,), case)
    for group in groups:
        is_folded = is_long(groups) and group.status is not TherapyStatus.ON_LABEL
        for row in group.rows:
            for statement in row.statements[:1] if is_folded else row.statements:
                bases = "; ".join(_based(basis) for basis in statement.bases)
                told = f"{row.drug}: {statement.indication} ({bases}){_by_another(event, statement)}"
                further = len(row.statements) - 1 if is_folded else 0
                more = f"; and {counted(further, 'further statement')}" if further else ""
                yield group.status.value, f"{told}{_told_of(statement)}{more}"


def _told_of(statement: Statement) -> str:
    """Return what else a line says of its drug: what of the fusion it is for, numbers, resistance."""
    told = (
        f"for {statement.nearness}" if statement.nearness else "",
        statement.studied_in,
        statement.numbers,
        f"resisted by {statement.resisted}" if statement.resisted else "",
    )
    return "".join(f"; {each}" for each in told if each)


def _beside_drugs(event: Event, case: Case) -> Iterator[tuple[str, str]]:
    """Yield reported mutations, sources that disagree, the course of the disease, and what is new."""
    found = mutations((event,), case)
    for note in found.notes if found else ():
        yield "mutation", _sourced(note.text, note.citations)
    for line in conflicts((event,)):
        yield "conflict", _sourced(line.text, line.citations)
    for line in course(event.fusion.interpretation.prognosis):
        yield "course", _sourced(line.text, line.citations)
    told = news((event,), case)
    for line in told.lines if told else ():
        yield "new", _sourced(line.text, line.citations)
    if told and told.nothing:
        yield "new", f"{told.title}: {told.nothing[:1].lower()}{told.nothing[1:]}"


def _sourced(text: str, citations: Iterable[Citation]) -> str:
    """Return a sentence with its sources, unless it names them itself."""
    unnamed = [each.id for each in citations if each.id not in text]
    return f"{text} ({', '.join(unnamed)})" if unnamed else text


def _by_another(event: Event, statement: Statement) -> str:
    return f", {statement.fusions}" if event.merged.told_otherwise else ""


def _seen_by(event: Event) -> Iterator[tuple[str, str]]:
    """Yield who saw the fusion where that is more than one call, and what stands beside it."""
    if len(event.merged.calls) > 1:
        for call in event.calls:
            yield "seen by", sentence(support_phrase(call))
    for difference in event.differences:
        yield "differs", sentence(difference)
    for beside in event.beside:
        calls = "; ".join(support_phrase(each.fusion.call) for each in beside.event.calls)
        yield beside.link.kind.value, sentence(f"{beside.event.id}: {beside.link.because} ({calls})")


def _rarer_names(fusion: AnnotatedFusion) -> Iterator[tuple[str, str]]:
    placed = fusion.placed
    sequence = placed.transcript.sequence if placed.transcript else None
    event = placed.event_name.hgvs if placed.event_name else None
    told = (
        ("HGVS event", None if event == fusion.name.hgvs else event),
        ("HGVS genome", fusion.name.hgvs_g),
        ("protein", sequence.protein_name if sequence else None),
    )
    yield from ((label, value) for label, value in told if value)


def _kind(placed: PlacedFusion) -> Iterator[tuple[str, str]]:
    """Yield what the event is and makes, where that is known and no plain fusion."""
    told = (
        ("class", rearrangement_phrase(placed)),
        ("event", event_sentence(placed)),
        ("effect", effect_sentence(placed.transcript) if placed.transcript else ""),
    )
    yield from ((label, value) for label, value in told if value)


def _sequence(transcript: FusionTranscript) -> Iterator[tuple[str, str]]:
    if transcript.sequence_because:
        yield "sequence", sentence(transcript.sequence_because)
    if transcript.sequence is None:
        return
    sequence = transcript.sequence
    told = (
        ("residues", peptide_text(sequence)),
        ("at junction", residue_phrase(sequence)),
        ("translated", translation_phrase(sequence)),
        ("decay", decay_phrase(sequence)),
    )
    yield from ((label, value) for label, value in told if value)


def _based(basis: Basis) -> str:
    qualified = (basis.qualifier,) if basis.qualifier else ()
    return ", ".join((basis.dated, *qualified, *(str(citation) for citation in basis.citations)))


def _frame(placed: PlacedFusion, verdict: FrameVerdict) -> str:
    length = length_phrase(placed)
    return f"{verdict.frame.value}{f', {length}' if length else ''}: {verdict.because}."


def _side(symbol: str, site: JunctionSite) -> str:
    reason = f"; {site.because}" if site.because else ""
    literature = literature_phrase(site)
    counted = f" ({literature})" if literature else ""
    return f"{symbol} {exon_phrase(site)} of {site.transcript.id}{counted}{reason}"
