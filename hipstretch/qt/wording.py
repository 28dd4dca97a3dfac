"""Words and numbers for people, in the language of the program, for the window and the terminal alike."""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from hipstretch.core.conditions import Condition, Equipment, Variant, variant
from hipstretch.core.exercise import Dosage, Exercise, Kind, MuscleGroup, Position, Side, Sides
from hipstretch.core.outcome import Outcome
from hipstretch.core.routine import Entry
from hipstretch.core.settings import Settings, VoiceAmount
from hipstretch.core.timeline import PhaseKind, dosage_for

if TYPE_CHECKING:
    from hipstretch.core.check import Grade
    from hipstretch.core.snapshot import Snapshot
    from hipstretch.core.speech import Line
    from hipstretch.qt.sound.output import Output


def _tr(text: str, comment: str = "", n: int = -1) -> str:
    return QCoreApplication.translate("Wording", text, comment, n)


def translator(context: str) -> Callable[[str], str]:
    """What translates the sentences of a module that has no QObject to do so."""
    return partial(QCoreApplication.translate, context)


def side(value: Side) -> str:
    """The side as a word inside a sentence."""
    return {
        Side.LEFT: _tr("left"),
        Side.RIGHT: _tr("right"),
        Side.BOTH: _tr("both sides"),
    }[value]


def side_phrase(value: Side) -> str:
    """The side as it stands beside an exercise: "left side", "both sides"."""
    return side(value) if value is Side.BOTH else _tr("{side} side").format(side=side(value))


def phase(kind: PhaseKind) -> str:
    """What to do in a phase, in a word or two."""
    return {
        PhaseKind.PREPARE: _tr("Get ready"),
        PhaseKind.HOLD: _tr("Hold"),
        PhaseKind.REPETITION: _tr("Move"),
        PhaseKind.REST: _tr("Rest"),
        PhaseKind.SWITCH: _tr("Switch sides"),
    }[kind]


def group(value: MuscleGroup) -> str:
    """Where the hip is worked."""
    return {
        MuscleGroup.FRONT: _tr("Front of the hip"),
        MuscleGroup.BACK: _tr("Back of the hip"),
        MuscleGroup.OUTER: _tr("Outer hip"),
        MuscleGroup.INNER: _tr("Inner hip"),
    }[value]


def position(value: Position) -> str:
    """How the body rests, as an instruction."""
    return {
        Position.SUPINE: _tr("Lie on your back"),
        Position.PRONE: _tr("Lie face down"),
        Position.SIDE_LYING: _tr("Lie on your side"),
        Position.FLOOR_SITTING: _tr("Sit on the floor"),
        Position.KNEELING: _tr("Kneel"),
        Position.CHAIR: _tr("Sit on a chair"),
        Position.STANDING: _tr("Stand"),
    }[value]


def says_position(step: str) -> bool:
    """Whether a step begins as one of the positions does, so that none need be said before it."""
    return any(step.casefold().startswith(position(one).split()[0].casefold()) for one in Position)


def condition(value: Condition) -> str:
    """What someone may have to mind, inside a sentence."""
    return {
        Condition.HIP_REPLACEMENT_POSTERIOR: _tr("hip replacement from the back"),
        Condition.HIP_REPLACEMENT_LATERAL: _tr("hip replacement from the side"),
        Condition.HIP_REPLACEMENT_ANTERIOR: _tr("hip replacement from the front"),
        Condition.KNEE_PAIN: _tr("knee pain"),
        Condition.OSTEOPOROSIS: _tr("osteoporosis"),
        Condition.PREGNANCY: _tr("pregnancy"),
        Condition.PELVIC_PAIN: _tr("pelvic pain"),
        Condition.ARCHING_HURTS: _tr("a back that hurts when it arches"),
        Condition.BENDING_HURTS: _tr("disc trouble or sciatica"),
        Condition.HIP_PINCH: _tr("a pinch at the front of the hip"),
        Condition.OUTER_HIP_TENDON: _tr("sore tendons at the outer hip"),
        Condition.RECENT_SURGERY: _tr("recent surgery"),
    }[value]


def conditions(values: Iterable[Condition]) -> str:
    """Some of them, inside a sentence."""
    return ", ".join(map(condition, values))


def equipment(value: Equipment) -> str:
    """A thing that an exercise may need."""
    return {
        Equipment.CHAIR: _tr("firm chair"),
        Equipment.CUSHION: _tr("cushion, ball or blanket"),
        Equipment.STRAP: _tr("strap, belt or towel"),
        Equipment.STEP: _tr("low step or stool"),
    }[value]


