import gzip
import os
import shutil
from pathlib import Path

import pytest

from hipstretch.core.exercise import Dosage, Kind
from hipstretch.core.routine import Entry
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import MAX_FOLDERS, load, load_checks
from hipstretch.data.toml_file import MAX_BYTES, mark_of
from tests.saying import said as in_words

LEFT_OUT = ". It is left out until that is put right."

ROUTINE = """
[text.en]
name = "Mine"
summary = "Two of them."
[[entries]]
exercise = "frog"
[[entries]]
exercise = "cobra"
dosage = { hold_s = 20, reps = 3 }
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A data folder with two good exercises, frog and cobra."""
    for name in ("frog", "cobra"):
        folder = tmp_path / "exercises" / name
        folder.mkdir(parents=True)
        for file in ("exercise.toml", "text.en.toml"):
            shutil.copy(assets_dir() / "exercises" / name / file, folder)
    (tmp_path / "routines").mkdir()
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_good_folder_gives_exercises_and_no_problems(base: Path) -> None:
    catalogue = load([base])
    assert set(catalogue.exercises) == {"frog", "cobra"}
    assert catalogue.problems == ()
    assert catalogue.exercises["cobra"].dosage == Dosage(hold_s=15, reps=2, sets=1, rest_s=8)


def test_no_folder_at_all_is_no_problem(tmp_path: Path) -> None:
    catalogue = load([tmp_path / "nowhere"])
    assert (catalogue.exercises, catalogue.routines, catalogue.problems) == ({}, {}, ())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hold_s = 30", 'hold_s = "abc"', 'dosage.hold_s is "abc"; it must be a number from 1 to 600.'),
        ("hold_s = 30", "hold_s = 1e9", "dosage.hold_s is 1000000000.0; it must be a number from 1 to 600."),
        ("hold_s = 30", "hold_s = nan", "dosage.hold_s is NaN; it must be a number from 1 to 600."),
        ("hold_s = 30", "hold_s = true", "dosage.hold_s is true; it must be a number from 1 to 600."),
        ("hold_s = 30\n", "", "dosage.hold_s is missing; it must be a number from 1 to 600."),
        ("reps = 1", "reps = 1.5", "dosage.reps is 1.5; it must be a whole number from 1 to 50."),
        (
            "reps = [1, 2]",
            "reps = [2, 1]",
            "recommended.reps is [2, 1]; it must be [least, most], each a whole ",
        ),
        (
            "reps = [1, 2]",
            "reps = [1]",
            "recommended.reps is [1]; it must be [least, most], each a whole number",
        ),
        ('kind = "hold"', 'kind = "jump"', 'kind is "jump"; it must be hold or repetition.'),
        ('kind = "hold"', 'kind = "repetition"', "lift_s is missing; it must be a number from 0.5 to 30."),
        ('kind = "hold"', 'kind = "hold"\nlift_s = 2', "lift_s is 2; it must be 0, or left out."),
        ('kind = "hold"', 'kind = "hold"\ncolour = "red"', 'colour is "red"; there is no such field.'),
        ('kind = "hold"', 'kind = "hold"\nstrength = 1', "strength is 1; it must be true or false."),
        ("hold_s = 30", "hold_s = 30\nhalt_s = 3", "dosage.halt_s is 3; there is no such field."),
        ("[dosage]", "[dose]", "dosage is missing; it must be a table."),
        ('kind = "hold"', "kind = ", "it is not TOML ("),
    ],
)
def test_a_bad_value_is_named_and_the_other_exercise_loads(base: Path, old: str, new: str, said: str) -> None:
    edit(base / "exercises/frog/exercise.toml", old, new)
    catalogue = load([base])
    assert set(catalogue.exercises) == {"cobra"}
    (problem,) = in_words(catalogue.problems)
    assert problem.startswith("exercises/frog/exercise.toml")
    assert said in problem
    assert problem.endswith(LEFT_OUT)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'name = "Frog stretch"',
            'name = ""',
            'name is ""; it must be a line of text of 1 to 120 characters.',
        ),
        ('name = "Frog stretch"', 'name = "a\\u0007b"', "name is "),
        (
            'name = "Frog stretch"',
            f'name = "{"x" * 5000}"',
            f'name is "{"x" * 79}…; it must be a line of text',
        ),
        ('felt = "', 'felt = "{leg} ', 'felt is "{leg} '),
        ('felt = "', 'fault = 1\nfelt = "', "fault is 1; there is no such field."),
        ("steps = [", "steps = []\nother = [", "steps is []; it must be a list of 1 to 12 entries."),
        (
            'felt = "',
            'tempo = ["Up", "Down"]\nfelt = "',
            'tempo is ["Up", "Down"]; it must be a list of 3 values.',
        ),
        ('leave = "', 'leave = ""\nother = "', 'leave is ""; it must be a line of text'),
    ],
)
def test_bad_words_are_named(base: Path, old: str, new: str, said: str) -> None:
    edit(base / "exercises/frog/text.en.toml", old, new)
    (problem,) = in_words(load([base]).problems)
    assert problem.startswith(f"exercises/frog/text.en.toml: {said}")


