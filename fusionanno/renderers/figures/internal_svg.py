"""An event inside one gene, as inline SVG: the gene's transcript above, what the event makes of it below.

Both rows are to one scale. Two lines lead from the ends of what is lost, or doubled, to the junction: where a
stretch is lost they close over it, where it is doubled they open over its second copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from fusionanno.model import AnnotatedFusion, DomainFate, DomainStatus, FusionTranscript
from fusionanno.renderers.effects import verdict_phrase
from fusionanno.renderers.figures.exon_track import Scale, Stretch, Track, gap_for, track_of
from fusionanno.renderers.figures.lanes import Bar, label_of, packed, text_width
from fusionanno.renderers.figures.shapes import (
    FUSION,
    GENE,
    INK,
    MARGIN,
    SMALL,
    TEXT,
    WIDTH,
    Face,
    Figure,
    at_junction,
    break_marks,
    exon_box,
    framed,
    lanes,
    numbers,
    text,
    title,
)
from fusionanno.renderers.wording import is_predicted, junction_phrase


@dataclass(frozen=True, slots=True)
class _Inside:
    """The gene's transcript up to the junction (five) and from it (three), hung on one junction line."""

    five: Track
    three: Track
    scale: Scale
    transcript: FusionTranscript
    symbol: str
    label: str

    @property
    def is_doubled(self) -> bool:
        return self.three.junction < self.five.junction

    def own_x(self, base: float, exon: int) -> float:
        """Place a drawn base in the gene's own row."""
        return self.scale.x(self.five, base, exon)


def is_inside_one(transcript: FusionTranscript) -> bool:
    """True where both ends are told on one transcript."""
    return transcript.five_prime.transcript.id == transcript.three_prime.transcript.id


def internal_figure(fusion: AnnotatedFusion, transcript: FusionTranscript, figure_id: str) -> Figure:
    """Return the drawing; `figure_id` must be unique in the page."""
    five, three = track_of(transcript.five_prime), track_of(transcript.three_prime)
    ends = f"exon {five.site.exon} to exon {three.site.exon}"
    label = fusion.placed.event_name.name if fusion.placed.event_name else ends
    drawing = _Inside(five, three, _scale(five, three), transcript, fusion.placed.five_symbol, label)
    shapes, height = _rows(drawing)
    told = f"{label}: {junction_phrase(transcript)}; {verdict_phrase(fusion.placed)}."
    svg = framed(figure_id, f"{drawing.symbol}, {label}", told, "".join(shapes), height)
    return Figure(svg, " ".join(_caption(drawing)))


def _scale(five: Track, three: Track) -> Scale:
    """Return the scale at which the gene and what becomes of it both fit."""
    gap = gap_for(five.last_exon)
    before = five.junction, five.site.exon - 1
    after = (
        (five.length - five.junction, five.last_exon - five.site.exon),
        (three.length - three.junction, three.last_exon - three.site.exon),
    )
    room = WIDTH - 2 * MARGIN
    per_base = min((room - gap * (before[1] + gaps)) / (before[0] + length) for length, gaps in after)
    return Scale(per_base, gap, MARGIN + before[0] * per_base + before[1] * gap)


def _rows(drawing: _Inside) -> tuple[list[str], float]:
    """Draw from top to bottom; return the shapes and the height they take."""
    five, three, scale = drawing.five, drawing.three, drawing.scale
    shapes = [*title(drawing.symbol, f"{five.site.transcript.id}, as it is", 0.0, TEXT)]
    y = lanes(shapes, packed(_bars(drawing), SMALL, WIDTH, 4), TEXT + 5)
    shapes += numbers(five, scale, y + SMALL)
    y += SMALL + 3
    shapes += [exon_box(*_toned(drawing, each), y, GENE) for each in _own(drawing)]
    shapes += break_marks(five, scale, y + GENE / 2)
    top = y + GENE
    y = top + 40
    shapes += _leads(drawing, top + 2, y - 2)
    shapes += [
        exon_box(track, each, scale, y, FUSION)
        for track in (five, three)
        for each in track.stretches
        if each.is_kept
    ]
    y += FUSION + TEXT + 3
    half = text_width(drawing.label, TEXT) / 2 + 5
    middle = min(max(scale.junction_x, half), WIDTH - half)
    shapes.append(text(middle, y, drawing.label, Face(anchor="middle", weight=700)))
    return shapes, y + 8


def _own(drawing: _Inside) -> Iterator[Stretch]:
    """Yield the gene's own stretches, cut where it changes: lost where neither part keeps them."""
    five, three = drawing.five, drawing.three
    for stretch in five.stretches:
        inner = stretch.start < three.junction < stretch.end
        edges = (stretch.start, three.junction, stretch.end) if inner else (stretch.start, stretch.end)
        for low, high in pairwise(edges):
            is_kept = high <= five.junction or low >= three.junction
            yield replace(stretch, start=low, end=high, is_kept=is_kept)


def _toned(drawing: _Inside, stretch: Stretch) -> tuple[Track, Stretch, Scale]:
    """What goes on after the event has the second tone in both rows; the place is the gene's own."""
    three = drawing.three
    if not stretch.is_kept or stretch.start < max(drawing.five.junction, three.junction):
        return drawing.five, stretch, drawing.scale
    own = replace(drawing.scale, junction_x=drawing.own_x(three.junction, three.site.exon))
    return three, stretch, own


def _bars(drawing: _Inside) -> Iterator[Bar]:
    track, three = drawing.five, drawing.three.junction
    for fate in drawing.transcript.domains:
        start = track.coding_start + 3 * (fate.domain.start - 1)
        end = min(track.coding_start + 3 * fate.domain.end, track.length)
        left = drawing.own_x(start, track.exon_at(start))
        right = drawing.own_x(end, track.exon_at(end - 1))
        if right > left:
            is_doubled = three <= start and end <= track.junction
            yield Bar(left, right, f"{_label(fate)}{', doubled' if is_doubled else ''}", fate)


def _label(fate: DomainFate) -> str:
    words = {DomainStatus.LOST: ", lost", DomainStatus.PARTIAL: ", partly kept"}
    return label_of(fate) + ("" if fate.domain.is_kinase else words.get(fate.status, ""))


def _leads(drawing: _Inside, top: float, bottom: float) -> Iterator[str]:
    """The two lines from the ends of what changes to the junction."""
    five, three = drawing.five, drawing.three
    dash = ' stroke-dasharray="4 3"' if is_predicted(drawing.transcript) else ""
    for track in (five, three):
        x = drawing.own_x(track.junction, track.site.exon)
        yield (
            f'<line class="rule" x1="{x:.2f}" x2="{drawing.scale.junction_x:.2f}" y1="{top:.1f}" '
            f'y2="{bottom:.1f}" stroke="{INK}" stroke-width="1.1"{dash}/>'
        )


def _caption(drawing: _Inside) -> Iterator[str]:
    symbol, site = drawing.symbol, drawing.five.site
    cut = ", // = drawn shorter than it is" if drawing.five.shortened else ""
    change = "the doubled stretch" if drawing.is_doubled else "the lost stretch"
    yield (
        f"Exons of {symbol} ({site.transcript.id}) above, and what the event makes of them below, 5' to 3', "
        f"to one scale, without introns: solid = kept, outlined = lost, thin = untranslated{cut}. "
        f"Lines lead from the ends of {change} to the junction."
    )
    if drawing.is_doubled:
        yield "Below, the second tone begins with the second copy."
    if drawing.transcript.domains:
        yield "Bars above the gene are its domains: solid = kept, outlined = cut or lost."
    yield from at_junction(drawing.transcript, symbol, symbol)
