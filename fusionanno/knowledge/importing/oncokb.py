"""OncoKB: an export or saved answer that the user brings, or the user's own token (licensed, never bundled).

Levels: https://www.oncokb.org/therapeutic-levels. OncoKB states no days, so that rows hold from the day on
which they were brought.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fusionanno.errors import InputError
from fusionanno.knowledge.base import Knowledge
from fusionanno.knowledge.importing.brought import (
    Biomarker,
    Brought,
    LeftOut,
    biomarker,
    codes,
    drug_name,
    drug_names,
    is_change,
)
from fusionanno.knowledge.tables import CITATIONS, RESISTANCE, THERAPIES
from fusionanno.model import AssertionKind, Direction

API = "https://www.oncokb.org/api/v1"
ORIGIN = "OncoKB, https://www.oncokb.org, brought by the user under a licence of the user's own"
LICENCE = "OncoKB terms of use; not to be passed on"
_AMP = {"1": "A", "2": "A", "3A": "B", "3B": "C", "4": "D"}
_RESISTANT = ("R1", "R2")
_CITATION = "URL:oncokb"
_COLUMNS = {"level": "level", "gene": "gene", "alterations": "alterations", "cancer types": "cancer types"}
_TUMORS = {"all solid tumors": "SOLID", "all liquid tumors": "HEME"}


@dataclass(frozen=True, slots=True)
class _Item:
    """One line of OncoKB: a level, a gene's alteration, a tumour and drugs that are given together."""

    place: str
    level: str
    gene: str
    alteration: str
    tumor: str
    drugs: tuple[str, ...]
    pmids: tuple[str, ...] = ()


def read_oncokb(base: Knowledge, path: Path, retrieved: date) -> Brought:
    """Return an export of biomarkers and drugs (TSV), or saved answers of the API (JSON), in our schema.

    Raises InputError for a file of another form; what has no place in ours is left out with its reason.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"cannot be read as UTF-8 text ({getattr(error, 'strerror', None) or 'not UTF-8'})"
        raise InputError(msg, path=str(path)) from error
    if text.lstrip()[:1] not in ("{", "["):
        return _brought(base, _of_tsv(text, path), retrieved)
    try:
        answers = json.loads(text)
    except ValueError as error:
        msg = f"is not JSON ({error}); the file may be cut, bring it again"
        raise InputError(msg, path=str(path)) from error
    return _brought(base, _of_answers(answers if isinstance(answers, list) else [answers]), retrieved)


def ask_oncokb(
    base: Knowledge, token: str, fusions: Iterable[str], retrieved: date, api: str = API
) -> Brought:
    """Ask OncoKB for each fusion ("EML4::ALK") with the user's token. Raises InputError where it refuses."""
    answers = [_asked(api, token, *_partners(fusion)) for fusion in fusions]
    return _brought(base, _of_answers(answers), retrieved)


def _partners(fusion: str) -> tuple[str, str]:
    five, _, three = fusion.partition("::")
    if not five or not three:
        msg = f"not a fusion: {fusion!r}; write EML4::ALK"
        raise InputError(msg)
    return five, three


def _asked(api: str, token: str, five: str, three: str) -> Any:
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen  # only who asks OncoKB pays for it

    words = {
        "hugoSymbolA": five, "hugoSymbolB": three, "structuralVariantType": "FUSION",
        "isFunctionalFusion": "true",
    }  # fmt: skip
    address = f"{api}/annotate/structuralVariants?{urlencode(words)}"
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        msg = "the token file holds no token: one word without spaces or line breaks is needed"
        raise InputError(msg)
    if not re.match(r"https://|http://127\.0\.0\.1[:/]", api):
        msg = "OncoKB is asked by https alone"
        raise InputError(msg)
    request = Request(address, headers={"Accept": "application/json"})
    request.add_unredirected_header("Authorization", f"Bearer {token}")
    try:
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except HTTPError as error:
        error.close()
        remedy = "check the token" if error.code in (401, 403) else "try again later"
        msg = f"OncoKB answered {error.code} for {five}::{three}; {remedy}"
        raise InputError(msg) from error
    except (URLError, TimeoutError) as error:
        msg = f"OncoKB cannot be asked ({error}); bring an export instead"
        raise InputError(msg) from error
    except ValueError as error:
        msg = f"OncoKB's answer for {five}::{three} is no JSON; try again later"
        raise InputError(msg) from error


def _brought(base: Knowledge, items: Iterator[_Item], retrieved: date) -> Brought:
    brought = Brought()
    for item in items:
        try:
            _add(base, brought, item, retrieved)
        except LeftOut as error:
            brought.leave(f"{item.place} {item.gene} {item.alteration}, level {item.level}", str(error))
    return brought


