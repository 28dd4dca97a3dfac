"""The composition root: the one place where objects are built and wired.

What the first window does without is imported where it is needed: tests/unit/test_start.py watches over that.
"""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from hipstretch.qt import unread_sources  # noqa: F401 - before PySide6

# isort: split
from PySide6.QtCore import QCoreApplication, QObject, QTimer, QtMsgType, Signal, qInstallMessageHandler

from hipstretch.data.assets import assets_dir
from hipstretch.data.clock import SYSTEM_CLOCK, Clock
from hipstretch.qt import language, memory
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.single_instance import Reply, SingleInstance
from hipstretch.qt.stores import Stores
from hipstretch.qt.worker import Worker
from hipstretch.translation import tr

from . import __version__, translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from hipstretch.core.settings import SoundPlayer
    from hipstretch.data.catalogue import Catalogue
    from hipstretch.data.paths import Paths
    from hipstretch.qt.calendar_export import KeptCalendar
    from hipstretch.qt.reminders.reminders import Reminders, TrayMessage
    from hipstretch.qt.remote.remote import Remote
    from hipstretch.qt.sound.protocol import CuePlayer
    from hipstretch.qt.speech.narrator import Narrator
    from hipstretch.qt.speech.voice import Voice
    from hipstretch.qt.wish import Wish
    from hipstretch.ui.shell.main_window import MainWindow

SETTLED_MS = 500
"""Delay before start-up work that can wait: the socket for later starts, the garbage collector, old files."""
TRAY_MS = 1000
"""So long after the window the tray icon comes, and the page of a session, which Start would otherwise wait for."""
REMOTE_MS = 1000
"""So long after a session began it can be reached by media keys: its first picture and sound come before."""
LOG_BYTES = 500_000
"""The log starts anew at this size; two older ones are kept."""

log = logging.getLogger("hipstretch")


class Program(QObject):
    """What window and terminal share: the stores, the sessions, the sound and the voice."""

    def __init__(
        self,
        paths: Paths,
        catalogue: Catalogue | None = None,
        *,
        clock: Clock = SYSTEM_CLOCK,
        player: CuePlayer | None = None,
        in_language: str = "",
    ) -> None:
        """`in_language` comes before what the settings say, until they change."""
        super().__init__()
        if paths.unsorted:
            from hipstretch.data import moving

            moving.take_local(paths)
        self.stores = Stores.open(paths, catalogue, clock=clock, disk=Worker("disk"), reader=Worker("reader"))
        self.stores.settings.take_local()
        self.sessions = Sessions(self.stores, lambda: self.player, self._make_narrator)
        self._player = player
        self._chosen: SoundPlayer | None = None
        """What the settings said when the player was made here."""
        self._voice: Voice | None = None
        self._remote: Remote | None = None
        self.come_forward: Callable[[], object] | None = None
        """Shows the window, if there is one."""
        self._reminders: Reminders | None = None
        if sys.platform == "linux":
            self.sessions.current_changed.connect(self._wait_for_remote)
        self._calendar: KeptCalendar | None = None
        self.stores.settings.changed.connect(self.keep_calendar)
        self.stores.schedules.changed.connect(self.keep_calendar)
        language.choose(in_language or self.stores.settings.current.language)

    @property
    def player(self) -> CuePlayer:
        """The cue player, made when it is first needed: sound is not on the way to the first window.

        One that was chosen since then is made when no session runs.
        """
        settings = self.stores.settings.current
        if self._player and self._chosen not in (None, settings.sound_player) and not self.sessions.current:
            self._player.close()
            self._player = None
        if self._player is None:
            from hipstretch.qt.sound.factory import make_player

            self._player = make_player(
                assets_dir() / "sounds", settings.sound_theme, settings.volume, settings.sound_player
            )
            if self._chosen is None:
                self.stores.settings.changed.connect(self._follow_settings)
            self._chosen = settings.sound_player
        return self._player

    @property
    def voice(self) -> Voice:
        """The computer's voice, made when it is first needed."""
        if self._voice is None:
            from hipstretch.qt.speech.voice import make_voice

            self._voice = make_voice()
        return self._voice

    def keep_calendar(self) -> None:
        """Keep a calendar current from now on, if the person wants that."""
        if self._calendar is None and self.stores.settings.current.calendar_file:
            from hipstretch.qt.calendar_export import KeptCalendar

            self._calendar = KeptCalendar(self.stores, self)

    def remind(self, come_forward: Callable[[Wish], object], tray_message: TrayMessage | None) -> None:
        """Remind of what is due from now on, if the person wants it, or as soon as that is so."""

        def begin() -> None:
            if self._reminders is None and self.stores.settings.current.reminders:
                from hipstretch.qt.reminders.reminders import Reminders

                self._reminders = Reminders(
                    self.stores, self.sessions, come_forward, tray_message, parent=self
                )

        self.stores.settings.changed.connect(begin)
        begin()

    def follow_folder(self) -> None:
        """Take in what another computer writes to the folder of the data, from now on."""
        from hipstretch.qt.shared_folder import SharedFolder

        SharedFolder(self.stores, self)

    def close(self) -> None:
        """Leave everything on disk and let go of the sound device."""
        if self._reminders:
            self._reminders.close()
        self.sessions.close()
        if self._remote:
            self._remote.close()
        if self._player:
            self._player.close()
        if self._voice:
            self._voice.close()
        self.stores.close()

    def _make_narrator(self) -> Narrator:
        from hipstretch.qt.speech.narrator import Narrator

        return Narrator(lambda: self.voice, assets_dir() / "sounds", self.stores.catalogue.english_text)

    def _wait_for_remote(self) -> None:
        self.sessions.current_changed.disconnect(self._wait_for_remote)
        QTimer.singleShot(REMOTE_MS, self, self._reach_by_remote)

    def _reach_by_remote(self) -> None:
        """Let media keys and phones reach the session that runs and those to come."""
        from hipstretch.qt.remote.remote import Remote

        self._remote = Remote(self.stores, self.sessions, self.come_forward, self)

    def _follow_settings(self, changed: frozenset[str]) -> None:
        if not changed & {"sound_theme", "volume"}:
            return
        self.player.set_theme(self.stores.settings.current.sound_theme)
        self.player.set_volume(self.stores.settings.current.volume)


