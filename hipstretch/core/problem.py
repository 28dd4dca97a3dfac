"""What is wrong with something from outside, as a value; `qt/problem_words.py` has the words."""

import errno
from dataclasses import dataclass, fields, replace
from enum import StrEnum, auto

from .text_preview import preview, truncate

MISSING = object()
"""The value of a field that is not there."""


class Fault(StrEnum):
    """The kinds of problem, by who finds them."""

    SYSTEM = auto()
    """What an OSError says, in `reason`."""
    DISK_FULL = auto()
    DISK_ERROR = auto()
    NO_ACCESS = auto()
    READ_ONLY = auto()
    NOT_THERE = auto()

    # a value; the first ones say what it must be
    FIELD_UNKNOWN = auto()
    TEXT = auto()
    LINE_OF_TEXT = auto()
    SENTENCE = auto()
    NUMBER = auto()
    WHOLE = auto()
    ONLY = auto()
    NUMBERS_RANGE = auto()
    WHOLE_RANGE = auto()
    FLAG = auto()
    ONE_OF = auto()
    SOME_OF = auto()
    WEEKDAYS = auto()
    IDS = auto()
    OBJECT = auto()
    OBJECT_OF_IDS = auto()
    TABLE = auto()
    LIST = auto()
    TABLES = auto()
    ROW = auto()
    MOMENT = auto()
    OFFSET = auto()
    DAY = auto()
    TIME_OF_DAY = auto()
    ONLY_LAST_OPEN = auto()
    LAST_BEFORE_FIRST = auto()
    YEARS = auto()
    KNOWN_EXERCISE = auto()
    LETTERS_AND_DIGITS = auto()
    PHASE_NAME = auto()
    RESULT = auto()
    NAME_OF_FILE = auto()
    PHASE_UNKNOWN = auto()
    ENTRY_UNKNOWN = auto()
    PHASES_ORDER = auto()
    PHASE_TWICE = auto()
    ENTRY_IDLE = auto()

    # a file or a line
    NO_FILE = auto()
    LINK_TO_NOTHING = auto()
    LINK_OUT = auto()
    GONE = auto()
    FOLDER_GONE = auto()
    MISSING = auto()
    LARGE = auto()
    MANY_LINES = auto()
    DEEP = auto()
    NOT_UTF8 = auto()
    NOT_JSON = auto()
    NOT_TOML = auto()
    LONG_NUMBER = auto()
    NOT_JSON_OBJECT = auto()
    NEWER = auto()
    LONG_LINE = auto()
    MOVED_LINE = auto()
    ID = auto()

    # the settings
    SETTING = auto()
    MORE_SETTINGS = auto()
    SETTINGS_UNREADABLE = auto()
    SETTINGS_NEWER = auto()
    SETTINGS_NEWER_NOW = auto()
    SETTINGS_CHANGED = auto()
    SETTINGS_ASIDE = auto()
    SETTINGS_STUCK = auto()

    # the history, the checks and the sessions that were interrupted
    LINE = auto()
    MORE = auto()
    HISTORY_GONE = auto()
    HISTORY_UNREADABLE = auto()
    HISTORY_TWICE = auto()
    HISTORIES = auto()
    LINES_UNREADABLE = auto()
    LINES_UNREADABLE_STOPPED = auto()
    NEXT_TO_NOTHING = auto()
    SESSIONS_NEWER = auto()
    CHECKS_UNREADABLE = auto()
    CHECK_LINE = auto()
    MORE_CHECK_LINES = auto()
    JOURNAL_NEWER = auto()
    JOURNAL_UNREADABLE = auto()
    JOURNAL_ASIDE = auto()
    JOURNAL_STUCK = auto()
    REMINDERS_ASIDE = auto()
    REMINDERS_STUCK = auto()

    # exercises and routines
    LEFT_OUT = auto()
    IN_ENGLISH = auto()
    FOLDER_UNREADABLE = auto()
    FOLDER_FULL = auto()

    # export and import
    ENDING_TO_EXPORT = auto()
    ENDING_TO_IMPORT = auto()
    NO_ZIP = auto()
    FILES = auto()
    MANY_FILES = auto()
    MEMBER_NAME = auto()
    MEMBER_OUTSIDE = auto()
    MEMBER_LINK = auto()
    MEMBER_TWICE = auto()
    MEMBER_LOCKED = auto()
    MEMBER_LARGE = auto()
    UNPACKED_LARGE = auto()
    PICTURE = auto()
    NO_SESSIONS = auto()
    NOTHING_OF_OURS = auto()
    SESSION_LEFT_OUT = auto()
    MORE_LEFT_OUT = auto()
    MANY_LEFT_OUT = auto()
    CHECK_LEFT_OUT = auto()
    SAME_THERE = auto()
    FIT_YEARS = auto()
    LEFT_OUT_OF_FIT = auto()
    SETTINGS_STAY = auto()
    OTHER_FILE = auto()


@dataclass(frozen=True, slots=True, repr=False)
class Problem:
    """What is wrong; a fault uses the fields that its words name, and leaves the others as they are.

    `file` is a name or a path, `place` where something is kept or belongs; `line` and `count` are numbers from 1.
    `field` is the path of a value, such as `entries[2].dosage.hold_s`, `value` the value as it may be shown, empty if
    the field is missing. `least` and `most` are bounds, both allowed, `choices` what is allowed else. `reason` has the
    words of the system, of a parser or of whoever looks at pictures; `cause` is the problem behind this one, `parts`
    are the ones it sums up.
    """

    fault: Fault
    file: str = ""
    place: str = ""
    line: int = 0
    count: int = 0
    field: str = ""
    value: str = ""
    least: float = 0
    most: float = 0
    choices: tuple[str, ...] = ()
    reason: str = ""
    cause: "Problem | None" = None
    parts: "tuple[Problem, ...]" = ()

    def __repr__(self) -> str:
        """What is said of it, for logs and tests."""
        said = (f"{f.name}={v!r}" for f in fields(self)[1:] if (v := getattr(self, f.name)) != f.default)
        return f"{self.fault}({', '.join(said)})"

    def at(self, name: str, value: object) -> "Problem":
        """The same of the value in a field, MISSING for none; a problem within that value keeps its own."""
        name = truncate(name)
        if not self.field:
            return replace(self, field=name, value="" if value is MISSING else preview(value))
        dot = "" if self.field.startswith("[") else "."
        return replace(self, field=f"{name}{dot}{self.field}")


class Invalid(ValueError):  # noqa: N818 - it says what it is about
    """Something from outside can't be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class InvalidFile(OSError):  # noqa: N818
    """A file can't be used, though the system would; to be handled like what the system refuses."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


OF_THE_SYSTEM = {
    errno.ENOSPC: Fault.DISK_FULL,
    errno.EIO: Fault.DISK_ERROR,
    errno.EACCES: Fault.NO_ACCESS,
    errno.EPERM: Fault.NO_ACCESS,
    errno.EROFS: Fault.READ_ONLY,
    errno.ENOENT: Fault.NOT_THERE,
    errno.ENOTDIR: Fault.NOT_THERE,
    errno.EISDIR: Fault.NO_FILE,
}
"""The faults of a disk that have words in every language: the system's own words are English."""


def problem_of(error: Exception) -> Problem:
    """What an error says."""
    if isinstance(error, Invalid | InvalidFile):
        return error.problem
    fault = OF_THE_SYSTEM.get(getattr(error, "errno", None) or 0, Fault.SYSTEM)
    return Problem(fault, reason=getattr(error, "strerror", None) or str(error) or type(error).__name__)
