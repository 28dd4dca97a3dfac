"""Messages below the pages, each with a button that closes it, and one that takes back what it tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hipstretch.qt import wording
from hipstretch.qt.language import path_words
from hipstretch.qt.stores.notices import SUCCESS, UNDO_MS, Notice, Notices
from hipstretch.translation import tr
from hipstretch.ui.session.view_mode import View
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label

if TYPE_CHECKING:
    from hipstretch.qt.session_controller import SessionController
    from hipstretch.ui.session.page import SessionPage

MOST = 3
"""So many are shown at once; one more line says how many others there are."""
TROUBLE = ("warning", "error")
"""The levels of what went wrong: these alone look like it."""
MARK_PX = 20
"""The size of their mark, in logical pixels at 100 % text size."""
OPENED = (".pdf", ".csv")
"""The endings of what other programs show; of what else was written, its folder alone is opened."""
TEXT_FIELDS = (QLineEdit, QPlainTextEdit)
"""What has an undo of its own."""
PASSES_MS = 20_000
"""So long is shown what nobody has to do anything about, UNDO_MS what can be taken back; longer as long as the mouse or
the focus is there."""


class NoticeBar(QWidget):
    """The notices of the stores, errors first."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._shown: tuple[Notice, ...] = ()
        self.undo_before: Callable[[], bool] = lambda: False
        """What Ctrl+Z takes back before any notice, if it is there; whether it was."""
        self._last: Notice | None = None
        """What Ctrl+Z takes back: the last that can be, of those that are seen."""
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(8)
        self._passes = QTimer(self, singleShot=True, interval=PASSES_MS)
        self._passes.timeout.connect(self._on_passed)
        notices.changed.connect(self._refresh)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus)
        self._refresh()

    def _refresh(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        notices = sorted(self._notices.shown, key=lambda notice: notice.level != "error")
        undoable = [one for one in self._notices.shown if one.undo and one in notices[:MOST]]
        self._last = undoable[-1] if undoable else None
        for notice in notices[:MOST]:
            close = button(tr("Close"), "quiet", partial(self._notices.dismiss, notice))
            close.setAccessibleName(tr("Close: {text}").format(text=notice.text))
            buttons = (*self._ways_to(notice.path), *self._way_back(notice), close)
            self._lines.addWidget(_line(notice.text, notice.level, *buttons))
        if more := notices[MOST:]:
            close = button(tr("Close all"), "quiet", partial(self._notices.dismiss, *notices))
            text = tr("More messages come up as you close these: {count}")
            worst = next((one.level for one in more if one.level in TROUBLE), SUCCESS)
            self._lines.addWidget(_line(text.format(count=wording.number(len(more))), worst, close))
        margin = 8 if notices else 0
        self._lines.setContentsMargins(28, margin, 28, margin)
        new = [one for one in self._notices.shown if one not in self._shown]
        self._shown = self._notices.shown
        if any(one.level == SUCCESS for one in new):
            self._passes.start(UNDO_MS if any(one.undo for one in self._shown) else PASSES_MS)

    def make_room(self, page: SessionPage | None, controller: SessionController | None) -> None:
        """Take no room from a session that is shown and runs, nor from a small window; one that waits is below.

        Elsewhere the page is above, so that nothing on it moves; a session has at its foot what is pressed.
        """
        runs = controller is not None and not controller.waits
        if (around := self.parentWidget()) and isinstance(column := around.layout(), QVBoxLayout):
            column.insertWidget(1 if page else 2, self)
        self.setHidden(page is not None and (runs or page.view is View.MINI))

    def _on_passed(self) -> None:
        """Take away what was read, if it was: not while a session hides it, and not from under somebody's hand."""
        if not self.isVisible() or self.underMouse() or self.isAncestorOf(QApplication.focusWidget() or self):
            self._passes.start()
        else:
            self._notices.pass_by()

    def _ways_to(self, path: str) -> Iterator[QPushButton]:
        """What leads to a file that was written."""
        if path.lower().endswith(OPENED):
            yield self._way(tr("Open"), path, path)
        if path:
            yield self._way(tr("Show in folder"), path, str(Path(path).parent))

    def _way(self, name: str, path: str, target: str) -> QPushButton:
        made = button(name, "quiet", partial(self._open, target))
        made.setAccessibleName(wording.titled(name, path))
        return made

    def _open(self, target: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(target)):
            text = tr("No program was found that opens {path}. It is there all the same.")
            self._notices.add(text.format(path=path_words(target)), "info")

    def _way_back(self, notice: Notice) -> Iterator[QPushButton]:
        """What takes back what a notice tells of."""
        if notice.undo:
            words = tr("Undo (Ctrl+Z)") if notice is self._last else tr("Undo")
            made = button(words, "quiet", partial(self._notices.undo, notice))
            made.setAccessibleName(wording.titled(words, notice.text))
            yield made

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Listen to the text field that has the focus, if one has."""
        if isinstance(before, TEXT_FIELDS):
            before.removeEventFilter(self)
        if isinstance(now, TEXT_FIELDS):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Z from a text field that has nothing to take back itself."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            text = watched.document() if isinstance(watched, QPlainTextEdit) else watched
            idle = isinstance(text, QLineEdit | QTextDocument) and not text.isUndoAvailable()
            if idle and event.matches(QKeySequence.StandardKey.Undo) and self.undo():
                return True
        return super().eventFilter(watched, event)

    @property
    def can_undo(self) -> bool:
        """Whether it shows something that can be taken back."""
        return self._last is not None and self.isVisible()

    def undo(self) -> bool:
        """Take back what was done last, if that is offered; whether it was."""
        if self.undo_before():
            return True
        if self._last is None or not self.can_undo:
            return False
        self._notices.undo(self._last)
        return True


class TroubleMark(QWidget):
    """An exclamation mark in a triangle, before what went wrong: the colour of its frame alone is not seen by all."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self._level = level
        self.setFixedSize(theme.px(MARK_PX), theme.px(MARK_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The triangle as an outline, so that the sign in it has the contrast of text."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / MARK_PX, self.height() / MARK_PX)
        colour = QColor(tokens.feel_ink if self._level == "error" else tokens.prepare_ink)
        solid, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, 2, solid, cap, join))
        painter.drawPolygon(QPolygonF([QPointF(10, 2), QPointF(18.5, 17.5), QPointF(1.5, 17.5)]))
        painter.drawLine(QPointF(10, 7.5), QPointF(10, 11.5))
        painter.drawPoint(QPointF(10, 14.5))


def _line(text: str, level: str, *buttons: QPushButton) -> QFrame:
    row = QHBoxLayout()
    row.setSpacing(10)
    if level in TROUBLE:
        row.addWidget(TroubleMark(level))
    words = label(text, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(words, 1)
    for one in buttons:
        row.addWidget(one)
    made = frame("notice" if level in TROUBLE else "news", row)
    row.setContentsMargins(12, 8, 12, 8)
    return made