def run_window(paths: Paths, wish: Wish = None, in_language: str = "") -> int:
    """Open the window and fulfil the wish.

    The window is there first, in its colours, and what it shows follows: reading and building that takes about as long
    as a desktop takes to bring up a window. Gives the exit code.
    """
    from PySide6.QtWidgets import QApplication

    from hipstretch.ui.shell.main_window import MainWindow
    from hipstretch.ui.style import theme

    memory.give_back_what_is_free()
    application = QApplication(sys.argv[:1])
    introduce(application)
    instance = SingleInstance(paths.local)
    if not instance.claim() and (reply := instance.hand_over(wish)) is not Reply.MINE:
        return _give_way(instance, reply)
    program = Program(paths, in_language=in_language)
    errors = log_to(paths.log, program.sessions)
    theme.colour_at_first(application, program.stores.settings.current)
    window = MainWindow(program.stores, program.sessions, lambda: program.player, lambda: program.voice)
    errors.raised.connect(window.show_error)
    program.come_forward = window.come_forward
    window.appear()
    application.processEvents()  # from here on somebody sees it, and may close it
    code = _fill_and_run(application, window, program, instance, wish) if window.isVisible() else 0
    program.close()
    instance.release()
    if window.closing.stays:
        from hipstretch.qt import launch

        launch.start(paths, "--background", in_language=in_language)
    return code


