"""What becomes of data that was changed apart: by two computers that share a folder, and could not reach each other.

Whatever is merged in whatever order, how often ever: the result is the same, so that computers which merge by
themselves come to the same files. Of a session or a check the last change by its time counts, but a deletion counts
over every change, until it is brought back on purpose, which is counted (`life`). Of the settings each field is as it
was changed last; CHANGED has the times.
"""

import contextlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from . import check as checks
from . import record as records
from .check import CheckRecord
from .record import Deleted, SessionRecord

E = TypeVar("E", SessionRecord, CheckRecord)
_STEP = timedelta(microseconds=1)
CHANGED = "changed"
"""The settings' key with the time of the last change of each field, in UTC; "exercises/lunge" for one of many."""
MANY = ("exercises", "schedules", "times_a_day")
"""The settings that hold something for each exercise or routine: there one of these is a field."""
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", re.ASCII)
"""How these times are written: so that the greater text is the later time."""


def _when(one: SessionRecord | CheckRecord | Deleted) -> datetime:
    return (one.changed_at or one.ended_at) if isinstance(one, SessionRecord) else one.at


def rank(one: SessionRecord | CheckRecord | Deleted) -> tuple[int, bool, datetime, str]:
    """Of two states of the same id, the one with the greater rank counts. Only equal states have equal ranks."""
    if isinstance(one, Deleted):
        plain: dict[str, Any] = {"at": one.at.isoformat()}
    else:
        plain = records.to_json(one) if isinstance(one, SessionRecord) else checks.to_json(one)
    return one.life, isinstance(one, Deleted), _when(one), json.dumps(plain, sort_keys=True)


def joined(*sides: Mapping[str, E | Deleted]) -> dict[str, E | Deleted]:
    """Of every id the state that counts."""
    found: dict[str, E | Deleted] = {}
    for side in sides:
        for name, one in side.items():
            found[name] = max(found[name], one, key=rank) if name in found else one
    return found


def in_turn(lines: Iterable[SessionRecord | Deleted]) -> dict[str, SessionRecord | Deleted]:
    """What the lines of one history say, of which the last one of an id counts, whatever its time."""
    found: dict[str, SessionRecord | Deleted] = {}
    for one in lines:
        found[one.id] = after(found.get(one.id), one)
    return found


def after(before: SessionRecord | Deleted | None, one: SessionRecord | Deleted) -> SessionRecord | Deleted:
    """`one`, so that it counts over `before`: clocks are set back, and earlier versions kept no time of a change."""
    if before is None or rank(one) > rank(before):
        return one
    if isinstance(one, Deleted):
        return before if isinstance(before, Deleted) else one._replace(life=before.life)
    if isinstance(before, Deleted):
        return replace(one, life=before.life + 1)
    if replace(one, changed_at=before.changed_at, life=before.life) == before:
        return before
    return replace(one, changed_at=_when(before) + _STEP, life=before.life)


# --- settings -----------------------------------------------------------------------------------------------


def joined_settings(*sides: Mapping[str, Any]) -> dict[str, Any]:
    """Of decoded settings each field as it was changed last, beside whatever is unknown.

    What nobody knows the time of is as in one of them, and rather there than not.
    """
    made: dict[str, Any] = {}
    changed: dict[str, str] = {}
    parts = [(_leaves(side), _times(side)) for side in sides]
    for name in sorted({name for leaves, times in parts for name in (*leaves, *times)}):
        when, there, text = max(
            (times.get(name, ""), name in leaves, json.dumps(leaves.get(name), sort_keys=True))
            for leaves, times in parts
        )
        if when:
            changed[name] = when
        if there:
            _put(made, name, json.loads(text))
    return {**made, CHANGED: changed} if changed else made


def stamped(before: Mapping[str, Any], now: Mapping[str, Any], moment: datetime) -> dict[str, Any]:
    """Decoded settings with the time of each field that is another one than before."""
    old, new, missing = _leaves(before), _leaves(now), object()
    times = _times(before)
    names = sorted(
        n for n in old.keys() | new.keys() if n != "v" and old.get(n, missing) != new.get(n, missing)
    )
    changed = {**times, **{name: _later(times.get(name, ""), moment) for name in names}}
    plain = {name: value for name, value in now.items() if name != CHANGED}
    return {**plain, CHANGED: changed} if changed else plain


def _leaves(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Each field with a name of its own."""
    found: dict[str, Any] = {}
    for name, value in raw.items():
        if name in MANY and isinstance(value, Mapping):
            found |= {f"{name}/{one}": part for one, part in value.items()}
        elif name != CHANGED:
            found[name] = value
    return found


def _put(raw: dict[str, Any], name: str, value: object) -> None:
    many, _, one = name.partition("/")
    if not one or many not in MANY:
        raw[name] = value
        return
    if not isinstance(raw.get(many), dict):  # what some other program put there can't be used
        raw[many] = {}
    raw[many][one] = value


def _times(raw: Mapping[str, Any]) -> dict[str, str]:
    times = raw.get(CHANGED)
    if not isinstance(times, Mapping):
        return {}
    return {n: t for n, t in times.items() if isinstance(t, str) and _TIME.fullmatch(t)}


def _later(before: str, now: datetime) -> str:
    """A time after one that was noted, also where this computer's clock is behind."""
    moment = now.astimezone(UTC)
    with contextlib.suppress(ValueError, OverflowError):  # none was, or it is none
        moment = max(moment, datetime.fromisoformat(before) + _STEP)
    return moment.isoformat(timespec="microseconds")
