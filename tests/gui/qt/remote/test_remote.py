"""Sessions on a bus of their own: there while one runs, gone afterwards, and no harm if the bus is."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hipstretch import app
from hipstretch.core.exercise import Side
from hipstretch.core.transitions import State
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.keep_awake import KeepAwake
from hipstretch.qt.remote.mpris import NAME, PATH, PLAYER, ROOT
from hipstretch.qt.remote.remote import Remote
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.stores import Stores
from tests.fakes import FakeClock, FakePlayer
from tests.gui.qt.dbus.buses import Bus, a_bus

if sys.platform != "linux":
    pytest.skip("MPRIS is for Linux", allow_module_level=True)
PROPERTIES = "org.freedesktop.DBus.Properties"


class Program:
    """What the remote control follows."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.clock = FakeClock()
        self.stores = Stores.open(resolve(folder), catalogue.load([assets_dir()]), clock=self.clock)
        self.stores.settings.change(reading_time=False)
        self.sessions = Sessions(self.stores, FakePlayer, lambda: None)
        self.raised: list[bool] = []
        self.remote = Remote(self.stores, self.sessions, lambda: self.raised.append(True))

    def begin(self) -> Any:
        session = self.sessions.begin(self.stores.catalogue.current.routines["six-minutes"])
        session.start()
        return session

    def close(self) -> None:
        self.sessions.close()
        self.remote.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the desktop gives to the programs of a person for as long as that person is logged in."""
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "runtime"))
    (tmp_path / "runtime").mkdir()
    return tmp_path


@pytest.fixture
def bus(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    """Without a screen saver, for which wakepy would leave a socket open."""
    monkeypatch.setattr(KeepAwake, "set", lambda *_, **__: None)
    with a_bus(monkeypatch) as made:
        yield made


@pytest.fixture
def program(folder: Path, qtbot: QtBot) -> Iterator[Program]:
    made = Program(folder, qtbot)
    yield made
    made.close()


def get(bus: Bus, name: str, interface: str = PLAYER, of: str = NAME) -> Any:
    return bus.ask(f"{PROPERTIES}.Get", "ss", interface, name, of=of, on=PATH)


def wait_for_player(bus: Bus, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: bus.players() == [*names])


def test_a_player_is_there_while_a_session_runs(bus: Bus, program: Program, qtbot: QtBot) -> None:
    assert bus.players() == []
    for _ in range(2):
        session = program.begin()
        wait_for_player(bus, qtbot, NAME)
        assert get(bus, "PlaybackStatus") == ("s", "Playing")
        bus.ask(f"{PLAYER}.Pause", of=NAME, on=PATH)
        assert session.session.state is State.PAUSED
        assert get(bus, "PlaybackStatus") == ("s", "Paused")
        session.stop(keep=True)
        wait_for_player(bus, qtbot)


def test_changes_are_told_and_seconds_are_not(bus: Bus, program: Program, qtbot: QtBot) -> None:
    session = program.begin()
    wait_for_player(bus, qtbot, NAME)
    qtbot.waitUntil(lambda: "mpris:artUrl" in get(bus, "Metadata")[1])
    bus.listen()
    for _ in range(4):
        program.clock.advance(0.5)
        session.tick()
    session.pause()
    assert bus.heard("PropertiesChanged") == (PLAYER, {"PlaybackStatus": ("s", "Paused")}, [])
    session.skip()
    interface, changed, gone = bus.heard("PropertiesChanged")
    assert (interface, changed.keys(), gone) == (PLAYER, {"Metadata"}, [])
    assert bus.heard("Seeked") == (0,)
    program.stores.settings.change(volume=30)
    assert bus.heard("PropertiesChanged") == (PLAYER, {"Volume": ("d", 0.3)}, [])
    session.back()
    assert bus.heard("Seeked") == (0,), "the track is the same, and begins anew"


def test_everything_is_there_at_once_and_described(bus: Bus, program: Program, qtbot: QtBot) -> None:
    program.begin()
    wait_for_player(bus, qtbot, NAME)
    about = bus.ask(f"{PROPERTIES}.GetAll", "s", ROOT, of=NAME, on=PATH)
    assert about["Identity"] == ("s", "Hipstretch")
    assert bus.ask(f"{PROPERTIES}.GetAll", "s", PLAYER, of=NAME, on=PATH).keys() >= {"Position", "Metadata"}
    assert PLAYER in bus.ask("org.freedesktop.DBus.Introspectable.Introspect", of=NAME, on=PATH)
    bus.ask(f"{ROOT}.Raise", of=NAME, on=PATH)
    assert program.raised == [True]
    bus.say(f"{ROOT}.Raise", of=NAME, on=PATH)  # and wants no answer
    qtbot.waitUntil(lambda: program.raised == [True, True])


def test_a_second_program_has_a_name_of_its_own(bus: Bus, program: Program, qtbot: QtBot) -> None:
    bus.take(NAME)
    program.begin()
    own = f"{NAME}.instance{os.getpid()}"
    wait_for_player(bus, qtbot, NAME, own)
    assert get(bus, "PlaybackStatus", of=own) == ("s", "Playing")


def test_the_picture_is_a_file_that_everybody_reads(
    bus: Bus, program: Program, qtbot: QtBot, folder: Path
) -> None:
    session = program.begin()
    wait_for_player(bus, qtbot, NAME)

    def picture() -> QImage:
        qtbot.waitUntil(lambda: "mpris:artUrl" in get(bus, "Metadata")[1])
        address = get(bus, "Metadata")[1]["mpris:artUrl"][1]
        assert address.startswith(f"file://{folder}/runtime/hipstretch-")
        assert address.endswith(".png")
        image = QImage(address.removeprefix("file://"))
        assert max(image.width(), image.height()) == 512
        return image

    def side() -> Side:
        return Side(session.session.phase.side)

    left = picture()
    assert side() is Side.LEFT
    while side() is not Side.RIGHT:
        session.skip()
    right = picture()
    assert left != right
    assert left.flipped(Qt.Orientation.Horizontal) == right
    while side() is not Side.LEFT or session.session.phase.entry:
        session.back()
        session.back()
    assert picture() == left
    assert len([*(folder / "runtime").glob("*/*.png")]) == 2, "each is written once"
    session.stop(keep=False)
    assert [*(folder / "runtime").glob("hipstretch-*")] == []


@pytest.mark.parametrize("shared", [True, False])
def test_a_flatpak_puts_the_picture_where_it_is_seen_from_outside(
    bus: Bus, program: Program, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, shared: bool
) -> None:
    monkeypatch.setenv("FLATPAK_ID", "org.example.Hipstretch")
    if shared:
        (folder / "runtime/app/org.example.Hipstretch").mkdir(parents=True)
    program.begin()
    wait_for_player(bus, qtbot, NAME)
    qtbot.waitUntil(lambda: "mpris:artUrl" in get(bus, "Metadata")[1])
    place = "runtime/app/org.example.Hipstretch" if shared else "runtime"
    assert len([*(folder / place).glob("hipstretch-*/0.png")]) == 1


@pytest.mark.parametrize("trouble", ["no folder", "not writable", "no picture", "damaged"])
def test_without_a_picture_the_rest_is_there(
    bus: Bus,
    program: Program,
    qtbot: QtBot,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    trouble: str,
) -> None:
    match trouble:
        case "no folder":
            monkeypatch.delenv("XDG_RUNTIME_DIR")
        case "not writable":
            monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder / "nowhere"))
        case "no picture":
            monkeypatch.setattr(catalogue.Catalogue, "picture", lambda *_: None)
        case "damaged":
            (folder / "bad.webp").write_bytes(b"RIFF")
            monkeypatch.setattr(catalogue.Catalogue, "picture", lambda *_: folder / "bad.webp")
    program.begin()
    wait_for_player(bus, qtbot, NAME)
    assert program.remote._work.wait(10)
    assert "mpris:artUrl" not in get(bus, "Metadata")[1]
    assert get(bus, "PlaybackStatus") == ("s", "Playing")


@pytest.mark.parametrize(
    "address", [None, "", "nonsense", "unix:path=/nowhere/bus", "tcp:host=localhost,port=1"]
)
def test_no_bus_is_logged_once_and_nothing_else_happens(
    program: Program,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    address: str | None,
) -> None:
    caplog.set_level(logging.WARNING)
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    for _ in range(2):
        session = program.begin()
        assert program.remote._work.wait(10)
        session.pause()
        session.start()
        session.stop(keep=False)
    (said,) = [one for one in caplog.records if one.name == "hipstretch.remote"]
    assert said.getMessage().startswith("media keys and phones can't reach the session: ")


def test_a_bus_that_refuses_the_name_is_none(
    bus: Bus, program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    bus.take(NAME)
    bus.take(f"{NAME}.instance{os.getpid()}")
    program.begin()
    assert program.remote._work.wait(10)
    assert "somebody else has the name" in caplog.text


def test_a_bus_that_dies_is_logged_once(
    bus: Bus, program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    session = program.begin()
    wait_for_player(bus, qtbot, NAME)
    assert get(bus, "CanControl") == ("b", True)
    bus.daemon.kill()
    qtbot.waitUntil(lambda: "can't reach" in caplog.text)
    session.pause()
    session.start()
    session.skip()
    session.stop(keep=True)
    assert caplog.text.count("can't reach") == 1
    assert program.begin().session.state is State.RUNNING


def test_a_bus_that_is_found_dead_while_telling_is_logged_once(
    bus: Bus, program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    session = program.begin()
    wait_for_player(bus, qtbot, NAME)
    assert get(bus, "CanControl") == ("b", True)
    bus.daemon.kill()
    bus.daemon.wait()
    session.pause()
    session.skip()
    assert caplog.text.count("can't reach") == 1


def test_a_bus_that_takes_no_messages_any_more_is_given_up(
    bus: Bus, program: Program, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    session = program.begin()
    wait_for_player(bus, qtbot, NAME)
    assert get(bus, "CanControl") == ("b", True)
    bus.daemon.send_signal(signal.SIGSTOP)
    for _ in range(5000):  # until the kernel keeps no more of them
        if "can't reach" in caplog.text:
            break
        session.extend()
    assert caplog.text.count("can't reach") == 1
    bus.daemon.send_signal(signal.SIGCONT)


def test_a_session_that_ends_before_the_bus_answers_leaves_nothing(
    bus: Bus, program: Program, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    program.remote._work.submit(go_on.wait)
    program.begin().stop(keep=False)
    go_on.set()
    assert program.remote._work.wait(10)
    assert bus.players() == []


def test_a_bus_that_never_answers_does_not_hold_up_the_end(
    program: Program, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipstretch.qt.remote.remote.CLOSE_S", 0.05)
    go_on = threading.Event()
    program.remote._work.submit(go_on.wait)
    program.remote.close()
    assert "the bus does not answer" in caplog.text
    go_on.set()


def test_the_program_puts_its_sessions_there(
    bus: Bus, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "REMOTE_MS", 0)
    program = app.Program(resolve(folder), catalogue.load([assets_dir()]), player=FakePlayer())
    program.come_forward = lambda: None
    session = program.sessions.begin(program.stores.catalogue.current.routines["six-minutes"])
    wait_for_player(bus, qtbot, NAME)
    assert get(bus, "CanRaise", ROOT) == ("b", True)
    session.stop(keep=False)
    wait_for_player(bus, qtbot)
    program.sessions.begin(program.stores.catalogue.current.routines["six-minutes"])
    wait_for_player(bus, qtbot, NAME)
    program.close()
    wait_for_player(bus, qtbot)
