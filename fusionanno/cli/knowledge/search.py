"""fusionanno knowledge search: words in any row of any table."""

import click

from fusionanno.cli.knowledge.options import Cells, as_form, base_of, own_folders, written

_COLUMNS = ("kind", "key", "found", "row")


@click.command()
@click.argument("words", nargs=-1, required=True)
@as_form("text", "tsv", "json")
@own_folders
@click.pass_context
def search(ctx: click.Context, words: tuple[str, ...], form: str, own: tuple[str, ...]) -> None:
    """Find the rows that hold all WORDS: a drug, a brand name, a mutation, a PMID, a trial, a tumour.

    Exit code 1 where none does.
    """
    from fusionanno.cli.knowledge.kinds import KINDS, Wanted, rows

    base = base_of(own)
    asked = [word.casefold() for word in words]
    found: list[Cells] = [
        _hit(kind.name, kind.table.key or kind.table.columns[:1], row.cells, asked)
        for kind in KINDS
        for row in rows(base, kind, Wanted())
        if _holds_all(row.cells, asked)
    ]
    if not found:
        click.echo(f"no row holds {' and '.join(words)}", err=True)
        ctx.exit(1)
    click.echo(_told(found) if form == "text" else written(found, _COLUMNS, form), nl=False)


def _holds_all(cells: Cells, words: list[str]) -> bool:
    text = "\t".join(cells.values()).casefold()
    return all(word in text for word in words)


def _hit(kind: str, key: tuple[str, ...], cells: Cells, words: list[str]) -> dict[str, str]:
    held = [name for name, cell in cells.items() if any(word in cell.casefold() for word in words)]
    row = "; ".join(f"{name}: {cell}" for name, cell in cells.items() if cell and name not in key)
    return {"kind": kind, "key": " ".join(cells[name] for name in key), "found": ";".join(held), "row": row}


def _told(found: list[Cells]) -> str:
    return "".join(f"{hit['kind']}  {hit['key']}\n    {hit['row']}\n" for hit in found)
