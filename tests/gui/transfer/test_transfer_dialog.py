"""Export and import from the window, with the choice of a file made for it."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from garmin_fit_sdk import Decoder, Stream
from PySide6.QtCore import QDir, QEvent, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.record import ExerciseRecord
from hipstretch.core.settings import Settings
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.own_import import ConflictChoice
from hipstretch.data.paths import resolve
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.style import theme
from hipstretch.ui.transfer import transfer_dialog
from hipstretch.ui.transfer.export_dialog import ExportDialog
from hipstretch.ui.transfer.transfer_dialog import Transfer, with_ending
from hipstretch.ui.widgets.dialogs import documents
from hipstretch.ui.widgets.inputs import ChoiceField
from tests.fakes import FakeClock, LaterWork
from tests.gui.asking import nothing_is_open, the_open
from tests.unit.data.test_history_file import session

KNOWN = catalogue.load([assets_dir()])


REPLACED_ONE = "replaced exercises and routines: 1"
MINE_IS_THERE = "“Mine” is there already, just the same."


class Person:
    """Someone with a stores, who chooses `file` whenever they are asked for one."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        self.paths = resolve(folder)
        self.stores = Stores.open(self.paths, KNOWN, clock=FakeClock())
        self.file: Path | None = None
        self.transfer = Transfer(self.stores, window)

    def export(self) -> None:
        assert self.file
        self.transfer.write(self.file)

    def import_(self) -> None:
        assert self.file
        self.transfer.open(self.file)

    def undo(self) -> None:
        self.stores.notices.undo(self.stores.notices.shown[-1])

    def said(self) -> list[tuple[str, str]]:
        return [(notice.level, notice.text) for notice in self.stores.notices.shown]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1024, 600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def one(tmp_path: Path, window: QWidget) -> Person:
    """Someone with three sessions."""
    made = Person(tmp_path / "one", window)
    HistoryFile(made.paths.history).append(*map(session, (1, 2, 3)))
    return made


@pytest.fixture
def other(tmp_path: Path, window: QWidget) -> Person:
    """Someone with the second of them."""
    made = Person(tmp_path / "other", window)
    HistoryFile(made.paths.history).append(session(2))
    return made


def test_what_one_exports_the_other_sees_before_it_is_added(
    one: Person, other: Person, tmp_path: Path
) -> None:
    one.file = other.file = tmp_path / "all.zip"
    one.export()
    assert one.said() == [("success", f"Exported to {one.file}.")]

    other.import_()
    preview = other.transfer.preview
    assert preview
    words = [w.text() for w in preview.findChildren(QLabel)]
    first, last = (wording.short_day(date(2026, 5, day)) for day in (5, 7))
    assert words[:4] == ["Import", "all.zip", "It would add:", f"sessions: 2, from {first} to {last}"]
    assert "Sessions in it that are there already: 1" in words
    assert [s.id for s in other.stores.history.sessions] == ["id2"]
    preview.add.click()
    assert [s.id for s in other.stores.history.sessions] == ["id1", "id2", "id3"]
    assert other.said() == [("success", "all.zip was imported: new sessions: 2.")]
    other.undo()
    assert [s.id for s in other.stores.history.sessions] == ["id2"]
    assert other.said() == []
    other.import_()
    assert other.transfer.preview
    other.transfer.preview.add.click()
    assert [s.id for s in other.stores.history.sessions] == ["id1", "id2", "id3"], "it can be imported again"


def test_a_routine_that_is_imported_can_be_used_at_once(one: Person, other: Person, tmp_path: Path) -> None:
    mine = replace(KNOWN.routines["six-minutes"], id="my-evening", name="Evening")
    assert one.stores.catalogue.save_routine(mine)
    one.file = other.file = tmp_path / "mine.hipstretch"
    one.export()
    other.import_()
    assert other.transfer.preview
    other.transfer.preview.add.click()
    assert other.stores.catalogue.current.routines["my-evening"] == mine
    assert other.stores.catalogue.is_own_routine("my-evening")


def test_a_preview_that_is_left_adds_nothing(one: Person, other: Person, tmp_path: Path) -> None:
    one.file = other.file = tmp_path / "all.json"
    one.export()
    other.import_()
    assert other.transfer.preview
    other.transfer.preview.cancel.click()
    QApplication.processEvents()
    assert [s.id for s in other.stores.history.sessions] == ["id2"]


