"""What stands in several files must say the same in all of them."""

import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import hipstretch

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "packaging" / "locks"
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-") for requirement in requirements}


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall(read(f"packaging/locks/{lock}.txt")))


def test_the_changelog_has_this_version_on_top() -> None:
    released = re.findall(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", read("CHANGELOG.md"), re.MULTILINE)
    assert released[0] == hipstretch.__version__


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = "python3 packaging/bootstrap.py test"
    assert re.search(rf"^{command}\b", read("README.md"), re.MULTILINE)
    assert re.search(rf"^exec {command} </dev/null$", read(".ci/run"), re.MULTILINE)
    assert os.name == "nt" or os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_python_asked_for_is_one_and_the_same(project: dict[str, Any]) -> None:
    wanted = project["project"]["requires-python"].removeprefix(">=")
    assert f"sys.version_info < ({wanted.replace('.', ', ')})" in read("packaging/bootstrap.py")
    assert f"Python {wanted}" in read("README.md")
    assert project["tool"]["ruff"]["target-version"] == f"py{wanted.replace('.', '')}"


def test_the_locks_pin_what_the_project_asks_for(project: dict[str, Any]) -> None:
    groups = project["dependency-groups"]
    run = names(project["project"]["dependencies"] + project["build-system"]["requires"] + groups["build"])
    assert run <= pins("run").keys()
    assert names(groups["dev"]) <= pins("test").keys()
    assert names(groups["sound"]) == pins("sound").keys()
    assert pins("run").items() <= pins("test").items()


def test_what_may_not_be_passed_on_is_not_shipped() -> None:
    """Garmin's licence lets anybody use its SDK, and nobody give it to others."""
    assert "garmin-fit-sdk" in pins("test")
    assert not [path for path in LOCKS.glob("*.txt") if "garmin" in path.read_text() and path.stem != "test"]


@pytest.mark.parametrize("lock", sorted(path.stem for path in LOCKS.glob("*.txt")))
def test_a_lock_has_hashes_and_no_addresses(lock: str) -> None:
    text = read(f"packaging/locks/{lock}.txt")
    requirements = re.sub(r" *#.*\n", "", text).replace("\\\n", "").splitlines()
    form = re.compile(r"[a-z0-9-]+==[^\s;]+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in requirements if not form.fullmatch(line.rstrip())] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "packaging/README.md"])
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", read(page)):
        assert "://" in target or (ROOT / page).parent.joinpath(target).exists(), target


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
