"""Lines of a list, each with what it does at its beginning and the keys that do the same at its end."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from .key_names import key_name
from .labels import label

INSET_PX, GAP_PX, EDGE_PX = 14, 8, 8
"""Before the words and behind the keys; between the parts; above and below."""


def key_caps(keys: Iterable[str]) -> list[QLabel]:
    """A label that looks like a key for each of several keys."""
    made = [label(name, "key") for name in dict.fromkeys(map(key_name, keys))]
    for one in made:
        one.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class KeyLine(QPushButton):
    """A line to press; its words wrap where there is no room."""

    def __init__(self, words: str, keys: Iterable[str] = ()) -> None:
        super().__init__()
        self.setProperty("kind", "line")
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET_PX, EDGE_PX, INSET_PX, EDGE_PX)
        row.setSpacing(GAP_PX)
        row.addWidget(label(words, wrap=True), 1)
        for cap in key_caps(keys):
            row.addWidget(cap)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = row

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._row.minimumSize()
