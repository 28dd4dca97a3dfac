"""A session in the terminal: one line for every change, one key for every command."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TextIO

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer

from hipstretch.core.events import Event, PhaseStarted, SessionFinished
from hipstretch.core.record import SessionOutcome, SessionRecord
from hipstretch.core.settings import BOUNDS
from hipstretch.core.timeline import total_s
from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.stores.notices import Notice, Notices
from hipstretch.ui.session.presenter import Presenter

MOST_DIGITS = 3
POLL_MS = 50
"""How often Windows is asked for a key; elsewhere the terminal says so itself."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Terminal", text)


class Terminal(QObject):
    """Prints what a controller and the notices say to `out`, and passes on key presses."""

    def __init__(self, controller: SessionController, notices: Notices, out: TextIO) -> None:
        super().__init__()
        self._controller = controller
        self._presenter = Presenter(controller, lambda _: True)
        self._notices = notices
        self._said: set[Notice] = set()
        self._out = out
        self._said_exercise = -1
        self._note = ""
        """The note that was said last."""
        self._typed: str | None = None
        """The digits of a hold length, as long as they are asked for."""
        self._goes_on = False
        """Whether the session goes on after them."""
        self._keys: Mapping[str, Callable[[], None]] = {
            " ": controller.toggle_pause,
            "s": controller.skip,
            "b": controller.back,
            "+": controller.extend,
            "e": controller.ease_off,
            "h": self._ask_hold,
            "\r": controller.done,
            "\n": controller.done,
            "q": lambda: controller.stop(keep=True),
            "x": lambda: controller.stop(keep=False),
        }
        notices.changed.connect(self._say_notices)
        controller.happened.connect(self._on_event)
        controller.finished.connect(self._on_finished)

    def welcome(self) -> None:
        """Say what there is to say, what comes and which keys there are."""
        self._say_notices()
        length = wording.minutes(total_s(self._controller.session.timeline))
        self._say(f"{self._controller.routine.name}, {length}.")
        self._say(
            _tr(
                "Space: pause, go on. S: skip. B: back. +: ten seconds more. H: another hold length. "
                "E: too much today. "
                "Enter: repetition done. Q: stop and keep what was done. X: stop and forget it."
            )
        )

    def press(self, key: str) -> None:
        """Do what a key stands for; other keys do nothing."""
        action = self._keys.get(key.lower())
        if self._controller.is_over:
            return
        if self._typed is not None:
            self._type(key)
        elif action:
            action()

    def _ask_hold(self) -> None:
        """Wait, and take the digits that follow as the seconds of each hold that is left of the exercise."""
        self._goes_on = not self._controller.waits
        self._controller.pause()
        self._typed = ""
        text = _tr(
            "Hold for how many seconds in this session, now {count}? Digits, then Enter; other keys leave it."
        )
        self._say(text.format(count=wording.number(self._controller.dosage.hold_s)))

    def _type(self, key: str) -> None:
        if key.isascii() and key.isdecimal():
            if len(self._typed or "") < MOST_DIGITS:
                self._typed = f"{self._typed}{key}"
                print(key, end="", file=self._out, flush=True)
            return
        typed, self._typed = self._typed, None
        self._say("")
        if typed and key in "\r\n":
            least, most = BOUNDS["hold_s"]
            wanted = replace(self._controller.dosage, hold_s=float(min(most, max(least, int(typed)))))
            self._controller.set_dosage(wanted)
        amount = wording.dosage(self._controller.exercise, self._controller.dosage)
        end = wording.clock(self._controller.finish_time())
        self._say(_tr("Now {dosage}, done at {time}.").format(dosage=amount, time=end))
        if self._goes_on:
            self._controller.start()

    def _say_notices(self) -> None:
        for notice in self._notices.shown:
            if notice not in self._said:
                self._said.add(notice)
                self._say(notice.text)

    def _on_event(self, event: Event) -> None:
        self._presenter.on_event(event)
        self._presenter.refresh()
        phase = self._presenter.view().phase
        if isinstance(event, PhaseStarted) and phase.entry != self._said_exercise:
            self._said_exercise = phase.entry
            self._say("")
            self._say(f"{phase.name}. {phase.count}.")
            for step in phase.steps:
                self._say(f"  {step}")
        if phase.note != self._note:
            self._note = phase.note
            if phase.note:
                self._say(phase.note)
        if not isinstance(event, SessionFinished) and (words := self._presenter.announcement(event)):
            self._say(words)

    def _on_finished(self, record: SessionRecord | None) -> None:
        if record is None:
            self._say(_tr("Ended. Nothing was recorded."))
            return
        whole = record.outcome is SessionOutcome.COMPLETED
        done = _tr("Session done, {length} of work.") if whole else _tr("Session ended, {length} of work.")
        self._say(done.format(length=wording.minutes(record.active_s)))

    def _say(self, line: str) -> None:
        print(line, file=self._out, flush=True)


@contextlib.contextmanager
def keys(press: Callable[[str], None]) -> Iterator[None]:
    """Call `press` with every key pressed in the terminal while the context lasts."""
    watch = _windows_keys if sys.platform == "win32" else _unix_keys
    with watch(press):
        yield


@contextlib.contextmanager
def _unix_keys(press: Callable[[str], None]) -> Iterator[None]:
    import os
    import termios
    import tty

    fd = sys.stdin.fileno()
    notifier = QSocketNotifier(fd, QSocketNotifier.Type.Read)

    def read() -> None:
        data = os.read(fd, 64)
        notifier.setEnabled(bool(data))
        for key in data.decode(errors="ignore"):
            press(key)

    notifier.activated.connect(read)
    before = termios.tcgetattr(fd) if os.isatty(fd) else None
    if before:
        tty.setcbreak(fd)
    try:
        yield
    finally:
        notifier.setEnabled(False)
        if before:
            termios.tcsetattr(fd, termios.TCSADRAIN, before)


@contextlib.contextmanager
def _windows_keys(press: Callable[[str], None]) -> Iterator[None]:
    import msvcrt

    def poll() -> None:
        while msvcrt.kbhit():  # type: ignore[attr-defined]
            press(msvcrt.getwch())  # type: ignore[attr-defined]

    timer = QTimer(interval=POLL_MS)
    timer.timeout.connect(poll)
    timer.start()
    yield
    timer.stop()
