"""The door: packaging/bootstrap.py, with the machine behind it replaced by a fake one."""

import ast
import importlib.util
import runpy
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType

import pytest

SOURCE = Path(__file__).parents[2] / "packaging" / "bootstrap.py"


class Machine:
    """Stands in for `subprocess` and `shutil.which`: has tools and packages, and writes down what is done."""

    PIPE, STDOUT, DEVNULL = -1, -2, -3

    def __init__(self, *tools: str) -> None:
        self.tools = {tool: f"/usr/bin/{tool}" for tool in tools}
        self.installed: set[str] = set()
        self.available: set[str] = set()
        self.failing: set[str] = set()
        self.calls: list[list[str]] = []
        self.environments: list[Mapping[str, str]] = []
        self.on_call: Callable[[list[str]], None] = lambda _: None

    def which(self, tool: str) -> str | None:
        return self.tools.get(tool)

    def call(self, command: list[str], env: Mapping[str, str] | None = None, **_: object) -> int:
        self.calls.append(command)
        self.environments.append(env or {})
        self.on_call(command)
        return int(any(word in self.failing for word in command))

    def run(self, command: list[str], **_: object) -> CompletedProcess[str]:
        known = {
            "dpkg-query": ("installed", self.installed),
            "rpm": ("installed", self.installed),
            "apt-cache": ("Package", self.available),
            "dnf": ("Package", self.available),
        }
        if command[0] not in known:
            return CompletedProcess(command, self.call(command), "no compiler")
        label, names = known[command[0]]
        answer = "".join(f"{label}: {name}\n" for name in command if name in names)
        return CompletedProcess(command, 0, answer)

    def called(self, *words: str) -> list[list[str]]:
        return [call for call in self.calls if set(words) <= set(call)]


@pytest.fixture
def machine() -> Machine:
    return Machine("apt-get")


