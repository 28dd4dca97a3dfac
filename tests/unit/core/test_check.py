"""Three grades, compared with oneself and not too often."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.check import (
    CheckRecord,
    CheckResult,
    Grade,
    Trend,
    again_on,
    checks_for,
    from_json,
    groups_to_check,
    minutes_to_check,
    to_json,
    trend,
)
from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from tests.saying import refused

CHECKS, PROBLEMS = catalogue.load_checks(assets_dir())
ALL_BUT_SURGERY = tuple(c for c in Condition if c is not Condition.RECENT_SURGERY)
NOW = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


def found(grade: Grade, check: str = "thomas", side: Side = Side.LEFT) -> CheckResult:
    return CheckResult(check, MuscleGroup.FRONT, side, grade)


def record(*some: CheckResult, at: datetime = NOW) -> CheckRecord:
    return CheckRecord("c1", at, some)


def test_the_bundled_checks_can_be_read_and_every_group_has_two() -> None:
    assert PROBLEMS == ()
    assert sorted(c.group for c in CHECKS.values()) == sorted([*MuscleGroup, *MuscleGroup])


@pytest.mark.parametrize(
    ("conditions", "groups", "minutes"),
    [
        ((), tuple(MuscleGroup), 8),
        ((Condition.PREGNANCY,), (MuscleGroup.BACK, MuscleGroup.OUTER, MuscleGroup.INNER), 6),
        (ALL_BUT_SURGERY, (), 0),
    ],
)
def test_how_much_is_asked_and_how_long_it_takes(
    conditions: tuple[Condition, ...], groups: tuple[MuscleGroup, ...], minutes: int
) -> None:
    assert groups_to_check(iter(CHECKS.values()), conditions) == groups
    assert minutes_to_check(CHECKS.values(), conditions) == minutes


@pytest.mark.parametrize(
    ("group", "conditions", "before", "expected"),
    [
        (MuscleGroup.FRONT, (), None, ["thomas", "heel-to-buttock"]),
        (MuscleGroup.FRONT, (Condition.OSTEOPOROSIS,), None, ["heel-to-buttock"]),
        (MuscleGroup.FRONT, (Condition.PREGNANCY,), None, []),
        (MuscleGroup.FRONT, (), record(found(Grade.EASY, "heel-to-buttock")), ["heel-to-buttock", "thomas"]),
        (MuscleGroup.BACK, (), None, ["ninety-ninety", "straight-leg-raise"]),
        (MuscleGroup.OUTER, (Condition.HIP_PINCH,), None, ["figure-four-depth"]),
        (MuscleGroup.INNER, (Condition.PELVIC_PAIN,), None, []),
    ],
)
def test_the_checks_of_a_group(
    group: MuscleGroup, conditions: tuple[Condition, ...], before: CheckRecord | None, expected: list[str]
) -> None:
    assert [c.id for c in checks_for(group, CHECKS.values(), conditions, before)] == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (found(Grade.EASY), found(Grade.TIGHT), Trend.FREER),
        (found(Grade.TIGHT), found(Grade.TIGHT), Trend.SAME),
        (found(Grade.A_BIT_TIGHT), found(Grade.EASY), Trend.TIGHTER),
        (found(Grade.EASY), found(Grade.TIGHT, "heel-to-buttock"), Trend.UNKNOWN),
        (found(Grade.EASY), found(Grade.TIGHT, side=Side.RIGHT), Trend.UNKNOWN),
    ],
)
def test_only_the_same_check_of_the_same_side_is_compared(
    now: CheckResult, before: CheckResult, expected: Trend
) -> None:
    assert trend(record(now), record(before), MuscleGroup.FRONT, Side.LEFT) is expected


def test_the_first_check_has_no_trend() -> None:
    assert trend(record(found(Grade.EASY)), None, MuscleGroup.FRONT, Side.LEFT) is Trend.UNKNOWN
    assert trend(record(), record(), MuscleGroup.FRONT, Side.LEFT) is Trend.UNKNOWN


def test_it_makes_sense_again_after_two_weeks() -> None:
    assert again_on(None, 4) is None
    assert again_on(record(at=NOW), 4) == date(2026, 12, 5)
    assert again_on(record(at=NOW.replace(hour=1)), 4) == date(2026, 12, 4)


records = st.builds(
    CheckRecord,
    st.text(max_size=40),
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),  # noqa: DTZ001
    st.lists(
        st.builds(
            CheckResult,
            st.text(max_size=20),
            st.sampled_from(MuscleGroup),
            st.sampled_from(Side),
            st.sampled_from(Grade),
        ),
        max_size=8,
    ).map(tuple),
)


@given(records)
def test_a_record_survives_its_object(one: CheckRecord) -> None:
    assert from_json(to_json(one)) == one


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"at": "yesterday"}, 'at is "yesterday"'),
        ({"at": (NOW - timedelta(days=1)).replace(tzinfo=None).isoformat()}, "it must have an offset"),
        ({"found": 3}, "found is 3"),
        (
            {"found": [{"check": "thomas", "group": "front", "side": "left", "grade": "stiff"}]},
            'found[1].grade is "stiff"',
        ),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, Any], said: str) -> None:
    with refused(re.escape(said)):
        from_json({**to_json(record()), **change})


def test_a_check_has_words_and_a_record_a_grade_for_each_side() -> None:
    text = next(iter(catalogue.load_checks(assets_dir())[0].values())).text
    assert [text.of(grade) for grade in Grade] == [text.easy, text.a_bit_tight, text.tight]
    found = CheckResult("thomas", MuscleGroup.FRONT, Side.LEFT, Grade.TIGHT)
    assert record(found).grades() == {(MuscleGroup.FRONT, Side.LEFT): Grade.TIGHT}
