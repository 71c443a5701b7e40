"""
Every gene-model provider answers the same questions about the same small genome in the same way.

The truth is the table of tests/small_genome.py, written by hand. A new provider is tested by one more row in
PROVIDERS of tests/gene_model_providers.py: how to open it on the small genome, and what it should then hold.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import fusionanno.genemodel
from fusionanno.errors import AmbiguousName, UnknownName
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import Assembly, Domain, Strand, Transcript
from tests import small_genome_files as files
from tests.gene_model_providers import PROVIDERS, Provider
from tests.small_genome import GENE_IDS, coding_sequence, small_genome, transcript_sequence


@dataclass(frozen=True, slots=True)
class Opened:
    """An open provider and its truth."""

    model: GeneModel
    truth: tuple[Transcript, ...]

    def id_of(self, refseq: str) -> str:
        """The provider's own id of a transcript that the tables below name by its RefSeq accession."""
        ensembl = next(found.ensembl_id for found in small_genome() if found.id == refseq)
        return next(found.id for found in self.truth if found.id in (refseq, ensembl))


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The bundled tables, replaced by those that the build script makes of the small genome."""
    tables = files.build_tables(tmp_path_factory.mktemp("reference"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fusionanno.genemodel.tables.table", lambda name: tables / name)
        patch.setenv("PYENSEMBL_CACHE_DIR", str(tables / "cache"))
        yield


@pytest.fixture(scope="module", params=PROVIDERS, ids=lambda provider: provider.name)
def opened(
    request: pytest.FixtureRequest, reference: None, tmp_path_factory: pytest.TempPathFactory
) -> Opened:
    provider: Provider = request.param
    model = provider.open(tmp_path_factory.mktemp(provider.name))
    assert type(model) is provider.kind
    return Opened(model, provider.truth)


def test_every_provider_is_here() -> None:
    written = {
        node.name
        for path in Path(fusionanno.genemodel.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("GeneModel") and path.name != "base.py"
    }
    assert written == {provider.kind.__name__ for provider in PROVIDERS}


@pytest.mark.parametrize("refseq", [found.id for found in small_genome() if found.ensembl_id])
def test_transcript(opened: Opened, refseq: str) -> None:
    name = opened.id_of(refseq)
    wanted, found = next(t for t in opened.truth if t.id == name), opened.model.transcript(name)
    assert found.exons == wanted.exons
    assert (found.cds_start, found.cds_end) == (wanted.cds_start, wanted.cds_end)
    assert (found.id, found.gene, found.contig, found.strand) == (
        name,
        wanted.gene,
        wanted.contig,
        wanted.strand,
    )
    assert (found.assembly, found.tag, found.note) == (Assembly.GRCH38, wanted.tag, None)
    bare = name.partition(".")[0]
    assert found == opened.model.transcript(bare) == opened.model.transcript(f"{bare}.99")
    assert found in opened.model.transcripts(found.gene)


def test_every_exon(opened: Opened) -> None:
    for wanted in opened.truth:
        assert opened.model.transcript(wanted.id).exons == wanted.exons


# transcript, exon, start, end, phase of its first coding base: read off the drawing of the small genome
EXONS = [
    ("NM_900001.2", 1, 1001, 1060, None),
    ("NM_900001.2", 2, 1201, 1300, 0),
    ("NM_900001.2", 4, 1601, 1601, 1),
    ("NM_900001.2", 5, 1701, 1702, 2),
    ("NM_900001.2", 6, 1801, 1803, 1),
    ("NM_900001.2", 9, 2301, 2400, 1),
    ("NM_900001.2", 10, 2501, 2600, None),
    ("NM_900002.1", 6, 1901, 1946, 1),
    ("NM_900011.4", 1, 9941, 10000, None),
    ("NM_900011.4", 3, 9500, 9500, 2),
    ("NM_900011.4", 5, 9301, 9303, 2),
    ("NM_900011.4", 8, 8501, 8600, 2),
    ("NM_900012.1", 5, 9001, 9100, 2),
    ("NM_900041.1", 2, 4301, 4400, 2),
    ("NM_900041.1", 3, 4601, 4700, 0),
    ("NM_900051.1", 2, 5201, 5250, 2),
    ("NR_900031.1", 1, 3301, 3400, None),
]


@pytest.mark.parametrize(("refseq", "number", "start", "end", "phase"), EXONS)
def test_exon(opened: Opened, refseq: str, number: int, start: int, end: int, phase: int | None) -> None:
    found = opened.model.transcript(opened.id_of(refseq)).exons[number - 1]
    assert (found.number, found.start, found.end, found.blocks[0].phase) == (number, start, end, phase)


@pytest.mark.parametrize("refseq", [found.id for found in small_genome() if found.ensembl_id])
def test_sequence(opened: Opened, refseq: str) -> None:
    wanted = next(t for t in opened.truth if t.id == opened.id_of(refseq))
    bases = opened.model.sequence(opened.model.transcript(wanted.id))
    assert bases == transcript_sequence(wanted)


@pytest.mark.parametrize(
    "refseq", ["NM_900001.2", "NM_900002.1", "NM_900011.4", "NM_900012.1", "NM_900051.1"]
)
def test_coding_sequence_is_a_protein(opened: Opened, refseq: str) -> None:
    found = opened.model.transcript(opened.id_of(refseq))
    coding = cut_coding(found, opened.model.sequence(found) or "")
    codons = [coding[at : at + 3] for at in range(0, len(coding), 3)]
    assert coding == coding_sequence(found)
    assert (codons[0], codons[-1]) == ("ATG", "TAA")
    assert not {"TAA", "TAG", "TGA"} & set(codons[:-1])


def cut_coding(found: Transcript, bases: str) -> str:
    """Cut by exon and CDS edges alone."""
    step = 1 if found.is_plus else -1
    spans = (range(b.start, b.end + 1)[::step] for exon in found.exons for b in exon.blocks)
    positions = [position for span in spans for position in span]
    low, high = found.cds_start or 0, found.cds_end or 0
    return "".join(base for position, base in zip(positions, bases, strict=True) if low <= position <= high)


ORDER = [
    ("PLUS1", ["NM_900001.2", "NM_900002.1", "NR_900003.1"]),
    ("MINUS1", ["NM_900011.4", "NM_900012.1"]),
    ("NONC1", ["NR_900031.1"]),
    ("IGH", []),
]


@pytest.mark.parametrize(("symbol", "wanted"), ORDER)
def test_order_of_transcripts(opened: Opened, symbol: str, wanted: list[str]) -> None:
    found = [transcript.id for transcript in opened.model.transcripts(symbol)]
    assert found == [opened.id_of(name) for name in wanted]


GENES = [
    ("PLUS1", "PLUS1", "1", 1001, 2600, "+"),
    ("OLDPLUS", "PLUS1", "1", 1001, 2600, "+"),
    ("ENSG00000900001", "PLUS1", "1", 1001, 2600, "+"),
    ("ENSG00000900001.7", "PLUS1", "1", 1001, 2600, "+"),
    ("HGNC:90002", "MINUS1", "2", 8301, 10000, "-"),
    ("OLDMINUS", "MINUS1", "2", 8301, 10000, "-"),
    ("INNER1", "INNER1", "2", 9120, 9280, "+"),
    ("NONC1", "NONC1", "1", 2551, 3400, "-"),
]


@pytest.mark.parametrize(("name", "symbol", "contig", "start", "end", "strand"), GENES)
def test_gene(opened: Opened, name: str, symbol: str, contig: str, start: int, end: int, strand: str) -> None:
    found = opened.model.gene(name)
    assert (found.symbol, found.contig, found.start, found.end) == (symbol, contig, start, end)
    assert (found.strand, found.is_region) == (Strand(strand), False)
    assert found.ensembl_id == GENE_IDS[symbol].ensembl_id
    assert opened.model.is_symbol(name)


@pytest.mark.parametrize("symbol", ["PLUS1", "MINUS1", "INNER1"])
def test_ids_of_a_gene(opened: Opened, symbol: str) -> None:
    found = opened.model.gene(symbol)
    assert (found.hgnc_id, found.entrez_id) == (GENE_IDS[symbol].hgnc_id, GENE_IDS[symbol].entrez_id)


def test_region(opened: Opened) -> None:
    found = opened.model.gene("IGH")
    assert (found.is_region, found.contig, found.strand) == (True, "14", Strand.MINUS)
    assert opened.model.genes_at("14", 106_000_000) == (found,)
    assert opened.model.is_symbol("IGH")


@pytest.mark.parametrize("name", ["NOSUCH1", "", "PLUS", "ENSG00000999999", "HGNC:1", "*", "%", "PLUS1\tX"])
def test_unknown_gene(opened: Opened, name: str) -> None:
    assert not opened.model.is_symbol(name)
    assert opened.model.transcripts(name) == ()
    with pytest.raises(UnknownName):
        opened.model.gene(name)


def test_ambiguous_gene(opened: Opened) -> None:
    assert opened.model.is_symbol("SHARED")
    with pytest.raises(AmbiguousName) as caught:
        opened.model.gene("SHARED")
    assert caught.value.candidates == ("MINUS1", "PLUS1")


@pytest.mark.parametrize("name", ["NM_999999", "ENST00000999999.1", "", "PLUS1", "*", "%"])
def test_unknown_transcript(opened: Opened, name: str) -> None:
    with pytest.raises(UnknownName):
        opened.model.transcript(name)


# contig, position, within, genes nearest first; of equally near ones the coding, then the first on the contig
PLACES = [
    ("1", 1001, 0, ["PLUS1"]),
    ("1", 2600, 0, ["PLUS1", "NONC1"]),
    ("1", 2550, 0, ["PLUS1"]),
    ("1", 2551, 0, ["PLUS1", "NONC1"]),
    ("1", 2601, 0, ["NONC1"]),
    ("1", 1000, 0, []),
    ("1", 1000, 1, ["PLUS1"]),
    ("1", 3500, 100, ["NONC1"]),
    ("1", 3500, 99, []),
    ("1", 3500, 900, ["NONC1", "GAPIN1", "PLUS1"]),
    ("chr2", 9200, 0, ["MINUS1", "INNER1"]),
    ("2", 9300, 20, ["MINUS1", "INNER1"]),
    ("3", 2000, 1000, []),
    ("X", 1, 0, []),
    ("nowhere", 5, 10, []),
]


@pytest.mark.parametrize(("contig", "position", "within", "wanted"), PLACES)
def test_genes_at(opened: Opened, contig: str, position: int, within: int, wanted: list[str]) -> None:
    found = opened.model.genes_at(contig, position, within)
    assert [gene.symbol for gene in found] == wanted
    assert all(gene == opened.model.gene(gene.symbol) for gene in found)


BANDS = [
    ("1", 1, "p1.1"),
    ("1", 6000, "p1.1"),
    ("1", 6001, "q1.1"),
    ("chr2", 5, "p2.2"),
    ("1", 12001, None),
    ("3", 5, None),
    ("nowhere", 5, None),
]


@pytest.mark.parametrize(("contig", "position", "wanted"), BANDS)
def test_band(opened: Opened, contig: str, position: int, wanted: str | None) -> None:
    assert opened.model.band(contig, position) == wanted


@pytest.mark.parametrize(("contig", "wanted"), [("1", 12000), ("chr1", 12000), ("3", None), ("MT", None)])
def test_chromosome_length(opened: Opened, contig: str, wanted: int | None) -> None:
    assert opened.model.chromosome_length(contig) == wanted


def test_domains(opened: Opened) -> None:
    model = opened.model
    start, end = files.KINASE_OF_MINUS1
    wanted = Domain("IPR001245", "A kinase domain", start, end, is_kinase=True)
    assert model.domains(model.transcript(opened.id_of("NM_900011.4"))) == (wanted,)
    for without in ("NM_900002.1", "NR_900031.1"):
        assert model.domains(model.transcript(opened.id_of(without))) is None


def test_literature_of_a_gene_without_any(opened: Opened) -> None:
    assert opened.model.literature("PLUS1") == ()


def test_names_itself(opened: Opened) -> None:
    assert opened.model.assembly is Assembly.GRCH38
    assert opened.model.versions
    assert opened.model.versions[0].sha256
