"""What was done in a session, exercise by exercise, on the page after it."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from hipstretch.core.outcome import Outcome
from hipstretch.core.record import ExerciseRecord, SessionRecord
from hipstretch.qt import names, wording
from hipstretch.qt.session_words import set_lines
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.exercise_row import exercise_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache

MANY, DONE_GAP_PX, CLOSE_GAP_PX = 6, 10, 6
"""Between the exercises that were done, of which more than so many in a column stand closer, to be seen as a whole."""
BESIDE_GAP_PX = 32
"""Between two columns of exercises."""


class DoneCard(QFrame):
    """A heading, and below it each exercise with its sets, in two columns where there is room."""

    def __init__(self, catalogue: CatalogueStore, cache: PictureCache) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._catalogue = catalogue
        self._cache = cache
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        column.addWidget(label(tr("What you did"), "heading"))
        self._done = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns = (QVBoxLayout(), QVBoxLayout())
        for one in self._columns:
            self._done.addLayout(one, 1)
            one.addStretch()
        column.addLayout(self._done)
        self._wide = False
        self._gap = DONE_GAP_PX

    def show_record(self, record: SessionRecord) -> None:
        """Show what was done in this session."""
        half = (len(record.exercises) + 1) // 2
        self._gap = CLOSE_GAP_PX if len(record.exercises) > MANY else DONE_GAP_PX
        for column, part in zip(
            self._columns, (record.exercises[:half], record.exercises[half:]), strict=True
        ):
            while (item := column.takeAt(0)) is not None:
                if widget := item.widget():
                    widget.deleteLater()
            for done in part:
                column.addWidget(self._row(done))
            column.addStretch()
        self.widen(wide=self._wide)

    def widen(self, *, wide: bool) -> None:
        """Have two columns beside each other, or one."""
        self._wide = wide
        ways = QBoxLayout.Direction
        self._done.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._done.setSpacing(BESIDE_GAP_PX if wide else self._gap)
        for column in self._columns:
            column.setSpacing(DONE_GAP_PX if wide else self._gap)

    def _row(self, done: ExerciseRecord) -> QFrame:
        known = self._catalogue.current
        picture = known.picture(done.id, "hold") if done.id in known.exercises else None
        name = names.exercise(known, done.id)
        return frame("plain", exercise_row(self._cache, picture, name, *done_lines(done)), 0)


def done_lines(done: ExerciseRecord) -> tuple[list[tuple[str, str, str]], str]:
    """What was done of an exercise against the plan, set by set, and a kind word for what was not done in full."""
    if all(one.outcome is Outcome.SKIPPED and not one.done_s for one in done.sets):
        return [], tr("left out this time")
    lines = set_lines(done)
    if all(one.outcome is not Outcome.EASED for one in done.sets):
        return lines, ""
    eased, in_part = wording.outcome(Outcome.EASED), tr("in part")
    return [(side, said, in_part if how == eased else how) for side, said, how in lines], tr(
        "eased off, and that was right"
    )
