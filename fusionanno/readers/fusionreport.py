"""fusion-report."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fusionanno.errors import InputError
from fusionanno.model import (
    Breakpoint,
    FusionCall,
    Partner,
    ReadingFrame,
    ReadSupport,
    RejectedRow,
    Source,
    Strand,
    SupportMeaning,
)
from fusionanno.readers.base import Item, Kind, Reader, is_blank, split_quoted
from fusionanno.readers.cells import RNA, breakpoint_at
from fusionanno.readers.lines import Lines

_FIXED = ("Fusion", "Databases")
_SCORES = frozenset(("Fusion Indication Index (FII)", "Explained FII", "Score", "Explained score"))
_PLACE = re.compile(r"([^:#\s]+:\d+)(?::([+-]))?")
_FRAMES = {
    "in-frame": ReadingFrame.IN_FRAME,
    "out-of-frame": ReadingFrame.OUT_OF_FRAME,
    "stop-codon": ReadingFrame.STOP_CODON,
}
_SPLIT = ("junction_reads", "spanning_unique_reads", "split_count", "num_LR")
_SPANNING = ("discordant_mates", "spanning_pairs", "pair_count", "discordant_reads")
_READ = frozenset(
    ("position", "reading-frame", "confidence", "split_reads1", "split_reads2", *_SPLIT, *_SPANNING)
)


class FusionReportReader(Reader):
    """fusion-report ``fusions.csv`` and ``fusions.json``, the tables beside its HTML report.

    A row is a pair of genes, 5' before 3', and holds a cell for every tool that saw it: each cell becomes a
    call of that tool, a row without any is a call of fusion-report. Give the tools' own files where they are
    at hand: of several junctions of a pair a tool's cell holds one, and less than its row does. Positions
    are 1-based, as the tools write them; SQUID's, which fusion-report cuts from intervals, are not read. The
    databases and what else a cell says are tags. The score is none of a tool's and is not read.

    The counts are the tools': of Arriba split_reads1 + split_reads2 and discordant_mates, of STAR-Fusion
    junction_reads and spanning_reads, of FusionCatcher spanning_unique_reads and spanning_pairs, of JAFFA
    spanning_reads (over the junction) and spanning_pairs, of Pizzly split_count and pair_count, of
    EricScript junction_reads and discordant_reads, of CTAT-LR-fusion num_LR; coverage is not read. The list
    of names (``fusion_list.tsv``) is read as free text.

    The project's own examples were read (FGFR3::TACC3, EML4::ALK and others on GRCh38).
    """

    name = "fusionreport"
    title = "fusion-report"
    versions = "1 to 4 (Score or Fusion Indication Index)"
    url = "https://github.com/Clinical-Genomics/fusion-report"
    kind = Kind.PLATFORM
    names_callers = True
    support = SupportMeaning(
        caveat="fusion-report counts nothing itself; a cell's numbers are its tool's",
    )

    @property
    def recognised_by(self) -> str:
        return "columns Fusion, Databases and a score, or a JSON list of objects with them"

    @property
    def example(self) -> str:
        return (
            "Fusion,Databases,Fusion Indication Index (FII),Explained FII,arriba\nEML4--ALK,Mitelman,0.5,,\n"
        )

    def recognises(self, head: Sequence[str]) -> bool:
        first = next((line for line in head if not is_blank(line)), "")
        if _is_json(first):
            text = "".join(head)[:100_000]
            return '"Fusion"' in text and '"Databases"' in text
        return _header(first) is not None

    def read(self, lines: Lines) -> Iterator[Item]:
        numbered = ((number, line) for number, line in lines if not is_blank(line))
        first = next(numbered, None)
        if first is None:
            return iter(())
        if _is_json(first[1]):
            return self._from_json([first, *numbered], lines.path)
        header = _header(first[1])
        if header is None:
            msg = f"not fusion-report output: no columns {', '.join(_FIXED)} and a score in {first[1][:80]!r}"
            raise InputError(msg, path=lines.path, line=first[0])
        return self._from_table(numbered, header, lines.path)

    def _from_table(
        self, numbered: Iterator[tuple[int, str]], header: tuple[list[str], str], path: str
    ) -> Iterator[Item]:
        names, delimiter = header
        for number, line in numbered:
            source = Source(path, number)
            cells = split_quoted(line, delimiter)
            if len(cells) != len(names):
                msg = f"{len(cells)} cells where the header has {len(names)}; the row is cut off"
                yield RejectedRow(source, msg)
                continue
            row = dict(zip(names, cells, strict=True))
            tools = {
                name: _details(row[name]) for name in names if name not in _SCORES and name not in _FIXED
            }
            databases = [name for name in row["Databases"].split(",") if name]
            yield from self._calls(row["Fusion"], databases, tools, source)

    def _from_json(self, numbered: Sequence[tuple[int, str]], path: str) -> Iterator[Item]:
        try:
            found = json.loads("\n".join(line for _, line in numbered))
        except ValueError as error:
            line = numbered[min(getattr(error, "lineno", 1), len(numbered)) - 1][0]
            msg = f"not JSON as fusion-report writes it: {error}; the file is cut off or was edited"
            raise InputError(msg, path=path, line=line) from error
        at = [number for number, line in numbered for _ in range(line.count('"Fusion"'))]
        if not isinstance(found, list):
            msg = "not a list of fusions, as fusion-report writes it"
            raise InputError(msg, path=path, line=numbered[0][0])
        for place, item in enumerate(found):
            source = Source(path, at[min(place, len(at) - 1)] if at else numbered[0][0])
            if not isinstance(item, dict) or not isinstance(item.get("Fusion"), str):
                yield RejectedRow(source, "an object without the name of a Fusion")
                continue
            yield from self._calls(item["Fusion"], _listed(item.get("Databases")), _tools(item), source)

    def _calls(
        self, name: str, databases: Sequence[str], tools: Mapping[str, Mapping[str, str]], source: Source
    ) -> Iterator[Item]:
        told = {tool: details for tool, details in tools.items() if details} or {self.name: {}}
        for tool, details in told.items():
            try:
                yield _call(name.strip(), tool, details, databases, source)
            except ValueError as error:
                yield RejectedRow(source, f"{tool}: {error}")


def _is_json(line: str) -> bool:
    return line.lstrip().startswith("[")


def _header(line: str) -> tuple[list[str], str] | None:
    for delimiter in ",\t;":
        names = [name.strip() for name in split_quoted(line, delimiter)]
        if set(_FIXED).issubset(names) and not _SCORES.isdisjoint(names):
            return names, delimiter
    return None


def _details(cell: str) -> dict[str, str]:
    """Read ``position: 2:1#2:2,split_reads1: 3``; a comma inside a value belongs to it."""
    found: dict[str, str] = {}
    last = ""
    for part in cell.split(","):
        key, colon, value = part.partition(": ")
        if colon:
            last = key.strip()
            found[last] = value.strip()
        elif last:
            found[last] += f",{part}"
        elif part.strip():
            found[last] = part
    return found


