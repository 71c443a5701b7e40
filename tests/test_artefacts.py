"""Artefacts are flagged, never dropped; known drivers are kept whatever speaks for an artefact."""

import csv
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from fusionanno.annotation.artefacts import support
from fusionanno.annotation.artefacts.tables import gene_classes, shared_family
from fusionanno.casefile import parse_case, read_case
from fusionanno.errors import InputError
from fusionanno.knowledge import load_knowledge
from fusionanno.knowledge.artefacts import KnownDriver, KnownDrivers
from fusionanno.knowledge.facts import TargetRule
from fusionanno.model import (
    ARTEFACT_FLAGS,
    AnnotatedFusion,
    Assembly,
    Breakpoint,
    CallFilter,
    CallLevel,
    EventCall,
    FlagId,
    FusionCall,
    FusionEvent,
    Molecule,
    Partner,
    PartnerOrder,
    ReadSupport,
    Side,
    StatedCase,
)
from fusionanno.naming.tables import named_junctions
from fusionanno.pipeline import Interpreter, build_report
from fusionanno.readers import READERS, read_calls
from fusionanno.renderers import load_renderer
from fusionanno.renderers.tsv import COLUMNS, cells

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "flags.md"
OWN = {*ARTEFACT_FLAGS, FlagId.KNOWN_DRIVER}
"""What the table tells of; other flags of a call are told elsewhere."""


