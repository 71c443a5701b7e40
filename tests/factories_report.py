"""Reports made by hand, as values: what the renderers are tested on, without any table or file.

Exon coordinates of EML4 and ALK: RefSeq NM_019063.5 and NM_004304.5 on GRCh38. The case: a published
report of lorlatinib in an ALK-positive epithelioid inflammatory myofibroblastic sarcoma, from 2021-12-24.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from fusionanno.model import (
    Actionability,
    Agency,
    AnnotatedFusion,
    Assembly,
    Assertion,
    AssertionKind,
    Block,
    Breakpoint,
    Case,
    Citation,
    Disease,
    Domain,
    DomainFate,
    DomainStatus,
    EntityNote,
    EventKind,
    Exon,
    Flag,
    FlagId,
    FrameVerdict,
    FusionCall,
    FusionName,
    FusionTranscript,
    Gene,
    InputFile,
    Interpretation,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    LiteratureExon,
    Match,
    MatchLevel,
    Molecule,
    Partner,
    PlacedFusion,
    Provenance,
    ReadingFrame,
    ReadSupport,
    Region,
    RegulatoryRegion,
    RejectedRow,
    Report,
    ResourceVersion,
    Setting,
    Side,
    Source,
    Strand,
    Structure,
    TherapyStatus,
    TimelineEvent,
    Transcript,
    TranscriptTag,
)

EML4_EXONS = (
    (42169353, 42169636), (42245505, 42245687), (42256501, 42256630), (42261121, 42261294),
    (42263178, 42263306), (42264706, 42264731), (42280850, 42280973), (42282823, 42282972),
    (42284634, 42284703), (42286269, 42286379), (42288227, 42288322), (42295125, 42295259),
    (42295381, 42295516), (42301241, 42301392), (42303104, 42303229), (42303315, 42303446),
    (42304484, 42304551), (42315962, 42316050), (42317427, 42317524), (42325467, 42325554),
    (42326154, 42326252), (42328886, 42329016), (42329734, 42332548),
)  # fmt: skip
ALK_EXONS = (
    (29919993, 29921586), (29717578, 29717697), (29694850, 29695014), (29531915, 29532116),
    (29383732, 29383859), (29328350, 29328481), (29320751, 29320882), (29318304, 29318404),
    (29296888, 29297057), (29275402, 29275496), (29275099, 29275227), (29251105, 29251267),
    (29239680, 29239830), (29233565, 29233696), (29232304, 29232448), (29228884, 29229066),
    (29227574, 29227672), (29226922, 29227074), (29225461, 29225565), (29223342, 29223528),
    (29222517, 29222607), (29222344, 29222408), (29220706, 29220835), (29213984, 29214081),
    (29209786, 29209878), (29207171, 29207272), (29197542, 29197676), (29196770, 29196860),
    (29192774, 29193922),
)  # fmt: skip


def transcript(
    gene: str,
    name: str,
    exons: tuple[tuple[int, int], ...],
    cds: tuple[int, int] | None,
    strand: Strand = Strand.PLUS,
    contig: str = "2",
) -> Transcript:
    numbered = tuple(Exon(n, (Block(*edges, phase=None),)) for n, edges in enumerate(exons, start=1))
    start, end = cds or (None, None)
    tag = TranscriptTag.MANE_SELECT
    return Transcript(name, gene, Assembly.GRCH38, contig, strand, numbered, start, end, tag)


EML4 = transcript("EML4", "NM_019063.5", EML4_EXONS, (42169612, 42330207))
ALK = transcript("ALK", "NM_004304.5", ALK_EXONS, (29193224, 29920659), Strand.MINUS)
EIMS = Disease(
    code="EIMS",
    name="Epithelioid inflammatory myofibroblastic sarcoma",
    path=("TISSUE", "SOFT_TISSUE", "IMT", "EIMS"),
    path_names=(
        "Tissue",
        "Soft Tissue",
        "Inflammatory Myofibroblastic Tumor",
        "Epithelioid inflammatory myofibroblastic sarcoma",
    ),
    is_solid=True,
    is_local=True,
)
LABEL_URL = "https://www.accessdata.fda.gov/drugsatfda_docs/label/"


def label(drug: str, since: date, disease: str, indication: str, file: str) -> Assertion:
    return Assertion(
        id=f"FDA-{drug}-ALK-{disease}-{since}",
        kind=AssertionKind.LABEL,
        genes=("ALK",),
        drug=drug,
        diseases=(disease,),
        indication=indication,
        since=since,
        citations=(Citation(f"FDA:{file}", f"{drug}, US prescribing information", f"{LABEL_URL}{file}.pdf"),),
        agency=Agency.FDA,
        approval_type="regular",
    )


# Labels: the prescribing information cited in each row. Evidence: the paper cited in each row.
NSCLC = "ALK-positive metastatic NSCLC"
LORLATINIB = label("lorlatinib", date(2021, 3, 3), "NSCLC", NSCLC, "2021/210868s004lbl")
ALECTINIB = label("alectinib", date(2017, 11, 6), "NSCLC", NSCLC, "2017/208434s003lbl")
CRIZOTINIB_LUNG = label("crizotinib", date(2011, 8, 26), "NSCLC", NSCLC, "2017/202570s021lbl")
CRIZOTINIB_IMT = label(
    "crizotinib",
    date(2022, 7, 14),
    "IMT",
    "ALK-positive IMT that is unresectable, recurrent or refractory",
    "2022/202570s033lbl",
)
MOSSE = Assertion(
    id="EV-crizotinib-ALK-IMT-Mosse2013",
    kind=AssertionKind.EVIDENCE,
    genes=("ALK",),
    drug="crizotinib",
    diseases=("IMT",),
    indication="phase 1 trial in children with refractory tumours, IMT among them",
    since=date(2013, 1, 1),
    since_precision="year",
    citations=(Citation("PMID:23598171", "Mossé 2013 Lancet Oncol"), Citation("NCT00939770")),
    civic_level="B",
)
KIMBARA = replace(
    MOSSE,
    id="EV-crizotinib-ALK-EIMS-Kimbara2014",
    diseases=("EIMS",),
    indication="response of one patient with EIMS",
    since=date(2014, 1, 1),
    citations=(Citation("PMID:25028698", "Kimbara 2014 Jpn J Clin Oncol"),),
    civic_level="C",
)
G1202R = Assertion(
    id="R-ALK-G1202R-alectinib",
    kind=AssertionKind.RESISTANCE,
    genes=("ALK",),
    drug="alectinib",
    diseases=("NSCLC",),
    indication="resistance in NSCLC",
    since=date(2014, 9, 1),
    since_precision="month",
    citations=(Citation("PMID:25228534"),),
    mutation="ALK G1202R",
)
KIND_OF = "Epithelioid inflammatory myofibroblastic sarcoma is a kind of Inflammatory Myofibroblastic Tumor"
NOT_LUNG = "Epithelioid inflammatory myofibroblastic sarcoma is not Non-Small Cell Lung Cancer"


def match(assertion: Assertion, status: TherapyStatus, level: MatchLevel, amp: str | None, why: str) -> Match:
    tier = {"A": "I", "B": "I", "C": "II", "D": "II"}.get(amp or "")
    because = f"{assertion.agency or 'published'} {assertion.since}: {assertion.indication}; {why}"
    return Match(assertion, status, level, because, amp, tier)


def matches(as_of: date) -> tuple[Match, ...]:
    """What holds for EML4::ALK in EIMS, US, age 34, on a date."""
    off = TherapyStatus.OFF_LABEL
    lung = [
        match(each, off, MatchLevel.OTHER_TUMOUR, "C", NOT_LUNG)
        for each in (ALECTINIB, CRIZOTINIB_LUNG, LORLATINIB)
    ]
    found = [
        match(KIMBARA, TherapyStatus.EVIDENCE, MatchLevel.EXACT, "D", "the tumour is EIMS"),
        match(MOSSE, TherapyStatus.EVIDENCE, MatchLevel.ANCESTOR, "C", KIND_OF),
        *lung,
        match(G1202R, TherapyStatus.RESISTANCE, MatchLevel.OTHER_TUMOUR, None, NOT_LUNG),
    ]
    if as_of >= CRIZOTINIB_IMT.since:
        why = f"{KIND_OF}; age 34 is within the label (patients from 1 year)"
        found.insert(0, match(CRIZOTINIB_IMT, TherapyStatus.ON_LABEL, MatchLevel.ANCESTOR, "A", why))
    return tuple(found)


KINASE = Domain("IPR001245", "Serine-threonine/tyrosine-protein kinase, catalytic domain", 1117, 1382, True)
DOMAINS = (
    DomainFate("EML4", Side.FIVE_PRIME, Domain("IPR005108", "HELP", 228, 296), DomainStatus.LOST, 0.0),
    DomainFate("EML4", Side.FIVE_PRIME, Domain("IPR001680", "WD40 repeat", 300, 347), DomainStatus.LOST, 0.0),
    DomainFate("ALK", Side.THREE_PRIME, Domain("IPR000998", "MAM domain", 480, 634), DomainStatus.LOST, 0.0),
    DomainFate("ALK", Side.THREE_PRIME, KINASE, DomainStatus.KEPT, 1.0),
)


def e6_a20() -> FusionTranscript:
    return FusionTranscript(
        five_prime=JunctionSite(
            Side.FIVE_PRIME,
            EML4,
            Region.EXON,
            6,
            transcript_position=926,
            cds_position=667,
            phase=1,
            literature=(LiteratureExon("NM_001145076.3", 5),),
            because="MANE Select",
        ),
        three_prime=JunctionSite(
            Side.THREE_PRIME,
            ALK,
            Region.EXON,
            20,
            transcript_position=4100,
            cds_position=3173,
            phase=1,
            because="MANE Select",
        ),
        frame=FrameVerdict(ReadingFrame.IN_FRAME, "the phases of both parts meet", 785),
        domains=DOMAINS,
        kinase=KinaseFate("ALK", Side.THREE_PRIME, KinaseStatus.INTACT, "residues 1117 to 1382 are kept"),
    )


def eml4_alk(as_of: date = date(2026, 11, 23)) -> AnnotatedFusion:
    """The founding case's fusion, exon-only, judged on a date."""
    call = FusionCall(
        "fusionanno",
        Partner("EML4", exon=6),
        Partner("ALK", exon=20),
        support=ReadSupport(allele_fraction=Decimal("0.0526")),
        described="EML4-ALK (E6:A20)",
        sample="founding-case",
        source=Source("baseline.tsv", 2),
    )
    placed = PlacedFusion(
        call,
        None,
        None,
        Gene("EML4", "2", 42169353, 42332548, Strand.PLUS, "HGNC:1316", "27436", "ENSG00000143924"),
        Gene("ALK", "2", 29192774, 29921586, Strand.MINUS, "HGNC:427", "238", "ENSG00000171094"),
        EventKind.FUSION,
        e6_a20(),
        "exon 6 and exon 20 are edges of both transcripts",
        flags=(Flag(FlagId.NUMBERING_CLASH, "exon 6 is exon 7 when counted on NM_001145076.3"),),
    )
    name = FusionName(
        "EML4::ALK",
        "E6;A20",
        "variant 3 (a or b undetermined)",
        "NM_019063.5(EML4):e.6::NM_004304.5(ALK):e.20",
        "NM_019063.5:r.?_667::NM_004304.5:r.3173_?",
        "inv(2)(p21p23)",
    )
    judged = Interpretation(
        Structure("ALK", Actionability.YES, "ALK is the 3' partner, in frame, its kinase whole"),
        matches(as_of),
        (
            EntityNote(
                "EML4::ALK",
                "inflammatory myofibroblastic tumour",
                "IMT",
                "compatible, not specific",
                (Citation("PMID:28319088"),),
                frequency="rare",
            ),
        ),
        "I-A" if as_of >= CRIZOTINIB_IMT.since else "II-C",
        "best statement: crizotinib",
    )
    return AnnotatedFusion(placed, name, judged)


