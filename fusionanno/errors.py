"""
Every error fusionanno raises on purpose.

* FusionannoError            exit 1; shown to the user as one line, without a traceback
  x InputError               a file is wrong: names the file, the line and the remedy
    + UnknownFormat          no reader recognises the header, or more than one does
  x UnknownName              a gene, transcript, tumour or assembly that is in no table
    + AmbiguousName          a name that several entries claim: the candidates are listed, none is guessed
    + NotOnAssembly          a transcript that only the other assembly has
  x ResourceError            a reference or knowledge file is missing, damaged or of the wrong version
  x OutputError              a result cannot be written

A reader, a parser or a value refuses text with ValueError; the layer that knows the file and the line turns
it into InputError.
"""

from collections.abc import Sequence

_LONGEST_NAME = 60
"""Characters of an unknown name that a message repeats."""


class FusionannoError(Exception):
    """Base class. Whatever else reaches the user is a bug and keeps its traceback."""


class InputError(FusionannoError):
    """A file does not say what its format promises.

    >>> raise InputError("no column 'breakpoint1'", path="a.tsv", line=1)
    Traceback (most recent call last):
    fusionanno.errors.InputError: a.tsv:1: no column 'breakpoint1'
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        self.message, self.path, self.line = message, path, line
        where = ":".join(str(part) for part in (path, line) if part is not None)
        super().__init__(f"{where}: {message}" if where else message)


class UnknownFormat(InputError):
    """No reader recognises this file, or several do."""


class UnknownName(FusionannoError):
    """A name that is in no table of ours; near ones are offered.

    >>> raise UnknownName("tumour", "IMTX", ("IMT", "IMTL"))
    Traceback (most recent call last):
    fusionanno.errors.UnknownName: unknown tumour 'IMTX'; did you mean IMT, IMTL?
    """

    def __init__(
        self, kind: str, name: str, candidates: Sequence[str] = (), remedy: str = "check the spelling"
    ) -> None:
        self.kind, self.name, self.candidates = kind, name[:_LONGEST_NAME], tuple(candidates)
        self._remedy = remedy
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        near = f"; did you mean {', '.join(self.candidates)}?" if self.candidates else f"; {self._remedy}"
        return f"unknown {self.kind} {self.name!r}{near}"


class AmbiguousName(UnknownName):
    """A name that several entries claim.

    >>> raise AmbiguousName("gene", "FOP", ("CEP43", "ACVR1"))
    Traceback (most recent call last):
    fusionanno.errors.AmbiguousName: ambiguous gene 'FOP': CEP43, ACVR1; name one of them
    """

    def _sentence(self) -> str:
        return f"ambiguous {self.kind} {self.name!r}: {', '.join(self.candidates)}; name one of them"


class NotOnAssembly(UnknownName):
    """A transcript that only the other assembly has; candidates are the assemblies that have it.

    >>> raise NotOnAssembly("transcript on GRCh37", "NM_001406743", ("GRCh38",))
    Traceback (most recent call last):
    fusionanno.errors.NotOnAssembly: no transcript on GRCh37 'NM_001406743': only GRCh38 has it; name another
    """

    def _sentence(self) -> str:
        return f"no {self.kind} {self.name!r}: only {', '.join(self.candidates)} has it; name another"


class ResourceError(FusionannoError):
    """A bundled or user-given resource cannot be used."""


class OutputError(FusionannoError):
    """A result cannot be written where it was asked for."""
