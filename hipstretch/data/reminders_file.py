"""reminders.json: what the person was told of the last days, and answered."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from hipstretch.core.decode import Whole, day, get, mapping, moment, optional
from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem, problem_of
from hipstretch.core.reminder import NOT_TODAY, Said

from . import atomic, reading
from .clock import SYSTEM_CLOCK, Clock

VERSION = 1
MAX_BYTES = 1_000_000
"""A larger file is none of ours."""
_TIMES = Whole(0, NOT_TODAY)


class RemindersFile:
    """Reads and writes the file; one that can't be understood is set aside, for it is no use to anybody."""

    def __init__(self, path: Path, clock: Clock = SYSTEM_CLOCK) -> None:
        self._path = path
        self._clock = clock
        self._frozen: Problem | None = None

    def load(self) -> tuple[Said, Problem | None]:
        """What was said, and what is wrong with the file. Never raises."""
        try:
            raw = reading.json_object(reading.read(self._path, MAX_BYTES))
            if _is_newer(raw):
                raise InvalidFile(Problem(Fault.NEWER))
            return _from_json(raw), None
        except FileNotFoundError:
            return Said(), None
        except OSError as error:
            self._frozen = self._problem(Fault.REMINDERS_STUCK, error)
        except Invalid as error:
            try:
                aside = atomic.set_aside(self._path, self._clock)
            except OSError:
                self._frozen = self._problem(Fault.REMINDERS_STUCK, error)
            else:
                return Said(), replace(self._problem(Fault.REMINDERS_ASIDE, error), place=aside.name)
        return Said(), self._frozen

    def save(self, said: Said) -> None:
        """Write it whole. Raises OSError, which is an InvalidFile if the file must stay as it is."""
        if self._frozen:
            raise InvalidFile(self._frozen)
        atomic.write(self._path, json.dumps(_to_json(said), indent=1).encode("utf-8", "surrogatepass"))

    def _problem(self, fault: Fault, error: Exception) -> Problem:
        return Problem(fault, file=str(self._path), cause=problem_of(error))


def _to_json(said: Said) -> dict[str, Any]:
    return {
        "v": VERSION,
        "days": {one.isoformat(): dict(counts) for one, counts in said.days.items()},
        "not_before": said.not_before.isoformat() if said.not_before else None,
    }


def _from_json(raw: dict[str, Any]) -> Said:
    """Raises Invalid."""
    days = {
        day(name): {routine: _TIMES(count) for routine, count in mapping(counts).items()}
        for name, counts in get(raw, "days", mapping).items()
    }
    return Said(days, get(raw, "not_before", optional(moment)))


def _is_newer(raw: dict[str, Any]) -> bool:
    version = raw.get("v", VERSION)
    return isinstance(version, int) and version > VERSION
