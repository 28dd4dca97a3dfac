"""What the computer's voice says, and how."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget

from hipstretch.core.settings import VoiceAmount
from hipstretch.qt.speech.voice import Voice
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label

from .rows import settings_grid, settings_row
from .section import Section


class VoiceSection(Section):
    """What the computer's voice says, and how."""

    def __init__(self, settings: SettingsStore, stack: QStackedWidget, voice: Callable[[], Voice]) -> None:
        super().__init__(settings, stack)
        self.head(
            self.tr("Voice"),
            self.tr("The computer's own voice says what comes, between the sounds and never over them."),
        )
        self._voice = voice
        self._is_open = False
        """Whether the voice was set up: not before it is used."""
        self.names.add("voice_name")
        on = self.tick("voice", self.tr("Speak (V in a session)"))
        on.toggled.connect(self._on_voice)
        grid = settings_grid(self.column)
        settings_row(grid, self.tr("Voice"), self.tr("Exercise, side and what comes next"), on)
        self.choice(
            grid,
            "voice_amount",
            self.tr("How much"),
            self.tr("What does not fit is shortened"),
            {
                VoiceAmount.SIDES: self.tr("Only the sides"),
                VoiceAmount.PHASES: self.tr("Exercise, side, what comes next"),
                VoiceAmount.STEPS: self.tr("The steps as well"),
            },
        )
        countdown = self.tick("voice_countdown", self.tr("Count the last three seconds"))
        settings_row(grid, self.tr("Last seconds"), self.tr("Beside the sounds"), countdown)
        self.voice_name = ChoiceField(self.tr("Which voice"), {"": self.tr("The usual one")})
        self.voice_name.activated.connect(lambda: self._settings.change(voice_name=self.voice_name.value))
        settings_row(grid, self.tr("Which voice"), self.tr("Those that this computer has"), self.voice_name)
        speed, loud = self.tr("Speed"), self.tr("Loudness")
        for name, words, more, step in (
            ("voice_speed", speed, self.tr("100 percent is the voice's own"), 10),
            ("voice_volume", loud, self.tr("On top of the computer's own"), 10),
        ):
            settings_row(grid, words, more, self.number(name, words, unit="%", step=step, whole=True))
        self.test = button(self.tr("Listen"), "", self._hear_voice)
        self.test.setAccessibleName(self.tr("Listen to the voice"))
        settings_row(grid, self.tr("Try it"), self.tr("A sentence of a session"), self.test)
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.column.addStretch()

    def opened(self) -> None:
        """Show the voices that there are, to whoever uses one."""
        if self._settings.current.voice:
            self._open_voice()

    def refresh(self) -> None:
        """Show the settings as they are."""
        super().refresh()
        self.test.setEnabled(self._settings.current.voice)
        if self._is_open:
            self._voice().set_up(self._settings.current)
            self._show_voice()

    def _on_voice(self, on: bool) -> None:
        if on:
            self._open_voice()

    def _hear_voice(self) -> None:
        voice = self._open_voice()
        words = self.tr("Figure four, lying. Left side. 3 times 30 seconds.")
        voice.when_ready(lambda: voice.say(words))

    def _open_voice(self) -> Voice:
        """The voice, set up, with its names and its problem on the page."""
        voice = self._voice()
        if not self._is_open:
            self._is_open = True
            voice.changed.connect(self._show_voice)
        voice.set_up(self._settings.current)
        self._show_voice()
        return voice

    def _show_voice(self) -> None:
        voice = self._voice()
        self.problem.setVisible(bool(voice.problem))
        self.problem.setText(voice.problem or "")
        wanted = ["", *voice.names()]
        if [self.voice_name.itemData(i) for i in range(self.voice_name.count())] != wanted:
            with QSignalBlocker(self.voice_name):
                self.voice_name.clear()
                for name in wanted:
                    self.voice_name.addItem(name or self.tr("The usual one"), name)
        with QSignalBlocker(self.voice_name):
            chosen = self._settings.current.voice_name
            self.voice_name.set_value(chosen if chosen in wanted else "")
