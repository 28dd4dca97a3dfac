"""An exercise of the suggested routine: its picture, how much of it, and why."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.routine import Routine
from hipstretch.core.suggestion import Because, Item
from hipstretch.core.timeline import dosage_for
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .reasons import reason

PICTURE_PX, LARGE_PX = (54, 72), (96, 128)
"""How high and wide the picture is in a usual window and in a wide one, at 100 % text."""
AROUND_PX, BEHIND_PX = 4, 12
"""Room around the picture within the border, and behind the words."""
NUMBER_AT = (8, 4, 8, 4)
"""What stays free around its number in the corner of the picture: rows are in two columns."""


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
        why = _why(item, exercise.group, checked=bool(stores.checks.all))
        caution = ""
        if item.easier:
            side = exercise.sides.order(settings.first_side)[0]
            caution = wording.fill(wording.caution(exercise, item.easier), side)
        elif stores.plans.easier(Routine("", "", "", (item.entry,))):
            caution = wording.capital(tr("easier form first"))
        said = ((exercise.text.name, "strong"), (amount, "body"), (why, "soft"), (caution, "small"))
        self.setAccessibleName(". ".join(text for text, _ in said if text))
        words = QVBoxLayout()
        words.setSpacing(1)
        for text, role in said:
            if text:
                words.addWidget(label(text, role, wrap=True))
        words.addStretch()
        picture = catalogue.picture(exercise.id, "easier" if caution else "hold")
        picture = picture or catalogue.picture(exercise.id, "hold")
        size = map(theme.px, LARGE_PX if large else PICTURE_PX)
        shown = QGridLayout()
        shown.addWidget(Thumbnail(cache, picture, *size), 0, 0)
        order = label(wording.number(number), "strong")
        order.setContentsMargins(*NUMBER_AT)
        shown.addWidget(order, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        around = QVBoxLayout()
        around.addLayout(shown)
        around.addStretch()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(AROUND_PX, AROUND_PX, BEHIND_PX, AROUND_PX)
        self._row.setSpacing(10)
        self._row.addLayout(around)
        self._row.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._row.minimumSize()


def _why(item: Item, group: MuscleGroup, *, checked: bool) -> str:
    """Why it is suggested; what it is for alone as long as nothing was checked, which the card beside says."""
    if item.because is Because.NOT_CHECKED and not checked:
        return wording.group(group)
    return reason(item, wording.group(group))
