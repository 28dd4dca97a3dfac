"""The scales for how hips and back feel."""

import pytest
from PySide6.QtCore import Qt

from hipstretch.core.record import Feeling
from hipstretch.ui.feeling_scale import FeelingForm, FeelingScale


@pytest.fixture
def scale(qtbot):
    made = FeelingScale("Back")
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_chosen_until_the_person_does(scale):
    assert scale.value is None
    assert not any(b.isChecked() for b in scale._buttons)


def test_a_click_chooses_and_a_second_one_takes_it_back(qtbot, scale):
    qtbot.mouseClick(scale._buttons[4], Qt.MouseButton.LeftButton)
    assert scale.value == 4
    assert [b.text() for b in scale._buttons if b.isChecked()] == ["4"]
    qtbot.mouseClick(scale._buttons[4], Qt.MouseButton.LeftButton)
    assert scale.value is None


def test_keys_choose_step_and_clear_and_tell_each_change_once(qtbot, scale):
    told = []
    scale.changed.connect(lambda: told.append(scale.value))
    for key in (Qt.Key.Key_7, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Delete, Qt.Key.Key_Delete):
        qtbot.keyClick(scale.stop, key)
    assert told == [7, 8, 7, None]


def test_steps_end_at_zero_and_ten(qtbot, scale):
    scale.set_value(10)
    qtbot.keyClick(scale.stop, Qt.Key.Key_Up)
    assert scale.value == 10
    scale.set_value(0)
    qtbot.keyClick(scale.stop, Qt.Key.Key_Down)
    assert scale.value == 0


def test_one_tab_stop_that_follows_the_choice(scale):
    scale.set_value(6)
    stops = [b.text() for b in scale._buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["6"]


def test_every_number_says_what_it_means(scale):
    assert scale._buttons[3].accessibleName() == "Back: 3 of 10"


def test_a_form_is_none_until_something_is_chosen(qtbot):
    form = FeelingForm()
    qtbot.addWidget(form)
    assert form.feeling() is None
    form.scales["hip_right"].set_value(2)
    assert form.feeling() == Feeling(hip_right=2)


def test_a_form_shows_what_was_said_before(qtbot):
    form = FeelingForm()
    qtbot.addWidget(form)
    form.show()
    form.show_feeling(None, before=Feeling(hip_left=3))
    assert form._before["hip_left"].text() == "before: 3"
    assert form._before["back"].text() == "before: –"
    form.show_feeling(Feeling(back=1))
    assert not form._before["back"].isVisible()
    assert form.feeling() == Feeling(back=1)
