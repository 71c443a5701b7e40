"""The fusion transcript between its two genes, as inline SVG.

Three rows hang on one junction line: the 5' gene above, the fusion transcript between, the 3' gene below, all
to one scale and 5' left to 3' right. Kept exons are solid, lost ones outlined, untranslated bases thin.
Colours are presentation attributes, so that the drawing stands alone; a style sheet may override the classes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from fusionanno.model import AnnotatedFusion, DomainStatus, FusionTranscript, Side
from fusionanno.renderers.figures.exon_track import Scale, Stretch, Track, scale_of, track_of
from fusionanno.renderers.figures.lanes import Bar, bars, exon_numbers, packed, text_width
from fusionanno.renderers.wording import (
    frame_phrase,
    is_predicted,
    junction_phrase,
    offset_phrase,
    sentence,
)

WIDTH = 680.0
_MARGIN = 15.0
_TEXT, _SMALL = 10.5, 9.0
_LANE, _BAR = 19.0, 6.0
_GENE, _FUSION = 15.0, 22.0
_INK, _MUTED, _PAPER = "#1b2126", "#56616b", "#ffffff"
_TONES = {Side.FIVE_PRIME: ("five", "#8a9aa8"), Side.THREE_PRIME: ("three", "#0b5d73")}


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its caption; svg is None where nothing can be drawn, and the caption says why."""

    svg: str | None
    caption: str


@dataclass(frozen=True, slots=True)
class _Drawing:
    five: Track
    three: Track
    scale: Scale
    transcript: FusionTranscript
    names: tuple[str, str, str]

    def kept(self) -> Iterator[tuple[Track, Stretch]]:
        for track in (self.five, self.three):
            yield from ((track, each) for each in track.stretches if each.is_kept)


def fusion_figure(fusion: AnnotatedFusion, figure_id: str) -> Figure:
    """Return the drawing; `figure_id` must be unique in the page, its title and description take it up."""
    transcript = fusion.placed.transcript
    if transcript is None:
        reason = sentence(fusion.placed.because)
        return Figure(None, f"No drawing: no fusion transcript can be stated. {reason}".strip())
    five, three = track_of(transcript.five_prime), track_of(transcript.three_prime)
    names = (
        fusion.placed.five_symbol,
        fusion.placed.three_symbol,
        fusion.name.exons or _plain_label(transcript),
    )
    drawing = _Drawing(five, three, _scale(five, three), transcript, names)
    body, height = _rows(drawing)
    head = (
        f'<svg class="fusion" role="img" viewBox="0 -2 {WIDTH:g} {height:.1f}" '
        f'aria-labelledby="{figure_id}-title {figure_id}-desc" '
        f'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif" '
        f'font-size="{_TEXT:g}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{figure_id}-title">{escape(fusion.name.hgnc)} fusion transcript</title>'
        f'<desc id="{figure_id}-desc">{escape(_description(fusion, transcript))}</desc>'
    )
    is_exon_only = fusion.call.five_prime.breakpoint is None and fusion.call.five_prime.exon is not None
    told = " Observed: the exon numbers. Inferred: positions, frame and domains." if is_exon_only else ""
    return Figure(head + "".join(body) + "</svg>", _caption(drawing) + told)


def _scale(five: Track, three: Track) -> Scale:
    """Return the scale that leaves room for 5' and 3' beside the fusion, and for the last exon's number."""
    inner = scale_of(five, three, WIDTH - 2 * _MARGIN)
    return replace(inner, junction_x=inner.junction_x + _MARGIN)


def _plain_label(transcript: FusionTranscript) -> str:
    return f"exon {transcript.five_prime.exon}; exon {transcript.three_prime.exon}"


def _description(fusion: AnnotatedFusion, transcript: FusionTranscript) -> str:
    return f"{fusion.name.hgnc}: {junction_phrase(transcript)}; {frame_phrase(fusion.placed)}."


