"""The embedded reference: its content against published facts, its look-ups, its failures, its build."""

import zlib

import pytest

from fusionanno.errors import AmbiguousName, UnknownName
from fusionanno.genemodel import load_gene_model
from fusionanno.genemodel.base import GeneModel
from fusionanno.genemodel.embedded import EmbeddedGeneModel
from fusionanno.genemodel.genetable import GeneTable
from fusionanno.genemodel.literature import literature_transcripts
from fusionanno.genemodel.order import cds_length, in_order
from fusionanno.genemodel.regions import regions
from fusionanno.genemodel.rows import parse_gene, parse_transcript, transcript_line
from fusionanno.genemodel.sources import source_rows
from fusionanno.genemodel.synonyms import Synonyms
from fusionanno.genemodel.tables import read_bytes, read_rows, table
from fusionanno.model import Assembly, Transcript, TranscriptTag
from fusionanno.resources.build_sources import sha256
from fusionanno.resources.build_transcripts import offsets

G37, G38 = Assembly.GRCH37, Assembly.GRCH38
MODELS = {assembly: EmbeddedGeneModel(assembly) for assembly in Assembly}

# Edges of the exons that published fusions join, 1-based: gene, accession, MANE exon, edge in transcript
# direction, strand and position on GRCh37, on GRCh38. Source: the junctions as their papers report them, with
# NCBI RefSeq's alignments of the MANE 1.5 transcripts.
EDGES = """\
ABL1 NM_005157 2 start + 9:133729451 + 9:130854064
ALK NM_004304 20 start - 2:29446394 - 2:29223528
BCR NM_004327 1 end + 22:23524426 + 22:23182239
BCR NM_004327 13 end + 22:23631808 + 22:23289621
BCR NM_004327 14 end + 22:23632600 + 22:23290413
BICC1 NM_001080512 3 start + 10:60461834 + 10:58702074
BRAF NM_004333 9 start - 7:140487384 - 7:140787584
CARS1 NM_001014437 18 end - 11:3033425 - 11:3012195
CCDC6 NM_005436 1 end - 10:61665880 - 10:59906122
CD74 NM_001025159 6 end - 5:149784243 - 5:150404680
CLTC NM_004859 31 end + 17:57768072 + 17:59690711
COL1A1 NM_000088 29 end - 17:48269836 - 17:50192475
DNAJB1 NM_006145 1 end - 19:14628951 - 19:14518139
EML4 NM_001410776 7 start + 2:42492059 + 2:42264919
EML4 NM_001410776 7 end + 2:42492091 + 2:42264951
EML4 NM_019063 2 end + 2:42472827 + 2:42245687
EML4 NM_019063 6 end + 2:42491871 + 2:42264731
EML4 NM_019063 13 end + 2:42522656 + 2:42295516
EML4 NM_019063 14 end + 2:42528532 + 2:42301392
EML4 NM_019063 20 end + 2:42552694 + 2:42325554
ERG NM_182918 2 start - 21:39817544 - 21:38445621
ETV6 NM_001987 5 end + 12:12022903 + 12:11869969
EWSR1 NM_005243 7 end + 22:29683123 + 22:29287134
EZR NM_001111077 10 end - 6:159191796 - 6:158770764
FGFR2 NM_000141 17 end - 10:123243212 - 10:121483698
FGFR3 NM_000142 17 end + 4:1808661 + 4:1806934
FLI1 NM_002017 6 start + 11:128675261 + 11:128805366
FOXO1 NM_002015 2 start - 13:41134997 - 13:40560860
GOPC NM_020399 8 end - 6:117888017 - 6:117566854
KIAA1549 NM_001164665 16 end - 7:138545885 - 7:138861139
KIF5B NM_004521 15 end - 10:32317356 - 10:32028428
KIF5B NM_004521 24 end - 10:32306071 - 10:32017143
LMNA NM_170707 2 end + 1:156100564 + 1:156130773
NCOA4 NM_001145263 7 end + 10:51582939 - 10:46012883
NPM1 NM_002520 4 end + 5:170818803 + 5:171391799
NRG1 NM_013964 6 start + 8:32585467 + 8:32727949
NTRK1 NM_002529 10 start + 1:156844363 + 1:156874571
NTRK1 NM_002529 11 start + 1:156844698 + 1:156874906
NTRK3 NM_001012338 15 start - 15:88483984 - 15:87940753
PAX3 NM_181458 7 end - 2:223084859 - 2:222220140
PDGFB NM_002608 2 start - 22:39631879 - 22:39235874
PML NM_033238 3 end + 15:74315749 + 15:74023408
PML NM_033238 6 end + 15:74325755 + 15:74033414
PRKACA NM_002730 2 start - 19:14218221 - 19:14107409
RANBP2 NM_006267 18 end + 2:109375004 + 2:108758548
RARA NM_000964 3 start + 17:38504568 + 17:40348316
RET NM_020975 11 start + 10:43609928 + 10:43114480
RET NM_020975 12 start + 10:43612032 + 10:43116584
ROS1 NM_001378902 33 start - 6:117650609 - 6:117329446
ROS1 NM_001378902 35 start - 6:117645578 - 6:117324415
ROS1 NM_001378902 36 start - 6:117642557 - 6:117321394
SDC4 NM_002999 2 end - 20:43964422 - 20:45335782
SLC34A2 NM_006424 4 end + 4:25665952 + 4:25664330
SLC34A2 NM_006424 13 end + 4:25680370 + 4:25678748
SS18 NM_001007559 10 end - 18:23612363 - 18:26032399
SSX1 NM_005635 6 start + X:48123217 + X:48263782
TACC3 NM_006342 9 start + 4:1738968 + 4:1737241
TACC3 NM_006342 11 start + 4:1741429 + 4:1739702
TMPRSS2 NM_005656 1 end - 21:42880008 - 21:41508081
TPM3 NM_152263 8 end - 1:154142876 - 1:154170400
"""

