"""What Help and the dialog of keys share, and the column that a page of words is."""

from collections.abc import Iterable, Sequence
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import WIDEST_PX, centred

from .key_list import KeyGroup, elsewhere, in_a_session

CARD_WIDTH = 380
"""The least width of a card of words, in logical pixels at 100 % text size."""
MEASURE_PX = 720
"""How wide lines are that are to be read, at most, in logical pixels at 100 % text size."""
GROUP_GAP_PX, TITLE_GAP_PX = 14, 6
"""Above the title of a group of keys, and below that of all."""
MOST_KEYS_PX = 160
"""How wide the keys of a session are at most beside what they do, in logical pixels at 100 % text size."""


def keys_cards() -> list[QFrame]:
    """Every key, in a session and elsewhere, a card for each."""
    lists = {tr("Keys in a session"): in_a_session(), tr("Keys elsewhere"): elsewhere()}
    return [frame("card", _grid_of(*one)) for one in lists.items()]


def session_columns() -> tuple[QGridLayout, QGridLayout]:
    """The keys of a session alone, in two columns of about the same height; keys have the room that they need."""
    first, *others = in_a_session()
    groups = (first._replace(title=tr("Exercise")), *others)
    return keys_near(groups[:2], groups), keys_near(groups[2:], groups)


def keys_near(groups: Sequence[KeyGroup], as_wide_as: Iterable[KeyGroup] = ()) -> QGridLayout:
    """Keys with no more room than they need, or than those of other groups do; what they do stands near them."""
    made = _grid_of("", groups)
    metrics = QFontMetricsF(theme.font(theme.BASE_PX, QFont.Weight.DemiBold))
    names = (line.names() for group in (*groups, *as_wide_as) for line in group.lines)
    widest = ceil(max(map(metrics.horizontalAdvance, names)))
    made.setColumnStretch(0, 0)
    made.setColumnMinimumWidth(0, min(widest, theme.px(MOST_KEYS_PX)))
    return made


def _grid_of(title: str, groups: Iterable[KeyGroup]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 2)
    if title:
        named = label(title, "heading", wrap=True)
        named.setContentsMargins(0, 0, 0, TITLE_GAP_PX)
        grid.addWidget(named, 0, 0, 1, 2)
    for group in groups:
        if group.title:
            named = label(group.title, "soft", wrap=True)
            named.setContentsMargins(0, GROUP_GAP_PX * (grid.count() > 0), 0, 0)
            grid.addWidget(named, grid.rowCount(), 0, 1, 2)
        for line in group.lines:
            at = grid.rowCount()
            grid.addWidget(label(line.names(), "strong", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(line.words, wrap=True), at, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def page_of(words: QVBoxLayout, width: int = WIDEST_PX) -> QScrollArea:
    """A scrolled column of words, in the middle and at most so wide."""
    words.setContentsMargins(28, 20, 28, 20)
    column = QWidget()
    column.setLayout(words)
    return centred(column, width)


def to_read(words: QWidget) -> QHBoxLayout:
    """Lines no longer than can be read well, at the side where the page begins."""
    words.setMaximumWidth(theme.px(MEASURE_PX))
    row = QHBoxLayout()
    row.addWidget(words, 1)
    row.addStretch(0)
    return row
