"""The phases of a session, for `hipstretch plan`."""

import json

from hipstretch.core.timeline import Timeline, total_s


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


def as_text(timeline: Timeline) -> str:
    """The phases as a table with one line each and the total below."""
    rows = [
        f"{p.index:4} {p.start_s:8.1f} {p.duration_s:7.1f}  {p.kind:10}  {p.side:5}  {p.set:3} {p.rep:3}  "
        + p.exercise
        for p in timeline
    ]
    head = f"{'#':>4} {'start s':>8} {'long s':>7}  {'phase':10}  {'side':5}  set rep  exercise"
    return "\n".join([head, *rows, f"{len(rows)} phases, {total_s(timeline):.1f} s in all"])
