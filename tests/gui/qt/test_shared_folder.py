"""What another computer writes to the folder is there at once, and nothing under a person's hands is lost."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.conflicts import Incoming
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.history_line import as_line
from hipstretch.data.paths import Paths, resolve
from hipstretch.data.settings_file import SettingsFile
from hipstretch.qt import shared_folder
from hipstretch.qt.shared_folder import SharedFolder, words
from hipstretch.qt.stores import Stores
from hipstretch.qt.worker import WorkHere
from hipstretch.ui.history.page import HistoryPage
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeClock
from tests.unit.data.test_checks_file import check
from tests.unit.data.test_exchange import ROUTINE
from tests.unit.data.test_history_file import session

CONFLICT = ".sync-conflict-20261120-101010-ABCDEFG"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_folder, "SOON_MS", 0)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = resolve(tmp_path / "data")
    HistoryFile(made.history).append(session(1))
    return made


@pytest.fixture
def stores(qapp: object, paths: Paths) -> Stores:
    made = Stores.open(paths, clock=FakeClock())
    assert made.history.recent == (session(1),)
    assert made.checks.all == ()
    _ = made.catalogue.current
    return made


def ids(stores: Stores) -> list[str]:
    return [one.id for one in stores.history.recent]


def test_what_waits_is_merged_at_the_start_and_said_in_one_line(stores: Stores, paths: Paths) -> None:
    paths.history.with_name(f"history{CONFLICT}.jsonl").write_bytes(as_line(session(2)))
    other = SettingsFile(paths.settings.with_name(f"settings{CONFLICT}.json"))
    other.save(Settings(goal_days=3, minutes=20))
    SharedFolder(stores)
    assert ids(stores) == ["id1", "id2"]
    assert stores.settings.current == Settings(goal_days=3, minutes=20)
    [notice] = stores.notices.shown
    assert notice.level == "info"
    assert "both are merged now. New sessions: 1. Settings: 2. Its file" in notice.text
    assert str(paths.backups) in notice.text


def test_what_was_merged_is_said_in_sentences_without_a_list_in_a_list() -> None:
    incoming = Incoming(settings={"minutes"}, own=["Frog", "Evening"])
    assert words(incoming, "backups") == (
        "Another computer wrote to your data at the same time; both are merged now. Settings: 1. "
        "Own exercises and routines: Frog, Evening. Its file is kept in backups."
    )


def test_a_copy_that_held_nothing_new_is_said_too(stores: Stores, paths: Paths) -> None:
    shutil.copy(paths.history, paths.history.with_name(f"history{CONFLICT}.jsonl"))
    SharedFolder(stores)
    [notice] = stores.notices.shown
    assert "it held nothing new" in notice.text


@pytest.mark.parametrize(
    ("write", "there"),
    [
        (
            lambda paths: HistoryFile(paths.history).append(session(3)),
            lambda stores: ids(stores) == ["id1", "id3"],
        ),
        (lambda paths: ChecksFile(paths.checks).add(check(4)), lambda stores: stores.checks.all == (check(4),)),
        (
            lambda paths: SettingsFile(paths.settings).save(Settings(minutes=33)),
            lambda stores: stores.settings.current.minutes == 33,
        ),
        (
            lambda paths: (paths.routines.mkdir(), (paths.routines / "mine.toml").write_text(
                ROUTINE.replace("my-frog", "frog"), encoding="utf-8")),
            lambda stores: "mine" in stores.catalogue.current.routines,
        ),
        (
            lambda paths: shutil.copytree(assets_dir() / "exercises" / "frog", paths.exercises / "my-frog"),
            lambda stores: "my-frog" in stores.catalogue.current.exercises,
        ),
        (
            lambda paths: paths.history.with_name(f"history{CONFLICT}.jsonl").write_bytes(as_line(session(5))),
            lambda stores: ids(stores) == ["id1", "id5"],
        ),
    ],
    ids=["history", "checks", "settings", "routine", "exercise", "conflict"],
)  # fmt: skip
def test_what_another_program_writes_is_taken_in(
    qtbot: QtBot,
    stores: Stores,
    paths: Paths,
    write: Callable[[Paths], object],
    there: Callable[[Stores], bool],
) -> None:
    folder = SharedFolder(stores)
    write(paths)
    qtbot.waitUntil(lambda: there(stores))
    assert folder is not None


def test_it_looks_when_the_person_comes_back(qtbot: QtBot, stores: Stores, paths: Paths) -> None:
    folder = SharedFolder(stores)
    folder._watcher.removePaths([*folder._watcher.files(), *folder._watcher.directories()])
    HistoryFile(paths.history).append(session(3))
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: ids(stores) == ["id1", "id3"])


def test_what_is_written_here_is_no_news(stores: Stores) -> None:
    told: list[str] = []
    stores.history.changed.connect(lambda: told.append("history"))
    stores.checks.changed.connect(lambda: told.append("checks"))
    stores.settings.changed.connect(lambda _: told.append("settings"))
    stores.catalogue.changed.connect(lambda: told.append("catalogue"))
    stores.history.add(session(2))
    stores.checks.add(check(1))
    stores.settings.change(minutes=12)
    before, told[:] = list(told), []
    SharedFolder(stores)
    assert before == ["history", "checks", "settings"]
    assert told == []


def test_what_a_program_put_an_older_file_over_is_written_once_more(stores: Stores, paths: Paths) -> None:
    older = paths.history.read_bytes()
    stores.history.add(session(2))
    stores.history.delete("id1")
    fresh = paths.history.with_name("fresh")
    fresh.write_bytes(older + as_line(session(7)))
    fresh.replace(paths.history)
    stores.look()
    assert ids(stores) == ["id2", "id7"]
    assert [r.id for r in HistoryFile(paths.history).load()[0]] == ["id2", "id7"]


def test_a_setting_that_came_can_be_put_back(stores: Stores, paths: Paths) -> None:
    """To what it was here before."""
    stores.settings.change(minutes=12)
    for minutes in (20, 25):
        theirs = SettingsFile(paths.settings)
        theirs.save(replace(theirs.load()[0], minutes=minutes))
        stores.look()
        assert stores.settings.current.minutes == minutes
    stores.settings.change(minutes=12)
    assert SettingsFile(paths.settings).load()[0].minutes == 12


def test_settings_that_can_not_be_read_now_leave_those_that_count(stores: Stores, paths: Paths) -> None:
    stores.settings.change(minutes=12)
    paths.settings.write_text("half", encoding="utf-8")
    stores.look()
    assert stores.settings.current.minutes == 12
    assert stores.notices.shown == ()


def test_a_history_that_is_gone_for_a_moment_is_not_begun_anew(stores: Stores, paths: Paths) -> None:
    stores.history.add(session(2))
    paths.history.rename(paths.history.with_name("elsewhere"))
    stores.look()
    assert ids(stores) == ["id1", "id2"]
    assert not paths.history.exists()


def test_a_note_that_is_typed_stays(qtbot: QtBot, stores: Stores, paths: Paths) -> None:
    page = HistoryPage(stores, PictureCache())
    qtbot.addWidget(page)
    page.show()
    page.detail._note.setPlainText("being typed")
    HistoryFile(paths.history).append(session(3))
    stores.look()
    assert page.detail._note.toPlainText() == "being typed"
    assert ids(stores) == ["id1", "id3"]


class Slow(WorkHere):
    """Does a job when it is told to."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], object]] = []

    def submit(self, job, then=lambda _: None, failed=None, *, replaces=""):  # type: ignore[no-untyped-def]
        result = job()
        self.jobs.append(lambda: then(result))


def test_a_routine_that_is_saved_meanwhile_stays(stores: Stores, paths: Paths) -> None:
    slow = Slow()
    paths.routines.mkdir()
    (paths.routines / "theirs.toml").write_text(ROUTINE.replace("my-frog", "frog"), encoding="utf-8")
    stores.catalogue.look(slow)
    some = next(iter(stores.catalogue.current.routines.values()))
    stores.catalogue.save_routine(replace(some, id="mine", name="Mine"))
    while slow.jobs:
        slow.jobs.pop(0)()
    assert {"mine", "theirs"} <= set(stores.catalogue.current.routines)
