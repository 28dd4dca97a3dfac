"""The table of how much of an exercise."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hipstretch.ui.library.dosage_card import DosageCard
from tests.gui.screens import opened, shown


@pytest.mark.parametrize(("width", "wide"), [(1366, True), (720, False)])
def test_times_a_day_stand_in_the_columns_of_the_others(
    qtbot: QtBot, tmp_path: Path, width: int, wide: bool
) -> None:
    """They stood beside them; in a narrow card the field needs more than its column."""
    with opened(qtbot, tmp_path, (width, 768)) as window:
        shown(window, "exercise")
        (card,) = window.findChildren(DosageCard)
        heads = {one.text(): one for one in card.findChildren(QLabel)}
        qtbot.waitUntil(lambda: (card.times.x() == heads["Yours"].x()) == wide)
        assert card._usual.x() == heads["Recommended"].x()
        assert abs(card._usual.geometry().center().y() - card._caption.geometry().center().y()) <= 1
        if wide:
            assert abs(card._usual.geometry().center().y() - card.times.geometry().center().y()) <= 1
            assert card.times.geometry().right() <= card._usual.x()
            window.resize(720, 768)
            qtbot.waitUntil(lambda: card.times.y() > card._caption.y() + card._caption.height() // 2)
