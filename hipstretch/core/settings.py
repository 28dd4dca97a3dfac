"""What the person can change, with defaults, bounds and validation.

Settings read from outside go through `parse`: every value that can't be used is named and replaced by its
default in memory only, so that the file keeps what the person wrote.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from .conditions import Condition, Equipment
from .decode import Number, Reader, Whole, flag, mapping, one_of, refuse, text
from .exercise import Dosage, Position, Side
from .problem import Fault, Invalid, Problem

if TYPE_CHECKING:
    from .schedule import Schedule

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class SideOrder(StrEnum):
    """One side through all its sets and then the other, or sides in turn after every repetition."""

    THROUGH = "through"
    ALTERNATING = "alternating"


class RepMode(StrEnum):
    """Repetitions led by tempo, or counted when the person presses "done"."""

    TEMPO = "tempo"
    BY_HAND = "by_hand"


class Theme(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Motion(StrEnum):
    """Whether things move on the screen."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


class WhenClosed(StrEnum):
    """What becomes of reminders when the window is closed."""

    ASK = "ask"
    STAY = "stay"
    QUIT = "quit"


class VoiceAmount(StrEnum):
    """How much is said: which side comes, or each exercise and what comes next, or its steps as well."""

    SIDES = "sides"
    PHASES = "phases"
    STEPS = "steps"


class SoundTheme(StrEnum):
    """The folder below assets/sounds that the cues come from."""

    BOWL = "bowl"
    WOOD = "wood"


class SoundPlayer(StrEnum):
    """What plays the cues; automatic is the first of the others that is there and works."""

    AUTOMATIC = "automatic"
    SIMPLEAUDIO = "simpleaudio"
    QT = "qt"


HOLD_S, REPS, SETS, REST_S = Number(1, 600), Whole(1, 50), Whole(1, 10), Number(0, 300)
"""What a dosage may hold: seconds and counts."""
TIMES_A_DAY = Whole(1, 10)
"""How often an exercise or a routine may be due."""
MOST_TIMES_A_DAY = TIMES_A_DAY.most
PERCENT = Whole(0, 100)
MAX_ID = 64
"""Characters of an exercise's id."""
MAX_HIDDEN = 1000
"""Exercises that can be hidden."""
WEEKDAYS = range(1, 8)
"""Monday to Sunday, as ISO 8601 counts them."""

Parts = tuple[T, tuple[Problem, ...]]
"""What could be used of a value that has parts, and what is wrong with the others."""


def _of(default: T, read: Reader[T], *, local: bool = False) -> T:
    """A field with its default and what reads it, which knows the bounds; `local` belongs to one computer."""
    made: T = field(default=default, metadata={"read": read, "local": local})
    return made


def _in_parts(default: Callable[[], T], read: Callable[[Any], Parts[T]]) -> T:
    """A field of which a part can be used when another can't."""
    made: T = field(default_factory=default, metadata={"parts": read})
    return made


def weekdays(value: object) -> tuple[int, ...]:
    """Some WEEKDAYS, in their order. Raises Invalid."""
    if isinstance(value, list | tuple) and all(type(day) is int and day in WEEKDAYS for day in value):
        return tuple(sorted(set(value)))
    raise refuse(Fault.WEEKDAYS, WEEKDAYS[0], WEEKDAYS[-1])


def _ids(value: object) -> tuple[str, ...]:
    if (
        isinstance(value, list | tuple)
        and len(value) <= MAX_HIDDEN
        and all(isinstance(one, str) and len(one) <= MAX_ID for one in value)
    ):
        return tuple(sorted(set(value)))
    raise refuse(Fault.IDS, most=MAX_HIDDEN)


def _some_of(kind: type[E]) -> Callable[[Any], Parts[tuple[E, ...]]]:
    """The words that are known: none is hidden by a word of tomorrow."""

    def read(value: object) -> Parts[tuple[E, ...]]:
        words = value if isinstance(value, list | tuple) else ()
        known = tuple(one for one in kind if one in words)
        good = isinstance(value, list | tuple) and all(isinstance(v, str) and v in set(kind) for v in value)
        return known, () if good else (Problem(Fault.SOME_OF, choices=tuple(kind)),)

    return read


