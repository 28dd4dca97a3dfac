"""The sound check before the first session of a day: one line on Today, with a sound to try."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.progress import done_on
from hipstretch.core.timeline import Cue
from hipstretch.qt.sound.output import Output, OutputLook
from hipstretch.qt.stores.history_store import HistoryStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label

if TYPE_CHECKING:
    from hipstretch.qt.sound.protocol import CuePlayer

LOOK_MS = 600
"""So long after the page is there the output is looked at: the window comes first."""
NARROW_PX = 620
"""Below this width at 100 % text the buttons lie below the words."""


class SoundCheck(QWidget):
    """Says what sounds come out of, and lets one be heard. Nobody has to answer: Start starts all the same."""

    def __init__(
        self,
        settings: SettingsStore,
        history: HistoryStore,
        player: "Callable[[], CuePlayer]",
        output: OutputLook,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._history = history
        self._player = player
        self._output = output
        self._skipped: date | None = None
        self._heard = False
        self._found: Output | None = None
        self._looked = False
        self._build()
        self._later = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._later.timeout.connect(output.look)
        output.found.connect(self._on_found)

    def refresh(self) -> None:
        """Be there if a sound check is wanted and none of today's sessions was done yet."""
        settings, day = self._settings.current, self._settings.today()
        wanted = settings.sound and settings.sound_check and self._skipped != day
        self.setVisible(wanted and not done_on(self._history.recent, day, settings.day_begins))
        self._show_words()

    def showEvent(self, event: QShowEvent) -> None:
        """The output may have changed while the page was away."""
        super().showEvent(event)
        self._heard = False
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons below the words where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_PX)
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _build(self) -> None:
        self._title = label(tr("Sound check"), "strong")
        self._words = label("", "soft", wrap=True)
        self._bad = label("", "warn", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        for line in (self._title, self._words, self._bad):
            words.addWidget(line)
        self._listen = button(tr("Listen"), "", self._play)
        self._listen.setAccessibleName(tr("Sound check: listen"))
        skip = button(tr("Not today"), "quiet", self._skip)
        skip.setAccessibleName(tr("No sound check today"))
        buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(8)
        buttons.addWidget(self._listen)
        buttons.addWidget(skip)
        buttons.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame("card", self._row, 16))

    def _on_found(self, output: Output | None) -> None:
        self._found, self._looked = output, True
        self._show_words()

    def _show_words(self) -> None:
        problem, usual = "", tr("Looking for the output …")
        if self._looked:
            from hipstretch.qt import sound_words

            problem, usual = sound_words.output_problem(self._found), sound_words.output(self._found)
        if self._heard:
            problem = self._player().problem or problem
        if self._heard:
            usual += " · " + tr("Did you hear it? If not, turn the computer up, or look in Settings, Sound.")
        self._words.setText(usual)
        self._words.setVisible(not problem)
        self._bad.setText(problem)
        self._bad.setVisible(bool(problem))

    def _play(self) -> None:
        player = self._player()
        player.when_ready(self._sound)

    def _sound(self) -> None:
        player = self._player()
        player.play(Cue.GET_READY)
        player.release()
        self._heard = True
        self._output.look()
        self._show_words()

    def _skip(self) -> None:
        self._skipped = self._settings.today()
        self.refresh()