def table(name: str) -> list[dict[str, str]]:
    with (HERE / "tables" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def interpreter(words: str = "artefacts") -> Interpreter:
    return Interpreter(parse_case({"assembly": "GRCh38", "as_of": "2026-11-23", "filter": words}))


def partner(symbol: str, at: str = "") -> Partner:
    return Partner(symbol, exon=int(at[1:]) if at else None)


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def call_of(row: dict[str, str]) -> FusionCall:
    return FusionCall(
        row["caller"],
        partner(row["five_prime"], row["five_at"]),
        partner(row["three_prime"], row["three_at"]),
        support=ReadSupport(number(row["split"]), number(row["spanning"])),
        filters=tuple(filter(None, row["filters"].split(";"))),
    )


def ids(fusion: AnnotatedFusion) -> set[str]:
    return {flag.id.value for flag in fusion.placed.flags if flag.id in OWN}


@pytest.mark.parametrize("row", table("artefacts.tsv"), ids=lambda row: row["case"])
def test_what_is_flagged_and_what_is_kept(row: dict[str, str]) -> None:
    fusion = interpreter().interpret(call_of(row))
    expected = set(filter(None, row["flags"].split(";")))
    assert ids(fusion) == expected
    assert bool(fusion.set_aside) == (row["set_aside"] == "yes")
    if fusion.set_aside:
        assert set(fusion.set_aside) == expected & {flag.value for flag in ARTEFACT_FLAGS}


@pytest.mark.parametrize("row", table("artefacts.tsv"), ids=lambda row: row["case"])
def test_every_flag_has_a_sentence_and_a_source(row: dict[str, str]) -> None:
    fusion = interpreter().interpret(call_of(row))
    known = load_knowledge().citations
    for flag in fusion.placed.flags:
        if flag.id in ARTEFACT_FLAGS:
            assert flag.citations
            assert set(flag.citations) <= set(known)
            assert flag.because
    told = [citation.id for citation in fusion.interpretation.flag_citations]
    assert set(told) == {name for flag in fusion.placed.flags for name in flag.citations}


def test_every_flag_is_raised_by_a_row_or_a_test_here() -> None:
    raised = {flag for row in table("artefacts.tsv") for flag in row["flags"].split(";")}
    assert {flag.value for flag in ARTEFACT_FLAGS} - raised == {FlagId.READ_THROUGH}


@pytest.mark.parametrize(
    "support_told", [ReadSupport(), ReadSupport(1, 0)], ids=["no reads told", "one read"]
)
@pytest.mark.parametrize(
    "row", table("junctions.tsv"), ids=lambda row: f"{row['fusion']}-{row['literature']}"
)
def test_no_published_fusion_is_set_aside(row: dict[str, str], support_told: ReadSupport) -> None:
    five, three = row["fusion"].split("::")
    call = FusionCall(
        "starfusion",
        Partner(five, Breakpoint.parse(row["five_prime_breakpoint"])),
        Partner(three, Breakpoint.parse(row["three_prime_breakpoint"])),
        support=support_told,
        assembly=Assembly(row["assembly"]),
        filters=("any",),
    )
    fusion = judge().interpret(call)
    assert fusion.set_aside == ()
    assert FlagId.CALLER_FILTER in {flag.id for flag in fusion.placed.flags}


@cache
def judge() -> Interpreter:
    return Interpreter(parse_case({"as_of": "2026-11-23"}))


@pytest.mark.parametrize(
    ("five", "three", "why"),
    [
        ("ROS1", "PWWP2A", "the literature describes junctions of PWWP2A::ROS1"),
        ("ALK", "CARS1", "the literature describes junctions of CARS1::ALK"),
        ("BRAF", "KIAA1549", "KIAA1549::BRAF"),
    ],
)
def test_a_junction_is_said_to_have_a_name_only_where_it_has_one(five: str, three: str, why: str) -> None:
    """variants.tsv: the junctions of PWWP2A::ROS1 and CARS1::ALK have no name."""
    call = FusionCall("starfusion", Partner(five), Partner(three), support=ReadSupport(1, 0))
    fusion = interpreter().interpret(call)
    told = next(flag for flag in fusion.placed.flags if flag.id is FlagId.KNOWN_DRIVER)
    assert why in told.because
    assert ("with a name" in told.because) <= bool(named_junctions().get((three, five)))
    assert told.citations
    assert fusion.set_aside == ()


@pytest.mark.parametrize(
    ("locus", "at", "place", "why"),
    [
        ("IGH", "14:105860000", "8:127600000", "IGH is known to drive MYC, which lies 135434 bases"),
        ("IGL", "22:22900000", "8:128300000", "IGL is known to drive MYC, which lies 557049 bases"),
        ("IGH", "14:105860000", "11:69400000", "IGH is known to drive CCND1, which lies 241156 bases"),
        ("IGK", "2:89000000", "11:69400000", "IGK::CCND1 is known in mantle cell lymphoma"),
        ("IGH", "14:105860000", "18:63000000", "IGH is known to drive BCL2, which lies 123346 bases"),
        ("IGH", "14:105860000", "4:1850000", "IGH is known to drive NSD2, which lies 21393 bases"),
        ("IGH", "14:105860000", "4:1820000", "IGH is known to drive FGFR3, which lies 11133 bases"),
        ("IGH", "14:105860000", "3:188000000", "IGH is known to drive BCL6, which lies 254532 bases"),
        ("IGH", "14:105860000", "16:79100000", "IGH is known to drive MAF, which lies 493838 bases"),
        ("TRA", "14:22000000", "11:33950000", "TRA is known to drive LMO2"),
        ("IGH", "14:105860000", "12:4200000", "CCND2"),
        ("IGH", "14:105860000", "1:60000000", ""),
        ("IGH", "14:105860000", "12:6500000", ""),
    ],
)
def test_a_locus_joined_near_a_gene_that_it_drives_is_kept(locus: str, at: str, place: str, why: str) -> None:
    """Distances from RefSeq; what is known of the pairs stands in hijacking.tsv and known_drivers.tsv."""
    call = FusionCall(
        "manta",
        Partner(locus, Breakpoint.parse(at)),
        Partner(None, Breakpoint.parse(place)),
        Molecule.DNA,
        assembly=Assembly.GRCH38,
    )
    fusion = interpreter().interpret(call)
    kept = [flag for flag in fusion.placed.flags if flag.id is FlagId.KNOWN_DRIVER]
    assert bool(kept) == bool(why)
    assert bool(fusion.set_aside) == (not why)
    assert all(why in flag.because and flag.citations for flag in kept)
    in_rna = interpreter().interpret(replace(call, molecule=Molecule.RNA))
    assert "bases from the break" not in " ".join(flag.because for flag in in_rna.placed.flags)


def test_every_known_driver_is_kept() -> None:
    rows = (HERE.parent / "resources" / "knowledge" / "known_drivers.tsv").read_text(encoding="utf-8")
    pairs = [line.split("\t")[:2] for line in rows.splitlines()[3:]]
    assert len(pairs) > 100
    for five, three in pairs:
        call = FusionCall(
            "starfusion",
            Partner(five.replace("*", "VAPB") if five == "*" else five.rstrip("*") or five),
            Partner({"*": "VAPB", "HOXA*": "HOXA9"}.get(three, three.rstrip("*"))),
            support=ReadSupport(0, 1),
        )
        fusion = interpreter().interpret(call)
        assert fusion.set_aside == (), (five, three)
        assert FlagId.KNOWN_DRIVER in {flag.id for flag in fusion.placed.flags}


FEW, FAILED, MANY = (ReadSupport(2, 0), ()), (ReadSupport(60, 0), ("mapq",)), (ReadSupport(60, 0), ())


@pytest.mark.parametrize("told", [FEW, FAILED, MANY], ids=["2 reads", "a failed filter", "60 reads"])
def test_no_pair_of_the_literature_is_set_aside(told: tuple[ReadSupport, tuple[str, ...]]) -> None:
    """Each pair of the table has its source beside it; the order told does not count."""
    support, filters = told
    aside = []
    for row in table("known_drivers.tsv"):
        for five, three in permutations((row["five_prime"], row["three_prime"])):
            call = FusionCall("starfusion", Partner(five), Partner(three), support=support, filters=filters)
            if interpreter().interpret(call).set_aside:
                aside.append((five, three))
    assert aside == []


def test_every_pair_of_the_literature_names_a_source_that_is_known() -> None:
    pairs = table("known_drivers.tsv")
    assert len({frozenset((row["five_prime"], row["three_prime"])) for row in pairs}) == len(pairs) > 500
    assert {name for row in pairs for name in row["source"].split(";")} <= set(load_knowledge().citations)


@pytest.mark.parametrize("target", load_knowledge().targets, ids=lambda row: f"{row.gene}-{row.side}")
@pytest.mark.parametrize("order", [PartnerOrder.TOLD, PartnerOrder.NOT_TOLD])
def test_a_target_whose_structure_is_open_is_not_set_aside(target: TargetRule, order: PartnerOrder) -> None:
    """Without exons or positions the structure cannot be judged: it may be that of a target."""
    pair = (Partner("VAPB"), Partner(target.gene))
    five, three = pair if target.side is Side.THREE_PRIME else pair[::-1]
    call = FusionCall("starfusion", five, three, support=ReadSupport(2, 0), order=order)
    assert interpreter().interpret(call).set_aside == ()


def test_a_read_through_is_told_with_the_event_and_set_aside() -> None:
    """PMC5458218: DUS4L and BCAP29 are spliced together in normal tissue."""
    call = FusionCall(
        "starfusion", Partner("DUS4L", exon=7), Partner("BCAP29", exon=2), support=ReadSupport(40)
    )
    fusion = interpreter().interpret(call)
    flags = {flag.id: flag.because for flag in fusion.placed.flags}
    assert fusion.placed.event == "read-through"
    assert flags[FlagId.READ_THROUGH] == fusion.placed.because
    assert fusion.set_aside == (FlagId.READ_THROUGH,)


def test_a_breakpoint_on_the_mitochondrion_needs_no_gene() -> None:
    call = FusionCall(
        "starfusion",
        Partner("VAPB", Breakpoint.parse("20:58389517")),
        Partner(None, Breakpoint.parse("MT:5000")),
        assembly=Assembly.GRCH38,
    )
    assert FlagId.MITOCHONDRIAL in {flag.id for flag in interpreter().interpret(call).placed.flags}


# The filter


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("none", ()),
        ("artefacts", ARTEFACT_FLAGS),
        ("low-support", (FlagId.LOW_SUPPORT,)),
        ("low-support, hla-gene", (FlagId.LOW_SUPPORT, FlagId.HLA)),
        ("possible-read-through", (FlagId.POSSIBLE_READ_THROUGH,)),
        ("artefacts,same-gene", (*ARTEFACT_FLAGS, FlagId.SAME_GENE)),
    ],
)
def test_the_filter_is_read_and_printed(words: str, flags: tuple[FlagId, ...]) -> None:
    read = CallFilter.parse(words)
    assert read.flags == flags
    assert CallFilter.parse(str(read)) == read


