"""The command line. Everything that needs Qt is imported by the command that needs it."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hipstretch.data.paths import Paths, resolve
from hipstretch.qt.wish import OpenFile, StartRoutine, Wish

from . import __version__, translation
from .translation import marked, tr, tr_count

if TYPE_CHECKING:
    from datetime import date

    from hipstretch.core.problem import Problem
    from hipstretch.core.record import SessionRecord
    from hipstretch.core.routine import Routine
    from hipstretch.data.catalogue import Catalogue

BUNDLE = ".hipstretch"
"""The ending of a file to share."""
USAGE_ERROR = 2
"""The exit code for a command line that can't be understood."""
WORDS_OF_ARGPARSE = (
    marked("usage: "),
    marked("positional arguments"),
    marked("options"),
    marked("show this help message and exit"),
    marked("%(prog)s: error: %(message)s\n"),
    marked("argument %(argument_name)s: %(message)s"),
    marked("the following arguments are required: %s"),
    marked("unrecognized arguments: %s"),
    marked("invalid choice: %(value)r (choose from %(choices)s)"),
    marked("ambiguous option: %(option)s could match %(matches)s"),
    marked("ignored explicit argument %r"),
    marked("expected one argument"),
)
"""What argparse says of a command line of ours; it asks for their translations itself."""


@dataclass(frozen=True)
class Context:
    """What every command starts from: where things lie and what the person asked for."""

    paths: Paths
    options: argparse.Namespace

    @property
    def language(self) -> str:
        """The language asked for on the command line, or ""."""
        return getattr(self.options, "language", "")

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every exercise and routine there is."""
        from hipstretch.data.assets import assets_dir

        from .data import catalogue

        return catalogue.load([assets_dir(), self.paths.exercises.parent], translation.language())

    def routine(self) -> Routine:
        """The routine named on the command line; without one of that name, lists all and exits with 2."""
        name: str = self.options.routine
        if name in self.catalogue.routines:
            return self.catalogue.routines[name]
        lines = [tr("There is no routine “{name}”. These are known:").format(name=name)]
        width = max(map(len, self.catalogue.routines), default=0)
        lines += [f"  {r.id:{width}}  {r.name}" for r in self.catalogue.routines.values()]
        print("\n".join(lines), file=sys.stderr)
        raise SystemExit(USAGE_ERROR)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[-1].endswith(BUNDLE) and not {"open", "import", "export"} & set(given):
        given.insert(-1, "open")  # a double click gives nothing but the file
    if given or not _has_display():
        _choose_language(given)
    options = _parser().parse_args(given) if given else argparse.Namespace(command=None)
    paths = resolve(getattr(options, "data_dir", None))
    command = {
        None: _window,
        "open": _open,
        "start": _start,
        "plan": _plan,
        "due": _due,
        "calendar": _calendar,
        "history": _history,
        "stats": _stats,
        "export": _export,
        "import": _import,
        "self-test": _self_test,
    }[options.command]
    return command(Context(paths, options))


def _choose_language(given: Sequence[str]) -> None:
    """Speak the language that is asked for, else the system's; argparse, too. A wrong one is the parser's to refuse."""
    asking = argparse.ArgumentParser(add_help=False)
    asking.add_argument("--language", nargs="?")
    asked, _ = asking.parse_known_args(given)
    known = asked.language in translation.available()
    try:
        translation.use(asked.language if known else translation.best(translation.system_languages()))
    except OSError:
        translation.use(translation.ENGLISH)  # the window's log says why
    vars(argparse).update(_=tr, ngettext=tr_count)  # the names by which it calls gettext


def _print(text: str) -> None:
    """Print an answer; that its reader has enough of it, as `head` has, is no error."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # it is flushed once more at the end


def _warn(problems: Iterable[Problem]) -> None:
    """Say what is wrong beside the answer."""
    for problem in problems:
        from hipstretch.qt.problem_words import words

        print(words(problem), file=sys.stderr)


def _recent(paths: Paths) -> tuple[Iterable[SessionRecord], tuple[Problem, ...]]:
    """The sessions of the last weeks at least, also those that the disk has not taken yet; and what can't be read."""
    from hipstretch.data.history_file import HistoryFile
    from hipstretch.data.pending_sessions import PendingSessions

    found, unread = HistoryFile(paths.history).recent()
    return {one.id: one for one in (*found, *PendingSessions(paths.waiting).load())}.values(), unread