def test_enter_adds_what_there_is_to_add_and_else_leaves(one: Person, other: Person, tmp_path: Path) -> None:
    one.file = other.file = tmp_path / "all.json"
    one.export()
    for person, after in ((one, 3), (other, 3)):
        person.import_()
        preview = person.transfer.preview
        assert preview
        QTest.keyClick(preview.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()
        assert not preview.isVisible()
        assert len(person.stores.history.sessions) == after


def said_by(dialog: QWidget) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel) if one.text() and one.isVisibleTo(dialog)]


@pytest.mark.parametrize("ending", [".json", ".hipstretch"])
def test_where_all_is_there_already_that_is_said_and_there_is_one_button(
    one: Person, tmp_path: Path, ending: str
) -> None:
    assert one.stores.catalogue.save_routine(replace(KNOWN.routines["six-minutes"], id="mine", name="Mine"))
    one.file = tmp_path / f"all{ending}"
    one.export()
    one.import_()
    preview = one.transfer.preview
    assert preview
    there = {".json": "Sessions in it that are there already: 3", ".hipstretch": MINE_IS_THERE}[ending]
    assert said_by(preview) == ["Import", f"all{ending}", "It holds nothing that you do not have.", there]
    (button,) = (one for one in preview.findChildren(QPushButton) if one.isVisibleTo(preview))
    assert (button.text(), button.isDefault()) == ("Close", True)
    button.click()
    assert nothing_is_open()


def test_where_something_is_left_out_it_is_not_said_that_all_is_there(one: Person, tmp_path: Path) -> None:
    one.file = tmp_path / "bad.json"
    one.file.write_text('{"v": 1, "sessions": [{"id": "x"}]}')
    one.import_()
    assert one.transfer.preview
    assert "It would add nothing." in said_by(one.transfer.preview)


def test_a_file_that_is_none_of_ours_is_refused_in_words(other: Person, tmp_path: Path) -> None:
    other.file = tmp_path / "bad.hipstretch"
    other.file.write_bytes(b"PK")
    other.import_()
    ((level, text),) = other.said()
    assert level == "error"
    assert text.startswith("bad.hipstretch is not imported: it is damaged or no zip file")
    assert text.endswith("Nothing was changed.")
    assert other.transfer.preview is None


