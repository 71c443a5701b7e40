"""Every format renders every report; what a format promises is checked on all of them."""

import csv
import importlib
import inspect
import json as jsonlib
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from dataclasses import asdict, replace
from datetime import date
from enum import StrEnum
from html.parser import HTMLParser
from importlib.resources import files
from io import StringIO
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from fusionanno import renderers
from fusionanno.errors import UnknownName
from fusionanno.merging import merge
from fusionanno.model import (
    Actionability,
    Assembly,
    Breakpoint,
    Citation,
    Decay,
    Effect,
    EventKind,
    Flag,
    FlagId,
    FusionCall,
    Molecule,
    Partner,
    ReadingFrame,
    RearrangementClass,
    Report,
    TherapyStatus,
)
from fusionanno.pipeline import annotate, build_report
from fusionanno.renderers import RENDERERS, Renderer, load_renderer
from fusionanno.renderers.drugs import drug_groups
from fusionanno.renderers.effects import EFFECT_WORDS, EVENT_WORDS
from fusionanno.renderers.events import events_of
from fusionanno.renderers.figures.exon_track import scale_of, track_of
from fusionanno.renderers.figures.fusion_svg import WIDTH, fusion_figure
from fusionanno.renderers.json import fusion_object
from fusionanno.renderers.junction_view import junction_rows
from fusionanno.renderers.references import References, address
from fusionanno.renderers.result_order import by_tier
from fusionanno.renderers.text import describe
from fusionanno.renderers.tsv import COLUMNS, cells, header, row
from tests import factories_events as events
from tests import factories_known as known
from tests import factories_report as made

GOLDEN = Path(__file__).parent / "golden" / "renderers"
FORMATS = sorted(RENDERERS)
GOLDENS = ["baseline-2021", "baseline-2026", "no-fusion", "rejected", "sequenced", "egfr-viii", "reciprocal"]


def gathered(report: Report) -> Report:
    """A report made by hand, with its calls gathered as the pipeline gathers them."""
    return replace(report, events=merge(report.fusions))


REPORTS = {
    name: gathered(report) for name, report in {**made.REPORTS, **events.REPORTS, **known.REPORTS}.items()
}
NAMES = sorted(REPORTS)
SCHEMA = jsonlib.loads(
    files("fusionanno.renderers").joinpath("report.schema.json").read_text(encoding="utf-8")
)
# The interface's list, word for word: renaming a column breaks users.
CONTRACT = [
    "sample",
    "caller",
    "line",
    "five_prime_gene",
    "three_prime_gene",
    "five_prime_breakpoint",
    "three_prime_breakpoint",
    "assembly",
    "molecule",
    "five_prime_transcript",
    "three_prime_transcript",
    "five_prime_region",
    "three_prime_region",
    "five_prime_exon",
    "three_prime_exon",
    "five_prime_offset",
    "three_prime_offset",
    "frame",
    "protein_length",
    "caller_frame",
    "event",
    "flags",
    "kinase_gene",
    "kinase_domain",
    "domains_kept",
    "domains_lost",
    "name",
    "exon_name",
    "variant_name",
    "vicc",
    "hgvs",
    "iscn",
    "split_reads",
    "spanning_fragments",
    "allele_fraction",
    "tier",
    "therapies",
]


def rendered(format_name: str, report: str) -> str:
    return load_renderer(format_name).render(REPORTS[report])


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text), delimiter="\t"))


# The registry


def test_every_renderer_is_in_the_table_and_has_a_golden_folder() -> None:
    found = {}
    for module in pkgutil.iter_modules(renderers.__path__, "fusionanno.renderers."):
        for _, value in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(value, Renderer) and value is not Renderer and value.__module__ == module.name:
                found[module.name.rsplit(".", 1)[1]] = value.__name__
    assert found == RENDERERS
    assert {path.name for path in GOLDEN.iterdir()} == set(RENDERERS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_renderer_knows_its_own_name(name: str) -> None:
    assert load_renderer(name).name == name
    assert load_renderer(name).suffix.startswith(".")


def test_an_unknown_format_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownName, match="unknown report format 'pdf'; did you mean fasta, html"):
        load_renderer("pdf")


