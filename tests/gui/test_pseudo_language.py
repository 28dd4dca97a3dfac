"""Nothing that a person sees or hears is English alone: in a language made for this, it would lack the brackets."""

import io
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.cli.terminal import Terminal
from hipstretch.core.check import Grade
from hipstretch.core.conditions import Condition, Equipment
from hipstretch.core.exercise import MuscleGroup, Position, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.problem import Fault, Problem
from hipstretch.core.routine import Entry
from hipstretch.core.settings import Settings, VoiceAmount
from hipstretch.core.speech import Line, Topic
from hipstretch.core.timeline import PhaseKind, build
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt import problem_words, sound_words, wording
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.stores import Stores
from hipstretch.ui.library.sheet_example import SheetExample
from tests.fakes import VOICES, FakeClock, FakePlayer
from tests.gui.screens import PLACES, opened, shown
from tests.gui.test_clipping import is_cut
from tests.pseudo import CLOSE, OPEN, TAG, check, english_in, found_in, painted, pseudo, texts


def test_a_sentence_of_it_is_longer_in_brackets_and_keeps_its_placeholders() -> None:
    assert pseudo("Stop {count} times") == f"{OPEN}Stöp {{count}} tîmés ééééééé{CLOSE}"
    assert pseudo(" or ") == f" {OPEN}ör é{CLOSE} "
    assert english_in(f"12 {OPEN}ä {OPEN}b{CLOSE} cd{CLOSE} rest", set()) == ["rest"]


@pytest.mark.parametrize("place", PLACES)
def test_no_page_has_english_in_it_or_painted_on_it(
    qtbot: QtBot, tmp_path: Path, pseudo_language: None, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    written = painted(monkeypatch)
    with opened(qtbot, tmp_path, language=TAG) as window:
        shown(window, place)
        window.grab()
        said = [*texts(window), *(("painted", text) for text in written)]
        examples = window.findChildren(SheetExample)  # each is read, and said in parts
        assert all(OPEN in one._text for one in examples)
        found = {
            f"{where}: {text!r} has {words}"
            for where, text in said
            if where != "LanguageField.item"
            and text not in VOICES
            and (words := [one for one in found_in(text) if not any(one in e._text for e in examples)])
        }
        assert sorted(found) == []


@pytest.mark.parametrize("fault", Fault)
def test_no_problem_is_worded_in_english(pseudo_language: None, fault: Fault) -> None:
    cause = Problem(Fault.GONE)
    found = Problem(fault, "1.f", "2", 3, 4, "5", "6", 7, 8, ("9", "10"), "11", cause, (cause, cause))
    check(problem_words.words(found), fault)


def test_no_line_of_the_voice_is_english(pseudo_catalogue: Catalogue) -> None:
    for exercise in pseudo_catalogue.exercises.values():
        for amount in VoiceAmount:
            settings = Settings(voice_amount=amount)
            entry = Entry(exercise.id)
            routine = next(iter(pseudo_catalogue.routines.values()))
            phase = build(routine, pseudo_catalogue.exercises, settings)[0]
            for topic in Topic:
                line = Line(topic, phase, 0, 1, 3)
                for text in wording.spoken(line, entry, exercise, settings):
                    check(text, topic)


def test_no_word_of_a_list_is_english(pseudo_language: None) -> None:
    said = (
        *map(wording.side, Side),
        *map(wording.side_phrase, Side),
        *map(wording.phase, PhaseKind),
        *map(wording.group, MuscleGroup),
        *map(wording.position, Position),
        *map(wording.condition, Condition),
        *map(wording.equipment, Equipment),
        *map(wording.grade, Grade),
        *map(wording.outcome, Outcome),
    )
    for text in said:
        check(text)
    for text in (
        wording.percent(45),
        wording.minutes(20),
        wording.minutes(900),
        wording.days(3),
        wording.ago(4000),
        wording.ago(1),
        wording.listed(("1", "2")),
        wording.either(("1", "2")),
        sound_words.output(None),
    ):
        check(text)


def test_no_exercise_and_no_routine_is_english(pseudo_catalogue: Catalogue) -> None:
    assert not pseudo_catalogue.problems
    for exercise in pseudo_catalogue.exercises.values():
        for field in fields(exercise.text):
            value = getattr(exercise.text, field.name)
            for text in (
                (value,)
                if isinstance(value, str)
                else value.values()
                if isinstance(value, Mapping)
                else value
            ):
                check(str(text), f"{exercise.id}.{field.name}")
        check(wording.dosage(exercise, exercise.dosage))
        check(wording.caution(exercise, Condition))
    for routine in pseudo_catalogue.routines.values():
        check(routine.name)
        check(routine.summary)


def test_the_terminal_is_not_english(qtbot: QtBot, tmp_path: Path, pseudo_catalogue: Catalogue) -> None:
    out, clock = io.StringIO(), FakeClock()
    stores = Stores.open(resolve(tmp_path), pseudo_catalogue, clock=clock)
    controller = Sessions(stores, FakePlayer, lambda: None).begin(pseudo_catalogue.routines["six-minutes"])
    terminal = Terminal(controller, stores.notices, out)
    terminal.welcome()
    controller.start()
    for _ in range(240):
        clock.advance(0.5)
        controller.tick()
    for key in " +h1\n e q":
        terminal.press(key)
    for line in out.getvalue().splitlines():
        check(line)


@pytest.mark.parametrize("place", PLACES)
def test_longer_words_have_room(qtbot: QtBot, tmp_path: Path, pseudo_language: None, place: str) -> None:
    with opened(qtbot, tmp_path, (1024, 600), 150, language=TAG) as window:
        shown(window, place)
        QApplication.processEvents()

        def all_have_room() -> None:
            cut = [one for one in window.findChildren(QWidget) if one.isVisible() and is_cut(one)]
            assert [f"{getattr(one, 'text', str)()[:60]!r} {one.width()}x{one.height()}" for one in cut] == []

        qtbot.waitUntil(all_have_room, timeout=1500)
