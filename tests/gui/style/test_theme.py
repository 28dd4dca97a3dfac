"""Colours that can be read, and a look that follows settings."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipstretch.core.check import Grade
from hipstretch.core.settings import Motion, Settings, Theme
from hipstretch.ui.plan.tightness_map import TINT
from hipstretch.ui.style import theme
from hipstretch.ui.style.theme import CONTRAST, DARK, LIGHT, Tokens


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("window", "card", "stage")
INKS = ("ink", "soft", "hold_ink", "prepare_ink", "rest_ink", "feel_ink")
"""Every colour that words have; quiet and disabled buttons, hints, warnings and the words of the phases among them."""
PAIRS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    ("on_accent", "hold"),
]
"""Words on what is behind them, in every state: on a button that is pressed, checked or chosen stands on_accent."""
LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
themes = pytest.mark.parametrize(
    ("name", "tokens"), [("light", LIGHT), ("dark", DARK), ("contrast", CONTRAST)], ids=list(LEAST)
)


@themes
@pytest.mark.parametrize(("words", "behind"), PAIRS)
def test_words_stand_out_from_what_is_behind_them(name: str, tokens: Tokens, words: str, behind: str) -> None:
    assert contrast(getattr(tokens, words), getattr(tokens, behind)) >= LEAST[name]


@themes
@pytest.mark.parametrize("ground", GROUNDS)
def test_large_digits_stand_out_more(name: str, tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.ink, getattr(tokens, ground)) >= 7, name


@themes
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("mark", ["edge", "hold"])
def test_what_can_be_pressed_and_what_is_chosen_stand_out_from_what_is_around_them(
    name: str, tokens: Tokens, mark: str, ground: str
) -> None:
    assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= 3, name


@themes
def test_the_ring_of_the_focus_differs_from_the_edge_that_it_takes_the_place_of(
    name: str, tokens: Tokens
) -> None:
    assert contrast(tokens.ink, tokens.edge) >= 2.99, name


@themes
def test_what_can_not_be_used_has_other_words_than_what_can_be(name: str, tokens: Tokens) -> None:
    assert contrast(tokens.dimmed, tokens.ink) >= 2.99, name
    assert contrast(tokens.dimmed, tokens.soft) >= 1.8, name


@themes
@pytest.mark.parametrize("grade", Grade)
def test_words_on_the_map_of_tightness_can_be_read(name: str, tokens: Tokens, grade: Grade) -> None:
    accent = QColor(tokens.feel if grade.rank else tokens.hold)
    card, tint = QColor(tokens.card), TINT[grade]
    mixed = [round(tint * a + (1 - tint) * b) for a, b in zip(rgb(accent), rgb(card), strict=True)]
    assert contrast(tokens.ink, QColor(*mixed).name()) >= LEAST[name]


def test_settings_decide_between_light_and_dark(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.DARK))
    assert theme.current() is DARK
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    assert theme.current() is LIGHT
    theme.apply(qapp, Settings(theme=Theme.CONTRAST))
    assert theme.current() is CONTRAST
    assert theme.is_dark(Settings(theme=Theme.CONTRAST))


def test_text_is_inter_and_grows_with_its_size(qapp: QApplication, qtbot: QtBot) -> None:
    words = QLabel("Half-kneel lunge")
    qtbot.addWidget(words)
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    words.ensurePolished()
    assert QFontInfo(words.font()).family() == "Inter"
    normal = words.sizeHint().width()
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=200))
    words.ensurePolished()
    assert words.sizeHint().width() == pytest.approx(2 * normal, rel=0.05)


def test_changing_digits_keep_their_place(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    metrics = QFontMetricsF(theme.font(40, tabular=True))
    assert metrics.horizontalAdvance("11") == metrics.horizontalAdvance("08")


def test_motion_is_a_setting() -> None:
    assert theme.reduced_motion(Settings(motion=Motion.REDUCED))
    assert not theme.reduced_motion(Settings(motion=Motion.FULL))
