"""The photos and the clip of an own exercise on disk, also after a kill at any moment."""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from hipstretch.core.exercise import Exercise
from hipstretch.core.photos import Photo, Photos
from hipstretch.data import atomic, catalogue, own_files, own_pictures
from hipstretch.data.assets import assets_dir
from hipstretch.qt.problem_words import words
from tests.killing import KilledError, killed

FROG = replace(catalogue.load([assets_dir()]).exercises["frog"], id="my-frog")


def new(*contents: str) -> tuple[Photo, ...]:
    return tuple(Photo(f"new {one}", one.encode()) for one in contents)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return tmp_path


def save(base: Path, pictures: Photos | None) -> Exercise:
    """Keep the frog with these."""
    folder = base / "exercises"
    here = catalogue.load([base]).exercises.get("my-frog")
    if here is None:
        return own_files.save_exercise(folder, FROG, pictures)
    return own_files.change_exercise(folder / "my-frog", here, pictures)


def seen(base: Path) -> tuple[list[str], str, str]:
    """What a reader finds: the contents of photos in order, of the hold, and of the clip."""
    found = catalogue.load([base])
    assert found.problems == ()
    folder, exercise = found.folders["my-frog"], found.exercises["my-frog"]
    kept = own_pictures.of(folder, exercise)
    hold, clip = found.picture("my-frog", "hold"), found.picture("my-frog", "motion")
    return (
        [(folder / one).read_text() for one in kept.ids],
        hold.read_text() if hold else "",
        clip.read_text() if clip else "",
    )


def files(base: Path) -> list[str]:
    return sorted(p.name for p in (base / "exercises" / "my-frog").iterdir() if p.suffix == ".webp")


def kept(base: Path) -> Photos:
    found = catalogue.load([base])
    return own_pictures.of(found.folders["my-frog"], found.exercises["my-frog"])


def test_photos_are_listed_in_order_and_the_marked_one_is_the_hold(base: Path) -> None:
    made = save(base, Photos(new("a", "b", "c"), "new c", Photo("new clip", b"clip")))
    assert made == catalogue.load([base]).exercises["my-frog"]
    assert seen(base) == (["a", "b", "c"], "c", "clip")
    assert [name[:8] for name in made.photos] == ["photo-1-", "photo-2-", "photo-3-"]
    assert made.hold_photo == made.photos[2]
    start = catalogue.load([base]).picture("my-frog", "start")
    assert start
    assert start.name == made.photos[0]


def test_the_second_photo_is_the_hold_if_none_is_marked(base: Path) -> None:
    assert save(base, Photos(new("a", "b"))).hold_photo == ""
    assert seen(base) == (["a", "b"], "b", "")


def test_one_photo_is_written_as_earlier_versions_read_it(base: Path) -> None:
    assert save(base, Photos(new("a"))).photos == ()
    assert files(base) == ["hold.webp"]
    assert "photo" not in (base / "exercises/my-frog/exercise.toml").read_text()
    assert seen(base) == (["a"], "a", "")
    save(base, Photos(new("b")))
    assert (files(base), seen(base)) == (["hold.webp"], (["b"], "b", ""))
    save(base, Photos())
    assert (files(base), seen(base)) == ([], ([], "", ""))


def test_the_photo_of_an_earlier_version_stays_in_its_file_beside_others(base: Path) -> None:
    save(base, Photos(new("old")))
    before = kept(base)
    save(base, before.added(*new("new")))
    assert seen(base) == (["old", "new"], "old", "")
    assert files(base)[0] == "hold.webp"
    save(base, kept(base).without("hold.webp"))
    assert seen(base) == (["new"], "new", "")
    assert "hold.webp" not in files(base)


def test_start_and_hold_of_an_earlier_version_need_no_list_until_they_change(base: Path) -> None:
    save(base, Photos(new("hold")))
    (base / "exercises/my-frog/start.webp").write_text("start")
    assert seen(base) == (["start", "hold"], "hold", "")
    assert save(base, replace(kept(base), clip=Photo("new", b"clip"))).photos == ()
    assert seen(base) == (["start", "hold"], "hold", "clip")
    assert save(base, replace(kept(base), marked="start.webp")).photos == ("start.webp", "hold.webp")
    assert seen(base) == (["start", "hold"], "start", "clip")
    save(base, kept(base).moved("hold.webp", 0).without("motion.webp"))
    assert seen(base) == (["hold", "start"], "start", "")


def test_a_photo_keeps_its_file_when_it_moves_and_the_same_one_twice_gets_two(base: Path) -> None:
    save(base, Photos(new("a", "b")).added(Photo("the same", b"a")))
    before = files(base)
    assert len(before) == 3
    save(base, kept(base).moved(kept(base).ids[2], 0))
    assert (files(base), seen(base)[0]) == (before, ["a", "a", "b"])
    first = kept(base).ids[1]
    save(base, kept(base).without(first).added(Photo("again", b"b")))
    assert seen(base)[0] == ["a", "b", "b"]
    assert len(files(base)) == 3


