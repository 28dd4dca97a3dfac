"""An exercise of a session: its picture, its name, and below that line by line what was done of it."""

from collections.abc import Iterable
from math import ceil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from hipstretch.core.exercise import Side
from hipstretch.core.outcome import Outcome
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .labels import label
from .pictures import PictureCache
from .thumbnail import Thumbnail

WIDE_PX, HIGH_PX = 52, 39
"""The picture, in logical pixels at 100 % text."""
SMALL_PX = 13
"""The size of a small label, at 100 % text."""


def exercise_row(
    cache: PictureCache,
    picture: Path | None,
    name: str,
    lines: Iterable[tuple[str, str, str]],
    more: str = "",
) -> QHBoxLayout:
    """Lines of the side, what was done and how it ended, of which what is empty takes no room; `more` stands below.

    What was done is all that may wrap: the other two are short, and stand at the same place in every exercise, how it
    ended at the end of the row.
    """
    lines = tuple(lines)
    done = QGridLayout()
    done.setContentsMargins(0, 0, 0, 0)
    done.setHorizontalSpacing(8)
    done.setVerticalSpacing(0)
    done.setColumnStretch(1, 1)
    sides = any(side for side, _, _ in lines)
    if sides:
        done.setColumnMinimumWidth(0, _widest(map(wording.side_phrase, (Side.LEFT, Side.RIGHT))))
    done.setColumnMinimumWidth(2, _widest((*map(wording.outcome, Outcome), tr("in part"))))
    top = Qt.AlignmentFlag.AlignTop
    for number, (side, what, how) in enumerate(lines):
        if side:
            done.addWidget(label(side, "small", wrap=True), number, 0, top)
        done.addWidget(label(what, "small", wrap=True), number, 1 if sides else 0, 1, 1 if sides else 2, top)
        if how:
            ended = label(how, "small", wrap=True)
            ended.setAlignment(Qt.AlignmentFlag.AlignRight | top)
            done.addWidget(ended, number, 2)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch()
    words.addWidget(label(name, "strong", wrap=True))
    if lines:
        words.addLayout(done)
    if more:
        words.addWidget(label(more, "small", wrap=True))
    words.addStretch()
    row = QHBoxLayout()
    row.setSpacing(12)
    shown = Thumbnail(cache, picture, theme.px(HIGH_PX), theme.px(WIDE_PX))
    row.addWidget(shown, 0, top)
    row.addLayout(words, 1)
    return row


def _widest(words: Iterable[str]) -> int:
    """The width of the widest of these as a small label."""
    metrics = QFontMetricsF(theme.font(SMALL_PX))
    return ceil(max(map(metrics.horizontalAdvance, words)))
