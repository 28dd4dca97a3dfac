"""What came from outside, as it may stand in a sentence."""

import json

LONGEST = 80
"""Characters; what follows is cut."""

SCRIPTS = "\u00a0\u202f\u200c\u200d\u200e\u200f"
"""No-break spaces, which French wants, what joins or parts letters in Persian and Hindi, and the two marks that keep
a number in its place between Arabic words: all of it is good text."""


def is_shown(character: str) -> bool:
    """Whether a character may stand in a line of text: neither a control character nor a line break."""
    return character.isprintable() or character in SCRIPTS


def truncate(text: str) -> str:
    """A text on one line, without invisible characters, cut to a readable length."""
    line = "".join(c if is_shown(c) else f"\\u{ord(c):04x}" for c in text[: LONGEST + 1])
    return line if len(text) <= LONGEST else f"{line[:LONGEST]}…"


def preview(value: object) -> str:
    """A value as JSON writes it, likewise."""
    try:
        return truncate(json.dumps(value, default=str, ensure_ascii=False))
    except (RecursionError, ValueError):  # nested too deeply, or a number of thousands of digits
        return "…"
