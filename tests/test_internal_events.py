"""Events inside one gene: names and frames, and what lies at the edge of a domain."""

from functools import cache

import pytest

from fusionanno.annotation import Annotator
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.genemodel import load_gene_model
from fusionanno.model import Assembly, Breakpoint, DomainFate, FusionCall, Molecule, Partner, PlacedFusion

MODEL = load_gene_model("embedded", Assembly.GRCH38)


@cache
def annotator() -> Annotator:
    return Annotator(MODEL)


def place(
    gene: str, five: int | Breakpoint, three: int | Breakpoint, inserted: str | None = None
) -> PlacedFusion:
    ends = [
        Partner(gene, exon=at) if isinstance(at, int) else Partner(gene, breakpoint=at)
        for at in (five, three)
    ]
    call = FusionCall("fusionanno", ends[0], ends[1], Molecule.RNA, inserted_sequence=inserted)
    return annotator().place(call)


# EGFRvIII is in frame (PMID:24292886), FLT3-ITD gives an elongated, active product (Kiyoi 1998,
# DOI:10.1038/sj.leu.2401130).
NAMES = [
    ("EGFR", 1, 8, None, "EGFRvIII"),
    ("EGFR", 1, 8, "AAA", "EGFRvIII with 3 bases inserted"),
    (
        "EGFR",
        1,
        8,
        "A",
        "EGFR exons 2-7 deleted, 1 base inserted, out-of-frame (the exons of EGFRvIII, but out of frame)",
    ),
    ("FLT3", Breakpoint("13", 28034100), Breakpoint("13", 28034120), None, "FLT3-ITD"),
    (
        "FLT3",
        Breakpoint("13", 28034100),
        Breakpoint("13", 28034119),
        None,
        "FLT3 20 bases of exon 14 duplicated, out-of-frame (a duplication as of FLT3-ITD, but out of frame)",
    ),
    ("FLT3", Breakpoint("13", 28034100), Breakpoint("13", 28034100), None, None),
]


@pytest.mark.parametrize(("gene", "five", "three", "inserted", "name"), NAMES)
def test_a_name_means_its_frame(
    gene: str, five: int | Breakpoint, three: int | Breakpoint, inserted: str | None, name: str | None
) -> None:
    named = place(gene, five, three, inserted).event_name
    assert named is not None
    if name is None:
        assert "FLT3 1 base of exon 14 duplicated" in named.name
    else:
        assert named.name == name


def coding(residue: int, base: int) -> Breakpoint:
    """The place of base 1 to 3 of a residue's codon on EGFR's MANE Select transcript."""
    layout = Layout(MODEL.transcript("NM_005228"))
    assert layout.cds_first is not None
    return layout.place(layout.cds_first + (residue - 1) * 3 + base - 1)


def kinase(five: Breakpoint, three: Breakpoint) -> DomainFate:
    (fate,) = (each for each in place("EGFR", five, three).domains if each.domain.is_kinase)
    assert (fate.domain.start, fate.domain.end) == (713, 965)
    return fate


# Residues kept before and after the deletion; residues of the kinase (713 to 965) that are lost.
DELETED = [(700, 713, 0), (700, 714, 1), (712, 730, 17), (713, 800, 86), (960, 966, 5), (965, 980, 0)]


@pytest.mark.parametrize(("before", "after", "lost"), DELETED)
def test_residues_lost_at_the_edge_of_a_domain(before: int, after: int, lost: int) -> None:
    fate = kinase(coding(before, 3), coding(after, 1))
    assert fate.kept_fraction == pytest.approx(1 - lost / 253)


# First and last residue that are doubled.
DOUBLED = [(713, 965, "doubled"), (714, 965, ""), (713, 964, ""), (712, 966, "doubled")]


@pytest.mark.parametrize(("first", "last", "because"), DOUBLED)
def test_a_domain_is_doubled_where_all_of_it_is(first: int, last: int, because: str) -> None:
    assert kinase(coding(last, 3), coding(first, 1)).because == because
