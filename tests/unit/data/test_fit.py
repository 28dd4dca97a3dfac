"""FIT activities, read with Garmin's own SDK: without a warning, and with the right times and names."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from garmin_fit_sdk import Decoder, Profile, Stream
from hypothesis import given, settings

from hipstretch.core.exercise import Kind, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import ExerciseRecord, SessionRecord, SetRecord
from hipstretch.data import fit, fit_encoding, fit_files
from hipstretch.data.fit import Names
from hipstretch.data.history_file import HistoryFile
from tests.histories import sessions
from tests.saying import refused, said
from tests.unit.core.test_record import records
from tests.unit.data.test_history_file import session

TYPES = {
    fit_encoding.ENUM: "enum",
    fit_encoding.UINT8: "uint8",
    fit_encoding.UINT16: "uint16",
    fit_encoding.UINT32: "uint32",
    fit_encoding.UINT32Z: "uint32z",
    fit_encoding.TEXT: "string",
}
BEGAN = datetime(2026, 5, 31, 23, 50, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def of_sets(name: str, *done_s: float) -> ExerciseRecord:
    sides = (Side.LEFT, Side.RIGHT)
    return ExerciseRecord(
        name,
        tuple(
            SetRecord(side, Kind.HOLD, 30.0, done, 1, 1, Outcome.DONE)
            for side, done in zip(sides, done_s, strict=True)
        ),
    )


def a_session(*exercises: ExerciseRecord, minutes: float = 10, active_s: float = 120) -> SessionRecord:
    ended_at = BEGAN + timedelta(minutes=minutes)
    made = replace(session(1), started_at=BEGAN, ended_at=ended_at, exercises=exercises)
    return replace(made, active_s=active_s, routine="daily-hips")


def read(data: bytes) -> dict[str, Any]:
    """What Garmin's SDK reads, by the kind of message; it must have nothing to complain of."""
    assert Decoder(Stream.from_byte_array(bytearray(data))).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert errors == []
    return {name.removesuffix("_mesgs"): found for name, found in messages.items()}


def told(record: SessionRecord, names: Names | None = None) -> dict[str, Any]:
    return read(fit.activity(record, names or fit.by_id(record)))


def test_numbers_are_those_of_the_profile() -> None:
    for name, layout in fit.LAYOUTS.items():
        theirs = Profile["messages"][layout.number]
        assert theirs["name"] == name
        for field, (number, kind) in layout.fields.items():
            assert theirs["fields"][number]["name"] == field
            assert theirs["fields"][number]["base_type"] == TYPES[kind], (name, field)


def test_a_session_has_its_times_and_its_names() -> None:
    one = a_session(of_sets("lunge", 30, 30), of_sets("frog", 0, 0), of_sets("cobra", 30, 30))
    found = told(one, Names("Hüften täglich", ["Ausfallschritt", "Frosch", "कोबरा"]))
    assert set(found) == set(fit.LAYOUTS)
    begin, end = one.started_at.astimezone(UTC), one.ended_at.astimezone(UTC)
    (file_id,), (device,), (activity,), (whole,) = (
        found[name] for name in ("file_id", "device_info", "activity", "session")
    )
    assert (file_id["type"], file_id["time_created"], file_id["manufacturer"]) == (
        "activity",
        begin,
        "development",
    )
    assert device["product_name"] == "Hipstretch"
    assert (whole["sport"], whole["sub_sport"]) == ("training", "flexibility_training")
    assert (whole["start_time"], whole["timestamp"]) == (begin, end)
    assert (whole["total_elapsed_time"], whole["total_timer_time"]) == (600, 120)
    assert (whole["first_lap_index"], whole["num_laps"]) == (0, 2)
    assert whole["sport_profile_name"] == "Hüften täglich"
    assert activity["timestamp"] == end
    assert activity["local_timestamp"] == fit_local(one.ended_at)
    assert (activity["num_sessions"], activity["total_timer_time"]) == (1, 120)
    (workout,) = found["workout"]
    assert (workout["wkt_name"], workout["num_valid_steps"]) == ("Hüften täglich", 3)
    steps = found["workout_step"]
    assert [step["wkt_step_name"] for step in steps] == ["Ausfallschritt", "Frosch", "कोबरा"]
    assert [step["duration_time"] for step in steps] == [60, 60, 60]
    laps = found["lap"]
    assert [steps[lap["wkt_step_index"]]["wkt_step_name"] for lap in laps] == ["Ausfallschritt", "कोबरा"]
    assert [(lap["total_elapsed_time"], lap["total_timer_time"]) for lap in laps] == [(300, 60), (300, 60)]
    assert [lap["start_time"] for lap in laps] == [begin, begin + timedelta(minutes=5)]
    assert laps[-1]["timestamp"] == end


def fit_local(moment: datetime) -> int:
    """What the clock on the wall shows, in seconds since FIT's epoch."""
    return round((moment.replace(tzinfo=UTC) - datetime(1989, 12, 31, tzinfo=UTC)).total_seconds())


def test_what_is_no_work_does_not_count_for_the_timer() -> None:
    found = told(a_session(of_sets("lunge", 40, 40), of_sets("cobra", 20, 20)))
    runs = [(event["event_type"], event["timestamp"]) for event in found["event"]]
    assert [what for what, _ in runs] == ["start", "stop"] * 2
    counted = sum(
        (stop - start for (_, start), (_, stop) in zip(runs[::2], runs[1::2], strict=True)), timedelta()
    )
    assert counted == timedelta(seconds=120)
    assert [record["timestamp"] for record in found["record"]] == [at for _, at in runs]


