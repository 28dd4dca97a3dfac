"""What a session says of itself as a player, and what a player's buttons do to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.exercise import Dosage, Kind, Sides
from hipstretch.core.one_press import TWICE_S, Way
from hipstretch.core.settings import RepMode, Settings
from hipstretch.core.timeline import PhaseKind
from hipstretch.core.transitions import Command, State
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.dbus.interface import Refused, Value
from hipstretch.qt.remote.mpris import PLAYER, ROOT, Player
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.stores import Stores
from tests.fakes import FakeClock, FakePlayer, exercise, routine

PLAN, KNOWN = routine(
    exercise("lunge", dosage=Dosage(hold_s=20)),
    exercise("lift", kind=Kind.REPETITION, sides=Sides.BOTH, dosage=Dosage(hold_s=2, reps=2)),
)


class Stage:
    """A session, its player, and a clock that is turned by hand."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        catalogue = Catalogue(KNOWN, {"test": PLAN}, (), {})
        self.stores = Stores.open(resolve(folder), catalogue, clock=self.clock)
        self.stores.settings.current = Settings(position_change_s=10, prepare_s=10, volume=60)
        self.sessions = Sessions(self.stores, FakePlayer, lambda: None)
        self.session = self.sessions.begin(PLAN)
        self.raised: list[bool] = []
        self.player = Player(self.session, self.stores.settings, lambda: self.raised.append(True))

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 2)):
            self.clock.advance(0.5)
            self.session.tick()

    def press(self, name: str) -> None:
        """A button of a player; the next one comes later than a second report of this one could."""
        self.do(name)
        self.run(TWICE_S + 0.5)

    def do(self, name: str, *words: object) -> None:
        next(one.methods[name][1] for one in self.player.interfaces if name in one.methods)(*words)

    def get(self, name: str) -> Value:
        root, player = self.player.interfaces
        return {**root.properties(), **player.properties()}[name]

    @property
    def status(self) -> str:
        return str(self.get("PlaybackStatus")[1])

    @property
    def track(self) -> dict[str, Value]:
        type_, found = self.get("Metadata")
        assert type_ == "a{sv}"
        return dict(found)

    def state(self) -> State:
        return self.session.session.state


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.sessions.close()


def test_a_track_is_a_phase(stage: Stage) -> None:
    stage.session.start()
    stage.run(12.5)
    assert stage.track == {
        "mpris:trackid": ("o", f"/hipstretch/{stage.session.id}/0/hold/left/1/1"),
        "mpris:length": ("x", 20_000_000),
        "xesam:title": ("s", "Lunge, left side"),
        "xesam:artist": ("as", ["Hold"]),
        "xesam:album": ("s", "Test"),
    }
    assert stage.get("Position") == ("x", 2_500_000)
    stage.session.extend()
    assert stage.track["mpris:length"] == ("x", 30_000_000)
    stage.player.picture = "file:///hold.png"
    assert stage.track["mpris:artUrl"] == ("s", "file:///hold.png")


def test_a_repetition_by_hand_has_no_length(stage: Stage) -> None:
    stage.session.start()
    stage.session.set_settings(Settings(rep_mode=RepMode.BY_HAND))
    while not stage.session.session.phase.manual:
        stage.session.skip()
    assert "mpris:length" not in stage.track
    stage.run(60)
    assert stage.get("Position")[1] >= 60_000_000


def test_play_and_pause(stage: Stage) -> None:
    assert stage.status == "Paused"
    stage.press("Pause")
    assert stage.state() is State.READY
    stage.press("Play")
    assert (stage.status, stage.state()) == ("Playing", State.RUNNING)
    stage.press("Play")
    assert stage.state() is State.RUNNING, "it plays already"
    stage.press("PlayPause")
    assert (stage.status, stage.state()) == ("Paused", State.PAUSED)
    stage.press("Pause")
    assert stage.state() is State.PAUSED
    stage.press("PlayPause")
    assert (stage.status, stage.state()) == ("Playing", State.LEAD_IN)
    stage.press("Pause")
    assert stage.state() is State.PAUSED


