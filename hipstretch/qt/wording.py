"""Words and numbers for people, in the language of the program, for the window and the terminal alike."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QTime

from hipstretch.core import figures
from hipstretch.core.conditions import Condition, Equipment, Variant, variant
from hipstretch.core.exercise import Dosage, Exercise, Kind, MuscleGroup, Position, Side, Sides
from hipstretch.core.outcome import Outcome
from hipstretch.core.routine import Entry
from hipstretch.core.settings import Settings, VoiceAmount
from hipstretch.core.timeline import PhaseKind, dosage_for
from hipstretch.data.toml_fields import FORMS
from hipstretch.translation import tr, tr_count, tr_in

ENDS = ".。।"
"""What ends a sentence in one language or another."""
IN_SECONDS_S = 120
"""Holds below this are in seconds; from it on whole minutes are in minutes."""

if TYPE_CHECKING:
    from hipstretch.core.check import Grade
    from hipstretch.core.snapshot import Snapshot
    from hipstretch.core.speech import Line


def side(value: Side) -> str:
    """The side as a word inside a sentence."""
    return {
        Side.LEFT: tr("left"),
        Side.RIGHT: tr("right"),
        Side.BOTH: tr("both sides"),
    }[value]


def side_phrase(value: Side) -> str:
    """The side as it stands beside an exercise: "left side", "both sides"."""
    return {Side.LEFT: tr("left side"), Side.RIGHT: tr("right side"), Side.BOTH: side(value)}[value]


def phase(kind: PhaseKind) -> str:
    """What to do in a phase, in a word or two."""
    return {
        PhaseKind.PREPARE: tr("Get ready"),
        PhaseKind.HOLD: tr("Hold"),
        PhaseKind.REPETITION: tr("Move"),
        PhaseKind.REST: tr("Rest"),
        PhaseKind.SWITCH: tr("Switch sides"),
    }[kind]


def group(value: MuscleGroup) -> str:
    """Where the hip is worked."""
    return {
        MuscleGroup.FRONT: tr("Front of the hip"),
        MuscleGroup.BACK: tr("Back of the hip"),
        MuscleGroup.OUTER: tr("Outer hip"),
        MuscleGroup.INNER: tr("Inner hip"),
    }[value]


def group_in_short(value: MuscleGroup) -> str:
    """Where the hip is worked, where hip is said beside it."""
    return {
        MuscleGroup.FRONT: tr("front"),
        MuscleGroup.BACK: tr("back"),
        MuscleGroup.OUTER: tr("outer"),
        MuscleGroup.INNER: tr("inner"),
    }[value]


def position(value: Position) -> str:
    """How the body rests, as an instruction."""
    return {
        Position.SUPINE: tr("Lie on your back"),
        Position.PRONE: tr("Lie face down"),
        Position.SIDE_LYING: tr("Lie on your side"),
        Position.FLOOR_SITTING: tr("Sit on the floor"),
        Position.KNEELING: tr("Kneel"),
        Position.CHAIR: tr("Sit on a chair"),
        Position.STANDING: tr("Stand"),
    }[value]


def position_name(value: Position) -> str:
    """How the body rests, as a label."""
    return {
        Position.SUPINE: tr("Lying on the back"),
        Position.PRONE: tr("Lying face down"),
        Position.SIDE_LYING: tr("Lying on the side"),
        Position.FLOOR_SITTING: tr("Sitting on the floor"),
        Position.KNEELING: tr("Kneeling"),
        Position.CHAIR: tr("Sitting on a chair"),
        Position.STANDING: tr("Standing"),
    }[value]


def says_position(step: str) -> bool:
    """Whether a step begins as one of the positions does, so that none need be said before it."""
    return any(step.casefold().startswith(position(one).split()[0].casefold()) for one in Position)


def condition(value: Condition) -> str:
    """What someone may have to mind, inside a sentence."""
    return {
        Condition.HIP_REPLACEMENT_POSTERIOR: tr("hip replacement from the back"),
        Condition.HIP_REPLACEMENT_LATERAL: tr("hip replacement from the side"),
        Condition.HIP_REPLACEMENT_ANTERIOR: tr("hip replacement from the front"),
        Condition.KNEE_PAIN: tr("knee pain"),
        Condition.OSTEOPOROSIS: tr("osteoporosis"),
        Condition.PREGNANCY: tr("pregnancy"),
        Condition.PELVIC_PAIN: tr("pelvic pain"),
        Condition.ARCHING_HURTS: tr("a back that hurts when it arches"),
        Condition.BENDING_HURTS: tr("disc trouble or sciatica"),
        Condition.HIP_PINCH: tr("a pinch at the front of the hip"),
        Condition.OUTER_HIP_TENDON: tr("sore tendons at the outer hip"),
        Condition.RECENT_SURGERY: tr("recent surgery"),
    }[value]


def conditions(values: Iterable[Condition]) -> str:
    """Some of them, inside a sentence."""
    return listed(map(condition, values))


def equipment(value: Equipment) -> str:
    """A thing that an exercise may need."""
    return {
        Equipment.CHAIR: tr("firm chair"),
        Equipment.CUSHION: tr("cushion, ball or blanket"),
        Equipment.STRAP: tr("strap, belt or towel"),
        Equipment.STEP: tr("low step or stool"),
    }[value]


def grade(value: "Grade") -> str:
    """What a tightness check found."""
    from hipstretch.core.check import Grade

    return {
        Grade.EASY: tr("easy"),
        Grade.A_BIT_TIGHT: tr("a bit tight"),
        Grade.TIGHT: tr("tight"),
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
        Variant.LEFT_OUT: tr(
            "Left out of suggestions because of {conditions}: do it only if your clinician says so."
        ),
        Variant.EASIER: tr("Easier form first, because of {conditions}: {easier}"),
    }[found]
    return text.format(conditions=conditions(because), easier=easier(exercise, because))


def caution_in_short(exercise: Exercise, having: Iterable[Condition]) -> str:
    """The same for a card."""
    found, because = variant(exercise, having)
    text = {
        Variant.USUAL: "",
        Variant.EASIER: tr("easier form first"),
        Variant.LEFT_OUT: tr("to be left out: {conditions}"),
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
    return tr("Left out because of {conditions}: {exercises}.").format(
        conditions=conditions(because), exercises=listed(names[:most]) + more
    )


def outcome(value: Outcome) -> str:
    """How a set ended; a statement, never a reproach."""
    return {
        Outcome.DONE: tr("done"),
        Outcome.EASED: tr("eased off"),
        Outcome.SKIPPED: tr("left out"),
    }[value]


def number(value: float) -> str:
    """A number as the locale writes it, with at most one digit after the point."""
    digits = 0 if float(value).is_integer() else 1
    return QLocale().toString(float(value), "f", digits)


def span(values: tuple[float, float]) -> str:
    """A range, or one number: "15–30"."""
    least, most = map(number, values)
    return least if least == most else tr("{least}–{most}").format(least=least, most=most)


def titled(title: str, text: str) -> str:
    """Words with what they are about before them: "Left side: 30 s"."""
    return tr("{title}: {text}").format(title=title, text=text)


def in_a_row(first: str, second: str) -> str:
    """A sentence after another one."""
    # Translators: two sentences, one after the other
    return tr("{first} {second}").format(first=first, second=second)


def percent(value: float) -> str:
    """So many hundredths: "45 %"."""
    return tr("{count} %").format(count=number(value))


def upper(text: str) -> str:
    """In capitals, as the language has them: it may have two of the letter i."""
    return QLocale().toUpper(text)


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return upper(text[:1]) + text[1:]


def listed(parts: Iterable[str]) -> str:
    """Several things in a row, as the language sets them apart: "knee pain, pregnancy"."""
    # Translators: two things of a list, or the list so far and the next one
    return _joined(parts, tr("{before}, {after}"))


def either(parts: Iterable[str]) -> str:
    """Several things to choose from: "low or medium or high"."""
    return _joined(parts, tr("{before} or {after}"))


def _joined(parts: Iterable[str], pair: str) -> str:
    found = list(parts)
    return reduce(lambda before, after: pair.format(before=before, after=after), found) if found else ""


def seconds(value: float) -> str:
    """A length such as "30 s"."""
    return tr("{count} s").format(count=number(figures.tenth(value)))


def held(*sets_s: float) -> str:
    """How long was held in some sets, in whole seconds: "45 s"."""
    return tr("{count} s").format(count=number(sum(map(figures.seconds, sets_s))))


def minutes(value_s: float) -> str:
    """A length in seconds as rounded minutes, such as "12 min"; less than one is said in whole seconds."""
    if (whole := figures.seconds(value_s)) < 60:
        return tr("{count} s").format(count=number(whole))
    return tr("{count} min").format(count=number(figures.minutes(value_s)))


def left(value_s: float) -> str:
    """How long something still takes, which is never nothing before its end."""
    return minutes(math.ceil(value_s))


def days_and_work(days_: int, work_s: float) -> str:
    """What was done in some days: "3 days, 42 min of work"."""
    words = tr_count("{count} day, {length} of work", "{count} days, {length} of work", days_)
    return words.format(count=number(days_), length=minutes(work_s))


def days(count: int) -> str:
    """So many days: "1 day", "3 days"."""
    return tr_count("{count} day", "{count} days", count).format(count=number(count))


def repetitions(count: int) -> str:
    """So many repetitions: "1 repetition", "10 repetitions"."""
    return tr_count("{count} repetition", "{count} repetitions", count).format(count=number(count))


def days_ago(count: int) -> str:
    """How many days ago something was: "3 days ago"."""
    return tr_count("{count} day ago", "{count} days ago", count).format(count=number(count))


def _hours_ago(count: int) -> str:
    return tr_count("{count} hour ago", "{count} hours ago", count).format(count=number(count))


def _minutes_ago(count: int) -> str:
    return tr_count("{count} minute ago", "{count} minutes ago", count).format(count=number(count))


def ago(value_s: float) -> str:
    """How long ago something was: "40 minutes ago", "5 hours ago", "3 days ago"."""
    for unit_s, say in ((86400, days_ago), (3600, _hours_ago), (60, _minutes_ago)):
        if (count := round(value_s / unit_s)) >= 1:
            return say(count)
    return tr("a moment ago")


def all_of_days(words: Iterable[str]) -> str:
    """A list of days that all belong to it, in a sentence: "Monday, Wednesday and Friday"."""
    return _all_of(
        words,
        tr_in("on {days}", "{before}, {next}"),
        # Translators: the end of a list of days in a sentence: "Monday, Wednesday" and "Friday"
        tr_in("on {days}", "{before} and {last}"),
    )


def all_of_times(words: Iterable[str]) -> str:
    """A list of times of day that all belong to it, in a sentence: "7:00, 12:00 and 20:00"."""
    return _all_of(words, tr_in("at {times}", "{before}, {next}"), tr_in("at {times}", "{before} and {last}"))


def _all_of(words: Iterable[str], going_on: str, end: str) -> str:
    *before, last = words
    if not before:
        return last
    return end.format(
        before=reduce(lambda one, two: going_on.format(before=one, next=two), before), last=last
    )


def interrupted(snapshot: "Snapshot", exercises: Mapping[str, Exercise], age_s: float) -> str:
    """Where an interrupted session stood, in a sentence; `age_s` is how many seconds ago."""
    here = snapshot.point.here
    exercise_id = snapshot.routine.entries[here.entry].exercise
    exercise = exercises.get(exercise_id)
    return tr("You were on rep {rep}, {side}, of “{exercise}”, {ago}.").format(
        rep=number(here.rep),
        side=side_phrase(here.side),
        exercise=exercise.text.name if exercise else exercise_id,
        ago=ago(age_s),
    )


def first_weekday() -> int:
    """The weekday that begins a week here, from 1 for Monday to 7."""
    system, here = QLocale.system(), QLocale()
    return (system if system.language() == here.language() else here).firstDayOfWeek().value


def clock(moment: datetime) -> str:
    """The time of day as the locale writes it, without seconds."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def done_at(length_s: float, now: datetime) -> str:
    """How long something takes, and when it would end."""
    words = tr("{length} · done at {time} if you start now")
    return words.format(length=minutes(length_s), time=clock(now + timedelta(seconds=length_s)))


