"""What is said in a session, and when: in the gaps between the cues, from the same phases as everything else.

A line has a window in its phase: it begins after the cue before it has rung out, and has to end before the next one.
What does not fit is said more briefly, or not at all; words that come late would mislead.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .settings import VoiceAmount
from .timeline import Cue, Phase, PhaseKind, Timeline


class Topic(StrEnum):
    """What a line is about; `wording.spoken` finds the words."""

    EXERCISE = "exercise"
    SWITCH = "switch"
    REST = "rest"
    FEEL = "feel"
    HALF = "half"
    NEXT = "next"
    HALF_AND_NEXT = "half and next"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Line:
    """Words about `phase`, from `at_s` to `until_s` at the latest, in seconds from the start of the phase that runs.

    `count` are the seconds left, of a COUNT.
    """

    topic: Topic
    phase: Phase
    at_s: float
    until_s: float
    count: int = 0


Lengths = Mapping[Cue, float]
"""Seconds that each cue sounds; a missing one makes no sound."""


def lines(
    timeline: Timeline, index: int, amount: VoiceAmount, lengths: Lengths, *, countdown: bool = False
) -> tuple[Line, ...]:
    """What is said while the phase at `index` runs, in order; no line reaches into a cue or into another line."""
    phase = timeline[index]
    if phase.manual:
        return ()
    spoken: list[Line] = []
    for number, (cue, at_s, until_s) in enumerate(_gaps(phase, lengths)):
        about = _said(timeline, phase, cue, amount, first=number == 0)
        if cue is Cue.COUNTDOWN and countdown:
            spoken.append(Line(Topic.COUNT, phase, at_s, until_s, math.ceil(phase.duration_s - at_s)))
        elif about:
            spoken.append(Line(*about, at_s, until_s))
    return tuple(spoken)


def _gaps(phase: Phase, lengths: Lengths) -> Iterator[tuple[Cue, float, float]]:
    """(the cue before it, from, to) of every silence of a phase."""
    times = [(mark.at_s(phase.duration_s), mark.cue) for mark in phase.marks]
    starts = sorted((at_s, cue) for at_s, cue in times if at_s < phase.duration_s)
    ends = [at_s for at_s, _ in starts[1:]] + [phase.duration_s]
    begin = 0.0
    for (at_s, cue), end in zip(starts, ends, strict=True):
        begin = max(begin, at_s + lengths.get(cue, 0.0))  # a long cue may ring over the next one
        if begin < end:
            yield cue, begin, end


def _said(
    timeline: Timeline, phase: Phase, cue: Cue, amount: VoiceAmount, *, first: bool
) -> tuple[Topic, Phase] | None:
    """What is said after a cue of a phase, and of which phase; `first` is the phase's first silence."""
    much = amount is not VoiceAmount.SIDES
    after = _next_exercise(timeline, phase) if much else None
    if phase.kind is PhaseKind.HOLD:
        if cue is Cue.HALFWAY and much:
            return (Topic.HALF_AND_NEXT, after) if after else (Topic.HALF, phase)
        if cue is Cue.HOLD_START and amount is VoiceAmount.STEPS:
            return Topic.FEEL, phase
        if cue is Cue.HOLD_START and after and not any(m.cue is Cue.HALFWAY for m in phase.marks):
            return Topic.NEXT, after
        return None
    topics = {PhaseKind.PREPARE: Topic.EXERCISE, PhaseKind.SWITCH: Topic.SWITCH}
    if much:
        topics[PhaseKind.REST] = Topic.REST
    topic = topics.get(phase.kind)
    return (topic, phase) if topic and first else None


def _next_exercise(timeline: Timeline, phase: Phase) -> Phase | None:
    """The phase that prepares another exercise, if it comes right after this one."""
    for before, after in pairwise(timeline):
        if before.index == phase.index:
            return after if after.entry != phase.entry else None
    return None
