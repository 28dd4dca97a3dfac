"""A copy for each of the last days on which something changed, and one for each month before."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hipstretch.data import backups

DAY = date(2026, 11, 21)


def test_the_copy_is_what_stood_there_when_the_first_one_of_the_day_was_made(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    backups.keep(path, DAY)
    assert list(tmp_path.iterdir()) == []  # nothing there yet, nothing to copy
    for text in ("monday", "monday, later"):
        path.write_text(text, encoding="utf-8")
        backups.keep(path, DAY)
    assert (tmp_path / "backups" / "history-2026-11-21.jsonl").read_text(encoding="utf-8") == "monday"


def test_other_files_in_the_folder_stay(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    path.write_text("x", encoding="utf-8")
    (tmp_path / "backups").mkdir()
    mine = tmp_path / "backups" / "history-of-mine.jsonl"
    mine.write_text("y", encoding="utf-8")
    no_day = mine.with_name("history-2026-13-45.jsonl")
    no_day.write_text("z", encoding="utf-8")
    for n in range(30):
        backups.keep(path, DAY + timedelta(days=n))
    assert mine.exists()
    assert no_day.exists()
    assert (
        len(list((tmp_path / "backups").iterdir())) == 2 + 7 + 2
    )  # November, and the first half of December


def test_a_daily_user_of_a_year_has_a_week_and_the_months_before() -> None:
    days = {DAY - timedelta(days=n) for n in range(365)}
    kept = sorted(days - backups.superfluous(days), reverse=True)
    assert kept[:7] == [DAY - timedelta(days=n) for n in range(7)]
    assert [d.month for d in kept[7:]] == [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 12, 11]


@given(st.sets(st.dates(date(2020, 1, 1), date(2027, 1, 1)), max_size=80))
def test_the_last_seven_and_every_month_stay(days: set[date]) -> None:
    kept = days - backups.superfluous(days)
    assert set(sorted(days)[-7:]) <= kept
    assert {(d.year, d.month) for d in kept} == {(d.year, d.month) for d in days}
    assert backups.superfluous(kept) == set()