def founding_case(as_of: date) -> Case:
    return Case(
        as_of=as_of,
        sample="founding-case",
        specimen="pleural fluid",
        tumor=EIMS,
        tumor_text="EIMS",
        region=RegulatoryRegion.US,
        age=34,
        sex="female",
        findings=(("Immunohistochemistry", "CK -, vimentin +, TTF-1 +, SMA +"), ("NSE", "25.60 ug/L")),
        timeline=(
            TimelineEvent("2021-12-24", "lorlatinib 100 mg once daily started"),
            TimelineEvent("2022-01-17", "CT: response", True, (("Size", "6.9 x 5.6 cm"),)),
        ),
    )


PROVENANCE = Provenance(
    "0.1.0",
    (InputFile("baseline.tsv", "fusionanno", "a" * 64, 1),),
    "embedded",
    (ResourceVersion("reference/transcripts.GRCh38.tsv.gz", "MANE 1.5", "b" * 64, "NCBI RefSeq"),),
    (("assembly", "GRCh38"),),
)


def baseline(as_of: date) -> Report:
    return Report(founding_case(as_of), (eml4_alk(as_of),), (), PROVENANCE)


def no_fusion() -> Report:
    return Report(founding_case(date(2023, 4, 1)), (), (), PROVENANCE)


