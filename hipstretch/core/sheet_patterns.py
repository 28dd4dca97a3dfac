"""The patterns by which a line of a sheet is taken apart. Words in capitals are classes of words, see `SheetWords`."""

from .exercise import Sides
from .sheet_phases import Sure

_LETTER = "a-zß-ӿ"
_BEGIN = rf"(?<![0-9{_LETTER}])(?<!SIGN)"
_END = rf"(?![0-9{_LETTER}])(?!\s*DAY_WEEK_HOUR_MONTH)"
_DECIMAL = r"\d{1,4}(?:\.\d{1,2})?"
_UNIT = rf"""(?:SECOND_MINUTE|''|["'](?![{_LETTER}]))"""
COUNT = "REPS_TIMES_SIGN"
_JOINS = r"(?:\s*(?:OF_SIGN_FILLING_EACH|[,:@/]))"
_BETWEEN = rf"(?:\s*BETWEEN(?:(?:\s*SETS_{COUNT}_FILLING)+|\s+[^\W\d]+)?)?"
_LABEL = r"(?<!\d)(?<!\d\s)"
PER = r"(?:/|PER_EACH)"
_WHOLE = r"(?!\s*/\s*[^\W\d_])"
_ALONE = r"(?<!SIGN_SETS\s)"
_SOME = r"(?:\d{1,3}|NUMBER)"
_SPAN = rf"{_SOME}(?:\s*(?:-|TO)\s*{_SOME})?"
MISREAD = rf"""{_BEGIN}(?:\d{{1,2}}\s*SIGN\s*)?(?:\d+MISREAD|MISREAD\d)(?:\d|MISREAD)*(?:\s*{_UNIT})?"""
"""A letter that a camera took for a digit, or a finger: "3O s", "l0". Nobody can know which number it was."""
DATE = r"(?<![\d/.])\d{1,2}([/.])\d{1,2}\1(?:19|20)?\d\d(?![\d/.]\d)"
"""A day, whose numbers are no dosage."""
PAIN = r"(?:[<>]\s*)?PAIN[^|]*?\d\s*/\s*10(?!\d)|[<>]\s*\d{1,2}\s*/\s*10(?!\d)"
"""Of a scale from 0 to 10, which is no dosage."""
TOLERATED = rf"(?:REPS_TIMES\s*)?TOLERATED|{_SPAN}\s*BREATH"
"""So many as one can, or so long as so many breaths: nothing that a timer can hold."""
WEEK_NUMBER = rf"^\W*WEEK\s*{_SPAN}(?!\s*(?:SIGN|[/:]\s*\d))"
"""In which weeks something is done is not kept."""
_DAYS = "DAY_WEEK_HOUR_MONTH_DAILY_PERDAY_PERWEEK"
_SO_OFTEN = rf"(?:\s*{_SOME}\s*TIMES(?!\s*(?:SIGN|\d)))?"


def _n(name: str) -> str:
    """A number, or a range of two."""
    return rf"(?P<{name}>{_DECIMAL})(?:\s*(?:-|TO)\s*(?P<{name}_to>{_DECIMAL}))?"


def _t(name: str) -> str:
    """A length of time."""
    return rf"{_n(name)}\s*-?\s*(?P<{name}_unit>{_UNIT})"


def _s(name: str) -> str:
    """A length of time, or a number that can be nothing else."""
    counted = rf"\d|\s*-\s*\d|\s*REPS_TIMES_SETS_DAY_WEEK_MONTH|\s*SIGN\s*{_DECIMAL}\s*-?\s*{_UNIT}"
    return rf"{_n(name)}(?:\s*-?\s*(?P<{name}_unit>{_UNIT})|(?!{counted}))"


