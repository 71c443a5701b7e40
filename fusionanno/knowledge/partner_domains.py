"""Domains by which a fusion partner brings proteins together, where a source says so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from fusionanno.knowledge.facts import Cite, citation, citer
from fusionanno.knowledge.rows import Row, refuse
from fusionanno.knowledge.tables import CITATIONS, PARTNER_DOMAINS
from fusionanno.model import Citation, Domain, Transcript


@dataclass(frozen=True, slots=True)
class PartnerDomain:
    """One row of partner_domains.tsv; transcripts without version, on whose protein residues count.

    accession names a domain of the reference; otherwise name, first and last are given by the row.
    """

    gene: str
    transcripts: tuple[str, ...]
    role: str
    citations: tuple[Citation, ...]
    accession: str | None = None
    name: str | None = None
    first: int = 0
    last: int = 0


def with_roles(transcript: Transcript, domains: tuple[Domain, ...]) -> tuple[Domain, ...]:
    """Return a transcript's domains with those that bring proteins together marked, or added."""
    rows = [
        row
        for row in _by_gene().get(transcript.gene, ())
        if transcript.id.partition(".")[0] in row.transcripts
    ]
    for row in rows:
        domains = _marked(row, domains) if row.accession else _added(row, domains)
    return domains


def partner_domain(row: Row, cite: Cite) -> PartnerDomain:
    """Read a row of partner_domains.tsv: either an accession, or a name with its residues."""
    accession, name = row.maybe("accession"), row.maybe("name")
    if (accession is None) == (name is None):
        refuse("accession", "give either an accession or a name with its residues")
    row.text("checked")
    if not row.many("transcripts"):
        refuse("transcripts", "is empty; name the transcript whose protein is counted on")
    first, last = (0, 0) if accession else (row.whole("first"), row.whole("last"))
    if first > last:
        refuse("last", f"{last} lies before first {first}")
    return PartnerDomain(
        row.text("gene"), row.many("transcripts"), row.text("role"), cite(row), accession, name, first, last
    )


@cache
def _by_gene() -> Mapping[str, tuple[PartnerDomain, ...]]:
    folder = files("fusionanno.resources") / "knowledge"
    cite = citer({each.id: each for each in CITATIONS.read(folder, citation)})
    found: dict[str, tuple[PartnerDomain, ...]] = {}
    for each in PARTNER_DOMAINS.read(folder, lambda row: partner_domain(row, cite)):
        found[each.gene] = (*found.get(each.gene, ()), each)
    return MappingProxyType(found)


def _marked(row: PartnerDomain, domains: tuple[Domain, ...]) -> tuple[Domain, ...]:
    return tuple(
        replace(each, role=row.role) if each.accession == row.accession else each for each in domains
    )


def _added(row: PartnerDomain, domains: tuple[Domain, ...]) -> tuple[Domain, ...]:
    own = Domain("", row.name or "", row.first, row.last, role=row.role)
    return tuple(sorted((*domains, own), key=lambda each: (each.start, each.end, each.accession)))
