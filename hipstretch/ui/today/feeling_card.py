"""How hips and back feel before a session: scales that are open beside another card, and folded below it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hipstretch.core.record import Feeling
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import fold_sign, label
from hipstretch.ui.widgets.tab_order import tab_through

if TYPE_CHECKING:
    from hipstretch.ui.widgets.feeling_scale import FeelingForm

EDGE_PX = 10
"""How far the words of a quiet button stand inwards."""


class FeelingCard(QFrame):
    """A question that nobody has to answer, with its scales."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.form: FeelingForm | None = None
        self._folds, self._opened = True, False
        self._title = label(tr("How do hips and back feel now?"), "heading", wrap=True)
        self._title.setContentsMargins(EDGE_PX, 0, 0, 0)
        self.toggle = button("", "quiet", lambda: self.open(not self._opened))
        self.toggle.setAccessibleName(self._title.text())
        self.toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click Enter starts
        self._hint = label(
            tr("If you like, give the pain in each a number: you can compare afterwards. Or just start."),
            "soft",
            wrap=True,
        )
        self._hint.setContentsMargins(EDGE_PX, 0, EDGE_PX, 0)
        self._clear = button(tr("Clear"), "quiet", self.clear)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.toggle)
        head.addStretch()
        head.addWidget(self._clear)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(self._hint)
        self._column.addStretch()
        self._build_soon = QTimer(self, singleShot=True, interval=0)
        self._build_soon.timeout.connect(self._show)
        self._show()

    def feeling(self) -> Feeling | None:
        """What was chosen, or None if nothing was."""
        return self.form.feeling() if self.form else None

    def open(self, opened: bool) -> None:
        """Show the scales where they are folded, or fold them."""
        self._opened = opened
        self._show()

    def set_folds(self, folds: bool) -> None:
        """Whether the scales can be folded away. Where they can't they are built once the page is seen."""
        if folds != self._folds:
            self._folds = folds
            if folds or self.form:
                self._show()
            else:
                self._build_soon.start()

    def clear(self) -> None:
        """Choose nothing."""
        if self.form:
            self.form.clear()

    def choose_focused(self) -> bool:
        """Choose the number that has the focus; whether it was another one that was chosen, or none."""
        return bool(self.form and any(scale.choose_focused() for scale in self.form.scales.values()))

    def _show(self) -> None:
        opened = self._opened or not self._folds
        if opened:
            self._get_form().show()
        elif self.form:
            self.form.hide()
        self._hint.setVisible(not (self._folds and opened))
        self._title.setVisible(not self._folds)
        self.toggle.setVisible(self._folds)
        self.toggle.setText(f"{fold_sign(opened=opened)}  {self._title.text()}")
        policy = self._clear.sizePolicy()
        policy.setRetainSizeWhenHidden(not self._folds)  # nothing moves when the first number is chosen
        self._clear.setSizePolicy(policy)
        self._show_clear()

    def _get_form(self) -> "FeelingForm":
        """The scales, which are built when somebody is to see them."""
        if self.form is None:
            from hipstretch.ui.widgets.feeling_scale import FeelingForm

            self.form = FeelingForm()
            self.form.setContentsMargins(EDGE_PX, 4, EDGE_PX, 8)
            self.form.changed.connect(self._show_clear)
            self._column.insertWidget(2, self.form)
            tab_through(self._clear, self.form)
        return self.form

    def _show_clear(self) -> None:
        self._clear.setVisible(bool(self.form and self.form.isVisibleTo(self) and self.form.feeling()))
