"""Making a routine: each step, and that undo and redo are exact for any of them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core import builder
from hipstretch.core.builder import MOST_STEPS, PositionChanges, UndoHistory
from hipstretch.core.exercise import Dosage, MuscleGroup, Position
from hipstretch.core.routine import MAX_ENTRIES, Entry, Routine
from hipstretch.core.settings import SideOrder
from tests.fakes import exercise

ABC = Routine("test", "Test", "For tests.", tuple(map(Entry, "abc")))
DOSAGE = Dosage(hold_s=45, reps=3)


def names(routine: Routine) -> str:
    return "".join(entry.exercise for entry in routine.entries)


def test_some_to_begin_with_are_of_each_muscle_group_and_each_in_another_position() -> None:
    inner, outer, back = MuscleGroup.INNER, MuscleGroup.OUTER, MuscleGroup.BACK
    supine, prone, chair, kneeling = Position.SUPINE, Position.PRONE, Position.CHAIR, Position.KNEELING
    places = {
        "a": (inner, supine),
        "b": (inner, kneeling),
        "c": (outer, chair),
        "d": (back, chair),
        "e": (back, prone),
        "f": (outer, supine),
    }
    all_of_them = [
        replace(exercise(id_), group=group, position=position) for id_, (group, position) in places.items()
    ]

    def found(most: int) -> str:
        return "".join(one.id for one in builder.first_ones(all_of_them, most))

    assert found(3) == "dfb", "one of each"
    assert found(6) == "dfbe", "then others, as long as there is a position"
    assert builder.first_ones([], 6) == ()


def test_each_step_changes_what_it_says_and_nothing_else() -> None:
    assert names(builder.added(ABC, 1, "x")) == "axbc"
    assert names(builder.added(ABC, 3, "x")) == "abcx"
    assert names(builder.duplicated(ABC, 2)) == "abcc"
    assert names(builder.removed(ABC, 0)) == "bc"
    assert names(ABC) == "abc"
    dosed = builder.dosed(ABC, 1, DOSAGE)
    assert [entry.dosage for entry in dosed.entries] == [None, DOSAGE, None]
    assert builder.duplicated(dosed, 1).entries[2].dosage == DOSAGE
    assert builder.dosed(dosed, 1, None) == ABC


@pytest.mark.parametrize(
    ("at", "to", "expected"),
    [(0, 1, "bac"), (0, 2, "bca"), (2, 0, "cab"), (1, 1, "abc"), (0, 9, "bca"), (2, -1, "cab")],
)
def test_an_entry_moves_and_the_others_keep_their_order(at: int, to: int, expected: str) -> None:
    assert names(builder.moved(ABC, at, to)) == expected


def test_a_routine_may_be_emptied_and_has_no_more_than_fit() -> None:
    one = replace(ABC, entries=(Entry("a"),))
    assert builder.removed(one, 0).entries == ()
    assert builder.added(builder.removed(one, 0), 0, "a") == one
    full = replace(ABC, entries=(Entry("a"),) * MAX_ENTRIES)
    assert builder.added(full, 0, "x") == full
    assert builder.duplicated(full, 0) == full


def test_getting_up_and_lying_down_are_counted_between_entries() -> None:
    positions = {
        "a": Position.STANDING,
        "b": Position.SUPINE,
        "c": Position.KNEELING,
        "d": Position.CHAIR,
    }
    exercises = {name: exercise(name, position=position) for name, position in positions.items()}

    def cost(order: str) -> PositionChanges:
        return builder.position_changes(tuple(map(Entry, order)), exercises)

    assert cost("a") == cost("aa") == PositionChanges(0, 0, 0)
    assert cost("abc") == PositionChanges(2, 0, 1)
    assert cost("bdbd") == PositionChanges(3, 2, 1)
    assert cost("ad") == PositionChanges(1, 0, 0)


Step = Callable[[Routine], Routine]
PLACE = st.integers(0, MAX_ENTRIES)
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(PLACE, st.sampled_from("xyz")).map(
        lambda p: lambda r: builder.added(r, min(p[0], len(r.entries)), p[1])
    ),
    PLACE.map(lambda p: lambda r: builder.duplicated(r, p % len(r.entries)) if r.entries else r),
    PLACE.map(lambda p: lambda r: builder.removed(r, p % len(r.entries)) if r.entries else r),
    st.tuples(PLACE, PLACE).map(
        lambda p: lambda r: builder.moved(r, p[0] % len(r.entries), p[1]) if r.entries else r
    ),
    st.tuples(PLACE, st.none() | st.builds(Dosage, st.floats(1, 600))).map(
        lambda p: lambda r: builder.dosed(r, p[0] % len(r.entries), p[1]) if r.entries else r
    ),
    st.text(min_size=1).map(lambda name: lambda r: replace(r, name=name)),
    st.none().map(lambda _: lambda r: replace(r, side_order=SideOrder.ALTERNATING)),
)


@given(st.lists(STEPS | st.sampled_from(["undo", "redo"]), max_size=30))
def test_undo_and_redo_restore_exactly(todo: list[Step | str]) -> None:
    steps = UndoHistory(ABC)
    line, here = [ABC], 0  # what an endless memory would hold, and where one is
    for one in todo:
        if one == "undo":
            steps, here = steps.undo(), max(0, here - 1)
        elif one == "redo":
            steps, here = steps.redo(), min(len(line) - 1, here + 1)
        elif callable(one):
            after = one(steps.now)
            steps = steps.do(after)
            if after != line[here]:
                line, here = [*line[: here + 1], after], here + 1
        assert steps.now == line[here]
        assert list(steps.past) == line[:here]
        assert list(reversed(steps.future)) == line[here + 1 :]
        assert 0 <= len(steps.now.entries) <= MAX_ENTRIES


def test_so_many_steps_are_remembered() -> None:
    steps = UndoHistory(0)
    for number in range(MOST_STEPS + 10):
        steps = steps.do(number + 1)
    for _ in range(MOST_STEPS + 10):
        steps = steps.undo()
    assert steps.now == 10


def test_there_is_nothing_to_undo_or_redo_at_either_end() -> None:
    alone = UndoHistory(ABC, (), ())
    assert alone.undo() is alone
    assert alone.redo() is alone
