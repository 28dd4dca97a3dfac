"""Asks in a session how much of the present exercise it shall be, and carries the answer out."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hipstretch.core.exercise import Dosage, Sides
from hipstretch.core.timeline import LEAD_IN_S
from hipstretch.core.transitions import State
from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.pictures import PictureCache

from .controls import AnswerBar
from .dosage_panel import DosagePanel, Question
from .keys import Answer
from .waiting import afterwards

EXACT_S = 120
"""A session that gets longer or shorter by less is told so in seconds."""


class DosageQuestion(QObject):
    """The panel with the numbers, the bar with the answers, and what they do to a session, which waits meanwhile.

    `closed` says that the question is gone, `said` what came of it, in a sentence.
    """

    closed = Signal()
    said = Signal(str)

    def __init__(self, settings: SettingsStore, cache: PictureCache, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._controller: SessionController | None = None
        self._goes_on = False
        """Whether the session goes on once it is answered."""
        self.panel = DosagePanel(cache)
        self.panel.changed.connect(self._show_earlier)
        self.bar = AnswerBar(self.press)

    @property
    def is_open(self) -> bool:
        """Whether it is asked."""
        return self._controller is not None

    def ask(self, controller: SessionController, picture: Path | None, *, goes_on: bool) -> None:
        """Have the session wait, and ask; `picture` is that of the exercise.

        `goes_on` if it waits already, but only until it is answered.
        """
        self._goes_on = goes_on or not controller.waits
        controller.pause()
        self._controller = controller
        self.panel.ask(
            Question(
                controller.exercise,
                controller.dosage,
                controller.other_dosages,
                lambda dosage: self._effect(controller, dosage),
                wording.in_a_row(tr("Paused."), afterwards(goes_on=self._goes_on)),
                picture,
                controller.session.phase.side,
            )
        )
        self._show_earlier()

    def press(self, answer: Answer) -> None:
        """Do what an answer stands for."""
        if self._controller is None:
            return
        if answer is Answer.FILL_EARLIER:
            if earlier := self.panel.earlier:
                self.panel.fill(earlier)
            self.panel.setFocus()
            return
        controller, said = self._controller, ""
        if answer is not Answer.CANCEL:
            said = self._carry_out(controller, lasting=answer is Answer.FROM_NOW_ON)
        self.close()
        if self._goes_on:
            controller.start()
        if said:
            self.said.emit(said)

    def refresh(self) -> None:
        """The time has moved on."""
        if self.is_open:
            self.panel.refresh()

    def close(self) -> None:
        """Leave everything as it is."""
        if self.is_open:
            self._controller = None
            self.closed.emit()

    def _carry_out(self, controller: SessionController, *, lasting: bool) -> str:
        """Let the numbers count for this session, or for all to come; what to say of it, empty if nothing changed."""
        self.panel.settle()
        dosage = self.panel.dosage
        if lasting:
            override = controller.override_for(dosage)
            settings = self._settings.current.with_override(controller.exercise.id, override)
            self._settings.save(settings)
        elif dosage == controller.dosage:
            return ""
        controller.set_dosage(dosage)
        text = tr("From now on {dosage}. Done at {time}.") if lasting else tr("Now {dosage}. Done at {time}.")
        left_s = controller.session.session_remaining_s(controller.now())
        return text.format(
            dosage=wording.dosage(controller.exercise, controller.dosage), time=self._end(controller, left_s)
        )

    def _end(self, controller: SessionController, left_s: float) -> str:
        """When a session with so many seconds left is done, once it is answered."""
        leads_in = self._goes_on and controller.session.state is State.PAUSED
        return wording.clock(controller.finish_time(left_s + LEAD_IN_S * leads_in))

    def _show_earlier(self) -> None:
        """What one press would bring back."""
        if self._controller is None:
            return
        earlier, made = self.panel.earlier, self.bar.buttons[Answer.FILL_EARLIER]
        made.setVisible(earlier is not None)
        exercise = replace(self._controller.exercise, sides=Sides.BOTH)  # the sides are no part of it
        amount = wording.dosage(exercise, earlier or self.panel.dosage)
        made.setText(tr("Back to {dosage}").format(dosage=amount))

    def _effect(self, controller: SessionController, dosage: Dosage) -> str:
        """When the session ends with another dosage, and how much sooner or later that is."""
        left_s = controller.session.session_remaining_s(controller.now())
        then_s = controller.remaining_with(dosage)
        before, after = (self._end(controller, seconds) for seconds in (left_s, then_s))
        if (more_s := round(then_s - left_s)) == 0:
            return tr("done at {time}  ·  {length} left").format(time=before, length=wording.left(left_s))
        longer, shorter = (
            tr("{length} longer: done at {time}"),
            tr("{length} shorter: done at {time}"),
        )
        if before != after:
            longer = tr("{length} longer: done at {time} instead of {before}")
            shorter = tr("{length} shorter: done at {time} instead of {before}")
        much = abs(more_s)
        length = wording.seconds(much) if much < EXACT_S else wording.minutes(much)
        return (longer if more_s > 0 else shorter).format(length=length, time=after, before=before)
