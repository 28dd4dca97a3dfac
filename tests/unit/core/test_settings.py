"""Settings are read one value at a time: a bad one is named, the others count."""

from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.conditions import Condition, Equipment
from hipstretch.core.exercise import Dosage, Kind, Position, Side
from hipstretch.core.settings import (
    BOUNDS,
    TIMING,
    DosageOverride,
    Settings,
    dump,
    parse,
)
from hipstretch.core.text_preview import preview
from hipstretch.core.timeline import build
from hipstretch.qt.problem_words import words
from tests.fakes import exercise, routine
from tests.unit.core.schedule_cases import SCHEDULES

overrides = st.builds(
    DosageOverride,
    hold_s=st.none() | st.floats(1, 600),
    reps=st.none() | st.integers(1, 50),
    sets=st.none() | st.integers(1, 10),
    rest_s=st.none() | st.floats(0, 300),
).filter(lambda o: not o.empty)


def _some_of(
    kind: type[Condition] | type[Equipment] | type[Position],
) -> st.SearchStrategy[tuple[object, ...]]:
    return st.sets(st.sampled_from(list(kind))).map(lambda some: tuple(one for one in kind if one in some))


def _within(name: str) -> st.SearchStrategy[float]:
    least, most = BOUNDS[name]
    whole = isinstance(getattr(Settings(), name), int)
    return st.integers(int(least), int(most)) if whole else st.floats(least, most)


SPECIAL: dict[str, st.SearchStrategy[object]] = {
    "exercises": st.dictionaries(st.text(min_size=1), overrides, max_size=3),
    "first_side": st.sampled_from([Side.LEFT, Side.RIGHT]),
    "voice_name": st.text(max_size=200),
    "person": st.text(max_size=64),
    "calendar_file": st.text(max_size=4096),
    "language": st.text(max_size=64),
    "rest_days": st.sets(st.integers(1, 7)).map(lambda days: tuple(sorted(days))),
    "conditions": _some_of(Condition),
    "lacks": _some_of(Equipment),
    "avoids": _some_of(Position),
    "hidden": st.sets(st.text(max_size=64), max_size=3).map(lambda some: tuple(sorted(some))),
    "schedules": st.dictionaries(st.text(), SCHEDULES, max_size=2),
    "times_a_day": st.dictionaries(st.text(), st.integers(1, 10), max_size=3),
}
"""How fields are drawn that are no number, no flag and no word of a list."""


def _any_value(name: str, default: object) -> st.SearchStrategy[object]:
    if name in SPECIAL:
        return SPECIAL[name]
    if isinstance(default, bool):
        return st.booleans()
    return st.sampled_from(list(type(default))) if isinstance(default, StrEnum) else _within(name)


any_settings = st.builds(
    Settings, **{f.name: _any_value(f.name, getattr(Settings(), f.name)) for f in fields(Settings)}
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(any_settings)
def test_what_is_dumped_is_parsed_to_the_same(settings: Settings) -> None:
    assert parse(dump(settings)) == (settings, ())


@given(any_settings, any_settings)
def test_a_routine_depends_on_no_other_settings_than_those_named(one: Settings, other: Settings) -> None:
    same_timing = replace(other, **{name: getattr(one, name) for name in TIMING})
    plan, exercises = routine(exercise("lunge"), exercise("clam", kind=Kind.REPETITION, lift_s=2, lower_s=2))
    assert build(plan, exercises, same_timing) == build(plan, exercises, one)


def test_nothing_given_is_the_defaults() -> None:
    assert parse({}) == (Settings(), ())


@pytest.mark.parametrize(
    ("raw", "path", "allowed"),
    [
        ({"volume": 101}, "volume", "a whole number from 0 to 100"),
        ({"volume": 5.5}, "volume", "a whole number from 0 to 100"),
        ({"volume": True}, "volume", "a whole number from 0 to 100"),
        ({"prepare_s": "8"}, "prepare_s", "a number from 3 to 120"),
        ({"sound": 1}, "sound", "true or false"),
        ({"theme": "pink"}, "theme", "system or light or dark or contrast"),
        ({"first_side": "both"}, "first_side", "left or right"),
        ({"goal_days": 8}, "goal_days", "a whole number from 0 to 7"),
        (
            {"rest_days": [7, 0]},
            "rest_days",
            "a list of weekdays, 1 for Monday to 7 for Sunday",
        ),
        ({"minutes": 2}, "minutes", "a whole number from 3 to 40"),
        ({"lacks": "chair"}, "lacks", "a list of chair, cushion, strap, step"),
        ({"hidden": "frog"}, "hidden", "a list of up to 1,000 exercise ids"),
        ({"hidden": [3]}, "hidden", "a list of up to 1,000 exercise ids"),
        ({"times_a_day": 2}, "times_a_day", "an object of exercise ids"),
        (
            {"times_a_day": {"bridge": 11}},
            "times_a_day.bridge",
            "a whole number from 1 to 10",
        ),
        ({"voice_name": 3}, "voice_name", "a text of up to 200 characters"),
        ({"voice_name": "x" * 201}, "voice_name", "a text of up to 200 characters"),
        ({"exercises": []}, "exercises", "an object of exercise ids"),
        ({"exercises": {"frog": 3}}, "exercises.frog", "an object"),
        (
            {"exercises": {"frog": {"hold_s": 0}}},
            "exercises.frog.hold_s",
            "a number from 1 to 600",
        ),
    ],
)
def test_a_bad_value_is_named_and_falls_back(raw: dict[str, Any], path: str, allowed: str) -> None:
    settings, (problem,) = parse(raw)
    value: Any = raw
    for key in path.split("."):
        value = value[key]
    assert settings == Settings()
    assert words(problem) == f"{path} is {preview(value)}; it must be {allowed}"


def test_one_bad_value_spoils_no_other() -> None:
    settings, problems = parse(
        {"volume": -1, "switch_s": 12, "exercises": {"frog": {"hold_s": 45, "reps": 0}}}
    )
    assert settings == Settings(switch_s=12, exercises={"frog": DosageOverride(hold_s=45)})
    assert [p.field for p in problems] == ["volume", "exercises.frog.reps"]


def test_unknown_keys_are_left_to_newer_versions() -> None:
    assert parse({"from_the_future": 1}) == (Settings(), ())


@given(st.dictionaries(st.sampled_from([*Settings.__dataclass_fields__, "x"]), json_values))
def test_any_json_gives_settings_within_bounds(raw: dict[str, Any]) -> None:
    settings, _ = parse(raw)
    for name, (least, most) in BOUNDS.items():
        if hasattr(settings, name):
            assert least <= getattr(settings, name) <= most


def test_an_override_is_applied_and_dropped_when_empty() -> None:
    assert DosageOverride(hold_s=45).apply(Dosage(30, reps=3)) == Dosage(45, reps=3)
    settings = Settings().with_override("frog", DosageOverride(reps=2))
    assert settings.override("frog").reps == 2
    assert settings.with_override("frog", DosageOverride()) == Settings()


def test_a_condition_of_tomorrow_hides_none_of_those_of_today() -> None:
    raw = ["pregnancy", "knee-pain", "something-new", 3]
    settings, (problem,) = parse({"conditions": raw})
    assert settings.conditions == (Condition.KNEE_PAIN, Condition.PREGNANCY)
    assert (problem.field, problem.value) == ("conditions", preview(raw))