# Literature's exon, MANE's exon, edge. Source: the papers' numbers (ROS1 R32 to R36, TPM3 T7, ERG T1;E4 ...),
# which hold where the two RefSeq transcripts share the edge.
NUMBERINGS = """\
ROS1 NM_002944 32 33 start
ROS1 NM_002944 34 35 start
ROS1 NM_002944 35 36 start
ROS1 NM_002944 36 37 start
TPM3 NM_153649 7 8 end
NTRK1 NM_001012331 9 10 start
ERG NM_004449 4 2 start
ERG NM_004449 5 3 start
RUNX1T1 NM_004349 2 3 start
CARS1 NM_001751 17 18 end
GOPC NM_001017408 7 8 end
EZR NM_003379 9 10 end
NCOA4 NM_001145260 8 7 end
NTRK3 NM_001243101 13 14 start
FGFR1 NM_023105 9 10 start
FGFR1 NM_023106 9 10 start
EML4 NM_001145076 5 6 end
EML4 NM_001145076 12 13 end
EML4 NM_001145076 19 20 end
FLI1 NM_001167681 7 6 start
EWSR1 NM_013986 8 7 end
RARA NM_001024809 2 3 start
"""

# Kinase domains as InterPro places them (Ensembl 110); UniProt's own borders are a little wider.
KINASES = """\
ALK 1117 1382
RET 725 1005
ROS1 1941 2209
NTRK1 512 781
NTRK2 555 822
NTRK3 539 823
FGFR1 479 754
FGFR2 481 757
FGFR3 472 748
MET 1078 1336
BRAF 458 712
RAF1 351 605
EGFR 713 965
ERBB2 722 975
PDGFRA 594 948
PDGFRB 601 956
ABL1 242 492
CSF1R 582 910
JAK2 849 1120
"""


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split()) for line in text.splitlines()]


def edge(transcript: Transcript, exon: int, which: str) -> str:
    found = transcript.exons[exon - 1]
    position = found.end if (which == "end") == transcript.is_plus else found.start
    return f"{transcript.contig}:{position}"


@pytest.fixture(params=Assembly)
def model(request: pytest.FixtureRequest) -> EmbeddedGeneModel:
    return MODELS[request.param]


@pytest.mark.parametrize("row", rows(EDGES), ids=lambda row: "-".join(row[:4]))
def test_exon_edges(row: tuple[str, ...]) -> None:
    gene, name, exon, which, strand37, edge37, strand38, edge38 = row
    for assembly, strand, place in ((G37, strand37, edge37), (G38, strand38, edge38)):
        found = MODELS[assembly].transcript(name)
        assert (found.gene, found.strand, edge(found, int(exon), which)) == (gene, strand, place)
        if name != "NM_001410776":
            assert found.tag is TranscriptTag.MANE_SELECT


