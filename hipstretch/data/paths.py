"""Where the program reads and writes: in the folders of this system, where --data-dir says, or where that was moved to.

A place that was left has MOVED, which says where its data went. What belongs to one computer alone (the running
session, the lock, the log, where the window was) never lies in a folder that the person chose, which a program may
keep the same on several computers.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem, problem_of

from . import reading

MOVED = "moved.json"
MAX_BYTES = 100_000
MAX_MOVES = 10
"""So often data may have gone on from where it went."""


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
    local: Path
    """The folder of what stays on this computer: what is above but for sessions and log may be shared with others."""
    data_dir: Path | None = None
    """What the person gave as --data-dir, absolute; None where everything lies where the system has such things."""

    @property
    def shared(self) -> bool:
        """Whether the person said where the data lies, so that other computers may have it as well."""
        return self.local != self.history.parent

    @property
    def unsorted(self) -> bool:
        """Whether an earlier version left there what stays on this computer; `moving.take_local` takes it."""
        folder = self.history.parent
        return self.shared and any((folder / name).exists() for name in ("window.json", "sessions"))

    @property
    def window(self) -> Path:
        """Where the window was."""
        return (self.local if self.shared else self.settings.parent) / "window.json"

    @property
    def computer(self) -> Path:
        """The settings that belong to this computer."""
        return self.window.with_name("computer.json")

    @property
    def reminders(self) -> Path:
        """What the person was reminded of."""
        return self.local / "reminders.json"

    @property
    def drafts(self) -> Path:
        """What was typed and is not finished."""
        return self.local / "drafts.json"

    @property
    def backups(self) -> Path:
        """Where files stay that another computer wrote and that were merged."""
        return self.history.parent / "backups"

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
        yield from dict.fromkeys((self.backups, self.local, self.local / "backups"))
        yield from (self.sessions, self.routines, self.exercises)
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


def resolve(data_dir: Path | None, local: Path | None = None) -> Paths:
    """The places below `data_dir`, or in the folders this system has for such things.

    What stays on this computer lies below `local`, if that is given: see `at`.
    """
    if data_dir is not None:
        config = data = data_dir.absolute()
        log = local or data
    else:
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("hipstretch", appauthor=False)
        config, data, log = dirs.user_config_path, dirs.user_data_path, dirs.user_log_path
    return Paths(
        settings=config / "settings.json",
        history=data / "history.jsonl",
        checks=data / "checks.jsonl",
        sessions=(local or data) / "sessions",
        exercises=data / "exercises",
        routines=data / "routines",
        log=log / "log.txt",
        local=local or data,
        data_dir=data_dir and data_dir.absolute(),
    )


def located(data_dir: Path | None) -> Paths:
    """Where everything lies that belongs to `data_dir`, None for the system's folders.

    Raises InvalidFile if the data was moved, and the folder it went to is not there.
    """
    folder = data_dir or resolve(None).history.parent
    place = folder
    for _ in range(MAX_MOVES):
        if (target := moved_to(place)) is None:
            break
        if not target.is_dir():
            raise InvalidFile(Problem(Fault.DATA_AWAY, file=str(target), place=str(place / MOVED)))
        place = target
    return resolve(None) if data_dir is None and place == folder else at(place)


def at(folder: Path) -> Paths:
    """Everything whose data lies in this folder."""
    return resolve(folder, local_of(folder))


def local_of(folder: Path) -> Path:
    """Where this computer keeps what it does not share with others that have the same folder."""
    from platformdirs import PlatformDirs

    return PlatformDirs("hipstretch", appauthor=False).user_state_path / name_of(folder)


def moved_to(place: Path) -> Path | None:
    """Where the data of a place went, None if it did not. Raises InvalidFile if that can't be read."""
    path = place / MOVED
    try:
        target = reading.json_object(reading.read(path, MAX_BYTES)).get("to")
    except FileNotFoundError:
        return None
    except (OSError, Invalid) as error:
        raise InvalidFile(Problem(Fault.MOVED_UNREADABLE, file=str(path), cause=problem_of(error))) from None
    if not isinstance(target, str) or not Path(target).is_absolute():
        raise InvalidFile(Problem(Fault.MOVED_UNREADABLE, file=str(path), cause=Problem(Fault.NOT_THERE)))
    return Path(target)
