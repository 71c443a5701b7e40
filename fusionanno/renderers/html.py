"""
The report as one HTML file: no network, no script, printable on A4.

The template prints values and decides nothing; what it prints is made in the modules beside this one. It is
strict: an undefined name, or None where text belongs, stops the rendering.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from fusionanno.model import AnnotatedFusion, Case, Citation, FlagId, Report
from fusionanno.renderers.alternatives import is_told_by_event
from fusionanno.renderers.aside import SET_ASIDE, aside_reasons
from fusionanno.renderers.base import Renderer
from fusionanno.renderers.beside_view import CitedLine, Mutations, NewsView, conflicts, mutations, news
from fusionanno.renderers.case_view import case_view
from fusionanno.renderers.drugs import DrugGroup, drug_groups, folded
from fusionanno.renderers.effects import kind_sentences, structure_phrase
from fusionanno.renderers.events import Event, events_of, with_reciprocals
from fusionanno.renderers.fusion_view import FusionView, fusion_view
from fusionanno.renderers.glossary import glossary
from fusionanno.renderers.limits import limits
from fusionanno.renderers.references import References
from fusionanno.renderers.result_order import by_tier
from fusionanno.renderers.seen_by import meaning_rows, meanings_of, passed_over
from fusionanno.renderers.sentences import (
    has_reportable,
    is_folded,
    is_told_beside,
    negative_result,
    result_sentence,
    set_aside,
    why_no_therapy,
)
from fusionanno.renderers.wording import sentence

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A fusion's name, the sentence that follows it, and the section that says more."""

    name: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class OtherCall:
    name: str
    called: str
    structure: str
    detail: str
    reason: str
    flags: str
    reciprocal: str
    anchor: str
    beside: str
    aside: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the drugs of all fusions."""

    news: NewsView | None
    mutations: Mutations | None
    conflicts: tuple[CitedLine, ...]


class HtmlRenderer(Renderer):
    name = "html"
    suffix = ".html"

    def render(self, report: Report) -> str:
        events = with_reciprocals(events_of(report))
        sections = by_tier(event for event in events if has_reportable(event))
        shown = [
            event for event in sections if not (is_folded(event, sections) or is_told_beside(event, sections))
        ]
        others = [event for event in events if event not in shown]
        above, below = folded(drug_groups(shown, report.case))
        beside = Beside(news(shown, report.case), mutations(shown, report.case), conflicts(shown))
        meanings = meanings_of(report.provenance.inputs)
        fusions = [fusion_view(event, number, meanings) for number, event in enumerate(shown, start=1)]
        aside = list(_others([event for event in others if event.merged.set_aside], shown))
        template = _environment().get_template("report.html.j2")
        return template.render(
            case=case_view(report.case),
            results=list(_results(shown, report.case)),
            negative=negative_result(report),
            set_aside=set_aside(report),
            groups=above,
            more=below,
            more_number=sum(len(row.statements) for group in below for row in group.rows),
            beside=beside,
            remarks=_remarks(shown),
            fusions=fusions,
            others=list(_others([event for event in others if not event.merged.set_aside], shown)),
            aside=aside,
            aside_title=SET_ASIDE,
            rejected=[(str(row.source), row.reason) for row in report.rejected],
            limits=limits(report, shown),
            provenance=report.provenance,
            options=_options(report),
            passed_over=passed_over(report.provenance.inputs),
            meanings=meaning_rows(report.provenance.inputs),
            references=References(
                (*_beside_first(beside), *_citations((*above, *below), beside, fusions), *_aside(aside))
            ),
            glossary=glossary(events),
            css=_text("report.css"),
            running=_css_string(_running(report.case)),
        )


def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_never_none,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _text(name: str) -> str:
    return files("fusionanno.renderers").joinpath(name).read_text(encoding="utf-8")


def _never_none(value: object) -> object:
    """Refuse None before it is printed as a word; what is absent has its own words."""
    if value is None:
        msg = "a template printed None: say 'not reported' where the value is made"
        raise ValueError(msg)
    return value


def _results(events: Sequence[Event], case: Case) -> Iterator[ResultLine]:
    for number, event in enumerate(events, start=1):
        yield ResultLine(event.fusion.name.hgnc, result_sentence(event, case), f"fusion-{number}")


def _remarks(events: Sequence[Event]) -> tuple[str, ...]:
    """Return what the knowledge says of its own gaps, each sentence once."""
    told = (remark for event in events for each in event.judged for remark in each.interpretation.remarks)
    return tuple(dict.fromkeys(sentence(remark) for remark in told))


def _others(events: Sequence[Event], shown: Sequence[Event]) -> Iterator[OtherCall]:
    sections = {
        product.fusion.call.source: (f"fusion-{number}", event.fusion.name.hgnc)
        for number, event in enumerate(shown, start=1)
        for product in event.reciprocals
    }
    for event in events:
        anchor, name = sections.get(event.fusion.call.source, ("", ""))
        yield _other(event, anchor, name or str(event.fusion.reciprocal_of or ""))


def _other(event: Event, anchor: str, reciprocal: str) -> OtherCall:
    fusion: AnnotatedFusion = event.fusion
    exons = f" {fusion.name.exons}" if fusion.name.exons else ""
    return OtherCall(
        name=f"{fusion.name.hgnc}{exons}",
        called="; ".join(_called(call.caller, str(call.source or "")) for call in event.calls),
        structure=structure_phrase(fusion.placed),
        detail=" ".join(kind_sentences(fusion.placed)),
        reason=why_no_therapy(fusion),
        flags=" ".join(_flags(fusion, is_linked=bool(anchor))),
        reciprocal=reciprocal,
        anchor=anchor,
        beside=" ".join((*_beside(event), *event.differences)),
        aside=aside_reasons(event),
        citations=fusion.interpretation.flag_citations if event.merged.set_aside else (),
    )


def _beside(event: Event) -> Iterator[str]:
    for beside in event.beside:
        yield sentence(f"Beside {beside.event.speaker.name.hgnc} ({beside.event.id}): {beside.link.because}")


def _flags(fusion: AnnotatedFusion, *, is_linked: bool) -> Iterator[str]:
    """Yield what neither the event's sentence nor the link to the other product says."""
    for flag in fusion.placed.flags:
        is_said = is_told_by_event(fusion.placed, flag) or (is_linked and flag.id is FlagId.RECIPROCAL)
        if not is_said:
            yield sentence(flag.because)


