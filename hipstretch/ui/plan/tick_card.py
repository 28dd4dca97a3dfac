"""Things of which any number may be chosen, such as what is at hand."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hipstretch.qt import wording
from hipstretch.ui.widgets.buttons import TickButton
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label

T = TypeVar("T", bound=StrEnum)


class TickCard(QFrame, Generic[T]):
    """A button for each thing of a kind, ticked while it is there, or suits; `change` gets those that are not."""

    def __init__(
        self,
        title: str,
        kind: type[T],
        words: Callable[[T], str],
        change: Callable[[tuple[T, ...]], None],
    ) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.buttons: dict[T, TickButton] = {}
        row = Flow(6, balanced=True)
        for one in kind:
            made = TickButton(wording.capital(words(one)))
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click Enter starts
            made.clicked.connect(
                lambda: change(tuple(k for k, b in self.buttons.items() if not b.isChecked()))
            )
            self.buttons[one] = made
            row.add(made)
        self._note = label("", "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, "heading", wrap=True))
        column.addWidget(flow_row(row))
        column.addWidget(self._note)
        column.addStretch()

    def refresh(self, off: Collection[T], note: str = "") -> None:
        """Tick all but these; `note` is what else there is to say of them."""
        for one, made in self.buttons.items():
            made.setChecked(one not in off)
        self._note.setText(note)
        self._note.setVisible(bool(note))