def _write_numbers() -> None:
    """As the language that was chosen does. It needs Qt."""
    from hipstretch.qt import language

    language.choose(translation.language())


def _language(text: str) -> str:
    """The language of this tag. Raises ArgumentTypeError, which names those there are."""
    if text not in (known := translation.available()):
        words = tr("there is no language “{language}”, only {languages}")
        raise argparse.ArgumentTypeError(words.format(language=text, languages=", ".join(known)))
    return text


def _day(text: str) -> date:
    """The date in a text such as "2026-05-31". Raises ArgumentTypeError, which says what it must be."""
    from hipstretch.core import decode
    from hipstretch.core.problem import Invalid

    try:
        return decode.day(text)
    except Invalid as error:
        from hipstretch.qt.problem_words import why

        raise argparse.ArgumentTypeError(why(error)) from None


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data-dir",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help=tr("keep settings, history and everything else that is written under DIR"),
    )
    common.add_argument(
        "--language",
        type=_language,
        default=argparse.SUPPRESS,
        metavar="TAG",
        help=tr("speak another language than the system, such as de or pt-BR"),
    )
    parser = argparse.ArgumentParser(
        prog="hipstretch", description=tr("Guides you through hip stretches."), parents=[common]
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"hipstretch {__version__}",
        help=tr("say which version this is, and exit"),
    )
    parser.add_argument(
        "--background",
        action="store_true",
        help=tr("remind from the tray, without a window; a later start opens one"),
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    start = commands.add_parser("start", help=tr("go straight into a session"), parents=[common])
    start.add_argument("routine", metavar="ROUTINE")
    start.add_argument("--terminal", action="store_true", help=tr("guide in the terminal, without a window"))
    plan = commands.add_parser("plan", help=tr("print the phases of a session"), parents=[common])
    plan.add_argument("routine", metavar="ROUTINE")
    plan.add_argument("--json", action="store_true", help=tr("as JSON"))
    due = commands.add_parser(
        "due",
        help=tr("say what is due by your schedules; exit code 10 if something is, else 0"),
        parents=[common],
    )
    due.add_argument("--json", action="store_true", help=tr("as JSON"))
    calendar = commands.add_parser(
        "calendar", help=tr("write your schedules to a file for calendars"), parents=[common]
    )
    calendar.add_argument(
        "file", type=Path, metavar="FILE", help=tr("the calendar to write, such as hips.ics")
    )
    calendar.add_argument(
        "--with-sessions", action="store_true", help=tr("also what you did, as past events")
    )
    history = commands.add_parser("history", help=tr("list what you did, newest first"), parents=[common])
    history.add_argument("--json", action="store_true", help=tr("as JSON"))
    history.add_argument(
        "--since", type=_day, metavar="DATE", help=tr("from this day on, such as 2026-05-31")
    )
    stats = commands.add_parser(
        "stats", help=tr("say what you did in the last days and weeks, in numbers"), parents=[common]
    )
    stats.add_argument("--json", action="store_true", help=tr("as JSON"))
    export = commands.add_parser(
        "export", help=tr("write what you did, or made, to a file"), parents=[common]
    )
    export.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=tr(
            "its ending says what: .zip (everything), .json or .csv (your sessions), .fit.zip (the same as FIT "
            "activities), .hipstretch (your own exercises and routines)"
        ),
    )
    import_ = commands.add_parser(
        "import", help=tr("add what a file holds to what you have"), parents=[common]
    )
    import_.add_argument("file", type=Path, metavar="FILE", help=tr(".zip, .json, .jsonl or .hipstretch"))
    import_.add_argument("--yes", action="store_true", help=tr("add it without asking first"))
    same = tr("what becomes of exercises and routines that you have in another form ({default})")
    import_.add_argument(
        "--same", choices=("both", "replace", "skip"), default="both", help=same.format(default="both")
    )
    open_ = commands.add_parser(
        "open", help=tr("open the window and show what a file would add"), parents=[common]
    )
    open_.add_argument("file", type=Path, metavar="FILE")
    commands.add_parser("self-test", help=tr("check that everything is in place"), parents=[common])
    return parser


def _window(context: Context) -> int:
    if not _has_display():
        text = tr("There is no display. “hipstretch start ROUTINE” guides in the terminal.")
        print(text, file=sys.stderr)
        return 1
    if getattr(context.options, "background", False):
        from . import background

        return background.run(context.paths, context.language)
    return _run_window(context)


