"""What turns with a language that is read from the right."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.problem import Fault, Problem
from hipstretch.core.settings import Settings, Theme
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load
from hipstretch.qt import problem_words
from hipstretch.qt.language import path_words
from hipstretch.ui.history.report import Report, document
from hipstretch.ui.session.dosage_panel import AmountField
from hipstretch.ui.session.steps import Steps
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import DateField, NumberField, PercentSlider
from hipstretch.ui.widgets.labels import broken, fold_sign, label, path_in_parts
from hipstretch.ui.widgets.note_edit import TextEdit
from tests.histories import LAST_DAY, sessions

WORDS = "שכבו על הגב"
LATIN_FIRST = f"Hipstretch {WORDS}. " * 6


@pytest.fixture
def _from_the_right(qapp: QApplication) -> Iterator[None]:
    before = QGuiApplication.layoutDirection()
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.setProperty(theme.LOOK, None)
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    locale = QLocale()
    yield
    QLocale.setDefault(locale)
    QGuiApplication.setLayoutDirection(before)
    qapp.setProperty(theme.LOOK, None)
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


pytestmark = pytest.mark.usefixtures("_from_the_right")


def inked(image: QImage) -> set[int]:
    """The columns in which anything is drawn."""
    ground = image.pixelColor(0, 0)
    return {
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != ground for y in range(image.height()))
    }


def grabbed(qtbot: QtBot, widget: QWidget, width: int, height: int) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    return widget.grab().toImage()


def test_words_that_wrap_are_told_as_they_were_given(qtbot: QtBot) -> None:
    made = label("1 < 2 & “x”\nב", wrap=True)
    qtbot.addWidget(made)
    assert made.text() == "1 < 2 & “x”\nב"
    assert "1 &lt; 2 &amp; “x”<br>ב" in QLabel.text(made)
    made.setText("")
    assert made.text() == QLabel.text(made) == ""


def test_a_wrapped_line_begins_at_the_right_whatever_its_first_letter_and_loses_none(qtbot: QtBot) -> None:
    made = label(LATIN_FIRST, wrap=True)
    first_line = inked(grabbed(qtbot, made, 260, made.heightForWidth(260)).copy(0, 0, 260, 18))
    assert max(first_line) > 250, "it begins at the right edge"
    assert min(first_line) > 0, "and ends before the left one"


def test_a_line_by_itself_is_as_it_was(qtbot: QtBot) -> None:
    made = label(WORDS)
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.text() == WORDS


def test_the_sign_of_a_closed_part_points_to_its_words() -> None:
    assert (fold_sign(opened=False), fold_sign(opened=True)) == ("◂", "▾")
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert fold_sign(opened=False) == "▸"


@pytest.mark.parametrize("make", [lambda: NumberField("a", 0, 9), AmountField])
def test_the_buttons_of_a_number_stand_at_the_left(qtbot: QtBot, make: Callable[[], NumberField]) -> None:
    field = make()
    qtbot.addWidget(field)
    field.resize(300, 60)
    field.show()
    assert field._more.x() < field._less.x() < 150


def test_a_path_runs_from_the_left(qtbot: QtBot) -> None:
    assert path_in_parts("/a/b") == "\u2066/\u200ba/\u200bb\u2069"
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert path_in_parts("C:\\me") == "C:\\\u200bme"


def test_the_parts_of_a_date_are_not_turned_round(qtbot: QtBot) -> None:
    QLocale.setDefault(QLocale("he"))
    field = DateField(QDate(2026, 11, 27))
    qtbot.addWidget(field)
    assert field.text() == "27.11.2026"
    assert not field.isRightToLeft()


def test_the_tables_of_a_report_begin_at_the_right() -> None:
    QLocale.setDefault(QLocale("ar"))
    done = tuple(sessions(3))
    exercises = load([assets_dir()]).exercises
    html = document(Report(done, LAST_DAY, LAST_DAY, exercises, Settings(), LAST_DAY)).toHtml()
    assert html.index("Both") < html.index("Planned, last time") < html.index("Exercise</")


def test_a_slider_is_filled_from_the_right(qtbot: QtBot) -> None:
    slider = PercentSlider("Volume")
    slider.setValue(60)
    image = grabbed(qtbot, slider, 300, 26)
    hold = QColor(theme.current().hold)
    filled = [x for x in range(300) if image.pixelColor(x, 13) == hold]
    assert len([x for x in filled if x > 150]) > 100
    assert len([x for x in filled if x < 100]) == 0


@pytest.mark.parametrize("text", [WORDS, "Bridge, 3 x 10"])
def test_typed_lines_begin_at_the_right(qtbot: QtBot, text: str) -> None:
    field = TextEdit()
    empty = grabbed(qtbot, field, 400, 80)
    field.setPlainText(text)
    typed = field.grab().toImage()
    changed = [x for x in range(400) if any(empty.pixel(x, y) != typed.pixel(x, y) for y in range(10, 70))]
    assert min(changed) > 200


def test_a_path_in_a_message_runs_from_the_left_and_nothing_marks_it_elsewhere() -> None:
    marked = "\u2066/home/me/settings.json\u2069"
    problem = Problem(Fault.SETTINGS_STUCK, file="/home/me/settings.json", cause=Problem(Fault.DISK_FULL))
    assert problem_words.words(problem).startswith(f"{marked} can't be understood")
    aside = Problem(Fault.SETTINGS_ASIDE, file="a", place="/home/me/settings.json", cause=Problem(Fault.DEEP))
    assert marked in problem_words.words(aside)
    assert path_words("") == ""
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert path_words("/home/me/settings.json") == "/home/me/settings.json"


def test_lines_that_are_painted_end_without_the_space_at_which_they_wrap(qtbot: QtBot) -> None:
    words = f"{WORDS} " * 12
    lines = broken(words.strip(), theme.font(16), 200).split("\n")
    assert len(lines) > 2
    assert " ".join(lines) == words.strip()
    steps = Steps()
    steps.show_steps((words,), 0)
    image = grabbed(qtbot, steps, 240, 300)
    ground = image.pixelColor(0, 0)
    text_px = steps.width() - 18
    right = [
        max(x for y in range(top, top + 20) for x in range(text_px) if image.pixelColor(x, y) != ground)
        for top in (0, 20, 40)  # each band crosses a line
    ]
    assert max(right) - min(right) <= 2
