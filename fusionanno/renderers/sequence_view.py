"""What the bases around the junction are translated into, for the eye."""

from collections.abc import Iterator
from dataclasses import dataclass

from fusionanno.model import Decay, FusionSequence, FusionTranscript
from fusionanno.renderers.evidence_view import Fact
from fusionanno.renderers.wording import sentence

REACH = 15
"""Residues of FusionSequence.context before the junction's residue, where there are as many."""

_LETTERS = "ARNDCQEGHILKMFPSTWYVU"
_NAMES = "AlaArgAsnAspCysGlnGluGlyHisIleLeuLysMetPheProSerThrTrpTyrValSec"


@dataclass(frozen=True, slots=True)
class Peptide:
    """Residues around the junction; `residue` is the one that the junction's codon makes.

    has_before and has_after say whether the protein goes on beyond what is shown.
    """

    before: str
    residue: str
    after: str
    has_before: bool
    has_after: bool


@dataclass(frozen=True, slots=True)
class SequenceView:
    peptide: Peptide | None
    facts: tuple[Fact, ...]


def sequence_view(transcript: FusionTranscript | None) -> SequenceView | None:
    """Return what the sequences that were given tell; None where none was given."""
    if transcript is None:
        return None
    if transcript.sequence is None:
        why = transcript.sequence_because
        return SequenceView(None, (Fact("Not read", sentence(why)),)) if why else None
    return SequenceView(peptide_of(transcript.sequence), tuple(_facts(transcript.sequence)))


def peptide_of(sequence: FusionSequence) -> Peptide | None:
    """Cut the context at the junction's residue; None where translation does not reach the junction."""
    context, number = sequence.context, sequence.junction_residue
    if not context or number is None:
        return None
    at = min(REACH, number - 1)
    shown = context.rstrip("*")
    last = number - at - 1 + len(shown)
    return Peptide(
        before=context[:at],
        residue=context[at : at + 1],
        after=context[at + 1 :],
        has_before=number - 1 > REACH,
        has_after=last < len(sequence.protein),
    )


def peptide_text(sequence: FusionSequence) -> str:
    """Return the residues with the junction's in brackets: "...YHHG[V]RRAH..."; empty without a junction."""
    peptide = peptide_of(sequence)
    if peptide is None:
        return ""
    before, after = ("..." if each else "" for each in (peptide.has_before, peptide.has_after))
    return f"{before}{peptide.before}[{peptide.residue}]{peptide.after}{after}"


def residue_phrase(sequence: FusionSequence) -> str:
    """Return "residue 223, Val (GTA)"; empty where translation does not reach the junction."""
    peptide = peptide_of(sequence)
    if peptide is None:
        return ""
    at = 3 * _LETTERS.find(peptide.residue)
    name = _NAMES[at : at + 3] if at >= 0 else peptide.residue
    codon = f" ({sequence.junction_codon})" if sequence.junction_codon else ""
    if peptide.residue == "*":
        return f"stop codon{codon} after residue {len(sequence.protein)}"
    return f"residue {sequence.junction_residue}, {name}{codon}"


def decay_phrase(sequence: FusionSequence) -> str:
    """Return whether nonsense-mediated decay is predicted, which is no observation; else why it is open."""
    because = sequence.decay_because
    if sequence.decay is None:
        return f"cannot be told: {because}" if because else ""
    words = "predicted" if sequence.decay is Decay.PREDICTED else "not predicted"
    told = f": {because}" if because else ""
    return f"{words}, not observed{told}"


def translation_phrase(sequence: FusionSequence) -> str:
    """Return where translation begins and ends, and that its start is no more than predicted where it is."""
    predicted = "; the start codon is predicted, not observed" if sequence.is_start_predicted else ""
    return f"{sequence.because.removeprefix('translated ')}{predicted}"


def _facts(sequence: FusionSequence) -> Iterator[Fact]:
    facts = (
        Fact("At the junction", residue_phrase(sequence)),
        Fact("Translated", translation_phrase(sequence)),
        Fact("mRNA decay", decay_phrase(sequence)),
        Fact("Bases", f"{len(sequence.cdna)}, of which {sequence.five_bases} before the junction"),
    )
    yield from (fact for fact in facts if fact.value)
