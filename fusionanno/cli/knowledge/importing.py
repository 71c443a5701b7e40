"""fusionanno knowledge import: rows of a laboratory's own from CIViC's release files or an OncoKB export."""

import click


@click.group("import")
def import_rows() -> None:
    """Make tables of your own from CIViC or OncoKB files that you bring."""
