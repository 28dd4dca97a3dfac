"""settings.json and computer.json: what the person changed, and nothing lost of what a file held.

The second has what belongs to this computer (LOCAL), which others that share the data must not get. Earlier versions
kept that in settings.json: what stands there counts until computer.json has it, and stays, for an earlier version.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem, problem_of
from hipstretch.core.settings import LOCAL, Settings, dump, parse

from . import atomic, reading
from .clock import SYSTEM_CLOCK, Clock
from .paths import Paths

VERSION = 1
MAX_BYTES = 1_000_000
"""A larger file is no settings file."""
TOLD = 5
"""So many values that can't be used are named one by one."""
OF_THE_WINDOW = ("window", "mini")
"""What earlier versions kept here of the window; it has a file of its own now."""
EVERYTHING = frozenset(f.name for f in fields(Settings))
SHARED = EVERYTHING - LOCAL


class SettingsFile:
    """Reads and writes one settings file; remembers what it read, to keep what it does not understand.

    What another program changed meanwhile is kept too: `save` gives it back. Fields that are not among `names` are
    left alone.
    """

    def __init__(self, path: Path, clock: Clock = SYSTEM_CLOCK, names: Collection[str] = EVERYTHING) -> None:
        self.path = path
        self._clock = clock
        self._names = names
        self._raw: dict[str, Any] = {}
        self._moved: tuple[str, ...] = ()
        """What the next `save` leaves out: it is kept elsewhere now."""
        self._loaded = Settings()
        """What whoever saves began with."""
        self._known = Settings()
        """What was in the file when it was last read or written."""
        self.inherited: dict[str, Any] = {}
        self._frozen: Problem | None = None
        self._stamp: atomic.Stamp = None

    def of(self, names: Collection[str]) -> dict[str, Any]:
        """What the file holds of some fields, as it stands there."""
        return {name: self._raw[name] for name in self._raw.keys() & names}

    def load(
        self, inherited: Mapping[str, Any] = MappingProxyType({})
    ) -> tuple[Settings, tuple[Problem, ...]]:
        """The settings, and everything that could not be used. Never raises.

        `inherited` is what another file held: it counts where this one says nothing, and the next `save` writes it.
        """
        self._stamp = atomic.stamp(self.path)
        raw: dict[str, Any] = {}
        told: list[Problem] = []
        try:
            raw = reading.json_object(reading.read(self.path, MAX_BYTES))
        except FileNotFoundError:
            pass
        except OSError as error:
            self._frozen = self._problem(Fault.SETTINGS_UNREADABLE, error)
            return Settings(), (self._frozen,)
        except Invalid as error:
            told.append(self._aside(error))
        if _is_newer(raw):
            self._frozen = self._problem(Fault.SETTINGS_NEWER)
            return self._parse(raw)[0], (self._frozen,)
        self._raw = raw
        self.inherited = {name: value for name, value in inherited.items() if name not in raw}
        self._loaded, problems = self._parse(raw)
        self._known = self._loaded
        name = self.path.name
        told += [Problem(Fault.SETTING, cause=replace(problem, file=name)) for problem in problems[:TOLD]]
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
        self._known = atomic.persistently(partial(self._save_once, settings))
        self._loaded = settings
        return self._known

    def _save_once(self, settings: Settings) -> Settings:
        from hipstretch.core.merge import stamped

        if atomic.stamp(self.path) != self._stamp:
            self._look_again()
        before = {
            name: value for name, value in (self.inherited | self._raw).items() if name not in self._moved
        }
        merged = _merge(before, self._dump(self._loaded), self._dump(settings))
        made = stamped(before, {**merged, "v": VERSION}, self._clock.wall())
        if made != self._raw or self._stamp is None:
            atomic.write(self.path, as_text(made), read=self._stamp)
            self._raw, self._stamp = made, atomic.stamp(self.path)
        return self._parse(made)[0]

    def look(self) -> tuple[Settings, Settings] | None:
        """What was in the file and what is there now, if another program changed it; None if not, or nobody can tell.

        Who takes that over saves it, which writes nothing. What can't be used is no problem yet: `save` and the next
        start say so.
        """
        if self._frozen or atomic.stamp(self.path) in (self._stamp, None):
            return None
        before = self._known
        try:
            self._look_again()
        except OSError:
            return None
        self._known = self._parse(self._raw)[0]
        return before, self._known

    def take_in(self, other: Path) -> tuple[str, ...]:
        """Merge another form of the file into it, as `core/merge.py` says; `other` stays as it is.

        Gives the names of the settings that are others now, which `look` takes over. Raises OSError, and Invalid if
        one of the two can't be understood, or comes from a newer program: then nothing is changed.
        """
        from hipstretch.core.merge import joined_settings

        stamp = atomic.stamp(self.path)
        mine = _read(self.path) if stamp else {}
        together = joined_settings(mine, _read(other))
        if together != joined_settings(mine):
            atomic.write(self.path, as_text(together), read=stamp)
        before, after = (self._dump(self._parse(raw)[0]) for raw in (mine, together))
        return tuple(name for name in after if before[name] != after[name])

    def _look_again(self) -> None:
        """Take in what another program made of the file. Raises OSError if it can't be told, or is gone."""
        stamp = atomic.stamp(self.path)
        if stamp is None:
            if not self.path.parent.exists():
                raise InvalidFile(Problem(Fault.FOLDER_GONE))
            self._stamp = None
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
        self._stamp = atomic.stamp(self.path)
        return replace(self._problem(Fault.SETTINGS_ASIDE, error), place=aside.name)

    def _parse(self, raw: Mapping[str, Any]) -> tuple[Settings, tuple[Problem, ...]]:
        return parse({n: v for n, v in {**self.inherited, **raw}.items() if n in self._names})

    def _dump(self, settings: Settings) -> dict[str, Any]:
        return {name: value for name, value in dump(settings).items() if name in self._names}

    def _problem(self, fault: Fault, error: Exception | None = None) -> Problem:
        return Problem(fault, file=str(self.path), cause=problem_of(error) if error else None)