@pytest.mark.parametrize("row", rows(NUMBERINGS), ids=lambda row: "-".join(row[:3]))
def test_literature_numbers_are_other_numbers_of_the_same_edge(
    model: EmbeddedGeneModel, row: tuple[str, ...]
) -> None:
    gene, name, literature, mane, which = row
    other = next(found for found in model.literature(gene) if found.id.startswith(f"{name}."))
    assert edge(other, int(literature), which) == edge(model.transcripts(gene)[0], int(mane), which)


def test_every_literature_row_is_placed(model: EmbeddedGeneModel) -> None:
    for row in literature_transcripts():
        found = model.transcript(row.accession)
        assert found.gene == row.gene
        assert found.tag is not TranscriptTag.MANE_SELECT


@pytest.mark.parametrize("row", rows(KINASES), ids=lambda row: row[0])
def test_kinase_domains(model: EmbeddedGeneModel, row: tuple[str, ...]) -> None:
    domains = model.domains(model.transcripts(row[0])[0])
    assert domains is not None
    assert [(d.start, d.end) for d in domains if d.is_kinase] == [(int(row[1]), int(row[2]))]
    assert [d.start for d in domains] == sorted(d.start for d in domains)


def test_the_pseudokinase_of_jak2_is_no_kinase(model: EmbeddedGeneModel) -> None:
    # UniProt O60674: JH2 545-809, JH1 849-1124.
    domains = model.domains(model.transcript("NM_004972")) or ()
    assert [(d.start, d.is_kinase) for d in domains if d.accession == "IPR001245"] == [
        (546, False),
        (849, True),
    ]


def test_domains_are_unknown_beyond_mane(model: EmbeddedGeneModel) -> None:
    assert model.domains(model.transcript("NM_001353765")) is None


@pytest.mark.parametrize(
    ("assembly", "transcripts", "select", "noncoding_select"),
    [(G37, 82540, 19118, 46), (G38, 90104, 19237, 61)],
)
def test_counts(assembly: Assembly, transcripts: int, select: int, noncoding_select: int) -> None:
    """MANE 1.5 has 19,293 NM_ and 70 NR_ Select; UCSC's chromosomes have these of them."""
    found = every_line(assembly)
    chosen = {cells[0] for cells in found if cells[6] == "MANE Select"}
    assert len(found) == transcripts
    assert sum(name.startswith("NM_") for name in chosen) == select
    assert sum(name.startswith("NR_") for name in chosen) == noncoding_select
    assert {cells[0][:3] for cells in found} <= {"NM_", "NR_", "YP_"}


def every_line(assembly: Assembly) -> list[list[str]]:
    """Every transcript as cells: id, gene, contig, strand, CDS start and end, tag ..., without its exons."""
    text = read_bytes(f"transcripts.{assembly}.tsv.gz").decode()
    return [line.split("\t")[:7] for line in text.splitlines()]


def test_both_assemblies_agree_on_symbols_and_75_genes_change_strand() -> None:
    old, new = (
        {cells[0].partition(".")[0]: cells for cells in every_line(assembly)} for assembly in (G37, G38)
    )
    shared = old.keys() & new.keys()
    assert {name for name in shared if old[name][1] != new[name][1]} == set()
    assert sum(old[name][3] != new[name][3] for name in shared if new[name][6]) == 75


