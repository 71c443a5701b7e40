"""What only a GTF can do: incomplete CDS, missing frames, own tags, old names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fusionanno.errors import AmbiguousName, UnknownName
from fusionanno.genemodel.ensembl import EnsemblGeneModel
from fusionanno.model import Assembly, TranscriptTag
from tests import small_genome_files as files

GRCH38 = Assembly.GRCH38


@pytest.fixture(scope="module", autouse=True)
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The small genome's tables for the reference, and a cache of our own."""
    folder = files.build_tables(tmp_path_factory.mktemp("reference"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fusionanno.genemodel.tables.table", lambda name: folder / name)
        patch.setenv("PYENSEMBL_CACHE_DIR", str(folder / "cache"))
        yield


def rows(gene: str, name: str, strand: str, parts: str, extra: str = "", contig: str = "1") -> list[str]:
    """GTF rows of a gene with one transcript; parts = "exon:1-9 CDS:4-9/0"."""
    cells = [part.replace("/", ":").split(":") for part in parts.split()]
    spans = [tuple(map(int, cell[1].split("-"))) for cell in cells]
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    ids = f'gene_id "{gene}"; gene_name "{gene}"; transcript_id "{name}"; {extra}'
    lines = [("gene", low, high, "."), ("transcript", low, high, ".")]
    lines += [
        (cell[0], *span, cell[2] if len(cell) > 2 else ".") for cell, span in zip(cells, spans, strict=True)
    ]
    return [
        f"{contig}\ttest\t{feature}\t{start}\t{end}\t.\t{strand}\t{frame}\t{ids}"
        for feature, start, end, frame in lines
    ]


def open_rows(folder: Path, lines: list[str], assembly: Assembly = GRCH38) -> EnsemblGeneModel:
    gtf = folder / "rows.gtf"
    gtf.write_text("".join(f"{line}\n" for line in lines))
    return EnsemblGeneModel.from_gtf(gtf, assembly)


# The frame column is the number of bases before the next codon starts (GTF 2.2): 1 is phase 2, 2 is phase 1.
INCOMPLETE = [
    ("whole", "+", "exon:1-20 exon:31-50 CDS:5-20/0 CDS:31-40/2 start_codon:5-7 stop_codon:41-43",
     [0, 1], (5, 43), None),
    ("stop alone in its exon", "+", "exon:1-20 exon:31-50 CDS:5-19/0 start_codon:5-7 stop_codon:20-20"
     " stop_codon:31-32", [0, 1], (5, 32), None),
    ("stop alone in its exon, minus", "-", "exon:31-50 exon:1-20 CDS:36-47/0 start_codon:45-47"
     " stop_codon:18-20", [0, 0], (18, 47), None),
    ("no start, frame 1", "+", "exon:1-20 exon:31-50 CDS:1-20/1 CDS:31-39/2 stop_codon:40-42",
     [2, 1], (1, 42), "CDS incomplete at its 5' end (no start codon annotated)"),
    ("no start, frame 2, minus", "-", "exon:31-50 exon:1-20 CDS:31-50/2 CDS:12-20/0 stop_codon:9-11",
     [1, 0], (9, 50), "CDS incomplete at its 5' end (no start codon annotated)"),
    ("no stop", "+", "exon:1-20 exon:31-50 CDS:5-20/0 CDS:31-50/2 start_codon:5-7",
     [0, 1], (5, 50), "CDS incomplete at its 3' end (no stop codon annotated)"),
    ("neither, frame 2", "-", "exon:31-50 exon:1-20 CDS:31-50/2 CDS:1-20/0",
     [1, 0], (1, 50), "CDS incomplete at its 5' end (no start codon annotated); "
     "CDS incomplete at its 3' end (no stop codon annotated)"),
    ("frames not given", "+", "exon:1-20 exon:31-50 CDS:5-20 CDS:31-40 start_codon:5-7 stop_codon:41-43",
     [0, 1], (5, 43), None),
    ("frames not given, counted from the stop", "+", "exon:1-20 exon:31-50 CDS:1-20 CDS:31-39"
     " stop_codon:40-42", [1, 0], (1, 42), "CDS incomplete at its 5' end (no start codon annotated)"),
    ("one exon, frame not given", "-", "exon:1-20 CDS:10-20 stop_codon:7-9",
     [1], (7, 20), "CDS incomplete at its 5' end (no start codon annotated)"),
]  # fmt: skip


@pytest.mark.parametrize(("strand", "parts", "phases", "edges", "note"), [row[1:] for row in INCOMPLETE],
                         ids=[row[0] for row in INCOMPLETE])  # fmt: skip
def test_incomplete_cds(
    tmp_path: Path, strand: str, parts: str, phases: list[int], edges: tuple[int, int], note: str | None
) -> None:
    other = rows("OTHER1", "ENST00000000009", "+", "exon:900-910 CDS:900-905/0 start_codon:900-902"
                 " stop_codon:906-908")  # fmt: skip
    found = open_rows(tmp_path, rows("G1", "ENST00000000001", strand, parts) + other).transcript(
        "ENST00000000001"
    )
    assert [exon.blocks[0].phase for exon in found.exons] == phases
    assert [exon.number for exon in found.exons] == list(range(1, len(found.exons) + 1))
    assert ((found.cds_start, found.cds_end), found.note) == (edges, note)


@pytest.mark.parametrize(("name", "exons"), [("ENST00000000001", 3), ("NM_000001.2", 2), ("MSTRG.1.1", 3)])
def test_short_introns_are_gaps_of_aligned_transcripts_alone(tmp_path: Path, name: str, exons: int) -> None:
    """UCSC's RefSeq alignments have gaps under 20 bases; Ensembl annotates short introns on purpose."""
    parts = "exon:1-20 exon:40-60 exon:81-90"
    assert len(open_rows(tmp_path, rows("G1", name, "+", parts)).transcript(name).exons) == exons


def test_exons_are_numbered_along_the_transcript_whatever_the_file_says(tmp_path: Path) -> None:
    """StringTie numbers a minus-strand transcript's exons from its 3' end."""
    lines = rows("G1", "T.1.1", "-", "exon:1-20 exon:31-50", 'exon_number "1";')
    assert [exon.start for exon in open_rows(tmp_path, lines).transcript("T.1.1").exons] == [31, 1]


def ensembl(gene: str, name: str, version: int, exons: str, tags: str = "") -> list[str]:
    """Rows of Ensembl's form: gene is an ENSG id and the GTF's name of it."""
    extra = f'transcript_version "{version}"; ' + "".join(f'tag "{tag}"; ' for tag in tags.split())
    identifier, _, symbol = gene.partition("=")
    lines = rows(identifier, name, "+", exons, extra)
    return [line.replace(f'gene_name "{identifier}"', f'gene_name "{symbol}"') for line in lines]


PLUS1 = "ENSG00000900001=OLDPLUS"


def test_current_symbol_of_an_old_release(tmp_path: Path) -> None:
    model = open_rows(tmp_path, ensembl(PLUS1, "ENST00000900001", 3, "exon:1001-1060"))
    assert model.gene("OLDPLUS") == model.gene("PLUS1") == model.gene("ENSG00000900001.12")
    assert (model.gene("OLDPLUS").symbol, model.gene("PLUS1").hgnc_id) == ("PLUS1", "HGNC:90001")
    assert [found.gene for found in model.transcripts("PLUS1")] == ["PLUS1"]


def test_current_symbol_of_a_gtf_without_ensembl_ids(tmp_path: Path) -> None:
    """UCSC's GTFs have symbols as gene ids, old ones too: the place and the alias together name the gene."""
    model = open_rows(tmp_path, rows("OLDPLUS", "NM_900001.1", "+", "exon:1001-1060"))
    assert model.gene("PLUS1") == model.gene("OLDPLUS") == model.gene("HGNC:90001")
    assert (model.gene("PLUS1").symbol, model.transcripts("PLUS1")[0].gene) == ("PLUS1", "PLUS1")
    elsewhere = open_rows(tmp_path, rows("OLDPLUS", "NM_900001.1", "+", "exon:9001-9060"))
    assert elsewhere.gene("OLDPLUS").symbol == "OLDPLUS"


@pytest.mark.parametrize(
    ("version", "tags", "tag", "note"),
    [
        (3, "", TranscriptTag.MANE_SELECT, None),
        (2, "", TranscriptTag.MANE_SELECT, "MANE Select is ENST00000900001.3"),
        (2, "basic MANE_Select", TranscriptTag.MANE_SELECT, None),
        (2, "MANE_Plus_Clinical", TranscriptTag.MANE_PLUS_CLINICAL, None),
    ],
)
def test_mane(tmp_path: Path, version: int, tags: str, tag: TranscriptTag, note: str | None) -> None:
    lines = ensembl(PLUS1, "ENST00000900001", version, "exon:1001-1060", tags)
    found = open_rows(tmp_path, lines).transcript("ENST00000900001")
    assert (found.id, found.tag, found.note) == (f"ENST00000900001.{version}", tag, note)


def test_own_tags_leave_no_room_for_those_of_the_reference(tmp_path: Path) -> None:
    lines = ensembl(PLUS1, "ENST00000900001", 3, "exon:1001-1060")
    lines += ensembl(PLUS1, "ENST00000900002", 1, "exon:1001-1060", "MANE_Select")[1:]
    tags = {found.id: found.tag for found in open_rows(tmp_path, lines).transcripts("PLUS1")}
    assert tags == {"ENST00000900002.1": TranscriptTag.MANE_SELECT, "ENST00000900001.3": None}


def test_domains_of_a_transcript_with_another_cds(tmp_path: Path) -> None:
    lines = ensembl("ENSG00000900002=MINUS1", "ENST00000900011", 5, "exon:1-60 CDS:1-60/0")
    model = open_rows(tmp_path, lines)
    assert model.domains(model.transcript("ENST00000900011")) is None


def test_two_genes_of_one_name_are_not_chosen_between(tmp_path: Path) -> None:
    lines = ensembl("ENSG00000000001=TWIN1", "ENST00000000001", 1, "exon:1-60")
    lines += ensembl("ENSG00000000002=TWIN1", "ENST00000000002", 1, "exon:101-160")
    with pytest.raises(AmbiguousName) as caught:
        open_rows(tmp_path, lines).gene("TWIN1")
    assert caught.value.candidates == ("ENSG00000000001", "ENSG00000000002")


def test_two_genes_of_one_name_of_which_the_reference_knows_one(tmp_path: Path) -> None:
    lines = ensembl("ENSG00000000001=PLUS1", "ENST00000000001", 1, "exon:1-60")
    lines += ensembl("ENSG00000900001=PLUS1", "ENST00000900001", 1, "exon:101-160")
    assert open_rows(tmp_path, lines).gene("PLUS1").ensembl_id == "ENSG00000900001"


@pytest.mark.parametrize(("contigs", "wanted"), [("X Y", "X"), ("KI270728.1 7", "7"), ("chrY chrX", "X")])
def test_one_place_of_a_gene_that_has_two(tmp_path: Path, contigs: str, wanted: str) -> None:
    lines = [
        line.replace('gene_name "G', 'gene_name "SAME1"; was "G')
        for number, contig in enumerate(contigs.split(), 1)
        for line in rows(f"G{number}", f"T{number}", "+", "exon:1-60", contig=contig)
    ]
    assert open_rows(tmp_path, lines).gene("SAME1").contig == wanted


@pytest.mark.parametrize(
    ("header", "wanted"),
    [("ENST00000000001.2", "ACGT"), ("ENST00000000001", "ACGT"), ("ENST00000000001.3", None), ("X", None)],
)
def test_sequence_of_this_version_or_none(tmp_path: Path, header: str, wanted: str | None) -> None:
    gtf, fasta = tmp_path / "a.gtf", tmp_path / "a.fa"
    gtf.write_text("".join(f"{line}\n" for line in ensembl("ENSG1=A", "ENST00000000001", 2, "exon:1-4")))
    fasta.write_text(f">{header} cdna\nac\ngt\n")
    model = EnsemblGeneModel.from_gtf(gtf, GRCH38, fasta)
    assert model.sequence(model.transcript("ENST00000000001")) == wanted


def test_nothing_is_written_beside_the_gtf_and_the_index_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gtf, fasta = files.write_ensembl_gtf(tmp_path / "a.gtf.gz"), files.write_cdna_fasta(tmp_path / "a.fa")
    first = EnsemblGeneModel.from_gtf(gtf, GRCH38, fasta)
    first.sequence(first.transcript("ENST00000900001"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.fa", "a.gtf.gz"]
    monkeypatch.setattr(
        "gtfparse.read_gtf", lambda *given, **options: pytest.fail("the GTF was parsed again")
    )
    again = EnsemblGeneModel.from_gtf(gtf, GRCH38, fasta)
    assert again.transcripts("PLUS1") == first.transcripts("PLUS1")


def test_a_changed_gtf_is_indexed_anew(tmp_path: Path) -> None:
    assert open_rows(tmp_path, rows("G1", "T1", "+", "exon:1-60")).gene("G1").end == 60
    assert open_rows(tmp_path, rows("G1", "T1", "+", "exon:1-70")).gene("G1").end == 70


def test_versions(tmp_path: Path) -> None:
    gtf, fasta = files.write_ensembl_gtf(tmp_path / "a.gtf.gz"), files.write_cdna_fasta(tmp_path / "a.fa")
    own, sequences, *_ = EnsemblGeneModel.from_gtf(gtf, GRCH38, fasta).versions
    assert (own.name, own.version, own.origin) == ("GTF", "a.gtf.gz", str(gtf))
    assert (sequences.name, sequences.version) == ("cDNA FASTA", "a.fa")
    assert [len(version.sha256 or "") for version in (own, sequences)] == [64, 64]


def test_a_gene_of_the_reference_that_the_gtf_lacks(tmp_path: Path) -> None:
    model = open_rows(tmp_path, rows("G1", "T1", "+", "exon:1-60"))
    with pytest.raises(UnknownName, match=r"unknown gene in GTF rows\.gtf 'MINUS1'"):
        model.gene("MINUS1")
    assert model.transcripts("MINUS1") == ()
