"""A media key that comes by the window and by the bus counts once, whichever is first."""

from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.one_press import TWICE_S, OnePress, Way
from hipstretch.core.transitions import Command

KEYS = st.sampled_from([Command.PAUSE, Command.SKIP, Command.BACK])


def test_the_other_way_is_the_same_press_and_the_same_way_a_new_one() -> None:
    presses = OnePress()
    assert presses.counts(Command.SKIP, Way.BUS, 0.0)
    assert presses.counts(Command.PAUSE, Way.WINDOW, 0.1), "another key"
    assert not presses.counts(Command.SKIP, Way.WINDOW, 0.2)
    assert presses.counts(Command.SKIP, Way.WINDOW, 0.3), "the press before is used up"
    assert presses.counts(Command.SKIP, Way.WINDOW, 0.4)


def test_later_it_is_a_press_of_its_own() -> None:
    presses = OnePress()
    assert presses.counts(Command.PAUSE, Way.WINDOW, 0.0)
    assert presses.counts(Command.PAUSE, Way.BUS, TWICE_S + 0.01)


@given(
    presses=st.lists(st.tuples(KEYS, st.floats(0, 10), st.floats(0, TWICE_S / 2)), max_size=20),
    first=st.sampled_from(Way),
)
def test_where_every_press_comes_by_both_ways_as_many_count_as_were_pressed(
    presses: list[tuple[Command, float, float]], first: Way
) -> None:
    (second,) = set(Way) - {first}
    coming = [(at, key, first) for key, at, _ in presses]
    coming += [(at + late, key, second) for key, at, late in presses]
    one = OnePress()
    counted = [key for at, key, way in sorted(coming) if one.counts(key, way, at)]
    assert sorted(counted) == sorted(key for key, _, _ in presses)


@given(presses=st.lists(st.tuples(KEYS, st.floats(0, 10)), max_size=20), way=st.sampled_from(Way))
def test_where_they_come_by_one_way_each_counts(presses: list[tuple[Command, float]], way: Way) -> None:
    one = OnePress()
    assert all(one.counts(key, way, at) for key, at in sorted(presses, key=lambda press: press[1]))
