"""For how long a sheet says something is to be done, and what comes after it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core import sheet
from hipstretch.core.schedule import MAX_PERIODS, WEEKS, Period, Schedule, from_json
from hipstretch.core.sheet import Remark
from hipstretch.core.sheet_phases import Phase, least

from .sheet_lines import LINES, said_by
from .sheet_phase_lines import GENERAL, PHRASES, SHEETS, TWICE_SIX
from .test_sheet_languages import EXERCISES, GRAMMAR, NAMES, read_line

DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("line", "name", "said", "unread"),
    [one for lines in SHEETS.values() for one in lines],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_a_line_in_english(line: str, name: str, said: dict[str, Any], unread: tuple[str, ...]) -> None:
    found = read_line(line)
    assert (found.exercise or found.name, said_by(found), found.unread) == (name, said, unread)


def test_a_whole_sheet_is_read_line_by_line() -> None:
    for lines in SHEETS.values():
        found = sheet.read("\n".join(text for text, *_ in lines), EXERCISES, GRAMMAR, NAMES)
        assert [line.text for line in found] == [text for text, *_ in lines]


@pytest.mark.parametrize(
    ("phrase", "said"),
    [one for phrases in PHRASES.values() for one in phrases],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_a_phrase_of_each_language(phrase: str, said: dict[str, Any]) -> None:
    line = read_line(f"Clamshells 3 x 10, {phrase}")
    assert (line.name, said_by(line), line.unread) == ("Clamshells", {"sets": 3, "reps": 10, **said}, ())


def test_every_language_is_there() -> None:
    assert PHRASES.keys() == GENERAL.keys() == LINES.keys()


@pytest.mark.parametrize("line", GENERAL.values())
def test_a_line_of_all_exercises_has_no_name(line: str) -> None:
    found = read_line(line)
    assert (found.name, said_by(found), found.unread) == ("", TWICE_SIX, ())


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Frog 1 min 2x/day for 3 months", Remark.MONTHS),
        ("Frog 1 min 2x/day for 4-6 weeks", Remark.LEAST),
        ("Frog 1 min 20x/day for 4 weeks", Remark.BOUNDS),
    ],
)
def test_what_is_not_kept_as_it_was_written_is_remarked(text: str, remark: Remark) -> None:
    assert read_line(text).remarks == (remark,)


def test_a_month_that_is_not_read_is_not_remarked() -> None:
    line = read_line("Frog 1 min for 2 months as tolerated")
    assert (line.phases, line.remarks, line.unread) == ((), (), ("for 2 months", "as tolerated"))


def schedule(*texts: str) -> Schedule | None:
    return sheet.schedule([read_line(text) for text in texts], DAY)


def test_a_sheet_that_says_on_how_many_days_has_a_schedule() -> None:
    lines = "Bridge 3 x 10 2x/day", "Frog 1 min, 3x/week", "Cobra 1 min 5x/week"
    assert schedule(*lines) == Schedule((Period(days=3, times=2),))
    assert schedule(lines[1]) == Schedule((Period(days=3),))
    assert schedule(lines[0]) is None
    assert schedule() is None


def test_a_sheet_that_says_for_how_long_has_a_schedule_from_today() -> None:
    assert schedule("Frog 1 min, twice a day for 6 weeks") == Schedule((Period(times=2, weeks=6),), DAY)
    assert schedule("Frog 1 min, 3x/week for 5 weeks, then 2x/week") == Schedule(
        (Period(days=3, weeks=5), Period(days=2)), DAY
    )
    assert schedule("Frog 1 min for 6 weeks") == Schedule((Period(weeks=6),), DAY)


def test_of_several_plans_the_least_counts_until_all_are_over() -> None:
    daily, thrice = "Frog 1 min daily x 4 wks, then 2x/day x 4 wks", "Bridge 3x10 3x/week for 6 weeks"
    assert schedule(daily, thrice) == Schedule(
        (Period(days=3, weeks=4), Period(days=3, times=2, weeks=2), Period(times=2, weeks=2)), DAY
    )
    assert schedule("Cobra 10 reps 2x/day", thrice) == Schedule(
        (Period(days=3, times=2, weeks=6), Period(times=2)), DAY
    )


def test_a_length_alone_ends_what_other_lines_say() -> None:
    assert schedule("For 6 weeks", "Frog 1 min 2x/day", "Cobra 10 reps 3x/week for 2 weeks") == Schedule(
        (Period(days=3, times=2, weeks=2), Period(times=2, weeks=4)), DAY
    )
    assert schedule("For 2 weeks", "Cobra 10 reps 3x/week for 4 weeks") == Schedule(
        (Period(days=3, weeks=2),), DAY
    )


PHASES = st.builds(
    Phase,
    times=st.none() | st.integers(1, 10),
    days=st.none() | st.integers(1, 7),
    weeks=st.none() | st.integers(1, WEEKS.most),
)


def is_plan(phases: Sequence[Phase]) -> bool:
    return all(phase.weeks for phase in phases[:-1])


@given(st.lists(st.lists(PHASES, min_size=1, max_size=4).filter(is_plan), min_size=1, max_size=6))
def test_any_plans_together_are_a_schedule(plans: list[list[Phase]]) -> None:
    periods = least(plans)
    assert 1 <= len(periods) <= MAX_PERIODS
    made = Schedule(periods, DAY)
    assert from_json(made.to_json()) == made


OFTEN = st.one_of(
    st.builds("{}x/week".format, st.integers(1, 7)),
    st.builds("{} times a day".format, st.integers(1, 10)),
    st.sampled_from(["BID", "daily", "QD", "every day", "3 days a week 2x/day", "twice a week"]),
)
LENGTHS = st.builds(
    "{} {} {}".format,
    st.sampled_from(["for", "x", ",", "over the next", ""]),
    st.integers(1, 30),
    st.sampled_from(["weeks", "wks", "months", "days", "wk", "/52"]),
)
JOINS = st.sampled_from([", ", " ", ", then ", "; ", " followed by ", " (", " until better, "])


@given(st.lists(st.tuples(OFTEN | LENGTHS, JOINS), min_size=1, max_size=6))
def test_no_number_is_lost(parts: list[tuple[str, str]]) -> None:
    """What is said and what is not read have every number that was typed; of two that are the same one may do."""
    typed = "".join(join + part for part, join in parts)
    line = read_line(f"Clamshells{typed}")
    kept = {str(value) for value in said_by(line).values()}
    kept |= {str(value // 4) for value in said_by(line).values() if Remark.MONTHS in line.remarks}
    kept |= {str(value * 7) for value in said_by(line).values()}
    words = " ".join((*line.unread, line.name))
    for number in re.findall(r"\d+", typed):
        assert number in kept or number in re.findall(r"\d+", words) or number == "52", (typed, line)