def nothing_stated() -> Report:
    """A case file that says nothing at all, and no input."""
    return Report(Case(date(2026, 11, 23)), (), (), Provenance("0.1.0", (), "embedded", ()))


def judged_as(*matches: Match, tier: str | None = None, because: str = "") -> AnnotatedFusion:
    """The founding case's fusion with other statements."""
    fusion = eml4_alk()
    judged = replace(fusion.interpretation, matches=matches, tier=tier, tier_because=because)
    return replace(fusion, interpretation=judged)


def no_region() -> Report:
    """Nobody said where the patient is treated: labels of two agencies stay open, a study counts."""
    open_, why = (
        TherapyStatus.UNDETERMINED,
        "no region was given, and a label counts only where its agency decides",
    )
    solid = replace(
        ALECTINIB, id="PMDA", agency=Agency.PMDA, diseases=("SOLID",), indication="ALK solid tumours"
    )
    fusion = judged_as(
        match(CRIZOTINIB_IMT, open_, MatchLevel.ANCESTOR, None, f"{KIND_OF}; {why}"),
        match(solid, open_, MatchLevel.SOLID_TUMOUR, None, why),
        match(MOSSE, TherapyStatus.EVIDENCE, MatchLevel.ANCESTOR, "C", KIND_OF),
        tier="II-C",
    )
    case = replace(founding_case(date(2026, 11, 23)), region=None)
    return Report(case, (fusion,), (), PROVENANCE)


