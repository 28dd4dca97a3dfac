"""FIT activities on disk: one session, or a zip with a file for each."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.record import SessionRecord

from . import atomic, fit
from .fit import Names
from .history_file import HistoryFile


def save(path: Path, record: SessionRecord, names: Names) -> None:
    """Write the file of a session. Raises OSError, and Invalid if FIT can't tell its date."""
    data = fit.activity(record, names)
    atomic.clean(path.parent)
    atomic.write(path, data, private=False)


def save_all(
    path: Path, history: HistoryFile, called: Callable[[SessionRecord], Names]
) -> tuple[Problem, ...]:
    """Write a zip with a file for each session; what there is to say of those that are left out.

    One session is in memory at a time. Raises OSError, and Invalid if the history changes meanwhile.
    """
    named: set[str] = set()
    left_out = 0
    with atomic.writing(path, private=False) as file, zipfile.ZipFile(file, "w") as packed:
        for one in history.scan()[0]:
            record = history.read(one)
            try:
                data = fit.activity(record, called(record))
            except Invalid as error:
                left_out += 1
                why = error.problem
            else:
                name = _name(record, named)
                named.add(name)
                info = zipfile.ZipInfo(name, record.started_at.timetuple()[:6])
                packed.writestr(info, data, zipfile.ZIP_DEFLATED)
    return (Problem(Fault.LEFT_OUT_OF_FIT, count=left_out, cause=why),) if left_out else ()


def _name(record: SessionRecord, taken: set[str]) -> str:
    """A name that tells when it was and what, and that no other session has."""
    what = re.sub(r"[^a-z0-9]+", "-", record.routine.casefold())[:64].strip("-")
    stem = f"{record.started_at:%Y-%m-%d-%H%M}-{what or 'session'}"
    names = (f"{stem}{number}.fit" for number in ("", *(f"-{n}" for n in range(2, len(taken) + 2))))
    return next(name for name in names if name not in taken)
