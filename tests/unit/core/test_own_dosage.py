"""A dosage that is chosen in a session, as the settings keep it."""

from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.exercise import Dosage
from hipstretch.core.own_dosage import lasting
from hipstretch.core.settings import BOUNDS, DosageOverride

USUAL = Dosage(hold_s=30, reps=3, sets=1, rest_s=10)
NONE = DosageOverride()


def test_only_what_is_other_than_planned_becomes_the_persons_own() -> None:
    chosen = Dosage(hold_s=45, reps=3, sets=1)
    assert lasting(chosen, USUAL, NONE, NONE, USUAL) == DosageOverride(hold_s=45)


def test_what_was_planned_leaves_the_settings_as_they_were_at_first() -> None:
    first = DosageOverride(hold_s=40, reps=2)
    planned = Dosage(hold_s=40, reps=2, sets=1)
    now = DosageOverride(hold_s=60, reps=5, sets=4)
    assert lasting(planned, planned, first, now, USUAL) == first


def test_what_is_recommended_is_not_kept_as_the_persons_own() -> None:
    first = DosageOverride(hold_s=40)
    planned = Dosage(hold_s=40, reps=3, sets=1)
    assert lasting(USUAL, planned, first, first, USUAL) == NONE


def test_what_is_recommended_is_kept_where_a_routine_asks_for_something_else() -> None:
    planned = Dosage(hold_s=60, reps=3, sets=1)
    assert lasting(USUAL, planned, NONE, NONE, None) == DosageOverride(hold_s=30)


def test_the_numbers_of_a_bad_day_do_not_stay() -> None:
    gentle = Dosage(hold_s=20, reps=2, sets=1)
    chosen = Dosage(hold_s=15, reps=2, sets=1)
    assert lasting(chosen, gentle, NONE, NONE, None) == DosageOverride(hold_s=15)


def test_rests_stay_what_they_are_now() -> None:
    now = DosageOverride(rest_s=7)
    assert lasting(Dosage(hold_s=45, reps=3), USUAL, NONE, now, USUAL) == DosageOverride(hold_s=45, rest_s=7)


dosages = st.builds(Dosage, st.floats(0, 900), st.integers(1, 80), st.integers(1, 20))
overrides = st.builds(
    DosageOverride,
    st.none() | st.floats(1, 600),
    st.none() | st.integers(1, 50),
    st.none() | st.integers(1, 10),
)


@given(dosages, overrides, dosages)
def test_what_is_kept_is_what_the_next_session_does_within_the_bounds(
    chosen: Dosage, first: DosageOverride, usual: Dosage
) -> None:
    planned = first.apply(usual)
    then = lasting(chosen, planned, first, first, usual).apply(usual)
    for name in ("hold_s", "reps", "sets"):
        least, most = BOUNDS[name]
        value, given_ = getattr(then, name), getattr(chosen, name)
        assert value == given_ or value == min(most, max(least, given_))
