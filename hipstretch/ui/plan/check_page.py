"""The tightness check: one muscle group after the other, one side after the other, three grades."""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hipstretch import translation
from hipstretch.core.check import (
    Check,
    CheckRecord,
    CheckResult,
    CheckText,
    Grade,
    checks_for,
    groups_to_check,
    minutes_to_check,
)
from hipstretch.core.conditions import variant
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load_checks
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.above_row import SIDE_PX, AboveRow
from hipstretch.ui.widgets.buttons import button, choices
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import QUIET_PX, Flow, flow_row, quiet_row
from hipstretch.ui.widgets.labels import fold_sign, label
from hipstretch.ui.widgets.numbered import NumberedLines
from hipstretch.ui.widgets.page import WIDEST_PX, Page, show_what_has_the_focus
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from hipstretch.ui.widgets.tab_order import tab_through

from .check_found import CheckFound
from .check_overview import CheckOverview
from .check_pictures import check_picture
from .grade_button import GradeButton
from .over_plan import fit_title, place_ways, way_back

COLUMN_WIDTH = 300
"""The least width of one of the two columns."""

OVERVIEW, ASKING, FOUND = range(3)
"""What the page shows, in the order of its stack."""

MOST_OF_HEIGHT, OF_LOW = 0.4, 0.3
"""So much of the height the picture may take, and of a low page."""
LOW_PX = 480
"""On a page lower than this, at 100 % text, the picture is smaller."""
PICTURE_PX, LEAST_PICTURE = 420, 120
"""How high the picture gets at most, at 100 % text, and at least."""
ANSWER_PX = 190
"""Answers that would be narrower than this, at 100 % text, stand one below the other."""
SPACE = 8
"""Room between answers."""

DRAFT = "tightness check"
"""The name of the answers among the drafts."""

Place = tuple[MuscleGroup, Side]


