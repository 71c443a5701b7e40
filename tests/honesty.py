"""What the honesty tests share: the shipped base, tables of cases, and the answer to a fusion in a case."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from fusionanno import annotate
from fusionanno.knowledge import Knowledge, load_knowledge
from fusionanno.model import (
    AnnotatedFusion,
    Assembly,
    Breakpoint,
    Case,
    FusionCall,
    Interpretation,
    Molecule,
    Partner,
    RegulatoryRegion,
    Setting,
    SmallVariant,
    Strand,
)

TABLES = Path(__file__).parent / "tables"
SHIPPED = files("fusionanno.resources") / "knowledge"
NOT_TARGETED = frozenset({"chemotherapy"})
"""Companions of a drug that no row of these tables is about."""
Row = dict[str, str]


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def table(name: str) -> list[Row]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def listed(cell: str) -> list[str]:
    return [word for word in cell.split(";") if word]


def row_id(row: Row) -> str:
    return " ".join(
        [*list(row.values())[:5], *(row.get(name, "") for name in ("line", "prior", "variants"))]
    ).strip()


@cache
def described(words: str) -> AnnotatedFusion:
    """Return a fusion as the whole program places, names and judges it, of words alone."""
    call = FusionCall("text", Partner(None), Partner(None), described=words)
    (fusion,) = annotate([call], as_of="2026-11-23")
    return fusion


@cache
def called(told: str) -> AnnotatedFusion:
    """Return a fusion of words, or of two places as "dna EML4 2:42296000 + ALK 2:29224000 -" on GRCh38."""
    molecule, *ends = told.split(" ")
    if molecule not in tuple(Molecule):
        return described(told)
    five, three = (
        Partner(gene, Breakpoint.parse(at), strand=Strand(strand))
        for gene, at, strand in (ends[:3], ends[3:])
    )
    call = FusionCall("fusionanno", five, three, Molecule(molecule), assembly=Assembly.GRCH38)
    (fusion,) = annotate([call], as_of="2026-11-23")
    return fusion


def case(row: Row) -> Case:
    """Return the case of a row; prior "none" states that nothing was given, an empty cell states nothing."""
    given, line = row.get("prior", ""), row.get("line", "")
    drugs_given = () if given == "none" else tuple(given.split(","))
    return Case(
        date.fromisoformat(row["as_of"]),
        tumor=knowledge().diseases.find(row["tumor"]),
        tumor_text=row["tumor"],
        region=RegulatoryRegion(row["region"]),
        age=float(row["age"]) if row["age"] else None,
        line=Setting(line) if line else None,
        prior=drugs_given if given else None,
        variants=small_variants(row.get("variants", "")),
    )


def small_variants(told: str) -> tuple[SmallVariant, ...] | None:
    """Return the variants of "ABL1 T315I;ABL1 E255K"; "none" says that none was found, "" says nothing."""
    changes = [each.split(" ") for each in listed(told) if each != "none"]
    return tuple(SmallVariant(gene, change, change) for gene, change in changes) if told else None


def answer(row: Row) -> Interpretation:
    fusion = described(row["fusion"])
    return knowledge().interpret(fusion.placed, case(row), fusion.name)
