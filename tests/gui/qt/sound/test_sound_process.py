"""The child that plays the cues: when there is one, what it is told, and what happens when it ends or hangs."""

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.settings import SoundPlayer
from hipstretch.core.timeline import Cue
from hipstretch.qt import child_process
from hipstretch.qt.child_process import NEEDED_S, PAUSES_S
from hipstretch.qt.sound import sound_process
from hipstretch.qt.sound.samples import NO_DEVICE
from hipstretch.qt.sound.sound_process import CHECK_MS, SERVER_GONE, SoundProcess
from tests.gui.children import Children

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux has the sound its own process")
SOUNDS = Path("sounds")
LONG_MS = 10_000
"""A limit for what takes a moment, on a machine that is busy."""


@pytest.fixture
def children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Children:
    made = Children(tmp_path)
    monkeypatch.setattr(child_process, "command", made.command)
    monkeypatch.setattr(child_process, "PAUSES_S", (0.02,))
    return made


@pytest.fixture
def player(qtbot: QtBot, children: Children) -> Iterator[SoundProcess]:
    made = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    yield made
    made.close()


def ready(qtbot: QtBot, player: SoundProcess) -> None:
    """Wait for a child that plays."""
    done: list[None] = []
    player.when_ready(lambda: done.append(None))
    qtbot.waitUntil(lambda: bool(done) and player.problem is None, timeout=LONG_MS)


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_it_is_ready_when_the_child_says_so(qtbot: QtBot, children: Children) -> None:
    children.do("time.sleep(0.1); tell(); serve()")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "wood", 40)
    done: list[int] = []
    player.when_ready(lambda: done.append(1))
    assert not done
    qtbot.waitUntil(lambda: bool(done), timeout=LONG_MS)
    player.when_ready(lambda: done.append(2))
    assert done == [1, 2]
    assert player.problem is None
    assert children.began()[0][1:] == ["sounds", "wood", "40", str(CHECK_MS), *Cue]
    player.close()


def test_the_wait_for_a_child_has_an_end(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_process, "START_MS", 50)
    children.do("serve()")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "wood", 40)
    done: list[int] = []
    player.when_ready(lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done), timeout=LONG_MS)
    player.close()


def test_the_child_is_told_everything(qtbot: QtBot, children: Children, player: SoundProcess) -> None:
    ready(qtbot, player)
    player.set_theme("wood")
    player.set_volume(30)
    player.prepare_in(12.5)
    before = time.monotonic()
    player.play(Cue.HALFWAY)
    player.release()
    qtbot.waitUntil(lambda: bool(children.heard("release")), timeout=LONG_MS)
    [(cue, asked_at)] = children.heard("play")
    assert cue == "halfway"
    assert isinstance(asked_at, float)
    assert before <= asked_at <= time.monotonic()
    assert [children.heard(name) for name in ("theme", "volume", "prepare_in")] == [
        [["wood"]],
        [[30]],
        [[12.5]],
    ]


def test_a_problem_is_told_and_nobody_waits_for_its_end(qtbot: QtBot, children: Children) -> None:
    children.do("tell(['{path} is missing.', 'a.wav']); serve()")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    done: list[int] = []
    player.when_ready(lambda: done.append(1))
    with qtbot.waitSignal(player.problem_changed, timeout=LONG_MS):
        pass
    assert (player.problem, done) == ("a.wav is missing.", [1])
    assert len(children.began()) == 1, "a child that lives is left alone"
    player.close()


def test_what_is_wrong_is_said_in_the_language_that_counts(
    qtbot: QtBot, children: Children, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: translation.use("en"))
    translation.use("de")
    children.do(f"tell({[*NO_DEVICE]!r}); serve()")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    qtbot.waitUntil(
        lambda: (player.problem or "").startswith("Kein Tonausgabegerät antwortet"), timeout=LONG_MS
    )
    translation.use("en")
    assert player.problem == NO_DEVICE.text
    player.close()


def test_a_child_that_ends_at_once_is_told_and_followed_by_others(qtbot: QtBot, children: Children) -> None:
    children.do("sys.exit(1)")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    done: list[int] = []
    player.when_ready(lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done), timeout=LONG_MS)
    assert player.problem == NO_DEVICE.words()
    player.when_ready(lambda: done.append(2))
    assert done == [1, 2], "nobody waits while there is no sound"
    qtbot.waitUntil(lambda: len(children.began()) >= 3, timeout=LONG_MS)
    children.do("tell(); serve()")
    qtbot.waitUntil(lambda: player.problem is None, timeout=LONG_MS)
    player.close()


