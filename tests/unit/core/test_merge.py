"""Two or three computers change the same data apart: whatever they do and however they merge, they come to the same.

`World` plays it: computers with clocks that are wrong do things, and now and then two of them merge. Beside each
history it notes which changes were known where: what was done by someone who knew all other changes of a session must
be what counts.
"""

import itertools
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipstretch.core.check import CheckRecord
from hipstretch.core.merge import CHANGED, after, in_turn, joined, joined_settings, rank, stamped
from hipstretch.core.record import Deleted, SessionOutcome, SessionRecord

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
Entry = SessionRecord | Deleted
COMPUTERS = 3
MANY = 50_000 if os.environ.get("HIPSTRETCH_LONG") else 2000
"""Random histories."""


def session(name: str, at: datetime = NOW, note: str = "") -> SessionRecord:
    return SessionRecord(name, at, at, "hips", SessionOutcome.PARTIAL, 1.0, (), "1", note=note)


@dataclass
class World:
    """What each computer has, and knows."""

    wrong: Sequence[int]
    """By how many minutes each clock is wrong."""
    has: list[dict[str, Entry]] = field(default_factory=lambda: [{} for _ in range(COMPUTERS)])
    knows: list[dict[str, set[int]]] = field(default_factory=lambda: [{} for _ in range(COMPUTERS)])
    done: list[tuple[str, Entry, frozenset[int]]] = field(default_factory=list)
    """Every change: of which session, to what, and which changes were known to whoever made it."""

    def do(self, who: int, what: str, whom: int) -> None:
        """One thing: `whom` is the number of a session, or of another computer."""
        now = NOW + timedelta(minutes=len(self.done) + self.wrong[who])
        here = self.has[who]
        if what == "merge":
            self.merge(who, whom % COMPUTERS)
        elif what == "add" or not here:
            self._note(who, session(f"s{len(self.done)}", now))
        else:
            before = here[sorted(here)[whom % len(here)]]
            self._note(who, self._next(before, what, now))

    def _next(self, before: Entry, what: str, now: datetime) -> Entry:
        if isinstance(before, Deleted):  # it is brought back
            return after(before, session(before.id, now))
        if what == "delete":
            return after(before, Deleted(before.id, now, before.life))
        return after(before, replace(before, note=f"n{len(self.done)}", changed_at=now))

    def _note(self, who: int, state: Entry) -> None:
        known = self.knows[who].setdefault(state.id, set())
        self.done.append((state.id, state, frozenset(known)))
        known.add(len(self.done) - 1)
        self.has[who][state.id] = state

    def merge(self, one: int, other: int) -> None:
        together = joined(self.has[one], self.has[other])
        names = self.knows[one].keys() | self.knows[other].keys()
        for who in (one, other):
            self.has[who] = dict(together)
        known = {n: self.knows[one].get(n, set()) | self.knows[other].get(n, set()) for n in names}
        for who in (one, other):
            self.knows[who] = {n: set(k) for n, k in known.items()}


def same(*histories: dict[str, Entry]) -> bool:
    """Whether they are equal in every detail."""
    first, *others = ([(name, rank(one)) for name, one in sorted(found.items())] for found in histories)
    return all(other == first for other in others)


acts = st.tuples(
    st.integers(0, COMPUTERS - 1),
    st.sampled_from(["add", "edit", "edit", "delete", "merge"]),
    st.integers(0, 20),
)


@settings(max_examples=MANY)
@given(st.lists(st.integers(-90, 90), min_size=3, max_size=3), st.lists(acts, max_size=40))
def test_computers_come_to_the_same_whatever_they_did(
    wrong: list[int], doings: list[tuple[int, str, int]]
) -> None:
    world = World(wrong)
    for who, what, whom in doings:
        world.do(who, what, whom)
    a, b, c = world.has
    end = joined(a, b, c)
    assert all(same(joined(*order), end) for order in itertools.permutations(world.has)), "commutative"
    assert same(joined(joined(a, b), c), joined(a, joined(b, c)), end), "associative"
    assert same(joined(end, a), joined(end, end), end), "idempotent"
    changes: dict[str, list[tuple[int, Entry, frozenset[int]]]] = {}
    for number, (name, state, known) in enumerate(world.done):
        changes.setdefault(name, []).append((number, state, known))
    assert end.keys() == changes.keys(), "nothing lost"
    for name, some in changes.items():
        assert rank(end[name]) in [rank(state) for _, state, _ in some], "nothing made up"
        numbers = {number for number, _, _ in some}
        for number, state, known in some:
            if known == numbers - {number}:
                assert rank(end[name]) == rank(state), "who knew all others has the last word"
        lives = max(state.life for _, state, _ in some)
        if any(isinstance(state, Deleted) and state.life == lives for _, state, _ in some):
            assert isinstance(end[name], Deleted), "deleted stays deleted"
        else:
            assert isinstance(end[name], SessionRecord)


def test_a_deletion_counts_over_a_later_edit_until_it_is_brought_back() -> None:
    gone = Deleted("a", NOW)
    edited = replace(session("a", note="late"), changed_at=NOW + timedelta(days=1))
    assert joined({"a": gone}, {"a": edited}) == {"a": gone}
    back = after(gone, edited)
    assert isinstance(back, SessionRecord)
    assert back.life == 1
    assert joined({"a": gone}, {"a": back}) == {"a": back}


