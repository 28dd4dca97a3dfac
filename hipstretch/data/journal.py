"""session.json: the session that runs now, so that a crash loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from hipstretch.core import decode
from hipstretch.core import record as records
from hipstretch.core.decode import get
from hipstretch.core.exercise import Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import MAX_SETS, Feeling, SessionRecord, exercise_records, session_outcome
from hipstretch.core.routine import MAX_ENTRIES
from hipstretch.core.session import PhaseResult, active_s
from hipstretch.core.shown import shown
from hipstretch.core.timeline import Phase, PhaseKind, Timeline, chained

from . import atomic, reading

VERSION = 1
MAX_BYTES = 32_000_000
"""A larger file is no journal: a session of an hour has a hundred thousand bytes."""
MAX_PHASES, MAX_PHASE_S, MAX_REPS = 150_000, 86_400.0, 1000
"""More phases, seconds of one phase or repetitions of a set no session has."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session as it stood at `saved_at`: its phases, what came of them, and the one that ran."""

    id: str
    routine: str
    started_at: datetime
    saved_at: datetime
    timeline: Timeline
    results: Mapping[int, PhaseResult]
    index: int
    feeling_before: Feeling | None
    app: str
    bad_day: bool = False
    """Whether it is a gentler session, for this once."""

    def record(self) -> SessionRecord:
        """What history keeps if the session ends here."""
        exercises = exercise_records(self.timeline, self.results)
        return SessionRecord(
            id=self.id,
            started_at=self.started_at,
            ended_at=self.saved_at,
            routine=self.routine,
            outcome=session_outcome(exercises),
            active_s=round(active_s(self.timeline, self.results), 2),
            exercises=exercises,
            app=self.app,
            feeling_before=self.feeling_before,
        )


class Journal:
    """Reads and writes one journal file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, snapshot: Snapshot) -> None:
        """Put the session on disk. Raises OSError."""
        atomic.write(self.path, json.dumps(_to_json(snapshot)).encode())

    def read(self) -> tuple[Snapshot | None, str]:
        """The session that ran when the program ended, or None; and a sentence if it can't be read."""
        try:
            raw = reading.json_object(reading.read(self.path, MAX_BYTES))
        except FileNotFoundError:
            return None, ""
        except OSError as error:
            return (
                None,
                f"{self.path} can't be read ({error.strerror}). An interrupted session is not offered.",
            )
        except ValueError as error:
            return None, self._aside(error)
        try:
            version = raw.get("v")
            if isinstance(version, int) and version > VERSION:
                return (
                    None,
                    f"{self.path.name} comes from a newer version of Hipstretch and is left as it is.",
                )
            return _from_json(raw), ""
        except ValueError as error:
            return None, self._aside(error)

    def clear(self) -> None:
        """Forget the session. Raises OSError."""
        self.path.unlink(missing_ok=True)

    def _aside(self, error: Exception) -> str:
        try:
            aside = atomic.set_aside(self.path)
        except OSError:
            return f"{self.path} can't be understood ({error}). An interrupted session is not offered."
        return f"The interrupted session can't be understood ({error}). Its file is kept as {aside.name}."


def _to_json(snapshot: Snapshot) -> dict[str, Any]:
    feeling = snapshot.feeling_before
    return {
        "v": VERSION,
        "id": snapshot.id,
        "routine": snapshot.routine,
        "started_at": snapshot.started_at.isoformat(),
        "saved_at": snapshot.saved_at.isoformat(),
        "index": snapshot.index,
        "feeling_before": feeling and {f.name: getattr(feeling, f.name) for f in fields(feeling)},
        "app": snapshot.app,
        "bad_day": snapshot.bad_day,
        "results": {str(i): [r.outcome, r.done_s] for i, r in snapshot.results.items()},
        "timeline": [
            {f.name: getattr(p, f.name) for f in fields(p) if f.name not in ("marks", "index", "start_s")}
            for p in snapshot.timeline
        ],
    }


def _from_json(raw: Mapping[str, Any]) -> Snapshot:
    timeline = chained(get(raw, "timeline", decode.objects(_phase, MAX_PHASES)))
    if not timeline or any(after.entry < before.entry for before, after in pairwise(timeline)):
        raise ValueError("timeline: it is empty, or not in order")
    return Snapshot(
        id=get(raw, "id", decode.name),
        routine=get(raw, "routine", decode.name),
        started_at=get(raw, "started_at", decode.moment),
        saved_at=get(raw, "saved_at", decode.moment),
        timeline=timeline,
        results=dict(_result(*pair, len(timeline)) for pair in get(raw, "results", decode.mapping).items()),
        index=get(raw, "index", decode.whole(len(timeline) - 1)),
        feeling_before=get(raw, "feeling_before", records.feeling),
        app=get(raw, "app", decode.name),
        bad_day="bad_day" in raw and get(raw, "bad_day", decode.flag),
    )


def _result(key: str, value: object, phases: int) -> tuple[int, PhaseResult]:
    if not (key.isdecimal() and len(key) < 10 and int(key) < phases):
        raise ValueError(f"results: {shown(key)} is no phase")
    if not (isinstance(value, list) and len(value) == 2):
        raise ValueError(f"results.{key}: {shown(value)} is not an outcome and its seconds")
    pair = dict(zip(("outcome", "done_s"), value, strict=True))
    outcome = get(pair, "outcome", decode.one_of(Outcome))
    return int(key), PhaseResult(outcome, get(pair, "done_s", decode.number(MAX_PHASE_S)))


def _phase(raw: Mapping[str, Any]) -> Phase:
    return Phase(
        index=0,
        kind=get(raw, "kind", decode.one_of(PhaseKind)),
        entry=get(raw, "entry", decode.whole(MAX_ENTRIES - 1)),
        exercise=get(raw, "exercise", decode.name),
        side=get(raw, "side", decode.one_of(Side)),
        set=get(raw, "set", decode.whole(MAX_SETS // 2)),
        rep=get(raw, "rep", decode.whole(MAX_REPS)),
        start_s=0.0,
        planned_s=get(raw, "planned_s", decode.number(MAX_PHASE_S)),
        manual=get(raw, "manual", decode.flag),
        lower_s=get(raw, "lower_s", decode.number(MAX_PHASE_S)),
        extra_s=get(raw, "extra_s", decode.number(MAX_PHASE_S)),
    )
