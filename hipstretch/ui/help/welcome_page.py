"""The first page that a new person sees."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.data.assets import assets_dir
from hipstretch.qt.sound.output import OutputLook
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.speech.sample import say_sample, trouble
from hipstretch.qt.speech.voice import Voice
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, lower_bar
from hipstretch.ui.widgets.person_choice import PersonChoice
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from hipstretch.ui.widgets.tick_line import TickLine
from hipstretch.ui.widgets.try_line import SoundLine, TryLine

from .safety import ShortSafety, what_this_is, where_to_put_it
from .texts import page_of

PAGE_WIDTH = 1240
"""The widest the page gets, in logical pixels."""
NARROW_PX = 900
"""Below this width at 100 % text the parts lie one below the other."""
LOW_PX = 250
"""Below this height at 100 % text nothing stands above what must be read, if the parts lie so."""
PICTURE_PX = 150
"""How high the picture of both people is."""


class VoiceLine(TryLine):
    """The computer's voice: to be heard, and to be chosen for sessions."""

    def __init__(self, settings: SettingsStore, voice: Callable[[], Voice]) -> None:
        super().__init__(tr("Voice"), tr("Listen to the voice"))
        self._settings = settings
        self._voice = voice
        self._tried = False
        speak = TickLine(tr("Say aloud what comes next (V in a session)"))
        self.speak = speak.box
        self.speak.setChecked(settings.current.voice)
        self.speak.toggled.connect(lambda on: settings.change(voice=on))
        self.add_below(speak)
        self._show_words()

    def try_it(self) -> None:
        """Say a sentence, or what is wrong."""
        voice = self._voice()
        if not self._tried:
            self._tried = True
            voice.changed.connect(self._show_words)
        voice.set_up(self._settings.current)
        say_sample(voice)
        self._show_words()

    def _show_words(self) -> None:
        usual = problem = ""
        if self._tried:
            problem = trouble(self._voice())
            usual = tr("Did you hear it? If not, turn the computer up, or look in Settings, Voice.")
        self.say(usual, problem)


class WelcomePage(Page):
    """The page of the first start: who shows the exercises, what must be read, sound and voice. It starts nothing."""

    accepted = Signal()

    def __init__(
        self,
        stores: Stores,
        cache: PictureCache,
        player: Callable[[], CuePlayer],
        voice: Callable[[], Voice],
        output: OutputLook,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._settings = stores.settings
        self.people = PersonChoice(stores.catalogue, stores.settings, cache)
        self.safety = ShortSafety()
        self.sound = SoundLine(tr("Sounds"), player, output)
        self.voice = VoiceLine(stores.settings, voice)

        side = QVBoxLayout()
        side.setSpacing(16)
        if len(self.people.buttons) > 1:
            who = QVBoxLayout()
            who.addWidget(label(tr("Who shall show you the exercises?"), "heading", wrap=True))
            who.addWidget(self.people)
            side.addWidget(frame("card", who, 16))
        heard = QVBoxLayout()
        heard.setSpacing(14)
        heard.addWidget(self.sound)
        heard.addWidget(self.voice)
        side.addWidget(frame("card", heard, 16))
        side.addStretch(1)
        self._left = QVBoxLayout()
        self._left.setSpacing(16)
        self._left.addWidget(self.safety)
        self._left.addStretch(1)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(16)
        self._parts.addLayout(self._left)
        self._parts.addLayout(side)
        words = QVBoxLayout()
        words.setSpacing(16)
        self._hero = self._build_hero(cache)
        words.addWidget(self._hero)
        words.addLayout(self._parts)
        words.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._area = page_of(words, PAGE_WIDTH)
        self._area.verticalScrollBar().valueChanged.connect(self._look)
        self._seen = False
        """Whether the end of what must be read was in view."""
        column.addWidget(self._area, 1)
        column.addWidget(self._build_bar())
        self.first = self.read

    def press_enter(self) -> None:
        """Go on from anywhere once the words are read; else lead to where that is said."""
        if pressed := self.button_in_focus():
            pressed.click()
        elif self.read.isChecked():
            self.go_on.click()
        else:
            self.read.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where there is no room beside, and then what must be read comes first."""
        super().resizeEvent(event)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        narrow = self.width() < theme.px(NARROW_PX)
        self._parts.setDirection(down if narrow else beside)
        for at, wide in enumerate((5, 3)):
            self._parts.setStretch(at, 0 if narrow else wide)
        (self._left if narrow else self._said).insertWidget(1, self._about)
        self._picture.setHidden(narrow)
        self._hero.setHidden(narrow and self.height() < theme.px(LOW_PX))

    def _build_hero(self, cache: PictureCache) -> QFrame:
        about = QVBoxLayout()
        about.setSpacing(8)
        about.setContentsMargins(0, 0, 0, 0)
        for line in (what_this_is(), where_to_put_it()):
            about.addWidget(label(line, wrap=True))
        self._about = QWidget()
        self._about.setLayout(about)
        self._said = QVBoxLayout()
        self._said.setSpacing(8)
        self._said.addWidget(label(tr("Welcome to Hipstretch"), "title", wrap=True))
        self._said.addWidget(self._about)
        said = QVBoxLayout()
        said.addStretch()
        said.addLayout(self._said)
        said.addStretch()
        self._picture = Picture(cache)
        self._picture.setFixedHeight(PICTURE_PX)
        self._picture.show_picture(assets_dir() / "illustrations" / "today.webp")
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(said, 1)
        row.addWidget(self._picture, 1)
        return frame("stage", row, 16)

    def _build_bar(self) -> QFrame:
        words = tr("I have read when to get help")
        line = TickLine(words)
        self.read = line.box
        self.read.setAccessibleDescription(self.safety.said)
        self.go_on = button(tr("Go on"), "primary", self._accept)
        self.go_on.setEnabled(False)
        self.read.toggled.connect(self.go_on.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(12)
        in_one_line = QFontMetrics(theme.font(theme.BASE_PX)).horizontalAdvance(words)
        line.setMaximumWidth(in_one_line + self.read.sizeHint().width() + theme.px(16))
        row.addStretch(1)
        row.addWidget(line, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.go_on)
        row.setContentsMargins(28, 14, 28, 14)
        return lower_bar(row, PAGE_WIDTH)

    def _look(self) -> None:
        """Notice that the end of what must be read is in view."""
        self._seen = self._seen or self._below() <= 0

    def _below(self) -> int:
        """How much of what must be read is still below what is in view, in logical pixels."""
        view, last = self._area.viewport(), self.safety.last
        return last.mapTo(view, QPoint(0, last.height())).y() - view.height()

    def _accept(self) -> None:
        """Go on, or show more of what must be read while its end was not in view."""
        self._look()
        if not self._seen:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + min(self._below() + theme.px(8), bar.pageStep() - theme.px(24)))
            announce(self, self.safety.said)
            return
        self._settings.change(welcomed=True)
        self.accepted.emit()
