"""The disease tree: its form, the names that find a tumour, and kinship by meaning."""

import csv
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from fusionanno.errors import AmbiguousName, ResourceError, UnknownName
from fusionanno.knowledge import load_knowledge, problems
from fusionanno.knowledge.disease_names import spelled
from fusionanno.knowledge.disease_rows import DiseaseNode
from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.tables import DISEASES
from fusionanno.model import MatchLevel
from fusionanno.resources import build_diseases

HERE = Path(__file__).parent
TREE = load_knowledge().diseases
NODES = tuple(TREE)
SHIPPED = files("fusionanno.resources") / "knowledge"
FORMS = {"ncit": r"C\d{2,6}", "icdo3": r"[89]\d{3}/[01236]", "doid": r"DOID:\d+"}
SHOWN = 6
"""Candidates that a complaint names."""
BROADER = ("LUNG", "NSCLC", "IMT", "SOFT_TISSUE", "THYROID", "ALEUK", "SOLID", "HEME")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def shared(name: str) -> list[dict[str, str]]:
    return table(HERE / "tables" / name)


def kin(row: dict[str, str]) -> str:
    return f"{row['tumor']}-{row['statement']}"


def synonyms() -> list[dict[str, str]]:
    return table(Path(str(SHIPPED / "synonyms.tsv")))


def meant(tree: DiseaseTree, text: str) -> set[str]:
    """The codes that a name can mean: the one that is found, or those of which one must be named."""
    try:
        return {tree.find(text).code}
    except AmbiguousName as error:
        return set(re.findall(r"\(([^()\s]+)\)(?:,|;|$)", f"{', '.join(error.candidates)};"))


def test_the_whole_release_is_here() -> None:
    """OncoTree 2025_10_03 has 898 nodes; the rest are ours."""
    local = [node for node in NODES if node.is_local]
    assert len(NODES) - len(local) == 898
    assert len(NODES) >= 220
    assert {"EIMS", "SOLID", "HEME"} <= {node.code for node in local}


def test_one_root_and_every_parent() -> None:
    assert [node.code for node in NODES if node.parent is None] == ["TISSUE"]
    for node in NODES:
        assert {node.parent, *node.also_is, *node.is_not} - {None} <= {each.code for each in NODES}


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.code)
def test_every_node(node: DiseaseNode) -> None:
    """Found by code and name, its path ends at the root, no cycle, and what it is not lies above it."""
    disease = TREE.find(node.code)
    assert disease.path[0] == "TISSUE"
    assert disease.path[-1] == disease.code == node.code
    above = TREE.ancestors(node.code)
    assert node.code not in above
    assert set(disease.path[:-1]) - set(above) <= {code for step in disease.path for code in _is_not(step)}
    assert not set(node.is_not) & set(above)
    assert node.code in meant(TREE, node.name)
    for column, form in FORMS.items():
        assert all(re.fullmatch(form, code) for code in getattr(node, column))


def _is_not(code: str) -> tuple[str, ...]:
    return next(node.is_not for node in NODES if node.code == code)


@pytest.mark.parametrize("node", [node for node in NODES if node.is_not], ids=lambda node: node.code)
def test_what_a_node_is_not_stood_above_it(node: DiseaseNode) -> None:
    """An exclusion that excludes nothing would be a typing error."""
    path = TREE.disease(node.code).path
    reached = {*path, *(up for step in path[:-1] for up in TREE.ancestors(step))}
    assert set(node.is_not) <= reached


def test_every_synonym_means_its_tumours() -> None:
    for row in synonyms():
        codes = set(row["code"].split(";"))
        found = meant(TREE, row["name"])
        assert codes <= found or found < codes, row


def test_no_synonym_hides_a_code_or_another_name() -> None:
    codes = {spelled(node.code) for node in NODES}
    names: dict[str, set[str]] = {}
    for node in NODES:
        names.setdefault(spelled(node.name), set()).add(node.code)
    for row in synonyms():
        key = spelled(row["name"])
        assert key not in codes, row
        assert names.get(key, set()) <= set(row["code"].split(";")), row


@pytest.mark.parametrize("column", FORMS)
def test_identifiers_find_their_nodes(column: str) -> None:
    known = {code: node for node in NODES for code in getattr(node, column)}
    assert len(known) > 250
    for code, node in known.items():
        found = meant(TREE, code)
        assert found & {node.code, *TREE.ancestors(node.code)} or len(found) == SHOWN, code


def test_a_doid_is_one_node() -> None:
    doids = [code for node in NODES for code in node.doid]
    assert len(doids) == len(set(doids))


@pytest.mark.parametrize(
    "row", shared("disease_kin.tsv"), ids=lambda row: f"{row['tumor']}-{row['statement']}"
)
def test_kinship_is_by_meaning(row: dict[str, str]) -> None:
    level, decided_by = TREE.meet(TREE.find(row["tumor"]), row["statement"].split(";"))
    assert (level, decided_by) == (MatchLevel(row["level"]), row["decided_by"]), row["source"]


