"""The tightness check: one muscle group after the other, one side after the other, three grades."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from hipstretch import translation
from hipstretch.core.check import Check, CheckRecord, CheckResult, Grade, checks_for
from hipstretch.core.conditions import variant
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load_checks
from hipstretch.data.pictures import picture_in
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button, choices
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.numbered import NumberedLines
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .tightness_map import TightnessMap

COLUMN_WIDTH = 420
"""The least width of one of the two columns."""

PAGE_WIDTH, WIDE = 900, 1400
"""The widest a page of words gets, and one with a picture beside them, in logical pixels."""

CIRCLE_PX = 20
"""How large the circle of an answer is, at 100 % text."""

Place = tuple[MuscleGroup, Side]


class GradeButton(QPushButton):
    """A grade with what one sees for it, and the key that chooses it.

    Its circle alone tells that it is chosen, and its border alone that it has the focus.
    """

    def __init__(self, grade: Grade, key: str) -> None:
        super().__init__()
        self._grade = grade
        self.setProperty("kind", "answer")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = label("", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 10, 16, 10)
        self._row.setSpacing(0)
        self._row.addSpacing(theme.px(CIRCLE_PX) + 12)
        self._row.addLayout(words, 1)
        name = wording.grade(grade)
        head = Flow(8)
        head.add(label(wording.capital(name), "strong"))
        head.add(label(key, "small"), right=True)
        words.addWidget(flow_row(head))
        words.addWidget(self._words)

    def say(self, seen: str) -> None:
        """What one sees for this grade."""
        self._words.setText(seen)
        self.setAccessibleName(wording.titled(wording.grade(self._grade), seen))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._row.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As its content."""
        return self._row.totalHeightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The body by the style sheet, and the circle of a choice, filled if this is chosen."""
        super().paintEvent(event)
        tokens, side = theme.current(), theme.px(CIRCLE_PX)
        where = QRect(16, (self.height() - side) // 2, side, side)
        where = QStyle.visualRect(self.layoutDirection(), self.rect(), where).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.hold if self.isChecked() else tokens.soft), 2))
        painter.drawEllipse(where)
        if self.isChecked():
            inner = side // 4
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hold))
            painter.drawEllipse(where.adjusted(inner, inner, -inner, -inner))


class CheckPage(Page):
    """What to do first, eight questions, and what was found. What was answered stays until it is kept."""

    done = Signal()

    def __init__(self, stores: Stores, cache: PictureCache, go_back: Callable[[], None]) -> None:
        super().__init__()
        self._stores = stores
        self._checks, problems = load_checks(assets_dir(), translation.language())
        for problem in problems:
            stores.notices.add(problem)
        self._answers: dict[Place, CheckResult] = {}
        self._chosen: dict[MuscleGroup, int] = {}
        """Which of a group's checks is done, where it is not the first."""
        self._at = 0
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_before(go_back))
        self._stack.addWidget(self._build_question(cache, go_back))
        self._stack.addWidget(self._build_after(go_back))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.first = self.begin_button
        for number, grade in enumerate(Grade, 1):
            self._shortcut(str(number), partial(self.answer, grade))
        self._shortcut("S", self.skip)
        self._shortcut("Backspace", self.back)

    @property
    def places(self) -> list[Place]:
        """What there is to ask, in order; groups without a check for this person are passed over."""
        first = self._stores.settings.current.first_side
        return [(g, side) for g in MuscleGroup if self.for_group(g) for side in (first, first.other)]

    @property
    def place(self) -> Place | None:
        """What is asked now; None before and after the questions."""
        asking = self._stack.currentIndex() == 1 and self._at < len(self.places)
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
        self._at = 0
        self._show()

    def open(self) -> None:
        """Go on where it was left, or say what to do first."""
        if self._answers:
            self._show()
        else:
            self._stack.setCurrentIndex(0)
            self._show_left_out()
            self.first = self.begin_button
        self.setFocus()

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
        if self._at and self._stack.currentIndex():
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
        """Keep what was found, with today's date."""
        if self._answers:
            found = tuple(self._answers[p] for p in self.places if p in self._answers)
            self._stores.checks.add(CheckRecord(uuid4().hex, self._stores.clock.wall(), found))
        self._answers.clear()
        self._at = 0
        self.done.emit()

    def _go(self, step: int) -> None:
        self._at += step
        self._show()

    def _shortcut(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # Building

    def _build_before(self, go_back: Callable[[], None]) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(tr("Where are you tight?"), "title", wrap=True))
        for line in (
            tr(
                "Four groups of muscles, left and right, each with one simple look. It takes about eight minutes."
            ),
            tr("Warm up first: walk on the spot for three to five minutes."),
            tr(
                "You need a firm bed or a mat. A ruler and somebody who looks from the side help, but need not be."
            ),
            tr(
                "Three grades are enough: easy, a bit tight, tight. They say how far it goes today, compared with the "
                "other side and with your own last time. They are no diagnosis."
            ),
            tr("Never push. Anything that hurts, tingles or pinches: stop and skip it."),
        ):
            column.addWidget(label(line, wrap=True))
        self._left_out = label("", "soft", wrap=True)
        column.addWidget(self._left_out)
        self.begin_button = button(tr("Begin"), "primary", self.begin)
        row = Flow(8)
        row.add(self.begin_button)
        row.add(button(tr("Not now"), "", go_back))
        column.addWidget(flow_row(row))
        return _page(frame("card", column, 28))

    def _build_question(self, cache: PictureCache, go_back: Callable[[], None]) -> QWidget:
        self._progress = label("", "soft")
        self._title = label("", "title", wrap=True)
        self._side = label("", "heading")
        self._picture = Picture(cache)
        self._picture.setFixedHeight(theme.px(330))
        stage = QVBoxLayout()
        stage.addWidget(self._side, 0, Qt.AlignmentFlag.AlignLeft)
        stage.addWidget(self._picture)
        names = {
            "start": tr_in("the picture of how one begins", "Start"),
            "motion": tr("Movement"),
            "hold": tr("Measure"),
        }
        self.picture_choice, pictures = choices(names.items())
        self.picture_choice.idClicked.connect(self._show_picture)
        stage.addWidget(pictures)
        stage.addStretch()
        self._steps = NumberedLines()
        self._mind = label("", "soft", wrap=True)
        self._stop = label("", "warn", wrap=True)
        self._known = label("", "small", wrap=True)
        self._grade_buttons = {g: GradeButton(g, str(n)) for n, g in enumerate(Grade, 1)}
        words = QVBoxLayout()
        words.setSpacing(10)
        for part in (self._steps, self._stop):
            words.addWidget(part)
        for grade, one in self._grade_buttons.items():
            one.clicked.connect(partial(self._on_grade, grade))
            words.addWidget(one)
        words.addWidget(self._mind)
        words.addWidget(self._known)
        words.addStretch()
        columns = CardGrid(COLUMN_WIDTH, 24, most=2)
        columns.show_cards([frame("stage", stage, 16), frame("plain", words, 0)])
        self._back = button(tr("← Back"), "quiet", self.back)
        self._back.setToolTip(tr("Backspace"))
        self._other = button(tr("Use another check"), "", self.other_check)
        skip = button(tr("Skip this (S)"), "", self.skip)
        row = Flow(8)
        row.add(_way_out(go_back))
        row.add(self._progress)
        row.add(self._back, right=True)
        row.add(self._other, right=True)
        row.add(skip, right=True)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(flow_row(row))
        column.addWidget(self._title)
        column.addWidget(columns)
        return _page(frame("plain", column, 0), wide=True)

    def _build_after(self, go_back: Callable[[], None]) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(12)
        head = Flow(8)
        head.add(_way_out(go_back))
        column.addWidget(flow_row(head))
        column.addWidget(label(tr("This is what you found"), "title", wrap=True))
        self.map = TightnessMap()
        column.addWidget(self.map)
        self._found = label("", wrap=True)
        column.addWidget(self._found)
        self.keep_button = button(tr("Keep it"), "primary", self.keep)
        row = Flow(8)
        row.add(self.keep_button)
        row.add(button(tr("← The last question"), "", self.back))
        row.add(button(tr("Go through it again"), "quiet", self.begin))
        column.addWidget(flow_row(row))
        return _page(frame("card", column, 28))

    # Showing

    def _on_grade(self, grade: Grade, _checked: bool = False) -> None:
        self.answer(grade)

    def _show_left_out(self) -> None:
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
        self._left_out.setText("\n".join(lines))
        self._left_out.setVisible(bool(lines))
        self.begin_button.setEnabled(bool(self.places))

    def _show(self) -> None:
        if self._at >= len(self.places):
            self._show_after()
            return
        self._stack.setCurrentIndex(1)
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
        answered = self._answers.get(place)
        for grade, one in self._grade_buttons.items():
            one.say(text.of(grade))
            one.setChecked(answered is not None and answered.grade is grade)
        self._back.setEnabled(self._at > 0)
        self._other.setVisible(len(self.for_group(group)) > 1)
        still = theme.reduced_motion(self._stores.settings.current)
        for one_picture in self.picture_choice.buttons():
            name = one_picture.property("value")
            there = self._file(check.id, name) is not None
            one_picture.setVisible(there and not (still and name == "motion"))
            one_picture.setChecked(name == "hold")
        self._show_picture()
        self.first = self._grade_buttons[answered.grade if answered else Grade.EASY]
        self.first.setFocus()

    def _show_picture(self) -> None:
        chosen = self.picture_choice.checkedButton()
        if (place := self.place) and chosen:
            check = self.check(place[0])
            name = chosen.property("value")
            picture = self._file(check.id, name)
            self._picture.show_picture(picture, mirrored=place[1] is Side.LEFT, moving=name == "motion")
            self._picture.setAccessibleName(f"{check.text.name}, {chosen.text()}")

    def _file(self, check: str, name: str) -> Path | None:
        return picture_in(assets_dir() / "checks" / check, name, self._stores.catalogue.current.person)

    def _show_after(self) -> None:
        self._stack.setCurrentIndex(2)
        self.map.show_grades(self.grades)
        if self._answers:
            words = tr("It is kept with today's date. Two weeks from now it makes sense to look again.")
        else:
            words = tr("Everything was skipped, so there is nothing to keep.")
        self._found.setText(words)
        self.keep_button.setText(tr("Keep it") if self._answers else tr("Back to your plan"))
        self.first = self.keep_button
        self.first.setFocus()


def _way_out(go_back: Callable[[], None]) -> QPushButton:
    """To the overview; what was answered is kept."""
    made = button(tr("← Your plan"), "quiet", go_back)
    made.setToolTip(tr("Esc"))
    return made


def _page(content: QFrame, *, wide: bool = False) -> QWidget:
    """A page that scrolls, its content in the middle and not too wide."""
    outer = QWidget()
    column = QVBoxLayout(outer)
    column.setContentsMargins(28, 16, 28, 24)
    column.addWidget(content)
    column.addStretch()
    return centred(outer, WIDE if wide else PAGE_WIDTH)
