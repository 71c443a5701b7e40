"""The layouts of a gene model's transcripts: each laid out once and kept, gene by gene."""

from dataclasses import dataclass
from functools import lru_cache

from fusionanno.annotation.geometry.layout import Layout
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Transcript

KEPT_GENES = 1024
"""Genes whose geometry is kept; a file of more genes than that lays some out again."""


@dataclass(frozen=True, slots=True)
class OnContig:
    """A gene's transcripts on one contig, preferred first.

    telling leaves non-coding ones out where the gene has a coding one: they can tell no frame.
    """

    layouts: tuple[Layout, ...]
    telling: tuple[Layout, ...]


class Layouts:
    """The one place that lays transcripts out, so that a row pays for none that an earlier row needed."""

    def __init__(self, model: GeneModel) -> None:
        self.model = model
        self._of_gene = lru_cache(KEPT_GENES)(self._lay_out)
        self._on = lru_cache(KEPT_GENES)(self._on_contig)

    def of_gene(self, symbol: str) -> tuple[Layout, ...]:
        """Return the gene's transcripts, preferred first."""
        return self._of_gene(symbol)

    def on(self, symbol: str, contig: str) -> OnContig:
        """Return the gene's transcripts on one contig: pseudoautosomal genes have some on X, some on Y."""
        return self._on(symbol, contig)

    def of(self, transcript: Transcript) -> Layout:
        """Return the layout of one transcript, at the place where the value has it."""
        own = (each for each in self.of_gene(transcript.gene) if each.transcript == transcript)
        return next(own, None) or Layout(transcript)

    def _lay_out(self, symbol: str) -> tuple[Layout, ...]:
        return tuple(Layout(transcript) for transcript in self.model.transcripts(symbol))

    def _on_contig(self, symbol: str, contig: str) -> OnContig:
        layouts = tuple(each for each in self.of_gene(symbol) if each.transcript.contig == contig)
        coding = tuple(each for each in layouts if each.transcript.is_coding)
        return OnContig(layouts, coding or layouts)
