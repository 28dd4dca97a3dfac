"""Reminds of what is due: looks when something changes and when it was told to, and shows what there is to tell.

One timer, which is off where there are no reminders or a session runs. What is in the way is looked for when there is
something to tell, and not before.
"""

from __future__ import annotations

import logging
import sys
from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hipstretch.core import reminder
from hipstretch.core.reminder import QuietHours, Said
from hipstretch.data.clock import in_zone
from hipstretch.data.reminders_file import RemindersFile
from hipstretch.qt import reminder_words
from hipstretch.qt.stores.notices import Notice, why
from hipstretch.qt.wall_timer import WallTimer
from hipstretch.qt.wish import StartRoutine, Wish
from hipstretch.qt.worker import Work, Worker
from hipstretch.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from hipstretch.core.due import Due, Item
    from hipstretch.core.routine import Routine
    from hipstretch.qt.sessions import Sessions
    from hipstretch.qt.stores import Stores

    from .notification import Notification, Service

    TrayMessage = Callable[[str, str, Callable[[], object]], bool]
    """Shows a title and a text, and does something if they are pressed; whether it could."""

LONGEST_S = 3600
"""The timer is never set for longer: nobody tells it of another time zone."""
CLOSE_S = 1.0
"""How long the end of the program waits for what is in the way to be looked for."""
SHOWN = frozenset({"reminders", "quiet_from", "quiet_until"})
"""The settings that it depends on, beside those of the schedules."""

log = logging.getLogger("hipstretch.reminders")


class InTheWay(OSError):  # noqa: N818 - an answer
    """What is in the way of telling."""


