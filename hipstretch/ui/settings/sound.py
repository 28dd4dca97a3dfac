"""The cues: whether, how and how loud."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from hipstretch.core.settings import SoundPlayer, SoundTheme
from hipstretch.core.timeline import Cue
from hipstretch.qt import sound_words
from hipstretch.qt.sound.factory import installed
from hipstretch.qt.sound.output import Output, OutputLook
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import label

from .percent import PercentField
from .rows import beside, settings_row, settings_rows
from .section import Section

PROBLEM_MS = 800
"""How long a sound device may take to say that it can't play."""


class SoundSection(Section):
    """The cues: whether, how and how loud."""

    def __init__(
        self,
        settings: SettingsStore,
        stack: QStackedWidget,
        player: Callable[[], CuePlayer],
        output: OutputLook,
    ) -> None:
        super().__init__(settings, stack)
        self.head(
            tr("Sound"),
            tr("Sounds lead you when your eyes are closed. A change is heard with the next cue."),
        )
        self._player = player
        self._output = output
        output.found.connect(self._show_output)
        self.names.add("volume")
        card = settings_rows(self.column)
        settings_row(
            card,
            tr("Sounds"),
            tr("Without them the screen still shows everything"),
            self.tick("sound", tr("Play sounds")),
        )
        self._loud = PercentField(settings, "volume", tr("Volume"))
        self.volume = self._loud.slider
        settings_row(card, tr("Volume"), tr("On top of the computer's own"), self._loud)
        self.choice(
            card,
            "sound_theme",
            tr("Kind"),
            tr("What the cues are made of"),
            {SoundTheme.BOWL: tr("Singing bowl"), SoundTheme.WOOD: tr("Wood")},
        )
        self.test = button(tr("Listen"), "", self._listen)
        self.test.setAccessibleName(tr("Listen to the start of a hold"))
        settings_row(
            card, tr("Try it"), tr("The start of a hold, also while sounds are off"), beside(self.test)
        )
        self._check = self.tick("sound_check", tr("Offer it on Today"))
        settings_row(card, tr("Sound check"), tr("Before the first session of a day"), self._check)
        card = settings_rows(self.column)
        self.output_words = label("", wrap=True)
        self.problem = label("", "warn", wrap=True)
        self.problem.hide()
        self._installed = installed()
        self.player_words = label("", "small", wrap=True)
        self._one_player = len(self._installed) < 2
        notes = (self.problem, self.player_words) if self._one_player else (self.problem,)
        more = tr("Chosen in the computer's own settings")
        settings_row(card, tr("Output"), more, self.output_words, *notes)
        if not self._one_player:
            players = {SoundPlayer.AUTOMATIC: tr("Automatic"), **dict(sound_words.PLAYERS.items())}
            self.choice(card, "sound_player", tr("Player"), self.player_words, dict(players.items()))
            self.choices["sound_player"].currentIndexChanged.connect(self._show_player)
        self.column.addStretch()

    def opened(self) -> None:
        """Say what the output is now, and what plays there."""
        self._output.look()
        self._show_player()

    def refresh(self) -> None:
        """Show the settings as they are."""
        super().refresh()
        self._loud.refresh()
        self._check.setEnabled(
            self._settings.current.sound
        )  # all else is heard by Listen, also while sounds are off

    def _listen(self) -> None:
        self._player().when_ready(self._play)
        self._show_problem()
        QTimer.singleShot(PROBLEM_MS, self, self._show_problem)

    def _play(self) -> None:
        player = self._player()
        player.play(Cue.HOLD_START)
        player.release()

    def _show_output(self, output: Output | None) -> None:
        problem = sound_words.output_problem(output)
        self.output_words.setText(problem or sound_words.output(output))
        theme.role(self.output_words, "role", "warn" if problem else "body")

    def _show_player(self) -> None:
        """Now, and once more when it has had time to find a device or to leave it to the other one."""
        self._say_player()
        QTimer.singleShot(PROBLEM_MS, self, self._say_player)

    def _say_player(self) -> None:
        """What plays is named only where it is not what was asked for."""
        chosen, plays = self._settings.current.sound_player, self._player().kind
        if plays and chosen in (SoundPlayer.AUTOMATIC, plays):
            words = "" if self._one_player else tr("Another one may help if you hear nothing")
        else:
            words = sound_words.player(plays, chosen, self._installed)
        self.player_words.setText(words)
        self.player_words.setVisible(bool(words))

    def _show_problem(self) -> None:
        problem = sound_words.what_to_do(self._player().problem)
        self.problem.setVisible(bool(problem))
        self.problem.setText(problem)
