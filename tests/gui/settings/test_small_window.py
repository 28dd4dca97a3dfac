"""Settings in a small window with large text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.settings import Settings
from hipstretch.ui.settings.goal import GoalSection
from hipstretch.ui.style import theme
from tests.gui.screens import SECTIONS, opened, shown


@pytest.fixture(scope="module", autouse=True)
def _usual_look_afterwards(qapp: QApplication) -> Iterator[None]:
    """Only once: to dress the program anew takes a second."""
    yield
    theme.apply(qapp, Settings())


def test_with_large_text_in_a_small_window_no_section_is_wider_than_the_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    translation.use("de")
    try:
        with opened(qtbot, tmp_path, (720, 480), 200, "de") as window:
            for name in SECTIONS:
                shown(window, f"settings: {name}")
                for area in window.findChildren(QScrollArea):
                    content = area.widget()
                    assert (
                        not area.isVisible() or not content or content.width() <= area.viewport().width()
                    ), name
    finally:
        translation.use(translation.ENGLISH)


@pytest.mark.parametrize(("size", "text_size"), [((1024, 600), 100), ((720, 480), 200)])
def test_no_rest_day_stands_alone_in_a_line(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    with opened(qtbot, tmp_path, size, text_size) as window:
        shown(window, "settings: Goal")
        (section,) = window.findChildren(GoalSection)
        chips = section.rest_days.values()
        in_line = [sum(one.y() == chip.y() for one in chips) for chip in chips]
        assert max(in_line) - min(in_line) <= 1
        assert len({chip.width() for chip in chips}) == 1
