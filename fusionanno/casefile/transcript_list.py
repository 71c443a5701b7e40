"""The laboratory's own list of transcripts."""

import re
from dataclasses import dataclass
from pathlib import Path

from fusionanno.errors import InputError
from fusionanno.model import Source


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
