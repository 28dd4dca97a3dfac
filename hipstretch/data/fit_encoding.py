"""The bytes of a FIT file: messages with numbered fields, each after a definition that says which fields come.

The form is that of https://developer.garmin.com/fit/protocol/, of which this writes what an activity needs.
"""

import struct
from collections.abc import Iterable, Mapping
from typing import NamedTuple

PROTOCOL, PROFILE = 0x20, 21_000
"""The versions of the form, 2.0, and of what the numbers mean, 21.0."""
LONGEST = 254
"""Bytes of a text at most; what is longer is cut."""


class Type(NamedTuple):
    """What a field holds: the number of the type, and how `struct` writes it, empty for a text."""

    number: int
    form: str


ENUM, UINT8, UINT16, UINT32 = Type(0x00, "B"), Type(0x02, "B"), Type(0x84, "H"), Type(0x86, "I")
UINT32Z, TEXT = Type(0x8C, "I"), Type(0x07, "")


class Layout(NamedTuple):
    """A kind of message: its number, and the number and the type of each of its fields, by name."""

    number: int
    fields: Mapping[str, tuple[int, Type]]


Values = dict[str, int | str]
"""Some fields of a message by name, in the order in which they are written."""


def encoded(messages: Iterable[tuple[Layout, Values]]) -> bytes:
    """The file with these messages. Raises struct.error if a number is beyond what its type holds."""
    body, defined = bytearray(), b""
    for layout, values in messages:
        definition = bytearray(struct.pack("<BBBHB", 0x40, 0, 0, layout.number, len(values)))
        content = bytearray(b"\0")
        for name, value in values.items():
            number, kind = layout.fields[name]
            data = _text(value) if isinstance(value, str) else struct.pack(f"<{kind.form}", value)
            definition += bytes((number, len(data), kind.number))
            content += data
        if definition != defined:
            body += definition
            defined = bytes(definition)
        body += content
    head = struct.pack("<BBHI4s", 14, PROTOCOL, PROFILE, len(body), b".FIT")
    whole = head + _sum(head) + body
    return whole + _sum(whole)


def _text(value: str) -> bytes:
    text = value.replace("\0", " ").encode("utf-8", "replace")
    return text[:LONGEST].decode("utf-8", "ignore").encode() + b"\0"


def _sum_of(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (0xA001 if byte & 1 else 0)
    return byte


_SUMS = tuple(map(_sum_of, range(256)))


def _sum(data: bytes) -> bytes:
    """The checksum of some bytes: CRC-16 with the polynomial 0x8005, the lowest bit first."""
    found = 0
    for byte in data:
        found = found >> 8 ^ _SUMS[(found ^ byte) & 0xFF]
    return struct.pack("<H", found)