def too_broad() -> Report:
    """A label for any solid tumour counts beside a label and a study of one kind of the named tumour."""
    broad = "the tumour is only one kind of what was named"
    fusion = judged_as(
        match(
            CRIZOTINIB_IMT, TherapyStatus.ON_LABEL, MatchLevel.SOLID_TUMOUR, "A", "counts as any solid tumour"
        ),
        match(CRIZOTINIB_LUNG, TherapyStatus.UNDETERMINED, MatchLevel.OTHER_TUMOUR, None, broad),
        match(LORLATINIB, TherapyStatus.UNDETERMINED, MatchLevel.OTHER_TUMOUR, None, broad),
        match(KIMBARA, TherapyStatus.EVIDENCE, MatchLevel.OTHER_TUMOUR, None, broad),
        tier="I-A",
    )
    return Report(founding_case(date(2026, 11, 23)), (fusion,), (), PROVENANCE)


def open_frame() -> Report:
    """Out of frame as read, in frame as counted on another transcript: listed on page one, without drugs."""
    fusion = reversed_pair()
    why = "the reading frame is lost as read here; in frame as exon 13 of NM_1.1: name the transcript"
    judged = Interpretation(
        Structure("ALK", Actionability.UNDETERMINED, why),
        tier_because=f"no tier until the structure is known: {why}",
    )
    return Report(
        founding_case(date(2026, 11, 23)), (replace(fusion, interpretation=judged),), (), PROVENANCE
    )


