"""Names by the VICC Gene Fusion Specification (fusions.cancervariants.org, "Nomenclature"), both ways.

    NM_019063.5(EML4):e.13::NM_004304.5(ALK):e.20     junction; offsets as in e.2+182 and e.2-173
    ENST00000397938.6(EWSR1):e.1_7                    a whole segment
    EML4(hgnc:1316)  ?  v                             a gene without exon, an unknown one, any one
    ACTAAAGCG                                         bases between two partners
    NC_000023.11(chr X):g.44908820_44908822(+)        the same, copied from the genome
    reg_p@TMPRSS2(hgnc:11876)                         a regulatory element (e enhancer, p promoter)
    A(::)B                                            inferred from DNA

An offset counts from the exon's edge, minus toward the transcript's 5' end, as JunctionSite.offset does.
"""

import re
from dataclasses import dataclass

from fusionanno.model import EventKind, FusionTranscript, Gene, JunctionSite, PlacedFusion, Strand
from fusionanno.naming.hgvs import is_predicted, keeps_nothing, linker_bases
from fusionanno.naming.tables import hijacked_pair

REGULATORY_CLASSES = (
    "e", "p", "attenuator", "CAAT_signal", "DNase_I_hypersensitive_site", "enhancer_blocking_element",
    "GC_signal", "imprinting_control_region", "insulator", "locus_control_region",
    "matrix_attachment_region", "minus_10_signal", "minus_35_signal", "other", "polyA_signal_sequence",
    "recoding_stimulatory_region", "recombination_enhancer", "replication_regulatory_region",
    "response_element", "ribosome_binding_site", "riboswitch", "silencer", "TATA_box", "terminator",
    "transcriptional_cis_regulatory_region", "uORF",
)  # fmt: skip
"""Enhancer and promoter, else a class of INSDC's controlled vocabulary of regulatory elements."""
_WRITTEN_CLASSES = tuple(dict.fromkeys((*REGULATORY_CLASSES, *(name.lower() for name in REGULATORY_CLASSES))))

