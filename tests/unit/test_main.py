"""The command line, as a person at a terminal meets it."""

import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from hipstretch import __version__, translation
from hipstretch.__main__ import main
from hipstretch.core.record import SessionOutcome
from hipstretch.core.routine import ELSEWHERE
from hipstretch.core.settings import Settings
from hipstretch.core.weeks import current_day, day_of
from hipstretch.data.clock import SYSTEM_CLOCK, in_zone
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.moving import leave
from hipstretch.data.paths import resolve
from hipstretch.data.pending_sessions import PendingSessions
from tests.unit.data.test_history_file import session


def test_plan_as_json_has_every_phase_and_the_total(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "daily-hips", "--json", "--data-dir", str(tmp_path)]) == 0
    plan = json.loads(capsys.readouterr().out)
    phases = plan["phases"]
    keys = {"index", "kind", "exercise", "side", "set", "rep", "start_s", "duration_s", "cues"}
    assert all(set(p) == keys for p in phases)
    assert len({p["exercise"] for p in phases}) == 8
    assert plan["total_s"] == phases[-1]["start_s"] + phases[-1]["duration_s"]
    assert phases[-1]["cues"][-1] == {"cue": "session_done", "at_s": plan["total_s"]}


def test_plan_follows_the_persons_hold_lengths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = {"exercises": {"half-kneel-lunge": {"hold_s": 47}}}
    (tmp_path / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    main(["--data-dir", str(tmp_path), "plan", "daily-hips", "--json"])
    phases = json.loads(capsys.readouterr().out)["phases"]
    holds = [p for p in phases if p["exercise"] == "half-kneel-lunge" and p["kind"] == "hold"]
    assert {p["duration_s"] for p in holds} == {47}


def test_plan_as_a_table_ends_with_the_total(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["plan", "six-minutes", "--data-dir", str(tmp_path)])
    lines = capsys.readouterr().out.splitlines()
    main(["plan", "six-minutes", "--json", "--data-dir", str(tmp_path)])
    plan = json.loads(capsys.readouterr().out)
    assert len(lines) == len(plan["phases"]) + 1
    assert lines[-1].split() == [f"{plan['total_s']:g}", "s", "Session", "done."]
    assert re.fullmatch("0 s +22 s +Get ready +Half-kneel lunge +left side", lines[0])


def test_a_plan_stands_in_columns_whatever_the_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["plan", "hip-strength", "--language", "ja", "--data-dir", str(tmp_path)])
    *lines, last = capsys.readouterr().out.splitlines()

    def column(line: str) -> int:
        before = re.split("両側|右側|左側", line)[0]
        return sum(1 + (east_asian_width(sign) in "WF") for sign in before)

    assert len({column(line) for line in lines}) == 1
    assert "秒" in last


def test_what_is_wrong_with_the_settings_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.json").write_text('{"volume": "loud"}', encoding="utf-8")
    main(["plan", "six-minutes", "--json", "--language", "de", "--data-dir", str(tmp_path)])
    assert "settings.json: volume ist" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["start", "plan"])
def test_an_unknown_routine_lists_the_known_ones(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command, "nonsense", "--data-dir", str(tmp_path)])
    assert caught.value.code == 2
    message = capsys.readouterr().err
    assert "nonsense" in message
    assert "daily-hips" in message


def test_plan_as_json_needs_no_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from hipstretch.__main__ import main; "
        f"main(['plan', 'daily-hips', '--json', '--data-dir', {str(tmp_path)!r}]); "
        "print([m for m in sys.modules if m.startswith('PySide6')])"
    )
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert run.stdout.splitlines()[-1] == "[]"


def write_settings(folder: Path, **settings: object) -> None:
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")


def test_what_is_due_in_words_and_as_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    due = ["due", "--data-dir", str(tmp_path)]
    assert main(due) == 0
    assert capsys.readouterr().out == "Nothing has a schedule. Plan is where one is made.\n"
    write_settings(
        tmp_path, schedules={"six-minutes": {"first": "2190-01-01", "periods": [{"days": 7, "times": 1}]}}
    )
    assert main(due) == 0
    assert capsys.readouterr().out == "Nothing is due now.\nSix minutes · nothing today · next on 1/1/2190\n"
    write_settings(tmp_path, schedules={"six-minutes": {"periods": [{"days": 7, "times": 2}]}})
    assert main(due) == 10
    assert capsys.readouterr().out == "Due now:\n  Six minutes · done today: 0 of 2\n"