def _by_exercise(read_one: Callable[[Any], Parts[T]]) -> Callable[[Any], Parts[Mapping[str, T]]]:
    """Something for each exercise, by its id."""

    def read(value: object) -> Parts[Mapping[str, T]]:
        if not isinstance(value, Mapping):
            return {}, (Problem(Fault.OBJECT_OF_IDS),)
        found: dict[str, T] = {}
        problems: list[Problem] = []
        for key, one in value.items():
            try:
                found[key], wrong = read_one(one)
            except Invalid as error:
                wrong = (error.problem,)
            problems += [problem.at(key, one) for problem in wrong]
        return found, tuple(problems)

    return read


def _read_fields(kind: type[Any], raw: Mapping[str, Any]) -> Parts[dict[str, Any]]:
    """The values of a dataclass's fields that are there and can be used."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for f in fields(kind):
        if f.name not in raw:
            continue
        value = raw[f.name]
        try:
            if parts := f.metadata.get("parts"):
                values[f.name], wrong = parts(value)
            else:
                values[f.name], wrong = f.metadata["read"](value), ()
        except Invalid as error:
            wrong = (error.problem,)
        problems += [problem.at(f.name, value) for problem in wrong]
    return values, tuple(problems)


@dataclass(frozen=True, slots=True)
class DosageOverride:
    """The person's own dosage of one exercise; None keeps the recommended value."""

    hold_s: float | None = _of(None, HOLD_S)
    reps: int | None = _of(None, REPS)
    sets: int | None = _of(None, SETS)
    rest_s: float | None = _of(None, REST_S)

    def apply(self, dosage: Dosage) -> Dosage:
        """The dosage with every value of this override that is set."""
        mine = {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}
        return replace(dosage, **mine)

    @property
    def empty(self) -> bool:
        """Whether nothing is overridden."""
        return self == DosageOverride()


def _override(value: object) -> Parts[DosageOverride]:
    values, problems = _read_fields(
        DosageOverride, {k: v for k, v in mapping(value).items() if v is not None}
    )
    return DosageOverride(**values), problems


def _times(value: object) -> Parts[int]:
    return TIMES_A_DAY(value), ()


