"""Fields, buttons and boxes: what is chosen, what can be used, and sizes that follow the text."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton, TickButton, button
from hipstretch.ui.widgets.inputs import ChoiceField, DateField, HourField, NumberField, TimeField
from hipstretch.ui.widgets.tick_line import END_PX, RadioLine, TickLine
from tests.gui.style.test_theme import contrast

THEMES = [Theme.LIGHT, Theme.DARK, Theme.CONTRAST]


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


OnCard = Callable[..., QFrame]


@pytest.fixture
def on_card(qtbot: QtBot) -> OnCard:
    """Shows widgets beside each other on a card, none with the focus."""
    kept = []

    def show(*parts: QWidget) -> QFrame:
        card = QFrame()
        card.setProperty("surface", "card")
        row = QHBoxLayout(card)
        for part in parts:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        qtbot.addWidget(card)
        kept.append(card)
        card.show()
        QApplication.processEvents()
        if focused := card.focusWidget():
            focused.clearFocus()
        return card

    return show


@pytest.mark.parametrize("chosen_theme", THEMES)
def test_a_chosen_tab_has_a_line_below_it(on_card: OnCard, qapp: QApplication, chosen_theme: Theme) -> None:
    theme.apply(qapp, Settings(theme=chosen_theme))
    tabs = [button("Words", "nav") for _ in range(2)]
    for tab in tabs:
        tab.setCheckable(True)
    tabs[1].setChecked(True)
    on_card(*tabs)
    usual, chosen = (tab.grab().toImage() for tab in tabs)
    assert tabs[0].sizeHint() == tabs[1].sizeHint()
    middle, below = chosen.width() // 2, chosen.height() - 2
    tokens, line = theme.current(), chosen.pixelColor(middle, below).name()
    assert line == QColor(tokens.hold).name()
    assert contrast(line, usual.pixelColor(middle, below).name()) >= 3


def test_in_high_contrast_a_stage_has_a_line_around_it_as_cards_have(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, Settings(theme=Theme.CONTRAST))
    stage = QFrame()
    stage.setProperty("surface", "stage")
    stage.resize(100, 60)
    qtbot.addWidget(stage)
    stage.show()
    edge = stage.grab().toImage().pixelColor(0, 30).name()
    assert contrast(edge, theme.current().window) >= 3


@pytest.mark.parametrize(("name", "value"), [("surface", "card"), ("kind", "card")])
def test_in_high_contrast_a_stage_in_a_card_has_no_second_line_around_it(
    qtbot: QtBot, qapp: QApplication, name: str, value: str
) -> None:
    theme.apply(qapp, Settings(theme=Theme.CONTRAST))
    card, stage = QPushButton() if name == "kind" else QFrame(), QFrame()
    card.setProperty(name, value)
    card.resize(140, 100)
    stage.setProperty("surface", "stage")
    stage.setParent(card)
    stage.setGeometry(20, 20, 100, 60)
    qtbot.addWidget(card)
    card.show()
    assert card.grab().toImage().pixelColor(20, 50) == QColor(theme.current().stage)


def inked(image: QImage) -> set[str]:
    """Its colours."""
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("chosen_theme", THEMES)
def test_what_is_ticked_has_a_mark_before_words_in_ink_and_the_same_size(
    on_card: OnCard, qapp: QApplication, chosen_theme: Theme
) -> None:
    theme.apply(qapp, Settings(theme=chosen_theme))
    one = TickButton("HHH")
    card = on_card(one)
    tokens, size = theme.current(), one.size()

    def has(colour: str) -> bool:
        return QColor(colour).name() in inked(card.grab(one.geometry()).toImage())

    assert has(tokens.ink)
    assert not has(tokens.hold_ink)
    one.setChecked(True)
    assert has(tokens.ink)
    assert has(tokens.hold_ink)
    assert one.size() == one.sizeHint() == size
    ground = one.grab().toImage().pixelColor(12, 6).name()
    assert contrast(ground, tokens.ink) >= 7
    assert ground not in {QColor(tokens.card).name(), QColor(tokens.hold).name()}


def test_the_mark_is_at_the_right_where_the_language_is_read_from_there(
    on_card: OnCard, qapp: QApplication
) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    one = TickButton("HHH")
    on_card(one)
    one.setChecked(True)

    def marked() -> list[int]:
        image, wanted = one.grab().toImage(), QColor(theme.current().hold_ink)
        rows, columns = range(8, image.height() - 8), range(8, image.width() - 8)
        return [x for x in columns for y in rows if image.pixelColor(x, y) == wanted]

    from_left = marked()
    one.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    from_right = marked()
    assert max(from_left) < one.width() / 2 < min(from_right)


USED: dict[str, Callable[[], QWidget]] = {
    **{kind or "usual": partial(button, "HHH", kind) for kind in ("", "primary", "danger", "chip")},
    "tick": lambda: TickButton("HHH"),
    "key": lambda: KeyButton("HHH", "H"),
    "number": lambda: NumberField("x", 0, 9),
    "choice": lambda: ChoiceField("x", {"": "HHH"}),
    "words": lambda: QLineEdit("HHH"),
    "box": lambda: QCheckBox("HHH"),
}


@pytest.mark.parametrize("chosen_theme", THEMES)
@pytest.mark.parametrize("name", USED)
def test_what_can_not_be_used_is_dimmed(
    on_card: OnCard, qapp: QApplication, chosen_theme: Theme, name: str
) -> None:
    theme.apply(qapp, Settings(theme=chosen_theme))
    widget = USED[name]()
    card = on_card(widget)
    tokens = theme.current()

    def has(colour: str) -> bool:
        return QColor(colour).name() in inked(card.grab(widget.geometry()).toImage())

    before = widget.size()
    words = {"primary": tokens.on_accent, "danger": tokens.feel_ink}.get(name, tokens.ink)
    assert has(words)
    widget.setEnabled(False)
    QApplication.processEvents()
    assert has(tokens.dimmed)
    assert not has(words) or QColor(words) == QColor(tokens.card), "the ground is as the words were"
    assert widget.size() == before
    image = widget.grab().toImage()
    if name != "box":
        edge = {image.pixel(x, 1) for x in range(20, image.width() - 20)}
        assert len(edge) > 1, "its border is broken"


@pytest.mark.parametrize("chosen_theme", THEMES)
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_stands_in_an_empty_field_can_be_read(
    on_card: OnCard, qapp: QApplication, chosen_theme: Theme, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    theme.apply(qapp, Settings(theme=chosen_theme))
    field = kind()
    field.setPlaceholderText("Search")
    on_card(field)
    found = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert found.alpha() == 255
    assert contrast(found.name(), theme.current().card) >= 4.5


@pytest.mark.parametrize("text_size", range(100, 201, 10))
def test_fields_and_buttons_beside_each_other_are_as_high(
    on_card: OnCard, qapp: QApplication, text_size: int
) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=text_size))
    parts = [
        button("Listen"),
        button("Listen", "primary"),
        button("All", "chip"),
        TickButton("All"),
        QLineEdit(),
        NumberField("x", 0, 9),
        HourField("x", 0, 9, whole=True),
        ChoiceField("x", {"": "Any position"}),
        TimeField("x"),
        DateField(QDate(2026, 5, 4)),
    ]
    on_card(*parts)
    assert len({part.height() for part in parts}) == 1


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_signs_of_fields_grow_with_the_text(on_card: OnCard, qapp: QApplication, text_size: int) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=text_size))
    number, choice = NumberField("x", 0, 9), ChoiceField("x", {"": "Any position"})
    on_card(number, choice)
    assert number._less.width() == number._more.width() >= theme.px(28)
    editor = number.lineEdit().geometry()
    assert editor.right() <= number._less.geometry().left()
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    words = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
    )
    sign = QFontMetrics(theme.font(14)).tightBoundingRect("▾").width()
    assert words.right() < choice.width() - choice.height() / 2 - sign / 2


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("more", ["", "More about it"])
def test_the_words_of_a_line_stand_beside_its_box_as_those_of_a_box_do(
    on_card: OnCard, qapp: QApplication, text_size: int, more: str
) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=text_size))
    box, line = QCheckBox("HHH"), TickLine("HHH", more)
    on_card(box, line)
    ink = QColor(theme.current().ink).rgb()

    def begin(widget: QWidget) -> tuple[int, int]:
        """The first column and row of the words."""
        image = widget.grab().toImage().copy(0, 0, 500, box.height())
        places = [
            (x, y)
            for x in range(theme.px(30), image.width())
            for y in range(image.height())
            if image.pixel(x, y) == ink
        ]
        return min(x for x, _ in places), min(y for _, y in places)

    one, other = begin(box), begin(line)
    assert abs(one[0] - other[0]) <= 1
    assert abs(one[1] - other[1]) <= 1


@pytest.mark.parametrize("kind", [TickLine, RadioLine])
def test_a_click_on_the_words_of_a_line_counts(qtbot: QtBot, kind: type[TickLine | RadioLine]) -> None:
    line = kind("Words that need their room, " * 9, "and more of them")
    window = QWidget()
    QVBoxLayout(window).addWidget(line)
    qtbot.addWidget(window)
    window.resize(300, 400)
    window.show()
    QApplication.processEvents()
    last = line.findChildren(QLabel)[-1]
    where = last.mapTo(window, last.rect().center())
    hit = window.childAt(where)
    assert hit is line.box
    QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=line.box.mapFrom(window, where))
    assert line.box.isChecked()
    assert line.box.geometry().contains(last.geometry()), "the ring of the focus is around both"
    assert line.box.mapTo(line, QPoint()) == QPoint()


@pytest.mark.parametrize("text_size", range(100, 201, 10))
def test_a_choice_as_wide_as_its_words_shows_all_of_them(
    on_card: OnCard, qapp: QApplication, text_size: int
) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=text_size))
    choice = ChoiceField("x", {"": "Any position"})
    on_card(choice)
    choice.resize(choice.sizeHint())
    assert choice._option().currentText == choice.currentText()


@pytest.mark.parametrize("line_of", [TickLine, RadioLine])
def test_the_words_of_a_line_that_is_dressed_later_stand_beside_its_box(
    on_card: OnCard, qapp: QApplication, line_of: type[TickLine | RadioLine]
) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    with theme.undressed():
        line = line_of("HHH")
        on_card(line)
    for text_size in (100, 200):
        theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=text_size))
        QApplication.processEvents()
        of_one_that_is_new = line_of("HHH")
        on_card(of_one_that_is_new)
        for one in (line, of_one_that_is_new):
            words = one.findChild(QLabel)
            assert words
            assert words.x() == one.box.sizeHint().width() - END_PX > theme.px(20)
            assert one.box.height() == one.box.sizeHint().height()


@pytest.mark.parametrize("chosen_theme", THEMES)
def test_a_scroll_bar_is_seen(qtbot: QtBot, qapp: QApplication, chosen_theme: Theme) -> None:
    theme.apply(qapp, Settings(theme=chosen_theme))
    bar = QScrollBar(Qt.Orientation.Vertical)
    bar.setRange(0, 10)
    bar.resize(bar.sizeHint().width(), 200)
    qtbot.addWidget(bar)
    bar.show()
    handle = bar.grab().toImage().pixelColor(bar.width() // 2, 20).name()
    assert contrast(handle, theme.current().window) >= 3


@pytest.mark.parametrize("chosen_theme", THEMES)
def test_a_card_to_choose_has_an_edge_as_what_can_be_pressed(
    on_card: OnCard, qapp: QApplication, chosen_theme: Theme
) -> None:
    theme.apply(qapp, Settings(theme=chosen_theme))
    card = button("", "card")
    card.setProperty("choice", True)
    on_card(card)
    assert contrast(card.grab().toImage().pixelColor(card.width() // 2, 1).name(), theme.current().card) >= 3
