"""The gene model that ships: RefSeq and MANE on GRCh37 and GRCh38; no network, no index to build."""

import zlib
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

from fusionanno.errors import AmbiguousName, NotOnAssembly, UnknownName
from fusionanno.genemodel.cytobands import Cytobands
from fusionanno.genemodel.domains import DomainTable
from fusionanno.genemodel.genetable import GeneTable
from fusionanno.genemodel.literature import literature_transcripts
from fusionanno.genemodel.order import in_order
from fusionanno.genemodel.regions import regions
from fusionanno.genemodel.rows import GeneRow, parse_transcript
from fusionanno.genemodel.sequence import GenomeFasta
from fusionanno.genemodel.sources import resource_versions
from fusionanno.genemodel.synonyms import Synonyms
from fusionanno.genemodel.tables import damaged, table_bytes
from fusionanno.model import Assembly, Domain, Gene, ResourceVersion, Transcript, plain_contig

_CACHED_GENES = 4096
_KIND = "gene"
_SHARED_TABLES = (
    "domains.tsv.gz", "domain_names.tsv", "synonyms.tsv.gz", "former_symbols.tsv", "cytobands.tsv",
    "literature.tsv", "regions.tsv", "placed.tsv",
)  # fmt: skip
_NEAR = 3
"""How many near names an error offers."""
_ALIKE = 0.8
"""How like the unknown name they are, from 0 to 1 (difflib)."""


