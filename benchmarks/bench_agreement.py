"""Agreement of our reading frame with the callers' own, on files that the user has.

    python benchmarks/bench_agreement.py FILE-OR-FOLDER... [--assembly GRCh37] [--rows OUT.tsv]

Reads every file that fusionanno reads, judges each call without looking at the caller's verdict, and
compares. A table in the native format may carry a column `caller_frame` (in-frame, out-of-frame, stop-codon)
with the verdict of whoever made it: so any other table can be compared once its columns are renamed. Where
the assembly is not stated, the one on which more breakpoints lie inside the named genes is taken and printed.

Prints one line per file, then the differences by class: a difference goes to the first class that holds.

    no junction (EVENT)    we state no fusion transcript: a gene that is not known, antisense, intergenic ...
    caller's transcripts   on the two transcripts that the caller names, ours is the caller's verdict
    another transcript     on another pair of transcripts of the two genes it is
    outside                a side lies outside the transcript
    intron                 a side is joined within an intron
    no 5' coding sequence  the 5' partner gives no start codon before the junction
    5' complete            the stop codon of the 5' partner lies before the junction
    no 3' coding sequence  nothing of the 3' partner's coding sequence is joined
    5' UTR                 untranslated bases of the 3' partner are read through
    inside one gene        both sides lie in one gene: what the reads skip or repeat else is not known
    inside an exon         a side is joined within an exon
    exon edges             none of these
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

from fusionanno.annotation import Annotator
from fusionanno.annotation.geometry.junction import observed_site
from fusionanno.annotation.geometry.layout import Layout
from fusionanno.annotation.product.between import Between
from fusionanno.annotation.product.frame import frame_verdict, three_prime_part
from fusionanno.errors import FusionannoError
from fusionanno.genemodel import load_gene_model
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import (
    Assembly,
    EventKind,
    FusionCall,
    FusionTranscript,
    Partner,
    PlacedFusion,
    ReadingFrame,
    Region,
    RejectedRow,
    Side,
)
from fusionanno.readers import open_calls

_LOOKED_AT = 300
"""Calls of a file that decide its assembly where nobody states it."""

_FRAMES = {each.value: each for each in ReadingFrame}

_COLUMNS = (
    "file", "line", "five_prime", "three_prime", "five_prime_breakpoint", "three_prime_breakpoint",
    "assembly", "theirs", "ours", "class", "five_prime_site", "three_prime_site", "event", "because",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A call as placed, the caller's verdict, and the class of the difference ("" where they agree)."""

    placed: PlacedFusion
    theirs: ReadingFrame
    why: str


@cache
def gene_model(assembly: Assembly) -> GeneModel:
    return load_gene_model("embedded", assembly)


@cache
def annotator(assembly: Assembly) -> Annotator:
    return Annotator(gene_model(assembly))


@lru_cache(4096)
def layouts(assembly: Assembly, symbol: str) -> tuple[Layout, ...]:
    return tuple(Layout(transcript) for transcript in gene_model(assembly).transcripts(symbol))


def calls_of(path: Path) -> Iterator[FusionCall]:
    """Yield the readable calls of a file; a native table's own `caller_frame` stands for the caller's."""
    stated = dict(_stated_frames(path))
    with open_calls(str(path), keep_going=True) as calls:
        for call in calls:
            if isinstance(call, RejectedRow):
                continue
            line = call.source.line if call.source else None
            if call.caller == "fusionanno":
                call = replace(call, caller="table", caller_frame=stated.get(line or 0))
            yield call