def short_day(day: date) -> str:
    """A date as short as the locale writes it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), day_format())


def day_format() -> str:
    """How Qt is to write a short date: as the locale does, with all four digits of the year."""
    how = QLocale().dateFormat(QLocale.FormatType.ShortFormat).replace("\u200f", "")
    return re.sub("(?<!y)yy(?!y)", "yyyy", how)


def month(day: date) -> str:
    """The month of a day, and its year."""
    name = QLocale().standaloneMonthName(day.month, QLocale.FormatType.LongFormat)
    return tr("{month} {year}").format(month=name, year=str(day.year))


def long_day(day: date) -> str:
    """A date as the locale writes it in full."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def dosage(exercise: Exercise, amount: Dosage) -> str:
    """An exercise's dosage in a line: "3 × 30 s each side", "3 sets of 10 each side"."""
    if exercise.kind is Kind.HOLD:
        whole = amount.hold_s >= IN_SECONDS_S and amount.hold_s % 60 == 0
        reps = minutes(amount.hold_s) if whole else seconds(amount.hold_s)
        if amount.reps > 1:
            reps = tr("{reps} × {length}").format(reps=number(amount.reps), length=reps)
        text = reps
    else:
        text = repetitions(amount.reps)
    if amount.sets > 1:
        text = sets_of(amount.sets, text)
    sides = {
        Sides.EACH: tr("{amount} each side"),
        Sides.LEFT: tr("{amount} left side"),
        Sides.RIGHT: tr("{amount} right side"),
        Sides.BOTH: "{amount}",
    }[exercise.sides]
    return sides.format(amount=text)


