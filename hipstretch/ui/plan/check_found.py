"""What a tightness check found, before it is kept: the picture, and the routine that follows from it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.check import CheckRecord, Trend, trend
from hipstretch.core.suggestion import Item, tightest_first
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.above_row import AboveRow
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import QUIET_PX, Flow, flow_row, quiet_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .over_plan import Beside, fit_title, way_back
from .reasons import reason
from .suggesting import suggested_for
from .tightness_map import TightnessMap

CIRCLE_PX, LEAST_CIRCLE_PX, OF_HEIGHT = 340, 190, 0.48
"""How wide a circle gets, larger than on the overview, where more stands beside it; in a low window so much of it."""
BESIDE_PX = 640
"""From this width at 100 % text on the suggestion stands beside the circles."""
PICTURE_PX = (38, 50)
"""How high and wide the picture of a suggested exercise is, at 100 % text: all of them are seen at once."""


class CheckFound(QWidget):
    """Both hips, what is suggested for them, and the button that keeps it."""

    def __init__(
        self,
        stores: Stores,
        cache: PictureCache,
        go_back: Callable[[], object],
        keep: Callable[[], object],
        to_last: Callable[[], object],
        begin: Callable[[], object],
    ) -> None:
        super().__init__()
        self._stores = stores
        self._cache = cache
        self.map = TightnessMap(CIRCLE_PX)
        self._compared = label("", "soft", wrap=True)
        head = Flow(8)
        head.add(way_back(go_back))
        found = QVBoxLayout()
        found.setSpacing(12)
        found.addWidget(self.map)
        found.addWidget(self._compared)
        found.addStretch()
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(quiet_row(head))
        self._title = label(tr("This is what you found"), "title", wrap=True)
        column.addWidget(self._title)
        column.addWidget(label(tr("Keep it, and look again in two weeks."), wrap=True))
        column.addWidget(
            Beside(frame("card", found, 16), self._build_suggestion(), shares=(3, 2), least=BESIDE_PX)
        )
        self.keep_button = KeyButton(tr("Keep it"), tr("Enter"), "primary", from_afar=False)
        self.keep_button.clicked.connect(lambda _=False: keep())
        row = Flow(8)
        row.add(self.keep_button)
        row.add(button(tr("← The last question"), "quiet", to_last))
        row.add(button(tr("Go through it again"), "quiet", begin))
        self._above = AboveRow(frame("plain", column, 0), flow_row(row), own=QUIET_PX)
        column.setContentsMargins(QUIET_PX, 0, QUIET_PX, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._above)

    def show_record(self, record: CheckRecord) -> None:
        """Show what was found, beside the check before it."""
        before = self._stores.checks.all[-1] if self._stores.checks.all else None
        grades = record.grades()
        trends = {place: trend(record, before, *place) for place in grades}
        self.map.show_grades(grades, trends)
        compared = ""
        if before and any(one is not Trend.UNKNOWN for one in trends.values()):
            day = wording.short_day(self._stores.settings.day_of(before.at))
            compared = tr("Compared with {day}.").format(day=day)
        self._compared.setText(compared)
        self._compared.setVisible(bool(compared))
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        suggestion = suggested_for(self._stores, grades)
        self._suggested.setVisible(bool(suggestion and suggestion.items))
        items = suggestion.items if suggestion else ()
        for one in tightest_first(items, self._stores.catalogue.current.exercises):
            self._rows.addWidget(self._row(one))
        self._above.scroll_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The circles and the title are as large as there is room."""
        super().resizeEvent(event)
        fit_title(self._title, self.height())
        self.map.fit(max(theme.px(LEAST_CIRCLE_PX), OF_HEIGHT * self.height()))

    def _row(self, item: Item) -> QWidget:
        """An exercise and why it comes; why one side of it has more would be too much here."""
        catalogue = self._stores.catalogue.current
        exercise = item.entry.of(catalogue.exercises)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(exercise.text.name, "strong", wrap=True))
        words.addWidget(label(reason(item, wording.group(exercise.group)), "small", wrap=True))
        words.addStretch()
        picture = (item.easier and catalogue.picture(exercise.id, "easier")) or catalogue.picture(
            exercise.id, "hold"
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        thumbnail = Thumbnail(self._cache, picture, *map(theme.px, PICTURE_PX))
        row.addWidget(thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return frame("plain", row, 0)

    def _build_suggestion(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(tr("Suggested routine"), "heading", wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)
        column.addStretch()
        self._suggested = frame("card", column, 16)
        return self._suggested
