"""Names by the VICC Gene Fusion Specification (fusions.cancervariants.org, "Nomenclature"), both ways.

    NM_019063.5(EML4):e.13::NM_004304.5(ALK):e.20     junction; offsets as in e.2+182 and e.2-173
    ENST00000397938.6(EWSR1):e.1_7                    a whole segment
    EML4(hgnc:1316)  ?  v                             a gene without exon, an unknown one, any one
    ACTAAAGCG                                         bases between two partners
    reg_p@TMPRSS2(hgnc:11876)                         a regulatory element (e enhancer, p promoter)
    A(::)B                                            inferred from DNA

An offset counts from the exon's edge, minus toward the transcript's 5' end, as JunctionSite.offset does.
"""

import re
from dataclasses import dataclass

from fusionanno.model import EventKind, Gene, JunctionSite, PlacedFusion
from fusionanno.naming.hgvs import is_predicted, linker_bases

_SYMBOL = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_GENE = re.compile(rf"(?P<symbol>{_SYMBOL})(?:\((?P<id>[a-z]+:\d+)\))?", re.ASCII)
_REGULATORY = re.compile(
    rf"reg_(?P<kind>[a-z]+(?:_[a-z]+)*)(?:_(?P<feature>[A-Z][A-Za-z0-9.]*))?"
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
    """A regulatory element; kind "e", "p" or an INSDC class; feature a registered id such as EH38E1516972."""

    kind: str
    symbol: str | None
    gene_id: str | None = None
    feature: str | None = None

    def __str__(self) -> str:
        feature = f"_{self.feature}" if self.feature else ""
        return f"reg_{self.kind}{feature}" + (
            f"@{ViccGene(self.symbol, self.gene_id)}" if self.symbol else ""
        )


ViccComponent = ViccGene | ViccWildcard | ViccLinker | ViccSegment | ViccRegulatory


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


def vicc_name(placed: PlacedFusion) -> ViccName | None:
    """Return the VICC name: by exons where they are known, else by genes.

    None for events that the specification does not call fusions (one gene, antisense) and where neither
    partner is known. A linker whose bases are not known is not written: the name falls back to the genes.
    """
    if placed.event in (EventKind.INTERNAL, EventKind.ANTISENSE):
        return None
    joined, linker = placed.transcript, linker_bases(placed)
    if joined is None or linker is None:
        genes = _gene(placed.five_gene), _gene(placed.three_gene)
        known = any(isinstance(gene, ViccGene) for gene in genes)
        return ViccName(genes, is_predicted(placed)) if known else None
    five = _junction(joined.five_prime, placed.five_symbol)
    three = _junction(joined.three_prime, placed.three_symbol)
    inner = (ViccLinker(linker),) if linker else ()
    return ViccName((five, *inner, three), is_predicted(placed))


def _junction(site: JunctionSite, symbol: str) -> ViccSegment:
    return ViccSegment(site.transcript.id, symbol, site.exon, site.offset)


def _gene(gene: Gene | None) -> ViccGene | ViccWildcard:
    if gene is None:
        return ViccWildcard("?")
    return ViccGene(gene.symbol, f"hgnc:{gene.hgnc_id.rpartition(':')[2]}" if gene.hgnc_id else None)


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
    if (match := _REGULATORY.fullmatch(text)) and (match["symbol"] or match["feature"]):
        return ViccRegulatory(match["kind"], match["symbol"], match["id"], match["feature"])
    if match := _GENE.fullmatch(text):
        return ViccGene(match["symbol"], match["id"])
    msg = f"not a component of a VICC fusion: {text!r} (NM_019063.5(EML4):e.13 or EML4(hgnc:1316) expected)"
    raise ValueError(msg)


def _signed(offset: int) -> str:
    return f"{offset:+d}" if offset else ""
