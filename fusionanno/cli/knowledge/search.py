"""fusionanno knowledge search: words in any row of any table."""

from typing import TYPE_CHECKING

import click

from fusionanno.cli.knowledge.options import Cells, as_form, base_of, own_folders, written

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge

_COLUMNS = ("kind", "key", "found", "row")


@click.command()
@click.argument("words", nargs=-1, required=True)
@as_form("text", "tsv", "json")
@own_folders
@click.pass_context
def search(ctx: click.Context, words: tuple[str, ...], form: str, own: tuple[str, ...]) -> None:
    """Find the rows that hold all WORDS: a drug, a brand name, a mutation, a PMID, a trial, a tumour.

    A brand stands for its drug, a synonym for its tumour. Exit code 1 where no row holds them.
    """
    from fusionanno.cli.knowledge.kinds import KINDS, Wanted, rows

    if not all(word.strip() for word in words):
        msg = "a word is empty; say what to search for"
        raise click.BadParameter(msg, param_hint="WORDS")
    base = base_of(own)
    asked = [_meanings(base, word.strip().casefold()) for word in words]
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


def _meanings(base: "Knowledge", word: str) -> tuple[str, ...]:
    """Return the word, the drug of a brand or code name, and the tumours that it is a synonym of."""
    from fusionanno.knowledge.tables import DRUGS, SYNONYMS

    drugs = (
        row.cells["drug"]
        for row in base.rows(DRUGS)
        if word in (alias.casefold() for alias in row.many("aliases"))
    )
    tumors = (
        base.diseases.name(code).casefold()
        for row in base.rows(SYNONYMS)
        if row.cells["name"].casefold() == word
        for code in row.many("code")
    )
    return tuple(dict.fromkeys((word, *drugs, *tumors)))


def _holds_all(cells: Cells, asked: list[tuple[str, ...]]) -> bool:
    text = "\t".join(cells.values()).casefold()
    return all(any(word in text for word in meanings) for meanings in asked)


def _hit(kind: str, key: tuple[str, ...], cells: Cells, asked: list[tuple[str, ...]]) -> dict[str, str]:
    words = [word for meanings in asked for word in meanings]
    held = [name for name, cell in cells.items() if any(word in cell.casefold() for word in words)]
    row = "; ".join(f"{name}: {cell}" for name, cell in cells.items() if cell and name not in key)
    return {"kind": kind, "key": " ".join(cells[name] for name in key), "found": ";".join(held), "row": row}


def _told(found: list[Cells]) -> str:
    return "".join(f"{hit['kind']}  {hit['key']}\n    {hit['row']}\n" for hit in found)
