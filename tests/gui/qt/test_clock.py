"""Who shows the time is told when the minute turns."""

from datetime import datetime, timedelta

from pytestqt.qtbot import QtBot

from hipstretch.qt.clock import LATE_MS, Minute
from tests.fakes import FakeClock


def test_a_minute_tells_just_after_it_turned_and_then_of_the_next(qtbot: QtBot) -> None:
    clock = FakeClock()
    turn: datetime = clock.wall() + timedelta(minutes=1)
    clock.wall_offset = timedelta(seconds=59.9)
    minute = Minute(clock=clock)
    minute.turned.connect(lambda: told.append(clock.wall()))
    told: list[datetime] = []
    minute.start()
    assert 100 < minute._timer.interval() <= 100 + LATE_MS
    clock.wall_offset = turn - clock.wall() + timedelta(milliseconds=LATE_MS) + clock.wall_offset
    qtbot.waitUntil(lambda: bool(told))
    assert minute.started
    assert minute._timer.interval() == 60_000
    minute.stop()
    assert not minute.started
