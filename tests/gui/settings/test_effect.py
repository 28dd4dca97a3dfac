"""The line below a section says what Today shows then, for each setting that changes how long a session lasts."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.core.conditions import Condition
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.settings import DosageOverride, RepMode, SideOrder
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.speech.voice import Voice
from hipstretch.qt.stores import Stores
from hipstretch.ui.settings.page import SettingsPage
from hipstretch.ui.today.page import TodayPage
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeOutput, FakePlayer, FakeVoice

BUNDLED = catalogue.load([assets_dir()])
MINE = Routine("mine", "Mine", "Mine.", tuple(Entry(name) for name in BUNDLED.exercises))
"""Everything once: each setting changes it by minutes."""


@pytest.fixture
def stores(tmp_path: Path, qapp: QApplication) -> Stores:
    return Stores.open(resolve(tmp_path), replace(BUNDLED, routines={"mine": MINE}))


@pytest.fixture
def page(qtbot: QtBot, stores: Stores) -> SettingsPage:
    player = lambda: cast("CuePlayer", FakePlayer())  # noqa: E731
    voice = lambda: cast("Voice", FakeVoice())  # noqa: E731
    made = SettingsPage(stores, player, voice, PictureCache(), FakeOutput())
    qtbot.addWidget(made)
    made.resize(1024, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def today(qtbot: QtBot, stores: Stores) -> TodayPage:
    made = TodayPage(stores, PictureCache(), lambda: cast("CuePlayer", FakePlayer()), FakeOutput())
    qtbot.addWidget(made)
    return made


def on_today(today: TodayPage) -> str:
    """The length that Today shows."""
    today._show_lengths()
    return today._choice.itemText(0).split(" · ")[1]


@pytest.mark.parametrize(
    "changed",
    [
        {"prepare_s": 60.0},
        {"prepare_s": 3.0, "reading_time": False},
        {"position_change_s": 60.0},
        {"switch_s": 30.0},
        {"reading_time": False},
        {"side_order": SideOrder.ALTERNATING},
    ],
)
@pytest.mark.parametrize("conditions", [(), (Condition.PREGNANCY,)])
def test_timing_and_sides(
    page: SettingsPage,
    today: TodayPage,
    stores: Stores,
    changed: dict[str, Any],
    conditions: tuple[Condition, ...],
) -> None:
    stores.settings.change(conditions=conditions)
    page._tabs.button(1).click()
    assert page.timing.bar.isVisible(), "where it will be said is seen before anything is changed"
    assert page.timing.effect.text() == "All times are as usual."
    was = on_today(today)
    stores.settings.change(**changed)
    now = on_today(today)
    assert was != now
    assert page.timing.bar.isVisible()
    assert page.timing.effect.text() == f"Mine {was} → {now}"


def test_hold_lengths(page: SettingsPage, today: TodayPage, stores: Stores) -> None:
    stores.settings.change(conditions=(Condition.PREGNANCY,))
    was = on_today(today)
    mine = DosageOverride(hold_s=120, rest_s=30)
    stores.settings.change(exercises=dict.fromkeys(BUNDLED.exercises, mine))
    assert page.hold_lengths.effect.text() == f"Mine {was} → {on_today(today)}"


@pytest.mark.parametrize(("more_s", "said"), [(4, "Mine: 4 s longer"), (-3, "Mine: 3 s shorter")])
def test_less_than_shows_in_minutes_is_said_in_seconds(
    page: SettingsPage, stores: Stores, more_s: int, said: str
) -> None:
    page._tabs.button(1).click()
    stores.catalogue.save_routine(replace(MINE, entries=(Entry("half-kneel-lunge"),)))
    stores.settings.change(switch_s=stores.settings.current.switch_s + more_s)
    assert page.timing.effect.text() == said


def test_what_changes_no_length_says_so_and_so_does_the_usual(page: SettingsPage, stores: Stores) -> None:
    page._tabs.button(1).click()
    stores.settings.change(rep_mode=RepMode.BY_HAND)
    assert page.timing.effect.text() == "The routines take as long as before."
    stores.settings.change(rep_mode=RepMode.TEMPO)
    assert page.timing.effect.text() == "All times are as usual."


def test_the_bar_belongs_to_its_section(page: SettingsPage, stores: Stores) -> None:
    stores.settings.change(switch_s=30.0)
    assert not page.timing.bar.isVisible()
    page._tabs.button(1).click()
    assert (page.timing.bar.isVisible(), page.hold_lengths.bar.isVisible()) == (True, False)
    page._tabs.button(2).click()
    assert not page.timing.bar.isVisible()
