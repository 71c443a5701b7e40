"""What we make of a call: the junction, its frame, what it keeps, its names."""

from dataclasses import dataclass
from enum import StrEnum

from fusionanno.model.call import FusionCall, Molecule, ReadingFrame
from fusionanno.model.gene import Domain, Gene, Transcript
from fusionanno.model.locus import Assembly, Breakpoint, Side


class Region(StrEnum):
    """Where a breakpoint lies on the chosen transcript."""

    EXON = "exon"
    INTRON = "intron"
    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    INTERGENIC = "intergenic"


class EventKind(StrEnum):
    """What kind of join the call describes, before any exon is looked at."""

    FUSION = "fusion"
    READ_THROUGH = "read-through"
    INTERNAL = "internal"
    ANTISENSE = "antisense"
    FIVE_TO_FIVE = "5'-5'-join"
    THREE_TO_THREE = "3'-3'-join"
    INTERGENIC = "intergenic"
    REGION = "locus-fusion"
    ENHANCER_HIJACKING = "enhancer-hijacking"
    UNDETERMINED = "undetermined"


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


class RearrangementClass(StrEnum):
    """The simplest rearrangement that explains a join; derived from places and strands, never observed."""

    DELETION = "deletion"
    DUPLICATION = "duplication"
    INVERSION = "inversion"
    TRANSLOCATION = "translocation"
    INSERTION = "insertion"


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
class LiteratureExon:
    """The same junction in the numbering of the transcript that the literature counts on."""

    transcript: str
    exon: int


@dataclass(frozen=True, slots=True)
class JunctionSite:
    """One partner's side of the junction on one transcript.

    exon                last exon kept (5') or first exon kept (3'), on `transcript`, as spliced
    offset              bases from that exon's edge (its end for 5', its start for 3') to the junction, in
                        transcript direction: 0 = spliced at the edge; 5' +182 = 182 intronic bases kept,
                        5' -20 = 20 exonic bases lost, 3' +49 = 49 exonic bases lost, 3' -20 = 20 intronic
                        bases kept
    break_offset        the same measured to the reported breakpoint; differs from offset where the junction
                        is predicted; None without a breakpoint
    transcript_position 1-based base of the transcript at the exon edge plus offset, where that base is exonic
    cds_position        1-based coding base at the junction (last kept for 5', first kept for 3'); None where
                        that base is untranslated or intronic
    phase               5': coding bases kept mod 3; 3': phase of the first base kept (0 = first of a codon,
                        UTR bases that read through included); None where it cannot be told
    predicted           the junction follows from a DNA break, it was not observed
    skipped_exons       exons left out beside a break in DNA: the exon that it breaks, and exon 1 of a 3'
                        partner, which has no acceptor
    because             why this transcript
    counted_as          the exon number that the input gave and the transcript that it was counted on, where
                        that is not this one
    """

    side: Side
    transcript: Transcript
    region: Region
    exon: int
    offset: int = 0
    breakpoint: Breakpoint | None = None
    break_offset: int | None = None
    transcript_position: int | None = None
    cds_position: int | None = None
    phase: int | None = None
    predicted: bool = False
    skipped_exons: tuple[int, ...] = ()
    literature: tuple[LiteratureExon, ...] = ()
    because: str = ""
    counted_as: LiteratureExon | None = None


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


@dataclass(frozen=True, slots=True)
class FusionName:
    """The fusion in every nomenclature; None where the data does not carry that name.

    hgnc     EML4::ALK
    exons    E6;A20, as oncologists write it (literature numbering where that differs)
    variant  variant 3 (a or b undetermined)
    vicc     NM_019063.5(EML4):e.6::NM_004304.5(ALK):e.20
    hgvs     NM_019063.5:r.?_667::NM_004304.5:r.3173_?
    hgvs_g   NC_000002.12:g.29223529_(qter)delins(pter)_42295516inv, where DNA was sequenced
    iscn     inv(2)(p21p23), derived from the bands, never observed
    """

    hgnc: str
    exons: str | None = None
    variant: str | None = None
    vicc: str | None = None
    hgvs: str | None = None
    iscn: str | None = None
    hgvs_g: str | None = None


@dataclass(frozen=True, slots=True)
class EventName:
    """What the literature calls an event inside one gene ("EGFRvIII"), or our plain words for it.

    citations are ids of resources/knowledge/citations.tsv, empty for plain words. hgvs is the r. description
    on the transcript (NM_005228.5:r.89_889del), where it has one.
    """

    name: str
    citations: tuple[str, ...] = ()
    hgvs: str | None = None


