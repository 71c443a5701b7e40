"""BEDPE of ngs-bits (megSAP), which carries a VCF's records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fusionanno.errors import InputError
from fusionanno.model import FusionCall, RejectedRow, Source, SupportMeaning
from fusionanno.readers.base import Item, Kind, Reader, is_blank
from fusionanno.readers.lines import Lines
from fusionanno.readers.variants.callers import NUMBERS, UNKNOWN
from fusionanno.readers.variants.record import MISSING, info_of, interval, number
from fusionanno.readers.vcf import read_records

_FIRST = "#CHROM_A"
_NEEDED = frozenset(("CHROM_B", "END_A", "END_B", "REF_A", "ALT_A", "REF_B", "ALT_B", "INFO_A", "INFO_B"))
_COLUMNS = ("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO")
_TUMOUR = {"PR": ("TUM_PR_REF", "TUM_PR_ALT"), "SR": ("TUM_SR_REF", "TUM_SR_ALT")}


class NgsBitsReader(Reader):
    """BEDPE of ngs-bits' VcfToBedpe, as megSAP writes it: one sample, several, or tumour and normal.

    The strands are ``.`` and START_A is 1-based: what is joined stands in REF_A, ALT_A, INFO_A and, of
    breakends, in REF_B, ALT_B, INFO_B. These records are read as the VCF that they came from (see there: the
    caller, its numbers, the build, samples, filters). A position is INFO's POS, else the range's end less the
    upper bound of CIPOS. Of a tumour and its normal, TUM_PR_REF to TUM_SR_ALT are Manta's PR and SR, and the
    normal's are not read. Genes, OMIM and NGSD columns are not read, since the genes follow from the places.

    Read as real files: five of Manta 1.4, 1.6 and Sniffles 2. ``NGSDExportSV`` counts a cohort's variants,
    without ALT, and is refused. svtools writes the same columns with strands: such a file is read as BEDPE
    where its first row is among the first lines, else here, its positions being INFO's POS.
    """

    name = "ngsbits"
    title = "BEDPE of ngs-bits and megSAP"
    kind = Kind.DNA
    names_callers = True
    versions = "germline (one sample, several, trio) and somatic"
    url = "https://github.com/imgag/ngs-bits"

    @property
    def numbers(self) -> Mapping[str, SupportMeaning]:
        named = {name: meaning for name, meaning in NUMBERS.items() if name != UNKNOWN.name}
        return {**named, self.name: UNKNOWN.meaning}

    @property
    def recognised_by(self) -> str:
        return "a header #CHROM_A with REF_A, ALT_A and INFO_A, and no strands in STRAND_A and STRAND_B"

    @property
    def example(self) -> str:
        return (
            "#CHROM_A\tSTART_A\tEND_A\tCHROM_B\tSTART_B\tEND_B\tID\tQUAL\tSTRAND_A\tSTRAND_B\tTYPE\tFILTER\t"
            "NAME_A\tREF_A\tALT_A\tNAME_B\tREF_B\tALT_B\tINFO_A\tINFO_B\n"
            "chr2\t29223700\t29223700\tchr2\t42299123\t42299123\tA\t60\t.\t.\tBND\tPASS\tA\tT\t"
            "T]CHR2:42299123]\tB\tG\tG]CHR2:29223700]\tSVTYPE=BND;MATEID=B\tSVTYPE=BND;MATEID=A\n"
        )

    def recognises(self, head: Sequence[str]) -> bool:
        return is_ngsbits(head)

    def read(self, lines: Lines) -> Iterator[Item]:
        refused: list[RejectedRow] = []
        for item in read_records(_as_vcf(lines, refused), lines.path):
            yield from refused
            refused.clear()
            if isinstance(item, FusionCall) and item.caller == UNKNOWN.name:
                yield replace(item, caller=self.name)
            else:
                yield item
        yield from refused


def is_ngsbits(head: Sequence[str]) -> bool:
    """True for a header with the VCF's columns whose first row, where there is one, tells no strands."""
    rows = (line.split("\t") for line in head if not is_blank(line) and not line.startswith("##"))
    names = next(rows, [])
    if names[:1] != [_FIRST] or not _NEEDED.issubset(names):
        return False
    row = dict(zip(names, next(rows, []), strict=False))
    return {row.get(f"STRAND_{side}", ".") for side in "AB"} == {"."}


def _as_vcf(lines: Lines, refused: list[RejectedRow]) -> Iterator[tuple[int, str]]:
    """Yield a VCF's lines with the numbers of those that they come from."""
    names: list[str] = []
    for at, line in lines:
        if line.startswith("##"):
            yield at, line
        elif line.startswith(_FIRST):
            names = _header(line, lines.path, at)
            yield at, "\t".join((*_COLUMNS, *_samples(names)))
        elif not is_blank(line):
            if not names:
                msg = f"no header {_FIRST} before the first row"
                raise InputError(msg, path=lines.path, line=at)
            try:
                yield from [(at, record) for record in _records(line.split("\t"), names)]
            except ValueError as error:
                refused.append(RejectedRow(Source(lines.path, at), str(error)))


def _header(line: str, path: str, at: int) -> list[str]:
    names = line.split("\t")
    missing = sorted(_NEEDED.difference(names))
    if missing:
        msg = f"no column {missing[0]!r}: how the ends are joined is not told"
        raise InputError(msg, path=path, line=at)
    return names


def _samples(names: Sequence[str]) -> Sequence[str]:
    """Return FORMAT and the samples' columns, which end where the genes begin."""
    if "FORMAT" not in names:
        return ()
    end = names.index("GENES") if "GENES" in names else len(names)
    return names[names.index("FORMAT") : end]


def _records(cells: Sequence[str], names: Sequence[str]) -> list[str]:
    if len(cells) != len(names):
        msg = f"{len(cells)} cells where the header has {len(names)}; the row is cut off"
        raise ValueError(msg)
    row = {name.lstrip("#"): cell for name, cell in zip(names, cells, strict=True)}
    sides = ("A", "B") if row["ALT_B"] not in MISSING else ("A",)
    return [_record(row, side, [row[name] for name in _samples(names)]) for side in sides]


def _record(row: Mapping[str, str], side: str, samples: Sequence[str]) -> str:
    written = row[f"INFO_{side}"]
    counts = [
        f"{key}={row[columns[0]]},{row[columns[1]]}"
        for key, columns in _TUMOUR.items()
        if row.get(columns[0], "").isdecimal() and row.get(columns[1], "").isdecimal()
    ]
    info = ";".join([*counts, *([written] if written not in MISSING else [])]) or "."
    fixed = (row[f"CHROM_{side}"], str(_position(row, side)), row.get(f"NAME_{side}") or ".")
    alleles = (row[f"REF_{side}"], row[f"ALT_{side}"], row.get("QUAL") or ".", row.get("FILTER") or ".")
    return "\t".join((*fixed, *alleles, info, *samples))


def _position(row: Mapping[str, str], side: str) -> int:
    info = info_of(row[f"INFO_{side}"])
    stated = number(info, "POS")
    if stated is not None:
        return stated
    end = row[f"END_{side}"]
    if not end.isdecimal() or len(end) > 12:
        msg = f"END_{side} is no position: {end[:40]!r}"
        raise ValueError(msg)
    uncertain = interval(info, "CIPOS")
    return int(end) - (uncertain.high if uncertain else 0)
