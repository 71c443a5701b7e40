"""Calls of one fusion, gathered across callers and files. docs/merging.md tells the rules."""

from fusionanno.merging.merge import merge
from fusionanno.merging.places import Tolerance

__all__ = ["Tolerance", "merge"]
