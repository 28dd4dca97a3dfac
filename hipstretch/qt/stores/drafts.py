"""What was typed and is not finished, kept from one start to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from hipstretch.translation import tr

from .notices import Notice, Notices, why

if TYPE_CHECKING:
    from pathlib import Path

    from hipstretch.data.drafts_file import Draft, DraftsFile
    from hipstretch.qt.worker import Work


@dataclass(frozen=True, slots=True)
class Refused:
    """Drafts that the disk refused."""

    reason: str
    """Why, as a clause."""
    try_again: Callable[[Callable[[], object]], object]
    """Has the disk try it once more, then calls, whatever came of it."""


class Drafts:
    """The drafts by their names; read when the first is asked for."""

    def __init__(self, path: Path, disk: Work, notices: Notices) -> None:
        self._path = path
        self._disk = disk
        self._notices = notices
        self._told: Notice | None = None
        self.refused: Refused | None = None
        """Says why the disk has not what was kept last; None if it has it, or it is on its way."""

    @cached_property
    def _file(self) -> DraftsFile:
        from hipstretch.data.drafts_file import DraftsFile

        return DraftsFile(self._path)

    @cached_property
    def _all(self) -> dict[str, Draft]:
        return self._file.load()

    def get(self, name: str) -> Draft:
        """What was typed, by field; empty if nothing was."""
        return self._all.get(name, {})

    def keep(self, name: str, draft: Mapping[str, str]) -> None:
        """Keep what is typed now; an empty one is forgotten."""
        if self.get(name) == draft:
            return
        if draft:
            self._all[name] = dict(draft)
        else:
            del self._all[name]
        self._write()

    def _write(self, then: Callable[[], object] = lambda: None) -> None:
        def done(error: Exception | None) -> None:
            self._tell(error)
            then()

        self._disk.submit(
            partial(self._file.save, dict(self._all)), lambda _: done(None), done, replaces="drafts"
        )

    def _tell(self, error: Exception | None) -> None:
        before, self._told, self.refused = self._told, None, None
        if error:
            self.refused = Refused(why(error), self._write)
            text = tr("What you are typing is not kept yet ({reason}). It is there until you quit.")
            self._told = self._notices.add(text.format(reason=self.refused.reason))
        if before and before != self._told:
            self._notices.dismiss(before)
