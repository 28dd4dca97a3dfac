"""A clinic's sheet, line by line: "Figure four 3 x 30 s each side 2x/day" -> what is meant by it.

The grammar is a table of patterns. Each takes its part of the line away; what is left is the name.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from .exercise import Dosage, Exercise, Kind, MuscleGroup, Position, Sides
from .settings import BOUNDS
from .text_preview import is_shown

MOST_LINES = 60
"""Lines that are read: as many as a routine has entries."""
LONGEST, LONGEST_NAME = 200, 120
"""Characters of a line, and of a name, that are read."""
ALIKE = 0.78
"""From this likeness on, 0 to 1, a name is taken for that of a known exercise: a typo or a word more."""
SECONDS_FROM = 15
"""In "2 x 30" without a unit, a second number from here on is seconds if the exercise is held."""


class Remark(StrEnum):
    """What is not kept as it was written."""

    LEAST = "least"
    """Of a range the smaller number was taken."""
    SECONDS = "seconds"
    """A number without a unit was taken for seconds."""
    WEEK = "week"
    """How often a week is not kept."""
    BOUNDS = "bounds"
    """A number that can't be is left out."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was understood; None for what it does not say. Seconds for `_s`."""

    text: str
    name: str
    exercise: str | None = None
    """The id of a known exercise, None for one that has to be made."""
    hold_s: float | None = None
    reps: int | None = None
    sets: int | None = None
    rest_s: float | None = None
    sides: Sides | None = None
    times_a_day: int | None = None
    remarks: tuple[Remark, ...] = ()

    def dosage(self, usual: Dosage) -> Dosage:
        """The dosage of a line, for what it does not say the usual one."""
        said = {
            name: value
            for name in ("hold_s", "reps", "sets", "rest_s")
            if (value := getattr(self, name)) is not None
        }
        if said.keys() & {"hold_s", "reps"}:  # "1 min" means once, whatever is usual
            said = {"reps": 1, "sets": 1, **said}
        return replace(usual, **said)


_DECIMAL = r"\d{1,4}(?:\.\d{1,2})?"
_UNIT = r"""(?:sec(?:ond)?s?|seks?|sekunden|s|min(?:ute)?s?|minuten|"|''|')(?![a-z])\.?"""
_TIMES = r"(?:x|times|mal)"
_REPS = r"(?:rep(?:etition)?s?|wiederholungen|wdh|times|mal|x)(?![a-z])\.?"
_SETS = r"(?:sets?|series|sätze)(?![a-z])"
_PER = r"(?:/|per|a|an|each|every|pro)?"


def _n(name: str) -> str:
    """A number, or a range of two."""
    return rf"(?P<{name}>{_DECIMAL})(?:\s*(?:-|to|bis)\s*(?P<{name}_to>{_DECIMAL}))?"


def _t(name: str, *, unit: str = "") -> str:
    """A length of time; `unit` is "?" where it may be left out."""
    return rf"{_n(name)}\s*-?\s*(?P<{name}_unit>{_UNIT}){unit}"


