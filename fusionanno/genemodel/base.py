"""What every gene model answers. annotation/ and the pipeline know this protocol and nothing behind it."""

from typing import Protocol

from fusionanno.model import Assembly, Domain, Gene, ResourceVersion, Transcript


class NotInGenome(ValueError):
    """The genome given lacks a contig or its end, which others of its chromosomes have; says which."""


class GeneModel(Protocol):
    """Genes and transcripts of one assembly. Positions are 1-based, inclusive; contigs without "chr"."""

    @property
    def assembly(self) -> Assembly: ...

    @property
    def versions(self) -> tuple[ResourceVersion, ...]:
        """The tables behind the answers; the first one names the gene model."""
        ...

    def is_symbol(self, text: str) -> bool:
        """True where `text` is a current symbol, an alias (ambiguous ones too), a gene id or a region."""
        ...

    def gene(self, name: str) -> Gene:
        """Return the gene of a symbol, an old or alias symbol, or an ENSG/HGNC id.

        The current symbol wins over an alias. Raises UnknownName (near ones offered) or AmbiguousName
        (candidates listed); never guesses.
        """
        ...

    def genes_at(self, contig: str, position: int, within: int = 0) -> tuple[Gene, ...]:
        """Genes and regions whose span, widened by `within` bases, holds the position; nearest first."""
        ...

    def transcripts(self, symbol: str) -> tuple[Transcript, ...]:
        """Transcripts of an approved symbol: MANE Select, MANE Plus Clinical, coding by longest CDS, rest.

        Ties break by longest transcript, then by id, so the order never varies. Empty for a region.
        """
        ...

    def transcript(self, name: str) -> Transcript:
        """Return the transcript of an id, with or without version; UnknownName where it is not here."""
        ...

    def domains(self, transcript: Transcript) -> tuple[Domain, ...] | None:
        """Protein domains by start; None where the source has nothing on this transcript (not: no domain)."""
        ...

    def literature(self, symbol: str) -> tuple[Transcript, ...]:
        """Transcripts other than MANE Select on which the literature numbers this gene's exons."""
        ...

    def band(self, contig: str, position: int) -> str | None:
        """The cytogenetic band, e.g. "p23.2"; None where the contig has none."""
        ...

    def chromosome_length(self, contig: str) -> int | None:
        """A chromosome's last base; None where it is not known (MT, scaffolds)."""
        ...

    def sequence(self, transcript: Transcript) -> str | None:
        """The transcript's bases, upper-case DNA, 5' to 3'; None where no sequence was given.

        Raises NotInGenome where a genome was given that lacks them.
        """
        ...

    def genome(self, contig: str, start: int, end: int) -> str | None:
        """The plus strand's bases from start to end, upper-case DNA; None where no genome was given.

        Raises NotInGenome where the genome lacks them.
        """
        ...