def _schedule(value: object) -> Parts["Schedule"]:
    from . import schedule  # most people have none, and the first window waits for the settings

    return schedule.from_json(mapping(value)), ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is kept in settings.json, and in computer.json if it is LOCAL.

    Seconds for `_s`, percent for `volume` and `text_size`.

    With `reading_time` preparing an exercise that is new to the person lasts long enough to read it. `voice_name`
    is one of the system's voices, empty for its usual one; with `voice_english` English is spoken where the system has
    no voice for the language. `person` is the id of who shows the exercises, empty for the first there is.
    `language` is a BCP 47 tag, empty for the system's.
    `goal_days` is how many days a week the person wants to do something, 0 for no goal;
    `rest_days` are the WEEKDAYS on which nothing is expected. `minutes` to `avoids` are what a routine is suggested
    for: the time there is, what to mind, whether a clinician has no objection after surgery, what is not at hand,
    and positions that don't suit. `hidden` are exercises never done.
    `schedules` say when something is meant to be done, by the id of a routine or of an exercise ALONE, `day_begins` at
    which hour a day begins for them. `times_a_day` is what earlier versions kept instead of schedules, by exercise: it
    is read, and counts where there is no schedule (`core/schedule.py`, which alone reads and changes these).
    With `reminders` the person is told when something is due, but not from the hour `quiet_from` until the hour
    `quiet_until`; no hours are quiet if both are the same. `when_closed` says whether that goes on without a window.
    `calendar_file` is the path of the calendar that is kept current with the schedules, empty for none; with
    `calendar_sessions` it also has what was done.
    With `distance_auto` a session becomes large when nobody moves, with `breathing` a hold shows a pace to breathe
    by. With `sound_check` Today offers a sound to try before the first session of a day. `sound_player` is what plays
    the cues from the next session on; where it is not installed, another does. With `tray` an icon stands in the
    desktop's tray.
    """

    prepare_s: float = _of(8.0, Number(3, 120))
    position_change_s: float = _of(15.0, Number(3, 180))
    switch_s: float = _of(8.0, Number(3, 120))
    reading_time: bool = _of(True, flag)
    side_order: SideOrder = _of(SideOrder.THROUGH, one_of(SideOrder))
    first_side: Side = _of(Side.LEFT, one_of(Side, Side.BOTH))
    rep_mode: RepMode = _of(RepMode.TEMPO, one_of(RepMode))
    sound: bool = _of(True, flag)
    sound_theme: SoundTheme = _of(SoundTheme.BOWL, one_of(SoundTheme))
    volume: int = _of(60, PERCENT, local=True)
    sound_player: SoundPlayer = _of(SoundPlayer.AUTOMATIC, one_of(SoundPlayer), local=True)
    sound_check: bool = _of(True, flag)
    voice: bool = _of(False, flag)
    voice_english: bool = _of(False, flag)
    voice_amount: VoiceAmount = _of(VoiceAmount.PHASES, one_of(VoiceAmount))
    voice_name: str = _of("", text(200), local=True)
    voice_speed: int = _of(100, Whole(50, 200))
    voice_volume: int = _of(80, PERCENT, local=True)
    voice_countdown: bool = _of(False, flag)
    theme: Theme = _of(Theme.SYSTEM, one_of(Theme))
    motion: Motion = _of(Motion.SYSTEM, one_of(Motion))
    text_size: int = _of(100, Whole(100, 200))
    person: str = _of("", text(MAX_ID))
    language: str = _of("", text(MAX_ID))
    distance_auto: bool = _of(False, flag)
    breathing: bool = _of(False, flag)
    goal_days: int = _of(0, Whole(0, 7))
    rest_days: tuple[int, ...] = _of((), weekdays)
    minutes: int = _of(10, Whole(3, 40))
    conditions: tuple[Condition, ...] = _in_parts(tuple, _some_of(Condition))
    cleared: bool = _of(False, flag)
    lacks: tuple[Equipment, ...] = _in_parts(tuple, _some_of(Equipment))
    avoids: tuple[Position, ...] = _in_parts(tuple, _some_of(Position))
    hidden: tuple[str, ...] = _of((), _ids)
    tray: bool = _of(True, flag, local=True)
    welcomed: bool = _of(False, flag)
    exercises: Mapping[str, DosageOverride] = _in_parts(dict, _by_exercise(_override))
    calendar_file: str = _of("", text(4096), local=True)
    calendar_sessions: bool = _of(False, flag)
    day_begins: int = _of(4, Whole(0, 23))
    reminders: bool = _of(False, flag)
    quiet_from: int = _of(21, Whole(0, 23))
    quiet_until: int = _of(8, Whole(0, 23))
    when_closed: WhenClosed = _of(WhenClosed.ASK, one_of(WhenClosed), local=True)
    schedules: Mapping[str, "Schedule"] = _in_parts(dict, _by_exercise(_schedule))
    times_a_day: Mapping[str, int] = _in_parts(dict, _by_exercise(_times))

    def override(self, exercise: str) -> DosageOverride:
        """The person's dosage for an exercise id, empty if there is none."""
        return self.exercises.get(exercise, DosageOverride())

    def with_override(self, exercise: str, override: DosageOverride) -> "Settings":
        """A copy with another dosage for one exercise; an empty override is dropped."""
        others = {k: v for k, v in self.exercises.items() if k != exercise}
        return replace(self, exercises=others if override.empty else {**others, exercise: override})


TIMING = frozenset({"exercises", "prepare_s", "position_change_s", "switch_s", "reading_time"}) | {
    *("side_order", "first_side", "rep_mode")
}
"""The fields that say what a routine consists of and how long it takes: those that a timeline is built by."""

LOCAL = frozenset(f.name for f in fields(Settings) if f.metadata.get("local"))
"""The fields that hang on a computer's devices, desktop or disk: they lie in its computer.json, which is not shared."""

BOUNDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        f.name: (read.least, read.most)
        for f in (*fields(DosageOverride), *fields(Settings))
        if isinstance(read := f.metadata.get("read"), Number | Whole)
    }
)
"""Least and most of every number, both allowed. Seconds, counts, and percent for volumes, speed and text size."""


def parse(raw: Mapping[str, Any]) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings from a decoded JSON object, and everything in it that can't be used.

    Unknown keys are not problems: a newer version may have written them, and the file keeps them.
    """
    values, problems = _read_fields(Settings, raw)
    if overrides := values.get("exercises"):
        values["exercises"] = {k: o for k, o in overrides.items() if not o.empty}
    return Settings(**values), problems


def dump(settings: Settings) -> dict[str, Any]:
    """The JSON object that `parse` reads back to the same settings."""
    plain = {f.name: getattr(settings, f.name) for f in fields(settings)}
    overrides = {
        k: {f.name: v for f in fields(o) if (v := getattr(o, f.name)) is not None}
        for k, o in sorted(settings.exercises.items())
    }
    return {
        **plain,
        "exercises": overrides,
        "schedules": {k: s.to_json() for k, s in sorted(settings.schedules.items())},
        "times_a_day": dict(sorted(settings.times_a_day.items())),
    }
