"""One session of the history, with what can be changed of it."""

from dataclasses import fields, replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.longest import longest_holds
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import ExerciseRecord, Feeling, SessionRecord
from hipstretch.qt import names, wording
from hipstretch.qt.session_words import session_line, set_lines
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.exercise_row import exercise_row
from hipstretch.ui.widgets.feeling_scale import FeelingForm
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import NoteEdit
from hipstretch.ui.widgets.page import scrolled
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.typing import KeptSoon

from . import charts

CARD_PX = 330
"""The least width of an exercise's card, in logical pixels at 100 % text."""
NOTE_PX = 62
"""How high the note is, also at 100 %."""
GAP_PX, BESIDE_BAR_PX = 10, 8
"""Between parts; and between them and the scroll bar, where there is one."""


class SessionDetail(QWidget):
    """One session in full; its note and feelings can be changed, and it can be deleted.

    What was changed is kept while it is typed. `kept` carries the session as it was before, when another one is shown.
    `exported` carries the one that is to be written to a file, `retime_wanted` the one whose time is to be changed.
    """

    deleted = Signal(object)
    kept = Signal(object)
    exported = Signal(object)
    retime_wanted = Signal(object)

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self._catalogue = stores.catalogue
        self._history = stores.history
        self._settings = stores.settings
        self._cache = cache
        self._record: SessionRecord | None = None
        self._as_shown: SessionRecord | None = None
        """As it was before anything was typed."""
        self._soon = KeptSoon(self._keep, self)
        self._content = QWidget()
        self._whole = False
        self._title = label(role="heading", wrap=True)
        self._when = label(role="soft", wrap=True)
        self._said = label(wrap=True)
        self._change = button(tr("Change"), "quiet", self._unfold)
        self._change.setAccessibleDescription(tr("Hips and back"))
        self._before = FeelingForm()
        self._after = FeelingForm()
        self._note = NoteEdit(tr("A note for yourself"), theme.px(NOTE_PX))
        self._note.setAccessibleName(tr("Note"))
        self._exercises = CardGrid(CARD_PX, GAP_PX)
        self._save = button(tr("Save changes"), "primary", self._on_save)
        self._delete = button(tr("Delete session"), "quiet danger", self.delete)
        self._delete.setToolTip(QKeySequence("Del").toString(QKeySequence.SequenceFormat.NativeText))
        for typed in (self._before.changed, self._after.changed, self._note.textChanged):
            typed.connect(self._show_save)
            typed.connect(self._soon.touch)
        for form in (self._before, self._after):
            form.changed.connect(self._show_felt)
        self._save.installEventFilter(self)
        column = self._column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._when)
        column.addLayout(words)
        column.addWidget(self._build_said())
        column.addWidget(self._exercises)
        self._content.setLayout(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        self._area = scrolled(self._content)
        self._content.installEventFilter(self)
        self._area.verticalScrollBar().rangeChanged.connect(self._leave_bar)
        self._actions = self._build_actions()
        layout.addWidget(self._area, 1)
        layout.addWidget(self._actions)
        layout.addStretch()
        for one in (self._area, self._actions):
            one.hide()

    def _build_said(self) -> QFrame:
        """What the person said: the pain before and after it in a line, to be unfolded, and the note."""
        line = QHBoxLayout()
        line.setSpacing(GAP_PX)
        line.addWidget(self._said, 1)
        line.addWidget(self._change)
        self._forms = QWidget()
        forms = QVBoxLayout(self._forms)
        forms.setContentsMargins(0, 0, 0, GAP_PX)
        forms.setSpacing(GAP_PX)
        for words, form in (
            (tr("How hips and back felt before it"), self._before),
            (tr("How hips and back felt after it"), self._after),
        ):
            forms.addWidget(label(words, "strong", wrap=True))
            forms.addWidget(form)
        self._forms.hide()
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._forms)
        column.addWidget(self._note)
        return frame("card", column, 12)

    def _build_actions(self) -> QWidget:
        """What can be done with the session, and apart what takes it away; in view where it scrolls by itself."""
        row = Flow(8)
        row.add(button(tr("Date and length…"), "quiet", self._on_retime))
        row.add(button(tr("Export as FIT…"), "quiet", lambda: self.exported.emit(self._record)))
        row.add(self._save)
        row.add(self._delete, right=True)
        return flow_row(row)

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
        for one in (self._area, self._actions):
            one.setVisible(record is not None)
        if record is None:
            self._exercises.show_cards(())
            return
        self._title.setText(names.routine(self._catalogue.current, record.routine))
        self._show_when(record)
        longest, here = longest_holds(self._history.recent), longest_holds([record])
        self._exercises.show_cards(
            [self._exercise(one, longest.get(one.id, 0.0), here.get(one.id, 0.0)) for one in record.exercises]
        )
        self._exercises.setVisible(bool(record.exercises))
        self._before.show_feeling(record.feeling_before)
        self._after.show_feeling(record.feeling_after)
        self._unfold(False)
        self._show_felt()
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

    def _leave_bar(self, _least: int, most: int) -> None:
        """Keep off the scroll bar where there is one; else the cards end where the page ends."""
        beside = BESIDE_BAR_PX if most else 0
        self._column.setContentsMargins(*((beside, 0, 0, 0) if self.isRightToLeft() else (0, 0, beside, 0)))

    def _fit(self) -> None:
        """What can be done stands right below the session, and in view where that has to scroll."""
        content = self._content.heightForWidth(self._area.viewport().width())
        if content <= 0:
            return  # nothing was laid out yet
        self._area.setMaximumHeight(content)
        below = GAP_PX + self._actions.heightForWidth(self.width())
        self.setMinimumHeight(content + below if self._whole else 0)

    def shows(self, record_id: str) -> bool:
        """Whether the session with this id is shown."""
        return self._record is not None and self._record.id == record_id

    def _show_when(self, record: SessionRecord) -> None:
        """When it was; and for which day it counts, if not for the one of the calendar."""
        date, day = map(wording.long_day, (record.started_at, self._settings.day_of(record.started_at)))
        said = session_line(date, record)
        counts = tr("counts for {day}").format(day=day)
        self._when.setText(said if day == date else f"{said} · {counts}")

    def _show_felt(self) -> None:
        """The pain before and after it, as it is chosen now."""
        before, after = (form.feeling() or Feeling() for form in (self._before, self._after))
        self._said.setText(
            charts.pain_words(
                {f.name: (getattr(before, f.name), getattr(after, f.name)) for f in fields(Feeling)}
            )
        )

    def _unfold(self, shown: bool | None = None) -> None:
        """Show what can be chosen of the pain, or fold it again."""
        self._forms.setVisible(self._forms.isHidden() if shown is None else shown)

    def _exercise(self, exercise: ExerciseRecord, longest_s: float, here_s: float) -> QFrame:
        """A card; how long it was held at the longest is news where it was broken off, or eased, before that here."""
        known = self._catalogue.current
        more = ""
        if longest_s > here_s and any(one.outcome is not Outcome.DONE for one in exercise.sets):
            more = tr("Longest hold of the last sessions: {length}").format(length=wording.held(longest_s))
        picture, name = known.picture(exercise.id, "hold"), names.exercise(known, exercise.id)
        return frame("card", exercise_row(self._cache, picture, name, set_lines(exercise), more), 12)

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
        wanted = changed or self._save is self.window().focusWidget()
        self._save.setEnabled(wanted)
        self._save.setVisible(wanted)

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