@pytest.fixture
def door(machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The bootstrap on the fake machine, as root, on Linux, with its .venv under tmp_path."""
    spec = importlib.util.spec_from_file_location("bootstrap", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    for name, value in {
        "subprocess": machine,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "UNFINISHED": venv / "unfinished",
    }.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module.shutil, "which", machine.which)
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setattr(module.os, "geteuid", lambda: 0, raising=False)
    return module


def furnish(door: ModuleType) -> None:
    """Put a .venv there as `python -m venv` leaves it."""
    door.PYTHON.parent.mkdir(parents=True)
    door.PYTHON.touch()
    lines = [
        f"home = {door.VENV.parent}",
        f"version = {door.VERSION}.9",
        f"command = python -m venv {door.VENV}",
    ]
    (door.VENV / "pyvenv.cfg").write_text("\n".join(lines), encoding="utf-8")


# The Python it needs


def test_it_needs_nothing_but_the_standard_library() -> None:
    imports = [
        node
        for node in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
    ]
    assert {alias.name.split(".")[0] for node in imports for alias in node.names} <= sys.stdlib_module_names


def test_an_old_python_can_read_it_and_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6))
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(
        SystemExit, match=r"^Hipstretch needs Python 3\.11 or newer, and this is Python 3\.10\.$"
    ):
        runpy.run_path(str(SOURCE), run_name="__main__")


# The command line


@pytest.mark.parametrize(
    ("line", "passed_on"),
    [("run", []), ("run -- start daily-hips", ["start", "daily-hips"]), ("run --version", ["--version"])],
)
def test_run_hands_its_arguments_on(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, line: str, passed_on: list[str]
) -> None:
    became: list[list[str]] = []
    monkeypatch.setattr(door, "prepare", lambda _: None)
    monkeypatch.setattr(door.os, "name", "posix")
    monkeypatch.setattr(door.os, "execv", lambda _, command: became.append(command))
    door.main(line.split())
    assert became == [[str(door.PYTHON), "-m", "hipstretch", *passed_on]]


def test_test_goes_through_all_checks_and_fails_when_one_does(
    door: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(door, "prepare", lambda _: None)
    assert door.main(["test", "--", "-k", "foo"]) == 0
    machine.failing = {"mypy"}
    assert door.main(["test"]) == 1
    assert [call[2] for call in machine.calls] == [
        *("ruff", "ruff", "mypy", "pytest"),
        *("ruff", "ruff", "mypy", "pytest", "coverage", "coverage", "pytest", "pytest"),
    ]
    assert machine.calls[3][3:] == ["-k", "foo"]
    assert capsys.readouterr().out.count("FAILED") == 1


@pytest.mark.parametrize("lacking", ["", "xdotool"])
def test_tests_are_told_whether_every_package_is_installed(
    door: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    monkeypatch.delenv(door.TOOLS_INSTALLED, raising=False)
    monkeypatch.setattr(door, "prepare", lambda _: None)
    machine.installed = everything(door, "apt-get") - {lacking}
    door.main(["test"])
    assert all((door.TOOLS_INSTALLED in one) == (not lacking) for one in machine.environments)
    machine.environments.clear()
    machine.tools.clear()
    door.main(["test"])
    assert all(door.TOOLS_INSTALLED not in one for one in machine.environments), "packages nobody knows of"


def test_an_unknown_command_shows_the_usage(door: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["dance"]) == 2
    assert "bootstrap.py run" in capsys.readouterr().out


# .venv


def test_a_good_venv_is_left_as_it_is(door: ModuleType) -> None:
    furnish(door)
    assert door.venv_is_whole()


@pytest.mark.parametrize("harm", ["gone", "moved", "other Python", "Python removed", "killed half-way"])
def test_a_broken_venv_is_seen(door: ModuleType, harm: str) -> None:
    furnish(door)
    config = door.VENV / "pyvenv.cfg"
    words = config.read_text(encoding="utf-8")
    match harm:
        case "gone":
            config.unlink()
        case "moved":
            config.write_text(
                words.replace(f"-m venv {door.VENV}", "-m venv /elsewhere/.venv"), encoding="utf-8"
            )
        case "other Python":
            config.write_text(words.replace(f"version = {door.VERSION}", "version = 3.1"), encoding="utf-8")
        case "Python removed":
            door.PYTHON.unlink()
            door.PYTHON.symlink_to("/nowhere/python3")
        case "killed half-way":
            door.UNFINISHED.touch()
    assert not door.venv_is_whole()


def test_a_new_venv_keeps_nothing_of_the_old_one(door: ModuleType, machine: Machine) -> None:
    furnish(door)
    (door.VENV / "lib64").symlink_to(door.VENV / "bin")
    seen: list[str] = []
    machine.on_call = lambda _: seen.extend(item.name for item in door.VENV.iterdir())
    door.make_venv()
    assert seen == ["unfinished"]
    assert not door.UNFINISHED.exists()


def test_without_the_venv_module_and_uv_it_stops(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SystemExit, match="venv module is missing"):
        door.make_venv()
    assert not door.VENV.exists()


# Installing


def test_everything_is_done_once(door: ModuleType, machine: Machine) -> None:
    machine.available = everything(door, "apt-get")
    machine.on_call = lambda command: furnish(door) if "venv" in command else None
    door.prepare("test")
    assert machine.called("apt-get", "install")
    assert machine.called("--editable=.")
    machine.calls.clear()
    door.prepare("test")
    assert machine.calls == []


def test_missing_system_packages_do_not_reinstall_the_rest(
    door: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.os, "geteuid", lambda: 1000, raising=False)
    furnish(door)
    door.prepare("run")
    machine.calls.clear()
    door.prepare("run")
    assert machine.calls == []


@pytest.mark.parametrize("uv", [True, False])
def test_only_locked_versions_are_installed(door: ModuleType, machine: Machine, *, uv: bool) -> None:
    if uv:
        machine.tools["uv"] = "/usr/bin/uv"
    furnish(door)
    door.install_locked("test")
    locked, project = machine.calls
    assert locked[-1] == f"--requirement={door.LOCKS / 'test.txt'}"
    assert {"--require-hashes", "--no-deps", "--no-build-isolation"} <= set(locked)
    assert project[-1] == "--editable=."
    assert {call[0] for call in machine.calls} == {"/usr/bin/uv" if uv else str(door.PYTHON)}


def test_a_reported_failure_leaves_the_venv_and_says_so(door: ModuleType, machine: Machine) -> None:
    furnish(door)
    machine.failing = {"install"}
    with pytest.raises(SystemExit, match="Not everything could be installed"):
        door.install_locked("run")
    assert len(machine.calls) == 1
    assert door.venv_is_whole()


def test_a_kill_while_installing_leaves_a_mark(door: ModuleType, machine: Machine) -> None:
    def killed(_: list[str]) -> None:
        raise KeyboardInterrupt

    furnish(door)
    machine.on_call = killed
    with pytest.raises(KeyboardInterrupt):
        door.install_locked("run")
    assert not door.venv_is_whole()


# simpleaudio


SOUND = f"--requirement={SOURCE.parent / 'locks' / 'sound.txt'}"


def test_simpleaudio_is_installed_with_what_compiles_it(door: ModuleType, machine: Machine) -> None:
    machine.available = everything(door, "apt-get")
    furnish(door)
    door.prepare("run")
    assert {"gcc", "libasound2-dev"} <= set(machine.called("install", "gcc")[0])
    assert "--require-hashes" in machine.called(SOUND)[0]
    machine.calls.clear()
    door.prepare("run")
    assert machine.calls == []


def test_where_it_does_not_install_that_is_said_once_and_set_up_goes_on(
    door: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(door.os, "geteuid", lambda: 1000, raising=False)
    machine.installed = set(door.MANAGERS["apt-get"].packages["run"].replace("|", " ").split())
    machine.failing = {SOUND}
    furnish(door)
    door.prepare("run")
    said = capsys.readouterr().out
    assert said.count("Qt Multimedia plays") == 1
    assert "sudo" not in said, "nobody is asked for it"
    assert "no compiler" in (door.VENV / "sound.log").read_text(encoding="utf-8")
    machine.calls.clear()
    door.prepare("run")
    assert not machine.called(SOUND)
    machine.tools["cc"] = "/usr/bin/cc"
    machine.failing = set()
    door.prepare("run")
    assert machine.called(SOUND), "what compiles has come"
    assert not (door.VENV / "sound.log").exists()
    assert door.venv_is_whole()


def test_a_compiler_that_lacks_a_part_is_not_installed(door: ModuleType, machine: Machine) -> None:
    machine.available = everything(door, "apt-get") - {"libasound2-dev"}
    assert not door.install_packages("sound")
    assert not machine.called("install")


def test_the_tests_need_it(door: ModuleType, machine: Machine) -> None:
    machine.available = everything(door, "apt-get")
    machine.failing = {SOUND}
    furnish(door)
    with pytest.raises(SystemExit, match="tests need simpleaudio"):
        door.prepare("test")


# System packages


def everything(door: ModuleType, tool: str) -> set[str]:
    packages: dict[str, str] = door.MANAGERS[tool].packages
    return {names.split("|")[-1] for words in packages.values() for names in words.split()}


@pytest.mark.parametrize("tool", ["apt-get", "dnf"])
def test_nothing_missing_nothing_done(door: ModuleType, machine: Machine, tool: str) -> None:
    machine.tools = {tool: tool}
    machine.installed = everything(door, tool)
    assert door.install_packages("test")
    assert machine.calls == []


@pytest.mark.parametrize(
    ("tool", "missing", "available", "chosen"),
    [
        ("apt-get", "libglib2.0-0", {"libglib2.0-0"}, "libglib2.0-0"),
        ("apt-get", "libglib2.0-0", {"libglib2.0-0", "libglib2.0-0t64"}, "libglib2.0-0t64"),
        ("apt-get", "libegl1", {"libegl1"}, "libegl1"),
        ("dnf", "xcb-util-cursor", {"xcb-util-cursor"}, "xcb-util-cursor"),
    ],
)
def test_root_installs_what_is_missing_by_the_name_the_release_knows(
    door: ModuleType, machine: Machine, tool: str, missing: str, available: set[str], chosen: str
) -> None:
    machine.tools = {tool: tool}
    machine.installed = everything(door, tool) - {missing}
    machine.available = available
    assert door.install_packages("run")
    refresh, install = machine.calls
    assert refresh == door.MANAGERS[tool].refresh
    assert install == ["env", "DEBIAN_FRONTEND=noninteractive", *door.MANAGERS[tool].install, chosen]


def test_a_release_installs_what_compiles(
    door: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.sysconfig, "get_path", lambda _: "/nowhere")
    machine.available = everything(door, "apt-get")
    assert door.install_packages("release")
    assert {"g++", "binutils", "libegl1", "libasound2-dev", "python3-dev"} <= set(machine.calls[-1])
    assert "xvfb" not in machine.calls[-1]


def test_a_package_no_source_has_does_not_keep_the_others_out(
    door: ModuleType, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.installed = everything(door, "apt-get") - {"libegl1", "libpulse0"}
    machine.available = {"libpulse0"}
    assert door.install_packages("run")
    assert machine.calls[-1][-1] == "libpulse0"
    assert "Left out, because no package source has them: libegl1" in capsys.readouterr().out


def test_without_any_package_list_it_is_tried_again(door: ModuleType) -> None:
    assert not door.install_packages("run")


def test_apt_may_not_remove_anything(door: ModuleType) -> None:
    assert "--no-remove" in door.MANAGERS["apt-get"].install


def test_sudo_is_used_when_it_asks_no_password(
    door: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.os, "geteuid", lambda: 1000, raising=False)
    machine.tools["sudo"] = "/usr/bin/sudo"
    machine.available = {"libegl1"}
    assert door.install_packages("run")
    assert machine.calls[0] == ["sudo", "--non-interactive", "true"]
    assert all(call[:2] == ["sudo", "--non-interactive"] for call in machine.calls)
    assert machine.called("install", "libegl1")


@pytest.mark.parametrize("sudo", [True, False])
def test_otherwise_the_line_to_run_is_printed(
    door: ModuleType,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    sudo: bool,
) -> None:
    monkeypatch.setattr(door.os, "geteuid", lambda: 1000, raising=False)
    if sudo:
        machine.tools["sudo"] = "/usr/bin/sudo"
        machine.failing = {"true"}
    machine.installed = everything(door, "apt-get") - {"libegl1", "libpulse0"}
    assert not door.install_packages("run")
    assert "sudo apt-get update; sudo apt-get install" in capsys.readouterr().out
    assert not machine.called("install")


def test_other_systems_are_left_alone(
    door: ModuleType, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door.sys, "platform", "darwin")
    assert door.install_packages("test")
    assert machine.calls == []
