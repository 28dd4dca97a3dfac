"""session.json: the session that runs now, so that a crash loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from hipstretch.core.events import Outcome
from hipstretch.core.exercise import Side
from hipstretch.core.record import Feeling, SessionRecord, exercise_records, session_outcome
from hipstretch.core.session import PhaseResult, active_s
from hipstretch.core.timeline import Phase, PhaseKind, Timeline, chained

from . import atomic, json_object

VERSION = 1


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
            raw = json_object.loads(self.path.read_bytes())
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
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
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
        "results": {str(i): [r.outcome, r.done_s] for i, r in snapshot.results.items()},
        "timeline": [
            {f.name: getattr(p, f.name) for f in fields(p) if f.name not in ("marks", "index", "start_s")}
            for p in snapshot.timeline
        ],
    }


def _from_json(raw: Mapping[str, Any]) -> Snapshot:
    timeline = chained([_phase(p) for p in raw["timeline"]])
    index = raw["index"]
    if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < len(timeline):
        raise ValueError(f"index: {index!r}")
    results = {int(i): PhaseResult(Outcome(o), _seconds(s)) for i, (o, s) in raw["results"].items()}
    if not all(0 <= i < len(timeline) for i in results):
        raise ValueError("results: more of them than phases")
    feeling = raw["feeling_before"]
    started, saved = datetime.fromisoformat(raw["started_at"]), datetime.fromisoformat(raw["saved_at"])
    if started.tzinfo is None or saved.tzinfo is None:
        raise ValueError("started_at: has no offset from UTC")
    return Snapshot(
        id=str(raw["id"]),
        routine=str(raw["routine"]),
        started_at=started,
        saved_at=saved,
        timeline=timeline,
        results=results,
        index=index,
        feeling_before=None if feeling is None else Feeling(**feeling),
        app=str(raw["app"]),
    )


def _phase(raw: Mapping[str, Any]) -> Phase:
    counts = {name: raw[name] for name in ("entry", "set", "rep")}
    if any(isinstance(c, bool) or not isinstance(c, int) for c in counts.values()):
        raise ValueError(f"timeline: {counts!r}")
    return Phase(
        index=0,
        kind=PhaseKind(raw["kind"]),
        exercise=str(raw["exercise"]),
        side=Side(raw["side"]),
        start_s=0.0,
        planned_s=_seconds(raw["planned_s"]),
        manual=raw["manual"] is True,
        lower_s=_seconds(raw["lower_s"]),
        extra_s=_seconds(raw["extra_s"]),
        **counts,
    )


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
        raise ValueError(f"seconds: {value!r}")
    return float(value)
