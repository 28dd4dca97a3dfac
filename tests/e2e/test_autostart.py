"""What Settings put in starts the program at the next start of a session; both are real. Linux.

The session is started by dex, which starts what is to start with it; GLib, by which GNOME does that, reads it alike.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hipstretch.qt.autostart.autostart import BACKGROUND
from hipstretch.qt.autostart.start_file import desktop_entry
from hipstretch.qt.autostart.state import State
from tests.e2e import tools
from tests.e2e.desktop import Desktop, wait_until

pytestmark = tools.needs("dex", "pyatspi", *tools.DESKTOP)
MOST_TABS = 20
STAND_IN = """#!{python}
import json, os, sys
from pathlib import Path
told = Path({told!r})
told.with_suffix(".new").write_text(json.dumps([sys.argv[1:], os.getcwd()]))
told.with_suffix(".new").rename(told)
"""
"""Tells how it was started."""
BY_GLIB = (
    "import sys; from gi.repository import Gio; Gio.DesktopAppInfo.new_from_filename(sys.argv[1]).launch()"
)
STRANGE = ("a b", 'a "b" \\"', "$HOME `id` \\", "~/é;&|<>#*?()", "'", "%f 100 %", "")


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """The person's folders, and no folder of the system's that names more to start."""
    for name, value in {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_CONFIG_DIRS": str(tmp_path / "nothing"),
        "HOME": str(tmp_path),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        "PULSE_SERVER": "none",
    }.items():
        monkeypatch.setenv(name, value)
    return os.environ


def start_session(folder: Path, *more: str, environment: Mapping[str, str] | None = None) -> str:
    """Start what is to start with a session; what is said of it. Into a file: what is started keeps a pipe open."""
    command = [tools.where("dex") or "dex", "--autostart", *more]
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        subprocess.run(command, cwd=folder, env=environment, stdout=said, stderr=said, check=True)
        said.seek(0)
        return said.read()


def stand_in(program: Path, told: Path) -> Path:
    """A program that writes down its arguments, and where it runs."""
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(STAND_IN.format(python=sys.executable, told=str(told)), encoding="utf-8")
    program.chmod(0o755)
    return program


def put_in_by_keys(screen: Desktop, data: Path, config: Path) -> str:
    """Tick the box in the real window, and every box on the way to it, of which Reminders thereby loses its tick."""
    data.mkdir()
    settings = {"welcomed": True, "sound": False, "reminders": True}
    (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    program = screen.start_program(data)
    program.wait_for_window()
    entry = config / "autostart" / "hipstretch.desktop"
    time.sleep(1)  # the window is there before what it shows
    program.press("alt+5", "Down", "Down", "Down")
    for _ in range(MOST_TABS):
        program.press("Tab", "space", "Escape")
        try:
            wait_until(entry.exists, 0.5, "not this one")
            break
        except TimeoutError:
            pass
    assert program.close() == 0
    return entry.read_text(encoding="utf-8")


def test_what_settings_put_in_is_started_with_the_session(
    tmp_path: Path, environment: Mapping[str, str]
) -> None:
    told, data = tmp_path / "told.json", tmp_path / "my data"
    stand_in(tmp_path / "path" / "hipstretch" / "__main__.py", told)
    (tmp_path / "path" / "hipstretch" / "__init__.py").touch()
    with Desktop() as screen:
        written = put_in_by_keys(screen, data, tmp_path / "config")
        assert f"TryExec={sys.executable}\n" in written
        start_session(tmp_path, environment={**environment, "PYTHONPATH": str(tmp_path / "path")})
        wait_until(told.exists, 20, "it was not started")
    assert json.loads(told.read_text()) == [["--data-dir", str(data), BACKGROUND], str(tmp_path)]


def running(data: Path) -> Iterator[int]:
    """The processes that were started in the background on this data."""
    wanted = [os.fsencode(word) for word in ("--data-dir", str(data), BACKGROUND)]
    for one in Path("/proc").glob("[0-9]*"):
        try:
            if one.joinpath("cmdline").read_bytes().split(b"\0")[-4:-1] == wanted:
                yield int(one.name)
        except OSError:  # it has ended
            continue


def test_the_program_itself_runs_in_the_background_then(
    tmp_path: Path, environment: Mapping[str, str]
) -> None:
    known = [sys.executable, "-m", "hipstretch", "--help"]
    if BACKGROUND not in subprocess.check_output(known, text=True):
        pytest.skip("the program has no such option yet")
    data = tmp_path / "my data"
    with Desktop() as screen:
        put_in_by_keys(screen, data, tmp_path / "config")
        start_session(tmp_path, environment={**environment, "DISPLAY": screen.display})
        wait_until(lambda: [*running(data)], 20, "it was not started")
        (process,) = running(data)
        time.sleep(2)
        search = ["xdotool", "search", "--onlyvisible", "--name", "Hipstretch"]
        display = {**environment, "DISPLAY": screen.display}
        seen = subprocess.run(search, env=display, capture_output=True, text=True, check=False).stdout
        assert (seen, [*running(data)]) == ("", [process]), "it runs, and no window is seen"
        os.kill(process, signal.SIGTERM)
        wait_until(lambda: not [*running(data)], 20, "it did not end")


@pytest.mark.parametrize("by", ["dex", "GLib"])
def test_a_strange_path_is_started_with_its_arguments(
    tmp_path: Path, environment: Mapping[str, str], by: str
) -> None:
    told = tmp_path / "told.json"
    folder, arguments = "a 'strange' $folder `x` \"y\" \\", [*STRANGE]
    if by == "dex":  # which knows none of the signs that are escaped
        folder, arguments = "a 'strange' folder", [one for one in arguments if not set(one) & set('"$`\\%')]
    program = stand_in(tmp_path / folder / "hip stretch", told)
    one = desktop_entry((str(program), *arguments), "Reminds")
    one.put_in()
    assert one.state() is State.ON
    if by == "dex":
        start_session(tmp_path)
    else:
        subprocess.run([tools.SYSTEM_PYTHON, "-c", BY_GLIB, str(one.path)], cwd=tmp_path, check=True)
    wait_until(told.exists, 20, "it was not started")
    assert json.loads(told.read_text())[0] == [*arguments]


def test_nothing_is_started_that_is_off_or_gone(tmp_path: Path, environment: Mapping[str, str]) -> None:
    program = stand_in(tmp_path / "hipstretch", tmp_path / "told.json")
    one = desktop_entry((str(program), BACKGROUND), "Reminds")
    one.put_in()
    assert str(program) in start_session(tmp_path, "--dry-run")
    one.path.write_bytes(one.content + b"Hidden=true\n")
    assert (one.state(), start_session(tmp_path, "--dry-run")) == (State.OFF, "")
    one.put_in()
    program.rename(tmp_path / "gone")
    assert (one.state(), start_session(tmp_path, "--dry-run")) == (State.OFF, "")
    shutil.move(tmp_path / "gone", program)
    one.take_out()
    assert (one.state(), start_session(tmp_path, "--dry-run")) == (State.OFF, "")