def test_listing_formats_imports_nothing_heavy() -> None:
    code = (
        "import sys, fusionanno.renderers, fusionanno.renderers.tsv, fusionanno.renderers.json, "
        "fusionanno.renderers.html; print({'jinja2', 'pandas', 'jsonschema', 'pysam'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("report", NAMES)
@pytest.mark.parametrize("name", FORMATS)
def test_same_report_same_bytes_and_no_python_word_for_nothing(name: str, report: str) -> None:
    text = rendered(name, report)
    assert text == rendered(name, report)
    assert text.endswith("\n") or (name == "fasta" and not text)
    visible = re.sub(r"<style>.*?</style>|\"none\"|'none'", "", text, flags=re.DOTALL)
    assert not re.search(r"\bNone\b(?!\.)|\bnan\b|\bNaN\b|\bn/a\b|<[A-Z]\w+\.\w+: ", visible)


@pytest.mark.parametrize("report", GOLDENS)
@pytest.mark.parametrize("name", sorted(set(RENDERERS) - {"html"}))
def test_golden(name: str, report: str) -> None:
    path = GOLDEN / name / f"{report}{load_renderer(name).suffix}"
    assert rendered(name, report) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("report", GOLDENS)
def test_golden_words_of_the_page(report: str) -> None:
    """What the page says, sentence by sentence; how it looks is not pinned."""
    path = GOLDEN / "html" / f"{report}.txt"
    assert spoken(rendered("html", report)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_rejected_rows(name: str) -> None:
    renderer, report = load_renderer(name), made.REPORTS["rejected"]
    text = renderer.render(report) + "".join(renderer.remarks(report))
    assert "calls.tsv" in text
    assert "not a position" in text


# TSV


def test_the_table_starts_with_the_columns_of_the_contract() -> None:
    assert list(COLUMNS[: len(CONTRACT)]) == CONTRACT
    assert len(set(COLUMNS)) == len(COLUMNS)


@pytest.mark.parametrize("report", NAMES)
def test_one_row_per_call_then_the_rejected(report: str) -> None:
    given = REPORTS[report]
    rows = table(rendered("tsv", report))
    assert len(rows) == len(given.fusions) + len(given.rejected)
    assert all(None not in each and None not in each.values() for each in rows)


CELLS = (
    # column, founding case on 2026-11-23, the reciprocal call. Case: published report; frame and length: the
    # exon and coding lengths of the two transcripts.
    ("line", "2", "2"),
    ("five_prime_gene", "EML4", "ALK"),
    ("five_prime_breakpoint", "", "2:29223742"),
    ("five_prime_exon", "6", "19"),
    ("five_prime_offset", "0", "0"),
    ("five_prime_break_offset", "", "182"),
    ("three_prime_offset", "0", "-20"),
    ("five_prime_strand", "", "-"),
    ("three_prime_strand", "", "+"),
    ("frame", "in-frame", "out-of-frame"),
    ("caller_frame", "", "in-frame"),
    ("protein_length", "785", ""),
    ("flags", "exon-numbering-clash", ""),
    ("kinase_gene", "ALK", "ALK"),
    ("kinase_domain", "intact", "lost"),
    ("domains_kept", "ALK:Serine-threonine/tyrosine-protein kinase, catalytic domain", ""),
    ("domains_lost", "EML4:HELP;EML4:WD40 repeat;ALK:MAM domain",
     "ALK:Serine-threonine/tyrosine-protein kinase, catalytic domain"),
    ("split_reads", "", "0"),
    ("allele_fraction", "0.0526", ""),
    ("tier", "I-A", "III"),
    # Each drug once, with its best status: what holds for the case.
    ("therapies", "crizotinib (on-label);alectinib (off-label);lorlatinib (off-label)", ""),
    ("five_prime_literature_exon", "NM_001145076.3:5", ""),
)  # fmt: skip


@pytest.mark.parametrize(("column", "founding", "reciprocal"), CELLS)
def test_cells(column: str, founding: str, reciprocal: str) -> None:
    at = COLUMNS.index(column)
    assert cells(made.eml4_alk())[at] == founding
    assert cells(made.reversed_pair())[at] == reciprocal


PRODUCT_CELLS = (
    # report, column, cell
    ("egfr-viii", "event_name", "EGFRvIII"),
    ("egfr-viii", "event_hgvs", "NM_005228.5:r.89_889del"),
    ("egfr-viii", "effect", "altered-protein"),
    ("promoter-swap", "effect", "promoter-swap"),
    ("promoter-swap", "rearrangement", "deletion"),
    ("promoter-swap", "predicted", "no"),
    ("sequenced", "protein_name", "EML4:p.Met1_Lys222::ALK:p.Tyr1059_Pro1620"),
    ("sequenced", "junction_codon", "GTG"),
    ("sequenced", "junction_residue", "20"),
    ("sequenced", "translated_length", "38"),
    ("sequenced", "start_predicted", "no"),
    ("sequenced", "decay", "not-predicted"),
    ("no-sequence", "sequence_because", "the FASTA holds no NM_019063"),
    ("no-sequence", "decay", ""),
    ("dna-call", "hgvs_g", "NC_000002.12:g.29224000_(qter)delins(pter)_42270000inv"),
    ("dna-call", "homology", "2"),
    ("dna-call", "predicted", "yes"),
    # 42270000 - 2 to 42270000 + 3.
    ("dna-call", "five_prime_interval", "2:42269998-42270003"),
    ("dna-call", "three_prime_interval", "2:29224000-29224004"),
    ("dna-call", "five_prime_cds_position", "667"),
    ("no-joined-transcript", "event", "enhancer-hijacking"),
    ("no-joined-transcript", "effect", "undetermined"),
    ("no-joined-transcript", "predicted", ""),
    ("open-frame", "three_prime_skipped_exons", "12;13"),
    ("open-frame", "inserted_bases", "11"),
    ("baseline-2026", "reciprocal_of", ""),
)  # fmt: skip


@pytest.mark.parametrize(("report", "column", "cell"), PRODUCT_CELLS)
def test_cells_of_event_and_product(report: str, column: str, cell: str) -> None:
    assert cells(REPORTS[report].fusions[0])[COLUMNS.index(column)] == cell


def test_a_reciprocal_call_names_the_line_of_the_other() -> None:
    assert [each["reciprocal_of"] for each in table(rendered("tsv", "reciprocal"))] == ["", "baseline.tsv:2"]


def test_what_no_transcript_can_say_is_empty_or_undetermined() -> None:
    told = dict(zip(COLUMNS, cells(made.no_transcript(), "S1"), strict=True))
    assert (told["frame"], told["kinase_domain"]) == ("undetermined", "undetermined")
    assert (told["five_prime_gene"], told["five_prime_exon"], told["line"]) == ("", "", "")
    assert told["sample"] == "S1"


def test_a_streamed_table_is_the_rendered_one() -> None:
    report = made.REPORTS["rejected"]
    streamed = header() + "".join(map(row, (*report.fusions, *report.rejected)))
    assert streamed == load_renderer("tsv").render(report)
    told = table(rendered("tsv", "rejected"))[0]
    assert (told["event_id"], told["seen_by"]) == ("EML4::ALK/1", "fusionanno")


def test_cells_hold_no_tab_no_quote_and_no_formula() -> None:
    for report in NAMES:
        for line in rendered("tsv", report).splitlines()[1:]:
            for cell in line.split("\t"):
                assert '"' not in cell
                assert not re.match(r"[=@]|[+-](?!\d+$|$)", cell), cell
    described = cells(made.REPORTS["hostile"].fusions[0])[COLUMNS.index("described")]
    assert described.startswith("'=</style>")


def test_a_rejected_row_keeps_its_place_and_reason() -> None:
    last = table(rendered("tsv", "rejected"))[-2:]
    assert [(each["source"], each["line"]) for each in last] == [("calls.tsv", "7"), ("-", "9")]
    assert last[0]["flags"] == "rejected: not a position 'contig:position': 'chr2', give one"
    assert last[0]["frame"] == ""


# JSON


def test_the_schema_is_one_and_strict() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(SCHEMA)


@pytest.mark.parametrize("report", NAMES)
def test_json_keeps_its_schema(report: str) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(jsonlib.loads(rendered("json", report)))


@pytest.mark.parametrize(
    ("path", "spoiled"),
    [
        (("fusions", 0, "allele_fraction"), "5.26 %"),
        (("fusions", 0, "tier"), "II"),
        (("fusions", 0, "frame"), "unknown"),
        (("case", "as_of"), "24/12/2021"),
        (("provenance", "inputs", 0, "sha256"), "abc"),
        (("fusions", 0, "five_prime", "breakpoint"), "chr2"),
        (("fusions", 0, "surplus"), 1),
    ],
)
def test_the_schema_refuses(path: tuple[str | int, ...], spoiled: object) -> None:
    node = told = jsonlib.loads(rendered("json", "baseline-2026"))
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = spoiled
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(told))


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        (SCHEMA["$defs"]["effect"], Effect),
        (SCHEMA["$defs"]["fusion"]["properties"]["event"], EventKind),
        (SCHEMA["$defs"]["sequence"]["properties"]["decay"], Decay),
        (SCHEMA["$defs"]["fusion"]["properties"]["rearrangement"], RearrangementClass),
        (SCHEMA["$defs"]["fusion"]["properties"]["frame"], ReadingFrame),
    ],
)
def test_the_schema_knows_every_word_of_a_state(node: dict[str, Any], kind: type[StrEnum]) -> None:
    assert {each for each in node["enum"] if each is not None} == {each.value for each in kind}


