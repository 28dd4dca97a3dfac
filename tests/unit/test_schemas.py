"""docs/schema says what the program writes, reads and prints: packaging/schemas.py made it."""

import copy
import json
import math
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import schemas
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from hipstretch.__main__ import main
from hipstretch.core.decode import YEARS
from hipstretch.core.exercise import Exercise, Text
from hipstretch.core.own_exercise import with_kind
from hipstretch.core.problem import Fault, Problem
from hipstretch.core.record import SessionRecord
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.settings import Settings, dump
from hipstretch.core.text_preview import is_shown
from hipstretch.data import history_line, own_files
from hipstretch.data.assets import assets_dir
from hipstretch.data.clock import SYSTEM_CLOCK
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.history_line import as_line, deleted_line
from hipstretch.data.settings_file import SettingsFile
from tests.corpus.test_fuzz import odd_values
from tests.unit.core.test_record import records
from tests.unit.core.test_settings import any_settings
from tests.unit.core.test_timeline import exercises
from tests.unit.data.test_history_file import session
from tests.unit.data.test_own_files import ROUTINES

NAMES = sorted(path.name.removesuffix(".schema.json") for path in schemas.TARGET.glob("*.json"))
LENIENT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BEYOND = {
    Fault.YEARS,
    Fault.ONLY_LAST_OPEN,
    Fault.LAST_BEFORE_FIRST,
    Fault.KNOWN_EXERCISE,
    Fault.NUMBERS_RANGE,
}
"""What no schema can say: years, what one value says of another one, which exercises there are."""
BEYOND |= {Fault.WHOLE_RANGE, Fault.NOT_TOML, Fault.LONG_NUMBER, Fault.LARGE, Fault.DEEP, Fault.NOT_UTF8}


def schema(name: str) -> Any:
    return json.loads((schemas.TARGET / f"{name}.schema.json").read_text(encoding="utf-8"))


def checker(node: Any) -> Draft202012Validator:
    return Draft202012Validator(node, format_checker=FormatChecker())


def closed(node: Any) -> Any:
    """The same schema, by which nothing may be there that it does not name."""
    if isinstance(node, list):
        return [closed(one) for one in node]
    if not isinstance(node, dict):
        return node
    more = {"additionalProperties": False} if "properties" in node and "type" in node else {}
    return {**more, **{key: closed(one) for key, one in node.items()}}


def taken(name: str, value: object) -> None:
    """Fail if something that is written or printed is not as the schema says, or says more."""
    checker(closed(schema(name))).validate(value)


def test_the_schemas_are_made_from_the_code_as_it_is() -> None:
    assert schemas.main(["--check"]) == 0, "run packaging/schemas.py"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    assert schema(name)["$schema"] == schemas.DIALECT
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(
    ("name", "kind", "elsewhere"),
    [
        ("settings", Settings, set()),
        ("exercise", Exercise, {"id", "text"}),
        ("exercise-text", Text, set()),
        ("routine", Routine, {"id", "name", "summary", "bad_day"}),
    ],
)
def test_every_field_is_described(name: str, kind: type, elsewhere: set[str]) -> None:
    assert {f.name for f in fields(kind)} - elsewhere <= schema(name)["properties"].keys()


def test_every_field_of_an_entry_is_described() -> None:
    entry = schema("routine")["properties"]["entries"]["items"]["properties"]
    assert entry.keys() == {f.name for f in fields(Entry)} - {"once"}


# --- what the program writes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("exercise", "exercises/*/exercise.toml"),
        ("exercise-text", "exercises/*/text.en.toml"),
        ("routine", "routines/[!t]*.toml"),
    ],
)
def test_every_file_that_is_shipped_is_as_the_schema_says(name: str, pattern: str) -> None:
    paths = sorted(assets_dir().glob(pattern))
    assert len(paths) > 5
    for path in paths:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        if name == "routine":
            table["text"] = {"en": table["text"]["en"]}
        taken(name, table)


@LENIENT
@given(any_settings)
def test_every_settings_file_is_as_the_schema_says(tmp_path: Path, some: Settings) -> None:
    path = tmp_path / "settings.json"
    path.unlink(missing_ok=True)
    SettingsFile(path).save(some)
    taken("settings", json.loads(path.read_bytes().decode("utf-8", "surrogatepass")))
    taken("settings", {"v": 1, **json.loads(json.dumps(dump(some)))})


@LENIENT
@given(records)
def test_every_line_of_the_history_is_as_the_schema_says(one: SessionRecord) -> None:
    for line in (as_line(one), deleted_line(one.id, one.started_at)):
        taken("history-line", json.loads(line))


@LENIENT
@given(ROUTINES)
def test_every_own_routine_is_as_the_schema_says(one: Routine) -> None:
    taken("routine", tomllib.loads(own_files.as_toml(one)))


@LENIENT
@given(exercises.map(lambda one: with_kind(one, one.kind)))
def test_every_own_exercise_is_as_the_schema_says(tmp_path: Path, one: Exercise) -> None:
    own_files.change_exercise(tmp_path, one)
    for name, file in (("exercise", "exercise.toml"), ("exercise-text", "text.en.toml")):
        taken(name, tomllib.loads((tmp_path / file).read_text(encoding="utf-8")))


