"""The shapes that every drawing is made of, as SVG text.

Colours are presentation attributes, so that a drawing stands alone; a style sheet may override the classes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from fusionanno.model import DomainStatus, FusionTranscript, Side
from fusionanno.renderers.figures.exon_track import Scale, Stretch, Track
from fusionanno.renderers.figures.lanes import Bar, exon_numbers
from fusionanno.renderers.wording import is_predicted, offset_phrase

WIDTH = 680.0
MARGIN = 15.0
TEXT, SMALL = 10.5, 9.0
LANE, BAR = 19.0, 6.0
GENE, FUSION = 15.0, 22.0
INK, MUTED, PAPER = "#1b2126", "#56616b", "#ffffff"
TONES = {Side.FIVE_PRIME: ("five", "#8a9aa8"), Side.THREE_PRIME: ("three", "#0b5d73")}


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its caption; svg is None where nothing can be drawn, and the caption says why."""

    svg: str | None
    caption: str


def framed(figure_id: str, name: str, description: str, body: str, height: float) -> str:
    """Return the drawing with its title and description, which a screen reader tells."""
    return (
        f'<svg class="fusion" role="img" viewBox="0 -2 {WIDTH:g} {height:.1f}" '
        f'aria-labelledby="{figure_id}-title {figure_id}-desc" '
        f'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif" '
        f'font-size="{TEXT:g}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{figure_id}-title">{escape(name)}</title>'
        f'<desc id="{figure_id}-desc">{escape(description)}</desc>{body}</svg>'
    )


@dataclass(frozen=True, slots=True)
class Face:
    css: str = "ink"
    anchor: str = "start"
    size: float = TEXT
    weight: int = 400


def text(x: float, y: float, text: str, face: Face) -> str:
    fill = MUTED if face.css == "muted" else INK
    return (
        f'<text class="{face.css}" x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{face.anchor}" '
        f'font-size="{face.size:g}" font-weight="{face.weight}">{escape(text)}</text>'
    )


def title(name: str, rest: str, x: float, y: float) -> list[str]:
    bold = f'<tspan font-weight="600">{escape(name)}</tspan>'
    return [
        f'<text class="ink" x="{x:.1f}" y="{y:.1f}" fill="{INK}">{bold} '
        f'<tspan class="muted" fill="{MUTED}">{escape(rest)}</tspan></text>'
    ]


def numbers(track: Track, scale: Scale, y: float) -> list[str]:
    plain = Face("muted", "middle", SMALL)
    bold = Face("ink", "middle", SMALL, 700)
    return [
        text(number.x, y, str(number.exon), bold if number.exon == track.site.exon else plain)
        for number in exon_numbers(track, scale, SMALL)
    ]


def exon_box(track: Track, stretch: Stretch, scale: Scale, y: float, height: float) -> str:
    tone, colour = TONES[track.site.side]
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
    return f'<rect class="lost {tone}" {box} fill="{PAPER}" stroke="{colour}" stroke-width="0.9"/>'


def break_marks(track: Track, scale: Scale, middle: float) -> list[str]:
    """Two strokes across each untranslated end that is drawn shorter than it is."""
    marks = []
    for exon, base in track.shortened:
        x = scale.x(track, base, exon)
        path = f"M{x - 3.2:.1f} {middle + 6:.1f} l3.2 -12 M{x:.1f} {middle + 6:.1f} l3.2 -12"
        halo = f'<path class="halo" d="{path}" stroke="{PAPER}" stroke-width="2.6" fill="none"/>'
        marks.append(f'{halo}<path class="rule" d="{path}" stroke="{MUTED}" stroke-width="0.9" fill="none"/>')
    return marks


def lanes(shapes: list[str], placed: tuple[Bar, ...], y: float) -> float:
    """Draw domain bars with their labels; return the y below the last lane."""
    shapes += [shape for bar in placed for shape in _domain(bar, y + bar.lane * LANE)]
    return y + LANE * (1 + max((bar.lane for bar in placed), default=-1))


def _domain(bar: Bar, y: float) -> Iterator[str]:
    tone, colour = TONES[bar.fate.side]
    is_kept = bar.fate.status is DomainStatus.KEPT
    fill = colour if is_kept else PAPER
    dash = ' stroke-dasharray="3 2"' if bar.fate.status is DomainStatus.UNDETERMINED else ""
    domain = bar.fate.domain
    name = escape(f"{bar.fate.gene} {domain.name}, residues {domain.start} to {domain.end}")
    yield (
        f'<rect class="domain {"kept" if is_kept else "lost"} {tone}" x="{bar.start + 0.4:.2f}" '
        f'y="{y + SMALL + 2.5:.2f}" width="{max(bar.end - bar.start - 0.8, 0.6):.2f}" height="{BAR:g}" '
        f'rx="2" fill="{fill}" stroke="{colour}" stroke-width="0.8"{dash}><title>{name}</title></rect>'
    )
    if bar.label:
        weight = 600 if bar.fate.domain.is_kinase else 400
        if bar.reach(SMALL) > WIDTH:
            yield text(bar.end, y + SMALL, bar.label, Face("ink", "end", SMALL, weight))
        else:
            yield text(bar.start, y + SMALL, bar.label, Face("ink", "start", SMALL, weight))


def stroke(x: float, ends: tuple[float, float], dash: str) -> str:
    """A piece of the junction line; it stops at every label, so that none is struck through."""
    return (
        f'<line class="rule" x1="{x:.2f}" x2="{x:.2f}" y1="{ends[0]:.1f}" y2="{ends[1]:.1f}" '
        f'stroke="{INK}" stroke-width="1.1"{dash}/>'
    )


def at_junction(transcript: FusionTranscript, five_symbol: str, three_symbol: str) -> Iterator[str]:
    """Yield what stands at the junction and is too small, or not templated, to be drawn to scale."""
    sites = ((five_symbol, transcript.five_prime), (three_symbol, transcript.three_prime))
    told = [f"{name} {offset_phrase(site)}" for name, site in sites if site.offset]
    if transcript.inserted:
        told.append(f"inserted bases: {transcript.inserted}")
    if told:
        yield f"At the junction, not to scale: {'; '.join(told)}."
    if is_predicted(transcript):
        yield "Dashed line: the junction is predicted from a DNA break, not observed."