_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_n('week')}\s*(?:{_TIMES}|days?)?\s*{_PER}\s*(?:week|wk|woche)\b",
        rf"\b{_n('times')}\s*{_TIMES}?\s*{_PER}\s*(?:day|daily|d|tag|täglich|tgl)\b\.?",
        rf"\b(?:rest|pause|break)s?(?:\s+of|\s+for|:)?\s*{_t('rest', unit='?')}(?:\s+between(?:\s+\w+)?)?",
        rf"\b{_t('rest', unit='?')}\s*(?:rest|pause|break)s?\b(?:\s+between(?:\s+\w+)?)?",
        rf"\b{_n('sets')}\s*(?:{_SETS})?\s*x\s*{_n('reps')}\s*(?:{_REPS})?\s*x\s*{_t('hold')}(?:\s*holds?\b)?",
        rf"\b{_t('hold')}\s*-?\s*(?:isometric\s+)?(?:holds?|halten)\b",
        rf"\b(?:hold(?:s|ing)?|halten|keep)(?:\s+it|\s+for|\s+each|\s+of|\s+at|:)*\s*{_t('hold', unit='?')}",
        rf"\b{_n('reps')}\s*(?:{_REPS}|{_SETS})\s*(?:of|x|,|à|@|for)?\s*{_t('hold')}",
        rf"\b{_t('hold')}\s*x\s*{_n('reps')}(?:\s*(?:{_REPS}|{_SETS}))?",
        rf"\b{_t('hold')}\s*,?\s*{_n('reps')}\s*(?:{_REPS}|{_SETS})",
        rf"\b{_n('sets')}\s*{_SETS}\s*(?:of|x|,|/|à)?\s*{_n('reps')}\b\s*(?:{_REPS})?",
        rf"\b{_n('reps')}\s*{_REPS}\s*(?:x|,|/|for|in)?\s*{_n('sets')}\s*{_SETS}",
        rf"\b(?P<first>{_DECIMAL})\s*x\s*{_n('second')}\b\s*(?:{_REPS})?",
        rf"\b{_n('sets')}\s*{_SETS}",
        rf"\b{_n('reps')}\s*{_REPS}",
        rf"(?<![a-z])x\s*{_n('reps')}\b",
        rf"\b{_t('hold')}",
    )
)
"""From the most to the least particular. Groups are named for what they are; `_to` ends a range."""
_DAYTIMES = (
    (re.compile(r"\b(?:morning|am|a\.m\.)\s*(?:and|&|/|\+|,)\s*(?:evening|night|pm|p\.m\.)"), 2),
    (
        re.compile(
            r"\b(?:every|each|per|a|once\s+a)\s+(?:day|morning|evening|night)\b|\bdaily\b|\btäglich\b"
        ),
        1,
    ),
)
_PART = r"(?:side|leg|hip|knee|way|direction|seite)s?"
_SIDES = (
    (
        re.compile(
            rf"\b(?:on\s+|for\s+|with\s+)?(?:each|every|per|both|either|alternat(?:e|ing)|jede|beide|pro)\s+{_PART}\b"
            r"|\bbilat(?:eral(?:ly)?)?\b|\b(?:l|left)\s*(?:/|&|\+|and)\s*(?:r|right)\b"
            r"|\b(?:r|right)\s*(?:/|&|\+|and)\s*(?:l|left)\b|\be/s\b|\b(?:each|ea\.?)\s*$"
        ),
        Sides.EACH,
    ),
    (re.compile(rf"\b(?:on\s+)?(?:the\s+)?left(?:\s+{_PART})?(?:\s+only)?\b|\(l\)|\blinks\b"), Sides.LEFT),
    (re.compile(rf"\b(?:on\s+)?(?:the\s+)?right(?:\s+{_PART})?(?:\s+only)?\b|\(r\)|\brechts\b"), Sides.RIGHT),
)
_SIGNS = str.maketrans(
    {"×": "x", "✕": "x", "✖": "x", "*": "x", "–": "-", "—": "-", "−": "-", "″": '"', "”": '"', "“": '"'}
    | {"′": "'", "’": "'", "•": "-", "·": "-", "\t": " ", "\u00a0": " "}
)
_WORDS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "eight": "8",
    "ten": "10",
    "twelve": "12",
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
}
_WORDS_OF = {digit: word for word, digit in _WORDS.items()}
_COUNTED = rf"(?=\s+(?:{_SETS}|{_REPS}|sec|min|s\b|hold))"
_REWRITTEN = (
    (re.compile(r"^\s*(?:-+\s*|\(?\d{1,2}[.)]\s+|[a-z][.)]\s+|\[\s*x?\s*\]\s*)+"), ""),
    (re.compile(r"(\d),(\d)(?=\s*min)"), r"\1.\2"),
    (re.compile(r"\b(?:half a|half|1/2|½)\s*min(?:ute)?\b"), "30 s"),
    (re.compile(r"\b(?:a|one)\s+minute\b"), "1 min"),
    (re.compile(r"\bonce\b(?=\s*(?:a|per|daily|/|each|every))"), "1 times"),
    (re.compile(r"\btwice\b"), "2 times"),
    (re.compile(r"\bthrice\b"), "3 times"),
    *((re.compile(rf"\b{word}\b{_COUNTED}|(?<=\bof ){word}\b"), digit) for word, digit in _WORDS.items()),
    (re.compile(r"(\d)\s*/\s*(side|leg|hip)\b"), r"\1 reps each \2"),
    (re.compile(r"/\s*(side|leg|hip)\b"), r" each \1"),
)
_FILLING = re.compile(r"(?:^|\s)(?:hold|for|of|with|and|then|do|x|@|then|on|at|perform|repeat)(?=\s|$)")
_ENDS = " \t,;:.-–/()[]|+&=\"'"
_UNHEARD = {
    "stretch",
    "stretches",
    "exercise",
    "the",
    "a",
    "an",
    "on",
    "with",
    "your",
    "of",
    "to",
    "in",
    "for",
}
_PARTS: Sequence[tuple[str, MuscleGroup]] = (
    (r"quad|flexor|psoas|iliopsoas|lunge|couch|front|thomas|rectus", MuscleGroup.FRONT),
    (r"adduct|groin|inner|butterfly|frog|straddle|squeeze", MuscleGroup.INNER),
    (
        r"pirif|outer|abduct|clam|it band|itb|glute med|side.?l(?:y|ift)|lateral|monster|band walk",
        MuscleGroup.OUTER,
    ),
    (r"hamstring|glute|buttock|bridge|deadlift|hinge|back", MuscleGroup.BACK),
)
_POSITIONS: Sequence[tuple[str, Position]] = (
    (r"stand|wall|step|squat|walk|deadlift", Position.STANDING),
    (r"chair|seated|sitting", Position.CHAIR),
    (r"prone|face down|cobra|plank", Position.PRONE),
    (r"side.?ly|clam|side plank", Position.SIDE_LYING),
    (r"kneel|lunge|couch|all fours|quadruped|bird|child", Position.KNEELING),
    (r"butterfly|straddle|floor", Position.FLOOR_SITTING),
)


