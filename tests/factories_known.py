"""A report with everything that knowledge can say: made by hand, as values."""

from dataclasses import replace
from datetime import date

from fusionanno.model import (
    Actionability,
    ArmKind,
    AssertionKind,
    Case,
    Citation,
    Conflict,
    CoVariantKind,
    CoVariantNote,
    Direction,
    Disease,
    FusionLevel,
    InputFile,
    LabelEnd,
    Match,
    MatchLevel,
    MutationEffect,
    News,
    Outcome,
    PrognosisNote,
    Report,
    Setting,
    SmallVariant,
    Structure,
    TherapyStatus,
)
from tests.factories_report import ALECTINIB, LORLATINIB, MOSSE, PROVENANCE, eml4_alk, founding_case, match

LUNG = Disease(
    "NSCLC",
    "Non-Small Cell Lung Cancer",
    ("TISSUE", "LUNG", "NSCLC"),
    ("Tissue", "Lung", "Non-Small Cell Lung Cancer"),
    is_solid=True,
)
# PROFILE 1014: Solomon 2014 NEJM, PMID:25470694; ALEX: Peters 2017 NEJM, PMID:28586279 (abstracts).
ALEX = Citation("PMID:28586279", "Peters 2017 NEJM, alectinib against crizotinib")
CRIZOTINIB = ("crizotinib", None, ArmKind.COMPARATOR)
NUMBERS = (
    Outcome("EV", "response rate", 82.9, "%", (ALEX,), 76.0, 88.5, 152),
    Outcome("EV", "response rate", 75.5, "%", (ALEX,), 67.8, 82.1, 151, None, *CRIZOTINIB),
    Outcome("EV", "hazard ratio for progression or death", 0.47, "ratio", (ALEX,), 0.34, 0.65),
    Outcome("EV", "progression-free survival rate", 68.4, "%", (ALEX,), 61.0, 75.9, at=12),
    Outcome("EV", "progression-free survival rate", 48.7, "%", (ALEX,), 40.4, 56.9, None, 12, *CRIZOTINIB),
    Outcome("EV", "median overall survival", 81.1, "months", (ALEX,), ci_low=62.3),
)
GAINOR = Citation("PMID:27432227", "Gainor 2016 Cancer Discov, resistance to ALK inhibitors")
OTHER = Citation("PMID:25228534")
EFFECTS = (
    MutationEffect("crizotinib", True, "clinical and preclinical", "2016", (GAINOR,)),
    MutationEffect("alectinib", True, "clinical and preclinical", "2016", (GAINOR,), "the most frequent one"),
    MutationEffect("brigatinib", True, "clinical", "2016", (GAINOR,)),
    MutationEffect("brigatinib", False, "preclinical", "2014", (OTHER,)),
    MutationEffect("lorlatinib", True, "preclinical", "2016", (GAINOR,)),
)
ACTIVE = (*EFFECTS[:4], replace(EFFECTS[4], resists=False))


def study(drug: str, number: int, **words: object) -> Match:
    fact = replace(MOSSE, id=f"EV-{drug}-{number}", drug=drug, diseases=("NSCLC",), outcomes=())
    fact = replace(fact, indication=f"phase {number} trial in ALK-positive NSCLC", **words)  # type: ignore[arg-type]
    return match(fact, TherapyStatus.EVIDENCE, MatchLevel.EXACT, "B", "the tumour is NSCLC")


TRIALS: tuple[tuple[int, dict[str, object]], ...] = ((2, {}), (3, {"outcomes": NUMBERS}))
"""Two studies of one drug: without numbers, and with them."""


