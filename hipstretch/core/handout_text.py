"""The text of a printed sheet, as somebody copies it out of the PDF: which exercises it names, and how much of each.

An exercise begins with its number and name; after AMOUNT comes its dosage, up to the next STEP. Every other line of the
sheet is of no account: what to do, days to tick, what page this is.
"""

import re
import unicodedata
from collections.abc import Iterable

AMOUNT, STEP = "\u2027", "•"
"""Before a dosage, and before what is to be done. A name has neither: see `plain`.

The first looks like "·", which stands between the parts of a dosage, but is another sign.
"""
EARLIER = "◆"
"""AMOUNT on sheets of earlier versions."""
MOST_LINES = 6
"""So many a name may take on paper, or a dosage."""
_SOME = r"\d{1,2}"
_VOWELS = re.compile("[\u064b-\u0652]")
_RIGHT_TO_LEFT = "\u202b"
_LEFT_TO_RIGHT = re.compile("\u202a([^\u202a-\u202e]*)\u202c?")
"""A run that pdftotext takes to be read from the left, in a line that is read from the right."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|.")
_BEGINNING = re.compile(rf"[\d{AMOUNT}{EARLIER}{STEP}]")
"""In a dosage, and where a step begins: nothing comes before it in its line."""
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_GAP = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])")
"""Between two signs of Japanese or Chinese, whose lines end anywhere."""


def plain(name: str) -> str:
    """A name as it can stand on a sheet: pdftotext would tear the line at an Arabic vowel sign; see `_mended`."""
    return _VOWELS.sub("", name.replace(AMOUNT, "·").replace(STEP, "·"))


def amounts(text: str) -> tuple[tuple[str, str], ...]:
    """The name and the dosage of each exercise of a sheet, or of some that follow each other; else nothing.

    A text in which AMOUNT stands for anything else is of no printed sheet.
    """
    sign = AMOUNT if AMOUNT in text else EARLIER
    before, *pieces = "\n".join(_mended(map(_in_order, text.splitlines()))).split(sign)
    found: list[tuple[str, str]] = []
    number = ""
    for piece in pieces:
        number, name = _name(before, number)
        amount, step, before = piece.partition(STEP)
        if not (name and step and amount.strip()) or amount.count("\n") > MOST_LINES:
            return ()
        found.append((name, _joined(amount)))
    return tuple(found)


def _name(before: str, after: str) -> tuple[str, str]:
    """What a text says from the number on that comes after this one, and that number; "" if it has none at its end.

    It stands at the beginning of a line, or after another one where a reader of PDF puts lines together. After "" comes
    any number.
    """
    number = int(after or 0) + 1
    text = "\n".join(before.split("\n")[-MOST_LINES:])
    for begins in (rf"^({number if after else _SOME})\.(?!\d)", rf"(?<=\s)({number})\.(?!\d)"):
        if found := list(re.finditer(begins, text, re.MULTILINE)):
            return found[-1][1], _joined(text[found[-1].end() :])
    return "", ""


def _joined(text: str) -> str:
    return _GAP.sub("", " ".join(text.split()))


def _in_order(line: str) -> str:
    """A line as it is read, with the characters that its glyphs stand for.

    Numbers and signs of a line that is read from the right come in the order in which they stand from the left.
    """
    found = unicodedata.normalize("NFKC", line)
    if _RIGHT_TO_LEFT in found:
        found = _LEFT_TO_RIGHT.sub(_turned, found)
    return _MARKS.sub("", found).strip()


def _mended(lines: Iterable[str]) -> list[str]:
    """Lines of Arabic whole again: pdftotext tears them behind a vowel sign, and gives the last part first."""
    found: list[str] = []
    for line in lines:
        whole = line
        if found and line[-2:-1] == " " and _VOWELS.match(line[-1]) and not _BEGINNING.search(found[-1]):
            whole = f"{line[:-2]}{line[-1]}{found.pop()}"
        found.append(whole)
    return found


def _turned(match: re.Match[str]) -> str:
    run = match[1]
    return run if any(map(str.isalpha, run)) else "".join(reversed(_TOKEN.findall(run)))