def _open(context: Context) -> int:
    if not _has_display():
        text = tr("There is no display. “hipstretch import FILE” adds what a file holds.")
        print(text, file=sys.stderr)
        return 1
    return _run_window(context, OpenFile(context.options.file.absolute()))


def _start(context: Context) -> int:
    routine = context.routine()
    terminal: bool = context.options.terminal
    if not terminal and not _has_display():
        print(tr("There is no display, so the session runs in the terminal."))
        terminal = True
    if terminal:
        from . import app

        return app.run_terminal(context.paths, routine.id, context.language)
    return _run_window(context, StartRoutine(routine.id))


def _run_window(context: Context, wish: Wish = None) -> int:
    gc.disable()  # until the window is settled: what is made now stays, so that looking for garbage would find none
    from . import app

    return app.run_window(context.paths, wish, context.language)


def _plan(context: Context) -> int:
    from hipstretch.core.progress import eased_last_time
    from hipstretch.core.reading_time import known, reading_times
    from hipstretch.core.timeline import build
    from hipstretch.data.history_file import HistoryFile
    from hipstretch.data.settings_file import SettingsFile

    from .cli import plan

    routine = context.routine()
    settings, wrong = SettingsFile(context.paths.settings).load()
    _warn(wrong)
    exercises = context.catalogue.exercises
    done, _ = HistoryFile(context.paths.history).recent()
    reading = reading_times(routine, exercises, known(done), settings.conditions, eased_last_time(done))
    timeline = build(routine, exercises, settings, reading)
    if context.options.json:
        _print(plan.as_json(timeline))
    else:
        _write_numbers()
        _print(plan.as_text(timeline, exercises))
    return 0


def _due(context: Context) -> int:
    from hipstretch.data.clock import SYSTEM_CLOCK, in_zone
    from hipstretch.data.settings_file import SettingsFile
    from hipstretch.qt.stores.schedule_store import answer

    from .cli import due

    _write_numbers()
    settings, wrong = SettingsFile(context.paths.settings).load()
    sessions, unread = _recent(context.paths)
    _warn((*wrong, *unread))
    now = in_zone(SYSTEM_CLOCK.wall())
    found = answer(settings, context.catalogue, sessions, now)
    if context.options.json:
        _print(due.as_json(found, context.catalogue))
    else:
        _print(due.as_text(found, context.catalogue, now, settings.day_begins))
    return due.exit_code(found)


def _calendar(context: Context) -> int:
    from .cli import transfer

    _write_numbers()
    options = context.options
    return transfer.run_calendar(
        options.file, context.paths, context.catalogue, with_sessions=options.with_sessions
    )


def _history(context: Context) -> int:
    from hipstretch.data.settings_file import SettingsFile

    from .cli import history

    _write_numbers()
    found, unread = history.sessions(context.paths)
    _warn(unread)
    if context.options.since:
        settings, wrong = SettingsFile(context.paths.settings).load()
        _warn(wrong)
        found = history.since(found, context.options.since, settings.day_begins)
    write = history.as_json if context.options.json else history.as_text
    _print(write(found, context.catalogue))
    return 0


def _stats(context: Context) -> int:
    from hipstretch.core.dose import dose
    from hipstretch.core.weeks import current_day
    from hipstretch.data.clock import SYSTEM_CLOCK, in_zone
    from hipstretch.data.settings_file import SettingsFile

    from .cli import history, stats

    _write_numbers()
    settings, wrong = SettingsFile(context.paths.settings).load()
    recent, unread = _recent(context.paths)
    sessions, also_unread = history.sessions(context.paths)
    _warn(dict.fromkeys((*wrong, *unread, *also_unread)))
    begins = settings.day_begins
    day = current_day(in_zone(SYSTEM_CLOCK.wall()), begins)
    done = dose(recent, day, begins, context.catalogue.exercises)
    found = stats.Stats(sessions, done, day, begins, settings.goal_days)
    _print(stats.as_json(found) if context.options.json else stats.as_text(found))
    return 0


def _export(context: Context) -> int:
    from .cli import transfer

    return transfer.run_export(context.options.file, context.paths, context.catalogue)


def _import(context: Context) -> int:
    from .cli import transfer

    _write_numbers()
    return transfer.run_import(
        context.options.file, context.paths, yes=context.options.yes, in_case=context.options.same
    )


def _self_test(context: Context) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from . import app

    return app.self_test(context.catalogue)


def _has_display() -> bool:
    """Whether a window can be shown: always but on a Unix without X11 or Wayland."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
