"""
Build diseases.tsv of a knowledge folder from a release of OncoTree; our own rows and also_is are kept.

    python -m fusionanno.resources.build_diseases --oncotree oncotree_2025_10_03.json \\
        --mappings ontology_mappings.txt --disease-ontology allXREFinDO.tsv \\
        --knowledge resources/knowledge --sources resources/SOURCES

The files are one of trees/ of cBioPortal/oncotree, its table of codes of other vocabularies (optional) and
the cross references of the Disease Ontology (optional). NCIt and ICD-O-3 are OncoTree's; a DOID stands where
one entry of the Disease Ontology and one node share an NCIt code, and ICD-O-3 of that entry is added. Codes
that other tables speak of and the release no longer has, `fusionanno knowledge check` names. There is no
clock and no network in here: the same inputs give the same bytes.
"""

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fusionanno.errors import InputError, ResourceError
from fusionanno.knowledge import tables
from fusionanno.knowledge.disease_names import spelled
from fusionanno.resources import build_knowledge

_LIQUID = ("Lymphoid", "Myeloid")
SOLID_OR_NOT = {"HDCN": "", "DCS": "", "MIXED": "", "MLYM": "no", "TLYM": "no"}
"""Our overrides of `solid`, for the node and what is under it: histiocytoses are reckoned to either, and a
lymphoma is not solid wherever it grows."""
_WRONG = {
    "ADMA": "9310/0", "AML": "9840/3", "BCCA": "C2948", "BIALCL": "9702/3", "CCPRC": "8050/3",
    "CENE": "C40214", "CML": "C3172", "CMLBCRABL1": "9876/3", "CMPT": "8050/3", "CPT": "DOID:3540",
    "DASTR": "C7173 9400/3", "EMBT": "C3264 9070/3", "EPM": "DOID:4844", "EPMT": "DOID:5074",
    "GCT": "C3474", "HGONEC": "DOID:4555", "IDC": "8521/3", "IMTL": "8827/1", "LRCHL": "DOID:8543",
    "MASCC": "C40358", "MATPL": "9876/3", "MBEN": "DOID:3873", "MCHSCNS": "C3737", "MLYM": "C3208",
    "MT": "C9305", "MTNN": "9702/3 DOID:0081312", "MTSCC": "8032/3", "NMCHN": "C45716",
    "OGCT": "DOID:2156", "OSMAD": "C4508", "OVT": "DOID:2152", "PCAECTCL": "9709/3", "PCNSL": "C9301",
    "PEMESO": "C7633", "PEOS": "9192/3", "PRNE": "DOID:2992", "RDD": "DOID:0111278", "SBMOV": "8460/3",
    "SBWDNET": "C9461", "SCUP": "C3915", "SMN": "C3751", "SPCC": "8801/3", "SPC": "C6870 8050/3",
    "STMYEC": "C7596", "TRCC": "DOID:0081415", "TSCST": "C3794", "VOEC": "C3752", "WDTC": "DOID:0080525",
    "BGCT": "DOID:7430", "DCS": "C9294",
}  # fmt: skip
"""Codes of the sources that mean another tumour, or one of any site: 9840/3 of AML is erythroid leukaemia,
9876/3 of CML the one without BCR::ABL1, C45716 NUT carcinoma of any site. Found by comparing their names."""
_RIGHT = {"IDC": ("8500/3", ""), "CMLBCRABL1": ("9875/3", "DOID:0081088")}
"""ICD-O-3 and DOID that stand instead: SEER's manual for the breast, the Disease Ontology."""
_UNSPECIFIC = ("8000/", "8002/", "8010/")
"""ICD-O-3 of a neoplasm or carcinoma that is not specified: true of many nodes, and the code of none."""


