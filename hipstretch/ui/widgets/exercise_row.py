"""An exercise of a session: its picture, its name, and below that line by line what was done of it."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from hipstretch.ui.style import theme

from .labels import label
from .pictures import PictureCache
from .thumbnail import Thumbnail

WIDE_PX, HIGH_PX = 52, 39
"""The picture, in logical pixels at 100 % text."""


def exercise_row(
    cache: PictureCache,
    picture: Path | None,
    name: str,
    lines: Iterable[tuple[str, str, str]],
    more: str = "",
) -> QHBoxLayout:
    """Lines of the side, what was done and how it ended, of which what is empty takes no room; `more` stands below.

    What was done is all that may wrap: the other two are short.
    """
    done = QGridLayout()
    done.setHorizontalSpacing(8)
    done.setVerticalSpacing(1)
    done.setColumnStretch(2, 1)
    for number, parts in enumerate(lines):
        _, what, _ = parts
        for column, text in enumerate(filter(None, parts)):
            done.addWidget(label(text, "small", wrap=text is what), number, column)
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
