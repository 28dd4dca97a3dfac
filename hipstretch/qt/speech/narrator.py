"""Says what `core.speech` plans, in its windows; a cue always comes first."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer

from hipstretch import translation
from hipstretch.core import speech
from hipstretch.core.events import (
    CueDue,
    Event,
    Paused,
    PhaseExtended,
    PhaseStarted,
    Replanned,
    Resumed,
    Resuming,
    SessionFinished,
)
from hipstretch.core.exercise import Exercise, Text
from hipstretch.core.settings import Settings
from hipstretch.core.speech import Line, Topic
from hipstretch.core.timeline import Cue, Phase
from hipstretch.core.transitions import State
from hipstretch.data.sounds import lengths
from hipstretch.qt import wording
from hipstretch.translation import tr

from .voice import Voice

if TYPE_CHECKING:
    from hipstretch.qt.session_controller import SessionController

Words = TypeVar("Words")

MARGIN_S = 0.1
"""Silence before a cue: a voice is stopped so much earlier."""
AGAIN = (Topic.EXERCISE, Topic.SWITCH)
"""What is said once more when a session goes on after a pause."""


class Narrator(QObject):
    """The voice of one session at a time; silent while the settings say so.

    `voice` is asked for when first needed, `english_text` for an exercise where the voice speaks English instead.
    """

    def __init__(
        self, voice: Callable[[], Voice], sounds: Path, english_text: Callable[[Exercise], Text]
    ) -> None:
        super().__init__()
        self._voice = voice
        self._sounds = sounds
        self._english_text = english_text
        self._english: dict[str, Text] = {}
        """By exercise, what was asked for in this session: it is read from disk."""
        self._controller: SessionController | None = None
        self._lines: deque[Line] = deque()
        self._unsaid: Phase | None = None
        """The phase that had a line while the voice could not speak."""
        self._due = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self._speak)
        self._hush = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._hush.timeout.connect(self._silence)

    def attach(self, controller: "SessionController") -> None:
        """Speak for this session from now on."""
        self._controller = controller
        self._english.clear()
        self._unsaid = None
        controller.happened.connect(self._on_event)
        controller.settings_changed.connect(self._on_settings)

    def detach(self) -> None:
        """Be done with the session."""
        self._silence()
        self._due.stop()
        self._controller = None

    def when_ready(self, then: Callable[[], None]) -> None:
        """Call `then` as soon as the voice is warm, at once if nothing is to be said."""
        if self._controller and self._controller.settings.voice:
            voice = self._voice()
            voice.set_up(self._controller.settings)
            voice.when_ready(then)
        else:
            then()

    @property
    def _settings(self) -> Settings:
        return self._controller.settings if self._controller else Settings()

    def _on_event(self, event: Event) -> None:
        match event:
            case PhaseStarted():
                self._silence()
                self._plan(again=True)
            case PhaseExtended() | Replanned():
                self._plan(again=False)
            case Resumed():
                self._plan(again=True)
            case CueDue():
                self._silence()
            case Paused():
                self._silence()
                self._say(lambda: tr("Paused."))
            case Resuming():
                self._silence()
            case SessionFinished(stopped=stopped):
                self._silence()
                if self._settings.voice and not stopped:
                    voice, words = self._voice(), self._spoken(lambda: tr("Session done."))
                    rings_s = self._lengths().get(Cue.SESSION_DONE, 0.0)
                    QTimer.singleShot(round(rings_s * 1000), lambda: voice.say(words))

    def _on_settings(self) -> None:
        self._plan(again=False)

    def _lengths(self) -> speech.Lengths:
        settings = self._settings
        return lengths(self._sounds / settings.sound_theme) if settings.sound else {}

    def _plan(self, *, again: bool) -> None:
        """Note the lines of the running phase that are still to come."""
        self._lines.clear()
        controller, settings = self._controller, self._settings
        if controller is None or not settings.voice or controller.session.state is not State.RUNNING:
            self._due.stop()
            return
        session = controller.session
        gone_s = session.elapsed_s(controller.now())
        planned = speech.lines(
            session.timeline,
            session.phase.index,
            settings.voice_amount,
            self._lengths(),
            countdown=settings.voice_countdown,
        )
        self._lines.extend(
            line
            for line in planned
            if line.at_s >= gone_s or (again and line.topic in AGAIN and line.until_s > gone_s)
        )
        self._arm(gone_s)

    def _arm(self, gone_s: float) -> None:
        if self._lines:
            self._due.start(max(0, round((self._lines[0].at_s - gone_s) * 1000)))
        else:
            self._due.stop()

    def _speak(self) -> None:
        """Say the next line as fully as there is time for."""
        controller = self._controller
        if controller is None or not self._lines or controller.session.state is not State.RUNNING:
            return
        line = self._lines.popleft()
        gone_s = controller.session.elapsed_s(controller.now())
        room_s = line.until_s - MARGIN_S - gone_s
        entry = controller.routine.entries[line.phase.entry]
        exercise = controller.exercises[line.phase.exercise]
        voice = self._voice()
        easier = exercise.id in controller.easier
        if voice.spoken == translation.ENGLISH != translation.language():
            if exercise.id not in self._english:
                self._english[exercise.id] = self._english_text(exercise)
            exercise = replace(exercise, text=self._english[exercise.id])
        texts = self._spoken(lambda: wording.spoken(line, entry, exercise, self._settings, easier=easier))
        if text := next((t for t in texts if voice.takes_s(t) <= room_s), ""):
            if self._say(lambda: text):
                self._unsaid = None
                self._hush.start(round(room_s * 1000))
            else:
                self._unsaid = controller.session.phase
                voice.changed.connect(self._on_voice, Qt.ConnectionType.SingleShotConnection)
        self._arm(gone_s)

    def _on_voice(self) -> None:
        """A voice that could not speak may be able to now: what it should have said may still be in time."""
        if self._controller and self._unsaid == self._controller.session.phase:
            self._plan(again=True)

    def _say(self, words: Callable[[], str]) -> bool:
        settings = self._settings
        if not settings.voice:
            return False
        voice = self._voice()
        voice.set_up(settings)
        return voice.say(self._spoken(words))

    def _spoken(self, words: Callable[[], Words]) -> Words:
        """Words in the language that the voice speaks."""
        if self._voice().spoken != translation.ENGLISH:
            return words()
        with translation.in_english():
            return words()

    def _silence(self) -> None:
        self._hush.stop()
        if self._settings.voice:
            self._voice().stop()
