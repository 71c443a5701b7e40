"""Two readings joined into a fusion transcript: frame, sequence, domains, product."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

from fusionanno.annotation.flags import UNCLEAR
from fusionanno.annotation.geometry.junction import observed_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.geometry.layouts import KEPT_GENES, Layouts
from fusionanno.annotation.geometry.reading import Pair, ReadAs, Reading
from fusionanno.annotation.product.by_sequence import FrameJudge, Judged
from fusionanno.annotation.product.domains import CountedDomains, counted_domains, domain_fates, kinase_fate
from fusionanno.annotation.product.effect import Product, product_of
from fusionanno.annotation.product.joined import between as between_sites
from fusionanno.annotation.transcripts.numbering import counted_elsewhere, with_literature
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import (
    DomainFate,
    Effect,
    FrameVerdict,
    FusionCall,
    FusionSequence,
    FusionTranscript,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    PlacedEnd,
    ReadingFrame,
    Region,
)


class Fuser:
    """Tells what a pair of readings makes. What is looked up for a gene is kept."""

    def __init__(self, model: GeneModel, layouts: Layouts) -> None:
        self._model = model
        self._layouts = layouts
        self._frames = FrameJudge(model)
        self._numberings = lru_cache(KEPT_GENES)(partial(counted_elsewhere, layouts))
        self.domains_of = lru_cache(KEPT_GENES)(self._counted_domains)

    def fuse(self, call: FusionCall, pair: Pair, read_as: ReadAs) -> FusionTranscript:
        """Return the fusion transcript of two readings."""
        five, three = pair.five_prime, pair.three_prime
        between = between_sites(call, five.site, three.site)
        judged = self._frames.judged(call, pair, between)
        if any(end.layout.transcript.is_partial for end in pair.ends):
            # residues that the alignment lacks would be missing from the length
            judged = replace(judged, verdict=replace(judged.verdict, protein_length=None))
        product = product_of(pair, judged.verdict, _predicted_start(judged.sequence))
        if read_as is ReadAs.UNCLEAR:
            judged = Judged(FrameVerdict(ReadingFrame.UNDETERMINED, UNCLEAR))
            product = Product(Effect.UNDETERMINED, UNCLEAR)
        verdict = judged.verdict
        domains, kinase = self._domains((five, three), verdict.frame)
        return FusionTranscript(
            five_prime=self._with_literature(five),
            three_prime=self._with_literature(three),
            frame=verdict,
            domains=domains,
            kinase=kinase,
            inserted=between.inserted,
            effect=product.effect,
            effect_because=product.because,
            sequence=judged.sequence,
            sequence_because=judged.because,
            is_unclear=read_as is ReadAs.UNCLEAR,
            at_break=self._at_break((five, three)) if _is_lost(verdict.frame, kinase) else None,
        )

    def verdict(self, call: FusionCall, pair: Pair) -> FrameVerdict:
        """Return the frame of two readings that are compared with the told ones: judged by the same bases."""
        return self._frames.verdict(
            call, pair, between_sites(call, pair.five_prime.site, pair.three_prime.site)
        )

    def alone(self, reading: Reading) -> PlacedEnd:
        """Return what the only end that has a gene would bring; no frame can be told of it."""
        domains, kinase = self._domains((reading,), ReadingFrame.UNDETERMINED)
        at_break = self._at_break((reading,)) if kinase.status in _CUT else None
        return PlacedEnd(self._with_literature(reading), domains, kinase, at_break)

    def _at_break(self, readings: Sequence[Reading]) -> tuple[DomainFate, ...] | None:
        """What the breaks leave of the domains, however spliced; None where no splicing is predicted."""
        predicted = [reading.site.predicted for reading in readings]
        in_exons = all(reading.site.region is Region.EXON for reading in readings)
        is_base_to_base = len(readings) > 1 and all(predicted) and in_exons
        if not any(predicted) or is_base_to_base:
            return None
        return self._domains([_unspliced(reading) for reading in readings], ReadingFrame.IN_FRAME)[0]

    def _with_literature(self, reading: Reading) -> JunctionSite:
        numberings = self._numberings(reading.layout.transcript.gene)
        return with_literature(reading.site, reading.layout, numberings)

    def _domains(
        self, readings: Sequence[Reading], frame: ReadingFrame
    ) -> tuple[tuple[DomainFate, ...], KinaseFate]:
        fates: list[DomainFate] = []
        has_unknown = False
        for reading in readings:
            counted = self.domains_of(reading.layout)
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
        return next((counted_domains(each, domains) for each, domains in asked if domains is not None), None)


_CUT = (KinaseStatus.PARTIAL, KinaseStatus.LOST)


def _is_lost(frame: ReadingFrame, kinase: KinaseFate) -> bool:
    return frame in (ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON) or kinase.status in _CUT


def _unspliced(reading: Reading) -> Reading:
    """The reading at the break itself, where its junction is predicted."""
    site = reading.site
    if not site.predicted or site.breakpoint is None:
        return reading
    return replace(reading, site=observed_site(reading.layout, site.side, site.breakpoint))


def _predicted_start(sequence: FusionSequence | None) -> str:
    return sequence.because if sequence is not None and sequence.is_start_predicted else ""
