"""Accessions with and without version."""

import re

_VERSIONED = re.compile(r"(ENS[A-Z]*\d+|[NX][MRP]_\d+)\.\d+")


def stable_id(name: str) -> str:
    """Return an Ensembl or RefSeq accession without its version; any other name as it is.

    >>> stable_id("ENST00000389048.8"), stable_id("NM_004304.5"), stable_id("MSTRG.12.3")
    ('ENST00000389048', 'NM_004304', 'MSTRG.12.3')
    """
    match = _VERSIONED.fullmatch(name)
    return match[1] if match else name
