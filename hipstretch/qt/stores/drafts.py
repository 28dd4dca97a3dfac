"""What was typed and is not finished, kept from one start to the next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from hipstretch.translation import tr

from .notices import Notice, Notices, why

if TYPE_CHECKING:
    from pathlib import Path

    from hipstretch.data.drafts_file import Draft, DraftsFile
    from hipstretch.qt.worker import Work


class Drafts:
    """The drafts by their names; read when the first is asked for. `safe` says whether the disk has them all."""

    def __init__(self, path: Path, disk: Work, notices: Notices) -> None:
        self._path = path
        self._disk = disk
        self._notices = notices
        self._refused: Notice | None = None

    @cached_property
    def _file(self) -> DraftsFile:
        from hipstretch.data.drafts_file import DraftsFile

        return DraftsFile(self._path)

    @cached_property
    def _all(self) -> dict[str, Draft]:
        return self._file.load()

    @property
    def safe(self) -> bool:
        """Whether what was kept last is on disk, or on its way."""
        return self._refused is None

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
        self._disk.submit(
            partial(self._file.save, dict(self._all)),
            lambda _: self._tell(None),
            self._tell,
            replaces="drafts",
        )

    def _tell(self, error: Exception | None) -> None:
        before, self._refused = self._refused, None
        if error:
            text = tr("What you are typing is not kept yet ({reason}). It is there until you quit.")
            self._refused = self._notices.add(text.format(reason=why(error)))
        if before and before != self._refused:
            self._notices.dismiss(before)
