"""Placed fusions made by hand, so that tests of the knowledge need no gene model."""

from datetime import date

from fusionanno.knowledge import Knowledge
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