@pytest.mark.parametrize(("command", "code"), [("due", 10), ("history", 0)])
@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that nobody reads is another error there")
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, command: str, code: int) -> None:
    write_settings(tmp_path, schedules={"six-minutes": {"periods": [{"days": 7, "times": 2}]}})
    reading, writing = os.pipe()
    os.close(reading)
    program = [sys.executable, "-m", "hipstretch", command, "--data-dir", str(tmp_path)]
    done = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, check=False, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (code, "")


def test_what_is_due_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_settings(tmp_path, times_a_day={"bridge": 1}, schedules={"mine": {}})
    assert main(["due", "--json", "--data-dir", str(tmp_path)]) == 10
    said = capsys.readouterr()
    assert "schedules.mine.periods is missing" in said.err
    found = json.loads(said.out)
    assert found["due"] == ["exercise:bridge"]
    (item,) = found["items"]
    assert (item["name"], item["times"], item["done"], item["due"]) == ("Hip lift", 1, 0, 1)
    assert found["next"] == item["next"] == found["changes_at"]


def test_a_calendar_of_the_schedules_and_with_them_what_was_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    period = {"days": 7, "times": ["07:00"]}
    write_settings(tmp_path, volume="loud", schedules={"six-minutes": {"periods": [period]}})
    paths = resolve(tmp_path)
    HistoryFile(paths.history).append(session(1))
    PendingSessions(paths.waiting).save([session(2)])
    file = tmp_path / "hips.ics"
    calendar = ["calendar", str(file), "--data-dir", str(tmp_path)]
    assert main(calendar) == 0
    said = capsys.readouterr()
    assert said.out == f"Exported to {file}.\n"
    assert "settings.json: volume" in said.err
    assert file.read_text(encoding="utf-8").count("SUMMARY:Six minutes") == 1
    assert "id1@" not in file.read_text(encoding="utf-8")
    assert main([*calendar, "--with-sessions"]) == 0
    assert [f"UID:id{n}@hipstretch" in file.read_text(encoding="utf-8") for n in (1, 2)] == [True, True]


