"""The picture of what a tightness check found."""

import pytest
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.core.check import Grade
from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.plan.tightness_map import LEAST_WORDS_PX, SIDES, WORDS_PART, TightnessMap
from hipstretch.ui.style import theme
from tests.gui.style.test_theme import contrast


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("width", [281, 480, 700, 1211])
def test_the_circles_lie_within_it(qtbot: QtBot, qapp: QApplication, width: int, text_size: int) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=text_size))
    made = TightnessMap()
    qtbot.addWidget(made)
    made.show_grades({(group, side): Grade.TIGHT for group in MuscleGroup for side in SIDES})
    made.resize(width, made.heightForWidth(width))
    image = made.grab().toImage()
    right, bottom = image.width() - 1, image.height() - 1
    edge = {image.pixelColor(x, y).name() for x in (0, right) for y in range(image.height())}
    edge |= {image.pixelColor(x, y).name() for x in range(image.width()) for y in (0, bottom)}
    assert len(edge) == 1, "nothing of it is at the edge, where it would be cut off"
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("width", [281, 700, 1211])
def test_the_words_grow_with_the_text_and_have_room(
    qtbot: QtBot, qapp: QApplication, width: int, text_size: int
) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=text_size))
    made = TightnessMap()
    qtbot.addWidget(made)
    size, beside = made._fit(width)
    font = theme.font(LEAST_WORDS_PX, QFont.Weight.DemiBold)
    widest = QFontMetricsF(font).horizontalAdvance("a bit tight")
    assert widest <= size * WORDS_PART or not beside
    assert made.heightForWidth(width) > (1 if beside else 2) * size
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.mark.parametrize("look", [Theme.LIGHT, Theme.DARK])
def test_its_lines_stand_out(qtbot: QtBot, qapp: QApplication, look: Theme) -> None:
    theme.apply(qapp, Settings(theme=look))
    made = TightnessMap()
    qtbot.addWidget(made)
    made.show_grades({})
    made.resize(600, made.heightForWidth(600))
    image = made.grab().toImage()
    x = round(300 - theme.px(8) - made._fit(600)[0] * 0.8)  # where there are no words
    ground = image.pixelColor(0, 0).name()
    found = max(contrast(image.pixelColor(x, y).name(), ground) for y in range(image.height()))
    assert found >= 3
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
