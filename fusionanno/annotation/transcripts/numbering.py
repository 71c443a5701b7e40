"""Exon numbers without positions: on which transcript did the writer count?"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from fusionanno.annotation.geometry.junction import exon_site, literature_exons, no_splice_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.geometry.reading import End, Pair, Reading, WrongTranscript
from fusionanno.annotation.transcripts.choose import Choice, is_listed, preferred
from fusionanno.annotation.transcripts.choose import rank as rank_words
from fusionanno.errors import UnknownName
from fusionanno.model import (
    Breakpoint,
    FusionTranscript,
    JunctionSite,
    LiteratureExon,
    ReadingFrame,
    Transcript,
    TranscriptTag,
)
from fusionanno.naming import alternative_exon
from fusionanno.naming.tables import alternative_exons, bare, numberings

_IF_IT_FITS, _SHOWN = 1, 2
"""Ranks of readings (geometry/reading.py): chosen where it alone is in frame, never chosen."""


def exon_readings(layouts: Layouts, end: End, listed: frozenset[str]) -> tuple[Reading, ...]:
    """Return the readings of an exon number, most usual first; never empty.

    ValueError where no transcript that may be meant has such an exon; UnknownName where the stated transcript
    does not exist.
    """
    partner, gene = end.partner, end.gene
    if partner.exon is None:
        msg = f"neither a position nor an exon is given for {gene.symbol}"
        raise ValueError(msg)
    if partner.exon_suffix is not None:
        return (_alternative(layouts, end, partner.exon, partner.exon_suffix),)
    if partner.transcript is not None:
        older = _older(layouts, end, partner.exon, partner.transcript)
        if older is not None:
            return (older,)
        layout = stated_layout(layouts, end, partner.transcript)
        return (_plain(layout, end, partner.exon, stated_because(layout, partner.transcript)),)
    home = preferred(layouts.of_gene(gene.symbol), listed)
    if home is None:
        msg = f"no transcript of {gene.symbol} in this reference"
        raise ValueError(msg)
    if is_listed(home.transcript, listed):
        return _of_the_list(layouts, end, partner.exon, home)
    return _ranked(layouts, end, partner.exon, home)


def stated_layout(layouts: Layouts, end: End, name: str) -> Layout:
    """Return the transcript that is named; WrongTranscript where it belongs to another gene."""
    transcript = layouts.model.transcript(name)
    if transcript.gene != end.gene.symbol:
        msg = f"transcript {name} belongs to {transcript.gene}, not to {end.gene.symbol}"
        raise WrongTranscript(msg)
    return layouts.of(_placed(layouts, transcript, end))


def stated_because(layout: Layout, name: str) -> str:
    """Say that a transcript is stated, and where it is so in another version than the one here."""
    because, (_, _, version) = "as stated in the input", name.partition(".")
    transcript = layout.transcript
    if not version or name in (transcript.id, transcript.ensembl_id):
        return because
    here = transcript.id if bare(transcript.id) == bare(name) else transcript.ensembl_id or transcript.id
    return f"{because}, which says version {version} ({name}); {here} is the version here and was read"


def _placed(layouts: Layouts, transcript: Transcript, end: End) -> Transcript:
    """Return the placement of a transcript that the position lies on: PAR genes have one on X, one on Y."""
    place = end.partner.breakpoint
    if place is None or place.contig == transcript.contig:
        return transcript
    same = (each for each in layouts.model.transcripts(transcript.gene) if each.id == transcript.id)
    return next((each for each in same if each.contig == place.contig), transcript)


def _plain(layout: Layout, end: End, exon: int, because: str) -> Reading:
    site = replace(exon_site(layout, end.side, exon, end.partner.exon_offset or 0), because=because)
    name = layout.transcript.id
    return Reading(layout, site, layout.edge(exon, end.side), 0, f"counted on {name}")


def _alternative(layouts: Layouts, end: End, exon: int, suffix: str) -> Reading:
    """An exon with a letter (EML4 6b) lives on a transcript of its own."""
    known = alternative_exon(end.gene.symbol, exon, suffix)
    if known is None:
        msg = f"no exon {exon}{suffix} is known for {end.gene.symbol}"
        raise ValueError(msg)
    stated = end.partner.transcript
    if stated is not None and bare(stated) != bare(known.transcript):
        msg = f"exon {exon}{suffix} of {end.gene.symbol} is on {known.transcript}, not on {stated}"
        raise ValueError(msg)
    layout = layouts.of(layouts.model.transcript(bare(known.transcript)))
    because = f"exon {exon}{suffix} is exon {known.transcript_exon} of this transcript"
    return _plain(layout, end, known.transcript_exon, because)


def _of_the_list(layouts: Layouts, end: End, exon: int, home: Choice) -> tuple[Reading, ...]:
    """Read the number on the user's transcript; how others count it is shown beside, never chosen."""
    told = _plain(home.layout, end, exon, home.because)
    usual = preferred(layouts.of_gene(end.gene.symbol), frozenset())
    others = _ranked(layouts, end, exon, usual) if usual is not None else ()
    return (told, *(replace(each, rank=_SHOWN) for each in others if each.edge != told.edge))


