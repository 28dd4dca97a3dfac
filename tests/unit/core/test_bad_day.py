"""A bad day is shorter and gentler, once, whatever the person's own numbers are."""

from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.bad_day import gentler
from hipstretch.core.exercise import Kind
from hipstretch.core.settings import DosageOverride, Settings
from hipstretch.core.timeline import build, dosage_for, total_s
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir

CATALOGUE = catalogue.load([assets_dir()])
routines = st.sampled_from(sorted(CATALOGUE.routines))
overrides = st.builds(
    DosageOverride,
    hold_s=st.none() | st.integers(1, 600),
    reps=st.none() | st.integers(1, 50),
    sets=st.none() | st.integers(1, 10),
)


def test_thirty_seconds_three_times_becomes_twenty_seconds_twice() -> None:
    routine = gentler(CATALOGUE.routines["outer"], CATALOGUE.exercises, Settings())
    found = {e.exercise: e.dosage for e in routine.entries if e.dosage}
    assert (found["supine-figure-four"].hold_s, found["supine-figure-four"].reps) == (20, 2)
    assert (found["side-leg-lift"].hold_s, found["side-leg-lift"].reps) == (2, 7)
    assert (routine.id, routine.name) == ("outer", CATALOGUE.routines["outer"].name)


@given(routines, st.dictionaries(st.sampled_from(sorted(CATALOGUE.exercises)), overrides))
def test_it_is_never_more_in_any_respect(routine_id: str, mine: dict[str, DosageOverride]) -> None:
    routine, settings = CATALOGUE.routines[routine_id], Settings(exercises=mine)
    less = gentler(routine, CATALOGUE.exercises, settings)
    for before, after in zip(routine.entries, less.entries, strict=True):
        exercise = CATALOGUE.exercises[before.exercise]
        was = dosage_for(before, exercise, settings)
        now = dosage_for(after, exercise, settings)
        assert 1 <= now.hold_s <= was.hold_s
        assert exercise.kind is Kind.HOLD or now.hold_s == was.hold_s
        assert (1 <= now.reps <= was.reps, now.sets, now.rest_s) == (True, 1, was.rest_s)
    lengths = [total_s(build(r, CATALOGUE.exercises, settings)) for r in (less, routine)]
    assert lengths[0] <= lengths[1]
