"""What narrows the list of exercises: words, group, position, what is needed, and what is hidden."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from hipstretch.core.exercise import MuscleGroup, Position
from hipstretch.core.search import Search
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button, choices_in
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label

SEARCH_PX = 240
"""How wide the search is, in logical pixels at 100 % text; with larger text it grows half as much."""


class ExerciseFilters(QWidget):
    """A row of fields, and the button for a new exercise; in a low window most of them can be folded away."""

    changed = Signal()

    def __init__(self, new_exercise: Callable[[], object]) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search in names, steps and where you feel it"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(80)
        self.search.setFixedWidth((SEARCH_PX + theme.px(SEARCH_PX)) // 2)
        self.search.textChanged.connect(self.changed)
        groups = [("", tr("All"))] + [(g.value, wording.group(g)) for g in MuscleGroup]
        row = Flow(8)
        row.add(self.search)
        self.group = choices_in(row, self, groups)
        self.group.idClicked.connect(self.changed)
        positions = {position.value: wording.position_name(position) for position in Position}
        self.position = ChoiceField(tr("Position"), {"": tr("Any position"), **positions})
        self.position.currentIndexChanged.connect(self.changed)
        self.mat_only = QCheckBox(tr("Only a mat"))
        self.mat_only.setAccessibleName(tr("Only exercises that need no more than a mat"))
        self.mat_only.toggled.connect(self.changed)
        self.hidden_only = QCheckBox("")
        self.hidden_only.toggled.connect(self.changed)
        self.more = button(tr("Filters"), "chip")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show)
        self._low = False
        self._hidden = 0
        self._count = label("", "soft")
        self.new = button(tr("New exercise"), "", new_exercise)
        for one in (self.more, self.position, self.mat_only, self.hidden_only):
            row.add(one)
        row.add(self._count, right=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 0, 28, 0)
        column.addWidget(flow_row(row))
        self._show()

    def fold(self, low: bool) -> None:
        """In a low window show the search alone, until more is asked for."""
        if low != self._low:
            self._low = low
            self._show()

    def _show(self) -> None:
        narrowed = replace(self.wanted(), words="") != Search()  # what narrows the list is seen
        shown = not self._low or self.more.isChecked() or narrowed
        self.more.setVisible(self._low)
        for one in (*self.group.buttons(), self.position, self.mat_only):
            one.setVisible(shown)
        self.hidden_only.setVisible(shown and self._hidden > 0)

    def wanted(self) -> Search:
        """What is looked for."""
        group, position = self.group.checkedButton(), self.position.currentData()
        wanted_group = group.property("value") if group else None
        return Search(
            words=self.search.text(),
            group=MuscleGroup(wanted_group) if wanted_group else None,
            position=Position(position) if position else None,
            mat_only=self.mat_only.isChecked(),
            hidden=self.hidden_only.isChecked(),
        )

    def show_hidden(self, hidden: int) -> None:
        """Offer to see the hidden exercises, of which there are so many; not if there are none."""
        if not hidden:
            with QSignalBlocker(self.hidden_only):
                self.hidden_only.setChecked(False)
        self.hidden_only.setText(tr("Hidden ({count})").format(count=wording.number(hidden)))
        self._hidden = hidden
        self._show()

    def show_count(self, found: int, total: int) -> None:
        """Say how many of all exercises are left, if not all are asked for."""
        words = tr("{count} of {total}")
        self._count.setText(words.format(count=wording.number(found), total=wording.number(total)))
        self._count.setVisible(self.wanted() != Search())

    def clear(self) -> None:
        """Leave every exercise."""
        self._only("")
        self.search.setFocus()

    def show_group(self, group: MuscleGroup) -> None:
        """Leave the exercises of a group, however they were narrowed before."""
        self._only(group.value)
        self.search.setFocus()

    def _only(self, group: str) -> None:
        for one in self.group.buttons():
            one.setChecked(one.property("value") == group)
        self.position.setCurrentIndex(0)
        self.mat_only.setChecked(False)
        self.hidden_only.setChecked(False)
        self.more.setChecked(bool(group))
        self.search.clear()
        self.changed.emit()
