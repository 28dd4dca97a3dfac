"""The first page that a new person sees."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout

from hipstretch.core.fitting import fitting
from hipstretch.data.assets import assets_dir
from hipstretch.qt import wording
from hipstretch.qt.sound.output import OutputLook
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.sound_words import what_to_do
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
from hipstretch.ui.widgets.page import WIDEST_PX, Page, lower_bar
from hipstretch.ui.widgets.person_choice import PersonChoice
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from hipstretch.ui.widgets.tick_line import TickLine
from hipstretch.ui.widgets.try_line import SoundLine, TryLine

from .safety import INSET_PX, PART_PX, ShortSafety, set_margins, thin_line, what_this_is, where_to_put_it
from .texts import page_of

BESIDE_PX, COLUMN_PX = 1280, 900
"""From this width on, at 100 % text, what is chosen stands beside what must be read; below the last all stands in one
column."""
READ_SHARE, CHOSEN_SHARE = 5, 3
"""How wide both are then."""
HIGH_PX, LOW_PX = 640, 250
"""From this height on, at 100 % text, the picture stands beside what is said; below the last only the name stands above
what must be read, if all lies in one column."""
USUAL_HIGH_PX, PICTURE_PX, SMALL_PICTURE_PX, MOST_PICTURE_PX = 768, 184, 110, 400
"""How high the picture is in a window of this height, wide or not, and at most in a higher one."""
SMALLER, LARGER = 0.85, 1.25
"""How large those who show the exercises are beside what must be read, and in a window with more height than the
picture takes."""
MARGIN_PX, GAP_PX = 24, 16
BAR_GAP_PX = 12
LINE_PX = 280
"""Below this width of sounds or voice, at 100 % text, the button stands below the words."""
TICK_PX = 6
"""Before the box of a tick."""
SETTLE_MS = 50
"""So long after a change of size every line that wraps has its place."""


class VoiceLine(TryLine):
    """The computer's voice: to be heard, and to be chosen for sessions."""

    def __init__(
        self, settings: SettingsStore, voice: Callable[[], Voice], player: Callable[[], CuePlayer]
    ) -> None:
        """`player` tells whether there is a device to hear anything from."""
        super().__init__(tr("Voice"), tr("Listen to the voice"))
        self._settings = settings
        self._player = player
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
            self._player().problem_changed.connect(self._show_words)
        voice.set_up(self._settings.current)
        say_sample(voice)
        self._player().when_ready(self._show_words)
        self._show_words()

    def _show_words(self) -> None:
        usual = problem = ""
        if self._tried:
            problem = trouble(self._voice()) or what_to_do(self._player().problem)
            usual = tr("Did you hear it? If not, turn the computer up, or look in Settings, Voice.")
        self.say(usual, problem)


