"""Fields for text of several lines."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from hipstretch.core.record import MAX_NOTE


class TextEdit(QPlainTextEdit):
    """Lines of text, at the right where a language is read from there; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        if self.isRightToLeft():  # Qt has each line begin at the left, whatever it is read from
            option = self.document().defaultTextOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            self.document().setDefaultTextOption(option)


class NoteEdit(TextEdit):
    """A few lines of the person's own, MAX_NOTE characters at most; Tab leaves it."""

    def __init__(self, placeholder: str, height: int) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(height)
        self._given = self._shown = ""
        self.textChanged.connect(self._limit)

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

    def _limit(self) -> None:
        """Take out again what was put in beyond the limit; what was there before stays."""
        too_many = len(self.toPlainText()) - MAX_NOTE
        if too_many <= 0:
            return
        cursor = self.textCursor()
        at = cursor.position() if cursor.position() >= too_many else len(self.toPlainText())
        cursor.setPosition(at - too_many)
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
