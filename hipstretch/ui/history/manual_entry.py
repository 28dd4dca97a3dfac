"""A session that was done without the program: when, what, how long, how it felt."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from PySide6.QtCore import QDateTime
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

import hipstretch
from hipstretch.core import timeline as timelines
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.record import SessionRecord, session_record
from hipstretch.core.routine import ELSEWHERE
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import FormDialog, fill, ways_out
from hipstretch.ui.widgets.feeling_scale import FeelingForm
from hipstretch.ui.widgets.inputs import ChoiceField, MomentField, NumberField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import NoteEdit
from hipstretch.ui.widgets.typing import KeptSoon

USUAL_MINUTES = 10
DRAFT = "session"
"""The name of a note among the drafts."""


class ManualEntryDialog(FormDialog):
    """Asks for a session; `record` is what was answered."""

    def __init__(self, stores: Stores, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add a session"))
        self._catalogue = catalogue = stores.catalogue
        self._settings = stores.settings
        self._drafts = stores.drafts()
        now = QDateTime.fromSecsSinceEpoch(int(stores.clock.wall().timestamp()))
        self.when = MomentField(now.addSecs(-USUAL_MINUTES * 60))
        self.when.setMaximumDateTime(now)
        self.when.setAccessibleName(tr("Begun"))
        self.minutes = NumberField(tr("Minutes"), 1, 600, whole=True)
        routines = {name: routine.name for name, routine in catalogue.current.routines.items()}
        self.routine = ChoiceField(tr("What was done"), {ELSEWHERE: tr("Something else"), **routines})
        self.routine.currentIndexChanged.connect(self._fill_minutes)
        self.after = FeelingForm()
        self.note = NoteEdit(tr("A note for yourself"), theme.px(56))
        self.note.setAccessibleName(tr("Note"))
        self.note.setPlainText(self._drafts.get(DRAFT).get("note", ""))
        self._kept_soon = KeptSoon(self._keep_typed, self)
        self.note.textChanged.connect(self._kept_soon.touch)
        self.finished.connect(self._on_over)

        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        names: list[QLabel] = []
        for words, field in (
            (tr("Begun"), self.when),
            (tr("What was done"), self.routine),
            (tr("Minutes"), self.minutes),
        ):
            names.append(label(words))
            form.addRow(names[-1], field)
        keep = button(tr("Add to the history"), "primary", self.accept)
        keep.setDefault(True)
        for key in ("Ctrl+Return", "Ctrl+Enter"):  # alone it begins a line in the note
            QShortcut(QKeySequence(key), self).activated.connect(keep.click)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(label(tr("A session you did without the program"), "heading", wrap=True))
        column.addLayout(form)
        column.addWidget(label(tr("How hips and back felt after it"), "strong", wrap=True))
        column.addWidget(self.after)
        column.addWidget(self.note)
        fill(self, column, ways_out(button(tr("Cancel"), "", self.reject), keep), 560)
        # now that the names have the font of the dialog: everything that is entered begins below the same
        self.after.begin_at(max(one.sizeHint().width() for one in names) + form.horizontalSpacing())
        self._fill_minutes()

    @property
    def typed(self) -> bool:
        """Whether a feeling or a note would be lost."""
        return self.after.feeling() is not None or bool(self.note.note())

    def _keep_typed(self) -> None:
        self._drafts.keep(DRAFT, {"note": self.note.note()} if self.note.note() else {})

    def _on_over(self) -> None:
        """It is in the history, or was thrown away."""
        self._kept_soon.stop()
        self._drafts.keep(DRAFT, {})

    def record(self) -> SessionRecord:
        """The session. Of a routine every set counts as done as it is planned now."""
        began = datetime.fromtimestamp(self.when.dateTime().toSecsSinceEpoch()).astimezone()
        plan = self._plan()
        record = session_record(
            plan,
            {p.key: PhaseResult(Outcome.DONE, p.planned_s) for p in plan},
            id_=uuid4().hex,
            started_at=began,
            ended_at=began + timedelta(minutes=self.minutes.value()),
            routine=self.routine.value,
            app=hipstretch.__version__,
            feeling_after=self.after.feeling(),
            note=self.note.note(),
        )
        return record if plan else replace(record, active_s=self.minutes.value() * 60)

    def _plan(self) -> timelines.Timeline:
        routine = self._catalogue.current.routines.get(self.routine.value)
        if routine is None:
            return ()
        return timelines.build(routine, self._catalogue.current.exercises, self._settings.current)

    def _fill_minutes(self) -> None:
        plan = self._plan()
        self.minutes.setValue(max(1, round(timelines.total_s(plan) / 60)) if plan else USUAL_MINUTES)
