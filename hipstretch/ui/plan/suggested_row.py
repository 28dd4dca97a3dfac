"""An exercise of the suggested routine: its picture, how much of it, and why."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from hipstretch.core.routine import Routine
from hipstretch.core.suggestion import Because, Item
from hipstretch.core.timeline import dosage_for
from hipstretch.qt import dose_words, wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .reasons import reason

PICTURE_PX, LARGE_PX = (48, 64), (96, 128)
"""How high and wide the picture is in a usual window and in a wide one, at 100 % text."""
AROUND_PX = 10
"""Room around picture and words within the border."""
NUMBER_GAP_PX = 8
"""Between the number and the name."""


class SuggestedRow(QPushButton):
    """An exercise that comes at this place, which opens it in full; `large` is its picture in a wide window."""

    def __init__(
        self, number: int, item: Item, stores: Stores, cache: PictureCache, *, large: bool = False
    ) -> None:
        super().__init__()
        self.exercise = item.entry.exercise
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        catalogue, settings = stores.catalogue.current, stores.settings.current
        exercise = item.entry.of(catalogue.exercises)
        amount = wording.dosage(exercise, dosage_for(item.entry, exercise, settings))
        why = _why(item, stores)
        caution = ""
        if item.easier:
            side = exercise.sides.order(settings.first_side)[0]
            caution = wording.fill(wording.caution(exercise, item.easier), side)
        elif stores.plans.easier(Routine("", "", "", (item.entry,))):
            caution = wording.capital(tr("easier form first"))
        self.setAccessibleName(". ".join(filter(None, (exercise.text.name, amount, why, caution))))
        words = QVBoxLayout()
        words.setSpacing(1)
        named = QHBoxLayout()
        named.setSpacing(NUMBER_GAP_PX)
        named.addWidget(label(wording.number(number), "soft"), 0, Qt.AlignmentFlag.AlignTop)
        named.addWidget(label(exercise.text.name, "strong", wrap=True), 1)
        words.addLayout(named)
        for text, role in ((amount, "body"), (why, "small"), (caution, "small")):
            if text:
                words.addWidget(label(text, role, wrap=True))
        words.addStretch()
        picture = catalogue.picture(exercise.id, "easier" if caution else "hold")
        picture = picture or catalogue.picture(exercise.id, "hold")
        size = map(theme.px, LARGE_PX if large else PICTURE_PX)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*[AROUND_PX] * 4)
        self._row.setSpacing(10)
        self._row.addWidget(Thumbnail(cache, picture, *size), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._row.minimumSize()


def _why(item: Item, stores: Stores) -> str:
    """Why it is suggested: as long as nothing was checked, for what was done too little of it lately."""
    group = item.entry.of(stores.catalogue.current.exercises).group
    if item.because is Because.NOT_CHECKED and not stores.checks.all:
        return dose_words.lack(stores.dose(), group)
    return reason(item, wording.group(group))