class EmbeddedGeneModel:
    """Genes and transcripts of the bundled tables; satisfies base.GeneModel.

    Nothing is read before the first question. A transcript keeps RefSeq's version on this assembly, which may
    be older than MANE's. A gene at several places (the pseudoautosomal genes on X and Y) answers gene() with
    the preferred one, and transcripts() with all, preferred first.
    """

    def __init__(self, assembly: Assembly, genome_fasta: Path | None = None) -> None:
        self._assembly = assembly
        self._genes = GeneTable(assembly)
        self._synonyms, self._domains, self._bands = Synonyms(), DomainTable(), Cytobands(assembly)
        self._genome = GenomeFasta(genome_fasta, assembly) if genome_fasta else None
        self._table = f"transcripts.{assembly}.tsv.gz"
        self._gene = lru_cache(_CACHED_GENES)(self._find_gene)
        self._transcript = lru_cache(_CACHED_GENES)(self._find_transcript)
        self._transcripts = lru_cache(_CACHED_GENES)(self._read_transcripts)
        self._literature = lru_cache(_CACHED_GENES)(self._read_literature)
        self._known = lru_cache(_CACHED_GENES)(self._is_known)

    @property
    def assembly(self) -> Assembly:
        return self._assembly

    @cached_property
    def versions(self) -> tuple[ResourceVersion, ...]:
        """The tables behind the answers, from resources/SOURCES, transcripts first; then the genome FASTA."""
        tables = resource_versions((self._table, self._genes.name, *_SHARED_TABLES))
        return (*tables, self._genome.version) if self._genome else tables

    def is_symbol(self, text: str) -> bool:
        """True for what gene() finds or finds ambiguous, and for a symbol of the other assembly."""
        return self._known(text.strip())

    def gene(self, name: str) -> Gene:
        """Return the gene of a symbol, an old or alias symbol, an ENSG or HGNC id, or a region.

        Tried in this order: symbol, id, alias; then symbol and alias in any letter case. Raises UnknownName
        or AmbiguousName.
        """
        found = self._gene(name.strip())
        if isinstance(found, UnknownName):
            raise type(found)(found.kind, found.name, found.candidates)
        return found

    def genes_at(self, contig: str, position: int, within: int = 0) -> tuple[Gene, ...]:
        """Return the genes and regions within reach; nearest first, then regions, coding genes, others."""
        contig = plain_contig(contig)
        low, high = position - within, position + within
        rows = [(_rank(row), row.gene) for row in self._genes.overlapping(contig, low, high)]
        rows += [
            ((0, 0), g)
            for g in self._regions.values()
            if g.contig == contig and g.start <= high and g.end >= low
        ]
        rows.sort(key=lambda item: (_distance(item[1], position), item[0], item[1].start, item[1].symbol))
        return tuple(gene for _, gene in rows)

    def transcripts(self, symbol: str) -> tuple[Transcript, ...]:
        """Return the transcripts of an approved symbol in base.GeneModel's order; empty for a region."""
        return self._transcripts(symbol)

    def transcript(self, name: str) -> Transcript:
        """Return the transcript of a RefSeq or MANE Ensembl id; another version of it answers too."""
        found = self._transcript(_bare(name.strip()))
        if found is None:
            kind = f"transcript on {self._assembly}"
            if self._elsewhere._transcript(_bare(name.strip())) is not None:
                raise NotOnAssembly(kind, name, (self._elsewhere.assembly,))
            raise UnknownName(kind, name)
        return found

    @cached_property
    def _elsewhere(self) -> "EmbeddedGeneModel":
        """The other assembly, asked only where a transcript is not found on this one."""
        return EmbeddedGeneModel(next(each for each in Assembly if each is not self._assembly))

    def domains(self, transcript: Transcript) -> tuple[Domain, ...] | None:
        """Return the domains of a MANE transcript, whatever its version; None for any other.

        None for a partial alignment too: the residues that are counted on it are not the protein's own.
        """
        if transcript.is_partial:
            return None
        return self._domains.domains(transcript.id, transcript.ensembl_id)

    def literature(self, symbol: str) -> tuple[Transcript, ...]:
        """Return the transcripts, as far as this assembly has them, on which the literature counts."""
        return self._literature(symbol)

    def band(self, contig: str, position: int) -> str | None:
        """Return the cytogenetic band of a 1-based position."""
        return self._bands.band(contig, position)

    def chromosome_length(self, contig: str) -> int | None:
        """Return the last base of a chromosome that has bands."""
        return self._bands.chromosome_length(contig)

    def sequence(self, transcript: Transcript) -> str | None:
        """Return the transcript's bases out of the genome FASTA; None where none was given.

        Raises NotInGenome where it lacks them, ResourceError where it cannot be used at all.
        """
        return self._genome.spliced(transcript) if self._genome else None

    def genome(self, contig: str, start: int, end: int) -> str | None:
        """Return the plus strand's bases out of the genome FASTA, None without one; errors as above."""
        return self._genome.plus_strand(contig, start, end) if self._genome else None

    @cached_property
    def _regions(self) -> dict[str, Gene]:
        return {region.symbol: region for region in regions(self._assembly)}

    @cached_property
    def _packed(self) -> bytes:
        return table_bytes(self._table)

    @cached_property
    def _other(self) -> GeneTable:
        """The other assembly's genes: a symbol that exists there is known, if not placed here."""
        return GeneTable(next(assembly for assembly in Assembly if assembly is not self._assembly))

    def _find_gene(self, name: str) -> Gene | UnknownName:
        """Return the gene, or the error to be raised: failures are worth caching too."""
        try:
            return self._resolve(name) or self._unknown(name)
        except AmbiguousName as error:
            return error

    def _resolve(self, name: str) -> Gene | None:
        """Return the one gene that a name means, None where none is; AmbiguousName where several are."""
        found = self._exact(name) or self._one_of(name, self._synonyms.exactly(name))
        if found is None and (folded := self._folded(name)):
            found = self._exact(folded)
        return found or self._one_of(name, self._synonyms.current(name))

    def _exact(self, name: str) -> Gene | None:
        """Return the gene or region of this symbol or id, as spelled."""
        if name in self._regions:
            return self._regions[name]
        rows = self._genes.named(name) or (self._genes.with_gene_id(name) if _is_gene_id(name) else ())
        return rows[0].gene if rows else None

    def _one_of(self, name: str, symbols: tuple[str, ...]) -> Gene | None:
        """Return the gene of an alias's only claimant; several are never chosen between."""
        if len(symbols) > 1:
            raise AmbiguousName(_KIND, name, symbols)
        return self._exact(symbols[0]) if symbols else None

    def _folded(self, name: str) -> str | None:
        if name.upper() in self._regions:
            return name.upper()
        return self._genes.folded(name)

    def _unknown(self, name: str) -> UnknownName:
        """Say whether the other assembly has the gene, else offer the names that look like this one."""
        if self._is_elsewhere(name):
            return UnknownName(f"{_KIND} on {self._assembly}", name)
        near = {*self._genes.beginning(name[:2]), *self._synonyms.near(name[:2])} if name else set()
        return UnknownName(_KIND, name, get_close_matches(name, sorted(near), _NEAR, _ALIKE))

    def _is_elsewhere(self, name: str) -> bool:
        """True where a symbol, or the one gene that claims an alias, is placed on the other assembly only."""
        if self._other.named(name):
            return True
        symbols = self._synonyms.current(name)
        return len(symbols) == 1 and bool(self._other.named(symbols[0]))

    def _is_known(self, text: str) -> bool:
        try:
            return self._resolve(text) is not None or self._is_elsewhere(text)
        except AmbiguousName:
            return True

    def _find_transcript(self, accession: str) -> Transcript | None:
        for row in self._genes.with_transcript(accession):
            for transcript in self.transcripts(row.gene.symbol):
                if accession in (_bare(transcript.id), _bare(transcript.ensembl_id)):
                    return transcript
        return None

    def _read_literature(self, symbol: str) -> tuple[Transcript, ...]:
        rows = literature_transcripts(symbol)
        own = {_bare(transcript.id): transcript for transcript in reversed(self.transcripts(symbol))}
        return tuple(own[row.accession] for row in rows if row.accession in own)

    def _read_transcripts(self, symbol: str) -> tuple[Transcript, ...]:
        rows = self._genes.named(symbol)
        return in_order(transcript for row in rows for transcript in self._transcripts_of(row))

    def _transcripts_of(self, row: GeneRow) -> tuple[Transcript, ...]:
        """Unpack the one gzip member that holds a gene, and read the gene's lines in it."""
        if not row.length:
            return ()
        try:
            member = zlib.decompressobj(wbits=31).decompress(self._packed[row.member :])
            lines = member[row.first : row.first + row.length].decode().splitlines()
            found = tuple(parse_transcript(line, self._assembly) for line in lines)
        except (zlib.error, ValueError) as error:
            raise damaged(self._table, str(error)) from error
        if tuple(t.gene for t in found) != (row.gene.symbol,) * len(found) or not found:
            raise damaged(self._table, f"{row.gene.symbol} is not where the gene table says")
        return found


def _bare(name: str | None) -> str:
    return (name or "").partition(".")[0]


def _is_gene_id(name: str) -> bool:
    return name.startswith(("ENSG", "HGNC:"))


def _distance(gene: Gene, position: int) -> int:
    """Return the bases between a position and a gene; 0 inside."""
    return max(gene.start - position, position - gene.end, 0)


def _rank(row: GeneRow) -> tuple[int, int]:
    """Order genes at one distance: coding before others, those that MANE names before the rest."""
    coding = any(name.startswith(("NM_", "YP_")) for name in row.ids)
    return (1 if coding else 2, 0 if row.gene.hgnc_id else 1)
