"""What the person can change, with defaults, bounds and validation.

Settings read from outside go through `parse`: every value that can't be used is named and replaced by its
default in memory only, so that the file keeps what the person wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from .conditions import Condition, Equipment
from .exercise import Dosage, Position, Side


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


class VoiceAmount(StrEnum):
    """How much is said: which side comes, or each exercise and what comes next, or its steps as well."""

    SIDES = "sides"
    PHASES = "phases"
    STEPS = "steps"


class SoundTheme(StrEnum):
    """The folder below assets/sounds that the cues come from."""

    BOWL = "bowl"
    WOOD = "wood"


@dataclass(frozen=True, slots=True)
class DosageOverride:
    """The person's own dosage of one exercise; None keeps the recommended value."""

    hold_s: float | None = None
    reps: int | None = None
    sets: int | None = None
    rest_s: float | None = None

    def apply(self, dosage: Dosage) -> Dosage:
        """The dosage with every value of this override that is set."""
        mine = {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}
        return replace(dosage, **mine)

    @property
    def empty(self) -> bool:
        """Whether nothing is overridden."""
        return self == DosageOverride()


BOUNDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "hold_s": (1, 600),
        "reps": (1, 50),
        "sets": (1, 10),
        "rest_s": (0, 300),
        "prepare_s": (3, 120),
        "position_change_s": (3, 180),
        "switch_s": (3, 120),
        "volume": (0, 100),
        "text_size": (100, 200),
        "goal_days": (0, 7),
        "minutes": (3, 40),
        "voice_speed": (50, 200),
        "voice_volume": (0, 100),
    }
)
"""Least and most of every number, both allowed. Seconds, counts, and percent for volumes, speed and text size."""
MOST_TIMES_A_DAY = 10
TEXTS: Mapping[str, int] = MappingProxyType({"voice_name": 200})
"""Most characters of every text."""
MAX_ID = 64
"""Characters of an exercise's id."""
MAX_HIDDEN = 1000
"""Exercises that can be hidden."""
WEEKDAYS = range(1, 8)
"""Monday to Sunday, as ISO 8601 counts them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is kept in settings.json. Seconds for `_s`, percent for `volume` and `text_size`.

    `voice_name` is one of the system's voices, empty for its usual one. `goal_days` is how many days a week the person
    wants to do something, 0 for no goal; `rest_days` are the WEEKDAYS on which nothing is expected. `minutes` to
    `avoids` are what a routine is suggested for: the time there is, what to mind, whether a clinician has no objection
    after surgery, what is not at hand, and positions that don't suit. `hidden` are exercises never done;
    `times_a_day` how often one is due by itself. With `distance_auto` a session becomes large when nobody moves,
    with `breathing` a hold shows a pace to breathe by. With `sound_check` Today offers a sound to try before the first
    session of a day. With `tray` an icon stands in the desktop's tray.
    """

    exercises: Mapping[str, DosageOverride] = field(default_factory=dict)
    prepare_s: float = 8.0
    position_change_s: float = 15.0
    switch_s: float = 8.0
    side_order: SideOrder = SideOrder.THROUGH
    first_side: Side = Side.LEFT
    rep_mode: RepMode = RepMode.TEMPO
    sound: bool = True
    sound_theme: SoundTheme = SoundTheme.BOWL
    volume: int = 60
    sound_check: bool = True
    voice: bool = False
    voice_amount: VoiceAmount = VoiceAmount.PHASES
    voice_name: str = ""
    voice_speed: int = 100
    voice_volume: int = 80
    voice_countdown: bool = False
    theme: Theme = Theme.SYSTEM
    motion: Motion = Motion.SYSTEM
    text_size: int = 100
    distance_auto: bool = False
    breathing: bool = False
    goal_days: int = 0
    rest_days: tuple[int, ...] = ()
    minutes: int = 10
    conditions: tuple[Condition, ...] = ()
    cleared: bool = False
    lacks: tuple[Equipment, ...] = ()
    avoids: tuple[Position, ...] = ()
    hidden: tuple[str, ...] = ()
    times_a_day: Mapping[str, int] = field(default_factory=dict)
    tray: bool = True
    welcomed: bool = False

    def override(self, exercise: str) -> DosageOverride:
        """The person's dosage for an exercise id, empty if there is none."""
        return self.exercises.get(exercise, DosageOverride())

    def with_override(self, exercise: str, override: DosageOverride) -> "Settings":
        """A copy with another dosage for one exercise; an empty override is dropped."""
        others = {k: v for k, v in self.exercises.items() if k != exercise}
        return replace(self, exercises=others if override.empty else {**others, exercise: override})


TIMING = frozenset(
    {"exercises", "prepare_s", "position_change_s", "switch_s", "side_order", "first_side", "rep_mode"}
)
"""The fields that say what a routine consists of and how long it takes: those that a timeline is built by."""

