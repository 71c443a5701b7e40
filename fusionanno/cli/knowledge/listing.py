"""fusionanno knowledge list: rows of the knowledge base as they stand."""

from datetime import date

import click

from fusionanno.cli.knowledge.options import REGIONS, Cells, as_form, base_of, day, own_folders, written

_KINDS = (
    "label", "evidence", "investigational", "outcome", "resistance", "bypass", "prognosis", "entity",
    "target", "drug", "variant", "disease", "citation",
)  # fmt: skip
_ASKED = {"--gene": "gene", "--tumor": "tumour", "--drug": "drug", "--as-of": "day", "--region": "agency"}


@click.command("list")
@click.option("--gene", help="Only rows on this gene (ALK, HER2).")
@click.option("--tumor", help="Only rows on this tumour, what it is a kind of, or kinds of it.")
@click.option("--drug", help="Only rows on this drug (name or brand) or class.")
@click.option("--kind", type=click.Choice(_KINDS), help="One kind of rows [default: label and the studies].")
@click.option("--as-of", callback=day, help="Only what held on this day.")
@click.option(
    "--region",
    type=click.Choice(REGIONS, case_sensitive=False),
    help="Of labels, only those of this region's agency.",
)
@as_form("tsv", "json", "text")
@own_folders
def list_rows(
    gene: str | None,
    tumor: str | None,
    drug: str | None,
    kind: str | None,
    as_of: date | None,
    region: str | None,
    form: str,
    own: tuple[str, ...],
) -> None:
    """List rows as their tables have them, one line each."""
    from fusionanno.cli.knowledge.kinds import KINDS, Wanted, cannot_apply, rows
    from fusionanno.cli.knowledge.names import drugs_of, gene_of
    from fusionanno.model import AGENCY_OF, RegulatoryRegion

    base = base_of(own)
    disease = base.diseases.find(tumor) if tumor else None
    agency = AGENCY_OF[RegulatoryRegion(region)] if region else None
    drugs = drugs_of(base, drug) if drug else None
    symbol = gene_of(base, gene) if gene else None
    wanted = Wanted(gene=symbol, tumor=disease, drugs=drugs, as_of=as_of, agency=agency)
    chosen = [each for each in KINDS if each.name == kind or (kind is None and each.only)]
    if options := cannot_apply(chosen[0], wanted):
        msg = f"rows of kind {chosen[0].name} have no {' and no '.join(_ASKED[each] for each in options)}"
        raise click.BadParameter(msg, param_hint=" ".join(options))
    found: list[Cells] = [row.cells for each in chosen for row in rows(base, each, wanted)]
    if not found:
        click.echo("no row is held for this", err=True)
    click.echo(written(found, chosen[0].table.columns, form), nl=False)
