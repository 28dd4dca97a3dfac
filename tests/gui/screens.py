"""Every place of the program that a person can come to, for tests that look at all of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.app import Program
from hipstretch.core.schedule import Pause, Period, Schedule
from hipstretch.core.settings import Motion
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.ui.help.welcome_page import WelcomePage
from hipstretch.ui.history.page import HistoryPage
from hipstretch.ui.library.exercise_form import ExerciseForm
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.library.sheet_page import SheetPage
from hipstretch.ui.library.sheet_row import SheetRow
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.session.after_page import AfterPage
from hipstretch.ui.session.page import SessionPage
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from tests.fakes import FakeVoice
from tests.histories import sessions
from tests.unit.data.test_history_file import session


@contextmanager
def opened(
    qtbot: QtBot,
    folder: Path,
    size: tuple[int, int] = (1366, 768),
    text_size: int = 100,
    language: str = "",
) -> Iterator[MainWindow]:
    """The window of someone with a session in the history and a routine of their own."""
    program = Program(resolve(folder), catalogue.load([assets_dir()], language or translation.ENGLISH))
    stores = program.stores
    stores.settings.change(
        welcomed=True, motion=Motion.REDUCED, sound=False, text_size=text_size, language=language
    )
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, stores.settings.current)
    for number in (1, 2):
        stores.history.add(session(number))
    stores.catalogue.save_routine(
        replace(stores.catalogue.current.routines["six-minutes"], id="my-six", times_a_day=2)
    )
    made = MainWindow(stores, program.sessions, lambda: program.player, FakeVoice)
    made.fill()
    made.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen screen is a small one
    made.resize(*size)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    if program.sessions.current:
        program.sessions.current.stop(keep=False)
    program.close()
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def page_of(window: MainWindow, name: str) -> None:
    window.open_page(name)


def settings(window: MainWindow, name: str) -> None:
    page = window.open_page("settings")
    (tab,) = [one for one in page.findChildren(QPushButton) if one.text() == translation.tr(name)]
    tab.click()


def check(window: MainWindow, step: str) -> None:
    page = window.open_page("plan")
    assert isinstance(page, PlanPage)
    page.open_check()
    assert page.check_page
    if step != "before":
        page.check_page.begin()
    while step == "after" and page.check_page.place:
        page.check_page.skip()


def conditions(window: MainWindow) -> None:
    page = window.open_page("plan")
    assert isinstance(page, PlanPage)
    page.open_conditions()


def schedules(window: MainWindow) -> None:
    """One with everything that a schedule may have."""
    page = window.open_page("plan")
    assert isinstance(page, PlanPage)
    page.open_schedules()
    assert page.schedule_page
    times = Period(times=(time(7), time(20)), weeks=5)
    pauses = (Pause(date(2026, 7, 1), date(2026, 7, 14)),)
    page.schedule_page.change(Schedule((times, Period(days=(1, 3, 5))), date(2026, 5, 4), pauses))


def library(window: MainWindow, open_it: Callable[[LibraryPage], None]) -> None:
    page = window.open_page("library")
    assert isinstance(page, LibraryPage)
    open_it(page)


def one_session(window: MainWindow) -> None:
    page = window.open_page("history")
    assert isinstance(page, HistoryPage)
    QTest.keyClick(page.list, Qt.Key.Key_Return)


def how_much(window: MainWindow) -> None:
    window.start("six-minutes")
    page = window.page
    assert isinstance(page, SessionPage)
    page.change_dosage()


def sheet_lines(page: LibraryPage) -> None:
    """A sheet with a line that is none of an exercise, and one that is being corrected.

    No letter of it is the tester's: else what is typed would be taken for English that the program says.
    """
    page.open_sheet()
    (shown,) = page.findChildren(SheetPage)
    name = page.exercises.cards()[0].exercise.text.name
    shown.text.setPlainText(f"01 555 0142\n{name}, 3 x 10, 7")
    shown.read()
    for row in shown.findChildren(SheetRow):
        row.toggle()


def own_photos(page: LibraryPage) -> None:
    """A form with three photos."""
    page.edit_exercise()
    *_, form = page.findChildren(ExerciseForm)  # one that was left may not be deleted yet
    for width in (300, 200, 100):
        photo = QImage(width, 200, QImage.Format.Format_RGB32)
        photo.fill(Qt.GlobalColor.gray)
        form.photos.add_image(photo)


def session_waits(window: MainWindow) -> None:
    window.start("six-minutes")
    window.open_page("help")


def after_a_session(window: MainWindow) -> None:
    """One that was done whole, with what was said of hips and back before it."""
    record = next(sessions(1))
    window._stores.history.add(record)
    window._on_finished(record)
    assert isinstance(window.page, AfterPage)


SECTIONS = ("Hold lengths", "Timing and sides", "Goal", "Reminders", "Sound", "Voice", "Look", "Data")


def first_start(window: MainWindow) -> None:
    window._welcome()
    page = window.page
    assert isinstance(page, WelcomePage)
    page.safety.more.click()
    page.setFocus()


PLACES: dict[str, Callable[[MainWindow], None]] = {
    "first start": first_start,
    **{name: partial(page_of, name=name) for name in ("today", "plan", "library", "history")},
    **{f"settings: {name}": partial(settings, name=name) for name in SECTIONS},
    "help": lambda window: page_of(window, "help"),
    "check before": lambda window: check(window, "before"),
    "check": lambda window: check(window, "asking"),
    "check after": lambda window: check(window, "after"),
    "conditions": conditions,
    "schedules": schedules,
    "exercise": lambda window: library(window, lambda page: page.open_exercise("bridge")),
    "routines": lambda window: library(window, lambda page: page.show_routines(routines=True)),
    "builder": lambda window: library(window, lambda page: page.edit_routine("my-six")),
    "sheet": lambda window: library(window, lambda page: page.open_sheet()),
    "sheet with lines": lambda window: library(window, sheet_lines),
    "empty builder": lambda window: library(window, lambda page: page.new_routine()),
    "own exercise": lambda window: library(window, lambda page: page.edit_exercise()),
    "own photos": lambda window: library(window, own_photos),
    "one session": one_session,
    "session": lambda window: window.start("six-minutes"),
    "how much": how_much,
    "a page while a session waits": session_waits,
    "after a session": after_a_session,
}


def shown(window: MainWindow, place: str) -> list[QWidget]:
    PLACES[place](window)
    QApplication.processEvents()
    return [one for one in window.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