def _ranked(layouts: Layouts, end: End, exon: int, home: Choice) -> tuple[Reading, ...]:
    found = _counted_on(layouts, end, exon, home)
    if any(each.rank == 0 and not no_splice_site(each.layout, each.site) for each in found):
        # A number that stands on the literature's transcript is never read on another for its frame.
        found = [replace(each, rank=_SHOWN if each.rank else 0) for each in found]
    if not found:
        exon_site(home.layout, end.side, exon, end.partner.exon_offset or 0)
    found += (*_other_ends(layouts, end, exon), *_older_readings(layouts, end, exon))
    by_edge: dict[Breakpoint, Reading] = {}
    for reading in sorted(found, key=lambda reading: reading.rank):
        by_edge.setdefault(reading.edge, reading)
    return tuple(by_edge.values())


def _counted_on(layouts: Layouts, end: End, exon: int, home: Choice) -> list[Reading]:
    """Return the number on each transcript that papers count on, rank 0 on the one that nearly all take."""
    usual = _usual_transcripts(end.gene.symbol)
    lettered = {bare(each.transcript) for each in alternative_exons().get(end.gene.symbol, ())}
    others = [
        layouts.of(each)
        for each in layouts.model.literature(end.gene.symbol)
        if each.id != home.transcript.id and bare(each.id) not in lettered
    ]
    found = []
    for layout in (home.layout, *others):
        is_home = layout is home.layout
        is_usual = bare(layout.transcript.id) in usual if usual else is_home
        rank = 0 if is_usual else _IF_IT_FITS if is_home else _SHOWN
        if exon <= layout.exon_count:
            with suppress(ValueError):
                who = "as some sources count" if rank else "as the literature counts"
                found.append(replace(counted(end, exon, layout, home, who), rank=rank))
    return found


def _other_ends(layouts: Layouts, end: End, exon: int) -> list[Reading]:
    """The ends of an exon that the literature tells apart by a letter, where none is given (EML4 6a, 6b)."""
    return [
        replace(_alternative(layouts, end, exon, each.suffix), rank=_SHOWN, how=f"exon {exon}{each.suffix}")
        for each in alternative_exons().get(end.gene.symbol, ())
        if each.exon == exon and _has(layouts, bare(each.transcript))
    ]


def _older_readings(layouts: Layouts, end: End, exon: int) -> Iterator[Reading]:
    """Yield the exon as papers count it on older versions of the transcript, which the reference has not."""
    known = numberings().get(end.gene.symbol)
    for older in known.older if known else ():
        with suppress(ValueError):
            reading = _older(layouts, end, exon, older.transcript, "as some sources count")
            if reading is not None:
                yield replace(reading, rank=_SHOWN)