def _rows(drawing: _Drawing) -> tuple[list[str], float]:
    """Draw from top to bottom; return the shapes and the height they take."""
    five, three, scale = drawing.five, drawing.three, drawing.scale
    fates = drawing.transcript.domains
    shapes: list[str] = []

    y = _TEXT
    shapes += _title(drawing.names[0], f"{five.site.transcript.id}, 5' partner", 0.0, y)
    lost = packed(bars(five, fates, scale, kept=False), _SMALL, WIDTH, 2)
    y = _lanes(shapes, lost, y + 5)
    shapes += _numbers(five, scale, y + _SMALL)
    y += _SMALL + 3
    top = y
    shapes += [_exon(five, each, scale, y, _GENE) for each in five.stretches]
    shapes += _break_marks(five, scale, y + _GENE / 2)
    y += _GENE + 22

    label_y = y
    y += 6
    kept = (bar for track in (five, three) for bar in bars(track, fates, scale, kept=True))
    y = _lanes(shapes, packed(kept, _SMALL, WIDTH, 4), y)
    shapes += [_exon(track, each, scale, y + 2, _FUSION) for track, each in drawing.kept()]
    shapes += _ends(drawing, y + 2 + _FUSION / 2)
    y += _FUSION + 24

    shapes += _title(drawing.names[1], f"{three.site.transcript.id}, 3' partner", 0.0, y)
    y += 6
    shapes += [_exon(three, each, scale, y, _GENE) for each in three.stretches]
    shapes += _break_marks(three, scale, y + _GENE / 2)
    bottom = y + _GENE
    shapes += _numbers(three, scale, bottom + _SMALL + 1)
    y = bottom + _SMALL + 4
    y = _lanes(shapes, packed(bars(three, fates, scale, kept=False), _SMALL, WIDTH, 2), y)
    shapes += _junction(drawing, top, bottom, label_y)
    return shapes, y + 6


@dataclass(frozen=True, slots=True)
class _Face:
    css: str = "ink"
    anchor: str = "start"
    size: float = _TEXT
    weight: int = 400


def _text(x: float, y: float, text: str, face: _Face) -> str:
    fill = _MUTED if face.css == "muted" else _INK
    return (
        f'<text class="{face.css}" x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{face.anchor}" '
        f'font-size="{face.size:g}" font-weight="{face.weight}">{escape(text)}</text>'
    )


def _title(name: str, rest: str, x: float, y: float) -> list[str]:
    bold = f'<tspan font-weight="600">{escape(name)}</tspan>'
    return [
        f'<text class="ink" x="{x:.1f}" y="{y:.1f}" fill="{_INK}">{bold} '
        f'<tspan class="muted" fill="{_MUTED}">{escape(rest)}</tspan></text>'
    ]


def _numbers(track: Track, scale: Scale, y: float) -> list[str]:
    plain = _Face("muted", "middle", _SMALL)
    bold = _Face("ink", "middle", _SMALL, 700)
    return [
        _text(number.x, y, str(number.exon), bold if number.exon == track.site.exon else plain)
        for number in exon_numbers(track, scale, _SMALL)
    ]


def _exon(track: Track, stretch: Stretch, scale: Scale, y: float, height: float) -> str:
    tone, colour = _TONES[track.site.side]
    left, right = (scale.x(track, base, stretch.exon) for base in (stretch.start, stretch.end))
    tall = height if stretch.is_coding else height * 0.45
    # A stroke lies half outside its box: the outlined box is drawn smaller, to end where the solid one does.
    inset = 0.0 if stretch.is_kept else 0.45
    box = (
        f'x="{left + inset:.2f}" y="{y + (height - tall) / 2 + inset:.2f}" '
        f'width="{max(right - left, 1.0) - 2 * inset:.2f}" height="{tall - 2 * inset:.2f}"'
    )
    if stretch.is_kept:
        return f'<rect class="kept {tone}" {box} fill="{colour}"/>'
    return f'<rect class="lost {tone}" {box} fill="{_PAPER}" stroke="{colour}" stroke-width="0.9"/>'


def _break_marks(track: Track, scale: Scale, middle: float) -> list[str]:
    """Two strokes across each untranslated end that is drawn shorter than it is."""
    marks = []
    for exon, base in track.shortened:
        x = scale.x(track, base, exon)
        path = f"M{x - 3.2:.1f} {middle + 6:.1f} l3.2 -12 M{x:.1f} {middle + 6:.1f} l3.2 -12"
        halo = f'<path class="halo" d="{path}" stroke="{_PAPER}" stroke-width="2.6" fill="none"/>'
        marks.append(
            f'{halo}<path class="rule" d="{path}" stroke="{_MUTED}" stroke-width="0.9" fill="none"/>'
        )
    return marks


def _lanes(shapes: list[str], placed: tuple[Bar, ...], y: float) -> float:
    """Draw domain bars with their labels; return the y below the last lane."""
    shapes += [shape for bar in placed for shape in _domain(bar, y + bar.lane * _LANE)]
    return y + _LANE * (1 + max((bar.lane for bar in placed), default=-1))


