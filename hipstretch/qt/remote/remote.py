"""Puts the session that runs on the bus, and takes it off when it ends."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hipstretch.core.events import Event, PhaseStarted, Resumed
from hipstretch.core.exercise import Side
from hipstretch.qt.worker import Worker

from .artwork import Artwork
from .mpris import NAME, PATH, PLAYER, Player

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

    from hipstretch.qt.dbus.bus import BusObject
    from hipstretch.qt.session_controller import SessionController
    from hipstretch.qt.sessions import Sessions
    from hipstretch.qt.stores import Stores

CLOSE_S = 1.0
"""How long the end of the program waits for the bus."""

log = logging.getLogger("hipstretch.remote")


class Remote(QObject):
    """Follows the session that runs: each has a connection of its own, so that nothing is left of it afterwards.

    A bus that is missing, refuses or goes away is logged once, and the session goes on without.
    """

    def __init__(
        self,
        stores: Stores,
        sessions: Sessions,
        come_forward: Callable[[], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`come_forward` shows the window, if there is one."""
        super().__init__(parent)
        self._stores = stores
        self._sessions = sessions
        self._come_forward = come_forward
        self._work = Worker("remote", self)
        self._link: Link | None = None
        self._said = False
        sessions.current_changed.connect(self._follow)
        self._follow()

    def close(self) -> None:
        """Let go of the bus; the session is over by then."""
        if not self._work.wait(CLOSE_S):
            log.warning("the bus does not answer")

    def _follow(self) -> None:
        if self._link:
            self._link.close()
            self._link = None
        if controller := self._sessions.current:
            player = Player(controller, self._stores.settings, self._come_forward)
            self._link = Link(player, self._stores, self._work, self)
            self._work.submit(_connected, self._link.begin, self.say)

    def say(self, why: Exception) -> None:
        """Log why there is no remote control, the first time."""
        if not self._said:
            self._said = True
            log.warning("media keys and phones can't reach the session: %s", why)


def _connected() -> DBusConnection:
    """In the thread that waits for the bus; see there."""
    from hipstretch.qt.dbus.connection import connected

    return connected(NAME)


class Link(QObject):
    """One session on the bus."""

    def __init__(self, player: Player, stores: Stores, work: Worker, remote: Remote) -> None:
        super().__init__(remote)
        self._player = player
        self._stores = stores
        self._work = work
        self._remote = remote
        self._bus: BusObject | None = None
        self._artwork = Artwork()
        self._wanted: tuple[Path | None, bool] = (None, False)
        """The picture that is to be shown, and whether mirrored."""
        self._written: dict[tuple[Path | None, bool], str] = {(None, False): ""}
        self._jumped = False
        """Whether players that count the seconds themselves would go wrong."""
        self._over = False

    def begin(self, connection: DBusConnection) -> None:
        """Answer on this connection from now on."""
        from hipstretch.qt.dbus.bus import BusObject

        if self._over:
            connection.close()
            return
        self._bus = BusObject(connection, PATH, self._player.interfaces, self._remote.say, self)
        self._player.controller.changed.connect(self._tell)
        self._player.controller.happened.connect(self._on_event)
        self._stores.settings.changed.connect(self._tell)
        self._tell()

    def close(self) -> None:
        """Leave the bus."""
        self._over = True
        if self._bus:
            self._bus.close()
        self._artwork.close()
        self.deleteLater()

    def _on_event(self, event: Event) -> None:
        self._jumped = self._jumped or isinstance(event, PhaseStarted | Resumed)

    def _tell(self) -> None:
        self._look_for_picture()
        if self._bus:
            self._bus.tell_changes()
            if self._jumped:
                self._bus.tell(PLAYER, "Seeked", self._player.position)
            self._jumped = False

    def _look_for_picture(self) -> None:
        wanted = self._picture(self._player.controller)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._player.picture = self._written.get(wanted, "")
        path, mirrored = wanted
        if path and wanted not in self._written:
            self._work.submit(
                partial(self._artwork.address, path, mirrored=mirrored),
                partial(self._on_picture, wanted),
                lambda error: log.info("no picture for players: %s", error),
            )

    def _picture(self, controller: SessionController) -> tuple[Path | None, bool]:
        exercise, find = controller.exercise.id, self._stores.catalogue.current.picture
        easier = find(exercise, "easier") if exercise in controller.easier else None
        path = easier or find(exercise, "hold")
        return path, path is not None and controller.session.phase.side is Side.LEFT

    def _on_picture(self, wanted: tuple[Path | None, bool], address: str) -> None:
        self._written[wanted] = address
        if wanted == self._wanted:
            self._player.picture = address
            self._tell()
