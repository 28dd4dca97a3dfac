"""The history: the last months at a glance, every session by week, and one session in full."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from hipstretch.core.record import SessionRecord
from hipstretch.data.history_line import SessionSummary
from hipstretch.qt import names, wording
from hipstretch.qt.progress_words import summary
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.transfer.transfer_dialog import Transfer
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import ask
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import ENDLESS_PX, Page, in_the_middle, scrolled
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.undo_bar import UndoBar

from .heat_map import HeatMap
from .manual_entry import ManualEntryDialog
from .page_head import PageHead
from .progress_view import ProgressView
from .report_dialog import ReportDialog
from .session_detail import SessionDetail
from .session_filters import SessionFilters
from .session_list import AnyIndex, SessionDelegate, SessionList, SessionModel, row_height
from .session_times import SessionTimesDialog

NARROW, LOW = 900, 470
"""In less than this width or height all stands below each other: logical pixels at 100 % text."""
LIST = 220
"""How high the list has room to be at least then, also at 100 %."""
AROUND = (28, 20, 28, 20)
"""What is around the page, and scrolls with it; its scroll bar lies at the side."""
GAP, BESIDE = 12, 28
"""Between parts that stand below each other, and between the two columns."""
BATCH = 400
"""So many rows are laid out in one go: the page is up before all of ten years have their place."""


class HistoryPage(Page):
    """The list at the left, the chosen session at the right."""

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self._stores = stores
        self._stale = True
        self._shown_all = False
        """Whether the list once showed every session: then it is not cut again to those that can be had at once."""
        self._reading = False
        self._report_dialog: ReportDialog | None = None
        self._keeps_place = False
        """Whether what stands at the place of a session that goes is shown then, and not the newest one."""
        self._coming_back = ""
        """The id of the session to be shown next: it was added, or a deletion is taken back."""
        self.undo_bar = UndoBar()
        self.filters = SessionFilters(stores.catalogue)
        self.filters.changed.connect(self._filter)
        self.model = SessionModel(stores.catalogue)
        self.list = SessionList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(SessionDelegate(self.list))
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(BATCH)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(tr("Sessions"))
        self.list.selectionModel().currentChanged.connect(self._show_current)
        for meant in (self.list.activated, self.list.clicked):
            meant.connect(self._to_detail)
        self.heat = HeatMap()
        self.heat.chosen.connect(self._open_day)
        self._summary = label(role="soft", wrap=True)
        self.detail = SessionDetail(stores, cache)
        self.detail.deleted.connect(self._delete)
        self.detail.kept.connect(self._on_kept)
        self.detail.retime_wanted.connect(self._retime)

        self.transfer = Transfer(stores, self)
        self.detail.exported.connect(self.transfer.export_session)
        self.head = PageHead(
            tr("History"),
            (tr("Sessions"), tr("Progress")),
            (
                (tr("Add a session…"), self._add),
                (tr("Report…"), self._report),
                (tr("Import…"), self.transfer.import_),
                (tr("Export…"), self.transfer.export),
            ),
        )
        self.head.chosen.connect(self.show_tab)
        self._overview = QWidget()
        overview = QVBoxLayout(self._overview)
        overview.setContentsMargins(0, 0, 0, 0)
        overview.setSpacing(8)
        for part in (self._summary, self.heat, self.heat.legend):
            overview.addWidget(part)
        self._found = _column(self.filters, self._build_nothing(), self.list)
        sessions = QWidget()
        self._grid = QGridLayout(sessions)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(12)
        self._below: bool | None = None
        """Whether all stands below each other."""
        self.progress = ProgressView(stores)
        self._halves = sessions, self.progress
        content = _column(self.head, *self._halves)
        content.setContentsMargins(*AROUND)
        self.progress.hide()
        self._content = in_the_middle(content)
        self._whole = scrolled(self._content, in_margin=True)

        self._stack = QStackedWidget()
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self._build_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        self._beside_undo = QHBoxLayout()
        self._beside_undo.setContentsMargins(0, 0, 0, 0)
        self._beside_undo.addWidget(self.undo_bar)
        column.addLayout(self._beside_undo)
        self.first = self.list
        stores.history.changed.connect(self._on_history)
        stores.settings.changed.connect(self._on_settings)
        for key, act in (
            ("Ctrl+F", self._find),
            ("Ctrl+Tab", self._turn),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        for watched in (self.filters.search, self.list, self.undo_bar):
            watched.installEventFilter(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the history only once somebody looks."""
        super().showEvent(event)
        if self._stale:
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column, and all of the page scrolls, where there is no room for two."""
        super().resizeEvent(event)
        below = self.width() < theme.px(NARROW) or self.height() < theme.px(LOW)
        if below != self._below:
            self._below = below
            self._arrange()
        self._fit_list()

    def _arrange(self) -> None:
        """The list first where all stands below each other, and the keys go on as the eyes do."""
        below = bool(self._below)
        overview, found = (1, 0) if below else (0, 1)
        self._grid.addWidget(self._overview, overview, 0)
        self._grid.addWidget(self._found, found, 0)
        self._grid.addWidget(self.detail, *((2, 0, 1, 1) if below else (0, 1, 2, 1)))
        # the bar lies between the columns: what is above the sessions ends where they do
        bar = 0 if below else self.list.beside_px
        self._grid.setHorizontalSpacing(BESIDE - bar)
        for part in (self._overview, self.filters, self._nothing):
            if layout := part.layout():
                layout.setContentsMargins(*((bar, 0, 0, 0) if self.isRightToLeft() else (0, 0, bar, 0)))
        self._grid.setRowStretch(overview, 0)
        self._grid.setRowStretch(found, 1)
        for column, stretch in enumerate((1, 0) if below else (42, 58)):
            self._grid.setColumnStretch(column, stretch)
        self.setTabOrder(self.list if below else self.head.more, self.heat.squares)
        self.detail.show_whole(below)
        self._fit_detail()

    def _fit_list(self) -> None:
        """Below each other, the list has the height of its sessions, or what is left of the window below the search."""
        if not self._below:
            self.list.setMinimumHeight(row_height(heading=True) + row_height(heading=False))
            self.list.setMaximumHeight(ENDLESS_PX)
            return
        above = self.head.heightForWidth(self.head.width()) + self.filters.heightForWidth(
            self.filters.width()
        )
        left = self._whole.viewport().height() - AROUND[1] - above - 2 * GAP
        self.list.setFixedHeight(self.list.height_of_rows(max(theme.px(LIST), left)))

    def _fit_detail(self) -> None:
        """Below the list there is nothing to scroll to where no session is shown."""
        self.detail.setVisible(not (self._below and self.list.isHidden()))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the list, with the title in view."""
        super().setFocus(reason)
        self._whole.verticalScrollBar().setValue(0)

    def show_tab(self, number: int) -> None:
        """Show the sessions, 0, or the progress, 1; the focus goes on from one to the other."""
        shown, hidden = self._halves[number], self._halves[1 - number]
        shown.show()
        if hidden.isAncestorOf(self.focusWidget() or self):
            self.progress.setFocus() if number else self._to_list()
        hidden.hide()
        self.head.tabs.button(number).setChecked(True)
        self._whole.verticalScrollBar().setValue(0)

    def _turn(self) -> None:
        """Show the other half, and give it the focus wherever that was."""
        self.show_tab(int(self.progress.isHidden()))
        if self.progress.isHidden():
            self._to_list()
        else:
            self.progress.setFocus()

    def _to_detail(self) -> None:
        """Go on to the chosen session where it stands below the list."""
        if self._below:
            top = self.detail.mapTo(self._content, QPoint()).y()
            self._whole.verticalScrollBar().setValue(top - GAP)

    def _find(self) -> None:
        self.show_tab(0)
        self.filters.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take over Esc in the search and the keys that delete a session; have room around what can be undone."""
        if watched is self.undo_bar and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            shown = event.type() is QEvent.Type.ShowToParent
            self._beside_undo.setContentsMargins(*((AROUND[0], 0, *AROUND[2:]) if shown else (0, 0, 0, 0)))
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.filters.search and event.key() == Qt.Key.Key_Escape:
                self._leave_search()
                return True
            if watched is self.list and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                if not event.isAutoRepeat():  # each is deleted on purpose
                    self._delete_chosen()
                return True
        return super().eventFilter(watched, event)

    def _leave_search(self) -> None:
        if self.filters.search.text():
            self.filters.search.clear()
        else:
            self._to_list()

    def _to_list(self) -> None:
        """Give the focus to the list, or to what stands in its place."""
        if self._stack.currentIndex() == 1:
            self._add_first.setFocus()
        else:
            (self.show_all if self.list.isHidden() else self.list).setFocus()

    def keep_typed(self) -> None:
        """Keep the note and the feelings of the session that is shown."""
        super().keep_typed()
        self.detail.keep()

    def _add(self) -> None:
        dialog = ManualEntryDialog(self._stores, self)

        def add() -> None:
            record = dialog.record()
            self._coming_back = record.id
            self._stores.history.add(record)

        ask(dialog, add)

    def _report(self) -> None:
        """Ask what the report should hold; what was answered the last time still stands there."""
        if self._report_dialog is None:
            self._report_dialog = ReportDialog(self._stores, self)
        self._report_dialog.open()

    def _build_empty(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(label(tr("History"), "title"))
        words.addStretch()
        for text, role in (
            (tr("Nothing here yet"), "heading"),
            (
                tr("Every session you do is kept here: what you held, on which side, and how it felt."),
                "soft",
            ),
        ):
            line = label(text, role, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.addWidget(line)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button(tr("Import…"), "", self.transfer.import_))
        self._add_first = button(tr("Add a session…"), "", self._add)
        row.addWidget(self._add_first)
        row.addStretch()
        words.addSpacing(12)
        words.addLayout(row)
        words.addStretch()
        page = QWidget()
        words.setContentsMargins(*AROUND)
        page.setLayout(words)
        return in_the_middle(page)

    def _build_nothing(self) -> QWidget:
        """What stands in place of the list where the filters leave no session."""
        words = QVBoxLayout()
        words.addWidget(label(tr("No session fits all of this."), "strong", wrap=True))
        words.addWidget(label(tr("Fewer words or filters find more."), "soft", wrap=True))
        row = QHBoxLayout()
        self.show_all = button(tr("Show all sessions"), "", self._show_all)
        row.addWidget(self.show_all)
        row.addStretch()
        words.addLayout(row)
        words.addStretch()
        self._nothing = QWidget()
        self._nothing.setLayout(words)
        self._nothing.hide()
        return self._nothing

    def _show_all(self) -> None:
        self.filters.clear()
        self.list.setFocus()

    def _on_settings(self, changed: frozenset[str]) -> None:
        if changed & {"goal_days", "rest_days", "day_begins"}:
            self._on_history()

    def _on_history(self) -> None:
        self._stale = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        """At once what was done lately; if there is much more, that when it was read."""
        self._stale = False
        if self._stores.history.sessions_known or not (self._shown_all or self._stores.history.has_older):
            self._show(self._stores.history.sessions)
            self._shown_all = True
            return
        if not self._shown_all:
            self._show(self._stores.history.sessions_soon)
            reading = tr("Reading older sessions…")
            self._summary.setText(f"{self._summary.text()} {reading}")
        self._read()

    def _read(self) -> None:
        if not self._reading:
            self._reading = True
            self._stores.history.read_sessions(self._on_read)

    def _on_read(self) -> None:
        self._reading = False
        if isValid(self):
            self._on_history()

    def _show(self, sessions: Sequence[SessionSummary]) -> None:
        settings, day = self._stores.settings.current, self._stores.settings.today()
        first = bool(sessions) and self._stack.currentIndex() == 1
        here = self.isAncestorOf(self.window().focusWidget() or self)
        self._stack.setCurrentIndex(0 if sessions else 1)
        self.first = self.list if sessions else self._add_first
        self.model.show_sessions(sessions, day, settings.day_begins)
        self.heat.show_sessions(sessions, day, settings.day_begins, settings.rest_days)
        self._summary.setText(summary(sessions, day, settings.day_begins, settings.goal_days))
        self.progress.show_until(day)
        self.filters.show_routines({one.routine for one in sessions}, day)
        self._filter()
        if first and here:
            self.list.setFocus()  # Qt would go on to the next button, which deletes the session

    def _filter(self) -> None:
        """Show what is wanted, at the place where the person was: the session, or what stands there now."""
        before = self.list.currentIndex()
        shown = before.data(Qt.ItemDataRole.UserRole)
        found, self._coming_back = self._coming_back or (shown.id if shown else ""), ""
        place = max(0, before.row())
        self.model.filter(self.filters.wanted())
        count = self.model.rowCount()
        had_focus = self.list.hasFocus() or self.show_all.hasFocus()
        self._nothing.setVisible(not count)
        self.list.setVisible(count > 0)
        if had_focus:  # else Qt would go on to what stands next, which may be another page's button
            self._to_list()
        self._fit_detail()
        self._fit_list()
        row = self.model.row_of(found)
        if row is None:
            row = min(place, count - 1) if self._keeps_place else 0
        self._keeps_place = False
        self.list.setCurrentIndex(self.model.index(row, 0))
        self._show_current(self.list.currentIndex())

    def _open_day(self, day: date) -> None:
        """Go to the first session of a day, also if the search hides it."""
        row = self.model.row_of_day(day)
        if row is None and self.filters.are_set:
            self.filters.clear()
            row = self.model.row_of_day(day)
        if row is not None:
            self.list.setCurrentIndex(self.model.index(row, 0))
            self.list.scrollTo(self.list.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def _show_current(self, index: AnyIndex) -> None:
        found = index.data(Qt.ItemDataRole.UserRole)
        shown = found if isinstance(found, SessionSummary) else None
        self.heat.squares.mark(self._stores.settings.day_of(shown.started_at) if shown else None)
        if self.list.hasFocus():  # the list scrolls by itself, but may itself be partly out of sight
            place = self.list.visualRect(index).translated(
                self.list.viewport().mapTo(self._content, QPoint())
            )
            self._whole.ensureVisible(place.center().x(), place.center().y(), 0, place.height() // 2 + 1)
        if self._shown_all and not self._stores.history.sessions_known:
            self._read()  # where it stands in the file is not known; then this is called again
            return
        self.detail.show_record(self._stores.history.record(shown) if shown else None)

    def _delete_chosen(self) -> None:
        chosen = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if chosen and self.detail.shows(chosen.id):  # while it is read again, another one may still be shown
            self.detail.delete()

    def _delete(self, record: SessionRecord) -> None:
        """Delete a session; what comes back of it has also what was typed last. The next one takes its place."""
        self._keeps_place = True
        self._stores.history.delete(record.id)
        self.undo_bar.offer(tr("The session was deleted."), partial(self._undelete, record))
        self._to_list()
        QTimer.singleShot(0, self, lambda: self.list.scrollTo(self.list.currentIndex()))  # there is less room

    def _undelete(self, record: SessionRecord) -> None:
        self._coming_back = record.id
        self._stores.history.add(record)

    def _retime(self, record: SessionRecord) -> None:
        """Ask when a session was, and how long it took."""
        name = names.routine(self._stores.catalogue.current, record.routine)
        dialog = SessionTimesDialog(record, name, self._stores.clock, self)

        def change() -> None:
            if dialog.typed:
                self._stores.history.replace(dialog.record())
                self._on_kept(record)

        ask(dialog, change)

    def _on_kept(self, before: SessionRecord) -> None:
        """It can be taken back, whoever it was kept by."""
        if self.isVisible():
            text = tr("Your changes to the session of {day} were kept.")
            day = wording.short_day(self._stores.settings.day_of(before.started_at))
            self.undo_bar.offer(text.format(day=day), partial(self._stores.history.replace, before))


def _column(*parts: QWidget) -> QWidget:
    """Parts below each other; those below the first share the room that is left."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    for part in parts:
        column.addWidget(part, int(part is not parts[0]))
    return made