@pytest.mark.parametrize("words", ["", "lowsupport", "none,low-support", "low-support,,hla-gene"])
def test_a_wrong_filter_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="filter: "):
        parse_case({"filter": words})


def test_a_case_file_states_the_filter(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("filter: [low-support, hla-gene]\n", encoding="utf-8")
    assert read_case(str(path)).filter == CallFilter((FlagId.LOW_SUPPORT, FlagId.HLA))
    path.write_text("filter: low\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"case\.yaml:1: filter: no flag 'low'"):
        read_case(str(path))


LOW = FusionCall("starfusion", Partner("VAPB"), Partner("IKZF3"), support=ReadSupport(1, 1))


@pytest.mark.parametrize(
    ("words", "cell"),
    [("none", ""), ("artefacts", "low-support"), ("hla-gene", "PASS"), ("low-support", "low-support")],
)
def test_the_filter_column(words: str, cell: str) -> None:
    fusion = interpreter(words).interpret(LOW)
    assert cells(fusion)[COLUMNS.index("filter")] == cell
    assert FlagId.LOW_SUPPORT in {flag.id for flag in fusion.placed.flags}


def test_one_caller_never_hides_a_fusion() -> None:
    low, well = (interpreter().interpret(replace(LOW, support=ReadSupport(reads, 1))) for reads in (1, 20))
    told = [EventCall(each, CallLevel.GENE_PAIR) for each in (low, well)]
    assert FusionEvent("VAPB::IKZF3/1", low, tuple(told)).set_aside == ()
    assert FusionEvent("VAPB::IKZF3/1", low, tuple(told[:1])).set_aside == (FlagId.LOW_SUPPORT,)


CALLS = """\
five_prime_gene\tthree_prime_gene\tsplit_reads\tspanning_fragments\tfive_prime_exon\tthree_prime_exon
VAPB\tIKZF3\t1\t1\t\t
RPL14\tUSP27X\t9\t9\t\t
EML4\tALK\t1\t0\t13\t20
TOB1\tSYNRG\t9\t9\t\t
"""


def shown(tmp_path: Path, name: str, words: str = "artefacts") -> str:
    path = tmp_path / "calls.tsv"
    path.write_text(CALLS, encoding="utf-8")
    return load_renderer(name).render(build_report(path, StatedCase(), as_of="2026-11-23", filter=words))


@pytest.mark.parametrize("name", ["html", "text"])
def test_calls_that_are_set_aside_come_last_with_their_reasons(tmp_path: Path, name: str) -> None:
    first, title, last = shown(tmp_path, name).partition("Set aside by filter")
    assert title
    assert "TOB1::SYNRG" in first
    assert "EML4::ALK" in first
    assert "RPL14::USP27X" not in first
    for told in ("VAPB::IKZF3", "RPL14::USP27X", "2 in all, fewer than 3", "low-support", "ribosomal-gene"):
        assert told in last


@pytest.mark.parametrize("name", ["html", "text"])
def test_without_a_filter_nothing_is_set_aside(tmp_path: Path, name: str) -> None:
    page = shown(tmp_path, name, "none")
    assert "Set aside by filter" not in page
    assert "VAPB::IKZF3" in page
    assert "2 in all, fewer than 3" in page


def test_rows_of_tables_stay_in_the_order_of_the_input(tmp_path: Path) -> None:
    lines = [line.split("\t") for line in shown(tmp_path, "tsv").splitlines()]
    at, three = lines[0].index("filter"), lines[0].index("three_prime_gene")
    assert [(line[three], line[at]) for line in lines[1:]] == [
        ("IKZF3", "low-support"),
        ("USP27X", "ribosomal-gene"),
        ("ALK", "PASS"),
        ("SYNRG", "PASS"),
    ]


def test_the_page_numbers_the_sources_of_the_flags(tmp_path: Path) -> None:
    page = shown(tmp_path, "html")
    number = page.partition("command-line options")[0].rpartition('id="reference-')[2].partition('"')[0]
    assert number.isdecimal()
    assert f'href="#reference-{number}"' in page.partition("Set aside by filter")[2]


# The tables


def test_long_read_callers_are_callers() -> None:
    assert {*READERS, *READERS["vcf"].numbers} >= support.LONG_READ_CALLERS
    assert support.LEAST_LONG_READS < support.LEAST_SUPPORT


@pytest.mark.parametrize(
    ("read", "is_long"),
    [
        ("39d6c082-bcd9-4bcc-abb3-a13037b3f396", True),  # Oshlack/JAFFA, issue 97
        ("m64011_190830_220126/102/ccs", True),
        ("m64011_190830_220126/102/0_5200", True),
        ("NB501697:36:HWG7WAFXX:1:11104:11739:13459/1", False),
        ("Locus_7_Transcript_3/7_Confidence_0.300_Length_540", False),
        ("SRR12282458.181421", False),
        ("9HL/1", False),
    ],
)
def test_two_reads_are_enough_where_the_read_that_jaffa_names_is_long(
    read: str, is_long: bool, tmp_path: Path
) -> None:
    path = tmp_path / "jaffa_results.csv"
    path.write_text(
        "sample,fusion genes,chrom1,base1,chrom2,base2,spanning pairs,spanning reads,contig,classification\n"
        f"S,VAPB:IKZF3,chr20,58389517,chr17,39777767,0,2,{read},HighConfidence\n",
        encoding="utf-8",
    )
    [call] = read_calls(str(path))
    assert (support.LONG_READ in call.tags) is is_long
    assert (FlagId.LOW_SUPPORT not in dict(support.support_reasons(call))) is is_long


def test_every_artefact_flag_says_why() -> None:
    assert set(load_knowledge().artefact_reasons) == set(ARTEFACT_FLAGS)


def test_a_pair_of_healthy_people_is_no_known_driver() -> None:
    knowledge = load_knowledge()
    assert [pair for pair in knowledge.seen_in_normal if knowledge.known_drivers.of(*pair)] == []
    assert all(2 <= row.individuals <= row.of_individuals for row in knowledge.seen_in_normal.values())


def test_a_star_stands_for_what_follows() -> None:
    drivers = KnownDrivers(
        [KnownDriver("CIC", "DUX4*", "sarcoma", ()), KnownDriver("KMT2A", "*", "leukaemia", ())]
    )
    assert drivers.of("CIC", "DUX4L2")
    assert drivers.of("DUX4", "CIC")
    assert str(drivers.of("AFF1", "KMT2A")) == "KMT2A::any partner is known in leukaemia"
    assert drivers.of("CIC", "NUTM1") is None


def test_receptor_loci_count_alike() -> None:
    drivers = KnownDrivers(
        [KnownDriver("IGH", "CCND3", "lymphoma", ()), KnownDriver("TRB", "HOXA*", "T", ())]
    )
    assert str(drivers.of("CCND3", "IGL")) == "IGH::CCND3 is known in lymphoma"
    assert drivers.of("HOXA9", "TRD")
    assert drivers.of("TRA", "CCND3") is None
    assert drivers.of("IGK", "IGL") is None


@pytest.mark.parametrize("pair", ["IGH::TRA", "IGK::IGL", "IGH::VAPB", "RPL14::VAPB"])
def test_what_nobody_knows_is_set_aside(pair: str) -> None:
    five, three = (Partner(symbol) for symbol in pair.split("::"))
    call = FusionCall("starfusion", five, three, support=ReadSupport(60, 0))
    assert interpreter().interpret(call).set_aside


def test_classes_and_families_are_those_of_the_genes() -> None:
    count = Counter(name for classes in gene_classes().values() for name in classes)
    assert count["pseudogene"] > 12_000
    assert gene_classes()["RPL21P28"] == ("pseudogene", "ribosomal")
    assert "RPS6KA1" not in gene_classes()
    assert shared_family("FGFR1", "FGFR3") is not None
    assert shared_family("NUP98", "NUP214") is None
    assert shared_family("MIR21", "MIR155HG") is None


# The page


def test_the_page_tells_every_flag_with_its_source() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert Counter(row[0].strip("`") for row in rows) == Counter(flag.value for flag in FlagId)
    reasons = load_knowledge().artefact_reasons
    for row in rows:
        assert all(row), row[0]
        flag = FlagId(row[0].strip("`"))
        if flag in reasons and flag is not FlagId.RECURRENT_IN_NORMAL:
            assert set(row[3].replace("`", "").split(", ")) == set(reasons[flag].citations), row[0]


def test_the_page_names_the_thresholds() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"fewer than {support.LEAST_SUPPORT} " in page
    assert f"fewer than {support.LEAST_LONG_READS} " in page
