"""Importers: CIViC's release files and OncoKB as a user brings them. All rows are our own."""

import csv
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from click.testing import CliRunner

from fusionanno.cli import main
from fusionanno.knowledge import load_knowledge, problems
from fusionanno.knowledge.importing.brought import LeftOut, biomarker
from fusionanno.knowledge.own import layered

NEW = {
    "molecular_profile": "EML4::ALK Fusion", "disease": "Lung Non-small Cell Carcinoma", "doid": "3908",
    "therapies": "Alectinib", "therapy_interaction_type": "", "evidence_type": "Predictive",
    "evidence_direction": "Supports", "evidence_level": "B", "significance": "Sensitivity/Response",
    "evidence_statement": "not carried over", "citation_id": "1", "source_type": "PubMed",
    "citation": "Somebody et al., 2019", "evidence_status": "accepted", "evidence_id": "990001",
    "last_review_date": "2024-01-01 00:00:00 UTC",
}  # fmt: skip
OLD = {"molecular_profile": "variant", "therapies": "drugs", "significance": "clinical_significance"}


def civic(folder: Path, *changes: dict[str, str], old: bool = False) -> Path:
    """Write a file of evidence summaries, one record per set of changes to NEW."""
    rows = [NEW | change for change in changes]
    if old:
        rows = [{"gene": "ALK"} | {OLD.get(name, name): cell for name, cell in row.items()} for row in rows]
    path = folder / "civic.tsv"
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["knowledge", "import", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("old", [False, True])
def test_a_study_comes_in_with_its_levels_and_sources(tmp_path: Path, old: bool) -> None:
    path = civic(tmp_path, {"molecular_profile": "EML4::ALK Fusion" if not old else "EML4-ALK"}, old=old)
    code, out, err = run("civic", path, "-o", tmp_path / "lab", "--retrieved", "2026-10-01")
    assert (code, out) == (0, "")
    assert "1 rows of evidence and 0 of resistance" in err
    (row,) = table(tmp_path / "lab", "therapies.tsv")
    told = {name: cell for name, cell in row.items() if cell and name != "indication"}
    assert told == {
        "id": "CIVIC-EID990001-alectinib", "kind": "evidence", "direction": "supports", "genes": "ALK",
        "five_prime": "EML4", "three_prime": "ALK", "drug": "alectinib", "since": "2019",
        "diseases": "NSCLC", "civic_level": "B", "amp_level": "C", "citations": "PMID:1;EID990001",
        "checked": "2026-10-01: CIViC release file",
    }  # fmt: skip
    assert problems(layered([tmp_path / "lab"])) == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"molecular_profile": "BRAF V600E"}, "names no fusion"),
        ({"evidence_type": "Prognostic"}, "Prognostic evidence"),
        ({"evidence_status": "submitted"}, "its status is submitted"),
        ({"disease": "Nowhere disease", "doid": ""}, "'Nowhere disease' is no node"),
        ({"therapies": ""}, "names no drug"),
        ({"molecular_profile": "AAAS::ZYX Fusion"}, "names no fusion of a gene with a target rule"),
        ({"molecular_profile": "Nuclear Translocation"}, "names no fusion of a gene with a target rule"),
        ({"therapies": "2, 4"}, "the drug '2' has no letter"),
        ({"significance": "Adverse Response"}, "has no place in our schema"),
        ({"citation": "", "last_review_date": ""}, "no year of publication"),
        ({"evidence_id": "1243"}, "a row that ships cites it already"),
    ],
)
def test_what_is_left_out_is_told_with_its_reason(tmp_path: Path, change: dict[str, str], why: str) -> None:
    code, _, err = run("civic", civic(tmp_path, {}, change), "-o", tmp_path / "lab")
    assert code == 0
    assert "1 not imported" in err
    left = (tmp_path / "lab" / "not_imported.txt").read_text(encoding="utf-8")
    assert left.startswith("line 3 EID")
    assert why in left


