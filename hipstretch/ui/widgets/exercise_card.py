"""An exercise in a grid, in the Library and on Today, that opens it in full."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from hipstretch.core.exercise import Exercise
from hipstretch.qt import wording

from .cards import CardGrid, frame
from .labels import label
from .pictures import Picture, PictureCache

CARD_WIDTH = 208
"""The least width of an exercise's card, in logical pixels at 100 % text size."""
PICTURE_SHARE, LOW_SHARE = 0.7, 0.5
"""Height to width of a card's picture, usual and in a low window: the first is a little flatter than the files, whose
figure leaves room above."""


class ExerciseCard(QPushButton):
    """One exercise as a picture with its name, where it works and how much of it.

    Where the `easier` form has its own steps no position is named: it may be in another one.
    """

    def __init__(
        self,
        exercise: Exercise,
        dosage: str,
        cache: PictureCache,
        caution: str = "",
        *,
        easier: bool = False,
    ) -> None:
        super().__init__()
        self.exercise = exercise
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        group = wording.group(exercise.group)
        self.setAccessibleName(". ".join(filter(None, (exercise.text.name, group, dosage, caution))))
        self._share = PICTURE_SHARE
        self.picture = Picture(cache)
        self.picture.setFixedHeight(round(CARD_WIDTH * PICTURE_SHARE))
        stage = QVBoxLayout()
        stage.addWidget(self.picture)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 14)
        column.setSpacing(2)
        column.addWidget(frame("stage", stage, 4))
        words = QVBoxLayout()
        words.setContentsMargins(8, 8, 8, 0)
        words.setSpacing(2)
        words.addWidget(label(exercise.text.name, "strong", wrap=True))
        if caution:
            words.addWidget(label(caution, "warn", wrap=True))
        words.addWidget(label(dosage, wrap=True))
        usual = exercise.text.steps_of(easier=easier) is exercise.text.steps
        place = f"{group} · {wording.position_name(exercise.position)}" if usual else group
        words.addWidget(label(place, "small", wrap=True))
        words.addStretch()  # below the words, else a longer line in the card beside it tears them apart
        column.addLayout(words, 1)

    def set_share(self, share: float) -> None:
        """Show the picture in this part of its width as its height."""
        if share != self._share:
            self._share = share
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture keeps its shape in wide and narrow columns, and is as high as those beside it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        grid = self.parentWidget()
        width = grid.card_px if isinstance(grid, CardGrid) else self.width()
        self.picture.setFixedHeight(round(min(width, 2 * CARD_WIDTH) * self._share))

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._column.minimumSize()
