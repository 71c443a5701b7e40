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
    )


def _aligned(call: FusionCall, words: FusionCall, model: GeneModel) -> FusionCall:
    """Return the words with their partners in the order of the columns, where only that fits."""
    if call.order is PartnerOrder.TOLD:
        return words
    columns, said = ((each.five_prime.symbol, each.three_prime.symbol) for each in (call, words))
    ours, theirs = ([_symbol(model, name) if name else "" for name in pair] for pair in (columns, said))
    if not all(ours) or ours == theirs or ours != theirs[::-1]:
        return words
    return replace(words, five_prime=words.three_prime, three_prime=words.five_prime)


def _symbol(model: GeneModel, name: str) -> str:
    try:
        return model.gene(name).symbol
    except UnknownName:
        return name


Stated = TypeVar("Stated", Partner, ReadSupport)


def _filled(row: Stated, words: Stated) -> Stated:
    own = {each.name: value for each in fields(row) if (value := getattr(row, each.name)) not in (None, ())}
    return replace(words, **own)
