"""Small variants beside a fusion: every spelling of a protein change, every kind of file, nothing unseen."""

import bz2
import csv
import gzip
import hashlib
import json as jsonlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pysam
import pytest
from click.testing import CliRunner

from fusionanno.annotation.transcripts.residues import as_counted
from fusionanno.casefile import parse_case, read_case
from fusionanno.cli import main
from fusionanno.errors import FusionannoError, InputError
from fusionanno.genemodel import load_gene_model
from fusionanno.model import Assembly, Setting, SmallVariant, StatedCase
from fusionanno.pipeline import build_report
from fusionanno.readers.small import read_small_variants
from fusionanno.readers.small.protein import protein_change
from fusionanno.renderers import load_renderer

TABLE = Path(__file__).parent / "tables" / "protein_changes.tsv"
with TABLE.open(encoding="utf-8") as lines:
    SPELLINGS = [(row["text"], row["change"]) for row in csv.DictReader(lines, delimiter="\t")]


@pytest.mark.parametrize(("text", "change"), SPELLINGS)
def test_every_spelling_has_one_form(text: str, change: str) -> None:
    assert (protein_change(text) or "") == change


@pytest.mark.parametrize("text", ["p.G12O2R", "Glz1202Arg", "1202", "G1202", "p.[Gly12Asp;Ala13Thr]", "ALK"])
def test_what_is_no_protein_change_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a protein change such as G1202R"):
        protein_change(text)


def made(folder: Path, name: str, *rows: Sequence[str]) -> str:
    path = folder / name
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def told(path: str, sample: str | None = None) -> list[str]:
    return [str(each) for each in read_small_variants(path, sample).variants]


# Tables


@pytest.mark.parametrize(
    ("gene", "protein"),
    [
        ("gene", "protein"),
        ("Hugo_Symbol", "HGVSp_Short"),
        ("SYMBOL", "HGVSp"),
        ("Gene", "Protein Change"),
        ("Gene.refGene", "AAChange"),
        ("gene_name", "amino_acid_change"),
        ("#Gene", "Mutation"),
        ("HUGO_SYMBOL", "PROTEIN_CHANGE"),
        ("Symbol", "AA"),
    ],
)
@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_columns_under_their_usual_names(tmp_path: Path, gene: str, protein: str, separator: str) -> None:
    path = tmp_path / "own.txt"
    path.write_text(f"{gene}{separator}{protein}\r\nALK{separator}p.Gly1202Arg\r\n", encoding="utf-8-sig")
    assert told(str(path)) == ["ALK G1202R"]


def test_a_persons_table(tmp_path: Path) -> None:
    path = made(
        tmp_path, "own.tsv",
        ("gene", "mutation", "transcript", "vaf"),
        ("ALK", "ALK G1202R", "NM_004304.5", "12.5%"),
        ("ALK", "L1196M", "", "0.04"),
        ("MET", "amplification", "", ""),
        ("CDKN2A", "homozygous deletion", "", ""),
        ("TP53", "G12=", "", ""),
    )  # fmt: skip
    found = read_small_variants(path)
    assert [str(each) for each in found.variants] == [
        "ALK G1202R", "ALK L1196M", "MET amplification", "CDKN2A loss",
    ]  # fmt: skip
    assert [each.allele_fraction for each in found.variants] == [0.125, 0.04, None, None]
    assert found.variants[0].transcript == "NM_004304.5"
    assert [each.source.line for each in found.variants if each.source] == [2, 3, 4, 5]
    assert found.input.sha256 == hashlib.sha256(Path(path).read_bytes()).hexdigest()
    assert found.input.rows == 4
    assert found.input.other_rows == (("variants that change no residue", 1),)


