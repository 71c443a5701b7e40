"""What an importer makes: rows for a folder of a laboratory's own, and what was left out and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fusionanno.errors import InputError, UnknownName
from fusionanno.knowledge.base import Knowledge
from fusionanno.knowledge.rows import Table
from fusionanno.knowledge.tables import CITATIONS, DRUGS, RESISTANCE, SOURCES, THERAPIES

LEFT_OUT = "not_imported.txt"
_FUSION = re.compile(
    r"(?P<five>[A-Za-z][\w.]*(?:-\d\w*)?|v)(?:::|-)(?P<three>[A-Za-z][\w.]*|v)"
    r"(?: +fusions?)?(?: +e(?P<five_exon>\d+)(?:::|[-;])[ea](?P<three_exon>\d+))?",
    re.IGNORECASE,
)
_ANY = re.compile(r"(?P<gene>[\w-]+) +(?:gene +)?(?:fusions?|rearrangements?|translocations?)", re.IGNORECASE)
_CHANGE = re.compile(r"[A-Z]\d+(?:[A-Z]|ins\w*|del\w*|dup\w*)|\d+[A-Z]?ins\w*")


@dataclass(frozen=True, slots=True)
class Biomarker:
    """A fusion as another base names it; genes are our targets among its partners, "" is any partner."""

    genes: tuple[str, ...]
    five_prime: str = ""
    three_prime: str = ""
    changes: tuple[str, ...] = ()


@dataclass(slots=True)
class Brought:
    """Rows by table in the order in which they came, each key once; and what is left out, with its reason."""

    tables: dict[str, dict[str, Mapping[str, str]]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def add(self, table: Table, /, **cells: str) -> None:
        """Add a row; of rows with one key the first stays."""
        self.tables.setdefault(table.name, {}).setdefault(cells[table.columns[0]], cells)

    def leave(self, what: str, why: str) -> None:
        self.left_out.append(f"{what}: {why}")

    def count(self, table: Table) -> int:
        return len(self.tables.get(table.name, ()))


class LeftOut(ValueError):
    """A row of the other base that has no place in ours; the message says why."""


def biomarker(base: Knowledge, text: str, gene: str = "") -> Biomarker:
    """Return the fusion that a text names, with the changes that go with it.

    LeftOut where it names none, or none whose structure our target rules know.

    >>> from fusionanno.knowledge import load_knowledge
    >>> biomarker(load_knowledge(), "EML4::ALK Fusion AND ALK G1202R")
    Biomarker(genes=('ALK',), five_prime='EML4', three_prime='ALK', changes=('G1202R',))
    """
    first, *others = re.split(r" and ", text, flags=re.IGNORECASE)
    changes = tuple(_change(part, first) for part in others)
    if (any_partner := _ANY.fullmatch(first.strip())) is not None:
        return Biomarker(_targets(base, text, any_partner["gene"].upper()), changes=changes)
    if first.strip().casefold() in ("fusion", "fusions", "rearrangement") and gene:
        return Biomarker(_targets(base, text, gene), changes=changes)
    named = _FUSION.fullmatch(first.strip())
    if named is None:
        msg = "names no fusion"
        raise LeftOut(msg)
    five, three = ("" if named[side].casefold() == "v" else named[side].upper() for side in ("five", "three"))
    return Biomarker(_targets(base, text, five, three), *_pair(five, three), changes)


def codes(base: Knowledge, *names: str) -> str:
    """Return the tumour's code by the first name or id that our tree knows; LeftOut where it knows none."""
    for name in filter(None, names):
        try:
            return base.diseases.find(name).code
        except UnknownName:
            continue
    msg = f"the tumour {' '.join(filter(None, names))!r} is no node of the disease tree"
    raise LeftOut(msg)


def drug_name(base: Knowledge, brought: Brought, name: str, citation: str, checked: str) -> str:
    """Return the drug's name as ours; one that is new gets a row of its own, without class or ids."""
    wanted = name.strip().casefold()
    for drug in base.drugs.values():
        if wanted in (drug.name, *(alias.casefold() for alias in drug.aliases)):
            return drug.name
    brought.add(DRUGS, drug=wanted, classes="not classified here", citations=citation, checked=checked)
    return wanted


def write(brought: Brought, folder: Path, origin: str, version: str, licence: str) -> None:
    """Write the tables and what was left out; InputError where the folder has files already."""
    if folder.exists() and any(folder.iterdir()):
        msg = "is not empty; name a new folder, so that no row of yours is written over"
        raise InputError(msg, path=str(folder))
    known = {table.name: table for table in (THERAPIES, RESISTANCE, DRUGS, CITATIONS, SOURCES)}
    for name in tuple(brought.tables):
        brought.add(SOURCES, table=name, version=version, origin=origin, licence=licence)
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in brought.tables.items():
        (folder / name).write_text("".join(_lines(known[name], rows.values())), encoding="utf-8")
    (folder / LEFT_OUT).write_text("".join(f"{line}\n" for line in brought.left_out), encoding="utf-8")


def _lines(table: Table, rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    yield "\t".join(table.columns) + "\n"
    for row in rows:
        yield "\t".join(_plain(row.get(column, "")) for column in table.columns) + "\n"


def _plain(cell: str) -> str:
    return " ".join(cell.split())


def _change(part: str, fusion: str) -> str:
    """Return the change of one of the fusion's genes; LeftOut for NOT, OR, another gene or anything else."""
    gene, _, change = part.strip().partition(" ")
    if gene.upper() not in re.split(r"[^\w.]+", fusion.upper()) or not _CHANGE.fullmatch(change):
        msg = f"it holds only together with {part.strip()!r}, which has no place in our schema"
        raise LeftOut(msg)
    return change


def _pair(five: str, three: str) -> tuple[str, str]:
    """A pair counts where both partners are named."""
    return (five, three) if five and three else ("", "")


def _targets(base: Knowledge, text: str, *symbols: str) -> tuple[str, ...]:
    known = {rule.gene for rule in base.targets}
    found = tuple(dict.fromkeys(symbol for symbol in symbols if symbol in known))
    if not found:
        msg = f"{text!r} has no gene with a target rule here"
        raise LeftOut(msg)
    return found
