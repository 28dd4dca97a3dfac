"""drafts.json: what was typed and is not finished, such as a therapist's sheet, for the next start."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path

from hipstretch.core.decode import mapping
from hipstretch.core.problem import Invalid

from . import atomic, reading

VERSION = 1
MAX_BYTES = 2_000_000
"""A larger file is none of ours."""
Draft = Mapping[str, str]
"""What stands in each field."""

log = logging.getLogger("hipstretch.drafts")


class DraftsFile:
    """Reads and writes the file. One that can't be understood stays as it is until the next draft, then beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._foreign = False
        """Whether the file holds what is not understood."""

    def load(self) -> dict[str, Draft]:
        """The drafts by their names. Never raises."""
        try:
            raw = reading.json_object(reading.read(self._path, MAX_BYTES))
            self._foreign = raw.get("v") != VERSION
            return (
                {} if self._foreign else {name: _draft(one) for name, one in mapping(raw["drafts"]).items()}
            )
        except FileNotFoundError:
            return {}
        except (OSError, Invalid, KeyError) as error:
            self._foreign = True
            log.warning("%s can't be read: %s", self._path, error)
            return {}

    def save(self, drafts: Mapping[str, Draft]) -> None:
        """Write all of them. Raises OSError."""
        if self._foreign:
            self._path.replace(self._path.with_suffix(".unread.json"))
            self._foreign = False
        raw = {"v": VERSION, "drafts": {name: dict(draft) for name, draft in drafts.items()}}
        atomic.write(
            self._path, json.dumps(raw, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")
        )


def _draft(value: object) -> Draft:
    return {name: one for name, one in mapping(value).items() if isinstance(one, str)}
