"""
From the rows of a GTF to a Transcript: exon numbers, CDS edges, reading phases.

The arithmetic is done here on exon and CDS edges, in transcript direction, and never on a library's list of
coding ranges: pyensembl returned those in transcript direction up to 2.6 and ascending from 2.9 on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fusionanno.genemodel.gtf_index import FeatureRow, TranscriptRow
from fusionanno.model import Assembly, Block, Exon, Strand, Transcript, plain_contig

# RefSeq transcripts are aligned to the genome, so "introns" this short are alignment gaps (RECIPE of UCSC's
# ncbiRefSeq); Ensembl builds its transcripts on the genome and counts a short intron as an intron.
GAP_BELOW = 20
_ALIGNED_PREFIXES = ("NM_", "NR_", "XM_", "XR_")


@dataclass(frozen=True, slots=True)
class TranscriptRows:
    """What the GTF says of one transcript, in any order. codons_listed: the GTF has codon rows at all."""

    row: TranscriptRow
    exons: tuple[FeatureRow, ...]
    cds: tuple[FeatureRow, ...]
    start_codon: tuple[FeatureRow, ...]
    stop_codon: tuple[FeatureRow, ...]
    codons_listed: bool = True


@dataclass(frozen=True, slots=True)
class _Segment:
    """The coding part of one exon row; frame is None where only the stop codon lies here."""

    length: int
    frame: int | None


def build_transcript(rows: TranscriptRows, gene: str, assembly: Assembly) -> Transcript:
    """Return the transcript of a GTF's rows; gene is the symbol to carry."""
    strand = Strand(rows.row.strand)
    coding = (*rows.cds, *rows.stop_codon) if rows.cds else ()
    blocks = _blocks(rows, strand)
    is_aligned = rows.row.id.startswith(_ALIGNED_PREFIXES)
    identifier = rows.row.versioned_id
    return Transcript(
        id=identifier,
        gene=gene,
        assembly=assembly,
        contig=plain_contig(rows.row.contig),
        strand=strand,
        exons=_number(blocks, GAP_BELOW if is_aligned else 0),
        cds_start=min((piece.start for piece in coding), default=None),
        cds_end=max((piece.end for piece in coding), default=None),
        ensembl_id=identifier if identifier.startswith("ENST") else None,
        protein_id=next((piece.protein_id for piece in rows.cds if piece.protein_id), None),
        note=_note(rows),
    )


def phases(segments: Sequence[_Segment], has_start: bool, has_stop: bool) -> tuple[int, ...]:
    """Return the codon position (0, 1, 2) of each segment's first base, segments in transcript direction.

    The source's frames hold, also where they jump over an alignment gap. pyensembl reads a missing frame
    ('.') as 0: where all are 0 and lengths contradict them, the phases are counted from the start codon,
    or without one from the stop codon.

    >>> phases([_Segment(10, 0), _Segment(9, 2), _Segment(2, None)], True, True)
    (0, 1, 1)
    >>> phases([_Segment(10, 0), _Segment(11, 0)], True, True)
    (0, 1)
    >>> phases([_Segment(10, 0), _Segment(10, 0)], False, True)
    (1, 2)
    """
    stated = [None if part.frame is None else -part.frame % 3 for part in segments]
    counted = _count(0, segments)
    total = sum(part.length for part in segments)
    agrees = all(said in (None, count) for said, count in zip(stated, counted, strict=True))
    if not any(stated) and not (agrees and (has_start or not has_stop or total % 3 == 0)):
        return _count(0 if has_start or not has_stop else -total % 3, segments)
    result: list[int] = []
    for said, part in zip(stated, (None, *segments[:-1]), strict=True):
        after = (result[-1] + part.length) % 3 if part else -total % 3
        result.append(after if said is None else said)
    return tuple(result)


def _count(first: int, segments: Sequence[_Segment]) -> tuple[int, ...]:
    result = [first]
    for part in segments[:-1]:
        result.append((result[-1] + part.length) % 3)
    return tuple(result)


def _blocks(rows: TranscriptRows, strand: Strand) -> tuple[Block, ...]:
    """One block per exon row, in transcript direction, with the phase of its first coding base."""
    exons = sorted(rows.exons, key=lambda exon: exon.start, reverse=strand is Strand.MINUS)
    segments = [_segment(exon, rows, strand) for exon in exons]
    coding = [part for part in segments if part is not None]
    known = iter(phases(coding, bool(rows.start_codon), bool(rows.stop_codon)) if coding else ())
    return tuple(
        Block(exon.start, exon.end, next(known) if part else None)
        for exon, part in zip(exons, segments, strict=True)
    )


def _segment(exon: FeatureRow, rows: TranscriptRows, strand: Strand) -> _Segment | None:
    cds = [piece for piece in rows.cds if _meet(piece, exon)]
    stop = [piece for piece in rows.stop_codon if rows.cds and _meet(piece, exon)]
    if not cds and not stop:
        return None
    length = max(piece.end for piece in (*cds, *stop)) - min(piece.start for piece in (*cds, *stop)) + 1
    first = min(cds, key=lambda piece: piece.start if strand is Strand.PLUS else -piece.end, default=None)
    return _Segment(length, first.frame if first else None)


def _meet(piece: FeatureRow, exon: FeatureRow) -> bool:
    return piece.start <= exon.end and piece.end >= exon.start


def _number(blocks: Sequence[Block], gap_below: int) -> tuple[Exon, ...]:
    """Exons from 1 in transcript direction; blocks nearer than `gap_below` bases are one exon."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and _distance(groups[-1][-1], block) < gap_below:
            groups[-1].append(block)
        else:
            groups.append([block])
    return tuple(Exon(number, tuple(group)) for number, group in enumerate(groups, start=1))


def _distance(one: Block, other: Block) -> int:
    return max(one.start, other.start) - min(one.end, other.end) - 1


def _note(rows: TranscriptRows) -> str | None:
    if not rows.cds or not rows.codons_listed:
        return None
    return _join(
        "" if rows.start_codon else "CDS incomplete at its 5' end (no start codon annotated)",
        "" if rows.stop_codon else "CDS incomplete at its 3' end (no stop codon annotated)",
    )


def _join(*parts: str) -> str | None:
    return "; ".join(part for part in parts if part) or None


def group(rows: Iterable[FeatureRow]) -> dict[str, tuple[FeatureRow, ...]]:
    """Rows by transcript id."""
    by_id: dict[str, list[FeatureRow]] = {}
    for row in rows:
        by_id.setdefault(row.transcript_id, []).append(row)
    return {key: tuple(found) for key, found in by_id.items()}
