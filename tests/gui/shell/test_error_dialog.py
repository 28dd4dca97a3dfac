"""An error nobody expected: told once, copied, gone on from."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from hipstretch import app
from hipstretch.core.settings import Settings, Theme
from hipstretch.core.transitions import State
from hipstretch.ui.shell.error_dialog import ErrorDialog
from hipstretch.ui.style import theme
from tests.gui.shell.test_main_window import House


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> House:
    return House(qtbot, tmp_path)


@pytest.fixture
def errors(house: House, tmp_path: Path) -> Iterator[app.Errors]:
    hook, messages = sys.excepthook, qInstallMessageHandler(None)
    made = app.log_to(tmp_path / "log.txt", house.sessions)
    qInstallMessageHandler(messages)  # the tests' own
    made.raised.connect(house.window.show_error)
    yield made
    sys.excepthook = hook
    log = logging.getLogger("hipstretch")
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def dialogs(house: House) -> list[ErrorDialog]:
    return [d for d in house.window.findChildren(ErrorDialog) if d.isVisible()]


def throw(text: str) -> None:
    sys.excepthook(RuntimeError, RuntimeError(text), None)


@pytest.mark.usefixtures("errors")
def test_the_session_waits_and_one_window_tells(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    house.window.start("test")
    house.run(8)
    throw("the first")
    throw("the second")
    assert house.controllers[-1].session.state is State.PAUSED
    (dialog,) = dialogs(house)
    dialog.copy.click()
    report = QGuiApplication.clipboard().text()
    assert report.startswith("Hipstretch ")
    assert report.rstrip().endswith("RuntimeError: the first")
    dialog.go_on.click()
    assert dialogs(house) == []
    throw("the third")
    assert len(dialogs(house)) == 1
    log = (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert all(f"RuntimeError: the {n}" in log for n in ("first", "second", "third"))


def test_the_folder_of_the_log_opens(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = ErrorDialog("", tmp_path / "logs" / "log.txt")
    qtbot.addWidget(dialog)
    QTimer.singleShot(0, dialog.folder.click)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].toLocalFile() == str(tmp_path / "logs")


def test_other_colours_while_it_is_open_bring_no_scroll_bar(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    dialog = ErrorDialog("RuntimeError: it", tmp_path / "log.txt")
    qtbot.addWidget(dialog)
    dialog.show()
    high = dialog.height()
    theme.apply(qapp, Settings(theme=Theme.CONTRAST))  # has borders
    try:
        qtbot.waitUntil(lambda: dialog.height() > high)
        (area,) = dialog.findChildren(QScrollArea)
        assert area.verticalScrollBar().maximum() == 0
    finally:
        theme.apply(qapp, Settings(theme=Theme.LIGHT))
