"""The words a person reads, in the language that is chosen.

`tr` and the functions like it take the English sentence and give back its translation, or the sentence itself where
there is none. They are called when a sentence is shown, never while a module is read: the language can change.
Sentences are gathered from these calls by `packaging/translations.py`.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from gettext import GNUTranslations

ENGLISH = "en"
"""The language that the sentences are written in."""
PACKED = ".mo.gz"
"""What follows a language's tag in the name of its file: half a file is the English sentences, the same in all."""

log = logging.getLogger("hipstretch.language")


class _Words:
    """The translations that count now."""

    language = ENGLISH
    found: GNUTranslations | None = None


def available() -> tuple[str, ...]:
    """The languages there are, as BCP 47 tags such as "pt-BR", English among them.

    Only English if the folder can't be read, which the log says.
    """
    from hipstretch.data.assets import assets_dir

    try:
        names = [path.name for path in (assets_dir() / "languages").iterdir()]
    except OSError as error:
        log.warning("the languages can't be listed: %s", error)
        names = []
    return tuple(sorted({ENGLISH, *(name.removesuffix(PACKED) for name in names if name.endswith(PACKED))}))


def best(wanted: Iterable[str]) -> str:
    """The first wanted language there is, or one that differs in region or script only; else English."""
    there = available()
    for tag in wanted:
        parts = tag.replace("_", "-").split("-")
        for length in range(len(parts), 0, -1):
            if (shorter := "-".join(parts[:length])) in there:
                return shorter
        if close := [one for one in there if one.split("-")[0] == parts[0]]:
            return close[0]
    return ENGLISH


def system_languages() -> list[str]:
    """What the person's system prefers, the first choice first, asked without Qt; it may be nothing."""
    if sys.platform == "win32":
        import ctypes
        import locale

        here = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return [locale.windows_locale[here]] if here in locale.windows_locale else []
    said = next((text for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (text := os.environ.get(name))), "C")
    names = [said] if said in ("C", "POSIX") else [*os.environ.get("LANGUAGE", "").split(":"), said]
    return [name.split(".")[0].split("@")[0] for name in names if name]


def use(language: str) -> None:
    """Show words of this language from now on, one of `available`. Raises OSError if its file can't be read."""
    if language == _Words.language:
        return
    if language == ENGLISH:
        _Words.found = None
    else:
        import gzip
        import struct
        import zlib
        from gettext import GNUTranslations

        from hipstretch.data.assets import assets_dir

        damaged = ValueError, LookupError, EOFError, struct.error, zlib.error
        try:
            with gzip.open(assets_dir() / "languages" / f"{language}{PACKED}") as file:
                _Words.found = GNUTranslations(file)
        except damaged as error:
            raise OSError(str(error)) from error
    _Words.language = language


def language() -> str:
    """The language that counts now."""
    return _Words.language


@contextmanager
def in_english() -> Iterator[None]:
    """English words while the context lasts, for a voice that speaks nothing else."""
    before, _Words.found = _Words.found, None
    try:
        yield
    finally:
        _Words.found = before


def tr(text: str) -> str:
    """A sentence."""
    found = _Words.found
    return found.gettext(text) if found else text


def marked(text: str) -> str:
    """The English sentence itself: it stands in a table, and goes through `tr` when it is shown."""
    return text


def marked_count(one: str, many: str) -> tuple[str, str]:
    """The same for a sentence of one and of several, which goes through `tr_count`."""
    return one, many


def tr_in(context: str, text: str) -> str:
    """A word that has another meaning elsewhere; `context` says which one is meant."""
    found = _Words.found
    return found.pgettext(context, text) if found else text


def tr_count(one: str, many: str, count: int) -> str:
    """A sentence for one and for several of something; `{count}` in it is left to be filled in."""
    found = _Words.found
    if found:
        return found.ngettext(one, many, count)
    return one if count == 1 else many
