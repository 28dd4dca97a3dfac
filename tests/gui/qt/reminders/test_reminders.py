"""Reminders against services that show buttons, that show none, that are not there, and that die."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.reminder import NOT_TODAY
from hipstretch.core.schedule import daily
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.reminders import in_the_way
from hipstretch.qt.reminders.reminders import Reminders
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.stores import Stores
from hipstretch.qt.wish import StartRoutine, Wish
from tests.fakes import FakeClock, FakePlayer

if sys.platform != "linux":
    pytest.skip("the bus is for Linux", allow_module_level=True)

from hipstretch.qt.reminders.notification import ACTIVATION
from tests.gui.qt.dbus.buses import Bus, a_bus
from tests.gui.qt.reminders.notifiers import Notifier, Portal

ROUTINE = "six-minutes"
BUTTONS = ["default", "", "start", "Start", "later", "In 15 minutes", "not-today", "Not today"]


class Program:
    """What is reminded of."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.clock = FakeClock()
        self.stores = Stores.open(resolve(folder), catalogue.load([assets_dir()]), clock=self.clock)
        self.stores.settings.change(
            reading_time=False,
            schedules={ROUTINE: daily(1)},
            reminders=True,
            quiet_from=0,
            quiet_until=0,
            day_begins=0,
        )
        self.sessions = Sessions(self.stores, FakePlayer, lambda: None)
        self.wishes: list[Wish] = []
        self.trayed: list[tuple[str, str]] = []
        self.tray = False
        self.press_tray: Callable[[], object] = lambda: None
        self.reminders: Reminders | None = None

    def begin(self) -> Reminders:
        self.reminders = Reminders(self.stores, self.sessions, self.wishes.append, self._message)
        return self.reminders

    def _message(self, title: str, body: str, pressed: Callable[[], object]) -> bool:
        self.press_tray = pressed
        if self.tray:
            self.trayed.append((title, body))
        return self.tray

    @property
    def said(self) -> list[str]:
        return [notice.text for notice in self.stores.notices.shown]

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()))

    def looked(self) -> bool:
        """Whether it has looked at what is in the way, and waits again."""
        return bool(self.reminders and self.reminders.waiting and not self.reminders._looking)

    def close(self) -> None:
        self.sessions.close()
        if self.reminders:
            self.reminders.close()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    monkeypatch.setattr(in_the_way, "found", lambda: False)
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    with a_bus(monkeypatch) as made:
        yield made