# --- what commands print ----------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with sessions of today and yesterday, and schedules."""
    now = SYSTEM_CLOCK.wall()
    times = [now, now - timedelta(days=1)]
    HistoryFile(tmp_path / "history.jsonl").append(
        *(replace(session(n), started_at=at) for n, at in enumerate(times))
    )
    schedules = {
        "six-minutes": {"periods": [{"days": 7, "times": 2}]},
        "back": {"periods": [{"days": 3, "times": ["07:00"]}]},
    }
    text = json.dumps({"v": 1, "goal_days": 3, "schedules": schedules})
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", [["due"], ["history"], ["stats"], ["plan", "daily-hips"]])
def test_what_a_command_prints_is_as_the_schema_says(
    command: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*command, "--json", "--data-dir", str(data)])
    printed = json.loads(capsys.readouterr().out)
    assert printed
    taken(command[0], printed)


# --- what both refuse -------------------------------------------------------------------------------------


def places(value: Any) -> Iterator[tuple[object, ...]]:
    """The way to each value in an object."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (key,)
        yield from ((key, *rest) for rest in places(one))


def changed(good: Any, place: tuple[Any, ...], value: object) -> Any:
    """An object with another value in a place; `...` takes it out."""
    made = copy.deepcopy(good)
    at = made
    for key in place[:-1]:
        at = at[key]
    if value is ...:
        del at[place[-1]]
    else:
        at[place[-1]] = value
    return made


def only_written_otherwise(value: Any) -> bool:
    """Whether there is a value that Python tells from another one, and JSON Schema does not, or the other way round."""
    if isinstance(value, float):
        return value.is_integer() or not math.isfinite(value)
    if isinstance(value, str):
        return not all(map(is_shown, value)) or "\ud800" in value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(only_written_otherwise, inside))


SESSION = json.loads(as_line(replace(session(1), note="Good.")))
DELETED = json.loads(deleted_line("a", datetime(2026, 5, 4, tzinfo=UTC)))
SETTINGS = {
    **dump(Settings()),
    "v": 1,
    "conditions": ["pregnancy"],
    "rest_days": [7],
    "hidden": ["frog"],
    "exercises": {"frog": {"hold_s": 45.5, "reps": 2}},
    "times_a_day": {"frog": 2},
    "schedules": {
        "back": {
            "first": "2026-05-04",
            "periods": [{"weeks": 3, "days": [1], "times": ["07:00"]}, {"days": 7, "times": 2}],
            "pauses": [{"first": "2026-05-05", "last": "2026-05-06"}],
        }
    },
}
GOOD: Mapping[str, Any] = {
    "settings": SETTINGS,
    "history-line": SESSION,
    "deleted": DELETED,
    "exercise": schemas.EXERCISE,
    "hold": schemas.HOLD,
    "exercise-text": schemas.TEXT,
    "routine": schemas.ROUTINE,
}
SAME = {"deleted": "history-line", "hold": "exercise"}
"""What is described by another schema."""
OURS = {"settings": {("v",)}, "history-line": {("v",)}, "deleted": {("v",), ("deleted_at",)}}
"""Where the schema says what is written, and more is read."""


@pytest.fixture(scope="module")
def readers() -> Iterator[Mapping[str, Callable[[Any], Problem | None]]]:
    with schemas.toml_problems() as (facts, words, routine):
        yield {
            "settings": schemas.settings_problem,
            "history-line": schemas.line_problem,
            "deleted": schemas.line_problem,
            "exercise": facts,
            "hold": facts,
            "exercise-text": words,
            "routine": routine,
        }


@pytest.mark.parametrize("name", GOOD)
def test_what_is_wrong_is_refused_by_the_program_and_by_the_schema(
    name: str, readers: Mapping[str, Callable[[Any], Problem | None]]
) -> None:
    good = json.loads(json.dumps(GOOD[name]))
    check = checker(schema(SAME.get(name, name)))
    assert check.is_valid(good)
    assert readers[name](good) is None
    ways = [place for place in places(good) if place not in OURS.get(name, ())]

    @LENIENT
    @given(st.sampled_from(ways), odd_values | st.just(...))
    def compare(place: tuple[object, ...], value: object) -> None:
        raw = changed(good, place, value)
        problem = readers[name](raw)
        if problem is None:
            takes_more = value is ... or isinstance(value, str)  # other forms of a moment, for one
            assert check.is_valid(raw) or takes_more, (place, value)
        elif problem.fault not in BEYOND and not only_written_otherwise(value):
            assert not check.is_valid(raw), (place, value, problem)

    compare()


def test_moments_are_taken_as_the_program_writes_them() -> None:
    check = checker(schema("history-line"))
    for text in ("2026-05-04T18:00:00+02:00", "2026-05-04T18:00:00.123456-08:00"):
        assert check.is_valid({**SESSION, "started_at": text})
    for text in ("2026-05-04", "2026-05-04T18:00:00", "18:00", "now", "2026-05-04 18:00:00+02:00"):
        assert not check.is_valid({**SESSION, "started_at": text})
    assert YEARS[0] == 1970
    assert history_line.parse(SESSION)
