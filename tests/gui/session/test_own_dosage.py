"""How much of an exercise is changed in a session: what it does, what the settings keep, also after a crash."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.bad_day import gentler
from hipstretch.core.exercise import Dosage, Kind, Sides
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.settings import DosageOverride, Settings
from hipstretch.core.timeline import PhaseKind, build, dosage_for
from hipstretch.core.transitions import State
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.sessions import Choice, Sessions
from hipstretch.qt.stores import Stores
from tests.fakes import FakeClock, FakePlayer, exercise

LUNGE = exercise("lunge", sides=Sides.EACH, dosage=Dosage(hold_s=30, reps=3, rest_s=5))
BRIDGE = exercise(
    "bridge",
    kind=Kind.REPETITION,
    sides=Sides.BOTH,
    dosage=Dosage(hold_s=2, reps=10, sets=2, set_rest_s=40),
    lift_s=2,
    lower_s=3,
)
KNOWN = {"lunge": LUNGE, "bridge": BRIDGE}
SETTINGS = Settings(position_change_s=5, prepare_s=5, switch_s=4)
USUAL = Routine("usual", "Usual", "", (Entry("lunge"), Entry("bridge")))
ITS_OWN = Routine(
    "its-own", "Its own", "", (Entry("lunge", Dosage(hold_s=60, reps=2, rest_s=5)), Entry("bridge"))
)
TWICE = Routine("twice", "Twice", "", (Entry("lunge"), Entry("bridge"), Entry("lunge")))


class Start:
    """One start of the program on a folder."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.clock = clock
        routines = {r.id: r for r in (USUAL, ITS_OWN, TWICE)}
        self.stores = Stores.open(resolve(folder), Catalogue(KNOWN, routines, (), {}), clock=clock)
        if self.stores.settings.current == Settings():
            self.stores.settings.save(SETTINGS)
        self.sessions = Sessions(self.stores, FakePlayer, lambda: None)

    def begin(self, routine: Routine, seconds: float) -> SessionController:
        controller = self.sessions.begin(routine)
        controller.start()
        self.run(controller, seconds)
        return controller

    def run(self, controller: SessionController, seconds: float) -> None:
        for _ in range(round(seconds * 2)):
            self.clock.advance(0.5)
            controller.tick()

    def from_now_on(self, controller: SessionController, **numbers: float) -> None:
        """As the session page does it."""
        dosage = replace(controller.dosage, **numbers)  # type: ignore[arg-type]
        override = controller.override_for(dosage)
        self.stores.settings.save(
            self.stores.settings.current.with_override(controller.exercise.id, override)
        )
        controller.set_dosage(dosage)

    def next_time(self, routine: Routine, entry: int = 0) -> Dosage:
        """What the exercise would be in another session."""
        e = routine.entries[entry]
        return dosage_for(e, KNOWN[e.exercise], self.stores.settings.current)


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Callable[[], Start]:
    """Each call is another start of the program, the one before having been killed."""
    clock = FakeClock()
    return lambda: Start(tmp_path, clock)


def holds(controller: SessionController, entry: int = 0) -> list[float]:
    return [p.duration_s for p in controller.session.timeline if p.entry == entry and p.kind.is_work]


@pytest.mark.parametrize("routine", [USUAL, ITS_OWN], ids=["usual", "its own dosage"])
@pytest.mark.parametrize("bad_day", [False, True])
def test_from_now_on_counts_here_and_in_every_session_to_come(
    start: Callable[[], Start], routine: Routine, bad_day: bool
) -> None:
    one = start()
    plan = gentler(routine, KNOWN, SETTINGS) if bad_day else routine
    before = one.next_time(routine)
    controller = one.begin(plan, 12)
    controller.pause()
    reps = controller.dosage.reps
    one.from_now_on(controller, hold_s=45.0)
    assert holds(controller) == [45.0] * reps * 2
    assert controller.dosage == replace(before, hold_s=45.0, reps=reps)
    assert one.next_time(routine) == replace(before, hold_s=45.0), "a bad day's fewer repetitions do not stay"
    one.from_now_on(controller, hold_s=30.0, sets=2)
    assert one.next_time(routine) == replace(before, hold_s=30.0, sets=2)
    assert holds(controller) == [30.0] * reps * 4


def test_from_now_on_is_undone_by_the_numbers_of_before(start: Callable[[], Start]) -> None:
    one = start()
    one.stores.settings.save(
        one.stores.settings.current.with_override("lunge", DosageOverride(reps=2, rest_s=7))
    )
    before = one.stores.settings.current
    controller = one.begin(USUAL, 12)
    controller.pause()
    one.from_now_on(controller, hold_s=45.0, reps=4)
    assert one.stores.settings.current.override("lunge") == DosageOverride(hold_s=45, reps=4, rest_s=7)
    back = controller.dosage_at_first
    one.from_now_on(controller, hold_s=back.hold_s, reps=back.reps)
    assert one.stores.settings.current == before
    assert controller.session.timeline == build(USUAL, KNOWN, before)