def rejected_rows() -> Report:
    rows = (
        RejectedRow(Source("calls.tsv", 7), "not a position 'contig:position': 'chr2'; give one"),
        RejectedRow(Source("-", 9), 'unknown gene\t"=cmd()"\n'),
    )
    return Report(founding_case(date(2026, 11, 23)), (eml4_alk(),), rows, PROVENANCE)


def reversed_pair(number: int = 0) -> AnnotatedFusion:
    """ALK::EML4: a reciprocal call that carries no therapy, with positions and reads."""
    call = FusionCall(
        "arriba",
        Partner("ALK", Breakpoint("2", 29223742 + number), strand=Strand.MINUS),
        Partner("EML4", Breakpoint("2", 42301241), strand=Strand.PLUS),
        Molecule.RNA,
        ReadSupport(split_reads=0, spanning_fragments=12 + number, depth=480),
        ReadingFrame.IN_FRAME,
        "high",
        sample="founding-case",
        assembly=Assembly.GRCH38,
        tags=("Mitelman",),
        source=Source("arriba.tsv", 2 + number),
    )
    five = JunctionSite(
        Side.FIVE_PRIME,
        ALK,
        Region.INTRON,
        19,
        breakpoint=call.five_prime.breakpoint,
        break_offset=182,
        predicted=True,
    )
    three = JunctionSite(Side.THREE_PRIME, EML4, Region.EXON, 14, offset=-20, skipped_exons=(12, 13))
    joined = FusionTranscript(
        five,
        three,
        FrameVerdict(ReadingFrame.OUT_OF_FRAME, "phases 1 and 2 do not meet"),
        (DomainFate("ALK", Side.FIVE_PRIME, KINASE, DomainStatus.LOST, 0.0),),
        KinaseFate("ALK", Side.FIVE_PRIME, KinaseStatus.LOST, "the kinase lies 3' of the junction"),
        inserted=11,
    )
    why = "ALK is the 5' partner: its kinase is not in the fusion"
    return AnnotatedFusion(
        PlacedFusion(call, Assembly.GRCH38, Molecule.RNA, None, None, EventKind.FUSION, joined, "snapped"),
        FusionName("ALK::EML4", f"A19;E14 ({number})" if number else "A19;E14"),
        Interpretation(Structure("ALK", Actionability.NO, why), tier="III", tier_because=why),
    )


def forty_fusions() -> Report:
    """One reportable fusion among forty calls, a second caller's call of the same junction with it."""
    first = eml4_alk()
    call = replace(first.call, caller="starfusion", source=Source("star.tsv", 2))
    second = replace(first, placed=replace(first.placed, call=call))
    others = tuple(reversed_pair(number) for number in range(38))
    return Report(founding_case(date(2026, 11, 23)), (first, *others, second), (), PROVENANCE)