def test_rows_read_back_and_every_gene_finds_its_own(model: EmbeddedGeneModel) -> None:
    lines = read_bytes(f"transcripts.{model.assembly}.tsv.gz").decode().splitlines()
    assert all(transcript_line(parse_transcript(line, model.assembly)) == line for line in lines[::97])
    genes = [parse_gene(line) for line in read_bytes(f"genes.{model.assembly}.tsv").decode().splitlines()]
    for row in genes[::61]:
        found = model.transcripts(row.gene.symbol)
        assert {name for name in row.ids if name.startswith("N")} <= {t.id.partition(".")[0] for t in found}
        assert row.gene in model.genes_at(row.gene.contig, row.gene.start)
        assert row.gene in model.genes_at(f"chr{row.gene.contig}", row.gene.end)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [  # HGNC: previous and alias symbols; the last lines are ids, letter case, and Ensembl segments of loci
        ("CARS", "CARS1"), ("KIAA1598", "SHTN1"), ("SEPT14", "SEPTIN14"), ("FGFR1OP", "CEP43"),
        ("MLL", "KMT2A"), ("TEL", "ETV6"), ("AML1", "RUNX1"), ("NUT", "NUTM1"), ("C2orf44", "WDCP"),
        ("MLL2", "KMT2D"), ("ABL", "ABL1"), ("H3F3A", "H3-3A"), ("C11orf95", "ZFTA"), ("MTCP1", "MTCP1"),
        ("WHSC1L1", "NSD3"), ("MKL1", "MRTFA"), ("eml4", "EML4"), ("c11ORF95", "ZFTA"), (" ALK ", "ALK"),
        ("ENSG00000171094", "ALK"), ("ENSG00000171094.20", "ALK"), ("HGNC:427", "ALK"), ("IGH", "IGH"),
        ("igh", "IGH"), ("IGH@", "IGH"), ("TCRB", "TRB"), ("IGHG1", "IGH"), ("TRBC2", "TRB"), ("TRAC", "TRA"),
    ],
)  # fmt: skip
def test_names_that_mean_one_gene(model: EmbeddedGeneModel, name: str, symbol: str) -> None:
    assert model.gene(name).symbol == symbol
    assert model.is_symbol(name)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [("FOP", ("CEP43", "CHTOP")), ("FIG", ("DEPP1", "GOPC")), ("H4", ("CCDC6", "FGFR1", "H4C6"))],
)
def test_names_that_several_genes_claim(
    model: EmbeddedGeneModel, name: str, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousName) as caught:
        model.gene(name)
    assert caught.value.candidates == candidates
    assert model.is_symbol(name)


@pytest.mark.parametrize(
    "name", ["RP11-9L18.2", "AC093106.4", "NOSUCHGENE", "", "A\tB", "ENSG00000000000", ","]
)
def test_names_that_mean_nothing(model: EmbeddedGeneModel, name: str) -> None:
    with pytest.raises(UnknownName):
        model.gene(name)
    assert not model.is_symbol(name)


def test_near_names_are_offered(model: EmbeddedGeneModel) -> None:
    for _ in range(2):  # the second answer comes out of the cache
        with pytest.raises(UnknownName, match="unknown gene 'EML44'; did you mean EML4"):
            model.gene("EML44")


def test_a_gene_of_the_other_assembly_is_known_and_not_placed() -> None:
    # DUX4 (D4Z4 repeat, 4q35) has no RefSeq transcript on GRCh37; CIC::DUX4 names it all the same.
    assert MODELS[G38].gene("DUX4").contig == "4"
    assert MODELS[G37].is_symbol("DUX4")
    with pytest.raises(UnknownName, match="unknown gene on GRCh37 'DUX4'"):
        MODELS[G37].gene("DUX4")


