"""The history: the last months at a glance, every session by week, and one session in full."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from hipstretch.core.exercise import Kind, Side
from hipstretch.core.progress import last_days
from hipstretch.core.record import ExerciseRecord, Feeling, SessionOutcome, SessionRecord, SetRecord
from hipstretch.core.settings import Settings
from hipstretch.data.clock import today
from hipstretch.data.history_file import Listed
from hipstretch.qt import wording
from hipstretch.qt.store import Store
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import ask
from hipstretch.ui.widgets.feeling_scale import FeelingForm
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import NoteEdit
from hipstretch.ui.widgets.page import Page, scrolled
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .heat_map import HeatMap, first_of_week
from .manual_entry import ELSEWHERE, ElsewhereDialog
from .progress import ProgressView
from .report_dialog import ReportDialog
from .transfer_dialog import Transfer

BATCH = 400
"""So many rows are laid out in one go: the page is up before all of ten years have their place."""
UNDO_MS = 10_000
"""How long a deletion can be taken back."""

AnyIndex = QModelIndex | QPersistentModelIndex


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryPage", text)


class HistoryPage(Page):
    """The list at the left, the chosen session at the right."""

    def __init__(self, store: Store, cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self._store = store
        self._stale = True
        self._shown_all = False
        """Whether the list once showed every session: then it is not cut again to those that can be had at once."""
        self._reading = False
        self._report_dialog: ReportDialog | None = None
        self._goal = store.settings.goal_days, store.settings.rest_days
        self._bring_back: Callable[[], object] | None = None
        """Takes back the last deletion, or the last change that was kept without a word."""
        self._undo_timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._undo_timer.timeout.connect(self._forget_undo)

        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search routine, exercise or note"))
        self.search.setAccessibleName(self.tr("Search the history"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.outcome = ChoiceField(
            self.tr("Completed or in part"),
            {
                "": self.tr("All sessions"),
                SessionOutcome.COMPLETED: self.tr("Completed"),
                SessionOutcome.PARTIAL: self.tr("In part"),
            },
        )
        self.outcome.currentIndexChanged.connect(self._filter)
        self.model = SessionModel(store)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(SessionDelegate(self.list))
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(BATCH)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Sessions"))
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.heat = HeatMap()
        self.heat.chosen.connect(self._open_day)
        self._summary = label(role="soft", wrap=True)
        self.detail = Detail(store, cache)
        self.detail.deleted.connect(self._delete)
        self.detail.kept.connect(self._on_kept)

        left = QVBoxLayout()
        left.setSpacing(12)
        self.transfer = Transfer(store, self)
        head = Flow(8)
        head.add(label(self.tr("History"), "title"))
        tabs = QButtonGroup(self)
        for number, name in enumerate((self.tr("Sessions"), self.tr("Progress"))):
            tab = button(name, "nav", partial(self.show_tab, number))
            tab.setCheckable(True)
            tab.setChecked(number == 0)
            tabs.addButton(tab, number)
            head.add(tab)
        self._tabs = tabs
        for name, act in (
            (self.tr("Add a session…"), self._add),
            (self.tr("Report…"), self._report),
            (self.tr("Import…"), self.transfer.import_),
            (self.tr("Export…"), self.transfer.export),
        ):
            head.add(button(name, "quiet", act), right=True)
        left.addWidget(self._summary)
        left.addWidget(self.heat)
        looking = QHBoxLayout()
        looking.addWidget(self.search, 1)
        looking.addWidget(self.outcome)
        left.addLayout(looking)
        left.addWidget(self.list, 1)
        both = QHBoxLayout()
        both.setSpacing(28)
        both.addLayout(left, 42)
        both.addWidget(self.detail, 58)
        sessions = QWidget()
        sessions.setLayout(both)
        both.setContentsMargins(0, 0, 0, 0)
        self.progress = ProgressView(store)
        self._halves = QStackedWidget()
        self._halves.addWidget(sessions)
        self._halves.addWidget(scrolled(self.progress))
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(flow_row(head))
        whole.addWidget(self._halves, 1)
        content = QWidget()
        content.setLayout(whole)

        self._stack = QStackedWidget()
        self._stack.addWidget(content)
        self._stack.addWidget(self._build_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(12)
        column.addWidget(self._stack, 1)
        self._undo = self._build_undo()
        column.addWidget(self._undo)
        self.first = self.list
        store.history_changed.connect(self._on_history)
        store.settings_changed.connect(self._on_settings)
        for key, act in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+F", self._find),
            ("Ctrl+Tab", lambda: self.show_tab(1 - self._halves.currentIndex())),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the history only once somebody looks."""
        super().showEvent(event)
        if self._stale:
            self._fill()

    def show_tab(self, number: int) -> None:
        """Show the sessions, 0, or the progress, 1."""
        self._halves.setCurrentIndex(number)
        self._tabs.button(number).setChecked(True)

    def _find(self) -> None:
        self.show_tab(0)
        self.search.setFocus()

    def keep_typed(self) -> None:
        """Keep the note and the feelings of the session that is shown."""
        super().keep_typed()
        self.detail.keep()

    def _add(self) -> None:
        dialog = ElsewhereDialog(self._store, self)
        ask(dialog, lambda: self._store.add_record(dialog.record()))

    def _report(self) -> None:
        """Ask what the report should hold; what was answered the last time still stands there."""
        if self._report_dialog is None:
            self._report_dialog = ReportDialog(self._store, self)
        self._report_dialog.open()

    def undo(self) -> None:
        """Take back the last deletion, or change that was kept without a word."""
        bring_back = self._bring_back
        self._forget_undo()
        if bring_back:
            bring_back()

    def _build_empty(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addStretch()
        for text, role in (
            (self.tr("Nothing here yet"), "title"),
            (
                self.tr("Every session you do is kept here: what you held, on which side, and how it felt."),
                "soft",
            ),
        ):
            line = label(text, role, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.addWidget(line)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button(self.tr("Import…"), "", self.transfer.import_))
        row.addWidget(button(self.tr("Add a session…"), "", self._add))
        row.addStretch()
        words.addSpacing(12)
        words.addLayout(row)
        words.addStretch()
        page = QWidget()
        page.setLayout(words)
        return page

    def _build_undo(self) -> QFrame:
        row = QHBoxLayout()
        self._undo_words = label("", wrap=True)
        row.addWidget(self._undo_words, 1)
        row.addWidget(button(self.tr("Undo (Ctrl+Z)"), "quiet", self.undo))
        bar = frame("notice", row)
        row.setContentsMargins(16, 6, 8, 6)
        bar.hide()
        return bar

    def _on_settings(self, settings: Settings) -> None:
        goal = settings.goal_days, settings.rest_days
        if goal != self._goal:
            self._goal = goal
            self._on_history()

    def _on_history(self) -> None:
        self._stale = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        """At once what was done lately; if there is much more, that when it was read."""
        self._stale = False
        if self._store.sessions_known or not (self._shown_all or self._store.has_older):
            self._show(self._store.sessions)
            self._shown_all = True
            return
        if not self._shown_all:
            self._show(self._store.sessions_soon)
            self._summary.setText(f"{self._summary.text()} {self.tr('Reading older sessions…')}")
        self._read()

    def _read(self) -> None:
        if not self._reading:
            self._reading = True
            self._store.read_sessions(self._on_read)

    def _on_read(self) -> None:
        self._reading = False
        if isValid(self):
            self._on_history()

    def _show(self, sessions: Sequence[Listed]) -> None:
        day = today(self._store.clock)
        self._stack.setCurrentIndex(0 if sessions else 1)
        self.model.show_sessions(sessions, day)
        self.heat.show_sessions(sessions, day, self._store.settings.rest_days)
        self._summary.setText(summary(sessions, day, self._store.settings.goal_days))
        self.progress.show_until(day)
        self._filter()

    def _filter(self) -> None:
        shown = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        self.model.filter(self.search.text(), self.outcome.value)
        row = self.model.row_of(shown.id) if isinstance(shown, Listed) else 0
        self.list.setCurrentIndex(self.model.index(row, 0))
        self._show_current(self.list.currentIndex())

    def _open_day(self, day: date) -> None:
        """Go to the first session of a day, also if the search hides it."""
        row = self.model.row_of_day(day)
        if row is None and (self.search.text() or self.outcome.currentIndex()):
            self.search.clear()
            self.outcome.setCurrentIndex(0)
            row = self.model.row_of_day(day)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row, 0))
            self.list.scrollTo(self.list.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def _show_current(self, index: AnyIndex) -> None:
        found = index.data(Qt.ItemDataRole.UserRole)
        if self._shown_all and not self._store.sessions_known:
            self._read()  # where it stands in the file is not known; then this is called again
            return
        self.detail.show_record(self._store.record(found) if isinstance(found, Listed) else None)

    def _delete(self, record: SessionRecord) -> None:
        """Delete a session; what comes back of it has also what was typed last."""
        self._store.delete_record(record.id)
        self._offer_undo(self.tr("The session was deleted."), partial(self._store.add_record, record))

    def _on_kept(self, before: SessionRecord) -> None:
        """Nobody pressed a button for it, so it can be taken back."""
        if self.isVisible():
            text = self.tr("Your changes to the session of %1 were kept.")
            day = wording.short_day(before.started_at)
            self._offer_undo(text.replace("%1", day), partial(self._store.replace_record, before))

    def _offer_undo(self, words: str, bring_back: Callable[[], object]) -> None:
        self._bring_back = bring_back
        self._undo_words.setText(words)
        self._undo.show()
        self._undo_timer.start()

    def _forget_undo(self) -> None:
        self._bring_back = None
        self._undo_timer.stop()
        self._undo.hide()


def summary(sessions: Sequence[Listed], day: date, goal_days: int = 0) -> str:
    """The four weeks up to a day, and its week if there is a goal, in words: a statement, never a verdict."""
    days = last_days(sessions, day, 28)
    active = [d for d in days if d.sessions]
    said = (
        _tr("The last four weeks: %1, %2 of work.")
        .replace("%1", wording.days(len(active)))
        .replace("%2", wording.minutes(sum(d.active_s for d in active)))
    )
    if not goal_days:
        return said
    this_week = sum(1 for d in active if d.date >= first_of_week(day))
    goal = _tr("This week: %1 of %2.").replace("%1", QLocale().toString(this_week))
    return f"{said} {goal.replace('%2', wording.days(goal_days))}"


def routine_name(store: Store, routine_id: str) -> str:
    """A routine's name; its id if it is gone."""
    if routine_id == ELSEWHERE:
        return _tr("Done elsewhere")
    found = store.catalogue.routine(routine_id)
    return found.name if found else routine_id


def exercise_name(store: Store, exercise_id: str) -> str:
    """An exercise's name; its id if it is gone."""
    found = store.catalogue.exercises.get(exercise_id)
    return found.text.name if found else exercise_id


class SessionModel(QAbstractListModel):
    """Sessions newest first. The first of a week carries that week's heading."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._today = date.min
        self._all: list[Listed] = []
        self._shown: list[Listed] = []
        self._begins_week: list[bool] = []
        self._names: dict[tuple[str, tuple[str, ...]], str] = {}

    def show_sessions(self, sessions: Sequence[Listed], day: date) -> None:
        """Take over the whole history, oldest first, up to a day."""
        self._today = day
        self._all = list(reversed(sessions))

    def filter(self, text: str, outcome: str = "") -> None:
        """Show the sessions that hold every word of `text` in routine, exercises or note, and ended like that."""
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = self._all
        if outcome:
            self._shown = [one for one in self._shown if one.outcome == outcome]
        if words:
            self._shown = [one for one in self._shown if all(word in self._haystack(one) for word in words)]
        first = QLocale().firstDayOfWeek().value
        weeks = [(one.started_at.toordinal() - first) // 7 for one in self._shown]
        self._begins_week = [w != before for w, before in zip(weeks, [None, *weeks], strict=False)]
        self.endResetModel()

    def row_of(self, record_id: str) -> int:
        """Where a session stands; 0 if it is not shown."""
        return next((i for i, r in enumerate(self._shown) if r.id == record_id), 0)

    def row_of_day(self, day: date) -> int | None:
        """Where the first session of a day stands, if it is shown."""
        rows = (i for i, one in enumerate(self._shown) if one.started_at.date() == day)
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
            return week_heading(one, self._today) if self._begins_week[index.row()] else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (
                f"{routine_name(self._store, one.routine)}, {wording.long_day(one.started_at)}, {line(one)}"
            )
        if role == NAME:
            return routine_name(self._store, one.routine)
        return None

    def _haystack(self, one: Listed) -> str:
        key = (one.routine, one.exercises)
        if key not in self._names:
            names = (exercise_name(self._store, exercise) for exercise in one.exercises)
            self._names[key] = " ".join((routine_name(self._store, one.routine), *names)).casefold()
        return f"{self._names[key]} {one.note.casefold()}" if one.note else self._names[key]


HEADING = Qt.ItemDataRole.UserRole + 1
NAME = Qt.ItemDataRole.UserRole + 2
BEGINS_WEEK = Qt.ItemDataRole.UserRole + 3


def week(one: Listed) -> date:
    """The first day of a session's week, as the locale counts weeks."""
    return first_of_week(one.started_at.date())


def week_heading(one: Listed, day: date) -> str:
    """What stands above the sessions of a week, on a day."""
    weeks = (first_of_week(day) - week(one)).days // 7
    if weeks == 0:
        return _tr("This week")
    if weeks == 1:
        return _tr("Last week")
    return _tr("Week of %1").replace("%1", wording.long_day(week(one)))


def line(one: Listed) -> str:
    """A session in a few words: when, how much, and whether something was left out."""
    parts = [wording.clock(one.started_at), wording.minutes(one.active_s)]
    if one.outcome is SessionOutcome.PARTIAL:
        parts.append(_tr("in part"))
    return "  ·  ".join(parts)


class SessionDelegate(QStyledItemDelegate):
    """Paints a session in two lines, under the heading of its week where one begins."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Two lines, and a heading's height more where a week begins."""
        return QSize(200, theme.px(62) + (theme.px(34) if index.data(BEGINS_WEEK) else 0))

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
            painter.setFont(theme.font(13, QFont.Weight.DemiBold))
            top = QRectF(rect.x() + 4, rect.y(), rect.width(), theme.px(34))
            painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, heading)
            rect.setTop(rect.top() + theme.px(34))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = rect.adjusted(1, 3, -13, -3)
        painter.setPen(QColor(tokens.hold if chosen else tokens.line))
        painter.setBrush(QColor(tokens.card))
        painter.drawRoundedRect(box, 14, 14)
        inner = box.adjusted(16, 8, -16, -8)
        short = wording.short_day(record.started_at)
        painter.setPen(QColor(tokens.ink))
        name_font = theme.font(15, QFont.Weight.DemiBold)
        painter.setFont(name_font)
        room = inner.width() - theme.px(90)
        name = _elided(painter, index.data(NAME), room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(tokens.soft))
        painter.setFont(theme.font(13))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, short)
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, line(record))
        painter.restore()


