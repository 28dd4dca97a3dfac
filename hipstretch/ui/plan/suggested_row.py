"""An exercise of the suggested routine: its picture, how much of it, and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.suggestion import Because, Item
from hipstretch.core.timeline import dosage_for
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .reasons import reason

PICTURE_PX, LARGE_PX = (60, 80), (96, 128)
"""How high and wide the picture is in a usual window and in a wide one, at 100 % text."""
NUMBER_AT = (8, 4, 8, 4)
"""What stays free around its number in the corner of the picture: rows are in two columns."""


def suggested_row(
    number: int, item: Item, stores: Stores, cache: PictureCache, *, large: bool = False
) -> QWidget:
    """The row of one exercise, which comes at this place; `large` is its picture in a wide window."""
    catalogue, settings = stores.catalogue.current, stores.settings.current
    exercise = item.entry.of(catalogue.exercises)
    words = QVBoxLayout()
    words.setSpacing(1)
    amount = dosage_for(item.entry, exercise, settings)
    words.addWidget(label(exercise.text.name, "strong", wrap=True))
    words.addWidget(label(wording.dosage(exercise, amount), wrap=True))
    words.addWidget(label(_why(item, exercise.group, checked=bool(stores.checks.all)), "soft", wrap=True))
    if item.easier:
        side = exercise.sides.order(settings.first_side)[0]
        text = wording.caution(exercise, item.easier)
        words.addWidget(label(wording.fill(text, side), "small", wrap=True))
    words.addStretch()
    row = QHBoxLayout()
    row.setSpacing(12)
    picture = catalogue.picture(exercise.id, "easier" if item.easier else "hold")
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
    row.addLayout(around)
    row.addLayout(words, 1)
    return frame("plain", row, 0)


def _why(item: Item, group: MuscleGroup, *, checked: bool) -> str:
    """Why it is suggested; what it is for alone as long as nothing was checked, which the card beside says."""
    if item.because is Because.NOT_CHECKED and not checked:
        return wording.group(group)
    return reason(item, wording.group(group))
