"""Nothing in history.jsonl is lost: not by a torn write, a damaged line, a newer program or a full disk."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hipstretch.core.problem import InvalidFile
from hipstretch.core.record import Deleted, ExerciseRecord, SessionOutcome, SessionRecord, to_json
from hipstretch.data import atomic
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.history_line import MAX_LINE, SessionSummary, _listed_fast, as_line, deleted_line, listed
from hipstretch.data.history_pass import TAIL_BYTES
from hipstretch.qt.problem_words import words
from tests import histories
from tests.fakes import FakeClock
from tests.killing import KilledError, killed
from tests.saying import refused
from tests.unit.core.test_record import records

GENERATED = tuple(histories.sessions(3))


def session(n: int) -> SessionRecord:
    at = datetime(2026, 5, 4, 18, tzinfo=UTC) + timedelta(days=n)
    return SessionRecord(f"id{n}", at, at, "daily-hips", SessionOutcome.PARTIAL, 10.0 * n, (), "0.1.0")


@pytest.fixture
def history(tmp_path: Path) -> HistoryFile:
    return HistoryFile(tmp_path / "data" / "history.jsonl", FakeClock())


def anew(folder: Path) -> HistoryFile:
    """A history that has not begun yet, for every example of a test."""
    path = folder / "h.jsonl"
    path.unlink(missing_ok=True)
    return HistoryFile(path)


def test_nothing_yet(history: HistoryFile) -> None:
    assert history.load() == ((), ())


def test_one_line_a_session(history: HistoryFile) -> None:
    for n in (1, 2, 3):
        history.append(session(n))
    lines = history.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["id1", "id2", "id3"]
    assert history.load() == ((session(1), session(2), session(3)), ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(records, max_size=4, unique_by=lambda r: r.id))
def test_whatever_is_appended_is_loaded(tmp_path: Path, some: list[SessionRecord]) -> None:
    history = anew(tmp_path)
    for record in some:
        history.append(record)
    assert history.load() == (tuple(sorted(some, key=lambda r: r.started_at)), ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text().map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes_are_survived_and_kept(tmp_path: Path, junk: bytes) -> None:
    end = junk.rpartition(b"\n")[2]
    assume(not end or not as_line(session(1)).startswith(end))  # that would be completed
    history = HistoryFile(tmp_path / "h.jsonl")
    history.path.write_bytes(junk)
    history.load()
    history.append(session(1))
    assert session(1) in history.load()[0]
    history.delete("id1")
    assert session(1) not in history.load()[0]
    assert history.path.read_bytes().startswith(junk)
    history.compact()
    first, _, rest = history.path.read_bytes().partition(b"\n")
    assert json.loads(first)["id"] == "id1", "deleted"
    assert rest in (junk, junk + b"\n")


def test_a_damaged_line_is_named_copied_and_left_where_it_is(history: HistoryFile) -> None:
    history.append(session(1))
    with history.path.open("ab") as file:
        file.write(b'{"half": \n')
    history.append(session(2))
    before = history.path.read_bytes()
    loaded, [notice] = history.load()
    assert loaded == (session(1), session(2))
    assert "line 2" in words(notice)
    assert not history.damaged_path.exists(), "reading writes nothing"
    for _ in range(2):
        history.keep_damaged()
        assert history.damaged_path.read_bytes() == b'{"half": \n', "copied once"
    assert history.path.read_bytes() == before


def test_no_place_for_copies_of_damaged_lines_does_no_harm(history: HistoryFile) -> None:
    history.damaged_path.mkdir(parents=True)
    history.path.write_bytes(b"?\n")
    history.keep_damaged()
    assert "line 1" in words(history.load()[1][0])
    assert history.path.read_bytes() == b"?\n"


@pytest.mark.parametrize("before", [0, 2])
def test_a_line_that_a_power_failure_cut_is_completed(history: HistoryFile, before: int) -> None:
    """The session is still in the journal then, and so is appended once more."""
    for n in range(before):
        history.append(session(n))
    whole = history.path.read_bytes() if before else b""
    history.append(session(7))
    line = history.path.read_bytes()[len(whole) :]
    for cut in (1, 40, len(line) - 1):
        history.path.write_bytes(whole + line[:cut])
        history.append(session(7))
        assert history.path.read_bytes() == whole + line


def test_a_torn_last_line_does_not_swallow_the_next_session(history: HistoryFile) -> None:
    history.append(session(1))
    with history.path.open("ab") as file:
        file.write(b'{"v": 1, "id": "to')
    history.append(session(2))
    assert history.load()[0] == (session(1), session(2))


def test_a_bad_field_is_named(history: HistoryFile) -> None:
    history.append(session(1))
    line = json.dumps({**to_json(session(2)), "active_s": "long"})
    with history.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert 'line 2: active_s is "long"' in words(history.load()[1][0])


def test_lines_of_a_newer_version_stay_word_for_word(history: HistoryFile) -> None:
    history.path.parent.mkdir()
    newer = b'{"v": 99, "id": "x", "what": "ever"}\n'
    history.path.write_bytes(newer)
    history.append(session(1))
    loaded, [notice] = history.load()
    assert loaded == (session(1),)
    assert "newer version" in words(notice)
    history.delete("id1")
    history.compact()
    assert history.path.read_bytes().endswith(b"\n" + newer)
    assert history.path.read_bytes().count(b"\n") == 2


def test_a_change_is_a_line_more(history: HistoryFile) -> None:
    history.append(session(1), session(2))
    before = history.path.read_bytes()
    changed = replace(session(1), note="ün\nline")
    history.replace(changed)
    assert history.path.read_bytes() == before + as_line(changed)
    assert history.load() == ((changed, session(2)), ())
    history.delete("id2")
    last = json.loads(history.path.read_bytes().splitlines()[-1])
    assert last == {"v": 1, "id": "id2", "deleted_at": "2026-05-04T18:30:00+00:00"}
    assert history.load() == ((changed,), ())
    history.append(session(2))
    assert history.load() == ((changed, session(2)), ())


def test_compacting_leaves_a_line_a_session_in_order_and_the_file_before_beside_it(
    history: HistoryFile,
) -> None:
    history.append(session(3), session(1))
    with history.path.open("ab") as file:
        file.write(b"torn\n" + b'{"v": 9}\n')
    history.append(session(2), session(4))
    history.replace(replace(session(3), note="later"))
    history.delete("id2")
    before = history.path.read_bytes()
    loaded = history.load()
    history.compact()
    lines = history.path.read_bytes().splitlines(keepends=True)
    changed = as_line(replace(session(3), note="later"))
    gone = b'{"v": 1, "id": "id2", "deleted_at": "2026-05-04T18:30:00+00:00"}\n'
    assert lines == [gone, as_line(session(1)), changed, b"torn\n", b'{"v": 9}\n', as_line(session(4))]
    assert history.load()[0] == loaded[0]
    assert history.backup_path.read_bytes() == before
    (copy,) = (history.path.parent / "backups").iterdir()
    assert copy.read_bytes() == before
    history.compact()
    assert history.path.read_bytes() == b"".join(lines), "there was nothing to do"


def test_sessions_each_edited_once_never_push_the_last_weeks_out_of_reach(
    history: HistoryFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As people do: feeling and note after every session, and now and then an old one is put right."""
    monkeypatch.setattr(os, "fsync", lambda _: None)  # it only takes time here
    some = [replace(one, id=f"id{n}") for n, one in enumerate(GENERATED * 70)]
    some = [replace(one, started_at=session(n).started_at) for n, one in enumerate(some)]
    compacted = 0
    for n, one in enumerate(some):
        history.append(one)
        history.replace(replace(one, note="good"))
        if n % 3 == 0:
            history.replace(replace(some[0], note=f"put right {n}"))
        if history.worth_compacting():
            history.compact()
            compacted += 1
            assert not history.worth_compacting()
    assert 2 <= compacted <= 20
    assert history.path.stat().st_size > 2 * TAIL_BYTES
    recent = history.recent()[0]
    assert [r.id for r in recent[-40:]] == [r.id for r in some[-40:]]
    assert {r.note for r in recent[-40:]} == {"good"}


