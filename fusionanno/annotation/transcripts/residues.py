"""Residues as the literature counts them, where a variant is told on another transcript."""

import re
from dataclasses import replace

from fusionanno.annotation.geometry.layout import Layout
from fusionanno.errors import UnknownName
from fusionanno.genemodel.base import GeneModel
from fusionanno.model import SmallVariant
from fusionanno.readers.small.choice import COUNTED_ON

_RESIDUE = re.compile(r"(?<![*\d])\d+")
"""Numbers of residues; the one behind a star counts how far the next stop is."""


def as_counted(variant: SmallVariant, model: GeneModel) -> SmallVariant:
    """Return the variant with its residues as the literature counts them.

    It stays as it is where the transcript is not told or not known, where the literature counts as it does,
    or where the residue is in one of the two transcripts alone.
    """
    counted_on = COUNTED_ON.get(variant.gene, ())[:1]
    if not counted_on or variant.change is None or variant.transcript is None:
        return variant
    try:
        told, counted = (Layout(model.transcript(name)) for name in (variant.transcript, *counted_on))
    except UnknownName:
        return variant
    if told.transcript.id == counted.transcript.id:
        return variant
    residues = {number: _residue(int(number), told, counted) for number in _RESIDUE.findall(variant.change)}
    if None in residues.values():
        return variant
    change = _RESIDUE.sub(lambda found: str(residues[found[0]]), variant.change)
    told_on = f"{variant.told} on {variant.transcript}"
    return replace(variant, change=change, told=told_on, transcript=counted.transcript.id)


def _residue(number: int, told: Layout, counted: Layout) -> int | None:
    """Return the residue whose codon's middle base lies where that of residue `number` does."""
    if told.cds_first is None or counted.cds_first is None or not 0 < number <= told.cds_length // 3:
        return None
    position = told.place(told.cds_first + 3 * number - 2).position
    found = counted.transcript_position(position)
    if found is None or (found - counted.cds_first) % 3 != 1:
        return None
    return (found - counted.cds_first) // 3 + 1
