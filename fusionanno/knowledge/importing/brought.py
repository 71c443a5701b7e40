"""What an importer makes: rows for a folder of a laboratory's own, and what was left out and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from fusionanno.errors import InputError, UnknownName
from fusionanno.knowledge.base import Knowledge
from fusionanno.knowledge.rows import Table
from fusionanno.knowledge.tables import CITATIONS, DRUGS, EXON_NUMBERING, RESISTANCE, SOURCES, THERAPIES

LEFT_OUT = "not_imported.txt"
_CHANGE = r"[A-Z]\d+(?:ins\w*|del\w*|dup\w*|[A-Z])|\d+[A-Z]?ins\w*"
_PAIR = re.compile(
    r"(?P<five>[A-Za-z][\w.]*(?:-\d\w*)?|v)(?:::|-)(?P<three>[A-Za-z][\w.]*|v)"
    r"(?P<fusion> +fusions?)?(?: +e(?P<five_exon>\d+)(?:::|[-;])[ea](?P<three_exon>\d+))?",
    re.IGNORECASE,
)
_ANY = re.compile(r"(?P<gene>[\w-]+) +(?:gene +)?(?:fusions?|rearrangements?|translocations?)", re.IGNORECASE)
_OF_GENE = re.compile(r"(?:(?:gene )?fusions?|rearrangements?)", re.IGNORECASE)
_CHANGED = re.compile(rf"(?P<fusion>.+?)(?P<changes>(?:[ -]+(?:{_CHANGE}))+)", re.IGNORECASE)
_BESIDE = re.compile(rf"(?:(?P<gene>[\w-]+) +)?(?P<change>{_CHANGE})", re.IGNORECASE)
_SALT = re.compile(r" (?:mesylate|hydrochloride|maleate|malate|tosylate|fumarate|sulfate|phosphate)$")
_BETWEEN_DRUGS = re.compile(r"\s*[,;]\s+(?![^(]*\))|(?:(?<!\d)[,;]|[,;](?!\d))(?![^(]*\))")


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
    first, *others = re.split(r" +and +", text.strip(), flags=re.IGNORECASE)
    changes = list[str]()
    if (changed := _CHANGED.fullmatch(first)) and not _PAIR.fullmatch(first):
        first, changes = changed["fusion"], re.findall(_CHANGE, changed["changes"], re.IGNORECASE)
    fusion = _fusion(base, text, first.strip(), gene)
    for part in others:
        beside = _BESIDE.fullmatch(part.strip())
        if beside is None or (beside["gene"] and _current(base, beside["gene"]) not in fusion.genes):
            msg = f"it holds only together with {part.strip()!r}, which has no place in our schema"
            raise LeftOut(msg)
        changes.append(beside["change"])
    return replace(fusion, changes=tuple(map(_cased, changes)))


def drug_names(cell: str) -> tuple[str, ...]:
    """Return the drugs of a list with commas, of which some are part of a name.

    >>> drug_names("CP-724,714,Selumetinib, 2,4-pyrimidinediamine")
    ('CP-724,714', 'Selumetinib', '2,4-pyrimidinediamine')
    """
    return tuple(part.strip() for part in _BETWEEN_DRUGS.split(cell) if part.strip())


def is_change(text: str) -> bool:
    """True for one protein change in one-letter form, such as G1202R."""
    return re.fullmatch(_CHANGE, text) is not None


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
    """Return the drug's name as ours, a salt's too; a new one gets a row of its own, without class or ids.

    LeftOut for a name without a letter.
    """
    wanted = name.strip().casefold()
    if not any(map(str.isalpha, wanted)):
        msg = f"the drug {name!r} has no letter"
        raise LeftOut(msg)
    spelled = (wanted, _SALT.sub("", wanted))
    for drug in base.drugs.values():
        if any(each in spelled for each in (drug.name, *(alias.casefold() for alias in drug.aliases))):
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


def _fusion(base: Knowledge, text: str, words: str, gene: str) -> Biomarker:
    """Return the fusion of words without changes: of a pair, of one gene, or of the gene named apart.

    LeftOut where none of these is a target.
    """
    known = {rule.gene for rule in base.targets}
    if named := _PAIR.fullmatch(words):
        five, three = (_partner(base, named[side]) for side in ("five", "three"))
        if genes := tuple(dict.fromkeys(each for each in (five, three) if each in known)):
            return Biomarker(genes, *((five, three) if five and three else ("", "")))
    if (any_partner := _ANY.fullmatch(words)) and (symbol := _current(base, any_partner["gene"])) in known:
        return Biomarker((symbol,))
    if gene in known and (_OF_GENE.fullmatch(words) or (named and named["fusion"])):
        return Biomarker((gene,))
    msg = f"{text!r} names no fusion of a gene with a target rule here"
    raise LeftOut(msg)


def _partner(base: Knowledge, symbol: str) -> str:
    """Return the current symbol; "" for v, which is any partner."""
    return "" if symbol in ("v", "V") else _current(base, symbol)


def _current(base: Knowledge, symbol: str) -> str:
    """Return the symbol of today for one that papers still write: ABL is ABL1."""
    name = symbol.upper()
    old = (row for row in base.rows(EXON_NUMBERING) if name in row.many("old_symbols"))
    return next((row.cells["gene"] for row in old), name)


def _cased(change: str) -> str:
    """Return a change as our tables write it: 1151Tins for T1151INST."""
    return re.sub(r"[A-Z](\d+)INS([A-Z])", r"\1\2ins", change)
