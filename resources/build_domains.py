"""Ensembl gene structures and protein rows -> the domains of MANE transcripts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fusionanno.model import Domain, Transcript
from fusionanno.resources.build_transcripts import accession, lines

KINASE = frozenset({"IPR000719", "IPR001245"})
"""InterPro's protein-kinase domain and its Ser-Thr/Tyr form."""
PSEUDOKINASE_GENES = frozenset({"JAK1", "JAK2", "JAK3", "TYK2"})
"""Janus kinases have a pseudokinase (JH2) before the kinase (JH1): UniProt P23458, O60674, P52333, P29597."""
_KEYS = "## domain keys: "
_EXON = "1"


@dataclass(frozen=True, slots=True)
class Structure:
    """A transcript's strand and exons as offsets from its lowest base: (first, last), ascending."""

    name: str
    strand: str
    exons: tuple[tuple[int, int], ...]


def read_structures(path: Path) -> dict[str, list[Structure]]:
    """Read the gene structures: gene symbol -> its transcripts."""
    found: dict[str, list[Structure]] = defaultdict(list)
    for line in lines(path):
        if line and not line.startswith("#"):
            name, _, _, strand, *parts = line.split("\t")
            found[name.rpartition("-")[0]].append(Structure(name, strand, _exons(parts)))
    return dict(found)


def _exons(parts: Iterable[str]) -> tuple[tuple[int, int], ...]:
    cells = (part.split(";") for part in parts)
    return tuple(sorted((int(a), int(a) + int(length)) for kind, a, length in cells if kind == _EXON))


def structure_of(transcript: Transcript) -> tuple[tuple[int, int], ...]:
    """Return a transcript's exons in the same terms, ascending."""
    low = transcript.start
    return tuple(sorted((exon.start - low, exon.end - low) for exon in transcript.exons))


def ensembl_name(transcript: Transcript, structures: Iterable[Structure]) -> str | None:
    """Return the Ensembl transcript name with this strand and these exons; None where none has them."""
    wanted = (transcript.strand.value, structure_of(transcript))
    names = sorted(s.name for s in structures if (s.strand, s.exons) == wanted)
    return names[0] if names else None


def read_proteins(path: Path) -> dict[str, tuple[str, ...]]:
    """Read the protein rows that carry a full transcript name: name -> `id;start;length` cells.

    Rows named by a bare number are left out: their coordinates are UniProt's.
    """
    rows = (line.split("\t") for line in lines(path) if line and not line.startswith("#"))
    return {name: tuple(cells) for name, *cells in rows if re.fullmatch(r".+-\d{3}", name)}


def read_domain_names(path: Path) -> dict[str, str]:
    """Read the names of domains from the head of the protein table: accession -> name."""
    keys = next((line for line in lines(path) if line.startswith(_KEYS)), _KEYS)
    pairs = (entry.partition(" = ") for entry in keys.removeprefix(_KEYS).split("; "))
    return {name: text.strip() for key, _, text in pairs if (name := domain_accession(key)) and text}


def domain_accession(key: str) -> str | None:
    """Return the InterPro or Pfam accession of a key; None for a signal peptide or a topology row.

    >>> domain_accession("1245"), domain_accession("PF12810"), domain_accession("_H")
    ('IPR001245', 'PF12810', None)
    """
    if key.isdigit():
        return f"IPR{int(key):06d}"
    return key if re.fullmatch(r"PF\d{5}", key) else None


def domains(cells: Iterable[str], names: Mapping[str, str], symbol: str) -> tuple[Domain, ...]:
    """Return the domains of one protein by start, end and accession, each once."""
    found = set()
    for cell in cells:
        key, start, length = cell.rsplit(";", 2)
        name = domain_accession(key)
        if name:
            end = int(start) + int(length)
            found.add(Domain(name, names.get(name, name), int(start), end, name in KINASE))
    ordered = sorted(found, key=lambda domain: (domain.start, domain.end, domain.accession))
    return tuple(_without_pseudokinase(ordered)) if symbol in PSEUDOKINASE_GENES else tuple(ordered)


def _without_pseudokinase(found: list[Domain]) -> Iterator[Domain]:
    """Only the last kinase domain of a Janus kinase is a kinase."""
    last = max((domain.start for domain in found if domain.is_kinase), default=0)
    for domain in found:
        yield (
            domain
            if domain.start >= last
            else Domain(domain.accession, domain.name, domain.start, domain.end)
        )


def domain_line(transcript: Transcript, found: Iterable[Domain]) -> str:
    """Return a MANE transcript's line: its two accessions, then `accession:start-end`, "!" = kinase."""
    cells = (f"{d.accession}:{d.start}-{d.end}{'!' if d.is_kinase else ''}" for d in found)
    return f"{accession(transcript.id)}\t{accession(transcript.ensembl_id or '')}\t{','.join(cells)}"