def _elided(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))


class Detail(QWidget):
    """One session in full; its note and feelings can be changed, and it can be deleted.

    What was changed is kept when another session is shown. `kept` then carries the session as it was before.
    """

    deleted = Signal(object)
    kept = Signal(object)

    def __init__(self, store: Store, cache: PictureCache) -> None:
        super().__init__()
        self._store = store
        self._cache = cache
        self._record: SessionRecord | None = None
        self._title = label(role="heading", wrap=True)
        self._when = label(role="soft", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._before = FeelingForm()
        self._after = FeelingForm()
        self._note = NoteEdit(self.tr("A note for yourself"), theme.px(90))
        self._note.setAccessibleName(self.tr("Note"))
        self._save = button(self.tr("Save changes"), "primary", self._keep)
        delete = button(self.tr("Delete session"), "danger", self._on_delete)
        self._before.changed.connect(self._show_save)
        self._after.changed.connect(self._show_save)
        self._note.textChanged.connect(self._show_save)
        buttons = Flow(8)
        buttons.add(self._save)
        buttons.add(delete, right=True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for widget in (self._title, self._when):
            column.addWidget(widget)
        column.addLayout(self._rows)
        column.addWidget(label(self.tr("How hips and back felt before it"), "strong", wrap=True))
        column.addWidget(self._before)
        column.addWidget(label(self.tr("How hips and back felt after it"), "strong", wrap=True))
        column.addWidget(self._after)
        column.addWidget(label(self.tr("Note"), "strong"))
        column.addWidget(self._note)
        column.addWidget(flow_row(buttons))
        column.addStretch()
        content = QWidget()
        content.setLayout(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(content)
        layout.addWidget(self._area)
        self._area.hide()

    def show_record(self, record: SessionRecord | None) -> None:
        """Show a session, or nothing; what was changed in the one before is kept."""
        if record and self._record and record.id == self._record.id:
            typed = self._changed() != self._record
            if typed or record == self._record:
                self._record = record  # what is typed stays, and nothing jumps
                return
        else:
            self.keep()
        self._record = None
        self._area.setVisible(record is not None)
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if record is None:
            return
        self._title.setText(routine_name(self._store, record.routine))
        lasted = wording.minutes((record.ended_at - record.started_at).total_seconds())
        self._when.setText(
            self.tr("%1, %2 to %3. It took %4, of which %5 were work.")
            .replace("%1", wording.long_day(record.started_at))
            .replace("%2", wording.clock(record.started_at))
            .replace("%3", wording.clock(record.ended_at))
            .replace("%4", lasted)
            .replace("%5", wording.minutes(record.active_s))
        )
        for exercise in record.exercises:
            self._rows.addWidget(self._exercise(exercise))
        self._before.show_feeling(record.feeling_before)
        self._after.show_feeling(record.feeling_after)
        self._note.show_note(record.note)
        self._record = record
        self._show_save()

    def _exercise(self, exercise: ExerciseRecord) -> QFrame:
        picture = Picture(self._cache)
        picture.setFixedSize(84, 63)
        picture.show_picture(self._store.catalogue.picture(exercise.id, "hold"))
        words = QGridLayout()
        words.setHorizontalSpacing(14)
        words.setVerticalSpacing(2)
        words.addWidget(label(exercise_name(self._store, exercise.id), "strong", wrap=True), 0, 0, 1, 3)
        several = len(exercise.sets) > len({s.side for s in exercise.sets})
        for row, one in enumerate(exercise.sets, 1):
            side, done, outcome = self._set_words(one, numbered=several)
            parts = ((side, "soft"), (done, "body"), (outcome, "soft"))
            for column, (text, role) in enumerate(part for part in parts if part[0]):
                words.addWidget(label(text, role), row, column)
        words.setColumnStretch(2, 1)
        row_layout = QHBoxLayout()
        row_layout.setSpacing(16)
        row_layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row_layout.addLayout(words, 1)
        return frame("card", row_layout, 14)

    def _set_words(self, one: SetRecord, *, numbered: bool) -> tuple[str, str, str]:
        side = wording.side_phrase(one.side) if one.side is not Side.BOTH or numbered else ""
        if one.kind is Kind.HOLD:
            done = self.tr("%1 of %2")
            done = done.replace("%1", wording.seconds(one.done_s)).replace(
                "%2", wording.seconds(one.planned_s)
            )
        else:
            done = self.tr("%1 of %2 repetitions")
            done = done.replace("%1", str(one.done_reps)).replace("%2", str(one.planned_reps))
        return side, done, wording.outcome(one.outcome)

    def _changed(self) -> SessionRecord | None:
        if self._record is None:
            return None
        changed = replace(self._record, note=self._note.note())
        for name, form in (("feeling_before", self._before), ("feeling_after", self._after)):
            if (form.feeling() or Feeling()) != (getattr(self._record, name) or Feeling()):
                changed = replace(changed, **{name: form.feeling()})  # type: ignore[arg-type]
        return changed

    def _show_save(self) -> None:
        self._save.setEnabled(self._record is not None and self._changed() != self._record)

    def keep(self) -> None:
        """Keep what was changed, if anything was; the store is asked for no more than that."""
        if before := self._keep():
            self.kept.emit(before)

    def _keep(self) -> SessionRecord | None:
        """Keep what was changed; the session as it was before, None if nothing was changed."""
        before, changed = self._record, self._changed()
        if before is None or changed is None or changed == before:
            return None
        self._record = changed  # first: the store tells of the change at once
        self._show_save()
        self._store.replace_record(changed)
        return before

    def _on_delete(self) -> None:
        if changed := self._changed():
            self._record = None
            self.deleted.emit(changed)
