"""Words that a press on their title shows."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import fold_sign, label


class _Heading(QPushButton):
    """A quiet button whose words wrap."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.sign = label("", "strong")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 12, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(label(words, "strong", wrap=True), 1)

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._row.minimumSize()


class Fold(QWidget):
    """A card with a title that opens and closes what is below it.

    Where what stands beside it is higher, it stays at the top.
    """

    def __init__(self, title: str, body: QWidget) -> None:
        super().__init__()
        self._title = title
        self._body = body
        self.heading = _Heading(title)
        self.heading.clicked.connect(self._turn)
        inner = QVBoxLayout()
        inner.setSpacing(8)
        inner.addWidget(self.heading)
        inner.addWidget(body)
        body.setContentsMargins(12, 0, 12, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(frame("card", inner, 8))
        column.addStretch()
        self._open(False)

    def _turn(self) -> None:
        self._open(self._body.isHidden())

    def _open(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self.heading.sign.setText(fold_sign(opened=opened))
        self.heading.setAccessibleName(f"{self._title}, " + (tr("open") if opened else tr("closed")))
