"""Whether the window may close, and whether the program goes on without it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from hipstretch.core.settings import WhenClosed
from hipstretch.translation import tr
from hipstretch.ui.session.view_mode import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipstretch.qt.stores.settings_store import SettingsStore
    from hipstretch.ui.widgets.page import Unfinished

    from .main_window import MainWindow


class Closing:
    """Asks what has to be asked before the window closes; each question is answered once."""

    def __init__(
        self, window: MainWindow, settings: SettingsStore, unfinished: Callable[[], Sequence[Unfinished]]
    ) -> None:
        """`unfinished` tells what would be lost."""
        self._window = window
        self._settings = settings
        self._unfinished = unfinished
        self._quits = self._answered = False
        self.stays = False
        """Whether the program goes on in the background when the window is closed."""

    def quit(self) -> None:
        """Close the window and end the program, reminders and all."""
        self._quits = True
        self._window.close()
        self._quits = False

    def close_anyway(self, choice: WhenClosed = WhenClosed.QUIT) -> None:
        """Close without a question: it was answered, or the system ends the program."""
        self._answered, self.stays = True, choice is WhenClosed.STAY
        self._window.close()

    def may_close(self) -> bool:
        """Whether it may close now; if not, the answer to a question will close it, or it was a small one.

        The cross of the small window of a session leaves that view, and the session goes on.
        """
        if self._answered:
            return True
        if not self._ends and (page := self._window.session_shown) and page.view is View.MINI:
            # later: it makes another window of this one, which is being closed now
            QTimer.singleShot(0, page, partial(page.show_view, View.USUAL))
            return False
        choice = self._choice()
        if self._asks_to_keep(choice):
            return False
        if choice is WhenClosed.ASK:
            self._ask()
            return False
        self.stays = choice is WhenClosed.STAY
        return True

    @property
    def _ends(self) -> bool:
        """Whether the program is to end, and not this window alone to close."""
        application = QGuiApplication.instance()
        return self._quits or (isinstance(application, QGuiApplication) and application.isSavingSession())

    def _choice(self) -> WhenClosed:
        settings = self._settings.current
        return WhenClosed.QUIT if self._ends or not settings.reminders else settings.when_closed

    def _asks_to_keep(self, choice: WhenClosed) -> bool:
        """Ask what is to become of what would be lost; False if there is nothing."""
        from hipstretch.ui.widgets.dialogs import ask_before_closing

        if found := self._unfinished():
            close, again = partial(self._go_on, choice), partial(self._after_a_try, choice)
            ask_before_closing(self._window, found, close, again)
        return bool(found)

    def _after_a_try(self, choice: WhenClosed) -> None:
        if not self._asks_to_keep(choice):
            self._go_on(choice)

    def _go_on(self, choice: WhenClosed) -> None:
        if choice is WhenClosed.ASK:
            self._ask()
        else:
            self.close_anyway(choice)

    def _ask(self) -> None:
        from hipstretch.ui.widgets.dialogs import Answer, Role, question

        def answer(choice: WhenClosed) -> None:
            self._settings.change(when_closed=choice)
            self.close_anyway(choice)

        question(
            self._window,
            tr(
                "Keep reminding you when the window is closed? Hipstretch then waits in the background, with an icon "
                "in the tray where there is one. You can change this in Settings, Reminders."
            ),
            (
                Answer(tr("Keep reminding me"), partial(answer, WhenClosed.STAY)),
                Answer(tr("Quit"), partial(answer, WhenClosed.QUIT)),
                Answer(tr("Cancel"), role=Role.RejectRole),
            ),
        )
