"""What other settings do to the lengths of routines."""

from dataclasses import replace

from hipstretch.core.effect import LengthChange, changed_lengths, with_usual
from hipstretch.core.exercise import Side
from hipstretch.core.routine import Routine
from hipstretch.core.settings import TIMING, DosageOverride, Settings
from hipstretch.core.timeline import build, total_s
from tests.fakes import exercise, routine

SHORT, KNOWN = routine(exercise("lunge"))
LONG = replace(SHORT, id="long", entries=SHORT.entries * 3)


def length_s(one: Routine, settings: Settings) -> float:
    return total_s(build(one, KNOWN, settings))


def test_longer_and_shorter_by_what_a_session_takes() -> None:
    usual = Settings()
    slower = replace(usual, prepare_s=usual.prepare_s + 20)
    short_s, long_s = length_s(SHORT, usual), length_s(LONG, usual)
    changes = changed_lengths((SHORT, LONG), length_s, usual, slower)
    assert changes == (LengthChange(LONG, long_s, long_s + 40),), "the first one begins in another position"
    assert changes[0].more_s == 40
    (back,) = changed_lengths((LONG,), length_s, slower, usual)
    assert back.more_s == -40
    assert changed_lengths((SHORT,), length_s, usual, replace(usual, switch_s=usual.switch_s + 1)) == (
        LengthChange(SHORT, short_s, short_s + 1),
    )


def test_what_changes_no_length_is_no_change() -> None:
    usual = Settings()
    assert changed_lengths((SHORT, LONG), length_s, usual, replace(usual, first_side=Side.RIGHT)) == ()


def test_some_settings_as_they_are_at_first() -> None:
    mine = replace(Settings(), switch_s=20, volume=3, exercises={"lunge": DosageOverride(hold_s=9)})
    assert with_usual(mine, TIMING - {"exercises"}) == replace(mine, switch_s=Settings().switch_s)
    assert with_usual(mine, {"exercises"}) == replace(mine, exercises={})