@pytest.fixture
def program(bus: Bus, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    from hipstretch.qt.keep_awake import KeepAwake

    monkeypatch.setattr(KeepAwake, "set", lambda *_, **__: None)
    made = Program(tmp_path, qtbot)
    yield made
    made.close()


@pytest.fixture
def notifier(bus: Bus) -> Iterator[Notifier]:
    made = Notifier("actions", "body")
    yield made
    made.die()


def test_it_says_what_is_due_with_buttons_and_start_begins_it(
    program: Program, notifier: Notifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ACTIVATION, "")
    program.begin()
    program.wait(lambda: notifier.shown)
    (told,) = notifier.shown.values()
    name = program.stores.catalogue.current.routines[ROUTINE].name
    assert told[0] == "Hipstretch"
    assert told[3] == f"It is time for “{name}”"
    assert told[4].endswith(" min")
    assert told[5] == BUTTONS
    notifier.press("start")
    program.wait(lambda: program.wishes)
    assert program.wishes == [StartRoutine(ROUTINE)]
    assert os.environ[ACTIVATION] == "token", "the window may take the keyboard on Wayland"
    assert program.looked()
    assert notifier.asked.count("Notify") == 1


def test_in_15_minutes_comes_again_also_after_a_restart(program: Program, notifier: Notifier) -> None:
    reminders = program.begin()
    program.wait(lambda: notifier.shown)
    notifier.press("later")
    program.wait(lambda: reminders.said.not_before)
    program.wait(program.looked)
    reminders.close()
    again = program.begin()
    assert again.said == reminders.said
    program.clock.advance(14 * 60)
    again.look()
    assert program.looked()
    program.clock.advance(60)
    again.look()
    program.wait(lambda: notifier.shown)
    assert notifier.asked.count("Notify") == 2


def test_not_today(program: Program, notifier: Notifier) -> None:
    reminders = program.begin()
    program.wait(lambda: notifier.shown)
    notifier.press("not-today")
    program.wait(lambda: not reminders._shown)
    (counts,) = reminders.said.days.values()
    assert counts == {ROUTINE: NOT_TODAY}
    reminders.look()
    assert program.looked()
    assert notifier.asked.count("Notify") == 1


def test_who_closes_it_is_not_told_again_and_the_notification_itself_opens_the_window(
    program: Program, notifier: Notifier
) -> None:
    reminders = program.begin()
    program.wait(lambda: notifier.shown)
    notifier.close(1)
    program.wait(lambda: not reminders._shown)
    reminders.look()
    assert program.looked()
    program.clock.advance(24 * 3600)
    reminders.look()
    program.wait(lambda: notifier.shown)
    notifier.press("default")
    program.wait(lambda: program.wishes)
    assert program.wishes == [None]


def test_a_session_takes_it_back_and_nothing_is_told_while_one_runs(
    program: Program, notifier: Notifier
) -> None:
    reminders = program.begin()
    program.wait(lambda: notifier.shown)
    session = program.sessions.begin(program.stores.catalogue.current.routines[ROUTINE])
    session.start()
    program.wait(lambda: not notifier.shown)
    assert not reminders.waiting
    program.clock.advance(30)
    session.tick()
    session.stop(keep=True)
    program.wait(lambda: reminders.waiting)
    assert notifier.asked.count("Notify") == 1


def test_a_service_without_buttons(program: Program, bus: Bus) -> None:
    notifier = Notifier("body-markup")
    program.begin()
    program.wait(lambda: notifier.shown)
    (told,) = notifier.shown.values()
    assert told[5] == ["default", ""]
    notifier.press("default")
    program.wait(lambda: program.wishes)
    assert program.wishes == [None]
    notifier.die()


@pytest.mark.parametrize("tray", [True, False])
def test_no_service_is_the_tray_and_no_tray_the_window(program: Program, tray: bool) -> None:
    program.tray = tray
    reminders = program.begin()
    program.wait(lambda: program.trayed or program.said)
    assert len(program.trayed) == tray
    assert len(program.said) == (not tray)
    if tray:
        program.press_tray()
        assert program.wishes == [StartRoutine(ROUTINE)]
    program.stores.settings.change(reminders=False)
    assert program.said == []
    assert not reminders.waiting


@pytest.mark.parametrize("how", ["dies", "refuses"])
def test_a_service_that_dies_or_refuses_is_noticed(program: Program, notifier: Notifier, how: str) -> None:
    notifier.refuses = how == "refuses"
    program.begin()
    program.wait(lambda: "Notify" in notifier.asked)
    if how == "dies":
        program.wait(lambda: program.reminders and program.reminders._shown)
        notifier.die()
    program.wait(lambda: program.said)
    assert len(program.said) == 1


def test_a_bus_that_dies_is_noticed(program: Program, notifier: Notifier, bus: Bus) -> None:
    program.begin()
    program.wait(lambda: notifier.shown)
    bus.daemon.kill()
    program.wait(lambda: program.said)


def test_do_not_disturb_holds_back_until_it_ends(program: Program) -> None:
    notifier = Notifier("actions", inhibited=True)
    reminders = program.begin()
    program.wait(program.looked)
    assert notifier.shown == {}
    notifier.inhibited = False
    program.clock.advance(60)
    reminders.look()
    program.wait(lambda: notifier.shown)
    notifier.die()


def test_what_is_in_the_way_holds_back_until_it_ends(
    program: Program, notifier: Notifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_the_way, "found", lambda: True)
    reminders = program.begin()
    program.wait(program.looked)
    assert notifier.asked == []
    monkeypatch.setattr(in_the_way, "found", lambda: False)
    reminders.look()
    program.wait(lambda: notifier.shown)


def test_it_is_off_until_somebody_turns_it_on(program: Program, notifier: Notifier) -> None:
    program.stores.settings.change(reminders=False)
    reminders = program.begin()
    assert not reminders.waiting
    program.stores.settings.change(reminders=True)
    program.wait(lambda: notifier.shown)


def test_what_came_while_one_is_seen_stands_in_one(program: Program, notifier: Notifier) -> None:
    reminders = program.begin()
    program.wait(lambda: notifier.shown)
    program.stores.settings.change(schedules={ROUTINE: daily(1), "exercise:cobra": daily(1)})
    program.wait(lambda: [told[3] for told in notifier.shown.values()] == ["2 things are due"])
    (told,) = notifier.shown.values()
    assert len(told[4].split("\n")) == 2
    assert {item.routine for item in reminders._items} == {ROUTINE, "exercise:cobra"}


@pytest.fixture
def portal(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    monkeypatch.setenv("FLATPAK_ID", "org.example.Hipstretch")
    made = Portal()
    yield made
    made.die()


def test_in_a_sandbox_the_portal_shows_it(program: Program, portal: Portal) -> None:
    reminders = program.begin()
    program.wait(lambda: portal.shown)
    (told,) = portal.shown.values()
    assert told["title"][1].startswith("It is time for ")
    assert [button["label"] for button in told["buttons"][1]] == [
        ("s", "Start"),
        ("s", "In 15 minutes"),
        ("s", "Not today"),
    ]
    portal.press("later")
    program.wait(lambda: reminders.said.not_before)
    program.clock.advance(15 * 60)
    program.wait(program.looked)
    reminders.look()
    program.wait(lambda: portal.shown)
    program.stores.settings.change(reminders=False)
    program.wait(lambda: not portal.shown)


def test_a_portal_that_dies_is_noticed(program: Program, portal: Portal) -> None:
    reminders = program.begin()
    program.wait(lambda: portal.shown and reminders._shown)
    portal.die()
    program.wait(lambda: program.said)


def test_one_is_taken_back_though_its_service_has_not_answered_yet(
    program: Program, notifier: Notifier
) -> None:
    reminders = program.begin()
    program.wait(lambda: reminders._shown)
    program.stores.settings.change(reminders=False)
    program.wait(lambda: notifier.asked[-1:] == ["CloseNotification"])
    assert notifier.shown == {}


def test_what_changes_while_it_looks_at_what_is_in_the_way_counts(
    program: Program, notifier: Notifier
) -> None:
    reminders = program.begin()
    assert reminders._looking
    program.stores.settings.change(schedules={})
    program.wait(program.looked)
    assert "Notify" not in notifier.asked


def test_quiet_hours(program: Program, notifier: Notifier) -> None:
    """The clock stands at 18:30."""
    program.stores.settings.change(quiet_from=18, quiet_until=20)
    reminders = program.begin()
    assert program.looked()
    assert notifier.asked == []
    program.clock.advance(90 * 60)
    reminders.look()
    program.wait(lambda: notifier.shown)


def test_what_the_disk_refuses_is_said(
    program: Program, notifier: Notifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr("hipstretch.data.atomic.write", refuse)
    program.begin()
    program.wait(lambda: program.said)
    assert program.said[0].startswith("What you were reminded of is not saved (")


def test_a_damaged_file_is_said(program: Program, notifier: Notifier) -> None:
    (program.folder / "reminders.json").write_text("?", encoding="utf-8")
    program.begin()
    assert len(program.said) == 1
    program.wait(lambda: notifier.shown)
