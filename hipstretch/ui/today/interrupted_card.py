"""What was interrupted, and what can become of it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout

from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import label


class InterruptedCard(QFrame):
    """A question with a button for each answer; `answer` is called with the name of the one that is pressed."""

    def __init__(self, answer: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("surface", "notice")
        self._answer = answer
        self.likely: QPushButton | None = None
        """The first answer."""
        self._text = label("", "strong", wrap=True)
        self._answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answers.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addLayout(self._answers)

    def ask(self, text: str, answers: Sequence[tuple[str, str]]) -> None:
        """Show a question and its answers as (name, words), the first one being the likely one."""
        self._text.setText(text)
        while (item := self._answers.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self.likely = None
        for name, words in answers:
            one = button(words, "" if self.likely else "primary", partial(self._answer, name))
            self._answers.addWidget(one)
            self.likely = self.likely or one
        self._answers.addStretch()

    def place(self, direction: QBoxLayout.Direction) -> None:
        """The answers beside each other, or one below the other."""
        self._answers.setDirection(direction)
