"""What a fusion keeps of domains: shares by brute force, roles, edges (tests/tables/domain_roles.tsv)."""

import csv
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from fusionanno import annotate
from fusionanno.annotation import Annotator
from fusionanno.annotation.geometry.layouts import Layouts
from fusionanno.annotation.product.domains import counted_domains
from fusionanno.genemodel import GeneModel, load_gene_model
from fusionanno.knowledge import load_knowledge, problems
from fusionanno.knowledge.partner_domains import with_roles
from fusionanno.model import (
    AnnotatedFusion,
    Assembly,
    Breakpoint,
    DomainFate,
    DomainStatus,
    FusionCall,
    Molecule,
    Partner,
    PlacedFusion,
    ReadingFrame,
    Side,
    Transcript,
)
from fusionanno.naming import parse_fusion

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def model() -> GeneModel:
    return load_gene_model("embedded", Assembly.GRCH38)


@cache
def annotator() -> Annotator:
    return Annotator(model())


def placed(words: str) -> PlacedFusion:
    return annotator().place(parse_fusion(words, model().is_symbol))


def described(words: str) -> AnnotatedFusion:
    call = FusionCall("text", Partner(None), Partner(None), described=words)
    (fusion,) = annotate([call], tumor="NSCLC", region="US", age="61", as_of="2026-01-01")
    return fusion


# Shares


def codons(transcript: Transcript) -> list[tuple[int, ...]]:
    """The genomic places of each codon's three bases."""
    bases = [
        at
        for exon in transcript.exons
        for block in exon.blocks
        for at in sorted(range(block.start, block.end + 1), reverse=not transcript.is_plus)
        if (transcript.cds_start or 0) <= at <= (transcript.cds_end or 0)
    ]
    return [tuple(bases[at : at + 3]) for at in range(0, len(bases), 3)]


def is_on(transcript: Transcript, codon: tuple[int, ...], side: Side, place: Breakpoint) -> bool:
    """True where all bases of a codon lie on the kept side."""
    sign = 1 if (side is Side.FIVE_PRIME) is transcript.is_plus else -1
    return all(sign * (at - place.position) <= 0 for at in codon)


def kept_residues(transcript: Transcript, place: Breakpoint, side: Side) -> set[int]:
    """Residues of which every base lies on the kept side, counted base by base along the genome."""
    numbered = enumerate(codons(transcript), start=1)
    return {number for number, codon in numbered if is_on(transcript, codon, side, place)}


COUNTED = [
    row
    for row in rows("junctions.tsv")
    if row["assembly"] == "GRCh38" and row["frame"] == "in-frame" and "6b" not in row["literature"]
]


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: f"{row['fusion']}-{row['literature']}")
def test_shares_are_those_of_a_count_base_by_base(row: dict[str, str]) -> None:
    symbols = row["fusion"].split("::")
    places = [Breakpoint.parse(row[f"{side}_prime_breakpoint"]) for side in ("five", "three")]
    partners = [Partner(symbol, place) for symbol, place in zip(symbols, places, strict=True)]
    fusion = annotator().place(FusionCall("fusionanno", *partners, Molecule.RNA))
    assert fusion.domains
    for fate in fusion.domains:
        side = fate.side
        site = fusion.site(side)
        assert site is not None
        kept = kept_residues(site.transcript, places[side is Side.THREE_PRIME], side)
        inside = [at for at in range(fate.domain.start, fate.domain.end + 1) if at in kept]
        length = fate.domain.end - fate.domain.start + 1
        assert fate.kept_fraction == len(inside) / length
        wanted = (
            DomainStatus.KEPT
            if len(inside) == length
            else DomainStatus.PARTIAL
            if inside
            else DomainStatus.LOST
        )
        assert fate.status is wanted


@pytest.mark.parametrize("row", rows("domains_told_elsewhere.tsv"), ids=lambda row: row["transcript"])
def test_a_domain_that_the_told_transcript_has_in_part_is_counted_codon_by_codon(row: dict[str, str]) -> None:
    """A residue is kept where both transcripts have its codon, of the same three bases, on the kept side."""
    symbols = row["five_prime"], row["three_prime"]
    places = [Breakpoint.parse(row[f"{side}_prime_breakpoint"]) for side in ("five", "three")]
    partners = [Partner(symbol, place) for symbol, place in zip(symbols, places, strict=True)]
    fusion = annotator().place(FusionCall("fusionanno", *partners, Molecule.RNA))
    side = Side.FIVE_PRIME if row["gene"] == symbols[0] else Side.THREE_PRIME
    site = fusion.site(side)
    assert site is not None
    told, (counted, *_) = site.transcript, model().transcripts(row["gene"])
    assert told.id.split(".")[0] == row["transcript"] != counted.id
    own = [each for each in fusion.domains if each.side is side]
    (fate,) = (each for each in own if str(each.domain.start) == row["first_residue"])
    assert fate.status == row["status"]
    assert not row["residues"] or fate.kept_fraction == int(row["residues"]) / size(fate)
    shared, place = {*codons(told)}, places[side is Side.THREE_PRIME]
    for fate in own:
        inside = codons(counted)[fate.domain.start - 1 : fate.domain.end]
        kept = [codon for codon in inside if codon in shared and is_on(told, codon, side, place)]
        assert fate.kept_fraction in (len(kept) / size(fate), None)


