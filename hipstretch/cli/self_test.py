"""Whether every part of Qt that the program stands on is there and works: what a package could have left out."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from hipstretch.core.schedule import Period, Schedule
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import Cue
from hipstretch.data import calendar_file
from hipstretch.data.assets import assets_dir
from hipstretch.data.calendar_file import Habits, Planned
from hipstretch.qt import sound_words, wording
from hipstretch.qt.sound.factory import installed
from hipstretch.translation import marked, tr

CHILD_S = 30
"""How long a child may take to answer, in seconds, on a machine that is busy with other things."""
PLATFORMS = {"linux": {"xcb", "wayland"}, "win32": {"windows"}, "darwin": {"cocoa"}}
CHILDREN = {
    "simpleaudio": (
        *("hipstretch.qt.sound.simpleaudio_process", str(assets_dir() / "sounds"), "bowl", "0", "0"),
        *Cue,
    ),
    "sound": ("hipstretch.qt.sound.sound_process", str(assets_dir() / "sounds"), "bowl", "0", "0"),
    "voice": ("hipstretch.qt.speech.voice", "no-engine"),
}
"""Modules with what they are started with: silent, and without waking the system's own voice."""


def problems(folder: Path) -> list[str]:
    """What does not work, a line each; files are made in `folder`. Needs a QApplication."""
    found = []
    for name, check in CHECKS.items():
        try:
            check(folder)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
            found.append(wording.titled(tr(name), str(error) or type(error).__name__))
    return found


def _moving_picture(_folder: Path) -> None:
    reader = QImageReader(str(next((assets_dir() / "exercises").glob("*/*/motion.webp"))))
    if reader.read().isNull() or reader.read().isNull():
        raise OSError(reader.errorString())


def _drawing(_folder: Path) -> None:
    if QImage(str(assets_dir() / "icons" / "hipstretch.svg")).isNull():
        raise OSError(tr("an icon can't be read"))


def _photo(folder: Path) -> None:
    picture, path = QImage(2, 2, QImage.Format.Format_RGB32), str(folder / "photo.jpeg")
    writer = QImageWriter(path, b"jpeg")
    if not writer.write(picture) or QImage(path).isNull():
        raise OSError(writer.errorString())


def _report(folder: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    from hipstretch.qt import paper
    from hipstretch.ui.history import report

    today = date(2026, 1, 1)
    made = report.document(report.Report((), today, today, {}, Settings(), made_on=today))
    paper.write_pdf(made, "", paper.usual(), folder / "report.pdf")
    QPrinter()


def _chart(folder: Path) -> None:
    from hipstretch.ui.history.charts import Chart, Mark, Series
    from hipstretch.ui.history.plot import save

    series = (Series("a", (1, None, 2), Mark.BAR), Series("b", (1, 2, 3), Mark.DOT))
    for name in ("chart.png", "chart.svg"):
        save(Chart("", ("1", "2", "3"), "", "", series, ""), folder / name)


def _calendar(folder: Path) -> None:
    """With a time zone by its name, which Windows itself does not know."""
    now = datetime(2026, 1, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    one = Planned("a", Schedule((Period(times=(time(7),)),)), ("a",), "", timedelta(minutes=1))
    habits = Habits(zone=ZoneInfo("Europe/Berlin"))
    calendar_file.write(folder / "calendar.ics", calendar_file.calendar([one], [], now, habits))


def _screen(_folder: Path) -> None:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    there = {path.name.split(".")[0].removeprefix("lib").removeprefix("q") for path in folder.iterdir()}
    if lacking := PLATFORMS.get(sys.platform, set()) - there:
        raise FileNotFoundError(
            tr("{folder} lacks {names}").format(folder=folder, names=", ".join(sorted(lacking)))
        )


def _players(_folder: Path) -> None:
    """A bundle holds both; that the system lacks what one of them needs is no fault, the other plays then."""
    if getattr(sys, "frozen", False) and (lacking := set(sound_words.PLAYERS) - set(installed())):
        names = ", ".join(sound_words.PLAYERS[one] for one in lacking)
        raise FileNotFoundError(tr("{folder} lacks {names}").format(folder=sys.executable, names=names))


def _engine(_folder: Path) -> None:
    from PySide6.QtTextToSpeech import QTextToSpeech

    if not set(QTextToSpeech.availableEngines()) - {"mock"}:
        raise FileNotFoundError(tr("Qt has no engine that speaks"))


def _remote(_folder: Path) -> None:
    """Its parts alone: there need be no bus."""
    if sys.platform == "linux":
        import_module("hipstretch.qt.dbus.connection")
        import_module("hipstretch.qt.dbus.bus")


def _children(_folder: Path) -> None:
    """Each says in its first line how it is, whether there is a device or not."""
    for name, arguments in CHILDREN.items() if sys.platform == "linux" else ():
        command = [sys.executable, "-m", *arguments]
        child = subprocess.run(command, input=b"", capture_output=True, timeout=CHILD_S, check=False)
        try:
            json.loads(child.stdout.split(b"\n")[0])
        except ValueError as error:
            reason = child.stderr.decode()[-500:]
            raise OSError(
                tr("the process {name} says nothing: {reason}").format(name=name, reason=reason)
            ) from error


CHECKS: dict[str, Callable[[Path], None]] = {
    # Translators: parts of the program, in a list of what does not work ("charts: the disk is full")
    marked("moving pictures (WebP)"): _moving_picture,
    marked("drawings (SVG)"): _drawing,
    marked("photos (JPEG)"): _photo,
    marked("reports (PDF, print)"): _report,
    marked("charts"): _chart,
    marked("calendars"): _calendar,
    marked("screen"): _screen,
    marked("sounds"): _players,
    marked("voice"): _engine,
    marked("media keys"): _remote,
    marked("processes of its own"): _children,
}