def no_transcript() -> AnnotatedFusion:
    """An intergenic partner: no fusion transcript can be stated."""
    call = FusionCall("arriba", Partner(None, Breakpoint("8", 128000000)), Partner("MYC"), Molecule.DNA)
    placed = PlacedFusion(
        call,
        None,
        Molecule.DNA,
        None,
        None,
        EventKind.INTERGENIC,
        None,
        "the 5' breakpoint lies in no gene",
    )
    structure = Structure("MYC", Actionability.UNDETERMINED, "MYC is a target where its promoter is replaced")
    return AnnotatedFusion(placed, FusionName("?::MYC"), Interpretation(structure))


def long_gene() -> Report:
    """A gene of 90 exons and a 15-letter name, joined to a gene of one exon."""
    edges = tuple((1000 * n + 1, 1000 * n + 120 + n) for n in range(1, 91))
    titan = transcript("PPP1R12A_LONGNM", "NM_999001.12", edges, (1050, 90150))
    single = transcript("SRY1", "NM_999002.1", ((500, 1400),), (600, 1200), Strand.MINUS)
    five = JunctionSite(Side.FIVE_PRIME, titan, Region.EXON, 44, offset=182)
    three = JunctionSite(Side.THREE_PRIME, single, Region.EXON, 1, offset=49)
    joined = FusionTranscript(
        five,
        three,
        FrameVerdict(ReadingFrame.UNDETERMINED, "the first coding base is not known"),
        (DomainFate("SRY1", Side.THREE_PRIME, Domain("X", "HMG box", 20, 90), DomainStatus.PARTIAL, 0.6),),
        KinaseFate(None, None, KinaseStatus.NONE, "neither partner has a kinase"),
    )
    call = FusionCall("vcf", Partner("PPP1R12A_LONGNM"), Partner("SRY1"), Molecule.DNA)
    fusion = AnnotatedFusion(
        PlacedFusion(call, None, Molecule.DNA, None, None, EventKind.FUSION, joined, ""),
        FusionName("PPP1R12A_LONGNM::SRY1"),
        Interpretation(Structure("SRY1", Actionability.UNDETERMINED, "confirm by RNA")),
    )
    return Report(founding_case(date(2026, 11, 23)), (fusion, no_transcript()), (), PROVENANCE)


def nothing_read() -> Report:
    """Every row was set aside."""
    return replace(rejected_rows(), fusions=())


def china() -> Report:
    """A region of which only a part of the approvals is known."""
    fusion = judged_as(match(LORLATINIB, TherapyStatus.OFF_LABEL, MatchLevel.OTHER_TUMOUR, "C", NOT_LUNG))
    remark = "only a part of the approvals of NMPA (CN) is in this knowledge base"
    judged = replace(fusion.interpretation, remarks=(remark,))
    case = replace(founding_case(date(2026, 11, 23)), region=RegulatoryRegion.CN)
    return Report(case, (replace(fusion, interpretation=judged),), (), PROVENANCE)


def still_open_twice() -> Report:
    """Drugs that are open by one label and off label by another, and one that is only off label."""
    report = no_region()
    off = tuple(
        match(each, TherapyStatus.OFF_LABEL, MatchLevel.OTHER_TUMOUR, "C", NOT_LUNG)
        for each in (ALECTINIB, CRIZOTINIB_LUNG, LORLATINIB)
    )
    fusion = judged_as(*report.fusions[0].interpretation.matches, *off, tier="II-C")
    return replace(report, fusions=(fusion,))


def bare_pair() -> Report:
    """Two genes, and nothing of where they are joined."""
    fusion = eml4_alk()
    call = replace(fusion.call, five_prime=Partner("EML4"), three_prime=Partner("ALK"))
    placed = replace(fusion.placed, call=call, transcript=None, because="neither a position nor an exon")
    return Report(founding_case(date(2026, 11, 23)), (replace(fusion, placed=placed),), (), PROVENANCE)


def inserted() -> Report:
    """Exon numbers with inserted bases that are stated."""
    fusion = eml4_alk()
    placed = replace(fusion.placed, call=replace(fusion.call, inserted_bases=11))
    return Report(founding_case(date(2026, 11, 23)), (replace(fusion, placed=placed),), (), PROVENANCE)