class WelcomePage(Page):
    """The page of the first start: who shows the exercises, what must be read, sound and voice. It starts nothing."""

    accepted = Signal()
    holds = True

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
        self._seen = False
        """Whether the end of what must be read was in view."""
        self.people = PersonChoice(stores.catalogue, stores.settings, cache)
        self.safety = ShortSafety()
        self.sound = SoundLine(tr("Sounds"), player, output)
        self.voice = VoiceLine(stores.settings, voice, player)
        self._yours = self._build_yours()
        self._today = label(_today(stores), "strong", wrap=True)
        """Which session comes next, and how long it takes, as on Today."""
        self._hero = self._build_hero(cache)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """What must be read and what is chosen."""
        self._both.setSpacing(GAP_PX)
        self._both.addWidget(self.safety, READ_SHARE)
        self._both.addWidget(self._yours, CHOSEN_SHARE)
        words = QVBoxLayout()
        words.setSpacing(GAP_PX)
        words.addWidget(self._hero)
        words.addLayout(self._both)
        words.addWidget(self.safety.signs)
        words.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._area = page_of(words, WIDEST_PX)
        words.setContentsMargins(MARGIN_PX, GAP_PX, MARGIN_PX, GAP_PX)
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._look)
        for moved in (
            self._area.verticalScrollBar().valueChanged,
            self._area.verticalScrollBar().rangeChanged,
        ):
            moved.connect(self._settled.start)
        column.addWidget(self._area, 1)
        column.addWidget(self._build_bar())
        self.first = self.go_on

    def press_enter(self) -> None:
        """Go on from anywhere once the words are read; else lead to where that is said."""
        if pressed := self.button_in_focus():
            pressed.click()
        elif self.go_on.isEnabled():
            self.go_on.click()
        else:
            self.read.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """All of it may be in view at once."""
        super().showEvent(event)
        self._settled.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen beside what must be read, or below it where there is no room."""
        super().resizeEvent(event)
        self._settled.start()
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wide, narrow = self.width() >= theme.px(BESIDE_PX), self.width() < theme.px(COLUMN_PX)
        self._both.setDirection(beside if wide else down)
        self._chosen.setDirection(down if wide or narrow else beside)
        self._between.setVisible(wide or narrow)
        free = max(0, self.height() - theme.px(USUAL_HIGH_PX))
        high = PICTURE_PX if wide else SMALL_PICTURE_PX
        more = min(free, MOST_PICTURE_PX - high)
        self._picture.setFixedHeight(high + more)
        self.people.enlarge((LARGER if free > more else SMALLER) if wide else 1)
        low = self.height() < theme.px(HIGH_PX)
        self._picture.setHidden(narrow or low)
        self._today.setHidden((narrow and low) or not self._today.text())
        self._said.setDirection(beside if low else down)
        name_alone = narrow and self.height() < theme.px(LOW_PX)
        self._what.setHidden(name_alone)
        if name_alone != (self._name.property("role") == "heading"):
            theme.role(self._name, "role", "heading" if name_alone else "title")
        self._fit_bar()

    def _build_yours(self) -> QFrame:
        """The person's own: who shows the exercises, where the computer stands, what is heard of it."""
        self._chosen = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._chosen.setSpacing(0)
        self._between = thin_line()
        if len(self.people.buttons) > 1:
            who = QVBoxLayout()
            who.setSpacing(8)
            who.addWidget(label(tr("Who shall show you the exercises?"), "heading", wrap=True))
            who.addWidget(self.people)
            who.addStretch()
            set_margins(who, INSET_PX, PART_PX)
            self._chosen.addLayout(who, 1)
            self._chosen.addWidget(self._between)
        where = label(where_to_put_it(), wrap=True)
        where.setIndent(TICK_PX)
        sound, voice, computer = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        sound.setSpacing(10)
        sound.addWidget(where)
        for line, part in ((self.sound, sound), (self.voice, voice)):
            line.narrow_px = LINE_PX
            line.begin_at(TICK_PX)
            part.addWidget(line)
            set_margins(part, INSET_PX, PART_PX, TICK_PX)
        computer.setSpacing(0)
        computer.addLayout(sound)
        computer.addWidget(thin_line())
        computer.addLayout(voice)
        computer.addStretch()
        self._chosen.addLayout(computer, 1)
        return frame("card", self._chosen, 0)

    def _build_hero(self, cache: PictureCache) -> QFrame:
        words = QVBoxLayout()
        words.setSpacing(4)
        self._name = label(tr("Welcome to Hipstretch"), "title", wrap=True)
        words.addWidget(self._name)
        self._what = label(what_this_is(), wrap=True)
        words.addWidget(self._what)
        self._said = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._said.setSpacing(12)
        self._said.addLayout(words, 3)
        self._said.addWidget(self._today, 1)
        said = QVBoxLayout()
        said.addStretch()
        said.addLayout(self._said)
        said.addStretch()
        self._picture = Picture(cache)
        self._picture.show_picture(assets_dir() / "illustrations" / "today.webp")
        self._shown = QHBoxLayout()
        self._shown.setSpacing(20)
        self._shown.addLayout(said, 1)
        self._shown.addWidget(self._picture, 2)
        made = frame("stage", self._shown)
        set_margins(self._shown, INSET_PX, PART_PX // 2)
        return made

    def _build_bar(self) -> QFrame:
        words = tr("I have read when to get help")
        line = TickLine(words)
        self.read = line.box
        self.read.setAccessibleDescription(self.safety.said)
        self.go_on = button("", "primary", self._press)
        self.read.toggled.connect(self._on_tick)
        row = QHBoxLayout()
        row.setSpacing(BAR_GAP_PX)
        row.addWidget(line, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.go_on)
        row.addStretch(1)
        set_margins(row, MARGIN_PX, 14, TICK_PX - INSET_PX)
        self._words_px = self._way_px = 0
        """How much room the words of the tick take in one line, and the button that says where it leads."""
        self._fit_bar()
        return lower_bar(row, WIDEST_PX)

    def _show_way(self) -> None:
        """More of what must be read, until its end was in view; then on, once it is ticked."""
        self.go_on.setText(self._way() if self._seen else tr("More"))
        self.go_on.setEnabled(self.read.isChecked() or not self._seen)

    def _way(self) -> str:
        """Where it leads, in few words where there is no room beside the tick."""
        return tr("See today's session") if self._words_px + self._way_px <= self.width() else tr("Go on")

    def _fit_bar(self) -> None:
        """The button is as wide with each of its words: the tick stays under the mouse when they change."""
        line, tick = self.read.parentWidget(), self.read.sizeHint().width()
        words = QFontMetrics(theme.font(theme.BASE_PX)).horizontalAdvance(self.read.accessibleName())
        self._words_px = words + tick + theme.px(16)
        if line:
            line.setMaximumWidth(self._words_px)
        self.go_on.setMinimumWidth(0)
        self._way_px = (
            2 * MARGIN_PX + INSET_PX - TICK_PX + BAR_GAP_PX + self._wide_for(tr("See today's session"))
        )
        self.go_on.setMinimumWidth(max(self._wide_for(tr("More")), self._wide_for(self._way())))
        self._show_way()

    def _wide_for(self, words: str) -> int:
        self.go_on.setText(words)
        return self.go_on.sizeHint().width()

    def _on_tick(self, on: bool) -> None:
        """It can be ticked once all was in view; until then, a press shows what was not."""
        if on and not self._seen:
            self.read.setChecked(False)
            self._show_more()
        self._show_way()

    def _look(self) -> None:
        """Notice that the end of what must be read is in view: now it can be ticked."""
        if self._seen or not self.isVisible() or self._below() > 0:
            return
        self._seen = True
        self.first = self.read
        if self.focusWidget() in (None, self.go_on):
            self.read.setFocus()
        self._show_way()

    def _below(self) -> int:
        """How much of what must be read is still below what is in view, in logical pixels."""
        view = self._area.viewport()
        ends = [one.mapTo(view, QPoint(0, one.height())).y() for one in self.safety.lasts]
        return max(ends) - view.height()

    def _show_more(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + min(self._below() + theme.px(8), bar.pageStep() - theme.px(24)))
        announce(self, self.safety.said)

    def _press(self) -> None:
        """Go on, or show more of what must be read while its end was not in view."""
        if not self._seen:
            self._show_more()
            return
        self._settings.change(welcomed=True)
        self.accepted.emit()


def _today(stores: Stores) -> str:
    catalogue, having = stores.catalogue.current, stores.settings.current.conditions
    routine = catalogue.routines.get(stores.suggested())
    if not routine:
        return ""
    length_s = stores.plans.length_s(fitting(routine, catalogue.exercises, having).routine)
    return wording.titled(tr("Today"), f"{routine.name} · {wording.minutes(length_s)}")
