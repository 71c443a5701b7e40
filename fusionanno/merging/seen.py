"""What a placed call says of its junction, in the form in which calls are compared."""

from dataclasses import dataclass

from fusionanno.model import (
    AnnotatedFusion,
    Assembly,
    CallLevel,
    FlagId,
    FusionCall,
    JunctionSite,
    Molecule,
    Partner,
    PlacedFusion,
    Side,
    Strand,
    TranscriptChoice,
)
from fusionanno.naming.iscn import transcribed_ends


@dataclass(frozen=True, slots=True)
class End:
    """One end of a join on the genome.

    keeps_low: the join keeps the lower positions; None where no strand tells. low and high are the bases by
    which the place may lie aside (interval and homology). edge is the exon edge that an end of RNA lies at.
    """

    gene: str | None
    contig: str
    position: int
    keeps_low: bool | None = None
    low: int = 0
    high: int = 0
    edge: int | None = None

    def gap(self, other: "End") -> int:
        """Bases between the two places, once each is moved toward the other as far as it may be."""
        low = max(self.position + self.low, other.position + other.low)
        return max(0, low - min(self.position + self.high, other.position + other.high))


@dataclass(frozen=True, slots=True)
class ExonEnd:
    """One end of a join on a transcript: its id without version, the exon and the bases from its edge."""

    transcript: str
    exon: int
    offset: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A call with what it says of its junction.

    number is its place in the input. genes are the symbols in the order told, "?" for none. ends are known
    where both partners have a position, exons where a junction follows on transcripts. file is what the call
    stands in, with its caller; None for what a person wrote, and where nobody says.
    """

    number: int
    fusion: AnnotatedFusion
    level: CallLevel
    sample: str | None
    genes: tuple[str, str]
    ends: tuple[End, End] | None
    exons: tuple[ExonEnd, ExonEnd] | None
    file: tuple[str, str] | None

    @property
    def call(self) -> FusionCall:
        return self.fusion.call

    @property
    def assembly(self) -> Assembly | None:
        return self.fusion.placed.assembly

    @property
    def is_break(self) -> bool:
        """True for a break in DNA, stated or read as one."""
        placed = self.fusion.placed
        return is_predicted(placed) if placed.molecule is None else placed.molecule is Molecule.DNA

    @property
    def is_named(self) -> bool:
        """True where both partners are genes that are known here."""
        placed = self.fusion.placed
        return placed.five_gene is not None and placed.three_gene is not None

    @property
    def inserted(self) -> str:
        """The inserted bases as a word: their letters, else their number; "" for none told."""
        return self.call.inserted_sequence or str(self.call.inserted_bases or "")

    @property
    def says_offset(self) -> bool:
        """True where exon numbers come with a letter, an offset or inserted bases: one junction, exactly."""
        ends = (self.call.five_prime, self.call.three_prime)
        return bool(self.inserted) or any(each.exon_suffix or each.exon_offset for each in ends)

    @property
    def is_apart(self) -> bool:
        """True for a row on other transcripts: it repeats a call and is none by itself."""
        return self.fusion.placed.choice is TranscriptChoice.OTHER


def is_predicted(placed: PlacedFusion) -> bool:
    told = placed.transcript
    return told is not None and (told.five_prime.predicted or told.three_prime.predicted)


def seen(number: int, fusion: AnnotatedFusion, sample: str | None, written: frozenset[str]) -> Seen:
    """Return what a call says. written are the callers whose rows a person wrote."""
    placed, call = fusion.placed, fusion.call
    ends = _ends(placed)
    exons = _exons(placed)
    level = _level(placed, ends, exons)
    source = call.source
    file = None if source is None or call.caller in written else (source.path, call.caller)
    genes = (placed.five_symbol, placed.three_symbol)
    return Seen(number, fusion, level, call.sample or sample, genes, ends, exons, file)


def _level(placed: PlacedFusion, ends: object, exons: object) -> CallLevel:
    if any(flag.id is FlagId.ORDER_NOT_TOLD for flag in placed.flags):
        return CallLevel.UNDIRECTED
    if ends is not None:
        is_break = placed.molecule is Molecule.DNA or (placed.molecule is None and is_predicted(placed))
        return CallLevel.BREAK if is_break else CallLevel.JUNCTION
    return CallLevel.GENE_PAIR if exons is None else CallLevel.EXONS


def _ends(placed: PlacedFusion) -> tuple[End, End] | None:
    call = placed.call
    if call.five_prime.breakpoint is None or call.three_prime.breakpoint is None:
        return None
    is_open = any(flag.id is FlagId.ORDER_NOT_TOLD for flag in placed.flags)
    five, three = transcribed_ends(placed)
    homology = call.homology or 0
    return (
        _end(placed, Side.FIVE_PRIME, None if is_open or five is None else five.strand, homology),
        _end(placed, Side.THREE_PRIME, None if is_open or three is None else three.strand, homology),
    )


def _end(placed: PlacedFusion, side: Side, strand: Strand | None, homology: int) -> End:
    is_five = side is Side.FIVE_PRIME
    partner = placed.call.five_prime if is_five else placed.call.three_prime
    gene = placed.five_gene if is_five else placed.three_gene
    place, interval = partner.breakpoint, partner.interval
    assert place is not None
    is_aimless = gene is not None and gene.is_region and partner.strand is None
    keeps_low = None if strand is None or is_aimless else strand.keeps_lower(is_five=is_five)
    low, high = (interval.low, interval.high) if interval else (0, 0)
    return End(
        gene.symbol if gene else None,
        place.contig,
        place.position,
        keeps_low,
        low - homology,
        high + homology,
        _edge(placed.site(side), partner),
    )


def _edge(site: JunctionSite | None, partner: Partner) -> int | None:
    """Return the exon edge that a junction lies at, also where it was moved there; None where at none.

    A break in DNA lies at the edge that it is predicted to splice, unless its caller leaves the place open.
    """
    if site is None or partner.breakpoint is None:
        return None
    if partner.interval is not None if site.predicted else site.offset != 0:
        return None
    return exon_edge(site)


def exon_edge(site: JunctionSite) -> int | None:
    """Return the position of the edge at which the site's exon is joined; None where it has no such exon."""
    exon = next((each for each in site.transcript.exons if each.number == site.exon), None)
    return None if exon is None else exon.end if ends_high(site) else exon.start


def ends_high(site: JunctionSite) -> bool:
    """True where what is kept on this side ends at its highest position."""
    return site.transcript.strand.keeps_lower(is_five=site.side is Side.FIVE_PRIME)


def _exons(placed: PlacedFusion) -> tuple[ExonEnd, ExonEnd] | None:
    told = placed.transcript
    return None if told is None else (_exon(told.five_prime), _exon(told.three_prime))


def _exon(site: JunctionSite) -> ExonEnd:
    return ExonEnd(site.transcript.id.partition(".")[0], site.exon, site.offset)
