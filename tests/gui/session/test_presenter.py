"""What a session says at each moment, without a window: the timeline and events in, one view out."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hipstretch.core.conditions import Condition
from hipstretch.core.events import Event, PauseReason
from hipstretch.core.exercise import Dosage, Exercise, Kind, Side, Sides, StepPart
from hipstretch.core.fitting import easier_first
from hipstretch.core.routine import Routine
from hipstretch.core.session import Session
from hipstretch.core.settings import RepMode, Settings, SideOrder
from hipstretch.core.timeline import PhaseKind, build
from hipstretch.core.transitions import Command, State
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.ui.session.moment import segments
from hipstretch.ui.session.presenter import FRAME_MS, HOLD_FRAME_MS, STILL_FRAME_MS, Presenter
from hipstretch.ui.session.session_view import Dot, DotGroup, PictureWish
from tests.fakes import FakeClock, exercise, routine

SETTINGS = Settings(position_change_s=10, prepare_s=8, switch_s=6)
LUNGE, COBRA = exercise("lunge"), exercise("cobra", sides=Sides.BOTH)
BRIDGE = exercise("bridge", kind=Kind.REPETITION, dosage=Dosage(2, reps=3), lift_s=2.0, lower_s=3.0)


class Guide:
    """A session with a clock that stands until it is told to go on, and its presenter."""

    def __init__(
        self,
        *exercises: Exercise,
        settings: Settings = SETTINGS,
        eased: frozenset[str] = frozenset(),
        still: bool = False,
    ) -> None:
        self.routine: Routine
        self.exercises: Mapping[str, Exercise]
        self.routine, self.exercises = routine(*exercises)
        self.left_out: Mapping[str, tuple[Condition, ...]] = {}
        self.settings = settings
        self.session = Session(build(self.routine, self.exercises, settings))
        self.sound_problem: str | None = None
        self.screen_may_sleep = False
        self._clock = FakeClock()
        self._eased = eased
        self.presenter = Presenter(self, lambda _: still)
        self.said: list[str] = []

    @property
    def easier(self) -> frozenset[str]:
        return easier_first(self.routine, self.exercises, self.settings.conditions, self._eased)

    @property
    def waits(self) -> bool:
        return self.session.state in (State.READY, State.PAUSED)

    def now(self) -> float:
        return self._clock.now()

    def finish_time(self) -> datetime:
        return self._clock.wall() + timedelta(seconds=self.session.session_remaining_s(self.now()))

    def do(self, command: Command) -> None:
        self._take(self.session.handle(command, self.now()))

    def go_to(self, entry: int) -> None:
        self._take(self.session.go_to(entry, self.now()))

    def run(self, seconds: float) -> None:
        self._clock.advance(seconds)
        self._take(self.session.advance(self.now()))

    def interrupt(self, reason: PauseReason) -> None:
        self._take(self.session.interrupt(self.now(), reason))

    def _take(self, events: list[Event]) -> None:
        for event in events:
            self.presenter.on_event(event)
            if words := self.presenter.announcement(event):
                self.said.append(words)
        if events:
            self.presenter.refresh()

    @property
    def ring(self) -> tuple[str, str, str]:
        second = self.presenter.view().second
        return second.word, second.digits, second.below


@pytest.fixture
def guide() -> Guide:
    made = Guide(LUNGE, COBRA)
    made.do(Command.START)
    return made


def test_the_whole_view_of_a_hold(guide: Guide) -> None:
    guide.run(15)
    view = guide.presenter.view()
    phase, second = view.phase, view.second
    assert (phase.kind, phase.side, phase.entry) == (PhaseKind.HOLD, Side.LEFT, 0)
    assert (phase.routine, phase.count, phase.name) == ("Test", "exercise 1 of 2", "Lunge")
    assert phase.rep == "Rep 1 of 2  ·  left side"
    assert phase.feel == "Feel it: front of the left hip"
    assert phase.steps == (
        "Kneel.",
        "Glide forward until the front of the left hip pulls.",
        "Breathe slowly.",
    )
    assert phase.dots == (
        DotGroup(Side.LEFT, (Dot(0.5), Dot(0.0))),
        DotGroup(Side.RIGHT, (Dot(0.0), Dot(0.0))),
    )
    assert phase.picture == PictureWish("lunge", ("hold",), mirrored=True)
    assert (phase.following.title, phase.following.words) == ("Next", "Cobra, 2 × 20 s")
    assert (phase.pause, phase.by_hand, phase.waits, phase.note) == ("Pause", False, False, "")
    assert (second.word, second.digits, second.below) == ("Hold", "15", "of 20 s")
    assert second.step == 2
    assert second.finish == "done at 18:32  ·  2 min left"
    assert second.segments == tuple(segments(guide.session, guide.now()))
    assert (view.fraction, view.breath) == (0.25, None)


def test_a_pause_says_since_when(guide: Guide) -> None:
    guide.run(15)
    guide.do(Command.PAUSE)
    since = guide.presenter.view().second.finish
    assert since == "paused since 18:30  ·  2 min left"
    guide.run(300)
    guide.presenter.refresh()
    assert guide.presenter.view().second.finish == since
    guide.do(Command.RESUME)
    assert guide.presenter.view().second.finish.startswith("done at 18:3")


def test_after_the_computer_slept_nothing_is_said_of_since_when(guide: Guide) -> None:
    guide.run(15)
    guide.interrupt(PauseReason.STALL)
    assert guide.presenter.view().second.finish.startswith("done at")


def test_parts_stay_the_same_objects_until_something_in_them_changes(guide: Guide) -> None:
    guide.run(15)
    before = guide.presenter.view()
    guide.run(0.3)
    after = guide.presenter.view()
    assert after.phase is before.phase
    assert after.second is before.second
    assert after.fraction > before.fraction
    guide.run(1)
    assert guide.presenter.view().second is not before.second
    assert guide.presenter.view().phase is before.phase


def test_everything_that_is_said_of_a_session(guide: Guide) -> None:
    guide.run(200)
    assert guide.said == [
        "Get ready, Lunge, left side, 10 s.",
        "Hold, Rep 1 of 2, left side, 20 s.",
        "Rest, 5 s.",
        "Hold, Rep 2 of 2, left side, 20 s.",
        "Switch sides, right side, 6 s.",
        "Hold, Rep 1 of 2, right side, 20 s.",
        "Rest, 5 s.",
        "Hold, Rep 2 of 2, right side, 20 s.",
        "Get ready, Cobra, both sides, 8 s.",
        "Hold, Rep 1 of 2, both sides, 20 s.",
        "Rest, 5 s.",
        "Hold, Rep 2 of 2, both sides, 20 s.",
        "Session done.",
    ]


def test_a_pause_says_how_to_go_on(guide: Guide) -> None:
    guide.run(15)
    guide.do(Command.EXTEND)
    guide.do(Command.PAUSE)
    assert guide.ring == ("Paused", "25", "Space to go on")
    assert guide.presenter.view().phase.pause == "Go on"
    guide.do(Command.RESUME)
    assert guide.ring == ("Going on in", "3", "25 s left")
    guide.run(3)
    guide.do(Command.STOP)
    assert guide.said[2:] == [
        "Ten seconds more, 30 s now.",
        "Paused. Space goes on.",
        "Going on in 3 seconds.",
        "Going on, 25 s left.",
        "Session ended.",
    ]


def test_a_sleep_of_the_computer_is_said_until_the_next_pause(guide: Guide) -> None:
    guide.run(15)
    guide.interrupt(PauseReason.STALL)
    assert guide.said[-1] == "The computer slept, so the session waits. Space goes on."
    assert guide.ring == ("Paused", "15", "the computer slept")
    guide.do(Command.RESUME)
    guide.do(Command.PAUSE)
    assert guide.ring[2] == "Space to go on"


def test_what_was_eased_off_is_noted_until_the_next_hold(guide: Guide) -> None:
    guide.run(15)
    guide.do(Command.EASE_OFF)
    noted = "Lunge: Noted. Next time the easier form comes first: Stand instead."
    assert guide.presenter.view().phase.note == noted
    guide.run(8)
    assert guide.session.phase.kind is PhaseKind.HOLD
    assert guide.presenter.view().phase.note == ""


def test_what_was_eased_off_is_not_noted_over_the_exercise_after_the_next() -> None:
    guide = Guide(LUNGE, COBRA, LUNGE)
    guide.do(Command.START)
    guide.run(15)
    guide.do(Command.PAUSE)
    guide.do(Command.EASE_OFF)
    assert guide.presenter.view().phase.note.startswith("Lunge: ")
    guide.go_to(2)
    assert guide.session.phase.kind is PhaseKind.PREPARE
    assert guide.presenter.view().phase.note == ""


def test_nothing_new_is_noted_of_an_easier_form_that_was_too_much() -> None:
    guide = Guide(LUNGE, COBRA, eased=frozenset({"lunge"}))
    guide.do(Command.START)
    guide.run(15)
    guide.do(Command.EASE_OFF)
    assert guide.session.phase.exercise == "cobra"
    assert guide.presenter.view().phase.note == ""


@pytest.mark.parametrize("seconds", [4, 15], ids=["while getting ready", "in the hold"])
def test_what_is_noted_of_an_exercise_goes_with_it(guide: Guide, seconds: float) -> None:
    guide.run(seconds)
    guide.presenter.note("Now 12 seconds.")
    assert guide.presenter.view().phase.note == "Now 12 seconds."
    guide.go_to(1)
    assert guide.session.phase.kind is PhaseKind.PREPARE
    assert guide.presenter.view().phase.note == ""


@pytest.mark.parametrize(
    ("settings", "eased", "mind"),
    [
        (SETTINGS, frozenset({"lunge"}), "Easier form: Stand instead."),
        (
            replace(SETTINGS, conditions=(Condition.KNEE_PAIN,)),
            frozenset(),
            "Easier form first, because of knee pain: Stand instead.",
        ),
        (SETTINGS, frozenset({"cobra"}), "Kneel."),
    ],
)
def test_the_easier_form_is_told_before_the_steps_and_shown(
    settings: Settings, eased: frozenset[str], mind: str
) -> None:
    guide = Guide(replace(LUNGE, adapt=(Condition.KNEE_PAIN,)), settings=settings, eased=eased)
    phase = guide.presenter.view().phase
    assert phase.steps[0] == mind
    usual = mind == "Kneel."
    assert phase.picture.can_turn is usual
    guide.do(Command.START)
    seen = {guide.session.phase.kind: guide.presenter.view().phase.picture.names}
    while guide.session.state is not State.FINISHED:
        seen[guide.session.phase.kind] = guide.presenter.view().phase.picture.names
        guide.run(1)
    expected = {
        PhaseKind.PREPARE: "motion",
        PhaseKind.HOLD: "hold",
        PhaseKind.REST: "start",
        PhaseKind.SWITCH: "motion",
    }
    assert seen == {kind: (name,) if usual else ("easier", name) for kind, name in expected.items()}


def test_the_view_that_was_asked_for_stays_until_the_next_exercise(guide: Guide) -> None:
    def seen() -> tuple[tuple[str, ...], str]:
        picture = guide.presenter.view().phase.picture
        return picture.names, picture.turned

    assert seen() == (("motion",), "")
    guide.presenter.turn("second")
    assert seen() == (("motion",), "second")
    while guide.session.phase.kind is not PhaseKind.HOLD:
        guide.run(1)
    assert seen() == (("hold",), "second")
    guide.presenter.turn("")
    assert seen() == (("hold",), "")
    guide.presenter.turn("second")
    while guide.session.phase.entry == 0:
        guide.run(1)
    assert seen() == (("motion",), "")


def test_a_repetition_names_its_parts_and_counts_each_down() -> None:
    guide = Guide(BRIDGE)
    guide.do(Command.START)
    guide.run(10)
    seen = []
    for _ in range(7):
        seen.append(guide.ring[:2])
        guide.run(1)
    assert seen == [
        ("Up", "2"),
        ("Up", "1"),
        ("Hold", "2"),
        ("Hold", "1"),
        ("Let go", "3"),
        ("Let go", "2"),
        ("Let go", "1"),
    ]


def test_a_repetition_has_its_own_words() -> None:
    guide = Guide(replace(BRIDGE, text=replace(BRIDGE.text, tempo=("Press", "Keep", "Ease off"))))
    guide.do(Command.START)
    guide.run(10)
    seen = []
    for _ in range(7):
        seen.append(guide.ring[0])
        guide.run(1)
    assert seen == [*["Press"] * 2, *["Keep"] * 2, *["Ease off"] * 3]


def test_by_hand_the_person_counts() -> None:
    guide = Guide(BRIDGE, settings=replace(SETTINGS, rep_mode=RepMode.BY_HAND))
    guide.do(Command.START)
    guide.run(10)
    assert guide.ring == ("Move", "1", "Enter when done")
    assert guide.presenter.view().phase.by_hand
    assert guide.presenter.view().second.moment.startswith("Move  ·  "), "nobody counts its seconds"
    assert guide.presenter.view().fraction == 0
    assert guide.said[-1] == "Move, Rep 1 of 3, left side, Enter when done."


@pytest.mark.parametrize("still", [False, True])
def test_a_pace_to_breathe_by_moves_only_where_things_may_move(still: bool) -> None:
    guide = Guide(LUNGE, settings=replace(SETTINGS, breathing=True), still=still)
    guide.do(Command.START)
    guide.run(11)
    assert guide.ring == ("Hold", "19", "breathe in")
    assert (guide.presenter.view().breath is None) is still
    guide.run(4)
    assert guide.ring == ("Hold", "15", "breathe out")


def test_the_ring_steps_as_often_as_there_is_something_to_see() -> None:
    guide = Guide(LUNGE, settings=SETTINGS)
    guide.do(Command.START)
    assert guide.presenter.next_change_ms() == FRAME_MS
    guide.run(10)
    assert guide.presenter.next_change_ms() == HOLD_FRAME_MS
    guide.run(0.75)
    assert guide.presenter.next_change_ms() == 250, "the digits change soon"
    guide.run(0.125)
    assert guide.presenter.next_change_ms() == 125
    still = Guide(LUNGE, still=True)
    assert still.presenter.next_change_ms() == STILL_FRAME_MS


def test_what_is_wrong_with_sound_and_screen(guide: Guide) -> None:
    guide.presenter.muted = "Speakers is muted."
    guide.presenter.refresh()
    assert guide.presenter.view().phase.warning == "Muted"
    guide.sound_problem, guide.screen_may_sleep = "No device.", True
    guide.presenter.refresh()
    phase = guide.presenter.view().phase
    assert phase.warning == "No sound · The screen may go dark"
    assert phase.warnings[0] == "No device."
    guide.settings = replace(SETTINGS, sound=False)
    guide.presenter.refresh()
    assert guide.presenter.view().phase.warning == "The screen may go dark"


def test_while_one_gets_ready_each_line_that_sets_up_has_its_turn(guide: Guide) -> None:
    steps = []
    for _ in range(10):
        steps.append(guide.presenter.view().second.step)
        guide.run(1)
    assert steps == [0] * 4 + [1] * 6, "the longer one takes longer"
    guide.run(7)
    assert guide.presenter.view().second.step == 2, "then how to breathe"


def test_the_way_out_is_the_last_instruction_and_is_said_before_the_hold_ends_and_in_the_rest() -> None:
    leaving = replace(
        LUNGE,
        text=replace(LUNGE.text, leave="Bring the {side} knee back."),
        step_parts=(StepPart.SET_UP, StepPart.HOLD),
    )
    guide = Guide(leaving)
    guide.do(Command.START)
    guide.run(9)
    assert guide.presenter.view().phase.steps[-2:] == ("Breathe slowly.", "Bring the left knee back.")
    seen = []
    for _ in range(27):
        seen.append(guide.presenter.view().second.step)
        guide.run(1)
    assert seen == [0, *[1] * 6, *[2] * 9, *[3] * 5, *[3] * 5, 1]


CONTRADICTION = re.compile(
    "ease off|lower (slowly|it)|come (up|down|back)|sit up|slide .* back|rest for|uncross|let go"
)
"""How to come out, in the words of the exercises."""


@pytest.mark.parametrize("name", sorted(p.name for p in (assets_dir() / "exercises").iterdir()))
def test_no_hold_says_how_to_come_out_and_no_rest_how_to_hold(name: str) -> None:
    known = catalogue.load([assets_dir()]).exercises[name]
    guide = Guide(replace(known, dosage=replace(known.dosage, reps=2, sets=2, rest_s=8, set_rest_s=20)))
    guide.do(Command.START)
    while guide.session.state is not State.FINISHED:
        view, phase = guide.presenter.view(), guide.session.phase
        line, left = view.phase.steps[view.second.step], guide.session.remaining_s(guide.now())
        match phase.kind:
            case PhaseKind.HOLD if left > 5:
                assert line == known.text.breathing or not CONTRADICTION.search(line.lower())
            case PhaseKind.REPETITION if left > phase.lower_s:
                assert line == known.text.breathing or not CONTRADICTION.search(line.lower())
            case PhaseKind.REST:
                assert line == view.phase.steps[-1], "how to come out"
            case PhaseKind.PREPARE | PhaseKind.SWITCH:
                assert line not in view.phase.steps[-2:], "breathing and the way out come later"
        guide.run(1)


@pytest.mark.parametrize(
    ("step", "first"),
    [
        ("Stand before the couch.", "Stand before the couch."),
        ("Do it as you were shown.", "Kneel."),
    ],
)
def test_the_position_is_said_unless_the_first_step_does(step: str, first: str) -> None:
    guide = Guide(replace(LUNGE, text=replace(LUNGE.text, steps=(step,))))
    assert guide.presenter.view().phase.steps[0] == first


def test_the_easier_form_has_its_own_steps() -> None:
    own = replace(LUNGE, text=replace(LUNGE.text, easier_steps=("Take a chair.", "Step back.")))
    assert Guide(own).presenter.view().phase.steps[0] == "Kneel."
    steps = Guide(own, eased=frozenset({"lunge"})).presenter.view().phase.steps
    assert steps == ("Easier form: Stand instead.", "Take a chair.", "Step back.", "Breathe slowly.")


def test_what_is_noted_does_not_speak_against_a_condition() -> None:
    text = replace(LUNGE.text, adapted={"knee-pain": "Do not kneel."})
    lunge = replace(LUNGE, adapt=(Condition.KNEE_PAIN,), leave_out=(Condition.OSTEOPOROSIS,), text=text)
    having = replace(SETTINGS, conditions=(Condition.KNEE_PAIN,))
    assert Guide(lunge, settings=having).presenter.view().phase.steps[0].endswith(": Do not kneel.")
    having = replace(SETTINGS, conditions=(Condition.KNEE_PAIN, Condition.OSTEOPOROSIS))
    guide = Guide(lunge, settings=having)
    guide.do(Command.START)
    guide.run(15)
    guide.do(Command.EASE_OFF)
    assert guide.presenter.view().phase.note.endswith("first: Do not kneel.")


def test_after_the_last_exercise_one_is_done() -> None:
    following = Guide(LUNGE).presenter.view().phase.following
    assert (following.title, following.words, following.exercise) == ("Then", "You are done", "")


def said_next(guide: Guide) -> list[str]:
    """What is said to come next from one phase to the next, each once in a row."""
    guide.do(Command.START)
    found: list[str] = []
    while guide.session.state is not State.FINISHED:
        words = guide.presenter.view().phase.coming.words
        if words not in found[-1:]:
            found.append(words)
        guide.do(Command.SKIP)
    return found


def test_the_other_side_or_the_next_set_comes_before_the_next_exercise() -> None:
    sets = replace(COBRA, dosage=Dosage(20, reps=2, sets=2))
    assert said_next(Guide(LUNGE, sets)) == [
        "right side",
        "Cobra, 2 sets of 2 × 20 s",
        "Set 2 of 2",
        "You are done",
    ]


def test_a_next_set_that_begins_with_the_other_side_names_both() -> None:
    both = replace(LUNGE, dosage=Dosage(20, sets=2))
    by_turns = replace(SETTINGS, side_order=SideOrder.ALTERNATING)
    assert said_next(Guide(both, settings=by_turns)) == [
        "right side",
        "Set 2 of 2, left side",
        "right side",
        "You are done",
    ]


def test_a_dosage_of_the_routine_is_announced() -> None:
    guide = Guide(LUNGE, COBRA)
    entries = (guide.routine.entries[0], replace(guide.routine.entries[1], dosage=Dosage(hold_s=12)))
    guide.routine = replace(guide.routine, entries=entries)
    assert guide.presenter.view().phase.following.words == "Cobra, 12 s"


def test_what_was_left_out_is_noted_until_the_first_hold(guide: Guide) -> None:
    guide.left_out = {"cobra": (Condition.PREGNANCY,)}
    guide.presenter = Presenter(guide, lambda _: False)
    assert guide.presenter.view().phase.note == "Left out because of pregnancy: Cobra."
    guide.run(10)
    assert guide.presenter.view().phase.note == ""
