#!/usr/bin/env python3
"""Makes the cue sounds: one score, two instruments. Needs nothing but Python.

    python3 assets/workshop/sounds/make_sounds.py [FOLDER]

writes FOLDER/<theme>/<cue>.wav and FOLDER/silence.wav (48 kHz, 16 bit, mono; FOLDER is assets/sounds) and
prints what it measured. Two runs give the same files.

Every cue has the same melody in both themes, so that a theme can be changed without learning anew: up means
something begins or is achieved, down means let go. Loudness is that of ITU-R BS.1770 (K-weighting), but over
the loudest 125 ms, about as long as the ear adds up: a wood block of 80 ms then matches a bowl of two s.
"""

import math
import random
import sys
import wave
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

RATE = 48_000
"""Samples a second."""
PEAK_LIMIT_DB = -3.0
"""No sample of any sound is louder, in dB of full scale."""
WINDOW_S = 0.125
"""Loudness is measured over the loudest stretch of this length."""
RELEASE_S = 0.06
"""Every sound fades to nothing over its last seconds, whatever still rings."""

A4, B4, D5, E5, FS5, A5, D6 = 440.0, 493.88, 587.33, 659.26, 739.99, 880.0, 1174.66
D4 = D5 / 2


@dataclass(frozen=True, slots=True)
class Mode:
    """One way an instrument vibrates: frequency as a multiple of the note, strength, and decay.

    The strength falls to 1/e in `decay` times the note's ring. `beat_hz` adds a fainter twin, so that it sways.
    """

    ratio: float
    strength: float
    decay: float
    beat_hz: float = 0.0


@dataclass(frozen=True, slots=True)
class Instrument:
    """What a note sounds like.

    `ring_s` is the time to 1/e, times the score's ring if the instrument `sustains`: a wood block can't.
    `knock` is a dash of noise at the strike.
    """

    modes: tuple[Mode, ...]
    ring_s: float
    attack_s: float
    sustains: bool = True
    knock: float = 0.0
    knock_s: float = 0.003


@dataclass(frozen=True, slots=True)
class Score:
    """A cue: (second, pitch in Hz, strength) of each note, how long they ring, and how loud it all is."""

    notes: tuple[tuple[float, float, float], ...]
    ring: float = 1.0
    loudness_db: float = -18.0


THEMES: Mapping[str, Instrument] = MappingProxyType(
    {
        "bowl": Instrument(
            modes=(
                Mode(1.0, 1.0, 1.0, beat_hz=1.1),
                Mode(2.74, 0.24, 0.45, beat_hz=1.7),
                Mode(5.18, 0.04, 0.2),
            ),
            ring_s=0.5,
            attack_s=0.004,
        ),
        "wood": Instrument(
            modes=(Mode(1.0, 1.0, 1.0), Mode(2.42, 0.35, 0.5), Mode(4.1, 0.1, 0.3)),
            ring_s=0.05,
            attack_s=0.0025,
            sustains=False,
            knock=0.12,
        ),
    }
)

SCORES: Mapping[str, Score] = MappingProxyType(
    {
        "get_ready": Score(((0.0, A4, 1.0), (0.28, A4, 0.8)), ring=0.6, loudness_db=-20.0),
        "hold_start": Score(((0.0, D5, 1.0),)),
        "halfway": Score(((0.0, FS5, 1.0), (0.13, A5, 0.7)), ring=0.5, loudness_db=-21.0),
        "countdown": Score(((0.0, D6, 1.0),), ring=0.15, loudness_db=-24.0),
        "hold_end": Score(((0.0, D5, 1.0), (0.2, A4, 0.9)), ring=0.8),
        "switch_sides": Score(((0.0, B4, 1.0), (0.18, FS5, 0.9), (0.36, B4, 0.8)), ring=0.6),
        "rep": Score(((0.0, E5, 1.0),), ring=0.4, loudness_db=-20.0),
        "exercise_done": Score(((0.0, A4, 1.0), (0.16, D5, 0.9), (0.32, FS5, 0.9)), ring=0.8),
        "session_done": Score(
            ((0.0, D4, 1.0), (0.15, A4, 0.9), (0.3, D5, 0.9), (0.45, FS5, 0.8), (0.65, D5, 0.7)), ring=0.75
        ),
    }
)