def _called(caller: str, source: str) -> str:
    return f"{caller}, {source}" if source else caller


def _options(report: Report) -> str:
    told = "; ".join(f"{name} {value}" for name, value in report.provenance.options)
    return f"Options: {told}." if told else "No option was set."


def _beside_first(beside: Beside) -> Iterator[Citation]:
    """Yield the citations of what stands before the drugs."""
    for line in beside.news.first if beside.news else ():
        yield from line.citations
    for note in beside.mutations.notes if beside.mutations else ():
        yield from note.citations


def _citations(
    groups: Sequence[DrugGroup], beside: Beside, fusions: Sequence[FusionView]
) -> Iterator[Citation]:
    """Yield every other citation in the order in which the page mentions it."""
    for group in groups:
        for row in group.rows:
            for statement in row.statements:
                for basis in statement.bases:
                    yield from basis.citations
    for effect in beside.mutations.effects if beside.mutations else ():
        yield from effect.citations
    rest = beside.news.rest if beside.news else ()
    for told in (*beside.conflicts, *rest):
        yield from told.citations
    for fusion in fusions:
        yield from fusion.told_citations
        yield from fusion.structure_citations
        yield from fusion.flag_citations
        for line in (*fusion.entities, *fusion.course):
            yield from line.citations


def _aside(aside: Iterable[OtherCall]) -> Iterator[Citation]:
    for call in aside:
        yield from call.citations


def _running(case: Case) -> str:
    sample = f"{case.sample} · " if case.sample else ""
    return f"{sample}Gene fusion report · knowledge as of {case.as_of.isoformat()} · for research use"


def _css_string(text: str) -> str:
    r"""Return text as a CSS string's content; everything but plain letters is escaped, so none can end it.

    >>> _css_string('S1 "</style>')
    'S1 \\22 \\3c \\2f style\\3e '
    """
    return "".join(
        char if (char.isalnum() and char.isascii()) or char == " " else f"\\{ord(char):x} " for char in text
    )