class BothFiles:
    """The settings of the person and those of this computer, as one."""

    def __init__(self, paths: Paths, clock: Clock = SYSTEM_CLOCK) -> None:
        self._shared = SettingsFile(paths.settings, clock, SHARED)
        self._local = SettingsFile(paths.computer, clock, LOCAL)
        self.take_window = self._shared.take_window
        self.look = self._shared.look
        """See SettingsFile. Nobody else changes those of this computer; they are as in Settings() there."""

    @property
    def inherits(self) -> bool:
        """Whether `save` has something to write that settings.json held of this computer until now."""
        return bool(self._local.inherited)

    def load(self) -> tuple[Settings, tuple[Problem, ...]]:
        """See SettingsFile."""
        shared, said = self._shared.load()
        local, said_of_local = self._local.load(self._shared.of(LOCAL))
        return _with_local(shared, local), (*said, *said_of_local)

    def save(self, settings: Settings) -> Settings:
        """See SettingsFile. That one of the two can't be written is no reason not to write the other."""
        try:
            self._local.save(settings)
        finally:
            shared = self._shared.save(settings)
        return _with_local(shared, settings)


def _with_local(shared: Settings, local: Settings) -> Settings:
    return replace(shared, **{name: getattr(local, name) for name in LOCAL})


def joined(before: Settings, mine: Settings, theirs: Settings) -> Settings:
    """`mine` with what `theirs` changed since `before`; what both changed is as in `mine`.

    `before` is what was given to `save`, `theirs` what it gave back, `mine` what holds by then.
    """
    return parse(_merge(dump(theirs), dump(before), dump(mine)))[0]


def as_text(raw: Mapping[str, Any]) -> bytes:
    """Decoded settings as the file has them."""
    return json.dumps(raw, indent=2, ensure_ascii=False).encode("utf-8", "surrogatepass")


def in_bytes(data: bytes) -> Settings:
    """The settings that the bytes of a file hold, as far as they can be used. Raises Invalid."""
    return parse(_decoded(data))[0]


def _read(path: Path) -> dict[str, Any]:
    return _decoded(reading.read(path, MAX_BYTES))


def _decoded(data: bytes) -> dict[str, Any]:
    raw = reading.json_object(data)
    if _is_newer(raw):
        raise Invalid(Problem(Fault.NEWER))
    return raw


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
