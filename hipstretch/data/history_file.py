"""history.jsonl: one session a line, appended and synced. What can't be read is kept, and said so."""

import json
import logging
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hipstretch.core import record as records
from hipstretch.core.record import SessionRecord

from . import atomic, backups, reading

log = logging.getLogger("hipstretch.history")

MAX_BYTES = 2_000_000_000
"""A larger file is not read: ten years have ten million."""
MAX_LINE = 1_000_000
"""Bytes of one session; a long one has five thousand."""


def local_day() -> date:
    """Today, here."""
    return datetime.now().astimezone().date()


class HistoryFile:
    """Reads and writes one history file."""

    def __init__(self, path: Path, today: Callable[[], date] = local_day) -> None:
        self.path = path
        self._today = today

    @property
    def damaged_path(self) -> Path:
        """Where damaged lines are copied to."""
        return self.path.with_name(f"{self.path.stem}.damaged{self.path.suffix}")

    @property
    def backup_path(self) -> Path:
        """The history as it was before the last change other than an append."""
        return self.path.with_name(f"{self.path.name}.bak")

    def load(self) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
        """The records, oldest first, and a sentence for everything that could not be read. Never raises."""
        try:
            data = reading.read(self.path, MAX_BYTES)
        except FileNotFoundError:
            return (), ()
        except (OSError, ValueError) as error:
            why = f"{self.path} can't be read ({getattr(error, 'strerror', None) or error})."
            return (), (f"{why} Your history is not shown; it is not changed.",)
        found: dict[str, SessionRecord] = {}
        bad: list[tuple[int, bytes, str]] = []
        newer = 0
        for number, line in enumerate(data.split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                raw = _object(line)
                version = raw.get("v")
                if isinstance(version, int) and version > records.VERSION:
                    newer += 1
                    continue
                record = records.from_json(raw)
            except ValueError as error:
                bad.append((number, line, str(error)))
                continue
            found[record.id] = record
        notices = [self._report(bad)] if bad else []
        if newer:
            notices.append(
                f"{newer} session(s) in {self.path.name} come from a newer version of Hipstretch. "
                "They are kept as they are and not shown."
            )
        return tuple(sorted(found.values(), key=lambda r: r.started_at)), tuple(notices)

    def append(self, *new: SessionRecord) -> None:
        """Add records at the end, on disk when this returns. Raises OSError and leaves no half line then."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._keep_copy()
        fresh = not self.path.exists()
        with self.path.open("r+b" if not fresh else "xb") as file:
            end = file.seek(0, os.SEEK_END)
            torn = False
            if end:
                file.seek(end - 1)
                torn = file.read(1) != b"\n"
            try:
                file.write((b"\n" if torn else b"") + b"".join(map(as_line, new)))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise
        if fresh:
            atomic.sync_folder(self.path.parent)

    def replace(self, record: SessionRecord) -> None:
        """Put a record in place of the one with its id. Raises OSError."""
        self._rewrite(record.id, lambda _: as_line(record))

    def delete(self, record_id: str) -> None:
        """Take out the record with this id. Raises OSError."""
        self._rewrite(record_id, lambda _: b"")

    def _rewrite(self, record_id: str, change: Callable[[bytes], bytes]) -> None:
        """Change the lines of one record and keep every other line as it is, readable or not."""
        self._keep_copy()
        data = self.path.read_bytes()
        lines = [line + b"\n" for line in data.removesuffix(b"\n").split(b"\n")]
        changed = [change(line) if _id(line) == record_id else line for line in lines]
        atomic.write(self.backup_path, data)
        atomic.write(self.path, b"".join(changed))

    def _keep_copy(self) -> None:
        """A copy of what stood here this morning. Without one the change is made all the same."""
        try:
            backups.keep(self.path, self._today())
        except OSError as error:
            log.warning("no copy of %s: %s", self.path, error)

    def _report(self, bad: list[tuple[int, bytes, str]]) -> str:
        where = ", ".join(f"line {number}: {error}" for number, _, error in bad[:3])
        more = f", and {len(bad) - 3} more" if len(bad) > 3 else ""
        kept = ""
        try:
            exists = self.damaged_path.exists()
            before = reading.read(self.damaged_path, MAX_BYTES).split(b"\n")[:-1] if exists else []
            fresh = [line for _, line, _ in bad if line not in before]
            if fresh:
                atomic.write(self.damaged_path, b"".join(line + b"\n" for line in [*before, *fresh]))
            kept = f" A copy is in {self.damaged_path.name}."
        except (OSError, ValueError):
            pass
        return (
            f"{len(bad)} line(s) of {self.path.name} can't be read ({where}{more}). "
            f"They stay in the file; all other sessions are shown.{kept}"
        )


def as_line(record: SessionRecord) -> bytes:
    """A record as a line of the file."""
    return json.dumps(records.to_json(record), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise ValueError(f"it is longer than {MAX_LINE:,} bytes")
    return reading.json_object(line)


def _id(line: bytes) -> object:
    try:
        return _object(line).get("id")
    except ValueError:
        return None
