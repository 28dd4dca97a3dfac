"""What the computer's voice says, and how."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QStackedWidget

from hipstretch import translation
from hipstretch.core.settings import VoiceAmount
from hipstretch.qt.speech.sample import say_sample, trouble
from hipstretch.qt.speech.voice import Voice
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr, tr_in
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label

from .percent import PercentField
from .rows import beside, settings_row, settings_rows
from .section import Section


class VoiceSection(Section):
    """What the computer's voice says, and how."""

    def __init__(self, settings: SettingsStore, stack: QStackedWidget, voice: Callable[[], Voice]) -> None:
        super().__init__(settings, stack)
        self.head(
            tr("Voice"),
            tr("The computer's own voice says what comes, between the sounds and never over them."),
        )
        self._voice = voice
        self._is_open = False
        """Whether the voice was set up: not before it is used."""
        self.names.add("voice_name")
        on = self.tick("voice", tr("Say aloud what comes next (V in a session)"))
        on.box.toggled.connect(self._on_voice)
        card = settings_rows(self.column)
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        self.english = self.tick(
            "voice_english", tr("Speak English where there is no voice for the language")
        )
        self.english.hide()
        notes = self.problem, self.english
        settings_row(card, tr("Voice"), tr("Exercise, side and what comes next"), on, *notes)
        self.choice(
            card,
            "voice_amount",
            tr_in("what the voice says", "How much"),
            tr("What does not fit is shortened"),
            {
                VoiceAmount.SIDES: tr("Only the sides"),
                VoiceAmount.PHASES: tr("Exercise, side, what comes next"),
                VoiceAmount.STEPS: tr("The steps as well"),
            },
        )
        self._countdown = countdown = self.tick("voice_countdown", tr("Count the last three seconds"))
        settings_row(card, tr("Last seconds"), tr("Beside the sounds"), countdown)
        self.voice_name = ChoiceField(tr("Which voice"), {"": tr("The usual one")})
        self.voice_name.activated.connect(lambda: self._settings.change(voice_name=self.voice_name.value))
        settings_row(card, tr("Which voice"), tr("Those that this computer has"), self.voice_name)
        words = tr("Speed")
        speed = self.number("voice_speed", words, unit=tr("{count} %"), step=10, whole=True)
        settings_row(card, words, tr("100 percent is the voice's own"), speed)
        self.names.add("voice_volume")
        self.volume = PercentField(settings, "voice_volume", tr("Volume"))
        settings_row(card, tr("Volume"), tr("On top of the computer's own"), self.volume)
        self.test = button(tr("Listen"), "", self._hear_voice)
        self.test.setAccessibleName(tr("Listen to the voice"))
        settings_row(card, tr("Try it"), tr("A sentence of a session"), beside(self.test))
        self.column.addStretch()

    def opened(self) -> None:
        """Show the voices that there are."""
        self._open_voice()

    def refresh(self) -> None:
        """Show the settings as they are."""
        super().refresh()
        self.volume.refresh()
        for one in (self.choices["voice_amount"], self._countdown):  # all else is heard by Listen at any time
            one.setEnabled(self._settings.current.voice)
        if self._is_open:
            self._voice().set_up(self._settings.current)
            self._show_voice()

    def _on_voice(self, on: bool) -> None:
        if on:
            self._open_voice()

    def _hear_voice(self) -> None:
        say_sample(self._open_voice())

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
        problem = trouble(voice)
        self.problem.setVisible(bool(problem))
        self.problem.setText(problem)
        self.english.setVisible(voice.spoken != translation.language())
        wanted = ["", *voice.names()]
        if [self.voice_name.itemData(i) for i in range(self.voice_name.count())] != wanted:
            with QSignalBlocker(self.voice_name):
                self.voice_name.clear()
                for name in wanted:
                    self.voice_name.addItem(name or tr("The usual one"), name)
        with QSignalBlocker(self.voice_name):
            chosen = self._settings.current.voice_name
            self.voice_name.set_value(chosen if chosen in wanted else "")
