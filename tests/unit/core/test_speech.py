"""What is said, and that it never reaches into a cue."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core import speech
from hipstretch.core.settings import RepMode, Settings, VoiceAmount
from hipstretch.core.speech import Topic
from hipstretch.core.timeline import Cue, PhaseKind, Timeline, build
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.sounds import lengths

CATALOGUE = catalogue.load([assets_dir()])
BOWL = lengths(assets_dir() / "sounds" / "bowl")
SHORT = Settings(prepare_s=8, position_change_s=15, switch_s=8)


def plan(routine: str = "six-minutes", settings: Settings = SHORT) -> Timeline:
    return build(CATALOGUE.routines[routine], CATALOGUE.exercises, settings)


def told(timeline: Timeline, amount: VoiceAmount, **how: bool) -> list[tuple[PhaseKind, Topic]]:
    return [
        (phase.kind, line.topic)
        for phase in timeline
        for line in speech.lines(timeline, phase.index, amount, BOWL, **how)
    ]


def test_every_cue_has_a_length() -> None:
    assert set(BOWL) == set(Cue)
    assert all(0.2 < length < 3 for length in BOWL.values())


def test_a_folder_without_sounds_has_no_lengths() -> None:
    assert lengths(assets_dir() / "nothing") == {}


def test_one_exercise_from_preparing_to_the_next() -> None:
    timeline = plan()[:5]
    assert told(plan(), VoiceAmount.PHASES)[:5] == [
        (PhaseKind.PREPARE, Topic.EXERCISE),
        (PhaseKind.HOLD, Topic.HALF),
        (PhaseKind.SWITCH, Topic.SWITCH),
        (PhaseKind.HOLD, Topic.HALF_AND_NEXT),
        (PhaseKind.PREPARE, Topic.EXERCISE),
    ]
    assert [p.kind for p in timeline][:4] == [
        PhaseKind.PREPARE,
        PhaseKind.HOLD,
        PhaseKind.SWITCH,
        PhaseKind.HOLD,
    ]


def test_only_the_sides() -> None:
    assert {topic for _, topic in told(plan(), VoiceAmount.SIDES)} == {Topic.EXERCISE, Topic.SWITCH}


def test_the_steps_as_well() -> None:
    assert (PhaseKind.HOLD, Topic.FEEL) in told(plan(), VoiceAmount.STEPS)


def test_the_last_seconds_are_counted_only_if_wanted() -> None:
    timeline = plan()
    hold = next(p for p in timeline if p.kind is PhaseKind.HOLD)
    assert Topic.COUNT not in {topic for _, topic in told(timeline, VoiceAmount.PHASES)}
    for cues in (BOWL, {}):
        found = speech.lines(timeline, hold.index, VoiceAmount.SIDES, cues, countdown=True)
        assert [line.count for line in found] == [3, 2, 1]


def test_what_comes_next_is_named_in_the_last_hold_of_an_exercise() -> None:
    timeline = plan()
    for phase in timeline:
        for line in speech.lines(timeline, phase.index, VoiceAmount.PHASES, BOWL):
            if line.topic in (Topic.NEXT, Topic.HALF_AND_NEXT):
                assert line.phase.entry == phase.entry + 1
            else:
                assert line.phase is phase


def test_a_phase_by_hand_has_no_end_to_speak_before() -> None:
    timeline = plan("hip-strength", Settings(rep_mode=RepMode.BY_HAND))
    assert all(not speech.lines(timeline, p.index, VoiceAmount.STEPS, BOWL) for p in timeline if p.manual)


@given(
    st.sampled_from(sorted(CATALOGUE.routines)),
    st.builds(
        Settings, prepare_s=st.floats(3, 30), position_change_s=st.floats(3, 60), switch_s=st.floats(3, 30)
    ),
    st.sampled_from(VoiceAmount),
    st.dictionaries(st.sampled_from(Cue), st.floats(0, 4)),
    st.booleans(),
)
def test_no_line_reaches_into_a_cue_or_another_line(
    routine: str, settings: Settings, amount: VoiceAmount, cues: dict[Cue, float], countdown: bool
) -> None:
    timeline = plan(routine, settings)
    for phase in timeline:
        end = 0.0
        for line in speech.lines(timeline, phase.index, amount, cues, countdown=countdown):
            assert end <= line.at_s < line.until_s <= phase.duration_s
            end = line.until_s
            for mark in phase.marks:
                at_s = mark.at_s(phase.duration_s)
                if at_s < phase.duration_s:
                    assert line.until_s <= at_s or line.at_s >= at_s + cues.get(mark.cue, 0.0)


@pytest.mark.parametrize("amount", VoiceAmount)
def test_each_side_is_named_before_it_is_held(amount: VoiceAmount) -> None:
    timeline = plan("daily-hips")
    named = {
        p.index
        for p in timeline
        for line in speech.lines(timeline, p.index, amount, BOWL)
        if line.topic in (Topic.EXERCISE, Topic.SWITCH)
    }
    for before, phase in pairwise(timeline):
        if phase.kind.is_work and before.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH):
            assert before.index in named
