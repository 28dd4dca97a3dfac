"""The list of sessions: its model, and how a line is painted."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hipstretch.core.folding import fold
from hipstretch.core.record import SessionOutcome
from hipstretch.core.weeks import begins_week, day_of, first_of_week, weeks_ago
from hipstretch.data.history_line import SessionSummary
from hipstretch.qt import names, wording
from hipstretch.qt.progress_words import weekday_and_day
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.page import BarInMargin

from .session_filters import Wanted

AnyIndex = QModelIndex | QPersistentModelIndex
NOTE_PX = 16
"""The size of the sign of a note, at 100 % text."""
OUTSIDE_PX, INSIDE_PX = 3, 9
"""Above and below the box of a session, and within it, at 100 % text."""
CHOSEN = 3
"""How thick the edge of the chosen session is: one pixel in another colour is overlooked."""


class SessionModel(QAbstractListModel):
    """Sessions newest first. The first of a week carries that week's heading."""

    def __init__(self, catalogue: CatalogueStore) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._today = date.min
        self._begins = 0
        self._all: list[SessionSummary] = []
        self._shown: list[SessionSummary] = []
        self._begins_week: list[bool] = []
        self._names: dict[tuple[str, tuple[str, ...]], str] = {}

    def show_sessions(self, sessions: Sequence[SessionSummary], day: date, begins: int) -> None:
        """Take over the whole history, oldest first, up to a day; one begins at the hour `begins`."""
        self._today = day
        self._begins = begins
        self._all = list(reversed(sessions))

    def filter(self, wanted: Wanted) -> None:
        """Show the sessions that are wanted: each word is in routine, exercises or note."""
        words = fold(wanted.text).split()
        self.beginResetModel()
        self._shown = self._all
        if wanted.outcome:
            self._shown = [one for one in self._shown if one.outcome == wanted.outcome]
        if wanted.routine:
            self._shown = [one for one in self._shown if one.routine == wanted.routine]
        if first := wanted.first:
            self._shown = [one for one in self._shown if self._day(one) >= first]
        if last := wanted.last:
            self._shown = [one for one in self._shown if self._day(one) <= last]
        if words:
            self._shown = [one for one in self._shown if all(word in self._haystack(one) for word in words)]
        self._begins_week = begins_week(list(map(self._day, self._shown)), wording.first_weekday())
        self.endResetModel()

    def row_of(self, record_id: str) -> int | None:
        """Where a session stands, if it is shown."""
        return next((i for i, r in enumerate(self._shown) if r.id == record_id), None)

    def row_of_day(self, day: date) -> int | None:
        """Where the first session of a day stands, if it is shown."""
        rows = (i for i, one in enumerate(self._shown) if self._day(one) == day)
        return max(rows, default=None)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many sessions are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """UserRole is the session, DisplayRole its line, HEADING that of its week or nothing."""
        if not 0 <= index.row() < len(self._shown):
            return None
        one = self._shown[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return one
        if role == BEGINS_WEEK:
            return self._begins_week[index.row()]
        if role == HEADING:
            return week_heading(self._day(one), self._today) if self._begins_week[index.row()] else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = f"{self._name(one)}, {wording.long_day(one.started_at)}, {line(one)}"
            noted = role == Qt.ItemDataRole.AccessibleTextRole and one.note
            return wording.listed((said, tr("with a note"))) if noted else said
        if role == NAME:
            return self._name(one)
        if role == Qt.ItemDataRole.ToolTipRole and one.note:
            return tr("with a note")
        return None

    def _day(self, one: SessionSummary) -> date:
        return day_of(one.started_at, self._begins)

    def _name(self, one: SessionSummary) -> str:
        return names.routine(self._catalogue.current, one.routine)

    def _haystack(self, one: SessionSummary) -> str:
        key = (one.routine, one.exercises)
        if key not in self._names:
            words = (names.exercise(self._catalogue.current, exercise) for exercise in one.exercises)
            self._names[key] = fold("  ".join((self._name(one), *words)))
        return f"{self._names[key]} {fold(one.note)}" if one.note else self._names[key]


HEADING = Qt.ItemDataRole.UserRole + 1
NAME = Qt.ItemDataRole.UserRole + 2
BEGINS_WEEK = Qt.ItemDataRole.UserRole + 3


def week_heading(one: date, today: date) -> str:
    """What stands above the sessions of the week of a day."""
    first_weekday = wording.first_weekday()
    weeks = weeks_ago(one, today, first_weekday)
    if weeks == 0:
        return tr("This week")
    if weeks == 1:
        return tr("Last week")
    return tr("Week of {day}").format(day=wording.long_day(first_of_week(one, first_weekday)))


def line(one: SessionSummary) -> str:
    """A session in a few words: when, how much, and whether something was left out."""
    parts = [wording.clock(one.started_at), wording.minutes(one.active_s)]
    if one.outcome is SessionOutcome.PARTIAL:
        parts.append(tr("in part"))
    return "  ·  ".join(parts)


class SessionList(QListView):
    """The list, which asks for no more than its least height; it takes what there is.

    Its bar has its room always, so that the sessions end where they do if there are few.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBar(BarInMargin(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    @property
    def beside_px(self) -> int:
        """How wide its bar is."""
        self.verticalScrollBar().ensurePolished()
        return self.verticalScrollBar().sizeHint().width()

    def height_of_rows(self, most: int) -> int:
        """How high it must be to show its sessions without scrolling, but no more than `most`."""
        high = 2 * self.frameWidth()
        for row in range(self.model().rowCount()):
            high += row_height(heading=bool(self.model().index(row, 0).data(BEGINS_WEEK)))
            if high >= most:
                return most
        return high

    def sizeHint(self) -> QSize:
        """Qt's would have the page scroll although a lower list has room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class SessionDelegate(QStyledItemDelegate):
    """Paints a session in two lines, under the heading of its week where one begins."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines, and a heading's height more where a week begins."""
        return QSize(200, row_height(heading=bool(index.data(BEGINS_WEEK))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Heading, card, two lines."""
        record = index.data(Qt.ItemDataRole.UserRole)
        tokens = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        state = option.state
        if heading := index.data(HEADING):
            painter.setPen(QColor(tokens.soft))
            painter.setFont(_small(QFont.Weight.DemiBold))
            top = QRectF(rect.x() + 4, rect.y(), rect.width() - 8, _heading_height())
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, _elided(painter, heading, top.width()))
            rect.setTop(top.bottom())
        box = rect.adjusted(0, theme.px(OUTSIDE_PX), 0, -theme.px(OUTSIDE_PX))
        edge = QPen(QColor(tokens.line))
        if state & QStyle.StateFlag.State_Selected:
            has_focus = state & QStyle.StateFlag.State_HasFocus
            edge = QPen(QColor(tokens.ink if has_focus else tokens.hold), CHOSEN)
        painter.setPen(edge)
        painter.setBrush(QColor(tokens.card))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 14, 14)
        side, above = theme.px(16), theme.px(INSIDE_PX)
        inner = box.adjusted(side, above, -side, -above)
        short = weekday_and_day(record.started_at)
        painter.setPen(QColor(tokens.soft))
        painter.setFont(_small())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, short)
        room = inner.width() - painter.fontMetrics().horizontalAdvance(short) - theme.px(12)
        said = _elided(painter, line(record), inner.width() - theme.px(NOTE_PX))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, said)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(_name_font())
        name = _elided(painter, index.data(NAME), room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        if record.note:
            _draw_note(painter, inner.bottomRight(), tokens)
        painter.restore()


def row_height(*, heading: bool) -> int:
    """How high a session of the list is, with or without the heading of its week."""
    lines = QFontMetricsF(_name_font()).height() + QFontMetricsF(_small()).height()
    around = 2 * (theme.px(OUTSIDE_PX) + theme.px(INSIDE_PX)) + theme.px(2)
    return ceil(lines + around + (_heading_height() if heading else 0))


def _heading_height() -> float:
    return QFontMetricsF(_small(QFont.Weight.DemiBold)).height() + theme.px(18)


def _name_font() -> QFont:
    return theme.font(15, QFont.Weight.DemiBold)


def _small(weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    return theme.font(13, weight)


def _draw_note(painter: QPainter, corner: QPointF, tokens: theme.Tokens) -> None:
    """A sheet with three lines, at the lower right."""
    size = theme.px(NOTE_PX) * 0.8
    sheet = QRectF(corner.x() - size, corner.y() - size - 2, size, size)
    painter.setPen(QPen(QColor(tokens.soft), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(sheet, 2, 2)
    for part in (0.28, 0.5, 0.72):
        y = sheet.top() + part * size
        painter.drawLine(QPointF(sheet.left() + size / 4, y), QPointF(sheet.right() - size / 4, y))


def _elided(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