def grade(value: "Grade") -> str:
    """What a tightness check found."""
    from hipstretch.core.check import Grade

    return {
        Grade.EASY: _tr("easy"),
        Grade.A_BIT_TIGHT: _tr("a bit tight"),
        Grade.TIGHT: _tr("tight"),
    }[value]


def easier(exercise: Exercise, because: Iterable[Condition]) -> str:
    """How to do an exercise in its easier form for someone with these conditions."""
    return exercise.text.easier_for(because)


def caution(exercise: Exercise, having: Iterable[Condition]) -> str:
    """What the person's conditions mean for an exercise, in a sentence; empty if nothing."""
    found, because = variant(exercise, having)
    if found is Variant.USUAL:
        return ""
    text = {
        Variant.LEFT_OUT: _tr(
            "Left out of suggestions because of {conditions}: do it only if your clinician says so."
        ),
        Variant.EASIER: _tr("Easier form first, because of {conditions}: {easier}"),
    }[found]
    return text.format(conditions=conditions(because), easier=easier(exercise, because))


def caution_in_short(exercise: Exercise, having: Iterable[Condition]) -> str:
    """The same for a card."""
    found, because = variant(exercise, having)
    text = {
        Variant.USUAL: "",
        Variant.EASIER: _tr("easier form first"),
        Variant.LEFT_OUT: _tr("to be left out: {conditions}"),
    }[found]
    return text.format(conditions=conditions(because))


def left_out(
    found: Mapping[str, tuple[Condition, ...]], exercises: Mapping[str, Exercise], most: int = 100
) -> str:
    """What the person's conditions take out of a routine, in a sentence with `most` names; empty if nothing."""
    if not found:
        return ""
    names = [exercises[name].text.name for name in found]
    because = dict.fromkeys(c for some in found.values() for c in some)
    more = "…" if len(names) > most else ""
    return _tr("Left out because of {conditions}: {exercises}.").format(
        conditions=conditions(because), exercises=", ".join(names[:most]) + more
    )


def output(found: "Output | None") -> str:
    """What sounds come out of, and how loud the computer is."""
    if found is None:
        return _tr("Which device sounds come out of is not known on this computer.")
    loud = _tr("computer at {count} %").format(count=str(found.percent)) if found.percent is not None else ""
    return " · ".join(filter(None, [found.name, loud]))


def output_problem(found: "Output | None") -> str:
    """Why nothing is heard from an output; empty if nothing is known to be wrong."""
    if found and found.muted:
        return _tr("{device} is muted: no sound will be heard.").format(device=found.name)
    return ""


def outcome(value: Outcome) -> str:
    """How a set ended; a statement, never a reproach."""
    return {
        Outcome.DONE: _tr("done"),
        Outcome.EASED: _tr("eased off"),
        Outcome.SKIPPED: _tr("left out"),
    }[value]


def number(value: float) -> str:
    """A number as the locale writes it, with at most one digit after the point."""
    digits = 0 if float(value).is_integer() else 1
    return QLocale().toString(float(value), "f", digits)


def seconds(value: float) -> str:
    """A length such as "30 s"."""
    return _tr("{count} s").format(count=number(value))


def minutes(value_s: float) -> str:
    """A length in seconds as rounded minutes, such as "12 min"; less than one is said in seconds."""
    if value_s < 60:
        return seconds(math.ceil(value_s))
    return _tr("{count} min").format(count=number(round(value_s / 60)))


def days(count: int) -> str:
    """So many days: "1 day", "3 days"."""
    return _tr("1 day") if count == 1 else _tr("%n days", "", count)


def age(value_s: float) -> str:
    """How long ago something was: "40 minutes", "5 hours", "3 days"."""
    for unit_s, one, many in (
        (86400, _tr("1 day"), "%n days"),
        (3600, _tr("1 hour"), "%n hours"),
        (60, _tr("1 minute"), "%n minutes"),
    ):
        if (count := round(value_s / unit_s)) >= 1:
            return one if count == 1 else _tr(many, "", count)
    return _tr("a moment")


def interrupted(snapshot: "Snapshot", exercises: Mapping[str, Exercise], age_s: float) -> str:
    """Where an interrupted session stood, in a sentence; `age_s` is how many seconds ago."""
    here = snapshot.point.here
    exercise_id = snapshot.routine.entries[here.entry].exercise
    exercise = exercises.get(exercise_id)
    return _tr("You were on rep {rep}, {side}, of “{exercise}”, {age} ago.").format(
        rep=str(here.rep),
        side=side_phrase(here.side),
        exercise=exercise.text.name if exercise else exercise_id,
        age=age(age_s),
    )


