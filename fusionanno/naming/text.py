"""A fusion from words: "EML4-ALK (E6:A20), 5.26 %", an assay's id, a VICC string, a sentence.

Everything but the genes is taken out of the words (pieces.py); the two genes must be all that is left
(symbols.py). Nothing is guessed: what cannot be told apart is refused with ValueError.
"""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from fusionanno.model import FusionCall, Molecule, Partner, PartnerOrder, ReadSupport
from fusionanno.naming.internal import internal_call
from fusionanno.naming.junction import IN_WORDS, ExonJunction
from fusionanno.naming.legacy import letter
from fusionanno.naming.pieces import (
    MARKS,
    ExonNumber,
    Pieces,
    exon_sides,
    genes_only,
    take_fraction,
    take_pieces,
    transcript_sides,
)
from fusionanno.naming.symbols import GenePair, known_symbol, split_pair
from fusionanno.naming.tables import numberings
from fusionanno.naming.variants import is_described_turned, junctions_named
from fusionanno.naming.vicc import (
    ViccComponent,
    ViccGene,
    ViccLinker,
    ViccName,
    ViccRegulatory,
    ViccSegment,
    ViccWildcard,
)

IsSymbol = Callable[[str], bool]

_LONGEST = 300
_PLAIN = str.maketrans(
    {character: "-" for character in "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"}
    | {character: "->" for character in "\u2192\u21d2\u2794\u279c\u279d\u27f6\u2b62"}
    | {character: "'" for character in "\u2032\u2018\u2019`\u00b4"}
    | {character: " " for character in '"\u201c\u201d\u201e' + MARKS}
    | {"\u2237": "::"}
)


def parse_fusion(text: str, is_symbol: IsSymbol) -> FusionCall:
    """Return the call that the words describe, with the words kept in `described`.

    is_symbol tells gene symbols, aliases, gene ids and regions; symbols are kept as written or capitalised.
    ValueError, in one line, where the words name no gene pair, more than one, or contradict themselves.
    """
    if len(text) > _LONGEST:
        msg = f"cannot read {text[:40]!r}... as a fusion: longer than {_LONGEST} characters"
        raise ValueError(msg)
    plain = " ".join(unicodedata.normalize("NFKC", text.translate(_PLAIN)).translate(_PLAIN).split())
    try:
        call = _read(plain, is_symbol)
    except ValueError as error:
        msg = f"cannot read {text!r} as a fusion: {error}"
        raise ValueError(msg) from error
    return replace(call, described=text.strip())


def _read(plain: str, is_symbol: IsSymbol) -> FusionCall:
    if _is_vicc(plain):
        return _read_vicc(plain, is_symbol)
    return internal_call(plain, is_symbol) or _read_words(plain, is_symbol)


def _is_vicc(plain: str) -> bool:
    if plain.startswith(("reg_", "v::")) or plain.endswith("::v"):
        return True
    return "(::)" in plain or "(hgnc:" in plain or (":e." in plain and "::" in plain)


def _read_vicc(plain: str, is_symbol: IsSymbol) -> FusionCall:
    pieces = take_fraction(Pieces(plain), is_symbol)
    by_id_first = re.sub(r"([A-Za-z0-9.-]+)\{([^{}]*)\}", r"\2(\1)", pieces.text.strip(" ,;"))
    name = ViccName.parse(by_id_first)
    partners = [part for part in name.components if not isinstance(part, ViccLinker)]
    bases = "".join(part.bases for part in name.components if isinstance(part, ViccLinker))
    if len(partners) != 2:
        msg = f"two partners are expected, {len(partners)} are given"
        raise ValueError(msg)
    if all(isinstance(part, ViccWildcard) for part in partners):
        msg = "neither partner is named"
        raise ValueError(msg)
    return FusionCall(
        "text",
        _vicc_partner(partners[0], is_symbol, is_five=True),
        _vicc_partner(partners[1], is_symbol, is_five=False),
        molecule=Molecule.DNA if name.inferred else None,
        support=ReadSupport(allele_fraction=pieces.fraction),
        inserted_sequence=bases or None,
        inserted_bases=len(bases) or None,
    )


