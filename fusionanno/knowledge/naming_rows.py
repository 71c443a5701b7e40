"""Check the rows of the tables that naming and annotation read; what they mean is theirs to say."""

import re
from collections.abc import Callable

from fusionanno.knowledge.rows import Row, refuse
from fusionanno.model import Citation


def check_numbering(row: Row) -> None:
    """Refuse a row of exon_numbering.tsv that cannot be read; what it means is the naming's affair."""
    for column in ("gene", "letter", "checked"):
        row.text(column)
    if not row.many("transcripts"):
        refuse("transcripts", "is empty; name the transcript that papers count on")
    row.one_of("is_mane", ("yes", "no"))
    row.many("old_symbols")
    for cell in row.many("older_versions"):
        if re.fullmatch(r"[A-Z]+_?\d+\.\d+\+[1-9]\d*", cell) is None:
            refuse("older_versions", f"not a version and the exons it has more, as in NM_1.4+2: {cell!r}")


def check_alternative_exon(row: Row) -> None:
    """Refuse a row of alternative_exons.tsv that cannot be read."""
    for column in ("gene", "suffix", "transcript", "contig", "citation", "checked"):
        row.text(column)
    for column in ("exon", "transcript_exon", "grch38_first", "grch38_last", "grch37_first", "grch37_last"):
        row.whole(column)


def check_variant(row: Row) -> None:
    """Refuse a row of variants.tsv that cannot be read."""
    for column in ("five_prime", "three_prime", "junction", "checked"):
        row.text(column)
    if row.text("junction").count(";") > 1:
        refuse("junction", f"{row.cells['junction']!r} has more than two sides; write E13;A20")
    row.many("aliases")


def check_internal_event(row: Row, cite: Callable[[Row], tuple[Citation, ...]]) -> None:
    """Refuse a row of internal_events.tsv that cannot be read."""
    for column in ("gene", "transcript", "name", "checked"):
        row.text(column)
    row.one_of("kind", ("deletion", "duplication", "itd"))
    if row.whole("first_exon") > row.whole("last_exon"):
        refuse("last_exon", "lies before first_exon")
    row.one_of("frame", ("in-frame", "out-of-frame", "no-protein"))
    cite(row)


def check_pair(row: Row, columns: tuple[str, ...], cite: Callable[[Row], tuple[Citation, ...]]) -> None:
    """Refuse a row of not_read_through.tsv or hijacking.tsv that cannot be read: no cell but is needed."""
    for column in columns:
        row.text(column)
    if row.cells.get("whole_from"):
        row.whole("whole_from")
    cite(row)
