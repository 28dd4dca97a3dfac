"""The owner of the sessions: whatever interrupts a session, what was done of it is kept once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import Dosage, Sides
from hipstretch.core.outcome import Outcome
from hipstretch.core.settings import DosageOverride, Settings
from hipstretch.core.snapshot import Snapshot
from hipstretch.core.transitions import Command
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.journal import Journal
from hipstretch.data.paths import resolve
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.sessions import STALE_AFTER_S, Choice, Sessions
from hipstretch.qt.stores import Stores
from hipstretch.qt.worker import Worker
from tests.fakes import FakeClock, FakePlayer, exercise, routine

PLAN, KNOWN = routine(
    exercise("lunge", sides=Sides.BOTH, dosage=Dosage(hold_s=20, reps=3, rest_s=5)),
    exercise("cobra", sides=Sides.BOTH, dosage=Dosage(hold_s=20)),
)
SETTINGS = Settings(position_change_s=5, prepare_s=5)


class Start:
    """One start of the program on a folder."""

    def __init__(self, folder: Path, clock: FakeClock, disk: Worker | None = None) -> None:
        self.clock = clock
        self.stores = Stores.open(
            resolve(folder), Catalogue(KNOWN, {"test": PLAN}, (), {}), clock=clock, disk=disk
        )
        self.stores.settings.current = SETTINGS
        self.sessions = Sessions(self.stores, FakePlayer, lambda: None)

    def begin(self, seconds: float) -> SessionController:
        """Begin a session and let time pass."""
        controller = self.sessions.begin(PLAN)
        controller.start()
        self.run(controller, seconds)
        return controller

    def run(self, controller: SessionController, seconds: float) -> None:
        for _ in range(round(seconds * 2)):
            self.clock.advance(0.5)
            controller.tick()

    def kept(self) -> list[float]:
        """Seconds of work of each session on disk."""
        records, problems = HistoryFile(self.stores.paths.history).load()
        assert problems == ()
        assert len({r.id for r in records}) == len(records)
        return [r.active_s for r in records]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Callable[[], Start]:
    """Each call is another start of the program, the one before having been killed."""
    clock = FakeClock()
    return lambda: Start(tmp_path, clock)


def test_a_session_that_ends_is_in_the_history_and_nowhere_else(start: Callable[[], Start]) -> None:
    first = start()
    first.begin(101)
    assert first.sessions.current is None
    assert first.kept() == [80]
    again = start()
    assert again.sessions.interrupted == ()
    assert [r.active_s for r in again.stores.history.recent] == [80]


def test_the_easier_form_counts_of_what_was_too_much_last_time_and_of_what_conditions_adapt(
    start: Callable[[], Start],
) -> None:
    one = start()
    assert one.begin(30).easier == frozenset()
    assert one.sessions.current
    one.sessions.current.ease_off()
    one.sessions.current.stop(keep=True)
    controller = one.begin(3)
    assert controller.easier == {"lunge"}
    known = {**KNOWN, "cobra": replace(KNOWN["cobra"], adapt=(Condition.KNEE_PAIN,))}
    one.stores.catalogue.current = Catalogue(known, {"test": PLAN}, (), {})
    controller = one.begin(3)
    one.stores.settings.change(conditions=(Condition.KNEE_PAIN,))
    assert controller.easier == {"lunge", "cobra"}


def test_what_conditions_leave_out_is_no_part_of_a_session_unless_it_is_to_be_whole(
    start: Callable[[], Start],
) -> None:
    one = start()
    known = {**KNOWN, "cobra": replace(KNOWN["cobra"], leave_out=(Condition.PREGNANCY,))}
    one.stores.catalogue.current = Catalogue(known, {"test": PLAN}, (), {})
    one.stores.settings.current = replace(SETTINGS, conditions=(Condition.PREGNANCY,))
    controller = one.begin(3)
    assert [e.exercise for e in controller.routine.entries] == ["lunge"]
    assert controller.left_out == {"cobra": (Condition.PREGNANCY,)}
    controller.stop(keep=False)
    whole = one.sessions.begin(PLAN, whole=True)
    assert (whole.routine, whole.left_out) == (PLAN, {})


def test_a_crash_and_then_another_session_loses_nothing(start: Callable[[], Start]) -> None:
    start().begin(56)  # two holds, and a second of the third that is not on disk yet
    second = start()
    second.begin(31)
    assert second.kept() == [40]
    (notice,) = second.stores.notices.shown
    assert (notice.level, "“Test” was interrupted" in notice.text, "40 s" in notice.text) == (
        "info",
        True,
        True,
    )
    third = start()
    (waiting,) = third.sessions.interrupted
    assert waiting.record().active_s == 20
    third.begin(11)
    assert third.kept() == [40, 20]


def test_a_crash_before_anything_was_held_leaves_nothing_behind(start: Callable[[], Start]) -> None:
    start().begin(3)
    second = start()
    second.begin(31)
    assert (second.kept(), second.stores.notices.shown) == ([], ())


def test_a_session_that_runs_is_kept_when_another_one_begins(start: Callable[[], Start]) -> None:
    one = start()
    first = one.begin(31)
    second = one.begin(11)
    assert (first.is_over, second.is_over) == (True, False)
    assert one.sessions.current is second
    assert one.kept() == [21]
    assert "“Test” was interrupted" in one.stores.notices.shown[0].text


@pytest.mark.parametrize("paused", [True, False])
def test_a_discarded_session_is_gone_for_good(start: Callable[[], Start], paused: bool) -> None:
    """Nothing that happens afterwards writes it again: neither changed settings nor the end of the program."""
    one = start()
    controller = one.begin(31)
    if paused:
        controller.pause()
    controller.stop(keep=False)
    one.stores.settings.save(SETTINGS.with_override("lunge", DosageOverride(hold_s=40)))
    one.sessions.close()
    again = start()
    assert again.sessions.interrupted == ()
    assert again.kept() == []


@pytest.mark.parametrize("command", [None, Command.PAUSE, Command.BACK, Command.EASE_OFF, Command.EXTEND])
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "killed"])
def test_a_session_goes_on_where_it_was(
    start: Callable[[], Start], command: Command | None, closed: bool
) -> None:
    one = start()
    controller = one.begin(38)
    if command:
        controller.do(command)
    if closed:
        one.sessions.close()
    before = controller.session
    stood = (before.timeline, before.results, before.phase)
    again = start()
    (snapshot,) = again.sessions.interrupted
    assert again.sessions.can_go_on(snapshot)
    taken_up = again.sessions.settle(snapshot.id, Choice.CONTINUE)
    assert taken_up
    session = taken_up.session
    assert (session.timeline, session.results, session.phase) == stood
    if command or closed:
        assert session.elapsed_s(again.clock.now()) == before.elapsed_s(again.clock.now())
    assert taken_up.id == controller.id
    taken_up.start()
    again.run(taken_up, 200)
    assert len(again.kept()) == 1
    assert again.kept()[0] <= 90
    assert start().sessions.interrupted == ()


def test_redoing_the_hold_begins_it_anew_and_loses_nothing(start: Callable[[], Start]) -> None:
    start().begin(38).pause()
    again = start()
    (snapshot,) = again.sessions.interrupted
    taken_up = again.sessions.settle(snapshot.id, Choice.REDO)
    assert taken_up
    assert taken_up.session.remaining_s(again.clock.now()) == 20
    taken_up.stop(keep=True)
    assert again.kept() == [28]


@pytest.mark.parametrize(("choice", "kept"), [(Choice.KEEP, [28]), (Choice.DISCARD, [])])
def test_what_is_decided_is_decided_once(
    start: Callable[[], Start], choice: Choice, kept: list[float]
) -> None:
    start().begin(38).pause()
    again = start()
    (snapshot,) = again.sessions.interrupted
    assert again.sessions.settle(snapshot.id, choice) is None
    assert again.sessions.settle(snapshot.id, Choice.KEEP) is None
    assert again.sessions.interrupted == ()
    assert again.kept() == kept
    assert start().sessions.interrupted == ()


def test_what_can_not_go_on_can_be_kept(start: Callable[[], Start]) -> None:
    start().begin(38).pause()
    late = start()
    (snapshot,) = late.sessions.interrupted
    assert late.sessions.can_go_on(snapshot)
    late.clock.advance(STALE_AFTER_S)
    assert not late.sessions.can_go_on(snapshot)
    late.clock.advance(-STALE_AFTER_S)
    late.stores.catalogue.current = replace(
        late.stores.catalogue.current, exercises={"lunge": KNOWN["lunge"]}
    )
    assert not late.sessions.can_go_on(snapshot)
    late.sessions.settle(snapshot.id, Choice.KEEP)
    assert late.kept() == [28]


def journal_of(one: Start) -> Journal:
    return Journal(one.stores.paths.sessions, one.stores.paths.old_journal)


def test_a_kill_between_the_last_second_and_the_record_is_settled_without_asking(
    start: Callable[[], Start],
) -> None:
    one = start()
    controller = one.begin(38)
    controller.stop(keep=True)
    assert one.kept() == [28]
    one.stores.paths.history.unlink()
    journal_of(one).write(controller.snapshot())
    again = start()
    assert again.sessions.interrupted == ()
    assert again.kept() == [28]
    assert journal_of(again).is_empty()


def test_a_session_that_the_disk_refused_stays_in_the_journal_until_it_is_taken(
    start: Callable[[], Start], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The second place, where it waits too, may be gone after the computer was started anew."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    append = HistoryFile.append

    def refuse(self: HistoryFile, *_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(HistoryFile, "append", refuse)
    one = start()
    one.begin(38).stop(keep=True)
    again = start()
    assert again.sessions.interrupted == ()
    assert [r.active_s for r in again.stores.history.recent] == [28]
    assert not journal_of(again).is_empty()
    again.stores.paths.waiting.unlink()
    monkeypatch.setattr(HistoryFile, "append", append)
    last = start()
    assert last.sessions.interrupted == ()
    assert last.kept() == [28]
    assert journal_of(last).is_empty()


def test_a_kill_between_the_record_and_the_end_of_its_file_counts_it_once(start: Callable[[], Start]) -> None:
    one = start()
    controller = one.begin(38)
    controller.stop(keep=True)
    journal_of(one).write(replace(controller.snapshot(), finished=False))
    again = start()
    assert again.sessions.interrupted == ()
    assert again.kept() == [28]
    assert journal_of(again).is_empty()


def test_a_clock_that_is_set_back_gives_no_record_that_ends_before_it_begins(
    start: Callable[[], Start],
) -> None:
    one = start()
    controller = one.begin(31)
    one.clock.wall_offset -= timedelta(days=1)
    one.run(controller, 7)
    one.sessions.close()
    again = start()
    (snapshot,) = again.sessions.interrupted
    taken_up = again.sessions.settle(snapshot.id, Choice.CONTINUE)
    assert taken_up
    taken_up.start()
    again.run(taken_up, 12)
    taken_up.stop(keep=True)
    ((record,), _) = HistoryFile(again.stores.paths.history).load()
    assert record.ended_at - record.started_at == timedelta(seconds=38 + 12)


def test_a_journal_that_can_not_be_written_is_told_until_it_can(start: Callable[[], Start]) -> None:
    one = start()
    one.stores.paths.sessions.write_text("a file where a folder should be", encoding="utf-8")
    controller = one.begin(31)
    (notice,) = one.stores.notices.shown
    assert str(one.stores.paths.sessions) in notice.text
    assert "The session goes on" in notice.text
    one.stores.paths.sessions.unlink()
    one.run(controller, 25)
    assert one.stores.notices.shown == ()
    one.sessions.close()
    assert len(start().sessions.interrupted) == 1


def test_on_a_slow_disk_only_the_latest_state_is_written_and_the_record_comes_before_the_removal(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    calls: list[str] = []
    go, begun = threading.Event(), threading.Event()
    write, remove, append = Journal.write, Journal.remove, HistoryFile.append

    def slow_write(self: Journal, snapshot: Snapshot) -> None:
        begun.set()
        assert go.wait(10)
        calls.append(f"write {len(snapshot.point.results)}")
        write(self, snapshot)

    def noted_remove(self: Journal, session_id: str) -> None:
        calls.append("remove")
        remove(self, session_id)

    def noted_append(self: HistoryFile, *records: object) -> None:
        calls.append("append")
        append(self, *records)  # type: ignore[arg-type]

    monkeypatch.setattr(Journal, "write", slow_write)
    monkeypatch.setattr(Journal, "remove", noted_remove)
    monkeypatch.setattr(HistoryFile, "append", noted_append)
    one = Start(tmp_path, FakeClock(), Worker("disk"))
    controller = one.begin(0)
    assert begun.wait(10)
    one.run(controller, 101)
    assert controller.is_over
    assert calls == []
    go.set()
    one.stores.close()
    assert calls == ["write 0", "write 8", "append", "remove"]
    assert one.kept() == [80]


@pytest.mark.parametrize("keep", [True, False])
def test_a_session_that_was_stopped_goes_on_and_is_kept_once(start: Callable[[], Start], keep: bool) -> None:
    one = start()
    stopped = one.begin(15)
    stopped.stop(keep=keep)
    again = one.sessions.reopen()
    assert again
    assert (again.id, again.session.phase) == (stopped.id, stopped.session.phase)
    killed = start()
    assert [s.id for s in killed.sessions.interrupted] == [stopped.id]
    assert killed.stores.history.recent == ()
    again.start()
    one.run(again, 100)
    assert one.kept() == [80]
    assert one.sessions.reopen() is None
    assert start().sessions.interrupted == ()


def test_there_is_nothing_to_go_on_with_before_a_session_or_in_one(start: Callable[[], Start]) -> None:
    one = start()
    assert one.sessions.reopen() is None
    one.begin(15).stop(keep=True)
    one.begin(15)
    assert one.sessions.reopen() is None


def test_too_much_in_the_last_exercise_is_taken_back_by_going_back(start: Callable[[], Start]) -> None:
    one = start()
    session = one.begin(90)
    session.ease_off()
    assert one.sessions.current is None
    again = one.sessions.reopen()
    assert again
    assert Outcome.EASED not in {r.outcome for r in again.session.results.values()}
