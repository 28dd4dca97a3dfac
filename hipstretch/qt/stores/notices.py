"""The sentences that the person should see."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from hipstretch.core.problem import Problem

LONGEST = 500
"""Characters of a notice: a path or a system's message may be endless."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person; `level` is "info", "warning" or "error"."""

    text: str
    level: str = "warning"


def why(error: Exception) -> str:
    """What an error says; its words are imported when they are needed."""
    from hipstretch.qt import problem_words

    return problem_words.why(error)


class Notices(QObject):
    """The notices that are shown now, oldest first."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Notice, ...] = ()

    def add(self, text: str | Problem, level: str = "warning") -> Notice:
        """Show a sentence, or a problem in words, until it is dismissed; the same one only once."""
        if isinstance(text, Problem):
            from hipstretch.qt.problem_words import words

            text = words(text)
        notice = Notice(text if len(text) <= LONGEST else f"{text[:LONGEST]}…", level)
        if notice not in self.shown:
            self.shown = (*self.shown, notice)
            self.changed.emit()
        return notice

    def dismiss(self, *notices: Notice) -> None:
        """Show these sentences no longer."""
        self.shown = tuple(n for n in self.shown if n not in notices)
        self.changed.emit()
