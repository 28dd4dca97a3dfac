"""A moving picture put together of stills says how large it is, and how long each of them stays."""

import struct

from hipstretch.data.animated_webp import MOST_MS, joined


def still(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(n + struct.pack("<L", len(d)) + d + bytes(len(d) % 2) for n, d in chunks)
    return b"RIFF" + struct.pack("<L", len(body) + 4) + b"WEBP" + body


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 0
    while at < len(data):
        name, length = struct.unpack_from("<4sL", data, at)
        found.append((name, data[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    assert at == len(data)
    return found


def test_stills_follow_each_other_without_what_is_no_picture() -> None:
    plain = still((b"VP8 ", b"odd"))
    with_more = still((b"VP8X", bytes(10)), (b"ALPH", b"al"), (b"VP8 ", b"even"), (b"EXIF", b"place"))
    [(riff, body)] = chunks(joined([(plain, 100), (with_more, 1 << 30)], 400, 300))
    assert (riff, body[:4]) == (b"RIFF", b"WEBP")
    head, anim, first, second = chunks(body[4:])
    size = (399).to_bytes(3, "little") + (299).to_bytes(3, "little")
    assert head == (b"VP8X", b"\x02\0\0\0" + size)
    assert anim == (b"ANIM", bytes(6))
    assert first == (b"ANMF", bytes(6) + size + b"\x64\0\0\x02" + b"VP8 \x03\0\0\0odd\0")
    assert second[1][12:15] == MOST_MS.to_bytes(3, "little")
    assert [name for name, _ in chunks(second[1][16:])] == [b"ALPH", b"VP8 "]
