"""The disease tree: OncoTree's nodes, and the few of ours that it lacks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeVar

from fusionanno.errors import AmbiguousName, ResourceError, UnknownName
from fusionanno.knowledge import tables
from fusionanno.knowledge.disease_names import spelled, words
from fusionanno.knowledge.disease_rows import DiseaseNode, is_of_any_site
from fusionanno.knowledge.disease_rows import disease as parse
from fusionanno.knowledge.rows import Row
from fusionanno.model import Disease, MatchLevel

SOLID = "SOLID"
HEMATOLOGICAL = "HEME"
_ANY = (SOLID, HEMATOLOGICAL)
_KIND = "tumour"
_IDENTIFIER = re.compile(
    r"(?:ICD-?O(?:-?3)?:? *)?(\d{4}/\d)|(?:NCI(?:T|-?T)?:)?(C\d+)|(?:DOID:? *)?(\d+)", re.I
)
_SHOWN = 6
"""Candidates that a complaint names."""

Key = TypeVar("Key")
Synonyms = Callable[[], Iterable[tuple[str, tuple[str, ...]]]]


class DiseaseTree:
    """Find a tumour by its code, name or synonym, and see how the tumour of a statement meets it.

    A run that states a tumour by its code pays for that code only: rows are parsed when they are asked for,
    and the names are indexed when a name is.
    """

    def __init__(self, rows: Iterable[Row], synonyms: Synonyms) -> None:
        """Take the rows of diseases.tsv, and what reads the names of synonyms.tsv with their codes."""
        self._rows: Mapping[str, Row] = {row.cells["code"]: row for row in rows}
        self._synonyms = synonyms
        self._node = cache(self._parsed)
        self._kinds = cache(self._above)
        self._narrow: dict[str, tuple[str, ...]] = {}

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def __iter__(self) -> Iterator[DiseaseNode]:
        """Walk all nodes in the table's order."""
        return (self._node(code) for code in self._rows)

    def find(self, text: str) -> Disease:
        """Return the tumour that `text` names.

        A code counts before names, then names and synonyms, codes of NCIt, ICD-O-3 and DOID, and last the
        same words in another order; case, hyphens, umlauts and the spelling of tumor or tumour do not count.
        Where several are meant, the one of which the others are kinds is taken; AmbiguousName where none is.
        UnknownName offers near ones; nothing is guessed.
        """
        text = text.strip()
        if text in self._rows:
            return self.disease(text)
        key = spelled(text)
        codes = self._identified(text) or self._names.get(key) or self._by_words.get(words(key))
        if not codes:
            raise UnknownName(_KIND, text, self._near(key))
        return self.disease(self._broadest(text, codes))

    def disease(self, code: str) -> Disease:
        """Return the node of a code; UnknownName where it is none of ours."""
        if code not in self._rows:
            raise UnknownName(_KIND, code)
        node, path = self._node(code), tuple(reversed(self._up(code)))
        names = tuple(self._node(step).name for step in path)
        return Disease(node.code, node.name, path, names, node.is_solid, node.is_local)

    def name(self, code: str) -> str:
        return self._node(code).name

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return every kind that the tumour is, nearest first, by parents and by also_is; not itself."""
        return self._kinds(code)

    def meet(
        self, tumor: Disease | None, codes: Sequence[str], but_not: Sequence[str] = ()
    ) -> tuple[MatchLevel, str]:
        """Return how a statement about `codes` but not `but_not` meets the tumour, and what decided it.

        Exact beats ancestor beats any solid tumour; a statement about a narrower tumour is another tumour's.
        """
        if tumor is None:
            return MatchLevel.NO_TUMOUR, codes[0]
        if any(code in (tumor.code, *self.ancestors(tumor.code)) for code in but_not):
            return MatchLevel.OTHER_TUMOUR, codes[0]
        if tumor.code in codes:
            return MatchLevel.EXACT, tumor.code
        kinds = [code for code in self.ancestors(tumor.code) if code in codes and code not in _ANY]
        if kinds:
            return MatchLevel.ANCESTOR, kinds[0]
        if (SOLID in codes and tumor.is_solid) or (HEMATOLOGICAL in codes and tumor.is_solid is False):
            return MatchLevel.SOLID_TUMOUR, SOLID if tumor.is_solid else HEMATOLOGICAL
        return MatchLevel.OTHER_TUMOUR, self._narrower(tumor, codes) or codes[0]

    def is_narrower(self, code: str, tumor: Disease) -> bool:
        """True where the tumour was named too broadly to decide: `code`, or a kind of it, is a kind of it."""
        if code not in self._rows or code == tumor.code:
            return False
        if tumor.code in _ANY:
            return self._node(code).is_solid is tumor.is_solid
        if code in _ANY or code in self.ancestors(tumor.code):
            return False
        return any(code in (kind, *self.ancestors(kind)) for kind in self._kinds_of(tumor.code))

    def _kinds_of(self, code: str) -> tuple[str, ...]:
        """Return what is a kind of a tumour; most tumours that are asked about have none."""
        if code not in self._narrow:
            found, layer = dict[str, None](), [code]
            while layer:
                layer = [kind for each in layer for kind in self._children.get(each, ()) if kind not in found]
                found.update(dict.fromkeys(layer))
            self._narrow[code] = tuple(kind for kind in found if code in self.ancestors(kind))
        return self._narrow[code]

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        """The codes below each code, as the rows stand."""
        below: dict[str, list[str]] = {}
        for code, row in self._rows.items():
            for above in (row.cells["parent"], *row.cells["also_is"].split(";")):
                below.setdefault(above, []).append(code)
        return below

    def _narrower(self, tumor: Disease, codes: Sequence[str]) -> str | None:
        return next((code for code in codes if self.is_narrower(code, tumor)), None)

    def _parsed(self, code: str) -> DiseaseNode:
        if code not in self._rows:
            msg = f"{tables.DISEASES.name}: a row names {code!r}, which has none; see `knowledge check`"
            raise ResourceError(msg)
        return tables.DISEASES.parsed(self._rows[code], parse)

    def _up(self, code: str) -> list[str]:
        path = [code]
        while parent := self._node(path[-1]).parent:
            if parent in path:
                msg = f"{tables.DISEASES.name}: {parent!r} stands above itself; mend the column parent"
                raise ResourceError(msg)
            path.append(parent)
        return path

    def _above(self, code: str) -> tuple[str, ...]:
        """Walk up by layers; what a node is not stays out for it and for what is under it."""
        found: dict[str, None] = {}
        layer = [(code, frozenset[str]())]
        walked = set(layer)
        while layer:
            above = []
            for step, barred in layer:
                node = self._node(step)
                out = barred.union(node.is_not)
                above += [(up, out) for up in (node.parent, *node.also_is) if up]
            layer = [each for each in dict.fromkeys(above) if each not in walked]
            walked.update(layer)
            found.update(dict.fromkeys(up for up, out in layer if up not in out))
        return tuple(found)

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """The codes that a code, name or synonym can mean; a code hides what else it abbreviates."""
        index: dict[str, tuple[str, ...]] = {}
        for code, row in self._rows.items():
            _add(index, spelled(row.cells["name"]), (code,))
        for name, codes in self._synonyms():
            _add(index, spelled(name), codes)
        return index | {spelled(code): (code,) for code in self._rows}

    @cached_property
    def _by_words(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        index: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}
        for name, codes in self._names.items():
            if told := words(name):
                _add(index, told, codes)
        return index

    @cached_property
    def _identifiers(self) -> dict[str, tuple[str, ...]]:
        index: dict[str, tuple[str, ...]] = {}
        for node in self:
            for each in node.identifiers:
                _add(index, each, (node.code,))
        return index

    def _identified(self, text: str) -> tuple[str, ...]:
        """Return what a code of NCIt, ICD-O-3 or DOID stands for; a number alone is a DOID."""
        match = _IDENTIFIER.fullmatch(text)
        if match is None:
            return ()
        morphology, ncit, doid = match.groups()
        return self._identifiers.get(morphology or (ncit or "").upper() or f"DOID:{doid}", ())

    def _broadest(self, text: str, codes: tuple[str, ...]) -> str:
        """Return the code of which the others are kinds; AmbiguousName where there is none."""
        of_any_site = (found := _IDENTIFIER.fullmatch(text)) and found[1] and is_of_any_site(found[1])
        for code in () if of_any_site else codes:
            if all(other == code or code in self.ancestors(other) for other in codes):
                return code
        names = [self.name(code) for code in codes]
        told = [self._told(code, names.count(self.name(code)) > 1) for code in codes]
        more = [f"and {len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
        raise AmbiguousName(_KIND, text, [*told[:_SHOWN], *more])

    def _near(self, key: str) -> list[str]:
        """Return the nodes whose names are nearest: alike, then those that hold it or that it holds."""
        from difflib import get_close_matches  # only a wrong name pays for it

        told = set(words(key))
        held = [name for name in self._names if told and told.issuperset(words(name) or ("?",))]
        holding = [name for name in self._names if key and key in name]
        names = (
            *get_close_matches(key, self._names, n=6, cutoff=0.85),
            *sorted(held, key=len, reverse=True),
            *sorted(holding, key=len),
            *get_close_matches(key, self._names, n=4, cutoff=0.7),
        )
        found = dict.fromkeys(code for name in names for code in self._names[name])
        if not found:
            found = dict.fromkeys(
                c for name in get_close_matches(key, self._names) for c in self._names[name]
            )
        return [self._told(code) for code in found][:4]

    def _told(self, code: str, with_tissue: bool = False) -> str:
        tissue = f", {self.name(self._up(code)[-2])}" if with_tissue else ""
        return f"{self.name(code)}{tissue} ({code})"


def _add(index: dict[Key, tuple[str, ...]], key: Key, codes: tuple[str, ...]) -> None:
    index[key] = tuple(dict.fromkeys((*index.get(key, ()), *codes)))
