"""What the packages are made of: templates filled from one place, scripts that clean up, a start for children too."""

import configparser
import json
import os
import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import bundle_main
import packages
import pytest
import release
import templates

import hipstretch
from hipstretch import translation
from hipstretch.qt.autostart.registry import APPROVED, NAME, RUN
from hipstretch.qt.autostart.start_file import StartFile, desktop_entry

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
TEMPLATES = sorted(path.relative_to(PACKAGING).as_posix() for path in PACKAGING.rglob("*.in"))
BUILT = {
    "architecture": "amd64",
    "installed_kib": "1",
    "depends": "libc6",
    "recommends": "x",
    "root": "/",
    "machine": "m",
}
"""What is only known when a package is built."""
WITHOUT_VERSION = {"linux/copyright.in", "linux/hipstretch.desktop.in"}
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="for Linux")


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_can_be_filled(template: str) -> None:
    text = templates.filled(template, **BUILT)
    assert "$" not in text
    assert hipstretch.__version__ in text or template in WITHOUT_VERSION


def test_the_descriptions_can_be_read() -> None:
    root = ET.fromstring(templates.filled("linux/metainfo.xml.in"))  # noqa: S314 - our own
    (newest,) = root.findall("releases/release")
    assert newest.attrib == {"version": hipstretch.__version__, "date": templates.facts()["date"]}
    assert newest.findall(".//li")
    for shown in root.findall("screenshots/screenshot/image"):
        assert shown.text
        assert (PACKAGING / "screenshots" / shown.text.rsplit("/", 1)[1]).exists()
    languages = {
        said.get("{http://www.w3.org/XML/1998/namespace}lang", "en") for said in root.findall("summary")
    }
    assert languages == set(templates.descriptions()) == set(translation.available())
    plist = plistlib.loads(templates.filled("macos/Info.plist.in").encode())
    assert plist["CFBundleVersion"] == hipstretch.__version__


def test_a_desktop_finds_its_words_in_every_language() -> None:
    entries = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entries.read_string(templates.filled("linux/hipstretch.desktop.in"))
    entry = entries["Desktop Entry"]
    assert entry["Comment"] == "Be guided through hip stretches"
    for tag in set(translation.available()) - {"en"}:
        key = {"zh-Hans": "zh_CN", "pt-BR": "pt_BR"}.get(tag, tag)
        assert all(entry[f"{name}[{key}]"] for name in ("GenericName", "Comment"))
        assert entry[f"Keywords[{key}]"].endswith(";")


def test_the_changelog_names_the_version() -> None:
    date, notes = templates.release(hipstretch.__version__)
    assert date
    assert all(note[0].isupper() or note[0].islower() for note in notes)
    with pytest.raises(ValueError, match=r"no section “## \[9.9.9\]"):
        templates.release("9.9.9")


def test_a_tag_must_be_the_version_with_nothing_unreleased(monkeypatch: pytest.MonkeyPatch) -> None:
    tag = f"v{hipstretch.__version__}"
    with pytest.raises(ValueError, match="The tag is v9"):
        release.check_version("v9")
    monkeypatch.setattr(templates, "unreleased", lambda: True)
    assert "unreleased" in release.check_version("")
    with pytest.raises(ValueError, match="Unreleased"):
        release.check_version(tag)
    monkeypatch.setattr(templates, "unreleased", lambda: False)
    monkeypatch.setattr(
        templates, "facts", lambda: {"version": tag[1:], "date": "", "homepage": "https://a.example"}
    )
    with pytest.raises(ValueError, match="address"):
        release.check_version(tag)


def test_what_builds_is_locked_with_what_runs() -> None:
    assert release.check_locks()


