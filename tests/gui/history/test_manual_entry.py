"""A session done without the program."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hipstretch.core.outcome import Outcome
from hipstretch.core.record import Feeling, SessionOutcome
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt import names
from hipstretch.qt.stores import Stores
from hipstretch.ui.history.manual_entry import ManualEntryDialog
from tests.fakes import exercise, routine

ROUTINE, EXERCISES = routine(exercise("lunge"))


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    return Stores.open(resolve(tmp_path), Catalogue(EXERCISES, {"test": ROUTINE}, (), {}))


@pytest.fixture
def dialog(qtbot: QtBot, stores: Stores) -> ManualEntryDialog:
    made = ManualEntryDialog(stores)
    qtbot.addWidget(made)
    made.when.setDateTime(QDateTime.fromSecsSinceEpoch(1_700_000_000))
    return made


def test_something_else_is_minutes_and_how_it_felt(dialog: ManualEntryDialog) -> None:
    dialog.minutes.setValue(25)
    dialog.after.show_feeling(Feeling(back=2))
    dialog.note.setPlainText(" pool ")
    record = dialog.record()
    assert record.started_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert record.started_at.tzinfo is not None
    assert (record.ended_at - record.started_at).total_seconds() == record.active_s == 25 * 60
    assert record.exercises == ()
    assert record.feeling_after == Feeling(back=2)
    assert record.note == "pool"
    assert names.routine(dialog._catalogue.current, record.routine) == "Done elsewhere"


def test_a_routine_counts_as_done_as_planned(dialog: ManualEntryDialog) -> None:
    dialog.routine.set_value("test")
    assert dialog.minutes.value() == 2
    record = dialog.record()
    assert record.outcome is SessionOutcome.COMPLETED
    assert record.active_s == 80
    (lunge,) = record.exercises
    assert {s.outcome for s in lunge.sets} == {Outcome.DONE}


def test_nothing_is_entered_for_the_future(dialog: ManualEntryDialog) -> None:
    dialog.when.setDateTime(QDateTime.currentDateTime().addDays(1))
    assert dialog.when.dateTime() <= QDateTime.currentDateTime()


def test_a_note_is_kept_while_it_is_typed_until_it_is_over(
    qtbot: QtBot, dialog: ManualEntryDialog, stores: Stores
) -> None:
    dialog.note.setPlainText("pool")
    dialog._kept_soon.timeout.emit()
    again = ManualEntryDialog(stores)
    qtbot.addWidget(again)
    assert (again.note.note(), again.typed) == ("pool", True)
    again.accept()
    assert stores.drafts().get("session") == {}


def test_each_record_is_another(dialog: ManualEntryDialog) -> None:
    assert dialog.record().id != dialog.record().id


def test_what_the_number_counts_is_said_once(dialog: ManualEntryDialog) -> None:
    dialog.minutes.setValue(25)
    assert dialog.minutes.text() == "25"
    assert dialog.minutes.accessibleName() == "Minutes"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_in_the_note_adds_the_session(
    qtbot: QtBot, dialog: ManualEntryDialog, key: Qt.Key
) -> None:
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    dialog.note.setFocus()
    QTest.keyClicks(dialog.note, "pool")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.note, key, Qt.KeyboardModifier.ControlModifier)
    assert dialog.record().note == "pool"