def _vicc_partner(part: ViccComponent, is_symbol: IsSymbol, *, is_five: bool) -> Partner:
    """Return the partner; None for its symbol where it is unknown ("?") or any ("v").

    Of a regulatory element the gene that it belongs to is read, which says nothing of a junction.
    """
    if isinstance(part, ViccWildcard):
        return Partner(None)
    if not isinstance(part, ViccGene | ViccSegment | ViccRegulatory) or part.symbol is None:
        msg = f"{str(part)!r} names no gene"
        raise ValueError(msg)
    symbol = known_symbol(part.symbol, is_symbol)
    if symbol is None:
        msg = f"{part.symbol!r} is no gene symbol, alias or region known here"
        raise ValueError(msg)
    if isinstance(part, ViccGene):
        return Partner(symbol, gene_id=part.id)
    if isinstance(part, ViccRegulatory):
        return Partner(symbol, gene_id=part.gene_id)
    exon, offset = part.exon, part.offset
    if is_five and part.end_exon is not None:
        exon, offset = part.end_exon, part.end_offset
    return Partner(symbol, exon=exon, exon_offset=offset or None, transcript=part.transcript)


def _read_words(plain: str, is_symbol: IsSymbol) -> FusionCall:
    pieces = take_pieces(plain, is_symbol)
    pair = split_pair(genes_only(pieces.text), is_symbol)
    genes, junction = _in_order(pieces, pair)
    partners = [Partner(symbol) for symbol in genes]
    for side, transcript in zip(
        transcript_sides(pieces, pair.first, is_symbol), pieces.transcripts, strict=True
    ):
        partners[side] = replace(partners[side], transcript=transcript)
    if junction is not None:
        partners = _with_junction(partners, junction)
    for side, exon in zip(exon_sides(pieces, pair.first, is_symbol), pieces.exons, strict=True):
        partners[side] = _with_exon(partners[side], exon)
    for side, place in enumerate(pieces.places):
        partners[side] = replace(partners[side], breakpoint=place)
    if not pair.is_ordered and junction is None and is_described_turned(*partners):
        partners.reverse()
    return FusionCall(
        "text",
        partners[0],
        partners[1],
        support=ReadSupport(allele_fraction=pieces.fraction),
        inserted_bases=(junction.inserted or None) if junction else None,
        assembly=pieces.assembly,
        order=_order(pair, junction, pieces),
    )


def _order(pair: GenePair, junction: ExonJunction | None, pieces: Pieces) -> PartnerOrder:
    """EML4/ALK names two genes and no order, unless the exons of a junction stand beside it."""
    is_told = pair.is_ordered or junction is not None or len(pieces.exons) == 2
    return PartnerOrder.TOLD if is_told else PartnerOrder.NOT_TOLD


def _in_order(pieces: Pieces, pair: GenePair) -> tuple[tuple[str | None, str | None], ExonJunction | None]:
    """Return the genes, 5' first, and their junction; without an order the one that the junction fits."""
    try:
        return pair.genes, _junction(pieces, pair.genes)
    except ValueError:
        if pair.is_ordered or pieces.transcripts or pieces.places or pieces.exons:
            raise
        with suppress(ValueError):
            turned = pair.second, pair.first
            return turned, _junction(pieces, turned)
        raise


def _with_exon(partner: Partner, exon: ExonNumber) -> Partner:
    if partner.exon not in (None, exon[0]):
        msg = f"exon {exon[0]} of {partner.symbol} contradicts the variant's exon {partner.exon}"
        raise ValueError(msg)
    return replace(partner, exon=exon[0], exon_suffix=exon[1] or partner.exon_suffix)


def _with_junction(partners: list[Partner], junction: ExonJunction) -> list[Partner]:
    told = junction.five_transcript, junction.three_transcript
    transcripts = [_one_of(partner, each) for partner, each in zip(partners, told, strict=True)]
    five = replace(
        partners[0],
        exon=junction.five_exon,
        exon_suffix=junction.five_suffix,
        exon_offset=-junction.five_lost or None,
        transcript=transcripts[0],
    )
    three = replace(
        partners[1],
        exon=junction.three_exon,
        exon_suffix=junction.three_suffix,
        exon_offset=junction.three_lost or None,
        transcript=transcripts[1],
    )
    return [five, three]


def _one_of(partner: Partner, told: str | None) -> str | None:
    if told and partner.transcript not in (None, told):
        msg = f"two transcripts of {partner.symbol} are named: {partner.transcript} and {told}"
        raise ValueError(msg)
    return told or partner.transcript


