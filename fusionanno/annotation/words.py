"""A row's own columns and what its words say, put together."""

from dataclasses import fields, replace
from typing import TypeVar

from fusionanno.model import FusionCall, Partner, ReadSupport


def understood(call: FusionCall, words: FusionCall) -> FusionCall:
    """Put what the words say where the row's own columns are empty."""
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


Stated = TypeVar("Stated", Partner, ReadSupport)


def _filled(row: Stated, words: Stated) -> Stated:
    own = {each.name: value for each in fields(row) if (value := getattr(row, each.name)) not in (None, ())}
    return replace(words, **own)
