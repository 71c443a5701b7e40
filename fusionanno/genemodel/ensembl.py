"""
A user's own annotation as gene model: an installed pyensembl release, or any GTF with a cDNA FASTA.

Genes and transcripts come from the GTF. What a GTF does not hold comes from a reference gene model (the
embedded one): current symbols, HGNC ids, immunoglobulin loci, bands, MANE, domains, literature transcripts.
Nothing is downloaded; pyensembl is imported when a model is opened and not before.
"""

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from fusionanno.errors import AmbiguousName, UnknownName
from fusionanno.genemodel.base import GeneModel
from fusionanno.genemodel.cdna_fasta import CdnaFasta
from fusionanno.genemodel.ensembl_release import installed_files
from fusionanno.genemodel.gtf_index import GeneRow, GtfIndex
from fusionanno.genemodel.gtf_transcript import TranscriptRows, build_transcript, group
from fusionanno.genemodel.order import cds_length, in_order
from fusionanno.genemodel.stable_id import stable_id
from fusionanno.model import (
    Assembly,
    Domain,
    Gene,
    ResourceVersion,
    Strand,
    Transcript,
    TranscriptTag,
    plain_contig,
)

_PRIMARY = frozenset((*(str(number) for number in range(1, 23)), "X", "Y", "MT"))
_OWN_TAGS = {"MANE_Select": TranscriptTag.MANE_SELECT, "MANE_Plus_Clinical": TranscriptTag.MANE_PLUS_CLINICAL}


