"""Puts still pictures in WebP form together to a moving one: Qt reads such files, but writes none.

The form of the file: https://developers.google.com/speed/webp/docs/riff_container
"""

import struct
from collections.abc import Iterator, Sequence

_PIXELS = (b"ALPH", b"VP8 ", b"VP8L")
"""The chunks of a still that are its picture; the others say what this file says once."""
_MOVES = 0x02
_REPLACES = 0x02
"""A frame takes the place of the one before, which is not seen through it."""
MOST_MS = 0xFFFFFF


def joined(stills: Sequence[tuple[bytes, int]], width: int, height: int) -> bytes:
    """A moving picture, without end, of stills of this size, each with the milliseconds for which it stays."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = _chunk(b"VP8X", bytes([_MOVES, 0, 0, 0]) + size) + _chunk(b"ANIM", bytes(6))
    for still, stays_ms in stills:
        head = bytes(6) + size + min(MOST_MS, stays_ms).to_bytes(3, "little") + bytes([_REPLACES])
        body += _chunk(b"ANMF", head + b"".join(_chunk(*one) for one in _chunks(still) if one[0] in _PIXELS))
    return _chunk(b"RIFF", b"WEBP" + body)


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<L", len(data)) + data + bytes(len(data) % 2)


def _chunks(still: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(still):
        name, length = struct.unpack_from("<4sL", still, at)
        yield name, still[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