@pytest.mark.parametrize("exercises", [(), (of_sets("lunge", 0, 0),)])
def test_a_session_without_exercises_is_one_lap(exercises: tuple[ExerciseRecord, ...]) -> None:
    """One that was entered by hand has none."""
    (lap,) = told(a_session(*exercises))["lap"]
    assert (lap["total_elapsed_time"], lap["total_timer_time"]) == (600, 120)
    assert "wkt_step_index" not in lap


def test_a_session_lasts_as_long_as_its_work() -> None:
    (whole,) = told(a_session(minutes=1))["session"]
    assert (whole["total_elapsed_time"], whole["total_timer_time"]) == (120, 120)


def test_a_long_name_is_cut_between_letters() -> None:
    one = replace(a_session(), routine="ह" * 120)
    assert told(one)["workout"][0]["wkt_name"] == "ह" * 84
    assert told(replace(one, routine="a\0b\ud800"))["workout"][0]["wkt_name"] == "a b?"


def test_a_session_of_months_has_the_longest_time_there_is() -> None:
    (whole,) = told(a_session(active_s=9e6, minutes=2e5))["session"]
    assert whole["total_timer_time"] == fit.MOST_MS / 1000


@pytest.mark.parametrize(
    ("year", "good"), [(1970, False), (1998, False), (1999, True), (2124, True), (2125, False)]
)
def test_a_year_that_fit_can_not_tell_is_refused(year: int, good: bool) -> None:
    day = datetime(year, 12, 31, 12, tzinfo=UTC)
    one = replace(a_session(active_s=60), started_at=day, ended_at=day + timedelta(minutes=1))
    if good:
        assert told(one)["session"][0]["start_time"] == day
    else:
        with refused("its year must be from 1999 to 2124"):
            fit.activity(one, fit.by_id(one))


@settings(deadline=None, max_examples=60)
@given(records)
def test_any_session_is_read_as_it_was_written(one: SessionRecord) -> None:
    one = replace(one, ended_at=max(one.started_at, one.ended_at))
    found = told(one)
    (whole,) = found["session"]
    laps = found["lap"]
    assert whole["num_laps"] == len(laps)
    for time in ("total_elapsed_time", "total_timer_time"):
        assert min(sum(lap[time] for lap in laps), fit.MOST_MS / 1000) == pytest.approx(whole[time], abs=0.1)
    assert all(lap["total_timer_time"] <= lap["total_elapsed_time"] for lap in laps)
    assert all(one["timestamp"] == other["start_time"] for one, other in pairwise(laps))
    moments = [message["timestamp"] for name in ("event", "record", "lap") for message in found[name]]
    assert all(whole["start_time"] <= moment <= whole["timestamp"] for moment in moments)


def test_sessions_as_people_do_them() -> None:
    for one in sessions(60):
        found = told(one)
        (whole,) = found["session"]
        assert whole["total_timer_time"] == pytest.approx(one.active_s, abs=0.001)
        done = [sum(s.done_s for s in e.sets) for e in one.exercises]
        laps = [lap["total_timer_time"] for lap in found["lap"]]
        assert laps == pytest.approx([seconds for seconds in done if seconds], abs=1)


# --- on disk ----------------------------------------------------------------------------------------------


def test_a_session_on_disk(tmp_path: Path) -> None:
    fit_files.save(tmp_path / "one.fit", a_session(), Names("Daily", []))
    assert read((tmp_path / "one.fit").read_bytes())["workout"][0]["wkt_name"] == "Daily"


def test_every_session_is_a_file_of_its_own_in_a_zip(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "history.jsonl")
    same = replace(a_session(), id="same", routine="../Ünder way")
    history.append(
        a_session(), replace(same, id="other"), same, replace(a_session(), id="none", routine="日")
    )
    target = tmp_path / "all.fit.zip"
    assert fit_files.save_all(target, history, lambda one: Names(f"It is {one.id}", [])) == ()
    with zipfile.ZipFile(target) as packed:
        assert packed.testzip() is None
        found = {info.filename: read(packed.read(info)) for info in packed.infolist()}
        assert {info.date_time for info in packed.infolist()} == {(2026, 5, 31, 23, 50, 0)}
    assert {name: told["workout"][0]["wkt_name"] for name, told in found.items()} == {
        "2026-05-31-2350-daily-hips.fit": "It is id1",
        "2026-05-31-2350-nder-way.fit": "It is other",
        "2026-05-31-2350-nder-way-2.fit": "It is same",
        "2026-05-31-2350-session.fit": "It is none",
    }


def test_a_session_that_fit_can_not_hold_is_left_out_and_said(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "history.jsonl")
    day = datetime(1970, 1, 1, 12, tzinfo=UTC)
    history.append(replace(a_session(), id="old", started_at=day, ended_at=day), a_session())
    remarks = fit_files.save_all(tmp_path / "all.fit.zip", history, fit.by_id)
    assert said(remarks) == ("1 session is left out: its year must be from 1999 to 2124.",)
    with zipfile.ZipFile(tmp_path / "all.fit.zip") as packed:
        assert len(packed.namelist()) == 1