class Reminders(QObject):
    """See the module."""

    def __init__(
        self,
        stores: Stores,
        sessions: Sessions,
        come_forward: Callable[[Wish], object],
        tray_message: TrayMessage | None = None,
        *,
        work: Work | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`come_forward` shows the window, and fulfils a wish."""
        super().__init__(parent)
        self._stores = stores
        self._sessions = sessions
        self._come_forward = come_forward
        self._tray_message = tray_message
        self._work = work or Worker("reminders", self)
        self._file = RemindersFile(stores.paths.reminders, stores.clock)
        self.said, problem = self._file.load()
        if problem:
            stores.notices.add(problem)
        self._shown: Notification | None = None
        self._items: tuple[Item, ...] = ()
        """What the reminder that is seen is about."""
        self._day: date | None = None
        self._notice: Notice | None = None
        self._looking = False
        """Whether what is in the way is being looked for."""
        self._over = False
        self._timer = WallTimer(self)
        self._timer.timeout.connect(self.look)
        stores.schedules.changed.connect(self.look)
        stores.settings.changed.connect(self._on_settings)
        sessions.current_changed.connect(self.look)
        self.look()

    @property
    def waiting(self) -> bool:
        """Whether it will look by itself."""
        return self._timer.active

    def close(self) -> None:
        """Take back what is seen, and look no more."""
        self._over = True
        self._timer.stop()
        self._take_back()
        self._work.wait(CLOSE_S)

    def look(self) -> None:
        """Tell what there is to tell now, or set the timer."""
        self._timer.stop()
        if not self._wanted:
            self._take_back()
            return
        found, now = self._stores.schedules.due(), self._now()
        self._forget_what_was_done(found)
        if self._sessions.current or self._looking:
            return  # its end makes this look again
        answer = reminder.look(found, self.said, now, self._quiet)
        if answer.items:
            self._looking = True
            self._work.submit(_service, self._tell, self._on_trouble)
        else:
            self._wait(answer.again, now)

    @property
    def _wanted(self) -> bool:
        return self._stores.settings.current.reminders and not self._over

    def _now(self) -> datetime:
        return in_zone(self._stores.clock.wall())

    @property
    def _quiet(self) -> QuietHours:
        settings = self._stores.settings.current
        return QuietHours(settings.quiet_from, settings.quiet_until)

    def _wait(self, until: datetime, now: datetime) -> None:
        seconds = (until.astimezone(UTC) - now.astimezone(UTC)).total_seconds()
        self._timer.start(min(max(seconds, 1), LONGEST_S))

    def _on_settings(self, changed: frozenset[str]) -> None:
        if changed & SHOWN:
            self.look()

    def _on_trouble(self, error: Exception) -> None:
        """Something is in the way; or there is no service, and another way is taken."""
        if not isinstance(error, InTheWay):
            if sys.platform == "linux":
                log.info("no notifications: %s", error)
            self._tell(None)
            return
        self._looking = False
        if self._wanted and not self._sessions.current:
            now = self._now()
            answer = reminder.look(self._stores.schedules.due(), self.said, now, self._quiet, busy=True)
            self._wait(answer.again, now)

    def _tell(self, service: Service | None) -> None:
        """Nothing is in the way; what there is to tell may have changed meanwhile."""
        self._looking = False
        found, now = self._stores.schedules.due(), self._now()
        answer = reminder.look(found, self.said, now, self._quiet)
        if not self._wanted or self._sessions.current or not answer.items:
            if service:
                service.connection.close()
            self.look()
            return
        told = {item.routine for item in (*self._items, *answer.items)}
        self._take_back()
        self._day, self._items = found.day, tuple(item for item in found.now if item.routine in told)
        self._keep(reminder.told(self.said, found.day, answer.items))
        self._show(service)
        self.look()

    def _show(self, service: Service | None) -> None:
        named = [(item, routine) for item in self._items if (routine := self._routine(item))]
        title = reminder_words.title(named)
        body = reminder_words.body(named, self._stores.plans.length_s)
        if service:
            from .notification import Notification
            from .services import Text

            self._shown = Notification(service, Text(title, body), reminder_words.buttons(), self)
            self._shown.answered.connect(self._on_answer)
            self._shown.closed.connect(self._on_closed)
            self._shown.lost.connect(self._on_lost)
        elif not (self._tray_message and self._tray_message(title, body, self._on_tray)):
            self._notice = self._stores.notices.add(reminder_words.in_the_window(title, body), "info")

    def _routine(self, item: Item) -> Routine | None:
        return self._stores.catalogue.current.routine(item.routine)

    def _on_answer(self, answer: str) -> None:
        items, day = self._items, self._day
        self._on_closed()
        routines = [item.routine for item in items]
        match answer:
            case reminder_words.LATER if day:
                self._keep(reminder.snoozed(self.said, day, routines, self._now()))
            case reminder_words.NOT_TODAY if day:
                self._keep(reminder.refused(self.said, day, routines))
            case reminder_words.START if routines:
                self._come_forward(StartRoutine(routines[0]))
            case _:
                self._come_forward(None)
        self.look()

    def _on_tray(self) -> None:
        """A press on the tray's message, which has no buttons."""
        self._on_answer(reminder_words.START)

    def _on_closed(self) -> None:
        self._shown, self._items = None, ()

    def _on_lost(self, reason: str) -> None:
        """It is not seen any more, and nobody answered: it is shown by another way."""
        log.warning("the notification is lost: %s", reason)
        items = self._items
        self._on_closed()
        self._items = items
        self._show(None)

    def _forget_what_was_done(self, found: Due) -> None:
        """Take back what is seen if nothing of it is due any more, or a session runs."""
        still = {item.routine for item in found.now} & {item.routine for item in self._items}
        if self._items and (self._sessions.current or found.day != self._day or not still):
            self._take_back()

    def _take_back(self) -> None:
        if self._shown:
            self._shown.take_back()
        if self._notice:
            self._stores.notices.dismiss(self._notice)
        self._notice = None
        self._on_closed()

    def _keep(self, said: Said) -> None:
        if said != self.said:
            self.said = said
            self._stores.disk.submit(
                lambda: self._file.save(said), failed=self._on_refused, replaces="reminders"
            )

    def _on_refused(self, error: Exception) -> None:
        words = tr(
            "What you were reminded of is not saved ({reason}). After the next start you may be told again."
        )
        self._stores.notices.add(words.format(reason=why(error)))


def _service() -> Service:
    """The service that shows notifications. Not for the event loop.

    Raises InTheWay, and any other OSError if there is no service.
    """
    from . import in_the_way

    if in_the_way.found():
        raise InTheWay
    if sys.platform != "linux":
        raise OSError("none but the tray's")
    from .notification import reached

    found = reached()
    if found.inhibited:
        found.connection.close()
        raise InTheWay
    return found
