"""Reads files that anybody may have written: not without end, and not what is no file."""

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

from .atomic import LEADS_NOWHERE


def read(path: Path, most: int) -> bytes:
    """What a file holds. Raises ValueError if that is more than `most` bytes, and OSError if it is no file.

    A pipe or a device is not waited for. FileNotFoundError means that there is nothing of that name.
    """
    at_once: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, os.O_RDONLY | at_once)
    except FileNotFoundError:
        _raise_for_link(path)
        raise
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is not a file")
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"it is larger than {most:,} bytes")
    return data


def check(path: Path, most: int) -> int:
    """Raise what `read` would, without reading; the bytes in the file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        _raise_for_link(path)
        raise
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a file")
    if found.st_size > most:
        raise ValueError(f"it is larger than {most:,} bytes")
    return found.st_size


def json_object(data: bytes) -> dict[str, Any]:
    """The JSON object that `data` holds. Raises ValueError if it is anything else."""
    try:
        raw = json.loads(data.decode("utf-8-sig", "surrogatepass"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except UnicodeDecodeError:
        raise ValueError("it is not text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON: {error}") from None
    except ValueError:
        raise ValueError("it holds a number of thousands of digits") from None
    if isinstance(raw, dict):
        return raw
    raise ValueError("it is not a JSON object")


def _raise_for_link(path: Path) -> None:
    """A link to nothing is not the same as nothing: what it should lead to may be on a disk that is not there."""
    if path.is_symlink():
        raise OSError(errno.EINVAL, LEADS_NOWHERE, str(path)) from None