def _fill_and_run(
    application: QApplication, window: MainWindow, program: Program, instance: SingleInstance, wish: Wish
) -> int:
    """Build what the window shows, and follow the person until the window is closed; the exit code."""
    from hipstretch.qt.os_signals import os_signals
    from hipstretch.ui.accessibility import roles
    from hipstretch.ui.style import theme
    from hipstretch.ui.widgets.page import show_what_has_the_focus

    if not language.can_be_shown(shown := translation.language()):
        log.warning("there is no font for the language %s", shown)
        language.choose(translation.ENGLISH)
    roles.install()
    theme.apply(application, program.stores.settings.current)
    window.fill()
    application.focusChanged.connect(show_what_has_the_focus)
    instance.asked.connect(window.come_forward)
    QTimer.singleShot(SETTLED_MS, instance.listen)
    QTimer.singleShot(SETTLED_MS, memory.collect_garbage)
    QTimer.singleShot(SETTLED_MS, program.stores.tidy)
    QTimer.singleShot(SETTLED_MS, program.follow_folder)
    QTimer.singleShot(TRAY_MS, window, lambda: _put_up_tray(window, program))
    QTimer.singleShot(TRAY_MS, window, window.session_page)
    QTimer.singleShot(TRAY_MS, program, program.keep_calendar)  # others may have changed something meanwhile
    window.offer_interrupted()
    if wish:
        window.come_forward(wish)
    with os_signals(lambda _: window.closing.close_anyway()):
        return application.exec()


def _put_up_tray(window: MainWindow, program: Program) -> None:
    """The tray icon, where there is a tray, and the reminders, which may need it."""
    from hipstretch.ui.shell import session_tray

    found = session_tray.put_up(window)
    program.remind(window.come_forward, found.message if found else None)


def _give_way(instance: SingleInstance, reply: Reply) -> int:
    """What a second start says: that the first program came to the front, or who has the data; the exit code."""
    if reply is Reply.TAKEN:
        print(tr("Hipstretch is open already: its window comes to the front."))
        return 0
    return _refuse(_in_use(instance))


def refuse(text: str) -> int:
    """Say in a window why there is none; the exit code."""
    introduce(QApplication(sys.argv[:1]))
    return _refuse(text)


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "Hipstretch", text)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    return 1


def _in_use(instance: SingleInstance) -> str:
    if something_else := instance.in_the_way():
        return something_else
    pid, computer = instance.holder()
    return tr(
        "Another Hipstretch uses this data (process {process} on {computer}). Two at once could spoil the "
        "history, so this one ends; nothing was changed. Close the other one, or keep other data with --data-dir."
    ).format(process=str(pid), computer=computer)


def run_terminal(paths: Paths, routine_id: str, in_language: str = "") -> int:
    """Guide a session of a routine, which there is, in the terminal; the exit code."""
    import signal

    from hipstretch.cli.terminal import Terminal, keys
    from hipstretch.qt import launch
    from hipstretch.qt.os_signals import os_signals
    from hipstretch.qt.wish import Leave

    application = QCoreApplication(sys.argv[:1])
    introduce(application)
    instance = SingleInstance(paths.local)
    if not instance.claim() and instance.hand_over(Leave()) is not Reply.MINE:
        print(_in_use(instance), file=sys.stderr)
        return 1
    program = Program(paths, in_language=in_language)
    log_to(paths.log, program.sessions)
    controller = program.sessions.begin(program.stores.catalogue.current.routines[routine_id])
    terminal = Terminal(controller, program.stores.notices, sys.stdout)
    controller.finished.connect(lambda _: QTimer.singleShot(_last_sound_ms(program), application.quit))
    terminal.welcome()
    if problem := program.player.problem:
        print(problem)

    def on_signal(number: int) -> None:
        """Ctrl+C ends the session and keeps what was done; any other signal leaves it for the next start."""
        if number == signal.SIGINT:
            controller.stop(keep=True)
        else:
            application.quit()

    with keys(terminal.press), os_signals(on_signal):
        QTimer.singleShot(0, controller.start)
        QTimer.singleShot(SETTLED_MS, program.stores.tidy)
        QTimer.singleShot(SETTLED_MS, program.follow_folder)
        code = application.exec()
    program.close()
    instance.release()
    if instance.took_over:
        launch.start(paths, "--background", in_language=in_language)
    return code


