"""Export and import at the command line."""

import sys
import unicodedata
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from hipstretch.core.problem import Invalid
from hipstretch.data import calendar_file, exchange
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.clock import SYSTEM_CLOCK
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.history_line import listed
from hipstretch.data.own_import import ConflictChoice
from hipstretch.data.paths import Paths
from hipstretch.data.pending_sessions import PendingSessions
from hipstretch.data.settings_file import SettingsFile
from hipstretch.qt import launch, names
from hipstretch.qt.calendar_export import contents
from hipstretch.qt.problem_words import why, words
from hipstretch.qt.single_instance import Reply, SingleInstance
from hipstretch.qt.transfer import add, added_lines, failure, look_into, preview_lines
from hipstretch.qt.wish import Leave
from hipstretch.translation import tr


def run_export(path: Path, paths: Paths, catalogue: Catalogue) -> int:
    """Write the file and say so; the exit code."""
    try:
        left_out = exchange.export(path, paths, called=partial(names.of_session, catalogue))
    except (OSError, Invalid) as error:
        print(tr("Nothing was exported: {reason}").format(reason=why(error)), file=sys.stderr)
        return 1
    print(tr("Exported to {path}.").format(path=str(path)))
    for problem in left_out:
        print(words(problem), file=sys.stderr)
    return 0


def run_calendar(path: Path, paths: Paths, catalogue: Catalogue, *, with_sessions: bool) -> int:
    """Write the schedules, and with them what was done if wanted, as a calendar, and say so; the exit code."""
    settings, problems = SettingsFile(paths.settings).load()
    sessions = {}
    if with_sessions:
        found, unread = HistoryFile(paths.history).scan()
        problems += unread
        sessions = {one.id: one for one in (*found, *map(listed, PendingSessions(paths.waiting).load()))}
    for problem in problems:
        print(words(problem), file=sys.stderr)
    made = contents(settings, catalogue, sessions.values(), SYSTEM_CLOCK.wall())
    try:
        calendar_file.write(path, made())
    except (OSError, Invalid) as error:
        print(tr("Nothing was exported: {reason}").format(reason=why(error)), file=sys.stderr)
        return 1
    print(tr("Exported to {path}.").format(path=str(path)))
    return 0


def run_import(path: Path, paths: Paths, *, yes: bool, in_case: str = ConflictChoice.BOTH) -> int:
    """Say what a file would add, ask, and add it; the exit code, 0 also for a "no".

    `in_case` is a ConflictChoice: what becomes of exercises and routines that have the id of another.
    """
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    instance = SingleInstance(paths.local, application)
    if not instance.claim() and instance.hand_over(Leave()) is not Reply.MINE:
        open_already = tr("Hipstretch is open. Close it first; nothing was imported.")
        print(instance.in_the_way() or open_already, file=sys.stderr)
        return 1
    try:
        preview = look_into(path, paths)
        same = {one: choice for one in preview.own if (choice := ConflictChoice(in_case)) in one.choices}
        added = added_lines(preview, SettingsFile(paths.settings).load()[0].day_begins, same)
        print("\n".join(preview_lines(preview, added)))
        if not added or not (yes or _agrees()):
            return 0
        add(preview, paths, same)
    except (OSError, Invalid) as error:
        print(failure(path, error), file=sys.stderr)
        return 1
    finally:
        instance.release()
        if instance.took_over:
            launch.start(paths, "--background")
    print(tr("Imported."))
    return 0


def _agrees() -> bool:
    if not sys.stdin.isatty():
        print(tr("Nobody can be asked here; add --yes to import it."))
        return False
    answer = _plain(input(tr("Add this? [y/N] ")))
    return answer in {"y", "yes", _plain(tr("y")), _plain(tr("yes"))}


def _plain(text: str) -> str:
    """A short answer without what is easily left out: capitals, accents, full-width letters."""
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(one for one in letters if not unicodedata.combining(one))