def many_matches() -> tuple[Match, ...]:
    """More than forty statements: labels, studies and what speaks against drugs."""
    on, exact, gone = TherapyStatus.ON_LABEL, MatchLevel.EXACT, TherapyStatus.WITHDRAWN
    labels = [
        replace(LORLATINIB, id=drug, drug=drug)
        for drug in ("lorlatinib", "alectinib", "brigatinib", "ceritinib")
    ]
    resisted = {"alectinib": ("ALK G1202R",), "ceritinib": ("ALK G1202R",)}
    held = [
        replace(match(each, on, exact, "A", "the tumour is NSCLC"), resisted_by=resisted.get(each.drug, ()))
        for each in labels
    ]
    studies = [
        study(drug, number) for drug in ("alectinib", "crizotinib", "lorlatinib") for number in range(12)
    ]
    studies[0] = replace(
        study("alectinib", 3, outcomes=NUMBERS, three_prime="ALK", five_prime="EML4"),
        fusion_level=FusionLevel.GENE_PAIR,
    )
    near = replace(study("ensartinib", 2, junction="variant 3"), fusion_level=FusionLevel.VARIANT)
    junction = replace(study("repotrectinib", 2, junction="E6;A20"), fusion_level=FusionLevel.JUNCTION)
    trial = replace(
        MOSSE, id="INV", kind=AssertionKind.INVESTIGATIONAL, drug="neladalkib", diseases=("NSCLC",)
    )
    trial = replace(trial, indication="breakthrough designation after two ALK inhibitors", civic_level=None)
    failed = replace(
        MOSSE, id="NO", drug="pembrolizumab", direction=Direction.CONTRADICTS, diseases=("NSCLC",)
    )
    ended = replace(
        ALECTINIB, id="gone", drug="rociletinib", until=date(2020, 1, 2), ended=LabelEnd.WITHDRAWN,
        until_because="the confirming trial found no benefit",
    )  # fmt: skip
    return (
        *held, *studies, near, junction,
        match(trial, TherapyStatus.INVESTIGATIONAL, exact, None, "the tumour is NSCLC"),
        match(failed, TherapyStatus.CONTRADICTED, exact, None, "the tumour is NSCLC"),
        match(ended, gone, exact, None, "the tumour is NSCLC"),
    )  # fmt: skip


def lung_case() -> Case:
    """Second line after crizotinib, with mutations reported beside the fusion."""
    return replace(
        founding_case(date(2026, 11, 23)), tumor=LUNG, tumor_text="NSCLC", line=Setting.LATER,
        prior=("crizotinib", "alectinib"), since=date(2024, 1, 1), timeline=(), findings=(),
        variants=(SmallVariant("ALK", "G1202R", "p.Gly1202Arg"), SmallVariant("MET", None, "amplification")),
    )  # fmt: skip


def everything() -> Report:
    """Every kind of statement at once, and more of them than a page holds."""
    fusion = eml4_alk()
    notes = (
        CoVariantNote(
            ("ALK G1202R",), CoVariantKind.KNOWN,
            "ALK G1202R: resistant to crizotinib, alectinib; lorlatinib retains activity", ACTIVE, (GAINOR,),
        ),
        CoVariantNote(
            ("ALK D1203N",), CoVariantKind.UNKNOWN, "ALK D1203N: not in this knowledge base",
        ),
        CoVariantNote(
            ("ALK G1202R", "ALK D1203N"), CoVariantKind.COMPOUND,
            "ALK G1202R and ALK D1203N: the effect of both together is unknown here",
        ),
        CoVariantNote(
            ("MET amplification",), CoVariantKind.BYPASS,
            "MET amplification is reported; bypass of ALK through it is published", (), (OTHER,),
        ),
    )  # fmt: skip
    judged = replace(
        fusion.interpretation,
        structure=Structure("ALK", Actionability.YES, "ALK is the 3' partner, in frame, its kinase whole"),
        matches=many_matches(),
        tier="I-A",
        prognosis=(
            PrognosisNote(
                "EML4::ALK", "non-small cell lung cancer", "differs", "shorter PFS on ALK inhibitors",
                "2018", FusionLevel.VARIANT, (Citation("PMID:29373100", "Lin 2018 J Clin Oncol"),),
            ),
        ),
        co_variants=notes,
        conflicts=(
            Conflict("brigatinib", "one source says resistant, one active, for ALK G1202R", (GAINOR, OTHER)),
        ),
        news=(
            News(date(2024, 4, 18), "FDA: alectinib, ALK-positive NSCLC after resection", (ALEX,)),
            News(date(2024, 12, 18), "FDA: ensartinib, ALK-positive NSCLC", (Citation("FDA:218171s000lbl"),)),
        ),
    )  # fmt: skip
    file = InputFile(
        "sample.maf", "small variants", "c" * 64, 2, (), (("variants that change no residue", 3),),
        (("sample in the file", "S1-DNA"),),
    )  # fmt: skip
    provenance = replace(PROVENANCE, inputs=(*PROVENANCE.inputs, file))
    return Report(lung_case(), (replace(fusion, interpretation=judged),), (), provenance)


def nothing_new() -> Report:
    """Variants were read and none concerns the target; nothing came since the earlier report."""
    report = everything()
    judged = replace(report.fusions[0].interpretation, matches=many_matches()[:3], co_variants=(), news=())
    case = replace(report.case, variants=(SmallVariant("TP53", "R175H", "R175H"),), prior=())
    fusion = replace(report.fusions[0], interpretation=replace(judged, conflicts=(), prognosis=()))
    return replace(report, case=case, fusions=(fusion,))


REPORTS = {"everything": everything(), "nothing-new": nothing_new()}
