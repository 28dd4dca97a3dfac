"""settings.json: what the person changed, and nothing lost of what a file held."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem, problem_of
from hipstretch.core.settings import Settings, dump, parse

from . import atomic, reading
from .clock import SYSTEM_CLOCK, Clock

VERSION = 1
MAX_BYTES = 1_000_000
"""A larger file is no settings file."""
TOLD = 5
"""So many values that can't be used are named one by one."""
OF_THE_WINDOW = ("window", "mini")
"""What earlier versions kept here of the window; it has a file of its own now."""

Stamp = tuple[int, int, int] | None
"""Tells a file from what it was before: its number, size and time; None for no file."""


class SettingsFile:
    """Reads and writes one settings file; remembers what it read, to keep what it does not understand.

    What another program changed meanwhile is kept too: `save` gives it back.
    """

    def __init__(self, path: Path, clock: Clock = SYSTEM_CLOCK) -> None:
        self.path = path
        self._clock = clock
        self._raw: dict[str, Any] = {}
        self._moved: tuple[str, ...] = ()
        """What the next `save` leaves out: it is kept elsewhere now."""
        self._loaded = Settings()
        self._frozen: Problem | None = None
        self._stamp: Stamp = None

    def load(self) -> tuple[Settings, tuple[Problem, ...]]:
        """The settings, and everything that could not be used. Never raises."""
        self._stamp = _stamp(self.path)
        try:
            raw = reading.json_object(reading.read(self.path, MAX_BYTES))
        except FileNotFoundError:
            return Settings(), ()
        except OSError as error:
            self._frozen = self._problem(Fault.SETTINGS_UNREADABLE, error)
            return Settings(), (self._frozen,)
        except Invalid as error:
            return Settings(), (self._aside(error),)
        if _is_newer(raw):
            self._frozen = self._problem(Fault.SETTINGS_NEWER)
            return parse(raw)[0], (self._frozen,)
        self._raw = raw
        self._loaded, problems = parse(raw)
        name = self.path.name
        told = [Problem(Fault.SETTING, cause=replace(problem, file=name)) for problem in problems[:TOLD]]
        if len(problems) > TOLD:
            told.append(Problem(Fault.MORE_SETTINGS, file=name, count=len(problems) - TOLD))
        return self._loaded, tuple(told)

    def take_window(self) -> dict[str, object]:
        """What an earlier version left here of the window; whoever takes it keeps it, and `save` no longer does."""
        self._moved = OF_THE_WINDOW
        return {name: self._raw[name] for name in OF_THE_WINDOW if name in self._raw}

    def save(self, settings: Settings) -> Settings:
        """Write what changed since the last load or save, beside everything else the file holds by now.

        Returns the settings in the file: `settings`, and what another program changed there meanwhile (see `joined`).
        Raises OSError if the disk does not take it, which is an InvalidFile if the file must stay as it is.
        """
        if self._frozen:
            raise InvalidFile(self._frozen)
        if _stamp(self.path) != self._stamp:
            self._look_again()
        merged = _merge(self._raw, dump(self._loaded), dump(settings))
        merged = {name: value for name, value in merged.items() if name not in self._moved}
        text = json.dumps({**merged, "v": VERSION}, indent=2, ensure_ascii=False)
        atomic.write(self.path, text.encode("utf-8", "surrogatepass"))
        self._raw, self._loaded, self._stamp = merged, settings, _stamp(self.path)
        return parse(merged)[0]

    def _look_again(self) -> None:
        """Take in what another program made of the file. Raises OSError if it can't be told, or is gone."""
        stamp = _stamp(self.path)
        if stamp is None:
            if not self.path.parent.exists():
                raise InvalidFile(Problem(Fault.FOLDER_GONE))
            return  # somebody deleted the file: what is known is written again
        try:
            raw = reading.json_object(reading.read(self.path, MAX_BYTES))
        except Invalid as error:
            raise InvalidFile(self._problem(Fault.SETTINGS_CHANGED, error)) from None
        if _is_newer(raw):
            raise InvalidFile(self._problem(Fault.SETTINGS_NEWER_NOW))
        self._raw, self._stamp = raw, stamp

    def _aside(self, error: Invalid) -> Problem:
        try:
            aside = atomic.set_aside(self.path, self._clock)
        except OSError:
            self._frozen = self._problem(Fault.SETTINGS_STUCK, error)
            return self._frozen
        self._stamp = _stamp(self.path)
        return replace(self._problem(Fault.SETTINGS_ASIDE, error), place=aside.name)

    def _problem(self, fault: Fault, error: Exception | None = None) -> Problem:
        return Problem(fault, file=str(self.path), cause=problem_of(error) if error else None)


def joined(before: Settings, mine: Settings, theirs: Settings) -> Settings:
    """`mine` with what `theirs` changed since `before`; what both changed is as in `mine`.

    `before` is what was given to `save`, `theirs` what it gave back, `mine` what holds by then.
    """
    return parse(_merge(dump(theirs), dump(before), dump(mine)))[0]


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _is_newer(raw: Mapping[str, Any]) -> bool:
    version = raw.get("v", VERSION)
    return isinstance(version, int) and version > VERSION


def _merge(raw: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """`raw` with the differences between `before` and `after`, one level deeper for the exercises."""
    merged = dict(raw)
    for key in before.keys() | after.keys():
        if before.get(key) == after.get(key):
            continue
        if isinstance(after.get(key), dict) and isinstance(raw.get(key, {}), dict):
            merged[key] = _merge(raw.get(key, {}), before.get(key) or {}, after[key])
        elif key in after:
            merged[key] = after[key]
        else:
            merged.pop(key, None)
    return merged
