"""Names as a user writes them: genes by old symbols, drugs by brand or class, fusions by their two genes."""

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING

from fusionanno.cli.knowledge.kinds import KINDS
from fusionanno.errors import AmbiguousName, UnknownName
from fusionanno.genemodel import load_gene_model
from fusionanno.model import Assembly
from fusionanno.naming.symbols import split_pair
from fusionanno.naming.tables import numberings

if TYPE_CHECKING:
    from fusionanno.genemodel import GeneModel
    from fusionanno.knowledge import Knowledge

_GENE, _DRUG = "gene", "drug"


def gene_of(base: "Knowledge", text: str) -> str:
    """Return the current symbol of a gene: as the tables have it, else of an old symbol or alias.

    Raises AmbiguousName for a family (NTRK) or an alias of several genes, UnknownName with near names.
    """
    name = text.strip()
    held = {gene.upper(): gene for gene in held_genes(base)}
    if name.upper() in held:
        return held[name.upper()]
    if (counted := numberings().get(name.upper())) is not None:
        return counted.gene
    family = sorted(
        gene for gene in held.values() if name and re.fullmatch(rf"{re.escape(name.upper())}\d+", gene)
    )
    if len(family) > 1:
        raise AmbiguousName(_GENE, name, family)
    try:
        return _model().gene(name).symbol
    except AmbiguousName:
        raise
    except UnknownName as error:
        near = difflib.get_close_matches(name.upper(), held, n=3)
        raise UnknownName(_GENE, name, near or error.candidates) from error


def drugs_of(base: "Knowledge", text: str) -> tuple[str, ...]:
    """Return the drug of a name, brand or code name, or the drugs of a class; UnknownName with near names."""
    wanted = " ".join(text.split()).casefold()
    for drug in base.drugs.values():
        if wanted in (drug.name, *(alias.casefold() for alias in drug.aliases)):
            return (drug.name,)
    if found := drugs_of_class(base, text):
        return found
    raise UnknownName(_DRUG, text, near_drugs(base, text))


def drugs_of_class(base: "Knowledge", text: str) -> tuple[str, ...]:
    """Return the drugs of a class such as "ALK inhibitor" or "ALK inhibitors"; empty where it is none."""
    wanted = " ".join(text.split()).casefold().removesuffix("s")
    return tuple(
        drug.name
        for drug in base.drugs.values()
        if any(wanted == each.casefold().removesuffix("s") for each in drug.classes)
    )


def near_drugs(base: "Knowledge", text: str) -> list[str]:
    """Return the names, brands and classes that are nearest to a text."""
    names = {
        each.casefold(): each
        for drug in base.drugs.values()
        for each in (drug.name, *drug.aliases, *drug.classes)
    }
    return [names[near] for near in difflib.get_close_matches(text.casefold(), names, n=3)]


def pair_of(base: "Knowledge", text: str) -> tuple[str, str] | None:
    """Return the two genes of "EML4::ALK" or "BCR-ABL" by their current symbols; None where it is no pair."""
    held = held_genes(base)
    try:
        found = split_pair(text, lambda word: word in held or _model().is_symbol(word))
    except ValueError:
        return None
    if found.first is None or found.second is None:
        return None
    return gene_of(base, found.first), gene_of(base, found.second)


def held_genes(base: "Knowledge") -> frozenset[str]:
    """Return every gene that a row of any kind names."""
    return frozenset(
        gene
        for kind in KINDS
        for row in base.rows(kind.table)
        for column in kind.genes
        for gene in row.many(column)
    )


@cache
def _model() -> "GeneModel":
    return load_gene_model("embedded", Assembly.GRCH38)
