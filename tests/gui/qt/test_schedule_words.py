"""Schedules, and what is due, in words."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from gettext import GNUTranslations
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import translations
from PySide6.QtCore import QLocale

from hipstretch import translation
from hipstretch.core.due import Item
from hipstretch.core.schedule import Pause, Period, Schedule, daily
from hipstretch.qt import schedule_words

MONDAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 12, tzinfo=ZoneInfo("Europe/Berlin"))
NOON = Item("hips", 1, 0, 1, NOW, None)


@pytest.fixture(autouse=True)
def american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def plain(text: str) -> str:
    """With the space that some versions of Qt put before PM."""
    return text.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (daily(1), "Every day."),
        (daily(2), "2 times a day."),
        (Schedule((Period(times=2, weeks=6),), MONDAY), "2 times a day for 6 weeks."),
        (
            Schedule((Period(times=(time(7), time(20)), weeks=5), Period(days=3)), MONDAY),
            "Every day at 7:00 AM and 8:00 PM for 5 weeks, then 3 days a week.",
        ),
        (
            Schedule((Period(days=(1, 7), weeks=1), Period(days=1, times=2)), MONDAY + timedelta(days=3)),
            "On Monday and Sunday for 1 week, then 1 day a week 2 times a day, from 5/7/2026 on.",
        ),
        (
            Schedule((Period(weeks=1), Period(days=3)), MONDAY - timedelta(weeks=1)),
            "3 days a week.",
        ),
        (
            Schedule((Period(),), None, (Pause(date(2026, 4, 1), date(2026, 5, 3)), Pause(MONDAY, MONDAY))),
            "Every day. Paused from 5/4/2026 to 5/4/2026.",
        ),
    ],
)
def test_a_schedule_is_said_back(schedule: Schedule, said: str) -> None:
    assert plain(schedule_words.schedule(schedule, MONDAY)) == said


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (NOON, "done today: 0 of 1"),
        (Item("hips", 2, 1, 0, None, NOW.replace(hour=20)), "done today: 1 of 2 · next at 8:00 PM"),
        (Item("hips", 1, 1, 0, None, NOW.replace(day=5, hour=4)), "done for today · next on Tuesday"),
        (
            Item("hips", 0, 0, 0, None, NOW.replace(day=6, hour=7)),
            "nothing today · next on Wednesday at 7:00 AM",
        ),
        (Item("hips", 0, 0, 0, None, NOW.replace(day=20, hour=4)), "nothing today · next on 5/20/2026"),
        (
            Item("hips", 1, 0, 1, NOW, None, days_a_week=3, days_done=1, can_wait=True),
            "done today: 0 of 1 · this week: 1 of 3 days · another day of this week would do",
        ),
    ],
)
def test_how_it_stands(item: Item, said: str) -> None:
    assert plain(schedule_words.state(item, NOW, 4)) == said


def speak(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = GNUTranslations(BytesIO(translations.compiled(tag)))
    monkeypatch.setattr(translation._Words, "found", words)
    QLocale.setDefault(QLocale(tag))


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("de", "jeden Dienstag und Samstag"),
        ("es", "los martes y sábados"),
        ("pl", "we wtorki i w soboty"),
        ("pt-BR", "às terças e aos sábados"),
        ("tr", "salı ve cumartesi günleri"),
        ("uk", "щовівторка і щосуботи"),
    ],
)
def test_weekdays_are_bent_as_a_language_wants(tag: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(tag, monkeypatch)
    assert schedule_words.days((2, 6)) == said


@pytest.mark.parametrize("tag", translations.tags())
def test_every_weekday_has_its_word(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    english = {schedule_words.days((day,)).removeprefix("on ") for day in range(1, 8)}
    speak(tag, monkeypatch)
    said = [schedule_words.days((day,)) for day in range(1, 8)]
    assert len(set(said)) == 7
    assert not any(name in words for name in english for words in said)


def test_the_next_days_stand_for_what_is_said_of_another_day() -> None:
    wednesday = MONDAY + timedelta(days=2)
    assert schedule_words.next_days((wednesday, MONDAY)) == "Next: Wed 5/6/2026, Mon 5/4/2026"
    begins = NOW.replace(hour=4)
    item = Item("hips", 0, 0, 0, None, begins + timedelta(days=2))
    assert schedule_words.state(item, NOW, 4) == "nothing today · next on Wednesday"
    assert schedule_words.state(item, NOW, 4, days=False) == "nothing today"
    evening = Item("hips", 1, 0, 0, None, NOW.replace(hour=20))
    assert "next at" in schedule_words.state(evening, NOW, 4, days=False)
