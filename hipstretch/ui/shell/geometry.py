"""Where the window is and how large; what of it is kept has a file of its own, for it is no setting."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication

from hipstretch.data import atomic, reading
from hipstretch.ui.session.view_mode import View

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow, QWidget

    from hipstretch.qt.worker import Work

VERSION = 1
USUAL, MINI = "window", "mini"
"""The names of the places that are kept: of the usual window, and of the small one of a session."""
MAX_BYTES, MAX_CHARACTERS = 10_000, 400
"""Of the file, and of one place in it."""
LEAST, MINI_LEAST = (720, 480), (260, 150)
"""The least size of the window, usual and small, in logical pixels."""
MINI_SIZE, MINI_GAP = (420, 250), (24, 48)
"""The small window's size at first, and how far it stands from the corner."""

log = logging.getLogger("hipstretch.geometry")


class PlacesFile:
    """window.json: the places of the window, in Qt's own form. What can't be read or written is only logged."""

    def __init__(self, path: Path, disk: Work, older: Mapping[str, object]) -> None:
        """`older` is what a settings.json of an earlier version has; it counts where there is no file yet."""
        self._path = path
        self._disk = disk
        self._places: dict[str, str] = {}
        try:
            self._places = _places_in(reading.json_object(reading.read(path, MAX_BYTES)))
        except FileNotFoundError:
            if older:
                self._places = _places_in(older)
                self._write()
        except (OSError, ValueError) as error:
            log.warning("%s is not used: %s", path, error)

    def restore(self, window: QWidget, name: str) -> bool:
        """Put a window where it was; False if that can't be told, as on another computer."""
        place = self._places.get(name, "").encode("ascii", "replace")
        return bool(place) and window.restoreGeometry(QByteArray.fromBase64(place))

    def keep(self, name: str, geometry: QByteArray) -> None:
        """Remember a place for the next start."""
        place = geometry.toBase64().toStdString()
        if self._places.get(name) != place:
            self._places[name] = place
            self._write()

    def _write(self) -> None:
        data = json.dumps({"v": VERSION, **self._places}, indent=2).encode()
        self._disk.submit(
            partial(atomic.write, self._path, data),
            failed=lambda error: log.warning("%s is not written: %s", self._path, error),
            replaces="window",
        )


def _places_in(raw: Mapping[str, object]) -> dict[str, str]:
    return {
        name: place
        for name in (USUAL, MINI)
        if isinstance(place := raw.get(name), str) and len(place) <= MAX_CHARACTERS
    }


class WindowGeometry:
    """Moves the window: to where it was, over the whole screen, or small above all others."""

    def __init__(self, window: QMainWindow, file: PlacesFile) -> None:
        self._window = window
        self._file = file
        self._view = View.USUAL
        self._usual = QByteArray()
        """Where the window was before a session became large or small."""
        self._fills_screen = False
        window.setMinimumSize(*LEAST)
        if not file.restore(window, USUAL):
            self._fit_screen()

    def appear(self) -> None:
        """Come onto the screen: all of it where it is small and the window never had a place of its own."""
        if self._fills_screen:
            self._window.showMaximized()
        else:
            self._window.show()

    def show_view(self, view: View) -> None:
        """Take as much of the screen as a session wants."""
        window = self._window
        before, self._view = self._view, view
        if before is View.USUAL:
            self._usual = window.saveGeometry()
        if before is View.MINI:
            self._leave_mini()
        if view is View.DISTANCE:
            window.showFullScreen()
        elif view is View.MINI:
            self._enter_mini()
        else:
            window.setWindowState(window.windowState() & ~QtCore.Qt.WindowState.WindowFullScreen)
            window.restoreGeometry(self._usual)

    def keep(self) -> None:
        """Remember where the window is, small and usual, for the next start."""
        usual = self._window.saveGeometry() if self._view is View.USUAL else self._usual
        self._file.keep(USUAL, usual)
        if self._view is View.MINI:
            self._keep_mini()

    def _fit_screen(self) -> None:
        """As the mock where there is room, all of a small screen otherwise."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        if room.width() <= 1366 or room.height() <= 768:
            self._window.setGeometry(room)
            self._fills_screen = True
        else:
            self._window.resize(1366, 820)

    def _enter_mini(self) -> None:
        """A small window in a corner, above all others where the desktop allows it (Wayland does not)."""
        window = self._window
        window.setWindowState(QtCore.Qt.WindowState.WindowNoState)
        self._stay_on_top(True)
        window.setMinimumSize(*MINI_LEAST)
        if not self._file.restore(window, MINI):
            room = window.screen().availableGeometry()
            box = QRect(QPoint(), QSize(*MINI_SIZE))
            box.moveBottomRight(room.bottomRight() - QPoint(*MINI_GAP))
            window.setGeometry(box)

    def _leave_mini(self) -> None:
        self._keep_mini()
        self._stay_on_top(False)
        self._window.setMinimumSize(*LEAST)

    def _keep_mini(self) -> None:
        self._file.keep(MINI, self._window.saveGeometry())

    def _stay_on_top(self, on: bool) -> None:
        """Above all other windows, or no longer. QWidget's own way hides the window, and it loses the keyboard."""
        hint = QtCore.Qt.WindowType.WindowStaysOnTopHint
        flags = self._window.windowFlags() | hint if on else self._window.windowFlags() & ~hint
        self._window.overrideWindowFlags(flags)
        if handle := self._window.windowHandle():
            handle.setFlags(flags)