MAF = (
    ("#version 2.4",),
    (
        "Hugo_Symbol", "Variant_Classification", "HGVSp_Short", "HGVSc", "Tumor_Sample_Barcode",
        "Transcript_ID", "t_alt_count", "t_ref_count", "FILTER", "Mutation_Status",
    ),
    ("ALK", "Missense_Mutation", "p.G1202R", "", "S1", "ENST00000389048", "10", "90", "PASS", "Somatic"),
    ("ALK", "Silent", "p.G1203=", "", "S1", "", "", "", "PASS", ""),
    ("MET", "Splice_Site", "p.X1010_splice", "", "S1", "", "", "", "PASS", ""),
    ("MET", "Splice_Site", "", "c.3028+1G>A", "S1", "", "", "", ".", ""),
    ("KRAS", "Intron", "", "", "S1", "", "", "", "PASS", ""),
    ("EGFR", "Missense_Mutation", "p.T790M", "", "S1", "", "", "", "common_variant", ""),
    ("NF1", "Missense_Mutation", "p.T1M", "", "S1", "", "", "", "", "Wildtype"),
    ("NF1", "In_Frame_Del", "p.weird", "", "S1"),
)  # fmt: skip


def test_maf(tmp_path: Path) -> None:
    found = read_small_variants(made(tmp_path, "s.maf", *MAF))
    assert [(str(each), each.change) for each in found.variants] == [
        ("ALK G1202R", "G1202R"),
        ("MET p.X1010_splice", None),
        ("MET c.3028+1G>A", None),
        ("NF1 p.weird", None),
    ]
    assert found.variants[0].allele_fraction == pytest.approx(0.1)
    assert dict(found.input.other_rows) == {
        "variants that change no residue": 1,
        "variants outside the coding sequence": 1,
        "variants that did not pass the caller's filters": 1,
        "row of the unmutated gene": 1,
    }
    assert found.input.stated == (("sample in the file", "S1"),)
    assert found.rejected == ()


def test_annovars_column_of_all_transcripts(tmp_path: Path) -> None:
    cell = "ROS1:NM_001378902:exon38:c.G6076A:p.G2026R,ROS1:NM_002944:exon38:c.G6094A:p.G2032R"
    path = made(tmp_path, "a.tsv", ("Gene.refGene", "AAChange.refGene"), ("ROS1", cell))
    assert told(path) == ["ROS1 G2032R"]


def test_of_several_samples_the_cases_rows_count(tmp_path: Path) -> None:
    path = made(
        tmp_path, "s.tsv", ("sample", "gene", "protein"), ("S1", "ALK", "G1202R"), ("S2", "ALK", "L1196M")
    )
    found = read_small_variants(path, "S2")
    assert [str(each) for each in found.variants] == ["ALK L1196M"]
    assert found.input.other_rows == (("variants of other samples", 1),)
    assert found.input.stated == ()
    with pytest.raises(InputError, match=r"variants of several samples \(S1, S2\): say with --sample"):
        read_small_variants(path, "S3")


# VCF

VEP = "Allele|Consequence|SYMBOL|Feature|HGVSp|Amino_acids|Protein_position|MANE_SELECT|CANONICAL"
EFF = (
    "Functional annotations: 'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | "
    "Feature_ID | Transcript_BioType | Rank | HGVS.c | HGVS.p'"
)
BCF_TOOLS = "Format: Consequence|gene|transcript|biotype|strand|amino_acid_change|dna_change"
FUNC = (
    "Funcotation fields are: Gencode_34_hugoSymbol|Gencode_34_proteinChange|Gencode_34_annotationTranscript"
)


def vcf(folder: Path, key: str, described: str, *records: str, samples: str = "") -> str:
    head = (
        f'##fileformat=VCFv4.2\n##FILTER=<ID=LowQ,Description="low">\n##contig=<ID=chr2>\n'
        f'##INFO=<ID={key},Number=.,Type=String,Description="{described}">\n'
        '##FORMAT=<ID=GT,Number=1,Type=String,Description="genotype">\n'
        '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="reads">\n'
        f"#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO{samples}\n"
    )
    path = folder / "s.vcf"
    path.write_text(head + "".join(f"{record}\n" for record in records), encoding="utf-8")
    return str(path)


