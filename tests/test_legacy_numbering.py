"""Exon numbers of papers that count on another transcript (naming_literature.tsv, legacy_words.tsv)."""

import csv
from functools import cache
from pathlib import Path

import pytest

from fusionanno.annotation import Annotator
from fusionanno.genemodel import load_gene_model
from fusionanno.genemodel.literature import literature_transcripts
from fusionanno.model import (
    Assembly,
    Breakpoint,
    FlagId,
    FusionCall,
    Molecule,
    Partner,
    PlacedFusion,
    Side,
    Transcript,
)
from fusionanno.naming import parse_fusion
from fusionanno.naming.tables import numberings

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in (TABLES / name).read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


@cache
def annotator(assembly: Assembly) -> Annotator:
    return Annotator(load_gene_model("embedded", assembly))


def edge(transcript: Transcript, exon: int, side: Side) -> int:
    found = transcript.exons[exon - 1]
    assert found.number == exon
    return found.end if (side is Side.FIVE_PRIME) is transcript.is_plus else found.start


def mane(gene: str, assembly: Assembly) -> Transcript:
    return load_gene_model("embedded", assembly).transcripts(gene)[0]


LITERATURE = rows("naming_literature.tsv")


@pytest.mark.parametrize("assembly", list(Assembly))
@pytest.mark.parametrize("row", LITERATURE, ids=[f"{row['transcript']} {row['exon']}" for row in LITERATURE])
def test_both_numbers_mean_one_place(row: dict[str, str], assembly: Assembly) -> None:
    counted = load_gene_model("embedded", assembly).transcript(row["transcript"])
    side = Side(row["side"])
    ours = edge(mane(row["gene"], assembly), int(row["mane_exon"]), side)
    assert counted.gene == row["gene"]
    assert edge(counted, int(row["exon"]), side) == ours


@pytest.mark.parametrize("assembly", list(Assembly))
@pytest.mark.parametrize("row", LITERATURE, ids=[f"{row['transcript']} {row['exon']}" for row in LITERATURE])
def test_a_number_with_its_transcript_finds_the_place(row: dict[str, str], assembly: Assembly) -> None:
    """The stated transcript ends the question; the other partner is told by its own exon."""
    side, exon = Side(row["side"]), int(row["exon"])
    told = Partner(row["gene"], exon=exon, transcript=row["transcript"])
    other = Partner("NPM1", exon=4) if side is Side.THREE_PRIME else Partner("ALK", exon=20)
    pair = (told, other) if side is Side.FIVE_PRIME else (other, told)
    placed = annotator(assembly).place(FusionCall("text", *pair, Molecule.RNA))
    site = placed.site(side)
    assert site is not None
    assert (site.transcript.id.partition(".")[0], site.exon) == (row["transcript"], exon)


def usual(row: dict[str, str]) -> bool:
    known = numberings().get(row["gene"])
    return known is not None and not known.is_mane and row["transcript"] in known.transcripts


@pytest.mark.parametrize("assembly", list(Assembly))
@pytest.mark.parametrize(
    "row",
    [row for row in LITERATURE if usual(row)],
    ids=[f"{row['transcript']} {row['exon']}" for row in LITERATURE if usual(row)],
)
def test_a_position_carries_the_number_of_the_papers(row: dict[str, str], assembly: Assembly) -> None:
    transcript, side = mane(row["gene"], assembly), Side(row["side"])
    place = Breakpoint(transcript.contig, edge(transcript, int(row["mane_exon"]), side))
    told, other = Partner(row["gene"], place), Partner("ALK" if side is Side.FIVE_PRIME else "NPM1")
    at = mane(other.symbol or "", assembly)
    base = edge(at, 20, Side.THREE_PRIME) if side is Side.FIVE_PRIME else edge(at, 4, Side.FIVE_PRIME)
    beside = Partner(other.symbol, Breakpoint(at.contig, base))
    pair = (told, beside) if side is Side.FIVE_PRIME else (beside, told)
    site = annotator(assembly).place(FusionCall("fusionanno", *pair, Molecule.RNA)).site(side)
    assert site is not None
    assert site.exon == int(row["mane_exon"])
    numbers = {each.transcript.partition(".")[0]: each.exon for each in site.literature}
    assert numbers.get(row["transcript"]) == int(row["exon"])


def test_every_transcript_of_the_literature_has_a_row() -> None:
    """Exon 6b of EML4 has no number on MANE Select: tests/tables/naming_junctions.tsv."""
    listed = {row["transcript"] for row in LITERATURE} | {"NM_001410776"}
    assert {each.accession for each in literature_transcripts()} == listed


def by_words(words: str) -> PlacedFusion:
    model = load_gene_model("embedded", Assembly.GRCH38)
    return annotator(Assembly.GRCH38).place(parse_fusion(words, model.is_symbol))


@pytest.mark.parametrize("row", rows("legacy_words.tsv"), ids=lambda row: row["words"])
def test_words_are_read_in_the_numbering_that_fits(row: dict[str, str]) -> None:
    placed = by_words(row["words"])
    fusion = placed.transcript
    assert fusion is not None
    exons = fusion.five_prime.exon, fusion.three_prime.exon
    assert exons == (int(row["five_exon"]), int(row["three_exon"]))
    assert (fusion.frame.frame, str(fusion.frame.protein_length or "")) == (row["frame"], row["residues"])
    has_clash = FlagId.NUMBERING_CLASH in [flag.id for flag in placed.flags]
    assert has_clash == (row["clash"] == "yes")


def test_the_number_of_another_model_is_told_and_never_chosen() -> None:
    """T7;N9 of TPM3::NTRK1: on MANE Select another junction, also in frame; the row says both."""
    placed = by_words("TPM3-NTRK1 T7;N9")
    clash = next(flag for flag in placed.flags if flag.id is FlagId.NUMBERING_CLASH)
    assert "NM_001012331" in clash.because
    other = [
        (each.three_prime.exon, each.frame.protein_length)
        for each in placed.alternatives
        if each.five_prime.exon == 8
    ]
    assert (10, 656) in other
