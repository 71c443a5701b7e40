"""CIViC's release files: evidence summaries as TSV, or the same as JSON (CC0 1.0, https://civicdb.org)."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from fusionanno.errors import InputError
from fusionanno.knowledge.base import Knowledge
from fusionanno.knowledge.importing.brought import (
    Biomarker,
    Brought,
    LeftOut,
    biomarker,
    codes,
    drug_name,
    drug_names,
)
from fusionanno.knowledge.tables import CITATIONS, RESISTANCE, THERAPIES
from fusionanno.model import AssertionKind, Direction

ORIGIN = "CIViC release file, https://civicdb.org"
LICENCE = "CC0 1.0"
_NEEDED = ("disease", "evidence_type", "evidence_level", "evidence_id")
_AMP = {"A": "B", "B": "C", "C": "D", "D": "D", "E": "D"}
"""Cautious: CIViC's B says a clinical study of any size, ours a well-powered one."""
_EFFECTS = {
    ("sensitivity/response", "supports"): Direction.SUPPORTS,
    ("sensitivity/response", "does not support"): Direction.CONTRADICTS,
}


def read_civic(base: Knowledge, path: Path, retrieved: date) -> Brought:
    """Return the predictive evidence on fusions, and on mutations beside them, in our schema.

    Evidence that a row of ours cites already is left out, as is what is no predictive evidence on a fusion of
    a gene with a target rule, each with its reason. Raises InputError for a file of another form.
    """
    brought = Brought()
    cited = (*(fact.citations for fact in base.assertions), *(fact.citations for fact in base.resistance))
    held = {citation.id for citations in cited for citation in citations}
    for place, record in _records(path):
        name = f"EID{record['evidence_id'].removeprefix('EID')}"
        try:
            _add(base, brought, {**record, "evidence_id": name}, held, retrieved)
        except LeftOut as error:
            brought.leave(f"{place} {name}", str(error))
    return brought


def _add(
    base: Knowledge, brought: Brought, record: Mapping[str, str], held: set[str], retrieved: date
) -> None:
    """Add one evidence item, or raise LeftOut."""
    if record["evidence_type"].casefold() != "predictive":
        msg = f"{record['evidence_type']} evidence; only predictive evidence is imported"
        raise LeftOut(msg)
    if record.get("evidence_status", "accepted").casefold() not in ("accepted", ""):
        msg = f"its status is {record['evidence_status']}"
        raise LeftOut(msg)
    if record["evidence_id"] in held:
        msg = "a row that ships cites it already"
        raise LeftOut(msg)
    fusion = biomarker(base, _profile(record), record.get("gene", ""))
    doid = f"DOID:{record['doid']}" if record.get("doid") else ""
    disease = "" if fusion.changes else codes(base, doid, record["disease"])
    sources = _cite(brought, record)
    checked = f"{retrieved}: CIViC release file"
    given = drug_names(record.get("therapies", ""))
    drugs = [drug_name(base, brought, each, record["evidence_id"], checked) for each in given]
    if not drugs:
        msg = "names no drug"
        raise LeftOut(msg)
    common = {"since": _since(record), "citations": sources, "checked": checked}
    effect = (record.get("significance", "").casefold(), record.get("evidence_direction", "").casefold())
    if effect in _EFFECTS and not fusion.changes:
        common |= {"direction": _EFFECTS[effect], "diseases": disease}
        _add_study(brought, record, fusion, drugs, common)
    elif fusion.changes and effect[1] == "supports" and effect[0] in ("resistance", "sensitivity/response"):
        _add_mutation(brought, record, fusion, drugs, common)
    else:
        msg = f"{record.get('evidence_direction')}, {record.get('significance')}: has no place in our schema"
        raise LeftOut(msg)


def _add_study(
    brought: Brought, record: Mapping[str, str], fusion: Biomarker,
    drugs: list[str], common: Mapping[str, str],
) -> None:  # fmt: skip
    together = record.get("therapy_interaction_type", "").casefold() == "combination"
    for drug in [" + ".join(drugs)] if together else drugs:
        brought.add(
            THERAPIES, id=f"CIVIC-{record['evidence_id']}-{drug.replace(' + ', '-')}",
            kind=AssertionKind.EVIDENCE, genes=";".join(fusion.genes), five_prime=fusion.five_prime,
            three_prime=fusion.three_prime, drug=drug,
            indication=f"CIViC evidence on {_profile(record)} in {record['disease']}",
            civic_level=record["evidence_level"], amp_level=_AMP[record["evidence_level"]], **common,
        )  # fmt: skip


def _add_mutation(
    brought: Brought,
    record: Mapping[str, str],
    fusion: Biomarker,
    drugs: list[str],
    common: Mapping[str, str],
) -> None:
    effect = "resistant" if record["significance"].casefold() == "resistance" else "active"
    evidence = "preclinical" if record["evidence_level"] in "DE" else "clinical"
    for drug in drugs:
        brought.add(
            RESISTANCE, id=f"CIVIC-{record['evidence_id']}-{drug}", gene=fusion.genes[0],
            mutations="+".join(fusion.changes), drug=drug, effect=effect, evidence=evidence,
            civic_level=record["evidence_level"], **common,
        )  # fmt: skip


