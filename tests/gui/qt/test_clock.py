"""Who shows the time is told when the minute turns."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget
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


def test_a_widget_is_told_when_it_is_shown_and_each_minute_while_it_is(qtbot: QtBot) -> None:
    widget, clock = QWidget(), FakeClock()
    qtbot.addWidget(widget)
    told: list[datetime] = []
    minute = Minute(widget, clock)
    minute.turned.connect(lambda: told.append(clock.wall()))
    minute.tell_while_shown(widget)
    assert not told, "nobody sees it yet"
    clock.wall_offset = timedelta(seconds=59.9)
    widget.show()
    assert told == [clock.wall()]
    qtbot.waitUntil(lambda: len(told) == 2)
    widget.hide()
    assert not minute.started
    widget.show()
    assert len(told) == 3
