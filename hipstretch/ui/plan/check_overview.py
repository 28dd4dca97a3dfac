"""What the tightness check is, beside its pictures: before the questions, and where all of them were skipped."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from hipstretch.core.check import Check, Grade
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr, tr_count
from hipstretch.ui.widgets.above_row import AboveRow
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import QUIET_PX, Flow, flow_row, quiet_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache

from .beside import Beside, way_back
from .check_pictures import CheckPictures
from .grade_pill import GradePill


class CheckOverview(QWidget):
    """The pictures of what is asked for, the words, and the ways on below these."""

    def __init__(
        self,
        stores: Stores,
        cache: PictureCache,
        go_back: Callable[[], object],
        begin: Callable[[], object],
        to_last: Callable[[], object],
    ) -> None:
        super().__init__()
        self._back = way_back(go_back)
        self._last = button(tr("← The last question"), "quiet", to_last)
        head = Flow(8)
        head.add(self._back)
        head.add(self._last)
        self.pictures = CheckPictures(stores, cache)
        self._said = label("", "heading", wrap=True)
        self._left_out = label("", "soft", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(quiet_row(head))
        column.addWidget(label(tr("Where are you tight?"), "title", wrap=True))
        column.addWidget(Beside(self.pictures, self._build_words()))
        above = frame("plain", column, 0)
        column.setContentsMargins(QUIET_PX, 0, QUIET_PX, 0)
        self.begin_button = KeyButton(tr("Begin"), tr("Enter"), "primary", from_afar=False)
        self.begin_button.clicked.connect(lambda _=False: begin())
        self.leave_button = KeyButton(tr("Back to your plan"), tr("Enter"), "primary", from_afar=False)
        self.leave_button.clicked.connect(lambda _=False: go_back())
        not_now = button(tr("Not now"), "", go_back)
        again = button(tr("Go through it again"), "quiet", begin)
        self._before: list[QPushButton] = [self._back, self.begin_button, not_now]
        self._after: list[QPushButton] = [self._last, self.leave_button, again]
        row = Flow(8)
        for one in (self.begin_button, not_now, self.leave_button, again):
            row.add(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(AboveRow(above, Beside(None, flow_row(row)), own=QUIET_PX))

    def show_before(self, checks: Sequence[Check], minutes: int, left_out: str) -> None:
        """Say what comes, of which groups, and which are left out."""
        said = tr_count(
            "One simple look for each side. It takes about {count} minute.",
            "One simple look for each side. It takes about {count} minutes.",
            minutes,
        )
        self._show(checks, said.format(count=wording.number(minutes)) if checks else "", left_out)
        self.begin_button.setEnabled(bool(checks))

    def show_skipped(self, checks: Sequence[Check], left_out: str) -> None:
        """Say that there is nothing to keep."""
        self._show(checks, tr("Everything was skipped, so there is nothing to keep."), left_out, skipped=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pictures are as high as there is room."""
        super().resizeEvent(event)
        self.pictures.fit(self.height())

    def _build_words(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch()
        column.addWidget(self._said)
        for line in (
            tr("Warm up first: walk on the spot for three to five minutes."),
            tr(
                "You need a firm bed or a mat. A ruler and somebody who looks from the side help, but need not be."
            ),
        ):
            column.addWidget(label(line, wrap=True))
        never = tr("Never push. Anything that hurts, tingles or pinches: stop and skip it.")
        column.addWidget(label(never, "warn", wrap=True))
        grades = Flow(8, even=True)
        for grade in Grade:
            grades.add(GradePill(grade))
        column.addWidget(flow_row(grades))
        grades_say = tr(
            "The three grades say how far it goes today, compared with the other side and with your own last time. "
            "They are no diagnosis."
        )
        column.addWidget(label(grades_say, wrap=True))
        column.addWidget(self._left_out)
        column.addStretch()
        return frame("card", column, 28)

    def _show(self, checks: Sequence[Check], said: str, left_out: str, *, skipped: bool = False) -> None:
        self.pictures.show_checks(checks)
        for words, text in ((self._said, said), (self._left_out, left_out)):
            words.setText(text)
            words.setVisible(bool(text))
        for one in self._before:
            one.setVisible(not skipped)
        for one in self._after:
            one.setVisible(skipped)
