"""Files of translated sentences, as packaging/translations.py makes them, for tests of what reads them."""

import gzip
import struct
from collections.abc import Mapping
from pathlib import Path

CONTEXT = "\x04"
"""Stands between the context of a sentence and the sentence."""
FORMS = "\0"
"""Stands between a sentence for one thing and the one for several, and between their translations."""
HEADER = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: {plural}\n"


def write_mo(path: Path, words: Mapping[str, str], plural: str = "nplurals=2; plural=(n != 1);") -> None:
    """A .mo.gz file with these translations of English sentences; it and its folder may be missing."""
    found = sorted({"": HEADER.format(plural=plural), **words}.items())
    table_bytes = 8 * len(found)
    originals, translated = 28, 28 + table_bytes
    at = translated + table_bytes
    tables: tuple[list[bytes], list[bytes]] = ([], [])
    texts = b""
    for side in (0, 1):
        for pair in found:
            text = pair[side].encode()
            tables[side].append(struct.pack("<II", len(text), at + len(texts)))
            texts += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(found), originals, translated, 0, 0)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(head + b"".join(tables[0] + tables[1]) + texts))