@pytest.mark.parametrize(
    ("name", "found"),
    [("NM_004304.5", "NM_004304.5"), ("NM_004304", "NM_004304.5"), ("NM_004304.4", "NM_004304.5"),
     ("ENST00000389048.8", "NM_004304.5"), ("NM_1", None), ("", None), ("NM_00430", None)],
)  # fmt: skip
def test_transcript_names(model: EmbeddedGeneModel, name: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(UnknownName, match=f"unknown transcript on {model.assembly}"):
            model.transcript(name)
    else:
        assert model.transcript(name).id == found


@pytest.mark.parametrize(
    ("assembly", "contig", "position", "band"),
    [  # UCSC cytoBand; CD74 lies in 5q32 on GRCh37 and in 5q33.1 on GRCh38
        (G37, "5", 149784243, "q32"), (G38, "5", 150404680, "q33.1"), (G38, "chr2", 29223528, "p23.2"),
        (G37, "2", 29446394, "p23.2"), (G38, "2", 42295516, "p21"), (G38, "1", 2300000, "p36.33"),
        (G38, "1", 2300001, "p36.32"), (G38, "1", 0, None), (G38, "1", 300000000, None), (G38, "MT", 1, None),
        (G38, "GL000220.1", 5, None),
    ],
)  # fmt: skip
def test_bands(assembly: Assembly, contig: str, position: int, band: str | None) -> None:
    assert MODELS[assembly].band(contig, position) == band


@pytest.mark.parametrize(
    ("assembly", "contig", "position", "within", "symbols"),
    [  # RefSeq spans; IGHG1 and the T-cell-receptor segments by Ensembl
        (G38, "2", 29223528, 0, ["ALK"]),
        (G38, "14", 105741473, 0, ["IGH"]),
        (G37, "14", 106207810, 0, ["IGH"]),
        (G38, "14", 22450089, 0, ["TRA", "TRD", "TRD-AS1"]),
        (G38, "7", 142801041, 0, ["TRB"]),
        (G38, "1", 1, 0, []),
        (G38, "nowhere", 5, 0, []),
        (G38, "Y", 1196152, 0, ["CRLF2"]),
    ],
)
def test_genes_at(assembly: Assembly, contig: str, position: int, within: int, symbols: list[str]) -> None:
    assert [gene.symbol for gene in MODELS[assembly].genes_at(contig, position, within)] == symbols


def test_genes_at_comes_nearest_first(model: EmbeddedGeneModel) -> None:
    alk = model.gene("ALK")
    found = model.genes_at("2", alk.start - 5, within=300_000)
    distances = [max(g.start - alk.start + 5, alk.start - 5 - g.end, 0) for g in found]
    assert distances == sorted(distances)
    assert alk in found
    assert alk not in model.genes_at("2", alk.start - 5, within=4)
    assert alk in model.genes_at("2", alk.start - 5, within=5)


def test_regions_have_no_transcripts(model: EmbeddedGeneModel) -> None:
    assert {gene.symbol for gene in regions(model.assembly)} == {
        "IGH",
        "IGK",
        "IGL",
        "TRA",
        "TRB",
        "TRD",
        "TRG",
    }
    for gene in regions(model.assembly):
        assert gene.is_region
        assert model.gene(gene.symbol) == gene
        assert model.transcripts(gene.symbol) == ()


def test_genes_inside_the_loci_lie_inside_them(model: EmbeddedGeneModel) -> None:
    # RefSeq genes that lie between the segments of each locus, on both assemblies.
    inside = {"IGH": "FAM30A", "IGL": "VPREB1", "TRA": "OR4E2", "TRB": "PRSS1", "TRG": "TRG-AS1"}
    for locus, symbol in inside.items():
        gene, span = model.gene(symbol), model.gene(locus)
        assert gene.contig == span.contig
        assert span.start <= gene.start <= span.end


def test_pseudoautosomal_genes_are_placed_on_x_first(model: EmbeddedGeneModel) -> None:
    assert model.gene("CRLF2").contig == "X"
    own = model.transcripts("CRLF2")
    assert [t.contig for t in own if t.tag is TranscriptTag.MANE_SELECT] == ["X", "Y"]


@pytest.mark.parametrize(
    ("name", "assembly", "exons", "split"),
    [  # UCSC's alignments: POLR2A in 30 blocks with one gap of 2 bases, SHANK3 in 25 with two (on GRCh37 too)
        ("POLR2A", G38, 29, [(29, 7513776, 7513779)]),
        ("POLR2A", G37, 29, []),
        ("SHANK3", G38, 23, [(2, 50674579, 50674582), (12, 50697561, 50697564)]),
        ("SHANK3", G37, 23, [(2, 51113007, 51113010), (12, 51135989, 51135992)]),
    ],
)
def test_alignment_gaps_do_not_count_as_introns(
    name: str, assembly: Assembly, exons: int, split: list[tuple[int, int, int]]
) -> None:
    found = MODELS[assembly].transcripts(name)[0]
    assert len(found.exons) == exons
    cut = [e for e in found.exons if len(e.blocks) > 1]
    assert [(e.number, e.blocks[0].end, e.blocks[1].start) for e in cut] == split
    assert found.has_alignment_gaps == bool(split)


def test_phases_follow_from_the_cds_where_nothing_is_split() -> None:
    text = read_bytes(f"transcripts.{G38}.tsv.gz").decode()
    mane = [parse_transcript(line, G38) for line in text.splitlines() if "MANE" in line]
    odd = {t.gene for t in mane if not t.has_alignment_gaps and not phases_add_up(t)}
    assert odd == {"LOC128125817", "TMEM247", "RFLNB"}  # their genome sequence shifts RefSeq's frame


def phases_add_up(transcript: Transcript) -> bool:
    coding = 0
    for block in (block for exon in transcript.exons for block in exon.blocks):
        low, high = transcript.cds_start or 0, transcript.cds_end or -1
        bases = max(0, min(block.end, high) - max(block.start, low) + 1)
        if block.phase != (coding % 3 if bases else None):
            return False
        coding += bases
    return coding % 3 == 0


def test_order_of_transcripts(model: EmbeddedGeneModel) -> None:
    for symbol in ("EML4", "ALK", "BRAF", "PVT1", "KMT2A", "LMNA"):
        own = model.transcripts(symbol)
        assert own == in_order(reversed(own))
        assert own[0].tag is TranscriptTag.MANE_SELECT or symbol == "PVT1"
        lengths = [cds_length(t) for t in own if t.tag is None]
        assert lengths == sorted(lengths, reverse=True)
    assert [t.tag for t in model.transcripts("LMNA")][:2] == [*TranscriptTag]


def test_exon_6b_of_eml4_is_placed_by_the_distance_of_every_other_exon() -> None:
    old, new = (MODELS[assembly].transcript("NM_019063") for assembly in (G37, G38))
    assert offsets(new, old) == {227140}
    placed = MODELS[G37].transcript("NM_001410776")
    assert (
        placed.note
        == "not in RefSeq on GRCh37: placed +227140 bases from GRCh38, as every exon of NM_019063 is"
    )
    assert MODELS[G38].transcript("NM_001410776").note is None


def test_versions_name_the_tables(model: EmbeddedGeneModel) -> None:
    first = model.versions[0]
    assert first.name == f"reference/transcripts.{model.assembly}.tsv.gz"
    assert "MANE 1.5" in first.version
    assert first.sha256 == sha256(table(f"transcripts.{model.assembly}.tsv.gz").read_bytes())


def test_sources_describe_every_table_as_it_is() -> None:
    listed = {row.table.partition("/")[2]: row for row in source_rows()}
    shipped = {path.name for path in table("").iterdir()}
    assert set(listed) == shipped
    for name, row in listed.items():
        assert row.sha256 == sha256(table(name).read_bytes()), name
        assert row.rows == sum(1 for _ in read_rows(name)), name


def test_what_ships_is_small() -> None:
    packed = sum(len(zlib.compress(path.read_bytes())) for path in table("").iterdir())
    assert packed < 10_000_000


def test_synonyms_never_lead_from_a_current_symbol_elsewhere(model: EmbeddedGeneModel) -> None:
    assert Synonyms().exactly("MTCP1") == ("CMC4", "SH2D1A")
    assert model.gene("MTCP1").symbol == "MTCP1"


def test_load_gene_model(model: EmbeddedGeneModel) -> None:
    loaded: GeneModel = load_gene_model("embedded", model.assembly)
    assert loaded.gene("ALK") == model.gene("ALK")
    for name in ("embeded", "ensembl:", "ensembl:x", "gtf:", "", "embedded:1"):
        with pytest.raises(UnknownName, match="unknown gene model"):
            load_gene_model(name, model.assembly)


def test_gene_table_finds_ids_only_as_whole_cells() -> None:
    genes = GeneTable(G38)
    assert genes.with_transcript("NM_00430") == ()
    assert genes.with_gene_id("HGNC:42") != genes.with_gene_id("HGNC:427")
    assert genes.folded("eml4") == "EML4"
    assert genes.folded("no such") is None


@pytest.mark.parametrize(
    ("transcript", "assembly", "is_partial"),
    [
        # exons and coding bases of UCSC's rows for hg19 and hg38, same version
        ("NM_033486.3", Assembly.GRCH37, True),  # CDK11B: 18 exons, 2088 coding bases; 20 and 2349 on hg38
        ("NM_033486.3", Assembly.GRCH38, False),
        ("NM_152290.4", Assembly.GRCH38, True),  # CFAP107: 4 exons; 5 on hg19
        ("NM_001242908.2", Assembly.GRCH37, True),  # RSPO1: as many bases, but cut into 8 exons; 7 on hg38
        ("NM_001242908.2", Assembly.GRCH38, False),
        ("NM_001051.5", Assembly.GRCH37, False),  # SSTR3: one untranslated base less, no number changes
        ("NM_004304.5", Assembly.GRCH37, False),  # ALK: alike
    ],
)
def test_alignments_that_are_not_whole_are_marked(
    transcript: str, assembly: Assembly, is_partial: bool
) -> None:
    model = load_gene_model("embedded", assembly)
    found = model.transcript(transcript)
    assert found.is_partial is is_partial
    if is_partial:
        assert model.domains(found) is None
        assert "exons and" in (found.note or "")
