"""Today: what is suggested, how long it takes, one large Start button."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QBoxLayout,
    QCheckBox,
    QFrame,
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.bad_day import gentler
from hipstretch.core.conditions import left_out, must_wait
from hipstretch.core.fitting import Fitting, fitting
from hipstretch.core.record import Feeling
from hipstretch.core.routine import Entry
from hipstretch.core.settings import TIMING
from hipstretch.core.timeline import dosage_for
from hipstretch.data.assets import assets_dir
from hipstretch.qt import wording
from hipstretch.qt.clock import Minute
from hipstretch.qt.sound.output import OutputLook
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.day_dots import DaysCard
from hipstretch.ui.widgets.exercise_card import CARD_WIDTH, ExerciseCard
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.pictures import PictureCache, PictureRow

from .due_card import DueCard
from .feeling_card import FeelingCard
from .last_words import last_words
from .routine_choice import RoutineChoice
from .sound_check import SoundCheck

if TYPE_CHECKING:
    from hipstretch.core.routine import Routine
    from hipstretch.qt.sound.protocol import CuePlayer

    from .interrupted_card import InterruptedCard

MOST_NAMES = 3
"""So many exercises that are left out are named."""
PICTURES, WIDE_PICTURES = 2, 3
"""So many of the exercises are shown beside Start, in a usual window and in a wide one: few, and large."""
LOW_PX = 240
"""Below this height, at usual text, nothing but name and length stands above Start."""
PICTURE_PX, WIDE_PICTURE_PX = 200, 230
"""How high the pictures are, in a usual window and in a wide one."""
SMALL_PICTURE_PX = (120, 160)
"""How high and wide the one picture is that a narrow window has, at 100 % text."""
WIDE_PX = 1500
"""From this width at 100 % text on a window is wide."""
ROWS = 4
"""Of the card with Start: the words and what is below them stand between two that take what room is left."""
STACKED_PX = 620
"""Below this width at 100 % text Start and the choice of a routine lie one below the other, equally wide."""
WIDGET_MOST_PX = 2**24 - 1
"""What Qt has for any width."""
NARROW_PX = 860
"""Below this width at 100 % text the parts lie one below the other."""
SCROLL = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
}
"""The keys that scroll from Start, on which Qt would give the focus to what is beside it."""
SHOWN = TIMING | {"conditions", "cleared", "sound", "sound_check", "day_begins", "goal_days", "rest_days"}
"""The settings that this page depends on."""


@dataclass(frozen=True, slots=True)
class Once:
    """What counts for the next session alone. `whole`: also what the person's conditions leave out."""

    feeling: Feeling | None = None
    bad_day: bool = False
    whole: bool = False