def read(text: str, exercises: Mapping[str, Exercise]) -> tuple[Line, ...]:
    """What the lines of a sheet say; empty lines, and those beyond MOST_LINES, are left out."""
    raws = [raw for line in text.splitlines() if (raw := " ".join(line.split())[:LONGEST])]
    return tuple(line for raw in raws[:MOST_LINES] if (line := read_line(raw, exercises)).name)


def read_line(text: str, exercises: Mapping[str, Exercise]) -> Line:
    """What one line says."""
    rest = unicodedata.normalize("NFC", text).translate(_SIGNS).casefold()
    for pattern, instead in _REWRITTEN:
        rest = pattern.sub(instead, rest)
    found: dict[str, float] = {}
    remarks: list[Remark] = []
    sides: Sides | None = None
    for pattern, side in _SIDES:
        if sides is None and pattern.search(rest):
            sides, rest = side, pattern.sub(" | ", rest, count=1)
    for pattern in _PATTERNS:
        for match in list(pattern.finditer(rest)):
            values, said = _values(match)
            if not values.keys() & found.keys():
                found |= values
                remarks += said
                rest = rest.replace(match.group(), " | ", 1)
    for pattern, times in _DAYTIMES:
        if pattern.search(rest):
            rest = pattern.sub(" | ", rest)
            found.setdefault("times", times)
    name = _name_left(text, rest)
    known = recognised(name, exercises)
    first, second = found.pop("first", None), found.pop("second", None)
    if first is not None and second is not None:
        held = exercises[known].kind is Kind.HOLD if known else bool(re.search("stretch|hold|plank", rest))
        seconds = held and second >= SECONDS_FROM and "hold" not in found
        found |= {"reps": first, "hold": second} if seconds else {"sets": first, "reps": second}
        remarks += [Remark.SECONDS] if seconds else []
    if found.pop("week", None) is not None:
        remarks.append(Remark.WEEK)
    kept = {name: value for name, value in found.items() if _possible(name, value)}
    remarks += [Remark.BOUNDS] if kept.keys() != found.keys() else []
    return Line(
        text=text,
        name=name,
        exercise=known,
        hold_s=kept.get("hold"),
        reps=_whole(kept.get("reps")),
        sets=_whole(kept.get("sets")),
        rest_s=kept.get("rest"),
        sides=sides,
        times_a_day=_whole(kept.get("times")),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def recognised(name: str, exercises: Mapping[str, Exercise]) -> str | None:
    """The id of the exercise that a name most likely means; None if none is alike enough."""
    wanted = _heard(name)
    if not wanted:
        return None
    likeness = {
        id_: max(_alike(wanted, _heard(known)) for known in (e.text.name, id_, *e.text.also))
        for id_, e in exercises.items()
    }
    best = max(likeness, key=lambda id_: likeness[id_], default=None)
    return best if best is not None and likeness[best] >= ALIKE else None


def likely_group(name: str) -> MuscleGroup:
    """Where an exercise that is not known works, by its name; the person may say otherwise."""
    plain = name.casefold()
    return next((group for words, group in _PARTS if re.search(words, plain)), MuscleGroup.OUTER)


def likely_position(name: str) -> Position:
    """How the body rests in an exercise that is not known, by its name; likewise."""
    plain = name.casefold()
    return next((position for words, position in _POSITIONS if re.search(words, plain)), Position.SUPINE)


def _values(match: re.Match[str]) -> tuple[dict[str, float], list[Remark]]:
    groups = {name: value for name, value in match.groupdict().items() if value}
    values = {name: float(value) for name, value in groups.items() if not name.endswith(("_to", "_unit"))}
    for name, value in values.items():
        unit = groups.get(f"{name}_unit", "s")
        if unit.startswith("min") or unit == "'":
            values[name] = value * 60
    return values, [Remark.LEAST] if any(name.endswith("_to") for name in groups) else []


def _possible(name: str, value: float) -> bool:
    bounds = {"hold": "hold_s", "rest": "rest_s", "reps": "reps", "sets": "sets"}
    least, most = BOUNDS[bounds[name]] if name in bounds else (1, 10)
    return least <= value <= most and (name in ("hold", "rest") or value == int(value))


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _name_left(text: str, rest: str) -> str:
    """The name as it was typed, from what is left of the line."""
    parts = [_FILLING.sub(" ", part).strip(_ENDS) for part in rest.split("|")]
    plain = max(parts, key=lambda part: sum(map(str.isalpha, part)), default="")
    plain = " ".join(plain.split())
    plain += ")" if plain.count("(") > plain.count(")") else ""
    if not any(map(str.isalpha, plain)):
        return ""
    at = text.casefold().find(plain)
    typed = text[at : at + len(plain)] if at >= 0 and len(text) == len(text.casefold()) else plain
    shown = "".join(filter(is_shown, typed))[:LONGEST_NAME].strip()
    return shown[:1].upper() + shown[1:]


@lru_cache(10_000)
def _heard(name: str) -> tuple[str, ...]:
    """The words of a name that tell one from another."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = [
        _WORDS_OF.get(word, word)
        for word in re.findall(r"[a-z0-9]+", plain)
        if word not in _UNHEARD and _ratio(word, "stretch") < ALIKE
    ]
    return tuple(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two names are, 0 to 1, in whatever order their words come and with a typo in each."""
    if not one or not other:
        return 0.0
    rest, alike = list(other), 0.0
    for word in one:
        best = max(rest, key=lambda known: _ratio(word, known), default="")
        if (ratio := _ratio(word, best)) >= ALIKE:
            rest.remove(best)
            alike += ratio
    whole = _ratio("".join(one), "".join(other))
    return max(2 * alike / (len(one) + len(other)), whole if whole >= 0.9 else 0.0)


@lru_cache(100_000)
def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
