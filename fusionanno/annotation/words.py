"""A row's own columns and what its words say, put together."""

from dataclasses import fields, replace
from typing import TypeVar

from fusionanno.errors import UnknownName
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import FusionCall, Partner, PartnerOrder, ReadSupport


def understood(call: FusionCall, words: FusionCall, model: GeneModel) -> FusionCall:
    """Put what the words say where the row's own columns are empty.

    Where the columns tell no order, the words may name the genes the other way round. ValueError where words
    and columns name different genes.
    """
    words = _aligned(call, words, model)
    for column, word in ((call.five_prime, words.five_prime), (call.three_prime, words.three_prime)):
        if column.symbol and word.symbol and _symbol(model, column.symbol) != _symbol(model, word.symbol):
            msg = f"the words {call.described!r} say {word.symbol} where the gene column says {column.symbol}"
            msg = f"{msg}: one is wrong"
            raise ValueError(msg)
    return replace(
        call,
        five_prime=_filled(call.five_prime, words.five_prime),
        three_prime=_filled(call.three_prime, words.three_prime),
        assembly=call.assembly or words.assembly,
        molecule=call.molecule or words.molecule,
        inserted_sequence=call.inserted_sequence or words.inserted_sequence,
        inserted_bases=words.inserted_bases if call.inserted_bases is None else call.inserted_bases,
        support=_filled(call.support, words.support),
        order=words.order if call.order is PartnerOrder.TOLD and _is_bare(call) else call.order,
    )


def _is_bare(call: FusionCall) -> bool:
    """True where the row's own columns say nothing of either partner: the words alone tell the order."""
    return not any(
        each.symbol or each.gene_id or each.breakpoint or each.exon or each.transcript
        for each in (call.five_prime, call.three_prime)
    )


def _aligned(call: FusionCall, words: FusionCall, model: GeneModel) -> FusionCall:
    """Return the words with their partners in the order of the columns, where only that fits."""
    if call.order is words.order is PartnerOrder.TOLD:
        return words
    ours, theirs = ((each.five_prime, each.three_prime) for each in (call, words))
    fits = all(_may_be(model, column, word) for column, word in zip(ours, theirs, strict=True))
    if fits or not all(_may_be(model, column, word) for column, word in zip(ours, theirs[::-1], strict=True)):
        return words
    return replace(words, five_prime=words.three_prime, three_prime=words.five_prime)


def _may_be(model: GeneModel, column: Partner, word: Partner) -> bool:
    """True where a row's partner can be the gene of the words, by its symbol, else by its place."""
    if word.symbol is None:
        return True
    if column.symbol is not None:
        return _symbol(model, column.symbol) == _symbol(model, word.symbol)
    place = column.breakpoint
    here = model.genes_at(place.contig, place.position) if place is not None else ()
    return not here or _symbol(model, word.symbol) in {gene.symbol for gene in here}


def _symbol(model: GeneModel, name: str) -> str:
    try:
        return model.gene(name).symbol
    except UnknownName:
        return name


Stated = TypeVar("Stated", Partner, ReadSupport)


def _filled(row: Stated, words: Stated) -> Stated:
    own = {each.name: value for each in fields(row) if (value := getattr(row, each.name)) not in (None, ())}
    return replace(words, **own)
