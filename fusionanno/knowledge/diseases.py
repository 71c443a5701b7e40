"""The disease tree: OncoTree's nodes that matter, and the few of ours that it lacks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from fusionanno.errors import UnknownName
from fusionanno.knowledge.facts import DiseaseNode
from fusionanno.model import Disease, MatchLevel

SOLID = "SOLID"
_KIND = "tumour"
HEMATOLOGICAL = "HEME"
_SPELLINGS = (("tumour", "tumor"), ("leukaemia", "leukemia"), ("haem", "hem"), ("oedema", "edema"))


class DiseaseTree:
    """Find a tumour by its code, name or synonym, and see how the tumour of a statement meets it."""

    def __init__(self, nodes: Sequence[DiseaseNode], synonyms: Iterable[tuple[str, str]]) -> None:
        """Take the rows of diseases.tsv and the (name, code) rows of synonyms.tsv."""
        self._nodes: Mapping[str, DiseaseNode] = MappingProxyType({node.code: node for node in nodes})
        self._codes = MappingProxyType(self._index(synonyms))

    def __contains__(self, code: object) -> bool:
        return code in self._nodes

    def find(self, text: str) -> Disease:
        """Return the tumour that `text` names; UnknownName offers near ones.

        Codes, names and synonyms count, NCIt and DOID identifiers too; case, hyphens and the spelling of
        tumor or tumour do not.
        """
        key = spelled(text)
        if key in self._codes:
            return self.disease(self._codes[key])
        from difflib import get_close_matches  # only a wrong name pays for it

        holding = sorted((name for name in self._codes if key and key in name), key=len)
        close = get_close_matches(key, self._codes, n=6, cutoff=0.7)
        close = close or get_close_matches(key, self._codes, n=3)
        near = dict.fromkeys(self._codes[name] for name in (*close, *holding))
        raise UnknownName(_KIND, text, [f"{self._nodes[code].name} ({code})" for code in near][:4])

    def disease(self, code: str) -> Disease:
        """Return the node of a code; UnknownName where it is none of ours."""
        if code not in self._nodes:
            raise UnknownName(_KIND, code)
        node, path = self._nodes[code], tuple(reversed(self._up(code)))
        names = tuple(self._nodes[step].name for step in path)
        return Disease(node.code, node.name, path, names, node.is_solid, node.is_local)

    def name(self, code: str) -> str:
        return self._nodes[code].name

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return every kind that the tumour is, nearest first, by parents and by also_is; not itself."""
        seen: dict[str, None] = {}
        layer = [code]
        while layer:
            above = [
                up for step in layer for up in (self._nodes[step].parent, self._nodes[step].also_is) if up
            ]
            layer = [up for up in above if up not in seen]
            seen.update(dict.fromkeys(layer))
        return tuple(seen)

    def meet(self, tumor: Disease | None, codes: Sequence[str]) -> tuple[MatchLevel, str]:
        """Return how a statement about `codes` meets the tumour, and the code that decided it.

        Exact beats ancestor beats any solid tumour; a statement about a narrower tumour is another tumour's.
        """
        if tumor is None:
            return MatchLevel.NO_TUMOUR, codes[0]
        if tumor.code in codes:
            return MatchLevel.EXACT, tumor.code
        kinds = [code for code in self.ancestors(tumor.code) if code in codes]
        if kinds:
            return MatchLevel.ANCESTOR, kinds[0]
        if (SOLID in codes and tumor.is_solid) or (HEMATOLOGICAL in codes and tumor.is_solid is False):
            return MatchLevel.SOLID_TUMOUR, SOLID if tumor.is_solid else HEMATOLOGICAL
        return MatchLevel.OTHER_TUMOUR, self._narrower(tumor, codes) or codes[0]

    def is_narrower(self, code: str, tumor: Disease) -> bool:
        """True where `code` is a kind of the tumour, which was then named too broadly to decide."""
        return code in self._nodes and tumor.code in self.ancestors(code)

    def _narrower(self, tumor: Disease, codes: Sequence[str]) -> str | None:
        return next((code for code in codes if self.is_narrower(code, tumor)), None)

    def _up(self, code: str) -> list[str]:
        path = [code]
        while parent := self._nodes[path[-1]].parent:
            path.append(parent)
        return path

    def _index(self, synonyms: Iterable[tuple[str, str]]) -> dict[str, str]:
        index = {spelled(name): code for name, code in synonyms}
        for node in self._nodes.values():
            index[spelled(node.name)] = node.code
            if node.ncit:
                index.setdefault(spelled(node.ncit), node.code)
        index.update({spelled(code): code for code in self._nodes})
        return index


def spelled(text: str) -> str:
    """Return a name as it is compared: lower case, American, without hyphens and double spaces.

    >>> spelled("Inflammatory  Myofibroblastic Tumour")
    'inflammatory myofibroblastic tumor'
    >>> spelled("non-small-cell lung cancer") == spelled("Non-Small Cell Lung Cancer")
    True
    """
    plain = re.sub(r"[\s,()/_-]+", " ", text.casefold()).strip()
    for british, american in _SPELLINGS:
        plain = plain.replace(british, american)
    return plain
