"""Words that a press on their title shows."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import fold_sign


class Fold(QWidget):
    """A card with a title that opens and closes what is below it.

    Where what stands beside it is higher, it stays at the top.
    """

    def __init__(self, title: str, body: QWidget) -> None:
        super().__init__()
        self._title = title
        self._body = body
        self.heading = button("", "quiet", self._turn)
        self.heading.setStyleSheet("text-align: left;")
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
        self.heading.setText(f"{fold_sign(opened=opened)}  {self._title}")
        self.heading.setAccessibleName(f"{self._title}, " + (tr("open") if opened else tr("closed")))
