"""The sentences that the person should see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from hipstretch.core.problem import Problem

LONGEST = 500
"""Characters of a notice: a path or a system's message may be endless."""
SUCCESS = "success"
"""The level of what passes by itself: nobody has to do anything about it."""
UNDO_MS = 60_000
"""How long something can be taken back."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person; `level` is "success", "info", "warning" or "error"."""

    text: str
    level: str = "warning"
    problem: Problem | None = field(default=None, compare=False)
    """What it tells of, where it can be worded anew."""
    path: str = field(default="", compare=False)
    """The file that it tells was written."""
    undo: Callable[[], object] | None = field(default=None, compare=False)
    """Takes back what it tells of, as long as it is shown."""
    until_next_view: bool = field(default=False, compare=False)
    """Whether it ends when the person opens something else."""


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

    def add(
        self,
        text: str | Problem,
        level: str = "warning",
        path: str = "",
        undo: Callable[[], object] | None = None,
        *,
        until_next_view: bool = False,
    ) -> Notice:
        """Show a sentence, or a problem in words, until it is dismissed; the same one once, with the last `undo`."""
        notice = (
            _of(text, level)
            if isinstance(text, Problem)
            else Notice(_short(text), level, None, path, undo, until_next_view)
        )
        if notice not in self.shown or undo:
            self.shown = (*(one for one in self.shown if one != notice), notice)
            self.changed.emit()
        return notice

    def dismiss(self, *notices: Notice) -> None:
        """Show these sentences no longer."""
        self.shown = tuple(n for n in self.shown if n not in notices)
        self.changed.emit()

    def pass_by(self) -> None:
        """Show no longer what passes by itself: it was read, or something else begins."""
        if passing := [n for n in self.shown if n.level == SUCCESS]:
            self.dismiss(*passing)

    def open_next_view(self) -> None:
        """Show no longer what speaks of the view before."""
        if past := [n for n in self.shown if n.until_next_view]:
            self.dismiss(*past)

    def from_now_on(self) -> Callable[[], list[str]]:
        """Gives what somebody has to know that came after this call and is still shown."""
        seen = self.shown
        return lambda: [n.text for n in self.shown if n not in seen and n.level != SUCCESS]

    def undo(self, notice: Notice) -> None:
        """Take back what a notice tells of, once."""
        if notice in self.shown and notice.undo:
            self.dismiss(notice)
            notice.undo()

    def reword(self) -> None:
        """Say the problems that are shown in the language that counts now."""
        self.shown = tuple(_of(n.problem, n.level) if n.problem else n for n in self.shown)
        self.changed.emit()


def _of(problem: Problem, level: str) -> Notice:
    from hipstretch.qt.problem_words import words

    return Notice(_short(words(problem)), level, problem)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
