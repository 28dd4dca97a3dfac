"""A language that nobody speaks: English with accents, longer by 40 %, in brackets. What lacks them is not translated.

It is made anew from the catalogue and the English texts, by the same files that a real language has.
"""

import gzip
import re
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import tomli_w
import translations
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from hipstretch.data.toml_file import MARKS

TAG = "en-XA"
OPEN, CLOSE = "«", "»"  # signs that the program's font has, and its English lacks
ACCENTS = str.maketrans("aceinouyACEINOUY", "àçéîñöûýÀÇÉÎÑÖÛÝ")
KEPT = re.compile(r"\{[^{}]*\}|\{\{|\}\}|%(?:\(\w+\))?[rs]")
"""Placeholders."""
MOST = {"tempo": 24, "name": 120, "summary": 120, "also": 120, "equipment": 120}
"""Characters that the reader of texts takes in some fields; in the others it is 600."""
LETTERS = re.compile(r"[^\W\d_]{2,}")
MARKUP = re.compile(r"<[^<>]*>|&\w+;")


def pseudo(english: str, most: int = 600) -> str:
    """A sentence of it, with as much more as fits into `most` characters."""
    words = english.strip()
    if not words:
        return english
    parts = re.split(f"({KEPT.pattern})", words)
    said = "".join(p if KEPT.fullmatch(p) else p.translate(ACCENTS) for p in parts)
    more = min(max(1, round(0.4 * len(words))), most - len(words) - 3)
    longer = " ".join("é" * 7 for _ in range(more))[:more].strip()  # words, so that lines break between them
    return english.replace(words, f"{OPEN}{said} {longer}{CLOSE}")


def catalogue() -> bytes:
    """The program's sentences in it."""
    made = Catalog(locale=Locale("en"))
    for message in translations.read(translations.TEMPLATE):
        if message.id:
            one = message.id
            text = pseudo(one) if isinstance(one, str) else tuple(map(pseudo, one))
            made.add(one, text, context=message.context)
    file = BytesIO()
    write_mo(file, made)
    return file.getvalue()


def said(value: Any, most: int = 600) -> Any:
    """A text, a list of texts, or a table of them."""
    if isinstance(value, str):
        return pseudo(value, most)
    if isinstance(value, list):
        return [said(one, most) for one in value]
    return {name: said(one, MOST.get(name, 600)) for name, one in value.items()}


def make_assets(folder: Path) -> None:
    """The program's assets with this language among the others."""
    shutil.copytree(translations.ASSETS, folder, ignore=shutil.ignore_patterns("workshop", "*.po*", "*.tsv"))
    (folder / "languages" / f"{TAG}.mo.gz").write_bytes(gzip.compress(catalogue()))
    for path in folder.glob("*/*/text.en.toml"):
        english = tomllib.loads(path.read_text(encoding="utf-8"))
        made = {**said(english), MARKS: translations.marks(english, english)}
        path.with_name(f"text.{TAG}.toml").write_text(tomli_w.dumps(made), encoding="utf-8")
    routines = {}
    for path in folder.glob("routines/*.toml"):
        if not path.name.startswith("text."):
            english = tomllib.loads(path.read_text(encoding="utf-8"))["text"]["en"]
            routines[path.stem] = {**said(english), MARKS: translations.marks(english, english)}
    (folder / "routines" / f"text.{TAG}.toml").write_text(tomli_w.dumps(routines), encoding="utf-8")


def outside(text: str) -> str:
    """What of a text stands in no brackets."""
    depth, found = 0, []
    for sign in MARKUP.sub(" ", text):
        depth += (sign == OPEN) - (sign == CLOSE)
        if depth == 0 and sign != CLOSE:
            found.append(sign)
    return "".join(found)


def english_in(text: str, allowed: set[str]) -> list[str]:
    """The words of a text that are no translation: none of it but numbers, signs and what is allowed."""
    return [word for word in LETTERS.findall(outside(text)) if word not in allowed]


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Everything that a person sees or hears of a window and what lies in it, each with where it stands."""
    for one in (root, *root.findChildren(QWidget)):
        if one is not root and not one.isVisibleTo(root):
            continue
        place = type(one).__name__
        for part in (
            "text",
            "title",
            "windowTitle",
            "placeholderText",
            "specialValueText",
        ):
            if isinstance(one, QLineEdit | QPlainTextEdit) and part == "text":
                continue  # what the person types
            if isinstance(one, QLabel) and one.textInteractionFlags() and one.text().startswith("/"):
                continue  # a path
            if part == "windowTitle" and not one.isWindow():
                continue
            if callable(value := getattr(one, part, None)) and isinstance(found := value(), str):
                yield f"{place}.{part}", found
        yield f"{place}.toolTip", one.toolTip()
        yield f"{place}.accessibleName", one.accessibleName()
        yield f"{place}.accessibleDescription", one.accessibleDescription()
        if isinstance(one, QComboBox):
            yield from ((f"{place}.item", one.itemText(at)) for at in range(one.count()))
    for action in root.findChildren(QAction):
        yield "QAction.text", action.text()


def keys() -> set[str]:
    """The words on keys, as Qt says them."""
    names = ("Space", "Left", "Right", "Up", "Down", "Return", "Enter", "Esc", "Backspace", "PgUp", "PgDown")
    more = ("Ctrl", "Alt", "Shift", "Tab", "Del", "Media", "Toggle", "Play", "Pause", "Next", "Previous")
    shown = (QKeySequence(n).toString(QKeySequence.SequenceFormat.NativeText) for n in names)
    return {*names, *more, *LETTERS.findall(" ".join(shown))}


def of_the_locale() -> set[str]:
    """Months and weekdays: Qt has them in every language."""
    here, forms = QLocale(), (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    named = {
        name
        for f in forms
        for n in range(1, 13)
        for name in (here.monthName(n, f), here.standaloneMonthName(n, f))
    }
    return (
        named
        | {
            name
            for f in forms
            for n in range(1, 8)
            for name in (here.dayName(n, f), here.standaloneDayName(n, f))
        }
        | {"AM", "PM"}
    )


BRANDS = {"Hipstretch", "ID", "Qt", "Multimedia", "simpleaudio", "MIT"}


def found_in(text: str, also: Iterable[str] = ()) -> list[str]:
    """The English words of a text, but for those that stay in every language, and `also`."""
    return english_in(text, {*keys(), *of_the_locale(), *BRANDS, *also})


def check(text: str, place: str = "", also: Iterable[str] = ()) -> None:
    """Fail if there is English in a text."""
    found = found_in(text, also)
    assert not found, f"{place}: {text!r} has {found}"


def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What painters of ours write from now on."""
    written: list[str] = []
    draw = QPainter.drawText

    def spy(painter: QPainter, *given: object) -> object:
        written.extend(one for one in given if isinstance(one, str))
        return draw(painter, *given)  # type: ignore[call-overload]

    monkeypatch.setattr(QPainter, "drawText", spy)
    return written
