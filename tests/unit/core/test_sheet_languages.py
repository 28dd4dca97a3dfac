"""Sheets in every language that is shipped, read by a program in any of them."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core import sheet
from hipstretch.core.exercise import Exercise, MuscleGroup, Position, Sides
from hipstretch.core.sheet import Line, names_of
from hipstretch.core.sheet_grammar import Grammar
from hipstretch.core.sheet_names import Names
from hipstretch.data import catalogue, sheet_assets
from hipstretch.data.assets import assets_dir

from .sheet_lines import LINES, said_by

CATALOGUE = catalogue.load([assets_dir()])
EXERCISES = CATALOGUE.exercises
WORDS = sheet_assets.words(assets_dir())
GRAMMAR = Grammar(WORDS)
OTHERS = sheet_assets.names(CATALOGUE.folders)
NAMES = names_of(EXERCISES, OTHERS, GRAMMAR)
LANGUAGES = sorted(path.stem for path in (assets_dir() / "languages").glob("*.po") if path.stem in LINES)


def read_line(text: str) -> Line:
    return sheet.read_line(text, EXERCISES, GRAMMAR, NAMES)


@pytest.mark.parametrize(
    ("line", "expected", "said"), [one for lines in LINES.values() for one in lines], ids=lambda one: None
)
def test_a_line_of_a_sheet(line: str, expected: str, said: dict[str, Any]) -> None:
    found = read_line(line)
    assert (found.exercise or found.name) == expected
    assert said_by(found) == {name: value for name, value in said.items() if name != "remarks"}
    assert found.remarks == said.get("remarks", ())


def test_every_language_has_six_lines_and_its_words() -> None:
    assert len(LINES) == 15
    for language, lines in LINES.items():
        assert len(lines) >= 6
        assert (assets_dir() / "languages" / f"{language}.sheet.toml").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_in_a_language_means_its_exercise_alone(language: str) -> None:
    exercises = catalogue.load([assets_dir()], language).exercises
    names = names_of(exercises, OTHERS, GRAMMAR)
    for id_, exercise in exercises.items():
        for name in (exercise.text.name, *exercise.text.also):
            assert names.recognised(name) == id_, name
            line = sheet.read_line(f"{name} 3 x 30", exercises, GRAMMAR, names)
            assert (line.exercise, line.sides) == (id_, None), name


@pytest.mark.parametrize(
    "name",
    [
        *("Wadendehnung", "Nackendehnung", "Rückendehnung", "Armbeugerdehnung", "Kniebeuge", "Bein", "Übung"),
        *("étirement des mollets", "chaise contre le mur", "estiramiento de gemelos", "sentadillas"),
        *("alongamento de panturrilha", "allungamento del collo", "kuitspier rekken", "przysiad"),
        *("розтягування литок", "присідання", "baldır germe", "çömelme"),
        *("ふくらはぎのストレッチ", "片足ブリッジ", "小腿拉伸", "小腿后侧拉伸", "单腿臀桥"),
        *("종아리 스트레칭", "목 스트레칭", "إطالة عضلات الساق", "إطالة الرقبة"),
        *("מתיחת שוק", "מתיחת צוואר", "पिंडली स्ट्रेच", "स्क्वाट"),
    ],
)
def test_other_exercises_are_not_taken_for_known_ones(name: str) -> None:
    assert NAMES.recognised(name) is None


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("HUFTBEUGERDEHNUNG", "half-kneel-lunge"),
        ("Hueftbeugerdehnung", "half-kneel-lunge"),
        ("Hüftbeuger-Dehnung", "half-kneel-lunge"),
        ("Hüftbeguerdehnung", "half-kneel-lunge"),
        ("estiramiento de cuadriceps", "standing-quad"),
        ("etirement de l'aine", "butterfly"),
        ("étirement de lʼaine", "butterfly"),
        ("KALCA KALDIRMA", "bridge"),
        ("стискання м'яча колінами", "adductor-squeeze"),
        ("اطاله الفراشه", "butterfly"),
        ("הרמת־אגן", "bridge"),
        ("ぶりっじ", "bridge"),
    ],
)
def test_a_name_is_known_however_it_is_typed(name: str, id_: str) -> None:
    assert NAMES.recognised(name) == id_


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x 1 1/2 Minuten", {"hold_s": 90}),
        ("x 1½ min", {"hold_s": 90}),
        ("x Sätze: 3, Wiederholungen: 12", {"sets": 3, "reps": 12}),
        ("x rest: 30, 10 reps", {"rest_s": 30, "reps": 10}),
        ("x rest 60 s, 3 x 30 s", {"rest_s": 60, "hold_s": 30, "reps": 3}),
        ("x 10 - 3 mal am Tag", {"times_a_day": 3}),
        ("x hold 5 s, 10 reps, hold 20 s", {"hold_s": 5, "reps": 10}),
        ("x (li)", {"sides": Sides.LEFT}),
        ("x re./li. 10 Wdh.", {"sides": Sides.EACH, "reps": 10}),
        ("x | 3 Serien | 12 Wdh. | rechts", {"sets": 3, "reps": 12, "sides": Sides.RIGHT}),
    ],
)
def test_what_is_said_beside_a_name(line: str, said: dict[str, Any]) -> None:
    found = read_line(f"Übung {line[0]}y{line[1:]}")
    assert said_by(found) == said


@pytest.mark.parametrize(
    ("name", "group", "position"),
    [
        ("Beckenheben im Stand", MuscleGroup.BACK, Position.STANDING),
        ("Étirement du psoas à genoux", MuscleGroup.FRONT, Position.KNEELING),
        ("横向き内転運動", MuscleGroup.INNER, Position.SIDE_LYING),
        ("मुड़ना", MuscleGroup.OUTER, Position.SUPINE),
    ],
)
def test_a_new_exercise_is_put_where_its_name_says(name: str, group: MuscleGroup, position: Position) -> None:
    assert (sheet.likely_group(name, GRAMMAR), sheet.likely_position(name, GRAMMAR)) == (group, position)


def test_without_words_only_numbers_and_the_name_are_left() -> None:
    grammar = Grammar({"sign": ["x"], "reps": [], "eachside": []})
    nobody = Names((), {}, ())
    none: dict[str, Exercise] = {}
    line = sheet.read_line("Bridge 3 x 10", none, grammar, nobody)
    assert (line.name, line.sets, line.reps) == ("Bridge", 3, 10)


SAID = st.sampled_from(
    [word for meaning in sorted(WORDS) for word in WORDS[meaning]]
    + "3 30 1,5 8-12 ½ / - ( ) , | : \" '".split()  # noqa: SIM905
)


@given(st.lists(SAID, max_size=30))
def test_any_order_of_all_words_is_read_at_once(words: list[str]) -> None:
    start = time.process_time()
    for join in (" ", ""):
        line = read_line(join.join(words))
        assert line.name.isprintable() or line.name
    assert time.process_time() - start < 1.0


@given(st.text("3 0½1x×回秒組每侧左右초회세트ث مراتשנ'סטसेकंडबार-–~/().,:\"'ßÄéİı", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert len(sheet.read(text, EXERCISES, GRAMMAR, NAMES)) <= sheet.MOST_LINES
