"""What we make of a call: its event, its names, its flags, its transcript."""

from dataclasses import dataclass
from enum import StrEnum

from fusionanno.model.call import FusionCall, Molecule, ReadingFrame
from fusionanno.model.gene import Gene, Transcript
from fusionanno.model.locus import Assembly, Side
from fusionanno.model.product import DomainFate, FusionTranscript, KinaseFate, PlacedEnd
from fusionanno.model.site import JunctionSite


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


class RearrangementClass(StrEnum):
    """The simplest rearrangement that explains a join; derived from places and strands, never observed."""

    DELETION = "deletion"
    DUPLICATION = "duplication"
    INVERSION = "inversion"
    TRANSLOCATION = "translocation"
    INSERTION = "insertion"


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
    BEYOND_CONTIG = "position-beyond-contig"
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
    ORDER_RESOLVED = "order-resolved"
    ORDER_NOT_TOLD = "order-not-told"
    CALLER_FILTER = "filtered-by-caller"
    LOW_SUPPORT = "low-support"
    SAME_FAMILY = "same-gene-family"
    PSEUDOGENE = "pseudogene-partner"
    RIBOSOMAL = "ribosomal-gene"
    MITOCHONDRIAL = "mitochondrial-gene"
    IMMUNE_RECEPTOR = "immune-receptor-locus"
    HLA = "hla-gene"
    RECURRENT_IN_NORMAL = "recurrent-in-normal"
    REPEAT_LIKE = "breakpoints-in-one-cluster"
    READ_THROUGH = "read-through"
    KNOWN_DRIVER = "known-driver"
    CALLERS_DISAGREE = "callers-disagree"


class TranscriptChoice(StrEnum):
    """Whether a row is told on the transcripts that the rule chose, or on others beside them."""

    CHOSEN = "chosen"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag with its sentence; citations are ids of resources/knowledge/citations.tsv."""

    id: FlagId
    because: str
    citations: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.id.value


@dataclass(frozen=True, slots=True)
class InReach:
    """A gene near a break whose other end lies in a locus, or beside an enhancer: what `driver` may drive.

    distance is the bases from the break to the gene.
    """

    driver: str
    gene: str
    distance: int


@dataclass(frozen=True, slots=True)
class PlacedFusion:
    """A call with everything that follows from genome and transcripts, before any knowledge of drugs.

    transcript is None where no fusion transcript can be stated; `because` then says why. alternatives are
    other transcript pairs that are worth showing. molecule and assembly are None where nobody stated them.
    five_gene or three_gene is None for an intergenic or unknown partner; `end` then places the other.
    rearrangement is derived from places and strands, None where they do not tell. event_name names an event
    inside one gene. choice is OTHER where the call is told once more on transcripts that the rule did not
    choose. no_junction_on are the 5' and the 3' transcript on which none follows, where both are known.
    in_reach are the genes that a locus may drive across the break, where the event is not told by its genes.
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
    in_reach: tuple[InReach, ...] = ()

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
