"""What keys are called."""

import sys
from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication, QKeySequence

from hipstretch.qt import wording
from hipstretch.translation import tr, tr_in


def key_name(key: str) -> str:
    """A key, or several together, in the words of the language: Qt's own have other ones for some.

    `key` is as QKeySequence reads it: "Return", "Ctrl+N". On macOS its signs are shown.
    """
    names = {
        "Space": tr("Space"),
        "Esc": tr("Esc"),
        "Backspace": tr("Backspace"),
        "PgUp": tr("PgUp"),
        "PgDown": tr("PgDown"),
        "Home": tr_in("a key", "Home"),
        "End": tr_in("a key", "End"),
        "Del": tr_in("a key", "Delete"),
        **dict.fromkeys(("Return", "Enter"), tr("Enter")),
        "Left": "←",
        "Right": "→",
        "Up": "↑",
        "Down": "↓",
    }
    if key in names or sys.platform == "darwin":
        return names.get(key) or QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    if key.startswith("Ctrl+"):
        return tr("Ctrl+{key}").format(key=key_name(key.removeprefix("Ctrl+")))
    if key.startswith("Shift+"):
        return tr("Shift+{key}").format(key=key_name(key.removeprefix("Shift+")))
    if key.startswith("Alt+"):
        return tr("Alt+{key}").format(key=key_name(key.removeprefix("Alt+")))
    return key


def moving_keys() -> tuple[str, str]:
    """The keys that move one of several beside each other before the one before it, or behind the next."""
    keys = "Alt+Left", "Alt+Right"
    return (keys[1], keys[0]) if QGuiApplication.isRightToLeft() else keys


def key_names(keys: Iterable[str]) -> str:
    """Several keys of which each does the same, in a list."""
    return wording.listed(dict.fromkeys(map(key_name, keys)))
