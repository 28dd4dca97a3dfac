"""Reads files that anybody may have written: not without end, and not what is no file."""

import json
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem


def opened(path: Path, most: int) -> BinaryIO:
    """A file to read. Raises Invalid if it holds more than `most` bytes, and OSError if it is no file.

    A pipe or a device is not waited for. FileNotFoundError means that there is nothing of that name: a link to
    nothing is something, for what it should lead to may be on a disk that is not there now.
    """
    at_once: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, os.O_RDONLY | at_once)
    except FileNotFoundError:
        if path.is_symlink():
            raise InvalidFile(Problem(Fault.LINK_TO_NOTHING)) from None
        raise
    file = os.fdopen(handle, "rb")
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and found.st_size <= most:
        return file
    file.close()
    if not stat.S_ISREG(found.st_mode):
        raise InvalidFile(Problem(Fault.NO_FILE))
    raise Invalid(Problem(Fault.LARGE, most=most))


def read(path: Path, most: int) -> bytes:
    """What a file holds. Raises as `opened` does."""
    with opened(path, most) as file:
        data = file.read(most + 1)
    if len(data) > most:  # its size may lie, as in /proc
        raise Invalid(Problem(Fault.LARGE, most=most))
    return data


def json_object(data: bytes) -> dict[str, Any]:
    """The JSON object that `data` holds. Raises Invalid if it is anything else."""
    try:
        raw = json.loads(data.decode("utf-8-sig", "surrogatepass"))
    except RecursionError:
        raise Invalid(Problem(Fault.DEEP)) from None
    except UnicodeDecodeError:
        raise Invalid(Problem(Fault.NOT_UTF8)) from None
    except json.JSONDecodeError as error:
        raise Invalid(Problem(Fault.NOT_JSON, reason=str(error))) from None
    except ValueError:
        raise Invalid(Problem(Fault.LONG_NUMBER)) from None
    if isinstance(raw, dict):
        return raw
    raise Invalid(Problem(Fault.NOT_JSON_OBJECT))