def sets_of(count: int, amount: str) -> str:
    """So many sets of an amount that is in words: "3 sets of 10 repetitions"."""
    words = tr_count("{sets} set of {dosage}", "{sets} sets of {dosage}", count)
    return words.format(sets=number(count), dosage=amount)


def spoken(
    line: "Line", entry: Entry, exercise: Exercise, settings: Settings, *, easier: bool = False
) -> tuple[str, ...]:
    """What a line says, from everything to the least that still helps.

    `entry` and `exercise` are its phase's; `easier` says whether the easier form counts.
    """
    from hipstretch.core.speech import Topic

    name, side_ = exercise.text.name, line.phase.side
    here = "" if side_ is Side.BOTH else sentence(side_phrase(side_))
    least = (here, sentence(side(side_))) if here else (sentence(name),)
    amount = sentence(spoken_dosage(exercise, dosage_for(entry, exercise, settings)))
    brief = tuple(
        " ".join(filter(None, words)) for words in ((sentence(name), here, amount), (sentence(name), here))
    )
    following = tuple(tr("Next: {words}").format(words=words) for words in (*brief, sentence(name)))
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
            switch = {
                Side.LEFT: tr("Switch to the left."),
                Side.RIGHT: tr("Switch to the right."),
                Side.BOTH: tr("Now both sides."),
            }
            return (switch[side_], *least)
        case Topic.REST:
            return (tr("Rest."),)
        case Topic.FEEL:
            felt = sentence(tr("Feel it: {place}").format(place=fill(exercise.text.felt, side_)))
            return (f"{felt} {exercise.text.breathing}", felt)
        case Topic.HALF:
            return (tr("Half."),)
        case Topic.NEXT:
            return following
        case Topic.HALF_AND_NEXT:
            half = tr("Half.")
            return (*(f"{half} {words}" for words in following), half)
        case Topic.COUNT:
            return (str(line.count),)


