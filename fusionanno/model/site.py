"""Where a partner's transcript is cut and joined."""

from dataclasses import dataclass
from enum import StrEnum

from fusionanno.model.gene import Transcript
from fusionanno.model.locus import Breakpoint, Side


class Region(StrEnum):
    """Where a breakpoint lies on the chosen transcript."""

    EXON = "exon"
    INTRON = "intron"
    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    INTERGENIC = "intergenic"


@dataclass(frozen=True, slots=True)
class LiteratureExon:
    """The same junction in the numbering of the transcript that the literature counts on."""

    transcript: str
    exon: int


@dataclass(frozen=True, slots=True)
class JunctionSite:
    """One partner's side of the junction on one transcript.

    exon                last exon kept (5') or first exon kept (3'), on `transcript`, as spliced
    offset              bases from that exon's edge (its end for 5', its start for 3') to the junction, in
                        transcript direction: 0 = spliced at the edge; 5' +182 = 182 intronic bases kept,
                        5' -20 = 20 exonic bases lost, 3' +49 = 49 exonic bases lost, 3' -20 = 20 intronic
                        bases kept
    break_offset        the same measured to the reported breakpoint; differs from offset where the junction
                        is predicted; None without a breakpoint
    transcript_position 1-based base of the transcript at the exon edge plus offset, where that base is exonic
    cds_position        1-based coding base at the junction (last kept for 5', first kept for 3'); None where
                        that base is untranslated or intronic
    phase               5': coding bases kept mod 3; 3': phase of the first base kept (0 = first of a codon,
                        UTR bases that read through included); None where it cannot be told
    predicted           the junction follows from a DNA break, it was not observed
    skipped_exons       exons left out beside a break in DNA: the exon that it breaks, and exon 1 of a 3'
                        partner, which has no acceptor
    because             why this transcript
    counted_as          the exon number that the input gave and the transcript that it was counted on, where
                        that is not this one
    """

    side: Side
    transcript: Transcript
    region: Region
    exon: int
    offset: int = 0
    breakpoint: Breakpoint | None = None
    break_offset: int | None = None
    transcript_position: int | None = None
    cds_position: int | None = None
    phase: int | None = None
    predicted: bool = False
    skipped_exons: tuple[int, ...] = ()
    literature: tuple[LiteratureExon, ...] = ()
    because: str = ""
    counted_as: LiteratureExon | None = None
