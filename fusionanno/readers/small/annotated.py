"""What annotation programs write into a VCF's INFO: VEP, SnpEff, bcftools csq, Funcotator."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fusionanno.readers.small.choice import Annotation
from fusionanno.readers.small.protein import from_residues

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Annotator:
    """One program's key in INFO, the names of its fields in order, and how an entry is read."""

    key: str
    fields: tuple[str, ...]
    read: Callable[[Fields], Annotation]

    def annotations(
        self, info: Mapping[str, str], alts: Sequence[str], ref: str, index: int
    ) -> Iterator[Annotation]:
        """Yield what the INFO says of one ALT."""
        for number, entry in enumerate(_entries(self.key, info.get(self.key, ""))):
            told = dict(zip(self.fields, entry, strict=False))
            if _is_of(self.key, told, number, alts, ref, index):
                yield self.read(told)


def annotator_of(meta: Sequence[str]) -> Annotator | None:
    """Return the program whose fields the header declares, VEP's first; None where there is none.

    Raises ValueError where VEP ran without what tells the protein change.
    """
    for key, read in _READERS.items():
        declared = next((line for line in meta if line.startswith(f"##INFO=<ID={key},")), None)
        if declared is not None:
            fields = _FIXED.get(key) or _fields_of(declared)
            _check(key, fields)
            return Annotator(key, fields, read)
    return None


def _fields_of(declared: str) -> tuple[str, ...]:
    found = re.search(
        r"(?:Format|annotations|fields are|Functional annotations)\s*:\s*'?([^\"'>]+)", declared
    )
    return tuple(name.strip() for name in found[1].split("|")) if found else ()


def _check(key: str, fields: Sequence[str]) -> None:
    if key == "CSQ" and ("SYMBOL" not in fields or not {"HGVSp", "Amino_acids"} & set(fields)):
        msg = "VEP's CSQ has no SYMBOL, or neither HGVSp nor Amino_acids: run VEP with --symbol --hgvs"
        raise ValueError(msg)


def _entries(key: str, value: str) -> Iterator[list[str]]:
    for entry in value.split(","):
        if entry:
            yield entry.strip("[]").split("|")


def _is_of(key: str, told: Fields, number: int, alts: Sequence[str], ref: str, index: int) -> bool:
    """True where an entry speaks of the ALT at `index`; an entry that does not say speaks of all."""
    if len(alts) == 1:
        return True
    if key == "FUNCOTATION":
        return number == index
    if told.get("ALLELE_NUM"):
        return told["ALLELE_NUM"] == str(index + 1)
    allele = told.get("Allele")
    return not allele or allele in (alts[index], _trimmed(ref, alts, index))


def _trimmed(ref: str, alts: Sequence[str], index: int) -> str:
    """Write an ALT as VEP does: where lengths differ, without the first base that all alleles share."""
    is_padded = any(len(alt) != len(ref) for alt in alts) and all(alt[:1] == ref[:1] for alt in alts)
    return (alts[index][1:] or "-") if is_padded else alts[index]


def _vep(told: Fields) -> Annotation:
    rank = 0 if told.get("MANE_SELECT") or told.get("MANE") == "MANE_Select" else 2
    if rank and (told.get("PICK") == "1" or told.get("CANONICAL") == "YES"):
        rank = 1
    feature = told.get("Feature") or None
    protein = told.get("HGVSp", "").rpartition(":")[2] or _of_residues(told)
    return Annotation(told.get("SYMBOL", ""), protein, feature, told.get("Consequence", ""), rank)


def _of_residues(told: Fields) -> str:
    """Build the change from Amino_acids ("G/R") and Protein_position ("1202", "745-750/1210")."""
    before, slash, after = told.get("Amino_acids", "").partition("/")
    place = re.match(r"\d+", told.get("Protein_position", ""))
    if not slash or place is None or "X" in before + after or "frameshift" in told.get("Consequence", ""):
        return ""
    return from_residues(int(place[0]), before.strip("-"), after.strip("-")) or "="


def _snpeff(told: Fields) -> Annotation:
    protein = told.get("HGVS.p", "")
    return Annotation(
        told.get("Gene_Name", ""), protein, told.get("Feature_ID") or None, told.get("Annotation", "")
    )


def _bcftools(told: Fields) -> Annotation:
    """Read bcftools csq: "missense|ALK|ENST00000389048|protein_coding|-|1202G>1202R|29443613C>T"."""
    protein, kind = told.get("amino_acid_change", ""), told.get("consequence", "").lstrip("*")
    found = re.fullmatch(r"(\d+)([A-Z*]+)(?:>\d+([A-Z*]+))?", protein)
    if found is None or "frameshift" in kind:
        protein = f"{found[2][0]}{found[1]}fs" if found else ""
    else:
        protein = (from_residues(int(found[1]), found[2], found[3]) or "=") if found[3] else "="
    return Annotation(told.get("gene", ""), protein, told.get("transcript") or None, kind)


def _funcotator(told: Fields) -> Annotation:
    own = {re.sub(r"^Gencode_\d+_", "", name): value for name, value in told.items()}
    protein = own.get("proteinChange", "")
    return Annotation(
        own.get("hugoSymbol", ""),
        protein,
        own.get("annotationTranscript") or None,
        own.get("variantClassification", ""),
    )


_READERS: Mapping[str, Callable[[Fields], Annotation]] = {
    "CSQ": _vep,
    "ANN": _snpeff,
    "BCSQ": _bcftools,
    "FUNCOTATION": _funcotator,
}
_FIXED = {
    "ANN": (
        "Allele", "Annotation", "Annotation_Impact", "Gene_Name", "Gene_ID", "Feature_Type", "Feature_ID",
        "Transcript_BioType", "Rank", "HGVS.c", "HGVS.p",
    ),
    "BCSQ": (
        "consequence", "gene", "transcript", "biotype", "strand", "amino_acid_change", "dna_change",
    ),
}  # fmt: skip
"""Fields whose names the program fixes: the headers write them in more than one way."""
