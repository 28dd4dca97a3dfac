"""A whole session through the accessibility bus, by names alone, and what a screen reader hears of it. Linux only."""

import os
import subprocess
import sys
from pathlib import Path

from tests.e2e import tools
from tests.e2e.desktop import Desktop

pytestmark = tools.needs(*tools.DESKTOP, "dbus-run-session", *tools.READER)


def test_a_session_is_started_paused_skipped_and_ended_by_names(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(
        '{"welcomed": true, "sound": false, "prepare_s": 20, "reading_time": false}', encoding="utf-8"
    )
    reader = Path(__file__).with_name("reader.py")
    script = f"""
        {tools.where("at-spi-bus-launcher")} --launch-immediately &
        sleep 1
        {sys.executable} -m hipstretch --data-dir {tmp_path} &
        {tools.where("pyatspi")} {reader} Close; code=$?
        kill %2 %1
        exit $code
    """
    with Desktop() as screen:
        environment = {
            **os.environ,
            "DISPLAY": screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": str(tmp_path),
        }
        command = ["dbus-run-session", "--", "bash", "-c", script]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
    told = [line for line in done.stdout.splitlines() if line.startswith(("pressed", "heard", "saw", "done"))]
    print("\n".join(told))
    assert told[-1:] == ["done"], (done.stdout[-2000:], done.stderr[-2000:])
    heard = [line.removeprefix("heard ") for line in told if line.startswith("heard ")]
    assert heard[0] == "Get ready, Inner thigh squeeze, both sides, 15 s."
    assert heard[1:3] == ["Paused. Space goes on.", "Going on in 3 seconds."]
    assert "Session ended." in heard
    assert any(line.startswith(("Move, Rep 1", "Hold, Rep 1")) for line in heard)
    saw = {line.removeprefix("saw ") for line in told if line.startswith("saw ")}
    assert {"push button: Skip", "label: Inner thigh squeeze"} <= saw
    assert any(line.startswith("progress bar: Get ready") for line in saw)
    assert (tmp_path / "history.jsonl").exists()
