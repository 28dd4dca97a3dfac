"""The voice in a session: in order, between the cues, silent when it should be."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import Dosage, Sides
from hipstretch.core.fitting import easier_first
from hipstretch.core.settings import Settings, VoiceAmount
from hipstretch.core.speech import Line, Topic
from hipstretch.core.timeline import build
from hipstretch.data.assets import assets_dir
from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.speech.narrator import Narrator
from tests.fakes import FakeClock, FakePlayer, FakeVoice, exercise, routine

BASE = Settings(position_change_s=15, prepare_s=8, switch_s=8, voice=True)


class Talk:
    """A session with a voice, moved through time."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.clock, self.player, self.voice = FakeClock(), FakePlayer(), FakeVoice()
        first = exercise("lunge", dosage=Dosage(hold_s=30, reps=1))
        second = exercise("cobra", sides=Sides.BOTH, dosage=Dosage(hold_s=20, reps=1))
        self.routine, self.known = routine(first, second)
        self.narrator = Narrator(
            lambda: self.voice, assets_dir() / "sounds", lambda one: self.known[one.id].text
        )
        self.controller = SessionController(
            self.routine,
            self.known,
            settings,
            player=self.player,
            save=lambda _: None,
            narrator=self.narrator,
            clock=self.clock,
        )
        self.heard: list[tuple[float, str]] = []

    def run(self, seconds: float) -> None:
        """Move on, in steps of a tenth of a second; the voice ends as fast as it thinks it does."""
        for _ in range(round(seconds * 10)):
            self.clock.seconds += 0.1
            self.controller.tick()
            self.narrator_tick()

    def narrator_tick(self) -> None:
        narrator, session = self.narrator, self.controller.session
        gone = session.elapsed_s(self.clock.now())
        before = len(self.voice.said)
        if narrator._due.isActive() and narrator._lines and narrator._lines[0].at_s <= gone:
            narrator._speak()
        for text in self.voice.said[before:]:
            self.heard.append((round(self.clock.now() - 1000, 1), text))


@pytest.fixture
def talk(qtbot: QtBot, tmp_path: Path) -> Iterator[Talk]:
    made = Talk(tmp_path, BASE)
    yield made
    made.controller.shutdown()


def test_a_session_is_told_in_order(talk: Talk) -> None:
    talk.controller.start()
    talk.run(130)
    said = [text for _, text in talk.heard]
    assert said[:6] == [
        "Lunge. Left side. 30 seconds, each side.",
        "Half.",
        "Switch to the right.",
        "Half. Next: Cobra. 20 seconds.",
        "Cobra. 20 seconds.",
        "Half.",
    ]


def test_the_first_word_comes_when_the_cue_has_rung_out(talk: Talk) -> None:
    talk.controller.start()
    talk.run(3)
    ((at, _),) = talk.heard
    assert 1.7 <= at <= 2.0, "get_ready of the bowl takes 1.72 s"


def test_what_does_not_fit_is_said_more_briefly(qtbot: QtBot, tmp_path: Path) -> None:
    talk = Talk(tmp_path, replace(BASE, position_change_s=6, switch_s=6))
    talk.controller.start()
    talk.run(60)
    assert talk.heard[0][1] == "Left side."
    assert "Right." in [t for _, t in talk.heard], "one second is too short for more"
    talk.controller.shutdown()


def test_only_the_sides(qtbot: QtBot, tmp_path: Path) -> None:
    talk = Talk(tmp_path, replace(BASE, voice_amount=VoiceAmount.SIDES))
    talk.controller.start()
    talk.run(120)
    assert [t for _, t in talk.heard] == ["Left side.", "Switch to the right."]
    talk.controller.shutdown()


