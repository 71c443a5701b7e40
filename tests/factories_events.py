"""Reports of every kind of event, made by hand: what the renderers are tested on beside factories_report.

Exon coordinates: RefSeq NM_005228.5 (EGFR), NM_005656.4 (TMPRSS2) and NM_182918.4 (ERG) on GRCh38.
"""

from dataclasses import replace
from datetime import date

from fusionanno.model import (
    Actionability,
    AnnotatedFusion,
    Assembly,
    Breakpoint,
    Citation,
    Decay,
    Domain,
    DomainFate,
    DomainStatus,
    Effect,
    EntityNote,
    EventKind,
    EventName,
    Flag,
    FlagId,
    FrameVerdict,
    FusionCall,
    FusionName,
    FusionSequence,
    FusionTranscript,
    Interpretation,
    Interval,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    LiteratureExon,
    Molecule,
    Partner,
    PlacedEnd,
    PlacedFusion,
    ReadingFrame,
    RearrangementClass,
    Region,
    Report,
    Side,
    Source,
    Strand,
    Structure,
    Transcript,
)
from tests.factories_report import (
    ALK,
    EML4,
    PROVENANCE,
    e6_a20,
    eml4_alk,
    founding_case,
    reversed_pair,
    transcript,
)

EGFR_EXONS = (
    (55019017, 55019365), (55142286, 55142437), (55143305, 55143488), (55146606, 55146740),
    (55151294, 55151362), (55152546, 55152664), (55154011, 55154152), (55155830, 55155946),
    (55156533, 55156659), (55156759, 55156832), (55157663, 55157753), (55160139, 55160338),
    (55161499, 55161631), (55163733, 55163823), (55165280, 55165437), (55171175, 55171213),
    (55172983, 55173124), (55173921, 55174043), (55174722, 55174820), (55181293, 55181478),
    (55191719, 55191874), (55192766, 55192841), (55198717, 55198863), (55200316, 55200413),
    (55201188, 55201355), (55201735, 55201782), (55202517, 55202625), (55205256, 55211628),
)  # fmt: skip
TMPRSS2_EXONS = (
    (41508081, 41508158), (41498119, 41498189), (41494356, 41494578), (41489507, 41489593),
    (41488394, 41488513), (41480476, 41480602), (41479172, 41479282), (41476577, 41476620),
    (41473325, 41473496), (41471806, 41471981), (41470648, 41470743), (41468396, 41468538),
    (41467734, 41467886), (41464305, 41466153),
)  # fmt: skip
ERG_EXONS = (
    (38498363, 38498477), (38445404, 38445621), (38423410, 38423561), (38403506, 38403709),
    (38402557, 38402637), (38400574, 38400645), (38392376, 38392444), (38391659, 38391715),
    (38390995, 38391042), (38380036, 38383923),
)  # fmt: skip

EGFR = transcript("EGFR", "NM_005228.5", EGFR_EXONS, (55019278, 55205617), contig="7")
TMPRSS2 = transcript("TMPRSS2", "NM_005656.4", TMPRSS2_EXONS, (41466142, 41498133), Strand.MINUS, contig="21")
ERG = transcript("ERG", "NM_182918.4", ERG_EXONS, (38383403, 38498380), Strand.MINUS, contig="21")


def sites(five: Transcript, last_exon: int, three: Transcript, first_exon: int) -> tuple[JunctionSite, ...]:
    """Two exon edges."""
    return (
        JunctionSite(Side.FIVE_PRIME, five, Region.EXON, last_exon, because="MANE Select"),
        JunctionSite(Side.THREE_PRIME, three, Region.EXON, first_exon, because="MANE Select"),
    )


def reportable(placed: PlacedFusion, name: FusionName, because: str, target: str | None = None) -> Report:
    """A report of one fusion that has a section of its own."""
    kind = Actionability.UNDETERMINED if target else Actionability.NO
    judged = Interpretation(Structure(target, kind, because), tier="II-D", tier_because=because)
    fusion = AnnotatedFusion(placed, name, judged)
    return Report(founding_case(date(2026, 11, 23)), (fusion,), (), PROVENANCE)


def inside_egfr(last: int, first: int, event: EventName, fates: tuple[DomainFate, ...]) -> Report:
    """An event inside EGFR: the exon after which it leaves, the exon at which it goes on."""
    five, three = sites(EGFR, last, EGFR, first)
    joined = FusionTranscript(
        five,
        three,
        FrameVerdict(ReadingFrame.IN_FRAME, "the phases of both parts meet"),
        fates,
        KinaseFate("EGFR", Side.THREE_PRIME, KinaseStatus.INTACT, "its residues are kept"),
        effect=Effect.ALTERED_PROTEIN,
        effect_because=f"EGFR with {event.name}",
    )
    call = FusionCall("fusionanno", Partner("EGFR", exon=last), Partner("EGFR", exon=first), Molecule.RNA)
    because = "EGFR exons change: a change inside one gene, not a fusion of two"
    flags = (Flag(FlagId.SAME_GENE, because),)
    placed = PlacedFusion(
        call,
        None,
        Molecule.RNA,
        None,
        None,
        EventKind.INTERNAL,
        joined,
        because,
        flags=flags,
        event_name=event,
    )
    report = reportable(placed, FusionName("EGFR"), "no drug is known for it", "EGFR")
    sources = tuple(Citation(each) for each in event.citations)
    fusion = report.fusions[0]
    judged = replace(fusion.interpretation, event_citations=sources)
    return replace(report, fusions=(replace(fusion, interpretation=judged),))


