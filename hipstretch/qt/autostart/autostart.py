"""Starting with the computer, for a page: read and changed beside the event loop, and told in words."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hipstretch.qt import launch
from hipstretch.qt.problem_words import why
from hipstretch.qt.worker import Work, Worker
from hipstretch.translation import tr

from .state import State, System

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipstretch.data.paths import Paths

BACKGROUND = "--background"
"""The option that starts the program without a window."""


class Autostart(QObject):
    """Reads each time what the system does, and never remembers what was asked of it."""

    told = Signal(State, str)
    """What is there now, and what there is to say of it, or ""."""

    def __init__(self, paths: Paths, *, work: Work | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = launch.command(paths, BACKGROUND)
        self._purpose = tr("Reminds you of what is due")
        self._work = work or Worker("autostart", self)

    def look(self) -> None:
        """Tell what is there."""
        self._work.submit(self._state, self._tell, self._on_unknown)

    def switch(self, *, on: bool) -> None:
        """Put it in or take it out; tell what is there then."""

        def change() -> tuple[State, Exception | None]:
            try:
                (self._system.put_in if on else self._system.take_out)()
            except (OSError, ValueError) as error:
                return self._state(), error
            return self._state(), None

        def tell(found: tuple[State, Exception | None]) -> None:
            state, refusal = found
            self._tell(state, _refused(refusal, on=on) if refusal else "")

        self._work.submit(change, tell, self._on_unknown)

    @cached_property
    def _system(self) -> System:
        return _of_this_computer(self._command, self._purpose)

    def _state(self) -> State:
        return self._system.state()

    def _tell(self, state: State, words: str = "") -> None:
        self.told.emit(state, words or _words(state))

    def _on_unknown(self, error: Exception) -> None:
        words = tr("Whether Hipstretch starts with the computer can't be told: {reason}.")
        self._tell(State.UNKNOWN, words.format(reason=why(error)))


def _of_this_computer(command: Sequence[str], purpose: str) -> System:
    if sys.platform == "win32":
        from .registry import Registry

        return Registry(command)
    from . import start_file

    if sys.platform == "darwin":
        return start_file.launch_agent(command)
    from hipstretch.qt.reminders.services import sandboxed

    if sandboxed():
        from .portal import Portal

        return Portal(command, purpose)
    return start_file.desktop_entry(command, purpose)


def _words(state: State) -> str:
    if state is State.OTHER:
        return tr(
            "Another copy of Hipstretch starts with the computer. Tick the box to have this one start instead."
        )
    if state is State.UNKNOWN:
        return tr(
            "Your system does not tell whether Hipstretch starts with the computer. "
            "Tick the box to ask for it; take the tick away to end it."
        )
    return ""


def _refused(error: Exception, *, on: bool) -> str:
    words = (
        tr(
            "Your system did not switch it on: {reason}. Reminders come while Hipstretch is open. "
            "The system's own settings may let you add it to what starts with the computer."
        )
        if on
        else tr(
            "Your system did not switch it off: {reason}. "
            "The system's own settings may let you take it out of what starts with the computer."
        )
    )
    return words.format(reason=why(error))