def no_age() -> Report:
    """Nobody said the age; one label is for children, one for adults."""
    child = replace(CRIZOTINIB_IMT, id="EMA", min_age=1, max_age=18)
    adult = replace(CRIZOTINIB_IMT, id="FDA", min_age=18, drug="alectinib")
    fusion = judged_as(
        match(adult, TherapyStatus.ON_LABEL, MatchLevel.ANCESTOR, "A", KIND_OF),
        match(child, TherapyStatus.UNDETERMINED, MatchLevel.ANCESTOR, None, KIND_OF),
        tier="I-A",
    )
    case = replace(founding_case(date(2026, 11, 23)), age=None)
    return Report(case, (fusion,), (), PROVENANCE)


def no_protein() -> Report:
    """The 5' partner gives a promoter alone."""
    fusion = reversed_pair()
    joined = fusion.placed.transcript
    assert joined is not None
    why = "the 5' partner brings no coding sequence"
    joined = replace(joined, frame=FrameVerdict(ReadingFrame.NO_PROTEIN, why))
    judged = Interpretation(
        Structure("ALK", Actionability.UNDETERMINED, why),
        tier_because=f"no tier until the structure is known: {why}",
    )
    fusion = replace(fusion, placed=replace(fusion.placed, transcript=joined), interpretation=judged)
    return Report(founding_case(date(2026, 11, 23)), (fusion,), (), PROVENANCE)


def merged() -> Report:
    """Two rows of one study, in one wording, with a source in common."""
    again = replace(KIMBARA, id="again", citations=(KIMBARA.citations[0], Citation("PMID:1")))
    known, more = (
        match(each, TherapyStatus.EVIDENCE, MatchLevel.EXACT, "D", "the tumour is EIMS")
        for each in (replace(KIMBARA, citations=(Citation("PMID:2"), *KIMBARA.citations)), again)
    )
    fusion = judged_as(*matches(date(2026, 11, 23))[:1], known, more, tier="I-A")
    return Report(founding_case(date(2026, 11, 23)), (fusion,), (), PROVENANCE)


def several() -> Report:
    """Three fusions that share a drug by two labels of it; two of them are one gene pair."""
    on = TherapyStatus.ON_LABEL
    ros1 = replace(CRIZOTINIB_LUNG, id="ROS1", genes=("ROS1",), indication="ROS1-positive metastatic NSCLC")
    alk = judged_as(match(CRIZOTINIB_LUNG, on, MatchLevel.EXACT, "A", "the tumour is NSCLC"), tier="I-A")
    other = judged_as(match(ros1, on, MatchLevel.EXACT, "A", "the tumour is NSCLC"), tier="I-A")
    pairs = (FusionName("CD74::ROS1", exons) for exons in ("C6;R34", "C6;R35"))
    fusions = (alk, *(replace(other, name=name) for name in pairs))
    return Report(founding_case(date(2026, 11, 23)), fusions, (), PROVENANCE)


def adjuvant() -> Report:
    """Labels of the case's own tumour: the newest is for after resection, one records no age."""
    resected = replace(
        ALECTINIB, id="adj", since=date(2024, 4, 18), indication="NSCLC after resection", line="adjuvant",
        setting=Setting.ADJUVANT,
    )  # fmt: skip
    why = "the tumour is NSCLC; age 34 is within the label (adults)"
    on, exact = TherapyStatus.ON_LABEL, MatchLevel.EXACT
    brigatinib = replace(LORLATINIB, id="brigatinib", drug="brigatinib")
    fusion = judged_as(
        *(match(each, on, exact, "A", why) for each in (resected, LORLATINIB, brigatinib)),
        match(CRIZOTINIB_LUNG, on, exact, "A", "the tumour is NSCLC"),
        tier="I-A",
    )
    return Report(founding_case(date(2026, 11, 23)), (fusion,), (), PROVENANCE)