def _add(base: Knowledge, brought: Brought, item: _Item, retrieved: date) -> None:
    if item.level not in _AMP and item.level not in _RESISTANT:
        msg = "no therapeutic level"
        raise LeftOut(msg)
    if not item.drugs:
        msg = "names no drug"
        raise LeftOut(msg)
    checked = f"{retrieved}: OncoKB as brought by the user"
    fusion = None if item.level in _RESISTANT else biomarker(base, item.alteration, item.gene)
    disease = "" if fusion is None else _tumor(base, item.tumor)
    drugs = [drug_name(base, brought, each, _CITATION, checked) for each in item.drugs]
    brought.add(CITATIONS, id=_CITATION, kind="reference", title="OncoKB", url="https://www.oncokb.org")
    for pmid in item.pmids:
        brought.add(CITATIONS, id=f"PMID:{pmid}", kind="paper", title="cited by OncoKB")
    common = {
        "since": str(retrieved), "citations": ";".join((_CITATION, *(f"PMID:{each}" for each in item.pmids))),
        "checked": checked, "note": f"OncoKB level {item.level}, as of the day on which it was brought.",
    }  # fmt: skip
    if fusion is None:
        _add_resistance(base, brought, item, drugs, common)
    else:
        _add_study(brought, item, fusion, " + ".join(drugs), common | {"diseases": disease})


def _add_study(
    brought: Brought, item: _Item, fusion: Biomarker, drug: str, common: Mapping[str, str]
) -> None:
    pair = (fusion.five_prime, fusion.three_prime)
    key = "-".join(("ONCOKB", *fusion.genes, *pair, drug, common["diseases"], item.level))
    brought.add(
        THERAPIES, id=re.sub(r"[^\w;-]+", "-", key), kind=AssertionKind.EVIDENCE,
        direction=Direction.SUPPORTS, genes=";".join(fusion.genes), five_prime=fusion.five_prime,
        three_prime=fusion.three_prime, drug=drug, amp_level=_AMP[item.level],
        indication=f"OncoKB on {item.alteration} in {item.tumor}", **common,
    )  # fmt: skip


def _add_resistance(
    base: Knowledge, brought: Brought, item: _Item, drugs: list[str], common: Mapping[str, str]
) -> None:
    if item.gene not in {rule.gene for rule in base.targets}:
        msg = f"{item.gene} has no target rule here"
        raise LeftOut(msg)
    if not is_change(item.alteration):
        msg = f"{item.alteration!r} is no change of one residue"
        raise LeftOut(msg)
    for drug in drugs:
        brought.add(
            RESISTANCE, id=f"ONCOKB-{item.gene}-{item.alteration}-{drug}", gene=item.gene,
            mutations=item.alteration, drug=drug, effect="resistant", evidence="clinical", **common,
        )  # fmt: skip


def _tumor(base: Knowledge, name: str) -> str:
    known = _TUMORS.get(name.casefold())
    return known or codes(base, name, name.rpartition("/")[2])


def _of_tsv(text: str, path: Path) -> Iterator[_Item]:
    reader = csv.reader(io.StringIO(text), delimiter="\t")
    header = [name.strip().casefold() for name in next(reader, [])]
    drugs = next((name for name in header if name.startswith("drugs")), None)
    if drugs is None or not set(_COLUMNS) <= set(header):
        msg = "is no export of OncoKB: its columns are Level, Gene, Alterations, Cancer Types and Drugs"
        raise InputError(msg, path=str(path), line=1)
    for cells in filter(None, reader):
        if len(cells) != len(header):
            msg = f"{len(cells)} cells under {len(header)} columns; the file may be cut, bring it again"
            raise InputError(msg, path=str(path), line=reader.line_num)
        yield from _split(dict(zip(header, cells, strict=True)), drugs, f"line {reader.line_num}")


def _split(row: Mapping[str, str], drugs: str, place: str) -> Iterator[_Item]:
    """Yield one item per alteration, tumour and treatment: alternatives are separated by commas."""
    level = row["level"].upper().removeprefix("LEVEL_")
    for alteration in _listed(row["alterations"]):
        for tumor in _listed(row["cancer types"]):
            for treatment in drug_names(row[drugs]) or ("",):
                given = tuple(part.strip() for part in treatment.split("+") if part.strip())
                yield _Item(place, level, row["gene"], alteration, tumor, given)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[,;](?![^(]*\))", cell) if part.strip())


def _of_answers(answers: Iterable[Any]) -> Iterator[_Item]:
    for number, answer in enumerate(answers, start=1):
        if not isinstance(answer, dict) or not isinstance(answer.get("treatments"), list):
            msg = f"answer {number} has no treatments; bring answers of annotate/structuralVariants"
            raise InputError(msg)
        query = answer.get("query")
        gene = str(query.get("hugoSymbol", "")) if isinstance(query, dict) else ""
        for treatment in answer["treatments"]:
            if not isinstance(treatment, dict):
                msg = f"answer {number} has a treatment of another form; bring answers as OncoKB gave them"
                raise InputError(msg)
            yield from _treatment(f"answer {number}", gene, treatment)


def _treatment(place: str, gene: str, treatment: Mapping[str, Any]) -> Iterator[_Item]:
    tumor = treatment.get("levelAssociatedCancerType")
    name = _tumor_name(tumor) if isinstance(tumor, dict) else ""
    given = treatment.get("drugs") or ()
    drugs = tuple(str(drug.get("drugName", "")) for drug in given if isinstance(drug, dict))
    level = str(treatment.get("level", "")).upper().removeprefix("LEVEL_")
    pmids = tuple(map(str, treatment.get("pmids") or ()))
    for alteration in treatment.get("alterations") or (gene,):
        yield _Item(place, level, gene, str(alteration), name, drugs, pmids)


def _tumor_name(tumor: Mapping[str, Any]) -> str:
    main = tumor.get("mainType")
    told = (tumor.get("code"), tumor.get("name"), main.get("name") if isinstance(main, dict) else None)
    return next((str(each) for each in told if each), "")