def fate(gene: str, side: Side, domain: Domain, kept: float) -> DomainFate:
    whole = {0.0: DomainStatus.LOST, 1.0: DomainStatus.KEPT}
    return DomainFate(gene, side, domain, whole.get(kept, DomainStatus.PARTIAL), kept)


EGFR_KINASE = Domain(
    "IPR001245", "Serine-threonine/tyrosine-protein kinase, catalytic domain", 713, 965, is_kinase=True
)


def egfr_viii() -> Report:
    """Exons 2 to 7 lost: EGFRvIII, PMID:24292886; bases 89 to 889 of the coding sequence."""
    fates = (
        fate("EGFR", Side.FIVE_PRIME, Domain("IPR000494", "Receptor L-domain", 57, 167), 0.0),
        fate("EGFR", Side.FIVE_PRIME, Domain("IPR006211", "Furin-like cysteine-rich domain", 185, 338), 0.27),
        fate("EGFR", Side.THREE_PRIME, Domain("IPR000494", "Receptor L-domain", 361, 480), 1.0),
        fate("EGFR", Side.THREE_PRIME, EGFR_KINASE, 1.0),
    )
    return inside_egfr(1, 8, EventName("EGFRvIII", ("PMID:24292886",), "NM_005228.5:r.89_889del"), fates)


def kinase_doubled() -> Report:
    """Exons 18 to 25 twice: the kinase domain duplication."""
    fates = (fate("EGFR", Side.FIVE_PRIME, EGFR_KINASE, 1.0),)
    return inside_egfr(25, 18, EventName("EGFR kinase domain duplication (exons 18-25)"), fates)


def promoter_swap() -> Report:
    """TMPRSS2 exon 1 to ERG exon 2, which is exon 4 on the transcript that the papers count on."""
    five, three = sites(TMPRSS2, 1, ERG, 2)
    three = replace(three, literature=(LiteratureExon("NM_004449.4", 4),))
    ets = Domain("IPR000418", "Ets domain", 312, 390, role="binds DNA")
    pointed = Domain("IPR003118", "Pointed domain", 116, 197)
    joined = FusionTranscript(
        five,
        three,
        FrameVerdict(ReadingFrame.NO_PROTEIN, "the junction lies before the start codon of TMPRSS2"),
        tuple(fate("ERG", Side.THREE_PRIME, each, 1.0) for each in (pointed, ets)),
        KinaseFate(None, None, KinaseStatus.NONE, "neither partner has a kinase"),
        effect=Effect.PROMOTER_SWAP,
        effect_because="the start codon of ERG lies before the junction: translation can begin later",
    )
    call = FusionCall(
        "arriba",
        Partner("TMPRSS2", Breakpoint("21", 41508081), strand=Strand.MINUS),
        Partner("ERG", Breakpoint("21", 38445621), strand=Strand.MINUS),
        Molecule.RNA,
        assembly=Assembly.GRCH38,
    )
    placed = PlacedFusion(
        call,
        Assembly.GRCH38,
        Molecule.RNA,
        None,
        None,
        EventKind.FUSION,
        joined,
        "the junction lies before the start codon of TMPRSS2",
        rearrangement=RearrangementClass.DELETION,
    )
    return reportable(placed, FusionName("TMPRSS2::ERG", "T1;E4"), "no drug is known for it")


SEQUENCE = FusionSequence(
    cdna="ACGT" * 30,
    five_bases=60,
    three_first=61,
    cds=(4, 120),
    protein="M" * 38,
    has_stop=True,
    junction_residue=20,
    junction_codon="GTG",
    context="KLMNPQRSTVWYACDVEFGHIKLMNPQRSTV",
    decay=Decay.NOT_PREDICTED,
    decay_because="the stop codon lies in the last exon",
    protein_name="EML4:p.Met1_Lys222::ALK:p.Tyr1059_Pro1620",
    because="from the start codon of EML4 to the stop codon of ALK",
)
"""Bases and residues are made up; only their places are told of."""


def sequenced() -> Report:
    """The founding fusion with its bases."""
    fusion, joined = eml4_alk(), e6_a20()
    placed = replace(fusion.placed, transcript=replace(joined, sequence=SEQUENCE))
    return Report(founding_case(date(2026, 11, 23)), (replace(fusion, placed=placed),), (), PROVENANCE)