def first_weekday() -> int:
    """The weekday that begins a week here, from 1 for Monday to 7."""
    return QLocale().firstDayOfWeek().value


def clock(moment: datetime) -> str:
    """The time of day as the locale writes it, without seconds."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def short_day(day: date) -> str:
    """A date as short as the locale writes it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def long_day(day: date) -> str:
    """A date as the locale writes it in full."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def dosage(exercise: Exercise, amount: Dosage) -> str:
    """An exercise's dosage in a line: "3 × 30 s each side", "3 sets of 10 each side"."""
    if exercise.kind is Kind.HOLD:
        reps = seconds(amount.hold_s)
        if amount.reps > 1:
            reps = _tr("{reps} × {length}").format(reps=str(amount.reps), length=reps)
        text = reps
    else:
        text = _tr("1 repetition") if amount.reps == 1 else _tr("%n repetitions", "", amount.reps)
    if amount.sets > 1:
        text = _tr("{sets} sets of {dosage}").format(sets=str(amount.sets), dosage=text)
    suffix = {
        Sides.EACH: _tr("each side"),
        Sides.LEFT: _tr("left side"),
        Sides.RIGHT: _tr("right side"),
        Sides.BOTH: "",
    }[exercise.sides]
    return f"{text} {suffix}".strip()


def spoken(
    line: "Line", entry: Entry, exercise: Exercise, settings: Settings, *, easier: bool = False
) -> tuple[str, ...]:
    """What a line says, from everything to the least that still helps.

    `entry` and `exercise` are its phase's; `easier` says whether the easier form counts.
    """
    from hipstretch.core.speech import Topic

    name, side_ = exercise.text.name, line.phase.side
    here = "" if side_ is Side.BOTH else _sentence(_tr("{side} side").format(side=side(side_)))
    least = (here, _sentence(side(side_))) if here else (_sentence(name),)
    amount = _sentence(spoken_dosage(exercise, dosage_for(entry, exercise, settings)))
    brief = tuple(
        " ".join(filter(None, words)) for words in ((_sentence(name), here, amount), (_sentence(name), here))
    )
    following = tuple(_tr("Next: {words}").format(words=words) for words in (*brief, _sentence(name)))
    match line.topic:
        case Topic.EXERCISE if settings.voice_amount is VoiceAmount.SIDES:
            return least if here else ()
        case Topic.EXERCISE if settings.voice_amount is VoiceAmount.STEPS:
            text = exercise.text
            steps = [fill(step, side_) for step in (*text.steps_of(easier=easier), text.leave) if step]
            whole = tuple(" ".join((brief[0], *steps[:n])) for n in range(len(steps), 0, -1))
            return (*whole, *brief, *least)
        case Topic.EXERCISE:
            return (*brief, *least)
        case Topic.SWITCH:
            return (_tr("Switch to the {side}.").format(side=side(side_)), *least)
        case Topic.REST:
            return (_tr("Rest."),)
        case Topic.FEEL:
            felt = _sentence(_tr("Feel it: {place}").format(place=fill(exercise.text.felt, side_)))
            return (f"{felt} {exercise.text.breathing}", felt)
        case Topic.HALF:
            return (_tr("Half."),)
        case Topic.NEXT:
            return following
        case Topic.HALF_AND_NEXT:
            return (*(f"{_tr('Half.')} {words}" for words in following), _tr("Half."))
        case Topic.COUNT:
            return (str(line.count),)


def spoken_dosage(exercise: Exercise, amount: Dosage) -> str:
    """A dosage as it is said aloud: "3 times 30 seconds, each side"."""
    if exercise.kind is Kind.HOLD:
        text = _tr("{count} seconds").format(count=number(amount.hold_s))
        if amount.reps > 1:
            text = _tr("{reps} times {length}").format(reps=str(amount.reps), length=text)
    else:
        text = _tr("1 repetition") if amount.reps == 1 else _tr("%n repetitions", "", amount.reps)
    if amount.sets > 1:
        text = _tr("{sets} sets of {dosage}").format(sets=str(amount.sets), dosage=text)
    return f"{text}, {_tr('each side')}" if exercise.sides is Sides.EACH else text


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def fill(text: str, working: Side) -> str:
    """An exercise's sentence with its "{side}" and "{other}" said for the side that works."""
    return text.replace("{side}", side(working)).replace("{other}", side(working.other))
