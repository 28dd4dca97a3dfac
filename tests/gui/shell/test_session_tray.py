"""The tray icon tells what the window does, and does what can be done from there."""

from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from hipstretch.core.schedule import Period, Schedule
from hipstretch.core.transitions import Command, State
from hipstretch.ui.shell.session_tray import ICON_PX, SessionTray, put_up
from tests.gui.shell.test_main_window import House

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # offscreen has no tray


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> House:
    return House(qtbot, tmp_path)


@pytest.fixture
def tray(house: House) -> SessionTray:
    return SessionTray(house.window)


def shown(tray: SessionTray) -> list[str]:
    return [action.text() for action in tray.menu.actions() if not action.isSeparator()]


def press(tray: SessionTray, words: str) -> None:
    """Open the menu and choose what stands there in these words."""
    tray.menu.aboutToShow.emit()
    (action,) = [one for one in tray.menu.actions() if one.text() == words]
    action.trigger()


def pixels(icon: QIcon) -> bytes:
    return bytes(icon.pixmap(ICON_PX, ICON_PX).toImage().constBits())


def test_before_a_session_it_starts_one(house: House, tray: SessionTray) -> None:
    assert shown(tray) == ["Nothing is due now.", "Start Test", "Show Hipstretch", "Quit"]
    house.window.showMinimized()
    press(tray, "Start Test")
    assert house.page == "SessionPage"
    assert not house.window.isMinimized()


def test_it_starts_what_is_due(house: House, tray: SessionTray) -> None:
    house.stores.schedules.set("test", Schedule((Period(),)))
    tray.menu.aboutToShow.emit()
    assert shown(tray) == ["Due now:", "Start Test", "Show Hipstretch", "Quit"]
    press(tray, "Start Test")
    assert house.page == "SessionPage"


def test_it_comes_up_after_a_session_has_begun(house: House) -> None:
    """A start with a routine is faster than the tray."""
    house.window.start("test")
    assert "Pause" in shown(SessionTray(house.window))


def test_in_a_session_it_tells_the_time_left_and_pauses(house: House, tray: SessionTray) -> None:
    house.window.start("test")
    assert shown(tray) == [
        "Lunge, left side · Get ready · 3 min left",
        "Pause",
        "Skip",
        "Small, above all windows",
        "Show Hipstretch",
        "Quit",
    ]
    assert "3 min left" in tray.icon.toolTip()
    running = pixels(tray.icon.icon())
    house.run(70)
    tray._ticker.timeout.emit()
    assert "2 min left" in tray.icon.toolTip()
    assert pixels(tray.icon.icon()) != running
    press(tray, "Pause")
    assert house.controllers[0].session.state is State.PAUSED
    assert "Paused" in shown(tray)[0]
    press(tray, "Go on")
    assert house.controllers[0].session.can(Command.PAUSE)
    index = house.controllers[0].session.phase.index
    house.run(4)
    press(tray, "Skip")
    assert house.controllers[0].session.phase.index == index + 1
    press(tray, "Small, above all windows")
    assert house.window.width() < 500


def test_after_a_session_it_rests(house: House, tray: SessionTray) -> None:
    house.window.start("test")
    house.run(30)
    house.controllers[0].stop(keep=True)
    assert shown(tray)[0] == "Nothing is due now."
    assert not tray._ticker.isActive()
    assert tray.icon.toolTip() == "Hipstretch"


def test_a_click_brings_the_window(house: House, tray: SessionTray) -> None:
    house.window.showMinimized()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert not house.window.isMinimized()
    press(tray, "Quit")
    assert not house.window.isVisible()


def test_it_is_there_only_if_it_is_wanted_and_there_is_a_tray(
    house: House, tray: SessionTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tray.icon.isVisible()
    house.stores.settings.change(tray=False)
    assert not tray.icon.isVisible()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    assert put_up(house.window) is None


def test_a_message_beside_the_icon(tray: SessionTray, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(tray.icon, "showMessage", lambda title, text, _: said.append(f"{title} {text}"))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: False)
    assert not tray.message("Time", "6 min", lambda: said.append("pressed"))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    assert tray.message("Time", "6 min", lambda: said.append("pressed"))
    tray.icon.messageClicked.emit()
    assert said == ["Time 6 min", "pressed"]