@pytest.mark.parametrize("code", ["IMT", "EIMS", "IMTL", "IMTB", "IMTU", "NUTCL", "NMCHN"])
def test_nothing_of_nsclc_reaches_them(code: str) -> None:
    lung = {node.code for node in NODES if "NSCLC" in TREE.ancestors(node.code)} | {"NSCLC"}
    assert "LUAD" in lung
    assert not lung & {code, *TREE.ancestors(code)}


@pytest.mark.parametrize("row", shared("disease_names_refused.tsv"), ids=lambda row: row["text"])
def test_what_is_no_single_tumour_is_told(row: dict[str, str]) -> None:
    kind = AmbiguousName if row["complaint"] == "ambiguous" else UnknownName
    with pytest.raises(kind) as error:
        TREE.find(row["text"])
    assert type(error.value) is kind
    said = str(error.value)
    assert said.startswith(f"{row['complaint']} tumour {row['text']!r}")
    assert "\n" not in said
    assert not row["offered"] or f"({row['offered']})" in said or f", {row['offered']})" in said


@pytest.mark.parametrize("text", ["", "  ", ",", "of the"])
def test_nothing_is_no_name(text: str) -> None:
    with pytest.raises(UnknownName):
        TREE.find(text)


@pytest.mark.parametrize(
    ("tumor", "code", "is_narrower"),
    [
        ("LUNG", "NSCLC", True),
        ("SOLID", "NSCLC", True),
        ("SOLID", "AML", False),
        ("HEME", "AML", True),
        ("HEME", "LCH", False),
        ("NSCLC", "NSCLC", False),
        ("IMTL", "NSCLC", False),
        ("NSCLC", "IMTL", False),
        ("SOFT_TISSUE", "EMCHS", True),
        ("CHS", "EMCHS", False),
    ],
)
def test_a_tumour_that_is_named_too_broadly(tumor: str, code: str, is_narrower: bool) -> None:
    assert TREE.is_narrower(code, TREE.find(tumor)) is is_narrower


def test_solid_or_not() -> None:
    told = {node.code: node.is_solid for node in NODES}
    assert (told["NSCLC"], told["AML"], told["MLYM"], told["LCH"], told["DCS"]) == (
        True,
        False,
        False,
        None,
        None,
    )
    assert {code for code, solid in told.items() if solid is None} == {
        "TISSUE", "MIXED", "DCS", "HDCS", "HDCN", "ALKHIST",
        *(node.code for node in NODES if "HDCN" in TREE.ancestors(node.code)),
    }  # fmt: skip


def test_only_what_is_asked_for_is_parsed() -> None:
    """A tumour named by its code reads no names and parses its own line of the tree."""
    rows = [row for row in DISEASES.rows(SHIPPED) if row.cells["code"] in {"TISSUE", "LUNG", "NSCLC"}]
    tree = DiseaseTree(rows, lambda: pytest.fail("the names were read"))
    assert tree.find("NSCLC").path_names[-1] == "Non-Small Cell Lung Cancer"


@pytest.mark.parametrize(
    ("parent", "complaint"),
    [("NOPE", "a row names 'NOPE', which has none"), ("MINE", "'MINE' stands above itself")],
)
def test_a_tree_of_ones_own_that_leads_nowhere(tmp_path: Path, parent: str, complaint: str) -> None:
    rows = list(DISEASES.rows(knowledge(tmp_path, f"MINE\tMine\t{parent}\tyes\tyes\t\t\t\t")))
    with pytest.raises(ResourceError, match=complaint):
        DiseaseTree(rows, lambda: ()).find("MINE")


def test_every_change_of_ours_is_explained() -> None:
    """docs/diseases.md names each local node, each also_is and each override with its reason."""
    page = (HERE.parent / "docs" / "diseases.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([^`]+)`", page))
    ours = {node.code for node in NODES if node.is_local}
    changed = {node.code for node in NODES if not node.is_local and (node.also_is or node.is_not)}
    assert not (ours | changed | set(build_diseases.SOLID_OR_NOT)) - told


def release(folder: Path, **more: object) -> Path:
    """A release of OncoTree with three nodes."""
    luad = {"code": "LUAD", "name": "Lung  Adenocarcinoma", "parent": "LUNG", "tissue": "Lung", **more}
    lung = {"code": "LUNG", "name": "Lung", "parent": "TISSUE", "tissue": "Lung", "children": {"LUAD": luad}}
    root = {"code": "TISSUE", "name": "Tissue", "parent": None, "tissue": None, "children": {"LUNG": lung}}
    path = folder / "oncotree_2031_02_03.json"
    path.write_text(json.dumps({"TISSUE": root}), encoding="utf-8")
    return path