def size(fate: DomainFate) -> int:
    return fate.domain.end - fate.domain.start + 1


def test_every_domain_of_both_partners_is_told() -> None:
    fusion = placed("EML4-ALK E13;A20")
    for symbol, side in (("EML4", Side.FIVE_PRIME), ("ALK", Side.THREE_PRIME)):
        transcript = model().transcripts(symbol)[0]
        told = {(each.domain.accession, each.domain.start) for each in fusion.domains if each.side is side}
        assert {(each.accession, each.start) for each in model().domains(transcript) or ()} <= told


def test_no_domain_of_the_reference_stands_twice() -> None:
    """Pfam domains are there only where InterPro has no entry: none repeats the residues of another."""
    for symbol in ("ALK", "RET", "FGFR2", "PDGFRB", "CLTC", "RANBP2", "BRAF", "MET"):
        spans = [(each.start, each.end) for each in model().domains(model().transcripts(symbol)[0]) or ()]
        assert len(spans) == len(set(spans)), symbol


# Roles


@pytest.mark.parametrize("row", rows("domain_roles.tsv"), ids=lambda row: f"{row['words']} {row['gene']}")
def test_domains_that_bring_proteins_together(row: dict[str, str]) -> None:
    fusion = placed(row["words"])
    fates = [each for each in fusion.domains if each.domain.role == row["role"] and each.gene == row["gene"]]
    assert len(fates) == 1
    assert fates[0].status == row["status"]
    assert round(100 * (fates[0].kept_fraction or 0)) == int(row["percent"])


def test_a_role_is_no_drug() -> None:
    """A trimerisation domain that is kept, or lost, changes no verdict."""
    kept, lost = described("EML4-ALK E13;A20"), described("KIF5B-ALK K24;A20")
    assert kept.interpretation.structure.because == lost.interpretation.structure.because


@pytest.mark.parametrize("assembly", list(Assembly))
def test_rows_of_partner_domains_meet_the_reference(assembly: Assembly) -> None:
    here = load_gene_model("embedded", assembly)
    for line in (
        files("fusionanno.resources").joinpath("knowledge", "partner_domains.tsv").read_text().splitlines()
    ):
        if line.startswith(("#", "gene\t")):
            continue
        gene, transcripts, accession, name, first, last, role, *_ = line.split("\t")
        transcript = here.transcripts(gene)[0]
        assert transcript.id.partition(".")[0] in transcripts.split(";")
        assert (transcript.ensembl_id or "").partition(".")[0] in transcripts.split(";")
        plain = here.domains(transcript) or ()
        marked = [each for each in with_roles(transcript, plain) if each.role]
        assert [each.role for each in marked] == [role]
        if accession:
            assert marked[0].accession == accession
        else:
            assert (marked[0].name, marked[0].start, marked[0].end) == (name, int(first), int(last))
        residues = Layouts(here).of(transcript).cds_length // 3 - 1
        assert marked[0].end <= residues


def test_a_role_stays_with_its_own_transcript() -> None:
    other = next(each for each in model().transcripts("EML4") if each.id.startswith("NM_001145076"))
    assert not [each for each in counted_domains(Layouts(model()).of(other), ()).domains if each.role]


BAD_ROWS = (
    ("NM_019063\tIPR1\tcoiled coil\t6\t64", "give either an accession or a name"),
    ("NM_019063\t\tcoiled coil\t64\t6", "6 lies before first 64"),
    ("\t\tcoiled coil\t6\t64", "name the transcript"),
)