def record(alt: str, info: str, passed: str = "PASS", rest: str = "", ref: str = "C") -> str:
    return f"chr2\t29220765\t.\t{ref}\t{alt}\t.\t{passed}\t{info}{rest}"


MISSENSE = "T|missense_variant|ALK|ENST00000389048|ENSP00000373700.3:p.Gly1202Arg|G/R|1202|NM_004304.5|YES"


@pytest.mark.parametrize(
    ("key", "described", "info", "expected"),
    [
        ("CSQ", f"Format: {VEP}", f"CSQ={MISSENSE}", ["ALK G1202R"]),
        ("CSQ", f"Format: {VEP}", "CSQ=T|missense_variant|ALK|E1||G/R|1202||", ["ALK G1202R"]),
        ("CSQ", f"Format: {VEP}", "CSQ=T|inframe_insertion|ALK|E1||-/T|1151-1152||", ["ALK 1151Tins"]),
        ("CSQ", f"Format: {VEP}", "CSQ=T|splice_donor_variant|MET|E1|||||", ["MET splice_donor_variant"]),
        # The transcript of the literature comes before MANE Select; here ROS1's two numberings.
        (
            "CSQ",
            f"Format: {VEP}",
            "CSQ=T|missense_variant|ROS1|ENST00000368507|p.Gly2026Arg|||NM_001378902.1|YES,"
            "T|missense_variant|ROS1|ENST00000368508|p.Gly2032Arg||||",
            ["ROS1 G2032R"],
        ),
        # MANE Select before what stands first; one gene's change does not hide another's.
        (
            "CSQ",
            f"Format: {VEP}",
            "CSQ=T|missense_variant|ALK|E2|p.Gly1Arg||||," + MISSENSE + ",T|intron_variant|X|E3|||||",
            ["ALK G1202R"],
        ),
        ("ANN", EFF, "ANN=T|missense_variant|M|ALK|G|transcript|NM_004304.5|pc|23/29|c.1A>G|p.Gly1202Arg",
         ["ALK G1202R"]),
        ("BCSQ", BCF_TOOLS, "BCSQ=missense|ALK|ENST00000389048|protein_coding|-|1202G>1202R|29220765C>T",
         ["ALK G1202R"]),
        ("BCSQ", BCF_TOOLS, "BCSQ=inframe_insertion|ALK|E1|pc|-|1151T>1151TT|1C>T", ["ALK 1151Tins"]),
        ("BCSQ", BCF_TOOLS, "BCSQ=*frameshift|NF1|E1|protein_coding|+|10AK>10A*|1C>T", ["NF1 A10fs"]),
        ("FUNCOTATION", FUNC, "FUNCOTATION=[ALK|p.G1202R|ENST00000389048.8]", ["ALK G1202R"]),
    ],
)  # fmt: skip
def test_every_annotation_program(
    tmp_path: Path, key: str, described: str, info: str, expected: list[str]
) -> None:
    assert told(vcf(tmp_path, key, described, record("T", info))) == expected


def test_each_alt_has_its_own_annotation(tmp_path: Path) -> None:
    other = MISSENSE.replace("T|missense", "A|missense", 1).replace("Gly1202Arg", "Gly1202Glu")
    path = vcf(tmp_path, "CSQ", f"Format: {VEP}", record("T,A", f"CSQ={other},{MISSENSE}"))
    assert told(path) == ["ALK G1202R", "ALK G1202E"]
    deleted = "-|inframe_deletion|EGFR|E|p.Glu746_Ala750del||||"
    path = vcf(
        tmp_path,
        "CSQ",
        f"Format: {VEP}",
        record("C,CT", f"CSQ={deleted},T|frameshift|EGFR|E|p.G1fs||||", ref="CA"),
    )
    assert told(path) == ["EGFR E746_A750del", "EGFR G1fs"]