def test_a_child_that_dies_is_replaced_and_the_next_one_told_what_it_must_know(
    qtbot: QtBot, children: Children, player: SoundProcess
) -> None:
    ready(qtbot, player)
    told: list[str | None] = []
    player.problem_changed.connect(lambda: told.append(player.problem))
    player.set_theme("wood")
    player.set_volume(30)
    player.prepare_in(100.0)
    qtbot.waitUntil(lambda: bool(children.heard("prepare_in")), timeout=LONG_MS)
    os.kill(player._child.pid or 0, 9)
    qtbot.waitUntil(lambda: told == [NO_DEVICE.words(), None], timeout=LONG_MS)
    assert children.began()[1][1:4] == ["sounds", "wood", "30"]
    qtbot.waitUntil(lambda: len(children.heard("prepare_in")) == 2, timeout=LONG_MS)
    [ahead_s] = children.heard("prepare_in")[1]
    assert isinstance(ahead_s, float)
    assert 0 < ahead_s < 100


def test_a_child_that_replaces_one_at_rest_rests(
    qtbot: QtBot, children: Children, player: SoundProcess
) -> None:
    ready(qtbot, player)
    player.release()
    qtbot.waitUntil(lambda: bool(children.heard("release")), timeout=LONG_MS)
    os.kill(player._child.pid or 0, 9)
    qtbot.waitUntil(lambda: len(children.heard("release")) == 2, timeout=LONG_MS)


def test_the_first_one_is_replaced_soon_and_later_ones_less_often(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "PAUSES_S", (0.2, 0.6))
    monkeypatch.setattr(child_process, "GIVE_UP", 4)
    children.do("sys.exit(1)")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    qtbot.waitUntil(lambda: player._child._failures == 4, timeout=LONG_MS)
    gaps = [later - earlier for earlier, later in pairwise(children.times)]
    early = 0.9  # a timer of Qt may be 5 % early, and the child is begun some time after the timer
    assert all(gap > early * pause for gap, pause in zip(gaps, (0.2, 0.6, 0.6), strict=True)), gaps
    assert not player._child._retry.isActive(), "nobody needs it"
    player.play(Cue.HALFWAY)
    qtbot.waitUntil(lambda: len(children.times) == 5, timeout=LONG_MS)
    player.close()


def test_a_server_that_is_only_slow_is_no_longer_checked(qtbot: QtBot, children: Children) -> None:
    children.do(f"tell(); sys.exit({SERVER_GONE})")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    qtbot.waitUntil(lambda: len(children.began()) >= 4, timeout=LONG_MS)
    checks = [rest[4] for rest in children.began()]
    assert checks[:4] == [str(CHECK_MS)] * 3 + ["0"]
    player.close()


