"""What the tightness check is, beside its pictures: before the questions, and where all of them were skipped."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from hipstretch.core.check import Check, Grade
from hipstretch.core.exercise import MuscleGroup
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr, tr_count
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.above_row import AboveRow
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import QUIET_PX, Flow, flow_row, quiet_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache

from .check_pictures import CheckPictures
from .over_plan import Beside, fit_title, way_back

ROW_PX = 560
"""So wide is what has all pictures in a row, at 100 % text."""


class CheckOverview(QWidget):
    """The words and the ways on in a card, and below it the pictures of what is asked for.

    In a narrow window the ways on stay in view before the questions.
    """

    def __init__(
        self,
        stores: Stores,
        cache: PictureCache,
        go_back: Callable[[], object],
        begin: Callable[[], object],
        begin_with: Callable[[MuscleGroup], object],
        to_last: Callable[[], object],
    ) -> None:
        super().__init__()
        self._skipped = False
        head = Flow(8)
        head.add(way_back(go_back))
        self.pictures = CheckPictures(stores, cache, begin_with)
        self.begin_button = KeyButton(tr("Begin"), tr("Enter"), "primary", from_afar=False)
        self.begin_button.clicked.connect(lambda _=False: begin())
        self.leave_button = KeyButton(tr("Back to your plan"), tr("Enter"), "primary", from_afar=False)
        self.leave_button.clicked.connect(lambda _=False: go_back())
        not_now = button(tr("Not now"), "", go_back)
        last = button(tr("← The last question"), "quiet", to_last)
        again = button(tr("Go through it again"), "quiet", begin)
        row = Flow(8)
        for one in (self.begin_button, not_now, self.leave_button, last, again):
            row.add(one)
        self._row = flow_row(row)
        self._top, self._last = QVBoxLayout(), QVBoxLayout()
        """Where the warning and what grades are stand in one column: Begin is in view there at once, and so is it."""
        self._in_first, self._in_second, self._in_card, self._below = (QVBoxLayout() for _ in range(4))
        self._homes = self._top, self._last, self._in_first, self._in_second, self._in_card, self._below
        self._in_card.addWidget(self._row)
        self._before: list[QWidget] = [self.begin_button, not_now]
        self._after: list[QWidget] = [self.leave_button, last, again]
        words = self._build_words()
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(quiet_row(head))
        self._title = label(tr("Where are you tight?"), "title", wrap=True)
        column.addWidget(self._title)
        column.addWidget(words)
        column.addWidget(self.pictures)
        above = frame("plain", column, 0)
        column.setContentsMargins(QUIET_PX, 0, QUIET_PX, 0)
        self._above = AboveRow(above, frame("plain", self._below, 0), own=QUIET_PX)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._above)

    def show_before(self, checks: Sequence[Check], minutes: int, left_out: str) -> None:
        """Say what comes, of which groups, and which are left out."""
        said = tr_count(
            "One simple look for each side. It takes about {count} minute.",
            "One simple look for each side. It takes about {count} minutes.",
            minutes,
        )
        self._left_out.setText(left_out)
        self._show(checks, said.format(count=wording.number(minutes)) if checks else "", skipped=False)
        self._left_out.setVisible(bool(left_out))
        self.begin_button.setEnabled(bool(checks))

    def show_skipped(self, checks: Sequence[Check]) -> None:
        """Say that there is nothing to keep."""
        self._show(checks, tr("Everything was skipped, so there is nothing to keep."), skipped=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title and the pictures are as high as there is room."""
        super().resizeEvent(event)
        fit_title(self._title, self.height())
        self._place()

    def _build_words(self) -> QFrame:
        self._said = label("", "heading", wrap=True)
        self._left_out = label("", "soft", wrap=True)
        as_it_is = label(tr("Your plan stays as it is. Look again any time."), wrap=True)
        self._after.append(as_it_is)
        never = tr("Never push. Anything that hurts, tingles or pinches: stop and skip it.")
        self._warning = label(never, "warn", wrap=True)
        warm_up = label(tr("Warm up first: walk on the spot for three to five minutes."), wrap=True)
        need = label(
            tr(
                "You need a firm bed or a mat. A ruler and somebody who looks from the side help, but are not needed."
            ),
            wrap=True,
        )
        grades = label(wording.capital(wording.listed(map(wording.grade, Grade))), "strong", wrap=True)
        no_diagnosis = label(
            tr(
                "The three grades say how far it goes today, compared with the other side and with your own last "
                "time. They are no diagnosis."
            ),
            wrap=True,
        )
        words = QVBoxLayout()
        words.setSpacing(14)
        for part in (grades, no_diagnosis, self._left_out):
            words.addWidget(part)
        self._grades = frame("plain", words, 0)
        first, second = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((first, (self._said, need)), (second, (warm_up,))):
            column.setSpacing(14)
            for part in parts:
                column.addWidget(part)
        first.addLayout(self._in_first)
        first.addWidget(as_it_is)
        second.addLayout(self._in_second)
        second.addLayout(self._in_card)
        for column in (first, second):
            column.addStretch()
        beside = frame("plain", second, 0)
        self._before += (need, self._grades, beside, self._warning)
        self._beside = Beside(frame("plain", first, 0), beside, shares=(4, 3), spacing=32)
        self._beside.turned.connect(self._place)
        whole = QVBoxLayout()
        whole.setSpacing(14)
        whole.addLayout(self._top)
        whole.addWidget(self._beside)
        whole.addLayout(self._last)
        return frame("card", whole, 20)

    def _show(self, checks: Sequence[Check], said: str, *, skipped: bool) -> None:
        self._skipped = skipped
        self.pictures.show_checks(checks)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        for one in self._before:
            one.setVisible(not skipped)
        for one in self._after:
            one.setVisible(skipped)
        self._place()

    def _place(self) -> None:
        """Have the ways on where they belong, with the focus that is in them, and pictures as there is room."""
        below = self._beside.stacked and not self._skipped
        stacked = self._beside.stacked
        self._move(self._grades, self._last if stacked else self._in_first)
        self._move(self._warning, self._top if stacked else self._in_second)
        if stacked:
            self._warning.lower()  # it is read aloud first as well
        home = self._below if below else self._in_first if self._skipped else self._in_card
        if home.indexOf(self._row) < 0:
            focused = QApplication.focusWidget()
            self._move(self._row, home)
            self._row.show()
            if focused and self._row.isAncestorOf(focused):
                focused.setFocus()
                self._above.scroll_up()  # where the focus lay before, which is in the bar now
        self._above.show_row(shown=below)
        self.pictures.setVisible(bool(self.pictures.pictures))
        self.pictures.fit(self.height(), in_a_row=self.width() >= theme.px(ROW_PX))

    def _move(self, part: QWidget, home: QVBoxLayout) -> None:
        if home.indexOf(part) < 0:
            for other in self._homes:
                other.removeWidget(part)
            home.addWidget(part)
