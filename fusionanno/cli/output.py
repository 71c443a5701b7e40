"""Outputs appear whole or not at all: gathered first, then written beside their place and renamed."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

from fusionanno.errors import OutputError

_STDOUT = Path("standard output")
_IN_MEMORY = 1 << 22
"""Bytes that are gathered in memory before a temporary file takes them."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "call"), counted(2, "call")
    ('1 call', '2 calls')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def rows_set_aside(number: int) -> str:
    """Return what is said of rows that could not be read; empty where all could.

    >>> rows_set_aside(1), rows_set_aside(0)
    ('1 row set aside', '')
    """
    return f"{counted(number, 'row')} set aside" if number else ""


def write_text(target: str, pieces: Iterable[str]) -> None:
    """Write pieces of text to a file, or to standard output for "-", once the last piece is there.

    They are gathered in a file without a name: memory does not grow with them, and a run that is killed
    leaves nothing behind. Raises OutputError where the place cannot be written; errors of the pieces
    themselves pass through, and then nothing is written.
    """
    path = _STDOUT if target == "-" else Path(target).resolve()
    with _nameless(path) as gathered:
        _gather(gathered, pieces, path)
        gathered.seek(0)
        if path is _STDOUT:
            _emit(gathered)
        elif _is_device(path):
            _fill(path, gathered)
        else:
            _put(path, gathered)


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder: all of them, or none when one cannot be written."""
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    written: list[tuple[Path, Path]] = []
    try:
        for name, text in files.items():
            written.append((_beside(folder / name, [text]), folder / name))
        for beside, path in written:
            beside.replace(path)
    except BaseException as error:
        for beside, _ in written:
            beside.unlink(missing_ok=True)
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise _cannot_write(folder, error) from error
        raise


def _nameless(path: Path) -> IO[str]:
    """Open a file that vanishes with the run, on the disk where the output will stand."""
    try:
        if path is _STDOUT or _is_device(path):
            return tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")
        return tempfile.TemporaryFile("w+", encoding="utf-8", newline="", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _is_device(path: Path) -> bool:
    """True for what must be filled and never be replaced, such as a pipe or /dev/null."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _gather(gathered: IO[str], pieces: Iterable[str], path: Path) -> None:
    for piece in pieces:
        try:
            gathered.write(piece)
        except OSError as error:
            raise _cannot_write(path, error) from error


def _emit(gathered: IO[str]) -> None:
    try:
        shutil.copyfileobj(gathered, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _cannot_write(_STDOUT, error) from error


def _fill(path: Path, gathered: IO[str]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            shutil.copyfileobj(gathered, file)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _put(path: Path, gathered: IO[str]) -> None:
    beside: Path | None = None
    try:
        beside = _beside(path, iter(lambda: gathered.read(1 << 16), ""))
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise _cannot_write(path, error) from error


def _beside(path: Path, pieces: Iterable[str]) -> Path:
    """Write to a hidden file beside `path` and return it; OSError passes through."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            for piece in pieces:
                file.write(piece)
        beside.chmod(0o666 & ~_umask())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> OutputError:
    msg = f"{path}: cannot be written ({error.strerror}); name another place with -o"
    return OutputError(msg)
