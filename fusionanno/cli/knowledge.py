"""fusionanno knowledge: what the knowledge base holds, row by row, and whether its tables are sound."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fusionanno.knowledge import Knowledge
    from fusionanno.model import Assertion

REGIONS = ("US", "EU", "JP", "CN")
COLUMNS = (
    "id", "kind", "genes", "drug", "agency", "approval", "since", "until", "until_because", "diseases",
    "indication", "line", "ages", "civic_level", "amp_level", "citations", "note",
)  # fmt: skip


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        msg = f"not a date: {value!r}; write YYYY-MM-DD"
        raise click.BadParameter(msg, ctx, param) from None


@click.group()
def knowledge() -> None:
    """Look into the knowledge base: labels, evidence, rules, diagnoses."""


@knowledge.command("list")
@click.option("--gene", help="Only statements on this target gene, such as ALK.")
@click.option("--tumor", help="Only statements that reach this tumour (OncoTree code or name).")
@click.option("--kind", type=click.Choice(["label", "evidence", "resistance"]))
@click.option("--as-of", callback=_day, help="Only what held on this day.")
@click.option("--region", type=click.Choice(REGIONS), help="Only labels of this region's agency.")
@click.option("--to", "form", type=click.Choice(["tsv", "json", "text"]), default="tsv", show_default=True)
def list_rows(
    gene: str | None, tumor: str | None, kind: str | None, as_of: date | None, region: str | None, form: str
) -> None:
    """List statements, one row each."""
    from fusionanno.knowledge import load_knowledge

    base = load_knowledge()
    rows = (
        _resistance_rows(base, gene, as_of)
        if kind == "resistance"
        else [_row(fact, as_of) for fact in _facts(base, gene, tumor, kind, as_of, region)]
    )
    click.echo(_written(rows, form), nl=False)


@knowledge.command()
@click.argument("gene")
def show(gene: str) -> None:
    """Show what is known about one target gene, as a page to read."""
    from fusionanno.errors import UnknownName
    from fusionanno.knowledge import load_knowledge

    base = load_knowledge()
    symbol = gene.upper()
    known = sorted({rule.gene for rule in base.targets})
    if symbol not in known:
        what = "target gene"
        raise UnknownName(what, gene, known)
    click.echo("\n".join(_page(base, symbol)))


@knowledge.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Check the tables that ship, or those of FOLDER; name every bad cell by file, line and column."""
    from fusionanno.knowledge import problems

    found = problems(folder or files("fusionanno.resources") / "knowledge")
    for line in found:
        click.echo(line, err=True)
    if found:
        ctx.exit(1)
    click.echo("all tables are sound")


@knowledge.command()
@click.option("--from", "start", callback=_day, required=True, help="Labels as of this day ...")
@click.option("--to", "end", callback=_day, required=True, help="... against this one.")
@click.option("--gene", help="Only labels on this target gene.")
@click.option("--tumor", help="Only labels that reach this tumour.")
def diff(start: date, end: date, gene: str | None, tumor: str | None) -> None:
    """Tell which labels began, became regular or ended between two days."""
    from fusionanno.knowledge import load_knowledge

    base = load_knowledge()
    changes = [change for fact in _facts(base, gene, tumor, "label") for change in _changes(fact, base)]
    told = [line for day, line in sorted(changes) if start < day <= end]
    click.echo("\n".join(told) if told else f"no label changed after {start} until {end}")


def _facts(
    base: "Knowledge",
    gene: str | None = None,
    tumor: str | None = None,
    kind: str | None = None,
    as_of: date | None = None,
    region: str | None = None,
) -> "Iterator[Assertion]":
    from fusionanno.knowledge import holds
    from fusionanno.model import AGENCY_OF, MatchLevel, RegulatoryRegion

    disease = base.diseases.find(tumor) if tumor else None
    agency = AGENCY_OF[RegulatoryRegion(region)] if region else None
    for fact in base.assertions:
        reaches = (
            disease is None or base.diseases.meet(disease, fact.diseases)[0] is not MatchLevel.OTHER_TUMOUR
        )
        wanted = (gene is None or gene.upper() in fact.genes) and kind in (None, fact.kind.value)
        local = agency is None or fact.agency in (None, agency)
        if wanted and reaches and local and (as_of is None or holds(fact, as_of)):
            yield fact


def _row(fact: "Assertion", as_of: date | None) -> dict[str, str]:
    from fusionanno.knowledge import ages, approval, dated

    cells = (
        fact.id, fact.kind, ";".join(fact.genes), fact.drug, fact.agency, approval(fact, as_of or date.max),
        dated(fact), fact.until, fact.until_because, ";".join(fact.diseases), fact.indication, fact.line,
        ages(fact), fact.civic_level, fact.amp_level, ";".join(map(str, fact.citations)), fact.note,
    )  # fmt: skip
    return {name: "" if cell is None else str(cell) for name, cell in zip(COLUMNS, cells, strict=True)}


def _resistance_rows(base: "Knowledge", gene: str | None, as_of: date | None) -> list[dict[str, str]]:
    from fusionanno.knowledge import dated, starts

    columns = ("id", "kind", "genes", "mutations", "drug", "effect", "since", "evidence", "citations", "note")
    rows = []
    for fact in base.resistance:
        if gene in (None, fact.gene) and (not as_of or starts(fact.since, fact.since_precision) <= as_of):
            effect = "resistant" if fact.resists else "active"
            cells = (
                fact.id, "resistance", fact.gene, ";".join(fact.mutations), fact.drug, effect, dated(fact),
                fact.evidence, ";".join(map(str, fact.citations)), fact.note or "",
            )  # fmt: skip
            rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def _written(rows: Sequence[dict[str, str]], form: str) -> str:
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if form == "text":
        return "".join(
            "\n".join(f"{name}: {cell}" for name, cell in row.items() if cell) + "\n\n" for row in rows
        )
    header = list(rows[0]) if rows else list(COLUMNS)
    return "".join("\t".join(cells) + "\n" for cells in (header, *(row.values() for row in rows)))


