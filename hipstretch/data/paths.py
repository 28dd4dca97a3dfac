"""Where the program reads and writes."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """Every file and folder the program writes."""

    settings: Path
    history: Path
    checks: Path
    sessions: Path
    """The folder of sessions that are not in the history yet."""
    exercises: Path
    routines: Path
    log: Path
    data_dir: Path | None = None
    """What the person gave as --data-dir, absolute; None where everything lies where the system has such things."""

    @property
    def window(self) -> Path:
        """Where the window was."""
        return self.settings.with_name("window.json")

    @property
    def reminders(self) -> Path:
        """What the person was reminded of."""
        return self.history.with_name("reminders.json")

    @property
    def old_journal(self) -> Path:
        """Where earlier versions kept the session that ran."""
        return self.history.with_name("session.json")

    @property
    def waiting(self) -> Path:
        """Where a session waits that `history` does not take: another place, most often another disk."""
        return Path(tempfile.gettempdir()) / f"hipstretch-{name_of(self.history.parent)}.jsonl"

    def folders(self) -> Iterator[Path]:
        """Every folder in which the program writes files, some of which may be missing. Reads the disk."""
        files = (self.settings, self.history, self.checks, self.waiting)
        beside = (file.parent for file in files)
        linked = (Path(os.path.realpath(file)).parent for file in files)
        yield from dict.fromkeys((*beside, *linked))
        yield from (self.history.parent / "backups", self.sessions, self.routines, self.exercises)
        with contextlib.suppress(OSError):
            yield from [folder for folder in self.exercises.iterdir() if folder.is_dir()]


def name_of(folder: Path) -> str:
    """A name that only this person's program on this folder has, by whatever path, 16 characters long."""
    import getpass
    import random  # which hashes by itself: hashlib would bring OpenSSL along, three megabytes

    try:
        person = getpass.getuser()
    except (KeyError, OSError, ImportError):  # no such user: a container
        person = ""
    bits = random.Random(f"{person} {os.path.realpath(folder)}".encode("utf-8", "surrogatepass")).getrandbits(
        64
    )
    return f"{bits:016x}"


def resolve(data_dir: Path | None) -> Paths:
    """The places below `data_dir`, or in the folders this system has for such things."""
    if data_dir is not None:
        config = data = log = data_dir.absolute()
    else:
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("hipstretch", appauthor=False)
        config, data, log = dirs.user_config_path, dirs.user_data_path, dirs.user_log_path
    return Paths(
        settings=config / "settings.json",
        history=data / "history.jsonl",
        checks=data / "checks.jsonl",
        sessions=data / "sessions",
        exercises=data / "exercises",
        routines=data / "routines",
        log=log / "log.txt",
        data_dir=data_dir and data_dir.absolute(),
    )
