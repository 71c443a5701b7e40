"""The fusion transcript between its two genes, as inline SVG.

Three rows hang on one junction line: the 5' gene above, the fusion transcript between, the 3' gene below, all
to one scale and 5' left to 3' right. Kept exons are solid, lost ones outlined, untranslated bases thin. An
event inside one gene is drawn by internal_svg; where no fusion transcript can be stated, nothing is drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fusionanno.model import AnnotatedFusion, FusionTranscript, ReadingFrame
from fusionanno.renderers.effects import verdict_phrase
from fusionanno.renderers.figures.exon_track import Scale, Stretch, Track, scale_of, track_of
from fusionanno.renderers.figures.internal_svg import internal_figure, is_inside_one
from fusionanno.renderers.figures.lanes import bars, packed, text_width
from fusionanno.renderers.figures.shapes import (
    FUSION,
    GENE,
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
    stroke,
    text,
    title,
)
from fusionanno.renderers.wording import is_predicted, junction_phrase


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
        return Figure(None, "No drawing: no fusion transcript can be stated.")
    if is_inside_one(transcript):
        return internal_figure(fusion, transcript, figure_id)
    five, three = track_of(transcript.five_prime), track_of(transcript.three_prime)
    names = (
        fusion.placed.five_symbol,
        fusion.placed.three_symbol,
        fusion.name.exons or _plain_label(transcript),
    )
    drawing = _Drawing(five, three, _scale(five, three), transcript, names)
    body, height = _rows(drawing)
    is_exon_only = fusion.call.five_prime.breakpoint is None and fusion.call.five_prime.exon is not None
    told = " Observed: the exon numbers. Inferred: positions, frame and domains." if is_exon_only else ""
    name = f"{fusion.name.hgnc} fusion transcript"
    svg = framed(figure_id, name, _description(fusion, transcript), "".join(body), height)
    return Figure(svg, _caption(drawing) + told)


def _scale(five: Track, three: Track) -> Scale:
    """Return the scale that leaves room for 5' and 3' beside the fusion, and for the last exon's number."""
    inner = scale_of(five, three, WIDTH - 2 * MARGIN)
    return replace(inner, junction_x=inner.junction_x + MARGIN)


def _plain_label(transcript: FusionTranscript) -> str:
    return f"exon {transcript.five_prime.exon}; exon {transcript.three_prime.exon}"


def _description(fusion: AnnotatedFusion, transcript: FusionTranscript) -> str:
    return f"{fusion.name.hgnc}: {junction_phrase(transcript)}; {verdict_phrase(fusion.placed)}."


def _rows(drawing: _Drawing) -> tuple[list[str], float]:
    """Draw from top to bottom; return the shapes and the height they take."""
    five, three, scale = drawing.five, drawing.three, drawing.scale
    fates = drawing.transcript.domains
    shapes: list[str] = []

    y = TEXT
    shapes += title(drawing.names[0], f"{five.site.transcript.id}, 5' partner", 0.0, y)
    lost = packed(bars(five, fates, scale, kept=False), SMALL, WIDTH, 2)
    y = lanes(shapes, lost, y + 5)
    shapes += numbers(five, scale, y + SMALL)
    y += SMALL + 3
    top = y
    shapes += [exon_box(five, each, scale, y, GENE) for each in five.stretches]
    shapes += break_marks(five, scale, y + GENE / 2)
    y += GENE + 22

    label_y = y
    y += 6
    kept = (bar for track in (five, three) for bar in bars(track, fates, scale, kept=True))
    y = lanes(shapes, packed(kept, SMALL, WIDTH, 4), y)
    shapes += [exon_box(track, each, scale, y + 2, FUSION) for track, each in drawing.kept()]
    shapes += _ends(drawing, y + 2 + FUSION / 2)
    y += FUSION + 24

    shapes += title(drawing.names[1], f"{three.site.transcript.id}, 3' partner", 0.0, y)
    y += 6
    shapes += [exon_box(three, each, scale, y, GENE) for each in three.stretches]
    shapes += break_marks(three, scale, y + GENE / 2)
    bottom = y + GENE
    shapes += numbers(three, scale, bottom + SMALL + 1)
    y = bottom + SMALL + 4
    y = lanes(shapes, packed(bars(three, fates, scale, kept=False), SMALL, WIDTH, 2), y)
    shapes += _junction(drawing, top, bottom, label_y)
    return shapes, y + 6


def _ends(drawing: _Drawing, middle: float) -> list[str]:
    kept = list(drawing.kept())
    left = drawing.scale.x(kept[0][0], kept[0][1].start, kept[0][1].exon)
    right = drawing.scale.x(kept[-1][0], kept[-1][1].end, kept[-1][1].exon)
    y = middle + 3.5
    return [
        text(left - 4, y, "5'", Face("muted", "end")),
        text(right + 4, y, "3'", Face("muted")),
    ]


def _junction(drawing: _Drawing, top: float, bottom: float, label_y: float) -> list[str]:
    x, label = drawing.scale.junction_x, drawing.names[2]
    half = text_width(label, TEXT) / 2 + 5
    middle = min(max(x, half), WIDTH - half)
    title_y = bottom - GENE - 6
    title_width = text_width(f"{drawing.names[1]} {drawing.three.site.transcript.id}, 3' partner", TEXT)
    lower = (
        ((label_y + 4, title_y - 10), (title_y + 3, bottom + 2))
        if x < title_width
        else ((label_y + 4, bottom + 2),)
    )
    dash = ' stroke-dasharray="4 3"' if is_predicted(drawing.transcript) else ""
    return [
        *_fusion_title(drawing, label_y, middle - half, middle + half),
        *(stroke(x, ends, dash) for ends in ((top - 2, label_y - 11), *lower)),
        text(middle, label_y, label, Face(anchor="middle", weight=700)),
    ]


def _fusion_title(drawing: _Drawing, y: float, left: float, right: float) -> list[str]:
    """Name the middle row at the side of the junction's label where there is room."""
    length = drawing.transcript.frame.protein_length
    rest = f"fusion transcript{f', {length} residues' if length is not None else ''}"
    name = f"{drawing.names[0]}::{drawing.names[1]}"
    room = text_width(f"{name} {rest}", TEXT) + 10
    if left >= room:
        return title(name, rest, 0.0, y)
    return title(name, rest, WIDTH - room, y) if WIDTH - right >= room else []


def _caption(drawing: _Drawing) -> str:
    five, three = drawing.five.site, drawing.three.site
    transcript = drawing.transcript
    names = f"{drawing.names[0]} ({five.transcript.id}) and {drawing.names[1]} ({three.transcript.id})"
    parts = [
        f"Exons of {names} and of the fusion transcript between them, 5' to 3', to one scale, without "
        "introns: solid = kept, outlined = lost, thin = untranslated"
        + (", // = drawn shorter than it is." if drawing.five.shortened or drawing.three.shortened else "."),
        "Bars above the fusion are domains that it keeps; outlined bars at a gene are lost.",
        *_not_read(transcript),
        *at_junction(transcript, drawing.names[0], drawing.names[1]),
    ]
    return " ".join(parts)


def _not_read(transcript: FusionTranscript) -> Iterator[str]:
    """Say that 3' exons drawn as coding are so in their own gene only."""
    if transcript.frame.frame in (ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON):
        yield "The 3' part is drawn as in its own gene; in this fusion it is not read in its own codons."
