"""pizzly."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from fusionanno.model import FusionCall, RejectedRow, Source, SupportMeaning
from fusionanno.readers.base import Column, Item, Reader, TableReader
from fusionanno.readers.cells import RNA, Row, count, optional, required
from fusionanno.readers.lines import Lines
from fusionanno.readers.swift import SwiftCall, SwiftPartner, SwiftSource, SwiftSupport

_BEGIN = re.compile(r'\s*\{\s*"genes"\s*:\s*\[').match
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]').finditer
_JOIN = re.compile(r"(\S+?)_0:(\d+)_(\S+)_(\d+):(\d+)").fullmatch
_GENE_DEPTH = 3  # the file's object, its list of genes, one gene


class PizzlyReader(Reader):
    """pizzly's ``.json``, and the gene table that ``flatten_json.py`` makes of it.

    Gene A is 5'. pizzly names no place on the genome: it lists transcript pairs that could make the fusion,
    as ``ENST1_0:3526_ENST2_1247:9578`` (the first 3526 bases of one transcript, then the other from base 1248
    on). The pairs are candidates of the same reads, often of different junctions, and none of them is the
    call: the first pair's transcripts become the partners' transcripts, and every pair is a tag. No exon and
    no junction follows from that, so that the frame stays open; the gene pair, the counts and the transcripts
    are what is read. Split reads are splitcount, spanning fragments paircount, of all reads of the gene pair.
    The table needs the columns geneA.name, geneA.id, geneB.name, geneB.id, paircount, splitcount and
    transcripts.list. In the JSON the reads are not read; memory holds one gene pair at a time.

    Read as a real file: a table on Ensembl transcripts; the JSON is written from pizzly's source, which
    writes both.
    """

    name = "pizzly"
    title = "pizzly"
    versions = "0.37: .json, and the table of flatten_json.py"
    url = "https://github.com/pmelsted/pizzly"
    coordinate_base = None
    support = SupportMeaning(
        split_reads="splitcount: pairs of which one read runs across the junction",
        spanning_fragments="paircount: pairs whose mates lie on either side",
        caveat="both count all reads of the gene pair, whatever the junction",
    )

    @property
    def recognised_by(self) -> str:
        return f'{_TABLE.recognised_by}; or JSON that begins with a list "genes"'

    @property
    def example(self) -> str:
        return _TABLE.example

    def recognises(self, head: Sequence[str]) -> bool:
        return _is_json(head) or _TABLE.recognises(head)

    def read(self, lines: Lines) -> Iterator[Item]:
        return _genes(lines) if _is_json(lines.head) else _TABLE.read(lines)


class _Table(TableReader):
    name = "pizzly"
    title = "pizzly"
    versions = PizzlyReader.versions
    columns = (
        Column("geneA.name", "5' gene", "EML4"),
        Column("geneA.id", "5' gene id", "ENSG00000143924.19"),
        Column("geneB.name", "3' gene", "ALK"),
        Column("geneB.id", "3' gene id", "ENSG00000171094.18"),
        Column("paircount", "spanning fragments", "45"),
        Column("splitcount", "split reads", "27"),
        Column("transcripts.list", "transcripts, tags", "ENST00000318522.10_0:1758_ENST00000389048.8_41:62"),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        pairs = optional(row, "transcripts.list")
        return _call(
            _Gene(required(row, "geneA.name"), optional(row, "geneA.id")),
            _Gene(required(row, "geneB.name"), optional(row, "geneB.id")),
            SwiftSupport(count(row, "splitcount"), count(row, "paircount")),
            pairs.split(";") if pairs else (),
            source,
        )


_TABLE = _Table()


class _Gene(NamedTuple):
    name: str
    id: str | None


def _call(five: _Gene, three: _Gene, support: Any, pairs: Sequence[str], source: Source) -> FusionCall:
    joins = [_JOIN(pair) for pair in pairs]
    if not all(joins):
        wrong = next(pair for pair, join in zip(pairs, joins, strict=True) if join is None)
        msg = f"transcripts.list has no pair such as ENST1_0:3526_ENST2_1247:9578: {wrong!r}"
        raise ValueError(msg)
    first = joins[0] if joins else None
    return SwiftCall(
        caller=PizzlyReader.name,
        five_prime=SwiftPartner(symbol=five.name, transcript=first and first[1], gene_id=five.id),
        three_prime=SwiftPartner(symbol=three.name, transcript=first and first[3], gene_id=three.id),
        molecule=RNA,
        support=support,
        tags=tuple(pairs),
        source=source,
    )


def _is_json(head: Sequence[str]) -> bool:
    return _BEGIN("\n".join(head)) is not None


def _genes(lines: Lines) -> Iterator[Item]:
    """Yield the call of each gene pair, at the line that names gene A."""
    for number, text in _objects(lines):
        source = SwiftSource(lines.path, number)
        if text is None:
            yield RejectedRow(source, "the file is cut off, or its brackets do not match")
            continue
        try:
            yield _call_of(json.loads(text), source)
        except (ValueError, RecursionError) as error:
            yield RejectedRow(source, f"not a gene pair as pizzly writes it: {error}")


def _objects(lines: Lines) -> Iterator[tuple[int, str | None]]:
    """Yield each object in the list of genes with its line; None instead of it where the file is cut off."""
    depth, told, number = 0, 1, 1
    kept: list[str] = []
    for number, line in lines:
        begin = 0
        for token in _TOKEN(line):
            sign = token[0]
            depth += (sign in "{[") - (sign in "}]")
            if sign == "{" and depth == _GENE_DEPTH:
                kept, begin, told = [], token.start(), number
            elif sign == '"geneA"' and depth == _GENE_DEPTH:
                told = number
            elif sign == "}" and depth == _GENE_DEPTH - 1:
                yield told, "\n".join([*kept, line[begin : token.end()]])
        if depth >= _GENE_DEPTH:
            kept.append(line[begin:])
    if depth:
        yield number, None


def _call_of(gene_pair: Any, source: Source) -> FusionCall:
    """Read one parsed object; ValueError names what is missing."""
    try:
        five, three = _gene(gene_pair["geneA"]), _gene(gene_pair["geneB"])
        support = SwiftSupport(_whole(gene_pair["splitcount"]), _whole(gene_pair["paircount"]))
        pairs = [_text(each["fasta_record"]) for each in gene_pair["transcripts"]]
    except KeyError as error:
        msg = f"no {error.args[0]}"
        raise ValueError(msg) from error
    except (AttributeError, TypeError) as error:
        msg = "its values have other kinds"
        raise ValueError(msg) from error
    return _call(five, three, support, pairs, source)


def _gene(said: Any) -> _Gene:
    gene_id = said.get("id")
    return _Gene(_text(said["name"]), _text(gene_id) if gene_id else None)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        msg = f"not a name: {value!r}"
        raise ValueError(msg)
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        msg = f"not a number of reads: {value!r}"
        raise ValueError(msg)
    return value
