"""Phases, their lengths and their cues."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.exercise import Dosage, Exercise, Kind, Position, Side, Sides
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.settings import DosageOverride, RepMode, Settings, SideOrder
from hipstretch.core.timeline import Cue, Phase, PhaseKind, build, total_s
from tests.fakes import exercise, routine

LEFT, RIGHT, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH


def shape(phases: tuple[Phase, ...]) -> list[tuple[str, str, int, int, float, float]]:
    return [(p.kind.value, p.side.value, p.set, p.rep, p.start_s, p.duration_s) for p in phases]


def cues(phase: Phase) -> list[tuple[Cue, float]]:
    return [(m.cue, m.at_s(phase.duration_s)) for m in phase.marks]


def test_each_side_is_done_through_before_the_other() -> None:
    phases = build(*routine(exercise()), Settings())
    assert shape(phases) == [
        ("prepare", "left", 1, 1, 0, 15),
        ("hold", "left", 1, 1, 15, 20),
        ("rest", "left", 1, 2, 35, 5),
        ("hold", "left", 1, 2, 40, 20),
        ("switch", "right", 1, 1, 60, 8),
        ("hold", "right", 1, 1, 68, 20),
        ("rest", "right", 1, 2, 88, 5),
        ("hold", "right", 1, 2, 93, 20),
    ]
    assert total_s(phases) == 113


def test_alternating_switches_after_every_repetition() -> None:
    settings = Settings(side_order=SideOrder.ALTERNATING, first_side=RIGHT, switch_s=4)
    phases = build(*routine(exercise(dosage=Dosage(20, reps=2, rest_s=5))), settings)
    assert [(p.kind.value, p.side.value, p.rep) for p in phases] == [
        ("prepare", "right", 1),
        ("hold", "right", 1),
        ("switch", "left", 1),
        ("hold", "left", 1),
        ("switch", "right", 2),
        ("hold", "right", 2),
        ("switch", "left", 2),
        ("hold", "left", 2),
    ]


def test_sets_have_their_own_rest_and_zero_rests_are_left_out() -> None:
    dosage = Dosage(5, reps=2, sets=2, rest_s=0, set_rest_s=40)
    squeeze = exercise("squeeze", kind=Kind.REPETITION, sides=Sides.BOTH, dosage=dosage, lift_s=1, lower_s=2)
    phases = build(*routine(squeeze), Settings(position_change_s=10))
    assert shape(phases) == [
        ("prepare", "both", 1, 1, 0, 10),
        ("repetition", "both", 1, 1, 10, 8),
        ("repetition", "both", 1, 2, 18, 8),
        ("rest", "both", 2, 1, 26, 40),
        ("repetition", "both", 2, 1, 66, 8),
        ("repetition", "both", 2, 2, 74, 8),
    ]


def test_preparing_takes_longer_when_the_position_changes() -> None:
    lying = exercise("lying", position=Position.SUPINE, sides=Sides.BOTH)
    twist = exercise("twist", position=Position.SUPINE, sides=Sides.BOTH)
    stand = exercise("stand", position=Position.STANDING, sides=Sides.BOTH)
    phases = build(*routine(lying, twist, stand), Settings(prepare_s=6, position_change_s=20))
    assert [p.duration_s for p in phases if p.kind is PhaseKind.PREPARE] == [20, 6, 20]


def test_the_persons_dosage_wins_over_the_routines_over_the_exercises() -> None:
    e = exercise(sides=Sides.BOTH)
    r = Routine("r", "R", "", (Entry(e.id, Dosage(25, reps=3, rest_s=7)),))
    settings = Settings(exercises={e.id: DosageOverride(hold_s=40)})
    holds = [p for p in build(r, {e.id: e}, settings) if p.kind is PhaseKind.HOLD]
    assert [h.duration_s for h in holds] == [40, 40, 40]


def test_the_cues_of_a_hold_and_of_what_surrounds_it() -> None:
    phases = build(*routine(exercise()), Settings())
    by_kind = {p.kind: cues(p) for p in phases[:5]}
    assert by_kind == {
        PhaseKind.PREPARE: [(Cue.GET_READY, 0), (Cue.GET_READY, 12)],
        PhaseKind.HOLD: [
            (Cue.HOLD_START, 0),
            (Cue.HALFWAY, 10),
            (Cue.COUNTDOWN, 17),
            (Cue.COUNTDOWN, 18),
            (Cue.COUNTDOWN, 19),
        ],
        PhaseKind.REST: [(Cue.HOLD_END, 0)],
        PhaseKind.SWITCH: [(Cue.SWITCH_SIDES, 0), (Cue.GET_READY, 5)],
    }
    assert cues(phases[-1])[-1] == (Cue.SESSION_DONE, 20)


def test_a_new_exercise_opens_with_the_end_of_the_last() -> None:
    a, b = exercise("a", sides=Sides.BOTH), exercise("b", sides=Sides.BOTH)
    prepares = [p for p in build(*routine(a, b), Settings()) if p.kind is PhaseKind.PREPARE]
    assert [cues(p)[0] for p in prepares] == [(Cue.GET_READY, 0), (Cue.EXERCISE_DONE, 0)]


def test_a_repetition_by_tempo_sounds_at_lift_and_lower_and_by_hand_only_at_its_start() -> None:
    lift = exercise(kind=Kind.REPETITION, sides=Sides.BOTH, dosage=Dosage(2, reps=2), lift_s=2, lower_s=3)
    tempo = build(*routine(lift), Settings())
    by_hand = build(*routine(lift), Settings(rep_mode=RepMode.BY_HAND))
    assert cues(tempo[1]) == [(Cue.REP, 0), (Cue.HOLD_END, 4)]
    assert not tempo[1].manual
    assert cues(by_hand[1]) == [(Cue.REP, 0)]
    assert by_hand[1].manual


def test_an_unknown_exercise_raises() -> None:
    with pytest.raises(KeyError):
        build(Routine("r", "R", "", (Entry("nonsense"),)), {}, Settings())


dosages = st.builds(
    Dosage,
    hold_s=st.integers(1, 120).map(float),
    reps=st.integers(1, 5),
    sets=st.integers(1, 3),
    rest_s=st.integers(0, 20).map(float),
)
exercises = st.builds(
    exercise,
    st.sampled_from("abcdef"),
    kind=st.sampled_from(Kind),
    sides=st.sampled_from(Sides),
    position=st.sampled_from(Position),
    dosage=dosages,
    lower_s=st.sampled_from([0.0, 3.0]),
)
settings = st.builds(
    Settings,
    prepare_s=st.integers(3, 30).map(float),
    position_change_s=st.integers(3, 30).map(float),
    switch_s=st.integers(3, 30).map(float),
    side_order=st.sampled_from(SideOrder),
    first_side=st.sampled_from([LEFT, RIGHT]),
    rep_mode=st.sampled_from(RepMode),
)


@given(st.lists(exercises, min_size=1, max_size=6, unique_by=lambda e: e.id), settings)
def test_what_always_holds(chosen: list[Exercise], chosen_settings: Settings) -> None:
    phases = build(*routine(*chosen), chosen_settings)
    assert phases[0].start_s == 0
    assert [p.index for p in phases] == list(range(len(phases)))
    for before, after in pairwise(phases):
        assert before.end_s == after.start_s
    for e in chosen:
        work = [p for p in phases if p.exercise == e.id and p.kind.is_work]
        planned = {side: sum(p.planned_s for p in work if p.side is side) for side in Side}
        if e.sides is Sides.EACH:
            assert planned[LEFT] == planned[RIGHT] > 0
        else:
            assert [s for s in Side if planned[s]] == [Side(e.sides.value)]
    for p in phases:
        times = [t for _, t in cues(p)]
        assert times == sorted(times)
        assert all(0 <= t <= p.duration_s for t in times)
        assert len({*times}) == len(times), "two cues at once"
        assert all(t < p.duration_s for t in times[:-1]), "a boundary belongs to the next phase"


def test_what_is_new_is_prepared_for_as_long_as_reading_takes_and_only_the_first_time() -> None:
    a, b = exercise("a", sides=Sides.BOTH), exercise("b", dosage=Dosage(20))
    plan, known = routine(a, b, a)
    phases = build(plan, known, Settings(), {"a": 31, "b": 4})
    assert shape(phases) == [
        ("prepare", "both", 1, 1, 0, 31),
        ("hold", "both", 1, 1, 31, 20),
        ("rest", "both", 1, 2, 51, 5),
        ("hold", "both", 1, 2, 56, 20),
        ("prepare", "left", 1, 1, 76, 8),
        ("hold", "left", 1, 1, 84, 20),
        ("switch", "right", 1, 1, 104, 8),
        ("hold", "right", 1, 1, 112, 20),
        ("prepare", "both", 1, 1, 132, 8),
        ("hold", "both", 1, 1, 140, 20),
        ("rest", "both", 1, 2, 160, 5),
        ("hold", "both", 1, 2, 165, 20),
    ]
    assert cues(phases[0]) == [(Cue.GET_READY, 0), (Cue.GET_READY, 28)]
    without = Settings(reading_time=False)
    assert build(plan, known, without, {"a": 31, "b": 4}) == build(plan, known, without)


@given(
    st.lists(exercises, min_size=1, max_size=6),
    settings,
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60).map(float)),
)
def test_time_to_read_changes_nothing_but_the_first_preparing_of_what_is_new(
    chosen: list[Exercise], chosen_settings: Settings, reading: dict[str, float]
) -> None:
    plan, known = routine(*chosen)
    usual, slow = build(plan, known, chosen_settings), build(plan, known, chosen_settings, reading)
    assert [p.key for p in slow] == [p.key for p in usual]
    new = dict(reading)
    late_s = 0.0
    for before, after in zip(usual, slow, strict=True):
        assert after.start_s == before.start_s + late_s
        if before.kind is PhaseKind.PREPARE:
            assert after.planned_s == max(before.planned_s, new.pop(before.exercise, 0.0))
            late_s += after.planned_s - before.planned_s
        else:
            assert replace(after, start_s=before.start_s) == before
