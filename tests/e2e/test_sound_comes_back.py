"""Sound that was away is heard again, at its time: after a restart of its server, and after a long pause."""

import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from hipstretch.data.assets import assets_dir
from tests.e2e import tools
from tests.e2e.cues import BUSY_S, KEY_S, Deed, Expected, Pressed, Steadiness, compare, expected, plan_of
from tests.e2e.desktop import Desktop, wait_until
from tests.e2e.sound_server import CLEAR_MATCH, SoundServer

pytestmark = [tools.needs(*tools.DESKTOP, *tools.SOUND), pytest.mark.listens]

BACK_S = 2.0
"""How long after the server answers again a cue may still be missing."""
IDLE_S = 2.0
"""How long a child of sound that is not needed lives in these tests, instead of a quarter of an hour."""
ROUTINE = """
[text.en]
name = "Short"
summary = "Half a minute."
[[entries]]
exercise = "cobra"
dosage = { hold_s = 3, reps = 5, rest_s = 3 }
"""
both = pytest.mark.parametrize("player", ["simpleaudio", "qt"])
other_seldom = pytest.mark.parametrize(
    "player",
    [
        "simpleaudio",
        pytest.param(
            "qt", marks=pytest.mark.skipif(not os.environ.get("HIPSTRETCH_LONG"), reason="HIPSTRETCH_LONG=1")
        ),
    ],
)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A home with the routine "short"."""
    folder = tmp_path / "data"
    (folder / "routines").mkdir(parents=True)
    (folder / "routines" / "short.toml").write_text(ROUTINE, encoding="utf-8")
    return folder


def choose(data_dir: Path, player: str, **settings: object) -> None:
    """Write the settings."""
    chosen = {"welcomed": True, "reading_time": False, "sound_player": player, **settings}
    (data_dir / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")


@other_seldom
def test_cues_after_a_restart_of_the_server(tmp_path: Path, data_dir: Path, player: str) -> None:
    choose(data_dir, player, position_change_s=4)
    phases = plan_of(data_dir, "short")
    history = data_dir / "history.jsonl"
    theme = assets_dir() / "sounds" / "bowl"

    with SoundServer(tmp_path) as server, Desktop() as screen:
        with server.record() as before:
            program = screen.start_program(data_dir, "start", "short", environment=server.environment)
            wait_until(lambda: before.heard(theme), 20, "the session did not begin")
            program.wait_for_window()
            began = before.heard(theme)[0].at
            time.sleep(6)
            server.stop()
        time.sleep(1)
        server.start()
        back = time.monotonic()
        steadiness = Steadiness()
        with server.record() as after:
            wait_until(history.exists, 60, "the session was not kept")
            time.sleep(1.5)  # the last sound rings out
        steadiness.stop()
        assert program.close() == 0

    wanted = list(expected(phases, began, {}))
    heard = after.heard(theme)
    late = [e for e in wanted if e.at > back + BACK_S]
    assert len(late) >= 5
    first = Expected(late[0].cue, late[0].at, anchor=True)
    early = [h for h in heard if h.at > first.at - KEY_S]
    verdict = compare([first, *late[1:]], early, BUSY_S, steadiness)
    assert verdict.good(), verdict
    clear = [h for h in heard if h.match > CLEAR_MATCH]
    assert len(clear) <= len([e for e in wanted if e.at > back]), "nothing piled up"
    (record,) = map(json.loads, history.read_text(encoding="utf-8").splitlines())
    assert record["outcome"] == "completed"


def children_of(pid: int) -> Sequence[str]:
    """The processes that a process has begun and that live."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()


@both
def test_a_session_has_sound_after_a_pause_that_outlasts_the_player(
    tmp_path: Path, data_dir: Path, player: str
) -> None:
    impatient = tmp_path / "impatient"
    impatient.mkdir()
    (impatient / "sitecustomize.py").write_text(
        f"from hipstretch.qt import child_process\nchild_process.IDLE_MS = {IDLE_S * 1000:.0f}\n",
        encoding="utf-8",
    )
    choose(data_dir, player)
    paths = os.pathsep.join(filter(None, [str(impatient), *sys.path]))
    phases = plan_of(data_dir, "short")
    history = data_dir / "history.jsonl"
    theme = assets_dir() / "sounds" / "bowl"
    with SoundServer(tmp_path) as server, Desktop() as screen:
        environment = {**server.environment, "PYTHONPATH": paths}
        with server.record() as before:
            program = screen.start_program(data_dir, "start", "short", environment=environment)
            wait_until(before.sounds, 30, "the session did not begin")
            program.wait_for_window()
            pressed = Pressed(time.monotonic())
            program.press("space")
        began = before.heard(theme)[0].at
        pid = program.process.pid
        wait_until(lambda: not children_of(pid), 30, "the player did not end")
        steadiness = Steadiness()
        with server.record() as after:
            pressed.resumed_at = time.monotonic()
            program.press("space")
            wait_until(history.exists, 60, "the session was not kept")
            time.sleep(1.5)  # the last sound rings out
        steadiness.stop()
        assert program.close() == 0
    deed = Deed(0, pressed.at - began, pressed.resumed_at - pressed.at)
    wanted = [e for e in expected(phases, began, {0: (deed, pressed)}) if e.at >= pressed.resumed_at]
    assert wanted[0].anchor, "the pause began after the last cue of the first phase"
    heard = [h for h in after.heard(theme) if h.at > wanted[0].at - KEY_S]
    verdict = compare(wanted, heard, BUSY_S, steadiness)
    assert verdict.good(), verdict
