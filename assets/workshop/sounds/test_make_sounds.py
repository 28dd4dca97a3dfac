"""The sounds in the tree are the ones the program makes, and they are as they should be heard."""

import math
import wave
from array import array
from pathlib import Path

import make_sounds
import pytest

SOUNDS = Path(__file__).resolve().parents[2] / "sounds"
EVERY = [(theme, cue) for theme in make_sounds.THEMES for cue in make_sounds.SCORES]


def kept(name: str) -> "array[int]":
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, make_sounds.RATE)
        return array("h", file.readframes(file.getnframes()))


@pytest.mark.parametrize(("theme", "cue"), EVERY)
def test_sound(theme: str, cue: str) -> None:
    samples = make_sounds.make(theme, cue)
    made, there = make_sounds.quantised(samples), kept(f"{theme}/{cue}")
    assert len(made) == len(there)
    # Another C library may round a sine the other way: one step of 65536, never more.
    assert max(abs(a - b) for a, b in zip(made, there, strict=True)) <= 1

    assert len(samples) / make_sounds.RATE < 2.5
    assert make_sounds.peak_db(samples) <= make_sounds.PEAK_LIMIT_DB
    assert make_sounds.loudness_db(samples) == pytest.approx(make_sounds.SCORES[cue].loudness_db, abs=0.1)
    assert make_sounds.steepest(samples) < 0.1, "clicks"
    assert abs(math.fsum(samples) / len(samples)) < 0.0005, "is not centred"
    onset = max(abs(s) for s in samples[: make_sounds.RATE * 3 // 1000])
    assert onset > 0.5 * max(abs(s) for s in samples[: make_sounds.RATE // 10]), "begins too softly to time"
    assert abs(samples[0]) < 0.001
    assert max(abs(s) for s in samples[-make_sounds.RATE // 200 :]) < 0.001, "is cut off"


def test_silence_is_silent() -> None:
    silence = kept("silence")
    assert len(silence) == make_sounds.RATE // 4
    assert not any(silence)


def test_no_file_is_left_over() -> None:
    expected = {f"{theme}/{cue}.wav" for theme, cue in EVERY} | {"silence.wav"}
    assert {path.relative_to(SOUNDS).as_posix() for path in SOUNDS.rglob("*.wav")} == expected
