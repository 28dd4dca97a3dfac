"""The file that a desktop starts a program by is written as the specifications want it, and read as a desktop does."""

import os
import plistlib
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.qt.autostart import start_file
from hipstretch.qt.autostart.start_file import StartFile, desktop_entry, launch_agent
from hipstretch.qt.autostart.state import State

COMMAND = (sys.executable, "-P", "-m", "hipstretch", "--background")
OTHER = (sys.executable, "-P", "-m", "hipstretch", "--data-dir", "/elsewhere", "--background")
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the person's settings; HOME is beside it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "config"


@pytest.fixture(params=["desktop entry", "launch agent"])
def kind(request: pytest.FixtureRequest, config: Path) -> str:
    if request.param == "desktop entry" and sys.platform in ("win32", "darwin"):
        pytest.skip("for Linux")
    return str(request.param)


def made(kind: str, command: tuple[str, ...] = COMMAND) -> StartFile:
    return desktop_entry(command, "Reminds") if kind == "desktop entry" else launch_agent(command)


def test_it_is_there_until_it_is_taken_out(kind: str) -> None:
    one = made(kind)
    assert one.state() is State.OFF
    one.put_in()
    assert one.state() is State.ON
    one.put_in()
    assert made(kind).state() is State.ON
    one.take_out()
    one.take_out()
    assert one.state() is State.OFF
    assert not one.path.exists()


def test_another_copy_is_told_apart_and_replaced(kind: str) -> None:
    made(kind, OTHER).put_in()
    one = made(kind)
    assert one.state() is State.OTHER
    one.put_in()
    assert one.state() is State.ON


def test_a_program_that_is_gone_is_not_started(kind: str, tmp_path: Path) -> None:
    program = tmp_path / "a program"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    one = made(kind, (str(program), "--background"))
    one.put_in()
    assert one.state() is State.ON
    program.unlink()
    assert one.state() is State.OFF


def test_what_is_no_file_of_this_kind_starts_nothing(kind: str) -> None:
    one = made(kind)
    one.put_in()
    for content in (b"", b"\xff\0", b"<plist", plistlib.dumps({}), plistlib.dumps([1]), b"[Other]\nExec=a\n"):
        one.path.write_bytes(content)
        assert one.state() is State.OFF


def test_a_link_is_removed_and_not_what_it_leads_to(kind: str, tmp_path: Path) -> None:
    one = made(kind)
    one.put_in()
    kept = one.path.rename(tmp_path / "kept")
    one.path.symlink_to(kept)
    assert one.state() is State.ON
    one.take_out()
    assert kept.exists()
    assert one.state() is State.OFF


def test_what_the_system_refuses_is_raised(kind: str) -> None:
    one = made(kind)
    one.path.parent.parent.mkdir(parents=True, exist_ok=True)
    one.path.parent.touch()
    with pytest.raises(OSError):
        one.put_in()
    one.path.parent.unlink()
    one.path.mkdir(parents=True)
    with pytest.raises(OSError):
        one.state()


def test_a_desktop_s_own_tool_may_switch_it_off(config: Path) -> None:
    one = desktop_entry(COMMAND, "Reminds")
    one.put_in()
    assert one.path == config / "autostart" / "hipstretch.desktop"
    text = one.content.decode()
    switched_off = (
        text + "Hidden=true\n",
        text.replace("enabled=true", "enabled=false"),
        text.replace("Terminal", "X-MATE-Autostart-enabled = false\nTerminal"),
    )
    for other in switched_off:
        one.path.write_text(other, encoding="utf-8")
        assert one.state() is State.OFF
    one.path.write_text(text + "Hidden=false\n[Desktop Action x]\nHidden=true\n", encoding="utf-8")
    assert one.state() is State.ON


def test_a_copy_of_the_menu_s_entry_is_another_one(config: Path) -> None:
    """GNOME's own tool copies it."""
    one = desktop_entry(COMMAND, "Reminds")
    one.path.parent.mkdir(parents=True)
    one.path.write_text("[Desktop Entry]\nType=Application\nExec=hipstretch %f\n", encoding="utf-8")
    assert one.state() is State.OTHER


def test_what_it_says_in_lists(config: Path) -> None:
    lines = desktop_entry(COMMAND, "Erinnert\nan Fälliges").content.decode().splitlines()
    assert lines[:4] == [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Hipstretch",
        "Comment=Erinnert\\nan Fälliges",
    ]


def test_a_path_that_is_no_text_is_refused(config: Path) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        desktop_entry((os.fsdecode(b"/\xff"), "--background"), "Reminds")


@given(st.lists(LETTERS, min_size=1))
def test_every_argument_comes_out_as_it_went_in(arguments: list[str]) -> None:
    """By the rules of the specification: first those of a string, then those of Exec."""
    (line,) = re.findall(r"^Exec=(.*)$", desktop_entry(arguments, "").content.decode(), re.MULTILINE)
    value = re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "r": "\r"}.get(m[1], m[1]), line)
    found = re.findall(r'"((?:[^"\\]|\\.)*)"(?: |$)', value, re.DOTALL)
    assert [re.sub(r"\\(.)", r"\1", one).replace("%%", "%") for one in found] == arguments


def test_launchd_starts_it_once_and_never_again(config: Path) -> None:
    one = launch_agent(COMMAND)
    about = plistlib.loads(one.content)
    assert one.path == config.parent / "home/Library/LaunchAgents/hipstretch.background.plist"
    assert (about["Label"], about["ProgramArguments"]) == (start_file.LABEL, [*COMMAND])
    assert about["RunAtLoad"] is True
    assert "KeepAlive" not in about, "launchd would try again and again when the program is gone"
    one.put_in()
    for name, value in (("Disabled", True), ("RunAtLoad", False), ("ProgramArguments", [])):
        one.path.write_bytes(plistlib.dumps(about | {name: value}))
        assert one.state() is State.OFF
