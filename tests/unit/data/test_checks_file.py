"""Tightness checks are kept, and what can't be read stays in the file."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.check import CheckRecord, CheckResult, Grade
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.core.problem import InvalidFile
from hipstretch.data import atomic
from hipstretch.data.checks_file import ChecksFile, as_line
from tests.saying import refused, said
from tests.unit.core.test_check import records


def check(day: int) -> CheckRecord:
    found = CheckResult("thomas", MuscleGroup.FRONT, Side.LEFT, Grade.TIGHT)
    return CheckRecord(f"c{day}", datetime(2026, 11, day, tzinfo=UTC), (found,))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(records, max_size=4, unique_by=lambda r: r.id))
def test_what_is_added_is_loaded_by_time(tmp_path: Path, some: list[CheckRecord]) -> None:
    path = tmp_path / "checks.jsonl"
    path.unlink(missing_ok=True)
    for one in some:
        ChecksFile(path).add(one)
    assert ChecksFile(path).load() == (tuple(sorted(some, key=lambda r: r.at)), ())


def test_no_file_is_no_check(tmp_path: Path) -> None:
    assert ChecksFile(tmp_path / "checks.jsonl").load() == ((), ())


def test_a_deleted_one_is_gone_and_comes_back_in_its_place(tmp_path: Path) -> None:
    file = ChecksFile(tmp_path / "checks.jsonl")
    file.add(check(1), check(2))
    file.delete("c1")
    assert file.load()[0] == (check(2),)
    file.add(check(1))
    assert file.load()[0] == (replace(check(1), life=1), check(2)), "it counts over the deletion"


def test_bad_lines_are_named_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "checks.jsonl"
    newer = b'{"v": 9, "id": "n"}'
    path.write_bytes(b'{"id": 3}\n\n' + newer + b"\nrubbish\n[]\n{}\n")
    found, problems = ChecksFile(path).load()
    told = said(problems)
    assert found == ()
    assert told[0].startswith("checks.jsonl, line 1 can't be used (id is 3; it must be a text")
    assert "it comes from a newer version" in told[1]
    assert told[3] == "checks.jsonl: 2 more lines can't be used either."
    ChecksFile(path).add(check(1))
    ChecksFile(path).delete("c1")
    assert path.read_bytes().startswith(b'{"id": 3}\n' + newer + b"\nrubbish\n[]\n{}\n")


def test_a_file_that_is_none_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "checks.jsonl"
    path.mkdir()
    found, problems = ChecksFile(path).load()
    assert (found, len(problems)) == ((), 1)
    with pytest.raises(OSError, match=r"directory|no_file"):
        ChecksFile(path).add(check(1))
    path.rmdir()
    for junk, why in ((b" " * 1_000_001, "larger than"), (b"?\n" * 400_000, "more than 10,000 lines")):
        path.write_bytes(junk)
        found, (notice,) = ChecksFile(path).load()
        assert why in said([notice])[0]
        with refused(why):
            ChecksFile(path).add(check(1))
        assert path.read_bytes() == junk


def test_checks_that_were_moved_away_are_not_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "data" / "checks.jsonl"
    ChecksFile(path).add(check(1))
    file = ChecksFile(path)
    path.parent.rename(tmp_path / "elsewhere")
    with refused("moved or deleted while Hipstretch was open", InvalidFile):
        file.add(check(2))
    assert not path.parent.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_checks_are_for_their_person_only_and_a_link_stays(tmp_path: Path) -> None:
    real, path = tmp_path / "real.jsonl", tmp_path / "checks.jsonl"
    real.touch(0o644)
    path.symlink_to(real)
    ChecksFile(path).add(check(1))
    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert ChecksFile(path).load()[0] == (check(1),)


def test_a_bad_line_that_names_a_check_is_not_taken_for_it(tmp_path: Path) -> None:
    path = tmp_path / "checks.jsonl"
    path.write_bytes(b'{"id": "c1", "at": 5}\n')
    ChecksFile(path).add(check(1))
    ChecksFile(path).delete("c1")
    first, second = path.read_bytes().splitlines()
    assert first == b'{"id": "c1", "at": 5}'
    assert b"deleted_at" in second


def test_what_another_program_writes_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "checks.jsonl"
    file = ChecksFile(path)
    file.add(check(1))
    file.load()
    write, left = atomic.write, [2]

    def meanwhile(target: Path, data: bytes, **how: Any) -> None:
        if left[0]:
            left[0] -= 1
            other = path.read_bytes() + as_line(check(10 + left[0])) + b"\n"
            path.write_bytes(other)
        write(target, data, **how)

    monkeypatch.setattr(atomic, "write", meanwhile)
    file.add(check(2))
    assert [one.id for one in file.load()[0]] == ["c1", "c2", "c10", "c11"]
    left[0] = 3
    with refused("another program wrote to it at the same time", InvalidFile):
        file.add(check(3))
    file.add(check(3))
    file.load()
    file.delete("c9")
    assert not file.changed_elsewhere(), "nothing was there to delete"
