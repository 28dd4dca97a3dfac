"""A clinic's sheet, line by line: "Figure four 3 x 30 s each side 2x/day" -> what is meant by it.

The grammar is a table of patterns over words of every language. Each takes its part of the line away; what is left is
the name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any

from .exercise import Dosage, Exercise, Kind, MuscleGroup, Position, Sides
from .handout_text import amounts
from .schedule import DAYS_A_WEEK, WEEKS, Schedule, daily, with_periods
from .settings import BOUNDS, TIMES_A_DAY
from .sheet_grammar import Grammar, Said
from .sheet_lines import cells, raw_lines, under
from .sheet_names import Names
from .sheet_phases import DAYS, LASTS, TIMES, Phase, least
from .sheet_words import is_syllable
from .text_preview import is_shown

MOST_LINES = 60
"""Lines that are read: as many as a routine has entries."""
LONGEST, LONGEST_NAME = 200, 120
"""Characters of a line, and of a name, that are read."""
MOST_WORDS = 5
"""Words of a name that is taken for an exercise though nothing is said of how much."""
SECONDS_FROM = 15
"""In "2 x 30" without a unit, a second number from here on is seconds if the exercise is held."""

_AMOUNTS = ("hold_s", "reps", "sets", "rest_s", "sides")


class Remark(StrEnum):
    """What is not kept as it was written."""

    LEAST = "least"
    """Of a range the smaller number was taken."""
    SECONDS = "seconds"
    """A number without a unit was taken for seconds."""
    BOUNDS = "bounds"
    """A number that can't be is left out."""
    MONTHS = "months"
    """A month was counted as MONTH_WEEKS."""
    SLASH = "slash"
    """ "2/10" was taken for two sets of ten."""
    SIDE = "side"
    """Of an exercise that is done with both sides at once no side can be kept."""


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
    set_rest_s: float | None = None
    sides: Sides | None = None
    phases: tuple[Phase, ...] = ()
    """How often, and for how long; a line without a name says so of the whole sheet."""
    remarks: tuple[Remark, ...] = ()
    unread: tuple[str, ...] = ()
    """The parts that are neither the name nor understood, as they were typed."""
    is_exercise: bool = True
    """False for a heading, a name, a sentence, and for what says so much of nothing."""
    is_pair: bool = False
    """Whether its repetitions are the second number of "3 x 10", which may be seconds as well."""
    is_side_heading: bool = False
    """Whether it says the side of the lines below it: "Right leg:"."""

    @property
    def times_a_day(self) -> int | None:
        """How often a day, at first."""
        return self.phases[0].times if self.phases else None

    @property
    def says_when(self) -> bool:
        """Whether it says how often something is to be done, of an exercise or of the whole sheet."""
        return bool(self.phases) and (self.is_exercise or not self.name)

    @property
    def says_how_much(self) -> bool:
        """Whether there is a number of it that is kept."""
        return any(value is not None for value in (self.hold_s, self.reps, self.sets))

    def dosage(self, usual: Dosage) -> Dosage:
        """The dosage of a line, for what it does not say the usual one."""
        said = {
            name: value
            for name in ("hold_s", "reps", "sets", "rest_s", "set_rest_s")
            if (value := getattr(self, name)) is not None
        }
        if said.keys() & {"hold_s", "reps"}:  # "1 min" means once, whatever is usual
            said = {"reps": 1, "sets": 1, **said}
        return replace(usual, **said)


_GROUPS: Mapping[str, MuscleGroup] = {
    "front": MuscleGroup.FRONT,
    "inner": MuscleGroup.INNER,
    "outer": MuscleGroup.OUTER,
    "back": MuscleGroup.BACK,
}
_POSITIONS: Mapping[str, Position] = {
    "standing": Position.STANDING,
    "chair": Position.CHAIR,
    "prone": Position.PRONE,
    "sidelying": Position.SIDE_LYING,
    "kneeling": Position.KNEELING,
    "floor": Position.FLOOR_SITTING,
}
"""Kinds of words, those first that count first."""
_BOUNDS = {
    **{
        name: BOUNDS[field] for name, field in (("hold", "hold_s"), ("rest", "rest_s"), ("setrest", "rest_s"))
    },
    **{name: BOUNDS[name] for name in ("reps", "sets")},
    **{
        name: (one.least, one.most)
        for name, one in ((TIMES, TIMES_A_DAY), (DAYS, DAYS_A_WEEK), (LASTS, WEEKS))
    },
}


