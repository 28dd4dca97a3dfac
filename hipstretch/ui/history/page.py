"""The history: the last months at a glance, every session by week, and one session in full."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from hipstretch.core.record import SessionOutcome, SessionRecord
from hipstretch.data.history_line import SessionSummary
from hipstretch.qt import wording
from hipstretch.qt.progress_words import summary
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import ask
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, in_the_middle, scrolled
from hipstretch.ui.widgets.pictures import PictureCache

from .heat_map import HeatMap
from .manual_entry import ManualEntryDialog
from .progress_view import ProgressView
from .report_dialog import ReportDialog
from .session_detail import SessionDetail
from .session_list import AnyIndex, SessionDelegate, SessionModel
from .transfer_dialog import Transfer

BATCH = 400
"""So many rows are laid out in one go: the page is up before all of ten years have their place."""
UNDO_MS = 10_000
"""How long a deletion can be taken back."""


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
        self._bring_back: Callable[[], object] | None = None
        """Takes back the last deletion, or the last change that was kept without a word."""
        self._undo_timer = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._undo_timer.timeout.connect(self._forget_undo)

        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search routine, exercise or note"))
        self.search.setAccessibleName(tr("Search the history"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.outcome = ChoiceField(
            tr("Completed or in part"),
            {
                "": tr("All sessions"),
                SessionOutcome.COMPLETED: tr("Completed"),
                SessionOutcome.PARTIAL: tr("In part"),
            },
        )
        self.outcome.currentIndexChanged.connect(self._filter)
        self.model = SessionModel(stores.catalogue)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(SessionDelegate(self.list))
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(BATCH)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(tr("Sessions"))
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.heat = HeatMap()
        self.heat.chosen.connect(self._open_day)
        self._summary = label(role="soft", wrap=True)
        self.detail = SessionDetail(stores.catalogue, stores.history, cache)
        self.detail.deleted.connect(self._delete)
        self.detail.kept.connect(self._on_kept)

        at_left = QWidget()
        left = QVBoxLayout(at_left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        self.transfer = Transfer(stores, self)
        self.detail.exported.connect(self.transfer.export_session)
        head = Flow(8)
        head.add(label(tr("History"), "title"))
        tabs = QButtonGroup(self)
        for number, name in enumerate((tr("Sessions"), tr("Progress"))):
            tab = button(name, "nav", partial(self.show_tab, number))
            tab.setCheckable(True)
            tab.setChecked(number == 0)
            tabs.addButton(tab, number)
            head.add(tab)
        self._tabs = tabs
        for name, act in (
            (tr("Add a session…"), self._add),
            (tr("Report…"), self._report),
            (tr("Import…"), self.transfer.import_),
            (tr("Export…"), self.transfer.export),
        ):
            head.add(button(name, "quiet", act), right=True)
        left.addWidget(self._summary)
        left.addWidget(self.heat)
        looking = Flow(12)
        looking.add(self.search, grow=True)
        looking.add(self.outcome)
        left.addWidget(flow_row(looking))
        left.addWidget(self.list, 1)
        both = QHBoxLayout()
        both.setSpacing(28)
        both.addWidget(scrolled(at_left), 42)
        both.addWidget(self.detail, 58)
        sessions = QWidget()
        sessions.setLayout(both)
        both.setContentsMargins(0, 0, 0, 0)
        self.progress = ProgressView(stores)
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
        self._stack.addWidget(in_the_middle(content))
        self._stack.addWidget(self._build_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(12)
        column.addWidget(self._stack, 1)
        self._undo = self._build_undo()
        column.addWidget(self._undo)
        self.first = self.list
        stores.history.changed.connect(self._on_history)
        stores.settings.changed.connect(self._on_settings)
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
        dialog = ManualEntryDialog(self._stores.catalogue, self._stores.settings, self._stores.clock, self)
        ask(dialog, lambda: self._stores.history.add(dialog.record()))

    def _report(self) -> None:
        """Ask what the report should hold; what was answered the last time still stands there."""
        if self._report_dialog is None:
            self._report_dialog = ReportDialog(self._stores, self)
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
            (tr("Nothing here yet"), "title"),
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
        row.addWidget(button(tr("Add a session…"), "", self._add))
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
        row.addWidget(button(tr("Undo (Ctrl+Z)"), "quiet", self.undo))
        bar = frame("notice", row)
        row.setContentsMargins(16, 6, 8, 6)
        bar.hide()
        return bar

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
        self._stack.setCurrentIndex(0 if sessions else 1)
        self.model.show_sessions(sessions, day, settings.day_begins)
        self.heat.show_sessions(sessions, day, settings.day_begins, settings.rest_days)
        self._summary.setText(summary(sessions, day, settings.day_begins, settings.goal_days))
        self.progress.show_until(day)
        self._filter()

    def _filter(self) -> None:
        shown = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        self.model.filter(self.search.text(), self.outcome.value)
        row = self.model.row_of(shown.id) if isinstance(shown, SessionSummary) else 0
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
        if self._shown_all and not self._stores.history.sessions_known:
            self._read()  # where it stands in the file is not known; then this is called again
            return
        self.detail.show_record(
            self._stores.history.record(found) if isinstance(found, SessionSummary) else None
        )

    def _delete(self, record: SessionRecord) -> None:
        """Delete a session; what comes back of it has also what was typed last."""
        self._stores.history.delete(record.id)
        self._offer_undo(tr("The session was deleted."), partial(self._stores.history.add, record))

    def _on_kept(self, before: SessionRecord) -> None:
        """Nobody pressed a button for it, so it can be taken back."""
        if self.isVisible():
            text = tr("Your changes to the session of {day} were kept.")
            day = wording.short_day(self._stores.settings.day_of(before.started_at))
            self._offer_undo(text.format(day=day), partial(self._stores.history.replace, before))

    def _offer_undo(self, words: str, bring_back: Callable[[], object]) -> None:
        self._bring_back = bring_back
        self._undo_words.setText(words)
        self._undo.show()
        self._undo_timer.start()

    def _forget_undo(self) -> None:
        self._bring_back = None
        self._undo_timer.stop()
        self._undo.hide()