def test_what_is_not_compared_is_counted(tmp_path: Path) -> None:
    path = vcf(
        tmp_path, "CSQ", f"Format: {VEP}",
        record("T", f"CSQ={MISSENSE}", "LowQ"),
        record("T", "CSQ=T|synonymous_variant|ALK|E|p.Gly1%3D||||"),
        record("T", "CSQ=T|intron_variant|ALK|E|||||"),
        record("T", "DP=3"),
    )  # fmt: skip
    found = read_small_variants(path)
    assert found.variants == ()
    assert dict(found.input.other_rows) == {
        "variants that did not pass the caller's filters": 1,
        "variants that change no residue": 1,
        "variants outside the coding sequence": 1,
        "variants of which the annotation says nothing": 1,
    }


def test_the_tumours_column_counts(tmp_path: Path) -> None:
    path = vcf(
        tmp_path, "CSQ", f"Format: {VEP}",
        record("T", f"CSQ={MISSENSE}", rest="\tGT:AD\t0/0:50,0\t0/1:75,25"),
        record("T", f"CSQ={MISSENSE}", rest="\tGT:AD\t0/1:20,30\t0/0:60,0"),
        samples="\tFORMAT\tS1_normal\tS1_tumor",
    )  # fmt: skip
    found = read_small_variants(path)
    assert [(str(each), each.allele_fraction) for each in found.variants] == [("ALK G1202R", 0.25)]
    assert found.input.other_rows == (("variants that the sample does not carry", 1),)


@pytest.mark.parametrize("packed", ["plain", "gz", "bz2", "bcf"])
def test_however_it_is_packed(tmp_path: Path, packed: str) -> None:
    path = vcf(tmp_path, "CSQ", f"Format: {VEP}", record("T", f"CSQ={MISSENSE}"))
    text = Path(path).read_bytes()
    if packed == "gz":
        Path(path).write_bytes(gzip.compress(text))
    elif packed == "bz2":
        Path(path).write_bytes(bz2.compress(text))
    elif packed == "bcf":
        with (
            pysam.VariantFile(path) as read,
            pysam.VariantFile(f"{path}.bcf", "wb", header=read.header) as out,
        ):
            for each in read:
                out.write(each)
        path = f"{path}.bcf"
    assert told(path) == ["ALK G1202R"]


# What is refused


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("gene\tage\nALK\t3\n", "f.txt:1: no table of small variants: a column of genes"),
        ("gene\tprotein\nALK\tp.G12O2R\n", "f.txt:2: not a protein change such as G1202R or p.Gly1202Arg"),
        ("gene\tprotein\n\tG1202R\n", "f.txt:2: the row names no gene"),
        ("gene\tage\tprotein\nALK\t3\n", "f.txt:2: 2 cells where the header has 3; the row is cut off"),
        ("gene\tprotein\nALK\tG1202R\tG1202R\n", "f.txt:2: 3 cells where the header has 2"),
        ("gene\tprotein\tvaf\nALK\tG1202R\t12.5\n", "f.txt:2: allele_fraction is more than 1: '12.5'"),
        (
            "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n",
            "f.txt:2: no protein changes in this VCF: annotate it (VEP with --symbol --hgvs, SnpEff",
        ),
        (
            '##fileformat=VCFv4.2\n##INFO=<ID=CSQ,Description="Format: Allele|Gene">\n'
            "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n",
            "f.txt:3: VEP's CSQ has no SYMBOL",
        ),
        ("##fileformat=VCFv4.2\n", "f.txt:1: the file ends before its line of columns"),
        (
            "",
            "f.txt: the file is empty: that small variants were sought and none was found",
        ),
        ("\n \n", "f.txt: the file ends before its header"),
        ("# a comment\n", "f.txt: the file ends before its header (a column of genes"),
    ],
)
def test_wrong_files_are_one_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "f.txt").write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(
        main, ["name", "EML4-ALK E6;A20", "--variants", str(tmp_path / "f.txt"), "--tumor", "NSCLC"]
    )
    assert ran.exit_code == 1
    assert says in ran.stderr
    assert ran.stderr.count("\n") == 1
    assert ran.stdout == ""