def test_what_a_bundle_starts_finds_its_own_libraries() -> None:
    environment = {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/mine", "HOME": "/"}
    bundle_main.restore_search(environment)
    assert environment == {"LD_LIBRARY_PATH": "/mine", "HOME": "/"}
    environment = {"LD_LIBRARY_PATH": "/bundle"}
    bundle_main.restore_search(environment)
    assert environment == {}


@on_linux
def test_the_start_of_a_bundle_serves_the_children_and_no_other_module() -> None:
    start = [sys.executable, str(PACKAGING / "bundle_main.py")]
    child = subprocess.run(
        [*start, "-m", "hipstretch.qt.speech.voice", "no-engine"], input=b"", capture_output=True, check=True
    )
    assert "fault" in json.loads(child.stdout.splitlines()[0])
    other = subprocess.run([*start, "-m", "this"], capture_output=True, check=False)
    assert other.returncode == 2
    version = subprocess.run([*start, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout == f"hipstretch {hipstretch.__version__}\n"


@on_linux
def test_what_install_puts_in_uninstall_takes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, home = tmp_path / "unpacked", tmp_path / "a home"
    (source / "hipstretch").mkdir(parents=True)
    shutil.copy(shutil.which("true") or "", source / "hipstretch" / "hipstretch")
    packages.share(source / "share")
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(PACKAGING / "linux" / script, source / script)
    mine = home / ".local/share/hipstretch/history.jsonl"
    mine.parent.mkdir(parents=True)
    mine.touch()
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    starts = entry_in(home, home / ".local/lib/hipstretch/hipstretch", monkeypatch)
    for _ in range(2):  # the second time over the first
        subprocess.run([str(source / "install.sh")], env=environment, check=True, capture_output=True)
        starts.put_in()
    subprocess.run([str(source / "install.sh")], env=environment, check=True, capture_output=True)
    assert starts.path.exists(), "another version starts with the computer as well"
    entry = (home / ".local/share/applications/hipstretch.desktop").read_text(encoding="utf-8")
    assert f'Exec="{home}/.local/lib/hipstretch/hipstretch" %f' in entry
    assert subprocess.run([str(home / ".local/bin/hipstretch")], check=True).returncode == 0
    subprocess.run(
        [str(home / ".local/lib/hipstretch/uninstall.sh")], env=environment, check=True, capture_output=True
    )
    assert [path for path in home.rglob("*") if not path.is_dir()] == [mine]
    assert not (home / ".local/lib/hipstretch").exists()
    assert not (home / ".local/share/applications").exists()


def entry_in(home: Path, program: Path, monkeypatch: pytest.MonkeyPatch) -> StartFile:
    """What the program writes into a home to start with the computer."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    return desktop_entry((str(program), "--background"), "Reminds")


@on_linux
def test_uninstall_leaves_what_starts_another_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = entry_in(tmp_path, Path("/usr/lib/hipstretch/hipstretch"), monkeypatch)
    other.put_in()
    script = PACKAGING / "linux" / "uninstall.sh"
    (tmp_path / ".local/lib/hipstretch").mkdir(parents=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    subprocess.run([str(script)], env=environment, check=True, capture_output=True)
    assert other.path.read_bytes() == other.content


@pytest.fixture
def homes(tmp_path: Path) -> dict[str, Path]:
    """People of a system that is made up, with their homes; setpriv tells whose rights it takes."""
    made = {name: tmp_path / "home" / name for name in ("ann", "bob", "a person", "none")}
    people = "".join(
        f"{home.name}:x:{1000 + n}:{2000 + n}::{home}:/bin/sh\n" for n, home in enumerate(made.values())
    )
    tools = {
        "getent": f"cat {tmp_path / 'passwd'}",
        "setpriv": f'echo "$1 $2 $3" >> "{tmp_path / "rights"}"; shift 3; exec "$@"',
    }
    (tmp_path / "passwd").write_text(f"root:x:0:0:root:/:/bin/sh\n{people}", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for name, does in tools.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    return made


@on_linux
def test_the_deb_takes_out_of_every_home_what_starts_it_and_nothing_else(
    tmp_path: Path, homes: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    ours = Path("/usr/lib/hipstretch/hipstretch")
    entries = {name: entry_in(home, ours, monkeypatch) for name, home in homes.items() if name != "none"}
    entries["bob"] = entry_in(homes["bob"], homes["bob"] / ".local/lib/hipstretch/hipstretch", monkeypatch)
    for one in entries.values():
        one.put_in()
    linked = entries["a person"].path.rename(tmp_path / "linked")
    entries["a person"].path.symlink_to(linked)

    def script(word: str) -> None:
        subprocess.run([str(PACKAGING / "linux" / "postrm"), word], env=environment, check=True)

    script("upgrade")
    assert all(one.path.exists() for one in entries.values())
    script("remove")
    script("purge")
    assert [name for name, one in entries.items() if one.path.is_symlink() or one.path.exists()] == ["bob"]
    assert linked.read_bytes() == entries["ann"].content, "what a link leads to stays"
    rights = (tmp_path / "rights").read_text(encoding="utf-8").splitlines()
    of = {name: f"--reuid={1000 + n} --regid={2000 + n} --init-groups" for n, name in enumerate(homes)}
    assert rights == [of["ann"], of["bob"], of["a person"], of["bob"]]


def test_the_installer_for_windows_takes_out_what_the_program_writes() -> None:
    script = templates.filled("windows/hipstretch.iss.in", **BUILT)
    for key in (RUN, APPROVED):
        (line,) = [one for one in script.splitlines() if f'"{key}"' in one]
        assert line.startswith("Root: HKCU; ")
        assert f'ValueName: "{NAME}"; Flags: dontcreatekey uninsdeletevalue' in line


def test_the_size_that_is_limited_is_the_same_on_every_machine(tmp_path: Path) -> None:
    made_here = ("hipstretch", "_internal/libpython3.11.so.1.0", "_internal/base_library.zip")
    compiled = ("_internal/numpy/_core/x.so", "_internal/python3.11/lib-dynload/y.so")
    same = (
        "_internal/hipstretch/assets/x.webp",
        "_internal/PySide6/Qt/lib/libQt6Gui.so.6",
        "_internal/a.txt",
    )
    for name in (*made_here, *compiled, *same):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"123")
    assert release.sizes(tmp_path) == (9, 15)


def test_numpy_is_compiled_as_asked_for_from_a_file_of_requirements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands on the command line, pip 23 does not heed for a file."""
    commands: list[tuple[object, ...]] = []

    def run(*command: object) -> str:
        commands.append(command)
        made = Path(str(command[-1]).partition("=")[2])
        made.mkdir()
        (made / "numpy.whl").touch()
        return ""

    monkeypatch.setattr(release, "BUILD", tmp_path)
    monkeypatch.setattr(release, "run", run)
    assert release.numpy_without_blas(
        "numpy==1 ; a \\\n    --hash=sha256:1\n    # via x\nnumpy==2 ; b \\\n    --hash=sha256:2\nother==1\n"
    ).exists()
    wishes = "".join(f" --config-settings=setup-args=-D{option}" for option in release.NO_BLAS)
    assert (tmp_path / "numpy.txt").read_text(encoding="utf-8").splitlines() == [
        "numpy==1 ; a \\",
        f"    --hash=sha256:1{wishes}",
        "numpy==2 ; b \\",
        f"    --hash=sha256:2{wishes}",
    ]
    assert len(commands) == 1
