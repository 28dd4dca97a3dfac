"""Keys that count only while the focus is within a part of a page."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def key_within(part: QWidget, key: str, act: Callable[[], object]) -> QShortcut:
    """Do something by a key; while the shortcut is not enabled, the key goes on to what is around the part."""
    shortcut = QShortcut(QKeySequence(key), part)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut
