"""HGVS g. names of joins seen in DNA. Table: tests/tables/naming_genome.tsv, each row with its source."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fusionanno.model import (
    Assembly,
    Breakpoint,
    EventKind,
    FusionCall,
    Interval,
    Molecule,
    Partner,
    PlacedFusion,
    Strand,
)
from fusionanno.naming import chromosome_accession, hgvs_genomic_name

TABLES = Path(__file__).parent / "tables"
COMPLEMENT = str.maketrans("ACGT", "TGCA")


def rows() -> list[dict[str, str]]:
    text = (TABLES / "naming_genome.tsv").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def placed(
    five: Partner, three: Partner, inserted: str = "", build: Assembly = Assembly.GRCH38
) -> PlacedFusion:
    count = int(inserted) if inserted.isdigit() else None
    bases = None if count else inserted or None
    call = FusionCall("vcf", five, three, Molecule.DNA, inserted_sequence=bases, inserted_bases=count)
    return PlacedFusion(call, build, Molecule.DNA, None, None, EventKind.FUSION, None, "")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["fusion"])
def test_joins_in_dna_have_their_hgvs_name(row: dict[str, str]) -> None:
    ends = [cell.split() for cell in (row["five_prime"], row["three_prime"])]
    partners = [Partner("A", Breakpoint.parse(where), strand=Strand(strand)) for where, strand, _ in ends]
    bands = {where: None if band == "-" else band for where, _, band in ends}
    join = placed(partners[0], partners[1], row["inserted"], Assembly(row["build"]))
    assert (hgvs_genomic_name(join, lambda contig, at: bands[f"{contig}:{at}"]) or "-") == row["hgvs_g"]


def test_what_is_not_known_gives_no_name() -> None:
    five, three = (Partner(None, Breakpoint("2", at), strand=Strand.PLUS) for at in (100, 200))
    whole = placed(five, three)
    name = "NC_000002.12:g.101_199del"
    vague = replace(five, interval=Interval(-3, 5))

    def name_of(join: PlacedFusion) -> str | None:
        return hgvs_genomic_name(join, lambda _contig, _at: "p21")

    assert name_of(whole) == name
    assert name_of(replace(whole, molecule=Molecule.RNA)) is None, "RNA tells the transcript, not the genome"
    assert name_of(replace(whole, molecule=None)) is None
    assert name_of(replace(whole, assembly=None)) is None
    for partner in (replace(five, breakpoint=None), replace(five, strand=None), vague):
        assert name_of(replace(whole, call=replace(whole.call, five_prime=partner))) is None
    same = replace(whole.call, five_prime=vague, homology=8)
    assert name_of(replace(whole, call=same)) == name, "homology explains the interval: either base is right"


@pytest.mark.parametrize(
    ("contig", "builds"),
    [  # NCBI assembly reports of GRCh37.p13 and GRCh38.p14, as HGVS's page of standards repeats them
        ("1", ("NC_000001.10", "NC_000001.11")),
        ("5", ("NC_000005.9", "NC_000005.10")),
        ("7", ("NC_000007.13", "NC_000007.14")),
        ("14", ("NC_000014.8", "NC_000014.9")),
        ("21", ("NC_000021.8", "NC_000021.9")),
        ("22", ("NC_000022.10", "NC_000022.11")),
        ("X", ("NC_000023.10", "NC_000023.11")),
        ("Y", ("NC_000024.9", "NC_000024.10")),
        ("MT", (None, None)),
        ("KI270728.1", (None, None)),
    ],
)
def test_chromosome_accessions(contig: str, builds: tuple[str | None, str | None]) -> None:
    found = [chromosome_accession(contig, build) for build in (Assembly.GRCH37, Assembly.GRCH38)]
    assert tuple(found) == builds


# Brute force: write the name into a toy genome and look for the join in what comes out

GENOME = {
    "NC_000001.11": "ACGTTGCAAGCCTTAGGATCGGATTACACCGT",
    "NC_000002.12": "GGCATTTCCGAACTGTCATGCCAATAGTTCGA",
}
ARMS = 16
"""Bases of a toy chromosome's short arm."""


def turned(bases: str) -> str:
    return bases.translate(COMPLEMENT)[::-1]


def bases_of(text: str, home: str) -> str:
    """The bases of one inserted item: a range, its own or another chromosome's, or bases."""
    if not text.strip("ACGT"):
        return text
    accession, _, span = text.rpartition(":g.")
    first, last = ends_of(span.removesuffix("inv"), GENOME[accession or home])
    kept = GENOME[accession or home][first - 1 : last]
    return turned(kept) if text.endswith("inv") else kept


def ends_of(span: str, chromosome: str) -> tuple[int, int]:
    plain = span.replace("(", "").replace(")", "").replace("pter", "1").replace("qter", str(len(chromosome)))
    first, _, last = plain.partition("_")
    return int(first), int(last or first)


def derivative(name: str) -> str:
    """The chromosome that a g. name describes, read as HGVS reads it."""
    home, _, change = name.partition(":g.")
    chromosome = GENOME[home]
    match = re.fullmatch(r"([\d_()a-z]+?)(delins|del|dup|ins)(.*)", change)
    assert match is not None, name
    first, last = ends_of(match[1], chromosome)
    items = match[3].removeprefix("[").removesuffix("]").split(";") if match[3] else []
    added = "".join(bases_of(item, home) for item in items)
    if match[2] == "dup":
        return chromosome[:last] + chromosome[first - 1 : last] + chromosome[last:]
    if match[2] == "ins":
        return chromosome[:first] + added + chromosome[last - 1 :]
    return chromosome[: first - 1] + added + chromosome[last:]


ends = st.tuples(st.sampled_from("12"), st.integers(6, 27), st.sampled_from(Strand))


@given(ends, ends, st.text("ACGT", max_size=4))
def test_the_named_chromosome_holds_the_join(
    five: tuple[str, int, Strand], three: tuple[str, int, Strand], inserted: str
) -> None:
    chromosomes = {"1": GENOME["NC_000001.11"], "2": GENOME["NC_000002.12"]}
    partners = [Partner(None, Breakpoint(contig, at), strand=strand) for contig, at, strand in (five, three)]
    join = placed(partners[0], partners[1], inserted)
    name = hgvs_genomic_name(join, lambda _contig, at: "p11" if at <= ARMS else "q11")
    before, after = chromosomes[five[0]], chromosomes[three[0]]
    left = (
        before[five[1] - 5 : five[1]] if five[2] is Strand.PLUS else turned(before[five[1] - 1 : five[1] + 4])
    )
    right = (
        after[three[1] - 1 : three[1] + 4]
        if three[2] is Strand.PLUS
        else turned(after[three[1] - 5 : three[1]])
    )
    wanted = left + inserted + right
    if name is None:
        assert wanted in before or turned(wanted) in before, "no name, and yet something changed"
        return
    made = derivative(name)
    assert wanted in made or turned(wanted) in made, name
    if "(" not in name and five[0] != three[0]:
        assert len(name.split("ter")) == 3