class CheckPage(Page):
    """What to do first, eight questions, and what was found. What was answered stays until it is kept."""

    done = Signal()

    def __init__(self, stores: Stores, cache: PictureCache, go_back: Callable[[], None]) -> None:
        super().__init__()
        self._stores = stores
        self._drafts = stores.drafts()
        self._checks, problems = load_checks(assets_dir(), translation.language())
        for problem in problems:
            stores.notices.add(problem)
        self._answers: dict[Place, CheckResult] = {}
        self._chosen: dict[MuscleGroup, int] = {}
        """Which of a group's checks is done, where it is not the first."""
        self._order: tuple[MuscleGroup, ...] = ()
        """The groups as they are asked, where a picture was pressed."""
        self._at = 0
        self._overview = CheckOverview(stores, cache, go_back, self.begin, self.begin_with, self.back)
        self.begin_button, self.leave_button = self._overview.begin_button, self._overview.leave_button
        self._after = CheckFound(stores, cache, go_back, self.keep, self.back, self.begin)
        self.map, self.keep_button = self._after.map, self._after.keep_button
        self._stack = QStackedWidget()
        for part in (self._overview, self._build_question(cache, go_back), self._after):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.first = self.begin_button
        for number, grade in enumerate(Grade, 1):
            self._shortcut(str(number), partial(self.answer, grade))
        self._shortcut("S", self.skip)
        self._shortcut("Backspace", self.back)
        self._restore()

    @property
    def places(self) -> list[Place]:
        """What there is to ask, in order; groups without a check for this person are passed over."""
        first = self._stores.settings.current.first_side
        groups = self._groups()
        order = tuple(group for group in self._order if group in groups) or groups
        return [(group, side) for group in order for side in (first, first.other)]

    @property
    def place(self) -> Place | None:
        """What is asked now; None before and after the questions."""
        asking = self._stack.currentIndex() == ASKING and self._at < len(self.places)
        return self.places[self._at] if asking else None

    @property
    def grades(self) -> Mapping[Place, Grade]:
        """What was answered so far."""
        return {place: found.grade for place, found in self._answers.items()}

    def for_group(self, group: MuscleGroup) -> tuple[Check, ...]:
        """The checks of a group that this person may do."""
        last = self._stores.checks.all[-1] if self._stores.checks.all else None
        return checks_for(group, self._checks.values(), self._stores.settings.current.conditions, last)

    def check(self, group: MuscleGroup) -> Check:
        """The check that is done of a group."""
        fit = self.for_group(group)
        return fit[self._chosen.get(group, 0) % len(fit)]

    def begin(self) -> None:
        """Ask from the beginning; what was answered stands there until it is answered otherwise."""
        self._order = ()
        self._at = 0
        self._show()

    def begin_with(self, group: MuscleGroup) -> None:
        """Ask for this group first, then for the others; for it alone if all of them were skipped just now."""
        skipped, groups = self._at > 0, self._groups()
        at = groups.index(group)
        self._order = (group,) if skipped else groups[at:] + groups[:at]
        self._at = 0
        self._show()

    def open(self) -> None:
        """Go on where it was left, or say what to do first."""
        if self._answers:
            self._show()
        else:
            self._order = ()
            self._at = 0
            minutes = minutes_to_check(self._checks.values(), self._stores.settings.current.conditions)
            self._overview.show_before(self._asked(), minutes, self._left_out())
            self._stack.setCurrentIndex(OVERVIEW)
            self.first = self.begin_button
        self.setFocus()

    def press_enter(self) -> None:
        """Before and after the questions, press what is done next from anywhere, as it says there.

        What is out of view is shown instead: nothing is graded or kept unseen.
        """
        on = self.button_in_focus() or (self.first if self.place is None else None)
        if isinstance(on, QAbstractButton):
            if on.visibleRegion().isEmpty():
                show_what_has_the_focus(None, on)
            else:
                on.click()

    def button_in_focus(self) -> QAbstractButton | None:
        """A grade as well: it has the focus since it is asked for, or by a key."""
        focused = self.focusWidget()
        if isinstance(focused, GradeButton) and focused.isVisible():
            return focused
        return super().button_in_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the picture and the answers."""
        super().resizeEvent(event)
        if place := self.place:
            self._fit(self.check(place[0]).text)

    def answer(self, grade: Grade) -> None:
        """Take a grade for what is asked, and go on."""
        if place := self.place:
            group, side = place
            self._answers[place] = CheckResult(self.check(group).id, group, side, grade)
            self._go(1)

    def skip(self) -> None:
        """Leave out what is asked."""
        if place := self.place:
            self._answers.pop(place, None)
            self._go(1)

    def back(self) -> None:
        """To the question before."""
        if self._at:
            self._at -= 1
            self._show()

    def other_check(self) -> None:
        """Another check for this group; what the first one said of it no longer counts."""
        if place := self.place:
            group = place[0]
            self._chosen[group] = self._chosen.get(group, 0) + 1
            for side in (Side.LEFT, Side.RIGHT):
                self._answers.pop((group, side), None)
            self._at = next(n for n, (g, _) in enumerate(self.places) if g is group)
            self._show()

    def keep(self) -> None:
        """Keep what was found, with today's date; if the disk refuses it, the answers stay for the next start."""
        saved = not self._answers or self._stores.checks.add(self._record())
        self._answers.clear()
        self._at = 0
        if saved:
            self._keep_answers()
        self.done.emit()

    def _keep_answers(self) -> None:
        """Keep what was answered so far for the next start."""
        self._drafts.keep(
            DRAFT,
            {
                f"{group} {side}": f"{found.check} {found.grade}"
                for (group, side), found in self._answers.items()
            },
        )

    def _restore(self) -> None:
        """Go on after what was answered before the program ended, as far as this person is still asked for it."""
        draft = self._drafts.get(DRAFT)
        for place in self.places:
            group, side = place
            check, _, grade = draft.get(f"{group} {side}", "").rpartition(" ")
            fit = [one.id for one in self.for_group(group)]
            if check in fit and grade in tuple(Grade):
                self._chosen[group] = fit.index(check)
                self._answers[place] = CheckResult(check, group, side, Grade(grade))
        left = (at for at, place in enumerate(self.places) if place not in self._answers)
        self._at = next(left, len(self.places)) if self._answers else 0

    def _record(self) -> CheckRecord:
        found = tuple(self._answers[p] for p in self.places if p in self._answers)
        return CheckRecord(uuid4().hex, self._stores.clock.wall(), found)

    def _groups(self) -> tuple[MuscleGroup, ...]:
        return groups_to_check(self._checks.values(), self._stores.settings.current.conditions)

    def _asked(self) -> list[Check]:
        """The check that is done of each group."""
        return [self.check(group) for group in self._groups()]

    def _go(self, step: int) -> None:
        self._at += step
        self._show()

    def _shortcut(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # Building

    def _build_question(self, cache: PictureCache, go_back: Callable[[], None]) -> QWidget:
        self._progress = label("", "soft")
        self._title = label("", "title", wrap=True)
        self._side = label("", "heading")
        self._back = button(tr("Back"), "quiet", self.back)
        self._back.setToolTip(tr("Backspace"))
        self._other = button(tr("Use another check"), "quiet", self.other_check)
        self._ways = (self._back, self._other, button(tr("Skip this (S)"), "quiet", self.skip))
        self._out = way_back(go_back)
        self._head, self._below = Flow(8), Flow(8)
        self._head.add(self._out)
        self._head.add(self._progress)
        for one in self._ways:
            self._head.add(one, right=True)
        self._picture = Picture(cache)
        stage = QVBoxLayout()
        stage.addWidget(self._side, 0, Qt.AlignmentFlag.AlignLeft)
        stage.addWidget(self._picture)
        names = {
            "start": tr_in("picture", "Beginning"),
            "motion": tr("Movement"),
            "hold": tr("Measure"),
        }
        self.picture_choice, pictures = choices(names.items())
        self.picture_choice.idClicked.connect(self._show_picture)
        stage.addWidget(pictures)
        self._steps = NumberedLines()
        self._stop = label("", "warn", wrap=True)
        self._mind = label("", wrap=True)
        self.sources = button("", "quiet", self._fold)
        sources = Flow()
        sources.add(self.sources)
        self._known = label("", "small", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(10)
        for part in (self._steps, self._stop, self._mind, flow_row(sources), self._known):
            words.addWidget(part)
        words.addStretch()
        self._known.hide()
        self._columns = CardGrid(COLUMN_WIDTH, 24, most=2)
        shown = QVBoxLayout()
        shown.addWidget(frame("stage", stage, 16))
        shown.addStretch(1)
        self._columns.show_cards([frame("plain", shown, 0), frame("plain", words, 0)])
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(quiet_row(self._head))
        column.addWidget(self._title)
        column.addWidget(self._columns)
        column.addLayout(quiet_row(self._below))
        self._grade_buttons = {g: GradeButton(g, str(n)) for n, g in enumerate(Grade, 1)}
        self._answer_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answer_row.setSpacing(SPACE)
        for grade, one in self._grade_buttons.items():
            one.clicked.connect(partial(self._on_grade, grade))
            self._answer_row.addWidget(one, 1)
        self._grading = frame("plain", self._answer_row, 0)
        self._grading.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # no answer has the focus before one was given
        self._asking = AboveRow(frame("plain", column, 0), self._grading, own=QUIET_PX)
        column.setContentsMargins(QUIET_PX, 0, QUIET_PX, 0)
        return self._asking

    # Showing

    def _on_grade(self, grade: Grade, _checked: bool = False) -> None:
        self.answer(grade)

    def _left_out(self) -> str:
        """Which groups are passed over, and why."""
        settings = self._stores.settings.current
        lines = []
        for group in MuscleGroup:
            if not self.for_group(group):
                because = [
                    c
                    for one in self._checks.values()
                    if one.group is group
                    for c in variant(one, settings.conditions)[1]
                ]
                words = tr("{group} is passed over because of {conditions}.")
                conditions = wording.conditions(dict.fromkeys(because))
                lines.append(words.format(group=wording.group(group), conditions=conditions))
        return "\n".join(lines)

    def _show(self) -> None:
        self._keep_answers()
        if self._at >= len(self.places):
            self._show_after()
            return
        self._stack.setCurrentIndex(ASKING)
        place = self.place
        assert place is not None  # noqa: S101 - the stack shows a question
        group, side = place
        check = self.check(group)
        text = check.text
        self._progress.setText(
            tr("{number} of {count}").format(
                number=wording.number(self._at + 1), count=wording.number(len(self.places))
            )
        )
        self._title.setText(wording.titled(wording.group(group), text.name))
        self._side.setText(wording.capital(wording.side_phrase(side)))
        self._steps.show_lines([wording.fill(step, side) for step in text.steps])
        self._mind.setText("\n".join(wording.fill(line, side) for line in text.mind))
        self._stop.setText(tr("Stop if: {stop}").format(stop=text.stop))
        self._known.setText(text.known)
        self._other.setVisible(len(self.for_group(group)) > 1)
        self._fit(text)
        self._fold(opened=False)
        answered = self._answers.get(place)
        for grade, one in self._grade_buttons.items():
            one.setChecked(answered is not None and answered.grade is grade)
        self._back.setEnabled(self._at > 0)
        still = theme.reduced_motion(self._stores.settings.current)
        for one_picture in self.picture_choice.buttons():
            name = one_picture.property("value")
            there = check_picture(self._stores, check, name) is not None
            one_picture.setVisible(there and not (still and name == "motion"))
            one_picture.setChecked(name == "hold")
        self._show_picture()
        self._grading.setAccessibleName(wording.listed((self._title.text(), self._side.text())))
        self.first = self._grade_buttons[answered.grade] if answered else self._grading
        self.first.setFocus()
        self._asking.scroll_up()  # the focus may have scrolled to the answers, where these are no bar

    def _fit(self, text: CheckText) -> None:
        """Give the picture its height, and the answers and the ways on their places, by the room there is."""
        of_height = OF_LOW if self.height() < theme.px(LOW_PX) else MOST_OF_HEIGHT
        high = of_height * self.height()
        self._picture.setFixedHeight(int(max(LEAST_PICTURE, min(high, theme.px(PICTURE_PX)))))
        fit_title(self._title, self.height())
        for grade, one in self._grade_buttons.items():
            one.say(text.of(grade))
        room = min(self.width(), theme.px(WIDEST_PX)) - 2 * SIDE_PX
        width = (room - 2 * SPACE) // len(Grade)
        widest = max(one.minimumSizeHint().width() for one in self._grade_buttons.values())
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._answer_row.setDirection(row if width >= max(widest, theme.px(ANSWER_PX)) else stack)
        place_ways(self._ways, self._head, self._below, room + QUIET_PX)
        below = self._below.indexOf(self._back) >= 0
        middle = (self._columns, *self._ways) if below else (*self._ways, self._columns)
        tab_through(self._out, *middle, self._grading)

    def _fold(self, *, opened: bool | None = None) -> None:
        """Show where the check comes from, or no longer."""
        opened = self._known.isHidden() if opened is None else opened
        self._known.setVisible(opened)
        self.sources.setText(f"{fold_sign(opened=opened)}  {tr('Where this comes from')}")

    def _show_picture(self) -> None:
        chosen = self.picture_choice.checkedButton()
        if (place := self.place) and chosen:
            check = self.check(place[0])
            name = chosen.property("value")
            picture = check_picture(self._stores, check, name)
            self._picture.show_picture(picture, mirrored=place[1] is Side.LEFT, moving=name == "motion")
            self._picture.setAccessibleName(f"{check.text.name}, {chosen.text()}")

    def _show_after(self) -> None:
        if self._answers:
            self._after.show_record(self._record())
            self._stack.setCurrentIndex(FOUND)
            self.first = self.keep_button
        else:
            self._overview.show_skipped(self._asked())
            self._stack.setCurrentIndex(OVERVIEW)
            self.first = self.leave_button
        self.first.setFocus()