def _stated_frames(path: Path) -> Iterator[tuple[int, ReadingFrame]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in (reader := csv.DictReader(file, delimiter="\t")):
            word = _FRAMES.get(row.get("caller_frame") or "")
            if word is not None:
                yield reader.line_num, word


def assembly_of(calls: Sequence[FusionCall]) -> Assembly:
    """Return the assembly on which more breakpoints lie inside the named genes."""
    inside = {
        assembly: sum(
            _is_inside(gene_model(assembly), end)
            for call in islice(calls, _LOOKED_AT)
            for end in (call.five_prime, call.three_prime)
        )
        for assembly in Assembly
    }
    return max(inside, key=lambda assembly: inside[assembly])


def _is_inside(model: GeneModel, end: Partner) -> bool:
    place = end.breakpoint
    if end.symbol is None or place is None:
        return False
    return any(gene.symbol == end.symbol for gene in model.genes_at(place.contig, place.position))


def compared(call: FusionCall, assembly: Assembly) -> Row | None:
    """Judge one call; None where the caller gives no verdict."""
    theirs = call.caller_frame
    if theirs is None or theirs is ReadingFrame.UNDETERMINED:
        return None
    placed = annotator(assembly).place(replace(call, caller_frame=None))
    return Row(placed, theirs, "" if agrees(placed.frame, theirs) else why_not(placed, theirs, assembly))


def agrees(ours: ReadingFrame, theirs: ReadingFrame) -> bool:
    """In frame against not in frame: callers without a word for a stop codon call it out of frame."""
    if ReadingFrame.IN_FRAME in (ours, theirs):
        return ours is theirs
    return ours in (ReadingFrame.OUT_OF_FRAME, ReadingFrame.STOP_CODON)


def why_not(placed: PlacedFusion, theirs: ReadingFrame, assembly: Assembly) -> str:
    """Return the class of a difference."""
    fusion = placed.transcript
    if fusion is None:
        return f"no junction ({placed.event.value})"
    pairs = list(_other_pairs(placed, assembly))
    named = tuple(_bare(end.transcript) for end in (placed.call.five_prime, placed.call.three_prime))
    for pair in pairs:
        ids = tuple(_bare(each.transcript.ensembl_id or each.transcript.id) for each in pair)
        if ids == named and agrees(_frame_on(placed, pair), theirs):
            return "caller's transcripts"
    if any(agrees(_frame_on(placed, pair), theirs) for pair in pairs):
        return "another transcript"
    return _by_place(placed, fusion)


def _bare(name: str | None) -> str:
    return (name or "").partition(".")[0]


def _other_pairs(placed: PlacedFusion, assembly: Assembly) -> Iterator[tuple[Layout, Layout]]:
    five, three = placed.five_gene, placed.three_gene
    if five is not None and three is not None:
        ends = ((five, placed.call.five_prime), (three, placed.call.three_prime))
        yield from product(*([
            each for each in layouts(assembly, gene.symbol)
            if end.breakpoint is not None and each.transcript.contig == end.breakpoint.contig
        ] for gene, end in ends))  # fmt: skip


def _frame_on(placed: PlacedFusion, pair: tuple[Layout, Layout]) -> ReadingFrame:
    places = placed.call.five_prime.breakpoint, placed.call.three_prime.breakpoint
    assert places[0] is not None
    assert places[1] is not None
    five = observed_site(pair[0], Side.FIVE_PRIME, places[0])
    three = observed_site(pair[1], Side.THREE_PRIME, places[1])
    inserted = placed.call.inserted_sequence
    between = Between(len(inserted or ""), inserted)
    return frame_verdict(pair[0], five, pair[1], three, between).frame


def _by_place(placed: PlacedFusion, fusion: FusionTranscript) -> str:
    five, three = fusion.five_prime, fusion.three_prime
    joined = three_prime_part(Layout(three.transcript), three)
    frame = fusion.frame.frame
    held = {
        "outside": {five.region, three.region} & {Region.UPSTREAM, Region.DOWNSTREAM},
        "intron": Region.INTRON in (five.region, three.region),
        "no 5' coding sequence": frame is ReadingFrame.NO_PROTEIN,
        "5' complete": frame is ReadingFrame.STOP_CODON,
        "no 3' coding sequence": joined.reason,
        "5' UTR": joined.untranslated,
        "inside one gene": placed.event is EventKind.INTERNAL,
        "inside an exon": five.offset or three.offset,
    }
    return next((name for name, is_so in held.items() if is_so), "exon edges")


def files_of(arguments: Sequence[str]) -> list[Path]:
    """Return the files named, and those below the folders named."""
    paths = [Path(argument) for argument in arguments]
    return sorted(
        file
        for path in paths
        for file in ([path] if path.is_file() else path.rglob("*"))
        if file.is_file() and file.suffix in (".tsv", ".txt", ".csv", ".abridged", ".gz")
    )


def dumped(name: str, row: Row, assembly: Assembly) -> list[str]:
    """Return a row of the file that --rows writes."""
    placed = row.placed
    call, fusion = placed.call, placed.transcript
    ends = (fusion.five_prime, fusion.three_prime) if fusion else ()
    sites = [f"{end.transcript.id} exon {end.exon}{end.offset:+} {end.region.value}" for end in ends]
    places = [str(end.breakpoint or "") for end in (call.five_prime, call.three_prime)]
    line = str(call.source.line) if call.source else ""
    told = [row.theirs.value, placed.frame.value, row.why]
    because = [placed.event.value, placed.because]
    return [
        name, line, placed.five_symbol, placed.three_symbol, *places, assembly.value, *told,
        *(sites or ("", "")), *because,
    ]  # fmt: skip


def main() -> None:
    """Print the table of files and the table of classes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--assembly", type=Assembly.parse)
    parser.add_argument("--rows", type=Path, help="write every compared row here")
    arguments = parser.parse_args()
    classes: Counter[tuple[str, str, str]] = Counter()
    lines: list[list[str]] = []
    print("file\tassembly\tcalls\tcompared\tagree\tdiffer\tundetermined")
    for path in files_of(arguments.inputs):
        try:
            calls = list(calls_of(path))
        except FusionannoError:
            continue
        stated = next((call.assembly for call in calls if call.assembly), None)
        assembly = arguments.assembly or stated or assembly_of(calls)
        rows = [row for call in calls if (row := compared(call, assembly)) is not None]
        agree = sum(not row.why for row in rows)
        open_rows = sum(row.placed.frame is ReadingFrame.UNDETERMINED for row in rows)
        counts = (len(calls), len(rows), agree, len(rows) - agree - open_rows, open_rows)
        print(path.name, assembly.value, *counts, sep="\t")
        classes.update((row.why, row.theirs.value, row.placed.frame.value) for row in rows if row.why)
        lines += [dumped(path.name, row, assembly) for row in rows]
    print("\nclass\ttheirs\tours\trows")
    for (why, theirs, ours), count in sorted(classes.items(), key=lambda item: (-item[1], item[0])):
        print(why, theirs, ours, count, sep="\t")
    if arguments.rows:
        with arguments.rows.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t", lineterminator="\n").writerows([_COLUMNS, *lines])


if __name__ == "__main__":
    main()
