"""Exercises and routines: read when they are asked for, and the person's own kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipstretch import translation
from hipstretch.core.person import Person
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import Paths, resolve
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from tests.fakes import exercise, routine

ROUTINE, EXERCISES = routine(exercise("lunge"), exercise("cobra"))
MINE = replace(ROUTINE, id="my-test")


@pytest.fixture
def paths(tmp_path: Path, qapp: QApplication) -> Paths:
    return resolve(tmp_path / "data")


@pytest.fixture
def store(paths: Paths) -> CatalogueStore:
    return Stores.open(paths, Catalogue(EXERCISES, {"test": ROUTINE}, (), {})).catalogue


def told(store: CatalogueStore) -> list[int]:
    """How many routines there were at each change."""
    found: list[int] = []
    store.changed.connect(lambda: found.append(len(store.current.routines)))
    return found


def test_it_is_read_once_and_only_when_it_is_asked_for(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[object] = []
    load = catalogue.load

    def note(roots: list[Path], language: str, person: str) -> Catalogue:
        reads.append(roots)
        return load(roots, language, person)

    monkeypatch.setattr(catalogue, "load", note)
    store = Stores.open(paths).catalogue
    assert reads == []
    assert store.current.exercises
    assert store.current is store.current
    assert reads == [[assets_dir(), paths.exercises.parent]]


def test_an_exercise_can_be_had_in_english_whatever_the_language(paths: Paths) -> None:
    english = Stores.open(paths).catalogue.current.exercises["bridge"].text
    translation.use("de")
    store = Stores.open(paths).catalogue
    bridge = store.current.exercises["bridge"]
    assert bridge.text != english
    assert store.english_text(bridge) == english


def test_an_exercise_whose_english_can_not_be_read_stays_as_it_is(store: CatalogueStore) -> None:
    translation.use("de")
    assert store.english_text(EXERCISES["lunge"]) is EXERCISES["lunge"].text
    deleted = replace(EXERCISES["lunge"], id="my-deleted")
    assert store.english_text(deleted) is deleted.text


def test_an_own_routine_is_kept_and_deleted(store: CatalogueStore) -> None:
    changes = told(store)
    assert store.save_routine(MINE)
    assert store.is_own_routine("my-test")
    assert not store.is_own_routine("test")
    assert store.delete_routine("my-test") == MINE
    assert not store.is_own_routine("my-test")
    assert changes == [2, 1]


def test_a_routine_that_the_disk_refuses_counts_until_the_end(paths: Paths, store: CatalogueStore) -> None:
    paths.routines.parent.write_text("a file where a folder should be", encoding="utf-8")
    assert not store.save_routine(MINE)
    assert store.current.routines["my-test"] == MINE
    (notice,) = store._notices.shown
    assert notice.text.startswith("The routine “Test” is not saved (")


def test_an_own_exercise_is_none_of_the_program(store: CatalogueStore) -> None:
    assert store.save_exercise(exercise("my-stretch"))
    assert store.is_own_exercise("my-stretch")
    assert set(store.built_in()) == {"lunge", "cobra"}
    bring_back = store.delete_exercise("my-stretch")
    assert bring_back
    assert "my-stretch" not in store.current.exercises
    bring_back()
    assert store.is_own_exercise("my-stretch")


def test_an_exercise_that_is_part_of_a_routine_stays(store: CatalogueStore) -> None:
    assert store.delete_exercise("lunge") is None
    assert store._notices.shown[0].text == "“Lunge” is part of Test. Take it out of there first."


def test_the_pictures_are_those_of_the_person_who_is_chosen(paths: Paths, tmp_path: Path) -> None:
    for person in ("woman", "man"):
        (tmp_path / "frog" / person).mkdir(parents=True)
        (tmp_path / "frog" / person / "hold.webp").touch()
    (tmp_path / "frog" / "start.webp").touch()
    people = (Person("woman", "A woman", 1), Person("man", "A man", 2))
    stores = Stores.open(paths, Catalogue({}, {}, (), {"frog": tmp_path / "frog"}, people))
    store = stores.catalogue

    def shown(name: str) -> str:
        picture = store.current.picture("frog", name)
        return picture.parent.name if picture else ""

    assert shown("hold") == "woman"
    changes = told(store)
    stores.settings.change(person="man")
    assert (shown("hold"), shown("start"), shown("motion")) == ("man", "frog", "")
    stores.settings.change(volume=10)
    assert len(changes) == 1


def test_of_a_person_there_are_no_pictures_of_the_first_one_is_shown_and_the_choice_stays(
    paths: Paths,
) -> None:
    people = (Person("woman", "A woman", 1), Person("man", "A man", 2))
    stores = Stores.open(paths, Catalogue({}, {}, (), {}, people))
    stores.settings.change(person="somebody-of-tomorrow")
    assert stores.catalogue.current.person == "woman"
    assert stores.settings.current.person == "somebody-of-tomorrow"
