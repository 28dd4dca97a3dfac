"""Fields for text of several lines."""

from math import ceil

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from hipstretch.core.record import MAX_NOTE

INDENT_PX = 2
"""What a QLineEdit leaves before its text, within its padding: the text of one field stands below that of another."""


class TextEdit(QPlainTextEdit):
    """Lines of text, at the right where a language is read from there; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(INDENT_PX)
        if self.isRightToLeft():  # Qt has each line begin at the left, whatever it is read from
            option = self.document().defaultTextOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            self.document().setDefaultTextOption(option)


class _Limited(TextEdit):
    """So many characters at most."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.textChanged.connect(self._limit)

    def _limit(self) -> None:
        """Take out again what was put in beyond the limit; what was there before stays."""
        too_many = len(self.toPlainText()) - self._most
        if too_many <= 0:
            return
        cursor = self.textCursor()
        at = cursor.position() if cursor.position() >= too_many else len(self.toPlainText())
        cursor.setPosition(at - too_many)
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()


class SentenceEdit(_Limited):
    """A sentence that is shown whole, in as many lines as it takes; used as a QLineEdit."""

    editingFinished = Signal()
    textEdited = Signal()

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(
            0, -INDENT_PX, 0, -INDENT_PX
        )  # as high as a QLineEdit, which has no indent above
        self.textChanged.connect(self.textEdited)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def text(self) -> str:
        """The sentence."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show another sentence; `textEdited` is for what the person changes."""
        with QSignalBlocker(self):
            self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends a sentence, and begins no line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editingFinished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever leaves it has finished."""
        super().focusOutEvent(event)
        self.editingFinished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower one has more lines."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        margins = self.contentsMargins()
        text = self.blockBoundingRect(
            self.document().firstBlock()
        ).height()  # of the fonts that it is shown in
        self.setFixedHeight(ceil(text) - INDENT_PX + margins.top() + margins.bottom())


class NoteEdit(_Limited):
    """A few lines of the person's own, MAX_NOTE characters at most; Tab leaves it."""

    def __init__(self, placeholder: str, height: int) -> None:
        super().__init__(MAX_NOTE)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(height)
        self._given = self._shown = ""

    def show_note(self, note: str) -> None:
        """Show a note, to be changed."""
        self.setPlainText(note)
        self._given, self._shown = note, self.toPlainText()

    def note(self) -> str:
        """What was written, without white space around it; what `show_note` was given if that was not changed.

        A note that came from elsewhere may hold what this field shows otherwise, and is not changed by being shown.
        """
        text = self.toPlainText()
        return self._given if text == self._shown else text.strip()
