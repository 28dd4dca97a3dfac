"""The first page that a new person sees."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout

from hipstretch.data.assets import assets_dir
from hipstretch.qt.sound.output import OutputLook
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.speech.sample import say_sample, trouble
from hipstretch.qt.speech.voice import Voice
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, lower_bar
from hipstretch.ui.widgets.person_choice import PersonChoice
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from hipstretch.ui.widgets.try_line import SoundLine, TryLine

from .safety import ShortSafety, what_this_is, where_to_put_it
from .texts import page_of

PAGE_WIDTH = 1240
"""The widest the page gets, in logical pixels."""
NARROW_PX, NARROW_HERO_PX = 900, 640
"""Below this width at 100 % text the parts lie one below the other, and so do the first words and their picture."""
PICTURE_PX = 150
"""How high the picture of both people is."""


class VoiceLine(TryLine):
    """The computer's voice: to be heard, and to be chosen for sessions."""

    def __init__(self, settings: SettingsStore, voice: Callable[[], Voice]) -> None:
        super().__init__(tr("Voice"), tr("Listen to the voice"))
        self._settings = settings
        self._voice = voice
        self._tried = False
        self.speak = QCheckBox(tr("Speak (V in a session)"))
        self.speak.setChecked(settings.current.voice)
        self.speak.toggled.connect(lambda on: settings.change(voice=on))
        self.add_below(self.speak)
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
        usual, problem = tr("Exercise, side and what comes next"), ""
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
        side.addStretch()
        left = QVBoxLayout()
        left.addWidget(self.safety)
        left.addStretch()
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(16)
        self._parts.addLayout(left, 5)
        self._parts.addLayout(side, 3)
        words = QVBoxLayout()
        words.setSpacing(16)
        words.addWidget(self._build_hero(cache))
        words.addLayout(self._parts)
        words.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_of(words, PAGE_WIDTH), 1)
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
        """One below the other where there is no room beside."""
        super().resizeEvent(event)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._hero.setDirection(down if self.width() < theme.px(NARROW_HERO_PX) else beside)
        self._parts.setDirection(down if self.width() < theme.px(NARROW_PX) else beside)

    def _build_hero(self, cache: PictureCache) -> QFrame:
        said = QVBoxLayout()
        said.setSpacing(8)
        said.addStretch()
        said.addWidget(label(tr("Welcome to Hipstretch"), "title", wrap=True))
        for line in (what_this_is(), where_to_put_it()):
            said.addWidget(label(line, wrap=True))
        said.addStretch()
        picture = Picture(cache)
        picture.setFixedHeight(PICTURE_PX)
        picture.show_picture(assets_dir() / "illustrations" / "today.webp")
        self._hero = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._hero.setSpacing(20)
        self._hero.addLayout(said, 1)
        self._hero.addWidget(picture, 1)
        return frame("stage", self._hero, 16)

    def _build_bar(self) -> QFrame:
        self.read = QCheckBox(tr("I have read this."))
        self.go_on = button(tr("Go on"), "primary", self._accept)
        self.go_on.setEnabled(False)
        self.read.toggled.connect(self.go_on.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch()
        row.addWidget(self.read)
        row.addWidget(self.go_on)
        row.setContentsMargins(28, 14, 28, 14)
        return lower_bar(row, PAGE_WIDTH)

    def _accept(self) -> None:
        self._settings.change(welcomed=True)
        self.accepted.emit()