@pytest.mark.parametrize(
    "header",
    [
        "gene\tprotein\n",
        '##fileformat=VCFv4.2\n##INFO=<ID=CSQ,Description="Format: Allele|SYMBOL|HGVSp">\n'
        "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n",
    ],
)
def test_no_file_of_variants_and_none_in_it_are_not_the_same(tmp_path: Path, header: str) -> None:
    empty = tmp_path / "empty.tsv"
    empty.write_text(header, encoding="utf-8")
    calls = made(tmp_path, "calls.tsv", ("fusion",), ("EML4-ALK (E6;A20)",))
    assert build_report(calls, as_of="2026-11-23").case.variants is None
    report = build_report(calls, as_of="2026-11-23", tumor="NSCLC", variants=[str(empty)])
    assert report.case.variants == ()
    page = load_renderer("html").render(report)
    assert "No small variant was read: the file has no rows that could be compared." in page
    assert "No change of ALK" not in page


def test_wrong_rows_are_set_aside_on_demand(tmp_path: Path) -> None:
    calls = made(tmp_path, "calls.tsv", ("fusion",), ("EML4-ALK (E6;A20)",))
    path = made(tmp_path, "v.tsv", ("gene", "protein"), ("ALK", "G12O2R"), ("ALK", "G1202R"))
    report = build_report(calls, as_of="2026-11-23", variants=path, keep_going=True)
    assert [str(row.source) for row in report.rejected] == ["v.tsv:2"]
    assert [str(each) for each in report.case.variants or ()] == ["ALK G1202R"]
    with pytest.raises(InputError, match=r"v\.tsv:2: .*; mend the row, or set it aside with --keep-going"):
        build_report(calls, as_of="2026-11-23", variants=path)


# The case


def test_the_method_names_the_files(tmp_path: Path) -> None:
    calls = made(tmp_path, "calls.tsv", ("fusion",), ("EML4-ALK (E6;A20)",))
    first = made(tmp_path, "v.tsv", ("gene", "protein"), ("ALK", "G1202R"))
    second = made(tmp_path, "w.tsv", ("gene", "protein"), ("MET", "amplification"), ("ALK", "G1="))
    out = tmp_path / "out"
    ran = CliRunner().invoke(
        main,
        ["report", calls, "-o", str(out), "--variants", first, "--variants", second, "--tumor", "NSCLC",
         "--prior", "none", "--line", "first", "--since", "2020-01-01", "--as-of", "2026-11-23"],
    )  # fmt: skip
    assert ran.exit_code == 0, ran.stderr
    told = jsonlib.loads((out / "report.json").read_text(encoding="utf-8"))
    inputs = {each["name"]: each for each in told["provenance"]["inputs"]}
    assert inputs["v.tsv"]["sha256"] == hashlib.sha256(Path(first).read_bytes()).hexdigest()
    assert inputs["w.tsv"]["other_rows"] == [{"kind": "variants that change no residue", "rows": 1}]
    assert told["case"]["small_variants"] == 2
    options = {each["label"]: each["value"] for each in told["provenance"]["options"]}
    assert (options["prior"], options["line"], options["since"]) == ("none", "first", "2020-01-01")
    assert str(tmp_path) not in (out / "report.json").read_text(encoding="utf-8")


def test_a_case_file_states_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        "variants: v.tsv\nprior: [crizotinib, alectinib]\nline: later\nsince: 2021-01-01\n", encoding="utf-8"
    )
    stated = read_case(str(path))
    assert stated.variants == (str(tmp_path / "v.tsv"),)
    assert stated.prior == ("crizotinib", "alectinib")
    assert (stated.line, stated.since) == (Setting.LATER, date(2021, 1, 1))


