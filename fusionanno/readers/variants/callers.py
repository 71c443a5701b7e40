"""The callers of structural variants that are known, and what their numbers mean.

Meanings are those of the callers' own header lines; where a caller gives counts and no fraction, the fraction
is worked out from them and its meaning says so.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from fusionanno.model import Molecule, ReadSupport, SupportMeaning
from fusionanno.readers.variants.record import MISSING, Values


@dataclass(frozen=True, slots=True)
class Numbers:
    """One sample's values beside the record's own; a key is looked up in the sample first.

    is_short: both ends lie less than 1,000 bases apart, so that a fragment spans them without the event.
    """

    sample: Values
    info: Values
    is_short: bool = False

    def counts(self, *keys: str) -> tuple[int | None, ...]:
        """Return all numbers of the first key that has any: "39,5" -> (39, 5)."""
        cell, key = self._cell(keys)
        return tuple(_count(part, key) for part in cell.split(",")) if cell else ()

    def count(self, *keys: str, at: int = 0) -> int | None:
        found = self.counts(*keys)
        return found[at] if at < len(found) else None

    def fraction(self, *keys: str) -> Decimal | None:
        """Return the first number of the first key that has one."""
        cell, key = self._cell(keys)
        text = cell.partition(",")[0]
        return None if text in MISSING else _decimal(text, key)

    def _cell(self, keys: Sequence[str]) -> tuple[str, str]:
        for key in keys:
            for values in (self.sample, self.info):
                if values.get(key, "").strip(".,"):
                    return values[key], key
        return "", ""


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller: how calls name it, how its header or its SVMETHOD tells it, how its numbers are read."""

    name: str
    sign: re.Pattern[str]
    support_of: Callable[[Numbers], ReadSupport]
    meaning: SupportMeaning
    molecule: Molecule | None = Molecule.DNA


def caller_of(meta: Sequence[str]) -> Caller:
    """Return the caller that the header names, else the one that is not known."""
    text = "\n".join(meta)
    return next((caller for caller in CALLERS if caller.sign.search(text)), UNKNOWN)


def caller_by_method(method: str) -> Caller:
    """Return the caller that a record names as its SVMETHOD (``EMBL.DELLYv0.8.5``)."""
    return next((caller for caller in CALLERS if caller.sign.search(f"SVMETHOD={method}")), UNKNOWN)


def _part(variant: int | None, reference: int | None) -> Decimal | None:
    """Return variant / (variant + reference) to four digits, None where one is not told or both are 0."""
    if variant is None or reference is None or variant + reference == 0:
        return None
    return (Decimal(variant) / (variant + reference)).quantize(Decimal("0.0001"))


def _sum(*counts: int | None) -> int | None:
    told = [each for each in counts if each is not None]
    return sum(told) if told else None


def _manta(numbers: Numbers) -> ReadSupport:
    pairs, splits = numbers.counts("PR"), numbers.counts("SR")
    split, spanning = numbers.count("SR", at=1), numbers.count("PR", at=1)
    reference, variant = _sum(*pairs[:1], *splits[:1]), _sum(split, spanning)
    return ReadSupport(split, spanning, _part(variant, reference), _sum(reference, variant))


def _delly(numbers: Numbers) -> ReadSupport:
    split, spanning = numbers.count("RV"), numbers.count("DV")
    is_precise = "PRECISE" in numbers.info
    variant, reference = (split, numbers.count("RR")) if is_precise else (spanning, numbers.count("DR"))
    if numbers.sample:
        return ReadSupport(split, spanning, _part(variant, reference), _sum(variant, reference))
    return ReadSupport(numbers.count("SR"), numbers.count("PE"))


def _gridss(numbers: Numbers) -> ReadSupport:
    variant, reference = _sum(numbers.count("VF"), numbers.count("BVF")), numbers.count("REF")
    if not numbers.is_short:
        reference = _sum(reference, numbers.count("REFPAIR"))
    fractions = numbers.fraction("PURPLE_AF"), numbers.fraction("AF", "TAF"), _part(variant, reference)
    fraction = next((each for each in fractions if each is not None), None)
    depth = None if variant is None else _sum(variant, reference)
    split, spanning = numbers.count("SF", "SR"), numbers.count("DF", "RP")
    return ReadSupport(split, spanning, fraction, depth)


def _svaba(numbers: Numbers) -> ReadSupport:
    variant, depth = numbers.count("AD"), numbers.count("DP")
    rest = None if variant is None or depth is None or depth < variant else depth - variant
    return ReadSupport(numbers.count("SR"), numbers.count("DR"), _part(variant, rest), depth)


