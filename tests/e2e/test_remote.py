"""A session is driven from the mat: by playerctl, as headsets, phones and desktops do it, and by a media key. Linux."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipstretch.data.paths import at
from tests.e2e import tools
from tests.e2e.desktop import Desktop, wait_until

pytestmark = tools.needs("dbus-daemon", "playerctl")
SETTINGS = {"welcomed": True, "sound": False, "prepare_s": 20, "reading_time": False}


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A bus of its own, a folder for as long as somebody is logged in, and no sound."""
    (tmp_path / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    (tmp_path / "runtime").mkdir()
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout
        yield {
            "DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip(),
            "XDG_RUNTIME_DIR": str(tmp_path / "runtime"),
            "PULSE_SERVER": "none",
        }
        daemon.kill()


class Playerctl:
    """The program of that name."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = {**os.environ, **environment}

    def __call__(self, *words: str) -> str:
        """What it prints, or what it complains of."""
        done = subprocess.run(
            ["playerctl", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return (done.stdout or done.stderr).strip()

    def becomes(self, wanted: str, *words: str) -> None:
        """Wait until it prints this."""
        wait_until(lambda: self(*words) == wanted, 10, f"{words} did not say {wanted}, but {self(*words)}")


def drive(playerctl: Playerctl) -> None:
    """Through everything a remote control can do, from the first phase of six-minutes."""
    playerctl.becomes("hipstretch", "--list-all")
    playerctl.becomes("Playing", "status")
    assert playerctl("metadata", "xesam:album") == "Six minutes"
    title = playerctl("metadata", "xesam:title")
    assert title.endswith(", left side")
    assert playerctl("metadata", "xesam:artist") == "Get ready"
    assert int(playerctl("metadata", "mpris:length")) >= 15_000_000
    before = float(playerctl("position"))
    wait_until(lambda: float(playerctl("position")) > before, 5, "the seconds do not count")

    playerctl("pause")
    playerctl.becomes("Paused", "status")
    waits_at = playerctl("position")
    playerctl("position", "12")
    playerctl("position", "5+")
    assert playerctl("position") == waits_at, "it can't be wound"
    playerctl("play-pause")
    playerctl.becomes("Playing", "status")
    playerctl("stop")
    playerctl.becomes("Paused", "status")
    playerctl("play")
    playerctl.becomes("Playing", "status")

    playerctl("next")
    playerctl.becomes("Hold", "metadata", "xesam:artist")
    assert playerctl("metadata", "xesam:title") == title
    wait_until(lambda: float(playerctl("position")) > 1, 10, "the hold does not go on")
    playerctl("previous")
    wait_until(lambda: float(playerctl("position")) < 1, 5, "the hold did not begin anew")
    playerctl("volume", "0.25")
    playerctl.becomes("0.250000", "volume")

    picture = playerctl("metadata", "mpris:artUrl").removeprefix("file://")
    assert Path(picture).read_bytes().startswith(b"\x89PNG")


@tools.needs(*tools.DESKTOP)
def test_playerctl_drives_a_session_in_the_window(tmp_path: Path, environment: dict[str, str]) -> None:
    playerctl = Playerctl(environment)
    with Desktop() as screen:
        program = screen.start_program(tmp_path, environment=environment)
        program.wait_for_window()
        assert playerctl("--list-all") == "No players found", "no session runs"
        again = screen.start_program(tmp_path, "start", "six-minutes", environment=environment)
        assert again.process.wait(20) == 0
        drive(playerctl)

        program.press("XF86AudioPlay")  # a desktop that leaves the keys to the window
        playerctl.becomes("Paused", "status")
        program.press("XF86AudioPlay")
        playerctl.becomes("Playing", "status")

        program.press("Escape")
        playerctl.becomes("Paused", "status")
        program.press("Return")
        playerctl.becomes("No players found", "--list-all")
        assert [*(tmp_path / "runtime").glob("hipstretch-*")] == []
        assert program.close() == 0
    (record,) = (tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(record)["routine"] == "six-minutes"
    assert json.loads(at(tmp_path).computer.read_bytes())["volume"] == 25


def test_playerctl_drives_a_session_in_the_terminal(tmp_path: Path, environment: dict[str, str]) -> None:
    playerctl = Playerctl(environment)
    command = [sys.executable, "-m", "hipstretch", "--data-dir", str(tmp_path)]
    with subprocess.Popen(
        [*command, "start", "six-minutes", "--terminal"],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as program:
        drive(playerctl)
        while playerctl("--list-all") == "hipstretch":  # to the end of the routine
            playerctl("next")
        said = program.communicate(timeout=20)[0]
    assert program.returncode == 0, said
    assert playerctl("--list-all") == "No players found"
    assert "Traceback" not in said
    assert len((tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()) == 1
