"""fusionanno knowledge list: rows of the knowledge base as they stand."""

from datetime import date

import click

from fusionanno.cli.knowledge.options import REGIONS, Cells, as_form, base_of, day, own_folders, written

_KINDS = (
    "label", "evidence", "investigational", "outcome", "resistance", "bypass", "prognosis", "entity",
    "target", "drug", "variant", "disease", "citation",
)  # fmt: skip


@click.command("list")
@click.option("--gene", help="Only rows on this gene, such as ALK.")
@click.option("--tumor", help="Only rows that reach this tumour (code, name or synonym).")
@click.option("--drug", help="Only rows on this drug.")
@click.option("--kind", type=click.Choice(_KINDS), help="One kind of rows [default: label and the studies].")
@click.option("--as-of", callback=day, help="Only what held on this day.")
@click.option("--region", type=click.Choice(REGIONS), help="Of labels, only those of this region's agency.")
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
    from fusionanno.cli.knowledge.kinds import KINDS, Wanted, rows
    from fusionanno.model import AGENCY_OF, RegulatoryRegion

    base = base_of(own)
    disease = base.diseases.find(tumor) if tumor else None
    agency = AGENCY_OF[RegulatoryRegion(region)] if region else None
    wanted = Wanted(gene, disease, drug.lower() if drug else None, as_of, agency)
    chosen = [each for each in KINDS if each.name == kind or (kind is None and each.only)]
    found: list[Cells] = [row.cells for each in chosen for row in rows(base, each, wanted)]
    click.echo(written(found, chosen[0].table.columns, form), nl=False)