class FlagId(StrEnum):
    """Something a reader of the row should know; never a reason to hide it."""

    FRAME_DISAGREES = "frame-disagrees-with-caller"
    UNREAD_INSERT = "inserted-bases-not-read"
    NEAR_EDGE = "near-exon-edge"
    EXON_CONTRADICTS = "exon-contradicts-position"
    OUTSIDE_GENE = "breakpoint-outside-gene"
    NUMBERING_CLASH = "exon-numbering-clash"
    SAME_GENE = "same-gene"
    NOT_KNOWN_GENE = "gene-not-in-reference"
    WRONG_ORIENTATION = "wrong-orientation"
    ASSUMED_ORDER = "order-as-called"
    OLD_SYMBOL = "symbol-updated"
    MOLECULE_ASSUMED = "molecule-assumed"
    BY_POSITION = "gene-by-position"
    POSSIBLE_READ_THROUGH = "possible-read-through"
    ALIGNMENT_GAP = "alignment-gap"
    SNAPPED = "snapped-to-exon-edge"
    INTERVAL = "differs-within-interval"
    OTHER_TRANSCRIPT = "other-transcript-differs"
    ORDER_TURNED = "order-turned"
    RECIPROCAL = "reciprocal"
    SEQUENCE_DISAGREES = "sequence-disagrees"
    NO_SUCH_EXON = "no-such-exon"
    NO_SUCH_TRANSCRIPT = "no-such-transcript"


class TranscriptChoice(StrEnum):
    """Whether a row is told on the transcripts that the rule chose, or on others beside them."""

    CHOSEN = "chosen"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag with its sentence."""

    id: FlagId
    because: str

    def __str__(self) -> str:
        return self.id.value


@dataclass(frozen=True, slots=True)
class PlacedFusion:
    """A call with everything that follows from genome and transcripts, before any knowledge of drugs.

    transcript is None where no fusion transcript can be stated; `because` then says why. alternatives are
    other transcript pairs that are worth showing. molecule and assembly are None where nobody stated them.
    five_gene or three_gene is None for an intergenic or unknown partner; `end` then places the other.
    rearrangement is derived from places and strands, None where they do not tell. event_name names an event
    inside one gene. choice is OTHER where the call is told once more on transcripts that the rule did not
    choose. no_junction_on are the 5' and the 3' transcript on which none follows, where both are known.
    """

    call: FusionCall
    assembly: Assembly | None
    molecule: Molecule | None
    five_gene: Gene | None
    three_gene: Gene | None
    event: EventKind
    transcript: FusionTranscript | None
    because: str
    alternatives: tuple[FusionTranscript, ...] = ()
    flags: tuple[Flag, ...] = ()
    end: PlacedEnd | None = None
    rearrangement: RearrangementClass | None = None
    event_name: EventName | None = None
    choice: TranscriptChoice = TranscriptChoice.CHOSEN
    no_junction_on: tuple[Transcript, Transcript] | None = None

    def transcript_of(self, side: Side) -> Transcript | None:
        """The transcript that one side is told on, also where no junction follows on it."""
        site = self.site(side)
        if site is not None or self.no_junction_on is None:
            return None if site is None else site.transcript
        return self.no_junction_on[side is Side.THREE_PRIME]

    def site(self, side: Side) -> JunctionSite | None:
        """The site on one side, also where it is the only one that could be placed."""
        if self.transcript is not None:
            return self.transcript.five_prime if side is Side.FIVE_PRIME else self.transcript.three_prime
        return self.end.site if self.end is not None and self.end.site.side is side else None

    @property
    def kinase(self) -> KinaseFate | None:
        """The kinase's fate, as far as the placed ends tell."""
        part = self.transcript or self.end
        return part.kinase if part is not None else None

    @property
    def domains(self) -> tuple[DomainFate, ...]:
        """Every domain's fate, as far as the placed ends tell."""
        part = self.transcript or self.end
        return part.domains if part is not None else ()

    @property
    def frame(self) -> ReadingFrame:
        return self.transcript.frame.frame if self.transcript else ReadingFrame.UNDETERMINED

    @property
    def five_symbol(self) -> str:
        """The approved symbol, else what the caller said, else "?"."""
        return self.five_gene.symbol if self.five_gene else self.call.five_prime.symbol or "?"

    @property
    def three_symbol(self) -> str:
        """The approved symbol, else what the caller said, else "?"."""
        return self.three_gene.symbol if self.three_gene else self.call.three_prime.symbol or "?"
