"""The part of Help about hips: the four muscle groups on a standing figure, and what one should know of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.exercise import MuscleGroup
from hipstretch.data.assets import picture_of
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .fold import Fold
from .hips_words import (
    GroupWords,
    Note,
    dose_studies,
    groups,
    groups_source,
    lead,
    no_promise,
    notes,
    studies,
)
from .texts import CARD_WIDTH, to_read

PICTURE_WIDTH, PICTURE_HEIGHT = 132, 198
"""Two to three, as the pictures are; logical pixels at 100 % text size."""


class YourHips(QWidget):
    """Cards with a person's pictures; `show_group` is called with the group whose exercises are to be seen."""

    def __init__(self, person: str, cache: PictureCache, show_group: Callable[[MuscleGroup], object]) -> None:
        super().__init__()
        self._person = person
        self._cache = cache
        self._show_group = show_group
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(tr("Your hips"), "heading"))
        column.addLayout(to_read(label(lead(), wrap=True)))
        column.addWidget(_grid([self._group(*one) for one in groups().items()]))
        column.addLayout(to_read(label(groups_source(), "small", wrap=True)))
        folds = [Fold(one.title, _said((one,))) for one in notes()]
        folds.append(Fold(tr("The studies behind the articles"), _said(studies(), titled=True)))
        folds.append(
            Fold(tr("How much is enough, and why strength, too"), _said(dose_studies(), titled=True))
        )
        column.addWidget(_grid(folds))
        column.addLayout(to_read(label(no_promise(), wrap=True)))

    def _group(self, group: MuscleGroup, words: GroupWords) -> QFrame:
        name = wording.group(group)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(name, "strong", wrap=True))
        column.addWidget(label(words.muscles, "soft", wrap=True))
        for text in (words.does, words.walking, words.stretched):
            column.addWidget(label(text, wrap=True))
        column.addStretch()
        see = button(tr("See its exercises"), "", partial(self._show_group, group))
        see.setAccessibleName(tr("See the exercises: {group}").format(group=name))
        column.addWidget(see, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(16)
        path = picture_of(self._person, group)
        if path.exists():
            picture = Thumbnail(self._cache, path, theme.px(PICTURE_HEIGHT), theme.px(PICTURE_WIDTH))
            picture.setAccessibleName(tr("A standing figure, marked: {group}").format(group=name))
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return frame("card", row)


def _grid(cards: Sequence[QWidget]) -> CardGrid:
    grid = CardGrid(CARD_WIDTH, most=2)
    grid.show_cards(cards)
    return grid


def _said(these: Sequence[Note], *, titled: bool = False) -> QWidget:
    """Notes one below the other, each with its source and, if they are several, its title."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for number, note in enumerate(these):
        column.addSpacing(8 if number else 0)
        if titled:
            column.addWidget(label(note.title, "strong", wrap=True))
        for text in note.paragraphs:
            column.addWidget(label(text, wrap=True))
        column.addWidget(label(note.source, "small", wrap=True))
    return made
