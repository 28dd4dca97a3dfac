"""A setting that a page does not show builds none of its cards anew."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import DosageOverride
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.stores import Stores
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.today.page import TodayPage
from hipstretch.ui.widgets.cards import CardGrid
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeClock, FakeOutput, FakePlayer

PAGES: dict[str, Callable[[Stores], QWidget]] = {
    "library": lambda stores: LibraryPage(stores, PictureCache()),
    "plan": lambda stores: PlanPage(stores, PictureCache()),
    "today": lambda stores: TodayPage(
        stores, PictureCache(), lambda: cast("CuePlayer", FakePlayer()), FakeOutput()
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_volume_builds_no_card_anew(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    stores = Stores.open(resolve(tmp_path), catalogue.load([assets_dir()]), clock=FakeClock())
    page = PAGES[name](stores)
    qtbot.addWidget(page)
    page.show()
    QApplication.processEvents()
    filled: list[CardGrid] = []
    show_cards = CardGrid.show_cards

    def note(grid: CardGrid, cards: Sequence[QWidget], *, keep: bool = False) -> None:
        filled.append(grid)
        show_cards(grid, cards, keep=keep)

    monkeypatch.setattr(CardGrid, "show_cards", note)
    before = page.findChildren(QWidget)
    for volume in range(61, 71):
        stores.settings.change(volume=volume)
        QApplication.processEvents()
    assert len(filled) == 0
    assert page.findChildren(QWidget) == before
    longer = dict.fromkeys(stores.catalogue.current.exercises, DosageOverride(hold_s=77, reps=3))
    stores.settings.change(exercises=longer)
    assert page.findChildren(QWidget) != before, "what is shown is built anew"
