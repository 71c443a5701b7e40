"""Alias and former symbols, and cytogenetic bands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from fusionanno.model import Assembly, Gene, plain_contig
from fusionanno.resources.build_transcripts import CONTIGS, lines


def read_synonyms(path: Path) -> dict[str, set[str]]:
    """Read `symbol, alias, alias ...` rows: alias -> the symbols that claim it."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines(path):
        if line and not line.startswith("#"):
            symbol, *aliases = line.split("\t")
            for alias in aliases:
                found[alias.strip()].add(symbol)
    return dict(found)


def current_only(
    claims: Mapping[str, set[str]], renamed: Mapping[str, str], current: set[str]
) -> dict[str, set[str]]:
    """Bring the claiming symbols up to date and add former gene names.

    An alias that no gene of ours claims goes, it leads nowhere; one that some claim keeps all its claimants,
    so that it stays ambiguous.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for alias, symbols in claims.items():
        for symbol in symbols:
            new = symbol if symbol in current else renamed.get(symbol, symbol)
            found[alias].add(new)
    for old, new in renamed.items():
        found[old] = {new}
    return {alias: names for alias, names in found.items() if names & current and names != {alias}}


def segments(path: Path, loci: Iterable[Gene]) -> dict[str, set[str]]:
    """Return immunoglobulin or T-cell-receptor segment -> its locus (IGHG1 -> IGH), from Ensembl's list.

    `loci` are on the list's assembly, GRCh38; a segment outside them (an orphon) is left out.
    """
    found = {}
    rows = (line.split("\t") for line in lines(path) if line and not line.startswith("#"))
    for contig, start, _, _, symbol, *_ in rows:
        for locus in loci:
            inside = contig == locus.contig and locus.start <= int(start) <= locus.end
            if inside and re.fullmatch(rf"{locus.symbol}[ACDEGJMV]\S*", symbol):
                found[symbol] = {locus.symbol}
    return found


def synonym_table(claims: Mapping[str, Iterable[str]], former: Mapping[str, str]) -> bytes:
    """Return the table of synonyms; `former` symbols, once approved for one gene, lead to that gene alone."""
    merged = {**claims, **{old: (new,) for old, new in former.items()}}
    return "".join(f"{alias}\t{','.join(sorted(merged[alias]))}\n" for alias in sorted(merged)).encode()


def band_lines(assembly: Assembly, path: Path) -> bytes:
    """Return the bands of one assembly: assembly, contig, last base, band; ascending per contig."""
    rows = (line.split("\t") for line in lines(path) if line and not line.startswith("#"))
    found = [(plain_contig(c[0]), int(c[2]), c[3]) for c in rows if plain_contig(c[0]) in CONTIGS and c[3]]
    found.sort(key=lambda row: (CONTIGS.index(row[0]), row[1]))
    return "".join(f"{assembly}\t{contig}\t{end}\t{band}\n" for contig, end, band in found).encode()