def test_the_last_line_of_a_history_counts_whatever_its_time() -> None:
    first = replace(session("a", note="clock ahead"), changed_at=NOW + timedelta(days=1))
    second = session("a", note="by an earlier version, which keeps no time")
    counts = in_turn([first, second])["a"]
    assert isinstance(counts, SessionRecord)
    assert counts.note == second.note
    assert rank(counts) > rank(first)
    assert in_turn([first, first]) == {"a": first}
    assert in_turn([first, replace(first, changed_at=NOW + timedelta(days=1))]) == {"a": first}


def test_lines_of_a_deletion() -> None:
    gone = Deleted("a", NOW)
    assert in_turn([gone, Deleted("a", NOW - timedelta(days=1))]) == {"a": gone}
    second_life = replace(session("a"), life=1)
    assert in_turn([second_life, gone]) == {"a": Deleted("a", NOW, 1)}


def test_checks_are_merged_like_sessions() -> None:
    one, other = CheckRecord("a", NOW, ()), CheckRecord("b", NOW, ())
    gone = Deleted("a", NOW)
    assert joined({"a": one}, {"b": other}) == {"a": one, "b": other}
    assert joined({"a": one, "b": other}, {"a": gone}) == {"a": gone, "b": other}
    assert joined({"a": gone}, {"a": CheckRecord("a", NOW, (), 1)}) == {"a": CheckRecord("a", NOW, (), 1)}


# --- settings -----------------------------------------------------------------------------------------------

values = st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=2) | st.lists(st.integers(0, 2))
names = st.sampled_from(["volume", "theme", "hidden", "v", "unknown"])
many = st.dictionaries(st.sampled_from(["lunge", "a/b", ""]), values, max_size=2)
times = st.sampled_from(["2026-11-27T10:00:00.000000+00:00", "2026-11-27T10:00:00.000001+00:00", "junk", "z"])
leaf_names = st.sampled_from(["volume", "theme", "exercises/lunge", "gone", "exercises/"])
raws = st.builds(
    lambda plain, exercises, changed: {**plain, **exercises, **changed},
    st.dictionaries(names, values, max_size=4),
    st.just({}) | st.fixed_dictionaries({"exercises": many | values}),
    st.just({}) | st.fixed_dictionaries({CHANGED: st.dictionaries(leaf_names, times | values) | values}),
)


@settings(max_examples=MANY // 4)
@given(raws, raws, raws)
def test_settings_come_to_the_same_in_whatever_order(a: Any, b: Any, c: Any) -> None:
    end = joined_settings(a, b, c)
    assert all(joined_settings(*order) == end for order in itertools.permutations([a, b, c]))
    assert joined_settings(joined_settings(a, b), c) == joined_settings(a, joined_settings(b, c)) == end
    assert joined_settings(end, a) == joined_settings(end, end) == joined_settings(end) == end


changes_of_settings = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["volume", "theme", "exercises/lunge", "exercises/frog"]),
        st.integers(0, 9),
        st.booleans(),
    ),
    max_size=20,
)


@settings(max_examples=MANY // 4)
@given(st.tuples(st.integers(-90, 90), st.integers(-90, 90)), changes_of_settings)
def test_each_setting_is_as_it_was_changed_last(
    wrong: tuple[int, int], doings: list[tuple[int, str, int, bool]]
) -> None:
    """By who knew the change before, also if their clock is behind; two that change apart keep one of both."""
    has: list[dict[str, Any]] = [{}, {}]
    apart: list[dict[str, Any]] = [{}, {}]
    """What each changed since they merged last."""
    agreed: dict[str, Any] = {}
    for number, (who, name, value, merge) in enumerate(doings):
        plain = json.loads(json.dumps(has[who]))
        first, _, second = name.partition("/")
        place = plain.setdefault(first, {}) if second else plain
        place[second or first] = value
        if place[second or first] != _value(has[who], name):
            apart[who][name] = value
        has[who] = stamped(has[who], plain, NOW + timedelta(minutes=number + wrong[who]))
        if merge:
            has = [joined_settings(*has)] * 2
            for one in apart[0].keys() | apart[1].keys():
                assert _value(has[0], one) in [side[one] for side in apart if one in side]
                agreed[one] = _value(has[0], one)
            apart = [{}, {}]
            assert all(_value(has[0], one) == value for one, value in agreed.items()), "nothing lost"


def _value(raw: dict[str, Any], name: str) -> Any:
    first, _, second = name.partition("/")
    return raw.get(first, {}).get(second) if second else raw.get(first)


def test_an_own_dosage_that_was_taken_back_stays_away() -> None:
    base = stamped({}, {"exercises": {"lunge": {"sets": 2}, "frog": {"sets": 3}}}, NOW)
    back = stamped(base, {**base, "exercises": {"frog": {"sets": 3}}}, NOW + timedelta(minutes=1))
    louder = stamped(base, {**base, "volume": 90}, NOW + timedelta(minutes=2))
    both = joined_settings(back, louder)
    assert both["exercises"] == {"frog": {"sets": 3}}
    assert both["volume"] == 90


@pytest.mark.parametrize("noted", ["9999-12-31T23:59:59.999999+00:00", "2026-99-99T99:99:99.999999+00:00"])
def test_a_time_that_is_none_is_no_hindrance(noted: str) -> None:
    before = {"volume": 1, CHANGED: {"volume": noted}}
    assert stamped(before, {**before, "volume": 2}, NOW)[CHANGED] == {
        "volume": "2026-11-27T10:00:00.000000+00:00"
    }


def test_what_is_as_it_was_has_no_time() -> None:
    assert stamped({"volume": 1}, {"volume": 1}, NOW) == {"volume": 1}
