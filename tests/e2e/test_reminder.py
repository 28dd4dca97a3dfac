"""The real program reminds by a notification service on a bus of its own, and Start begins the session. Linux."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.data.paths import at
from tests.e2e import tools
from tests.e2e.desktop import Desktop

pytestmark = tools.needs("dbus-daemon", "playerctl", *tools.DESKTOP)
SETTINGS = {
    "welcomed": True,
    "sound": False,
    "reading_time": False,
    "reminders": True,
    "quiet_from": 0,
    "quiet_until": 0,
    "schedules": {"six-minutes": {"periods": [{"days": 7, "times": 1}]}},
}


def test_start_begins_the_session(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.gui.qt.dbus.buses import a_bus
    from tests.gui.qt.reminders.notifiers import Notifier

    (tmp_path / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    (tmp_path / "runtime").mkdir()
    with a_bus(monkeypatch), Desktop() as screen:
        notifier = Notifier("actions")
        environment = {
            "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"],
            "XDG_RUNTIME_DIR": str(tmp_path / "runtime"),
            "PULSE_SERVER": "none",
        }

        def status() -> str:
            command = ["playerctl", "status"]
            env = {**os.environ, **environment}
            return subprocess.run(
                command, env=env, capture_output=True, text=True, check=False
            ).stdout.strip()

        program = screen.start_program(tmp_path, environment=environment)
        program.wait_for_window()
        qtbot.waitUntil(lambda: len(notifier.shown) == 1, timeout=20_000)
        (told,) = notifier.shown.values()
        assert told[3] == "It is time for “Six minutes”"
        notifier.press("start")
        qtbot.waitUntil(lambda: status() == "Playing", timeout=20_000)
        said = json.loads(at(tmp_path).reminders.read_text(encoding="utf-8"))
        assert [*said["days"].values()] == [{"six-minutes": 1}]
        assert notifier.asked.count("Notify") == 1
        notifier.die()