def test_mutations_alternatives_combinations_and_doubt(tmp_path: Path) -> None:
    two = {"therapies": "Alectinib,Newtinib"}
    path = civic(
        tmp_path,
        {"molecular_profile": "ALK Fusion AND ALK G1202R", "significance": "Resistance"},
        {"evidence_id": "990002", "therapy_interaction_type": "Substitutes", **two},
        {"evidence_id": "990003", "therapy_interaction_type": "Combination", **two},
        {"evidence_id": "990004", "evidence_direction": "Does Not Support"},
    )  # fmt: skip
    assert run("civic", path, "-o", tmp_path / "lab")[0] == 0
    (mutation,) = table(tmp_path / "lab", "resistance.tsv")
    assert (mutation["gene"], mutation["mutations"], mutation["effect"]) == ("ALK", "G1202R", "resistant")
    rows = table(tmp_path / "lab", "therapies.tsv")
    assert [(row["drug"], row["direction"]) for row in rows] == [
        ("alectinib", "supports"), ("newtinib", "supports"), ("alectinib + newtinib", "supports"),
        ("alectinib", "contradicts"),
    ]  # fmt: skip
    assert [row["drug"] for row in table(tmp_path / "lab", "drugs.tsv")] == ["newtinib"]
    assert problems(layered([tmp_path / "lab"])) == ()


def test_json_is_read_as_records_and_as_an_answer(tmp_path: Path) -> None:
    node = {
        "id": 990001, "molecularProfile": {"name": "EML4::ALK Fusion"}, "status": "ACCEPTED",
        "disease": {"name": "Lung Non-small Cell Carcinoma", "doid": "3908"},
        "therapies": [{"name": "Alectinib"}], "evidenceType": "PREDICTIVE", "evidenceDirection": "SUPPORTS",
        "evidenceLevel": "B", "significance": "SENSITIVITYRESPONSE",
        "source": {"citation": "Somebody et al., 2019", "citationId": "1", "sourceType": "PUBMED"},
    }  # fmt: skip
    made = []
    for name, content in (("flat", [NEW]), ("answer", {"data": {"evidenceItems": {"nodes": [node]}}})):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        assert run("civic", path, "-o", tmp_path / name)[0] == 0
        made.append(table(tmp_path / name, "therapies.tsv"))
    assert made[0] == made[1]
    assert len(made[0]) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a\tb\n1\t2\n", "bad:1: is no file of CIViC's clinical evidence summaries"),
        ("disease\tevidence_id\nx\n", "bad:2: 1 cells under 2 columns"),
        ("[1, 2", "is not JSON"),
        ("{}", "holds no list of evidence items"),
        ('{"data": null}', "holds no list of evidence items"),
        ('{"data": [1]}', "holds no list of evidence items"),
        ('[{"evidence_id": "1"}]', "record 1 has no disease"),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_written(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "bad"
    path.write_text(content, encoding="utf-8")
    code, _, err = run("civic", path, "-o", tmp_path / "lab")
    assert (code, told in err, len(err.splitlines())) == (1, True, 1), err
    assert not (tmp_path / "lab").exists()


def test_a_folder_with_files_is_not_written_over(tmp_path: Path) -> None:
    code, _, err = run("civic", civic(tmp_path, {}), "-o", tmp_path)
    assert code == 1
    assert "is not empty" in err


@pytest.mark.parametrize(
    ("text", "gene", "expected"),
    [
        ("v::ROS1 Fusion", "", (("ROS1",), "", "", ())),
        ("ALK Fusion", "", (("ALK",), "", "", ())),
        ("FUSION", "RET", (("RET",), "", "", ())),
        ("EML4-ALK E20;A20", "ALK", (("ALK",), "EML4", "ALK", ())),
        ("EML4::ALK e6::e20", "", (("ALK",), "EML4", "ALK", ())),
        ("ALK FUSIONS AND ALK L1196M", "", (("ALK",), "", "", ("L1196M",))),
        ("BCR-ABL", "ABL1", (("ABL1",), "BCR", "ABL1", ())),
        ("BCR-ABL T315I", "ABL1", (("ABL1",), "BCR", "ABL1", ("T315I",))),
        ("BCR-ABL1 Fusion", "ABL1", (("ABL1",), "BCR", "ABL1", ())),
        ("FGFR2-BICC1 Fusions", "FGFR2", (("FGFR2",), "FGFR2", "BICC1", ())),
        ("XXX-YYY Fusion", "ALK", (("ALK",), "", "", ())),
        ("EML4-ALK C1156Y-L1198F", "ALK", (("ALK",), "EML4", "ALK", ("C1156Y", "L1198F"))),
        ("EML4-ALK T1151INST", "ALK", (("ALK",), "EML4", "ALK", ("1151Tins",))),
        ("LMNA-NTRK1 G595R and G667C", "NTRK1", (("NTRK1",), "LMNA", "NTRK1", ("G595R", "G667C"))),
    ],
)
def test_fusions_as_others_write_them(text: str, gene: str, expected: tuple[object, ...]) -> None:
    found = biomarker(load_knowledge(), text, gene)
    assert (found.genes, found.five_prime, found.three_prime, found.changes) == expected


NOT_ALONE = (
    "EML4::ALK Fusion AND TP53 R273H",
    "EML4::ALK Fusion AND TP53 Mutation",
    "EML4::ALK Fusion AND MET Amplification",
    "BCR::ABL1 Fusion AND NOT ABL1 T315I",
    "NTRK1 Fusion AND ( NTRK1 G595R OR NTRK1 G667C )",
)


@pytest.mark.parametrize("text", NOT_ALONE)
def test_what_holds_only_under_a_condition_is_left_out(text: str) -> None:
    with pytest.raises(LeftOut, match="holds only together with"):
        biomarker(load_knowledge(), text)


@pytest.mark.parametrize(
    "answer",
    [
        {"treatments": [1]},
        {"query": None, "treatments": [{"drugs": None, "level": "LEVEL_1", "alterations": ["Fusions"]}]},
        {"treatments": [{"drugs": ["x"], "level": "LEVEL_1", "alterations": ["ALK Fusions"]}]},
        {"treatments": None},
    ],
)
def test_an_answer_of_another_form_is_no_traceback(tmp_path: Path, answer: object) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps([answer]), encoding="utf-8")
    code, _, err = run("oncokb", path, "-o", tmp_path / "lab")
    assert code in (0, 1)
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("token", ["two words", "", "line\nbreak"])
def test_what_is_no_token_is_refused_and_not_shown(tmp_path: Path, api: str, token: str) -> None:
    (tmp_path / "token").write_text(token, encoding="utf-8")
    words = ("--token-file", tmp_path / "token", "--fusion", "EML4::ALK", "--api", api)
    code, _, err = run("oncokb", *words, "-o", tmp_path / "lab")
    assert code == 1
    assert "holds no token" in err
    assert "break" not in err.replace("line breaks", "")


