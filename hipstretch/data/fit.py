"""A session as a FIT activity, the file that watches and training programs exchange.

It has the routine as a workout with a step for each exercise, and a lap for each exercise of which something was done,
which names its step. History keeps how long an exercise was done and not when, so laps follow each other in the order
of the exercises, each as long as its part of the session, its work first. The timer runs during work alone: pauses,
rests and preparing do not count. Begin and end of the session are as they were.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.record import SessionRecord

from .fit_encoding import ENUM, TEXT, UINT8, UINT16, UINT32, UINT32Z, Layout, Values, encoded

EPOCH_S = datetime.fromisoformat("1989-12-31T00:00:00+00:00").timestamp()
"""From here FIT counts seconds, in UTC."""
YEARS = range(1999, 2125)
"""Earlier moments FIT takes for seconds since a device was switched on, later ones it can't hold."""
MOST_MS = 0xFFFFFFFE
"""The longest time that FIT can hold: 49 days in milliseconds."""
PROGRAM = "Hipstretch"

_EVENT = {"event": (0, ENUM), "event_type": (1, ENUM)}
_PART = {
    "message_index": (254, UINT16),
    "timestamp": (253, UINT32),
    **_EVENT,
    "start_time": (2, UINT32),
    "total_elapsed_time": (7, UINT32),
    "total_timer_time": (8, UINT32),
}
LAYOUTS = {
    "file_id": Layout(
        0,
        {
            "type": (0, ENUM),
            "manufacturer": (1, UINT16),
            "product": (2, UINT16),
            "serial_number": (3, UINT32Z),
            "time_created": (4, UINT32),
        },
    ),
    "device_info": Layout(
        23,
        {
            "timestamp": (253, UINT32),
            "device_index": (0, UINT8),
            "manufacturer": (2, UINT16),
            "product": (4, UINT16),
            "product_name": (27, TEXT),
        },
    ),
    "workout": Layout(
        26,
        {"sport": (4, ENUM), "sub_sport": (11, ENUM), "num_valid_steps": (6, UINT16), "wkt_name": (8, TEXT)},
    ),
    "workout_step": Layout(
        27,
        {
            "message_index": (254, UINT16),
            "wkt_step_name": (0, TEXT),
            "duration_type": (1, ENUM),
            "duration_value": (2, UINT32),
            "target_type": (3, ENUM),
            "intensity": (7, ENUM),
        },
    ),
    "event": Layout(21, {"timestamp": (253, UINT32), **_EVENT}),
    "record": Layout(20, {"timestamp": (253, UINT32)}),
    "lap": Layout(19, {**_PART, "wkt_step_index": (71, UINT16)}),
    "session": Layout(
        18,
        {
            **_PART,
            "sport": (5, ENUM),
            "sub_sport": (6, ENUM),
            "sport_profile_name": (110, TEXT),
            "first_lap_index": (25, UINT16),
            "num_laps": (26, UINT16),
            "trigger": (28, ENUM),
        },
    ),
    "activity": Layout(
        34,
        {
            "timestamp": (253, UINT32),
            "total_timer_time": (0, UINT32),
            "num_sessions": (1, UINT16),
            "type": (2, ENUM),
            "event": (3, ENUM),
            "event_type": (4, ENUM),
            "local_timestamp": (5, UINT32),
        },
    ),
}
"""What is written of the FIT profile, by its own names; the tests compare the numbers with those of Garmin's SDK."""
ACTIVITY_FILE, DEVELOPMENT, CREATOR = 4, 255, 0
STRETCHING = {"sport": 10, "sub_sport": 19}
"""Training, flexibility training."""
TIMER, OF_SESSION, OF_LAP, OF_ACTIVITY = 0, 8, 9, 26
START, STOP = 0, 1
FOR_A_TIME, NO_TARGET, ACTIVE, AT_THE_END, BY_HAND = 0, 2, 0, 0, 0


@dataclass(frozen=True, slots=True)
class Names:
    """What a session is called: its routine, and each of its exercises in their order."""

    routine: str
    exercises: Sequence[str]


def by_id(record: SessionRecord) -> Names:
    """The names of a session for who knows no better ones."""
    return Names(record.routine, [one.id for one in record.exercises])


