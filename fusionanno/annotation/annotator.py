"""The steps from a call to a placed fusion, in order."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fusionanno.annotation.choose import Choice, for_break, for_junction
from fusionanno.annotation.domains import domain_fates, kinase_fate
from fusionanno.annotation.event import Event, classify
from fusionanno.annotation.flags import frame_flags, molecule_flags, numbering_flags
from fusionanno.annotation.frame import frame_verdict
from fusionanno.annotation.junction import NoJunction, observed_site, predicted_sites
from fusionanno.annotation.layout import Layout
from fusionanno.annotation.numbering import (
    Reading,
    choose_pair,
    exon_readings,
    usual_literature,
    with_literature,
)
from fusionanno.annotation.partner import partner_gene
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import (
    Breakpoint,
    Domain,
    DomainFate,
    EventKind,
    FusionCall,
    FusionTranscript,
    Gene,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    Molecule,
    Partner,
    PlacedFusion,
    ReadingFrame,
    Region,
    Side,
)


@dataclass(frozen=True, slots=True)
class _KnownDomains:
    """Domains and the transcript that they are counted on."""

    layout: Layout
    domains: tuple[Domain, ...]


class Annotator:
    """Places calls on the transcripts of one gene model.

    transcripts is the laboratory's own list (ids with or without version); it comes before every rule.
    Layouts are kept per gene, so that a call costs the same in the first row as in the last.
    """

    def __init__(self, model: GeneModel, transcripts: Iterable[str] = ()) -> None:
        self._model = model
        self._listed = frozenset(transcripts)
        self._layouts: dict[str, tuple[Layout, ...]] = {}
        self._literature: dict[str, tuple[Layout, ...]] = {}
        self._domains_of: dict[tuple[str, str], _KnownDomains | None] = {}

    def place(self, call: FusionCall) -> PlacedFusion:
        """Return the call with its genes, junction, frame and domains.

        Raises UnknownName or AmbiguousName for a gene or transcript, ValueError for an exon or a position
        that cannot be, where a person wrote the row; rows of programs are flagged instead.
        """
        five = partner_gene(self._model, call.five_prime, call.caller)
        three = partner_gene(self._model, call.three_prime, call.caller)
        event = classify(call, five, three)
        placed = PlacedFusion(
            call=call,
            assembly=self._model.assembly,
            molecule=call.molecule,
            five_gene=five.gene,
            three_gene=three.gene,
            event=event.kind,
            transcript=None,
            because=event.because,
            flags=(*five.flags, *three.flags, *event.flags),
        )
        if not event.can_fuse:
            return placed
        return self._joined(placed, event)

    def _joined(self, placed: PlacedFusion, event: Event) -> PlacedFusion:
        try:
            readings = self._readings(placed)
        except NoJunction as error:
            return replace(placed, because=str(error))
        if not readings:
            return replace(placed, because=_no_junction_stated(placed))
        pairs = [self._fuse(placed, five, three) for five, three in readings]
        chosen = choose_pair(readings, pairs)
        others = tuple(pair for pair in pairs if pair is not pairs[chosen])
        transcript = pairs[chosen]
        if event.kind is EventKind.INTERNAL:
            transcript = _without_domains(transcript, event.because)
        flags = (
            *placed.flags,
            *molecule_flags(placed, transcript),
            *frame_flags(placed.call, transcript),
            *numbering_flags(readings, pairs, chosen),
        )
        return replace(
            placed,
            transcript=transcript,
            because=event.because or transcript.frame.because,
            alternatives=others,
            flags=flags,
        )

    def _readings(self, placed: PlacedFusion) -> list[tuple[Reading, Reading]]:
        """Every pair of sites that the call may mean, the most usual first; empty where it states none."""
        five, three = placed.five_gene, placed.three_gene
        assert five is not None
        assert three is not None
        call = placed.call
        if self._is_dna_break(call, five, three):
            return [self._predicted(call, five, three)]
        if not (_is_located(call.five_prime) and _is_located(call.three_prime)):
            return []
        fives = self._side_readings(five, call.five_prime, Side.FIVE_PRIME)
        threes = self._side_readings(three, call.three_prime, Side.THREE_PRIME)
        return [(one, other) for one in fives for other in threes]

    def _side_readings(self, gene: Gene, partner: Partner, side: Side) -> tuple[Reading, ...]:
        if partner.breakpoint is None:
            return exon_readings(self._model, gene, partner, side, self._listed)
        choice = for_junction(self._gene_layouts(gene), partner.breakpoint, side, self._listed)
        choice = _chosen(choice, gene, partner)
        site = replace(observed_site(choice.layout, side, partner.breakpoint), because=choice.because)
        return (Reading(choice.layout, site, partner.breakpoint, 0, choice.transcript.id),)

    def _predicted(self, call: FusionCall, five: Gene, three: Gene) -> tuple[Reading, Reading]:
        five_break, three_break = call.five_prime.breakpoint, call.three_prime.breakpoint
        assert five_break is not None
        assert three_break is not None
        five_choice = _chosen(
            for_break(self._gene_layouts(five), five_break, self._listed), five, call.five_prime
        )
        three_choice = _chosen(
            for_break(self._gene_layouts(three), three_break, self._listed), three, call.three_prime
        )
        sites = predicted_sites(five_choice.layout, five_break, three_choice.layout, three_break)
        return (_told(five_choice, sites[0]), _told(three_choice, sites[1]))

    def _is_dna_break(self, call: FusionCall, five: Gene, three: Gene) -> bool:
        """True for a DNA call with two positions; one that states no molecule counts by where they lie."""
        ends = ((five, call.five_prime.breakpoint), (three, call.three_prime.breakpoint))
        if call.molecule is Molecule.RNA or any(place is None for _, place in ends):
            return False
        return call.molecule is Molecule.DNA or all(
            place is not None and self._is_intronic(gene, place) for gene, place in ends
        )

    def _is_intronic(self, gene: Gene, place: Breakpoint) -> bool:
        """True where every transcript that spans the position has it in an intron."""
        spans = [layout for layout in self._gene_layouts(gene) if layout.transcript.contig == place.contig]
        regions = [layout.spot(place.position).region for layout in spans]
        return Region.INTRON in regions and Region.EXON not in regions

    def _fuse(self, placed: PlacedFusion, five: Reading, three: Reading) -> FusionTranscript:
        call = placed.call
        inserted = len(call.inserted_sequence) if call.inserted_sequence else call.inserted_bases or 0
        frame = frame_verdict(five.layout, five.site, three.layout, three.site, inserted)
        domains, kinase = self._domains(placed, five, three, frame.frame)
        return FusionTranscript(
            five_prime=self._with_literature(placed.five_gene, five),
            three_prime=self._with_literature(placed.three_gene, three),
            frame=frame,
            domains=domains,
            kinase=kinase,
            inserted=inserted,
        )

    def _with_literature(self, gene: Gene | None, reading: Reading) -> JunctionSite:
        assert gene is not None
        if gene.symbol not in self._literature:
            self._literature[gene.symbol] = usual_literature(self._model, gene)
        return with_literature(reading.site, reading.layout, self._literature[gene.symbol])

    def _domains(
        self, placed: PlacedFusion, five: Reading, three: Reading, frame: ReadingFrame
    ) -> tuple[tuple[DomainFate, ...], KinaseFate]:
        fates: list[DomainFate] = []
        has_unknown = False
        for gene, reading in ((placed.five_gene, five), (placed.three_gene, three)):
            assert gene is not None
            known = self._known_domains(gene, reading.layout)
            if known is None:
                has_unknown = has_unknown or reading.layout.transcript.is_coding
            else:
                fates.extend(
                    domain_fates(known.layout, reading.site.side, _kept_edge(reading), known.domains, frame)
                )
        return tuple(fates), kinase_fate(fates, has_unknown, frame)

    def _known_domains(self, gene: Gene, layout: Layout) -> _KnownDomains | None:
        """The domains of the reading's own transcript, else of the gene's first that has them."""
        key = (gene.symbol, layout.transcript.id)
        if key not in self._domains_of:
            candidates = (layout, *self._gene_layouts(gene))
            asked = ((each, self._model.domains(each.transcript)) for each in candidates)
            found = (_KnownDomains(each, domains) for each, domains in asked if domains is not None)
            self._domains_of[key] = next(found, None)
        return self._domains_of[key]

    def _gene_layouts(self, gene: Gene) -> tuple[Layout, ...]:
        if gene.symbol not in self._layouts:
            transcripts = self._model.transcripts(gene.symbol)
            self._layouts[gene.symbol] = tuple(Layout(transcript) for transcript in transcripts)
        return self._layouts[gene.symbol]


def _is_located(partner: Partner) -> bool:
    return partner.breakpoint is not None or partner.exon is not None


def _no_junction_stated(placed: PlacedFusion) -> str:
    call = placed.call
    bare = [
        symbol
        for symbol, partner in (
            (placed.five_symbol, call.five_prime),
            (placed.three_symbol, call.three_prime),
        )
        if not _is_located(partner)
    ]
    return f"neither exon nor position is stated for {' and '.join(bare)}: frame and domains cannot be told"


def _chosen(choice: Choice | None, gene: Gene, partner: Partner) -> Choice:
    if choice is None:
        contig = partner.breakpoint.contig if partner.breakpoint else "?"
        msg = f"no transcript of {gene.symbol} lies on contig {contig}"
        raise NoJunction(msg)
    return choice


def _told(choice: Choice, site: JunctionSite) -> Reading:
    assert site.breakpoint is not None
    told = replace(site, because=choice.because)
    return Reading(choice.layout, told, site.breakpoint, 0, choice.transcript.id)


def _kept_edge(reading: Reading) -> Breakpoint:
    """The genomic base that the joined transcript really keeps."""
    site = reading.site
    if site.predicted and site.offset == 0:
        return reading.layout.edge(site.exon, site.side)
    return reading.edge


def _without_domains(transcript: FusionTranscript, because: str) -> FusionTranscript:
    """A change inside one gene keeps or doubles domains in ways that two sites do not tell."""
    kinase = KinaseFate(None, None, KinaseStatus.UNDETERMINED, because)
    return replace(transcript, domains=(), kinase=kinase)