@pytest.mark.parametrize(
    "text", ["BRAF V600E", "Amplification", "", "TP53 Mutation", "Loss-of-function", "Non-V600"]
)
def test_what_is_no_fusion_of_a_target(text: str) -> None:
    for gene in ("TP53", "BRAF"):
        with pytest.raises(LeftOut):
            biomarker(load_knowledge(), text, gene)


@pytest.mark.parametrize(
    ("cell", "drugs"),
    [
        ("2,4-pyrimidinediamine", ["2,4-pyrimidinediamine"]),
        (
            "Gefitinib,HER2 Inhibitor CP-724,714,Alectinib",
            ["gefitinib", "her2 inhibitor cp-724,714", "alectinib"],
        ),
        ("Imatinib Mesylate, Alectinib", ["imatinib", "alectinib"]),
    ],
)
def test_commas_within_names_of_drugs(tmp_path: Path, cell: str, drugs: list[str]) -> None:
    run("civic", civic(tmp_path, {"therapies": cell}), "-o", tmp_path / "lab")
    assert [row["drug"] for row in table(tmp_path / "lab", "therapies.tsv")] == drugs


def test_evidence_on_a_mutation_that_ships_is_left_out(tmp_path: Path) -> None:
    shipped = {"molecular_profile": "ALK Fusion AND ALK G1202R", "significance": "Resistance"}
    run("civic", civic(tmp_path, shipped | {"evidence_id": "444"}), "-o", tmp_path / "lab")
    assert "a row that ships cites it" in (tmp_path / "lab" / "not_imported.txt").read_text(encoding="utf-8")


def test_a_day_to_come_is_no_day_of_a_file(tmp_path: Path) -> None:
    code, _, err = run("civic", civic(tmp_path, {}), "-o", tmp_path / "lab", "--retrieved", "2099-01-01")
    assert (code, "2099-01-01 is still to come" in err) == (2, True)


ONCOKB = (
    "Level\tGene\tAlterations\tCancer Types\tDrugs (for therapeutic implications only)\n"
    "1\tALK\tFusions\tNon-Small Cell Lung Cancer\tAlectinib, Alpha + Beta\n"
    "1\tBRAF\tV600E\tMelanoma\tVemurafenib\n"
    "R1\tALK\tG1202R\tNon-Small Cell Lung Cancer\tCrizotinib\n"
    "1\tNTRK1\tFusions\tAll Solid Tumors\tLarotrectinib\n"
)


