"""A tool that should be there fails the test that needs it, by name; one that need not be skips it."""

import re
from collections.abc import Mapping
from subprocess import CompletedProcess

import bootstrap
import pytest

from tests.e2e import tools

MISSING = r"^not installed: xdotool \(package xdotool\), Xvfb \(package xvfb or xorg-x11-server-Xvfb\)$"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Linux without any tool, not in CI, and not under bootstrap.py."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(tools, "where", lambda _: None)
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv(tools.INSTALLED, raising=False)
    return monkeypatch


@pytest.mark.parametrize("environment", [{"CI": "true"}, {tools.INSTALLED: "1"}])
def test_it_fails_where_the_tools_should_be(bare: pytest.MonkeyPatch, environment: Mapping[str, str]) -> None:
    for name, value in environment.items():
        bare.setenv(name, value)
    with pytest.raises(pytest.fail.Exception, match=MISSING):
        tools.check(("xdotool", "Xvfb"))


def test_it_is_skipped_elsewhere(bare: pytest.MonkeyPatch) -> None:
    with pytest.raises(pytest.skip.Exception, match=MISSING):
        tools.check(("xdotool", "Xvfb"))


def test_it_is_skipped_on_other_systems_even_in_ci(bare: pytest.MonkeyPatch) -> None:
    bare.setattr("sys.platform", "darwin")
    bare.setenv("CI", "true")
    with pytest.raises(pytest.skip.Exception, match="run on Linux"):
        tools.check(("xdotool",))


def test_a_desktop_keeps_its_pipewire_but_ci_has_none(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(tools, "where", lambda name: None if name == "pulseaudio" else name)
    bare.setattr("shutil.which", lambda name: name)
    bare.setenv(tools.INSTALLED, "1")
    with pytest.raises(pytest.skip.Exception, match="PipeWire"):
        tools.check(tools.SOUND)
    bare.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="pulseaudio"):
        tools.check(tools.SOUND)


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("strace: ptrace(PTRACE_TRACEME, ...): Operation not permitted", pytest.skip.Exception),
        ("strace: invalid option", OSError),
    ],
)
def test_a_strace_that_the_kernel_forbids_skips_and_one_that_fails_otherwise_fails(
    bare: pytest.MonkeyPatch, said: str, becomes: type[BaseException]
) -> None:
    bare.setattr(tools, "where", lambda name: name)
    bare.setattr(tools, "strace_refusal", tools.strace_refusal.__wrapped__)
    bare.setattr("subprocess.run", lambda *_, **__: CompletedProcess([], 1, "", said))
    bare.setenv("CI", "true")
    with pytest.raises(becomes, match=re.escape(said)):
        tools.check(("strace",))


def test_bootstrap_installs_every_package_and_says_so_by_the_same_name() -> None:
    assert bootstrap.TOOLS_INSTALLED == tools.INSTALLED
    for number, manager in enumerate(bootstrap.MANAGERS.values()):
        installs = {name for word in manager.packages["test"].split() for name in word.split("|")}
        assert {packages[number] for packages in tools.PACKAGES.values()} <= installs