class EnsemblGeneModel:
    """A gene model over one GTF; make it with from_release or from_gtf."""

    def __init__(
        self, index: GtfIndex, name: ResourceVersion, reference: GeneModel, cdna: CdnaFasta | None
    ) -> None:
        self._index, self._name, self._reference, self._cdna = index, name, reference, cdna
        self._transcripts_by_gene: dict[tuple[str, str], tuple[Transcript, ...]] = {}

    @classmethod
    def from_release(
        cls, release: int, assembly: Assembly, reference: GeneModel | None = None
    ) -> "EnsemblGeneModel":
        """Open a release that `pyensembl install` has put on this machine.

        Raises ResourceError where the release is not on this assembly or is not installed (the command that
        installs it is named).
        """
        gtf, cdna = installed_files(release, assembly)
        index = GtfIndex(gtf, assembly)
        name = ResourceVersion("Ensembl release", str(release), index.sha256, gtf.name)
        fasta = CdnaFasta(cdna, index.cache) if cdna else None
        return cls(index, name, reference or _embedded(assembly), fasta)

    @classmethod
    def from_gtf(
        cls, gtf: Path, assembly: Assembly, fasta: Path | None = None, reference: GeneModel | None = None
    ) -> "EnsemblGeneModel":
        """Open a GTF (plain or gz) and, for sequences, the FASTA of its transcripts.

        Raises ResourceError where a file cannot be read or names another assembly in its head.
        """
        index = GtfIndex(gtf, assembly)
        name = ResourceVersion("GTF", gtf.name, index.sha256, str(gtf))
        cdna = CdnaFasta((fasta,), index.cache) if fasta else None
        return cls(index, name, reference or _embedded(assembly), cdna)

    @property
    def assembly(self) -> Assembly:
        return self._index.assembly

    @property
    def versions(self) -> tuple[ResourceVersion, ...]:
        """The release or GTF, its FASTA, then the tables of the reference."""
        cdna = self._cdna
        sequences = zip(cdna.paths, cdna.sha256s, strict=True) if cdna else ()
        fasta = (ResourceVersion("cDNA FASTA", path.name, sha256, str(path)) for path, sha256 in sequences)
        return (self._name, *fasta, *self._reference.versions)

    def is_symbol(self, text: str) -> bool:
        """True for a name of the GTF and for every name that the reference knows."""
        return bool(self._own(text)) or self._reference.is_symbol(text)

    def gene(self, name: str) -> Gene:
        """Return the gene of a name: the GTF's own spelling first, then symbols and aliases of the reference.

        The symbol of the answer is the current one, also where an old release spells it otherwise.
        """
        found = self._find(name)
        return found if isinstance(found, Gene) else self._gene(found)

    def genes_at(self, contig: str, position: int, within: int = 0) -> tuple[Gene, ...]:
        """Genes of the GTF and regions of the reference, nearest first; then regions, coding, others."""
        spelling = self._contigs.get(plain_contig(contig), contig)
        rows = self._index.genes_on(spelling, position - within, position + within)
        found = [(1 if self._index.is_coding(row.id) else 2, self._gene(row)) for row in rows]
        around = self._reference.genes_at(contig, position, within)
        found += [(0, gene) for gene in around if gene.is_region]
        found.sort(key=lambda item: (_distance(item[1], position), item[0], _order(item[1])))
        return tuple(gene for _, gene in found)

    def transcripts(self, symbol: str) -> tuple[Transcript, ...]:
        """Transcripts of a gene in the protocol's order; empty for a region and for an unknown symbol."""
        try:
            found = self._find(symbol)
        except UnknownName:
            return ()
        return () if isinstance(found, Gene) else self._transcripts(found)

    def transcript(self, name: str) -> Transcript:
        """Return a transcript of the GTF; another version of it answers too."""
        wanted = stable_id(name.strip())
        gene_id = self._index.gene_of(wanted)
        for row in self._index.genes_with_id(gene_id) if gene_id else ():
            for transcript in self._transcripts(row):
                if stable_id(transcript.id) == wanted:
                    return transcript
        kind = f"transcript in {self._name.name} {self._name.version}"
        raise UnknownName(kind, name)

    def domains(self, transcript: Transcript) -> tuple[Domain, ...] | None:
        """Domains of the MANE transcript that this one is, None where its CDS has another length."""
        twin = self._twins(transcript.gene).get(stable_id(transcript.id))
        if twin is None or cds_length(twin) != cds_length(transcript):
            return None
        return self._reference.domains(twin)

    def literature(self, symbol: str) -> tuple[Transcript, ...]:
        """The reference's RefSeq transcripts: the literature counts on those, whatever the gene model."""
        try:
            return self._reference.literature(symbol)
        except UnknownName:
            return ()

    def band(self, contig: str, position: int) -> str | None:
        """The cytogenetic band, from the reference."""
        return self._reference.band(contig, position)

    def chromosome_length(self, contig: str) -> int | None:
        """The last base of a chromosome that has bands, from the reference."""
        return self._reference.chromosome_length(contig)

    def sequence(self, transcript: Transcript) -> str | None:
        """The transcript's bases from the cDNA FASTA, of the same version."""
        return self._cdna.sequence(transcript.id) if self._cdna else None

    def genome(self, contig: str, start: int, end: int) -> str | None:
        """Return None: transcripts' sequences were given, a genome was not."""
        return None

    @cached_property
    def _contigs(self) -> dict[str, str]:
        """The GTF's spelling of every contig: GENCODE and UCSC write "chr2" and "chrM"."""
        return {plain_contig(name): name for name in self._index.contigs()}

    def _find(self, name: str) -> GeneRow | Gene:
        """Return the GTF's row of a gene, or a region of the reference."""
        own = self._own(name)
        known = self._known(name) if own else self._reference.gene(name)
        if known and known.is_region:
            return known
        placed = self._placed(known) if known and (known.symbol == name or not own) else None
        if placed and (not own or placed in own):
            return placed
        rows = (*own, placed) if placed else own
        if len(rows) == 1:
            return rows[0]
        kind = "gene" if rows else f"gene in {self._name.name} {self._name.version}"
        ids = [row.id for row in rows]
        raise AmbiguousName(kind, name, ids) if rows else UnknownName(kind, name)

    def _own(self, name: str) -> tuple[GeneRow, ...]:
        """Rows that carry this name or id, on primary contigs if any; of a PAR gene the row on X."""
        rows = self._index.genes_named(name) or self._index.genes_with_id(stable_id(name)) if name else ()
        primary = [row for row in rows if plain_contig(row.contig) in _PRIMARY] or rows
        contigs = {plain_contig(row.contig) for row in primary}
        is_par = contigs == {"X", "Y"}
        return tuple(row for row in primary if not is_par or plain_contig(row.contig) == "X")

    def _placed(self, known: Gene) -> GeneRow | None:
        """The GTF's row of a gene of the reference."""
        rows = self._own(known.ensembl_id) if known.ensembl_id else ()
        rows = rows or self._own(known.symbol) or self._under_another_name(known)
        return rows[0] if len(rows) == 1 else None

    def _under_another_name(self, known: Gene) -> tuple[GeneRow, ...]:
        """Rows where the reference has the gene, and which it knows to be this gene by an older name."""
        rows = self._index.genes_on(self._contigs.get(known.contig, ""), known.start, known.end)
        return tuple(row for row in rows if self._gene(row).symbol == known.symbol)

    def _known(self, name: str) -> Gene | None:
        try:
            return self._reference.gene(name)
        except UnknownName:
            return None

    def _gene(self, row: GeneRow) -> Gene:
        """The row as a gene, with the reference's symbol and ids where it has this very gene."""
        own_id = stable_id(row.id) if row.id.startswith("ENSG") else None
        contig = plain_contig(row.contig)
        gene = Gene(row.name or row.id, contig, row.start, row.end, Strand(row.strand), ensembl_id=own_id)
        by_id = self._known(own_id) if own_id else None
        known = by_id or self._same(self._known(row.name), gene)
        if known is None:
            return gene
        ensembl_id = own_id or known.ensembl_id
        ids = (known.hgnc_id, known.entrez_id, ensembl_id)
        return replace(gene, symbol=known.symbol, hgnc_id=ids[0], entrez_id=ids[1], ensembl_id=ids[2])

    @staticmethod
    def _same(known: Gene | None, gene: Gene) -> Gene | None:
        """A like-named gene is the same one if no id says otherwise and both share some of the genome."""
        if known is None or known.is_region or known.contig != gene.contig:
            return None
        same_id = None in (known.ensembl_id, gene.ensembl_id) or known.ensembl_id == gene.ensembl_id
        return known if same_id and known.start <= gene.end and known.end >= gene.start else None

    def _transcripts(self, row: GeneRow) -> tuple[Transcript, ...]:
        key = (row.id, row.contig)
        if key not in self._transcripts_by_gene:
            self._transcripts_by_gene[key] = self._read(row)
        return self._transcripts_by_gene[key]

    def _read(self, gene: GeneRow) -> tuple[Transcript, ...]:
        symbol = self._gene(gene).symbol
        rows = self._rows(gene)
        own = {part.row.versioned_id: tag for part in rows for tag in part.row.tags if tag in _OWN_TAGS}
        built = [build_transcript(part, symbol, self.assembly) for part in rows]
        twins = {} if own else self._twins(symbol)
        tagged = [
            replace(t, tag=_OWN_TAGS[own[t.id]]) if t.id in own else _like(t, twins.get(stable_id(t.id)))
            for t in built
        ]
        return in_order(tagged)

    def _rows(self, gene: GeneRow) -> list[TranscriptRows]:
        names = ("exon", "CDS", "start_codon", "stop_codon")
        exons, cds, start, stop = (group(self._index.features_of(gene.id, name)) for name in names)
        listed = self._index.has("start_codon") and self._index.has("stop_codon")
        return [
            TranscriptRows(
                row, exons[row.id], cds.get(row.id, ()), start.get(row.id, ()), stop.get(row.id, ()), listed
            )
            for row in self._index.transcripts_of(gene.id)
            if row.contig == gene.contig and row.id in exons
        ]

    def _twins(self, symbol: str) -> dict[str, Transcript]:
        """The reference's MANE transcripts by the ENST, and the NM, that MANE pairs."""
        try:
            tagged = [t for t in self._reference.transcripts(symbol) if t.tag]
        except UnknownName:
            return {}
        return {stable_id(name): t for t in tagged for name in (t.id, t.ensembl_id) if name}


def _like(transcript: Transcript, twin: Transcript | None) -> Transcript:
    """Tag a transcript as its MANE twin is; say so where MANE means another version of it."""
    if twin is None:
        return transcript
    named = (twin.id, twin.ensembl_id, stable_id(twin.id), stable_id(twin.ensembl_id or ""))
    other = None if transcript.id in named else f"{twin.tag} is {twin.ensembl_id or twin.id}"
    note = "; ".join(part for part in (transcript.note, other) if part) or None
    return replace(transcript, tag=twin.tag, note=note)


def _distance(gene: Gene, position: int) -> int:
    return max(gene.start - position, position - gene.end, 0)


def _order(gene: Gene) -> tuple[bool, int, str]:
    """Among genes that are equally near: those that MANE names first, as in the embedded model."""
    return (gene.hgnc_id is None, gene.start, gene.symbol)


def _embedded(assembly: Assembly) -> GeneModel:
    from fusionanno.genemodel.embedded import EmbeddedGeneModel

    return EmbeddedGeneModel(assembly)