def test_an_oncokb_export_holds_from_the_day_on_which_it_was_brought(tmp_path: Path) -> None:
    path = tmp_path / "oncokb.tsv"
    path.write_text(ONCOKB, encoding="utf-8")
    code, _, err = run("oncokb", path, "-o", tmp_path / "lab", "--retrieved", "2026-10-01")
    assert (code, "3 rows of evidence and 1 of resistance" in err, "1 not imported" in err) == (0, True, True)
    rows = table(tmp_path / "lab", "therapies.tsv")
    assert [(row["drug"], row["diseases"], row["amp_level"]) for row in rows] == [
        ("alectinib", "NSCLC", "A"), ("alpha + beta", "NSCLC", "A"), ("larotrectinib", "SOLID", "A"),
    ]  # fmt: skip
    assert {row["since"] for row in rows} == {"2026-10-01"}
    assert problems(layered([tmp_path / "lab"])) == ()


def test_pairs_of_an_oncokb_export_each_have_their_row(tmp_path: Path) -> None:
    pairs = "FGFR2-BICC1 Fusion, FGFR2-TACC3 Fusion"
    lines = (f"1\tFGFR2\t{pairs}\tCholangiocarcinoma\tPemigatinib", "R1\tALK\tFusions\tNSCLC\tCrizotinib")
    path = tmp_path / "oncokb.tsv"
    path.write_text(ONCOKB.splitlines()[0] + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    code, _, err = run("oncokb", path, "-o", tmp_path / "lab")
    assert (code, "1 not imported" in err) == (0, True)
    pairs_of = [(row["five_prime"], row["three_prime"]) for row in table(tmp_path / "lab", "therapies.tsv")]
    assert pairs_of == [("FGFR2", "BICC1"), ("FGFR2", "TACC3")]
    left = (tmp_path / "lab" / "not_imported.txt").read_text(encoding="utf-8")
    assert "'Fusions' is no change of one residue" in left
    assert problems(layered([tmp_path / "lab"])) == ()


ANSWER = {
    "query": {"hugoSymbol": "EML4-ALK"},
    "treatments": [
        {
            "alterations": ["ALK Fusions"], "drugs": [{"drugName": "Alectinib"}], "level": "LEVEL_1",
            "levelAssociatedCancerType": {"code": "NSCLC", "name": "", "mainType": {"name": "x"}},
            "pmids": ["2"],
        }
    ],
}  # fmt: skip


class _OncoKB(BaseHTTPRequestHandler):
    """Answers one fusion to one token."""

    def do_GET(self) -> None:
        allowed = self.headers.get("Authorization") == "Bearer secret"
        asked = parse_qs(urlparse(self.path).query)
        assert (asked["hugoSymbolA"], asked["hugoSymbolB"]) == (["EML4"], ["ALK"])
        self.send_response(200 if allowed else 401)
        self.end_headers()
        if allowed:
            self.wfile.write(json.dumps(ANSWER).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _OncoKB)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("token", "code"), [("secret\n", 0), ("wrong", 1)])
def test_oncokb_is_asked_with_the_users_token(tmp_path: Path, api: str, token: str, code: int) -> None:
    (tmp_path / "token").write_text(token, encoding="utf-8")
    words = ("--token-file", tmp_path / "token", "--fusion", "EML4::ALK", "--api", api)
    ended, _, err = run("oncokb", *words, "-o", tmp_path / "lab")
    assert ended == code
    assert token.strip() not in err
    if code:
        assert "OncoKB answered 401 for EML4::ALK; check the token" in err
        return
    (row,) = table(tmp_path / "lab", "therapies.tsv")
    assert (row["drug"], row["diseases"], row["citations"]) == ("alectinib", "NSCLC", "URL:oncokb;PMID:2")


def test_saved_answers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps([ANSWER]), encoding="utf-8")
    assert run("oncokb", path, "-o", tmp_path / "lab")[0] == 0
    assert len(table(tmp_path / "lab", "therapies.tsv")) == 1


def test_a_file_or_a_token_is_needed(tmp_path: Path) -> None:
    code, _, err = run("oncokb", "-o", tmp_path / "lab")
    assert code == 2
    assert "name a FILE, or --token-file" in err


def test_the_words_of_others_are_not_carried_over(tmp_path: Path) -> None:
    run("civic", civic(tmp_path, {}), "-o", tmp_path / "lab")
    written = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "lab").iterdir())
    assert NEW["evidence_statement"] not in written
