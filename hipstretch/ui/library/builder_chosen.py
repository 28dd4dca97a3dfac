"""The exercise that is chosen in the builder: what it looks like, and how much of it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hipstretch.core.exercise import Dosage, Exercise
from hipstretch.core.routine import Entry
from hipstretch.core.settings import DosageOverride
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .dosage_fields import DosageFields

LEAST_PX = 130
"""How high the picture is at least."""


class _LowPicture(Picture):
    """Asks for no more than the least height, and takes what there is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), LEAST_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, LEAST_PX)


class ChosenExercise(QFrame):
    """A card with name, picture and numbers."""

    dosed = Signal(object)
    """A Dosage, or None for that which is recommended."""

    def __init__(self, catalogue: CatalogueStore, cache: PictureCache) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._catalogue = catalogue
        self._heading = label("", "heading", wrap=True)
        self._picture = _LowPicture(cache)
        stage = QVBoxLayout()
        stage.addWidget(self._picture)
        self._stage = frame("stage", stage, 6)
        self.recommended = button(tr("As recommended"), "quiet", lambda: self.dosed.emit(None))
        self.fields = DosageFields(last=self.recommended, most=2)
        self.fields.changed.connect(self.dosed)
        self.own = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(self._stage, 1)
        column.addWidget(self.fields)
        column.addWidget(self.own)

    def show_entry(self, exercise: Exercise, entry: Entry, mine: DosageOverride) -> None:
        """Show an entry of the routine, and what Settings say instead."""
        dosage: Dosage = entry.dosage or exercise.dosage
        path = self._catalogue.current.picture(exercise.id, "hold")
        self._heading.setText(exercise.text.name)
        self._picture.show_picture(path)
        self._stage.setVisible(path is not None)
        self.fields.show_dosage(exercise, dosage, mine)
        self.recommended.setEnabled(entry.dosage is not None)
        amount = wording.dosage(exercise, mine.apply(dosage))
        self.own.setText(tr("Your own numbers in Settings count instead: {dosage}.").format(dosage=amount))
        self.own.setVisible(not mine.empty)