def activity(record: SessionRecord, names: Names) -> bytes:
    """The file of a session. Raises Invalid if FIT can't tell its date."""
    if not {record.started_at.year, record.ended_at.year} <= set(YEARS):
        raise Invalid(Problem(Fault.FIT_YEARS))
    return encoded((LAYOUTS[name], values) for name, values in _messages(record, names))


class _Lap(NamedTuple):
    """A part of a session: in seconds, when it began, how long it took, and how much of that was work; and its step."""

    begin_s: float
    lasted_s: float
    active_s: float
    step: int | None


def _laps(record: SessionRecord, lasted_s: float) -> Iterator[_Lap]:
    """The exercises of which something was done, or all in one if that is not known; together they are the session."""
    done = {step: sum(one.done_s for one in each.sets) for step, each in enumerate(record.exercises)}
    all_s, begin_s = sum(done.values()), 0.0
    if not all_s:
        yield _Lap(0.0, lasted_s, record.active_s, None)
    for step, done_s in done.items():
        if done_s:
            part = done_s / all_s
            yield _Lap(begin_s, lasted_s * part, record.active_s * part, step)
            begin_s += lasted_s * part


def _messages(record: SessionRecord, names: Names) -> Iterator[tuple[str, Values]]:
    began = record.started_at.timestamp() - EPOCH_S
    # what was entered by hand may have taken less than its work
    lasted_s = max(record.active_s, (record.ended_at - record.started_at).total_seconds())
    laps = list(_laps(record, lasted_s))

    def at(second: float) -> int:
        return round(began + second)

    def part(number: int, event: int, begin_s: float, part_s: float, active_s: float) -> Values:
        return {
            "message_index": number,
            "timestamp": at(begin_s + part_s),
            "event": event,
            "event_type": STOP,
            "start_time": at(begin_s),
            "total_elapsed_time": _ms(part_s),
            "total_timer_time": _ms(active_s),
        }

    yield (
        "file_id",
        {
            "type": ACTIVITY_FILE,
            "manufacturer": DEVELOPMENT,
            "product": 0,
            "serial_number": zlib.crc32(record.id.encode("utf-8", "replace")) or 1,  # 0 is none
            "time_created": at(0),
        },
    )
    yield (
        "device_info",
        {
            "timestamp": at(0),
            "device_index": CREATOR,
            "manufacturer": DEVELOPMENT,
            "product": 0,
            "product_name": PROGRAM,
        },
    )
    yield "workout", {**STRETCHING, "num_valid_steps": len(record.exercises), "wkt_name": names.routine}
    for step, (exercise, name) in enumerate(zip(record.exercises, names.exercises, strict=True)):
        yield (
            "workout_step",
            {
                "message_index": step,
                "wkt_step_name": name,
                "duration_type": FOR_A_TIME,
                "duration_value": _ms(sum(one.planned_s for one in exercise.sets)),
                "target_type": NO_TARGET,
                "intensity": ACTIVE,
            },
        )
    for number, lap in enumerate(laps):
        for second, what in ((lap.begin_s, START), (lap.begin_s + lap.active_s, STOP)):
            yield "event", {"timestamp": at(second), "event": TIMER, "event_type": what}
            yield "record", {"timestamp": at(second)}
        values = part(number, OF_LAP, lap.begin_s, lap.lasted_s, lap.active_s)
        yield "lap", values if lap.step is None else {**values, "wkt_step_index": lap.step}
    yield (
        "session",
        {
            **part(0, OF_SESSION, 0, lasted_s, record.active_s),
            **STRETCHING,
            "sport_profile_name": names.routine,
            "first_lap_index": 0,
            "num_laps": len(laps),
            "trigger": AT_THE_END,
        },
    )
    offset = record.ended_at.utcoffset()
    yield (
        "activity",
        {
            "timestamp": at(lasted_s),
            "total_timer_time": _ms(record.active_s),
            "num_sessions": 1,
            "type": BY_HAND,
            "event": OF_ACTIVITY,
            "event_type": STOP,
            "local_timestamp": at(lasted_s + (offset.total_seconds() if offset else 0)),
        },
    )


def _ms(seconds: float) -> int:
    return min(round(1000 * seconds), MOST_MS)
