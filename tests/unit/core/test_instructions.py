"""Which line is the one to follow at each moment of a phase."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.exercise import Side, StepPart
from hipstretch.core.instructions import Line, current
from hipstretch.core.timeline import Phase, PhaseKind
from tests.fakes import exercise

S, H, R = StepPart.SET_UP, StepPart.HOLD, StepPart.RELEASE
LINES: tuple[Line, ...] = (
    ("Lie.", S),
    ("Press.", S),
    ("Keep on.", H),
    ("Ease off.", R),
    ("Breathe.", H),
    ("Get up.", R),
)


def phase(kind: PhaseKind, seconds: float, *, manual: bool = False, lower_s: float = 0.0) -> Phase:
    return Phase(0, kind, 0, "squeeze", Side.BOTH, 1, 1, 0.0, seconds, manual=manual, lower_s=lower_s)


@pytest.mark.parametrize(
    ("of", "at", "line"),
    [
        (phase(PhaseKind.PREPARE, 8), 0, 0),
        (phase(PhaseKind.PREPARE, 8), 7.9, 1),
        (phase(PhaseKind.SWITCH, 8), 8, 1),
        (phase(PhaseKind.HOLD, 20), 0, 2),
        (phase(PhaseKind.HOLD, 20), 6, 4),
        (phase(PhaseKind.HOLD, 20), 15, 3),
        (phase(PhaseKind.HOLD, 9), 8, 4),
        (phase(PhaseKind.REST, 9), 8, 5),
        (phase(PhaseKind.REPETITION, 9, lower_s=3), 0.5, 1),
        (phase(PhaseKind.REPETITION, 9, lower_s=3), 1, 2),
        (phase(PhaseKind.REPETITION, 9, lower_s=3), 6, 3),
        (phase(PhaseKind.REPETITION, 9, lower_s=3, manual=True), 60, 1),
    ],
)
def test_the_line_is_one_of_what_is_done_now(of: Phase, at: float, line: int) -> None:
    assert current(LINES, of, 1, at) == line


@pytest.mark.parametrize(("kind", "line"), [(PhaseKind.HOLD, 1), (PhaseKind.REST, 0)])
def test_without_a_line_for_it_there_is_one_to_begin_with(kind: PhaseKind, line: int) -> None:
    assert current(LINES[:2], phase(kind, 20), 0, 19) == line


def test_a_line_that_is_long_has_more_time() -> None:
    lines = (("Lie.", S), ("Rest the ankle across the thigh, just above the knee.", S))
    seen = [current(lines, phase(PhaseKind.PREPARE, 10), 0, second) for second in range(10)]
    assert seen.count(1) > seen.count(0) > 0


@given(
    st.lists(st.tuples(st.text(max_size=40), st.sampled_from(StepPart)), min_size=1),
    st.sampled_from(PhaseKind),
    st.floats(0, 60),
    st.floats(0, 120),
)
def test_it_is_always_one_of_the_lines(lines: list[Line], kind: PhaseKind, seconds: float, at: float) -> None:
    assert 0 <= current(lines, phase(kind, seconds, lower_s=1), 1, at) < len(lines)


def test_a_step_of_which_nothing_is_said_sets_up() -> None:
    known = exercise()
    text = replace(known.text, easier_steps=("Sit.",))
    said = replace(known, text=text, step_parts=(S, H, R), easier_step_parts=(H,))
    assert [part for _, part in known.steps_of(easier=False)] == [S, S]
    assert [part for _, part in said.steps_of(easier=False)] == [S, H], "and one too many counts for nothing"
    assert said.steps_of(easier=True) == (("Sit.", H),)
