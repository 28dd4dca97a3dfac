"""A session in the terminal: what it says of every change, and every key."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.cli.terminal import Terminal
from hipstretch.core.conditions import Condition
from hipstretch.core.events import PauseReason
from hipstretch.core.exercise import Dosage, Kind, Sides
from hipstretch.core.settings import RepMode, Settings
from hipstretch.core.transitions import State
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.stores import Stores
from tests.fakes import FakeClock, FakePlayer, exercise, routine

LUNGE = replace(exercise("lunge", dosage=Dosage(hold_s=30, reps=3, rest_s=5)), adapt=(Condition.KNEE_PAIN,))
BRIDGE = exercise(
    "bridge", kind=Kind.REPETITION, sides=Sides.BOTH, dosage=Dosage(2, reps=2), lift_s=2, lower_s=3
)
COBRA = replace(exercise("cobra"), leave_out=(Condition.PREGNANCY,))
SETTINGS = Settings(position_change_s=5, prepare_s=5, switch_s=4)


class Screen:
    """What is printed, and a clock that stands until it is told to go on."""

    def __init__(self, folder: Path, settings: Settings = SETTINGS) -> None:
        self.out = io.StringIO()
        self.clock = FakeClock()
        plan, known = routine(LUNGE, BRIDGE, COBRA)
        stores = Stores.open(resolve(folder), Catalogue(known, {plan.id: plan}, (), {}), clock=self.clock)
        stores.settings.save(settings)
        self.controller = Sessions(stores, FakePlayer, lambda: None).begin(plan)
        self.notices = stores.notices
        self.terminal = Terminal(self.controller, stores.notices, self.out)
        self.terminal.welcome()
        self.controller.start()

    def said(self) -> list[str]:
        """The lines since this was asked last."""
        lines = self.out.getvalue().splitlines()
        self.out.truncate(0)
        self.out.seek(0)
        return lines

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 2)):
            self.clock.advance(0.5)
            self.controller.tick()

    def type(self, keys: str) -> list[str]:
        """Press keys, and what is said."""
        self.said()
        for key in keys:
            self.terminal.press(key)
        return self.said()


@pytest.fixture
def screen(qtbot: QtBot, tmp_path: Path) -> Screen:
    return Screen(tmp_path)


def test_it_says_what_comes_the_keys_and_the_exercise(screen: Screen) -> None:
    lines = screen.said()
    assert lines[0] == "Test, 5 min."
    assert lines[1].startswith("Space: pause, go on.")
    assert lines[2:] == [
        "",
        "Lunge. exercise 1 of 3.",
        "  Kneel.",
        "  Glide forward until the front of the left hip pulls.",
        "  Breathe slowly.",
        "Get ready, Lunge, left side, 5 s.",
    ]
    screen.run(5)
    assert screen.said() == ["Hold, Rep 1 of 3, left side, 30 s."]


def test_what_the_window_says_of_conditions_is_said_here_too(qtbot: QtBot, tmp_path: Path) -> None:
    conditions = (Condition.KNEE_PAIN, Condition.PREGNANCY)
    lines = Screen(tmp_path, replace(SETTINGS, conditions=conditions)).said()
    assert "Left out because of pregnancy: Cobra." in lines
    assert "  Easier form first, because of knee pain: Stand instead." in lines
    assert "Lunge. exercise 1 of 2." in lines


def test_every_key(screen: Screen) -> None:
    screen.run(12)
    assert screen.type("+") == ["Ten seconds more, 40 s now."]
    assert screen.type(" ") == ["Paused. Space goes on."]
    assert screen.type(" ") == ["Going on in 3 seconds."]
    screen.run(3)
    assert screen.said() == ["Going on, 33 s left."]
    assert screen.type("b") == ["Hold, Rep 1 of 3, left side, 40 s."]
    assert screen.type("S") == ["Rest, 5 s."]
    eased = screen.type("e")
    assert eased[0] == "Lunge: Noted. Next time the easier form comes first: Stand instead."
    assert "Bridge. exercise 2 of 3." in eased
    assert screen.type("?") == []
    assert screen.type("q") == ["Session ended, 7 s of work."]
    assert screen.type(" ") == [], "it is over"


def test_what_is_forgotten_is_said(screen: Screen) -> None:
    screen.run(12)
    assert screen.type("x") == ["Ended. Nothing was recorded."]


def test_a_whole_session_ends_with_the_work_done(screen: Screen) -> None:
    screen.run(600)
    assert screen.said()[-1] == "Session done, 5 min of work."


def test_repetitions_by_hand(qtbot: QtBot, tmp_path: Path) -> None:
    screen = Screen(tmp_path, replace(SETTINGS, rep_mode=RepMode.BY_HAND))
    screen.type("e")
    screen.run(5)
    assert screen.said()[-1] == "Move, Rep 1 of 2, both sides, Enter when done."
    assert screen.type("\r") == ["Move, Rep 2 of 2, both sides, Enter when done."]


def test_a_sleep_of_the_computer_and_notices_are_said_once(screen: Screen) -> None:
    screen.run(12)
    screen.said()
    screen.controller.interrupt(PauseReason.STALL)
    screen.notices.add("The disk is full.")
    screen.notices.add("Your settings are not saved.")
    assert screen.said() == [
        "The computer slept, so the session waits. Space goes on.",
        "The disk is full.",
        "Your settings are not saved.",
    ]


def holds(screen: Screen) -> list[float]:
    return [p.duration_s for p in screen.controller.session.timeline if p.entry == 0 and p.kind.is_work]


def test_it_takes_another_hold_length(screen: Screen) -> None:
    screen.run(12)
    assert "now 30?" in screen.type("h")[-1]
    assert screen.controller.session.state is State.PAUSED
    said = screen.type("45\r")
    assert said[0] == "45"
    assert said[1].startswith("Now 3 × 45 s each side, done at ")
    assert said[-1] == "Going on in 3 seconds."
    assert holds(screen) == [45.0] * 6
    screen.type(" ")
    assert any("Now 3 × 10 min" in line for line in screen.type("h99999\n"))
    assert screen.controller.session.state is State.PAUSED, "it waited before"


@pytest.mark.parametrize("keys", ["hq", "h 4", "h\n", "h1x"])
def test_other_keys_leave_the_hold_length(screen: Screen, keys: str) -> None:
    screen.run(12)
    assert any("Now 3 × 30 s each side" in line for line in screen.type(keys))
    assert holds(screen) == [30.0] * 6
    assert screen.controller.session.state is State.LEAD_IN
