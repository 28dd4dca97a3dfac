"""Reads files that anybody may have written: not without end, and not what is no file."""

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

from .atomic import LEADS_NOWHERE


def opened(path: Path, most: int) -> BinaryIO:
    """A file to read. Raises ValueError if it holds more than `most` bytes, and OSError if it is no file.

    A pipe or a device is not waited for. FileNotFoundError means that there is nothing of that name: a link to
    nothing is something, for what it should lead to may be on a disk that is not there now.
    """
    at_once: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, os.O_RDONLY | at_once)
    except FileNotFoundError:
        if path.is_symlink():
            raise OSError(errno.EINVAL, LEADS_NOWHERE, str(path)) from None
        raise
    file = os.fdopen(handle, "rb")
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and found.st_size <= most:
        return file
    file.close()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    raise ValueError(_too_large(most))


def read(path: Path, most: int) -> bytes:
    """What a file holds. Raises as `opened` does."""
    with opened(path, most) as file:
        data = file.read(most + 1)
    if len(data) > most:  # its size may lie, as in /proc
        raise ValueError(_too_large(most))
    return data


def _too_large(most: int) -> str:
    return f"it is larger than {most:,} bytes"


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
