"""Read what the user states of the case: the YAML case file, the transcript list, the words of options."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fusionanno.errors import InputError
from fusionanno.model import (
    Assembly,
    CallFilter,
    CaseInput,
    Molecule,
    RegulatoryRegion,
    Source,
    StatedCase,
    TimelineEvent,
)

if TYPE_CHECKING:
    import yaml

_KEYS = tuple(field.name for field in fields(StatedCase) if field.name != "tumor_source")


def read_case(path: str) -> StatedCase:
    """Return what the file states.

    Raises InputError with file and line for a file that cannot be read, an unknown key or a wrong value.
    """
    import yaml

    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        root: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as error:
        msg = f"cannot read the case file ({error.strerror}); check the path"
        raise InputError(msg, path=path) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        msg = f"not a YAML file: {getattr(error, 'problem', None) or error}"
        raise InputError(msg, path=path, line=mark.line + 1 if mark else None) from error
    if root is None:
        return StatedCase()
    return _stated(path, root)


@dataclass(frozen=True, slots=True)
class ListedTranscript:
    """An id of the laboratory's own transcript list, and where it stands."""

    name: str
    source: Source


def read_transcript_list(path: str) -> tuple[ListedTranscript, ...]:
    """Return the transcript ids of a list: the first word of every line; '#' starts a comment.

    Raises InputError with file and line for a file that cannot be read, that holds no id, and for a word that
    is none.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"cannot read the transcript list ({getattr(error, 'strerror', None) or error}); check the path"
        raise InputError(msg, path=path) from error
    words = ((number, line.partition("#")[0].split()) for number, line in enumerate(lines, 1))
    listed = tuple(ListedTranscript(found[0], Source(path, number)) for number, found in words if found)
    if not listed:
        msg = "holds no transcript id; write one a line, or leave --transcripts out"
        raise InputError(msg, path=path)
    for each in listed:
        if _TRANSCRIPT.fullmatch(each.name) is None:
            msg = f"not a transcript id such as NM_004304.5 or ENST00000389048: {each.name[:40]!r}"
            raise InputError(msg, path=path, line=each.source.line)
    return listed


_TRANSCRIPT = re.compile(r"(?=[^\s,;]*\d)[A-Za-z][\w.:-]*")
"""What can be an id of any gene model: a word that begins with a letter and holds a digit."""


def parse_case(words: Mapping[str, object]) -> StatedCase:
    """Return the case that the words of a command line or a Python call state; None = not stated.

    Raises ValueError that names the word and the remedy.

    >>> parse_case({"tumor": "EIMS", "as_of": "2021-12-24", "region": "us"}).region
    <RegulatoryRegion.US: 'US'>
    """
    values = {_known_key(name): raw for name, raw in words.items() if raw is not None}
    return StatedCase(**{key: _value(key, _as_text(raw)) for key, raw in values.items()})


def _as_text(raw: object) -> object:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return raw if isinstance(raw, (list, Mapping)) else str(raw)


def _stated(path: str, root: "yaml.Node") -> StatedCase:
    import yaml

    if not isinstance(root, yaml.MappingNode):
        msg = "a case file is a list of 'key: value' lines"
        raise InputError(msg, path=path, line=root.start_mark.line + 1)
    values: dict[str, Any] = {}
    for key_node, value_node in root.value:
        line = key_node.start_mark.line + 1
        try:
            key = _known_key(str(key_node.value))
            if key in values:
                msg = f"{key} stands twice; keep one"
                raise ValueError(msg)  # noqa: TRY301
            values[key] = _value(key, _plain(value_node))
            if key == "tumor":
                values["tumor_source"] = Source(path, line)
        except ValueError as error:
            raise InputError(str(error), path=path, line=line) from error
    values = {key: value for key, value in values.items() if value is not None}
    folder = Path(path).parent
    beside = tuple(replace(each, path=_from(folder, each.path)) for each in values.pop("inputs", ()))
    return StatedCase(**values, inputs=beside)


def _from(folder: Path, path: str) -> str:
    return path if path == "-" else str(folder / path)


def _known_key(name: str) -> str:
    key = name.replace("-", "_").replace("tumour", "tumor")
    if key in _KEYS:
        return key
    near = difflib.get_close_matches(key, _KEYS, n=3)
    remedy = f"did you mean {', '.join(near)}?" if near else f"known: {', '.join(_KEYS)}"
    msg = f"unknown key {name!r}; {remedy}"
    raise ValueError(msg)


def _plain(node: "yaml.Node") -> Any:
    """Return scalars as the text that stands in the file: '5.260 %' and '2022-03' keep their digits."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each) for each in node.value]
    text = str(node.value).strip()
    return None if node.tag == "tag:yaml.org,2002:null" or not text else text


def _value(key: str, raw: Any) -> Any:
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
    return CaseInput(**{name: _value(name, value) for name, value in stated.items()})


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
    "patient": _pairs,
    "findings": _pairs,
    "timeline": _events,
    "inputs": _inputs,
}