def test_nothing_else_is_touched_when_the_photos_stay(base: Path) -> None:
    made = save(base, Photos(new("a", "b", "c"), "new a", Photo("new", b"clip")))
    before = files(base)
    assert save(base, None) == made
    assert (files(base), seen(base)) == (before, (["a", "b", "c"], "a", "clip"))


def test_photos_that_are_gone_are_passed_over(base: Path, tmp_path: Path) -> None:
    made = save(base, Photos(new("a", "b", "c"), "new b"))
    folder = base / "exercises" / "my-frog"
    (folder / made.photos[1]).unlink()
    assert seen(base) == (["a", "c"], "c", "")
    if os.name != "nt":
        (tmp_path / "secret").write_text("secret")
        (folder / made.photos[1]).symlink_to(tmp_path / "secret")
        assert seen(base) == (["a", "c"], "c", "")
    (folder / made.photos[0]).unlink()
    (folder / made.photos[2]).unlink()
    assert seen(base) == ([], "", "")
    assert catalogue.load([base]).photos("my-frog") == ()
    assert catalogue.load([base]).photos("toad") == ()


def test_a_clip_alone_stands_for_the_hold(base: Path) -> None:
    save(base, Photos(clip=Photo("new", b"clip")))
    assert seen(base) == ([], "clip", "clip")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('photos = ["../../etc/passwd"]', 'photos[1] is "../../etc/passwd"; it must be the name of the file'),
        ('photos = ["photo-1-0A.webp"]', "photos[1] is"),
        ("photos = [7]", "photos[1] is 7"),
        ('photos = "all"', 'photos is "all"; it must be a list of 0 to 6 entries'),
        (f"photos = {['hold.webp'] * 7}", "photos is"),
        ('hold_photo = "x"', 'hold_photo is "x"; it must be the name of the file'),
    ],
)
def test_a_bad_list_is_named(base: Path, line: str, said: str) -> None:
    save(base, None)
    path = base / "exercises/my-frog/exercise.toml"
    path.write_text(f"{line}\n{path.read_text()}")
    (problem,) = catalogue.load([base]).problems
    assert f"exercises/my-frog/exercise.toml: {said}" in words(problem)


def test_what_a_newer_version_added_is_refused_and_stays(base: Path) -> None:
    save(base, Photos(new("a", "b")))
    path = base / "exercises/my-frog/exercise.toml"
    newer = f"film = true\n{path.read_text()}"
    path.write_text(newer)
    before = files(base)
    (problem,) = catalogue.load([base]).problems
    assert "film is true; there is no such field" in words(problem)
    assert (path.read_text(), files(base)) == (newer, before)


STEPS: Mapping[str, Callable[[Photos], Photos]] = {
    "more": lambda k: k.added(*new("x", "y")),
    "fewer": lambda k: k.without(k.ids[0]),
    "others": lambda _: Photos(new("x", "y", "z"), "new z"),
    "none": lambda _: Photos(),
    "another order": lambda k: k.moved(k.ids[1], 0),
}


@pytest.mark.parametrize(
    ("first", "name"),
    [
        (first, name)
        for first in ("a", "ab", "abc")
        for name in STEPS
        if (first, name) != ("a", "another order")
    ],
)
def test_a_kill_at_any_moment_leaves_the_photos_as_they_were_or_as_they_shall_be(
    base: Path, first: str, name: str
) -> None:
    save(base, Photos(new(*first)))
    before, change = seen(base), STEPS[name](kept(base))
    good = base.parent / f"{base.name}-good"
    shutil.copytree(base, good)
    save(base, change)
    after = seen(base)
    assert before != after
    for number in range(1, 200):
        shutil.rmtree(base)
        shutil.copytree(good, base)
        try:
            with killed(number):
                save(base, change)
        except KilledError:
            assert seen(base) in (before, after), number
        else:
            break
    assert 3 < number < 199
    assert seen(base) == after


def test_a_disk_that_refuses_leaves_them_as_they_were(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(base, Photos(new("a", "b")))
    before, pictures = (seen(base), files(base)), kept(base).added(*new("c"))

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "unlink", refuse)
    save(base, kept(base).without(kept(base).ids[0]))  # what can't be removed is not shown
    assert seen(base)[0] == ["b"]
    monkeypatch.undo()
    shutil.rmtree(base / "exercises")
    save(base, Photos(new("a", "b")))
    monkeypatch.setattr(atomic, "write", refuse)
    with pytest.raises(OSError, match="full"):
        save(base, pictures)
    monkeypatch.undo()
    assert (seen(base), files(base)) == before