def test_next_and_previous(stage: Stage) -> None:
    stage.session.start()
    stage.press("Next")
    assert stage.session.session.phase.kind is PhaseKind.HOLD
    stage.run(5)
    stage.press("Previous")
    assert stage.get("Position")[1] < 2_000_000
    stage.press("Pause")
    stage.press("Next")
    assert (stage.session.session.phase.kind, stage.state()) == (PhaseKind.SWITCH, State.PAUSED)


def test_stop_waits_and_nothing_is_lost(stage: Stage) -> None:
    stage.session.start()
    stage.run(15)
    stage.press("Stop")
    assert stage.state() is State.PAUSED
    assert stage.sessions.current is stage.session
    before = stage.get("Position")
    stage.press("Play")
    assert stage.state() is State.LEAD_IN
    assert stage.get("Position") == before


def test_it_is_neither_wound_nor_quit_nor_made_to_open_anything(stage: Stage) -> None:
    stage.session.start()
    stage.run(5)
    before = stage.get("Position"), stage.track
    stage.do("Seek", 10_000_000)
    stage.do("SetPosition", "/hipstretch/nowhere", 10_000_000)
    stage.do("Quit")
    stage.player.interfaces[1].set["Rate"](2.0)
    with pytest.raises(Refused):
        stage.do("OpenUri", "file:///etc/passwd")
    assert (stage.get("Position"), stage.track) == before
    assert stage.get("Rate") == ("d", 1.0)
    for name in ("CanSeek", "CanQuit", "HasTrackList"):
        assert stage.get(name) == ("b", False)
    for name in ("CanControl", "CanPlay", "CanPause", "CanGoNext", "CanGoPrevious"):
        assert stage.get(name) == ("b", True)


@pytest.mark.parametrize(
    ("wanted", "percent"), [(0.25, 25), (-1.0, 0), (7.0, 100), (float("nan"), 0), (float("inf"), 100)]
)
def test_volume_is_that_of_the_settings(stage: Stage, wanted: float, percent: int) -> None:
    assert stage.get("Volume") == ("d", 0.6)
    stage.player.interfaces[1].set["Volume"](wanted)
    assert stage.stores.settings.current.volume == percent
    assert stage.get("Volume") == ("d", percent / 100)


def test_the_window_comes_forward_where_there_is_one(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stage.get("CanRaise") == ("b", True)
    stage.do("Raise")
    assert stage.raised == [True]
    stage.player = Player(stage.session, stage.stores.settings)
    assert stage.get("CanRaise") == ("b", False)
    stage.do("Raise")
    assert stage.get("DesktopEntry") == ("s", "hipstretch")
    monkeypatch.setenv("FLATPAK_ID", "org.example.Hipstretch")
    assert stage.get("DesktopEntry") == ("s", "org.example.Hipstretch")


@pytest.mark.parametrize(
    ("button", "key"), [("PlayPause", Command.PAUSE), ("Next", Command.SKIP), ("Previous", Command.BACK)]
)
def test_a_media_key_that_the_window_had_already_does_nothing_again(
    stage: Stage, button: str, key: Command
) -> None:
    stage.session.start()
    stage.run(15)
    assert stage.session.counts(key, Way.WINDOW)
    before = stage.state(), stage.session.session.phase.key, stage.get("Position")
    stage.do(button)
    assert (stage.state(), stage.session.session.phase.key, stage.get("Position")) == before
    stage.do(button)
    assert (stage.state(), stage.session.session.phase.key, stage.get("Position")) != before


def test_names_are_those_of_the_specification(stage: Stage) -> None:
    root, player = stage.player.interfaces
    assert (root.name, player.name) == (ROOT, PLAYER)
    assert "Position" not in player.told()
    assert player.told().keys() | {"Position"} == player.properties().keys()
