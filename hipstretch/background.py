"""The program without a window: it waits in the tray and reminds, until the person or another start ends it."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from . import app

# isort: split
from PySide6.QtCore import QCoreApplication, QTimer

from .qt import launch, memory, tray_menu
from .qt.os_signals import os_signals
from .qt.single_instance import Reply, SingleInstance
from .qt.wish import Leave, StartRoutine, Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .data.paths import Paths
    from .qt.status_item import StatusItem
    from .qt.stores.settings_store import SettingsStore
    from .qt.tray_menu import Entry
    from .ui.shell.tray import Tray

FIRST_MS = 5000
"""So long after the start the first reminder may come: at a login, what shows it may begin later than this program."""

log = logging.getLogger("hipstretch.background")


def run(paths: Paths, in_language: str = "") -> int:
    """Wait and remind; the exit code. A window is a program of its own, to which this one gives way."""
    memory.give_back_what_is_free()
    application = _application()
    app.introduce(application)
    instance = SingleInstance(paths.local, yields=True)
    if not instance.claim() and instance.hand_over(Leave()) is not Reply.MINE:
        return 0  # there is a window
    program = app.Program(paths, in_language=in_language)
    app.log_to(paths.log, program.sessions)

    def come_forward(wish: Wish) -> bool:
        command = ("start", wish.routine) if isinstance(wish, StartRoutine) else ()
        return launch.start(paths, *command, in_language=in_language)

    def entries() -> tuple[Entry, ...]:
        due = tray_menu.due(program.stores, come_forward)
        return *due, *tray_menu.program(come_forward, application.quit)

    instance.yielded.connect(application.quit)
    instance.listen()
    icon = _icon(program.stores.settings, entries, come_forward, application.quit)

    def message(title: str, text: str, pressed: Callable[[], object]) -> bool:
        """Where no service shows notifications: beside the icon or, as nothing else shows what is due, by a window."""
        beside = icon is not None and icon.message(title, text, pressed)
        return beside or come_forward(None)

    QTimer.singleShot(FIRST_MS, program, lambda: program.remind(come_forward, message))
    program.follow_folder()
    memory.collect_garbage()
    with os_signals(lambda _: application.quit()):
        code = application.exec()
    if icon:
        icon.close()
    program.close()
    instance.release()
    return code


def _application() -> QCoreApplication:
    """On Linux without a display: Qt's own icon would need 20 MB more than one by D-Bus."""
    if sys.platform == "linux":
        return QCoreApplication(sys.argv[:1])
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    return application


def _icon(
    settings: SettingsStore,
    entries: Callable[[], Sequence[Entry]],
    come_forward: Callable[[Wish], object],
    leave: Callable[[], object],
) -> StatusItem | Tray | None:
    """The icon, unless the person wants none or there is no way to have one."""
    if sys.platform != "linux":
        from .ui.shell.tray import Tray

        return Tray(settings, entries, come_forward)
    if not settings.current.tray:
        return None
    from .qt import status_item

    def on_lost(error: Exception) -> None:
        """The bus ends when the person logs out."""
        log.info("the session bus is gone: %s", error)
        leave()

    try:
        return status_item.StatusItem(status_item.connected(), entries, come_forward, on_lost)
    except OSError as error:
        log.info("no icon in the tray: %s", error)
        return None
