"""One session of the history, with what can be changed of it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.exercise import Kind, Side
from hipstretch.core.figures import lasted_s
from hipstretch.core.longest import longest_holds
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import ExerciseRecord, Feeling, SessionRecord, SetRecord
from hipstretch.qt import names, wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.history_store import HistoryStore
from hipstretch.translation import tr, tr_count
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.feeling_scale import FeelingForm
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import NoteEdit
from hipstretch.ui.widgets.page import scrolled
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from hipstretch.ui.widgets.typing import KeptSoon


class SessionDetail(QWidget):
    """One session in full; its note and feelings can be changed, and it can be deleted.

    What was changed is kept while it is typed. `kept` carries the session as it was before, when another one is shown.
    `exported` carries the one that is to be written to a file, `retime_wanted` the one whose time is to be changed.
    """

    deleted = Signal(object)
    kept = Signal(object)
    exported = Signal(object)
    retime_wanted = Signal(object)

    def __init__(self, catalogue: CatalogueStore, history: HistoryStore, cache: PictureCache) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._history = history
        self._cache = cache
        self._record: SessionRecord | None = None
        self._as_shown: SessionRecord | None = None
        """As it was before anything was typed."""
        self._soon = KeptSoon(self._keep, self)
        self._content = QWidget()
        self._whole = False
        self._title = label(role="heading", wrap=True)
        self._when = label(role="soft", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._before = FeelingForm()
        self._after = FeelingForm()
        self._note = NoteEdit(tr("A note for yourself"), theme.px(90))
        self._note.setAccessibleName(tr("Note"))
        self._save = button(tr("Save changes"), "primary", self._on_save)
        delete = button(tr("Delete session"), "danger", self.delete)
        delete.setToolTip(QKeySequence("Del").toString(QKeySequence.SequenceFormat.NativeText))
        for typed in (self._before.changed, self._after.changed, self._note.textChanged):
            typed.connect(self._show_save)
            typed.connect(self._soon.touch)
        self._save.installEventFilter(self)
        buttons = Flow(8)
        buttons.add(self._save)
        buttons.add(button(tr("Date and length…"), "", self._on_retime))
        buttons.add(button(tr("Export as FIT…"), "", lambda: self.exported.emit(self._record)))
        buttons.add(delete, right=True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for widget in (self._title, self._when):
            column.addWidget(widget)
        column.addLayout(self._rows)
        column.addWidget(label(tr("How hips and back felt before it"), "strong", wrap=True))
        column.addWidget(self._before)
        column.addWidget(label(tr("How hips and back felt after it"), "strong", wrap=True))
        column.addWidget(self._after)
        column.addWidget(label(tr("Note"), "strong"))
        column.addWidget(self._note)
        column.addWidget(flow_row(buttons))
        column.addStretch()
        self._content.setLayout(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._content)
        self._content.installEventFilter(self)
        layout.addWidget(self._area)
        self._area.hide()

    def show_record(self, record: SessionRecord | None) -> None:
        """Show a session, or nothing; what was changed in the one before is kept."""
        if record and self._record and record.id == self._record.id:
            typed = self._changed() != self._record
            if typed or record == self._record:
                self._record = record  # what is typed stays, and nothing jumps
                self._show_when(record)
                return
        else:
            self.keep()
            self._area.verticalScrollBar().setValue(0)
        self._record = None
        self._area.setVisible(record is not None)
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if record is None:
            return
        self._title.setText(names.routine(self._catalogue.current, record.routine))
        self._show_when(record)
        longest = longest_holds(self._history.recent)
        for exercise in record.exercises:
            self._rows.addWidget(self._exercise(exercise, longest.get(exercise.id, 0.0)))
        self._before.show_feeling(record.feeling_before)
        self._after.show_feeling(record.feeling_after)
        self._note.show_note(record.note)
        self._record = self._as_shown = record
        self._show_save()

    def show_whole(self, whole: bool) -> None:
        """Be as high as the session needs, so that the page around scrolls, or scroll within the room there is."""
        self._whole = whole
        bar = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if whole else bar.ScrollBarAsNeeded)
        self._fit()

    def sizeHint(self) -> QSize:
        """No higher than it must be, so that the page around does not scroll for it."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow one is higher."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(self._content.heightForWidth(self.width()) if self._whole else 0)

    def shows(self, record_id: str) -> bool:
        """Whether the session with this id is shown."""
        return self._record is not None and self._record.id == record_id

    def _show_when(self, record: SessionRecord) -> None:
        lasted = wording.minutes(lasted_s(record.started_at, record.ended_at, record.active_s))
        self._when.setText(
            tr("{day}, {time} to {until}. It took {length}, of which {total} were work.").format(
                day=wording.long_day(record.started_at),
                time=wording.clock(record.started_at),
                until=wording.clock(record.ended_at),
                length=lasted,
                total=wording.minutes(record.active_s),
            )
        )

    def _exercise(self, exercise: ExerciseRecord, longest_s: float) -> QFrame:
        picture = Picture(self._cache)
        picture.setFixedSize(theme.px(84), theme.px(63))
        picture.show_picture(self._catalogue.current.picture(exercise.id, "hold"))
        words = QGridLayout()
        words.setHorizontalSpacing(14)
        words.setVerticalSpacing(2)
        words.addWidget(
            label(names.exercise(self._catalogue.current, exercise.id), "strong", wrap=True), 0, 0, 1, 3
        )
        several = len(exercise.sets) > len({s.side for s in exercise.sets})
        for row, one in enumerate(exercise.sets, 1):
            side, done, outcome = self._set_words(one, numbered=several)
            parts = ((side, "soft"), (done, "body"), (outcome, "soft"))
            for column, (text, role) in enumerate(part for part in parts if part[0]):
                words.addWidget(label(text, role, wrap=True), row, column)
        words.setColumnStretch(2, 1)
        if longest_s:
            text = tr("Longest hold of the last sessions: {length}").format(length=wording.held(longest_s))
            words.addWidget(label(text, "small", wrap=True), words.rowCount(), 0, 1, 3)
        middle = QVBoxLayout()  # or one line would be far from the name
        middle.addStretch()
        middle.addLayout(words)
        middle.addStretch()
        row_layout = QHBoxLayout()
        row_layout.setSpacing(16)
        row_layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row_layout.addLayout(middle, 1)
        return frame("card", row_layout, 14)

    def _set_words(self, one: SetRecord, *, numbered: bool) -> tuple[str, str, str]:
        side = wording.side_phrase(one.side) if one.side is not Side.BOTH or numbered else ""
        if one.kind is Kind.HOLD:
            done = _held(one)
        else:
            done = tr_count(
                "{done} of {planned} repetition", "{done} of {planned} repetitions", one.planned_reps
            )
            done = done.format(done=wording.number(one.done_reps), planned=wording.number(one.planned_reps))
        begun = one.outcome is Outcome.SKIPPED and one.done_s > 0
        return side, done, tr("in part") if begun else wording.outcome(one.outcome)

    def _changed(self) -> SessionRecord | None:
        if self._record is None:
            return None
        changed = replace(self._record, note=self._note.note())
        for name, form in (("feeling_before", self._before), ("feeling_after", self._after)):
            if (form.feeling() or Feeling()) != (getattr(self._record, name) or Feeling()):
                changed = replace(changed, **{name: form.feeling()})  # type: ignore[arg-type]
        return changed

    def _show_save(self) -> None:
        """A button that has the focus stays enabled: else Qt would give the focus to the next one."""
        changed = self._record is not None and self._changed() != self._record
        self._save.setEnabled(changed or self._save is self.window().focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The button that saves tells again whether there is something to save once the focus goes on."""
        if event.type() is QEvent.Type.FocusOut:
            self._show_save()
        elif watched is self._content and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Keep what was changed, and tell what the session was before if anything was."""
        self._keep()
        before, self._as_shown = self._as_shown, self._record
        if before and self._record and before != self._record:
            self.kept.emit(before)

    def _keep(self) -> None:
        """Keep what was changed, if anything was; the store is asked for no more than that."""
        changed = self._changed()
        if changed and changed != self._record:
            self._record = changed  # first: the store tells of the change at once
            self._show_save()
            self._history.replace(changed)

    def _on_save(self) -> None:
        self._keep()
        self._as_shown = self._record
        if self._save.hasFocus():
            self._note.setFocus()

    def _on_retime(self) -> None:
        self._keep()
        self.retime_wanted.emit(self._record)

    def delete(self) -> None:
        """Have the session deleted that is shown, if one is."""
        if changed := self._changed():
            self._record = None
            self.deleted.emit(changed)


def _held(one: SetRecord) -> str:
    """What was held of what was planned; of several repetitions that are done as often and as long as they are."""
    done, planned = wording.held(one.done_s), wording.held(one.planned_s)
    if one.planned_reps > 1:
        length = wording.seconds(one.planned_s / one.planned_reps)
        each = tr("{reps} × {length}").format(reps=wording.number(one.planned_reps), length=length)
        if done == planned:
            return each
        planned = each
    return tr("{done} of {planned}").format(done=done, planned=planned)
