"""The house has floors: a package may import only from floors below its own."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "fusionanno"
FLOORS = [
    {"errors"},
    {"model"},
    {"readers", "renderers", "genemodel", "knowledge", "naming", "casefile", "writers"},
    {"annotation"},
    {"merging", "stated"},
    {"pipeline"},
    {"cli"},
]
FLOOR = {package: number for number, floor in enumerate(FLOORS) for package in floor}


def imports(path: Path) -> set[str]:
    """Every package of ours that a file imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or ""]
            if node.module == "fusionanno":
                names = [f"fusionanno.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("fusionanno.")}
    return found - {"resources", "seeds"}


def home_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_down(path: Path) -> None:
    home = home_of(path)
    if home == "__init__":
        return
    for package in imports(path) - {home}:
        assert FLOOR[package] < FLOOR[home], f"{home} must not import {package}"


def test_every_room_has_a_floor() -> None:
    rooms = {home_of(path) for path in ROOT.rglob("*.py")} - {"__init__"}
    assert rooms == set(FLOOR)


def test_annotation_asks_the_interface_not_a_provider() -> None:
    for path in (ROOT / "annotation").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fusionanno.genemodel"):
                assert node.module == "fusionanno.genemodel.base"


ANNOTATION_FLOORS = [{"geometry"}, {"product"}, {"transcripts", "events"}, {"artefacts"}]
"""The rooms of annotation/, from the ground up; what stands beside them may use all of them."""


def annotation_imports() -> list[tuple[str, str]]:
    """Every import from one room of annotation/ by another."""
    top = ROOT / "annotation"
    found = []
    for path in sorted(top.glob("*/*.py")):
        home = path.parent.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fusionanno.annotation"):
                room = [*(node.module or "").split("."), "annotation"][2]
                found += [(home, room)] if room != home else []
    return found


def test_rooms_of_annotation_import_down() -> None:
    floor = {room: number for number, rooms in enumerate(ANNOTATION_FLOORS) for room in rooms}
    assert {path.parent.name for path in (ROOT / "annotation").glob("*/*.py")} == set(floor)
    crossings = annotation_imports()
    assert crossings
    for home, room in crossings:
        assert floor.get(room, len(floor)) < floor[home], f"annotation/{home} must not import {room}"


def test_every_package_ships() -> None:
    with (ROOT.parent / "pyproject.toml").open("rb") as file:
        listed = set(tomllib.load(file)["tool"]["setuptools"]["packages"])
    in_tree = {".".join(path.parent.relative_to(ROOT.parent).parts) for path in ROOT.rglob("__init__.py")}
    assert listed == in_tree | {"fusionanno.resources", "fusionanno.seeds"}
