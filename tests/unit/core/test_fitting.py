"""What conditions take out of a routine, and what comes in its easier form first."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.conditions import Condition, Variant, variant
from hipstretch.core.exercise import Position
from hipstretch.core.fitting import Fitting, easier_first, fitting, minded_positions
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from tests.fakes import exercise, routine

EXERCISES = catalogue.load([assets_dir()]).exercises
ROUTINES = catalogue.load([assets_dir()]).routines
C = Condition
LUNGE = replace(exercise("lunge"), adapt=(C.KNEE_PAIN,))
COBRA = replace(exercise("cobra"), leave_out=(C.PREGNANCY, C.ARCHING_HURTS))


def test_what_is_left_out_and_why() -> None:
    plan, known = routine(LUNGE, COBRA, LUNGE)
    made = fitting(plan, known, (C.ARCHING_HURTS, C.KNEE_PAIN))
    assert made == Fitting(
        replace(plan, entries=(plan.entries[0], plan.entries[2])), {"cobra": (C.ARCHING_HURTS,)}
    )
    assert fitting(plan, known, ()) == Fitting(plan, {})


def test_a_routine_of_which_nothing_is_left_is_left_alone() -> None:
    plan, known = routine(COBRA)
    assert fitting(plan, known, (C.PREGNANCY,)) == Fitting(plan, {})


def test_positions_in_which_nothing_is_done_as_it_is_described() -> None:
    prone, chair = replace(COBRA, position=Position.PRONE), replace(LUNGE, position=Position.CHAIR)
    known = (prone, chair, replace(chair, id="other", leave_out=(C.PREGNANCY,)))
    assert minded_positions(known, ()) == {}
    assert minded_positions(known, (C.PREGNANCY,)) == {Position.PRONE: Variant.LEFT_OUT}
    assert minded_positions(known, (C.KNEE_PAIN, C.PREGNANCY)) == {
        Position.PRONE: Variant.LEFT_OUT,
        Position.CHAIR: Variant.EASIER,
    }


def test_the_easier_form_for_conditions_a_bad_day_or_once_eased_off() -> None:
    plan, known = routine(LUNGE, COBRA)
    assert easier_first(plan, known, (), frozenset()) == set()
    assert easier_first(plan, known, (C.KNEE_PAIN,), frozenset()) == {"lunge"}
    assert easier_first(plan, known, (), frozenset({"cobra", "frog"})) == {"cobra"}
    assert easier_first(replace(plan, bad_day=True), known, (), frozenset()) == {"lunge", "cobra"}


@given(st.sampled_from(sorted(ROUTINES)), st.sets(st.sampled_from(C)))
def test_nothing_that_conditions_leave_out_is_in_any_routine(name: str, conditions: set[C]) -> None:
    made = fitting(ROUTINES[name], EXERCISES, conditions)
    forms = {variant(EXERCISES[e.exercise], conditions)[0] for e in made.routine.entries}
    assert made.routine.entries
    assert Variant.LEFT_OUT not in forms or forms == {Variant.LEFT_OUT}
