"""Outputs appear whole or not at all: written beside their place, then renamed."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from fusionanno.errors import OutputError


def write_text(target: str, pieces: Iterable[str]) -> None:
    """Write pieces of text to a file, or to standard output for "-".

    Raises OutputError where the place cannot be written; errors of the pieces themselves pass through and
    leave nothing behind.
    """
    if target == "-":
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
        return
    path = Path(target)
    beside = _beside(path, pieces)
    try:
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _cannot_write(path, error) from error


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


def _beside(path: Path, pieces: Iterable[str]) -> Path:
    """Write to a hidden file beside `path` and return it."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
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
