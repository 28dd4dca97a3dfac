"""A line below every other page while a session waits, or was just discarded: what it is, and the way back."""

import math
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.transitions import State
from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.stores.notices import UNDO_MS
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import in_the_middle

KEYS = ("F5", "Alt+0")
"""What leads back to the session; the first is the one that is shown."""
MARGIN_PX, SPACING_PX = 28, 20
"""At both ends of the line, as beside a page; and between its words and the button."""


def back_words() -> str:
    """What a button says that leads back to the session, with its key."""
    return tr("Back to the session ({key})").format(key=KEYS[0])


class WaitingBar(QFrame):
    """Says what waits. `go_back` shows the session."""

    def __init__(self, go_back: Callable[[], object]) -> None:
        super().__init__()
        self._go_back = go_back
        self.setProperty("surface", "bar")
        self._text = self._shorter = self._short = ""
        self._words = label("", "strong", wrap=True)
        self.back = button(back_words(), "primary", go_back)
        self.back.setAutoDefault(True)  # Enter presses it, where the focus is
        self.back.setStyleSheet("padding: 7px 18px;")
        self._column = QWidget()
        row = QHBoxLayout(self._column)
        row.setContentsMargins(MARGIN_PX, 8, MARGIN_PX, 8)
        row.setSpacing(SPACING_PX)
        row.addWidget(self._words, 1)
        row.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(in_the_middle(self._column))
        self._passes = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._passes.timeout.connect(self.hide)
        for key in KEYS:
            QShortcut(QKeySequence(key), self).activated.connect(go_back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In fewer words where all would have half of the room or less: the routine stays as long as it can."""
        super().resizeEvent(event)
        self._show_words()

    def offer_back(self) -> None:
        """Say that nothing was kept, with the way back, for a while."""
        self._text = self._shorter = self._short = tr("Nothing of the session was kept.")
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
        self._shorter = wording.titled(controller.routine.name, where)
        self._text = tr("“{routine}” waits: {exercise}, {side}, {where}").format(
            routine=controller.routine.name,
            exercise=controller.exercise.text.name,
            side=wording.side_phrase(phase.side),
            where=where,
        )
        self._show_words()

    def _show_words(self) -> None:
        width = min(self.width(), self._column.maximumWidth())
        button_px = self.back.sizeHint().width()
        metrics, room = self._words.fontMetrics(), width - button_px - SPACING_PX - 2 * MARGIN_PX
        wrapped = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap.value, self._shorter)
        fits = wrapped.width() <= room and wrapped.height() <= 2 * metrics.lineSpacing()
        narrow = button_px > width / 2
        self._words.setText(self._text if not narrow else self._shorter if fits else self._short)
        self._words.setToolTip(self._text if narrow else "")
        self._words.setAccessibleName(self._text)
