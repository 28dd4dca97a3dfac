"""settings.json: what the person changed, and nothing lost of what a file held."""

import json
from pathlib import Path
from typing import Any

from hipstretch.core.settings import Settings, dump, parse
from hipstretch.core.shown import cut, shown

from . import atomic, reading

VERSION = 1
MAX_BYTES = 1_000_000
"""A larger file is no settings file."""
TOLD = 5
"""So many values that can't be used are named one by one."""


class SettingsFile:
    """Reads and writes one settings file; remembers what it read, to keep what it does not understand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._raw: dict[str, Any] = {}
        self._loaded = Settings()
        self._frozen = ""

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        """The settings, with a sentence for everything that could not be used. Never raises."""
        try:
            raw = reading.json_object(reading.read(self.path, MAX_BYTES))
        except FileNotFoundError:
            return Settings(), ()
        except OSError as error:
            self._frozen = f"{self.path} can't be read ({error.strerror}). Changed settings are not saved."
            return Settings(), (self._frozen,)
        except ValueError as error:
            return Settings(), (self._aside(error),)
        version = raw.get("v", VERSION)
        if isinstance(version, int) and version > VERSION:
            self._frozen = (
                f"{self.path} was written by a newer version of Hipstretch. It is left as it is: "
                "changed settings last until the program ends and are not saved."
            )
            return parse(raw)[0], (self._frozen,)
        self._raw = raw
        self._loaded, problems = parse(raw)
        told = [
            f"{self.path.name}: {cut(p.field)} is {shown(p.value)}, but must be {p.allowed}. "
            "The default is used; the file keeps your value until you change this setting."
            for p in problems[:TOLD]
        ]
        if len(problems) > TOLD:
            told.append(f"{self.path.name}: {len(problems) - TOLD} more values can't be used either.")
        return self._loaded, tuple(told)

    def save(self, settings: Settings) -> None:
        """Write what changed since the last load or save, beside everything else the file held.

        Raises OSError if the disk does not take it, PermissionError with a sentence if the file must stay.
        """
        if self._frozen:
            raise PermissionError(self._frozen)
        merged = _merge(self._raw, dump(self._loaded), dump(settings))
        text = json.dumps({**merged, "v": VERSION}, indent=2, ensure_ascii=False)
        atomic.write(self.path, text.encode("utf-8", "surrogatepass"))
        self._raw, self._loaded = merged, settings

    def _aside(self, error: Exception) -> str:
        try:
            aside = atomic.set_aside(self.path)
        except OSError:
            self._frozen = (
                f"{self.path} can't be understood ({error}) nor renamed. Changed settings are not saved."
            )
            return self._frozen
        return (
            f"{self.path} can't be understood ({error}). It is kept as {aside.name}; "
            "the program starts with the recommended settings."
        )


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
