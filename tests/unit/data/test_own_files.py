"""Own routines on disk: what is written is read back the same."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipstretch.core.exercise import Dosage, Kind, Sides
from hipstretch.core.photos import Photo, Photos
from hipstretch.core.routine import MAX_ENTRIES, Entry, Routine
from hipstretch.core.settings import MOST_TIMES_A_DAY, SideOrder
from hipstretch.data import catalogue, own_files, toml_fields
from hipstretch.data.assets import assets_dir
from hipstretch.qt.problem_words import words

KNOWN = catalogue.load([assets_dir()])
SECONDS = st.floats(0, 300) | st.integers(0, 300).map(float)
DOSAGES = st.builds(
    Dosage,
    hold_s=st.floats(1, 600),
    reps=st.integers(1, 50),
    sets=st.integers(1, 10),
    rest_s=SECONDS,
    set_rest_s=SECONDS,
)
ENTRIES = st.builds(
    Entry, st.sampled_from(sorted(KNOWN.exercises)), st.none() | DOSAGES, st.none() | st.sampled_from(Sides)
)
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=toml_fields.MAX_NAME)
ROUTINES = st.builds(
    Routine,
    st.just("my-evening"),
    WORDS,
    WORDS,
    st.lists(ENTRIES, min_size=1, max_size=MAX_ENTRIES).map(tuple),
    st.none() | st.sampled_from(SideOrder),
    st.none() | st.integers(1, MOST_TIMES_A_DAY),
)


@settings(deadline=None)
@given(ROUTINES)
def test_what_is_saved_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, routine: Routine
) -> None:
    folder = tmp_path_factory.mktemp("own")
    own_files.save(folder / "routines", routine)
    found = catalogue.load([assets_dir(), folder])
    assert found.problems == ()
    assert found.routines["my-evening"] == routine


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("My evening!", "my-my-evening"),
        ("Für abends", "my-fur-abends"),
        ("夜", "my-routine"),
        ("../../etc", "my-etc"),
        ("con", "my-con"),
        ("Six minutes", "my-six-minutes-3"),
        ("x" * 100, "my-" + "x" * own_files.LONGEST_ID),
    ],
)
def test_an_id_tells_the_name_and_is_free(name: str, expected: str) -> None:
    taken = {"my-six-minutes", "my-six-minutes-2"}
    assert own_files.free_id(name, taken) == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_what_is_the_persons_own_is_for_that_person_only(tmp_path: Path) -> None:
    for name in ("exercises", "routines"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
    own_files.save(tmp_path / "routines", KNOWN.routines["daily-hips"])
    frog = replace(KNOWN.exercises["frog"], id="my-frog")
    own_files.save_exercise(tmp_path / "exercises", frog, Photos((Photo("new", b"x"),)))
    made = tmp_path / "exercises" / "my-frog"
    assert sorted(p.name for p in made.iterdir()) == ["exercise.toml", "hold.webp", "text.en.toml"]
    assert [p.name for p in made.parent.iterdir()] == ["my-frog"], "nothing is left of the staging"
    for path in tmp_path.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_bad_order_of_sides_is_named(tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    text = 'side_order = "up"\n[text.en]\nname = "A"\nsummary = "B"\n[[entries]]\nexercise = "cobra"\n'
    (tmp_path / "routines" / "a.toml").write_text(text)
    (problem,) = catalogue.load([assets_dir(), tmp_path]).problems
    assert 'routines/a.toml: side_order is "up"; it must be' in words(problem)


def test_an_exercise_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    frog = catalogue.load([assets_dir()]).exercises["frog"]
    assert own_files.save_exercise(tmp_path, frog) == frog
    with pytest.raises(FileExistsError):
        own_files.save_exercise(tmp_path, frog)


def test_a_repetition_exercise_keeps_its_tempo(tmp_path: Path) -> None:
    known = catalogue.load([assets_dir()]).exercises
    moving = next(e for e in known.values() if e.kind is Kind.REPETITION)
    own_files.save_exercise(tmp_path / "exercises", moving)
    again = catalogue.load([tmp_path]).exercises[moving.id]
    assert (again.lift_s, again.lower_s) == (moving.lift_s, moving.lower_s)


@pytest.mark.parametrize("name", ["adductor-squeeze", "side-leg-lift", "cobra", "seated-hamstring"])
def test_a_copy_of_an_exercise_keeps_all_its_words(tmp_path: Path, name: str) -> None:
    copy = replace(KNOWN.exercises[name], id="my-copy")
    own_files.save_exercise(tmp_path / "exercises", copy)
    assert catalogue.load([tmp_path]).exercises["my-copy"] == copy


def test_what_an_exercise_need_not_say_may_be_missing(tmp_path: Path) -> None:
    words_left = replace(KNOWN.exercises["side-leg-lift"].text, leave="", tempo=(), adapted={})
    bare = replace(KNOWN.exercises["side-leg-lift"], id="my-bare", text=words_left)
    own_files.save_exercise(tmp_path / "exercises", bare)
    written = (tmp_path / "exercises" / "my-bare" / "text.en.toml").read_text(encoding="utf-8")
    assert not any(word in written for word in ("leave", "tempo", "easier_steps", "adapted"))
    assert catalogue.load([tmp_path]).exercises["my-bare"] == bare