WAYS: dict[str, Callable[[SoundProcess], None]] = {
    "play": lambda player: player.play(Cue.GET_READY),
    "prepare_in": lambda player: player.prepare_in(3.0),
    "when_ready": lambda player: player.when_ready(lambda: None),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_child_that_is_not_needed_ends_and_whoever_asks_for_sound_has_another(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(child_process, "IDLE_MS", 50)
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    ready(qtbot, player)
    first = player._child.pid
    assert first
    told: list[str | None] = []
    player.problem_changed.connect(lambda: told.append(player.problem))
    player.release()
    qtbot.waitUntil(lambda: player._child.pid is None, timeout=LONG_MS)
    assert not alive(first)
    player.set_theme("wood")
    player.release()
    assert player._child.pid is None, "these need no child"
    WAYS[way](player)
    assert player._child.pid
    ready(qtbot, player)
    assert children.began()[1][2] == "wood"
    assert told == [], "there is nothing wrong with a child that is not needed"
    player.close()


@pytest.mark.parametrize("behaviour", ["time.sleep(0.3); tell(); serve()", "tell(); serve()"])
def test_a_cue_that_wakes_a_child_reaches_it_with_the_time_it_was_asked_for(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch, behaviour: str
) -> None:
    monkeypatch.setattr(child_process, "IDLE_MS", 0)
    monkeypatch.setattr(child_process, "PAUSES_S", (0.0,))
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    qtbot.waitUntil(lambda: player._child.pid is None, timeout=LONG_MS)
    children.do(behaviour)
    before = time.monotonic()
    player.play(Cue.GET_READY)
    after = time.monotonic()
    qtbot.waitUntil(lambda: bool(children.heard("play")), timeout=LONG_MS)
    [(cue, asked_at)] = children.heard("play")
    assert cue == "get_ready"
    assert isinstance(asked_at, float)
    assert before <= asked_at <= after
    player.close()


def test_a_child_lives_as_long_as_a_cue_may_come(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "IDLE_MS", 50)
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    ready(qtbot, player)
    player.prepare_in(2000.0)
    assert not player._child._idle.isActive()
    player.release()
    assert player._child._idle.isActive()
    player.play(Cue.REP)
    assert not player._child._idle.isActive()
    player.close()


def test_a_child_is_begun_soon_for_a_cue_and_sooner_for_whoever_waits_though_the_next_try_is_far(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "PAUSES_S", (0.02, 1000.0))
    children.do("sys.exit(1)")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    qtbot.waitUntil(lambda: player._child._failures == 2, timeout=LONG_MS)
    player.play(Cue.HALFWAY)
    assert 0 < player._child._retry.remainingTime() / 1000 < 1.1 * NEEDED_S  # a timer may be 5 % late
    assert len(children.times) == 2, (
        "a cue alone begins none at once: in a session they come every few seconds"
    )
    children.do("tell(); serve()")
    player.when_ready(lambda: None)
    qtbot.waitUntil(lambda: player.problem is None, timeout=LONG_MS)
    player.close()


def test_the_pauses_between_children_grow_and_end(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = (0.01, 0.01, 0.02, 0.05)
    monkeypatch.setattr(child_process, "PAUSES_S", pauses)
    children.do("sys.exit(1)")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    asked: list[float] = []

    def at_once(seconds: float) -> int:
        asked.append(seconds)
        return 0

    monkeypatch.setattr(player._child, "_pause_ms", at_once)
    qtbot.waitUntil(lambda: len(asked) >= 6, timeout=LONG_MS)
    assert asked[:6] == [*pauses, pauses[-1], pauses[-1]]
    player.close()


def test_within_two_minutes_without_a_device_few_children_begin_and_a_restarted_server_is_found_in_two_seconds() -> (
    None
):
    starts = [0.0, *accumulate(PAUSES_S)]
    assert sum(start <= 120 for start in starts) <= 12
    assert max(PAUSES_S) <= 30, "a device that comes back is heard soon"
    assert all(after - before <= 1 for before, after in pairwise([s for s in starts if s <= 3]))


def test_the_same_trouble_is_logged_once_until_it_changes(
    qtbot: QtBot, children: Children, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "hipstretch.child")
    children.do("sys.exit(1)")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    qtbot.waitUntil(lambda: player._child._failures >= 4, timeout=LONG_MS)
    one = "a child ended with code 1; others are tried"
    assert [record.message for record in caplog.records] == [one]
    children.do("sys.exit(2)")
    qtbot.waitUntil(lambda: len(caplog.records) == 2, timeout=LONG_MS)
    children.do("tell(); serve()")
    qtbot.waitUntil(lambda: player.problem is None, timeout=LONG_MS)
    assert [record.message.split(";")[0] for record in caplog.records[1:]] == [
        "a child ended with code 2",
        "a child works again",
    ]
    children.do("sys.exit(1)")
    os.kill(player._child.pid or 0, signal.SIGKILL)
    qtbot.waitUntil(lambda: caplog.records[-1].message == one, timeout=LONG_MS)
    player.close()


def test_closing_in_the_middle_of_a_start_leaves_nothing_behind(qtbot: QtBot, children: Children) -> None:
    children.do("time.sleep(1000)")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    done: list[int] = []
    player.when_ready(lambda: done.append(1))
    pid = player._child.pid
    assert pid
    player.close()
    assert not alive(pid)
    player.play(Cue.HALFWAY)
    player.prepare_in(1.0)
    player.release()
    player.close()
    assert player._child.pid is None
    assert not done


def test_a_full_pipe_holds_nobody_up_and_its_child_is_replaced(
    qtbot: QtBot, children: Children, player: SoundProcess
) -> None:
    ready(qtbot, player)
    children.do("tell(); time.sleep(1000)")
    os.kill(player._child.pid or 0, 9)
    qtbot.waitUntil(lambda: len(children.began()) == 2 and player._child._settled, timeout=LONG_MS)
    deaf = player._child.pid
    assert deaf
    children.do("tell(); serve()")
    began = time.monotonic()
    for _ in range(10_000):
        player.play(Cue.COUNTDOWN)
        if player._child.pid != deaf:
            break
    assert time.monotonic() - began < 5
    assert not alive(deaf)
    assert player.problem == NO_DEVICE.words()
    qtbot.waitUntil(lambda: player.problem is None, timeout=LONG_MS)


@pytest.mark.parametrize("behaviour", ["tell(); serve(answer=False)", "tell(); time.sleep(1000)"])
def test_a_child_that_does_not_answer_is_replaced(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch, behaviour: str
) -> None:
    children.do(behaviour)
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    ready(qtbot, player)
    hung = player._child.pid
    assert hung
    children.do("tell(); serve()")
    monkeypatch.setattr(child_process, "ANSWER_MS", 50)
    player.play(Cue.COUNTDOWN)
    qtbot.waitUntil(lambda: player.problem == NO_DEVICE.words(), timeout=LONG_MS)
    assert not alive(hung)
    qtbot.waitUntil(lambda: player.problem is None, timeout=LONG_MS)
    player.close()


def test_a_child_that_hangs_at_its_start_is_replaced(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "START_MS", 50)
    children.do("time.sleep(1000)")
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    hung = player._child.pid
    assert hung
    qtbot.waitUntil(lambda: player.problem == NO_DEVICE.words(), timeout=LONG_MS)
    assert not alive(hung)
    monkeypatch.setattr(child_process, "START_MS", LONG_MS)
    children.do("tell(); serve()")
    qtbot.waitUntil(lambda: player.problem is None, timeout=LONG_MS)
    player.close()


def test_an_answer_that_nobody_could_read_in_time_is_an_answer(
    qtbot: QtBot, children: Children, player: SoundProcess
) -> None:
    ready(qtbot, player)
    pid = player._child.pid
    player.play(Cue.COUNTDOWN)
    reader = player._child._child.stdout if player._child._child else None
    assert reader
    assert select.select([reader], [], [], LONG_MS / 1000)[0], "this process stood still meanwhile"
    player._child._on_hung()
    assert (player._child.pid, player.problem) == (pid, None)


def test_who_hears_of_the_end_may_ask_for_sound_at_once(
    qtbot: QtBot, children: Children, player: SoundProcess
) -> None:
    ready(qtbot, player)
    player.problem_changed.connect(lambda: player.play(Cue.HALFWAY))
    os.kill(player._child.pid or 0, 9)
    qtbot.waitUntil(lambda: len(children.times) == 2 and player.problem is None, timeout=LONG_MS)
    assert not player._child._retry.isActive(), "one child at a time"


def test_a_child_that_cant_be_started_is_tried_again(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(child_process, "command", lambda *_: [str(tmp_path / "nothing")])
    player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
    assert player.problem == NO_DEVICE.words()
    monkeypatch.setattr(child_process, "command", children.command)
    qtbot.waitUntil(lambda: player.problem is None, timeout=LONG_MS)
    player.close()


def test_a_child_has_its_own_session_and_no_file_of_ours(
    qtbot: QtBot, children: Children, tmp_path: Path
) -> None:
    children.do(
        "note('sees', os.getsid(0), [os.path.realpath(f'/proc/self/fd/{n}') for n in range(64)]); serve()"
    )
    ours = tmp_path / "ours"
    with ours.open("w") as file:
        os.set_inheritable(file.fileno(), True)
        player = SoundProcess([SoundPlayer.QT], SOUNDS, "bowl", 60)
        qtbot.waitUntil(lambda: bool(children.heard("sees")), timeout=LONG_MS)
    [(session, files)] = children.heard("sees")
    assert session == player._child.pid
    assert isinstance(files, list)
    assert str(ours) not in files
    player.close()


BOTH = [SoundPlayer.SIMPLEAUDIO, SoundPlayer.QT]


@pytest.mark.parametrize("fault", ["tell(FAULT); sys.exit(1)", "os._exit(3)"])
def test_a_kind_that_never_found_a_device_gives_way_at_once(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    fault = fault.replace("FAULT", repr([*NO_DEVICE]))
    children.do(f"if 'simpleaudio' in arguments: {fault}\ntell(); serve()")
    make = children.command
    monkeypatch.setattr(
        child_process,
        "command",
        lambda module, *rest: make(module, *rest, module.split(".")[-1].split("_")[0]),
    )
    player = SoundProcess(BOTH, SOUNDS, "bowl", 60)
    told: list[str | None] = []
    player.problem_changed.connect(lambda: told.append(player.problem))
    ready(qtbot, player)
    assert player.kind is SoundPlayer.QT
    assert told == [], "sound was not away"
    player.close()


def test_a_kind_that_has_played_is_kept(qtbot: QtBot, children: Children) -> None:
    player = SoundProcess(BOTH, SOUNDS, "bowl", 60)
    ready(qtbot, player)
    children.do(f"tell({[*NO_DEVICE]!r}); sys.exit(1)")
    pid = player._child.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(children.began()) >= 3, timeout=LONG_MS)
    assert player.kind is SoundPlayer.SIMPLEAUDIO
    children.do("tell(); serve()")
    qtbot.waitUntil(lambda: player.problem is None, timeout=LONG_MS)
    assert player.kind is SoundPlayer.SIMPLEAUDIO
    player.close()
