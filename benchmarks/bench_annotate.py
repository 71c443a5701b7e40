"""Throughput of `annotate`: rows made from the published junctions, against csv reading the same file.

    python benchmarks/bench_annotate.py [--rows 5000] [--runs 3]

Prints microseconds per call and the ratio to csv in the same run, of the fastest of several runs: what else
the machine does only ever adds time. The figure to keep an eye on is the second.
"""

import argparse
import csv
import itertools
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fusionanno.cli import main as fusionanno

_JUNCTIONS = Path(__file__).parent.parent / "tests" / "tables" / "junctions.tsv"
_COLUMNS = ("five_prime_gene", "five_prime_breakpoint", "three_prime_gene", "three_prime_breakpoint")


def write_calls(path: Path, count: int) -> None:
    """Write `count` rows of the native table on GRCh38, the published junctions in turn."""
    with _JUNCTIONS.open(encoding="utf-8", newline="") as file:
        known = [row for row in csv.DictReader(file, delimiter="\t") if row["assembly"] == "GRCh38"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(_COLUMNS)
        for row in itertools.islice(itertools.cycle(known), count):
            five, three = row["fusion"].split("::")
            writer.writerow((five, row["five_prime_breakpoint"], three, row["three_prime_breakpoint"]))


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print calls, microseconds per call, ratio to csv."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    count = arguments.rows
    with tempfile.TemporaryDirectory() as folder:
        calls, out = Path(folder) / "calls.tsv", Path(folder) / "out.tsv"
        write_calls(calls, count)
        command = ["annotate", str(calls), "--assembly", "GRCh38", "--tumor", "NSCLC", "-o", str(out)]

        def read() -> None:
            with calls.open(encoding="utf-8", newline="") as file:
                for _ in csv.reader(file, delimiter="\t"):
                    pass

        ours = min(seconds(lambda: fusionanno(command, standalone_mode=False)) for _ in range(arguments.runs))
        theirs = min(seconds(read) for _ in range(5 * arguments.runs))
    print("calls\tmicroseconds_per_call\tratio_to_csv")
    print(f"{count}\t{ours / count * 1e6:.0f}\t{ours / theirs:.0f}")


if __name__ == "__main__":
    main()
