"""Work off the event loop: in order, handed back, never lost in silence."""

import threading
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.qt.worker import Worker, WorkHere

LONG_S = 10.0


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker("test")
    yield worker
    assert worker.wait(LONG_S)


def test_jobs_are_done_in_order_and_handed_back_in_the_event_loop(worker: Worker, qtbot: QtBot) -> None:
    done: list[tuple[int, bool]] = []
    threads: list[str] = []

    def work(number: int) -> int:
        threads.append(threading.current_thread().name)
        return number

    def note(number: int) -> None:
        done.append((number, threading.current_thread() is threading.main_thread()))

    for number in range(20):
        worker.submit(partial(work, number), note)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == [(number, True) for number in range(20)]
    assert set(threads) == {"test"}


def test_a_later_job_takes_the_place_of_one_of_its_name_that_has_not_begun(worker: Worker) -> None:
    begun, go = threading.Event(), threading.Event()
    done: list[str] = []

    def slow() -> str:
        begun.set()
        go.wait(LONG_S)
        return "first"

    worker.submit(slow, done.append, replaces="journal")
    assert begun.wait(LONG_S)
    for words in ("second", "third"):
        worker.submit(partial(str, words), done.append, replaces="journal")
        worker.submit(partial(str, f"with {words}"), done.append)
    go.set()
    assert worker.wait(LONG_S)
    assert done == ["first", "third", "with second", "with third"]


def test_the_most_urgent_comes_first_and_what_has_not_begun_can_be_forgotten(worker: Worker) -> None:
    begun, go = threading.Event(), threading.Event()
    done: list[int] = []

    def slow() -> int:
        begun.set()
        go.wait(LONG_S)
        return 0

    worker.submit(slow, done.append)
    assert begun.wait(LONG_S)
    worker.submit(lambda: 1, done.append)
    worker.forget()
    for number, urgency in ((2, 1), (3, 5), (4, 0), (5, 5)):
        worker.submit(partial(int, number), done.append, urgency=urgency)
    go.set()
    assert worker.wait(LONG_S)
    assert done == [0, 3, 5, 2, 4]


@pytest.mark.parametrize("urgencies", [(0, 2), (2, 0)])
def test_what_replaces_a_job_is_as_urgent_as_the_more_urgent_of_both(
    worker: Worker, urgencies: tuple[float, float]
) -> None:
    begun, go = threading.Event(), threading.Event()
    done: list[int] = []

    def slow() -> None:
        begun.set()
        go.wait(LONG_S)

    worker.submit(slow)
    assert begun.wait(LONG_S)
    worker.submit(lambda: 1, done.append, urgency=1)
    for urgency in urgencies:
        worker.submit(lambda: 2, done.append, replaces="picture", urgency=urgency)
    go.set()
    assert worker.wait(LONG_S)
    assert done == [2, 1]


def test_a_job_that_is_done_is_not_kept(worker: Worker) -> None:
    class Picture:
        def show(self) -> None:
            pass

    picture = Picture()
    gone = weakref.ref(picture)
    worker.submit(picture.show)
    del picture
    assert worker.wait(LONG_S)
    assert gone() is None


def test_the_thread_leaves_qt_alone_once_the_event_loop_ends(worker: Worker, qapp: QApplication) -> None:
    """Its objects are taken down then, and a signal from another thread may meet that."""
    told: list[int] = []
    done: list[int] = []
    worker._done.connect(lambda: told.append(1))
    QTimer.singleShot(0, qapp.quit)
    qapp.exec()
    worker.submit(lambda: 1, done.append)
    assert worker.wait(LONG_S)
    qapp.processEvents()
    assert (done, told) == ([1], [])


@pytest.mark.parametrize("error", [OSError("full"), ValueError("not JSON")])
def test_an_expected_error_is_handed_back(worker: Worker, error: Exception) -> None:
    def fail() -> None:
        raise error

    failures: list[Exception] = []
    worker.submit(fail, failed=failures.append)
    assert worker.wait(LONG_S)
    assert failures == [error]


@pytest.mark.parametrize("error", [OSError("full"), RuntimeError("a fault of the program")])
def test_an_error_that_nobody_expects_is_raised_in_the_event_loop(worker: Worker, error: Exception) -> None:
    def fail() -> None:
        raise error

    unwanted: list[Exception] = []
    worker.submit(fail, failed=None if isinstance(error, OSError) else unwanted.append)
    with pytest.raises(type(error)):
        worker.wait(LONG_S)
    assert unwanted == []


def test_what_a_result_submits_is_waited_for_too(worker: Worker) -> None:
    done: list[int] = []
    worker.submit(lambda: 1, lambda _: worker.submit(lambda: 2, done.append))
    assert worker.wait(LONG_S)
    assert done == [2]


def test_waiting_has_an_end(worker: Worker) -> None:
    go = threading.Event()
    worker.submit(lambda: go.wait(LONG_S))
    assert not worker.wait(0.01)
    go.set()


def test_work_here_is_done_at_once() -> None:
    done: list[object] = []
    work = WorkHere()
    work.submit(lambda: 1, done.append)

    def fail() -> None:
        raise OSError("full")

    work.submit(fail, failed=done.append)
    assert (done[0], str(done[1]), work.wait(0)) == (1, "full", True)
    with pytest.raises(OSError, match="full"):
        work.submit(fail)
