"""A session in words: the history and the page after a session say the same of it."""

from hipstretch.core.exercise import Kind, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import ExerciseRecord, SessionRecord, SetRecord
from hipstretch.translation import tr, tr_count

from . import wording


def session_line(what: str, record: SessionRecord) -> str:
    """What it was, a name or a day, with its work and its times: "Daily hips · 10 min of work · 21:20 to 21:38"."""
    # Translators: a routine's name or a date, then how much was done and from when to when
    return tr("{routine} · {length} of work · {time} to {until}").format(
        routine=what,
        length=wording.minutes(record.active_s),
        time=wording.clock(record.started_at),
        until=wording.clock(record.ended_at),
    )


def set_lines(exercise: ExerciseRecord) -> list[tuple[str, str, str]]:
    """Of each set its side, what was done, and how it ended; a side that says nothing is empty."""
    several = len(exercise.sets) > len({one.side for one in exercise.sets})
    return [_set_words(one, numbered=several) for one in exercise.sets]


def _set_words(one: SetRecord, *, numbered: bool) -> tuple[str, str, str]:
    side = wording.side_phrase(one.side) if one.side is not Side.BOTH or numbered else ""
    done = _held(one) if one.kind is Kind.HOLD else _repeated(one)
    begun = one.outcome is Outcome.SKIPPED and one.done_s > 0
    return side, done, tr("in part") if begun else wording.outcome(one.outcome)


def _held(one: SetRecord) -> str:
    """What was held, as often and as long as it was planned, or of how much if it was not all: "64 s of 90 s"."""
    done, planned = wording.held(one.done_s), wording.held(one.planned_s)
    if done != planned:
        return tr("{done} of {planned}").format(done=done, planned=planned)
    if one.planned_reps <= 1:
        return done
    length = wording.seconds(one.planned_s / one.planned_reps)
    return tr("{reps} × {length}").format(reps=wording.number(one.planned_reps), length=length)


def _repeated(one: SetRecord) -> str:
    """The repetitions, or of how many if it was not all."""
    if one.done_reps == one.planned_reps:
        return wording.repetitions(one.done_reps)
    words = tr_count("{done} of {planned} repetition", "{done} of {planned} repetitions", one.planned_reps)
    return words.format(done=wording.number(one.done_reps), planned=wording.number(one.planned_reps))
