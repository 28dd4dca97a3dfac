"""The guided session: figure, side, phase and seconds, readable from the mat; every command on one key."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.events import CueDue, Event, PhaseStarted
from hipstretch.core.one_press import Way
from hipstretch.core.timeline import PhaseKind
from hipstretch.core.transitions import State
from hipstretch.qt import sound_words
from hipstretch.qt.clock import Minute
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.sound.output import Output, OutputLook
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import FittedText
from hipstretch.ui.widgets.pictures import PictureCache

from .big_clock import BigClock
from .controls import CommandBar, MiniBar, StopBar, is_tabbed_button
from .dosage_question import DosageQuestion
from .dots import Dots
from .far_view import OtherScreen
from .figure import next_view, show_pictures
from .gear import Gear
from .header import Header
from .keys import ANSWERS, ENDINGS, KEYS, MEDIA_KEYS, PRESSED, Act, Answer
from .presenter import Presenter
from .ring import Ring
from .session_view import PhaseView, SecondView
from .shortcuts import Shortcuts
from .side_column import SideColumn
from .stage import Stage
from .steps import Steps
from .switches import Switches
from .upper import GAP_PX, SIDE, STAGE, Upper
from .view_mode import View

IDLE_MS = 10_000
"""So long without a key or the mouse, and a session may become large by itself."""
FIGURE, NUMBERS = range(2)
"""What lies in the middle: the picture with the digits, or the numbers of a dosage."""
COMMANDS, STOP, ANSWER = range(3)
"""What lies at the bottom: the commands, the question whether to stop, or the answers to how much."""


class SessionPage(QWidget):
    """Shows a SessionController, as its Presenter says, and passes on what the person presses."""

    view_changed, pages_wanted = Signal(View), Signal()
    """How it is seen; and the person wants to look at something else, while the session waits."""

    def __init__(self, stores: Stores, cache: PictureCache, output: OutputLook) -> None:
        super().__init__()
        self.setObjectName("page")
        self._stores = stores
        self._output = output
        output.found.connect(self._on_output)
        stores.catalogue.changed.connect(self._on_change)
        stores.notices.changed.connect(self._on_change)
        self._controller: SessionController | None = None
        self._presenter: Presenter | None = None
        self._muted = ""
        """That the computer is muted, in words."""
        self._acts: Mapping[Act, Callable[[], object]] = {}
        """What each act does, as long as there is a session."""
        self.view = View.USUAL
        self._before_dosage = View.USUAL
        self._shown: tuple[PhaseView, SecondView] | None = None
        self._ticker = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._ticker.timeout.connect(self._on_tick)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._on_idle)
        self._minute = Minute(self, stores.clock)
        self._minute.turned.connect(self._on_minute)
        self._switches = Switches(stores.settings, self._note)
        self._other_screen = OtherScreen(cache, stores.catalogue, self.command, self)
        self._gear = Gear(stores.settings, self.command_by_mouse, self._other_screen.toggle, self)
        self._dosage = DosageQuestion(stores.settings, cache, self)
        self._dosage.closed.connect(self._on_dosage_closed)
        self._dosage.said.connect(self._on_said)
        self._build(cache)
        self._command_keys = Shortcuts(self, KEYS, self.command)
        self._media_keys = Shortcuts(self, MEDIA_KEYS, partial(self.command, media=True))
        self._answer_keys = Shortcuts(self, ANSWERS, self._answer_by_key)
        self._listen(answers=False)

    def attach(self, controller: SessionController) -> None:
        """Show this session from now on."""
        self._dosage.close()
        self._controller = controller
        self._presenter = Presenter(controller, theme.reduced_motion, self._stores.notices.from_now_on())
        self._presenter.muted = self._muted
        self._acts = self._acts_on(controller)
        controller.happened.connect(self._on_event)
        controller.changed.connect(self._on_change)
        controller.finished.connect(self._detach)
        self._bottom.setCurrentIndex(COMMANDS)
        self._on_change()
        self.setFocus()

    def _detach(self) -> None:
        self._before_dosage = View.USUAL
        self._gear.close()
        self._dosage.close()
        self.show_view(View.USUAL)
        self._other_screen.close()
        self._ticker.stop()
        self._controller = self._presenter = None

    # Commands

    def command(self, act: Act, *, media: bool = False) -> None:
        """Do what a key of this page stands for; what a media key does may have come from the desktop before."""
        self._idle.start()
        if self._controller is None or (media and not self._controller.counts(PRESSED[act], Way.WINDOW)):
            return
        focused = self.focusWidget()
        if act is Act.DONE and is_tabbed_button(focused):  # Space means the same wherever the focus is
            focused.click()
        elif self._bottom.currentIndex() == STOP:
            self._answer_stop(act)
        else:
            self._acts[act]()

    def command_by_mouse(self, act: Act) -> None:
        """A click on a button of the bar."""
        self._idle.start()
        if self._controller:
            self._acts[act]()

    def _acts_on(self, controller: SessionController) -> Mapping[Act, Callable[[], object]]:
        return {
            Act.TOGGLE_PAUSE: controller.toggle_pause,
            Act.SKIP: controller.skip,
            Act.BACK: controller.back,
            Act.NEXT_EXERCISE: controller.next_exercise,
            Act.EXTEND: controller.extend,
            Act.EASE_OFF: controller.ease_off,
            Act.UNDO: controller.undo,
            Act.DONE: controller.done,
            Act.CHANGE_DOSAGE: self.change_dosage,
            Act.ASK_STOP: self.ask_stop,
            Act.TOGGLE_DISTANCE: self.toggle_distance,
            Act.TOGGLE_MINI: self.toggle_mini,
            Act.TURN_PICTURE: self.turn_picture,
            Act.TOGGLE_VOICE: self._switches.voice,
            Act.TOGGLE_SOUND: self._switches.sound,
            Act.GEAR: partial(self._gear.open, controller),
        }

    def _go_to(self, entry: int) -> None:
        if self._controller:
            self._controller.go_to(entry)

    def wait(self) -> None:
        """Pause, if the session runs."""
        if self._controller:
            self._controller.pause()

    def leave(self) -> None:
        """Wait, and take the usual room, because another page is to be shown; numbers that are typed stay."""
        self.show_view(View.USUAL)
        self._before_dosage = View.USUAL
        if self._bottom.currentIndex() == STOP:
            self._bottom.setCurrentIndex(COMMANDS)
        self.wait()

    def turn_picture(self) -> None:
        """Show this exercise from elsewhere, the next of its photos, or as usual again."""
        if self._presenter and self._stage.can_turn:
            wish = self._presenter.view().phase.picture
            self._presenter.turn(next_view(self._stores.catalogue.current, wish))
            self._show()
        else:
            self._note(tr("This picture has no other view"))

    # How much of the screen

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
        self._stage.show_words(shown=view is not View.MINI, side=usual)
        self._stage.show_controls(shown=view is View.DISTANCE)
        self._big.worded = view is View.DISTANCE
        self._upper.fit(self.height(), self.view)
        self._bottom.setVisible(usual or self._dosage.is_open)
        self._right.setCurrentIndex(0 if usual else 1)
        self._right.setMinimumSize(*((1, 1) if view is View.MINI else (0, 0)))  # 0: as its pages want it
        self.view_changed.emit(view)
        self.setFocus()
        self._on_change()

    def _on_double_click(self) -> None:
        """Large, or as usual again; the pause that the first click made ends."""
        self.show_view(View.DISTANCE if self.view is View.USUAL else View.USUAL)
        if self._controller:
            self._controller.resume()

    def _on_idle(self) -> None:
        """Nobody touched anything for a while: whoever follows lies on the mat."""
        asking = self._bottom.currentIndex() != COMMANDS or QApplication.activeModalWidget()
        running = self._controller is not None and self._controller.session.state is State.RUNNING
        if self._stores.settings.current.distance_auto and running and not asking and self.view is View.USUAL:
            self.show_view(View.DISTANCE)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the page, so that every key is a command; to the numbers if they are asked for."""
        if self._dosage.is_open:
            self._dosage.panel.setFocus(reason)
        else:
            super().setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is read from afar grows with the window."""
        super().resizeEvent(event)
        self._upper.fit(self.height(), self.view)
        for part in self.findChildren(QWidget):
            part.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Move only while it is seen."""
        super().showEvent(event)
        self._run_ticker()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while it is not."""
        super().hideEvent(event)
        for timer in (self._ticker, self._idle, self._minute):
            timer.stop()
        if self.window().isHidden():
            self._other_screen.close()

    # Building

    def _build(self, cache: PictureCache) -> None:
        self._header = Header()
        self._header.pages_wanted.connect(self.pages_wanted)
        self._header.said.connect(self._gear.say)
        self._stage = Stage(cache)
        self._stage.clicked.connect(lambda: self.command(Act.TOGGLE_PAUSE))
        self._stage.double_clicked.connect(self._on_double_click)
        self._stage.usual.clicked.connect(lambda: self.command_by_mouse(Act.TOGGLE_DISTANCE))
        self._stage.pause.clicked.connect(lambda: self.command_by_mouse(Act.TOGGLE_PAUSE))
        self._header.gear.clicked.connect(lambda: self.command_by_mouse(Act.GEAR))
        self._header.ribbon.clicked.connect(self._go_to)
        self._stage.undo.clicked.connect(lambda: self.command_by_mouse(Act.UNDO))
        self._stage.turn.clicked.connect(lambda: self.command_by_mouse(Act.TURN_PICTURE))
        self._big = BigClock()
        self._big.clicked.connect(lambda: self.command(Act.TOGGLE_PAUSE))
        self._name = FittedText(32, QFont.Weight.Bold, lines=2)
        self._ring = Ring()
        self._ring.pressed.connect(self.command_by_mouse)
        self._rep = FittedText(17, QFont.Weight.Medium, flags=Qt.AlignmentFlag.AlignCenter)
        self._dots = Dots()
        self._steps = Steps()
        self._column = SideColumn(self._name, self._ring, self._rep, self._dots, self._steps)
        self._right = QStackedWidget()
        self._right.addWidget(self._column)
        self._right.addWidget(self._big)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        row.addWidget(self._stage, STAGE)
        row.addWidget(self._right, SIDE)
        figure = QWidget()
        figure.setLayout(row)
        self._body = QStackedWidget()
        self._body.addWidget(figure)
        self._body.addWidget(self._dosage.panel)

        self._commands = CommandBar(self.command_by_mouse, cache)
        self._stop_bar = StopBar(
            keep=lambda: self._stop(keep=self._stop_bar.keeps),
            discard=partial(self._stop, keep=False),
            go_on=self._close_question,
        )
        Shortcuts(self, ENDINGS, self._stop_bar.press)
        self._bottom = QStackedWidget()
        self._bottom.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for bar in (self._commands, self._stop_bar, self._dosage.bar):
            self._bottom.addWidget(bar)
        self._mini_bar = MiniBar(self.command_by_mouse, lambda: self.show_view(View.USUAL))

        self._upper = Upper()
        self._upper.addWidget(self._header)
        self._upper.addWidget(self._body, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self._upper, 1)
        page.addWidget(self._bottom)
        page.addWidget(self._mini_bar)

    # How much of an exercise

    def _listen(self, *, answers: bool) -> None:
        """To the keys that answer how much, or to those of every command."""
        self._answer_keys.enable(on=answers)
        self._command_keys.enable(on=not answers)
        self._media_keys.enable(on=not answers)

    def change_dosage(self) -> None:
        """Wait, and ask how much of this exercise it shall be; a small window becomes the usual one meanwhile."""
        if self._controller is None or self._dosage.is_open:
            return
        find, exercise = self._stores.catalogue.current.picture, self._controller.exercise.id
        easier = find(exercise, "easier") if exercise in self._controller.easier else None
        picture = easier or find(exercise, "hold")
        self._dosage.ask(self._controller, picture, goes_on=self._gear.hand_over())
        self._before_dosage = self.view
        if self.view is View.MINI:
            self.show_view(View.USUAL)
        self._bottom.setCurrentIndex(ANSWER)
        self._body.setCurrentIndex(NUMBERS)
        self._bottom.show()
        self._listen(answers=True)
        self.setFocus()

    def _answer_by_key(self, answer: Answer) -> None:
        focused = self.focusWidget()
        if answer is Answer.FOR_THIS_SESSION and is_tabbed_button(focused):
            focused.click()
        else:
            self._dosage.press(answer)

    def _on_dosage_closed(self) -> None:
        self._bottom.setCurrentIndex(COMMANDS)
        self._body.setCurrentIndex(FIGURE)
        self._bottom.setVisible(self.view is View.USUAL)
        self._listen(answers=False)
        if self._before_dosage is View.MINI:
            self.show_view(View.MINI)
        if self.isVisible():  # else another page has the focus
            self.setFocus()

    def _on_said(self, text: str) -> None:
        self._note(text)
        announce(self, text)

    # Stopping

    def ask_stop(self) -> None:
        """Wait, and ask what should become of what was done. Large or small, come back to the usual window first."""
        if self.view is not View.USUAL:
            self.show_view(View.USUAL)
            return
        self.wait()
        self._bottom.setCurrentIndex(STOP)
        self._stop_bar.ask(self._controller, self._commands.buttons[Act.ASK_STOP])

    def _answer_stop(self, act: Act) -> None:
        if act is Act.DONE:
            self._stop_bar.keep.click()
        elif act in (Act.ASK_STOP, Act.TOGGLE_PAUSE):
            self._close_question()

    def _close_question(self) -> None:
        self._bottom.setCurrentIndex(COMMANDS)
        self.setFocus()
        if self._controller:
            self._controller.start()

    def _stop(self, *, keep: bool) -> None:
        if self._controller:
            self._controller.stop(keep=keep)

    # Showing

    def _on_event(self, event: Event) -> None:
        if self._presenter is None:
            return
        announce(self, self._presenter.announcement(event))
        self._presenter.on_event(event)
        match event:
            case PhaseStarted(phase=phase):
                self._dosage.close()
                if phase.kind is PhaseKind.PREPARE:
                    self._output.look()
            case CueDue() if not theme.reduced_motion(self._stores.settings.current):
                self._ring.pulse()

    def _on_change(self) -> None:
        """Phase, state, settings or pictures have changed."""
        if self._presenter is None or self._controller is None:
            return
        if not self._controller.waits:  # as the tray can have it
            self._gear.close()
            self._dosage.close()
            self._bottom.setCurrentIndex(COMMANDS)
        self._presenter.refresh()
        self._show()
        self._stage.show_undo(self._controller.undoes)
        self._run_ticker()

    def _on_minute(self) -> None:
        """A session that waits is done a minute later."""
        if self._presenter:
            self._presenter.refresh()
        self._show()
        self._dosage.refresh()

    def _on_output(self, output: Output | None) -> None:
        before, self._muted = self._muted, sound_words.output_problem(output)
        if self._presenter and self._muted != before:
            self._presenter.muted = self._muted
            self._presenter.refresh()
            self._show()

    def _note(self, text: str) -> None:
        if self._presenter:
            self._presenter.note(text)
            self._show()

    def _show(self) -> None:
        """The ring, many times a second; the rest when there is something else to read."""
        if self._presenter is None:
            return
        view = self._presenter.view()
        phase, second = self._shown or (None, None)
        self._shown = view.phase, view.second
        if view.phase is not phase:
            self._show_phase(view.phase)
        if view.second is not second:
            self._show_second(view.phase, view.second)
        self._ring.fill(view.fraction)
        self._ring.show_breath(view.breath)

    def _show_phase(self, phase: PhaseView) -> None:
        self._header.show_phase(phase)
        self._name.setText(phase.name)
        self._rep.setText(phase.place)  # the side stands on the picture
        self._rep.setAccessibleName(phase.rep)
        self._dots.show_groups(phase.dots, phase.side)
        self._column.fit(phase.steps)
        self._stage.show_phase(phase)
        self._commands.show_phase(phase)
        self._mini_bar.show_phase(phase)
        self._other_screen.show_phase(phase)
        show_pictures(self._stores.catalogue.current, phase, self._stage, self._commands.next_button.thumb)

    def _show_second(self, phase: PhaseView, second: SecondView) -> None:
        self._ring.show_state(phase.kind, second)
        self._big.show_state(phase, second)
        self._other_screen.show_second(phase, second)
        self._header.show_second(second)
        self._steps.show_steps(phase.steps, second.step)

    def _run_ticker(self) -> None:
        controller, presenter = self._controller, self._presenter
        if not (controller and presenter and self.isVisible()):
            self._ticker.stop()
            self._minute.stop()
            self._idle.stop()
            return
        if controller.session.next_deadline() is not None:
            self._ticker.start(presenter.next_change_ms())
        else:
            self._ticker.stop()
        if not controller.waits:
            self._minute.stop()
        elif not self._minute.started:
            self._minute.start()
        if controller.session.state is not State.RUNNING:
            self._idle.stop()
        elif not self._idle.isActive():
            self._idle.start()

    def _on_tick(self) -> None:
        self._show()
        if self._presenter:
            self._ticker.start(self._presenter.next_change_ms())
