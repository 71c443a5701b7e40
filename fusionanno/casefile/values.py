"""What the words of a case mean: one value at a time, each refused by name."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from fusionanno.model import (
    Assembly,
    CallFilter,
    CaseInput,
    Molecule,
    RegulatoryRegion,
    Setting,
    TimelineEvent,
)


def parsed(key: str, raw: Any) -> Any:
    """Return the value of a key as a StatedCase holds it; None stays None. ValueError names the key."""
    if raw is None:
        return None
    parse: Callable[[Any, str], Any] = _PARSERS.get(key, _text)
    return parse(raw, key)


def _text(raw: Any, key: str) -> str:
    if not isinstance(raw, str):
        msg = f"{key} takes one text, not a list"
        raise ValueError(msg)
    return raw


def parse_date(text: str, key: str = "as_of") -> date:
    """Read YYYY-MM-DD; ValueError says so.

    >>> parse_date("2021-12-24")
    datetime.date(2021, 12, 24)
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"{key}: not a date: {text!r}; write YYYY-MM-DD, for instance 2021-12-24"
        raise ValueError(msg) from error


def parse_age(text: str, key: str = "age") -> float:
    """Read an age in years; ValueError says so.

    >>> parse_age("34")
    34.0
    """
    try:
        age = float(text)
    except ValueError:
        age = -1.0
    if not 0 <= age <= 130:
        msg = f"{key}: not an age in years: {text!r}; write a number from 0 to 130"
        raise ValueError(msg)
    return age


def parse_snap(text: str, key: str = "snap") -> int:
    """Read a number of bases from 0 to 20; ValueError says so.

    >>> parse_snap("3")
    3
    """
    if not text.isdecimal() or int(text) > _FARTHEST_SNAP:
        msg = f"{key}: not a number of bases: {text!r}; write a whole number from 0 to {_FARTHEST_SNAP}"
        raise ValueError(msg)
    return int(text)


_FARTHEST_SNAP = 20
"""Bases beyond which a position is no misplaced exon edge but another place."""


def _member(words: type[StrEnum], text: str, key: str) -> StrEnum:
    """Return the member that a word names in any letter case; ValueError lists the words that are known."""
    found = next((each for each in words if each.value.lower() == text.lower()), None)
    if found is None:
        msg = f"{key}: unknown {key} {text!r}; known: {', '.join(words)}"
        raise ValueError(msg)
    return found


def _assembly(text: str, key: str) -> Assembly:
    return Assembly.parse(_text(text, key))


def _flag(text: str, key: str) -> bool:
    known = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in known:
        msg = f"{key}: say true or false, not {text!r}"
        raise ValueError(msg)
    return known[text.lower()]


def _filter(raw: Any, key: str) -> CallFilter:
    try:
        return CallFilter.parse(",".join(raw) if isinstance(raw, list) else _text(raw, key))
    except ValueError as error:
        msg = f"{key}: {error}"
        raise ValueError(msg) from error