def test_what_was_deleted_leaves_the_file_after_a_day(tmp_path: Path) -> None:
    clock = FakeClock()
    history = HistoryFile(tmp_path / "h.jsonl", clock)
    history.append(replace(session(1), note="private"), session(2))
    history.delete("id1")
    assert not history.worth_compacting()
    clock.advance(86_401)
    assert history.worth_compacting()
    history.compact()
    assert history.path.read_bytes() == deleted_line(Deleted("id1", FakeClock().wall())) + as_line(session(2))
    assert not history.worth_compacting(), "that it was deleted stays"


def test_lines_that_can_not_be_read_are_no_reason_to_compact(history: HistoryFile) -> None:
    history.append(session(1))
    with history.path.open("ab") as file:
        file.write(b"?" * 1000 + b"\n" + b'{"v": 9}\n' * 1000)
    history.append(*map(session, range(2, 200)))
    assert not history.worth_compacting()


def test_a_full_disk_leaves_no_half_line(history: HistoryFile, monkeypatch: pytest.MonkeyPatch) -> None:
    history.append(session(1))
    before = history.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            history.append(session(2))
        with pytest.raises(OSError, match="No space"):
            history.delete("id1")
        with pytest.raises(OSError, match="No space"):
            history.compact()
    assert history.path.read_bytes() == before
    assert list(history.path.parent.glob(".*")) == [], "no temporary file is left over"


