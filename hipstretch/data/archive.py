"""Unpacks a zip file that anybody may have made: all of it is checked before anything is written."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.text_preview import truncate

from . import reading

MAX_BYTES = 200_000_000
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


def read(path: Path, limit: Limit) -> Mapping[str, bytes]:
    """The wanted files of a zip file, by name. Raises Invalid, and OSError if it can't be read."""
    data = reading.read(path, MAX_BYTES)
    try:
        _check_list(data)
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            wanted = _checked(opened.infolist(), limit)
            return {info.filename: _content(opened, info, most) for info, most in wanted}
    except Invalid:
        raise
    except _BROKEN as error:
        raise Invalid(Problem(Fault.NO_ZIP, reason=truncate(str(error)))) from None


def _check_list(data: bytes) -> None:
    """Refuse a list that would take long to read. `zipfile` looks for it at the same places."""
    tail = data[-_END.size - 0xFFFF :]
    at = len(tail) - _END.size
    if not (tail[at : at + 4] == b"PK\5\6" and tail.endswith(b"\0\0")):
        at = tail.rfind(b"PK\5\6")
    if 0 <= at <= len(tail) - _END.size and _END.unpack_from(tail, at)[5] > MAX_LIST:
        raise Invalid(Problem(Fault.MANY_FILES, most=MAX_FILES))


def _checked(infos: list[zipfile.ZipInfo], limit: Limit) -> list[tuple[zipfile.ZipInfo, int]]:
    """The wanted entries with their limits."""
    if len(infos) > MAX_FILES:
        raise Invalid(Problem(Fault.FILES, count=len(infos), most=MAX_FILES))
    seen: set[str] = set()
    wanted = []
    for info in infos:
        name, said = info.orig_filename, truncate(info.orig_filename)
        parts = PurePosixPath(name).parts
        if not name.isprintable() or "\\" in name or len(name) > 200:
            raise Invalid(Problem(Fault.MEMBER_NAME, file=said))
        if name.startswith("/") or ".." in parts or _DRIVE.match(name):
            raise Invalid(Problem(Fault.MEMBER_OUTSIDE, file=said))
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Invalid(Problem(Fault.MEMBER_LINK, file=said))
        key = "/".join(parts).casefold()
        if key in seen:
            raise Invalid(Problem(Fault.MEMBER_TWICE, file=said))
        seen.add(key)
        most = 0 if info.is_dir() else limit(name)
        if not most:
            continue
        if info.flag_bits & 1:
            raise Invalid(Problem(Fault.MEMBER_LOCKED, file=said))
        if info.file_size > most:
            raise Invalid(Problem(Fault.MEMBER_LARGE, file=said, most=most))
        wanted.append((info, most))
    if sum(info.file_size for info, _ in wanted) > MAX_UNPACKED:
        raise Invalid(Problem(Fault.UNPACKED_LARGE, most=MAX_UNPACKED))
    return wanted


def _content(opened: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    with opened.open(info) as file:
        data = file.read(most + 1)  # the size in the list may lie
    if len(data) > most:
        raise Invalid(Problem(Fault.MEMBER_LARGE, file=truncate(info.filename), most=most))
    return data
