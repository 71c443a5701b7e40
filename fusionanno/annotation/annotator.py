"""The steps from a call to a placed fusion, in order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from fusionanno.annotation.domains import CountedDomains, domain_fates, kinase_fate
from fusionanno.annotation.event import Event, classify
from fusionanno.annotation.flags import UNCLEAR, call_flags, order_flags, reading_flags, stated_exon_flags
from fusionanno.annotation.frame import Between, frame_verdict
from fusionanno.annotation.layout import Layout
from fusionanno.annotation.layouts import KEPT_GENES, Layouts
from fusionanno.annotation.numbering import choose_pair, counted_elsewhere, with_literature
from fusionanno.annotation.partner import OUR_OWN, partner_gene
from fusionanno.annotation.reading import End, NoJunction, Pair, ReadAs, Reading
from fusionanno.annotation.sites import SiteReader
from fusionanno.annotation.snapping import snap_flags
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import (
    DomainFate,
    EventKind,
    Flag,
    FlagId,
    FrameVerdict,
    FusionCall,
    FusionTranscript,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    PlacedEnd,
    PlacedFusion,
    ReadingFrame,
    Side,
)


class Annotator:
    """Places calls on the transcripts of one gene model.

    transcripts is the laboratory's own list (ids with or without version); it comes before every rule.
    snap is the number of bases within which a junction of RNA is moved to an exon edge.
    What is looked up for a gene is kept, so that a call costs the same in the first row as in the last.
    """

    def __init__(self, model: GeneModel, transcripts: Iterable[str] = (), snap: int = 0) -> None:
        self._model = model
        self._layouts = Layouts(model)
        self._sites = SiteReader(self._layouts, frozenset(transcripts), snap)
        self._numberings = lru_cache(KEPT_GENES)(partial(counted_elsewhere, self._layouts))
        self._domains_of = lru_cache(KEPT_GENES)(self._counted_domains)

    def place(self, call: FusionCall) -> PlacedFusion:
        """Return the call with its genes, junction, frame and domains.

        Raises UnknownName or AmbiguousName for a gene or transcript, ValueError for an exon or a position
        that cannot be, where a person wrote the row; rows of programs are flagged instead.
        """
        is_ours = call.caller in OUR_OWN
        five = partner_gene(self._model, call.five_prime, is_ours)
        three = partner_gene(self._model, call.three_prime, is_ours)
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
            flags=(*five.flags, *three.flags, *event.flags, *order_flags(call, is_ours)),
        )
        ends = [
            End(found.gene, partner, side, is_ours)
            for found, partner, side in (
                (five, call.five_prime, Side.FIVE_PRIME),
                (three, call.three_prime, Side.THREE_PRIME),
            )
            if found.gene is not None and not found.gene.is_region and not found.elsewhere
        ]
        if event.can_fuse:
            return self._joined(placed, event, *ends)
        if len(ends) == 1 and ends[0].is_located:
            return self._alone(placed, ends[0])
        return placed

    def _alone(self, placed: PlacedFusion, end: End) -> PlacedFusion:
        """Place the only end that has a gene; no frame can be told of it."""
        read_as = self._sites.read_as(placed.molecule, end)
        try:
            reading = self._sites.readings(end, read_as)[0]
        except NoJunction:
            return placed
        domains, kinase = self._domains((reading,), ReadingFrame.UNDETERMINED)
        alone = PlacedEnd(self._with_literature(reading), domains, kinase)
        return replace(placed, end=alone, flags=(*placed.flags, *snap_flags(reading)))

    def _joined(self, placed: PlacedFusion, event: Event, five: End, three: End) -> PlacedFusion:
        read_as = self._sites.read_as(placed.molecule, five, three)
        try:
            pairs = self._sites.pairs(five, three, read_as)
        except NoJunction as error:
            return replace(placed, because=str(error))
        if not pairs:
            return replace(placed, because=_no_junction_stated(five, three))
        fused = [self._fuse(placed.call, pair, read_as) for pair in pairs]
        chosen = choose_pair(pairs, fused)
        transcript = fused[chosen]
        flags = (
            *placed.flags,
            *self._contradictions(read_as, five, three),
            *stated_exon_flags((five, transcript.five_prime), (three, transcript.three_prime)),
            *call_flags(placed.call, read_as, transcript),
            *reading_flags(pairs, fused, chosen),
            *snap_flags(*pairs[chosen].ends),
        )
        if event.kind is EventKind.INTERNAL:
            transcript = _without_domains(transcript, event.because)
        return replace(
            placed,
            transcript=transcript,
            because=event.because or transcript.frame.because,
            alternatives=tuple(other for other in fused if other is not fused[chosen]),
            flags=flags,
        )

    def _contradictions(self, read_as: ReadAs, *ends: End) -> tuple[Flag, ...]:
        """Refuse, or flag for a program, an exon and a position that do not meet."""
        told = ((end, self._sites.exon_contradiction(end, read_as)) for end in ends)
        found = [(end, said) for end, said in told if said is not None]
        for end, said in found:
            if end.is_ours:
                raise ValueError(said)
        return tuple(Flag(FlagId.EXON_CONTRADICTS, said) for _, said in found)

    def _fuse(self, call: FusionCall, pair: Pair, read_as: ReadAs) -> FusionTranscript:
        five, three = pair.five_prime, pair.three_prime
        between = _between(call, pair)
        verdict = frame_verdict(five.layout, five.site, three.layout, three.site, between)
        if read_as is ReadAs.UNCLEAR:
            verdict = FrameVerdict(ReadingFrame.UNDETERMINED, UNCLEAR)
        domains, kinase = self._domains((five, three), verdict.frame)
        return FusionTranscript(
            five_prime=self._with_literature(five),
            three_prime=self._with_literature(three),
            frame=verdict,
            domains=domains,
            kinase=kinase,
            inserted=between.inserted,
        )

    def _with_literature(self, reading: Reading) -> JunctionSite:
        numberings = self._numberings(reading.layout.transcript.gene)
        return with_literature(reading.site, reading.layout, numberings)

    def _domains(
        self, readings: Sequence[Reading], frame: ReadingFrame
    ) -> tuple[tuple[DomainFate, ...], KinaseFate]:
        fates: list[DomainFate] = []
        has_unknown = False
        for reading in readings:
            counted = self._domains_of(reading.layout)
            if counted is None:
                has_unknown = has_unknown or reading.layout.transcript.is_coding
            else:
                fates.extend(domain_fates(reading, counted, frame))
        return tuple(fates), kinase_fate(fates, has_unknown, frame)

    def _counted_domains(self, layout: Layout) -> CountedDomains | None:
        """The domains of this transcript, else of the gene's first on its contig that has them."""
        others = self._layouts.of_gene(layout.transcript.gene)
        here = (each for each in others if each.transcript.contig == layout.transcript.contig)
        asked = ((each, self._model.domains(each.transcript)) for each in (layout, *here))
        return next((CountedDomains(each, domains) for each, domains in asked if domains is not None), None)


def _between(call: FusionCall, pair: Pair) -> Between:
    """What the transcript has between the partners: bases inserted at a break in DNA are spliced out."""
    if pair.is_spliced:
        return Between(caller_frame=call.caller_frame)
    sequence = call.inserted_sequence
    inserted = len(sequence) if sequence else call.inserted_bases or 0
    return Between(inserted, sequence, call.caller_frame)


def _no_junction_stated(*ends: End) -> str:
    bare = [end.gene.symbol for end in ends if not end.is_located]
    return f"neither exon nor position is stated for {' and '.join(bare)}: frame and domains cannot be told"


def _without_domains(transcript: FusionTranscript, because: str) -> FusionTranscript:
    """A change inside one gene keeps or doubles domains in ways that two sites do not tell."""
    kinase = KinaseFate(None, None, KinaseStatus.UNDETERMINED, because)
    return replace(transcript, domains=(), kinase=kinase)
