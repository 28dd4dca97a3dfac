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
    done = QGridLayout()
    done.setHorizontalSpacing(10)
    done.setVerticalSpacing(1)
    done.setColumnStretch(PARTS - 1, 1)
    for number, parts in enumerate(lines):
        for column, text in enumerate(filter(None, parts)):
            done.addWidget(label(text, "small", wrap=True), number, column)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addStretch()
    words.addWidget(label(name, "strong", wrap=True))
    words.addLayout(done)
    if more:
        words.addWidget(label(more, "small", wrap=True))
    words.addStretch()
    row = QHBoxLayout()
    row.setSpacing(12)
    shown = Thumbnail(cache, picture, theme.px(HIGH_PX), theme.px(WIDE_PX))
    row.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