def test_a_place_that_can_not_be_written_is_named(one: Person, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    one.file = tmp_path / "file" / "all.zip"
    one.export()
    ((level, text),) = one.said()
    assert level == "error"
    assert f"Nothing was exported to {one.file}" in text


def test_nobody_is_asked_twice(one: Person) -> None:
    one.transfer.export()
    the_open(ExportDialog).reject()
    assert nothing_is_open()
    one.transfer.export()
    the_open(ExportDialog).accept()
    the_open(QFileDialog).reject()
    assert nothing_is_open()
    one.transfer.import_()
    the_open(QFileDialog).reject()
    assert nothing_is_open()
    assert one.said() == []


def test_the_file_is_chosen_in_a_dialog_over_the_window(one: Person, tmp_path: Path, window: QWidget) -> None:
    one.transfer.export()
    asked = the_open(ExportDialog)
    assert asked.parentWidget() is window
    assert asked.ending == ".zip"
    assert not [one.text() for one in asked.findChildren(QLabel) if "*" in one.text()], (
        "endings are for the next"
    )
    asked.kinds.buttons()[2].click()
    asked.go_on.click()
    dialog = the_open(QFileDialog)
    assert dialog.parentWidget() is window
    assert Path(dialog.selectedFiles()[0]).name == "hipstretch-2026-05-04.json"
    assert dialog.nameFilters() == ["All sessions, for other programs (*.json)"]
    assert dialog.directory() == QDir(str(documents()))
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("mine")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert nothing_is_open()
    assert one.said() == [("success", f"Exported to {tmp_path / 'mine.json'}.")]
    one.transfer.import_()
    dialog = the_open(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("mine.json")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert one.transfer.preview
    assert one.transfer.preview.isVisible()


@pytest.mark.parametrize(
    ("typed", "wanted", "taken"),
    [
        ("a.zip", ".zip", "a.zip"),
        ("a.json", ".zip", "a.json"),
        ("version 2.0", ".zip", "version 2.0.zip"),
        ("there", ".zip", "there 2.zip"),
        ("a", ".fit.zip", "a.fit.zip"),
        ("a.fit.zip", ".zip", "a.fit.zip"),
    ],
)
def test_the_ending_follows_what_was_chosen(tmp_path: Path, typed: str, wanted: str, taken: str) -> None:
    (tmp_path / "there.zip").touch()
    assert with_ending(tmp_path / typed, wanted) == tmp_path / taken


def test_where_there_are_no_documents_files_are_looked_for_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("", str(tmp_path / "gone")):
        monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _, place=place: place)
        assert documents() == Path.home()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    assert documents() == tmp_path


@pytest.mark.parametrize("along", [True, False])
def test_settings_go_along_and_are_taken_only_if_that_is_wanted(
    one: Person, other: Person, tmp_path: Path, along: bool
) -> None:
    one.stores.settings.change(switch_s=30, goal_days=3, welcomed=True, calendar_file="/here.ics")
    other.stores.settings.change(switch_s=20, calendar_file="/there.ics", volume=90)
    one.transfer.export()
    asked = the_open(ExportDialog)
    if not along:
        asked._settings.click()
    asked.accept()
    dialog = the_open(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("all.zip")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    other.file = tmp_path / "all.zip"
    other.import_()
    preview = other.transfer.preview
    assert preview
    assert preview._settings.isVisible() is along
    assert not preview.settings, "yours stay if nothing is said"
    if not along:
        preview.add.click()
        assert other.stores.settings.current.switch_s == 20
        return
    preview._settings.click()
    assert "Nothing of yours" not in "\n".join(w.text() for w in preview.findChildren(QLabel))
    preview.add.click()
    now = other.stores.settings.current
    assert (now.switch_s, now.goal_days, now.calendar_file, now.welcomed) == (30, 3, "/there.ics", False)
    assert now.volume == 90, "it is this computer's"
    assert other.said() == [("success", "all.zip was imported: new sessions: 2, settings.")]
    other.stores.settings.change(minutes=20)
    other.undo()
    now = other.stores.settings.current
    assert (now.switch_s, now.goal_days, now.minutes) == (20, 0, 20), "what was changed meanwhile stays"


def test_no_words_of_a_preview_are_cut_in_a_small_window_with_large_text(
    one: Person, other: Person, tmp_path: Path, window: QWidget
) -> None:
    window.resize(720, 480)
    mine = replace(KNOWN.routines["six-minutes"], id="my-evening", name="Evening")
    assert other.stores.catalogue.save_routine(mine)
    assert one.stores.catalogue.save_routine(replace(mine, entries=mine.entries[:2]))
    one.stores.settings.change(switch_s=30)
    one.file = other.file = tmp_path / "all.zip"
    one.export()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, Settings(text_size=200))
    other.import_()
    preview = other.transfer.preview
    assert preview
    QApplication.processEvents()
    area = preview.findChild(QScrollArea)
    assert area
    content = area.widget()
    assert content
    assert preview._settings.isVisible()
    assert content.minimumSizeHint().width() <= area.viewport().width()
    assert preview.width() <= preview.screen().availableGeometry().width()
    preview.reject()
    theme.apply(app, Settings())


def test_settings_alone_can_be_taken(one: Person, other: Person, tmp_path: Path) -> None:
    other.stores.settings.change(switch_s=20)
    other.file = other.paths.history.parent.parent / "all.zip"
    other.transfer.write(other.file)
    other.stores.settings.change(switch_s=10)
    other.import_()
    preview = other.transfer.preview
    assert preview
    assert not preview.add.isEnabled()
    assert "It would add nothing." in said_by(preview)
    assert "Cancel" in [one.text() for one in preview.findChildren(QPushButton)]
    preview._settings.click()
    assert said_by(preview)[2:4] == ["It would add:", "settings"]
    preview.add.click()
    assert other.stores.settings.current.switch_s == 20


def test_own_things_that_came_in_go_again_and_what_was_replaced_comes_back(
    one: Person, other: Person, tmp_path: Path
) -> None:
    mine = replace(KNOWN.routines["six-minutes"], id="my-evening", name="Evening")
    theirs = replace(mine, entries=mine.entries[:2])
    assert one.stores.catalogue.save_routine(theirs)
    assert one.stores.catalogue.save_routine(replace(theirs, id="my-morning", name="Morning"))
    assert other.stores.catalogue.save_routine(mine)
    one.file = other.file = tmp_path / "mine.hipstretch"
    one.export()
    other.import_()
    preview = other.transfer.preview
    assert preview
    (field,) = preview.findChildren(ChoiceField)
    field.set_value(ConflictChoice.REPLACE)
    preview.add.click()
    said = "mine.hipstretch was imported: new routines: 1, replaced exercises and routines: 1."
    assert other.said() == [("success", said)]
    assert other.stores.catalogue.current.routines["my-evening"].entries == theirs.entries
    other.undo()
    routines = other.stores.catalogue.current.routines
    assert routines["my-evening"].entries == mine.entries
    assert "my-morning" not in routines


def test_an_undo_that_the_disk_refuses_says_so_and_can_be_tried_again(
    one: Person, other: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.file = other.file = tmp_path / "all.zip"
    one.export()
    other.import_()
    assert other.transfer.preview
    other.transfer.preview.add.click()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(HistoryFile, "add", refuse)
        other.undo()
    ((level, text),) = other.said()
    assert level == "error"
    assert text.startswith("The import could not be taken back, or not all of it (")
    assert len(other.stores.history.sessions) == 3
    other.undo()
    assert [s.id for s in other.stores.history.sessions] == ["id2"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (ConflictChoice.BOTH, ["Evening", "Evening (2)"]),
        (ConflictChoice.REPLACE, ["Evening (2)"]),
        (ConflictChoice.SKIP, ["Evening"]),
    ],
)
def test_the_same_id_asks_what_should_become_of_it(
    one: Person, other: Person, tmp_path: Path, choice: ConflictChoice, expected: list[str]
) -> None:
    mine = replace(KNOWN.routines["six-minutes"], id="my-evening", name="Evening")
    assert other.stores.catalogue.save_routine(mine)
    assert one.stores.catalogue.save_routine(replace(mine, entries=mine.entries[:2]))
    one.file = other.file = tmp_path / "mine.hipstretch"
    one.export()
    other.import_()
    preview = other.transfer.preview
    assert preview
    said = "\n".join(w.text() for w in preview.findChildren(QLabel))
    assert "You have another “Evening” already." in said
    (field,) = preview.findChildren(ChoiceField)
    assert field.value == ConflictChoice.BOTH, "the choice that loses nothing comes first"
    assert preview.focusWidget() is field, "what is asked is seen, however small the screen is"
    field.set_value(choice)
    promise = "hidden name" if choice is ConflictChoice.REPLACE else "Nothing of yours is replaced"
    assert promise in "\n".join(w.text() for w in preview.findChildren(QLabel))
    would, did = {
        ConflictChoice.BOTH: (["It would add:", "routines: Evening (2)"], "new routines: 1"),
        ConflictChoice.REPLACE: (["It would add:", REPLACED_ONE], REPLACED_ONE),
        ConflictChoice.SKIP: (["It would add nothing."], ""),
    }[choice]
    assert said_by(preview)[2 : len(would) + 2] == would
    assert preview.add.isEnabled() == bool(did)
    preview.add.click()
    assert other.said() == ([("success", f"mine.hipstretch was imported: {did}.")] if did else [])
    own = [
        r
        for r in other.stores.catalogue.current.routines.values()
        if other.stores.catalogue.is_own_routine(r.id)
    ]
    assert [r.name for r in sorted(own, key=lambda r: r.id)] == (
        ["Evening"] if choice is ConflictChoice.REPLACE else expected
    )
    assert any(len(r.entries) == 2 for r in own) == (choice is not ConflictChoice.SKIP)


def test_a_routine_is_shared_under_its_name(
    one: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = replace(KNOWN.routines["six-minutes"], id="my-evening", name='Even/ing: "one"')
    assert one.stores.catalogue.save_routine(mine)
    proposed = []

    def choose(
        _parent: QWidget, _title: str, start: str, _filters: str, then: Callable[[str, str], object]
    ) -> None:
        proposed.append(Path(start).name)
        then(str(tmp_path / "shared"), "")

    monkeypatch.setattr(transfer_dialog, "name_to_save", choose)
    one.transfer.share(mine)
    assert proposed == ["Even ing one.hipstretch"]
    assert (tmp_path / "shared.hipstretch").is_file()


def fit_files(path: Path) -> list[Any]:
    """What Garmin's SDK reads from a FIT file, or from each in a zip."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            files = [packed.read(name) for name in packed.namelist()]
    else:
        files = [path.read_bytes()]
    return [Decoder(Stream.from_byte_array(bytearray(data))).read()[0] for data in files]


def test_a_session_is_exported_as_fit_under_its_names(
    one: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = []

    def choose(
        _parent: QWidget, _title: str, start: str, filters: str, then: Callable[[str, str], object]
    ) -> None:
        proposed.append((Path(start).name, filters))
        then(str(tmp_path / "mine"), "")

    monkeypatch.setattr(transfer_dialog, "name_to_save", choose)
    record = replace(session(1), exercises=(ExerciseRecord("frog", ()), ExerciseRecord("gone", ())))
    one.transfer.export_session(record)
    filters = "A FIT activity, for training programs (*.fit)"
    assert proposed == [(f"hipstretch-{record.started_at:%Y-%m-%d-%H%M}.fit", filters)]
    assert one.said() == [("success", f"Exported to {tmp_path / 'mine.fit'}.")]
    (found,) = fit_files(tmp_path / "mine.fit")
    assert found["workout_mesgs"][0]["wkt_name"] == "Daily hips"
    assert [step["wkt_step_name"] for step in found["workout_step_mesgs"]] == ["Frog stretch", "gone"]


def test_what_fit_can_not_hold_is_said_beside_what_was_exported(one: Person, tmp_path: Path) -> None:
    day = datetime(1970, 1, 1, 12, tzinfo=UTC)
    HistoryFile(one.paths.history).append(replace(session(4), started_at=day, ended_at=day))
    one.file = tmp_path / "all.fit.zip"
    one.export()
    assert one.said() == [
        ("success", f"Exported to {one.file}."),
        ("warning", "1 session is left out: its year must be from 1999 to 2124."),
    ]
    assert [found["workout_mesgs"][0]["wkt_name"] for found in fit_files(one.file)] == ["Daily hips"] * 3


def test_an_export_goes_on_while_the_window_answers_and_says_so(
    qtbot: QtBot, one: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer_dialog, "LATER_MS", 1)
    reader = LaterWork()
    one.transfer._stores = replace(one.stores, reader=reader)
    one.file = tmp_path / "all.zip"
    one.export()
    qtbot.waitUntil(lambda: one.said() == [("info", f"Exporting to {one.file}…")])
    assert not one.file.exists()
    reader.do_all()
    assert one.said() == [("success", f"Exported to {one.file}.")]


def test_an_export_holds_what_is_still_to_be_written(one: Person, tmp_path: Path) -> None:
    disk = LaterWork()
    one.transfer._stores = replace(one.stores, disk=disk)
    disk.submit(lambda: HistoryFile(one.paths.history).append(session(9)))
    one.file = tmp_path / "all.json"
    one.export()
    disk.do_all()
    assert '"id9"' in one.file.read_text(encoding="utf-8")


@pytest.mark.parametrize("way", ["hidden", "another dialog", "gone"])
def test_a_preview_does_not_come_up_over_something_else(
    one: Person, other: Person, tmp_path: Path, window: QWidget, way: str
) -> None:
    one.file = other.file = tmp_path / "all.zip"
    one.export()
    page = QWidget(window)
    page.show()
    other.transfer = Transfer(other.stores, page)
    reader = LaterWork()
    other.transfer._stores = replace(other.stores, reader=reader)
    other.import_()
    if way == "hidden":  # a session began
        page.hide()
    elif way == "gone":
        page.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    else:
        one.transfer.export()
    reader.do_all()
    assert other.transfer.preview is None
    text = "all.zip was read, but something else came in between. Open it again to import it."
    assert other.said() == [("info", text)]
    if way == "another dialog":
        the_open(ExportDialog).reject()


def test_what_is_imported_is_written_by_what_writes_the_history(
    one: Person, other: Person, tmp_path: Path
) -> None:
    one.file = other.file = tmp_path / "all.zip"
    one.export()
    disk = LaterWork()
    other.transfer._stores = replace(other.stores, disk=disk)
    disk.submit(lambda: HistoryFile(other.paths.history).append(session(9)))
    other.import_()
    assert other.transfer.preview
    other.transfer.preview.add.click()
    disk.do_all()
    assert [s.id for s in other.stores.history.sessions] == ["id1", "id2", "id3", "id9"]