TABLES = ("exercises", "times_a_day")
"""The fields with one value an exercise."""
LISTS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"conditions": Condition, "lacks": Equipment, "avoids": Position}
)
"""The fields that are a list of words, and which."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that can't be used: its field as a dotted path, the value as found, and what is allowed."""

    field: str
    value: object
    allowed: str


def parse(raw: Mapping[str, Any]) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings from a decoded JSON object, and everything in it that can't be used.

    Unknown keys are not problems: a newer version may have written them, and the file keeps them.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for f in fields(Settings):
        if f.name in raw and f.name not in TABLES:
            values.update(_checked(f.name, f.type, raw[f.name], f.name, problems))
    exercises = raw.get("exercises", {})
    if isinstance(exercises, Mapping):
        overrides = {k: _override(k, v, problems) for k, v in exercises.items()}
        values["exercises"] = {k: v for k, v in overrides.items() if not v.empty}
    else:
        problems.append(Problem("exercises", exercises, "an object of exercise ids"))
    values["times_a_day"] = _times(raw.get("times_a_day", {}), problems)
    return Settings(**values), tuple(problems)


def dump(settings: Settings) -> dict[str, Any]:
    """The JSON object that `parse` reads back to the same settings."""
    plain = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name not in TABLES}
    overrides = {
        k: {f.name: v for f in fields(o) if (v := getattr(o, f.name)) is not None}
        for k, o in sorted(settings.exercises.items())
    }
    return {**plain, "exercises": overrides, "times_a_day": dict(sorted(settings.times_a_day.items()))}


def _override(exercise: str, raw: object, problems: list[Problem]) -> DosageOverride:
    if not isinstance(raw, Mapping):
        problems.append(Problem(f"exercises.{exercise}", raw, "an object"))
        return DosageOverride()
    values: dict[str, Any] = {}
    for f in fields(DosageOverride):
        if raw.get(f.name) is not None:
            values.update(_checked(f.name, f.type, raw[f.name], f"exercises.{exercise}.{f.name}", problems))
    return DosageOverride(**values)


def _times(raw: object, problems: list[Problem]) -> dict[str, int]:
    if not isinstance(raw, Mapping):
        problems.append(Problem("times_a_day", raw, "an object of exercise ids"))
        return {}
    good = {k: v for k, v in raw.items() if type(v) is int and 1 <= v <= MOST_TIMES_A_DAY}
    allowed = f"a whole number from 1 to {MOST_TIMES_A_DAY}"
    problems += [Problem(f"times_a_day.{k}", v, allowed) for k, v in raw.items() if k not in good]
    return good


def _checked(name: str, kind: Any, value: object, path: str, problems: list[Problem]) -> dict[str, Any]:
    """{name: value} if the value may stand there, else {} and one more problem."""
    whole = kind in (int, int | None)
    if name in BOUNDS:
        least, most = BOUNDS[name]
        number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if number and least <= value <= most:  # type: ignore[operator]
            return {name: value if whole else float(value)}  # type: ignore[arg-type]
        allowed = f"a {'whole ' if whole else ''}number from {least:g} to {most:g}"
    elif name == "rest_days":
        if isinstance(value, list | tuple) and all(type(day) is int and day in WEEKDAYS for day in value):
            return {name: tuple(sorted(set(value)))}
        allowed = f"a list of weekdays, {WEEKDAYS[0]} for Monday to {WEEKDAYS[-1]} for Sunday"
    elif name in LISTS:
        choice = LISTS[name]
        words = value if isinstance(value, list | tuple) else ()
        known = {name: tuple(c for c in choice if c in words)}  # none is hidden by a word of tomorrow
        if isinstance(value, list | tuple) and all(isinstance(v, str) and v in set(choice) for v in value):
            return known
        problems.append(Problem(path, value, f"a list of {', '.join(choice)}"))
        return known
    elif name in TEXTS:
        most = TEXTS[name]
        if isinstance(value, str) and len(value) <= most:
            return {name: value}
        allowed = f"a text of up to {most} characters"
    elif name == "hidden":
        if (
            isinstance(value, list | tuple)
            and len(value) <= MAX_HIDDEN
            and all(isinstance(v, str) and len(v) <= MAX_ID for v in value)
        ):
            return {name: tuple(sorted(set(value)))}
        allowed = f"a list of up to {MAX_HIDDEN} exercise ids"
    elif kind is bool:
        if isinstance(value, bool):
            return {name: value}
        allowed = "true or false"
    else:
        choices = [m.value for m in kind if not (kind is Side and m is Side.BOTH)]
        if isinstance(value, str) and value in choices:
            return {name: kind(value)}
        allowed = " or ".join(choices)
    problems.append(Problem(path, value, allowed))
    return {}