@pytest.mark.parametrize(
    ("words", "prior"),
    [
        ("none", ()),
        ("None", ()),
        ("crizotinib", ("crizotinib",)),
        ("crizotinib, alectinib,crizotinib", ("crizotinib", "alectinib")),
        ("dabrafenib + trametinib", ("dabrafenib + trametinib",)),
        ("crizotinib; alectinib,lorlatinib", ("crizotinib", "alectinib", "lorlatinib")),
    ],
)
def test_prior_drugs(words: str, prior: tuple[str, ...]) -> None:
    assert parse_case({"prior": words}).prior == prior


@pytest.mark.parametrize("words", [5, "5", "crizotinib; 3", ["crizotinib", "-"]])
def test_what_names_no_drug_is_refused(words: object) -> None:
    with pytest.raises(ValueError, match=r"^prior: '[53-]' names no drug; write drugs parted by commas"):
        build_report("no_such_file.tsv", prior=words)


def test_that_none_was_given_wins_over_what_another_file_says() -> None:
    given, none = StatedCase(prior=("crizotinib",)), StatedCase(prior=())
    assert none.over(given).prior == ()
    assert StatedCase().over(given).prior == ("crizotinib",)
    assert StatedCase(inputs=(), patient=()).over(StatedCase(patient=(("a", "b"),))).patient == (("a", "b"),)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--prior", "crizotinib,none"], "prior: write drugs parted by commas, or none alone"),
        (["--prior", "crizotinib,,alectinib"], "prior: write drugs parted by commas"),
        (["--line", "second"], "line: unknown line 'second'; known: first, later, neoadjuvant"),
        (["--since", "yesterday"], "since: not a date: 'yesterday'; write YYYY-MM-DD"),
    ],
)
def test_wrong_words_are_exit_2(words: list[str], says: str) -> None:
    ran = CliRunner().invoke(main, ["name", "EML4-ALK", *words])
    assert ran.exit_code == 2
    assert says in ran.stderr


@pytest.mark.parametrize("day", ["2021-12-24", "2022-01-01"])
def test_an_earlier_report_is_of_an_earlier_day(day: str) -> None:
    with pytest.raises(FusionannoError, match=f"since {day} is not before the day of the report, 2021-12-24"):
        build_report([], as_of="2021-12-24", since=day)


# Residues as the literature counts them


@pytest.mark.parametrize("transcript", ["NM_001378902.1", "ENST00000368507"])
@pytest.mark.parametrize("assembly", list(Assembly))
@pytest.mark.parametrize(
    ("change", "counted"),
    # PMID:23724914 (G2032R), PMID:26372962 (L2086F); MANE Select lacks 6 residues before them.
    [
        ("G2026R", "G2032R"),
        ("L2080F", "L2086F"),
        ("G2026Rfs*12", "G2032Rfs*12"),
        ("E2000_A2004del", "E2006_A2010del"),
    ],
)
def test_residues_of_ros1(transcript: str, assembly: Assembly, change: str, counted: str) -> None:
    variant = SmallVariant("ROS1", change, change, None, transcript)
    found = as_counted(variant, load_gene_model("embedded", assembly))
    assert found.change == counted
    assert found.told == f"{change} on {transcript}"
    assert (found.transcript or "").startswith("NM_002944.")


def test_residues_stay_where_the_literature_counts_so_or_nothing_is_known() -> None:
    model = load_gene_model("embedded", Assembly.GRCH38)
    same = SmallVariant("ROS1", "G2032R", "G2032R", None, "NM_002944.3")
    for variant in (
        same,
        replace(same, transcript=None),
        replace(same, transcript="ENST00000000001"),
        replace(same, change=None),
        replace(same, gene="ALK", transcript="NM_004304.5"),
        replace(same, transcript="NM_001378902.1", change="G9999R"),
    ):
        assert as_counted(variant, model) == variant
