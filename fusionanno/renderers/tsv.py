"""
The annotated table: one row per call, tab-separated, in input order.

Nothing is an empty cell. Lists are joined by ";". A row that could not be read stands in the same columns:
its file and line, and ``rejected: reason`` under flags. No cell holds a tab or a line break; a double quote
becomes an apostrophe, so that no reader takes a cell for quoted. No text starts like a spreadsheet formula:
a leading ``=``, ``+``, ``-`` or ``@`` gets an apostrophe before it, except in a number (an offset of -20)
and in a lone sign (a strand).
"""

import re
from collections.abc import Callable

from fusionanno.model import (
    AnnotatedFusion,
    DomainFate,
    DomainStatus,
    EventKind,
    FusionEvent,
    Gene,
    JunctionSite,
    KinaseStatus,
    Partner,
    PlacedFusion,
    Region,
    RejectedRow,
    Report,
    Side,
)
from fusionanno.renderers.base import Renderer
from fusionanno.renderers.spoken import spoken
from fusionanno.renderers.tsv_knowledge import KNOWLEDGE_COLUMNS, joined, knowledge_cells, therapies
from fusionanno.renderers.tsv_product import PRODUCT_COLUMNS, Getter

_SiteGetter = Callable[[JunctionSite], object]


def _five(get: _SiteGetter) -> Getter:
    return lambda fusion: _of_site(fusion.placed.site(Side.FIVE_PRIME), get)


def _three(get: _SiteGetter) -> Getter:
    return lambda fusion: _of_site(fusion.placed.site(Side.THREE_PRIME), get)


def _of_site(site: JunctionSite | None, get: _SiteGetter) -> object:
    return None if site is None else get(site)


def _transcript(placed: PlacedFusion, side: Side) -> str | None:
    transcript = placed.transcript_of(side)
    return None if transcript is None else transcript.id


def _five_region(fusion: AnnotatedFusion) -> Region | None:
    return _region(fusion.placed, fusion.placed.five_gene, fusion.call.five_prime, Side.FIVE_PRIME)


def _three_region(fusion: AnnotatedFusion) -> Region | None:
    return _region(fusion.placed, fusion.placed.three_gene, fusion.call.three_prime, Side.THREE_PRIME)


def _region(placed: PlacedFusion, gene: Gene | None, partner: Partner, side: Side) -> Region | None:
    """Return where the junction lies on its transcript; between genes there is none to lie on."""
    site = placed.site(side)
    if site is not None:
        return site.region
    between = placed.event is EventKind.INTERGENIC and gene is None and partner.breakpoint is not None
    return Region.INTERGENIC if between else None


def _symbol(symbol: str) -> str | None:
    return None if symbol == "?" else symbol


def _literature(site: JunctionSite) -> str:
    return joined(f"{exon.transcript}:{exon.exon}" for exon in site.literature)


def _kept(fate: DomainFate) -> str:
    part = fate.status is DomainStatus.PARTIAL and fate.kept_fraction is not None
    share = f" ({fate.kept_fraction:.0%})" if part else ""
    return f"{fate.gene}:{fate.domain.name}{share}"


def _domains(fusion: AnnotatedFusion, *statuses: DomainStatus) -> str:
    return joined(_kept(fate) for fate in fusion.placed.domains if fate.status in statuses)


def _kinase(fusion: AnnotatedFusion) -> KinaseStatus:
    kinase = fusion.placed.kinase
    return kinase.status if kinase else KinaseStatus.UNDETERMINED


def _because(fusion: AnnotatedFusion) -> str:
    parts = (fusion.placed.because, fusion.interpretation.structure.because)
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _notes(fusion: AnnotatedFusion) -> str:
    return "; ".join(flag.because for flag in fusion.placed.flags)


def _frame_because(fusion: AnnotatedFusion) -> str | None:
    return fusion.placed.transcript.frame.because if fusion.placed.transcript else None


