"""How long 100,000 rows take to read, against Python's csv module on the same file in the same run.

    python benchmarks/bench_read.py [ROWS]

Prints one line per format: seconds of csv, seconds of ours, their ratio (the limit is 6), and the peak of
Python's memory while 10,000 and ROWS rows are read, which must not grow. Exit code 1 where a limit is broken.
"""

import csv
import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from fusionanno.readers import READERS, TableReader, read_calls

LIMIT = 6.0
ROUNDS = 5


def write(reader: TableReader, rows: int, path: Path) -> None:
    """Write a file of the reader's own example with positions and counts that vary."""
    chance = random.Random(1)
    cells = {column.name: column.example for column in reader.columns if column.name != "sample"}
    with path.open("w") as file:
        file.write("\t".join(cells) + "\n")
        for _ in range(rows):
            file.write("\t".join(_varied(name, cell, chance) for name, cell in cells.items()) + "\n")


def _varied(name: str, cell: str, chance: random.Random) -> str:
    if cell.isdecimal():
        return str(chance.randint(0, 300))
    if "reakpoint" in name:
        contig, _, rest = cell.partition(":")
        return ":".join([contig, str(chance.randint(1, 200_000_000)), *rest.split(":")[1:]])
    return cell


def seconds(rows: Iterator[object]) -> float:
    start = time.perf_counter()
    for _ in rows:
        pass
    return time.perf_counter() - start


def csv_rows(path: Path) -> Iterator[list[str]]:
    with path.open(newline="") as file:
        yield from csv.reader(file, delimiter="\t")


def peak(path: Path, name: str) -> int:
    """Return the peak of traced memory in KiB."""
    tracemalloc.start()
    for _ in read_calls(str(path), name):
        pass
    result = tracemalloc.get_traced_memory()[1] // 1024
    tracemalloc.stop()
    return result


def measure(name: str, rows: int, folder: Path) -> bool:
    reader = READERS[name]
    assert isinstance(reader, TableReader)
    large, small = folder / "large.tsv", folder / "small.tsv"
    write(reader, rows, large)
    write(reader, 10_000, small)
    pairs = [(seconds(csv_rows(large)), seconds(read_calls(str(large), name))) for _ in range(ROUNDS)]
    theirs, ours = (min(column) for column in zip(*pairs, strict=True))
    little, much = peak(small, name), peak(large, name)
    print(
        f"{name}: {rows} rows, csv {theirs:.3f} s, ours {ours:.3f} s, ratio {ours / theirs:.2f} (limit {LIMIT:g})"
    )
    print(f"{name}: peak memory {little} KiB at 10000 rows, {much} KiB at {rows} rows")
    return ratio <= LIMIT and much < little * 1.5


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        passed = [measure(name, rows, Path(folder)) for name in ("arriba", "starfusion")]
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
