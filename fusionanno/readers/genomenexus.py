"""Structural variants as JSON: cBioPortal and Genome Nexus, OncoKB requests."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fusionanno.errors import InputError
from fusionanno.model import FusionCall, Partner, PartnerOrder, RejectedRow, Source
from fusionanno.readers.base import Item, Kind, Reader, is_blank
from fusionanno.readers.cbioportal import CbioportalReader, site_call
from fusionanno.readers.lines import Lines

_KEYS = ('"site1HugoSymbol"', '"site2HugoSymbol"', '"structuralVariantType"')
_COLUMNS = [column.name for column in CbioportalReader.columns]
_ONCOKB = "structuralVariantType"
_GAPS = re.compile(r"[\s,\[\]]*")


def _camel(column: str) -> str:
    first, *rest = column.lower().split("_")
    return first + "".join(word.capitalize() for word in rest)


_CAMEL = {column: _camel(column) for column in _COLUMNS} | {"Class": "variantClass"}


class GenomeNexusReader(Reader):
    """JSON objects of structural variants, as cBioPortal's and Genome Nexus' interfaces exchange them.

    A list of objects, one object, or one object per line. With ``site1HugoSymbol``, ``site1Position`` and so
    on they mean what the columns of cBioPortal's data_sv.txt mean: site 1 and site 2 are no order, the order
    is read from eventInfo's brackets, the strands from connectionType. Objects with ``geneA``, ``geneB`` and
    ``structuralVariantType`` are requests to OncoKB's interface: two genes without an order, positions, exons
    or reads; functionalFusion is a tag. Positions are 1-based. The line of a call is where its object begins.
    A file is held in memory while it is read. Written from the interfaces' descriptions; no real file was at
    hand.
    """

    name = "genomenexus"
    title = "Structural variants as JSON (cBioPortal, Genome Nexus, OncoKB)"
    kind = Kind.PLATFORM
    versions = "cBioPortal web API v5 (StructuralVariant), OncoKB API v1"
    url = "https://www.cbioportal.org/api/swagger-ui/index.html"
    support = CbioportalReader.support

    @property
    def recognised_by(self) -> str:
        return "JSON with site1HugoSymbol and site2HugoSymbol, or with structuralVariantType"

    @property
    def example(self) -> str:
        return (
            '[\n{"sampleId": "S1", "site1HugoSymbol": "RET", "site1Chromosome": "10",'
            ' "site1Position": 43611647, "site2HugoSymbol": "KIF5B", "site2Chromosome": "10",'
            ' "site2Position": 32313935,'
            ' "connectionType": "5to5", "eventInfo": "Protein fusion: in frame (KIF5B-RET)"}\n]\n'
        )

    def recognises(self, head: Sequence[str]) -> bool:
        first = next((line for line in head if not is_blank(line)), "").lstrip()
        return first.startswith(("[", "{")) and any(key in line for line in head for key in _KEYS)

    def read(self, lines: Lines) -> Iterator[Item]:
        text = "\n".join("" if is_blank(line) else line for _, line in lines)
        for line, value in _values(text, lines.path):
            source = Source(lines.path, line)
            try:
                yield _call(value, source)
            except ValueError as error:
                yield RejectedRow(source, str(error))


def _values(text: str, path: str) -> Iterator[tuple[int, Any]]:
    """Yield each object with the line where it begins; the list around them need not be there."""
    decoder, at, line = json.JSONDecoder(), 0, 1
    while True:
        begin = _GAPS.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty text, too
        line += text.count("\n", at, begin)
        if begin == len(text):
            break
        try:
            value, at = decoder.raw_decode(text, begin)
        except (json.JSONDecodeError, RecursionError) as error:
            msg = f"not whole JSON: {getattr(error, 'msg', error)}; export the file again"
            raise InputError(msg, path=path, line=line) from error
        yield line, value
        line += text.count("\n", begin, at)
    _check_brackets(text, path, line)


def _check_brackets(text: str, path: str, line: int) -> None:
    is_list, is_ended = text.lstrip().startswith("["), text.rstrip().endswith("]")
    if is_list is not is_ended and text.strip():
        msg = "not whole JSON: the list has no end; export the file again"
        raise InputError(msg, path=path, line=line)


def _call(value: Any, source: Source) -> FusionCall:
    if not isinstance(value, dict):
        msg = f"not an object of a structural variant: {str(value)[:40]!r}"
        raise ValueError(msg)
    if _ONCOKB in value:
        return _request(value, source)
    row = {column: _said(value, key) for column, key in _CAMEL.items()}
    return site_call(GenomeNexusReader.name, row, source)


def _request(value: Mapping[str, Any], source: Source) -> FusionCall:
    genes = [_gene(value.get(key)) for key in ("geneA", "geneB")]
    if not any(genes):
        msg = "geneA and geneB name no gene"
        raise ValueError(msg)
    tags = (f"{key}={text}" for key in (_ONCOKB, "functionalFusion") if (text := _said(value, key)))
    return FusionCall(
        GenomeNexusReader.name,
        Partner(genes[0]),
        Partner(genes[1]),
        tags=tuple(tags),
        order=PartnerOrder.NOT_TOLD,
        call_id=_said(value, "id") or None,
        source=source,
    )


def _gene(value: Any) -> str | None:
    name = value.get("hugoSymbol") if isinstance(value, dict) else value
    return name.strip() or None if isinstance(name, str) else None


def _said(value: Mapping[str, Any], key: str) -> str:
    """Return a member as a cell: "" for null; true and false as JSON writes them."""
    said = value.get(key)
    if isinstance(said, dict | list):
        msg = f"{key} is neither text nor a number"
        raise ValueError(msg)
    return "" if said is None else str(said).lower() if isinstance(said, bool) else str(said)
