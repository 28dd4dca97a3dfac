"""Keys of the session page that are switched on and off together."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from .keys import Act, Answer

Named = TypeVar("Named", Act, Answer)


class Shortcuts:
    """Calls `do` with what a key stands for; no other page has these keys. Only that of EXTEND repeats."""

    def __init__(
        self, page: QWidget, keys: Mapping[Named, tuple[str, ...]], do: Callable[[Named], None]
    ) -> None:
        self._made: list[QShortcut] = []
        for name, key in ((name, key) for name, several in keys.items() for key in several):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(name is Act.EXTEND)
            shortcut.activated.connect(partial(do, name))
            self._made.append(shortcut)

    def enable(self, *, on: bool) -> None:
        """Listen to them, or not."""
        for shortcut in self._made:
            shortcut.setEnabled(on)