def no_sequence() -> Report:
    """Sequences that do not do."""
    fusion, joined = eml4_alk(), e6_a20()
    why = "the FASTA holds no NM_019063"
    placed = replace(fusion.placed, transcript=replace(joined, sequence_because=why))
    return Report(founding_case(date(2026, 11, 23)), (replace(fusion, placed=placed),), (), PROVENANCE)


def reciprocal() -> Report:
    """Both products of one inversion: the second is told with the first."""
    first = replace(eml4_alk(), name=replace(eml4_alk().name, exons="E6;A20"))
    second = replace(reversed_pair(), reciprocal_of=first.call.source)
    flag = Flag(FlagId.RECIPROCAL, "EML4::ALK of the same break is called too")
    second = replace(second, placed=replace(second.placed, flags=(flag,)))
    return Report(founding_case(date(2026, 11, 23)), (first, second), (), PROVENANCE)


def dna_call() -> Report:
    """A break in DNA with an interval and homology: class and g. name are derived, the junction predicted."""
    fusion, joined = eml4_alk(), e6_a20()
    five, three = Breakpoint("2", 42270000), Breakpoint("2", 29224000)
    call = FusionCall(
        "vcf",
        Partner("EML4", five, strand=Strand.PLUS, interval=Interval(-2, 3)),
        Partner("ALK", three, strand=Strand.MINUS, interval=Interval(0, 4)),
        Molecule.DNA,
        homology=2,
        assembly=Assembly.GRCH38,
        source=Source("calls.vcf", 30),
    )
    predicted = (
        replace(joined.five_prime, breakpoint=five, break_offset=5294, predicted=True, region=Region.INTRON),
        replace(
            joined.three_prime, breakpoint=three, break_offset=-472, predicted=True, region=Region.INTRON
        ),
    )
    flags = (
        Flag(FlagId.SNAPPED, "the 3' breakpoint was moved by 2 bases to the exon's edge"),
        Flag(FlagId.INTERVAL, "within the stated interval exon 7 is reached as well: another junction"),
    )
    placed = replace(
        fusion.placed,
        call=call,
        assembly=Assembly.GRCH38,
        molecule=Molecule.DNA,
        transcript=replace(joined, five_prime=predicted[0], three_prime=predicted[1]),
        rearrangement=RearrangementClass.INVERSION,
        flags=flags,
    )
    name = replace(fusion.name, hgvs_g="NC_000002.12:g.29224000_(qter)delins(pter)_42270000inv")
    return Report(
        founding_case(date(2026, 11, 23)), (replace(fusion, placed=placed, name=name),), (), PROVENANCE
    )


def told_apart(kind: EventKind, because: str, end: PlacedEnd | None = None) -> AnnotatedFusion:
    """A join that makes no fusion transcript."""
    place = Breakpoint("8", 127735434 + 1000 * list(EventKind).index(kind))
    call = FusionCall("arriba", Partner("IGH", Breakpoint("14", 105586437)), Partner("MYC", place))
    placed = PlacedFusion(call, Assembly.GRCH38, Molecule.DNA, None, None, kind, None, because, end=end)
    entity = EntityNote("IGH::MYC", "Burkitt lymphoma", "BL", "supports", (Citation("PMID:1"),))
    structure = Structure(None, Actionability.NO, "no rule of a target applies")
    return AnnotatedFusion(placed, FusionName("IGH::MYC"), Interpretation(structure, entities=(entity,)))


def no_joined_transcript() -> Report:
    """Events that make no fusion transcript, each with its reason."""
    kinase = KinaseFate(None, None, KinaseStatus.NONE, "MYC has no kinase")
    end = PlacedEnd(sites(EML4, 1, ALK, 2)[1], (), kinase)
    return Report(
        founding_case(date(2026, 11, 23)),
        (
            told_apart(
                EventKind.ENHANCER_HIJACKING, "the break leaves the coding sequence of MYC whole", end
            ),
            told_apart(EventKind.FIVE_TO_FIVE, "the join reads MYC against the direction of the gene"),
            told_apart(EventKind.THREE_TO_THREE, "the join reads IGH against the direction of the gene"),
            told_apart(EventKind.ANTISENSE, "the antisense strand goes on into MYC"),
        ),
        (),
        PROVENANCE,
    )


def read_through() -> Report:
    """Neighbours on one strand."""
    fusion = eml4_alk()
    why = "EML4 and ALK are neighbours on one strand, 900 bases apart"
    placed = replace(fusion.placed, event=EventKind.READ_THROUGH, because=why)
    return Report(founding_case(date(2026, 11, 23)), (replace(fusion, placed=placed),), (), PROVENANCE)


REPORTS = {
    "egfr-viii": egfr_viii(),
    "kinase-doubled": kinase_doubled(),
    "promoter-swap": promoter_swap(),
    "sequenced": sequenced(),
    "no-sequence": no_sequence(),
    "reciprocal": reciprocal(),
    "dna-call": dna_call(),
    "no-joined-transcript": no_joined_transcript(),
    "read-through": read_through(),
}
