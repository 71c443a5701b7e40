"""Start-up and one call, as ratios to `python -c "import pandas, pysam"` in the same run.

    python benchmarks/bench_start.py [--runs 11]

The machines that this runs on are noisy: the commands take turns, and the ratio is formed within each turn.
Bounds of the project: `--help` at most 0.5, one annotated call at most 1.0 (medians).
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_CALLS = (
    "five_prime_gene\tfive_prime_breakpoint\tthree_prime_gene\tthree_prime_breakpoint\tmolecule\n"
    "EML4\tchr2:42295516\tALK\tchr2:29223528\trna\n"
)


def commands(folder: Path) -> dict[str, list[str]]:
    """Return the commands to time; the first is the measure of the others."""
    calls = folder / "calls.tsv"
    calls.write_text(_CALLS, encoding="utf-8")
    beside = shutil.which("fusionanno", path=str(Path(sys.executable).parent))
    ours = beside or shutil.which("fusionanno") or "fusionanno"
    return {
        "import pandas, pysam": [sys.executable, "-c", "import pandas, pysam"],
        "--help": [ours, "--help"],
        "annotate one call": [ours, "annotate", str(calls), "--assembly", "GRCh38", "--tumor", "NSCLC"],
        "name from words": [ours, "name", "EML4-ALK (E6:A20)"],
    }


def seconds(command: list[str]) -> float:
    """Return the wall time of one run, which must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print a row per command: median seconds and median ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=11)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        timed = commands(Path(folder))
        for command in timed.values():
            seconds(command)
        turns = [{name: seconds(command) for name, command in timed.items()} for _ in range(runs)]
    base = next(iter(timed))
    print("command\tmedian_seconds\tmedian_ratio")
    for name in timed:
        ratio = statistics.median(turn[name] / turn[base] for turn in turns)
        print(f"{name}\t{statistics.median(turn[name] for turn in turns):.3f}\t{ratio:.2f}")


if __name__ == "__main__":
    main()