class TodayPage(Page):
    """What to do today. `feeling` is what was said about hips and back before it, if anything."""

    start_requested = Signal(str)
    exercise_requested = Signal(str)
    """The exercise of this id is to be read in full."""
    interrupted_choice = Signal(str)

    def __init__(
        self,
        stores: Stores,
        cache: PictureCache,
        player: "Callable[[], CuePlayer]",
        output: OutputLook,
    ) -> None:
        super().__init__()
        self._stores = stores
        self._cache = cache
        self._chosen = ""
        """The routine the person picked on this page; empty while the suggestion stands."""
        self._suggested = ""
        """What is due first, else what was done last; it stays while the page is read."""
        self._shown: tuple[object, ...] = ()
        self._interrupted: InterruptedCard | None = None
        self._sound_check = SoundCheck(stores.settings, stores.history, player, output)
        self._build()
        self._length_s = 0.0
        self._day = stores.settings.today()
        self._minute = Minute(self, stores.clock)
        self._minute.turned.connect(self._on_minute)
        self._minute.tell_while_shown(self)
        stores.history.changed.connect(self._refresh)
        stores.settings.changed.connect(self._on_settings)
        stores.schedules.changed.connect(self._refresh)
        stores.catalogue.changed.connect(self._on_catalogue)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._name_key)
        self._refresh()

    @property
    def routine_id(self) -> str:
        """The routine that Start starts, empty if there is none at all."""
        routines = self._stores.catalogue.current.routines
        return self._chosen if self._chosen in routines else self._suggested

    def plan(self) -> Fitting | None:
        """The routine that Start starts as it would be done, and what is left out; None if there is none at all."""
        routine = self._stores.catalogue.current.routines.get(self.routine_id)
        return self._as_done(routine) if routine else None

    def _as_done(self, routine: "Routine") -> Fitting:
        catalogue, settings = self._stores.catalogue.current, self._stores.settings.current
        if self.bad_day.isChecked():
            routine = gentler(routine, catalogue.exercises, settings)
        fit = fitting(routine, catalogue.exercises, settings.conditions)
        return replace(fit, routine=routine) if self.whole.isChecked() else fit

    def feeling(self) -> Feeling | None:
        """How hips and back feel now, or None if nothing was chosen."""
        return self._pain.feeling()

    def take_once(self, routine_id: str) -> Once:
        """What was said of the session that starts now. Then it is spent.

        `whole` was said of the routine shown here alone, not of one that is started elsewhere.
        """
        whole = self.whole.isChecked() and routine_id == self.routine_id
        said = Once(self.feeling(), bad_day=self.bad_day.isChecked(), whole=whole)
        self._pain.open(False)
        self._pain.clear()
        self.bad_day.setChecked(False)
        self.whole.setChecked(False)
        self._chosen = ""
        return said

    def show_interrupted(self, text: str, actions: Sequence[tuple[str, str]]) -> None:
        """Say what was interrupted; `actions` are (name, words), the first one being the likely answer."""
        if self._interrupted is None:
            from .interrupted_card import InterruptedCard

            self._interrupted = InterruptedCard(self._answer)
            self._column.insertWidget(0, self._interrupted)
        self._interrupted.ask(text, actions)
        self._interrupted.show()
        self.first = self._interrupted.likely
        self._place()
        self.setFocus()

    def hide_interrupted(self) -> None:
        """Nothing waits for a decision any more."""
        if self._interrupted:
            self._interrupted.hide()
        self.first = self._start

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To Start, or to the question above it, where it can be seen."""
        super().setFocus(reason)
        self._area.verticalScrollBar().setValue(0)

    def focus_exercise(self, exercise_id: str) -> None:
        """Give the focus to the card of an exercise, if it is still there."""
        cards = (one for one in self._cards.findChildren(ExerciseCard) if one.isVisibleTo(self._cards))
        if card := next((one for one in cards if one.exercise.id == exercise_id), None):
            card.setFocus()
            self._area.ensureWidgetVisible(card)

    def press_enter(self) -> None:
        """Press the button or choose the number that has the focus, and start from anywhere else, as it says there."""
        if not self._pain.choose_focused():
            (self.button_in_focus() or self._start).click()

    def _name_key(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Start says Enter as long as Enter presses it, and not what waits, or another button that has the focus."""
        other = now is not None and (
            not self.isAncestorOf(now) or self.button_in_focus() not in (None, self._start)
        )
        self._start.key = "" if other else tr("Enter")
        self._start.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll from Start by the arrows."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in SCROLL:
            self._area.verticalScrollBar().triggerAction(SCROLL[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def skip_sound_check(self, day: date) -> None:
        """Offer none on this day."""
        self._sound_check.skip(day)

    def showEvent(self, event: QShowEvent) -> None:
        """Another day may have begun."""
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where there is no room beside."""
        super().resizeEvent(event)
        self._place()

    def _build(self) -> None:
        content = QWidget()
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(20)
        column.addWidget(self._build_hero())
        column.addWidget(self._sound_check)
        self._due = DueCard(self._stores, self.start_requested.emit)
        column.addWidget(self._due)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(20)
        self._days = DaysCard(self._stores)
        self._middle.addWidget(self._days)
        self._pain = FeelingCard()
        self._middle.addWidget(self._pain)
        column.addLayout(self._middle)
        self._heading = label("", "heading")
        column.addWidget(self._heading)
        self._cards = CardGrid(CARD_WIDTH, spread=True)
        column.addWidget(self._cards)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = centred(content)
        outer.addWidget(self._area)
        self.first = self._start

    def _build_hero(self) -> QFrame:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.setContentsMargins(0, 0, 0, 0)
        self._why = label("", "soft", wrap=True)
        self._title = label("", "title", wrap=True)
        self._summary = label("", "soft", wrap=True)
        self._time = label("", "strong", wrap=True)
        self._start = KeyButton(tr("Start"), tr("Enter"), "primary", from_afar=False)
        self._start.setMinimumWidth(220)
        self._start.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum
        )  # as high as what is beside
        self._start.clicked.connect(self._begin)
        self._start.installEventFilter(self)
        self._choice = RoutineChoice(tr("Routine"), self._routine_names())
        self._choice.activated.connect(self._choose)
        self._choice.opening.connect(self._show_lengths)
        self._choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.bad_day = QCheckBox(tr("A bad day: gentler, this once"))
        self.bad_day.toggled.connect(self._refresh)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self._choice)
        beside.addWidget(self.bad_day)
        self._starts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._starts.setSpacing(12)
        self._starts.addWidget(self._start)
        self._starts.addLayout(beside, 1)
        self._starts.addStretch()
        self._minding = label("", "warn", wrap=True)
        self.whole = QCheckBox(tr("Do what is left out, too: my clinician has no objection"))
        self.whole.toggled.connect(self._refresh)
        for line in (self._title, self._why, self._summary):
            words.addWidget(line)
        words.addSpacing(6)
        words.addWidget(self._time)
        self._below = QWidget()
        starts = QVBoxLayout(self._below)
        starts.setContentsMargins(0, 14, 0, 0)
        starts.setSpacing(6)
        starts.addLayout(self._starts)
        starts.addWidget(self._minding)
        starts.addWidget(self.whole)
        self._picture = PictureRow(self._cache, WIDE_PICTURES)
        self._hero = QGridLayout()
        self._hero.setHorizontalSpacing(20)
        self._hero.setVerticalSpacing(0)
        self._hero.addLayout(words, 1, 0)
        self._hero.addWidget(self._below, 2, 0)
        self._hero.addWidget(self._picture, 0, 1, ROWS, 1)
        for row in (0, ROWS - 1):
            self._hero.setRowStretch(row, 1)
        made = frame("stage", self._hero)
        self._hero.setContentsMargins(32, 24, 24, 24)
        return made

    def _routine_names(self) -> dict[str, str]:
        return {k: r.name for k, r in self._stores.catalogue.current.routines.items()}

    def _on_settings(self, changed: frozenset[str]) -> None:
        if SHOWN & changed:
            self._refresh()

    def _on_catalogue(self) -> None:
        with QSignalBlocker(self._choice):
            self._choice.clear()
            for value, words in self._routine_names().items():
                self._choice.addItem(words, value)
        self._refresh()

    def _refresh(self) -> None:
        """Show everything that depends on history, settings, schedules, the choice and the day."""
        self._suggested = self._stores.suggested()
        plan = self.plan()
        routine = plan.routine if plan else None
        self._start.setEnabled(routine is not None)
        self.bad_day.setVisible(routine is not None)
        self._choice.setVisible(len(self._stores.catalogue.current.routines) > 1)
        self._choice.set_value(self.routine_id)
        self._title.setText(routine.name if routine else tr("No routine could be read"))
        summary = tr("Every routine on this computer has a problem; the notices above name each one.")
        self._summary.setText(routine.summary if routine else summary)
        entries = routine.entries if routine else ()
        exercises = self._stores.catalogue.current.exercises
        self._length_s = self._stores.plans.length_s(routine) if routine else 0.0
        if routine:
            self._name_choice(self._choice.currentIndex(), routine, self._length_s)
        self._heading.setText(tr("Exercises") + f" · {len(entries)}")
        settings = self._stores.settings.current
        lines = tuple(
            wording.dosage(e.of(exercises), dosage_for(e, exercises[e.exercise], settings)) for e in entries
        )
        easier = self._stores.plans.easier(routine) if routine else frozenset()
        now = (entries, lines, easier, settings.conditions)
        if now != self._shown:
            self._shown = now
            self._show_exercises(entries, lines, easier)
        self._show_minding(plan)
        self._sound_check.refresh()
        self._show_time()
        self._show_day()

    def _show_minding(self, plan: Fitting | None) -> None:
        """What the person's conditions say of the routine."""
        settings, exercises = self._stores.settings.current, self._stores.catalogue.current.exercises
        lines = []
        if must_wait(settings.conditions, cleared=settings.cleared):
            lines.append(
                tr("You ticked recent surgery: ask your surgeon or physiotherapist before you start.")
            )
        if plan and plan.left_out and not self.whole.isChecked():
            lines.append(wording.left_out(plan.left_out, exercises, MOST_NAMES))
        elif plan and left_out((exercises[e.exercise] for e in plan.routine.entries), settings.conditions):
            lines.append(tr("Your conditions leave out all of it. Plan suggests another routine."))
        self._minding.setText("\n".join(lines))
        self._minding.setVisible(bool(lines))
        self.whole.setVisible(plan is not None and bool(plan.left_out))

    def _on_minute(self) -> None:
        if self._stores.settings.today() == self._day:
            self._show_time()
            self._due.catch_up()
            self._show_why()
        else:
            self._refresh()

    def _show_time(self) -> None:
        words = wording.done_at(self._length_s, self._stores.clock.wall()) if self._length_s else ""
        self._time.setText(words)

    def _show_day(self) -> None:
        """What depends on the day."""
        self._day = self._stores.settings.today()
        self._days.show_until(self._day)
        self._due.refresh(self.routine_id)
        self._show_why()

    def _show_why(self) -> None:
        """How often the routine is meant today, or when it was last done; that is left out in a low window."""
        item, low = self._due.offered, self.height() < theme.px(LOW_PX)
        if item:
            self._why.setText(self._due.state(item))
        else:
            self._why.setText(last_words(self._stores, self.routine_id, self._day))
        self._why.setHidden(low and item is None)
        self._summary.setHidden(low)  # Start is to be seen first

    def _show_exercises(self, entries: Sequence[Entry], lines: Sequence[str], easier: frozenset[str]) -> None:
        """The first few as a picture, and each on a card, all in the form that comes first."""
        find = self._stores.catalogue.current.picture
        names = [e.exercise for e in entries]
        pictures = {one: (one in easier and find(one, "easier")) or find(one, "hold") for one in names}
        wide = assets_dir() / "illustrations" / "today.webp"
        self._picture.show_pictures([path for path in pictures.values() if path] or [wide])
        cards = [self._card(n, line, easier=n in easier) for n, line in zip(names, lines, strict=True)]
        for card in cards:
            card.picture.show_picture(pictures[card.exercise.id])
        self._cards.show_cards(cards)

    def _card(self, name: str, line: str, *, easier: bool) -> ExerciseCard:
        exercise = self._stores.catalogue.current.exercises[name]
        short = wording.caution_in_short(exercise, self._stores.settings.current.conditions)
        card = ExerciseCard(exercise, line, self._cache, short, easier=easier)
        card.clicked.connect(lambda: self.exercise_requested.emit(name))
        return card

    def _show_lengths(self) -> None:
        """Say in the list how long each routine takes, as it would be done now."""
        for at in range(self._choice.count()):
            found = self._stores.catalogue.current.routines[self._choice.itemData(at)]
            routine = self._as_done(found).routine
            self._name_choice(at, routine, self._stores.plans.length_s(routine))

    def _name_choice(self, at: int, routine: "Routine", length_s: float) -> None:
        self._choice.setItemText(at, f"{routine.name} · {wording.minutes(length_s)}")

    def _choose(self) -> None:
        self._chosen = self._choice.value
        self.whole.setChecked(False)
        self._refresh()

    def _begin(self) -> None:
        if self.routine_id:
            self.start_requested.emit(self.routine_id)

    def _answer(self, name: str) -> None:
        self.hide_interrupted()
        self.setFocus()
        self.interrupted_choice.emit(name)

    def _place(self) -> None:
        width = self.width()
        narrow, stacked = width < theme.px(NARROW_PX), width < theme.px(STACKED_PX)
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(stack if narrow else row)
        self._pain.set_folds(narrow)
        self._place_pictures(narrow=narrow)
        self._picture.setVisible(not stacked)
        self._show_why()
        self._starts.setDirection(stack if stacked else row)
        self._choice.setMaximumWidth(WIDGET_MOST_PX if stacked else theme.px(300))
        if self._interrupted:
            self._interrupted.place(stack if narrow else row)
        self._choice.setMinimumWidth(theme.px(220))

    def _place_pictures(self, *, narrow: bool) -> None:
        """Beside all of the words, or in a narrow window one of them beside the lines above Start."""
        wide = self.width() >= theme.px(WIDE_PX)
        if narrow:
            self._hero.addWidget(self._picture, 1, 1)
            self._hero.addWidget(self._below, 2, 0, 1, 2)
        else:
            self._hero.addWidget(self._picture, 0, 1, ROWS, 1)
            self._hero.addWidget(self._below, 2, 0)
        self._hero.setColumnStretch(0, 1 if narrow else 6)
        self._hero.setColumnStretch(1, 0 if narrow else 6 if wide else 5)
        height, width = map(theme.px, SMALL_PICTURE_PX)
        self._picture.setFixedHeight(height if narrow else WIDE_PICTURE_PX if wide else PICTURE_PX)
        self._picture.setMinimumWidth(width if narrow else 0)
        self._picture.setMaximumWidth(width if narrow else WIDGET_MOST_PX)
        self._picture.show_most(1 if narrow else WIDE_PICTURES if wide else PICTURES)
        for number, part in enumerate((1, 1) if wide else (2, 3)):
            self._middle.setStretch(number, part)
