"""What the calendar of `data/calendar_file.py` holds, in words, and the file that is kept current for others."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimeZone

from hipstretch.core.settings import TIMING
from hipstretch.core.timeline import build, total_s
from hipstretch.core.weeks import current_day
from hipstretch.data import calendar_file
from hipstretch.data.calendar_file import Done, Habits, Planned
from hipstretch.data.clock import in_zone
from hipstretch.qt.language import path_words
from hipstretch.translation import tr

from . import schedule_words, wording
from .problem_words import why
from .stores.notices import SUCCESS
from .stores.schedule_store import known_schedules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from hipstretch.core.schedule import Period, Schedule
    from hipstretch.core.settings import Settings
    from hipstretch.data.catalogue import Catalogue
    from hipstretch.data.history_line import SessionSummary

    from .stores import Stores
    from .stores.notices import Notice

FOLLOWED = TIMING | {"calendar_file", "calendar_sessions"}
"""The settings that the file depends on, besides those of the schedules."""


def contents(
    settings: Settings, catalogue: Catalogue, sessions: Iterable[SessionSummary], now: datetime
) -> Callable[[], bytes]:
    """What makes the calendar, in any thread; its words are those of the language that counts now.

    `sessions` are those that it holds as past events, `now` is a moment of the system's clock.
    """
    schedules = known_schedules(settings, catalogue)
    here = in_zone(now)
    today = current_day(here, settings.day_begins)
    planned = [_planned(name, schedule, settings, catalogue, today) for name, schedule in schedules.items()]
    done = (_done(one, catalogue) for one in sessions)
    habits = Habits(settings.rest_days, settings.day_begins, zone_here(now))
    return partial(calendar_file.calendar, planned, done, here, habits)


def zone_here(now: datetime) -> ZoneInfo | None:
    """The time zone of the system by its name; None if it has none that is known, or another clock than `now`."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    try:
        zone = ZoneInfo(name)
    except (ValueError, KeyError, OSError):  # no name of a zone, one that is not known, a folder
        return None
    return zone if now.astimezone(zone).utcoffset() == now.utcoffset() else None


def write(stores: Stores, path: Path, then: Callable[[], object]) -> None:
    """Write the calendar to a file, off the event loop; say so, then call `then`."""

    def on_done(_: None) -> None:
        stores.notices.add(tr("Exported to {path}.").format(path=path_words(path)), SUCCESS)
        then()

    def on_failed(error: Exception) -> None:
        stores.notices.add(tr("Nothing was exported: {reason}").format(reason=why(error)), "error")

    def submit() -> None:
        made = _of_stores(stores)
        stores.reader.submit(lambda: calendar_file.write(path, made()), on_done, on_failed)

    _with_sessions(stores, submit)


class KeptCalendar(QObject):
    """The file that the settings name, kept current with schedules, settings and sessions."""

    def __init__(self, stores: Stores, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stores = stores
        self._failed: Notice | None = None
        """What was said of the last time, if that failed."""
        stores.schedules.changed.connect(self.write)
        stores.settings.changed.connect(self._on_settings)
        self.write()

    def write(self) -> None:
        """Write it anew, off the event loop, if there is one; what fails becomes a notice until it goes well."""
        if self._stores.settings.current.calendar_file:
            _with_sessions(self._stores, self._submit)
        else:
            self._dismiss()

    def _submit(self) -> None:
        path = self._stores.settings.current.calendar_file
        made = _of_stores(self._stores)

        def on_failed(error: Exception) -> None:
            self._dismiss()
            text = tr(
                "The calendar {path} is not up to date ({reason}). It is tried again with your next change; under "
                "Plan, Schedules, Calendar you can choose another file, or stop keeping it up to date."
            )
            self._failed = self._stores.notices.add(text.format(path=path_words(path), reason=why(error)))

        if path:
            self._stores.reader.submit(
                lambda: calendar_file.write(Path(path), made()), self._dismiss, on_failed, replaces="calendar"
            )

    def _dismiss(self, _: object = None) -> None:
        if self._failed:
            self._stores.notices.dismiss(self._failed)
            self._failed = None

    def _on_settings(self, changed: frozenset[str]) -> None:
        if changed & FOLLOWED:
            self.write()


def _with_sessions(stores: Stores, then: Callable[[], None]) -> None:
    """Call `then` when the sessions are at hand, if the calendar holds them."""
    if stores.settings.current.calendar_sessions:
        stores.history.read_sessions(then)
    else:
        then()


def _of_stores(stores: Stores) -> Callable[[], bytes]:
    settings = stores.settings.current
    sessions = stores.history.sessions if settings.calendar_sessions else ()
    return contents(settings, stores.catalogue.current, sessions, stores.clock.wall())


def _planned(name: str, schedule: Schedule, settings: Settings, catalogue: Catalogue, today: date) -> Planned:
    routine = catalogue.routine(name)
    assert routine, "known_schedules are those of what there is"  # noqa: S101 - for the type checker
    return Planned(
        name,
        schedule,
        tuple(_title(routine.name, period) for period in schedule.periods),
        schedule_words.schedule(schedule, today),
        timedelta(seconds=round(total_s(build(routine, catalogue.exercises, settings)))),
    )


def _title(name: str, period: Period) -> str:
    """What an event is called: "Daily hips", "Daily hips: 3 days a week", "Daily hips: 2 times a day"."""
    if period.any_days:
        return wording.titled(name, schedule_words.days(period.any_days))
    times = schedule_words.times(period.times) if isinstance(period.times, int) else ""
    return wording.titled(name, times) if times else name


def _done(one: SessionSummary, catalogue: Catalogue) -> Done:
    routine = catalogue.routine(one.routine)
    return Done(
        one.id,
        routine.name if routine else one.routine,
        one.started_at,
        timedelta(seconds=max(60, round(one.active_s))),
    )
