"""Files that are damaged or made to do harm, and the words in which each is answered.

A case is a data folder with one bad thing in it. The place of the file says who reads it: `settings.json`,
`history.jsonl`, `session.json`, `exercises/`, `routines/`; a file at the top, `import.*`, is imported; a
`.webp` is shown.
"""

import io
import json
import os
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hipstretch.data.assets import assets_dir

DEEP = 100_000
"""Levels of nesting: more than any parser follows."""


@dataclass(frozen=True)
class Case:
    """A bad thing: the files it consists of, by their path in the data folder, and what must be said."""

    name: str
    files: Mapping[str, bytes]
    said: str
    link: tuple[str, str] = ("", "")
    """A link, and what it leads to, relative to the data folder."""
    keeps: int | None = field(default=None)
    """How many sessions are shown all the same."""


# --- settings -----------------------------------------------------------------------------------------------

_NOT_UNDERSTOOD = "can't be understood"
_FILES: Mapping[str, tuple[bytes, str]] = {
    "empty": (b"", "it is not JSON"),
    "blank": (b" \n\t", "it is not JSON"),
    "zeros": (bytes(5000), "it is not JSON"),
    "torn": (b'{"v": 1, "volume', "it is not JSON"),
    "array": (b"[1, 2]", "it is not a JSON object"),
    "text": (b'"volume"', "it is not a JSON object"),
    "null": (b"null", "it is not a JSON object"),
    "latin-1": (b'{"a": "\xe4"}', "it is not text in UTF-8"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is not text in UTF-8"),
    "deep array": (b"[" * DEEP, "it is nested too deeply"),
    "deep object": (b'{"a":' * DEEP, "it is nested too deeply"),
    "endless number": (b'{"volume": ' + b"9" * 10_000 + b"}", "a number of thousands of digits"),
    "two objects": (b"{}{}", "it is not JSON"),
    "comment": (b'{"volume": 3} // loud', "it is not JSON"),
    "single quotes": (b"{'volume': 3}", "it is not JSON"),
}
"""What no JSON file may be; for settings and journal alike."""

_SETTINGS: Mapping[str, tuple[dict[str, Any], str]] = {
    "volume as text": ({"volume": "loud"}, 'volume is "loud"; it must be a whole number from 0 to 100'),
    "volume beyond": ({"volume": 101}, "volume is 101; it must be a whole number from 0 to 100"),
    "volume below": ({"volume": -1}, "volume is -1; it must be"),
    "volume half": ({"volume": 1.5}, "volume is 1.5; it must be a whole number"),
    "volume null": ({"volume": None}, "volume is null; it must be"),
    "volume infinite": ({"volume": float("inf")}, "volume is Infinity; it must be"),
    "prepare nan": ({"prepare_s": float("nan")}, "prepare_s is NaN; it must be a number from 3 to 120"),
    "switch true": ({"switch_s": True}, "switch_s is true; it must be a number from 3 to 120"),
    "sound as number": ({"sound": 1}, "sound is 1; it must be true or false"),
    "theme unknown": ({"theme": "pink"}, 'theme is "pink"; it must be system or light or dark'),
    "theme as object": ({"theme": {}}, "theme is {}; it must be"),
    "side both": ({"first_side": "both"}, 'first_side is "both"; it must be left or right'),
    "text size": ({"text_size": 1000}, "text_size is 1000; it must be a whole number from 100 to 200"),
    "exercises as list": ({"exercises": []}, "exercises is []; it must be an object of exercise ids"),
    "exercise as number": ({"exercises": {"frog": 5}}, "exercises.frog is 5; it must be an object"),
    "hold of zero": (
        {"exercises": {"frog": {"hold_s": 0}}},
        "exercises.frog.hold_s is 0; it must be a number from 1 to 600",
    ),
    "reps as text": ({"exercises": {"frog": {"reps": "3"}}}, 'exercises.frog.reps is "3"; it must be'),
    "many bad": ({"exercises": {f"e{n}": n for n in range(2000)}}, "1,995 more values can't be used either"),
    "long name": ({"exercises": {"x" * 100_000: 1}}, "exercises.xxx"),
    "control characters": ({"theme": "a\n\u202eb\0"}, r'theme is "a\n\u202eb\u0000"; it must be'),
    "rich text": ({"theme": "<img src=x>"}, 'theme is "<img src=x>"; it must be'),
}


def _settings() -> Iterator[Case]:
    for name, (data, said) in _FILES.items():
        yield Case(f"settings: {name}", {"settings.json": data}, said)
    yield Case(
        "settings: too large", {"settings.json": b'{"a": "' + b"x" * 1_000_000 + b'"}'}, "is larger than"
    )
    yield Case("settings: newer", {"settings.json": b'{"v": 99}'}, "was written by a newer version")
    for name, (raw, said) in _SETTINGS.items():
        yield Case(f"settings: {name}", {"settings.json": json.dumps(raw).encode()}, said)
    yield Case("settings: lone surrogate", {"settings.json": b'{"theme": "\\ud800"}'}, r'theme is "\ud800"')
    yield Case("settings: a folder", {"settings.json/x": b""}, "settings.json can't be read")


# --- history ------------------------------------------------------------------------------------------------

SESSION: Mapping[str, Any] = {
    "v": 1,
    "id": "a",
    "started_at": "2026-05-04T18:00:00+02:00",
    "ended_at": "2026-05-04T18:20:00+02:00",
    "routine": "daily-hips",
    "outcome": "completed",
    "active_s": 600.0,
    "exercises": [
        {
            "id": "frog",
            "sets": [
                {
                    "side": "both",
                    "kind": "hold",
                    "planned_s": 30.0,
                    "done_s": 30.0,
                    "planned_reps": 1,
                    "done_reps": 1,
                    "outcome": "done",
                }
            ],
        }
    ],
    "feeling_before": None,
    "feeling_after": {"hip_left": 3, "hip_right": None, "back": 1},
    "note": "",
    "app": "0.1.0",
}
_GOOD = json.dumps(SESSION).encode()
_SET = SESSION["exercises"][0]["sets"][0]

_FIELDS: Mapping[str, tuple[dict[str, Any], str]] = {
    "no id": ({"id": None}, "id is null; it must be a text of up to 200 characters"),
    "id as number": ({"id": 7}, "id is 7; it must be a text"),
    "long id": ({"id": "x" * 300}, "it must be a text of up to 200 characters"),
    "no time": ({"started_at": None}, "started_at is null; it must be a date and time"),
    "time in words": ({"started_at": "yesterday"}, 'started_at is "yesterday"; it must be a date and time'),
    "time without offset": ({"started_at": "2026-05-04T18:00:00"}, "it must have an offset from UTC"),
    "year one": ({"started_at": "0001-01-01T00:00:00+14:00"}, "its year must be from 1970 to 2200"),
    "year 9999": ({"ended_at": "9999-12-31T23:59:59-14:00"}, "its year must be from 1970 to 2200"),
    "31 February": ({"ended_at": "2026-02-31T18:00:00+01:00"}, "ended_at is "),
    "time as number": ({"ended_at": 1e9}, "ended_at is 1000000000.0; it must be a date and time"),
    "outcome unknown": ({"outcome": "great"}, 'outcome is "great"; it must be completed or partial'),
    "outcome as list": ({"outcome": []}, "outcome is []; it must be completed or partial"),
    "negative seconds": ({"active_s": -1}, "active_s is -1; it must be a number from 0 to 10,000,000"),
    "infinite seconds": ({"active_s": float("inf")}, "active_s is Infinity"),
    "no number": ({"active_s": float("nan")}, "active_s is NaN"),
    "seconds beyond any float": ({"active_s": 10**400}, "active_s is 1000000"),
    "exercises as object": ({"exercises": {}}, "exercises is {}; it must be a list of 0 to 60 entries"),
    "exercises of numbers": ({"exercises": [1]}, "exercises[1] is 1; it must be an object"),
    "a flood of exercises": (
        {"exercises": SESSION["exercises"] * 61},
        "it must be a list of 0 to 60 entries",
    ),
    "a flood of sets": ({"exercises": [{"id": "frog", "sets": [_SET] * 101}]}, "exercises[1].sets is "),
    "side unknown": (
        {"exercises": [{"id": "frog", "sets": [{**_SET, "side": "up"}]}]},
        'exercises[1].sets[1].side is "up"',
    ),
    "kind unknown": (
        {"exercises": [{"id": "frog", "sets": [{**_SET, "kind": "jump"}]}]},
        'exercises[1].sets[1].kind is "jump"',
    ),
    "reps beyond": (
        {"exercises": [{"id": "frog", "sets": [{**_SET, "done_reps": 10**9}]}]},
        "exercises[1].sets[1].done_reps is 1000000000; it must be a whole number from 0 to 1,000,000)",
    ),
    "reps true": (
        {"exercises": [{"id": "frog", "sets": [{**_SET, "done_reps": True}]}]},
        "exercises[1].sets[1].done_reps is true",
    ),
    "score of eleven": (
        {"feeling_after": {"hip_left": 11}},
        "feeling_after.hip_left is 11; it must be a whole number from 0 to 10)",
    ),
    "score as text": ({"feeling_before": {"back": "bad"}}, 'feeling_before.back is "bad"'),
    "feeling as list": ({"feeling_after": [3]}, "feeling_after is [3]; it must be an object"),
    "note as number": ({"note": 5}, "note is 5; it must be a text"),
    "endless note": ({"note": "x" * 100_001}, "it must be a text of up to 100,000 characters"),
}

_LINES: Mapping[str, tuple[bytes, str]] = {
    "torn": (_GOOD[:100], "it is not JSON"),
    "zeros": (bytes(512), "it is not JSON"),
    "two in a line": (_GOOD + _GOOD, "it is not JSON"),
    "array": (b"[]", "it is not a JSON object"),
    "deep": (b"[" * DEEP, "it is nested too deeply"),
    "latin-1": (b'{"note": "\xe4"}', "it is not text in UTF-8"),
    "endless number": (b'{"active_s": ' + b"9" * 5000 + b"}", "it holds a number of thousands of digits"),
    "endless line": (b'{"note": "' + b"x" * 1_000_000 + b'"}', "it is longer than 1,000,000 bytes"),
    "empty object": (b"{}", "id is missing; it must be a text"),
}


def _history() -> Iterator[Case]:
    def case(name: str, line: bytes, said: str) -> Case:
        second = json.dumps({**SESSION, "id": "b"}).encode()
        data = _GOOD + b"\n" + line + b"\n" + second + b"\n"
        return Case(f"history: {name}", {"history.jsonl": data}, said, keeps=2)

    for name, (line, said) in _LINES.items():
        yield case(name, line, f"line 2: {said}")
    for name, (change, said) in _FIELDS.items():
        yield case(name, json.dumps({**SESSION, "id": "c", **change}).encode(), said)
    yield case("newer", b'{"v": 2, "id": "c"}', "comes from a newer version of Hipstretch")
    yield case("a thousand bad lines", b"\n".join([b"?"] * 1000), "and 997 more")
    yield Case(
        "history: torn at the end",
        {"history.jsonl": _GOOD + b"\n" + _GOOD[:50]},
        "line 2: it is not JSON",
        keeps=1,
    )
    yield Case("history: a folder", {"history.jsonl/x": b""}, "history.jsonl can't be read", keeps=0)
    yield Case(
        "history: a flood of bad lines",
        {"history.jsonl": _GOOD + b"\n" + b'{"bad": "line"}\n' * 200_000},
        "was not looked at and is not shown",
        keeps=1,
    )
    yield Case(
        "history: no place for copies of bad lines",
        {"history.jsonl": _GOOD + b"\n?\n", "history.damaged.jsonl/x": b""},
        "line 2: it is not JSON",
        keeps=1,
    )
    deleted = {"v": 1, "id": "a", "deleted_at": "soon"}
    yield case("deleted at no time", json.dumps(deleted).encode(), "deleted_at is ")
    yield case(
        "deleted without id",
        b'{"v": 1, "deleted_at": "2026-05-04T18:00:00Z"}',
        "id is missing; it must be a text",
    )


def _links() -> Iterator[Case]:
    for name in ("settings.json", "history.jsonl", "checks.jsonl"):
        for where, target in (("nowhere", "../nowhere/file"), ("itself", name)):
            said = f"{name} can't be read ("
            yield Case(f"{name}: a link to {where}", {}, said, link=(name, target))


CHECK: Mapping[str, Any] = {
    "v": 1,
    "id": "c",
    "at": "2026-11-21T18:00:00+01:00",
    "found": [{"check": "thomas", "group": "front", "side": "left", "grade": "tight"}],
}


def _checks() -> Iterator[Case]:
    found = CHECK["found"][0]
    for name, line, said in (
        ("no json", b"?", "line 1 can't be used (it is not JSON"),
        ("an array", b"[]", "line 1 can't be used (it is not a JSON object"),
        ("newer", b'{"v": 2, "id": "c"}', "it comes from a newer version of Hipstretch"),
        ("bytes that are no text", b'{"id": "\xff\xfe"}', "it is not text in UTF-8"),
        ("nested without end", b"[" * 5000, "it is nested too deeply"),
        ("no date", {**CHECK, "at": "soon"}, "at is "),
        ("no found", {**CHECK, "found": {}}, "found is {}; it must be a list of 0 to 50 entries"),
        ("a grade of its own", {**CHECK, "found": [{**found, "grade": "stiff"}]}, "found[1].grade is "),
        ("a side of its own", {**CHECK, "found": [{**found, "side": 3}]}, "found[1].side is 3"),
        ("endless found", {**CHECK, "found": [found] * 51}, "it must be a list of 0 to 50 entries"),
        ("a thousand bad lines", b"\n".join([b"?"] * 1000), "997 more lines can't be used either"),
        ("endless", b" " * 1_000_001, "checks.jsonl can't be read"),
    ):
        data = line if isinstance(line, bytes) else json.dumps(line).encode()
        yield Case(f"checks: {name}", {"checks.jsonl": data}, said)
    yield Case("checks: a folder", {"checks.jsonl/x": b""}, "checks.jsonl can't be read")


# --- journal ------------------------------------------------------------------------------------------------

_PHASE: Mapping[str, Any] = {
    "kind": "hold",
    "entry": 0,
    "exercise": "frog",
    "side": "both",
    "set": 1,
    "rep": 1,
    "planned_s": 30.0,
    "manual": False,
    "lower_s": 0.0,
    "extra_s": 0.0,
}
JOURNAL: Mapping[str, Any] = {
    "v": 1,
    "id": "j",
    "routine": "daily-hips",
    "started_at": "2026-05-04T18:00:00+02:00",
    "saved_at": "2026-05-04T18:01:00+02:00",
    "index": 1,
    "feeling_before": None,
    "app": "0.1.0",
    "results": {"0": ["done", 30.0]},
    "timeline": [_PHASE, {**_PHASE, "rep": 2}],
}

_JOURNAL: Mapping[str, tuple[dict[str, Any], str]] = {
    "no phases": ({"timeline": []}, "it is empty, or not in order"),
    "phases as number": ({"timeline": 7}, "timeline is 7; it must be a list"),
    "phase empty": ({"timeline": [{}]}, "timeline[1].kind is missing"),
    "phases not in order": (
        {"timeline": [{**_PHASE, "entry": 1}, _PHASE]},
        "it is empty, or not in order",
    ),
    "kind unknown": ({"timeline": [{**_PHASE, "kind": "nap"}]}, 'timeline[1].kind is "nap"'),
    "side unknown": ({"timeline": [{**_PHASE, "side": 3}]}, "timeline[1].side is 3"),
    "endless phase": ({"timeline": [{**_PHASE, "planned_s": 1e9}]}, "timeline[1].planned_s is 1000000000.0"),
    "negative phase": ({"timeline": [{**_PHASE, "extra_s": -5}]}, "timeline[1].extra_s is -5"),
    "rep beyond": ({"timeline": [{**_PHASE, "rep": 10**30}]}, "timeline[1].rep is 1000000"),
    "manual as text": (
        {"timeline": [{**_PHASE, "manual": "no"}]},
        'timeline[1].manual is "no"; it must be true or false',
    ),
    "index beyond": ({"index": 2}, "index is 2; it must be a whole number from 0 to 1)"),
    "index true": ({"index": True}, "index is true"),
    "index negative": ({"index": -1}, "index is -1"),
    "result of no phase": (
        {"results": {"2": ["done", 1]}},
        'results.2 is ["done", 1]; the session has no such phase',
    ),
    "result by a word": (
        {"results": {"one": ["done", 1]}},
        'results.one is ["done", 1]; the session has no such phase',
    ),
    "result of many digits": ({"results": {"1" * 5000: ["done", 1]}}, "the session has no such phase"),
    "result as text": (
        {"results": {"0": "done"}},
        'results.0 is "done"; it must be an outcome and its seconds',
    ),
    "outcome unknown": ({"results": {"0": ["great", 1]}}, 'results.0.outcome is "great"'),
    "seconds negative": ({"results": {"0": ["done", -1]}}, "results.0.done_s is -1"),
    "results as list": ({"results": [1]}, "results is [1]; it must be an object"),
    "started in words": ({"started_at": "now"}, 'started_at is "now"; it must be a date and time'),
    "saved without offset": ({"saved_at": "2026-05-04T18:00:00"}, "it must have an offset from UTC"),
    "saved in the year 9000": ({"saved_at": "9000-05-04T18:00:00Z"}, "its year must be from 1970 to 2200"),
    "score as text": ({"feeling_before": {"hip_left": "abc"}}, 'feeling_before.hip_left is "abc"'),
    "no id": ({"id": None}, "id is null"),
    "long routine": ({"routine": "x" * 1000}, "it must be a text of up to 200 characters"),
}


def _journal() -> Iterator[Case]:
    for name, (data, said) in _FILES.items():
        yield Case(f"journal: {name}", {"session.json": data}, said)
    for name, (change, said) in _JOURNAL.items():
        yield Case(f"journal: {name}", {"session.json": json.dumps({**JOURNAL, **change}).encode()}, said)
    yield Case("journal: newer", {"session.json": b'{"v": 9}'}, "comes from a newer version of Hipstretch")
    yield Case("journal: a folder", {"session.json/x": b""}, "session.json can't be read")


# --- exercises and routines -----------------------------------------------------------------------------------

_FROG = assets_dir() / "exercises" / "frog"
GOOD_FILM = (Path(__file__).parents[1] / "gui" / "qt" / "clip" / "ball.mp4").read_bytes()
EXERCISE = (_FROG / "exercise.toml").read_text(encoding="utf-8")
TEXT = (_FROG / "text.en.toml").read_text(encoding="utf-8")
GERMAN = (_FROG / "text.de.toml").read_text(encoding="utf-8")
ROUTINE = '[text.en]\nname = "Mine"\nsummary = "One."\n[[entries]]\nexercise = "mine"\n'

_EXERCISES: Mapping[str, tuple[str, str, str]] = {
    "photo elsewhere": (
        "kind =",
        'photos = ["../../../canary.txt"]\nkind =',
        'photos[1] is "../../../canary.txt"; it must be the name of the file',
    ),
    "seven photos": (
        "kind =",
        f"photos = {[f'photo-{n}-00000000.webp' for n in range(1, 8)]}\nkind =",
        "it must be a list of 0 to 6 entries",
    ),
    "hold that is no photo": (
        "kind =",
        'hold_photo = "hold.toml"\nkind =',
        'hold_photo is "hold.toml"; it must be the name of the file',
    ),
    "hold as text": (
        "hold_s = 30",
        'hold_s = "long"',
        'dosage.hold_s is "long"; it must be a number from 1 to 600',
    ),
    "hold of a year": ("hold_s = 30", "hold_s = 31536000", "dosage.hold_s is 31536000; it must be"),
    "hold not a number": ("hold_s = 30", "hold_s = nan", "dosage.hold_s is NaN; it must be"),
    "hold missing": ("hold_s = 30\n", "", "dosage.hold_s is missing"),
    "reps half": ("reps = 1", "reps = 1.5", "dosage.reps is 1.5; it must be a whole number"),
    "reps enormous": ("reps = 1", "reps = 9" + "0" * 4000, "dosage.reps is 9000"),
    "group unknown": ('group = "', 'group = "x', "group is "),
    "sides unknown": ('sides = "', 'sides = "x', "sides is "),
    "position unknown": ('position = "', 'position = "x', "position is "),
    "part of a step unknown": ("step_parts = [", 'step_parts = ["pause", ', "step_parts[1] is "),
    "kind as list": ('kind = "hold"', "kind = []", "kind is []; it must be hold or repetition"),
    "tempo of a hold": (
        'kind = "hold"',
        'kind = "hold"\nlift_s = 3',
        "lift_s is 3; it must be 0, or left out",
    ),
    "repetition without tempo": ('kind = "hold"', 'kind = "repetition"', "lift_s is missing"),
    "slip of the pen": ("[dosage]", "[dosage]\nhalt_s = 3", "dosage.halt_s is 3; there is no such field"),
    "range upside down": (
        "reps = [1, 2]",
        "reps = [2, 1]",
        "recommended.reps is [2, 1]; it must be [least, most]",
    ),
    "date as kind": ('kind = "hold"', "kind = 2026-01-01", 'kind is "2026-01-01"; it must be'),
    "not TOML": ("[dosage]", "[dosage", "is not TOML"),
    "key twice": ("hold_s = 30", "hold_s = 30\nhold_s = 30", "is not TOML"),
    "deep": ("hold_s = 30", "hold_s = " + "[" * 20_000, "is n"),
    "deep dotted": ("hold_s = 30", ".".join("a" * 9_000) + " = 1", "is nested too deeply"),
    "deep in quotes": ("hold_s = 30", ".".join(['"a"'] * 9_000) + " = 1", "is nested too deeply"),
}
_TEXTS: Mapping[str, tuple[str, str, str]] = {
    "name empty": ('name = "Frog stretch"', 'name = ""', 'name is ""; it must be a line of text of 1 to 120'),
    "name endless": (
        'name = "Frog stretch"',
        f'name = "{"x" * 9000}"',
        "it must be a line of text of 1 to 120",
    ),
    "name of two lines": ('name = "Frog stretch"', 'name = "a\\nb"', r'name is "a\nb"; it must be a line'),
    "name that turns round": (
        'name = "Frog stretch"',
        'name = "a\\u202eb"',
        r'name is "a\u202eb"; it must be',
    ),
    "name with a bell": ('name = "Frog stretch"', 'name = "a\\u0007"', r'name is "a\u0007"; it must be'),
    "name as number": ('name = "Frog stretch"', "name = 5", "name is 5; it must be"),
    "steps none": (
        "steps = [",
        "steps = []\nother = [",
        "steps is []; it must be a list of 1 to 12 entries",
    ),
    "steps as text": ("steps = [", 'steps = "lie"\nother = [', 'steps is "lie"; it must be a list'),
    "steps of numbers": ("steps = [", "steps = [1]\nother = [", "it must be a line of text"),
    "steps too many": (
        "steps = [",
        f"steps = {['a'] * 13}\nother = [".replace("'", '"'),
        "a list of 1 to 12",
    ),
    "placeholder unknown": (
        'felt = "',
        'felt = "{leg} ',
        "it must be text with no braces but {side} and {other}",
    ),
    "placeholder that reaches": ('felt = "', 'felt = "{side.__class__} ', "it must be text with no braces"),
    "field unknown": ('felt = "', 'fault = 1\nfelt = "', "fault is 1; there is no such field"),
}
_ROUTINES: Mapping[str, tuple[str, str, str]] = {
    "exercise unknown": (
        '"mine"',
        '"toad"',
        'entries[1].exercise is "toad"; it must be the id of an exercise',
    ),
    "exercise by path": ('"mine"', '"../mine"', 'entries[1].exercise is "../mine"; it must be'),
    "exercise as table": ('"mine"', "{}", "entries[1].exercise is {}; it must be"),
    "no entries": ("[[entries]]", "[[others]]", "entries is missing"),
    "too many entries": (
        "[[entries]]",
        '[[entries]]\nexercise = "mine"\n' * 60 + "[[entries]]",
        "1 to 60 tables",
    ),
    "no name": ('name = "Mine"\n', "", "text.en.name is missing"),
    "no words": ("[text.en]", "[text.xx]", "text.en is missing"),
    "words as text": ("[text.en]", "text = 'a'\n[x]", 'text is "a"; it must be a table'),
    "dosage of none": ('"mine"', '"mine"\ndosage = {}', "entries[1].dosage.hold_s is missing"),
    "dosage beyond": (
        '"mine"',
        '"mine"\ndosage = {hold_s = 1e9}',
        "entries[1].dosage.hold_s is 1000000000.0; it must be",
    ),
}


def _own(**other: bytes) -> dict[str, bytes]:
    files = {
        "exercises/mine/exercise.toml": EXERCISE.encode(),
        "exercises/mine/text.en.toml": TEXT.encode(),
        "routines/mine.toml": ROUTINE.encode(),
    }
    return {**files, **other}


def _edited(text: str, old: str, new: str) -> bytes:
    assert old in text, old
    return text.replace(old, new, 1).encode()


def _catalogue() -> Iterator[Case]:
    for where, text, table in (
        ("exercises/mine/exercise.toml", EXERCISE, _EXERCISES),
        ("exercises/mine/text.en.toml", TEXT, _TEXTS),
        ("routines/mine.toml", ROUTINE, _ROUTINES),
    ):
        for name, (old, new, said) in table.items():
            yield Case(f"{where}: {name}", _own(**{where: _edited(text, old, new)}), said)
        yield Case(f"{where}: empty", _own(**{where: b""}), "is missing")
        yield Case(f"{where}: binary", _own(**{where: b"\xff\xfe\0"}), "is not text in UTF-8")
        yield Case(f"{where}: zeros", _own(**{where: bytes(100)}), "is not TOML")
        yield Case(f"{where}: too large", _own(**{where: b"#" * 64_001}), "it is larger than 64,000 bytes")
    for name in ("My Frog", "..frog", "frog_", "x" * 65, "-frog", "nul"):
        folder = f"exercises/{name}"
        files = {f"{folder}/exercise.toml": EXERCISE.encode(), f"{folder}/text.en.toml": TEXT.encode()}
        if not name.startswith("."):
            yield Case(f"exercises: called {name[:9]}", files, "can't be an id")
    no_text = {"exercises/mine/exercise.toml": EXERCISE.encode()}
    yield Case("exercises: no text", no_text, "exercises/mine/text.en.toml: it is missing")
    yield Case("exercises: nothing", {"exercises/mine/x": b""}, "exercises/mine/exercise.toml: it is missing")
    yield Case(
        "exercises: a link out",
        {"exercises/mine/text.en.toml": TEXT.encode()},
        "exercises/mine/exercise.toml: it is a link that leads out of its folder",
        link=("exercises/mine/exercise.toml", "../canary.txt"),
    )
    yield Case(
        "exercises: a flood", {f"exercises/e{n}/x": b"" for n in range(501)}, "only the first 500 are read"
    )


Change = Callable[[zipfile.ZipFile], object]


# --- bundles --------------------------------------------------------------------------------------------------


def packed(other: Mapping[str, bytes] | None = None, change: Change = lambda _: None) -> bytes:
    """A bundle of a good exercise and a good routine, and of `other` files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in _own(**(other or {})).items():
            file.writestr(name, data)
        change(file)
    return out.getvalue()


def _named(name: str, mode: int = 0o100644, data: bytes = b"x") -> bytes:
    info = zipfile.ZipInfo("placeholder" if "\0" in name else name)
    info.filename = name
    info.external_attr = mode << 16
    return packed(change=lambda file: file.writestr(info, data))


def _lying_size() -> bytes:
    """A picture of 30 MB that says it has ten bytes."""
    data = packed({"exercises/mine/hold.webp": bytes(30_000_000)})
    return data.replace(struct.pack("<L", 30_000_000), struct.pack("<L", 10))


_OUT = "would lie outside its folder"
_BUNDLES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "it is damaged or no zip file"),
    "no zip": (lambda: b"PK" + bytes(5000), "it is damaged or no zip file"),
    "torn": (lambda: packed()[:-40], "it is damaged or no zip file"),
    "torn in the middle": (lambda: (z := packed())[:300] + z[500:], "it is damaged or no zip file"),
    "wrong checksum": (
        lambda: (z := bytearray(packed())).__setitem__(60, z[60] ^ 255) or bytes(z),
        "it is damaged",
    ),
    "up and out": (lambda: _named("../evil.toml"), _OUT),
    "up and out of a folder": (lambda: _named("exercises/mine/../../../evil.toml"), _OUT),
    "absolute": (lambda: _named("/etc/evil.toml"), _OUT),
    "drive": (lambda: _named("C:/evil.toml"), _OUT),
    "drive in small letters": (lambda: _named("c:evil.toml"), _OUT),
    "backslashes": (lambda: _named("..\\..\\evil.toml"), "with a name that can't be used"),
    "server": (lambda: _named("//server/share/evil"), _OUT),
    "new line in a name": (lambda: _named("a\nb"), "with a name that can't be used"),
    "name that turns round": (lambda: _named("a\u202etxt.exe"), "with a name that can't be used"),
    "endless name": (lambda: _named("x" * 60_000), "with a name that can't be used"),
    "link": (
        lambda: _named("exercises/mine/hold.webp", 0o120777, b"/etc/passwd"),
        "it holds a link or a device",
    ),
    "device": (lambda: _named("exercises/mine/hold.webp", 0o060666), "it holds a link or a device"),
    "pipe": (lambda: _named("pipe", 0o010666), "it holds a link or a device"),
    "two of a name": (lambda: _named("Routines/MINE.toml"), "it holds two files with one name"),
    "bomb of text": (
        lambda: packed({"routines/mine.toml": bytes(5_000_000)}),
        "routines/mine.toml in it is larger than 64,000 bytes",
    ),
    "bomb of a picture": (
        lambda: packed({"exercises/mine/hold.webp": bytes(30_000_000)}),
        "exercises/mine/hold.webp in it is larger than 20,000,000 bytes",
    ),
    "bomb of many": (
        lambda: packed({f"exercises/e{n}/hold.webp": bytes(19_000_000) for n in range(14)}),
        "unpacked it is larger than",
    ),
    "bomb that lies": (_lying_size, "it is damaged or no zip file"),
    "a flood of names": (
        lambda: packed({f"x/{n}": b"" for n in range(6000)}),
        "6,003 files, and 5,000 are the most",
    ),
    "bad exercise": (
        lambda: packed({"exercises/mine/exercise.toml": _edited(EXERCISE, "hold_s = 30", "hold_s = -1")}),
        "exercises/mine/exercise.toml: dosage.hold_s is -1; it must be",
    ),
    "bad words": (
        lambda: packed(
            {"exercises/mine/text.en.toml": _edited(TEXT, 'name = "Frog stretch"', 'name = "\\u202e"')}
        ),
        "exercises/mine/text.en.toml: name is ",
    ),
    "routine without its exercise": (
        lambda: packed({"routines/mine.toml": _edited(ROUTINE, '"mine"', '"toad"')}),
        'routines/mine.toml: entries[1].exercise is "toad"',
    ),
    "picture that is none": (
        lambda: packed({"exercises/mine/hold.webp": b"GIF89a"}),
        "exercises/mine/hold.webp in it: it is not a picture in WebP form",
    ),
    "photo that is none": (
        lambda: packed({"exercises/mine/photo-2-0a1b2c3d.webp": b"\x89PNG\r\n\x1a\n"}),
        "exercises/mine/photo-2-0a1b2c3d.webp in it: it is not a picture in WebP form",
    ),
    "clip that is a film": (
        lambda: packed({"exercises/mine/motion.webp": GOOD_FILM}),
        "exercises/mine/motion.webp in it: it is not a picture in WebP form",
    ),
    "bomb of a photo": (
        lambda: packed({"exercises/mine/photo-1-0a1b2c3d.webp": bytes(30_000_000)}),
        "exercises/mine/photo-1-0a1b2c3d.webp in it is larger than 20,000,000 bytes",
    ),
}
_SESSIONS: Mapping[str, tuple[bytes, str]] = {
    "nothing of ours": (b'{"a": 1}', "it holds no sessions"),
    "sessions as text": (b'{"sessions": "all"}', "it holds no sessions"),
    "newer": (b'{"v": 9, "sessions": []}', "it comes from a newer version of Hipstretch"),
    "deep": (b'{"sessions":' + b"[" * DEEP, "it is nested too deeply"),
    "torn": (b'{"sessions": [', "it is not JSON"),
    "array": (b"[]", "it is not a JSON object"),
}


def _imports() -> Iterator[Case]:
    for name, (make, said) in _BUNDLES.items():
        yield Case(f"bundle: {name}", {"import.hipstretch": make()}, said)
    for name, (data, said) in _SESSIONS.items():
        yield Case(f"sessions: {name}", {"import.json": data}, said)
    foreign = io.BytesIO()
    with zipfile.ZipFile(foreign, "w") as packed:
        packed.writestr("readme.txt", "hello")
    yield Case(
        "everything: nothing of ours", {"import.zip": foreign.getvalue()}, "there is nothing of Hipstretch"
    )
    yield Case("import: unknown ending", {"import.exe": b"MZ"}, "its name ends in none of these")


# --- pictures -------------------------------------------------------------------------------------------------

GOOD_PICTURE = (_FROG / "woman" / "hold.webp").read_bytes()


def _vp8x(width: int, height: int) -> bytes:
    """The head of a picture of that size, with nothing in it."""
    chunk = bytes([0x02, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    anim = b"ANIM" + struct.pack("<L", 6) + bytes(6)
    body = b"WEBPVP8X" + struct.pack("<L", len(chunk)) + chunk + anim
    return b"RIFF" + struct.pack("<L", len(body)) + body


def _resized(width: int, height: int) -> bytes:
    """A good picture whose head says another size."""
    at = GOOD_PICTURE.index(b"VP8X") + 12
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return GOOD_PICTURE[:at] + size + GOOD_PICTURE[at + 6 :]


_PICTURES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "it is not a picture in WebP form"),
    "zeros": (lambda: bytes(10_000), "it is not a picture in WebP form"),
    "text": (lambda: b"hello", "it is not a picture in WebP form"),
    "PNG": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "it is not a picture in WebP form"),
    "SVG": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "it is not a picture"),
    "SVG that reads files": (
        lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg>&b;</svg>',
        "it is not a picture in WebP form",
    ),
    "GIF": (lambda: b"GIF89a" + bytes(100), "it is not a picture in WebP form"),
    "only a head": (lambda: GOOD_PICTURE[:12], "it is "),
    "torn": (lambda: GOOD_PICTURE[: len(GOOD_PICTURE) // 2], "it is "),
    "damaged": (lambda: GOOD_PICTURE[:100] + bytes(len(GOOD_PICTURE) - 100), "it is "),
    "16384 pixels wide": (lambda: _vp8x(16384, 16384), "it "),
    "sixteen million pixels wide": (lambda: _vp8x(1 << 24, 1), "it "),
    "size that lies": (lambda: _resized(16000, 12000), "it "),
    "too large": (lambda: GOOD_PICTURE + bytes(20_000_000), "it is larger than 20 MB"),
}


def _pictures() -> Iterator[Case]:
    for name, (make, said) in _PICTURES.items():
        yield Case(f"picture: {name}", {"hold.webp": make()}, said)


# --- films ----------------------------------------------------------------------------------------------------

_DAMAGED = "it is damaged, or of a kind that can't be read here: save it as MP4, and add it again"
_FILMS: Mapping[str, bytes] = {
    "empty": b"",
    "zeros": bytes(10_000),
    "text": b"hello",
    "only a head": GOOD_FILM[:32],
    "torn": GOOD_FILM[: len(GOOD_FILM) // 2],
    "damaged": GOOD_FILM[:-2000] + bytes(2000),
    "a page": b"<!DOCTYPE html><video src='file:///etc/passwd'>",
    "a GIF that is none": b"GIF89a" + bytes(100),
    "a playlist of files": b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
    "a list of files": b"ffconcat version 1.0\nfile /etc/passwd\n",
}
FILMS = tuple(Case(f"film: {name}", {"film.mp4": data}, _DAMAGED) for name, data in _FILMS.items())


FILES = (*_settings(), *_history(), *_checks(), *_links(), *_journal(), *_catalogue())
"""What lies in the data folder."""
IMPORTS = tuple(_imports())
PICTURES = tuple(_pictures())


def write(case: Case, folder: Path) -> None:
    """Put a case into a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    name, target = case.link
    if name:
        (folder / name).symlink_to(os.path.normpath(folder / target))
