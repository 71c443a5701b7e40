"""The YAML case file and the words of options, as a stated case."""

import difflib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fusionanno.casefile.values import parsed
from fusionanno.errors import InputError
from fusionanno.model import Source, StatedCase

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


def parse_case(words: Mapping[str, object]) -> StatedCase:
    """Return the case that the words of a command line or a Python call state; None = not stated.

    Raises ValueError that names the word and the remedy.

    >>> parse_case({"tumor": "EIMS", "as_of": "2021-12-24", "region": "us"}).region
    <RegulatoryRegion.US: 'US'>
    """
    values = {_known_key(name): raw for name, raw in words.items() if raw is not None}
    return StatedCase(**{key: parsed(key, _as_text(raw)) for key, raw in values.items()})


def _as_text(raw: object) -> object:
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, tuple):
        return list(raw)
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
            values[key] = parsed(key, _plain(value_node))
            if key == "tumor":
                values["tumor_source"] = Source(path, line)
        except ValueError as error:
            raise InputError(str(error), path=path, line=line) from error
    values = {key: value for key, value in values.items() if value is not None}
    folder = Path(path).parent
    inputs = tuple(replace(each, path=_from(folder, each.path)) for each in values.pop("inputs", ()))
    variants, knowledge = (
        tuple(_from(folder, each) for each in values.pop(key, ())) for key in ("variants", "knowledge")
    )
    return StatedCase(**values, inputs=inputs, variants=variants, knowledge=knowledge)


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
