"""The scales for how hips and back feel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipstretch.core.record import Feeling
from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.feeling_scale import FeelingForm, FeelingScale


@pytest.fixture
def scale(qtbot: QtBot) -> FeelingScale:
    made = FeelingScale("Back")
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_chosen_until_the_person_does(scale: FeelingScale) -> None:
    assert scale.value is None
    assert not any(b.isChecked() for b in scale._buttons)


def test_a_click_chooses_and_a_second_one_takes_it_back(qtbot: QtBot, scale: FeelingScale) -> None:
    QTest.mouseClick(scale._buttons[4], Qt.MouseButton.LeftButton)
    assert scale.value == 4
    assert [b.text() for b in scale._buttons if b.isChecked()] == ["4"]
    QTest.mouseClick(scale._buttons[4], Qt.MouseButton.LeftButton)
    assert scale.value is None


def test_keys_choose_step_and_clear_and_tell_each_change_once(qtbot: QtBot, scale: FeelingScale) -> None:
    told = []
    scale.changed.connect(lambda: told.append(scale.value))
    for key in (Qt.Key.Key_7, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Delete, Qt.Key.Key_Delete):
        QTest.keyClick(scale.stop, key)
    assert told == [7, 8, 7, None]


def test_steps_end_at_zero_and_ten(qtbot: QtBot, scale: FeelingScale) -> None:
    scale.set_value(10)
    QTest.keyClick(scale.stop, Qt.Key.Key_Up)
    assert scale.value == 10
    scale.set_value(0)
    QTest.keyClick(scale.stop, Qt.Key.Key_Down)
    assert scale.value == 0


def test_one_tab_stop_that_follows_the_choice(scale: FeelingScale) -> None:
    scale.set_value(6)
    stops = [b.text() for b in scale._buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["6"]


def test_every_number_says_what_it_means(scale: FeelingScale) -> None:
    assert scale._buttons[3].accessibleName() == "Back: pain 3 of 10"


def test_a_form_is_none_until_something_is_chosen(qtbot: QtBot) -> None:
    form = FeelingForm()
    qtbot.addWidget(form)
    assert form.feeling() is None
    form.scales["hip_right"].set_value(2)
    assert form.feeling() == Feeling(hip_right=2)


def test_a_form_shows_what_was_said_before(qtbot: QtBot) -> None:
    form = FeelingForm()
    qtbot.addWidget(form)
    form.show()
    form.show_feeling(None, before=Feeling(hip_left=3))
    assert form._before["hip_left"].text() == "before: 3"
    assert form._before["back"].text() == "before: –"
    form.show_feeling(Feeling(back=1))
    assert not form._before["back"].isVisible()
    assert form.feeling() == Feeling(back=1)


@pytest.mark.parametrize("width", [380, 700, 1600])
def test_the_words_for_ten_end_where_ten_ends(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    form = FeelingForm()
    qtbot.addWidget(form)
    form.resize(width, 300)
    form.show()
    (words,) = (one for one in form.findChildren(QLabel) if one.text().startswith("10 "))
    ten = form.scales["back"]._buttons[10]

    def both_end_there() -> None:
        right = [one.mapTo(form, one.rect().topRight()).x() for one in (words, ten)]
        assert abs(right[0] - right[1]) <= 2
        assert max(right) < width

    qtbot.waitUntil(both_end_there)
    assert len({one.y() for one in form.scales["back"]._buttons}) == 1
    left = form.scales["back"].x()
    assert left <= form._names["hip_right"].sizeHint().width() + 20, "nothing but the name stands before it"


def test_numbers_that_have_no_room_in_a_line_stand_in_lines_of_as_many(scale: FeelingScale) -> None:
    scale.resize(10 * theme.px(32), 100)
    QApplication.processEvents()
    tops = [one.y() for one in scale._buttons]
    assert [tops.count(top) for top in sorted(set(tops))] == [6, 5], "the ten does not stand alone"