def counted() -> Report:
    """Exon 6 as counted on another transcript: one more reading, told once."""
    fusion, joined = eml4_alk(), e6_a20()
    why = "MANE Select; exon 6 read on NM_001145076.3, as some sources count"
    other = replace(
        joined,
        five_prime=replace(
            joined.five_prime, exon=7, because=why, counted_as=LiteratureExon("NM_001145076.3", 6)
        ),
        frame=FrameVerdict(ReadingFrame.OUT_OF_FRAME, "the phases do not meet"),
    )
    flags = (*fusion.placed.flags, Flag(FlagId.OLD_SYMBOL, "another flag"))
    placed = replace(fusion.placed, alternatives=(other,), flags=flags)
    return Report(founding_case(date(2026, 11, 23)), (replace(fusion, placed=placed),), (), PROVENANCE)


def studied() -> Report:
    """No tumour in the case: the study's own is named."""
    open_ = match(MOSSE, TherapyStatus.EVIDENCE, MatchLevel.NO_TUMOUR, None, "no tumour was given")
    case = replace(founding_case(date(2026, 11, 23)), tumor=None, tumor_text=None)
    return Report(case, (judged_as(open_),), (), PROVENANCE)


def repeats() -> Report:
    """A domain of thirty copies."""
    fusion, joined = eml4_alk(), e6_a20()
    copies = (Domain("IPR001680", "WD40 repeat", 10 * n + 1, 10 * n + 9) for n in range(30))
    fates = tuple(DomainFate("EML4", Side.FIVE_PRIME, copy, DomainStatus.LOST, 0.0) for copy in copies)
    placed = replace(fusion.placed, transcript=replace(joined, domains=fates))
    return Report(founding_case(date(2026, 11, 23)), (replace(fusion, placed=placed),), (), PROVENANCE)


HOSTILE = "</style><script>alert('x')</script>\"&{{ 7*7 }}"


def hostile() -> Report:
    """Every free text tries to leave its place."""
    fusion = eml4_alk()
    call = replace(fusion.call, described=f"={HOSTILE}", sample=HOSTILE, source=Source(HOSTILE, 2))
    bad = Citation(HOSTILE, HOSTILE, "javascript:alert(1)")
    entity = replace(fusion.interpretation.entities[0], citations=(bad,), note=HOSTILE)
    fusion = replace(
        fusion,
        placed=replace(fusion.placed, call=call, because=HOSTILE),
        name=replace(fusion.name, hgnc=HOSTILE, exons=HOSTILE, variant=HOSTILE),
        interpretation=replace(fusion.interpretation, entities=(entity,)),
    )
    case = replace(founding_case(date(2026, 11, 23)), sample=HOSTILE, title=HOSTILE, specimen=HOSTILE)
    return Report(case, (fusion,), (RejectedRow(Source(HOSTILE, 1), HOSTILE),), PROVENANCE)


REPORTS = {
    "baseline-2021": baseline(date(2021, 12, 24)),
    "baseline-2026": baseline(date(2026, 11, 23)),
    "no-fusion": no_fusion(),
    "nothing-stated": nothing_stated(),
    "rejected": rejected_rows(),
    "forty": forty_fusions(),
    "long-gene": long_gene(),
    "hostile": hostile(),
    "no-region": no_region(),
    "too-broad": too_broad(),
    "open-frame": open_frame(),
    "nothing-read": nothing_read(),
    "china": china(),
    "still-open-twice": still_open_twice(),
    "bare-pair": bare_pair(),
    "inserted": inserted(),
    "no-age": no_age(),
    "no-protein": no_protein(),
    "merged": merged(),
    "several": several(),
    "adjuvant": adjuvant(),
    "counted": counted(),
    "studied": studied(),
    "repeats": repeats(),
}
