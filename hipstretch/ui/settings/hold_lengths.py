"""Hold, repetitions and sets of every exercise, and what they do to the routines."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget

from hipstretch.core.effect import with_usual
from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.settings import TIMING, DosageOverride
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.plans import Plans
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import WIDEST_PX, lower_bar
from hipstretch.ui.widgets.pictures import PictureCache

from .captions import CaptionBar
from .effect import effect
from .hold_rows import GroupSection
from .section import Section


class HoldLengthsSection(Section):
    """Hold, repetitions and sets of every exercise, and what they do to the routines."""

    taken_back = Signal()
    """Undo was pressed, and is gone."""

    def __init__(
        self,
        settings: SettingsStore,
        stack: QStackedWidget,
        catalogue: CatalogueStore,
        plans: Plans,
        cache: PictureCache,
    ) -> None:
        super().__init__(settings, stack)
        self.head(
            tr("Hold lengths"),
            tr(
                "Your own numbers replace those of every routine, from the next hold of a running session on."
            ),
        )
        self.names |= {*TIMING, "conditions"}
        self._catalogue = catalogue
        self._plans = plans
        self._before_reset: Mapping[str, DosageOverride] | None = None
        self.groups: list[GroupSection] = []
        exercises = catalogue.current.exercises.values()
        for group in MuscleGroup:
            members = [e for e in exercises if e.group is group]
            if members:
                made = GroupSection(group, members, catalogue, settings, cache, self._reset)
                self.groups.append(made)
                self.column.addWidget(made)
        if self.groups:
            self.groups[0].open(True)
        self.column.addStretch()
        self.captions = CaptionBar(self.area, self.groups)
        self.bar = self._build_bar()
        """Stands below the section: what the numbers of the person do to the routines."""
        plans.changed.connect(self._show_effect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The captions go with the rows."""
        super().resizeEvent(event)
        self.captions.place_soon()

    def show_exercise(self, exercise_id: str) -> None:
        """Open the group of an exercise, and give its row the focus."""
        for group in self.groups:
            for row in group.rows:
                if row.exercise_id == exercise_id:
                    group.open(True)
                    row.setFocus(Qt.FocusReason.TabFocusReason)
                    QTimer.singleShot(0, row, partial(self.area.ensureWidgetVisible, row))

    def refresh(self) -> None:
        """Show the settings as they are."""
        super().refresh()
        for group in self.groups:
            group.refresh()
        self._show_effect()

    def _build_bar(self) -> QFrame:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.effect = label("", "strong", wrap=True)
        self.undo = button(tr("Undo"), "", self._take_back)
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        self.reset_all = button(tr("All back to recommended"), "quiet", self._reset)
        row.addWidget(self.effect, 1)
        row.addWidget(self.undo)
        row.addWidget(self.reset_all)
        self.bar_row = row
        return lower_bar(row, WIDEST_PX)

    def _show_effect(self) -> None:
        settings = self._settings.current
        known = {k for k in settings.exercises if k in self._catalogue.current.exercises}
        if known:
            routines = self._catalogue.current.routines.values()
            touched = (r for r in routines if not known.isdisjoint(e.exercise for e in r.entries))
            words = effect(self._plans.changed_lengths(touched, with_usual(settings, {"exercises"})))
        else:
            words = tr("All hold lengths are as recommended.")
        self.effect.setText(words)
        self.reset_all.setVisible(bool(known))
        self.undo.setVisible(self._before_reset is not None)
        self.show_bar()

    def show_bar(self) -> None:
        """Show the bar below the section, if that is shown."""
        self.bar.setVisible(not self.area.isHidden())

    def _reset(self, exercise: str = "") -> None:
        """Forget the person's numbers for one exercise, or for all of them, until `Undo`."""
        settings = self._settings.current
        self._before_reset = settings.exercises
        kept = {k: v for k, v in settings.exercises.items() if exercise and k != exercise}
        self._settings.change(exercises=kept)
        self.undo.setFocus()

    def _take_back(self) -> None:
        if self._before_reset is not None:
            before, self._before_reset = self._before_reset, None
            self._settings.change(exercises={**self._settings.current.exercises, **before})
            self._show_effect()
            self.taken_back.emit()
