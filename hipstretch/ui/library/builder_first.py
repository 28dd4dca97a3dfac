"""What stands in the builder where a routine has no exercise yet: some to begin with, each in another position."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hipstretch.core.builder import first_ones
from hipstretch.core.conditions import Variant, variant
from hipstretch.core.exercise import Exercise
from hipstretch.core.routine import Entry
from hipstretch.core.timeline import dosage_for
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.cards import CardGrid
from hipstretch.ui.widgets.exercise_card import ExerciseCard
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache

MOST, IN_A_ROW = 6, 3
CARD_PX, LOW_SHARE, PICTURE_SHARE = 170, 0.38, 0.44
"""The least width of a card at 100 % text, and its picture's height to width, in more than two rows and in two."""


class FirstExercises(QFrame):
    """Cards of exercises; a press adds one."""

    wanted = Signal(str)
    """The id of the exercise."""

    def __init__(self, catalogue: CatalogueStore, settings: SettingsStore, cache: PictureCache) -> None:
        super().__init__()
        self.setProperty("surface", "stage")
        self._catalogue = catalogue
        self._settings = settings
        self._cache = cache
        self.grid = CardGrid(CARD_PX, 12, IN_A_ROW)
        words = label(tr("Add an exercise: a routine without one is not kept."), "heading", wrap=True)
        self.grid.arranged.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(label(tr("Some to begin with, each in another position."), "soft", wrap=True))
        column.addWidget(self.grid)
        column.addStretch(1)

    def fill(self) -> None:
        """Show them as they are now; none that is hidden or to be left out."""
        settings = self._settings.current
        fit = (
            one
            for one in self._catalogue.current.exercises.values()
            if one.id not in settings.hidden and variant(one, settings.conditions)[0] is not Variant.LEFT_OUT
        )
        self.grid.show_cards([self._card(one) for one in first_ones(fit, MOST)])

    def _fit(self) -> None:
        for card in self.grid.findChildren(ExerciseCard):
            card.set_share(PICTURE_SHARE if self.grid.columns == IN_A_ROW else LOW_SHARE)

    def _card(self, exercise: Exercise) -> ExerciseCard:
        settings = self._settings.current
        line = wording.dosage(exercise, dosage_for(Entry(exercise.id), exercise, settings))
        caution = wording.caution_in_short(exercise, settings.conditions)
        card = ExerciseCard(exercise, line, self._cache, caution)
        card.setAccessibleName(wording.titled(tr("Add this"), card.accessibleName()))
        card.setToolTip(tr("Add this"))
        card.picture.show_picture(self._catalogue.current.picture(exercise.id, "hold"))
        card.clicked.connect(partial(self._want, exercise.id))
        return card

    def _want(self, exercise_id: str, _checked: bool = False) -> None:
        self.wanted.emit(exercise_id)