def test_every_event_and_effect_has_its_words() -> None:
    assert set(EFFECT_WORDS) == set(Effect) - {Effect.UNDETERMINED}
    assert set(EVENT_WORDS) == set(EventKind) - {EventKind.FUSION, EventKind.UNDETERMINED}


def test_json_keeps_the_whole_sequence() -> None:
    told = jsonlib.loads(rendered("json", "sequenced"))["fusions"][0]["sequence"]
    made_up = asdict(events.SEQUENCE)
    assert {**told, "cds": tuple(told["cds"])} == made_up


def test_json_keeps_the_keys_of_the_contract() -> None:
    told = jsonlib.loads(rendered("json", "baseline-2021"))
    assert list(told) == ["schema", "case", "fusions", "rejected", "provenance"]
    fusion = told["fusions"][0]
    assert fusion["allele_fraction"] == 0.0526
    assert (fusion["five_prime"]["exon"], fusion["three_prime"]["exon"]) == (6, 20)
    assert fusion["kinase"] == {
        "gene": "ALK",
        "status": "intact",
        "because": "residues 1117 to 1382 are kept",
    }
    lorlatinib = next(each for each in fusion["therapies"] if each["drug"] == "lorlatinib")
    keys = ("status", "agency", "approval_date", "disease", "amp")
    assert [lorlatinib[key] for key in keys] == ["off-label", "FDA", "2021-03-03", "NSCLC", "C"]
    assert not [each for each in fusion["therapies"] if each["status"] == "on-label"]


def test_two_callers_of_one_junction_are_one_fusion_with_two_calls() -> None:
    told = jsonlib.loads(rendered("json", "forty"))
    assert [call["caller"] for call in told["fusions"][0]["calls"]] == ["fusionanno", "starfusion"]
    assert len(told["fusions"]) == 39


def test_one_object_per_call_is_an_entry_of_the_report() -> None:
    told = jsonlib.loads(rendered("json", "baseline-2026"))
    alone, gathered_one = jsonlib.loads(jsonlib.dumps(fusion_object(made.eml4_alk()))), told["fusions"][0]
    assert alone.pop("event_id") == "EML4::ALK"
    assert gathered_one.pop("event_id") == "EML4::ALK/1"
    assert alone["calls"][0].pop("level") == "junction"
    assert gathered_one["calls"][0].pop("level") == "exons only"
    assert alone == gathered_one


# HTML

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "base", "wbr"}
LOADING = {"src", "srcset", "data", "poster", "action", "background", "formaction"}


