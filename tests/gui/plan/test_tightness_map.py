"""The picture of what a tightness check found."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.core.check import Grade
from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.plan.tightness_map import SIDES, TightnessMap
from hipstretch.ui.style import theme


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
