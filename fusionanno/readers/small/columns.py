"""The columns of a table of small variants, under the names that programs and people give them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NAMES: Mapping[str, tuple[str, ...]] = {
    "gene": ("hugosymbol", "gene", "symbol", "genesymbol", "genename", "hgnc", "hgncsymbol"),
    "protein": (
        "hgvspshort", "hgvsp", "proteinchange", "aminoacidchange", "aachange", "aminoacid", "pchange", "pdot",
        "hgvsprotein", "proteinhgvs", "protein", "aa", "p",
        "oncotatorproteinchange", "mutation", "change", "alteration", "variant",
    ),
    "transcript": (
        "transcriptid", "transcript", "refseqtranscript", "refseq", "annotationtranscript", "feature",
    ),
    "fraction": (
        "allelefraction", "vaf", "allelefrequency", "variantallelefrequency", "variantallelefraction",
        "tumorvaf", "tvaf", "allelefreqt",
    ),
    "sample": ("tumorsamplebarcode", "sampleid", "sample", "samplename"),
    "class": ("variantclassification", "consequence", "mutationtype", "effect"),
    "filter": ("filter",),
    "status": ("mutationstatus",),
    "cdna": ("hgvsc", "cdnachange", "codingchange"),
    "alternate": ("taltcount",),
    "reference": ("trefcount",),
}  # fmt: skip
"""What a column tells -> its names without case, signs and the tool's ending; the preferred first."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each kind of column stands; width is the number of cells of a row."""

    width: int
    places: Mapping[str, tuple[int, ...]]

    @property
    def needed(self) -> int:
        """How many cells a row has at least: programs leave out the empty ones at its end."""
        return 1 + max(self.places[kind][0] for kind in ("gene", "protein"))

    def cell(self, cells: Sequence[str], kind: str) -> str:
        """Return the first filled cell of a kind, "" where there is none."""
        told = (cells[index].strip() for index in self.places.get(kind, ()) if index < len(cells))
        return next((text for text in told if text not in _MISSING), "")


_MISSING = frozenset(("", ".", "-", "NA", "N/A", "NaN", "nan", "Unknown", "UNKNOWN"))


def columns_of(names: Sequence[str]) -> Columns | None:
    """Return a header's columns; None where it names no gene or no protein change.

    >>> columns_of(["Hugo_Symbol", "HGVSp_Short", "t_vaf"]).places["protein"]
    (1,)
    """
    plain = [_plain(name) for name in names]
    places = {
        kind: tuple(plain.index(name) for name in known if name in plain) for kind, known in _NAMES.items()
    }
    if not places["gene"] or not places["protein"]:
        return None
    return Columns(len(names), {kind: found for kind, found in places.items() if found})


def _plain(name: str) -> str:
    """Strip what tools put around a name: "#Gene.refGene", "HGVS.p", "Protein Change"."""
    told = re.sub(r"\.(refgene|refgenewithver|ensgene|knowngene)\w*$", "", name.strip().lstrip("#").lower())
    return re.sub(r"[^a-z0-9]", "", told)
