"""The mark of the focus: one ring that stands out from what is beside it, and nothing else."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QPushButton, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.dose_bars import DoseBars
from hipstretch.ui.widgets.feeling_scale import FeelingScale
from hipstretch.ui.widgets.inputs import PercentSlider
from tests.gui.style.test_theme import contrast

LEAST = 2.99
"""3:1, as far as colours of whole numbers allow it."""


def made_of(kind: str) -> QPushButton:
    made = button("" if kind == "card" else "Words", kind)  # a card has labels of its own
    made.setMinimumHeight(40)
    return made


def pressed(kind: str) -> QPushButton:
    made = made_of(kind)
    made.setCheckable(True)
    made.setChecked(True)
    return made


def chosen_digit() -> QPushButton:
    scale = FeelingScale("Left hip")
    scale.set_value(4)
    stop = scale.stop
    stop.setProperty("keeps", scale)  # else it goes with its scale
    return stop


PRESSED = ("nav", "card", "chip", "choice", "tick")
MADE: dict[str, Callable[[], QWidget]] = {
    **{
        kind or "usual": partial(made_of, kind)
        for kind in ("", "primary", "quiet", "danger", "quiet danger", *PRESSED)
    },
    **{f"pressed {kind}": partial(pressed, kind) for kind in PRESSED},
    "key": lambda: KeyButton("Words", "Space"),
    "primary key": lambda: KeyButton("Words", "Space", "primary"),
    "digit": chosen_digit,
    "box": lambda: QCheckBox("Words"),
    "radio": lambda: QRadioButton("Words"),
    "slider": lambda: PercentSlider("Volume"),
    "bars": DoseBars,
}


@pytest.fixture(params=[Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def card(qtbot: QtBot, qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[QFrame]:
    theme.apply(qapp, Settings(theme=request.param))
    made = QFrame()
    made.setProperty("surface", "card")
    qtbot.addWidget(made)
    made.resize(400, 200)
    QVBoxLayout(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def looks(card: QFrame, widget: QWidget) -> tuple[QImage, QImage]:
    """A widget with four pixels around it, without the focus and with it."""
    where = QRect(widget.mapTo(card, QPoint()), widget.size()).adjusted(-4, -4, 4, 4)
    found = []
    for focused in (False, True):
        if focused:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            widget.clearFocus()
        assert widget.hasFocus() is focused
        QApplication.processEvents()
        card.setAttribute(
            Qt.WidgetAttribute.WA_KeyboardFocusChange
        )  # as after Tab: the style draws its own mark
        found.append(card.grab(where).toImage())
    return found[0], found[1]


def inner(image: QImage) -> QImage:
    """Without the ring and its round corners."""
    return image.copy(image.rect().adjusted(20, 8, -20, -8))


@pytest.mark.parametrize("name", MADE)
def test_the_focus_is_one_ring_that_stands_out(card: QFrame, name: str) -> None:
    widget = MADE[name]()
    layout = card.layout()
    assert layout
    shown = widget.parentWidget()
    while shown and shown.parentWidget():
        shown = shown.parentWidget()
    layout.addWidget(shown or widget)
    QApplication.processEvents()
    before, after = looks(card, widget)
    middle, (outside, edge) = before.width() // 2, (1, 4)

    def colours(image: QImage) -> list[str]:
        """From outside to the middle, until the ring is over for certain."""
        return [image.pixelColor(middle, y).name() for y in (outside, edge + 1, edge + 2, edge + 3)]

    beside, ring, _, inside = colours(after)
    assert QColor(ring) == QColor(theme.current().ink)
    assert contrast(ring, beside) >= LEAST
    assert contrast(ring, inside) >= LEAST
    changes = [contrast(old, new) for old, new in zip(colours(before), colours(after), strict=True)]
    assert max(changes) >= LEAST, "it is seen beside the same without the focus"
    assert before.pixel(middle, edge + 4) == after.pixel(middle, edge + 4), "it keeps its colour"
    assert inner(before) == inner(after), "the ring is the only mark"
