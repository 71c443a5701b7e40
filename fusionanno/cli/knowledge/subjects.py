"""What the words of `knowledge show` mean: a gene, a drug or a class, a tumour, a fusion or a partner."""

from typing import TYPE_CHECKING

from fusionanno.cli.knowledge import names
from fusionanno.cli.knowledge.page_context import About, Subject
from fusionanno.errors import AmbiguousName, UnknownName
from fusionanno.knowledge.tables import ENTITIES, PROGNOSIS, THERAPIES, VARIANTS
from fusionanno.model import Side

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge


def subject(base: "Knowledge", text: str) -> Subject:
    """Return what a text means: a gene, a drug or a class of drugs, a tumour, a fusion or a partner.

    Genes are known by old symbols, drugs by brand. Raises UnknownName with near names, AmbiguousName where
    several are meant (NTRK).
    """
    name, targets = text.strip(), _targets(base)
    if name.upper() in targets:
        return Subject(About.GENE, name.upper())
    if "::" in name and (pair := names.pair_of(base, name)) is not None:
        return _of_pair(base, pair)
    drug = _drug(base, name)
    return drug or _tumor_or_gene(base, name)


def _targets(base: "Knowledge") -> frozenset[str]:
    return frozenset(rule.gene for rule in base.targets) | {fact.gene for fact in base.resistance}


def _drug(base: "Knowledge", name: str) -> Subject | None:
    try:
        found = names.drugs_of(base, name)
    except UnknownName:
        return None
    if names.drugs_of_class(base, name) and name.casefold() not in base.drugs:
        classes = (each for each in base.drugs[found[0]].classes)
        wanted = name.casefold().removesuffix("s")
        return Subject(
            About.CLASS, next(each for each in classes if each.casefold().removesuffix("s") == wanted)
        )
    return Subject(About.DRUG, found[0])


def _tumor_or_gene(base: "Knowledge", name: str) -> Subject:
    """Return a tumour, else a gene by an old symbol, a fusion or a partner."""
    try:
        return Subject(About.TUMOR, base.diseases.find(name).code)
    except AmbiguousName:
        raise
    except UnknownName as error:
        no_tumor = error
    if (pair := names.pair_of(base, name)) is not None:
        return _of_pair(base, pair)
    try:
        gene = names.gene_of(base, name)
    except AmbiguousName:
        raise
    except UnknownName as error:
        what = "gene, drug or tumour"
        near = (*names.near_drugs(base, name), *error.candidates) or no_tumor.candidates
        raise UnknownName(what, name, near) from error
    if gene in _targets(base):
        return Subject(About.GENE, gene)
    if any(gene in pair for pair in _pairs(base)):
        return Subject(About.PARTNER, gene)
    what = "fusion gene of this knowledge base"
    raise UnknownName(what, gene, (), "no row is on a fusion of it")


def _of_pair(base: "Knowledge", pair: tuple[str, str]) -> Subject:
    """Return the page of a fusion's target with the fusion; of one without a target, its own page."""
    sides = {(rule.side, rule.gene) for rule in base.targets}
    five, three = pair
    for gene, side in ((three, Side.THREE_PRIME), (five, Side.FIVE_PRIME)):
        if (side, gene) in sides:
            return Subject(About.GENE, gene, pair)
    if pair not in _pairs(base):
        what = "fusion of this knowledge base"
        remedy = "no row names it, and neither gene is a target on its side"
        raise UnknownName(what, "::".join(pair), (), remedy)
    return Subject(About.PAIR, "::".join(pair), pair)


def _pairs(base: "Knowledge") -> frozenset[tuple[str, str]]:
    """Return the fusions that rows name; "" is any partner."""
    return frozenset(
        (row.cells["five_prime"], row.cells["three_prime"])
        for table in (ENTITIES, PROGNOSIS, VARIANTS, THERAPIES)
        for row in base.rows(table)
    )