Codes = Mapping[str, str]
"""A row of a table by its columns."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the Disease Ontology: its id, its name and its codes elsewhere."""

    doid: str
    name: str
    ncit: frozenset[str]
    icdo3: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the release with the codes that OncoTree gives it."""

    code: str
    name: str
    parent: str
    solid: str
    ncit: tuple[str, ...]
    icdo3: tuple[str, ...]


def nodes(release: Path, mappings: Mapping[str, Codes]) -> list[Node]:
    """Return the nodes of a release, parents first; InputError where the file is no release of OncoTree."""
    try:
        (root,) = json.loads(release.read_text(encoding="utf-8")).values()
        return list(_walk(root, None, mappings))
    except (ValueError, KeyError, AttributeError) as error:
        msg = (
            "is no release of OncoTree: one JSON object with the node TISSUE, as in trees/ of its repository"
        )
        raise InputError(msg, path=str(release)) from error


def _walk(node: Mapping[str, Any], above: str | None, known: Mapping[str, Codes]) -> Iterator[Node]:
    """Yield a node and what is under it; above: our override of `solid` where a node above has one."""
    code, own = node["code"], SOLID_OR_NOT.get(node["code"], above)
    derived = "" if not node["parent"] else "no" if node["tissue"] in _LIQUID else "yes"
    row = known.get(code, {})
    ncit = (node.get("externalReferences") or {}).get("NCI") or _listed(row.get("NCIT_CODE", ""))
    morphology = [each for each in _listed(row.get("ICDO_MORPHOLOGY_CODE", "")) if _is_specific(each)]
    yield Node(
        code, " ".join(node["name"].split()), node["parent"] or "", derived if own is None else own,
        _right(code, ncit), _right(code, morphology),
    )  # fmt: skip
    children = node.get("children") or {}
    for child in sorted(children.values(), key=lambda each: each["code"]):
        yield from _walk(child, own, known)


def _right(code: str, given: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in given if each not in _WRONG.get(code, "").split())


def _listed(cell: str) -> list[str]:
    return re.split(r"[\s,;]+", cell.strip()) if cell.strip() else []


def _is_specific(morphology: str) -> bool:
    return re.fullmatch(r"\d{4}/\d", morphology) is not None and not morphology.startswith(_UNSPECIFIC)


def mapped(path: Path | None) -> dict[str, Codes]:
    """Return OncoTree's table of other vocabularies by code; empty without a file."""
    if path is None:
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["ONCOTREE_CODE"]: row for row in csv.DictReader(file, delimiter="\t")}


def entries(path: Path | None) -> list[Entry]:
    """Return the Disease Ontology's entries that have a code of NCIt; empty without a file."""
    if path is None:
        return []
    names, ncit, icdo3 = dict[str, str](), defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            vocabulary, _, code = row["xref"].partition(":")
            names[row["id"]] = row["label"]
            if vocabulary == "NCI":
                ncit[row["id"]].add(code)
            elif vocabulary == "ICDO" and _is_specific(code):
                icdo3[row["id"]].add(code)
    return [Entry(each, names[each], frozenset(ncit[each]), tuple(sorted(icdo3[each]))) for each in ncit]


def matched(tree: Sequence[Node], ontology: Sequence[Entry]) -> dict[str, Entry]:
    """Return the entry that is a node's own: no other entry has its NCIt code, and no other node the entry's.

    An entry with several codes of NCIt counts only where its name is the node's.
    """
    by_ncit, meant = defaultdict[str, list[Entry]](list), defaultdict[str, list[Node]](list)
    for entry in ontology:
        for code in entry.ncit:
            by_ncit[code].append(entry)
    found: dict[str, Entry] = {}
    for node in tree:
        alike = {entry.doid: entry for code in node.ncit for entry in by_ncit[code]}
        for doid in alike:
            meant[doid].append(node)
        if len(alike) == 1:
            found[node.code] = next(iter(alike.values()))
    nodes_of = {node.code: node for node in tree}
    return {
        code: own
        for code, own in found.items()
        if meant[own.doid] == [nodes_of[code]] and _is_one(nodes_of[code], own)
    }


