"""
The sequences of the fusions as FASTA: up to three records a call, the fusion's cDNA, CDS and protein.

    >EML4::ALK|E13;A20|cdna|calls.tsv:2 five_prime=NM_019063.5 three_prime=NM_004304.5 length=... junction=...
    >EML4::ALK|E13;A20|cds|calls.tsv:2 ... span=260-3439 start=annotated end=stop
    >EML4::ALK|E13;A20|protein|calls.tsv:2 ... frame=in-frame junction=497 decay=not-predicted

The first word is name, exons, kind and the call's file and line, joined by "|"; "." stands for nothing. The
others are key=value. junction is the last base before the junction in the cDNA and the first of the 3' part
(inserted bases lie between), in the CDS and the protein the codon or residue that is made there. Lines hold
60 letters. FASTA has no comments: what has no sequence, and why, is told in remarks().
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from fusionanno.model import AnnotatedFusion, FusionSequence, FusionTranscript, RejectedRow, Report
from fusionanno.renderers.base import Renderer

_WIDTH = 60
_NONE_GIVEN = "no sequence was given (--genome-fasta FILE, or a gene model with its cDNA FASTA)"


class FastaRenderer(Renderer):
    name = "fasta"
    suffix = ".fa"

    def render(self, report: Report) -> str:
        return "".join(map(records, report.fusions))

    def remarks(self, report: Report) -> tuple[str, ...]:
        results: tuple[AnnotatedFusion | RejectedRow, ...] = (*report.fusions, *report.rejected)
        return left_out(map(without, results))


def records(fusion: AnnotatedFusion) -> str:
    """Return one call's records, empty where it has no sequence."""
    transcript = fusion.placed.transcript
    if transcript is None or transcript.sequence is None:
        return ""
    return "".join(_record(*part) for part in _parts(fusion, transcript, transcript.sequence))


def without(result: AnnotatedFusion | RejectedRow) -> str:
    """Say why there is no record of a call, empty where there is one."""
    if isinstance(result, RejectedRow):
        return f"set aside: {result.source}: {result.reason}"
    transcript = result.placed.transcript
    if transcript is None:
        return "without sequence: no fusion transcript can be stated"
    return "" if transcript.sequence else f"without sequence: {transcript.sequence_because or _NONE_GIVEN}"


def left_out(reasons: Iterable[str]) -> tuple[str, ...]:
    """Count the reasons for which calls have no record, the most frequent first."""
    counted = Counter(filter(None, reasons)).most_common()
    return tuple(f"{_calls(count)} {' '.join(reason.split())}" for reason, count in counted)


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"


def _parts(
    fusion: AnnotatedFusion, transcript: FusionTranscript, sequence: FusionSequence
) -> Iterator[tuple[str, str]]:
    sites = (transcript.five_prime, transcript.three_prime)
    both = f"five_prime={sites[0].transcript.id} three_prime={sites[1].transcript.id}"
    edges = f"junction={sequence.five_bases}^{sequence.three_first}"
    yield f"{_id(fusion, 'cdna')} {both} length={len(sequence.cdna)} {edges}", sequence.cdna
    if sequence.cds is None:
        return
    first, last = sequence.cds
    start = "predicted" if sequence.is_start_predicted else "annotated"
    ends = f"start={start} end={'stop' if sequence.has_stop else 'open'}"
    junction = f"junction={_word(sequence.junction_residue)}"
    span = f"span={first}-{last} {ends} {junction}"
    yield f"{_id(fusion, 'cds')} {both} length={last - first + 1} {span}", sequence.cdna[first - 1 : last]
    told = f"{ends} {junction} frame={transcript.frame.frame} decay={_word(sequence.decay)}"
    if sequence.protein:
        yield f"{_id(fusion, 'protein')} {both} length={len(sequence.protein)} {told}", sequence.protein


def _id(fusion: AnnotatedFusion, kind: str) -> str:
    source = fusion.call.source
    place = f"{Path(source.path).name}:{_word(source.line)}" if source else "."
    return "|".join((_word(fusion.name.hgnc), _word(fusion.name.exons), kind, _word(place)))


def _word(value: object) -> str:
    """Return a value as one word: white space would end a FASTA name, and "|" parts it."""
    return "." if value is None else re.sub(r"[\s|]+", "_", str(value))


def _record(header: str, letters: str) -> str:
    lines = (letters[at : at + _WIDTH] for at in range(0, len(letters), _WIDTH))
    return f">{header}\n" + "".join(f"{line}\n" for line in lines)