def _protein_length(fusion: AnnotatedFusion) -> int | None:
    return fusion.placed.transcript.frame.protein_length if fusion.placed.transcript else None


def _filter(fusion: AnnotatedFusion) -> str | None:
    """Return the flags that set the call aside, PASS where none does; empty where nothing is filtered."""
    return None if fusion.set_aside is None else joined(fusion.set_aside) or "PASS"


_COLUMNS: tuple[tuple[str, Getter], ...] = (
    ("sample", lambda fusion: fusion.call.sample),
    ("caller", lambda fusion: fusion.call.caller),
    ("line", lambda fusion: fusion.call.source.line if fusion.call.source else None),
    ("five_prime_gene", lambda fusion: _symbol(fusion.placed.five_symbol)),
    ("three_prime_gene", lambda fusion: _symbol(fusion.placed.three_symbol)),
    ("five_prime_breakpoint", lambda fusion: fusion.call.five_prime.breakpoint),
    ("three_prime_breakpoint", lambda fusion: fusion.call.three_prime.breakpoint),
    ("assembly", lambda fusion: fusion.placed.assembly),
    ("molecule", lambda fusion: fusion.placed.molecule),
    ("five_prime_transcript", lambda fusion: _transcript(fusion.placed, Side.FIVE_PRIME)),
    ("three_prime_transcript", lambda fusion: _transcript(fusion.placed, Side.THREE_PRIME)),
    ("five_prime_region", _five_region),
    ("three_prime_region", _three_region),
    ("five_prime_exon", _five(lambda site: site.exon)),
    ("three_prime_exon", _three(lambda site: site.exon)),
    ("five_prime_offset", _five(lambda site: site.offset)),
    ("three_prime_offset", _three(lambda site: site.offset)),
    ("frame", lambda fusion: fusion.placed.frame),
    ("protein_length", _protein_length),
    ("caller_frame", lambda fusion: fusion.call.caller_frame),
    ("event", lambda fusion: fusion.placed.event),
    ("flags", lambda fusion: joined(flag.id for flag in fusion.placed.flags)),
    ("kinase_gene", lambda fusion: fusion.placed.kinase and fusion.placed.kinase.gene),
    ("kinase_domain", _kinase),
    ("domains_kept", lambda fusion: _domains(fusion, DomainStatus.KEPT, DomainStatus.PARTIAL)),
    ("domains_lost", lambda fusion: _domains(fusion, DomainStatus.LOST)),
    ("name", lambda fusion: fusion.name.hgnc),
    ("exon_name", lambda fusion: fusion.name.exons),
    ("variant_name", lambda fusion: fusion.name.variant),
    ("vicc", lambda fusion: fusion.name.vicc),
    ("hgvs", lambda fusion: fusion.name.hgvs),
    ("iscn", lambda fusion: fusion.name.iscn),
    ("split_reads", lambda fusion: fusion.call.support.split_reads),
    ("spanning_fragments", lambda fusion: fusion.call.support.spanning_fragments),
    ("allele_fraction", lambda fusion: fusion.call.support.allele_fraction),
    ("tier", lambda fusion: fusion.interpretation.tier),
    ("therapies", therapies),
    # More than the contract asks for; new columns go to the end.
    ("source", lambda fusion: fusion.call.source.path if fusion.call.source else None),
    ("confidence", lambda fusion: fusion.call.confidence),
    ("described", lambda fusion: fusion.call.described),
    ("five_prime_strand", lambda fusion: fusion.call.five_prime.strand),
    ("three_prime_strand", lambda fusion: fusion.call.three_prime.strand),
    ("five_prime_literature_exon", _five(_literature)),
    ("three_prime_literature_exon", _three(_literature)),
    ("five_prime_break_offset", _five(lambda site: site.break_offset)),
    ("three_prime_break_offset", _three(lambda site: site.break_offset)),
    ("five_prime_transcript_because", _five(lambda site: site.because)),
    ("three_prime_transcript_because", _three(lambda site: site.because)),
    ("frame_because", _frame_because),
    ("tier_because", lambda fusion: fusion.interpretation.tier_because),
    ("because", _because),
    ("notes", _notes),
    *PRODUCT_COLUMNS,
    ("transcript_choice", lambda fusion: fusion.placed.choice),
    ("filter", _filter),
)