def _is_one(node: Node, entry: Entry) -> bool:
    if entry.doid in _WRONG.get(node.code, "").split():
        return False
    return len(entry.ncit) == 1 or spelled(entry.name) == spelled(node.name)


def rows(tree: Sequence[Node], own: Mapping[str, Entry], old: Sequence[Codes]) -> Iterator[tuple[str, ...]]:
    """Yield the table's cells: OncoTree's nodes with our also_is, then our local rows as they were."""
    also = {row["code"]: row["also_is"] for row in old if row["local"] != "yes" and row["also_is"]}
    local = [row for row in old if row["local"] == "yes"]
    _refuse_changes({node.code for node in tree}, {row["code"] for row in local}, set(also))
    for node in tree:
        entry, (icdo3, doid) = own.get(node.code), _RIGHT.get(node.code, ("", ""))
        morphologies = dict.fromkeys((*node.icdo3, *(entry.icdo3 if entry else ()), *_listed(icdo3)))
        yield (
            node.code, node.name, node.parent, node.solid, "", also.get(node.code, ""), ";".join(node.ncit),
            ";".join(morphologies), entry.doid if entry else doid,
        )  # fmt: skip
    for row in local:
        yield tuple(row[column] for column in tables.DISEASES.columns)


def _refuse_changes(tree: Set[str], local: Set[str], also: Set[str]) -> None:
    if clash := sorted(local & tree):
        msg = (
            f"OncoTree now has {', '.join(clash)}: rename the local row of {tables.DISEASES.name}, or drop it"
        )
        raise ResourceError(msg)
    if gone := sorted(also - tree):
        msg = f"OncoTree no longer has {', '.join(gone)}, of which also_is speaks: take it out first"
        raise ResourceError(msg)


def update(knowledge: Path, release: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write diseases.tsv, and the release into the line of sources.tsv."""
    pinned = re.search(r"(\d{4})_(\d\d)_(\d\d)", release.name)
    if pinned is None:
        msg = "the name of the file does not say which release it is: oncotree_2025_10_03.json"
        raise InputError(msg, path=str(release))
    text = "".join("\t".join(cells) + "\n" for cells in (tables.DISEASES.columns, *lines))
    (knowledge / tables.DISEASES.name).write_text(text, encoding="utf-8", newline="\n")
    path = knowledge / tables.SOURCES.name
    pattern = rf"^({re.escape(tables.DISEASES.name)}\t)[^\t]*(\tOncoTree )\d{{4}}_\d\d_\d\d"
    named = rf"\g<1>{'-'.join(pinned.groups())}\g<2>{pinned[0]}"
    path.write_text(
        re.sub(pattern, named, path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run as a script; a wrong file ends it with one line."""
    options = argparse.ArgumentParser(prog="build_diseases", description=(__doc__ or "").split("\n\n")[0])
    options.add_argument("--oncotree", type=Path, required=True, metavar="FILE", help="release, JSON")
    options.add_argument("--mappings", type=Path, metavar="FILE", help="OncoTree's ontology_mappings.txt")
    options.add_argument("--disease-ontology", type=Path, metavar="FILE", help="its allXREFinDO.tsv")
    options.add_argument("--knowledge", type=Path, required=True, metavar="DIR")
    options.add_argument("--sources", type=Path, required=True, metavar="FILE", help="SOURCES")
    given = options.parse_args(arguments)
    try:
        tree = nodes(given.oncotree, mapped(given.mappings))
        with (given.knowledge / tables.DISEASES.name).open(encoding="utf-8", newline="") as file:
            old = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        found = matched(tree, entries(given.disease_ontology))
        update(given.knowledge, given.oncotree, list(rows(tree, found, old)))
    except (ResourceError, InputError) as error:
        raise SystemExit(str(error)) from error
    build_knowledge.main(["--knowledge", str(given.knowledge), "--sources", str(given.sources)])


if __name__ == "__main__":
    main()
