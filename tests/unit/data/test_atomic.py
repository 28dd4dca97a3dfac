"""A file is written whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hipstretch.core.problem import InvalidFile
from hipstretch.data import atomic
from tests.fakes import FakeClock
from tests.saying import refused


def test_a_file_is_replaced_and_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    atomic.write(path, b"one")
    atomic.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "b.json"
    atomic.write(path, b"one")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="No space"):
        atomic.write(path, b"two")
    monkeypatch.undo()
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_two_files_set_aside_in_one_second_have_two_names(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    asides = set()
    for text in ("one", "two"):
        path.write_text(text, encoding="utf-8")
        asides.add(atomic.set_aside(path))
    assert {p.read_text(encoding="utf-8") for p in asides} == {"one", "two"}


def rights(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_file_is_for_its_person_only_and_an_export_as_the_person_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mask = os.umask(0o027)
    try:
        mine = tmp_path / "a" / "b" / "mine.json"
        atomic.write(mine, b"")
        assert [rights(p) for p in (mine, mine.parent, mine.parent.parent)] == [0o600, 0o700, 0o700]
        mine.chmod(0o664)
        atomic.write(mine, b"")
        assert rights(mine) == 0o600
        atomic.write(tmp_path / "export.zip", b"1", private=False)
        with monkeypatch.context() as patch:
            patch.setattr(os, "O_TMPFILE", 0, raising=False)  # as on systems that have none
            atomic.write(tmp_path / "other.zip", b"2", private=False)
    finally:
        os.umask(mask)
    for name, data in (("export.zip", b"1"), ("other.zip", b"2")):
        assert rights(tmp_path / name) == 0o640
        assert (tmp_path / name).read_bytes() == data
    assert {p.name for p in tmp_path.iterdir()} == {"a", "export.zip", "other.zip"}


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has files without a name")
def test_an_export_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from hipstretch.data import atomic
from tests.fakes import FakeClock
with atomic.writing(Path(sys.argv[1]), private=False) as file:
    file.write(b"x" * 100_000)
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "export.zip")], check=False)
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "stretch.json"
    real.parent.mkdir()
    real.write_bytes(b"one")
    (tmp_path / "again").symlink_to(real)
    path = tmp_path / "settings.json"
    path.symlink_to(tmp_path / "again")
    atomic.write(path, b"two")
    assert path.is_symlink()
    assert real.read_bytes() == b"two"
    assert [p.name for p in real.parent.iterdir()] == [real.name]


@pytest.mark.parametrize("target", ["nowhere/settings.json", "settings.json"], ids=["nothing", "itself"])
def test_a_link_that_leads_to_no_file_is_an_error_that_says_so(tmp_path: Path, target: str) -> None:
    path = tmp_path / "settings.json"
    path.symlink_to(tmp_path / target)
    with refused("it is a link that leads to no file", InvalidFile):
        atomic.write(path, b"one")
    assert path.is_symlink()
    assert list(tmp_path.iterdir()) == [path]


def test_of_a_linked_file_a_copy_is_set_aside(tmp_path: Path) -> None:
    real, path = tmp_path / "real.json", tmp_path / "settings.json"
    real.write_bytes(b"{oh")
    path.symlink_to(real)
    aside = atomic.set_aside(path, FakeClock())
    assert aside.name == "settings.2026-05-04-183000.unreadable.json"
    assert aside.read_bytes() == real.read_bytes() == b"{oh"
    assert path.is_symlink()
    assert not aside.is_symlink()


def unfinished(folder: Path, process: int, run: str = "0123abcd") -> Path:
    path = folder / f".hipstretch-{process}-{run}-0.tmp"
    path.write_bytes(b"half")
    return path


def test_what_a_killed_program_left_unfinished_is_removed_and_nothing_else(tmp_path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from hipstretch.data import atomic
from tests.fakes import FakeClock
folder = Path(sys.argv[1])
with atomic.writing(folder / "history.jsonl") as file, atomic.staging(folder) as staged:
    (staged / "exercise.toml").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
"""
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert len(list(tmp_path.iterdir())) == 2
    others = [tmp_path / name for name in (".hidden", "a.tmp", ".hipstretch-1-x-2.tmp", ".mine.deleted")]
    for other in others:
        other.write_bytes(b"mine")
    with atomic.writing(tmp_path / "settings.json") as file, atomic.staging(tmp_path) as staged:
        file.write(b"two")
        (staged / "mine").write_bytes(b"x")
        atomic.clean(tmp_path)
        assert (staged / "mine").exists(), "this program is writing it"
    assert {p.name for p in tmp_path.iterdir()} == {*(p.name for p in others), "settings.json"}
    atomic.clean(tmp_path / "nothing there")


@pytest.mark.skipif(os.name == "nt", reason="on Windows the system tells whether a file is open")
def test_what_another_program_that_runs_is_writing_stays_for_a_while(tmp_path: Path) -> None:
    clock = FakeClock()
    other, mine = unfinished(tmp_path, os.getppid()), unfinished(tmp_path, os.getpid())
    for path in (other, mine):
        os.utime(path, (clock.wall().timestamp(),) * 2)
    atomic.clean(tmp_path, clock)
    assert list(tmp_path.iterdir()) == [other], "an earlier program had the number that this one has"
    clock.advance(atomic.ABANDONED_S + 1)
    atomic.clean(tmp_path, clock)
    assert list(tmp_path.iterdir()) == []


def test_a_link_that_can_not_be_followed_for_another_reason_is_the_systems_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "file")

    def refuse(*_: object, **__: object) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "resolve", refuse)
    with pytest.raises(PermissionError):
        atomic.followed(link)


def test_a_disk_without_a_root_makes_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(FileNotFoundError):
        atomic.make_folder(Path("/data"))


def test_a_file_is_not_set_aside_a_thousand_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "lexists", lambda _: True)
    with pytest.raises(FileExistsError):
        atomic.set_aside(tmp_path / "settings.json", FakeClock())


def test_without_proc_an_export_has_a_name_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_PROC", f"{tmp_path}/no-proc/{{}}")
    with atomic.writing(tmp_path / "export.zip", private=False) as file:
        file.write(b"x")
        assert [p.suffix for p in tmp_path.iterdir()] == [".tmp"]
    assert (tmp_path / "export.zip").read_bytes() == b"x"


def test_a_process_lives_also_if_it_is_somebody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    assert not atomic._lives(os.getpid()), "an earlier run had this number"
    assert not atomic._lives(2**70)
    monkeypatch.setattr(os, "kill", refuse)
    assert atomic._lives(1)


def test_what_another_program_wrote_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for before in (None, "mine"):
        if before:
            path.write_text(before, encoding="utf-8")
        read = atomic.stamp(path)
        path.write_text("theirs, meanwhile", encoding="utf-8")
        with pytest.raises(atomic.ChangedError):
            atomic.write(path, b"mine", read=read)
        assert path.read_text(encoding="utf-8") == "theirs, meanwhile"
        assert list(tmp_path.iterdir()) == [path]
        path.unlink()
    atomic.write(path, b"mine", read=None)
    atomic.write(path, b"again", read=atomic.stamp(path))
    assert path.read_bytes() == b"again"