def _lumpy(numbers: Numbers) -> ReadSupport:
    return ReadSupport(numbers.count("SR"), numbers.count("PE"), numbers.fraction("AB"), numbers.count("DP"))


def _long_reads(numbers: Numbers) -> ReadSupport:
    variant, reference = numbers.count("DV"), numbers.count("DR")
    split = numbers.count("DV", "SUPPORT", "RE")
    stated = numbers.fraction("VAF", "AF")
    if stated is None:
        stated = _part(variant, reference)
    return ReadSupport(split, None, stated, None if reference is None else _sum(split, reference))


def _nanomonsv(numbers: Numbers) -> ReadSupport:
    variant, depth = numbers.count("VR"), numbers.count("TR")
    rest = None if variant is None or depth is None or depth < variant else depth - variant
    return ReadSupport(variant, None, _part(variant, rest), depth)


def _longranger(numbers: Numbers) -> ReadSupport:
    return ReadSupport(numbers.count("SPLIT"), numbers.count("PAIRS"), numbers.fraction("ALLELIC_FRAC"))


def _alleles(numbers: Numbers) -> ReadSupport:
    reference, variant = numbers.count("AD"), numbers.count("AD", at=1)
    split = variant if variant is not None else numbers.count("SUPPORT")
    depth = numbers.count("DP")
    return ReadSupport(split, None, _part(variant, reference), depth)


def _splicegirl(numbers: Numbers) -> ReadSupport:
    variant, reference = numbers.count("ALTDEDUP"), numbers.count("REFDEDUP")
    return ReadSupport(variant, None, _part(variant, reference), _sum(variant, reference))


def _fusioncatcher(numbers: Numbers) -> ReadSupport:
    return ReadSupport(numbers.count("SR"), numbers.count("SP"))


def _nothing(numbers: Numbers) -> ReadSupport:
    return ReadSupport()


def _sign(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE | re.MULTILINE)


_MANTA = SupportMeaning(
    split_reads="SR, second number: split reads for the alternative allele (P(allele|read) > 0.999)",
    spanning_fragments="PR, second number: read pairs that support the alternative allele",
    allele_fraction="worked out: (PR + SR of the alternative allele) / (PR + SR of both alleles)",
    depth="PR + SR of both alleles",
    caveat="a fragment can be counted in PR and in SR",
)
_GRIDSS = SupportMeaning(
    split_reads="SR: split reads; in files from Esvee SF: fragments with a read across the break",
    spanning_fragments="RP: read pairs; in files from Esvee DF: fragments with a read on either side",
    allele_fraction="AF or TAF where given, else worked out: VF / (VF + REF + REFPAIR), BVF for VF at"
    " one-sided breaks, without REFPAIR where the ends lie less than 1,000 bases apart",
    depth="VF + REF + REFPAIR, as in the allele fraction",
    caveat="reads that only the assembly explains count in VF (a tag) and not in SR and RP",
)
_LONG = SupportMeaning(
    split_reads="DV (SUPPORT or RE where there is none): long reads that show the variant",
    allele_fraction="VAF or AF where given, else worked out: DV / (DR + DV)",
    depth="DR + DV: reads for the reference and for the variant",
)
_ALLELES = SupportMeaning(
    split_reads="AD, second number (SUPPORT where there is none): long reads that show the variant",
    allele_fraction="worked out: AD of the alternative allele / AD of both alleles",
    depth="DP: read depth",
)

UNKNOWN = Caller("vcf", _sign("(?!)"), _nothing, SupportMeaning(), None)
"""The caller of a file that names none: its numbers are not read, for nobody says what they mean."""

