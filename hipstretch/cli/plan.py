"""The phases of a session, for `hipstretch plan`."""

import json
from collections.abc import Mapping

from hipstretch.core.exercise import Exercise
from hipstretch.core.timeline import Timeline, total_s
from hipstretch.translation import tr

from . import table


def as_json(timeline: Timeline) -> str:
    """The phases as JSON: an object with `phases` and `total_s`. Seconds from the session's start."""
    phases = [
        {
            "index": p.index,
            "kind": p.kind,
            "exercise": p.exercise,
            "side": p.side,
            "set": p.set,
            "rep": p.rep,
            "start_s": p.start_s,
            "duration_s": p.duration_s,
            "cues": [{"cue": m.cue, "at_s": p.start_s + m.at_s(p.duration_s)} for m in p.marks],
        }
        for p in timeline
    ]
    return json.dumps({"phases": phases, "total_s": total_s(timeline)}, indent=1)


def as_text(timeline: Timeline, exercises: Mapping[str, Exercise]) -> str:
    """The phases as a table for people, a line each, with when it begins and how long it takes; then when all ends."""
    from hipstretch.qt import wording  # Qt writes the numbers; JSON does without

    sets, reps = (_counts(timeline, what) for what in ("set", "rep"))
    rows = [
        (
            wording.seconds(p.start_s),
            wording.seconds(p.duration_s),
            wording.phase(p.kind),
            exercises[p.exercise].text.name,
            wording.side_phrase(p.side),
            _one_of(tr("Set {number} of {count}"), p.set, sets[p.entry]),
            _one_of(tr("Rep {number} of {count}"), p.rep, reps[p.entry]),
        )
        for p in timeline
    ]
    end = f"{wording.seconds(total_s(timeline))}  {tr('Session done.')}"
    return "\n".join([*table.lines(rows), end])


def _counts(timeline: Timeline, what: str) -> dict[int, int]:
    """How many sets or repetitions each entry of the routine has."""
    found: dict[int, int] = {}
    for phase in timeline:
        found[phase.entry] = max(found.get(phase.entry, 0), getattr(phase, what))
    return found


def _one_of(words: str, number: int, count: int) -> str:
    """Which of several; nothing of one."""
    from hipstretch.qt import wording

    return words.format(number=wording.number(number), count=wording.number(count)) if count > 1 else ""