_OF_THE_EVENT = ("event_id", "seen_by")
"""What only a report knows that has all calls; a step that streams leaves these empty."""

COLUMNS = (*(name for name, _ in _COLUMNS), *_OF_THE_EVENT, *KNOWLEDGE_COLUMNS)
"""The header, in order."""

MERGED_COLUMNS = (*COLUMNS, "callers", "calls")
"""The header of a table of one row per event."""
_GETTERS = tuple(get for _, get in _COLUMNS)


def _clean(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    if not _is_plain(text):
        text = " ".join(text.split()).replace('"', "'")
        text = "".join(letter if letter.isprintable() else "?" for letter in text)
    if text[:1] not in "=+-@":
        return text
    is_harmless = re.fullmatch(r"([+-](\d+(\.\d+)?)?)?", text) is not None
    return text if is_harmless else f"'{text}"


def _is_plain(text: str) -> bool:
    """True for what stays as it is: nearly every cell, so it is asked cheaply."""
    return text.isprintable() and '"' not in text and "  " not in text and text == text.strip()


def cells(
    fusion: AnnotatedFusion, sample: str | None = None, event: FusionEvent | None = None
) -> tuple[str, ...]:
    """Return one call's row, in the order of COLUMNS; `sample` stands in where the call names none.

    event is the one that the call belongs to, where calls were gathered.
    """
    first, *rest = [get(fusion) for get in _GETTERS]
    of_event = _of_event(event) if event else (None, None)
    told = (first or sample, *rest, *of_event, *knowledge_cells(fusion))
    return tuple(["" if value is None else _clean(value) for value in told])


def _of_event(event: FusionEvent) -> tuple[str, str]:
    return event.id, joined(call.fusion.call.caller for call in event.calls)


def merged_header() -> str:
    """Return the header line of a table of one row per event."""
    return "\t".join(MERGED_COLUMNS) + "\n"


def merged_row(event: FusionEvent | RejectedRow, sample: str | None = None) -> str:
    """Return the line of an event: its speaker's row, then its callers, and every call's file and line."""
    if isinstance(event, RejectedRow):
        return "\t".join((*rejected_cells(event), "", "")) + "\n"
    sources = (call.fusion.call.source for call in event.calls)
    told = (
        *cells(spoken(event), sample, event),
        _clean(joined(call.fusion.call.caller for call in event.calls)),
        _clean(joined(str(source) for source in sources if source is not None)),
    )
    return "\t".join(told) + "\n"


def rejected_cells(row: RejectedRow) -> tuple[str, ...]:
    """Return the row of a line that could not be read: its file and line, and the reason under flags."""
    told = {
        "line": row.source.line,
        "flags": f"rejected: {row.reason}".replace(";", ","),
        "source": row.source.path,
    }
    return tuple(_clean(told.get(column)) for column in COLUMNS)


def header() -> str:
    """Return the header line, line break included."""
    return "\t".join(COLUMNS) + "\n"


def row(result: AnnotatedFusion | RejectedRow, sample: str | None = None) -> str:
    """Return the line of a call or of a rejected row, line break included, for a step that streams."""
    told = rejected_cells(result) if isinstance(result, RejectedRow) else cells(result, sample)
    return "\t".join(told) + "\n"


class TsvRenderer(Renderer):
    name = "tsv"
    suffix = ".tsv"

    def render(self, report: Report) -> str:
        events = {id(call.fusion): event for event in report.events for call in event.calls}
        called = (
            "\t".join(cells(fusion, report.case.sample, events.get(id(fusion)))) + "\n"
            for fusion in report.fusions
        )
        return header() + "".join(called) + "".join(row(rejected) for rejected in report.rejected)
