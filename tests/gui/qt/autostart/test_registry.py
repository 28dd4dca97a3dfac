"""Windows: the value in the registry, by one that is made of dicts. It did not run on a real one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from hipstretch.qt.autostart import registry
from hipstretch.qt.autostart.registry import NAME, Registry
from hipstretch.qt.autostart.state import State

Keys = dict[str, dict[str, object]]


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Keys:
    """The keys below HKEY_CURRENT_USER."""
    made: Keys = {}

    @contextmanager
    def open_key(_root: object, path: str, *_: object) -> Iterator[dict[str, object]]:
        if path not in made:
            raise FileNotFoundError(path)
        yield made[path]

    @contextmanager
    def create_key(_root: object, path: str, *_: object) -> Iterator[dict[str, object]]:
        yield made.setdefault(path, {})

    def query(key: dict[str, object], name: str) -> tuple[object, int]:
        if name not in key:
            raise FileNotFoundError(name)
        return key[name], 1

    def delete(key: dict[str, object], name: str) -> None:
        query(key, name)
        del key[name]

    winreg = SimpleNamespace(
        HKEY_CURRENT_USER=0,
        KEY_SET_VALUE=2,
        REG_SZ=1,
        OpenKey=open_key,
        CreateKeyEx=create_key,
        QueryValueEx=query,
        DeleteValue=delete,
        SetValueEx=lambda key, name, _reserved, _type, value: key.update({name: value}),
    )
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    return made


@pytest.fixture
def program(tmp_path: Path) -> Path:
    made = tmp_path / "Program Files" / "hipstretch.exe"
    made.parent.mkdir()
    made.touch()
    return made


def test_it_is_there_until_it_is_taken_out(keys: Keys, program: Path) -> None:
    one = Registry((str(program), "--background"))
    assert one.state() is State.OFF
    one.put_in()
    assert keys == {registry.RUN: {NAME: f'"{program}" --background'}}
    assert one.state() is State.ON
    one.take_out()
    one.take_out()
    assert keys == {registry.RUN: {}}
    assert one.state() is State.OFF


def test_what_task_manager_switched_off_is_off_until_it_is_put_in_again(keys: Keys, program: Path) -> None:
    one = Registry((str(program), "--background"))
    one.put_in()
    keys[registry.APPROVED] = {NAME: b"\x03" + bytes(11)}
    assert one.state() is State.OFF
    keys[registry.APPROVED] = {NAME: b"\x02" + bytes(11)}
    assert one.state() is State.ON
    keys[registry.APPROVED] = {NAME: b"\x03" + bytes(11)}
    one.put_in()
    assert one.state() is State.ON
    assert keys[registry.APPROVED] == {}


def test_another_copy_is_told_apart_and_one_that_is_gone_is_nothing(keys: Keys, program: Path) -> None:
    without_space = program.parents[1] / "python.exe"
    without_space.touch()
    Registry((str(without_space), "-P", "-m", "hipstretch")).put_in()
    one = Registry((str(program), "--background"))
    assert one.state() is State.OTHER
    without_space.unlink()
    assert one.state() is State.OFF
    for nothing in ("", b"", 7):
        keys[registry.RUN][NAME] = nothing
        assert one.state() is State.OFF
