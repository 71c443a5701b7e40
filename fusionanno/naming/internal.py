"""Words for events inside one gene: EGFRvIII, MET exon 14 skipping, "EGFR exons 18-25 duplication"."""

import re
from collections.abc import Callable, Iterator

from fusionanno.model import FusionCall, Partner
from fusionanno.naming.symbols import known_symbol
from fusionanno.naming.tables import NamedInternalEvent, named_internal_events

_GENE_EXON = r"(?P<gene>[A-Za-z0-9.-]+?)[ :]?\s*(?:exons?|ex)\.? ?(?P<first>[1-9]\d{0,2})"
_EXONS = tuple(
    re.compile(_GENE_EXON + rest, re.IGNORECASE | re.ASCII)
    for rest in (
        r"(?P<last>) (?P<what>skipping|skipped)",
        r" ?- ?(?P<last>[1-9]\d{0,2})"
        r" (?P<what>skipping|skipped|deletion|deleted|del|loss|lost|(?:tandem )?duplication|duplicated|dup)",
    )
)
"""One exon must be skipped: "EGFR exon 19 deletion" means bases inside the exon, and is not read."""


def internal_call(plain: str, is_symbol: Callable[[str], bool]) -> FusionCall | None:
    """Return the call of an event inside one gene whose exons the words tell; None where they tell none.

    A deletion joins the exon before the lost ones to the exon after them, a duplication the last doubled
    exon to the first. ValueError where the words name an event whose place varies (FLT3-ITD).
    """
    named = _named(plain)
    if named is not None:
        if named.kind not in ("deletion", "duplication"):
            msg = f"{named.name} lies at another place in every tumour: give its two breakpoints"
            raise ValueError(msg)
        return _call(named.gene, (named.first_exon, named.last_exon), named.kind == "duplication", named)
    match = next((found for words in _EXONS if (found := words.fullmatch(plain))), None)
    gene = known_symbol(match["gene"], is_symbol) if match else None
    if match is None or gene is None:
        return None
    exons = int(match["first"]), int(match["last"] or match["first"])
    return _call(gene, exons, "dup" in match["what"].lower())


def _call(
    gene: str, exons: tuple[int, int], is_doubled: bool, named: NamedInternalEvent | None = None
) -> FusionCall:
    first, last = exons
    if first > last or (first == 1 and not is_doubled):
        msg = f"exons {first} to {last} of {gene} leave no exon before or after that could be joined"
        raise ValueError(msg)
    five, three = (last, first) if is_doubled else (first - 1, last + 1)
    transcript = named.transcript if named else None
    return FusionCall(
        "text",
        Partner(gene, exon=five, transcript=transcript),
        Partner(gene, exon=three, transcript=transcript),
    )


def _named(plain: str) -> NamedInternalEvent | None:
    """The one event of this name; None where there is none, or several (KMT2A-PTD without its exons)."""
    key = _key(plain)
    rows = (row for gene in named_internal_events().values() for row in gene)
    found = [row for row in rows if key in map(_key, _spellings(row))]
    return found[0] if len(found) == 1 else None


def _spellings(row: NamedInternalEvent) -> Iterator[str]:
    """The name as it stands, and what stands before and in its brackets: BRAF delta 4-8, p61."""
    yield row.name
    before, _, inside = row.name.partition("(")
    yield before
    alias = inside.rstrip(")")
    if alias and row.gene in before and not alias.startswith("exons"):
        yield f"{row.gene} {alias}"


def _key(text: str) -> str:
    return "".join(letter for letter in text.casefold().replace("δ", "delta") if letter.isalnum())