def _junction(pieces: Pieces, genes: tuple[str | None, str | None]) -> ExonJunction | None:
    """The junction that shorthand or a variant's name gives, checked against the genes and each other."""
    written, alias = pieces.junction, pieces.alias
    if alias is not None and written is None and not junctions_named(genes[0] or "", genes[1] or "", alias):
        # b2a2 is a name for BCR::ABL1 and two exons for any other genes in B and A.
        written, alias = (ExonJunction.parse(alias), None) if IN_WORDS.fullmatch(alias) else (None, alias)
    if alias is None and written is None:
        return None
    if written is not None:
        written = _in_current_bcr_numbers(written, genes, is_assay_id=pieces.is_assay_id)
        _check_letters(written, genes)
    return written if alias is None else _junction_of_alias(alias, genes, written)


def _junction_of_alias(
    alias: str, genes: tuple[str | None, str | None], written: ExonJunction | None
) -> ExonJunction:
    pair = "::".join(symbol or "?" for symbol in genes)
    named = [entry.junction for entry in junctions_named(genes[0] or "", genes[1] or "", alias)]
    if not named:
        msg = f"no variant {alias!r} of {pair} is known here; give its exons"
        raise ValueError(msg)
    if written is not None:
        named = [junction for junction in named if _agree(junction, written)] or [written, *named]
        if named[0] is written:
            msg = f"{alias} of {pair} is {' or '.join(map(str, named[1:]))}, not {written}"
            raise ValueError(msg)
    if len(named) > 1:
        msg = f"papers give {alias!r} of {pair} to {' and to '.join(map(str, named))}; give the exons"
        raise ValueError(msg)
    if written is None or written.five_suffix:
        return written or named[0]
    return replace(
        named[0], five_transcript=written.five_transcript, three_transcript=written.three_transcript
    )


def _agree(named: ExonJunction, written: ExonJunction) -> bool:
    """True where what is written is the named junction, or the same exons with less detail."""
    exons = (named.five_exon, named.three_exon) == (written.five_exon, written.three_exon)
    suffix = None in (named.five_suffix, written.five_suffix) or named.five_suffix == written.five_suffix
    changes = written.five_lost, written.inserted, written.three_lost
    return exons and suffix and changes in ((0, 0, 0), (named.five_lost, named.inserted, named.three_lost))


def _in_current_bcr_numbers(
    junction: ExonJunction, genes: tuple[str | None, str | None], *, is_assay_id: bool
) -> ExonJunction:
    """Turn b3a2 into e14a2: b counts BCR's exons from 12, unless a panel's id says otherwise."""
    is_old = junction.five_letter in "bB" and junction.five_exon <= 5 and junction.five_transcript is None
    if not is_old or genes[0] != "BCR" or genes[1] not in ("ABL1", "ABL"):
        return junction
    old = junctions_named(genes[0], genes[1] or "", f"b{junction.five_exon}a{junction.three_exon}")
    if not old and not is_assay_id:
        msg = f"{junction} can count BCR's exons in two ways; write e14a2 or BCR exon 14 - ABL1 exon 2"
        raise ValueError(msg)
    return old[0].junction if old else junction


def _check_letters(junction: ExonJunction, genes: tuple[str | None, str | None]) -> None:
    signs = junction.five_letter.upper(), junction.three_letter.upper()
    fits = [_fits(sign, symbol) for sign, symbol in zip(signs, genes, strict=True)]
    if signs == ("E", "E") or all(fits):
        return
    pair = "::".join(symbol or "?" for symbol in genes)
    if _fits(signs[0], genes[1]) and _fits(signs[1], genes[0]):
        msg = f"{junction} names the exons the other way round than {pair}; put both in 5' to 3' order"
        raise ValueError(msg)
    at = fits.index(False)
    msg = f"{signs[at]} in {junction} is not the letter of {genes[at]} ({letter(genes[at] or '?')})"
    raise ValueError(msg)


def _fits(sign: str, symbol: str | None) -> bool:
    if symbol is None:
        return True
    known = numberings().get(symbol)
    names = (symbol, known.gene, *known.old_symbols) if known else (symbol,)
    return sign in {letter(symbol).upper(), *(name[0].upper() for name in names)}