CALLERS = (
    Caller(
        "purple", _sign("^##purpleVersion", "^##INFO=<ID=PURPLE_AF,"), _gridss,
        SupportMeaning(
            _GRIDSS.split_reads,
            _GRIDSS.spanning_fragments,
            "PURPLE_AF of this breakend: adjusted for purity; where missing, as GRIDSS or Esvee give it",
            _GRIDSS.depth,
            f"{_GRIDSS.caveat}; PURPLE_AF is no share of reads",
        ),
    ),
    Caller("gridss", _sign("^##(gridss|gripss|esvee)Version", "^##FORMAT=<ID=ASRP,"), _gridss, _GRIDSS),
    Caller("dragen-sv", _sign("^##source=DRAGEN", "^##DRAGENCommandLine"), _manta, _MANTA),
    Caller(
        "manta",
        _sign("^##source=GenerateSVCandidates", "^##FORMAT=<ID=PR,.*paired-read support for the ref and alt"),
        _manta,
        _MANTA,
    ),
    Caller(
        "delly", _sign(r"EMBL\.DELLY", "^##FORMAT=<ID=RV,.*variant junction reads"), _delly,
        SupportMeaning(
            split_reads="RV: high-quality variant junction reads; in files without samples SR",
            spanning_fragments="DV: high-quality variant pairs; in files without samples PE",
            allele_fraction="worked out: RV / (RR + RV) where the record is PRECISE, else DV / (DR + DV)",
            depth="RR + RV where the record is PRECISE, else DR + DV",
        ),
    ),
    Caller(
        "svaba", _sign("^##source=svaba", "^##FORMAT=<ID=DR,.*discordant-supported reads"), _svaba,
        SupportMeaning(
            split_reads="SR: reads that span the break",
            spanning_fragments="DR: discordant reads that support the variant",
            allele_fraction="worked out: AD / DP",
            depth="DP: reads that cover the site",
        ),
    ),
    Caller("sniffles", _sign("^##source=Sniffles", "^SVMETHOD=Sniffles"), _long_reads, _LONG),
    Caller("cutesv", _sign("^##source=cuteSV"), _long_reads, _LONG),
    Caller("severus", _sign("^##source=Severus"), _long_reads, _LONG),
    Caller(
        "nanosv", _sign("^SVMETHOD=NanoSV", "^##cmdline=.*NanoSV"), _long_reads,
        SupportMeaning(
            split_reads="DV, first number: long reads that show the variant at the first breakpoint",
            allele_fraction="worked out: DV / (DR + DV) at the first breakpoint",
            depth="DR + DV at the first breakpoint",
        ),
    ),
    Caller(
        "lumpy", _sign("^##source=LUMPY", "^##FORMAT=<ID=SU,.*pieces of evidence"), _lumpy,
        SupportMeaning(
            split_reads="SR: split reads that support the variant",
            spanning_fragments="PE: paired-end reads that support the variant",
            allele_fraction="AB of SVTyper: observations of the alternative allele / all, by quality",
            depth="DP of SVTyper: read depth",
        ),
    ),
    Caller(
        "nanomonsv", _sign("^##FORMAT=<ID=VR,.*variant supporting reads determined"), _nanomonsv,
        SupportMeaning(
            split_reads="VR: reads that support the variant when realigned",
            allele_fraction="worked out: VR / TR",
            depth="TR: reads around the breakpoints",
        ),
    ),
    Caller(
        "longranger", _sign("^##source=10X"), _longranger,
        SupportMeaning(
            split_reads="SPLIT: split reads",
            spanning_fragments="PAIRS: read pairs",
            allele_fraction="ALLELIC_FRAC: its numerator and denominator are not told",
        ),
    ),
    Caller("svim", _sign("^##source=SVIM"), _alleles, _ALLELES),
    Caller("pbsv", _sign("^##source=pbsv"), _alleles, _ALLELES),
    Caller(
        "splicegirl", _sign("^##source=SpliceGirl"), _splicegirl,
        SupportMeaning(
            split_reads="ALTDEDUP: reads split across the deletion, without duplicates",
            depth="ALTDEDUP + REFDEDUP: REFDEDUP are reads across the region that do not show the deletion",
            allele_fraction="worked out: ALTDEDUP / (ALTDEDUP + REFDEDUP)",
        ),
        Molecule.RNA,
    ),
    Caller(
        "fusioncatcher", _sign("^##source=fusioncatcher"), _fusioncatcher,
        SupportMeaning(
            split_reads="SR: reads across the fusion junction",
            spanning_fragments="SP: read pairs that support the fusion of the two genes",
            caveat="isoforms of one gene pair share spanning pairs: each counts them all",
        ),
        Molecule.RNA,
    ),
    Caller(
        "integrate", _sign(r"^##INFO=<ID=IMPRECISE\(Fu"), _nothing, SupportMeaning(), None,
    ),
)  # fmt: skip
"""In the order in which they are asked: who works on another's file comes before that one."""

NUMBERS: Mapping[str, SupportMeaning] = {caller.name: caller.meaning for caller in (*CALLERS, UNKNOWN)}


def _count(text: str, key: str) -> int | None:
    if text.isdecimal() and len(text) < 13:
        return int(text)
    if text in MISSING:
        return None
    if re.fullmatch(r"\d{1,12}(\.0*)?", text) is None:
        msg = f"{key} is no number of reads: {text[:40]!r}"
        raise ValueError(msg)
    return int(text.partition(".")[0])


def _decimal(text: str, key: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        msg = f"{key} is no number: {text[:40]!r}"
        raise ValueError(msg) from None
    return value if value.is_finite() else None