def _cite(brought: Brought, record: Mapping[str, str]) -> str:
    name, paper = record["evidence_id"], record.get("citation", "")
    brought.add(CITATIONS, id=name, kind="civic", title=f"CIViC evidence item, {paper}".rstrip(", "))
    if record.get("source_type", "PubMed").casefold() != "pubmed" or not record.get("citation_id"):
        return name
    pubmed = f"PMID:{record['citation_id']}"
    brought.add(CITATIONS, id=pubmed, kind="paper", title=paper or pubmed)
    return f"{pubmed};{name}"


def _profile(record: Mapping[str, str]) -> str:
    """Return the molecular profile; before 2023 files had gene and variant instead."""
    if record.get("molecular_profile"):
        return record["molecular_profile"]
    variant = record.get("variant", "")
    return f"{record['gene']} {variant}" if variant.casefold() in ("fusion", "fusions") else variant


def _since(record: Mapping[str, str]) -> str:
    """Return the year of the paper, else the day of CIViC's last review."""
    years = re.findall(r"\b(?:19|20)\d\d\b", record.get("citation", ""))
    review = re.match(r"\d{4}-\d\d-\d\d", record.get("last_review_date", ""))
    if not years and review is None:
        msg = "has no year of publication and no day of review"
        raise LeftOut(msg)
    return years[-1] if years else review[0] if review else ""


_OLD_NAMES = {"drugs": "therapies", "drug_interaction_type": "therapy_interaction_type",
              "clinical_significance": "significance", "pubmed_id": "citation_id"}  # fmt: skip


def _records(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each record with its place, under the columns' names of today."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"cannot be read as UTF-8 text ({getattr(error, 'strerror', None) or 'not UTF-8'})"
        raise InputError(msg, path=str(path)) from error
    rows = _of_json(text, path) if text.lstrip()[:1] in ("{", "[") else _of_tsv(text, path)
    for place, row in rows:
        record = {_OLD_NAMES.get(name, name): cell for name, cell in row.items()}
        lacking = [name for name in _NEEDED if not record.get(name)]
        if lacking or record["evidence_level"] not in _AMP:
            msg = f"{place} has no {lacking[0] if lacking else 'level A to E in evidence_level'}; bring"
            msg += " CIViC's file of clinical evidence summaries"
            raise InputError(msg, path=str(path))
        yield place, record


def _of_tsv(text: str, path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(reader, [])
    if not {"disease", "evidence_id"} <= set(header):
        msg = "is no file of CIViC's clinical evidence summaries: no columns disease and evidence_id"
        raise InputError(msg, path=str(path), line=1)
    for cells in filter(None, reader):
        if len(cells) != len(header):
            msg = f"{len(cells)} cells under {len(header)} columns; the file may be cut, bring it again"
            raise InputError(msg, path=str(path), line=reader.line_num)
        yield f"line {reader.line_num}", dict(zip(header, cells, strict=True))


def _of_json(text: str, path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Read a list of records, or the answer of CIViC's GraphQL address with evidenceItems."""
    try:
        read = json.loads(text)
    except ValueError as error:
        msg = f"is not JSON ({error}); the file may be cut, bring it again"
        raise InputError(msg, path=str(path)) from error
    inner = read.get("data", read) if isinstance(read, dict) else read
    found = inner.get("evidenceItems", inner) if isinstance(inner, dict) else inner
    nodes = found.get("nodes", found.get("records")) if isinstance(found, dict) else found
    if not isinstance(nodes, list) or not all(isinstance(node, dict) for node in nodes):
        msg = "holds no list of evidence items"
        raise InputError(msg, path=str(path))
    for number, node in enumerate(nodes, start=1):
        yield f"record {number}", _flat(node)


def _flat(node: Mapping[str, Any]) -> dict[str, str]:
    """Return a record of JSON under the names of the TSV file: evidenceType is evidence_type."""
    plain = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).casefold(): value for name, value in node.items()}
    disease, source = _inner(plain, "disease"), _inner(plain, "source")
    told = {name: _cell(value) for name, value in plain.items()}
    told["disease"] = _cell(disease.get("name", plain.get("disease")))
    told["doid"] = _cell(disease.get("doid", plain.get("doid")))
    told["citation_id"] = _cell(source.get("citationId", plain.get("citation_id")))
    told["citation"] = _cell(source.get("citation", plain.get("citation")))
    told["source_type"] = _cell(source.get("sourceType", plain.get("source_type"))) or "PubMed"
    told["evidence_id"] = _cell(plain.get("evidence_id", plain.get("id")))
    told["evidence_status"] = _cell(plain.get("evidence_status", plain.get("status")))
    told["significance"] = told.get("significance", "").replace("SENSITIVITYRESPONSE", "Sensitivity/Response")
    told["evidence_direction"] = told.get("evidence_direction", "").replace("_", " ")
    return told


def _inner(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _cell(value: object) -> str:
    """Return a value of JSON as a cell: names of objects, lists with commas, nothing as empty."""
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return "" if value is None else str(value)
