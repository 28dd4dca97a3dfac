"""Colours that can be read, and a look that follows settings."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Motion, Settings, Theme
from hipstretch.core.timeline import PhaseKind
from hipstretch.ui import theme
from hipstretch.ui.theme import DARK, LIGHT, Tokens


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "card", "stage"])
def test_text_stands_out_from_every_ground(tokens: Tokens, ground: str) -> None:
    behind = getattr(tokens, ground)
    assert contrast(tokens.ink, behind) >= 7
    assert contrast(tokens.soft, behind) >= 4.5
    assert contrast(tokens.feel_ink, behind) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", PhaseKind)
def test_the_word_of_a_phase_can_be_read(tokens: Tokens, kind: PhaseKind) -> None:
    assert contrast(tokens.ink_of(kind), tokens.window) >= 4.5
    assert contrast(tokens.ink_of(kind), tokens.stage) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_on_the_main_button_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.hold) >= 4.5


def test_settings_decide_between_light_and_dark(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.DARK))
    assert theme.current() is DARK
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    assert theme.current() is LIGHT


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
