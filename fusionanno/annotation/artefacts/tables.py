"""The tables of resources/artefacts/, each read when first needed: classes of genes, families of genes."""

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from fusionanno.errors import ResourceError

TABLES = ("gene_classes.tsv.gz", "families.tsv.gz")
_NONE: tuple[str, ...] = ()


@cache
def gene_classes() -> MappingProxyType[str, tuple[str, ...]]:
    """Return symbol -> its classes: pseudogene, ribosomal, mitochondrial, immune-receptor, hla."""
    return MappingProxyType({symbol: _split(classes) for symbol, classes in _rows(TABLES[0])})


@cache
def families() -> MappingProxyType[str, tuple[str, ...]]:
    """Return symbol -> its families, each named by its gene group with a number that tells them apart."""
    found: dict[str, tuple[str, ...]] = {}
    for number, (group, members) in enumerate(_rows(TABLES[1])):
        for symbol in _split(members):
            found[symbol] = (*found.get(symbol, ()), f"{number} {group}")
    return MappingProxyType(found)


def shared_family(one: str, other: str) -> str | None:
    """Return the name of the gene group in which two symbols are relatives; None where there is none.

    >>> shared_family("KRT5", "KRT6A"), shared_family("EML4", "ALK")
    ('Keratins, type II', None)
    """
    known = families()
    mine = known.get(one)
    if mine is None:
        return None
    shared = [family for family in mine if family in known.get(other, _NONE)]
    return shared[0].partition(" ")[2].strip() if shared else None


@cache
def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";"))


def _rows(name: str) -> Iterator[tuple[str, str]]:
    try:
        data = files("fusionanno.resources").joinpath("artefacts", name).read_bytes()
        lines = gzip.decompress(data).decode("utf-8").splitlines()
        yield from ((first, second) for first, second in (line.split("\t") for line in lines))
    except (OSError, EOFError, ValueError) as error:
        msg = f"artefacts/{name} is missing or damaged ({error}): reinstall fusionanno"
        raise ResourceError(msg) from error