def test_files_that_are_none_or_too_large_are_refused(base: Path) -> None:
    frog = base / "exercises/frog/exercise.toml"
    frog.write_bytes(b"#" * (MAX_BYTES + 1))
    (base / "exercises/cobra/text.en.toml").unlink()
    assert in_words(load([base]).problems) == (
        "exercises/cobra/text.en.toml: it is missing" + LEFT_OUT,
        f"exercises/frog/exercise.toml: it is larger than {MAX_BYTES:,} bytes" + LEFT_OUT,
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"\xff\xfe", "is not text in UTF-8"), (b"a = " + b"[" * 20_000, "is n")],
    ids=["binary", "nested"],
)
def test_hostile_bytes_are_refused(base: Path, data: bytes, said: str) -> None:
    (base / "exercises/frog/exercise.toml").write_bytes(data)
    catalogue = load([base])
    assert set(catalogue.exercises) == {"cobra"}
    assert in_words(catalogue.problems)[0].startswith(f"exercises/frog/exercise.toml: it {said}")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix")
def test_a_pipe_is_not_waited_for(base: Path) -> None:
    path = base / "exercises/frog/exercise.toml"
    path.unlink()
    os.mkfifo(path)
    assert in_words(load([base]).problems) == ("exercises/frog/exercise.toml: it is not a file" + LEFT_OUT,)


def test_a_folder_name_that_is_no_id_is_named_and_hidden_ones_are_not_ours(base: Path) -> None:
    (base / "exercises/My Frog").mkdir()
    (base / "exercises/.git").mkdir()
    (problem,) = in_words(load([base]).problems)
    assert problem.startswith('exercises/My Frog: the name "My Frog" can\'t be an id')