def test_a_calendar_that_can_not_be_written_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hips.txt"
    assert main(["calendar", str(file), "--data-dir", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "Nothing was exported: hips.txt ends in none of these: .ics\n"
    assert not file.exists()


def _today() -> date:
    """The day it is now for the person, which goes on for some hours after midnight."""
    return current_day(in_zone(SYSTEM_CLOCK.wall()), Settings().day_begins)


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A data folder with a session a day up to today, three of them, the last one in part and not on disk yet."""
    now = SYSTEM_CLOCK.wall()
    done = [
        replace(
            session(n), started_at=now - timedelta(days=3 - n), active_s=600, outcome=SessionOutcome.COMPLETED
        )
        for n in (1, 2, 3)
    ]
    paths = resolve(tmp_path)
    HistoryFile(paths.history).append(*done[:2])
    last = replace(done[2], routine=ELSEWHERE, outcome=SessionOutcome.PARTIAL, note="\ud800 late")
    PendingSessions(paths.waiting).save([last])
    return tmp_path


def test_the_history_newest_first(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "--data-dir", str(history)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [re.split("  +", line)[2:] for line in lines] == [
        ["Done elsewhere", "10 min", "in part"],
        ["Daily hips", "10 min"],
        ["Daily hips", "10 min"],
    ]
    assert len({line.index("10 min") for line in lines}) == 1, "they stand in columns"


def test_the_history_as_json_since_a_day(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    yesterday = _today() - timedelta(days=1)
    assert main(["history", "--json", "--since", str(yesterday), "--data-dir", str(history)]) == 0
    last, before = json.loads(capsys.readouterr().out)["sessions"]
    assert (last["id"], last["name"], last["note"]) == ("id3", "Done elsewhere", "\ud800 late")
    assert (before["id"], before["outcome"], before["active_s"]) == ("id2", "completed", 600)
    assert before["exercises"] == [one.id for one in session(2).exercises]
    assert day_of(datetime.fromisoformat(before["started_at"]), Settings().day_begins) == yesterday


def test_a_history_without_sessions_says_so(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "--since", "2190-01-01", "--data-dir", str(history)]) == 0
    assert capsys.readouterr().out == "There is no session to show.\n"


def test_a_line_of_the_history_that_can_not_be_read_is_named(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (history / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write("torn\n")
    for command in ("history", "stats"):
        main([command, "--json", "--data-dir", str(history)])
        said = capsys.readouterr()
        assert said.err.count("1 line of history.jsonl can't be read") == 1
        assert json.loads(said.out)


def test_a_wrong_date_is_refused_in_words(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["history", "--since", "monday", "--data-dir", str(history)])
    assert caught.value.code == 2
    assert "--since: it must be a date such as 2026-05-31" in capsys.readouterr().err


def test_the_numbers_of_the_last_days(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_settings(history, goal_days=3)
    assert main(["stats", "--data-dir", str(history)]) == 0
    words = capsys.readouterr().out
    assert words.startswith("The last four weeks: 3 days, 30 min of work. This week: ")
    assert "\n  Front of the hip: left " in words
    assert words.endswith("No strength work in these days.\n")
    assert main(["stats", "--json", "--data-dir", str(history)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["goal_days"] == 3
    assert found["week"]["days"] == found["week"]["sessions"] <= 3
    first = str(_today() - timedelta(days=27))
    assert found["four_weeks"] == {"first": first, "days": 3, "sessions": 3, "active_s": 1800}
    assert set(found["dose"]["stretched_min"]) == {"front", "back", "outer", "inner"}
    assert (found["dose"]["days"], found["dose"]["strength_days"]) == (7, 0)


def test_the_history_as_fit_activities(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = datetime(1970, 1, 1, 12, tzinfo=UTC)
    HistoryFile(history / "history.jsonl").append(replace(session(4), started_at=day, ended_at=day))
    target = history / "all.fit.zip"
    assert main(["export", str(target), "--data-dir", str(history)]) == 0
    told = capsys.readouterr()
    assert told.out == f"Exported to {target}.\n"
    assert told.err == "1 session is left out: its year must be from 1999 to 2124.\n"
    with zipfile.ZipFile(target) as packed:
        assert len(packed.namelist()) == 2


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"hipstretch {__version__}\n"


def test_without_a_display_the_window_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["--data-dir", str(tmp_path)]) == 1
    assert "no display" in capsys.readouterr().err


def test_data_is_looked_for_where_it_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    due = ["due", "--data-dir", str(tmp_path / "old")]
    (tmp_path / "new").mkdir()
    leave(tmp_path / "old", tmp_path / "new")
    write_settings(tmp_path / "new", schedules={"six-minutes": {"periods": [{"days": 7, "times": 2}]}})
    assert main(due) == 10
    (tmp_path / "new").rename(tmp_path / "elsewhere")
    capsys.readouterr()
    assert main(due) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "new") in said
    assert "that folder is not there now" in said
    assert not (tmp_path / "new").exists(), "none is begun"


def test_a_language_can_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["plan", "nonsense", "--language", "de", "--data-dir", str(tmp_path)])
    assert "Hüften täglich" in capsys.readouterr().err
    assert translation.language() == "de"


def test_a_wrong_language_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--language", "tlh"])
    assert caught.value.code == 2
    message = capsys.readouterr().err
    assert "“tlh”" in message
    assert "pt-BR" in message


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"LANG": "de_DE.UTF-8"}, ["de_DE"]),
        ({"LANG": "en_GB", "LC_ALL": "sr_RS@latin"}, ["sr_RS"]),
        ({"LANG": "fr_FR", "LANGUAGE": "pt_BR:es"}, ["pt_BR", "es", "fr_FR"]),
        ({"LANG": "C", "LANGUAGE": "de"}, ["C"]),
        ({}, ["C"]),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no LANG")
def test_the_system_says_its_language(
    environment: dict[str, str], found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert translation.system_languages() == found