@pytest.mark.parametrize(
    ("conditions", "steps"),
    [((), "Kneel. Glide."), ((Condition.KNEE_PAIN,), "Stand.")],
)
def test_the_steps_of_the_form_that_counts_are_said_with_the_way_out(
    conditions: tuple[Condition, ...], steps: str
) -> None:
    one = exercise("lunge")
    text = replace(one.text, steps=("Kneel.", "Glide."), easier_steps=("Stand.",), leave="Come back.")
    one = replace(one, text=text, adapt=(Condition.KNEE_PAIN,))
    plan, known = routine(one)
    settings = replace(BASE, voice_amount=VoiceAmount.STEPS, conditions=conditions)
    line = Line(Topic.EXERCISE, build(plan, known, settings)[0], 0, 10)
    easier = "lunge" in easier_first(plan, known, conditions, frozenset())
    said = wording.spoken(line, plan.entries[0], one, settings, easier=easier)
    assert said[0].endswith(f" {steps} Come back.")


def test_a_pause_is_said_and_what_was_missed_comes_again(talk: Talk) -> None:
    talk.controller.start()
    talk.run(4)
    talk.controller.pause()
    assert talk.voice.said[-1] == "Paused."
    talk.controller.resume()
    talk.run(4)
    assert talk.heard[-1][1].startswith("Lunge. Left side.")


def test_a_voice_that_comes_late_says_what_is_still_in_time(talk: Talk) -> None:
    talk.voice.ready = False
    talk.controller.start()
    talk.run(2)
    talk.voice.changed.emit()
    talk.run(2)
    assert talk.heard == []
    talk.voice.ready = True
    talk.voice.changed.emit()
    talk.run(0.2)
    assert [text for _, text in talk.heard] == ["Lunge. Left side. 30 seconds, each side."]
    talk.voice.changed.emit()
    talk.run(1)
    assert len(talk.heard) == 1


def test_a_voice_that_comes_too_late_says_nothing_of_the_phase_before(talk: Talk) -> None:
    talk.voice.ready = False
    talk.controller.start()
    talk.run(16)
    talk.voice.ready = True
    talk.voice.changed.emit()
    talk.run(5)
    assert talk.heard == []


def test_a_voice_without_the_language_speaks_english(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    translation.use("de")
    request.addfinalizer(lambda: translation.use("en"))
    german = {k: replace(e, text=replace(e.text, name="Ausfallschritt")) for k, e in talk.known.items()}
    talk.controller.exercises = german
    talk.controller.start()
    talk.run(5)
    talk.controller.pause()
    assert talk.voice.said == ["Lunge. Left side. 30 seconds, each side.", "Paused."]
    talk.voice.spoken = "de"
    talk.controller.resume()
    talk.run(8)
    assert talk.voice.said[-1].startswith("Ausfallschritt. Linke Seite.")


def test_a_cue_silences_the_voice(talk: Talk) -> None:
    talk.controller.start()
    talk.run(2.5)
    assert talk.voice.speaking
    talk.controller.skip()
    assert not talk.voice.speaking
    assert talk.voice.stopped == 1


def test_the_end_is_said_only_when_it_is_reached(talk: Talk, qtbot: QtBot) -> None:
    talk.controller.start()
    talk.run(2)
    talk.controller.stop(keep=True)
    assert "Session done." not in talk.voice.said


def test_without_the_setting_nothing_is_said_or_made(qtbot: QtBot, tmp_path: Path) -> None:
    def never() -> FakeVoice:
        raise AssertionError("no voice was wanted")

    talk = Talk(tmp_path, replace(BASE, voice=False))
    talk.narrator._voice = never
    talk.controller.start()
    talk.run(60)
    talk.controller.pause()
    talk.controller.shutdown()


def test_it_can_be_switched_on_in_the_middle(qtbot: QtBot, tmp_path: Path) -> None:
    talk = Talk(tmp_path, replace(BASE, voice=False))
    talk.controller.start()
    talk.run(20)
    talk.controller.set_settings(BASE)
    talk.run(30)
    assert [t for _, t in talk.heard][:2] == ["Half.", "Switch to the right."]
    talk.controller.set_settings(replace(BASE, voice=False))
    said = len(talk.voice.said)
    talk.run(60)
    assert len(talk.voice.said) == said
    talk.controller.shutdown()
