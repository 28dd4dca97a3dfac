"""An exercise of a session: its picture, its name, and below that line by line what was done of it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from hipstretch.ui.style import theme

from .labels import label
from .pictures import PictureCache
from .thumbnail import Thumbnail

PARTS = 3
"""Of a line: the side, what was done, how it ended."""
WIDE_PX, HIGH_PX = 56, 42
"""The picture, in logical pixels at 100 % text."""


def exercise_row(
    cache: PictureCache, picture: Path | None, name: str, lines: Iterable[Sequence[str]], more: str = ""
) -> QHBoxLayout:
    """Lines of PARTS each, of which an empty one takes no room, and what is said after them, if anything."""
    words = QGridLayout()
    words.setHorizontalSpacing(10)
    words.setVerticalSpacing(1)
    words.addWidget(label(name, "strong", wrap=True), 0, 0, 1, PARTS)
    for row, parts in enumerate(lines, 1):
        for column, text in enumerate(filter(None, parts)):
            words.addWidget(label(text, "small", wrap=True), row, column)
    if more:
        words.addWidget(label(more, "small", wrap=True), words.rowCount(), 0, 1, PARTS)
    words.setColumnStretch(PARTS - 1, 1)
    middle = QVBoxLayout()  # or one line would be far from the name
    middle.addStretch()
    middle.addLayout(words)
    middle.addStretch()
    row_ = QHBoxLayout()
    row_.setSpacing(12)
    shown = Thumbnail(cache, picture, theme.px(HIGH_PX), theme.px(WIDE_PX))
    row_.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
    row_.addLayout(middle, 1)
    return row_
