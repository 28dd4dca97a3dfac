"""A session that another start of the program asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from hipstretch.translation import tr

if TYPE_CHECKING:
    from hipstretch.core.routine import Routine

    from .main_window import MainWindow


def start_wished(window: MainWindow, routine: Routine) -> None:
    """Start it if nothing is in the way; else say what is."""
    notices = window.stores.notices
    if controller := window.session:
        window.show_session()
        text = tr(
            "“{routine}” was not started: “{other}” is not over. Stop that first. Or start “{routine}” from "
            "Today: what was done of “{other}” is then kept in the history."
        )
        notices.add(text.format(routine=routine.name, other=controller.routine.name), "info")
    elif QApplication.activeModalWidget():
        text = tr("“{routine}” was not started, because a question was open. Start it from Today.")
        notices.add(text.format(routine=routine.name), "info")
    else:
        window.start(routine.id)
