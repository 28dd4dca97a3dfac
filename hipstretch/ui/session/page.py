"""The guided session: figure, side, phase and seconds, readable from the mat; every command on one key."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeGuard, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from hipstretch.core.breathing import breath
from hipstretch.core.conditions import Variant, variant
from hipstretch.core.events import (
    CueDue,
    Event,
    Paused,
    PauseReason,
    PhaseEnded,
    PhaseExtended,
    PhaseStarted,
    Resuming,
    SessionFinished,
)
from hipstretch.core.exercise import Dosage, Exercise, Side, Sides
from hipstretch.core.outcome import Outcome
from hipstretch.core.progress import eased_last_time
from hipstretch.core.routine import Entry
from hipstretch.core.session import Session
from hipstretch.core.timeline import LEAD_S, Phase, PhaseKind, dosage_for
from hipstretch.core.transitions import State
from hipstretch.qt import wording
from hipstretch.qt.clock import Minute
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.sound.output import Output, OutputLook
from hipstretch.qt.store import Store
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import FittedText, label, zoom
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .big_clock import BigClock
from .dosage_panel import DosagePanel, Question
from .dots import Dots
from .keys import ANSWERS, KEYS, Act, Answer
from .moment import Moment, dots, fraction_of, left_s, rep_line, rounded_up, segments
from .ribbon import Ribbon
from .ring import Ring
from .side_column import SideColumn
from .stage import Stage
from .steps import Steps
from .view_mode import View

FRAME_MS, SLOW_FRAME_MS, RING_STEPS = 33, 100, 300
"""The ring fills in so many steps, unless they would follow each other sooner or later than in so many milliseconds."""
HOLD_FRAME_MS = 200
"""In a hold, where nothing else moves, it steps less often, for the sake of the processor."""
STILL_FRAME_MS = 250
"""The same with reduced motion: often enough for the digits."""
EXACT_S = 120
"""A session that gets longer or shorter by less is told so in seconds."""
IDLE_MS = 10_000
"""So long without a key or the mouse, and a session may become large by itself."""
MARGINS, MINI_MARGINS = (28, 18, 28, 22), (8, 8, 8, 8)
"""Around stage and digits."""
WIDE_PX = 640
"""Where the page is narrower at 100 % text, a warning takes the place of the number of the exercise."""
THUMB = QSize(110, 68)
"""The next exercise's picture in a window of the mock's size."""
Named = TypeVar("Named", Act, Answer)
BAR, STOP, DOSAGE = range(3)
"""What lies at the bottom: the commands, the question whether to stop, or the answers to how much."""


class SessionPage(QWidget):
    """Shows a SessionController and passes on what the person presses."""

    view_changed = Signal(View)
    pages_wanted = Signal()
    """The person wants to look at something else, while the session waits."""

    def __init__(self, store: Store, cache: PictureCache, output: OutputLook) -> None:
        super().__init__()
        self.setObjectName("page")
        self._store = store
        self._output = output
        self._muted = ""
        """That the computer is muted, in words."""
        output.found.connect(self._on_output)
        self._controller: SessionController | None = None
        self._acts: Mapping[Act, Callable[[], object]] = {}
        """What each act does, as long as there is a session."""
        self._exercises: Mapping[str, Exercise] = {}
        self._easier: frozenset[str] = frozenset()
        """The exercises whose easier form comes first."""
        self.view = View.USUAL
        self._stalled = False
        self._goes_on = False
        """Whether the session goes on once it is answered how much it shall be."""
        self._before_dosage = View.USUAL
        self._shown: tuple[object, ...] | None = None
        """What decided on the words that are shown; None if all has to be shown."""
        self._ticker = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._ticker.timeout.connect(self._on_tick)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._on_idle)
        self._minute = Minute(self, store.clock)
        self._minute.turned.connect(self._on_minute)
        self._build(cache)
        self._command_keys = self._shortcuts(KEYS, self.command)
        self._answer_keys = self._shortcuts(ANSWERS, self._answer_by_key)
        for shortcut in self._answer_keys:
            shortcut.setEnabled(False)

    def attach(self, controller: SessionController) -> None:
        """Show this session from now on."""
        self._controller = controller
        self._acts = self._acts_on(controller)
        self._exercises = controller.exercises
        controller.happened.connect(self._on_event)
        controller.changed.connect(self._show_phase)
        controller.finished.connect(self._detach)
        controller.settings_changed.connect(self._on_settings)
        self._easier = self._easier_first(controller)
        self._close_dosage()
        self._bottom.setCurrentIndex(BAR)
        self._noted.hide()
        self._show_phase()
        self.setFocus()

    def command(self, act: Act) -> None:
        """Do what a key of this page stands for."""
        self._idle.start()
        if self._controller is None:
            return
        focused = self.focusWidget()
        if act in (Act.TOGGLE_PAUSE, Act.DONE) and self._is_button(focused):
            focused.click()
        elif self._bottom.currentIndex() == STOP:
            self._answer_stop(act)
        else:
            self._acts[act]()

    def _acts_on(self, controller: SessionController) -> Mapping[Act, Callable[[], object]]:
        return {
            Act.TOGGLE_PAUSE: controller.toggle_pause,
            Act.SKIP: controller.skip,
            Act.BACK: controller.back,
            Act.EXTEND: controller.extend,
            Act.EASE_OFF: controller.ease_off,
            Act.DONE: controller.done,
            Act.CHANGE_DOSAGE: self.change_dosage,
            Act.ASK_STOP: self.ask_stop,
            Act.TOGGLE_DISTANCE: self.toggle_distance,
            Act.TOGGLE_MINI: self.toggle_mini,
            Act.TOGGLE_VOICE: self.toggle_voice,
            Act.TOGGLE_SOUND: self.toggle_sound,
        }

    def wait(self) -> None:
        """Pause, if the session runs."""
        if self._controller:
            self._controller.pause()

    def leave(self) -> None:
        """Wait, and take the usual room, because another page is to be shown; numbers that are typed stay."""
        self.show_view(View.USUAL)
        self._before_dosage = View.USUAL
        if self._bottom.currentIndex() == STOP:
            self._bottom.setCurrentIndex(BAR)
        self.wait()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the page, so that every key is a command; to the numbers if they are asked for."""
        if self._asks_dosage:
            self._dosage.setFocus(reason)
        else:
            super().setFocus(reason)

    def ask_stop(self) -> None:
        """Wait, and ask what should become of what was done. Large or small, come back to the usual window first."""
        if self.view is not View.USUAL:
            self.show_view(View.USUAL)
            return
        if self._controller:
            self._controller.pause()
        self._bottom.setCurrentIndex(STOP)
        self._keep.setFocus()

    def toggle_distance(self) -> None:
        """The figure, the side, the phase and large digits, over the whole screen; or back."""
        self.show_view(View.USUAL if self.view is View.DISTANCE else View.DISTANCE)

    def toggle_mini(self) -> None:
        """The same in a small window that stays above all others; or back."""
        self.show_view(View.USUAL if self.view is View.MINI else View.MINI)

    def show_view(self, view: View) -> None:
        """Take so much of the screen; the window sees to its part of it."""
        if view is self.view:
            return
        self.view = view
        usual = view is View.USUAL
        self._header.setVisible(usual)
        self._mini_bar.setVisible(view is View.MINI)
        self._stage.show_words(shown=view is not View.MINI)
        self._upper.setContentsMargins(*(MINI_MARGINS if view is View.MINI else MARGINS))
        self._bottom.setVisible(usual or self._asks_dosage)
        self._right.setCurrentIndex(0 if usual else 1)
        self._right.setMinimumSize(*((1, 1) if view is View.MINI else (0, 0)))  # 0: as its pages want it
        self.view_changed.emit(view)
        self.setFocus()
        self._show_phase()

    def _on_double_click(self) -> None:
        """Large, or as usual again; the pause that the first click made ends."""
        self.show_view(View.DISTANCE if self.view is View.USUAL else View.USUAL)
        if self._controller:
            self._controller.resume()

    def _on_idle(self) -> None:
        """Nobody touched anything for a while: whoever follows lies on the mat."""
        asking = self._bottom.currentIndex() != BAR
        running = self._controller is not None and self._controller.session.state is State.RUNNING
        if self._store.settings.distance_auto and running and not asking and self.view is View.USUAL:
            self.show_view(View.DISTANCE)

    def toggle_voice(self) -> None:
        """Speak, or no longer."""
        self._switch("voice", self.tr("Voice on"), self.tr("Voice off"))

    def toggle_sound(self) -> None:
        """Play sounds, or no longer."""
        self._switch("sound", self.tr("Sounds on"), self.tr("Sounds off"))

    def _switch(self, name: str, on: str, off: str) -> None:
        settings = self._store.settings
        now = not getattr(settings, name)
        self._store.set_settings(replace(settings, **{name: now}))  # type: ignore[arg-type]
        self._noted.say(on if now else off)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is read from afar grows with the window."""
        super().resizeEvent(event)
        self._thumb.setFixedSize(THUMB * zoom(self))
        for part in self.findChildren(QWidget):
            part.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Move only while it is seen."""
        super().showEvent(event)
        self._run_ticker()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while it is not."""
        super().hideEvent(event)
        self._ticker.stop()
        self._idle.stop()
        self._minute.stop()

    # Building

    def _build(self, cache: PictureCache) -> None:
        self._routine = FittedText(16, QFont.Weight.DemiBold)
        self._count = FittedText(16, soft=True)
        self._finish = FittedText(
            16, soft=True, flags=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self._warnings = label(role="warn")
        self._to_pages = button(self.tr("Pages"), "quiet", self.pages_wanted.emit)
        self._to_pages.setAccessibleName(self.tr("To the other pages; the session waits"))
        self._to_pages.setToolTip(self.tr("Today, Plan, Library, History, Settings, Help: Alt+1 to Alt+6"))
        self._to_pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._to_pages.setStyleSheet("padding: 1px 8px 1px 0;")
        top = QHBoxLayout()
        top.setSpacing(22)
        top.addWidget(self._to_pages)
        top.addWidget(self._routine)
        top.addWidget(self._count)
        top.addWidget(self._warnings)
        top.addStretch()
        top.addWidget(self._finish)
        self._ribbon = Ribbon()
        header = QVBoxLayout()
        header.setSpacing(12)
        header.addLayout(top)
        header.addWidget(self._ribbon)
        self._header = frame("plain", header, 0)

        self._stage = Stage(cache)
        self._stage.clicked.connect(lambda: self.command(Act.TOGGLE_PAUSE))
        self._stage.double_clicked.connect(self._on_double_click)
        self._noted = self._stage.noted
        self._big = BigClock()
        self._big.clicked.connect(lambda: self.command(Act.TOGGLE_PAUSE))
        self._right = QStackedWidget()
        self._column = self._build_side()
        self._right.addWidget(self._column)
        self._right.addWidget(self._big)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        row.addWidget(self._stage, 62)
        row.addWidget(self._right, 38)
        figure = QWidget()
        figure.setLayout(row)
        self._dosage = DosagePanel()
        self._dosage.changed.connect(self._show_earlier)
        self._body = QStackedWidget()
        self._body.addWidget(figure)
        self._body.addWidget(self._dosage)

        self._bottom = QStackedWidget()
        self._bottom.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bottom.addWidget(self._build_bar(cache))
        self._bottom.addWidget(self._build_stop())
        self._bottom.addWidget(self._build_answers())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        self._upper = QVBoxLayout()
        self._upper.setContentsMargins(*MARGINS)
        self._upper.setSpacing(18)
        self._upper.addWidget(self._header)
        self._upper.addWidget(self._body, 1)
        page.addLayout(self._upper, 1)
        page.addWidget(self._bottom)
        self._mini_bar = self._build_mini_bar()
        page.addWidget(self._mini_bar)

    def _build_side(self) -> "SideColumn":
        self._name = FittedText(32, QFont.Weight.Bold, lines=2)
        self._ring = Ring()
        self._rep = FittedText(17, QFont.Weight.Medium, flags=Qt.AlignmentFlag.AlignCenter)
        self._dots = Dots()
        self._steps = Steps()
        return SideColumn(self._name, self._ring, self._rep, self._dots, self._steps)

    def _build_bar(self, cache: PictureCache) -> QWidget:
        texts = {
            Act.BACK: (self.tr("Back"), "←", ""),
            Act.TOGGLE_PAUSE: (self.tr("Pause"), self.tr("Space"), "primary"),
            Act.SKIP: (self.tr("Skip"), "→", ""),
            Act.EXTEND: (self.tr("+10 s"), "↑", ""),
            Act.CHANGE_DOSAGE: (self.tr("Hold, reps"), "H", ""),
            Act.DONE: (self.tr("Done"), self.tr("Enter"), ""),
            Act.EASE_OFF: (self.tr("Too much today"), "E", ""),
            Act.ASK_STOP: (self.tr("Stop"), self.tr("Esc"), ""),
        }
        self._buttons: dict[Act, KeyButton] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for act, (text, key, kind) in texts.items():
            made = KeyButton(text, key, kind)
            made.clicked.connect(lambda _=False, act=act: self.command_by_mouse(act))
            row.addWidget(made, made.sizeHint().width() * (2 if kind else 1))
            self._buttons[act] = made
        self._buttons[Act.EXTEND].setAccessibleName(self.tr("Ten seconds more"))
        self._buttons[Act.CHANGE_DOSAGE].setAccessibleName(self.tr("Change hold, repetitions and sets"))
        self._next_title = FittedText(13, soft=True, flags=Qt.AlignmentFlag.AlignBottom)
        self._next = FittedText(17, QFont.Weight.DemiBold, lines=2, flags=Qt.AlignmentFlag.AlignTop)
        self._thumb = Picture(cache)
        self._thumb.setFixedSize(THUMB)
        thumb = QVBoxLayout()
        thumb.addWidget(self._thumb)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._next_title)
        words.addWidget(self._next)
        following = QHBoxLayout()
        following.addLayout(words, 1)
        following.addWidget(frame("stage", thumb, 0))
        bar = QHBoxLayout()
        bar.setSpacing(32)
        bar.addLayout(row, 70)
        bar.addLayout(following, 30)
        bottom = frame("bar", bar)
        bar.setContentsMargins(28, 14, 28, 14)
        return bottom

    def _build_mini_bar(self) -> QWidget:
        """What a small window has room for."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._mini_pause = button("", "primary", lambda: self.command_by_mouse(Act.TOGGLE_PAUSE))
        skip = button(self.tr("Skip"), "", lambda: self.command_by_mouse(Act.SKIP))
        usual = button(self.tr("Full window"), "", lambda: self.show_view(View.USUAL))
        for made in (self._mini_pause, skip, usual):
            made.setStyleSheet(
                "font-size: 16px; padding: 8px 4px;"
            )  # as small as the window, however large the text
            row.addWidget(made, 1)
        bar = frame("bar", row)
        row.setContentsMargins(8, 6, 8, 6)
        bar.hide()
        return bar

    def command_by_mouse(self, act: Act) -> None:
        """A click on a button of the bar."""
        self._idle.start()
        if self._controller:
            self._acts[act]()

    def _build_stop(self) -> QWidget:
        self._keep = KeyButton(self.tr("Keep what was done"), self.tr("Enter"), "primary")
        self._discard = KeyButton(self.tr("Discard"), "X")
        self._go_on = KeyButton(self.tr("Go on"), self.tr("Esc"))
        self._keep.clicked.connect(lambda: self._stop(keep=True))
        self._discard.clicked.connect(lambda: self._stop(keep=False))
        self._go_on.clicked.connect(self._close_question)
        shortcut = QShortcut(QKeySequence("X"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._press_discard)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(self.tr("Stop here? The session waits."), "heading", wrap=True), 1)
        for made in (self._keep, self._discard, self._go_on):
            row.addWidget(made)
        bar = frame("bar", row)
        row.setContentsMargins(28, 14, 28, 14)
        return bar

    def _build_answers(self) -> QWidget:
        words = {
            Answer.FOR_THIS_SESSION: (self.tr("For this session"), self.tr("Enter"), "primary"),
            Answer.FROM_NOW_ON: (self.tr("From now on"), "N", ""),
            Answer.FILL_EARLIER: ("", "B", ""),
            Answer.CANCEL: (self.tr("Cancel"), self.tr("Esc"), ""),
        }
        self._do_answer: Mapping[Answer, Callable[[], object]] = {
            Answer.FOR_THIS_SESSION: self.for_this_session,
            Answer.FROM_NOW_ON: self.from_now_on,
            Answer.FILL_EARLIER: self.fill_earlier,
            Answer.CANCEL: self.cancel_dosage,
        }
        self._answers: dict[Answer, KeyButton] = {}
        row = QHBoxLayout()
        row.setSpacing(12)
        for answer, (text, key, kind) in words.items():
            made = KeyButton(text, key, kind)
            made.clicked.connect(self._do_answer[answer])
            row.addWidget(made, 3 if kind else 2)
            self._answers[answer] = made
        bar = frame("bar", row)
        row.setContentsMargins(28, 14, 28, 14)
        return bar

    def _shortcuts(
        self, keys: Mapping[Named, tuple[str, ...]], do: Callable[[Named], None]
    ) -> tuple[QShortcut, ...]:
        """The keys of this page, which no other page has."""
        made = []
        for name, key in ((name, key) for name, several in keys.items() for key in several):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(name is Act.EXTEND)
            shortcut.activated.connect(partial(do, name))
            made.append(shortcut)
        return tuple(made)

    def _is_button(self, focused: QWidget | None) -> TypeGuard[QAbstractButton]:
        """Whether the keys that press a button mean this one, which Tab led to."""
        known = isinstance(focused, KeyButton) or focused is self._to_pages
        return known and focused is not None and focused.hasFocus()

    # How much of an exercise

    @property
    def _asks_dosage(self) -> bool:
        return self._bottom.currentIndex() == DOSAGE

    def change_dosage(self) -> None:
        """Wait, and ask how much of this exercise it shall be; a small window becomes the usual one meanwhile."""
        controller = self._controller
        if controller is None or self._asks_dosage:
            return
        self._goes_on = not controller.waits
        controller.pause()
        self._before_dosage = self.view
        if self.view is View.MINI:
            self.show_view(View.USUAL)
        self._bottom.setCurrentIndex(DOSAGE)
        self._body.setCurrentIndex(1)
        self._bottom.show()
        self._listen(answers=True)
        self._dosage.ask(
            Question(
                controller.exercise,
                controller.dosage,
                controller.other_dosages,
                self._effect,
                self.tr("Then the session goes on, after three seconds.")
                if self._goes_on
                else self.tr("The session waits afterwards; Space goes on."),
            )
        )
        self._show_earlier()
        self.setFocus()

    def for_this_session(self) -> None:
        """What the numbers say counts from here to the end of the session."""
        self._answer(lasting=False)

    def from_now_on(self) -> None:
        """The same, and the settings keep it for every session to come."""
        self._answer(lasting=True)

    def fill_earlier(self) -> None:
        """Put the numbers back to what they were; it counts once it is answered for how long."""
        if earlier := self._dosage.earlier:
            self._dosage.fill(earlier)
        self._dosage.setFocus()

    def cancel_dosage(self) -> None:
        """Leave everything as it is."""
        self._close_dosage(go_on=True)

    def _answer(self, *, lasting: bool) -> None:
        controller = self._controller
        if controller is None:
            return
        self._dosage.settle()
        dosage, before = self._dosage.dosage, controller.dosage
        if lasting:
            override = controller.override_for(dosage)
            settings = self._store.settings.with_override(controller.exercise.id, override)
            self._store.set_settings(settings)
        if dosage != before or lasting:
            controller.set_dosage(dosage)
            said = self._changed_words(controller, lasting=lasting)
            self._close_dosage(go_on=True)
            self._noted.say(said)
            announce(self, said)
        else:
            self._close_dosage(go_on=True)

    def _changed_words(self, controller: SessionController, *, lasting: bool) -> str:
        text = self.tr("From now on %1. Done at %2.") if lasting else self.tr("Now %1. Done at %2.")
        amount = wording.dosage(controller.exercise, controller.dosage)
        left_s = controller.session.session_remaining_s(controller.now())
        return wording.filled(text, amount, self._end(controller, left_s))

    def _end(self, controller: SessionController, left_s: float) -> str:
        """When a session with so many seconds left is done, once it is answered how much it shall be."""
        leads_in = self._goes_on and controller.session.state is State.PAUSED
        return wording.clock(controller.finish_time(left_s + LEAD_S * leads_in))

    def _answer_by_key(self, answer: Answer) -> None:
        focused = self.focusWidget()
        if answer is Answer.FOR_THIS_SESSION and self._is_button(focused):
            focused.click()
        else:
            self._do_answer[answer]()

    def _close_dosage(self, *, go_on: bool = False) -> None:
        if not self._asks_dosage:
            return
        self._bottom.setCurrentIndex(BAR)
        self._body.setCurrentIndex(0)
        self._bottom.setVisible(self.view is View.USUAL)
        self._listen(answers=False)
        if self._before_dosage is View.MINI:
            self.show_view(View.MINI)
        if self.isVisible():  # else another page has the focus
            self.setFocus()
        if go_on and self._goes_on and self._controller:
            self._controller.start()

    def _listen(self, *, answers: bool) -> None:
        """To the keys that answer how much, or to those of every command."""
        for shortcut in self._answer_keys:
            shortcut.setEnabled(answers)
        for shortcut in self._command_keys:
            shortcut.setEnabled(not answers)

    def _show_earlier(self) -> None:
        """What one press would bring back."""
        earlier, made = self._dosage.earlier, self._answers[Answer.FILL_EARLIER]
        made.setEnabled(earlier is not None)
        if self._controller:
            exercise = replace(self._controller.exercise, sides=Sides.BOTH)  # the sides are no part of it
            amount = wording.dosage(exercise, earlier or self._dosage.dosage)
            made.setText(self.tr("Back to %1").replace("%1", amount))

    def _effect(self, dosage: Dosage) -> str:
        """What another dosage does to the end of the session."""
        controller = self._controller
        if controller is None:
            return ""
        left_s = controller.session.session_remaining_s(controller.now())
        then_s = controller.remaining_with(dosage)
        before, after = (self._end(controller, seconds) for seconds in (left_s, then_s))
        if (more_s := round(then_s - left_s)) == 0:
            return self.tr("As it is now: done at %1").replace("%1", after)
        longer, shorter = self.tr("%1 longer: done at %2"), self.tr("%1 shorter: done at %2")
        if before != after:
            longer = self.tr("%1 longer: done at %2 instead of %3")
            shorter = self.tr("%1 shorter: done at %2 instead of %3")
        much = abs(more_s)
        told = wording.seconds(much) if much < EXACT_S else wording.minutes(much)
        return wording.filled(longer if more_s > 0 else shorter, told, after, before)

    # Stopping

    def _answer_stop(self, act: Act) -> None:
        if act is Act.DONE:
            self._stop(keep=True)
        elif act in (Act.ASK_STOP, Act.TOGGLE_PAUSE):
            self._close_question()

    def _press_discard(self) -> None:
        if self._bottom.currentIndex() == STOP:
            self._discard.click()

    def _close_question(self) -> None:
        self._bottom.setCurrentIndex(BAR)
        self.setFocus()
        if self._controller:
            self._controller.start()

    def _stop(self, *, keep: bool) -> None:
        if self._controller:
            self._controller.stop(keep=keep)

    def _detach(self) -> None:
        self._before_dosage = View.USUAL
        self._close_dosage()
        self.show_view(View.USUAL)
        self._ticker.stop()
        self._controller = None

    # Showing

    def _on_event(self, event: Event) -> None:
        announce(self, self._announcement(event))
        match event:
            case PhaseEnded(outcome=Outcome.EASED, phase=phase):
                self._noted.say(self._easier_words(phase))
            case PhaseStarted(phase=phase):
                self._close_dosage()
                if phase.kind is PhaseKind.PREPARE:
                    self._output.look()
                else:
                    self._noted.hide()
            case CueDue() if not theme.reduced_motion(self._store.settings):
                self._ring.pulse()
            case Paused(reason=reason):
                self._stalled = reason is PauseReason.STALL

    def _announcement(self, event: Event) -> str:
        """What a screen reader should say of an event; empty if nothing."""
        match event:
            case PhaseStarted(phase=phase):
                words = [wording.phase(phase.kind)]
                if phase.kind is PhaseKind.PREPARE:
                    words.append(self._exercise(phase).text.name)
                if phase.kind is not PhaseKind.REST:
                    words.append(wording.side_phrase(phase.side))
                words.append(
                    self.tr("Enter when done") if phase.manual else wording.seconds(phase.duration_s)
                )
                return ", ".join(words)
            case PhaseExtended(phase=phase):
                return self.tr("%1 now").replace("%1", wording.seconds(phase.duration_s))
            case Paused(reason=PauseReason.STALL):
                return self.tr("Paused, the computer slept")
            case Paused():
                return self.tr("Paused")
            case Resuming():
                return self.tr("Going on in three seconds")
            case SessionFinished(stopped=stopped):
                return self.tr("Session ended") if stopped else self.tr("Session done")
        return ""

    def _on_settings(self) -> None:
        if self._controller:
            self._easier = self._easier_first(self._controller)

    def _on_minute(self) -> None:
        """A session that waits is done a minute later."""
        self._shown = None
        self._show_moment()
        if self._asks_dosage:
            self._dosage.refresh()

    def _on_output(self, output: Output | None) -> None:
        self._muted = wording.output_problem(output)
        if self._controller:
            self._show_warnings(self._controller)

    def _show_warnings(self, controller: SessionController) -> None:
        short, long = [], []
        if self._store.settings.sound and (problem := controller.sound_problem):
            short.append(self.tr("No sound"))
            long.append(problem)
        elif self._store.settings.sound and self._muted:
            short.append(self.tr("Muted"))
            long.append(self._muted)
        if controller.screen_may_sleep:
            short.append(self.tr("The screen may go dark"))
            long.append(self.tr("This desktop does not let programs keep the screen on."))
        self._count.setVisible(not short or self.width() >= theme.px(WIDE_PX))
        self._warnings.setText(" · ".join(short))
        self._warnings.setToolTip("\n".join(long))

    def _easier_first(self, controller: SessionController) -> frozenset[str]:
        """For the person's situation, for a bad day, or because it was too much last time."""
        exercises, having = controller.exercises, self._store.settings.conditions
        adapted = {
            e.exercise
            for e in controller.routine.entries
            if controller.routine.bad_day or variant(exercises[e.exercise], having)[0] is Variant.EASIER
        }
        return eased_last_time(self._store.recent) | adapted

    def _easier_words(self, phase: Phase) -> str:
        easier = wording.fill(self._exercise(phase).text.easier, phase.side)
        return self.tr("Noted. Next time the easier form comes first: %1").replace("%1", easier)

    def _exercise(self, phase: Phase) -> Exercise:
        """The exercise as it was when the session began: it may be changed or deleted meanwhile."""
        return self._exercises[phase.exercise]

    def _show_phase(self) -> None:
        """Everything that changes with the phase or the state."""
        if self._controller is None:
            return
        session, phase = self._controller.session, self._controller.session.phase
        if not self._controller.waits:  # as the tray can have it
            self._close_dosage()
            self._bottom.setCurrentIndex(BAR)
        exercise = self._exercise(phase)
        entries = self._controller.routine.entries
        self._routine.setText(self._controller.routine.name)
        count = (
            self.tr("exercise %1 of %2").replace("%1", str(phase.entry + 1)).replace("%2", str(len(entries)))
        )
        self._count.setText(count)
        self._show_warnings(self._controller)
        self._name.setText(exercise.text.name)
        self._column.arrange()
        self._rep.setText(rep_line(session, exercise))
        self._dots.show_groups(list(dots(session)))
        self._show_stage(session, exercise)
        self._show_next(entries, phase)
        pause = self._buttons[Act.TOGGLE_PAUSE]
        for made in (pause, self._mini_pause):
            made.setText(self.tr("Go on") if self._controller.waits else self.tr("Pause"))
        self._buttons[Act.DONE].setVisible(phase.manual)
        self._run_ticker()
        self._shown = None
        self._show_moment()

    def _show_stage(self, session: Session, exercise: Exercise) -> None:
        phase = session.phase
        still = theme.reduced_motion(self._store.settings)
        name = {
            PhaseKind.PREPARE: "start" if still else "motion",
            PhaseKind.SWITCH: "start" if still else "motion",
            PhaseKind.REST: "start",
            PhaseKind.HOLD: "hold",
            PhaseKind.REPETITION: "hold" if still else "motion",
        }[phase.kind]
        picture = self._picture(exercise, name)
        if phase.kind is PhaseKind.PREPARE and exercise.id in self._easier:
            easier = self._picture(exercise, "easier")
            picture, name = (easier, "easier") if easier else (picture, name)
        self._stage.picture.show_picture(picture, mirrored=phase.side is Side.LEFT, moving=name == "motion")
        self._stage.picture.freeze(frozen=self._waits)
        self._stage.picture.prefetch(self._picture(exercise, "hold"))
        self._stage.side.show_side(phase.side)
        felt = wording.fill(exercise.text.felt, phase.side)
        self._stage.feel.say(self.tr("Feel it: %1").replace("%1", felt))

    def _show_next(self, entries: tuple[Entry, ...], phase: Phase) -> None:
        if phase.entry + 1 >= len(entries):
            self._next_title.setText(self.tr("Then"))
            self._next.setText(self.tr("You are done"))
            self._thumb.show_picture(None)
            return
        entry = entries[phase.entry + 1]
        exercise = entry.of(self._exercises)
        amount = wording.dosage(exercise, dosage_for(entry, exercise, self._store.settings))
        self._next_title.setText(self.tr("Next"))
        self._next.setText(f"{exercise.text.name}, {amount}")
        self._thumb.show_picture(self._picture(exercise, "hold"))
        self._stage.picture.prefetch(self._picture(exercise, "start"))

    @property
    def _waits(self) -> bool:
        return self._controller is not None and self._controller.waits

    def _picture(self, exercise: Exercise, name: str) -> Path | None:
        return self._store.catalogue.picture(exercise.id, name)

    def _run_ticker(self) -> None:
        controller = self._controller
        session = controller.session if controller else None
        if controller and controller.session.next_deadline() is not None and self.isVisible():
            self._ticker.start(self._wait_ms(controller))
        else:
            self._ticker.stop()
        if not (controller and controller.waits and self.isVisible()):
            self._minute.stop()
        elif not self._minute.started:
            self._minute.start()
        if not (session and session.state is State.RUNNING and self.isVisible()):
            self._idle.stop()
        elif not self._idle.isActive():
            self._idle.start()

    def _on_tick(self) -> None:
        self._show_moment()
        if self._controller:
            self._ticker.start(self._wait_ms(self._controller))

    def _wait_ms(self, controller: SessionController) -> int:
        """Until the ring moves on; or until the digits change, if that is about as soon."""
        step = self._frame_ms(controller.session)
        digits = math.ceil(left_s(controller.session, controller.now()) % 1 * 1000)
        return digits if 0 < digits < 1.5 * step else step

    def _frame_ms(self, session: Session) -> int:
        if theme.reduced_motion(self._store.settings):
            return STILL_FRAME_MS
        if self._paced(session):
            return FRAME_MS
        if session.phase.kind is PhaseKind.HOLD:
            return HOLD_FRAME_MS
        return min(SLOW_FRAME_MS, max(FRAME_MS, round(session.phase.duration_s * 1000 / RING_STEPS)))

    def _show_moment(self) -> None:
        """The ring, many times a second; the rest when there is something else to read."""
        if self._controller is None:
            return
        session, now = self._controller.session, self._controller.now()
        read = self._read(session, now)
        if read == self._shown:
            self._ring.fill(fraction_of(session, now))
        else:
            self._shown = read
            self._show_second(session, now, self._moment(session, now))
        self._ring.show_breath(self._breath(session, now))

    def _read(self, session: Session, now: float) -> tuple[object, ...]:
        """What decides on the words: as long as it is the same, so are they."""
        phase, elapsed_s = session.phase, session.elapsed_s(now)
        part: tuple[object, ...] = ()
        if phase.kind is PhaseKind.REPETITION and not phase.manual:
            word, seconds = self._tempo(phase, elapsed_s)
            part = (word, rounded_up(seconds))
        elif self._paced(session):
            part = (breath(elapsed_s)[1],)
        elif phase.manual:
            part = (int(elapsed_s),)
        return (rounded_up(left_s(session, now)), *part)

    def _show_second(self, session: Session, now: float, moment: Moment) -> None:
        """Everything that changes with the seconds."""
        if self._controller is None:
            return
        tokens = theme.current()
        kind = session.phase.kind
        self._ring.show_state(
            fraction=moment.fraction,
            word=moment.word,
            digits=moment.digits,
            below=moment.below,
            accent=tokens.of(kind),
            accent_ink=tokens.ink_of(kind),
        )
        self._big.show_state(
            word=moment.word,
            digits=moment.digits,
            side=session.phase.side,
            accent_ink=tokens.ink_of(kind),
        )
        phase = session.phase
        done = session.elapsed_s(now) / phase.duration_s if phase.duration_s else 1.0
        self._ribbon.show_segments(list(segments(session, now)))
        self._steps.show_steps(*self._step_lines(phase, min(done, 0.999)))
        left = session.session_remaining_s(now)
        finish = self.tr("done at %1").replace("%1", wording.clock(self._controller.finish_time()))
        self._finish.setText(f"{finish}  ·  " + self.tr("%1 left").replace("%1", wording.minutes(left)))

    def _moment(self, session: Session, now: float) -> Moment:
        """What ring and digits say now."""
        phase = session.phase
        left = session.remaining_s(now)
        fraction = fraction_of(session, now)
        word, below = (
            wording.phase(phase.kind),
            self.tr("of %1").replace("%1", wording.seconds(phase.duration_s)),
        )
        digits = str(rounded_up(left))
        if session.state is State.LEAD_IN:
            return Moment(
                fraction,
                self.tr("Going on in"),
                str(rounded_up(session.lead_s(now))),
                self.tr("%1 left").replace("%1", wording.seconds(math.ceil(left))),
            )
        if phase.manual:
            word, digits = wording.phase(phase.kind), str(phase.rep)
            below = self.tr("Enter when done")
        elif phase.kind is PhaseKind.REPETITION:
            word, seconds = self._tempo(phase, session.elapsed_s(now))
            digits = str(rounded_up(seconds))
            below = wording.side_phrase(phase.side)
        elif self._paced(session):
            _, inhaling = breath(session.elapsed_s(now))
            below = self.tr("breathe in") if inhaling else self.tr("breathe out")
        if self._waits:
            word = self.tr("Paused")
            below = self.tr("the computer slept") if self._stalled else self.tr("Space goes on")
        return Moment(fraction, word, digits, below)

    def _paced(self, session: Session) -> bool:
        """Whether this moment has a pace to breathe by."""
        holds = session.phase.kind is PhaseKind.HOLD and session.state is State.RUNNING
        return holds and self._store.settings.breathing

    def _breath(self, session: Session, now: float) -> float | None:
        """How full the disc in the ring is; the words alone where nothing is to move."""
        if not self._paced(session) or theme.reduced_motion(self._store.settings):
            return None
        return breath(session.elapsed_s(now))[0]

    def _tempo(self, phase: Phase, elapsed_s: float) -> tuple[str, float]:
        """The part of a repetition that runs, and the seconds left of it."""
        exercise = self._exercise(phase)
        lowering = phase.duration_s - phase.lower_s
        if elapsed_s < exercise.lift_s:
            return self.tr("Up"), exercise.lift_s - elapsed_s
        if elapsed_s < lowering:
            return self.tr("Hold"), lowering - elapsed_s
        return self.tr("Let go"), phase.duration_s - elapsed_s

    def _step_lines(self, phase: Phase, done: float) -> tuple[tuple[str, ...], int]:
        """The steps to show and which of them is current."""
        exercise = self._exercise(phase)
        text = exercise.text
        steps = [wording.position(exercise.position) + ".", *text.steps]
        if caution := wording.caution(exercise, self._store.settings.conditions):
            steps.insert(1, caution)
        elif exercise.id in self._easier and text.easier:
            steps.insert(1, self.tr("Easier form: %1").replace("%1", text.easier))
        lines = tuple(wording.fill(s, phase.side) for s in (*steps, text.breathing))
        if phase.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH):
            return lines, int(done * len(steps))
        return lines, len(lines) - 1 if phase.kind is PhaseKind.REST or done > 0.3 else len(steps) - 1