def read(text: str, exercises: Mapping[str, Exercise], grammar: Grammar, names: Names) -> tuple[Line, ...]:
    """What the lines of a sheet say; those that say nothing, and those beyond MOST_LINES, are left out.

    Of a sheet that this program printed, the exercises alone.
    """
    if printed := amounts(text)[:MOST_LINES]:
        return tuple(read_line(amount, exercises, grammar, names, name) for name, amount in printed)
    lines: list[Line] = []
    section: Sides | None = None
    headings: list[str] = []
    is_joined = False
    for typed in raw_lines(text)[:MOST_LINES]:
        row = cells(typed)
        raw = under(headings, row, grammar) if len(row) == len(headings) else typed
        line = replace(_read_whole(raw, exercises, grammar, names), text=" ".join(typed.split()))
        if not line.is_exercise and any(map(grammar.is_column, row)):
            headings = row
        if not line.name and not line.phases:
            above, joined = lines[-1] if lines else None, None
            if above and not (line.sides and grammar.is_more(raw)):
                whole = _read_whole(f"{above.text}, {raw.strip()}", exercises, grammar, names)
                whole = _in_section(whole, section, exercises)
                joined = whole if _adds(above, line, whole) else None
            if _is_side_alone(line, raw, grammar):
                heads = any(one.is_side_heading for one in lines) or not (above and above.is_exercise)
                has_none = joined and Remark.SIDE in joined.remarks and not is_joined
                line = replace(line, is_side_heading=bool(line.is_side_heading or heads or has_none))
            if joined and not line.is_side_heading:
                lines[-1], is_joined = joined, True
                continue
            section = line.sides if line.is_side_heading else None
        elif not line.is_exercise:
            section = None
        else:
            line = _in_section(line, section, exercises)
        lines.append(line)
        is_joined = False
    return tuple(lines)


def _in_section(line: Line, section: Sides | None, exercises: Mapping[str, Exercise]) -> Line:
    """A line, with the side of the heading above it if it says none."""
    return corrected(line, {"sides": section}, exercises) if section and not line.sides else line


def is_too_long(text: str) -> bool:
    """Whether a sheet has more lines than are read."""
    return len(raw_lines(text)) > MOST_LINES


def _is_side_alone(line: Line, raw: str, grammar: Grammar) -> bool:
    """Whether a line says a side and nothing else: "Left hip"."""
    return bool(line.sides) and not (line.says_how_much or line.rest_s or line.unread or grammar.is_more(raw))


def _read_whole(raw: str, exercises: Mapping[str, Exercise], grammar: Grammar, names: Names) -> Line:
    """A line, of which the end is unread if it is too long."""
    text = " ".join(raw.split())
    line = read_line(text[:LONGEST], exercises, grammar, names)
    rest = text[LONGEST:]
    return replace(line, unread=(*line.unread, f"{rest[:LONGEST]}…")) if rest else line


def _adds(above: Line, line: Line, joined: Line) -> bool:
    """Whether a line says more of the exercise of the line above, and contradicts nothing there."""
    kept = all(getattr(above, name) in (None, getattr(joined, name)) for name in _AMOUNTS)
    more = any(getattr(line, name) is not None for name in _AMOUNTS)
    return (
        kept
        and more
        and joined.is_exercise
        and joined.name == above.name
        and joined.unread == (*above.unread, *line.unread)
    )


def read_line(
    text: str, exercises: Mapping[str, Exercise], grammar: Grammar, names: Names, name: str = ""
) -> Line:
    """What one line says, of the exercise called `name`, if that is given; `names` are those of the exercises."""
    said = grammar.read(text[:LONGEST])
    found = said.numbers
    remarks: list[Remark] = [Remark.LEAST] if said.is_range else []
    part = "" if name else _part_of_name(said, names)
    whole = said.nouns.get(part, "")
    told = part if names.recognised(part) and not names.recognised(whole) else whole or part
    name = _shown(name or told)[:LONGEST_NAME].strip()
    name = name[:1].upper() + name[1:]
    known = names.recognised(name)
    first, second = found.pop("first", None), found.pop("second", None)
    if first is not None and second is not None:
        held = exercises[known].kind is Kind.HOLD if known else bool(grammar.stem(text, ("held",)))
        seconds = held and second >= SECONDS_FROM and "hold" not in found
        found |= {"reps": first, "hold": second} if seconds else {"sets": first, "reps": second}
        remarks += [Remark.SECONDS] if seconds else []
    is_pair = second is not None and Remark.SECONDS not in remarks and "hold" not in found
    if "setrest" in found and "sets" not in found and "reps" in found:  # "3 x 30 s", and a rest after each
        found |= {"sets": found["reps"], "reps": 1}
    kept = {name: value for name, value in found.items() if _possible(name, value)}
    phases = [{name: value for name, value in one.items() if _possible(name, value)} for one in said.phases]
    if any(one.keys() == {LASTS} != before.keys() for one, before in zip(phases, said.phases, strict=True)):
        phases = []  # so long of something that can't be
    remarks += [Remark.BOUNDS] if kept.keys() != found.keys() or phases != said.phases else []
    remarks += [Remark.MONTHS] if said.has_months else []
    unread = [other for other in said.unread if other != part or (known and names.has_more_numbers(part))]
    if phases and not found and not known and not said.sides and not names.heard(part):
        name = ""  # "all exercises": it speaks of the whole sheet
    remarks += [Remark.SLASH] if said.has_slash else []
    remarks += [Remark.SIDE] if _has_no(said.sides, known, exercises) else []
    unread += [said.typed[one] for one in found.keys() - kept.keys() if one in said.typed]
    says_much = bool(
        found
        or (phases and part and not any(map(str.isalpha, text.partition(part)[0])))
        or (said.sides and ":" not in text and names.heard(name))
        or grammar.is_listed(text)
    )
    speaks = len(name.split()) <= MOST_WORDS and grammar.stem(name, ("held", *_GROUPS))
    is_exercise = bool(name and (known or says_much or speaks)) and not grammar.is_note(text)
    is_heading = bool(said.sides and text.endswith(":") and not (name or found or phases))
    return Line(
        text=text,
        name=name,
        exercise=known,
        hold_s=kept.get("hold"),
        reps=_whole(kept.get("reps")),
        sets=_whole(kept.get("sets")),
        rest_s=kept.get("rest"),
        set_rest_s=kept.get("setrest"),
        sides=said.sides,
        phases=tuple(
            Phase(*(_whole(one.get(name)) for name in (TIMES, DAYS, LASTS))) for one in phases if one
        ),
        remarks=tuple(remarks),
        unread=tuple(map(_shown, unread)),
        is_exercise=is_exercise,
        is_pair=is_pair,
        is_side_heading=is_heading,
    )


