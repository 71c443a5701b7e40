"""Tables of small variants: a person's own, MAF, cBioPortal's mutations, ANNOVAR's."""

import re
from collections.abc import Iterator, Sequence

from fusionanno.errors import InputError
from fusionanno.model import OtherRow, RejectedRow, SmallVariant, Source
from fusionanno.readers.base import is_blank, shortened, split_quoted
from fusionanno.readers.lines import Lines
from fusionanno.readers.native_cells import allele_fraction
from fusionanno.readers.small.choice import Annotation, chosen
from fusionanno.readers.small.columns import Columns, columns_of
from fusionanno.readers.small.protein import is_alike, protein_change
from fusionanno.readers.small.rows import NOT_PASSED, OUTSIDE, SILENT, OfSample

_SILENT_CLASSES = frozenset(("silent", "synonymous", "synonymous_variant", "synonymous snv"))
_OUTSIDE = re.compile(
    r"(3'|5'|three_prime_|five_prime_)(UTR|flank)\w*|intron(_variant)?|IGR|intergenic\w*|RNA|lincRNA"
    r"|(up|down)stream\w*|non_coding\w*|regulatory_region\w*",
    re.IGNORECASE,
)
_NOT_THERE = frozenset(("wildtype", "none"))
_PASSED = frozenset(("", "PASS", "pass", "Pass"))
_ABSENT = "row of the unmutated gene"


def table_items(lines: Lines) -> Iterator[OfSample]:
    """Yield every row's variant, or why there is none; InputError where the header is no such table's."""
    numbered = iter(lines)
    for number, line in numbered:
        names, delimiter = _split(line)
        columns = columns_of(names)
        if columns is not None:
            break
        if not is_blank(line) and not line.startswith("#"):
            raise InputError(_no_table(names), path=lines.path, line=number)
    else:
        msg = "the file ends before its header (a column of genes and one of protein changes)"
        raise InputError(msg, path=lines.path)
    for number, line in numbered:
        if is_blank(line) or line.startswith("#"):
            continue
        source = Source(lines.path, number)
        cells = split_quoted(line, delimiter)
        try:
            yield from _items(cells, columns, source)
        except ValueError as error:
            yield OfSample(RejectedRow(source, str(error)))


def _split(line: str) -> tuple[list[str], str]:
    splits = [(split_quoted(line.rstrip("\r"), delimiter), delimiter) for delimiter in "\t,;"]
    return max(splits, key=lambda split: len(split[0]))


def _no_table(names: Sequence[str]) -> str:
    return (
        f"no table of small variants: a column of genes (gene, Hugo_Symbol) and one of protein changes"
        f" (protein, HGVSp_Short) are needed, tab-separated (found: {shortened(names)})"
    )


def _items(cells: Sequence[str], columns: Columns, source: Source) -> Iterator[OfSample]:
    if len(cells) < columns.needed or any(cells[columns.width :]):
        msg = f"{len(cells)} cells where the header has {columns.width}; the row is cut off"
        raise ValueError(msg)
    sample = columns.cell(cells, "sample") or None
    if (kind := _set_aside(cells, columns)) is not None:
        yield OfSample(OtherRow(source, kind), sample)
        return
    gene, told = columns.cell(cells, "gene"), columns.cell(cells, "protein")
    bare = told.removeprefix(f"{gene} ").removeprefix(f"{gene}:")
    own = Annotation(gene, bare, columns.cell(cells, "transcript") or None, columns.cell(cells, "class"))
    annotations = _annovar(told) or chosen([own])
    if not annotations:
        msg = "the row names no gene"
        raise ValueError(msg)
    fraction = _fraction(cells, columns)
    for each in annotations:
        yield OfSample(_item(each, _words(cells, columns), fraction, source), sample)


def _set_aside(cells: Sequence[str], columns: Columns) -> str | None:
    """Return why a row is counted and not compared; None where it may hold a protein change."""
    if columns.cell(cells, "filter") not in _PASSED:
        return NOT_PASSED
    if columns.cell(cells, "status").lower() in _NOT_THERE:
        return _ABSENT
    kind = columns.cell(cells, "class")
    if kind.lower() in _SILENT_CLASSES:
        return SILENT
    return OUTSIDE if _OUTSIDE.fullmatch(kind) else None


def _words(cells: Sequence[str], columns: Columns) -> str:
    """Return what a row without a protein change says instead."""
    return columns.cell(cells, "cdna") or columns.cell(cells, "class")


def _item(
    annotation: Annotation, otherwise: str, fraction: float | None, source: Source
) -> SmallVariant | OtherRow:
    gene, told = annotation.gene, annotation.protein
    if not (told or otherwise):
        return OtherRow(source, OUTSIDE)
    if _is_change(told):
        change = _change(told, is_programs=bool(annotation.consequence))
        if change is None:
            return OtherRow(source, SILENT)
    else:
        change, told = None, word_of(told or otherwise)
    return SmallVariant(gene, change or None, told, source, annotation.transcript, fraction)


def _is_change(told: str) -> bool:
    """True for what must be a protein change: no splice site of cBioPortal's (X1010_splice), no word."""
    return is_alike(told) and not told.endswith("_splice")


def _change(told: str, *, is_programs: bool) -> str | None:
    """Read a protein change; a program's own spelling that is none of ours is kept as told, by ""."""
    try:
        return protein_change(told)
    except ValueError:
        if is_programs:
            return ""
        raise


_COPIES = {
    "amp": "amplification",
    "amplified": "amplification",
    "amplification": "amplification",
    "gain": "gain",
    "deletion": "loss",
    "homdel": "loss",
    "homozygous deletion": "loss",
    "deep deletion": "loss",
    "loss": "loss",
}


def word_of(told: str) -> str:
    """Return a change of copies or structure in the word that the knowledge base has for it.

    >>> word_of("AMP"), word_of("HOMDEL"), word_of("c.3604G>A")
    ('amplification', 'loss', 'c.3604G>A')
    """
    return _COPIES.get(told.strip().lower(), told.strip())


def _fraction(cells: Sequence[str], columns: Columns) -> float | None:
    told = columns.cell(cells, "fraction")
    if told:
        try:
            return float(allele_fraction(told))
        except ValueError:
            # A program's own scale (13.64 for per cent) decides nothing here; a person is asked for the sign.
            if columns.cell(cells, "class"):
                return None
            raise
    alternate, reference = columns.cell(cells, "alternate"), columns.cell(cells, "reference")
    if not (alternate.isdecimal() and reference.isdecimal() and int(alternate) + int(reference)):
        return None
    return int(alternate) / (int(alternate) + int(reference))


def _annovar(told: str) -> tuple[Annotation, ...]:
    """Read ANNOVAR's "ALK:NM_004304:exon23:c.G3604A:p.G1202R,..." as one annotation for each gene."""
    if re.match(r"[\w.-]+:[A-Z]+_?\d[\w.]*:.*c\.", told) is None:
        return ()
    entries = (entry.split(":") for entry in re.split("[,;]", told))
    return chosen(
        [
            Annotation(parts[0], next((part for part in parts if part.startswith("p.")), ""), parts[1])
            for parts in entries
            if len(parts) > 2
        ]
    )