_SO_MANY_TIMES = rf"{_BEGIN}{_ALONE}{_SPAN}\s*(?!REPS)TIMES_SIGN\s*"
INTERVALS = (
    rf"(?:EVERY_EACH_PER\s*)?{_BEGIN}{_ALONE}{_SPAN}\s*NTH{_SO_OFTEN}(?:\s*NUMBER)?",
    rf"(?:{_SO_MANY_TIMES})?(?:INTERVAL|(?:/|EVERY_EACH_PER)\s*HOUR_MONTH)",
    rf"(?:{_SO_MANY_TIMES}|(?!DURING)(?:(?<!\d)(?<!\d\s)|(?!TO)))EVERY_EACH_PER\s*{_SPAN}\s*-?\s*{_DAYS}{_SO_OFTEN}",
    rf"{_SO_MANY_TIMES}HOUR_MONTH",
)
"""Every two days, hourly: how often, in a way that nothing holds; it is left unread before a part becomes a dosage."""
OFTEN = (
    rf"(?<=SECOND_MINUTE)\s*SIGN\s*{_n('times')}\s*(?:ADAY|(?:/|PER)\s*DAY_DAYLETTER)",
    rf"{_BEGIN}{_n('days')}\s*(?:TIMES_SIGN_DAY_DAYLETTER\s*{PER}?|{PER})\s*WEEK",
    rf"PERWEEK\s*{_n('days')}\s*TIMES_SIGN_DAY?",
    rf"{_BEGIN}{_n('times')}\s*TIMES_SIGN\s*(?:{PER}?\s*DAY_DAILY|{PER}\s*DAYLETTER)",
    rf"{_BEGIN}{_ALONE}{_n('times')}\s*(?:ADAY|(?:/|PER)\s*DAY_DAYLETTER)",
    rf"PERDAY\s*{_n('times')}\s*TIMES_SIGN(?=\s*SIGN?\s*\d+\s*DAY_WEEK_MONTH|(?!\s*(?:SIGN|SETS|\d)))",
)
_EACH_DAY = "DAILY_EVERYDAY_TWICEDAILY_THRICEDAILY_FOURDAILY_ONCEDAILY_DAY_MORNING_EVENING"
_FOR = r"(?:DURING[\s-]*|(?<!\d)(?<!\d\s)SIGN\s*)"
_LENGTH = rf"{_n('weeks')}\s*-?\s*DURING?\s*(?P<weeks_unit>WEEK_MONTH_DAY)"
LASTING = (
    rf"{_FOR}{_LENGTH}(?:\s*LASTING)?",
    rf"{_FOR}{_n('weeks')}\s*(?P<weeks_unit>WEEKSHORT)(?=\s*(?:[|,;:()]|THEN|$))",
    rf"{_BEGIN}{_LENGTH}\s*LASTING",
    rf"(?:(?<=\|)|(?<={_EACH_DAY}))(?:[\s,;:(/-]|FILLING_OF)*{_LENGTH}",
    rf"(?:^|(?<=[|,;:(.-]))\s*{_LENGTH}(?=[\s,;:)-]*(?:\||{_EACH_DAY}))",
)
"""For how long: after a word that says so, else only beside how often, whose place is a bar by then."""
PATTERNS = (
    rf"SETREST\s*:?\s*{_s('setrest')}",
    rf"REST(?:\s*(?:FILLING|:))*\s*{_s('rest')}{_BETWEEN}",
    rf"{_BEGIN}{_t('rest')}\s*FILLING\s*REST{_BETWEEN}",
    rf"{_BEGIN}{_s('rest')}\s*REST{_BETWEEN}",
    rf"{_LABEL}SETS\s*[:=]\s*{_n('sets')}{_END}(?!\s*{_UNIT})\s*SETS?",
    rf"{_LABEL}REPS\s*[:=]\s*{_n('reps')}{_END}(?!\s*{_UNIT})\s*{COUNT}?",
    rf"{_BEGIN}{_n('sets')}\s*SETS?\s*SIGN\s*{_n('reps')}\s*{COUNT}?\s*SIGN\s*{_t('hold')}(?:\s*HOLD)?",
    rf"{_BEGIN}{_t('hold')}\s*-?(?:\s*(?:FILLING|POSTURE))*\s*HOLD",
    rf"HOLD(?:\s*(?:FILLING_EACH_POSTURE|:))*\s*{_s('hold')}",
    rf"{_BEGIN}{_n('reps')}\s*{COUNT}_SETS{_JOINS}{{0,2}}\s*{_t('hold')}",
    rf"{_BEGIN}{_t('hold')}\s*SIGN\s*{_n('reps')}(?:\s*{COUNT}_SETS)?",
    rf"{_BEGIN}{_t('hold')}\s*,?(?:\s*FILLING)?\s*{_n('reps')}\s*{COUNT}_SETS",
    rf"{_BEGIN}{_n('sets')}\s*SETS{_JOINS}{{0,2}}\s*{_n('reps')}{_END}(?!\s*/\s*\d)\s*{COUNT}?",
    rf"{_BEGIN}{_n('reps')}\s*{COUNT}{_JOINS}{{0,2}}\s*{_n('sets')}\s*SETS",
    rf"{_BEGIN}{_n('reps')}\s*REPS\s*SIGN\s*{_n('sets')}{_END}(?!\s*{_UNIT})",
    rf"{_BEGIN}{_n('first')}\s*TIMES_SIGN\s*{_n('second')}{_END}(?:\s*{COUNT}{_WHOLE}|(?!\s*{COUNT}))",
    rf"{_BEGIN}{_n('sets')}\s*SETS",
    rf"{_BEGIN}{_n('reps')}\s*(?:REPS_TIMES|SIGN(?!\s*\d)){_WHOLE}",
    rf"SIGN\s*{_n('reps')}{_END}(?!\s*{_UNIT})",
    rf"{_BEGIN}{_t('hold')}",
)
"""From the most to the least particular. Groups are named for what they are; `_to` ends a range."""
SLASH = rf"(?<![/.:<>]){_BEGIN}(?P<sets>[1-9])\s*/\s*(?P<reps>[5-9]|[1-3]\d)(?!\s*[/.:]?\d){_END}"
"""Sets and repetitions as in "SLR 2/10"."""
BARE = r"(?:(?<=[,;:])|(?<=[,;:]\s))\d{1,3}(?=\s*(?:$|[|,;)]))"
"""A number that says nothing of itself is not a part of the name."""
UNSURE = rf"(?:SIGN\s*)?{_BEGIN}{_SPAN}\s*(?:{PER}?\s*DAY_DAILY_EVERYDAY_WEEK_HOUR_MONTH|{PER}\s*DAYLETTER)"
"""A number of days that no pattern took: the days alone would say something else."""
_THEN = r"(?:[\s&/+,-]|AND)*"
DAYTIMES = (
    ("FOURDAILY", 4, Sure.DAYTIME),
    (rf"MORNING{_THEN}NOON{_THEN}EVENING|THRICEDAILY", 3, Sure.DAYTIME),
    (r"MORNING\s*(?:AND|[&/+,])\s*EVENING|TWICEDAILY", 2, Sure.DAYTIME),
    ("ONCEDAILY", 1, Sure.DAYTIME),
    (r"(?:EACH|PER)\s*(?:DAY|MORNING|EVENING)|DAILY|EVERYDAY|(?<=\|)\s*/\s*DAY", 1, Sure.EVERY_DAY),
)
_L, _R, _AND = "LEFT_LETTERL", "RIGHT_LETTERR", r"\s*(?:[/&+]|,?\s*AND_THEN)\s*"
SIDES = (
    (
        rf"(?:FILLING\s*)?EACH\s*(?:FILLING\s*)?SIDE|EACHSIDE(?![^\W\d])|/\s*SIDE|EACH[\s.]*(?=$|[|)])|{_L}{_AND}{_R}|{_R}{_AND}{_L}",
        Sides.EACH,
    ),
    *(
        (
            rf"(?:ONLY\s*)?(?:FILLING\s*)?{word}(?:\s*(?P<noun>SIDE))?(?:\s*ONLY)?|\(\s*{letter}\s*\)|{letter}\s*(?:SIDE\s*)?ONLY|{letter}\s*(?P<letter_noun>SIDE)",
            side,
        )
        for word, letter, side in (("LEFT", "LETTERL", Sides.LEFT), ("RIGHT", "LETTERR", Sides.RIGHT))
    ),
)
_STANDS, _LETTER_ENDS = r"(?<![^\s|,;:(-])", r"(?=\s*(?:$|[|,;:)-])|\s+[\d/])"
LONE = (
    (rf"{_STANDS}(?!DAYLETTER)LETTERL{_LETTER_ENDS}|^FIRSTL(?=\s+[^\W\d_])", Sides.LEFT),
    (rf"{_STANDS}(?!DAYLETTER)LETTERR{_LETTER_ENDS}|^FIRSTR(?=\s+[^\W\d_])", Sides.RIGHT),
    (rf"{_STANDS}EACH(?=\s*(?:$|[|,;:)-]))", Sides.EACH),
)
"""A letter alone, before a number or before the name, or "both" alone; tried when everything else is taken."""
EITHER_LETTER = rf"{_STANDS}DAYLETTER{_LETTER_ENDS}"
"""A letter that may be a side or a day: after it, no letter is the side of the whole line."""