def _older(
    layouts: Layouts, end: End, exon: int, transcript: str, who: str = "as stated in the input"
) -> Reading | None:
    """Read an exon of an older version on today's; None for a transcript that no table calls an older one.

    ValueError for an exon that today's version has not.
    """
    known = numberings().get(end.gene.symbol)
    found = (each for each in known.older if each.transcript == transcript) if known else ()
    older = next(iter(found), None)
    if known is None or older is None:
        return None
    own = (each for each in layouts.of_gene(end.gene.symbol) if bare(each.transcript.id) in known.transcripts)
    layout = next(own, None)
    if layout is None:
        return None
    if exon <= older.more:
        msg = f"exon {exon} of {end.gene.symbol} on {transcript} does not exist on {layout.transcript.id}"
        raise ValueError(msg)
    because = f"{rank_words(layout.transcript)}; exon {exon} read on {transcript}, {who}"
    reading = _plain(layout, end, exon - older.more, because)
    site = replace(reading.site, counted_as=LiteratureExon(transcript, exon))
    return replace(reading, site=site, how=f"counted on {transcript}")


def _has(layouts: Layouts, transcript: str) -> bool:
    try:
        layouts.model.transcript(transcript)
    except UnknownName:
        return False
    return True


def _usual_transcripts(gene: str) -> tuple[str, ...]:
    """The transcripts that papers nearly always count this gene on, where that is not MANE Select."""
    known = numberings().get(gene)
    return () if known is None or known.is_mane else known.transcripts


def counted(end: End, exon: int, layout: Layout, home: Choice, who: str) -> Reading:
    """Count the exon on `layout`, and tell it on the home transcript where that has the same edge.

    who says in words why that transcript is asked: "as the literature counts".
    """
    name = layout.transcript.id
    at_home = home.layout.exon_at_edge(layout.edge(exon, end.side).position, end.side)
    if layout is home.layout:
        reading = _plain(layout, end, exon, home.because)
    elif at_home is None:
        reading = _plain(layout, end, exon, f"read on {name}, {who}")
    else:
        because = f"{home.because}; exon {exon} read on {name}, {who}"
        reading = _plain(home.layout, end, at_home, because)
        reading = replace(reading, site=replace(reading.site, counted_as=LiteratureExon(name, exon)))
    return replace(reading, how=f"counted on {name}")


def counted_elsewhere(layouts: Layouts, gene: str) -> tuple[Layout, ...]:
    """Return the transcripts in whose numbering a junction is told beside its own: MANE Select and the one
    that papers nearly always count on."""
    usual = _usual_transcripts(gene)
    literature = (each for each in layouts.model.literature(gene) if bare(each.id) in usual)
    mane = (each for each in layouts.model.transcripts(gene) if each.tag is TranscriptTag.MANE_SELECT)
    return tuple(layouts.of(each) for each in (*literature, *mane))


def with_literature(site: JunctionSite, layout: Layout, literature: Sequence[Layout]) -> JunctionSite:
    """Add the same edge in the numbering of the literature's transcripts."""
    others = tuple(each for each in literature if each.transcript.id != layout.transcript.id)
    if not others:
        return site
    edge = layout.edge(site.exon, site.side)
    return replace(site, literature=literature_exons(edge, site.side, others))


def choose_pair(pairs: Sequence[Pair], fused: Sequence[FusionTranscript]) -> int:
    """Return the index of the pair to tell: the usual reading, unless only that of rank 1 is in frame.

    Rank 1 is there only where the literature's transcript has no such exon, or none that can be spliced.
    Ranks over 1 are shown, never chosen.
    """
    ranks = [max(pair.five_prime.rank, pair.three_prime.rank) for pair in pairs]
    eligible = [index for index, rank in enumerate(ranks) if rank <= _IF_IT_FITS] or [0]
    sums = [pair.five_prime.rank + pair.three_prime.rank for pair in pairs]
    in_frame = [index for index in eligible if fused[index].frame.frame is ReadingFrame.IN_FRAME]
    return min(in_frame or eligible, key=lambda index: sums[index])