def spoken_dosage(exercise: Exercise, amount: Dosage) -> str:
    """A dosage as it is said aloud: "3 times 30 seconds, each side"."""
    if exercise.kind is Kind.HOLD:
        text = tr_count("{count} second", "{count} seconds", math.ceil(amount.hold_s))
        text = text.format(count=number(amount.hold_s))
        if amount.reps > 1:
            words = tr_count("{reps} time {length}", "{reps} times {length}", amount.reps)
            text = words.format(reps=number(amount.reps), length=text)
    else:
        text = repetitions(amount.reps)
    if amount.sets > 1:
        text = sets_of(amount.sets, text)
    return tr("{amount}, each side").format(amount=text) if exercise.sides is Sides.EACH else text


def sentence(text: str) -> str:
    """Words as a sentence, with its capital and its end; nothing if there are none."""
    # Translators: a sentence with its end, when it is said aloud
    return tr("{sentence}.").format(sentence=capital(text).rstrip(ENDS)) if text else ""


def fill(text: str, working: Side) -> str:
    """An exercise's sentence as it is said for the side that works.

    "{side}" and "{other}" stand for the words of that side and the other one. Where a language bends such words, its
    text has both forms, that of the left side first: "das {linke|rechte} Knie".
    """
    text = text.replace("{side}", side(working)).replace("{other}", side(working.other))
    return FORMS.sub(lambda found: found[1] if working is Side.LEFT else found[2], text)
