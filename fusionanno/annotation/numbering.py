"""Exon numbers without positions: on which transcript did the writer count?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fusionanno.annotation.choose import Choice, preferred
from fusionanno.annotation.junction import exon_site, literature_exons
from fusionanno.annotation.layout import Layout
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import (
    Breakpoint,
    FusionTranscript,
    Gene,
    JunctionSite,
    Partner,
    ReadingFrame,
    Side,
)
from fusionanno.naming import alternative_exon
from fusionanno.naming.tables import bare, numberings


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a partner's exon: the site, the layout it is told on, how good a guess it is.

    rank 0 is the way that this gene's exons are usually counted; a higher rank is told, not chosen, unless
    rank 1 alone gives a frame.
    """

    layout: Layout
    site: JunctionSite
    edge: Breakpoint
    rank: int
    counted_on: str


def exon_readings(
    model: GeneModel, gene: Gene, partner: Partner, side: Side, listed: frozenset[str]
) -> tuple[Reading, ...]:
    """Return the readings of a partner's exon number, most usual first; never empty.

    ValueError where no transcript that may be meant has such an exon; UnknownName where the stated transcript
    does not exist.
    """
    if partner.exon is None:
        msg = f"neither a position nor an exon is given for {gene.symbol}"
        raise ValueError(msg)
    if partner.transcript is not None:
        return (_on_stated(model, gene, partner, side, partner.transcript),)
    named = _alternative(model, gene, partner, side)
    if named is not None:
        return (named,)
    transcripts = model.transcripts(gene.symbol)
    home = preferred(transcripts, listed)
    if home is None:
        msg = f"no transcript of {gene.symbol} in this reference"
        raise ValueError(msg)
    return _ranked(model, gene, partner, side, home)


def _ranked(model: GeneModel, gene: Gene, partner: Partner, side: Side, home: Choice) -> tuple[Reading, ...]:
    usual = _usual_transcripts(gene)
    others = [Layout(each) for each in model.literature(gene.symbol) if each.id != home.transcript.id]
    ranks = {each.transcript.id: 0 if bare(each.transcript.id) in usual else 2 for each in others}
    found = []
    for layout in (home.layout, *others):
        if partner.exon is not None and partner.exon <= layout.exon_count:
            rank = ranks.get(layout.transcript.id, 1 if usual else 0)
            found.append(_reading(partner, side, layout, home, rank))
    if not found:
        exon_site(home.layout, side, partner.exon or 0)
    by_edge: dict[Breakpoint, Reading] = {}
    for reading in sorted(found, key=lambda reading: reading.rank):
        by_edge.setdefault(reading.edge, reading)
    return tuple(by_edge.values())


def _usual_transcripts(gene: Gene) -> tuple[str, ...]:
    """The transcripts that papers nearly always count this gene on, where that is not MANE Select."""
    known = numberings().get(gene.symbol)
    return () if known is None or known.is_mane else known.transcripts


def _reading(partner: Partner, side: Side, layout: Layout, home: Choice, rank: int) -> Reading:
    """Read the exon on `layout`, and tell it on the home transcript where that has the same edge."""
    assert partner.exon is not None
    offset = partner.exon_offset or 0
    edge = layout.edge(partner.exon, side)
    counted = layout.transcript.id
    at_home = home.layout.exon_at_edge(edge.position, side)
    if layout is home.layout or at_home is None:
        site = exon_site(layout, side, partner.exon, offset)
        because = home.because if layout is home.layout else f"the literature counts on {counted}"
        return Reading(layout, replace(site, because=because), edge, rank, counted)
    site = exon_site(home.layout, side, at_home, offset)
    who = "some sources count" if rank else "the literature counts"
    because = f"{home.because}; exon {partner.exon} read on {counted}, as {who}"
    return Reading(home.layout, replace(site, because=because), edge, rank, counted)


def _on_stated(model: GeneModel, gene: Gene, partner: Partner, side: Side, name: str) -> Reading:
    transcript = model.transcript(name)
    if transcript.gene != gene.symbol:
        msg = f"transcript {name} belongs to {transcript.gene}, not to {gene.symbol}"
        raise ValueError(msg)
    layout = Layout(transcript)
    site = exon_site(layout, side, partner.exon or 0, partner.exon_offset or 0)
    return Reading(
        layout,
        replace(site, because="as stated in the input"),
        layout.edge(site.exon, side),
        0,
        transcript.id,
    )


def _alternative(model: GeneModel, gene: Gene, partner: Partner, side: Side) -> Reading | None:
    """An exon with a letter (EML4 6b) lives on a transcript of its own."""
    if partner.exon is None or partner.exon_suffix is None:
        return None
    known = alternative_exon(gene.symbol, partner.exon, partner.exon_suffix)
    if known is None:
        msg = f"no exon {partner.exon}{partner.exon_suffix} is known for {gene.symbol}"
        raise ValueError(msg)
    layout = Layout(model.transcript(bare(known.transcript)))
    site = exon_site(layout, side, known.transcript_exon, partner.exon_offset or 0)
    because = f"exon {partner.exon}{partner.exon_suffix} is exon {known.transcript_exon} of this transcript"
    return Reading(
        layout, replace(site, because=because), layout.edge(site.exon, side), 0, layout.transcript.id
    )


def usual_literature(model: GeneModel, gene: Gene) -> tuple[Layout, ...]:
    """Return the transcripts other than MANE Select that papers nearly always count this gene on."""
    usual = _usual_transcripts(gene)
    if not usual:
        return ()
    return tuple(Layout(each) for each in model.literature(gene.symbol) if bare(each.id) in usual)


def with_literature(site: JunctionSite, layout: Layout, literature: Sequence[Layout]) -> JunctionSite:
    """Add the same edge in the numbering of the literature's transcripts."""
    others = tuple(each for each in literature if each.transcript.id != layout.transcript.id)
    if not others:
        return site
    edge = layout.edge(site.exon, site.side)
    return replace(site, literature=literature_exons(edge, site.side, others))


def choose_pair(readings: Sequence[tuple[Reading, Reading]], pairs: Sequence[FusionTranscript]) -> int:
    """Return the index of the pair to tell: usual numbering, unless only the home numbering is in frame.

    Ranks over 1 are shown, never chosen.
    """
    ranks = [max(five.rank, three.rank) for five, three in readings]
    eligible = [index for index, rank in enumerate(ranks) if rank <= 1] or [0]
    sums = [five.rank + three.rank for five, three in readings]
    in_frame = [index for index in eligible if pairs[index].frame.frame is ReadingFrame.IN_FRAME]
    return min(in_frame or eligible, key=lambda index: sums[index])