def self_test(catalogue: Catalogue) -> int:
    """Build every page with the bundled assets and play a silent cue; 0, or 1 and what is wrong on stderr."""
    import tempfile

    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from hipstretch.core.timeline import Cue
    from hipstretch.data.catalogue import load_checks
    from hipstretch.data.paths import resolve
    from hipstretch.data.pictures import picture_in
    from hipstretch.ui.shell.main_window import PAGES, MainWindow
    from hipstretch.ui.style import theme

    from .cli import self_test as parts
    from .qt import sound_words, wording
    from .qt.problem_words import words

    application = QApplication(sys.argv[:1])
    introduce(application)
    wrong = [words(problem) for problem in catalogue.problems]
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(resolve(Path(folder)), catalogue, in_language=translation.language())
        theme.apply(application, program.stores.settings.current)
        window = MainWindow(program.stores, program.sessions, lambda: program.player, lambda: program.voice)
        window.fill()
        for page in PAGES:
            window.open_page(page)
            application.processEvents()
        checks, problems = load_checks(assets_dir(), translation.language())
        wrong += map(words, problems)
        folders = [*catalogue.folders.values(), *(assets_dir() / "checks" / check for check in checks)]
        wrong += [
            tr("{folder}: the picture {file} is missing ({person})").format(
                folder=folder.name, file=f"{picture}.webp", person=person
            )
            for person in [one.id for one in catalogue.people] or [""]
            for folder in folders
            for picture in ("start", "hold", "motion")
            if picture_in(folder, picture, person) is None
        ]
        player, ready = program.player, QEventLoop()
        player.set_volume(0)
        QTimer.singleShot(0, lambda: player.when_ready(ready.quit))
        ready.exec()
        player.play(Cue.GET_READY)
        application.processEvents()
        state = player.problem or tr("Ready.")
        sound = wording.titled(sound_words.PLAYERS[player.kind], state) if player.kind else state
        wrong += parts.problems(Path(folder))
        window.close()  # which may have something to save
        program.close()
    print(
        tr(
            "Hipstretch {version}: pages {pages}, exercises {exercises}, routines {routines}, seconds {seconds}. "
            "Sound: {sound}"
        ).format(
            version=__version__,
            pages=len(PAGES),
            exercises=len(catalogue.exercises),
            routines=len(catalogue.routines),
            seconds=wording.number(round(time.monotonic() - started, 1)),
            sound=sound,
        )
    )
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def introduce(application: QCoreApplication) -> None:
    """Say what program this is."""
    application.setApplicationName("hipstretch")
    application.setApplicationVersion(__version__)
    if application.inherits("QGuiApplication"):
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.setApplicationDisplayName("Hipstretch")
        QGuiApplication.setDesktopFileName("hipstretch")


def _last_sound_ms(program: Program) -> int:
    """How long the last cue may ring out before the process ends."""
    return 2000 if program.stores.settings.current.sound else 0


class LogFile(logging.Handler):
    """Opens the log when there is something to write: on most days there is not."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    @cached_property
    def _file(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        from .data import atomic

        try:
            atomic.make_folder(self._path.parent)
            os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))  # the person's alone
            file: logging.Handler = RotatingFileHandler(
                self._path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8", delay=True
            )
        except OSError:
            file = logging.StreamHandler()
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return file

    def emit(self, record: logging.LogRecord) -> None:
        """Write a message."""
        self._file.handle(record)

    def close(self) -> None:
        """Let go of the file."""
        if "_file" in vars(self):
            self._file.close()
        super().close()


class Errors(QObject):
    """Tells of uncaught errors: the report, and where the log is. It knows nothing of the person's data."""

    raised = Signal(str, object)


def log_to(path: Path, sessions: Sessions) -> Errors:
    """Send Python's and Qt's messages and uncaught errors to the log; an error pauses the session."""
    errors = Errors()
    log.setLevel(logging.INFO)
    log.addHandler(LogFile(path))
    levels = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO}
    qInstallMessageHandler(
        lambda kind, context, text: log.log(
            levels.get(kind, logging.WARNING), "%s: %s", context.category, text
        )
    )

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("uncaught error", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        if sessions.current:
            from hipstretch.core.events import PauseReason

            sessions.current.interrupt(PauseReason.ERROR)
        import platform

        about = f"Hipstretch {__version__}, Python {sys.version.split()[0]}, {platform.platform()}\n"
        errors.raised.emit(about + "".join(traceback.format_exception(kind, error, trace)), path)

    sys.excepthook = on_error
    return errors
