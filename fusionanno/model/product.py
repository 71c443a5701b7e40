"""What a joined transcript makes: frame, domains, kinase, sequence, effect."""

from dataclasses import dataclass
from enum import StrEnum

from fusionanno.model.call import ReadingFrame
from fusionanno.model.gene import Domain
from fusionanno.model.locus import Side
from fusionanno.model.site import JunctionSite


class Effect(StrEnum):
    """What the fusion transcript can be translated into; the frame's verdict seen from the product."""

    CHIMERIC_PROTEIN = "chimeric-protein"
    ALTERED_PROTEIN = "altered-protein"
    PROTEIN_UNCHANGED = "protein-unchanged"
    FRAMESHIFT = "frameshift"
    STOP_AT_JUNCTION = "stop-at-junction"
    FIVE_PRIME_COMPLETE = "5'-partner-complete"
    INTO_THREE_PRIME_UTR = "into-3'-utr"
    PROMOTER_SWAP = "promoter-swap"
    FIVE_PRIME_NON_CODING = "5'-partner-non-coding"
    THREE_PRIME_NON_CODING = "3'-partner-non-coding"
    UNDETERMINED = "undetermined"


class DomainStatus(StrEnum):
    KEPT = "kept"
    PARTIAL = "partial"
    LOST = "lost"
    UNDETERMINED = "undetermined"


class KinaseStatus(StrEnum):
    """What the fusion keeps of its kinase domain; none = neither partner has one."""

    INTACT = "intact"
    PARTIAL = "partial"
    LOST = "lost"
    NONE = "none"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class FrameVerdict:
    """The reading frame, why, and the length in residues of the in-frame fusion protein (else None).

    stop_codon is the codon at which translation ends before the 3' partner's own coding sequence, counted
    from 1 at the 5' partner's start codon; None where there is none or it cannot be counted. is_start_cut:
    the junction cuts that start codon, and none is known to be made there.
    """

    frame: ReadingFrame
    because: str
    protein_length: int | None = None
    stop_codon: int | None = None
    is_start_cut: bool = False


@dataclass(frozen=True, slots=True)
class DomainFate:
    """A partner's domain and what the fusion keeps of it (kept_fraction from 0 to 1, None = undetermined).

    because says what is not plain from the junction: empty where the position alone decides.
    """

    gene: str
    side: Side
    domain: Domain
    status: DomainStatus
    kept_fraction: float | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class KinaseFate:
    """The kinase that the fusion is about, if a partner has one."""

    gene: str | None
    side: Side | None
    status: KinaseStatus
    because: str


class Decay(StrEnum):
    """Whether nonsense-mediated decay is predicted by the 50-nucleotide rule; never observed."""

    PREDICTED = "predicted"
    NOT_PREDICTED = "not-predicted"


@dataclass(frozen=True, slots=True)
class FusionSequence:
    """The fusion transcript's bases and what they are translated into, from sequences that the user gave.

    cdna           upper-case DNA, 5' to 3', inserted and retained bases included
    five_bases     bases of cdna before the junction
    three_first    1-based base of cdna at which the 3' partner begins (inserted bases lie before it)
    cds            first and last coding base in cdna, 1-based, stop codon included where one is reached; None
                   where nothing is translated from a start codon that is known
    protein        one letter a residue, without the stop
    has_stop       True where translation ends at a stop codon, False where it runs off the end
    is_start_predicted  True where the 5' partner brings no start codon: the 3' partner's own, or the first
                   AUG kept in its frame, is taken
    junction_residue  1-based residue that the junction's codon makes (the first one with a base that is not
                   the 5' partner's), also a stop codon made there; None where translation does not reach it
    junction_codon the bases of that codon
    context        up to 15 residues before the junction's residue, the residue, and 15 after it; * = stop
    decay, decay_because  nonsense-mediated decay; None where it cannot be told
    protein_name   EML4:p.Met1_Lys496::ALK:p.Tyr1059_Pro1620; None where it has no such form
    because        where translation begins and how it ends
    """

    cdna: str
    five_bases: int
    three_first: int
    cds: tuple[int, int] | None = None
    protein: str = ""
    has_stop: bool = False
    is_start_predicted: bool = False
    junction_residue: int | None = None
    junction_codon: str | None = None
    context: str | None = None
    decay: Decay | None = None
    decay_because: str = ""
    protein_name: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class FusionTranscript:
    """Two sites joined. inserted is the number of non-template bases between them.

    effect_because says what is kept of each protein and where translation can start. sequence is None where
    no sequence was given, or where what was given does not do: sequence_because then says why. is_unclear
    marks sites that are the positions as they stand, where nobody says whether RNA or DNA was sequenced and
    the positions do not tell: no junction follows from them. at_break: what the DNA breaks themselves leave
    of the domains, however the transcript is spliced, where the predicted splicing loses the frame or a
    kinase; None elsewhere.
    """

    five_prime: JunctionSite
    three_prime: JunctionSite
    frame: FrameVerdict
    domains: tuple[DomainFate, ...]
    kinase: KinaseFate
    inserted: int = 0
    effect: Effect = Effect.UNDETERMINED
    effect_because: str = ""
    sequence: FusionSequence | None = None
    sequence_because: str = ""
    is_unclear: bool = False
    at_break: tuple[DomainFate, ...] | None = None


@dataclass(frozen=True, slots=True)
class PlacedEnd:
    """The one end that could be placed where the other is no gene: its site and what it would bring.

    at_break as in FusionTranscript.
    """

    site: JunctionSite
    domains: tuple[DomainFate, ...]
    kinase: KinaseFate
    at_break: tuple[DomainFate, ...] | None = None
