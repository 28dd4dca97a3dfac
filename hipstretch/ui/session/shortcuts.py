"""Keys of the session page that are switched on and off together."""

import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from .keys import Act

Named = TypeVar("Named", bound=StrEnum)
ROWS = {16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"}
"""The letters of a keyboard, and what it says of the first in each row, as Windows counts; X11 and Wayland add 8."""
PLACES = {first + n: letter for first, row in ROWS.items() for n, letter in enumerate(row)}


class Shortcuts(QObject):
    """Calls `do` with what a key stands for; no other page has these keys. Only that of EXTEND repeats.

    A letter that is no Latin one, as on an Arabic or Greek keyboard, counts as the Latin one in its place.
    """

    def __init__(
        self, page: QWidget, keys: Mapping[Named, tuple[str, ...]], do: Callable[[Named], None]
    ) -> None:
        super().__init__(page)
        self._made: dict[str, QShortcut] = {}
        for name, key in ((name, key) for name, several in keys.items() for key in several):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(name is Act.EXTEND)
            shortcut.activated.connect(partial(do, name))
            self._made[key] = shortcut
        page.installEventFilter(self)

    def enable(self, *, on: bool) -> None:
        """Listen to them, or not."""
        for shortcut in self._made.values():
            shortcut.setEnabled(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a letter by its place that nobody took by itself."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            shortcut = self._made.get(latin_letter(event))
            if shortcut and shortcut.isEnabled() and not event.isAutoRepeat():
                shortcut.activated.emit()
                return True
        return super().eventFilter(watched, event)


def latin_letter(event: QKeyEvent) -> str:
    """The Latin letter where another one was pressed; "" for any other key, and where the system does not say."""
    text = event.text()
    if not text.isalpha() or text.isascii() or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return ""
    return PLACES.get(event.nativeScanCode() - (8 if sys.platform == "linux" else 0), "")
