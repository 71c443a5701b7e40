"""What the lines before the records say: samples, build, caller. Malformed lines are no hindrance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fusionanno.model import Assembly, plain_contig
from fusionanno.readers.variants.callers import Caller, caller_of
from fusionanno.readers.variants.samples import Sample, samples_to_read

_LENGTHS = {
    249250621: Assembly.GRCH37, 243199373: Assembly.GRCH37, 198022430: Assembly.GRCH37,
    248956422: Assembly.GRCH38, 242193529: Assembly.GRCH38, 198295559: Assembly.GRCH38,
}  # fmt: skip
"""The lengths of chromosomes 1, 2 and 3 in the assemblies GCF_000001405.25 and GCF_000001405.40."""

_OTHERS = {
    247249719: "NCBI36 (hg18)",
    248387328: "T2T-CHM13",
    195471971: "mouse, GRCm38",
    195154279: "mouse, GRCm39",
}
"""The length of chromosome 1 in genomes that callers use and that are not read here."""

_COPIES = re.compile(
    r"##source=\"?(CNVkit|CNVnator|Control-?FREEC|Canvas|gCNV|cn\.mops|Spectre|HiFiCNV)", re.IGNORECASE
)
_CONTIG = re.compile(r"##contig=<(?=.*\bID=([^,>]+))(?=.*\blength=(\d+))")
_REFERENCE = re.compile(r"##(?:reference|assembly|contig=<.*\bassembly)=(.+)", re.IGNORECASE)
_BUILD = re.compile(r"(?<![A-Za-z0-9])(GRCh3[78]|hg19|hg38|b37|hs37d5)(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """width is the number of columns; samples are the columns that calls are read from."""

    width: int
    samples: tuple[Sample, ...]
    assembly: Assembly | None
    caller: Caller
    is_rna: bool
    counts_copies: bool
    """The caller counts copies: its deletions and duplications are segments, whose ends it does not join."""
    is_ours: bool
    """Written by `fusionanno convert`."""
    strand_is_of_reads: bool
    """INFO/STRAND says which strands the reads lie on (Sniffles 2), not how the ends are joined."""


def is_column_line(line: str) -> bool:
    return re.match(r"#CHR(OM)?[\t ]+POS[\t ]", line) is not None


def header_of(meta: Sequence[str], columns: str) -> Header:
    """Read the ## lines and the line of columns; ValueError where the columns are not those of a VCF."""
    names = columns.rstrip("\t\r").split("\t")
    names = names if names[1:2] == ["POS"] else columns.split()
    if names[1:5] != ["POS", "ID", "REF", "ALT"] or len(names) < 8 or len(names) == 9:
        msg = f"the line of columns is cut off or not a VCF's: {columns[:80]!r}"
        raise ValueError(msg)
    strand = next((line for line in meta if line.startswith("##INFO=<ID=STRAND,")), "")
    is_ours = "##source=fusionanno convert" in meta
    return Header(
        len(names),
        samples_to_read(names[9:], meta, take_all=is_ours),
        assembly_of(meta),
        caller_of(meta),
        any("cmdline" in line[:14] and " --rna" in line for line in meta),
        any(_COPIES.match(line) for line in meta),
        is_ours,
        "supporting reads" in strand,
    )


def assembly_of(meta: Sequence[str]) -> Assembly | None:
    """Tell the build by the chromosomes' lengths, else by the reference's name; None where neither does.

    Raises ValueError where chromosome 1 is of a genome that is not read here.
    """
    for match in filter(None, map(_CONTIG.match, meta)):
        length = int(match[2])
        if length in _OTHERS and plain_contig(match[1]) == "1":
            msg = f"chromosome 1 has {length} bases, as in {_OTHERS[length]}: only GRCh37 and GRCh38 are read"
            raise ValueError(msg)
        if plain_contig(match[1]) in ("1", "2", "3") and length in _LENGTHS:
            return _LENGTHS[length]
    said = [found[1] for line in meta if (found := _REFERENCE.match(line))]
    builds = {Assembly.parse(name) for text in said for name in _BUILD.findall(text)}
    return builds.pop() if len(builds) == 1 else None
