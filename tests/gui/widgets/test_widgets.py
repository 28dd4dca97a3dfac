"""The small painted parts, by what they say and what they paint."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.exercise import Side
from hipstretch.core.record import MAX_NOTE
from hipstretch.core.settings import Settings, Theme
from hipstretch.core.timeline import PhaseKind
from hipstretch.ui.session.dots import Dots
from hipstretch.ui.session.ribbon import RIBBON_PX, Ribbon
from hipstretch.ui.session.ring import Ring
from hipstretch.ui.session.session_view import Dot, DotGroup, SecondView
from hipstretch.ui.session.steps import Steps
from hipstretch.ui.style import theme
from hipstretch.ui.style.theme import LIGHT
from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.inputs import DateField
from hipstretch.ui.widgets.labels import FittedText, breakable, label, together
from hipstretch.ui.widgets.note_edit import NoteEdit


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def shown(qtbot: QtBot, widget: QWidget, width: int, height: int) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    return widget.grab().toImage()


FIFTEEN = SecondView("Hold", "15", "of 30 s", waiting="", left="", moment="", step=0, finish="", segments=())


def inked(image: QImage) -> set[int]:
    """The columns in which anything differs from the upper left corner."""
    ground = image.pixelColor(0, 0)
    return {
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != ground for y in range(0, image.height(), 2))
    }


def test_the_ring_fills_clockwise_from_the_top(qtbot: QtBot) -> None:
    ring = Ring()
    ring.show_state(PhaseKind.HOLD, FIFTEEN)
    ring.fill(0.5)
    image = shown(qtbot, ring, 300, 300)
    right = image.pixelColor(image.width() // 2 + 128, image.height() // 2)
    left = image.pixelColor(image.width() // 2 - 128, image.height() // 2)
    assert (right, left) == (QColor(LIGHT.hold), QColor(LIGHT.track))
    assert ring.accessibleName() == "Hold, 15"


def test_what_waits_says_so_in_larger_words_below_the_name_of_its_phase(qtbot: QtBot) -> None:
    def high(rows: range) -> int:
        image, ink = shown(qtbot, ring, 300, 300), QColor(LIGHT.hold_ink)
        return sum(any(image.pixelColor(x, y) == ink for x in range(100, 200)) for y in rows)

    ring = Ring()
    ring.show_state(PhaseKind.HOLD, FIFTEEN)
    running, above = high(range(56, 94)), high(range(36, 54))
    ring.show_state(PhaseKind.HOLD, replace(FIFTEEN, word="Paused", waiting="Hold"))
    assert 0 < running < high(range(56, 94))
    assert above == 0 < high(range(36, 54))
    assert ring.accessibleName() == "Paused, Hold, 15"


def test_a_cue_lights_the_ring_up_and_fades(qtbot: QtBot) -> None:
    ring = Ring()
    ring.show_state(PhaseKind.HOLD, FIFTEEN)
    ring.fill(0.1)
    dark = shown(qtbot, ring, 300, 300).pixelColor(80, 150)
    ring.show()
    ring.pulse()
    assert ring.grab().toImage().pixelColor(80, 150) != dark
    qtbot.waitUntil(lambda: ring.grab().toImage().pixelColor(80, 150) == dark)


def test_a_ribbon_is_filled_as_far_as_the_session_is(qtbot: QtBot) -> None:
    ribbon = Ribbon()
    ribbon.show_segments([(60, 1.0), (120, 0.5)])
    image = shown(qtbot, ribbon, 306, RIBBON_PX)
    colours = [image.pixelColor(x, RIBBON_PX // 2) for x in (50, 130, 250)]
    assert colours == [QColor(LIGHT.hold), QColor(LIGHT.hold), QColor(LIGHT.track)]


def test_dots_differ_by_shape_and_not_by_colour_alone(qtbot: QtBot) -> None:
    looks = []
    for dot in (Dot(0), Dot(0.5), Dot(1), Dot(0, left_out=True)):
        dots = Dots()
        dots.show_groups([DotGroup(Side.BOTH, (dot,))], Side.BOTH)
        looks.append(shown(qtbot, dots, 60, 24))
    assert all(a != b for i, a in enumerate(looks) for b in looks[i + 1 :])


def test_the_dots_of_each_side_begin_with_its_sign(qtbot: QtBot) -> None:
    def signs(now: Side, *sides: Side) -> list[int]:
        dots = Dots()
        dots.show_groups([DotGroup(side, (Dot(0), Dot(0))) for side in sides], now)
        image = shown(qtbot, dots, 300, 24)
        columns = {x for x in range(300) if image.pixelColor(x, 12) == QColor(LIGHT.ink)}
        return [x for x in columns if x - 1 not in columns]

    assert not signs(Side.BOTH, Side.BOTH, Side.BOTH)
    for now in (Side.LEFT, Side.RIGHT):
        shown_signs = signs(now, Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT)
        assert len(shown_signs) == 1, "one for each side, not for each set"


def test_the_side_that_is_on_has_ink_and_colour_and_the_other_one_is_dim(qtbot: QtBot) -> None:
    def halves(now: Side) -> list[set[str]]:
        dots = Dots()
        dots.show_groups([DotGroup(side, (Dot(1),)) for side in (Side.LEFT, Side.RIGHT)], now)
        image = shown(qtbot, dots, 200, 24)
        return [
            {image.pixelColor(x, 12).name().upper() for x in part} for part in (range(100), range(100, 200))
        ]

    bright, dim = {LIGHT.ink, LIGHT.hold}, {LIGHT.dimmed}
    for on, other in (halves(Side.LEFT), halves(Side.RIGHT)[::-1]):
        assert bright <= on
        assert dim <= other
        assert not bright & other


def test_long_text_shrinks_and_stays_inside(qtbot: QtBot) -> None:
    text = FittedText(32, lines=2)
    text.setText("Lying outer hip stretch with the ankle on the knee and both hands behind the thigh")
    image = shown(qtbot, text, 400, 60)
    columns = inked(image)
    assert max(columns) < 400
    assert max(columns) > 200
    assert text.accessibleName() == text.text()


def test_a_button_shrinks_its_words_rather_than_cutting_them(qtbot: QtBot) -> None:
    narrow = KeyButton("Too much today", "E")
    image = shown(qtbot, narrow, 80, 58)
    ink = {
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 90 for y in range(image.height()))
    }
    assert ink
    assert min(ink) > 3
    assert max(ink) < 77
    assert narrow.rect().contains(QPoint(40, 29))


@pytest.fixture
def note(qtbot: QtBot) -> NoteEdit:
    made = NoteEdit("", 90)
    qtbot.addWidget(made)
    return made


def test_a_full_note_takes_no_more_and_keeps_what_it_has(note: NoteEdit) -> None:
    note.setPlainText("a" * (MAX_NOTE - 1) + "z")
    note.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(note, "more")
    assert note.toPlainText() == "a" * (MAX_NOTE - 1) + "z"
    assert note.textCursor().atEnd(), "what is typed next does not go to the beginning"
    note.moveCursor(QTextCursor.MoveOperation.Start)
    note.insertPlainText("more")
    assert note.toPlainText() == "a" * (MAX_NOTE - 1) + "z"


def test_of_what_is_pasted_as_much_is_taken_as_there_is_room(note: NoteEdit) -> None:
    note.setPlainText("a" * (MAX_NOTE - 3))
    note.moveCursor(QTextCursor.MoveOperation.End)
    note.insertPlainText("bcdef")
    assert note.toPlainText() == "a" * (MAX_NOTE - 3) + "bcd"


def test_a_note_that_nobody_changed_is_given_back_as_it_came(note: NoteEdit) -> None:
    for text in ("", "plain", " spaces ", "two\r\nlines", "x" * (MAX_NOTE + 7), "odd\x00\u2029\ufffc"):
        note.show_note(text)
        assert note.note() == text
    note.insertPlainText("new ")
    assert note.note().startswith("new")


def test_a_long_name_of_a_button_takes_two_lines_rather_than_become_small() -> None:
    made = KeyButton("Too much today", "E")
    text, font = made._text_that_fits(17, 70, 50)
    assert "\n" in text
    assert font.pixelSize() >= 14
    assert made._text_that_fits(17, 300, 50)[0] == "Too much today"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hip lift, 3 × 10 s each side", "Hip lift, 3\u00a0×\u00a010\u00a0s each\u00a0side"),
        ("+10 s", "+10\u00a0s"),
        ("14 min left", "14\u00a0min left"),
        ("45 % of it", "45\u00a0% of it"),
        ("30 repetitions, at 7:30", "30 repetitions, at 7:30"),
        ("Back 4 → 3", "Back 4\u00a0→\u00a03"),
        ("Bend the knee until it is above the mat.", "Bend the knee until it is above the\u00a0mat."),
        ("Bend it above the mat.", "Bend it above the\u00a0mat."),
        ("Bend it a bit", "Bend it a bit"),
        ("Nothing is lost when a week goes otherwise.", "Nothing is lost when a week goes otherwise."),
        ("It hurts at the iliotibial band.", "It hurts at the iliotibial band."),
        ("It is above the mat.\nBend", "It is above the mat.\nBend"),
        ("Say what comes (V in a session)", "Say what comes (V\u00a0in\u00a0a\u00a0session)"),
    ],
)
def test_a_number_stays_with_its_unit_and_a_short_last_word_with_the_one_before_it(
    qtbot: QtBot, text: str, shown: str
) -> None:
    assert together(text) == shown
    made = label(text, wrap=True)
    qtbot.addWidget(made)
    assert made.text() == text
    assert QLabel.text(made) == shown


@pytest.mark.parametrize("width", [220, 300, 400])
def test_steps_show_the_tails_of_their_letters_at_every_height(qtbot: QtBot, width: int) -> None:
    steps = Steps()
    qtbot.addWidget(steps)
    steps.show_steps(
        ("Pay gladly, jog quietly. Try jigging, gypsy.", "Tuck gjpqy. " * 3, "Glide jpgqy. " * 4), 0
    )
    for height in range(24, 200):
        image = shown(qtbot, steps, width, height)
        ground = image.pixelColor(10, 0)
        assert all(image.pixelColor(x, height - 1) == ground for x in range(16, width)), height


def test_a_word_without_an_end_may_wrap_and_others_stay_whole(qtbot: QtBot) -> None:
    endless, usual = "Donaudampfschifffahrtsgesellschaft", "Schleimbeutelentzündung"
    assert breakable(f"{endless}, {usual}") == f"Donaudampfsc\u200bhifffahrtsge\u200bsellschaft, {usual}"
    assert breakable("한" * 40) == "한" * 40, "wraps anyway"
    made = label(endless * 10, "title", wrap=True)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() < 400
    assert made.text() == endless * 10


def test_the_calendar_of_a_date_has_the_ink_of_the_theme_and_names_for_its_arrows(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, Settings(theme=Theme.DARK))
    field = DateField(QDate(2026, 11, 27))
    qtbot.addWidget(field)
    calendar = field.calendarWidget()
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        assert calendar.weekdayTextFormat(day) == calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
    arrows = [one for one in calendar.findChildren(QToolButton) if one.objectName().endswith("month")]
    assert {(one.text(), one.accessibleName()) for one in arrows} == {("‹", "Earlier"), ("›", "Later")}
    image = calendar.grab().toImage()
    inks = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert theme.current().ink.lower() in inks
    assert not any(QColor(one).red() > 160 > 2 * QColor(one).green() for one in inks), "no red"
