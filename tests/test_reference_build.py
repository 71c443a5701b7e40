"""The embedded reference: how it is built, how it fails, and what `fusionanno reference` shows of it."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pysam
import pytest
from click.testing import CliRunner

from fusionanno.cli import main
from fusionanno.errors import AmbiguousName, InputError, ResourceError
from fusionanno.genemodel.base import GeneModel, NotInGenome
from fusionanno.genemodel.embedded import EmbeddedGeneModel
from fusionanno.genemodel.inputs import INPUTS, Input
from fusionanno.genemodel.sequence import GenomeFasta
from fusionanno.genemodel.tables import table
from fusionanno.model import Assembly, Block, Exon, Strand, Transcript, TranscriptTag
from fusionanno.resources import build_reference
from fusionanno.resources.build_sources import OWN

G37, G38 = Assembly.GRCH37, Assembly.GRCH38


def spoil(monkeypatch: pytest.MonkeyPatch, folder: Path, change: dict[str, Callable[[bytes], bytes]]) -> None:
    for path in table("").iterdir():
        data = path.read_bytes()
        (folder / path.name).write_bytes(change.get(path.name, lambda same: same)(data))
    monkeypatch.setattr("fusionanno.genemodel.tables.table", lambda name: folder / name)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("transcripts.GRCh38.tsv.gz", lambda data: data[:100]),
        ("transcripts.GRCh38.tsv.gz", lambda data: gzip.compress(b"x", mtime=0)),
        ("genes.GRCh38.tsv", lambda data: data.replace(b"\t2\t29192774\t", b"\t2\tx\t")),
        ("domains.tsv.gz", lambda data: data[:5000]),
        ("domains.tsv.gz", lambda data: b"no gzip"),
        ("domain_names.tsv", lambda data: b"IPR000001\tone\n"),
        ("cytobands.tsv", lambda data: b"GRCh38\t1\tx\n"),
        ("regions.tsv", lambda data: b"GRCh38\tIGH\n"),
        ("synonyms.tsv.gz", lambda data: gzip.compress(b"one column\n", mtime=0)),
        ("literature.tsv", lambda data: b"ALK\n"),
        ("literature.tsv", lambda data: b"\xff\xfe"),
    ],
)
def test_a_damaged_table_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    spoil(monkeypatch, tmp_path, {name: change})
    with pytest.raises(ResourceError, match=f"reference/{name} is damaged .*rebuild its reference"):
        ask_everything(EmbeddedGeneModel(G38))


@pytest.mark.parametrize("name", ["transcripts.GRCh38.tsv.gz", "genes.GRCh38.tsv", "cytobands.tsv"])
def test_a_missing_table_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    spoil(monkeypatch, tmp_path, {})
    ask_everything(EmbeddedGeneModel(G38))
    (tmp_path / name).unlink()
    with pytest.raises(ResourceError, match=f"reference/{name} is missing"):
        ask_everything(EmbeddedGeneModel(G38))


def ask_everything(model: GeneModel) -> None:
    found = model.transcripts(model.gene("ALK").symbol)
    model.gene("CARS")
    model.genes_at("2", 29223528)
    model.domains(found[0])
    model.literature("ALK")
    model.band("2", 5)


@pytest.mark.parametrize("prefix", ["chr", ""])
def test_sequences_come_from_a_genome(tmp_path: Path, prefix: str) -> None:
    fasta = tmp_path / "genome.fa"
    fasta.write_text(f">{prefix}1\nACGTacgtNNGGCC\n>{prefix}M\nTTTT\n")
    exons = (Exon(1, (Block(1, 3, None),)), Exon(2, (Block(6, 7, None), Block(9, 11, None))))
    plus = Transcript("NM_1", "A", G38, "1", Strand.PLUS, exons)
    minus = replace(
        plus, strand=Strand.MINUS, exons=(Exon(1, (Block(11, 12, None),)), Exon(2, (Block(1, 3, None),)))
    )
    model = EmbeddedGeneModel(G38, fasta)
    assert model.sequence(plus) == "ACGCGNNG"
    assert model.sequence(minus) == "CCCGT"
    assert EmbeddedGeneModel(G38).sequence(plus) is None
    with pytest.raises(NotInGenome, match=r"genome\.fa has no contig 2"):
        model.sequence(replace(plus, contig="2"))
    with pytest.raises(NotInGenome, match=r"contig 1 of genome\.fa ends before base 99"):
        model.sequence(replace(plus, exons=(Exon(1, (Block(1, 99, None),)),)))


def test_a_genome_without_any_chromosome_is_refused(tmp_path: Path) -> None:
    fasta = tmp_path / "genome.fa"
    fasta.write_text(">NC_000001.11\nACGT\n>chrM\nTTTT\n")
    with pytest.raises(ResourceError, match="none of the chromosomes 1 to 22, X and Y: give"):
        EmbeddedGeneModel(G38, fasta).genome("1", 1, 3)


@pytest.mark.parametrize(
    ("calls_on", "length", "is_other"),
    [
        (Assembly.GRCH37, 242193529, True),
        (Assembly.GRCH38, 243199373, True),
        (Assembly.GRCH37, 243199373, False),
        (Assembly.GRCH38, 242193529, False),
        (Assembly.GRCH38, 242193528, False),
    ],
)
def test_the_lengths_of_its_contigs_tell_a_genome_of_the_other_build(
    tmp_path: Path, calls_on: Assembly, length: int, is_other: bool
) -> None:
    """Chromosome 2: 243,199,373 bases (CM000664.1, GRCh37), 242,193,529 (CM000664.2, GRCh38)."""
    fasta = tmp_path / "genome.fa"
    fasta.write_text(">chr1\nACGTACGT\n>chr2\nACGTACGT\n")
    index = fasta.with_name("genome.fa.fai")
    index.write_text(f"chr1\t8\t6\t8\t9\nchr2\t{length}\t21\t8\t9\n")
    model = EmbeddedGeneModel(calls_on, fasta)
    if not is_other:
        assert model.genome("1", 1, 4) == "ACGT"
        return
    other = next(each for each in Assembly if each is not calls_on)
    words = f"contig lengths are those of {other}, the calls are on {calls_on} .contig 2 has {length} bases"
    with pytest.raises(ResourceError, match=words):
        model.genome("1", 1, 4)


def test_a_genome_that_is_none(tmp_path: Path) -> None:
    plus = Transcript("NM_1", "A", G38, "1", Strand.PLUS, (Exon(1, (Block(1, 3, None),)),))
    pysam.set_verbosity(0)
    with pytest.raises(ResourceError, match="no genome FASTA"):
        GenomeFasta(tmp_path / "missing.fa", G38).spliced(plus)


# A build of two genes: one on plus with an alignment gap of 5 bases, one on minus; UCSC's columns, 0-based.
GENEPRED38 = """\
#bin\tname\tchrom
0\tNM_000001.2\tchr1\t+\t100\t400\t120\t380\t3\t100,205,300,\t200,250,400,\t0\tOLDA\tcmpl\tcmpl\t0,2,2,
0\tNR_000002.1\tchrX\t-\t1000\t1300\t1300\t1300\t2\t1000,1200,\t1100,1300,\t0\tBETA\tnone\tnone\t-1,-1,
0\tNM_000003.1\tchr1_alt\t+\t1\t9\t1\t9\t1\t1,\t9,\t0\tALT\tcmpl\tcmpl\t0,
0\tXM_000004.1\tchr1\t+\t1\t9\t1\t9\t1\t1,\t9,\t0\tMODEL\tcmpl\tcmpl\t0,
0\tYP_000005.1\tchrM\t+\t10\t40\t10\t40\t1\t10,\t40,\t0\tCOX1\tcmpl\tcmpl\t0,
"""
TINY = {
    "genepred-grch38": GENEPRED38,
    "genepred-grch37": GENEPRED38.replace("NM_000001.2", "NM_000001.1").replace("OLDA", "OLDERA"),
    "mane": "#NCBI_GeneID\tEnsembl_Gene\tHGNC_ID\tsymbol\tname\tRefSeq_nuc\tRefSeq_prot\tEnsembl_nuc"
    "\tEnsembl_prot\tMANE_status\tGRCh38_chr\tchr_start\tchr_end\tchr_strand\n"
    "GeneID:1\tENSG00000000001.3\tHGNC:1\tALPHA\ta\tNM_000001.2\tNP_000001.2\tENST00000000001.4\tENSP1"
    "\tMANE Select\tNC_000001.11\t101\t400\t+\n"
    "GeneID:9\tENSG00000000009.3\tHGNC:9\tBARE\ta\tNM_000009.2\tNP_000009.2\tENST00000000009.4\tENSP9"
    "\tMANE Select\tNC_000002.12\t11\t40\t-\n",
    "gene-structures": "# a comment\nALPHA-201\t0\t0\t+\t0;0;19\t1;0;149\t1;200;99\n",
    "proteins": "## domain keys: 719 = Protein kinase domain; S = S\n"
    "ALPHA-201\tS;1;4\t719;10;30\t719;10;30\n9\t719;1;2\n",
    "synonyms": "## head\nALPHA\tAL1\tSHARED\nBETA\tSHARED\n",
    "ensembl-genes": "# head\n14\t105741473\t9\t211896\tIGHG1\tx\nX\t1001\t300\t77\tBETA\tx\n",
    "cytobands-grch38": "chr1\t0\t200\tp1\tgneg\nchr1\t200\t500\tq1\tgneg\nchrM\t0\t9\t\tgneg\n",
    "cytobands-grch37": "chr1\t0\t300\tp1\tgneg\n",
}


def build_arguments(folder: Path, **changed: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    arguments = []
    for name, text in {**TINY, **{key.replace("_", "-"): value for key, value in changed.items()}}.items():
        (folder / name).write_text(text)
        arguments += [f"--{name}", str(folder / name)]
    sources = folder / "SOURCES"
    sources.write_text("# old head\nknowledge/a.tsv\tkept\nreference/old.tsv\tgoes\n")
    output = ["--output", str(folder / "out"), "--sources", str(sources)]
    return [*arguments, "--built", "2026-01-02", "--carrier", "mane=MANE tiny", *output]


def test_a_tiny_build_is_what_its_inputs_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    build_reference.main(build_arguments(tmp_path))
    monkeypatch.setattr("fusionanno.genemodel.tables.table", lambda name: tmp_path / "out" / name)
    model = EmbeddedGeneModel(G38)
    (alpha,) = model.transcripts("ALPHA")
    assert alpha.exons == (Exon(1, (Block(101, 200, 0), Block(206, 250, 2))), Exon(2, (Block(301, 400, 2),)))
    assert (alpha.id, alpha.cds_start, alpha.cds_end) == ("NM_000001.2", 121, 380)
    assert alpha.tag is TranscriptTag.MANE_SELECT
    assert [(d.accession, d.start, d.end, d.is_kinase) for d in model.domains(alpha) or ()] == [
        ("IPR000719", 10, 40, True)
    ]
    assert model.gene("OLDERA") == model.gene("OLDA") == model.gene("HGNC:1") == model.gene("AL1")
    assert [exon.start for exon in model.transcripts("BETA")[0].exons] == [1201, 1001]
    assert model.gene("BETA").ensembl_id == "ENSG00000000077"
    assert (model.gene("BARE").start, model.transcripts("BARE")) == (11, ())
    assert model.gene("MT-CO1").contig == "MT"
    assert model.gene("IGHG1").symbol == "IGH"
    assert (model.band("1", 200), model.band("1", 201)) == ("p1", "q1")
    with pytest.raises(AmbiguousName):
        model.gene("SHARED")
    assert [model.is_symbol(name) for name in ("ALT", "MODEL")] == [False, False]
    old = EmbeddedGeneModel(G37).transcript("NM_000001.2")
    assert (old.id, old.gene, old.ensembl_id) == ("NM_000001.1", "ALPHA", "ENST00000000001.4")


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    outputs = []
    for name in ("one", "two"):
        build_reference.main(build_arguments(tmp_path / name))
        outputs.append({path.name: path.read_bytes() for path in (tmp_path / name / "out").iterdir()})
    assert outputs[0] == outputs[1]
    assert {"genes.GRCh37.tsv", "transcripts.GRCh38.tsv.gz", *OWN} <= set(outputs[0])
    sources = [(tmp_path / name / "SOURCES").read_text() for name in ("one", "two")]
    assert sources[0] == sources[1]
    assert "knowledge/a.tsv\tkept\n" in sources[0]
    assert "goes" not in sources[0]
    assert "MANE tiny" in sources[0]


@pytest.mark.parametrize("source", INPUTS, ids=lambda source: source.name)
def test_a_wrong_input_is_named(tmp_path: Path, source: Input) -> None:
    arguments = build_arguments(tmp_path, **{source.name: "# a comment\none\n"})
    result = CliRunner().invoke(main, ["reference", "build", *arguments])
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert f"{source.name}: not the table that this input should be" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["info"], ["transcripts.GRCh38.tsv.gz", "90,104 rows", "MANE 1.5"]),
        (["show", "ALK", "--assembly", "hg19"], ["GRCh37", "29446394", "1117-1382", "(kinase)", "2p23"]),
        (["show", "EML4", "--transcript", "NM_001410776"], ["42264919    42264951", "variant 3b", "33"]),
        (["show", "ROS1"], ["NM_002944", "2341 aa"]),
        (["show", "POLR2A"], ["alignment gap: 2 blocks"]),
        (["show", "IGH"], ["14:105566277-106879844", "it has no transcripts"]),
        (["show", "DUX4", "--assembly", "GRCh38"], ["190173774"]),
    ],
)
def test_command_line(arguments: list[str], words: list[str]) -> None:
    result = CliRunner().invoke(main, ["reference", *arguments])
    assert result.exit_code == 0
    assert [word for word in words if word not in result.output] == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["show", "FOP"], 1, "ambiguous gene 'FOP': CEP43, CHTOP"),
        (["show", "ALK", "--transcript", "NM_019063"], 1, "unknown transcript of ALK"),
        (["show", "ALK", "--assembly", "hg17"], 2, "unknown assembly"),
    ],
)
def test_command_line_errors(arguments: list[str], code: int, words: str) -> None:
    result = CliRunner().invoke(main, ["reference", *arguments])
    assert (result.exit_code, words in result.output) == (code, True)


def test_wrong_input_error_names_its_file(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError, match=r"a\.tsv: not the table"),
        build_reference.reading(tmp_path / "a.tsv"),
    ):
        raise ValueError
