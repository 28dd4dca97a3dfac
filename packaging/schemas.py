#!/usr/bin/env python3
"""Writes docs/schema: what settings, history, exercises and routines may hold, and what commands print with --json.

    .venv/bin/python packaging/schemas.py          writes it
    .venv/bin/python packaging/schemas.py --check  says whether it is up to date; 1 if it is not

The schemas are made from the code: see schema_nodes.py. What a new field of a file may hold is found as soon as the
field stands in the example here; of settings and of a session, it does by itself. Descriptions are docstrings.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import templates
import tomli_w
from schema_nodes import DAY, Either, Node, Refused, array, described, printed, said, typed

from hipstretch.cli import due, history, plan, stats
from hipstretch.core import decode, settings
from hipstretch.core.conditions import Condition
from hipstretch.core.dose import SIDES, Dose
from hipstretch.core.due import Item
from hipstretch.core.exercise import Exercise, Kind, MuscleGroup, Side, StepPart, Text
from hipstretch.core.merge import CHANGED
from hipstretch.core.outcome import Outcome
from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.progress import Week
from hipstretch.core.record import Deleted, ExerciseRecord, Feeling, SessionOutcome, SessionRecord, SetRecord
from hipstretch.core.routine import Routine
from hipstretch.core.settings import LOCAL, DosageOverride, Settings
from hipstretch.core.timeline import Cue, Phase
from hipstretch.data import catalogue, history_line, settings_file

TARGET = templates.ROOT / "docs" / "schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOMENT = datetime(2026, 5, 31, 18, tzinfo=UTC)

# --- JSON files -------------------------------------------------------------------------------------------


def settings_problem(raw: object) -> Problem | None:
    """The first problem with the object of a settings.json."""
    problems = settings.parse(raw)[1] if isinstance(raw, Mapping) else [Problem(Fault.NOT_JSON_OBJECT)]
    return problems[0] if problems else None


def line_problem(raw: object) -> Problem | None:
    """The first problem with the object of a line of history.jsonl."""
    return _problem(lambda: history_line.parse(decode.mapping(raw)))


FIRST_DAY: Node = {
    "if": {
        "properties": {
            "periods": {
                "prefixItems": [{"properties": {"weeks": {"type": "integer"}}, "required": ["weeks"]}]
            }
        }
    },
    "then": {"properties": {"first": DAY}, "required": ["first"]},
}
"""A schedule whose first period ends says when it begins."""


CHANGES: Node = {
    "type": "object",
    "additionalProperties": {"type": "string", "format": "date-time"},
    "description": "When each setting was changed last, in UTC; of one for each exercise or routine, as in "
    "exercises/frog.",
}
"""The times by which two forms of the file are merged."""


def of_settings() -> Node:
    """settings.json, and computer.json, which has those of one computer."""
    usual = settings.dump(Settings())
    schedule = {
        "first": "2026-05-31",
        "periods": [{"weeks": None, "days": Either((5, [1, 3])), "times": Either((2, ["07:00"]))}],
        "pauses": [{"first": "2026-06-01", "last": "2026-06-02"}],
    }
    by_id = {"exercises": asdict(DosageOverride()), "times_a_day": 2, "schedules": schedule}
    example = {**usual, **{name: {"an id": one} for name, one in by_id.items()}}
    made = described(example, settings_problem)
    made["properties"]["schedules"]["additionalProperties"] |= FIRST_DAY
    for name, default in usual.items():
        made["properties"][name]["default"] = default
        if name in LOCAL:
            made["properties"][name]["description"] = "Of one computer: it lies in computer.json."
    made["properties"][CHANGED] = CHANGES
    return _of_version(settings_file.VERSION, {**made, "description": said(Settings)})


def of_history_line() -> Node:
    """A line of history.jsonl: a session, or that one was deleted."""
    done = SetRecord(Side.LEFT, Kind.HOLD, 30.0, 30.0, 1, 1, Outcome.DONE)
    session = SessionRecord(
        id="an id",
        started_at=MOMENT,
        ended_at=MOMENT,
        routine="daily-hips",
        outcome=SessionOutcome.COMPLETED,
        active_s=30.0,
        exercises=(ExerciseRecord("frog", (done,)),),
        app="0.1.0",
        feeling_before=Feeling(),
        feeling_after=Feeling(),
        changed_at=MOMENT,
        life=1,
    )

    def of(line: bytes, kind: object) -> Node:
        example = json.loads(line)
        version = example.pop("v")
        return _of_version(version, {**described(example, line_problem), "description": said(kind)})

    return {
        "if": {"required": ["deleted_at"]},
        "then": of(history_line.deleted_line(Deleted("an id", MOMENT, 1)), Deleted),
        "else": of(history_line.as_line(session), SessionRecord),
    }


def _of_version(version: int, made: Node) -> Node:
    """An object that says which form it has."""
    properties = {"v": {"const": version}, **made["properties"]}
    return {**made, "properties": properties, "required": ["v", *made["required"]]}


def _problem(read: Callable[[], object]) -> Problem | None:
    try:
        read()
    except Invalid as error:
        return error.problem
    return None


# --- TOML files -------------------------------------------------------------------------------------------

DOSAGE = {"hold_s": 30.0, "reps": 1, "sets": 1, "rest_s": 0.0, "set_rest_s": 30.0}
EXERCISE = {
    "kind": Kind.REPETITION.value,
    "group": MuscleGroup.FRONT.value,
    "sides": "each",
    "position": "supine",
    "strength": True,
    "rank": 1,
    "closes": 0,
    "needs": ["chair"],
    "leave_out": [Condition.PREGNANCY.value],
    "adapt": [Condition.KNEE_PAIN.value],
    "step_parts": [StepPart.HOLD.value],
    "easier_step_parts": [StepPart.SET_UP.value],
    "photos": ["photo-1-0a1b2c3d.webp"],
    "hold_photo": "photo-1-0a1b2c3d.webp",
    "lift_s": 2.0,
    "lower_s": 2.0,
    "dosage": DOSAGE,
    "recommended": {"hold_s": [15.0, 30.0], "reps": [1, 3], "sets": [1, 1], "times_a_day": [1, 1]},
}
TEMPO = ("lift_s", "lower_s")
"""What only a repetition has."""
HOLD = {**EXERCISE, "kind": Kind.HOLD.value, **dict.fromkeys(TEMPO, 0)}
TEXT = {
    "name": "Name",
    "also": ["another name"],
    "steps": ["Lie down."],
    "leave": "Sit up.",
    "felt": "hip",
    "breathing": "Slowly.",
    "mistakes": ["One."],
    "easier": "Less.",
    "easier_steps": ["Sit."],
    "harder": "More.",
    "cautions": ["One."],
    "stop": "Pain.",
    "equipment": ["mat"],
    "tempo": ["Up", "Hold", "Down"],
    "source": "A book.",
    "adapted": {condition.value: "Less." for condition in Condition},
}
ROUTINE = {
    "side_order": "through",
    "times_a_day": 1,
    "text": {"en": {"name": "Name", "summary": "Summary."}},
    "entries": [{"exercise": "an-exercise", "sides": "left", "dosage": DOSAGE}],
}
FILES: Mapping[str, dict[str, Any]] = {
    "exercises/an-exercise/exercise.toml": EXERCISE,
    "exercises/an-exercise/text.en.toml": TEXT,
    "routines/a-routine.toml": ROUTINE,
}


@contextmanager
def toml_problems() -> Iterator[tuple[Refused, ...]]:
    """While the context lasts: what gives the problem with the table of each of FILES, beside the others."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for name, table in FILES.items():
            (base / name).parent.mkdir(parents=True, exist_ok=True)
            (base / name).write_text(tomli_w.dumps(table), encoding="utf-8")

        def reader(path: Path) -> Refused:
            good = path.read_bytes()

            def refused(raw: object) -> Problem | None:
                try:
                    path.write_bytes(tomli_w.dumps(decode.table(raw)).encode())
                except (TypeError, UnicodeError, Invalid):  # a file is a table of text, and TOML has no null
                    return Problem(Fault.TABLE)
                problems = catalogue.load([base]).problems
                path.write_bytes(good)
                return problems[0].cause if problems else None

            return refused

        yield tuple(reader(base / name) for name in FILES)