def _tools(item: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        str(tool): {str(key): str(value) for key, value in details.items()}
        for tool, details in item.items()
        if isinstance(details, dict)
    }


def _listed(value: Any) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def _call(
    name: str, tool: str, details: Mapping[str, str], databases: Sequence[str], source: Source
) -> FusionCall:
    five, _, three = name.partition("--")
    if not five or not three:
        msg = f"Fusion is not two genes with -- between: {name!r}"
        raise ValueError(msg)
    is_pair = "--" not in three
    (place, sign), (other, other_sign) = _places(details.get("position", ""), tool)
    return FusionCall(
        caller=tool,
        five_prime=Partner(five if is_pair else None, place, strand=sign),
        three_prime=Partner(three if is_pair else None, other, strand=other_sign),
        molecule=RNA,
        support=_support(tool, details),
        caller_frame=_FRAMES.get(details.get("reading-frame", details.get("fusion_type", ""))),
        confidence=details.get("confidence"),
        described=None if is_pair else name,
        tags=(*databases, *(f"{key}={value}" for key, value in details.items() if key not in _READ)),
        source=source,
    )


_End = tuple[Breakpoint | None, Strand | None]


def _places(text: str, tool: str) -> tuple[_End, _End]:
    if not text or tool == "squid":
        return (None, None), (None, None)
    ends = [_PLACE.fullmatch(part.strip()) for part in text.split("#")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        msg = f"position is not 'contig:position:strand#contig:position:strand': {text!r}"
        raise ValueError(msg)
    first, second = (
        (breakpoint_at(end[1], "position"), Strand(end[2]) if end[2] else None) for end in ends if end
    )
    return first, second


def _support(tool: str, details: Mapping[str, str]) -> ReadSupport:
    if "split_reads1" in details:
        split = [_number(details, (key,)) for key in ("split_reads1", "split_reads2")]
        both = None if None in split else sum(reads or 0 for reads in split)
        return ReadSupport(both, _number(details, _SPANNING))
    if tool == "starfusion":
        return ReadSupport(_number(details, _SPLIT), _number(details, ("spanning_reads",)))
    if tool == "jaffa":
        return ReadSupport(_number(details, ("spanning_reads",)), _number(details, _SPANNING))
    return ReadSupport(_number(details, _SPLIT), _number(details, _SPANNING))


def _number(details: Mapping[str, str], keys: Sequence[str]) -> int | None:
    text = next((details[key] for key in keys if key in details), None)
    if text is not None and not text.isdecimal():
        msg = f"{next(key for key in keys if key in details)} is no whole number: {text!r}"
        raise ValueError(msg)
    return None if text is None else int(text)
