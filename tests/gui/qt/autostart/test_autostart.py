"""What is there is read each time and told in words; each system is asked in its own way."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.data.paths import resolve
from hipstretch.qt.autostart import autostart
from hipstretch.qt.autostart.autostart import Autostart
from hipstretch.qt.autostart.start_file import LABEL, StartFile
from hipstretch.qt.autostart.state import State
from hipstretch.qt.worker import WorkHere

Told = list[tuple[State, str]]


class Refusing:
    """A system that tells nothing and lets nothing be changed."""

    def __init__(self, state: State | OSError) -> None:
        self.found = state

    def state(self) -> State:
        if isinstance(self.found, OSError):
            raise self.found
        return self.found

    def put_in(self) -> None:
        raise PermissionError(13, "no")

    take_out = put_in


@pytest.fixture
def told() -> Told:
    return []


@pytest.fixture
def linux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop on Linux; the file that it starts the program by."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    return tmp_path / "config" / "autostart" / "hipstretch.desktop"


def an_autostart(folder: Path, told: Told) -> Autostart:
    one = Autostart(resolve(folder / "data"), work=WorkHere())
    one.told.connect(lambda state, words: told.append((state, words)))
    return one


@pytest.mark.skipif(sys.platform != "linux", reason="for Linux")
def test_it_is_put_in_and_taken_out(tmp_path: Path, linux: Path, told: Told) -> None:
    one = an_autostart(tmp_path, told)
    one.look()
    one.switch(on=True)
    assert f'"--data-dir" "{tmp_path / "data"}" "--background"\n' in linux.read_text(encoding="utf-8")
    an_autostart(tmp_path, told).look()
    one.switch(on=False)
    assert not linux.exists()
    assert told == [(State.OFF, ""), (State.ON, ""), (State.ON, ""), (State.OFF, "")]


@pytest.mark.skipif(sys.platform != "linux", reason="for Linux")
def test_what_was_changed_elsewhere_is_told(tmp_path: Path, linux: Path, told: Told) -> None:
    one = an_autostart(tmp_path, told)
    an_autostart(tmp_path / "other", []).switch(on=True)
    one.look()
    one.switch(on=True)
    linux.unlink()
    one.look()
    assert [state for state, _ in told] == [State.OTHER, State.ON, State.OFF]
    assert told[0][1].startswith("Another copy of Hipstretch starts with the computer.")


@pytest.mark.skipif(sys.platform != "linux", reason="for Linux")
def test_a_refusal_is_told_in_words_with_what_is_there(tmp_path: Path, linux: Path, told: Told) -> None:
    one = an_autostart(tmp_path, told)
    linux.parent.parent.mkdir()
    linux.parent.touch()
    one.switch(on=True)
    linux.parent.unlink()
    linux.mkdir(parents=True)
    one.switch(on=False)
    one.look()
    assert [state for state, _ in told] == [State.UNKNOWN] * 3
    assert [words.partition(".")[0] for _, words in told] == [
        "Whether Hipstretch starts with the computer can't be told: there is no such file or folder",
        "Whether Hipstretch starts with the computer can't be told: it is not a file",
        "Whether Hipstretch starts with the computer can't be told: it is not a file",
    ]


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (True, State.OFF, "Your system did not switch it on: access is not allowed. Reminders come while"),
        (False, State.ON, "Your system did not switch it off: access is not allowed. The system's own"),
    ],
)
def test_a_refusal_says_what_one_can_do(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch, on: bool, state: State, words: str
) -> None:
    monkeypatch.setattr(autostart, "_of_this_computer", lambda *_: Refusing(state))
    an_autostart(tmp_path, told).switch(on=on)
    ((found, said),) = told
    assert found is state
    assert said.startswith(words)


def test_what_can_t_be_known_is_said(tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autostart, "_of_this_computer", lambda *_: Refusing(State.UNKNOWN))
    an_autostart(tmp_path, told).look()
    monkeypatch.setattr(autostart, "_of_this_computer", lambda *_: Refusing(PermissionError(13, "no")))
    an_autostart(tmp_path, told).look()
    assert [state for state, _ in told] == [State.UNKNOWN] * 2
    assert told[0][1].startswith("Your system does not tell")
    assert told[1][1].endswith("can't be told: access is not allowed.")


def test_it_is_done_beside_the_event_loop(tmp_path: Path, qtbot: QtBot) -> None:
    one = Autostart(resolve(tmp_path))
    with qtbot.waitSignal(one.told):
        one.look()


def test_each_system_has_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    found = autostart._of_this_computer((sys.executable,), "")
    assert isinstance(found, StartFile)
    assert found.path.name == f"{LABEL}.plist"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", sys)
    assert type(autostart._of_this_computer((sys.executable,), "")).__name__ == "Registry"


@pytest.mark.skipif(sys.platform != "linux", reason="for Linux")
def test_in_a_sandbox_it_is_the_portal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLATPAK_ID", "example.hipstretch.Hipstretch")
    assert type(autostart._of_this_computer((sys.executable,), "")).__name__ == "Portal"