@pytest.mark.parametrize(("cells", "says"), BAD_ROWS)
def test_bad_rows_of_partner_domains_are_named(tmp_path: Path, cells: str, says: str) -> None:
    shipped = files("fusionanno.resources") / "knowledge"
    for path in shipped.iterdir():
        if path.name.endswith(".tsv"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "partner_domains.tsv"
    header = next(line for line in table.read_text().splitlines() if line.startswith("gene\t"))
    table.write_text(f"{header}\nEML4\t{cells}\ttrimerisation\tDOI:10.1042/BJ20150039\t\tread\n")
    assert any(says in problem for problem in problems(tmp_path))
    shutil.rmtree(tmp_path)


# The edges of a kinase, and targets on either side

NEAR = [
    ("FGFR3-TACC3 F17;T11", "10 residues lie between its end and the junction"),
    ("FGFR2-BICC1 F17;B3", "10 residues lie between its end and the junction"),
    ("ETV6-NTRK3 E5;N15", "9 residues lie between its start and the junction"),
    ("EML4-ALK E13;A20", "lies wholly on the kept side of the junction"),
]


@pytest.mark.parametrize(("words", "says"), NEAR)
def test_a_whole_kinase_beside_the_junction_says_so(words: str, says: str) -> None:
    """Published fusions whose kinase is active; UniProt draws kinases up to 10 residues wider."""
    kinase = placed(words).kinase
    assert kinase is not None
    assert kinase.status == "intact"
    assert says in kinase.because


VERDICTS = [
    # words, verdict, words of the reason; residues of the domains from the reference
    ("EML4-CSF1R E13;C12(NM_001288705.3)", "undetermined", "cuts 4 of the 329 residues of the CSF1R kinase"),
    ("EML4-CSF1R E13;C13(NM_001288705.3)", "no", "the CSF1R kinase is cut"),
    ("EML4-FLT3 E13;F15", "undetermined", "cuts 4 of the 334 residues of the FLT3 kinase"),
    ("EML4-PDGFRB E13;P13", "undetermined", "cuts 3 of the 356 residues of the PDGFRB kinase"),
    ("FGFR1-TACC1 F17;T7", "yes", "FGFR1 is the 5' partner, its kinase is whole"),
    ("BCR-FGFR1 B4;F10", "yes", "FGFR1 is the 3' partner, its kinase is whole"),
    ("TACC1-FGFR1 T6;F18", "no", "the FGFR1 kinase is lost"),
    ("FGFR1-TACC1 F10;T7", "no", "the reading frame is lost"),
    ("EGFR-RAD51 E24;R4", "yes", "EGFR is the 5' partner"),
    ("ETV6-ABL1 E5;A2", "yes", "ABL1 is the 3' partner"),
    ("TPR-MET T4;M15", "yes", "MET is the 3' partner"),
    ("DNAJB1-PRKACA D1;P2", "yes", "PRKACA is the 3' partner"),
]


@pytest.mark.parametrize(("words", "verdict", "why"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_targets_of_the_field(words: str, verdict: str, why: str) -> None:
    answer = described(words).interpretation
    assert answer.structure.actionable == verdict, answer.structure.because
    assert why in answer.structure.because


EDGES = [
    # first base of ALK joined to EML4 exon 13, what is said of the kinase, what of the target. The kinase
    # begins at residue 1117 of NM_004304; the first whole residue kept is 1106, 1107, 1127 and 1128.
    (29223387, "intact", "lies wholly on the kept side", "yes", "its kinase is whole"),
    (29223384, "intact", "10 residues lie between its start and the junction", "yes", "its kinase is whole"),
    (29222590, "partial", "is cut", "undetermined", "cuts 10 of the 266 residues"),
    (29222587, "partial", "is cut", "no", "the ALK kinase is cut"),
]


@pytest.mark.parametrize(("base", "status", "words", "verdict", "why"), EDGES)
def test_ten_residues_are_the_width_of_an_edge(
    base: int, status: str, words: str, verdict: str, why: str
) -> None:
    ends = (
        Partner("EML4", Breakpoint("2", 42295516)),
        Partner("ALK", Breakpoint("2", base)),
    )
    call = FusionCall("text", *ends, Molecule.RNA, assembly=Assembly.GRCH38)
    (fusion,) = annotate([call], tumor="NSCLC", region="US", as_of="2026-01-01")
    kinase = fusion.placed.kinase
    assert kinase is not None
    assert kinase.status == status
    assert words in kinase.because
    assert fusion.interpretation.structure.actionable == verdict
    assert why in fusion.interpretation.structure.because


def test_a_target_without_any_row_is_no_clean_bill() -> None:
    knowledge = load_knowledge()
    spoken = {gene for fact in knowledge.assertions for gene in fact.genes}
    assert "TYK2" not in spoken
    answer = described("NPM1-TYK2 N4;T17").interpretation
    assert answer.matches == ()
    assert answer.tier is None
    assert "no label and no study of TYK2 at all" in answer.remarks[0]
    assert "a gap in the base, not a finding" in answer.tier_because
    assert described("EML4-ALK E13;A20").interpretation.remarks == ()


def test_a_frame_that_is_lost_keeps_no_3_prime_domain() -> None:
    fusion = placed("EML4-ALK E14;A20")
    assert fusion.frame is ReadingFrame.OUT_OF_FRAME
    assert {each.status for each in fusion.domains if each.side is Side.THREE_PRIME} == {DomainStatus.LOST}
