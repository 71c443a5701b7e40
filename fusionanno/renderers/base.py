"""What every renderer owes."""

from abc import ABC, abstractmethod
from typing import ClassVar

from fusionanno.model import Report


class Renderer(ABC):
    """Turn a report into one file's text. Pure: same report, same bytes; writing the file is the caller's.

    To add a format: one module named after it, holding its one subclass, and one line in RENDERERS.
    """

    name: ClassVar[str]
    """As the user types it: ``--format html``."""

    suffix: ClassVar[str]
    """Of the file's name, with the dot."""

    @abstractmethod
    def render(self, report: Report) -> str:
        """Return the whole text of the file.

        Every format shows report.rejected, here or, where it has no place for words, in remarks().
        """

    def remarks(self, report: Report) -> tuple[str, ...]:
        """Return what the format has no place for, a sentence each: the command says it beside the file."""
        return ()
