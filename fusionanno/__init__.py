"""Interpret gene fusions: place, name, judge and report them.

    >>> import fusionanno
    >>> sorted(fusionanno.__all__)
    ['annotate', 'build_report', 'read_calls', 'to_dataframe']

Nothing heavy is imported until one of these is asked for.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fusionanno.pipeline import annotate, build_report, to_dataframe
    from fusionanno.readers import read_calls

__all__ = ["annotate", "build_report", "read_calls", "to_dataframe"]

_HOMES = {
    "annotate": "fusionanno.pipeline",
    "build_report": "fusionanno.pipeline",
    "read_calls": "fusionanno.readers",
    "to_dataframe": "fusionanno.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module 'fusionanno' has no attribute {name!r}"
        raise AttributeError(msg)
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
