"""The first page that a new person sees."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

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
from hipstretch.ui.widgets.tab_order import tab_through
from hipstretch.ui.widgets.tick_line import TickLine
from hipstretch.ui.widgets.try_line import SoundLine, TryLine

from .safety import INSET_PX, ShortSafety, what_this_is, where_to_put_it
from .texts import page_of

BESIDE_PX, NARROW_PX = 1150, 760
"""From this width on, at 100 % text, choices stand beside what is said; below that one below the other."""
STACKED_PX, HIGH_PX, LOW_PX = 940, 640, 250
"""From this height on, at 100 % text, the picture stands below what is said, or beside it; below the last only the name
stands above what must be read, if all lies so."""
USUAL_HIGH_PX, PICTURE_PX, SMALL_PICTURE_PX, MOST_PICTURE_PX = 768, 190, 110, 380
"""How high the picture is in a window of this height, wide or not, and at most in a higher one."""
SAID_PX, LARGER, SMALLER = 140, 1.55, 0.85
"""How high what is said above it is, at 100 % text; how much larger those who show the exercises are then,
and how large where it stands beside the picture."""
SIDE_PX = 430
"""How wide the choices are beside what must be read."""
MARGIN_PX, GAP_PX = 24, 16
BAR_GAP_PX = 12
LINE_PX = 280
"""Below this width of sounds or voice, at 100 % text, the button stands below the words."""
TICK_PX, HEARING_SHARES = 6, (65, 66, 67)
"""Before the box of a tick; and the widths of what there is to hear, below three columns of words."""
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
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        """What is chosen, where there is no room beside the rest."""
        self._side.setSpacing(GAP_PX)
        self._wide: bool | None = None
        self._who: QWidget | None = None
        if len(self.people.buttons) > 1:
            who = QVBoxLayout()
            who.addWidget(label(tr("Who shall show you the exercises?"), "heading", wrap=True))
            who.addStretch()
            who.addWidget(self.people)
            who.addStretch()
            self._who = _framed("card", who)
        self._hearing = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for line in (self.sound, self.voice):
            line.narrow_px = LINE_PX
        where = label(where_to_put_it(), wrap=True)
        for one, share in zip((where, self.sound, self.voice), HEARING_SHARES, strict=True):
            self._hearing.addWidget(one, share, Qt.AlignmentFlag.AlignTop)
        self._heard = _framed("card", self._hearing)
        self._today = label(_today(stores), "strong", wrap=True)
        """Which session comes next, and how long it takes, as on Today."""
        self._hero = self._build_hero(cache)
        self._top = QHBoxLayout()
        self._top.setSpacing(GAP_PX)
        self._top.addWidget(self._hero, 2)
        words = QVBoxLayout()
        words.setSpacing(GAP_PX)
        words.addLayout(self._top)
        words.addWidget(self.safety)
        words.addLayout(self._side)
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
        """One below the other where there is no room beside, and then what must be read comes first."""
        super().resizeEvent(event)
        self._settled.start()
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wide, narrow = self.width() >= theme.px(BESIDE_PX), self.width() < theme.px(NARROW_PX)
        self._place(wide=wide)
        self._side.setDirection(down if narrow else beside)
        self._hearing.setDirection(beside if wide else down)
        self._hearing.setSpacing(GAP_PX + 2 * INSET_PX - TICK_PX if wide else 14)
        for line in (self.sound, self.voice):
            line.begin_at(TICK_PX if wide else 0)
        free = max(0, self.height() - theme.px(USUAL_HIGH_PX))
        high = PICTURE_PX if wide else SMALL_PICTURE_PX
        stacked = wide and self.height() >= theme.px(STACKED_PX)
        free -= theme.px(SAID_PX) * stacked
        self._picture.setFixedHeight(high + min(free, MOST_PICTURE_PX - high))
        self._shown.setDirection(down if stacked else beside)
        self.people.enlarge(LARGER if stacked else SMALLER if wide else 1)
        low = self.height() < theme.px(HIGH_PX)
        self._picture.setHidden(narrow or low)
        self._today.setHidden((narrow and low) or not self._today.text())
        self._said.setDirection(beside if low else down)
        name_alone = narrow and self.height() < theme.px(LOW_PX)
        self._what.setHidden(name_alone)
        if name_alone != (self._name.property("role") == "heading"):
            theme.role(self._name, "role", "heading" if name_alone else "title")
        self._fit_bar()

    def _place(self, *, wide: bool) -> None:
        """What is chosen beside what is said, or all of it below; Tab goes as one reads."""
        if self._who:
            self._who.setMinimumWidth(theme.px(SIDE_PX) if wide else 0)
        if wide is self._wide:
            return
        self._wide = wide
        if self._who:
            (self._top if wide else self._side).addWidget(self._who, 1)
        (self.safety.below if wide else self._side).addWidget(self._heard, 1)
        who: list[QWidget] = [self._who] if self._who else []
        more: list[QWidget] = [self.safety.more]
        tab_through(*(who + more if wide else more + who), self._heard, self.read, self.go_on)

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
        self._shown = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._shown.setSpacing(20)
        self._shown.addLayout(said, 1)
        self._shown.addWidget(self._picture, 2)
        return _framed("stage", self._shown)

    def _build_bar(self) -> QFrame:
        words = tr("I have read when to get help")
        line = TickLine(words)
        self.read = line.box
        self.read.setAccessibleDescription(self.safety.said)
        self.go_on = button("", "primary", self._press)
        self.read.toggled.connect(self._on_tick)
        row = QHBoxLayout()
        row.setSpacing(BAR_GAP_PX)
        row.addStretch(1)
        row.addWidget(line, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.go_on)
        row.setContentsMargins(MARGIN_PX, 14, MARGIN_PX, 14)
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
        self._way_px = 2 * MARGIN_PX + BAR_GAP_PX + self._wide_for(tr("See today's session"))
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


def _framed(surface: str, layout: QLayout) -> QFrame:
    """A frame whose words begin where those of what must be read begin."""
    made = frame(surface, layout)
    layout.setContentsMargins(INSET_PX, 14, INSET_PX, 14)
    return made