def corrected(line: Line, said: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> Line:
    """A line for which the person says otherwise; `said` are values of its fields.

    An exercise that is there no longer is not said.
    """
    said = {name: one for name, one in said.items() if name != "exercise" or one is None or one in exercises}
    is_pair = line.is_pair and not said.keys() & {"hold_s", "reps", "sets"}
    made = replace(line, **said, is_pair=is_pair)
    remarks: list[Remark] = [remark for remark in line.remarks if remark is not Remark.SIDE]
    remarks += [Remark.SIDE] if _has_no(made.sides, made.exercise, exercises) else []
    return replace(made, name=made.name or made.text[:LONGEST_NAME], remarks=tuple(remarks))


def schedule(lines: Iterable[Line], today: date) -> Schedule | None:
    """When a routine of these lines is meant to be done, from today on if it ends or changes.

    None if none says on how many days or for how long. Of lines that say something else the least counts.
    """
    plans = [line.phases for line in lines if line.says_when]
    if any(phase.days or phase.weeks for plan in plans for phase in plan):
        return with_periods(daily(1), least(plans), today)
    return None


def names_of(
    exercises: Mapping[str, Exercise], others: Mapping[str, Iterable[str]], grammar: Grammar
) -> Names:
    """The names by which exercises are known: those they have, then `others`, by id, in other languages."""
    own = ((id_, name) for id_, e in exercises.items() for name in (e.text.name, id_, *e.text.also))
    known = ((id_, name) for id_ in exercises for name in others.get(id_, ()))
    return Names(chain(own, known), grammar.numbers, grammar.unheard)


def likely_group(name: str, grammar: Grammar) -> MuscleGroup:
    """Where an exercise that is not known works, by its name; the person may say otherwise."""
    return _GROUPS.get(grammar.stem(name, _GROUPS), MuscleGroup.OUTER)


def likely_position(name: str, grammar: Grammar) -> Position:
    """How the body rests in an exercise that is not known, by its name; likewise."""
    return _POSITIONS.get(grammar.stem(name, _POSITIONS), Position.SUPINE)


def _part_of_name(said: Said, names: Names) -> str:
    """The part of a line that is most likely the name, "" if there is none.

    The first that names a known exercise, else the first before the numbers that says enough, else the longest.
    """
    known = (part for part in said.parts if names.recognised(part))
    early = (part for part in said.parts[: said.early] if _length(part) >= 3 and names.heard(part))
    return next(chain(known, early), max(said.parts, key=_length, default=""))


def _length(part: str) -> float:
    """Letters, of which one in Chinese, Japanese or Korean says more."""
    return sum(1.5 if is_syllable(character) else 1 for character in part if character.isalpha())


def _has_no(sides: Sides | None, exercise: str | None, exercises: Mapping[str, Exercise]) -> bool:
    """Whether an exercise can't be done with one side, though one is said."""
    if exercise is None or exercises[exercise].sides is Sides.EACH:
        return False
    return sides in (Sides.LEFT, Sides.RIGHT) and sides is not exercises[exercise].sides


def _shown(text: str) -> str:
    return "".join(filter(is_shown, text))


def _possible(name: str, value: float) -> bool:
    lowest, highest = _BOUNDS[name]
    return lowest <= value <= highest and (name in ("hold", "rest", "setrest") or value == int(value))


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