def _domain(bar: Bar, y: float) -> Iterator[str]:
    tone, colour = _TONES[bar.fate.side]
    is_kept = bar.fate.status is DomainStatus.KEPT
    fill = colour if is_kept else _PAPER
    dash = ' stroke-dasharray="3 2"' if bar.fate.status is DomainStatus.UNDETERMINED else ""
    domain = bar.fate.domain
    name = escape(f"{bar.fate.gene} {domain.name}, residues {domain.start} to {domain.end}")
    yield (
        f'<rect class="domain {"kept" if is_kept else "lost"} {tone}" x="{bar.start + 0.4:.2f}" '
        f'y="{y + _SMALL + 2.5:.2f}" width="{max(bar.end - bar.start - 0.8, 0.6):.2f}" height="{_BAR:g}" '
        f'rx="2" fill="{fill}" stroke="{colour}" stroke-width="0.8"{dash}><title>{name}</title></rect>'
    )
    if bar.label:
        weight = 600 if bar.fate.domain.is_kinase else 400
        if bar.reach(_SMALL) > WIDTH:
            yield _text(bar.end, y + _SMALL, bar.label, _Face("ink", "end", _SMALL, weight))
        else:
            yield _text(bar.start, y + _SMALL, bar.label, _Face("ink", "start", _SMALL, weight))


def _ends(drawing: _Drawing, middle: float) -> list[str]:
    kept = list(drawing.kept())
    left = drawing.scale.x(kept[0][0], kept[0][1].start, kept[0][1].exon)
    right = drawing.scale.x(kept[-1][0], kept[-1][1].end, kept[-1][1].exon)
    y = middle + 3.5
    return [
        _text(left - 4, y, "5'", _Face("muted", "end")),
        _text(right + 4, y, "3'", _Face("muted")),
    ]


def _junction(drawing: _Drawing, top: float, bottom: float, label_y: float) -> list[str]:
    x, label = drawing.scale.junction_x, drawing.names[2]
    half = text_width(label, _TEXT) / 2 + 5
    middle = min(max(x, half), WIDTH - half)
    title_y = bottom - _GENE - 6
    title = text_width(f"{drawing.names[1]} {drawing.three.site.transcript.id}, 3' partner", _TEXT)
    lower = (
        ((label_y + 4, title_y - 10), (title_y + 3, bottom + 2))
        if x < title
        else ((label_y + 4, bottom + 2),)
    )
    dash = ' stroke-dasharray="4 3"' if is_predicted(drawing.transcript) else ""
    return [
        *_fusion_title(drawing, label_y, middle - half, middle + half),
        *(_stroke(x, ends, dash) for ends in ((top - 2, label_y - 11), *lower)),
        _text(middle, label_y, label, _Face(anchor="middle", weight=700)),
    ]


def _stroke(x: float, ends: tuple[float, float], dash: str) -> str:
    """A piece of the junction line; it stops at every label, so that none is struck through."""
    return (
        f'<line class="rule" x1="{x:.2f}" x2="{x:.2f}" y1="{ends[0]:.1f}" y2="{ends[1]:.1f}" '
        f'stroke="{_INK}" stroke-width="1.1"{dash}/>'
    )


def _fusion_title(drawing: _Drawing, y: float, left: float, right: float) -> list[str]:
    """Name the middle row at the side of the junction's label where there is room."""
    length = drawing.transcript.frame.protein_length
    rest = f"fusion transcript{f', {length} residues' if length is not None else ''}"
    name = f"{drawing.names[0]}::{drawing.names[1]}"
    room = text_width(f"{name} {rest}", _TEXT) + 10
    if left >= room:
        return _title(name, rest, 0.0, y)
    return _title(name, rest, WIDTH - room, y) if WIDTH - right >= room else []


def _caption(drawing: _Drawing) -> str:
    five, three = drawing.five.site, drawing.three.site
    transcript = drawing.transcript
    names = f"{drawing.names[0]} ({five.transcript.id}) and {drawing.names[1]} ({three.transcript.id})"
    parts = [
        f"Exons of {names} and of the fusion transcript between them, 5' to 3', to one scale, without "
        "introns: solid = kept, outlined = lost, thin = untranslated"
        + (", // = drawn shorter than it is." if drawing.five.shortened or drawing.three.shortened else "."),
        "Bars above the fusion are domains that it keeps; outlined bars at a gene are lost.",
        *_marks(drawing),
        *(_predicted() if is_predicted(transcript) else ()),
    ]
    return " ".join(parts)


def _predicted() -> Iterable[str]:
    yield "Dashed line: the junction is predicted from a DNA break, not observed."


def _marks(drawing: _Drawing) -> Iterator[str]:
    """What stands at the junction and is too small, or not templated, to be drawn to scale."""
    sites = zip(drawing.names, (drawing.five.site, drawing.three.site), strict=False)
    told = [f"{name} {offset_phrase(site)}" for name, site in sites if site.offset]
    if drawing.transcript.inserted:
        told.append(f"inserted bases: {drawing.transcript.inserted}")
    if told:
        yield f"At the junction, not to scale: {'; '.join(told)}."