class Page(HTMLParser):
    """A page as a checker sees it: balanced tags, ids, links, headings, text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[tuple[str, str | None]] = []
        self.referred: list[str] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self._attribute(name, value)

    def _attribute(self, name: str, value: str | None) -> None:
        assert not name.startswith("on"), f"a script in {name}"
        if name == "id":
            self.ids.append(value or "")
        elif name == "href":
            self.links.append(value or "")
        elif name in ("aria-labelledby", "aria-describedby"):
            self.referred += (value or "").split()
        elif name in LOADING:
            self.loads.append((name, value))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag not in ("a", "b", "strong", "span", "tspan", "mark"):
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.text.append(data)

    def words(self) -> str:
        return " ".join("".join(self.text).split())


def spoken(text: str) -> str:
    return Page(text).words().replace(". ", ".\n") + "\n"


@pytest.mark.parametrize("report", NAMES)
def test_the_page_is_whole_and_needs_nothing_else(report: str) -> None:
    text = rendered("html", report)
    page = Page(text)
    assert page.open == []
    assert (page.tags["script"], page.tags["link"], page.tags["iframe"], page.loads) == (0, 0, 0, [])
    assert page.tags["style"] == 1
    assert not re.search(r"@import|url\(", text)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert set(page.referred) <= set(page.ids)
    assert all(link.startswith(("#", "https://", "http://")) for link in page.links)


@pytest.mark.parametrize("report", NAMES)
def test_headings_go_down_one_step_at_a_time(report: str) -> None:
    levels = Page(rendered("html", report)).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(here - before <= 1 for before, here in pairwise(levels))


@pytest.mark.parametrize("report", NAMES)
def test_every_drawing_is_told_in_words(report: str) -> None:
    page, text = Page(rendered("html", report)), rendered("html", report)
    assert page.tags["figure"] == page.tags["figcaption"]
    assert page.tags["desc"] == page.tags["svg"] == text.count('role="img"')


@pytest.mark.parametrize("report", NAMES)
def test_the_notice_and_the_signature_are_on_every_report(report: str) -> None:
    words = Page(rendered("html", report)).words()
    assert words.count("For research use; to be reviewed by a qualified professional.") == 2
    assert all(word in words for word in ("Reviewed by", "Signature", "What this report cannot say"))


SENTENCES = (
    # The published case, FDA label dates (2022-07-14 for IMT), exon and coding lengths of both transcripts.
    ("baseline-2021", "EML4::ALK, exon 6 joined to exon 20 (variant 3; a or b undetermined), "
     "allele fraction 5.26 %: in frame, ALK kinase intact. Tier II-C. On label in US on 2021-12-24: none. "
     "Evidence: crizotinib. Off label: alectinib, crizotinib, lorlatinib."),
    ("baseline-2021", "On label in US on 2021-12-24 None."),
    ("baseline-2026", "Tier I-A. On label in US on 2026-11-23: crizotinib."),
    ("baseline-2026", "Epithelioid inflammatory myofibroblastic sarcoma (EIMS) < Inflammatory "
     "Myofibroblastic Tumor < Soft Tissue"),
    ("baseline-2026", "about 2022-01-17"),
    ("baseline-2026", "The fusion protein has 785 residues."),
    ("baseline-2026", "no genomic position was reported"),
    ("baseline-2026", "The detection limit of the assay was not stated"),
    ("baseline-2026", "b" * 16),
    ("no-fusion", "No gene fusion was called in this specimen. The detection limit of the assay "
     "was not stated: a fusion at a low level is not excluded."),
    ("nothing-stated", "Tumour not reported"),
    ("nothing-stated", "Sample not reported"),
    ("nothing-stated", "2026-11-23, region not reported"),
    ("forty", "starfusion, star.tsv:2"),
    ("forty", "ALK is the 5' partner: its kinase is not in the fusion."),
    ("long-gene", "PPP1R12A_LONGNM::SRY1, exon 44 (182 intronic bases kept) joined to exon 1 "
     "(49 exonic bases lost)"),
    ("long-gene", "Joined to a place between genes: the 5' breakpoint lies in no gene. No drawing: no fusion "
     "transcript can be stated."),
    ("rejected", "not a position 'contig:position': 'chr2'; give one"),
    ("baseline-2026", "EML4::ALK: the allele fraction is printed as reported; what it is a fraction of was "
     "not stated and depends on the assay."),
    ("no-region", "Tier II-C, from evidence alone: no region was given. Labels by agency, region not given: "
     "crizotinib (FDA), alectinib (PMDA). Evidence: crizotinib."),
    ("no-region", "? Labels by agency, region not given Each with the tumour"),
    ("no-region", "The region was not stated: a label counts where its agency decides, so none is on label"),
    ("rejected", "2 rows were set aside. They are in no result here, and are listed under Other calls."),
    ("nothing-read", "No call could be read: 2 rows were set aside. Listed with reasons below. This is no"),
    ("china", "On label in CN on 2026-11-23: none, as far as this knowledge base holds labels of NMPA. Off"),
    ("still-open-twice", "(FDA), alectinib (PMDA). Evidence: crizotinib. Off label: lorlatinib. Drugs"),
    ("still-open-twice", "Off label: labels for other tumours, ages, lines or regions"),
    ("nothing-read", "Other calls No call was read. Rows set aside"),
    ("bare-pair", "neither a position nor an exon was reported: where the two genes are joined is not"),
    ("inserted", "exon numbers; an alternative exon end or a break inside an exon would not be seen."),
    ("no-age", "The age was not stated: whether it lies within a label for children could not be judged."),
    ("no-age", "The age was not stated: whether it reaches the least age of a label was not judged: such "
     "labels are listed as if it does."),
    ("no-protein", "No tier: the exons are known, but the 5' partner brings no coding sequence. No drug is "
     "listed for it."),
    ("no-protein", "no protein of both genes, "),
    ("no-protein", "No drug is listed for this fusion on this date"),
    ("counted", "Read on other transcripts: Exon 7 of NM_019063.5 (exon 6 as counted on NM_001145076.3) "
     "joined to exon 20 of NM_004304.5: out of frame. Frame"),
    ("counted", "] Flags: Another flag. Observed:"),
    ("forty", "ALK kinase lost; EML4 exons 12 to 13 destroyed by the break"),
    ("studied", "Studied in IMT"),
    ("studied", "The tumour was not stated: whether a label or a study fits it could not be judged."),
    ("repeats", "WD40 repeat 1 to 9, 11 to 19, 21 to 29, 31 to 39, 41 to 49 and 25 more lost"),
    ("baseline-2026", "C: approved for another tumour, or small studies in this one; D: case"),
    ("merged", "published 2014 AMP D, CIViC C [2][3][4] "),
    ("too-broad", "Tier I-A. On label in US on 2026-11-23: crizotinib. Undetermined until the tumour is "
     "named more exactly: lorlatinib. Evidence in only one kind of this tumour: crizotinib."),
    ("open-frame", "No tier until the structure is known: the reading frame is lost as read here; in frame "
     "as exon 13 of NM_1.1: name the transcript. No drug is listed until then."),
    # Exons 2 to 7 lost: EGFRvIII, PMID:24292886.
    ("egfr-viii", "EGFR, EGFRvIII, exon 1 joined to exon 8, allele fraction not reported: in frame, "),
    ("egfr-viii", "EGFRvIII: EGFR exons change: a change inside one gene, not a fusion of two. [1]"),
    ("egfr-viii", "HGVS, event NM_005228.5:r.89_889del ISCN"),
    ("kinase-doubled", "Below, the second tone begins with the second copy."),
    ("promoter-swap", "fraction not reported: promoter swap, no protein of both genes, no kinase domain."),
    ("promoter-swap", "Promoter swap: the start codon of ERG lies before the junction: translation"),
    # Exon 4 on the transcript of the papers (NM_004449) is exon 2 of MANE Select: the exons' positions.
    ("promoter-swap", "2 of 10 (literature: exon 4, NM_004449.4), first kept"),
    ("promoter-swap", "Class deletion, derived from places and strands, not observed"),
    ("promoter-swap", "Ets domain binds DNA 312 to 390 kept"),
    ("sequenced", "Protein EML4:p.Met1_Lys222::ALK:p.Tyr1059_Pro1620 ISCN"),
    ("sequenced", "Sequence …KLMNPQRSTVWYACDVEFGHIKLMNPQRSTV… At the junction residue 20, Val (GTG) "
     "Translated from the start codon of EML4 to the stop codon of ALK mRNA decay not predicted, "
     "not observed: the stop codon lies in the last exon"),
    ("no-sequence", "Sequence Not read The FASTA holds no NM_019063."),
    ("reciprocal", "The other product of the same rearrangement was called too: ALK::EML4 A19;E14, exon 19 "
     "joined to exon 14 (20 intronic bases kept), with 11 inserted bases, predicted from the DNA break: out "
     "of frame, ALK kinase lost (arriba arriba.tsv:2, 0 split reads, 12 spanning fragments)."),
    ("reciprocal", "its kinase is not in the fusion. Reciprocal product of EML4::ALK."),
    ("dna-call", "HGVS, genome NC_000002.12:g.29224000_(qter)delins(pter)_42270000inv"),
    ("dna-call", "Homology 2 bases shared by both sides at the break"),
    ("dna-call", "Interval of the break 5' -2 to +3, 3' +0 to +4 bases along the genome"),
    ("dna-call", "The 3' breakpoint was moved by 2 bases to the exon's edge. Within the stated"),
    ("no-joined-transcript", "IGH::MYC, enhancer hijacking, no fusion transcript, allele fraction not"),
    ("no-joined-transcript", "Enhancer hijacking, no fusion transcript: the break leaves the coding sequence "
     "of MYC whole. No drawing: no fusion transcript can be stated."),
    ("no-joined-transcript", "5'-5' join, no fusion transcript: the join reads MYC against the direction"),
    ("read-through", "EML4::ALK, read-through transcript, not a rearrangement, exon 6 joined to exon 20"),
    ("read-through", "Read-through transcript, not a rearrangement: EML4 and ALK are neighbours on"),
)  # fmt: skip


@pytest.mark.parametrize(("report", "words"), SENTENCES)
def test_the_page_says(report: str, words: str) -> None:
    assert words in Page(rendered("html", report)).words()


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("baseline-2026", "Sequence"),
        ("baseline-2026", "Class"),
        ("baseline-2026", "Homology"),
        ("egfr-viii", "5' partner"),
        ("egfr-viii", "Both breakpoints lie"),
        ("no-joined-transcript", "Frame and domains"),
        ("no-joined-transcript", "reading frame undetermined"),
        ("reciprocal", "of the same break is called too"),
        ("dna-call", "Position may"),
    ],
)
def test_the_page_has_no_row_for_what_is_not_there_or_told_elsewhere(report: str, words: str) -> None:
    section = Page(rendered("html", report)).words().split("Words used here")[0]
    if words == "5' partner":  # the junction's table has two columns; the drawing has one gene
        section = section.split("Names")[0]
    assert words not in section


def test_the_reciprocal_product_has_one_section_with_the_first_and_a_link() -> None:
    page = Page(rendered("html", "reciprocal"))
    assert [name for name in page.ids if re.fullmatch(r"fusion-\d+", name)] == ["fusion-1"]
    assert page.links.count("#fusion-1") == 2


def test_a_reciprocal_product_that_may_carry_a_therapy_keeps_its_own_section() -> None:
    report = REPORTS["reciprocal"]
    first, second = report.fusions
    judged = replace(second.interpretation, structure=first.interpretation.structure)
    other = gathered(replace(report, fusions=(first, replace(second, interpretation=judged))))
    ids = Page(load_renderer("html").render(other)).ids
    assert "fusion-2" in ids


@pytest.mark.parametrize("report", ["no-region", "too-broad"])
def test_none_on_label_is_said_only_where_nothing_is_open(report: str) -> None:
    words = Page(rendered("html", report)).words()
    assert "None." not in words
    assert not re.search(r"On label[^:]*: none", words)
    assert ("On label" in words.split("What this report cannot say")[0]) is (report == "too-broad")


def limits_of(report: Report) -> str:
    words = Page(load_renderer("html").render(report)).words()
    return words.split("What this report cannot say")[1].split("Method and sources")[0]


def test_limits_say_what_the_input_leaves_open_and_nothing_else() -> None:
    assert "exon numbers" not in limits_of(made.REPORTS["bare-pair"])
    assert "inserted bases" not in limits_of(made.REPORTS["inserted"])
    assert "Only a part of the approvals of NMPA" in limits_of(made.REPORTS["china"])
    ageless = replace(made.founding_case(date(2026, 11, 23)), age=None)
    assert "age" not in limits_of(replace(made.REPORTS["no-region"], case=ageless)).split("The detection")[0]
    assert limits_of(made.REPORTS["nothing-stated"]).count("not stated") == 0


def test_a_row_that_was_set_aside_is_no_negative_result() -> None:
    for name in ("html", "text"):
        told = rendered(name, "nothing-read")
        assert "No gene fusion was called" not in told
        assert "2 rows were set aside" in told


def test_each_statement_names_the_fusions_that_it_covers() -> None:
    report = made.REPORTS["several"]
    rows = {
        (row.drug, statement.indication): statement.fusions
        for group in drug_groups(events_of(report), report.case)
        if group.status is TherapyStatus.ON_LABEL
        for row in group.rows
        for statement in row.statements
    }
    # FDA labels of crizotinib and entrectinib: ALK and ROS1 are separate indications.
    assert rows == {
        ("crizotinib", "ALK-positive metastatic NSCLC"): "EML4::ALK",
        ("crizotinib", "ROS1-positive metastatic NSCLC"): "CD74::ROS1 C6;R34, CD74::ROS1 C6;R35",
    }
    alone = drug_groups(events_of(report)[:1], report.case)
    assert {each.fusions for group in alone for row in group.rows for each in row.statements} == {""}


def test_only_what_every_line_could_say_is_said_once_above_them() -> None:
    """A label that says nothing of age must not be told as one that the age fits."""
    words = Page(rendered("html", "adjuvant")).words()
    assert "Unless a line says otherwise: the tumour is NSCLC." in words
    assert words.count("Age 34 is within the label (adults).") == 3


def test_open_labels_come_right_after_those_on_label() -> None:
    text = rendered("html", "too-broad")
    places = [text.index(f'class="group {name}"') for name in ("on-label", "undetermined", "evidence")]
    assert places == sorted(places)


def test_a_call_whose_structure_is_open_is_on_page_one() -> None:
    text = rendered("html", "open-frame")
    assert 'id="fusion-1"' in text
    assert 'class="group' not in text


def test_few_reads_and_low_confidence_hide_nothing() -> None:
    fusion = made.eml4_alk()
    call = replace(fusion.call, support=replace(fusion.call.support, split_reads=1), confidence="low")
    weak = replace(fusion, placed=replace(fusion.placed, call=call))
    told = [
        Page(
            load_renderer("html").render(gathered(replace(made.REPORTS["baseline-2026"], fusions=(each,))))
        ).words()
        for each in (fusion, weak)
    ]
    first, second = (words.split("Names")[0] for words in told)
    assert "Tier I-A. On label in US on 2026-11-23: crizotinib." in first
    assert first == second


def test_sections_come_in_the_order_in_which_they_are_read() -> None:
    text = rendered("html", "baseline-2026")
    ids = ("result", "drugs", "fusion-1", "course", "others", "limits", "method", "reference-1", "review")
    places = [text.index(f'id="{name}"') for name in ids]
    assert places == sorted(places)


def test_calls_without_a_reportable_one_are_not_called_negative_without_a_word() -> None:
    report = gathered(replace(made.no_fusion(), fusions=(made.reversed_pair(),)))
    words = Page(load_renderer("html").render(report)).words()
    assert "No reportable gene fusion. 1 call, listed with reasons under Other calls. The detection" in words
    assert "kinase lost" in words
    assert "predicted from" not in words


def test_drugs_come_in_the_order_of_help() -> None:
    text = rendered("html", "baseline-2026")
    groups = [f'class="group {name}"' for name in ("on-label", "evidence", "off-label", "resistance")]
    places = [text.index(group) for group in groups]
    assert places == sorted(places)


def test_only_reportable_fusions_get_a_section() -> None:
    page = Page(rendered("html", "forty"))
    assert [name for name in page.ids if re.fullmatch(r"fusion-\d+", name)] == ["fusion-1"]
    assert page.tags["svg"] == 1


def test_hostile_text_stays_text() -> None:
    text = rendered("html", "hostile")
    assert "<script" not in text
    assert "javascript:" not in text
    assert text.count("</style>") == 1
    assert made.HOSTILE in "".join(Page(text).text)


# References and figures


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (Citation("PMID:25028698"), "https://pubmed.ncbi.nlm.nih.gov/25028698/"),
        (Citation("DOI:10.1038/s41375-021-01436-6"), "https://doi.org/10.1038/s41375-021-01436-6"),
        (Citation("NCT00939770"), "https://clinicaltrials.gov/study/NCT00939770"),
        (Citation("EID1243"), "https://civicdb.org/links/evidence/1243"),
        (Citation("label", url="https://example.org/a.pdf"), "https://example.org/a.pdf"),
        (Citation("label", url="javascript:alert(1)"), None),
        (Citation("a paper"), None),
    ],
)
def test_addresses(citation: Citation, expected: str | None) -> None:
    assert address(citation) == expected


def test_references_are_numbered_by_first_mention_and_once() -> None:
    one, two = Citation("PMID:1"), Citation("PMID:2")
    numbered = References([two, one, two])
    assert [(each.number, each.citation.id) for each in numbered.all] == [(1, "PMID:2"), (2, "PMID:1")]
    assert [each.number for each in numbered.of((one, two, one))] == [1, 2]


def numbers_in(svg: str, pattern: str) -> list[float]:
    return [float(value) for value in re.findall(pattern, svg)]


@pytest.mark.parametrize(
    "report",
    ["baseline-2026", "forty", "long-gene", "hostile", "egfr-viii", "kinase-doubled", "promoter-swap"],
)
def test_the_drawing_stays_on_its_paper(report: str) -> None:
    for fusion in REPORTS[report].fusions:
        svg = fusion_figure(fusion, "f").svg
        if svg is None:
            continue
        for x, width in re.findall(r'<rect [^>]*?x="([\d.-]+)"[^>]*?width="([\d.-]+)"', svg):
            assert -0.01 <= float(x) <= float(x) + float(width) <= WIDTH + 1.01
        assert min(numbers_in(svg, r'width="([\d.-]+)"')) > 0
        height = float(re.findall(r'viewBox="0 -2 680 ([\d.]+)"', svg)[0])
        assert max(numbers_in(svg, r' y="([\d.-]+)"')) < height


def test_kept_and_lost_meet_at_the_junction_and_lengths_are_to_scale() -> None:
    joined = made.e6_a20()
    five, three = track_of(joined.five_prime), track_of(joined.three_prime)
    kept = (
        [each.exon for each in five.stretches if each.is_kept],
        [e.exon for e in three.stretches if e.is_kept],
    )
    assert set(kept[0]) == set(range(1, 7))
    assert set(kept[1]) == set(range(20, 30))
    # 667 coding bases of EML4, 1620 * 3 - 3172 + 3 of ALK, stop codon included: NM_019063.5, NM_004304.5.
    assert sum(each.end - each.start for each in five.stretches if each.is_kept and each.is_coding) == 667
    assert sum(each.end - each.start for each in three.stretches if each.is_kept and each.is_coding) == 1691
    scale = scale_of(five, three, WIDTH)
    assert scale.x(five, five.junction, 6) == scale.x(three, three.junction, 20) == scale.junction_x


@pytest.mark.parametrize("report", ["baseline-2026", "long-gene"])
def test_both_ends_are_named_and_the_junction_line_strikes_no_label(report: str) -> None:
    svg = fusion_figure(made.REPORTS[report].fusions[0], "f").svg or ""
    assert svg.count(">5&#x27;</text>") == svg.count(">3&#x27;</text>") == 1
    label_y = float(re.findall(r'y="([\d.]+)"[^>]*font-weight="700">(?:E6;A20|exon 44; exon 1)<', svg)[0])
    pieces = re.findall(r'<line class="rule"[^>]*y1="([\d.]+)" y2="([\d.]+)"', svg)
    assert len(pieces) >= 2
    assert not [each for each in pieces if float(each[0]) < label_y - 4 < float(each[1])]
    ends = numbers_in(svg, r'x="([\d.]+)"[^>]*text-anchor="middle"')
    assert min(ends) > 5
    assert max(ends) < WIDTH - 10


def test_a_scale_that_no_statement_uses_is_not_explained() -> None:
    assert "ESCAT" not in Page(rendered("html", "baseline-2026")).words()
    fusion = made.judged_as(replace(made.matches(date(2026, 11, 23))[0], escat="I-C"), tier="I-A")
    report = gathered(replace(made.REPORTS["baseline-2026"], fusions=(fusion,)))
    words = Page(load_renderer("html").render(report)).words()
    assert "AMP A, ESCAT I-C" in words
    assert "ESMO's scale" in words


@pytest.mark.parametrize("flag", FlagId)
def test_every_flag_is_told_as_a_sentence_and_kept_by_its_id(flag: FlagId) -> None:
    fusion = made.eml4_alk()
    flagged = replace(fusion, placed=replace(fusion.placed, flags=(Flag(flag, "positions may be off"),)))
    report = gathered(replace(made.REPORTS["baseline-2026"], fusions=(flagged,)))
    told = {name: load_renderer(name).render(report) for name in FORMATS}
    assert "Flags: Positions may be off. Observed" in Page(told["html"]).words()
    assert flag.value not in told["html"]
    assert table(told["tsv"])[0]["flags"] == flag.value
    assert jsonlib.loads(told["json"])["fusions"][0]["flags"][0]["id"] == flag.value


def kept_and_lost(svg: str) -> tuple[int, int]:
    return svg.count('class="kept'), svg.count('class="lost')


def test_a_deletion_inside_a_gene_outlines_what_is_lost_and_nothing_else() -> None:
    svg = fusion_figure(events.egfr_viii().fusions[0], "f").svg or ""
    gene = len(events.EGFR_EXONS)
    # First and last exon are part translated, so each is two boxes; exons 2 to 7 are six of them.
    assert kept_and_lost(svg) == (2 * (gene + 2 - 6), 6)
    assert svg.count(">3&#x27;</text>") == 0
    assert "5&#x27; partner" not in svg


def test_a_duplication_inside_a_gene_loses_nothing_and_draws_the_stretch_twice() -> None:
    svg = fusion_figure(events.kinase_doubled().fusions[0], "f").svg or ""
    gene = len(events.EGFR_EXONS) + 2
    assert kept_and_lost(svg) == (2 * gene + 8, 0)  # exons 18 to 25
    assert "EGFR kinase, intact, doubled" in svg


def test_lines_lead_from_the_ends_of_what_changes_to_one_junction() -> None:
    for report, closes in (("egfr-viii", True), ("kinase-doubled", False)):
        svg = fusion_figure(REPORTS[report].fusions[0], "f").svg or ""
        tops, ends = numbers_in(svg, r'<line class="rule" x1="([\d.]+)"'), numbers_in(svg, r' x2="([\d.]+)"')
        assert len(set(ends)) == 1
        assert tops[0] == ends[0]
        assert (tops[1] > ends[0]) is closes


def test_a_predicted_junction_is_dashed_and_said() -> None:
    figure = fusion_figure(made.reversed_pair(), "f")
    assert figure.svg is not None
    assert 'stroke-dasharray="4 3"' in figure.svg
    assert "predicted from a DNA break, not observed" in figure.caption
    assert "EML4 20 intronic bases kept; inserted bases: 11" in figure.caption
    assert 'stroke-dasharray="4 3"' not in (fusion_figure(made.eml4_alk(), "f").svg or "")


def test_the_kinase_is_labelled_by_name_and_ninety_exons_are_thinned_out() -> None:
    assert "ALK kinase, intact" in (fusion_figure(made.eml4_alk(), "f").svg or "")
    svg = fusion_figure(made.REPORTS["long-gene"].fusions[0], "f").svg or ""
    numbers = [int(each) for each in re.findall(r">(\d+)</text>", svg)]
    assert {1, 44, 90} <= set(numbers)
    assert len(numbers) < 60


def test_plain_text_tells_one_fusion() -> None:
    told = describe(made.eml4_alk(date(2021, 12, 24)), made.founding_case(date(2021, 12, 24)))
    assert told.splitlines()[0].startswith("EML4::ALK  exon 6 joined to exon 20")
    assert (
        "off-label       lorlatinib: ALK-positive metastatic NSCLC (FDA 2021-03-03, FDA:2021/210868s004lbl)"
        in told
    )


# The drawings of the documents

DOCS = Path(__file__).parent.parent / "docs"
FIGURES = sorted(DOCS.glob("figures/*.svg"))


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.name)
def test_a_drawing_of_the_documents_is_whole_told_in_words_and_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert page.tags["title"] == page.tags["desc"] == 1
    assert set(page.referred) <= set(page.ids)
    assert page.loads == []
    assert "prefers-color-scheme: dark" in text
    assert f"](figures/{path.name})" in (DOCS / "annotation.md").read_text(encoding="utf-8")


def test_every_drawing_that_the_documents_show_is_there() -> None:
    shown = re.findall(r"\]\(figures/([^)]+)\)", (DOCS / "annotation.md").read_text(encoding="utf-8"))
    assert sorted(shown) == [path.name for path in FIGURES]


@pytest.mark.parametrize(
    ("position", "says"), [(42295517, "intron, 1 base from"), (42295518, "intron, 2 bases from")]
)
def test_one_base_is_no_bases(position: int, says: str) -> None:
    ends = Partner("EML4", Breakpoint("2", position)), Partner("ALK", Breakpoint("2", 29223529))
    call = FusionCall("arriba", *ends, molecule=Molecule.DNA, assembly=Assembly.GRCH38)
    (fusion,) = annotate([call])
    (row,) = (row for row in junction_rows(fusion) if row.label == "Position lies in")
    assert row.five_prime.startswith(says)


def test_what_the_case_leaves_open_is_said_once_for_all_labels(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("EML4-ALK (E13;A20)\n", encoding="utf-8")
    page = load_renderer("html").render(build_report(words, tumor="NSCLC", as_of="2023-05-01"))
    drugs = page[page.index('<table class="drugs') :]
    drugs = drugs[: drugs.index("</table>")].lower()
    assert drugs.count("no region was given") == drugs.count("no age was given") == 1


def test_better_tiers_come_first_then_what_may_carry_a_therapy() -> None:
    def event(number: int, tier: str | None, actionable: str, target: str | None = "ALK") -> Any:
        structure = SimpleNamespace(actionable=Actionability(actionable), target=target)
        fusion = SimpleNamespace(interpretation=SimpleNamespace(tier=tier, structure=structure))
        return SimpleNamespace(number=number, judged=(fusion,))

    told = [
        event(0, None, "undetermined", None),
        event(1, None, "undetermined"),
        event(2, "II-C", "yes"),
        event(3, None, "no"),
        event(4, "I-A", "yes"),
        event(5, None, "undetermined"),
        event(6, "II-C", "yes"),
    ]
    assert [each.number for each in by_tier(told)] == [4, 2, 6, 1, 5, 0, 3]  # type: ignore[attr-defined]


def test_a_position_beyond_its_chromosome_is_told_on_the_page(tmp_path: Path) -> None:
    table = tmp_path / "calls.tsv"
    names = "five_prime_gene five_prime_breakpoint three_prime_gene three_prime_breakpoint assembly caller"
    columns = names.replace(" ", "\t")
    table.write_text(f"{columns}\nEML4\t2:999999999\tALK\t2:29223528\tGRCh38\tarriba\n", encoding="utf-8")
    page = spoken(load_renderer("html").render(build_report(table, as_of="2023-05-01")))
    assert "2:999999999 lies beyond the contig's end on GRCh38; check --assembly" in page
