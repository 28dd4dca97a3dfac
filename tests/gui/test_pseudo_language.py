"""Nothing that a person sees or hears is English alone: in a language made for this, it would lack the brackets."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import hipstretch
from hipstretch import translation
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
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt import problem_words, wording
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.stores import Stores
from hipstretch.ui.help.keys_dialog import KeysDialog
from hipstretch.ui.history.report import Report, document
from hipstretch.ui.shell.error_dialog import ErrorDialog
from tests.fakes import FakeClock, FakePlayer
from tests.gui.screens import PLACES, opened, shown
from tests.gui.test_clipping import is_cut
from tests.pseudo import CLOSE, OPEN, TAG, english_in, keys, make_assets, pseudo, texts
from tests.unit.data.test_history_file import session


def of_the_locale() -> set[str]:
    """Months and weekdays: Qt has them in every language."""
    here, forms = QLocale(), (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    named = {
        name
        for f in forms
        for n in range(1, 13)
        for name in (here.monthName(n, f), here.standaloneMonthName(n, f))
    }
    return (
        named
        | {
            name
            for f in forms
            for n in range(1, 8)
            for name in (here.dayName(n, f), here.standaloneDayName(n, f))
        }
        | {"AM", "PM"}
    )


BRANDS = {"Hipstretch", "ID", "Qt", "MIT"}


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pseudo") / "hipstretch" / "assets"
    make_assets(folder)
    return folder


@pytest.fixture
def language(assets: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program's files are those with the language that is made up."""
    monkeypatch.setattr(hipstretch, "__file__", str(assets.parent / "__init__.py"))
    locale = QLocale()
    translation.use(TAG)
    yield
    translation.use(translation.ENGLISH)
    QLocale.setDefault(locale)


@pytest.fixture
def known(language: None) -> Catalogue:
    return catalogue.load([assets_dir()], TAG)


def check(text: str, place: str = "") -> None:
    found = english_in(text, keys() | of_the_locale() | BRANDS)
    assert not found, f"{place}: {text!r} has {found}"


def test_a_sentence_of_it_is_longer_in_brackets_and_keeps_its_placeholders() -> None:
    assert pseudo("Stop {count} times") == f"{OPEN}Stöp {{count}} tîmés ééééééé{CLOSE}"
    assert pseudo(" or ") == f" {OPEN}ör é{CLOSE} "
    assert english_in(f"12 {OPEN}ä {OPEN}b{CLOSE} cd{CLOSE} rest", set()) == ["rest"]


@pytest.mark.parametrize("place", PLACES)
def test_no_page_has_english_in_it(qtbot: QtBot, tmp_path: Path, language: None, place: str) -> None:
    with opened(qtbot, tmp_path, language=TAG) as window:
        shown(window, place)
        QApplication.processEvents()
        found = [
            f"{where}: {text!r} has {words}"
            for where, text in texts(window)
            if (words := english_in(text, keys() | of_the_locale() | BRANDS))
        ]
        assert sorted(set(found)) == []


@pytest.mark.parametrize("fault", Fault)
def test_no_problem_is_worded_in_english(language: None, fault: Fault) -> None:
    cause = Problem(Fault.GONE)
    found = Problem(fault, "1.f", "2", 3, 4, "5", "6", 7, 8, ("9", "10"), "11", cause, (cause, cause))
    check(problem_words.words(found), fault)


def test_no_line_of_the_voice_is_english(known: Catalogue) -> None:
    for exercise in known.exercises.values():
        for amount in VoiceAmount:
            settings = Settings(voice_amount=amount)
            entry = Entry(exercise.id)
            routine = next(iter(known.routines.values()))
            phase = build(routine, known.exercises, settings)[0]
            for topic in Topic:
                line = Line(topic, phase, 0, 1, 3)
                for text in wording.spoken(line, entry, exercise, settings):
                    check(text, topic)


def test_no_word_of_a_list_is_english(language: None) -> None:
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
        wording.output(None),
    ):
        check(text)


def test_no_exercise_and_no_routine_is_english(known: Catalogue) -> None:
    assert not known.problems
    for exercise in known.exercises.values():
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
    for routine in known.routines.values():
        check(routine.name)
        check(routine.summary)


def test_the_report_is_not_english(known: Catalogue, qapp: QApplication) -> None:
    day = session(1).started_at.date()
    made = Report(
        (session(1), session(2)), day, day, known.exercises, Settings(goal_days=3), date(2026, 1, 2)
    )
    for line in document(made).toPlainText().splitlines():
        if line not in known.exercises:
            check(line)


def test_the_dialogs_are_not_english(qtbot: QtBot, language: None) -> None:
    parent = QWidget()
    parent.resize(900, 700)
    qtbot.addWidget(parent)
    for made in (KeysDialog(parent), ErrorDialog("1", Path("2"), parent)):
        for where, text in texts(made):
            check(text, where)


def test_the_terminal_is_not_english(qtbot: QtBot, tmp_path: Path, known: Catalogue) -> None:
    out, clock = io.StringIO(), FakeClock()
    stores = Stores.open(resolve(tmp_path), known, clock=clock)
    controller = Sessions(stores, FakePlayer, lambda: None).begin(known.routines["six-minutes"])
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
def test_longer_words_have_room(qtbot: QtBot, tmp_path: Path, language: None, place: str) -> None:
    with opened(qtbot, tmp_path, (1024, 600), 150, language=TAG) as window:
        shown(window, place)
        QApplication.processEvents()

        def all_have_room() -> None:
            cut = [one for one in window.findChildren(QWidget) if one.isVisible() and is_cut(one)]
            assert [f"{getattr(one, 'text', str)()[:60]!r} {one.width()}x{one.height()}" for one in cut] == []

        qtbot.waitUntil(all_have_room, timeout=1500)