@pytest.mark.skipif(os.name == "nt", reason="a limit on the size of files is Unix's")
def test_a_disk_that_is_full_in_the_middle_of_a_line_keeps_no_half_of_it(history: HistoryFile) -> None:
    """The system takes the first half of the line, and the next write fails, as it does on a full disk."""
    import resource
    import signal

    history.append(session(1))
    before = history.path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, limits[1]))
        with pytest.raises(OSError, match="File too large"):
            history.append(session(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert history.path.read_bytes() == before
    history.append(session(2))
    assert history.load() == ((session(1), session(2)), ())


def test_a_history_that_was_moved_away_is_not_begun_anew(history: HistoryFile) -> None:
    history.append(session(1))
    again = HistoryFile(history.path)
    again.path.parent.rename(again.path.parent.with_name("elsewhere"))
    changes: list[Callable[[], None]] = [lambda: again.append(session(2)), lambda: history.delete("id1")]
    for change in changes:
        with refused("moved or deleted while Hipstretch was open", InvalidFile):
            change()
    with pytest.raises(FileNotFoundError):
        again.compact()
    assert not again.path.parent.exists()
    for _, [notice] in (again.load(), again.recent(), again.scan()):
        assert "was moved or deleted while Hipstretch was open" in words(notice)
    again.path.parent.with_name("elsewhere").rename(again.path.parent)
    again.append(session(2))
    assert history.load()[0] == (session(1), session(2))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_history_is_for_its_person_only_from_its_first_line(history: HistoryFile) -> None:
    mask = os.umask(0)
    try:
        history.append(session(1))
        assert history.path.stat().st_mode & 0o777 == 0o600
        assert history.path.parent.stat().st_mode & 0o777 == 0o700
        history.path.chmod(0o664)
        history.append(session(2))
        assert history.path.stat().st_mode & 0o777 == 0o600
        history.compact()
        history.path.with_name("x").write_bytes(b"x")
        history.path.write_bytes(history.path.read_bytes() + b"?\n")
        history.keep_damaged()
    finally:
        os.umask(mask)
    rights = {p.name: p.stat().st_mode & 0o777 for p in history.path.parent.rglob("*") if p.name != "x"}
    assert rights == {
        "history.jsonl": 0o600,
        "history.jsonl.bak": 0o600,
        "history.damaged.jsonl": 0o600,
        "backups": 0o700,
        "history-2026-05-04.jsonl": 0o600,
    }


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "stretching.jsonl"
    real.parent.mkdir()
    real.write_bytes(as_line(session(1)))
    history = HistoryFile(tmp_path / "data" / "history.jsonl")
    history.path.parent.mkdir()
    history.path.symlink_to(real)
    history.append(session(3))
    history.replace(replace(session(1), note="changed"))
    history.merge(session(2))
    history.compact()
    assert history.path.is_symlink()
    notes = [json.loads(line)["note"] for line in real.read_bytes().splitlines()]
    assert notes == ["changed", "", ""]
    assert [p.name for p in real.parent.iterdir()] == [real.name]


def test_a_link_to_nothing_is_told_and_nothing_is_begun_there(tmp_path: Path) -> None:
    """The disk that it leads to may only not be there yet."""
    history = HistoryFile(tmp_path / "history.jsonl")
    history.path.symlink_to(tmp_path / "usb" / "history.jsonl")
    for found, [notice] in (history.load(), history.recent(), history.scan()):
        assert found == ()
        assert "it is a link that leads to no file" in words(notice)
    (tmp_path / "usb").mkdir()
    changes: list[Callable[[], None]] = [lambda: history.append(session(1)), history.compact]
    for change in changes:
        with refused("it is a link that leads to no file", InvalidFile):
            change()
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_file_that_can_not_be_read_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "history.jsonl"
    folder.mkdir()
    loaded, [notice] = HistoryFile(folder).load()
    assert loaded == ()
    assert str(folder) in words(notice)


def as_listed(history: HistoryFile) -> list[SessionSummary]:
    """What `scan` should find, by way of `load`."""
    return [listed(r) for r in history.load()[0]]


def without_places(found: tuple[SessionSummary, ...]) -> list[SessionSummary]:
    return [one._replace(at=0, size=0) for one in found]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(records, max_size=4, unique_by=lambda r: r.id))
def test_a_scan_finds_what_is_loaded_and_where_it_stands(tmp_path: Path, some: list[SessionRecord]) -> None:
    history = anew(tmp_path)
    history.append(*some)
    found, notices = history.scan()
    assert notices == ()
    assert without_places(found) == as_listed(history)
    assert [history.read(one) for one in found] == list(history.load()[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(
    st.integers(0, 2),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(list('0123456789"{}[],:\\enul T-+')))),
)
def test_a_scan_takes_no_line_that_loading_would_not(
    tmp_path: Path, which: int, edits: list[tuple[float, str]]
) -> None:
    """The quick way of reading must never believe a damaged line."""
    line = as_line(GENERATED[which]).decode()
    for where, char in edits:
        at = round(where * (len(line) - 2))
        line = line[:at] + char + line[at + 1 :]
    history = HistoryFile(tmp_path / "h.jsonl")
    history.path.write_text(line, encoding="utf-8")
    found, notices = history.scan()
    assert without_places(found) == as_listed(history)
    assert notices == history.load()[1]


def test_lines_of_our_own_are_read_the_quick_way() -> None:
    assert all(_listed_fast(0, as_line(one), {}) for one in GENERATED)


def test_one_bad_line_among_ten_thousand_leaves_the_others(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "h.jsonl")
    lines = [as_line(replace(session(1), id=f"id{n}")) for n in range(10_000)]
    lines[4321] = lines[4321][:40] + b"\0\0" + lines[4321][42:]
    history.path.write_bytes(b"".join(lines))
    for found, notices in (history.scan(), history.load()):
        assert len(found) == 9_999
        assert "line 4322" in words(notices[0])


def test_of_a_long_file_the_end_is_enough_for_today(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "h.jsonl")
    some = [replace(session(n), note="x" * 500) for n in range(1000)]
    history.append(*some)
    recent, notices = history.recent()
    assert 100 < len(recent) < 1000
    assert recent == tuple(some[-len(recent) :])
    assert notices == ()


def test_what_was_changed_behind_our_back_is_not_taken_for_something_else(history: HistoryFile) -> None:
    history.append(session(1), session(2))
    first, second = history.scan()[0]
    history.delete("id1")
    history.compact()
    assert history.read(second) == session(2), "it stands elsewhere now"
    with refused("changed"):
        history.read(first)


def test_older_sessions_find_their_place(history: HistoryFile) -> None:
    history.append(session(3))
    history.merge(session(1), session(5))
    history.merge(session(6))
    lines = history.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["id1", "id3", "id5", "id6"]


def peak_of(code: str, path: Path) -> tuple[str, float, int]:
    """What a program prints about a history, its seconds of processor time, and the megabytes it held at most."""
    program = f"""
import re, sys, time
from pathlib import Path
from hipstretch.data.history_file import HistoryFile
history = HistoryFile(Path(sys.argv[1]))
start = time.process_time()
print({code})
kilobytes = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(time.process_time() - start, int(kilobytes) // 1024)
"""
    out = subprocess.check_output([sys.executable, "-c", program, str(path)], text=True).splitlines()
    seconds, megabytes = out[-1].split()
    return "\n".join(out[:-1]), float(seconds), int(megabytes)


def with_hole(path: Path) -> None:
    """A session, 300 MB of nothing, and another session."""
    path.write_bytes(as_line(session(1)))
    with path.open("r+b") as file:
        file.seek(300_000_000)
        file.write(b"\n" + as_line(session(2)))


ENORMOUS: Mapping[str, Callable[[Path], object]] = {
    "200,000 bad lines": lambda path: path.write_bytes(b'{"bad": "line"}\n' * 200_000),
    "200,000 lines with a bad field": lambda path: path.write_bytes(
        as_line(session(1)).replace(b'"partial"', b'"great"', 1) * 200_000
    ),
    "five million blank lines": lambda path: path.write_bytes(b"\n" * 5_000_000),
    "300 MB of nothing": with_hole,
    "a line without end": lambda path: path.write_bytes(as_line(session(1)) + b"x" * 60_000_000),
    "lines that are nearly too long": lambda path: path.write_bytes((b"[" + b"1," * 490_000 + b"1]\n") * 60),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most that a process held")
@pytest.mark.parametrize("what", ENORMOUS)
def test_an_enormous_file_is_answered_soon_and_in_little_memory(tmp_path: Path, what: str) -> None:
    path = tmp_path / "history.jsonl"
    ENORMOUS[what](path)
    before = path.stat()
    said, seconds, megabytes = peak_of("history.recent(), history.scan(), history.worth_compacting()", path)
    assert seconds < 1.0
    assert megabytes < 100
    assert "lines_unreadable" in said or "next_to_nothing" in said
    print(f"{what}: {seconds:.2f} s, {megabytes} MB")
    _, seconds, megabytes = peak_of("history.keep_damaged(), history.compact()", path)
    assert seconds < 2.0
    assert megabytes < 100
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns), (
        "what is no history is left as it is"
    )


def test_it_is_told_where_reading_stopped(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "h.jsonl")
    history.path.write_bytes(as_line(session(1)) + b"?\n" * 200_000 + as_line(session(2)))
    found, [notice] = history.load()
    assert found == (session(1),)
    assert re.search(r"what comes after line (49\d\d|5000) was not looked at and is not shown", words(notice))
    before = history.path.read_bytes()
    history.merge(session(0))
    assert history.path.read_bytes() == before + as_line(session(0)), "it is not written anew"


# --- whatever happens -------------------------------------------------------------------------------------


IDS = st.sampled_from([f"id{n}" for n in range(5)])
CHANGES = st.one_of(
    st.tuples(st.just("append"), IDS, st.integers(0, 9)),
    st.tuples(st.just("replace"), IDS, st.integers(0, 9)),
    st.tuples(st.just("merge"), IDS, st.integers(0, 9)),
    st.tuples(st.just("delete"), IDS, st.just(0)),
    st.tuples(st.just("compact"), st.just(""), st.just(0)),
)
KILLS = st.none() | st.tuples(st.integers(1, 25), st.floats(0, 1))
OTHERS = (b"?\n", b'{"v": 9, "id": "id1"}\n')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(
    st.booleans(),
    st.lists(st.tuples(CHANGES, KILLS), max_size=12),
)
def test_any_changes_and_kills_leave_what_was_done(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    others: bool,
    steps: list[tuple[tuple[str, str, int], tuple[int, float] | None]],
) -> None:
    """Against a plain dict: a change that was killed is there whole or not at all, everything before it is."""
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # it only takes time here
    path = tmp_path / "data" / "h.jsonl"
    model: dict[str, SessionRecord] = {}
    HistoryFile(path).append(session(0))
    model["id0"] = session(0)
    if others:
        with path.open("ab") as file:
            file.writelines(OTHERS)
    history = HistoryFile(path)
    for (name, id_, day), kill in steps:
        before = dict(model)
        record = replace(session(day), id=id_, note=f"{day}")
        if name in ("append", "replace", "merge"):
            model[id_] = record
        elif name == "delete":
            model.pop(id_, None)
        change = getattr(history, name)
        arguments = {"delete": (id_,), "compact": ()}.get(name, (record,))
        with killed(*kill) if kill else nullcontext():
            try:
                change(*arguments)
            except KilledError:
                history = HistoryFile(path)  # the next start
                atomic.clean(path.parent)
                if {r.id: r for r in history.load()[0]} == before:
                    model = before
        assert {r.id: r for r in history.load()[0]} == model
        assert {one.id for one in history.scan()[0]} == set(model)
        assert {r.id: r for r in history.recent()[0]} == model
    history.compact()
    assert {r.id: r for r in history.load()[0]} == model
    times = [one.started_at for one in sorted(history.scan()[0], key=lambda one: one.at)]
    assert times == sorted(times)
    if others:
        assert all(path.read_bytes().count(line) == 1 for line in OTHERS)


def test_who_reads_while_it_is_written_sees_whole_sessions_only(tmp_path: Path) -> None:
    """One thread writes, the other reads: no line is half there, and none is missing when the file is compacted."""
    history = HistoryFile(tmp_path / "h.jsonl")
    long = replace(session(0), note="ü" * 40_000)
    history.append(*(replace(long, id=f"id{n}") for n in range(5)))
    ended = threading.Event()

    def write() -> None:
        for n in range(40):
            history.replace(replace(long, id=f"id{n % 5}"))
            if n % 10 == 9:
                history.compact()
        ended.set()

    thread = threading.Thread(target=write)
    thread.start()
    while not ended.is_set():
        for found, notices in (history.recent(), history.load()):
            assert notices == ()
            assert {r.note for r in found} == {long.note}
        for one in history.scan()[0][:1]:
            assert history.read(one).note == long.note
    thread.join()
    assert len(history.load()[0]) == 5


def test_the_length_of_a_file_is_told_without_reading(history: HistoryFile) -> None:
    assert not history.is_long()
    history.append(session(1))
    assert not history.is_long()
    with history.path.open("ab") as file:
        file.write(b"\n" * TAIL_BYTES)
    assert history.is_long()


def test_what_can_not_be_read_is_not_worth_compacting(history: HistoryFile) -> None:
    assert not history.worth_compacting()


def test_a_half_line_is_none_while_the_file_grows(history: HistoryFile) -> None:
    history.append(session(1))
    with history.path.open("ab") as file:
        file.write(as_line(session(2))[:50])
    assert len(history.load()[1]) == 1
    history._appending = True
    assert history.load() == ((session(1),), ())


@pytest.mark.parametrize("bad", [b"[1]\n" * 6000, b"x" * (MAX_LINE + 1), b"x" * (MAX_LINE + 1) + b"\n?\n"])
def test_a_file_that_is_too_damaged_is_exported_as_it_is_and_never_written_anew(
    history: HistoryFile, bad: bytes
) -> None:
    history.append(session(1))
    with history.path.open("ab") as file:
        file.write(bad)
    before = history.path.read_bytes()
    history.compact()
    assert history.path.read_bytes() == before
    out = io.BytesIO()
    history.copy_to(out)
    assert out.getvalue().rstrip(b"\n") == before.rstrip(b"\n")


def test_blank_lines_without_end_hold_next_to_nothing(history: HistoryFile) -> None:
    history.path.parent.mkdir()
    history.path.write_bytes(b"\n" * 200_000)
    found, (notice,) = history.load()
    assert found == ()
    assert "holds next to nothing" in words(notice)


@pytest.mark.parametrize("seek_data", [True, False])
def test_a_hole_in_the_file_is_passed_over(
    history: HistoryFile, monkeypatch: pytest.MonkeyPatch, *, seek_data: bool
) -> None:
    if not seek_data:
        monkeypatch.delattr(os, "SEEK_DATA", raising=False)
    history.append(session(1))
    with history.path.open("r+b") as file:
        file.seek(3_500_000)
        file.write(b"\n" + as_line(session(2)))
    assert [r.id for r in history.load()[0]] == ["id1", "id2"]
    with history.path.open("r+b") as file:
        file.truncate(2_000_000 + file.seek(0, os.SEEK_END))
    assert [r.id for r in history.load()[0]] == ["id1", "id2"]


def test_a_folder_or_a_device_takes_no_session(history: HistoryFile) -> None:
    history.path.parent.mkdir()
    history.path.symlink_to(os.devnull)
    with refused("it is not a file", InvalidFile):
        history.append(session(1))


def test_a_session_of_more_exercises_than_any_is_read_the_slow_way(history: HistoryFile) -> None:
    one = replace(session(1), exercises=(ExerciseRecord("frog", ()),) * 61)
    history.append(session(2))
    with history.path.open("ab") as file:
        file.write(as_line(one))
    found, (notice,) = history.scan()
    assert [s.id for s in found] == ["id2"]
    assert "exercises is" in words(notice)


def test_what_is_merged_behind_a_torn_line_stands_in_a_line_of_its_own(history: HistoryFile) -> None:
    history.append(session(1))
    with history.path.open("ab") as file:
        file.write(b'{"torn')
    history.merge(session(0), session(5))
    assert [r.id for r in history.load()[0]] == ["id0", "id1", "id5"]
    assert history.path.read_bytes().count(b"\n") == 4


def test_a_line_that_was_added_to_a_file_that_is_gone_is_added_to_the_one_in_its_place(
    history: HistoryFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that syncs folders puts another file there at that moment."""
    history.append(session(1))
    history.recent()
    sync = os.fsync

    def replaced(handle: int) -> None:
        sync(handle)
        monkeypatch.setattr(os, "fsync", sync)
        fresh = history.path.with_name("fresh")
        fresh.write_bytes(as_line(session(5)))
        fresh.replace(history.path)

    monkeypatch.setattr(os, "fsync", replaced)
    history.append(session(2))
    assert history.load()[0] == (session(2), session(5))
    assert history.changed_elsewhere()


def test_a_file_that_is_replaced_all_the_time_takes_nothing(
    history: HistoryFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.append(session(1))

    def replaced(_: int) -> None:
        fresh = history.path.with_name("fresh")
        fresh.write_bytes(as_line(session(5)))
        fresh.replace(history.path)

    monkeypatch.setattr(os, "fsync", replaced)
    with refused("another program wrote to it at the same time", InvalidFile):
        history.append(session(2))


def test_a_session_is_not_taken_for_the_one_that_stands_where_it_did(history: HistoryFile) -> None:
    history.append(session(1), session(2))
    first, second = history.scan()[0]
    assert first.size == second.size
    history.path.write_bytes(as_line(session(2)) + as_line(session(1)))
    assert (history.read(first), history.read(second)) == (session(1), session(2))


def test_a_file_is_not_written_anew_over_one_that_came_meanwhile(
    history: HistoryFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.append(session(2), session(1))
    keep = history.keep_copy

    def slow() -> None:
        keep()
        HistoryFile(history.path).append(session(3))

    monkeypatch.setattr(history, "keep_copy", slow)
    with refused("another program wrote to it at the same time", InvalidFile):
        history.compact()
    assert history.load()[0] == (session(1), session(2), session(3))


def test_what_is_written_here_is_not_taken_for_anothers(history: HistoryFile) -> None:
    history.append(session(1))
    assert not history.changed_elsewhere()
    history.recent()
    history.append(session(2))
    history.delete("id1")
    history.compact()
    assert not history.changed_elsewhere()
    HistoryFile(history.path).append(session(3))
    history.append(session(4))
    assert history.changed_elsewhere(), "also if something was added to it since"