def test_what_counts_from_now_on_follows_the_settings_again(start: Callable[[], Start]) -> None:
    """It is theirs, so another number there is another number here."""
    one = start()
    controller = one.begin(USUAL, 12)
    controller.pause()
    one.from_now_on(controller, hold_s=45.0)
    assert controller.routine == USUAL
    one.stores.settings.save(one.stores.settings.current.with_override("lunge", DosageOverride(hold_s=20)))
    assert holds(controller) == [45.0] + [20.0] * 5, "the running hold stays, those to come follow"
    controller.set_dosage(replace(controller.dosage, hold_s=50.0))
    one.stores.settings.save(one.stores.settings.current.with_override("lunge", DosageOverride(hold_s=25)))
    assert holds(controller) == [50.0] * 6, "what is for this session alone stays"
    controller.set_dosage(one.next_time(USUAL))
    assert controller.routine == USUAL


def test_an_exercise_that_comes_once_more_follows_only_from_now_on(start: Callable[[], Start]) -> None:
    one = start()
    controller = one.begin(TWICE, 12)
    controller.pause()
    controller.set_dosage(replace(controller.dosage, hold_s=45.0))
    assert (holds(controller)[0], holds(controller, 2)[0]) == (45, 30)
    one.from_now_on(controller)
    assert (holds(controller)[0], holds(controller, 2)[0]) == (45, 45)


@pytest.mark.parametrize("bad_day", [False, True])
@pytest.mark.parametrize("lasting", [False, True])
def test_it_survives_a_crash(start: Callable[[], Start], bad_day: bool, lasting: bool) -> None:
    one = start()
    controller = one.begin(gentler(USUAL, KNOWN, SETTINGS) if bad_day else USUAL, 12)
    controller.pause()
    if lasting:
        one.from_now_on(controller, hold_s=45.0, sets=2)
    else:
        controller.set_dosage(replace(controller.dosage, hold_s=45.0, sets=2))
    stood, dosage, left = controller.session.timeline, controller.dosage, controller.finish_time()
    again = start()
    (snapshot,) = again.sessions.interrupted
    taken_up = again.sessions.settle(snapshot.id, Choice.CONTINUE)
    assert taken_up
    assert (taken_up.session.timeline, taken_up.dosage, taken_up.finish_time()) == (stood, dosage, left)
    kept = again.stores.settings.current.override("lunge")
    assert kept == (DosageOverride(hold_s=45, sets=2) if lasting else DosageOverride())
    again.from_now_on(taken_up)
    assert again.next_time(USUAL).hold_s == 45, "what was for one session can be kept after a crash, too"
    taken_up.start()
    again.run(taken_up, 10)
    assert taken_up.session.phase.duration_s == 45


def test_what_was_planned_at_first_is_known_after_a_crash(start: Callable[[], Start]) -> None:
    one = start()
    controller = one.begin(USUAL, 12)
    controller.set_dosage(replace(controller.dosage, hold_s=45.0))
    again = start()
    taken_up = again.sessions.settle(again.sessions.interrupted[0].id, Choice.CONTINUE)
    assert taken_up
    assert (taken_up.dosage.hold_s, taken_up.dosage_at_first.hold_s) == (45, 30)
    assert taken_up.other_dosages[-1] == LUNGE.dosage


def test_a_bad_day_offers_only_its_own_numbers_to_go_back_to(start: Callable[[], Start]) -> None:
    one = start()
    controller = one.begin(gentler(USUAL, KNOWN, SETTINGS), 12)
    assert {dosage.hold_s for dosage in controller.other_dosages} == {20}


@pytest.mark.parametrize("seconds", [3, 12, 37, 50, 110, 270], ids=str)
@pytest.mark.parametrize(
    "numbers",
    [{"hold_s": 12.0}, {"reps": 1}, {"sets": 3}, {"hold_s": 600.0, "reps": 6, "sets": 2}, {}],
    ids=str,
)
def test_the_end_is_told_before_it_is_chosen(
    start: Callable[[], Start], seconds: float, numbers: dict[str, float]
) -> None:
    """In every phase: getting ready, holding, resting, switching sides, moving."""
    one = start()
    controller = one.begin(USUAL, seconds)
    controller.pause()
    wanted = replace(controller.dosage, **numbers)  # type: ignore[arg-type]
    left_s = controller.remaining_with(wanted)
    controller.set_dosage(wanted)
    assert controller.session.session_remaining_s(controller.now()) == left_s


def test_a_rest_between_sets_stays_one(start: Callable[[], Start]) -> None:
    one = start()
    controller = one.begin(
        Routine("sets", "Sets", "", (Entry("lunge", Dosage(10, 2, 2, 5, 40), once=True),)), 20
    )
    while not (controller.session.phase.kind is PhaseKind.REST and controller.session.phase.set == 2):
        one.run(controller, 1)
    one.run(controller, 10)
    left_s = controller.session.remaining_s(controller.now())
    controller.pause()
    controller.set_dosage(replace(controller.dosage, hold_s=20.0))
    assert controller.session.remaining_s(controller.now()) == left_s
    assert left_s > 20


def test_a_start_can_be_kept_back_until_the_person_goes_on(start: Callable[[], Start]) -> None:
    one = start()
    waiting: list[Callable[[], None]] = []
    player = FakePlayer()
    player.when_ready = waiting.append  # type: ignore[method-assign,assignment]
    sessions = Sessions(one.stores, lambda: player, lambda: None)
    controller = sessions.begin(USUAL)
    controller.start()
    assert not controller.waits
    controller.pause()
    assert controller.waits
    waiting.pop()()
    assert controller.session.state is State.READY
    controller.toggle_pause()
    waiting.pop()()
    assert controller.session.state is State.RUNNING
