"""
The bundled tables of resources/reference/: how they are read, and the ways they fail.

* genes.<assembly>.tsv: one line per place of a gene, by contig and start; uncompressed, so that a symbol or
  an id is found with one bytes.find
* transcripts.<assembly>.tsv.gz: one line per placed transcript, in gzip members of whole genes; a gene's line
  says which member, and which bytes of it, are its own
* domains.tsv.gz, domain_names.tsv, synonyms.tsv.gz, cytobands.tsv, literature.tsv, regions.tsv

Coordinates in every table are 1-based and inclusive.
"""

import zlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from fusionanno.errors import ResourceError


def table(name: str) -> Traversable:
    """Return a bundled table as a path-like object; it need not exist."""
    return files("fusionanno.resources").joinpath("reference", name)


def table_bytes(name: str) -> bytes:
    """Return a bundled table as it lies there; ResourceError where it is missing."""
    try:
        return table(name).read_bytes()
    except OSError as error:
        msg = f"reference/{name} is missing ({error.strerror}): reinstall fusionanno or rebuild its reference"
        raise ResourceError(msg) from error


def read_bytes(name: str) -> bytes:
    """Return a table's text, unpacked where its name ends in .gz; ResourceError where it cannot be."""
    data = table_bytes(name)
    return unzip(data, name) if name.endswith(".gz") else data


def read_rows(name: str) -> Iterator[tuple[str, ...]]:
    """Yield a small table's rows as text cells; lines that begin with "#" are comments."""
    try:
        text = read_bytes(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise damaged(name, "is not text") from error
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def spellings(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return every name in upper case -> the spellings that it has, in the order of `names`."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        found[name.upper()] = (*found.get(name.upper(), ()), name)
    return found


def unzip(data: bytes, name: str) -> bytes:
    """Unpack one or more gzip members; ResourceError where they are cut off or altered."""
    parts = []
    while data:
        stream = zlib.decompressobj(wbits=31)
        try:
            parts.append(stream.decompress(data))
        except zlib.error as error:
            raise damaged(name, str(error)) from error
        if not stream.eof:
            raise damaged(name, "it ends too early")
        data = stream.unused_data
    return b"".join(parts)


def damaged(name: str, why: str) -> ResourceError:
    """The one sentence for a table that is there and cannot be used."""
    return ResourceError(
        f"reference/{name} is damaged ({why}): reinstall fusionanno or rebuild its reference"
    )