def make(theme: str, cue: str) -> list[float]:
    """The samples of a cue, at its loudness, from -1 to 1."""
    instrument, score = THEMES[theme], SCORES[cue]
    noise = random.Random(f"{theme} {cue}")
    ring_s = instrument.ring_s * (score.ring if instrument.sustains else 1.0)
    length = max(at for at, _, _ in score.notes) + 4.6 * ring_s  # to -40 dB, then the release
    samples = [0.0] * round((length + RELEASE_S) * RATE)
    for at, pitch, strength in score.notes:
        _strike(samples, round(at * RATE), instrument, pitch, strength, ring_s, noise)
    _release(samples)
    gain = 10 ** ((score.loudness_db - loudness_db(samples)) / 20)
    return [gain * s for s in samples]


def _strike(
    samples: list[float],
    start: int,
    instrument: Instrument,
    pitch: float,
    strength: float,
    ring_s: float,
    noise: random.Random,
) -> None:
    count = len(samples) - start
    for mode in instrument.modes:
        decay_s = ring_s * mode.decay
        twins = ((0.8, 0.0), (0.2, mode.beat_hz)) if mode.beat_hz else ((1.0, 0.0),)
        for share, beat_hz in twins:
            turn = 2 * math.pi * (pitch * mode.ratio + beat_hz) / RATE
            level = strength * mode.strength * share
            fall = math.exp(-1 / (decay_s * RATE))
            for i in range(count):
                samples[start + i] += level * _attack(i, instrument.attack_s) * math.sin(turn * i)
                level *= fall
    if instrument.knock:
        last, level, fall = 0.0, strength * instrument.knock, math.exp(-1 / (instrument.knock_s * RATE))
        for i in range(min(count, round(8 * instrument.knock_s * RATE))):
            last += 0.25 * (noise.uniform(-1, 1) - last)  # a low-pass: wood, not hiss
            samples[start + i] += level * _attack(i, instrument.attack_s) * last
            level *= fall


def _attack(i: int, attack_s: float) -> float:
    """From 0 to 1 without a corner: quick enough to be exact, slow enough not to click."""
    x = i / (attack_s * RATE)
    return 1.0 if x >= 1 else 0.5 - 0.5 * math.cos(math.pi * x)


def _release(samples: list[float]) -> None:
    count = round(RELEASE_S * RATE)
    for i in range(count):
        samples[-1 - i] *= 0.5 - 0.5 * math.cos(math.pi * i / count)


def loudness_db(samples: Sequence[float]) -> float:
    """K-weighted loudness of the loudest 125 ms, in LKFS."""
    shelf = _biquad(
        samples,
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (-1.69065929318241, 0.73248077421585),
    )
    weighted = _biquad(shelf, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    block = round(WINDOW_S * RATE / 25)
    energies = [sum(s * s for s in weighted[i : i + block]) for i in range(0, len(weighted), block)]
    loudest = max(sum(energies[i : i + 25]) for i in range(len(energies)))
    return -0.691 + 10 * math.log10(loudest / (25 * block))


def _biquad(samples: Sequence[float], b: tuple[float, float, float], a: tuple[float, float]) -> list[float]:
    """A second-order filter; the coefficients of BS.1770 are those for 48 kHz."""
    x1 = x2 = y1 = y2 = 0.0
    out = []
    for x in samples:
        y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
        x1, x2, y1, y2 = x, x1, y, y1
        out.append(y)
    return out


def peak_db(samples: Sequence[float]) -> float:
    """The largest sample in dB of full scale."""
    return 20 * math.log10(max(map(abs, samples)))


def steepest(samples: Sequence[float]) -> float:
    """The largest step from one sample to the next, as a part of full scale."""
    return max(abs(b - a) for a, b in pairwise(samples))


def quantised(samples: Sequence[float]) -> "array[int]":
    """The samples as 16 bit numbers."""
    return array("h", (round(s * 32767) for s in samples))


def write(path: Path, pcm: "array[int]") -> None:
    """Write a wav file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    little = array("h", pcm)
    if sys.byteorder == "big":
        little.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(little.tobytes())


def main(folder: Path) -> None:
    """Write every sound and print a line about each."""
    write(folder / "silence.wav", quantised([0.0] * (RATE // 4)))
    print(f"{'':20} {'long s':>7} {'LKFS':>7} {'peak dB':>8} {'mean':>9} {'steepest':>9}")
    for theme in THEMES:
        for cue in SCORES:
            samples = make(theme, cue)
            if peak_db(samples) > PEAK_LIMIT_DB:
                sys.exit(f"{theme}/{cue}: the peak is {peak_db(samples):.1f} dB; lower its loudness_db")
            write(folder / theme / f"{cue}.wav", quantised(samples))
            mean = sum(samples) / len(samples)
            print(
                f"{theme + '/' + cue:20} {len(samples) / RATE:7.2f} {loudness_db(samples):7.1f} "
                f"{peak_db(samples):8.1f} {mean:9.6f} {steepest(samples):9.3f}"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parents[2] / "sounds")