_SYMBOL = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_GENE = re.compile(rf"(?P<symbol>{_SYMBOL})(?:\((?P<id>[a-z]+:\d+)\))?", re.ASCII)
_REGION = (
    r"(?P<accession>[A-Z]{2}_\d+\.\d+)(?:\(chr (?P<contig>\d{1,2}|X|Y)\))?:g\.(?P<first>\d+)_(?P<last>\d+)"
)
_TEMPLATED = re.compile(rf"{_REGION}\((?P<strand>[+-])\)", re.ASCII)
_REGULATORY = re.compile(
    rf"reg_(?P<kind>{'|'.join(_WRITTEN_CLASSES)})(?:_(?:{_REGION}|(?P<feature>[A-Za-z][A-Za-z0-9.]*)))?"
    rf"(?:@(?P<symbol>{_SYMBOL})(?:\((?P<id>[a-z]+:\d+)\))?)?",
    re.ASCII,
)
_TRANSCRIPT = r"(?P<transcript>[A-Z][A-Z0-9]*_?\d+(?:\.\d+)?)"
_SEGMENT = re.compile(
    rf"{_TRANSCRIPT}(?:\((?P<symbol>{_SYMBOL})\))?:e\.(?P<exon>[1-9]\d{{0,3}})(?P<offset>[+-]\d{{1,9}})?"
    r"(?:_(?P<end_exon>[1-9]\d{0,3})(?P<end_offset>[+-]\d{1,9})?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class ViccGene:
    """A gene of which no exon is known; id such as "hgnc:1316"."""

    symbol: str
    id: str | None = None

    def __str__(self) -> str:
        return f"{self.symbol}({self.id})" if self.id else self.symbol


@dataclass(frozen=True, slots=True)
class ViccWildcard:
    """ "?" for an unknown partner, "v" for any."""

    sign: str

    def __str__(self) -> str:
        return self.sign


@dataclass(frozen=True, slots=True)
class ViccLinker:
    """Bases between partners, upper-case DNA."""

    bases: str

    def __str__(self) -> str:
        return self.bases


@dataclass(frozen=True, slots=True)
class ViccRegion:
    """A stretch of the genome, 1-based and inclusive; contig without "chr", where the name tells it."""

    accession: str
    first: int
    last: int
    contig: str | None = None

    def __str__(self) -> str:
        contig = f"(chr {self.contig})" if self.contig else ""
        return f"{self.accession}{contig}:g.{self.first}_{self.last}"


@dataclass(frozen=True, slots=True)
class ViccTemplated:
    """Bases between partners that are copied from the genome, read on one strand."""

    region: ViccRegion
    strand: Strand

    def __str__(self) -> str:
        return f"{self.region}({self.strand})"


@dataclass(frozen=True, slots=True)
class ViccSegment:
    """A junction (one exon) or a segment (two); offsets in bases, minus toward the transcript's 5' end."""

    transcript: str
    symbol: str | None
    exon: int
    offset: int = 0
    end_exon: int | None = None
    end_offset: int = 0

    def __str__(self) -> str:
        gene = f"({self.symbol})" if self.symbol else ""
        start = f"{self.transcript}{gene}:e.{self.exon}{_signed(self.offset)}"
        return start if self.end_exon is None else f"{start}_{self.end_exon}{_signed(self.end_offset)}"


@dataclass(frozen=True, slots=True)
class ViccRegulatory:
    """A regulatory element: kind is one of REGULATORY_CLASSES, feature a registered id such as EH38E1516972
    or a stretch of the genome.
    """

    kind: str
    symbol: str | None
    gene_id: str | None = None
    feature: str | ViccRegion | None = None

    def __str__(self) -> str:
        feature = f"_{self.feature}" if self.feature else ""
        return f"reg_{self.kind}{feature}" + (
            f"@{ViccGene(self.symbol, self.gene_id)}" if self.symbol else ""
        )


ViccComponent = ViccGene | ViccWildcard | ViccLinker | ViccTemplated | ViccSegment | ViccRegulatory


@dataclass(frozen=True, slots=True)
class ViccName:
    """A fusion in 5' to 3' order; inferred marks one that follows from DNA.

    >>> print(ViccName.parse("NM_004327.3(BCR):e.2+182::ACTAAAGCG::NM_005157.5(ABL1):e.2-173"))
    NM_004327.3(BCR):e.2+182::ACTAAAGCG::NM_005157.5(ABL1):e.2-173
    """

    components: tuple[ViccComponent, ...]
    inferred: bool = False

    def __str__(self) -> str:
        return ("(::)" if self.inferred else "::").join(str(part) for part in self.components)

    @classmethod
    def parse(cls, text: str) -> "ViccName":
        """Read a VICC string; ValueError names the component that cannot be read."""
        joint = "(::)" if "(::)" in text else "::"
        parts = [part.strip() for part in text.strip().split(joint)]
        if len(parts) < 2:
            msg = f"not a VICC fusion, two components joined by '::' are expected: {text!r}"
            raise ValueError(msg)
        last = len(parts) - 1
        components = tuple(_component(part, is_inner=0 < at < last) for at, part in enumerate(parts))
        if any(isinstance(part, ViccRegulatory) for part in components[1:]):
            msg = f"a regulatory element comes first in a VICC fusion: {text!r}"
            raise ValueError(msg)
        return cls(components, joint == "(::)")


_NO_FUSION = (EventKind.INTERNAL, EventKind.ANTISENSE, EventKind.FIVE_TO_FIVE, EventKind.THREE_TO_THREE)


def vicc_name(placed: PlacedFusion) -> ViccName | None:
    """Return the VICC name: by regulatory element, else by exons where they are known, else by genes.

    None for events that the specification does not call fusions (one gene, antisense, 5'-5', 3'-3') and where
    neither partner is known. A linker whose bases are not known is not written, nor an exon of a transcript
    of which nothing is kept: the name falls back to the genes.
    """
    if placed.event in _NO_FUSION:
        return None
    joined, linker = placed.transcript, linker_bases(placed)
    regulated = _regulated(placed)
    if regulated is not None:
        return ViccName(regulated, is_predicted(placed))
    if joined is None or linker is None or _has_no_junction(joined):
        genes = _gene(placed.five_gene), _gene(placed.three_gene)
        known = any(isinstance(gene, ViccGene) for gene in genes)
        return ViccName(genes, is_predicted(placed)) if known else None
    five = _junction(joined.five_prime, placed.five_symbol)
    three = _junction(joined.three_prime, placed.three_symbol)
    inner = (ViccLinker(linker),) if linker else ()
    return ViccName((five, *inner, three), is_predicted(placed))


def _has_no_junction(joined: FusionTranscript) -> bool:
    is_bare = keeps_nothing(joined.five_prime) or keeps_nothing(joined.three_prime)
    return joined.is_unclear or is_bare


def _regulated(placed: PlacedFusion) -> tuple[ViccRegulatory, ViccGene | ViccWildcard] | None:
    """A regulatory element of one gene and the gene that it drives; None where exons of both are joined.

    The locus of an enhancer comes first, whichever side the caller names first.
    """
    five, three = placed.five_gene, placed.three_gene
    if five is None or three is None:
        return None
    if placed.event is EventKind.ENHANCER_HIJACKING:
        is_turned = _drives(three, five)
        driver, driven = (three, five) if is_turned else (five, three)
        return _regulatory("e", driver), _gene(driven)
    if placed.event is EventKind.FUSION and is_predicted(placed) and _keeps_no_transcribed_base(placed, five):
        return _regulatory("p", five), _gene(three)
    return None


def _drives(driver: Gene, driven: Gene) -> bool:
    """True for a locus and a gene, and for a pair of which the table says so."""
    known = hijacked_pair(driver.symbol, driven.symbol)
    if known is not None:
        return known.driver == driver.symbol
    return driver.is_region and not driven.is_region


def _keeps_no_transcribed_base(placed: PlacedFusion, five: Gene) -> bool:
    """True where the break lies before the first base of the 5' gene: what is joined is its promoter."""
    place = placed.call.five_prime.breakpoint
    if place is None or five.is_region or place.contig != five.contig:
        return False
    return place.position < five.start if five.strand is Strand.PLUS else place.position > five.end


def _regulatory(kind: str, gene: Gene) -> ViccRegulatory:
    return ViccRegulatory(kind, gene.symbol, _gene_id(gene))


def _junction(site: JunctionSite, symbol: str) -> ViccSegment:
    return ViccSegment(site.transcript.id, symbol, site.exon, site.offset)


def _gene(gene: Gene | None) -> ViccGene | ViccWildcard:
    return ViccWildcard("?") if gene is None else ViccGene(gene.symbol, _gene_id(gene))


def _gene_id(gene: Gene) -> str | None:
    return f"hgnc:{gene.hgnc_id.rpartition(':')[2]}" if gene.hgnc_id else None


def _component(text: str, *, is_inner: bool) -> ViccComponent:
    if text in ("?", "v"):
        return ViccWildcard(text)
    if is_inner and text and not text.strip("ACGT"):
        return ViccLinker(text)
    if match := _SEGMENT.fullmatch(text):
        end = match["end_exon"]
        return ViccSegment(
            match["transcript"],
            match["symbol"],
            int(match["exon"]),
            int(match["offset"] or 0),
            int(end) if end else None,
            int(match["end_offset"] or 0),
        )
    if is_inner and (match := _TEMPLATED.fullmatch(text)):
        return ViccTemplated(_region(match), Strand(match["strand"]))
    if match := _REGULATORY.fullmatch(text):
        feature = _region(match) if match["accession"] else match["feature"]
        if feature or match["symbol"]:
            return ViccRegulatory(match["kind"], match["symbol"], match["id"], feature)
    if match := _GENE.fullmatch(text):
        return ViccGene(match["symbol"], match["id"])
    msg = f"not a component of a VICC fusion: {text!r} (NM_019063.5(EML4):e.13 or EML4(hgnc:1316) expected)"
    raise ValueError(msg)


def _region(match: re.Match[str]) -> ViccRegion:
    return ViccRegion(match["accession"], int(match["first"]), int(match["last"]), match["contig"])


def _signed(offset: int) -> str:
    return f"{offset:+d}" if offset else ""
