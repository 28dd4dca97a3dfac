"""The list of a choice: its chosen row can be read, and its words have room."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import NARROW_PX, ChoiceField
from tests.gui.style.test_theme import LEAST, contrast

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen screen can't
THEMES = {Theme.LIGHT: "light", Theme.DARK: "dark", Theme.CONTRAST: "contrast"}


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[ChoiceField]:
    """In a window; the second of three is chosen."""
    around = QWidget()
    around.resize(600, 400)
    made = ChoiceField("Routine", {"a": "Daily hips", "b": "Six minutes", "c": "Front of the hip, " * 2})
    made.setMaximumWidth(120)
    made.set_value("b")
    QVBoxLayout(around).addWidget(made)
    qtbot.addWidget(around)
    around.show()
    yield made  # noqa: PT022 - the window lives as long


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("wanted", THEMES, ids=THEMES.values())
def test_the_chosen_row_and_the_others_can_be_read(
    qapp: QApplication, field: ChoiceField, wanted: Theme
) -> None:
    theme.apply(qapp, Settings(theme=wanted))
    field.showPopup()
    view, model = field.view(), field.model()
    shown = view.viewport().grab().toImage()
    grounds: list[str] = []
    for row in range(2):
        box = view.visualRect(model.index(row, 0)).adjusted(4, 4, -4, -4)
        ground = shown.pixelColor(box.right(), box.center().y()).name()
        grounds.append(ground)
        strongest = max(contrast(one, ground) for one in colours(shown.copy(box)))
        assert strongest >= LEAST[THEMES[wanted]]
    assert [one.upper() for one in grounds] == [theme.current().card, theme.current().hold]
    field.hidePopup()


def test_the_list_is_as_wide_as_its_words_and_opens_below(field: ChoiceField) -> None:
    QTest.keyClick(field, Qt.Key.Key_F4)
    assert field.view().isVisible()
    assert field.view().viewport().width() >= field.view().sizeHintForColumn(0)
    below = field.mapToGlobal(field.rect().bottomLeft()).y()
    assert field.view().window().y() >= below - 1, "it does not cover the field"
    field.hidePopup()


def test_a_sign_at_its_end_says_that_it_opens(qtbot: QtBot, field: ChoiceField) -> None:
    shown = field.grab().toImage()
    end = shown.copy(shown.width() - 30, 6, 22, shown.height() - 12)
    assert QColor(theme.current().soft).name() in colours(end)


def test_long_words_make_no_page_wider_and_end_in_an_ellipsis(qtbot: QtBot) -> None:
    field = ChoiceField("Order", {"a": "All of one side, then the other side, " * 5, "b": "In turn"})
    qtbot.addWidget(field)
    assert field.minimumSizeHint().width() <= theme.px(NARROW_PX)
    field.resize(200, field.sizeHint().height())
    assert field._option().currentText.endswith("…")
    field.set_value("b")
    assert field._option().currentText == "In turn"