def of_exercises() -> tuple[Node, Node, Node]:
    """exercise.toml, the text.en.toml beside it, and a routine's file."""
    with toml_problems() as (in_facts, in_words, in_routine):
        made, held = described(EXERCISE, in_facts), described(HOLD, in_facts)
        text, routine = described(TEXT, in_words), described(ROUTINE, in_routine)

    def tempo(of: Node) -> Node:
        return {
            "properties": {name: of["properties"][name] for name in TEMPO},
            "required": [name for name in TEMPO if name in of["required"]],
        }

    exercise = {
        **made,
        "description": said(Exercise),
        "properties": {**made["properties"], **{name: typed(float) for name in TEMPO}},
        "required": [name for name in made["required"] if name not in TEMPO],
        "if": {"properties": {"kind": {"const": Kind.HOLD}}},
        "then": tempo(held),
        "else": tempo(made),
    }
    return exercise, {**text, "description": said(Text)}, {**routine, "description": said(Routine)}


# --- what commands print ----------------------------------------------------------------------------------

PHASE = ("index", "kind", "exercise", "side", "set", "rep", "start_s")
"""What of a phase is printed as it is."""


def of_commands() -> Mapping[str, Node]:
    """What each command prints with --json, by its name."""
    phase = {name: hint for name, hint in get_type_hints(Phase).items() if name in PHASE}
    cues = array(printed(Cue, cue=Cue, at_s=float))
    minutes = printed(Dose.minutes, **dict.fromkeys(SIDES, int))
    dose = printed(
        Dose,
        days=int,
        enough_min=int,
        stretched_min=printed(MuscleGroup, **dict.fromkeys(MuscleGroup, minutes)),
        enough_days=int,
        strength_days=int,
    )
    session = printed(
        SessionRecord,
        id=str,
        started_at=datetime,
        routine=str,
        name=str,
        outcome=SessionOutcome,
        active_s=float,
        exercises=array(typed(str)),
        note=str,
    )
    item = printed(Item, **get_type_hints(Item), name=str)
    return {
        "due": printed(
            due.as_json,
            day=date,
            due=array(typed(str)),
            changes_at=datetime,
            next=datetime | None,
            items=array(item),
        ),
        "history": printed(history.as_json, sessions=array(session)),
        "plan": printed(
            plan.as_json, phases=array(printed(Phase, **phase, duration_s=float, cues=cues)), total_s=float
        ),
        "stats": printed(stats.as_json, day=date, goal_days=int, week=Week, four_weeks=Week, dose=dose),
    }


# --- writing ----------------------------------------------------------------------------------------------


def schemas() -> Iterator[tuple[str, str]]:
    """The name of each file, and its text."""
    exercise, text, routine = of_exercises()
    files = {
        "settings.json and computer.json": ("settings", of_settings()),
        "a line of history.jsonl": ("history-line", of_history_line()),
        "exercises/ID/exercise.toml": ("exercise", exercise),
        "exercises/ID/text.en.toml": ("exercise-text", text),
        "routines/ID.toml": ("routine", routine),
    }
    commands = {f"hipstretch {name} --json": (name, node) for name, node in of_commands().items()}
    for title, (name, node) in {**files, **commands}.items():
        whole = {"$schema": DIALECT, "title": title, **node}
        yield f"{name}.schema.json", json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the schemas, or check them."""
    there = {path.name: path.read_text(encoding="utf-8") for path in TARGET.glob("*.json")}
    made = dict(schemas())
    if arguments == ["--check"]:
        if there != made:
            print("docs/schema is out of date: run packaging/schemas.py", file=sys.stderr)
        return int(there != made)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - made.keys():
        (TARGET / name).unlink()
    for name, text in made.items():
        (TARGET / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