def test_a_flood_of_folders_is_cut_and_said(tmp_path: Path) -> None:
    for i in range(MAX_FOLDERS + 1):
        (tmp_path / f"routines/{i:04}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / f"routines/{i:04}.txt").touch()
    (problem,) = in_words(load([tmp_path]).problems)
    assert f"holds {MAX_FOLDERS + 1} entries; only the first {MAX_FOLDERS} are read" in problem


def test_a_routine_with_its_own_dosage(base: Path) -> None:
    (base / "routines/mine.toml").write_text(ROUTINE, encoding="utf-8")
    routine = load([base]).routines["mine"]
    assert (routine.name, routine.summary) == ("Mine", "Two of them.")
    assert routine.entries == (Entry("frog"), Entry("cobra", Dosage(hold_s=20, reps=3)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"frog"', '"toad"', 'entries[1].exercise is "toad"; it must be the id of an exercise that is there'),
        ("reps = 3", "reps = 0", "entries[2].dosage.reps is 0; it must be a whole number from 1 to 50."),
        ("reps = 3", "rips = 3", "entries[2].dosage.rips is 3; there is no such field."),
        ('name = "Mine"\n', "", "text.en.name is missing; it must be a line of text"),
        ("[[entries]]", "[[other]]\n[[entries]]", "other is [{}]; there is no such field."),
    ],
)
def test_a_bad_routine_is_named(base: Path, old: str, new: str, said: str) -> None:
    (base / "routines/mine.toml").write_text(ROUTINE.replace(old, new, 1), encoding="utf-8")
    catalogue = load([base])
    assert not catalogue.routines
    (problem,) = in_words(catalogue.problems)
    assert problem.startswith(f"routines/mine.toml: {said}")
    assert problem.endswith(LEFT_OUT)


def test_a_routine_falls_with_the_exercise_it_needs(base: Path) -> None:
    (base / "routines/mine.toml").write_text(ROUTINE, encoding="utf-8")
    edit(base / "exercises/frog/exercise.toml", "hold_s = 30", "hold_s = 0")
    catalogue = load([base])
    assert not catalogue.routines
    assert [p.cause.file for p in catalogue.problems if p.cause] == [
        "exercises/frog/exercise.toml",
        "routines/mine.toml",
    ]


def test_a_routine_of_too_many_entries_is_refused(base: Path) -> None:
    text = ROUTINE + '[[entries]]\nexercise = "frog"\n' * 60
    (base / "routines/mine.toml").write_text(text, encoding="utf-8")
    (problem,) = in_words(load([base]).problems)
    assert "it must be a list of 1 to 60 tables" in problem


def names_in(base: Path, language: str) -> list[str]:
    """What frog, cobra and the routine `mine` are called in a language."""
    found = load([base], language)
    assert found.problems == ()
    return [*(found.exercises[i].text.name for i in ("frog", "cobra")), found.routines["mine"].name]


def test_words_come_in_the_language_asked_for_else_in_english(base: Path) -> None:
    mark = mark_of("Frog stretch")
    german = f'name = "Frosch"\n[english]\nname = "{mark}"\n'
    (base / "exercises/frog/text.de.toml").write_text(german, encoding="utf-8")
    (base / "routines/mine.toml").write_text(
        '[text.de]\nname = "Meins"\nsummary = "Zwei."\n' + ROUTINE, encoding="utf-8"
    )
    assert names_in(base, "en") == ["Frog stretch", "Cobra", "Mine"]
    assert names_in(base, "de") == ["Frosch", "Cobra", "Meins"]
    assert names_in(base, "fr") == ["Frog stretch", "Cobra", "Mine"]
    edit(base / "exercises/frog/text.en.toml", "Frog stretch", "Frog")
    assert names_in(base, "de") == ["Frog", "Cobra", "Meins"], "it translates what is not said any more"


def test_a_bad_translation_is_named(base: Path) -> None:
    german = base / "exercises/frog/text.de.toml"
    german.write_text(
        f'name = "a\\u0007b"\n[english]\nname = "{mark_of("Frog stretch")}"\n', encoding="utf-8"
    )
    found = load([base], "de")
    assert {id_: one.text.name for id_, one in found.exercises.items()} == {
        "frog": "Frog stretch",
        "cobra": "Cobra",
    }
    (problem,) = in_words(found.problems)
    assert problem.startswith("exercises/frog/text.de.toml: name is ")
    assert problem.endswith(". Its English words stand there until that is put right.")


def test_what_english_can_not_be_read_either_is_left_out_in_every_language(base: Path) -> None:
    (base / "exercises/frog/exercise.toml").unlink()
    found = load([base], "de")
    assert set(found.exercises) == {"cobra"}
    assert in_words(found.problems) == ("exercises/frog/exercise.toml: it is missing" + LEFT_OUT,)


def test_a_translation_may_be_packed(base: Path) -> None:
    german = f'name = "Frosch"\n[english]\nname = "{mark_of("Frog stretch")}"\n'
    packed = base / "exercises/frog/text.de.toml.gz"
    packed.write_bytes(gzip.compress(german.encode()))
    assert load([base], "de").exercises["frog"].text.name == "Frosch"
    packed.write_bytes(b"no such thing")
    found = load([base], "de")
    assert found.exercises["frog"].text.name == "Frog stretch"
    (problem,) = in_words(found.problems)
    assert problem.startswith("exercises/frog/text.de.toml.gz: ")
    packed.write_bytes(gzip.compress(b"a" * 10_000_000))
    (problem,) = in_words(load([base], "de").problems)
    assert problem.startswith("exercises/frog/text.de.toml.gz: it is not TOML")


def test_the_routines_of_a_folder_are_translated_by_one_file(base: Path) -> None:
    (base / "routines/mine.toml").write_text(ROUTINE, encoding="utf-8")
    (base / "routines/text.de.toml").write_text(
        '[mine]\nname = "Meins"\nsummary = "Drei."\n'
        f'[mine.english]\nname = "{mark_of("Mine")}"\nsummary = "{mark_of("Three of them.")}"\n',
        encoding="utf-8",
    )
    assert names_in(base, "en")[2] == "Mine"
    assert names_in(base, "de")[2] == "Meins"
    assert load([base], "de").routines["mine"].summary == "Two of them.", (
        "the German one says what was before"
    )


def test_a_routine_with_a_bad_translation_is_english(base: Path) -> None:
    (base / "routines/mine.toml").write_text(ROUTINE, encoding="utf-8")
    german = f'[mine]\nname = ""\n[mine.english]\nname = "{mark_of("Mine")}"\n'
    (base / "routines/text.de.toml").write_text(german, encoding="utf-8")
    found = load([base], "de")
    assert found.routines["mine"].name == "Mine"
    (problem,) = in_words(found.problems)
    assert problem.startswith("routines/text.de.toml: mine.name is ")


@pytest.mark.parametrize(
    ("text", "said"),
    [("mine = 5", []), ("other = {}", []), ("mine = ", ["routines/text.de.toml: it is not TOML ("])],
)
def test_routines_stay_english_if_their_translation_is_none(base: Path, text: str, said: list[str]) -> None:
    (base / "routines/mine.toml").write_text(ROUTINE, encoding="utf-8")
    (base / "routines/text.de.toml").write_text(text, encoding="utf-8")
    found = load([base], "de")
    assert found.routines["mine"].name == "Mine"
    problems = in_words(found.problems)
    assert [any(p.startswith(one) for one in said) for p in problems] == [True] * len(said)


@pytest.mark.parametrize("words", ["das {linke|rechte} Knie", "{|re}", "{left|right} and {side} and {other}"])
def test_a_sentence_may_have_a_form_for_each_side(base: Path, words: str) -> None:
    edit(base / "exercises/frog/text.en.toml", 'felt = "', f'felt = "{words} ')
    assert load([base]).exercises["frog"].text.felt.startswith(words)


@pytest.mark.parametrize(
    "words", ["{left}", "{left|right|both}", "{left|right", "left|right}", "{{left|right}}"]
)
def test_and_nothing_else_in_braces(base: Path, words: str) -> None:
    edit(base / "exercises/frog/text.en.toml", 'felt = "', f'felt = "{words} ')
    (problem,) = in_words(load([base]).problems)
    assert "it must be text with no braces but {side} and {other}" in problem


@pytest.mark.parametrize(
    ("space", "good"),
    [("\u00a0", True), ("\u202f", True), ("\u200d", True), ("\u200b", False), ("\t", False)],
)
def test_what_a_script_needs_is_good_text_and_what_is_invisible_is_not(
    base: Path, space: str, *, good: bool
) -> None:
    edit(base / "exercises/frog/text.en.toml", "Frog stretch", f"Frog{space}stretch")
    assert ("frog" in load([base]).exercises) == good


def test_the_persons_own_form_of_an_exercise_wins_unless_it_is_broken(base: Path) -> None:
    edit(base / "exercises/frog/exercise.toml", "hold_s = 30", "hold_s = 45")
    edit(base / "exercises/cobra/exercise.toml", "hold_s = 15", "hold_s = 0")
    catalogue = load([assets_dir(), base])
    assert catalogue.exercises["frog"].dosage.hold_s == 45
    assert catalogue.folders["frog"] == base / "exercises/frog"
    assert catalogue.exercises["cobra"].dosage.hold_s == 15
    assert catalogue.folders["cobra"] == assets_dir() / "exercises/cobra"


def test_pictures_are_found_by_name_alone(base: Path) -> None:
    picture = base / "exercises/frog/hold.webp"
    picture.touch()
    catalogue = load([base])
    assert catalogue.picture("frog", "hold") == picture
    assert catalogue.picture("frog", "start") is None
    assert catalogue.picture("toad", "hold") is None
    assert catalogue.picture("frog", "../frog/hold") is None


def test_pictures_are_those_of_the_chosen_person_and_of_nobody_where_there_are_none(base: Path) -> None:
    frog = base / "exercises/frog"
    for rank, person in ((2, "man"), (1, "woman")):
        folder = base / "people" / person
        folder.mkdir(parents=True)
        (folder / "person.toml").write_text(f"rank = {rank}")
        (folder / "text.en.toml").write_text(f'name = "A {person}"')
        (frog / person).mkdir()
        (frog / person / "hold.webp").touch()
    (frog / "start.webp").touch()
    found = load([base], person="man")
    assert [(one.id, one.name) for one in found.people] == [("woman", "A woman"), ("man", "A man")]
    assert found.picture("frog", "hold") == frog / "man" / "hold.webp"
    assert found.picture("frog", "start") == frog / "start.webp"
    assert found.shown_by("woman").picture("frog", "hold") == frog / "woman" / "hold.webp"
    assert found.shown_by("nobody").person == "woman"


def test_a_person_that_can_not_be_read_is_told(base: Path) -> None:
    (base / "people" / "woman").mkdir(parents=True)
    (base / "people" / "woman" / "person.toml").write_text("rank = 0")
    found = load([base])
    assert (found.people, found.person) == ((), "")
    (problem,) = found.problems
    assert problem.cause
    assert problem.cause.file == "people/woman/text.en.toml"


def test_repetitions_have_a_tempo() -> None:
    lift = load([assets_dir()]).exercises["side-leg-lift"]
    assert (lift.kind, lift.lift_s, lift.lower_s, lift.strength) == (Kind.REPETITION, 2, 3, True)


def test_a_folder_that_can_not_be_listed_is_told(base: Path) -> None:
    shutil.rmtree(base / "exercises")
    (base / "exercises").write_text("no folder")
    (problem,) = in_words(load([base]).problems)
    assert problem.endswith("so nothing in it is offered.")


def test_checks_load_and_a_bad_one_is_told(tmp_path: Path) -> None:
    shutil.copytree(assets_dir() / "checks", tmp_path / "checks")
    whole, none = load_checks(tmp_path)
    assert none == ()
    name = next(iter(whole))
    (tmp_path / "checks" / name / "check.toml").write_text("rank = 0")
    rest, (problem,) = load_checks(tmp_path)
    assert set(rest) == set(whole) - {name}
    assert problem.cause
    assert problem.cause.file == f"checks/{name}/check.toml"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a = " + "9" * 5000, "it holds a number of thousands of digits"),
        (".".join("a" * 30) + " = 1", "it is nested too deeply"),
    ],
)
def test_what_takes_too_long_to_read_is_refused(base: Path, text: str, why: str) -> None:
    (base / "exercises/frog/exercise.toml").write_text(text)
    assert why in in_words(load([base]).problems)[0]


def test_a_link_that_leads_out_is_not_followed(base: Path, tmp_path: Path) -> None:
    frog = base / "exercises/frog"
    (tmp_path / "secret.toml").write_text("secret = 1")
    (frog / "exercise.toml").unlink()
    (frog / "exercise.toml").symlink_to(tmp_path / "secret.toml")
    (problem,) = in_words(load([base]).problems)
    assert "it is a link that leads out of its folder" in problem
    assert "secret" not in problem


def test_pictures_and_routines_of_one_exercise(base: Path) -> None:
    (base / "exercises/frog/hold.webp").write_bytes(b"x")
    (base / "exercises/readme.txt").write_text("no folder")
    found = load([base])
    assert found.picture("frog", "hold") == base / "exercises/frog/hold.webp"
    assert found.picture("frog", "start") is None
    assert found.picture("toad", "hold") is None
    alone = found.routine("exercise:frog")
    assert alone
    assert [e.exercise for e in alone.entries] == ["frog"]
    assert found.routine("exercise:toad") is None
