"""Unpacks a zip file that anybody may have made: all of it is checked before anything is written."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from hipstretch.core.text_preview import truncate

from . import reading

MAX_BYTES = 100_000_000
"""A larger file is refused."""
MAX_UNPACKED = 250_000_000
"""Bytes of everything that is taken out."""
MAX_FILES = 5000
"""Entries, also those that are not taken out."""
MAX_LIST = 2_000_000
"""Bytes of the list of entries: it is read whole to know how many there are."""

Limit = Callable[[str], int]
"""How many bytes the file of a name may have; 0 if it is none that is wanted."""

_END = struct.Struct("<4s4H2LH")
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
)
"""What `zipfile` raises over bytes that are no zip file."""


class RefusedError(Exception):
    """A file from outside is not taken; the message, about "it", says why. Nothing was written."""


def read(path: Path, limit: Limit) -> Mapping[str, bytes]:
    """The wanted files of a zip file, by name. Raises RefusedError, and OSError if it can't be read."""
    try:
        data = reading.read(path, MAX_BYTES)
    except ValueError as error:
        raise RefusedError(str(error)) from None
    try:
        _check_list(data)
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            wanted = _checked(opened.infolist(), limit)
            return {info.filename: _content(opened, info, most) for info, most in wanted}
    except _BROKEN as error:
        raise RefusedError(f"it is damaged or no zip file ({truncate(str(error))})") from None


def _check_list(data: bytes) -> None:
    """Refuse a list that would take long to read. `zipfile` looks for it at the same places."""
    tail = data[-_END.size - 0xFFFF :]
    at = len(tail) - _END.size
    if not (tail[at : at + 4] == b"PK\5\6" and tail.endswith(b"\0\0")):
        at = tail.rfind(b"PK\5\6")
    if 0 <= at <= len(tail) - _END.size and _END.unpack_from(tail, at)[5] > MAX_LIST:
        raise RefusedError(f"it holds more than {MAX_FILES:,} files")


def _checked(infos: list[zipfile.ZipInfo], limit: Limit) -> list[tuple[zipfile.ZipInfo, int]]:
    """The wanted entries with their limits."""
    if len(infos) > MAX_FILES:
        raise RefusedError(f"it holds {len(infos):,} files, and {MAX_FILES:,} are the most")
    seen: set[str] = set()
    wanted = []
    for info in infos:
        name, said = info.orig_filename, truncate(info.orig_filename)
        parts = PurePosixPath(name).parts
        if not name.isprintable() or "\\" in name or len(name) > 200:
            raise RefusedError(f"it holds a file with a name that can't be used: {said}")
        if name.startswith("/") or ".." in parts or _DRIVE.match(name):
            raise RefusedError(f"it holds a file that would lie outside its folder: {said}")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise RefusedError(f"it holds a link or a device: {said}")
        key = "/".join(parts).casefold()
        if key in seen:
            raise RefusedError(f"it holds two files with one name: {said}")
        seen.add(key)
        most = 0 if info.is_dir() else limit(name)
        if not most:
            continue
        if info.flag_bits & 1:
            raise RefusedError(f"{said} in it is locked with a password")
        if info.file_size > most:
            raise RefusedError(f"{said} in it is larger than {most:,} bytes")
        wanted.append((info, most))
    if sum(info.file_size for info, _ in wanted) > MAX_UNPACKED:
        raise RefusedError(f"unpacked it is larger than {MAX_UNPACKED:,} bytes")
    return wanted


def _content(opened: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    with opened.open(info) as file:
        data = file.read(most + 1)  # the size in the list may lie
    if len(data) > most:
        raise RefusedError(f"{truncate(info.filename)} in it is larger than {most:,} bytes")
    return data
