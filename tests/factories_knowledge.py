"""Placed fusions made by hand, so that tests of the knowledge need no gene model."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from fusionanno.knowledge import Knowledge, tables
from fusionanno.knowledge.rows import Table
from fusionanno.model import (
    Assembly,
    Block,
    Case,
    Domain,
    DomainFate,
    DomainStatus,
    EventKind,
    Exon,
    Flag,
    FrameVerdict,
    FusionCall,
    FusionTranscript,
    Gene,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    Molecule,
    Partner,
    PlacedFusion,
    ReadingFrame,
    Region,
    RegulatoryRegion,
    Side,
    Strand,
    Transcript,
)


def gene(symbol: str) -> Gene:
    return Gene(symbol, "2", 1, 1000, Strand.PLUS)


def site(symbol: str, side: Side, exon: int) -> JunctionSite:
    exons = tuple(Exon(n, (Block(n * 100, n * 100 + 50, 0),)) for n in range(1, 31))
    transcript = Transcript(f"NM_{symbol}.1", symbol, Assembly.GRCH38, "2", Strand.PLUS, exons, 100, 3050)
    return JunctionSite(side, transcript, Region.EXON, exon, because="by hand")


def placed(
    name: str,
    frame: ReadingFrame = ReadingFrame.IN_FRAME,
    kinase: KinaseStatus = KinaseStatus.INTACT,
    *,
    kinase_side: Side = Side.THREE_PRIME,
    event: EventKind = EventKind.FUSION,
    domains: tuple[DomainFate, ...] = (),
    known: bool = True,
    because: str = "by hand",
    flags: tuple[Flag, ...] = (),
    alternatives: tuple[FusionTranscript, ...] = (),
) -> PlacedFusion:
    """Return the fusion of a name such as "EML4::ALK E6;A20"; known=False leaves the transcript out."""
    pair, _, exons = name.partition(" ")
    five, three = pair.split("::")
    last, first = (int(part.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for part in (exons or "E6;A20").split(";"))
    owner = five if kinase_side is Side.FIVE_PRIME else three
    transcript = FusionTranscript(
        site(five, Side.FIVE_PRIME, last),
        site(three, Side.THREE_PRIME, first),
        FrameVerdict(frame, "by hand"),
        domains,
        KinaseFate(owner, kinase_side, kinase, "by hand"),
    )
    call = FusionCall("test", Partner(five), Partner(three))
    return PlacedFusion(
        call,
        None,
        Molecule.RNA,
        gene(five),
        gene(three),
        event,
        transcript if known else None,
        because,
        alternatives,
        flags,
    )


def reading(name: str, frame: ReadingFrame, kinase: KinaseStatus = KinaseStatus.INTACT) -> FusionTranscript:
    """Return the transcript that `placed` would tell: what another reading of the call may be."""
    transcript = placed(name, frame, kinase).transcript
    assert transcript is not None
    return transcript


def named_domain(symbol: str, side: Side, name: str, status: DomainStatus) -> DomainFate:
    return DomainFate(symbol, side, Domain("IPR0", name, 1, 10), status, None)


def case(
    knowledge: Knowledge,
    as_of: str,
    tumor: str | None = None,
    region: str | None = None,
    age: float | None = None,
) -> Case:
    found = knowledge.diseases.find(tumor) if tumor else None
    return Case(
        date.fromisoformat(as_of),
        tumor=found,
        tumor_text=tumor,
        region=RegulatoryRegion(region) if region else None,
        age=age,
    )


DISEASES = (
    ("TISSUE", "Tissue", "", ""), ("LUNG", "Lung", "TISSUE", "yes"),
    ("NSCLC", "Non-Small Cell Lung Cancer", "LUNG", "yes"), ("LUAD", "Lung Adenocarcinoma", "NSCLC", "yes"),
    ("SOFT_TISSUE", "Soft Tissue", "TISSUE", "yes"),
    ("IMT", "Inflammatory Myofibroblastic Tumor", "SOFT_TISSUE", "yes"),
    ("EIMS", "Epithelioid Inflammatory Myofibroblastic Sarcoma", "IMT", "yes"),
    ("CML", "Chronic Myeloid Leukemia", "TISSUE", "no"), ("SOLID", "Any Solid Tumour", "TISSUE", "yes"),
)  # fmt: skip
"""Tumours of the folders that are made by hand."""
_GIVEN = {
    "therapies.tsv": {
        "kind": "label", "direction": "supports", "genes": "ALK", "drug": "crizotinib", "diseases": "NSCLC",
        "since": "2015-01-01", "min_age": "18", "checked": "2026-11-23",
    },
    "resistance.tsv": {
        "gene": "ALK", "effect": "resistant", "since": "2012", "evidence": "clinical",
        "checked": "2026-11-23",
    },
    "bypass.tsv": {"target": "ALK", "since": "2014", "checked": "2026-11-23"},
    "prognosis.tsv": {"disease": "NSCLC", "since": "2018", "checked": "2026-11-23"},
    "entities.tsv": {"strength": "supportive", "since": "2015", "checked": "2026-11-23"},
    "drugs.tsv": {"targets": "ALK", "first_approval": "2011-08-26", "checked": "2026-11-23"},
    "targets.tsv": {"side": "3'", "keeps": "kinase", "frame": "required", "checked": "2026-11-23"},
}  # fmt: skip
TARGETS = tuple({"gene": gene} for gene in ("ALK", "ABL1", "MET", "ROS1"))
DRUGS = (
    {"drug": "crizotinib", "classes": "ALK inhibitor;MET inhibitor", "generation": "1", "aliases": "Xalkori"},
    {"drug": "ceritinib", "classes": "ALK inhibitor", "generation": "2", "first_approval": "2014-04-29"},
    {"drug": "alectinib", "classes": "ALK inhibitor", "generation": "2", "first_approval": "2014-07-04"},
    {"drug": "lorlatinib", "classes": "ALK inhibitor", "generation": "3", "first_approval": "2018-09-21"},
    {"drug": "novotinib", "classes": "ALK inhibitor", "first_approval": "none"},
    {"drug": "imatinib", "classes": "BCR::ABL1 inhibitor", "first_approval": "2001-05-10"},
    {"drug": "cisplatin", "classes": "chemotherapy", "first_approval": "1978-12-19"},
)


def folder(path: Path, **rows: Iterable[Mapping[str, str]]) -> Path:
    """Write a whole folder of tables with these rows; cells that are not named are those of _GIVEN or empty.

    A label's approval type and levels follow from its kind, and every row cites "PMID:<its id or number>".
    """
    given = {"targets": TARGETS, "drugs": DRUGS, **rows}
    cited = ["PMID:1"]
    for table in tables.TABLES:
        found = [_cells(table, row, cited) for row in given.get(table.name.removesuffix(".tsv"), ())]
        if table is tables.DISEASES:
            found = [dict(zip(("code", "name", "parent", "solid"), each, strict=True)) for each in DISEASES]
        if table is tables.CITATIONS:
            found = [{"id": name, "kind": "paper", "title": name} for name in dict.fromkeys(cited)]
        if table is tables.SOURCES:
            found = [{"table": "therapies.tsv", "version": "2026-11-23", "origin": "by hand", "licence": "-"}]
        columns = table.columns
        lines = ["\t".join(columns)]
        lines += ["\t".join(cells.get(column, "") for column in columns) for cells in found]
        (path / table.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _cells(table: Table, row: Mapping[str, str], cited: list[str]) -> dict[str, str]:
    cells = {"citations": "PMID:1", **_GIVEN.get(table.name, {}), **row}
    if table is tables.THERAPIES:
        is_label = cells["kind"] == "label"
        made = {"agency": "FDA", "approval_type": "regular", "amp_level": "A"} if is_label else {}
        made["indication"] = f"indication of {cells['id']}"
        if cells["kind"] == "evidence":
            made["amp_level"] = "B"
        cells = {**made, **cells}
    cited += cells["citations"].split(";")
    return cells
