"""A line with something that can be tried: sound or voice, what is to say of it, and buttons."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from hipstretch.core.timeline import Cue
from hipstretch.qt.sound.output import Output, OutputLook
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .buttons import button
from .cards import frame
from .labels import label

if TYPE_CHECKING:
    from hipstretch.qt.sound.protocol import CuePlayer

LOOK_MS = 600
"""So long after the page is there the output is looked at: the window comes first."""


class TryLine(QWidget):
    """A title, what is to say below it, and at its end buttons, the first of which is “Listen”."""

    narrow_px = 360
    """Below this width at 100 % text the buttons lie below the words."""

    def __init__(self, title: str, listen: str, surface: str = "plain") -> None:
        """`listen` is what a screen reader calls the button."""
        super().__init__()
        self._words = label("", "soft", wrap=True)
        self._bad = label("", "warn", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._said = (label(title, "strong"), self._words, self._bad)
        for line in self._said:
            self._column.addWidget(line)
        self.listen = button(tr("Listen"), "", self.try_it)
        self.listen.setAccessibleName(listen)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.listen)
        self._buttons.addStretch()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(self._column, 1)
        self._row.addLayout(self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame(surface, self._row, 0 if surface == "plain" else 16))
        self.say("", "")

    def add_button(self, made: QPushButton) -> None:
        """One more, after those that are there."""
        self._buttons.insertWidget(self._buttons.count() - 1, made)

    def add_below(self, made: QWidget) -> None:
        """Something below the words."""
        self._column.addWidget(made)

    def begin_at(self, indent_px: int) -> None:
        """Have the words so far from the edge, above the box of a tick, and the buttons beside the title."""
        for one in self._said:
            one.setIndent(indent_px)
        self._row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)

    def say(self, usual: str, problem: str) -> None:
        """Say how it stands, or what is wrong instead."""
        for line, words in ((self._words, "" if problem else usual), (self._bad, problem)):
            line.setText(words)
            line.setVisible(bool(words))

    def try_it(self) -> None:
        """Let it be heard."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons below the words where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(self.narrow_px)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else beside)


class SoundLine(TryLine):
    """What sounds come out of, and one of them to be heard."""

    def __init__(
        self, title: str, player: "Callable[[], CuePlayer]", output: OutputLook, surface: str = "plain"
    ) -> None:
        super().__init__(title, tr("Sound check: listen"), surface)
        self._player = player
        self._output = output
        self._tried = self._heard = False
        """Whether a sound was played, ever and since the page was opened."""
        self._found: Output | None = None
        self._looked = False
        self._later = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._later.timeout.connect(output.look)
        output.found.connect(self._on_found)
        self.show_words()

    def showEvent(self, event: QShowEvent) -> None:
        """The output may have changed while the page was away."""
        super().showEvent(event)
        self._heard = False
        self._later.start()

    def show_words(self) -> None:
        """Say where sounds come out, and what to do if none was heard."""
        problem, usual = "", tr("Press Listen: do you hear it?")
        if self._looked:
            from hipstretch.qt import sound_words

            problem = sound_words.output_problem(self._found)
            usual = sound_words.output(self._found) if self._found else usual
        if self._heard:
            from hipstretch.qt import sound_words, wording

            problem = sound_words.what_to_do(self._player().problem) or problem
            asks = tr("Did you hear it? If not, turn the computer up, or look in Settings, Sound.")
            usual = wording.in_a_row(wording.sentence(usual), asks) if self._found else asks
        self.say(usual, problem)

    def try_it(self) -> None:
        """Play one as soon as the player can."""
        self._player().when_ready(self._play)

    def _play(self) -> None:
        player = self._player()
        player.play(Cue.GET_READY)
        player.release()
        if not self._tried:
            player.problem_changed.connect(self.show_words)
        self._tried = self._heard = True
        self._output.look()
        self.show_words()

    def _on_found(self, output: Output | None) -> None:
        self._found, self._looked = output, True
        self.show_words()
