"""The tightness checks that were done."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hipstretch.data.clock import SYSTEM_CLOCK, Clock
from hipstretch.qt.language import path_words
from hipstretch.translation import tr

from .notices import Notices, why

if TYPE_CHECKING:
    from pathlib import Path

    from hipstretch.core.check import CheckRecord
    from hipstretch.data.checks_file import ChecksFile


class ChecksStore(QObject):
    """Every tightness check."""

    changed = Signal()

    def __init__(self, path: Path, notices: Notices, clock: Clock = SYSTEM_CLOCK) -> None:
        super().__init__()
        self._path = path
        self._notices = notices
        self._clock = clock
        self._checks: tuple[CheckRecord, ...] | None = None

    @cached_property
    def _file(self) -> ChecksFile:
        from hipstretch.data.checks_file import ChecksFile

        return ChecksFile(self._path, self._clock)

    @property
    def all(self) -> tuple[CheckRecord, ...]:
        """Every tightness check, oldest first; read from disk on first use."""
        if self._checks is None:
            self._checks, said = self._file.load()
            for text in said:
                self._notices.add(text)
        return self._checks

    def add(self, record: CheckRecord) -> bool:
        """Keep a tightness check; True when it is on disk. It counts until the program ends in any case."""
        before = self.all  # read before the file holds the new one as well
        saved = self._try(lambda: self._file.add(record))
        self._checks = tuple(sorted((*before, record), key=lambda one: one.at))
        self.changed.emit()
        return saved

    def delete(self, check_id: str) -> CheckRecord | None:
        """Take a tightness check out and give it back, for `add` to undo it; None if that can't be."""
        found = next((one for one in self.all if one.id == check_id), None)
        if found is None or not self._try(lambda: self._file.delete(check_id)):
            return None
        self._checks = tuple(one for one in self.all if one.id != check_id)
        self.changed.emit()
        return found

    def _try(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except (OSError, ValueError) as error:
            words = tr(
                "{path} can't be changed ({reason}). What you see counts until you quit; the file is as it was."
            )
            self._notices.add(words.format(path=path_words(self._path), reason=why(error)), "error")
            return False
        return True

    def look(self) -> None:
        """Read the checks again if another program wrote to them."""
        if self._checks is not None and self._file.changed_elsewhere():
            self.reload()

    def reload(self) -> None:
        """Read the checks again: somebody else wrote to them."""
        self._checks = None
        self.changed.emit()
