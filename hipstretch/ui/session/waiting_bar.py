"""A line below every other page while a session waits, or was just discarded: what it is, and the way back."""

import math
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from hipstretch.core.transitions import State
from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.stores.notices import UNDO_MS
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import label

KEYS = ("F5", "Alt+0")
"""What leads back to the session; the first is the one that is shown."""


def back_words() -> str:
    """What a button says that leads back to the session, with its key."""
    return tr("Back to the session ({key})").format(key=KEYS[0])


class WaitingBar(QFrame):
    """Says what waits. `go_back` shows the session."""

    def __init__(self, go_back: Callable[[], object]) -> None:
        super().__init__()
        self._go_back = go_back
        self.setProperty("surface", "bar")
        self._text = self._short = ""
        self._words = label("", "strong", wrap=True)
        self.back = button(back_words(), "primary", go_back)
        self.back.setAutoDefault(True)  # Enter presses it, where the focus is
        self.back.setStyleSheet("padding: 7px 18px;")
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 8, 28, 8)
        row.setSpacing(20)
        row.addWidget(self._words, 1)
        row.addWidget(self.back)
        self._passes = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._passes.timeout.connect(self.hide)
        for key in KEYS:
            QShortcut(QKeySequence(key), self).activated.connect(go_back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In few words where all would have half of the room or less."""
        super().resizeEvent(event)
        self._show_words()

    def offer_back(self) -> None:
        """Say that nothing was kept, with the way back, for a while."""
        self._text = self._short = tr("Nothing of the session was kept.")
        self._show_words()
        self._passes.start()
        self.show()

    def undo(self) -> bool:
        """Go back to the session that was just discarded, if that is offered; whether it was."""
        offered = self._passes.isActive() and self.isVisible()
        if offered:
            self._go_back()
        return offered

    def place(self, *, below_page: bool, waits: bool) -> None:
        """Be there below a page, if there is something to say; a session that has begun ends the offer."""
        if waits:
            self._passes.stop()
        self.setVisible(below_page and (waits or self._passes.isActive()))

    @property
    def text(self) -> str:
        """What it says where there is room."""
        return self._text

    def show_session(self, controller: SessionController) -> None:
        """Say where this session stands."""
        self._passes.stop()
        session = controller.session
        phase, left_s = session.phase, session.remaining_s(controller.now())
        if session.state is State.READY:
            where = tr("not begun yet")
        elif phase.manual:
            where = tr("repetition {count}").format(count=wording.number(phase.rep))
        else:
            where = tr("{length} left").format(length=wording.seconds(math.ceil(left_s)))
        self._short = wording.capital(where)
        self._text = tr("“{routine}” waits: {exercise}, {side}, {where}").format(
            routine=controller.routine.name,
            exercise=controller.exercise.text.name,
            side=wording.side_phrase(phase.side),
            where=where,
        )
        self._show_words()

    def _show_words(self) -> None:
        narrow = self.back.sizeHint().width() > self.width() / 2
        self._words.setText(self._short if narrow else self._text)
        self._words.setToolTip(self._text if narrow else "")
        self._words.setAccessibleName(self._text)
