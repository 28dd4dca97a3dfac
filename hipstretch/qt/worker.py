"""Does work off the event loop, one job after the other, and hands the result back to the event loop."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

log = logging.getLogger("hipstretch.worker")
T = TypeVar("T")


def _ignore(_: object) -> None:
    """Take a result that nobody needs."""


class Work(Protocol):
    """Takes jobs and does them in order."""

    def submit(
        self,
        job: Callable[[], T],
        then: Callable[[T], None] = _ignore,
        failed: Callable[[Exception], None] | None = None,
        *,
        replaces: str = "",
    ) -> None:
        """Do `job`, then call `then` with its result, or `failed` with the OSError or ValueError it raised.

        `then` and `failed` run in the thread of the event loop. Any other error, and every error if `failed` is
        None, is raised there. A later job that `replaces` the same name takes the place of one that has not begun yet;
        neither `then` nor `failed` of the older one is called.
        """

    def wait(self, seconds: float) -> bool:
        """Wait until every job is done and its result handed back; False if that takes longer than `seconds`."""


class WorkHere:
    """Does each job at once, in the thread that submits it: for the command line, and for tests."""

    def submit(
        self,
        job: Callable[[], T],
        then: Callable[[T], None] = _ignore,
        failed: Callable[[Exception], None] | None = None,
        *,
        replaces: str = "",  # noqa: ARG002 - nothing ever waits here
    ) -> None:
        """Do it now."""
        try:
            result = job()
        except (OSError, ValueError) as error:
            if failed is None:
                raise
            failed(error)
        else:
            then(result)

    def wait(self, seconds: float) -> bool:  # noqa: ARG002
        """Everything is done."""
        return True


@dataclass(slots=True, eq=False)
class _Job:
    job: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    replaces: str
    urgency: float


class Worker(QObject):
    """A thread that does jobs in the order in which they were submitted, urgent ones first. It begins with the first.

    The thread never keeps the process alive: whoever ends the program calls `wait` with the time it can spare.
    """

    _done = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._changed = threading.Condition()
        """Guards everything below."""
        self._jobs: list[_Job] = []
        self._results: deque[Callable[[], None]] = deque()
        self._busy = False
        self._ends = False
        self._thread: threading.Thread | None = None
        self._done.connect(self._hand_back)
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self._end)

    def submit(
        self,
        job: Callable[[], T],
        then: Callable[[T], None] = _ignore,
        failed: Callable[[Exception], None] | None = None,
        *,
        replaces: str = "",
        urgency: float = 0,
    ) -> None:
        """See Work. Of the jobs that wait, the one with the largest `urgency` is done first."""
        with self._changed:
            one = _Job(job, then, failed, replaces, urgency)
            place = next((i for i, j in enumerate(self._jobs) if replaces and j.replaces == replaces), None)
            if place is None:
                self._jobs.append(one)
            else:  # where the older one stood: else a job that is replaced often would never be done
                one.urgency = max(urgency, self._jobs[place].urgency)
                self._jobs[place] = one
            self._changed.notify_all()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def forget(self) -> None:
        """Do none of the jobs that have not begun; nobody hears of them again."""
        with self._changed:
            self._jobs.clear()
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """See Work. Call it from the thread of the event loop."""
        end = time.monotonic() + seconds
        while True:
            with self._changed:
                done = self._changed.wait_for(
                    lambda: not self._jobs and not self._busy, max(0.0, end - time.monotonic())
                )
            self._hand_back()  # which may submit more
            if not done or not (self._jobs or self._busy):
                return done

    def _end(self) -> None:
        """Leave results to `wait`: Qt's part of this object goes soon, and emitting meanwhile crashes."""
        with self._changed:
            self._ends = True

    def _run(self) -> None:
        while True:
            with self._changed:
                self._busy = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._jobs)
                one = max(self._jobs, key=lambda job: job.urgency)
                self._jobs.remove(one)
                self._busy = True
            result = self._do(one)
            with self._changed:
                self._results.append(result)
                try:
                    if not self._ends:
                        self._done.emit()
                except RuntimeError:  # Qt's part of this object is gone
                    return
            del one, result  # they would keep what the job was about until the next one

    def _do(self, one: _Job) -> Callable[[], None]:
        """Do a job; what is to be called in the event loop afterwards."""
        try:
            result = one.job()
        except Exception as error:  # noqa: BLE001 - it is raised again in the event loop
            return _failure(one, error)
        return lambda: one.then(result)

    def _hand_back(self) -> None:
        while True:
            with self._changed:
                if not self._results:
                    return
                call = self._results.popleft()
            call()


def _failure(one: _Job, error: Exception) -> Callable[[], None]:
    def call() -> None:
        if one.failed is None or not isinstance(error, OSError | ValueError):
            log.error("a job failed", exc_info=error)
            raise error
        one.failed(error)

    return call