def _pairs(raw: Any, key: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(raw, Mapping):
        msg = f"{key} takes 'label: text' lines"
        raise ValueError(msg)
    return tuple((label, _text(value, key)) for label, value in raw.items() if value is not None)


def _events(raw: Any, key: str) -> tuple[TimelineEvent, ...]:
    if not isinstance(raw, list):
        msg = f"{key} takes a list of events, each with 'when' and 'what'"
        raise ValueError(msg)
    return tuple(_event(each, key) for each in raw)


def _event(raw: Any, key: str) -> TimelineEvent:
    if not isinstance(raw, Mapping) or not raw.get("when") or not raw.get("what"):
        msg = f"{key}: every event has 'when' and 'what'"
        raise ValueError(msg)
    if re.search(r"\d{4}", raw["when"]) is None:
        msg = f"{key}: no year in {raw['when']!r}; write 2021-12-24, 2021-12 or 'before 2021-12-24'"
        raise ValueError(msg)
    if (dated := re.search(r"\d{4}-\d[\d-]*", raw["when"])) is not None:
        _check_partial_date(dated[0], key)
    unknown = set(raw) - {"when", "what", "approximate", "details"}
    if unknown:
        msg = f"{key}: unknown key {sorted(unknown)[0]!r}; known: when, what, approximate, details"
        raise ValueError(msg)
    approximate = _flag(raw["approximate"], key) if raw.get("approximate") else False
    return TimelineEvent(raw["when"], raw["what"], approximate, _pairs(raw.get("details") or {}, key))


def _paths(raw: Any, key: str) -> tuple[str, ...]:
    """Read one file or folder, or a list of them."""
    return tuple(_text(each, key) for each in (raw if isinstance(raw, list) else [raw]))


def _drugs(raw: Any, key: str) -> tuple[str, ...]:
    """Read the drugs given before, parted by , or ; or as a list; "none" states that there were none."""
    told = raw if isinstance(raw, list) else re.split("[,;]", _text(raw, key))
    drugs = [_text(each, key).strip() for each in told]
    if [each.lower() for each in drugs] == ["none"]:
        return ()
    if not all(drugs) or "none" in (each.lower() for each in drugs):
        msg = f"{key}: write drugs parted by commas, or none alone: {', '.join(drugs)!r}"
        raise ValueError(msg)
    unnamed = next((each for each in drugs if not any(map(str.isalpha, each))), None)
    if unnamed is not None:
        msg = f"{key}: {unnamed!r} names no drug; write drugs parted by commas, for instance crizotinib"
        raise ValueError(msg)
    return tuple(dict.fromkeys(drugs))


def _inputs(raw: Any, key: str) -> tuple[CaseInput, ...]:
    if not isinstance(raw, list):
        msg = f"{key} takes a list of files, each with 'path'"
        raise ValueError(msg)
    found = tuple(_input(each, key) for each in raw)
    twice = next((each.path for each in found if sum(other.path == each.path for other in found) > 1), None)
    if twice is not None:
        msg = f"{key}: {twice} stands twice; keep one"
        raise ValueError(msg)
    return found


def _input(raw: Any, key: str) -> CaseInput:
    """Read one file: a path alone, or a path with what is stated of it."""
    stated = {"path": raw} if isinstance(raw, str) else raw
    if not isinstance(stated, Mapping) or not stated.get("path"):
        msg = f"{key}: every file has a 'path'"
        raise ValueError(msg)
    known = tuple(each.name for each in fields(CaseInput))
    unknown = sorted(set(stated) - set(known))
    if unknown:
        msg = f"{key}: unknown key {unknown[0]!r}; known: {', '.join(known)}"
        raise ValueError(msg)
    return CaseInput(**{name: parsed(name, value) for name, value in stated.items()})


def _check_partial_date(text: str, key: str) -> None:
    """Refuse what begins like a date and is none: 2021-1-5, 2021-02-30."""
    if re.fullmatch(r"\d{4}-\d{2}", text):
        text = f"{text}-01"
    parse_date(text, key)


_PARSERS: Mapping[str, Callable[[Any, str], Any]] = {
    "as_of": lambda raw, key: parse_date(_text(raw, key), key),
    "age": lambda raw, key: parse_age(_text(raw, key), key),
    "snap": lambda raw, key: parse_snap(_text(raw, key), key),
    "region": lambda raw, key: _member(RegulatoryRegion, _text(raw, key), key),
    "molecule": lambda raw, key: _member(Molecule, _text(raw, key), key),
    "assembly": _assembly,
    "keep_going": _flag,
    "filter": _filter,
    "knowledge": _paths,
    "variants": _paths,
    "prior": _drugs,
    "line": lambda raw, key: _member(Setting, _text(raw, key), key),
    "since": lambda raw, key: parse_date(_text(raw, key), key),
    "patient": _pairs,
    "findings": _pairs,
    "timeline": _events,
    "inputs": _inputs,
}
