"""What was told is kept over a restart; a file that can't be understood is set aside, one that must stay stays."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.problem import Fault, InvalidFile
from hipstretch.core.reminder import NOT_TODAY, Said
from hipstretch.data.reminders_file import RemindersFile
from tests.fakes import FakeClock

COUNTS = st.dictionaries(st.text(), st.integers(0, NOT_TODAY), max_size=3)
MOMENTS = st.integers(10**9, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
SAIDS = st.builds(
    Said,
    st.dictionaries(st.dates(date(2000, 1, 1), date(2199, 1, 1)), COUNTS, max_size=3),
    st.none() | MOMENTS,
)
SAID = Said({date(2026, 5, 4): {"hips": 1, "back": NOT_TODAY}}, datetime(2026, 5, 4, 7, 15, tzinfo=UTC))


@given(said=SAIDS)
def test_what_is_kept_is_read_again(tmp_path_factory: pytest.TempPathFactory, said: Said) -> None:
    path = tmp_path_factory.mktemp("reminders") / "reminders.json"
    RemindersFile(path).save(said)
    found, problem = RemindersFile(path).load()
    assert (found, problem) == (said, None)
    assert [*found.days] == [*said.days], "in the same order"


def test_no_file_is_nothing_said(tmp_path: Path) -> None:
    assert RemindersFile(tmp_path / "reminders.json").load() == (Said(), None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"days": []}',
        '{"days": {"today": {}}}',
        '{"days": {"2026-05-04": []}}',
        '{"days": {"2026-05-04": {"hips": -1}}}',
        '{"days": {"2026-05-04": {"hips": 1001}}}',
        '{"days": {}, "not_before": "2026-05-04T07:00"}',
        '{"days": {}, "not_before": 7}',
    ],
)
def test_a_damaged_file_is_set_aside(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reminders.json"
    path.write_text(text, encoding="utf-8")
    file = RemindersFile(path, FakeClock())
    said, problem = file.load()
    assert said == Said()
    assert problem
    assert problem.fault is Fault.REMINDERS_ASIDE
    assert (tmp_path / problem.place).read_text(encoding="utf-8") == text
    file.save(SAID)
    assert RemindersFile(path).load() == (SAID, None)


def test_one_of_a_newer_version_stays(tmp_path: Path) -> None:
    path = tmp_path / "reminders.json"
    path.write_text(json.dumps({"v": 2, "days": 0}), encoding="utf-8")
    file = RemindersFile(path)
    said, problem = file.load()
    assert said == Said()
    assert problem
    assert problem.fault is Fault.REMINDERS_STUCK
    with pytest.raises(InvalidFile):
        file.save(SAID)
    assert json.loads(path.read_text(encoding="utf-8"))["v"] == 2


def test_one_that_can_t_be_set_aside_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no")

    path = tmp_path / "reminders.json"
    path.write_text("?", encoding="utf-8")
    monkeypatch.setattr("hipstretch.data.atomic.set_aside", refuse)
    _, problem = RemindersFile(path).load()
    assert problem
    assert problem.fault is Fault.REMINDERS_STUCK
    assert path.read_text(encoding="utf-8") == "?"
