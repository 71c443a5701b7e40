"""What a report cannot say, most particular first."""

from collections.abc import Iterator, Sequence

from fusionanno.model import (
    AssertionKind,
    BesideKind,
    Case,
    FusionCall,
    Match,
    MatchLevel,
    Partner,
    ReadingFrame,
    Report,
)
from fusionanno.renderers.effects import is_settled
from fusionanno.renderers.events import Event
from fusionanno.renderers.seen_by import Meanings, meanings_of
from fusionanno.renderers.sentences import aside, detection_limit, flat
from fusionanno.renderers.wording import is_predicted, sentence


def limits(report: Report, reportable: Sequence[Event]) -> tuple[str, ...]:
    """Return what this report cannot say, most particular first."""
    meanings = meanings_of(report.provenance.inputs)
    return (
        *dict.fromkeys(line for event in reportable for line in _fusion_limits(event, meanings)),
        *_case_limits(report, reportable),
        _not_read(report.case),
        *(["In frame means that the coding phases meet; a protein was not shown."] if report.fusions else ()),
        _knowledge_limit(report),
    )


def _not_read(case: Case) -> str:
    if case.variants is None:
        return (
            "Only fusion calls were read: resistance mutations, other alterations and expression are outside "
            "this report, as are genes that the assay does not cover."
        )
    return (
        "Of small variants the protein changes were compared, by gene and change: a mutation that the file "
        "does not hold is not excluded. Expression and other alterations are outside this report, as are "
        "genes that the assay does not cover."
    )


def _knowledge_limit(report: Report) -> str:
    """Say what is not in the knowledge: what came after the day asked for, or after its own last revision."""
    day = report.case.as_of.isoformat()
    tables = report.provenance.resources
    revised = max((each.version for each in tables if each.name == "knowledge/therapies.tsv"), default=day)
    if revised < day:
        return f"The knowledge base was last revised on {revised}: what changed since then is not in it."
    return f"Knowledge after {day} was not used."


def _fusion_limits(event: Event, meanings: Meanings) -> Iterator[str]:
    fusion, transcript = event.fusion, event.fusion.placed.transcript
    name = fusion.name.hgnc
    ends = [end for call in event.calls for end in (call.five_prime, call.three_prime)]
    if all(end.breakpoint is None for end in ends):
        yield f"{name}: {_without_position(event, ends)}"
    if fusion.name.variant and "undetermined" in fusion.name.variant:
        yield f"{name}: {flat(fusion.name.variant)}, because the call does not tell these junctions apart."
    if transcript is not None and is_predicted(transcript):
        rna = [each for each in event.beside if each.link.kind is BesideKind.RNA]
        if not rna:
            yield f"{name}: the transcript is predicted from a DNA break; RNA was not read. Confirm by RNA."
        elif not event.explained_by:
            yield f"{name}: the transcript is predicted from a DNA break; RNA does not show that junction."
    if fusion.placed.frame is ReadingFrame.UNDETERMINED and not is_settled(fusion.placed):
        reason = transcript.frame.because if transcript else fusion.placed.because
        yield f"{name}: the reading frame is undetermined: {reason.rstrip('.') or 'no reason recorded'}."
    if any(
        call.support.allele_fraction is not None and not _says_fraction(call, meanings)
        for call in event.calls
    ):
        yield (
            f"{name}: the allele fraction is printed as reported; what it is a fraction of was not stated "
            "and depends on the assay."
        )


def _says_fraction(call: FusionCall, meanings: Meanings) -> bool:
    """True where the caller's reader says what its allele fraction is a fraction of."""
    return call.caller in meanings and bool(meanings[call.caller].allele_fraction)


def _without_position(event: Event, ends: Sequence[Partner]) -> str:
    """Return what a call without any position leaves open."""
    if all(end.exon is None for end in ends):
        return "neither a position nor an exon was reported: where the two genes are joined is not known."
    if event.fusion.placed.transcript is None:
        return "no genomic position was reported, and the exons do not tell the junction."
    told = any(call.inserted_sequence or call.inserted_bases is not None for call in event.calls)
    unseen = (
        "" if any(end.exon_suffix for end in ends) else "an alternative exon end",
        "" if told else "inserted bases",
        "" if any(end.exon_offset for end in ends) else "a break inside an exon",
    )
    *most, last = [each for each in unseen if each] or ["a break elsewhere"]
    listing = f"{', '.join(most)} or {last}" if most else last
    return (
        "no genomic position was reported. The junction is read from exon numbers; "
        f"{listing} would not be seen."
    )


def _case_limits(report: Report, reportable: Sequence[Event]) -> Iterator[str]:
    case = report.case
    judged = [each.interpretation for event in reportable for each in event.judged]
    yield from dict.fromkeys(sentence(remark) for each in judged for remark in each.remarks)
    yield from _not_stated(case, [match for each in judged for match in each.matches])
    if report.fusions:
        yield detection_limit(case)
    if report.rejected:
        yield f"{sentence(aside(report))} What they hold is in no result; see Other calls."


def _not_stated(case: Case, matches: Sequence[Match]) -> Iterator[str]:
    """Yield what the case leaves out and what that does to the labels that are listed."""
    labels = [match for match in matches if match.assertion.kind is AssertionKind.LABEL]
    if case.tumor is None and matches:
        yield "The tumour was not stated: whether a label or a study fits it could not be judged."
    if case.region is None and labels:
        yield "The region was not stated: a label counts where its agency decides, so none is on label here."
    fitting = [match.assertion for match in labels if match.level is not MatchLevel.OTHER_TUMOUR]
    if case.age is None and any(fact.max_age is not None for fact in fitting):
        yield "The age was not stated: whether it lies within a label for children could not be judged."
    if case.age is None and any(fact.min_age and fact.max_age is None for fact in fitting):
        is_counted = case.tumor is not None and case.region is not None
        told = ": such labels are listed as if it does" if is_counted else ""
        yield f"The age was not stated: whether it reaches the least age of a label was not judged{told}."