def knowledge(folder: Path, *rows: str) -> Path:
    """A knowledge folder as it ships, with these rows for a tree."""
    for each in SHIPPED.iterdir():
        (folder / each.name).write_bytes(each.read_bytes())
    head = "code name parent solid local also_is ncit icdo3 doid".replace(" ", "\t")
    (folder / "diseases.tsv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return folder


def build(folder: Path, path: Path, *more: str) -> list[dict[str, str]]:
    (folder / "SOURCES").write_text("", encoding="utf-8")
    build_diseases.main(
        ["--oncotree", str(path), "--knowledge", str(folder), "--sources", str(folder / "SOURCES"), *more]
    )
    return table(folder / "diseases.tsv")


def test_a_release_is_one_command(tmp_path: Path) -> None:
    path = release(tmp_path, externalReferences={"NCI": ["C3512"]})
    folder = knowledge(
        tmp_path,
        "LUAD\tx\tLUNG\tyes\t\tSOLID;!LUNG\t\t\t",
        "SOLID\tAny solid tumour\tTISSUE\tyes\tyes\t\t\t\t",
    )
    (tmp_path / "map.txt").write_text(
        "ONCOTREE_CODE\tNCIT_CODE\tICDO_MORPHOLOGY_CODE\nLUAD\tC1\t8140/3\nLUNG\tC12468\t8000/3\n",
        encoding="utf-8",
    )
    (tmp_path / "do.tsv").write_text(
        'id\tlabel\txref\n"DOID:3910"\t"lung adenocarcinoma"\t"NCI:C3512"\n"DOID:3910"\t"x"\t"ICDO:8140/6"\n',
        encoding="utf-8",
    )
    rows = build(
        folder, path, "--mappings", str(tmp_path / "map.txt"), "--disease-ontology", str(tmp_path / "do.tsv")
    )
    assert [tuple(row.values()) for row in rows] == [
        ("TISSUE", "Tissue", "", "", "", "", "", "", ""),
        ("LUNG", "Lung", "TISSUE", "yes", "", "", "C12468", "", ""),
        (
            "LUAD",
            "Lung Adenocarcinoma",
            "LUNG",
            "yes",
            "",
            "SOLID;!LUNG",
            "C3512",
            "8140/3;8140/6",
            "DOID:3910",
        ),
        ("SOLID", "Any solid tumour", "TISSUE", "yes", "yes", "", "", "", ""),
    ]
    line = next(row for row in table(folder / "sources.tsv") if row["table"] == "diseases.tsv")
    assert line["version"] == "2031-02-03"
    assert "OncoTree 2031_02_03" in line["origin"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("LUAD\tours\tLUNG\tyes\tyes\t\t\t\t", "OncoTree now has LUAD"),
        ("GONE\tx\tLUNG\tyes\t\tLUNG\t\t\t", "OncoTree no longer has GONE"),
    ],
)
def test_a_release_that_changes_what_is_ours_is_refused(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(SystemExit, match=complaint):
        build(knowledge(tmp_path, row), release(tmp_path))


@pytest.mark.parametrize(
    ("text", "name", "complaint"),
    [("{}", "oncotree_2031_02_03.json", "is no release"), (None, "tree.json", "which release it is")],
)
def test_a_file_that_is_no_release(tmp_path: Path, text: str | None, name: str, complaint: str) -> None:
    path = tmp_path / name
    path.write_text(release(tmp_path).read_text(encoding="utf-8") if text is None else text, encoding="utf-8")
    with pytest.raises(SystemExit, match=complaint):
        build(knowledge(tmp_path), path)


@pytest.mark.parametrize(
    ("column", "cell", "complaint"),
    [
        ("ncit", "3512", "'3512' has not the form"),
        ("icdo3", "8140", "'8140' has not the form"),
        ("doid", "3910", "'3910' has not the form"),
        ("also_is", "!NOPE", "'NOPE' is not in diseases.tsv"),
        ("parent", "NOPE", "'NOPE' is not in diseases.tsv"),
        ("solid", "perhaps", "not one of yes, no"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, column: str, cell: str, complaint: str) -> None:
    for each in SHIPPED.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    rows = table(tmp_path / "diseases.tsv")
    rows[-1][column] = cell
    lines = ["\t".join(cells) for cells in ([*rows[0]], *(row.values() for row in rows))]
    (tmp_path / "diseases.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = [each for each in problems(tmp_path) if each.startswith("diseases.tsv")]
    assert len(found) == 1
    place = f"diseases.tsv:{len(lines)}:{[*rows[0]].index(column) + 1}: "
    assert found[0].startswith(place)
    assert complaint in found[0]


@pytest.mark.parametrize("code", BROADER)
def test_the_common_nodes_are_found_by_their_names(code: str) -> None:
    assert TREE.find(TREE.name(code)).code == code
