"""Schedules as a file for calendars, from the page of the schedules."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.schedule import daily
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores
from hipstretch.ui.plan import calendar_dialog
from hipstretch.ui.plan.calendar_dialog import CalendarDialog
from hipstretch.ui.plan.schedule_page import SchedulePage
from hipstretch.ui.widgets.labels import path_in_parts
from tests.fakes import FakeClock
from tests.gui.asking import nothing_is_open, press, the_open


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    made = Stores.open(resolve(tmp_path / "data"), catalogue.load([assets_dir()]), clock=FakeClock())
    made.schedules.set("daily-hips", daily(1))
    return made


@pytest.fixture
def dialog(qtbot: QtBot, stores: Stores) -> CalendarDialog:
    page = SchedulePage(stores, lambda: None)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.calendar_button.click()
    return the_open(CalendarDialog)


def choose(folder: Path, name: str) -> None:
    asked = the_open(QFileDialog)
    asked.setDirectory(str(folder))
    asked.selectFile(name)
    QTest.keyClick(asked, Qt.Key.Key_Return)


ALWAYS = "For a calendar that can subscribe to a file: it follows every change."
ONCE = "For any calendar: open the file with it once, and again when your schedules change."


def places(dialog: CalendarDialog) -> dict[str, QRect]:
    shown: list[QLabel | QPushButton] = [
        *dialog.findChildren(QLabel),
        *dialog.findChildren(QPushButton),
    ]
    return {one.text(): QRect(one.mapTo(dialog, QPoint()), one.size()) for one in shown}


def test_what_each_way_is_for_stands_beside_its_button_and_no_way_stands_out(dialog: CalendarDialog) -> None:
    found = places(dialog)
    keep, save = (found[one.text()] for one in (dialog.keep_button, dialog.save_button))
    assert (keep.left(), keep.width()) == (save.left(), save.width())
    for words, way in ((found[ALWAYS], keep), (found[ONCE], save)):
        assert words.right() < way.left()
        assert abs(words.center().y() - way.center().y()) <= 1
    main = [one.text() for one in dialog.findChildren(QPushButton) if one.property("kind") == "primary"]
    assert main == ["Close"]


def test_on_a_small_screen_each_button_stands_below_what_it_is_for(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(calendar_dialog, "room", lambda _: QSize(500, 400))
    parent = QWidget()
    qtbot.addWidget(parent)
    made = CalendarDialog(stores, parent)
    made.grab()
    found = places(made)
    assert found[ALWAYS].bottom() < found[made.keep_button.text()].top()
    assert found[made.keep_button.text()].bottom() < found[ONCE].top()
    assert found[ONCE].bottom() < found[made.save_button.text()].top()


def test_a_file_is_written_once(dialog: CalendarDialog, stores: Stores, tmp_path: Path) -> None:
    dialog.save_button.click()
    assert Path(the_open(QFileDialog).selectedFiles()[0]).name == "hipstretch.ics"
    choose(tmp_path, "hips")
    assert (tmp_path / "hips.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    assert stores.settings.current.calendar_file == ""
    assert not dialog.stop_button.isVisible()
    assert [one.text for one in stores.notices.shown] == [f"Exported to {tmp_path / 'hips.ics'}."]
    press(dialog, "Close")
    assert nothing_is_open()
    stores.settings.change(calendar_file="a.ics")  # which a dialog that is gone does not show


def test_a_file_is_kept_up_to_date_until_that_is_stopped(
    dialog: CalendarDialog, stores: Stores, tmp_path: Path
) -> None:
    assert dialog.kept.isHidden()
    dialog.keep_button.click()
    choose(tmp_path, "hips.ics")
    assert (tmp_path / "hips.ics").exists()
    assert stores.settings.current.calendar_file == str(tmp_path / "hips.ics")
    assert dialog.kept.text() == f"Kept up to date: {path_in_parts(str(tmp_path / 'hips.ics'))}"
    dialog.stop_button.click()
    assert stores.settings.current.calendar_file == ""
    assert dialog.kept.isHidden()
    assert (tmp_path / "hips.ics").exists()


def test_a_file_that_can_not_be_written_is_not_kept(
    dialog: CalendarDialog, stores: Stores, tmp_path: Path
) -> None:
    dialog.keep_button.click()
    choose(tmp_path, "hips.txt")
    assert stores.settings.current.calendar_file == ""
    (notice,) = stores.notices.shown
    assert notice.text == "Nothing was exported: hips.txt ends in none of these: .ics"


def test_what_was_done_is_in_it_if_that_is_ticked(dialog: CalendarDialog, stores: Stores) -> None:
    assert not dialog.sessions.isChecked()
    dialog.sessions.click()
    assert stores.settings.current.calendar_sessions


def test_what_calendars_can_do_is_told_when_it_is_asked_for(dialog: CalendarDialog) -> None:
    assert not dialog.details.isVisible()
    high = dialog.height()
    dialog.more.click()
    assert dialog.details.isVisible()
    assert dialog.height() > high
    assert dialog.more.text() == "▾  More"
    dialog.more.click()
    assert not dialog.details.isVisible()
    assert dialog.height() == high
