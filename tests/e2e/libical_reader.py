"""What libical, which GNOME's calendars read with, finds in a calendar: a line with UID and date for each event.

Runs with the system's Python: libical_reader.py FILE FIRST LAST, two moments such as 20260101T000000Z.
"""

import sys
from pathlib import Path
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as ical  # type: ignore[import-not-found]  # noqa: E402, N813


def tell(event: Any, span: Any, _: None) -> None:
    """Print when an event takes place for one time, in its own time zone."""
    zone = event.get_dtstart().get_timezone()
    print(
        event.get_uid(),
        ical.Time.new_from_timet_with_zone(span.get_start(), False, zone).as_ical_string()[:8],
    )


calendar = ical.Component.new_from_string(Path(sys.argv[1]).read_text(encoding="utf-8"))
first, last = map(ical.Time.new_from_string, sys.argv[2:])
event = calendar.get_first_component(ical.ComponentKind.VEVENT_COMPONENT)
while event:
    event.foreach_recurrence(first, last, tell, None)
    event = calendar.get_next_component(ical.ComponentKind.VEVENT_COMPONENT)
