"""The dialog for a printed sheet: it shows the pages, and saves or prints them."""

from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QLocale
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from hipstretch.core.conditions import Condition
from hipstretch.core.handout import Paper
from hipstretch.core.routine import ALONE
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt import language
from hipstretch.qt.stores import Stores
from hipstretch.qt.worker import Worker
from hipstretch.ui.widgets.handout_dialog import HandoutDialog
from tests.fakes import FakeClock, LaterWork
from tests.gui.asking import the_open


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    language.add_fonts()
    return Stores.open(resolve(tmp_path), catalogue.load([assets_dir()]), clock=FakeClock())


def dialog_of(qtbot: QtBot, stores: Stores, routine: str = "six-minutes") -> HandoutDialog:
    found = stores.catalogue.current.routine(routine)
    assert found
    made = HandoutDialog(found, stores)
    qtbot.addWidget(made)
    return made


def shown(dialog: HandoutDialog) -> dict[str, int]:
    """The heights of the pages that are shown, by what they are called."""
    labels = [one for one in dialog.findChildren(QLabel) if one.isVisible() and not one.pixmap().isNull()]
    return {one.accessibleName(): one.height() for one in labels}


def test_it_shows_the_pages_as_they_will_be(qtbot: QtBot, stores: Stores) -> None:
    dialog = dialog_of(qtbot, stores)
    dialog.size_choice.set_value(Paper.A4)
    dialog.show()
    qtbot.waitUntil(lambda: list(shown(dialog)) == ["1 of 1"])
    tall = shown(dialog)["1 of 1"]
    dialog.size_choice.set_value(Paper.LETTER)
    qtbot.waitUntil(lambda: 0 < shown(dialog).get("1 of 1", 0) < tall)
    dialog.large.setChecked(True)
    qtbot.waitUntil(lambda: len(shown(dialog)) > 1)
    assert "1 of 1" not in shown(dialog)


def test_pages_that_come_after_it_is_gone_are_dropped(qtbot: QtBot, stores: Stores) -> None:
    reader = LaterWork()
    dialog = dialog_of(qtbot, replace(stores, reader=reader))
    dialog.show()
    shiboken6.delete(dialog)
    reader.do_all()


def test_the_paper_is_that_of_the_country(qtbot: QtBot, stores: Stores) -> None:
    QLocale.setDefault(QLocale("en_US"))
    assert dialog_of(qtbot, stores).paper is Paper.LETTER
    QLocale.setDefault(QLocale("en_GB"))
    assert dialog_of(qtbot, stores).paper is Paper.A4


def test_what_the_conditions_leave_out_is_said_here_and_not_on_the_sheet(
    qtbot: QtBot, stores: Stores
) -> None:
    stores.settings.change(conditions=(Condition.HIP_REPLACEMENT_POSTERIOR,))
    dialog = dialog_of(qtbot, stores)
    words = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "Left out because of hip replacement from the back: Chair twist" in words


def test_it_is_saved_where_the_person_says_and_that_is_told(
    qtbot: QtBot, stores: Stores, tmp_path: Path
) -> None:
    dialog = dialog_of(qtbot, stores, f"{ALONE}bridge")
    dialog.show()
    dialog._ways[1].click()
    asked = the_open(QFileDialog)
    assert asked.selectedFiles()[0].endswith("hipstretch-bridge.pdf")
    asked.reject()
    dialog.save(tmp_path / "mine")
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert stores.notices.shown[-1].text == f"The sheet is in {tmp_path / 'mine.pdf'}."


def test_what_cannot_be_saved_is_told_in_the_dialog(qtbot: QtBot, stores: Stores, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, stores)
    dialog.save(tmp_path / "no" / "mine.pdf")
    assert dialog._said.text().startswith("The sheet is not saved (")
    assert dialog.large.isEnabled()


def test_it_is_printed_from_another_thread(qtbot: QtBot, stores: Stores, tmp_path: Path) -> None:
    worker = Worker("test")
    dialog = dialog_of(qtbot, replace(stores, reader=worker))
    dialog.show()
    qtbot.waitUntil(lambda: list(shown(dialog)) == ["1 of 1"])
    dialog._ways[0].click()
    asked = the_open(QPrintDialog)
    asked.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    asked.done(QPrintDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert worker.wait(10)


def test_the_ring_around_large_print_is_as_high_as_its_words(qtbot: QtBot, stores: Stores) -> None:
    dialog = dialog_of(qtbot, stores)
    dialog.resize(dialog.width(), 900)
    dialog.show()
    qtbot.waitUntil(lambda: list(shown(dialog)) == ["1 of 1"])
    assert dialog.large.height() < 2 * dialog.large.minimumHeight()