def _changes(fact: "Assertion", base: "Knowledge") -> Iterator[tuple[date, str]]:
    from fusionanno.knowledge import starts

    where = ", ".join(base.diseases.name(code) for code in fact.diseases)
    what = f"{fact.agency} {fact.drug}, {'/'.join(fact.genes)} fusion, {where}: {fact.indication}"
    what += f", {fact.line}" if fact.line else ""
    began = starts(fact.since, fact.since_precision)
    event = "opinion" if fact.approval_type == "opinion" else "began  "
    yield began, f"{began}  {event}  {what} ({fact.approval_type})"
    if fact.regular_since:
        yield fact.regular_since, f"{fact.regular_since}  regular  {what}"
    if fact.until:
        yield fact.until, f"{fact.until}  ended    {what} ({fact.until_because})"


def _page(base: "Knowledge", gene: str) -> Iterator[str]:
    facts = [fact for fact in base.assertions if gene in fact.genes]
    yield f"{gene} fusions"
    yield from _rules(base, gene)
    labels = [fact for fact in facts if fact.kind == "label"]
    codes = list(dict.fromkeys(code for fact in labels for code in fact.diseases))
    for code in codes:
        yield from ("", f"Labels: {base.diseases.name(code)} ({code})")
        yield from _label_lines(fact for fact in labels if code in fact.diseases)
    yield from ("", "Published evidence")
    yield from _evidence_lines(base, (fact for fact in facts if fact.kind == "evidence"))
    yield from ("", "Resistance mutations (they count once they are reported)")
    yield from _resistance_lines(base, gene)
    yield from ("", "Diagnostic meaning")
    yield from _entity_lines(base, gene)
    yield from ("", "Sources")
    yield from _source_lines(base, gene, facts)


def _rules(base: "Knowledge", gene: str) -> Iterator[str]:
    for rule in base.targets:
        if rule.gene == gene:
            frame = "in frame" if rule.needs_frame else "frame not needed"
            lost = f", {rule.loses} domain lost" if rule.loses else ""
            yield f"  Therapies need {gene} as the {rule.side} partner, {rule.keeps} whole, {frame}{lost}."
            if rule.note:
                yield f"  {rule.note}"


def _label_lines(facts: "Iterable[Assertion]") -> Iterator[str]:
    from fusionanno.knowledge import ages, dated

    for fact in sorted(facts, key=lambda fact: (str(fact.agency), fact.drug, fact.since)):
        span = (
            f"{dated(fact)} to {fact.until} ({fact.until_because})" if fact.until else f"since {dated(fact)}"
        )
        regular = f", regular since {fact.regular_since}" if fact.regular_since else ""
        who = "; ".join(part for part in (fact.line, ages(fact)) if part)
        yield f"  {fact.agency}  {fact.drug}  {span}  {fact.approval_type}{regular}"
        yield f"        {fact.indication} [{who}]"
        if fact.note:
            yield f"        {fact.note}"


def _evidence_lines(base: "Knowledge", facts: "Iterable[Assertion]") -> Iterator[str]:
    from fusionanno.knowledge import dated

    for fact in sorted(facts, key=lambda fact: (fact.diseases, fact.drug, fact.since)):
        where = ", ".join(base.diseases.name(code) for code in fact.diseases)
        levels = f"AMP {fact.amp_level}" + (f", CIViC {fact.civic_level}" if fact.civic_level else "")
        yield f"  {dated(fact)}  {fact.drug}, {where}: {fact.indication} ({levels})"
        yield f"        {'; '.join(map(str, fact.citations))}"


def _resistance_lines(base: "Knowledge", gene: str) -> Iterator[str]:
    facts = [fact for fact in base.resistance if fact.gene == gene]
    for mutations in dict.fromkeys(fact.mutations for fact in facts):
        same = [fact for fact in facts if fact.mutations == mutations]
        resists = ", ".join(fact.drug for fact in same if fact.resists)
        active = ", ".join(fact.drug for fact in same if not fact.resists)
        told = [f"resistant to {resists}"] * bool(resists) + [f"active: {active}"] * bool(active)
        yield f"  {'/'.join(mutations)}: {'; '.join(told)}"
        yield from dict.fromkeys(f"        {fact.note}" for fact in same if fact.note)


def _entity_lines(base: "Knowledge", gene: str) -> Iterator[str]:
    for fact in base.entities:
        if gene in (fact.three_prime, fact.five_prime):
            pair = f"{fact.five_prime or 'any partner'}::{fact.three_prime or 'any partner'}"
            often = f", {fact.frequency}" if fact.frequency else ""
            yield f"  {pair}: {fact.entity}, {fact.strength}{often}"


def _source_lines(base: "Knowledge", gene: str, facts: "Sequence[Assertion]") -> Iterator[str]:
    cited = [citation for fact in facts for citation in fact.citations]
    cited += [citation for fact in base.resistance if fact.gene == gene for citation in fact.citations]
    cited += [
        citation
        for fact in base.entities
        if gene in (fact.three_prime, fact.five_prime)
        for citation in fact.citations
    ]
    for citation in sorted(set(cited), key=str):
        yield f"  {citation.id}  {citation.title}" + (f"  {citation.url}" if citation.url else "")
