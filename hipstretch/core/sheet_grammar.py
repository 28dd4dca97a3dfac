"""The patterns by which a line of a sheet is taken apart. Words in capitals are classes of words, see `SheetWords`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .exercise import Sides
from .folding import fold
from .schedule import WEEKS
from .sheet_phases import LASTS, MONTH_WEEKS, TIMES, Piece, Sure, arranged
from .sheet_words import CodedLine, SheetWords

MOST_NUMBER_WORD = 60
"""The largest number that may be a word."""
_LETTER = "a-zß-ӿ"
_BEGIN = rf"(?<![0-9{_LETTER}])(?<!SIGN)"
_END = rf"(?![0-9{_LETTER}])(?!\s*DAY_WEEK_HOUR_MONTH)"
_DECIMAL = r"\d{1,4}(?:\.\d{1,2})?"
_UNIT = rf"""(?:SECOND_MINUTE|''|["'](?![{_LETTER}]))"""
_COUNT = "REPS_TIMES_SIGN"
_JOINS = r"(?:\s*(?:OF_SIGN_FILLING_EACH|[,:@/]))"
_BETWEEN = rf"(?:\s*BETWEEN(?:(?:\s*SETS_{_COUNT}_FILLING)+|\s+[^\W\d]+)?)?"
_LABEL = r"(?<!\d)(?<!\d\s)"
_PER = r"(?:/|PER_EACH)"
_WHOLE = r"(?!\s*/\s*[^\W\d_])"
_ALONE = r"(?<!SIGN_SETS\s)"
_SOME = r"(?:\d{1,3}|NUMBER)"
_SPAN = rf"{_SOME}(?:\s*(?:-|TO)\s*{_SOME})?"
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
_INTERVALS = (
    rf"(?:EVERY_EACH_PER\s*)?{_BEGIN}{_ALONE}{_SPAN}\s*NTH{_SO_OFTEN}(?:\s*NUMBER)?",
    rf"(?:{_SO_MANY_TIMES})?(?:INTERVAL|(?:/|EVERY_EACH_PER)\s*HOUR_MONTH)",
    rf"(?:{_SO_MANY_TIMES}|(?!DURING)(?:(?<!\d)(?<!\d\s)|(?!TO)))EVERY_EACH_PER\s*{_SPAN}\s*-?\s*{_DAYS}{_SO_OFTEN}",
    rf"{_SO_MANY_TIMES}HOUR_MONTH",
)
"""Every two days, hourly: how often, in a way that nothing holds; it is left unread before a part becomes a dosage."""
_OFTEN = (
    rf"{_BEGIN}{_n('days')}\s*(?:TIMES_SIGN_DAY_DAYLETTER\s*{_PER}?|{_PER})\s*WEEK",
    rf"PERWEEK\s*{_n('days')}\s*TIMES_SIGN_DAY?",
    rf"{_BEGIN}{_n('times')}\s*TIMES_SIGN\s*(?:{_PER}?\s*DAY_DAILY|{_PER}\s*DAYLETTER)",
    rf"{_BEGIN}{_ALONE}{_n('times')}\s*(?:ADAY|(?:/|PER)\s*DAY_DAYLETTER)",
    rf"PERDAY\s*{_n('times')}\s*TIMES_SIGN(?=\s*SIGN?\s*\d+\s*DAY_WEEK_MONTH|(?!\s*(?:SIGN|SETS|\d)))",
)
_EACH_DAY = "DAILY_EVERYDAY_TWICEDAILY_THRICEDAILY_FOURDAILY_ONCEDAILY_DAY_MORNING_EVENING"
_FOR = r"(?:DURING[\s-]*|(?<!\d)(?<!\d\s)SIGN\s*)"
_LENGTH = rf"{_n('weeks')}\s*-?\s*DURING?\s*(?P<weeks_unit>WEEK_MONTH_DAY)"
_LASTING = (
    rf"{_FOR}{_LENGTH}(?:\s*LASTING)?",
    rf"{_FOR}{_n('weeks')}\s*(?P<weeks_unit>WEEKSHORT)(?=\s*(?:[|,;:()]|THEN|$))",
    rf"{_BEGIN}{_LENGTH}\s*LASTING",
    rf"(?:(?<=\|)|(?<={_EACH_DAY}))(?:[\s,;:(/-]|FILLING_OF)*{_LENGTH}",
    rf"(?:^|(?<=[|,;:(.-]))\s*{_LENGTH}(?=[\s,;:)-]*(?:\||{_EACH_DAY}))",
)
"""For how long: after a word that says so, else only beside how often, whose place is a bar by then."""
_PATTERNS = (
    rf"REST(?:\s*(?:FILLING|:))*\s*{_s('rest')}{_BETWEEN}",
    rf"{_BEGIN}{_t('rest')}\s*FILLING\s*REST{_BETWEEN}",
    rf"{_BEGIN}{_s('rest')}\s*REST{_BETWEEN}",
    rf"{_LABEL}SETS\s*[:=]\s*{_n('sets')}{_END}(?!\s*{_UNIT})\s*SETS?",
    rf"{_LABEL}REPS\s*[:=]\s*{_n('reps')}{_END}(?!\s*{_UNIT})\s*{_COUNT}?",
    rf"{_BEGIN}{_n('sets')}\s*SETS?\s*SIGN\s*{_n('reps')}\s*{_COUNT}?\s*SIGN\s*{_t('hold')}(?:\s*HOLD)?",
    rf"{_BEGIN}{_t('hold')}\s*-?(?:\s*(?:FILLING|POSTURE))*\s*HOLD",
    rf"HOLD(?:\s*(?:FILLING_EACH_POSTURE|:))*\s*{_s('hold')}",
    rf"{_BEGIN}{_n('reps')}\s*{_COUNT}_SETS{_JOINS}{{0,2}}\s*{_t('hold')}",
    rf"{_BEGIN}{_t('hold')}\s*SIGN\s*{_n('reps')}(?:\s*{_COUNT}_SETS)?",
    rf"{_BEGIN}{_t('hold')}\s*,?(?:\s*FILLING)?\s*{_n('reps')}\s*{_COUNT}_SETS",
    rf"{_BEGIN}{_n('sets')}\s*SETS{_JOINS}{{0,2}}\s*{_n('reps')}{_END}\s*{_COUNT}?",
    rf"{_BEGIN}{_n('reps')}\s*{_COUNT}{_JOINS}{{0,2}}\s*{_n('sets')}\s*SETS",
    rf"{_BEGIN}{_n('reps')}\s*REPS\s*SIGN\s*{_n('sets')}{_END}(?!\s*{_UNIT})",
    rf"{_BEGIN}{_n('first')}\s*TIMES_SIGN\s*{_n('second')}{_END}(?:\s*{_COUNT}{_WHOLE}|(?!\s*{_COUNT}))",
    rf"{_BEGIN}{_n('sets')}\s*SETS",
    rf"{_BEGIN}{_n('reps')}\s*(?:REPS_TIMES|SIGN(?!\s*\d)){_WHOLE}",
    rf"SIGN\s*{_n('reps')}{_END}(?!\s*{_UNIT})",
    rf"{_BEGIN}{_t('hold')}",
)
"""From the most to the least particular. Groups are named for what they are; `_to` ends a range."""
_UNSURE = (
    rf"(?:SIGN\s*)?{_BEGIN}{_SPAN}\s*(?:{_PER}?\s*DAY_DAILY_EVERYDAY_WEEK_HOUR_MONTH|{_PER}\s*DAYLETTER)"
)
"""A number of days that no pattern took: the days alone would say something else."""
_THEN = r"(?:[\s&/+,-]|AND)*"
_DAYTIMES = (
    ("FOURDAILY", 4, Sure.DAYTIME),
    (rf"MORNING{_THEN}NOON{_THEN}EVENING|THRICEDAILY", 3, Sure.DAYTIME),
    (r"MORNING\s*(?:AND|[&/+,])\s*EVENING|TWICEDAILY", 2, Sure.DAYTIME),
    ("ONCEDAILY", 1, Sure.DAYTIME),
    (r"(?:EACH|PER)\s*(?:DAY|MORNING|EVENING)|DAILY|EVERYDAY|(?<=\|)\s*/\s*DAY", 1, Sure.EVERY_DAY),
)
_L, _R, _AND = "LEFT_LETTERL", "RIGHT_LETTERR", r"\s*(?:[/&+]|AND)\s*"
_SIDES = (
    (
        rf"(?:FILLING\s*)?EACH\s*(?:FILLING\s*)?SIDE|EACHSIDE(?![^\W\d])|/\s*SIDE|EACH[\s.]*$|{_L}{_AND}{_R}|{_R}{_AND}{_L}",
        Sides.EACH,
    ),
    *(
        (
            rf"(?:ONLY\s*)?(?:FILLING\s*)?{word}(?:\s*SIDE)?(?:\s*ONLY)?|\(\s*{letter}\s*\)|{letter}\s*ONLY",
            side,
        )
        for word, letter, side in (("LEFT", "LETTERL", Sides.LEFT), ("RIGHT", "LETTERR", Sides.RIGHT))
    ),
)
_NUMBERED = re.compile(
    r"^(?:[^\w\s(\[]+\s+|[-•·●○◆■□☐☑✓✔▪‣・]+|\(?\d{1,2}[.)、](?:\s+|(?=[^\W\d]))|[a-z][.)]\s+|\[\s*x?\s*\]\s*)+",
    re.IGNORECASE,
)
"""What stands before the lines of a list."""
_ENDS = " \t,;:.-–/()[]|+&=\"'「」『』【】"
_STEMS = (
    *("held", "front", "inner", "outer", "back"),
    *("standing", "chair", "prone", "sidelying", "kneeling", "floor"),
)
"""Kinds of words that are looked for in a name, anywhere, also as a part of a word."""
_PAIRED = ("second", "minute", "hour", "day", "week", "month", "reps", "sets")
"""Of what a single word may mean two, in Arabic and Hebrew: "2day"."""


@dataclass(slots=True)
class Said:
    """What a line says: numbers by the names of their groups, seconds for times."""

    numbers: dict[str, float] = field(default_factory=dict)
    phases: list[dict[str, float]] = field(default_factory=list)
    """How often, and for how many weeks, by TIMES, DAYS and LASTS."""
    has_months: bool = False
    """Whether a month was counted as MONTH_WEEKS."""
    sides: Sides | None = None
    is_range: bool = False
    parts: list[str] = field(default_factory=list)
    """What is left and may be the name."""
    early: int = 0
    """How many of `parts` stand before the first number."""
    unread: list[str] = field(default_factory=list)
    """What is left, `parts` among it."""

    def take(self, match: re.Match[str], line: CodedLine) -> int:
        """Take from a line what was understood of it; where that began."""
        self.is_range |= any(name.endswith("_to") for name, one in match.groupdict().items() if one)
        line.take(match)
        return match.start()


class Grammar:
    """The patterns, for the words of `assets/languages/TAG.sheet.toml`: spellings by meaning."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        told = {meaning: words[meaning] for meaning in words if meaning not in (*_STEMS, "unheard")}
        told["number"] = [word for meaning in words if meaning.isdigit() for word in words[meaning]]
        known = self._words = SheetWords(told)
        self.numbers = {
            fold(word): str(n) for n in range(MOST_NUMBER_WORD + 1) for word in words.get(str(n), ())
        }
        """The digits of a number that is a word."""
        self.unheard = frozenset(map(fold, words.get("unheard", ())))
        """Words that tell no exercise from another."""
        self._stems = {name: _stems(words.get(name, ())) for name in _STEMS}
        self._intervals = [known.compiled(pattern) for pattern in _INTERVALS]
        self._often = [known.compiled(pattern) for pattern in _OFTEN]
        self._lasting = [known.compiled(pattern) for pattern in _LASTING]
        self._then = known.compiled("THEN")
        self._patterns = [known.compiled(pattern) for pattern in _PATTERNS]
        self._unsure = known.compiled(_UNSURE)
        self._daytimes = [(known.compiled(pattern), times, sure) for pattern, times, sure in _DAYTIMES]
        self._sides = [(known.compiled(pattern), side) for pattern, side in _SIDES]
        self._rewritten = [(known.compiled(pattern), instead) for pattern, instead in self._rules()]
        self._minutes = known.codes("minute") + "'"
        self._months, self._days = known.codes("month"), known.codes("day")
        self._ends = _ENDS + known.codes("filling", "sign", "hold", "and", "of", "then")

    def read(self, text: str) -> Said:
        """What one line says, as far as words and numbers tell."""
        line = self._words.read(_NUMBERED.sub("", " ".join(text.split())))
        for pattern, instead in self._rewritten:
            line.rewrite(pattern, instead)
        said = Said()
        for pattern in self._intervals:
            line.set_all_aside(pattern)
        first = len(line.code)
        for pattern, side in self._sides:
            if said.sides is None and (match := pattern.search(line.code)):
                said.sides = side
                line.take(match)
        pieces = []
        for pattern in (*self._often, *self._lasting):
            for match, values in self._matches(pattern, line):
                if piece := self._piece(match, values):
                    pieces.append(piece)
                    first = min(first, said.take(match, line))
        for pattern in self._patterns:
            for match, values in self._matches(pattern, line):
                if not _claims(values) & _claims(said.numbers):
                    said.numbers |= values
                    first = min(first, said.take(match, line))
        thens = [match.start() for match in self._then.finditer(line.code)]
        line.set_all_aside(self._unsure)
        for pattern, times, sure in self._daytimes:
            for match in pattern.finditer(line.code):
                line.take(match)
                pieces.append(Piece(*match.span(), {TIMES: times}, sure))
        said.phases, unfit = arranged(pieces, thens)
        if [*map(set, said.phases)] == [{LASTS}] and len(list(line.left(self._ends))) > 1:
            said.phases, unfit = [], pieces  # what is not understood may be how often
        said.has_months = any(piece.is_months for piece in pieces if piece not in unfit)
        for piece in unfit:
            line.set_aside(piece.start, piece.end)
        for part in line.left(self._ends):
            typed = part.typed + (")" if part.typed.count("(") > part.typed.count(")") else "")
            said.unread.append(typed)
            if not part.is_aside and any(map(str.isalpha, typed)):
                said.parts.append(typed)
                said.early += part.start < first
        return said

    def stem(self, text: str, names: Iterable[str]) -> str:
        """The first of these kinds of word of which one stands in a text, "" if there is none."""
        plain = fold(text)
        return next((name for name in names if self._stems[name].search(plain)), "")

    def _rules(self) -> Iterator[tuple[str, str]]:
        """What is put in other words first: "two sets" is "2 sets"."""
        known = self._words
        counted = rf"(?=\s*-?\s*(?:SETS_{_COUNT}_SECOND_MINUTE_HOLD_WEEK_MONTH))"
        a_week = rf"(?=\s*DAY\s*{_PER}\s*WEEK)"
        yield r"(?<=\d)\s*AFTERNUMBER", ""
        yield r"(\d),(\d{1,2})(?=\s*SECOND_MINUTE)", r"\1.\2"
        yield r"(?<!\d)([12])\s*HALF(?=\s*SECOND_MINUTE)", r"\1.5"
        yield r"HALF[\s-]*MINUTE", '30"'
        yield r"ARTICLE\s*MINUTE", "1'"
        for number in range(MOST_NUMBER_WORD + 1):
            if times := known.codes(f"{number}x"):
                some = r"(?=\s*(?:/|PER_EACH_DAY_DAILY_PERDAY_WEEK_MORNING_EVENING))" if number == 1 else ""
                yield rf"[{times}]{some}", f"{number} {known.code('sign')}"
            if words := known.codes(str(number)):
                yield rf"[{words}](?:{counted}|{a_week})|(?<=OF\s)[{words}]", str(number)
        for unit in _PAIRED:
            if words := known.codes(f"2{unit}"):
                yield rf"[{words}]", f"2 {known.code(unit)}"
        yield r"(DURING\s*)ARTICLE(?=\s*WEEK_MONTH)", r"\g<1>1"
        yield r"HALFMINUTE", '30"'
        yield r"EACHONE\s*(?=\d)", " "
        yield r"(?<!PERDAY)(?<!PERDAY\s)(?<!\d)1\s*ONEOF\s*PER?\s*(?=\d)", " "
        yield r"(?<=\d)\s*/\s*SIDE", f" {known.code('reps')} {known.code('eachside')}"

    def _matches(
        self, pattern: re.Pattern[str], line: CodedLine
    ) -> Iterator[tuple[re.Match[str], dict[str, float]]]:
        """Where a pattern fits, one after the other, with the numbers there; the line may be changed meanwhile."""
        at = 0
        while match := pattern.search(line.code, at):
            values, falling = self._values(match)
            at = falling or match.end()
            if not falling:
                yield match, values

    def _piece(self, match: re.Match[str], values: Mapping[str, float]) -> Piece | None:
        """What a match says of how often or for how long; None for a length that is no number of whole weeks."""
        start, end = match.span()
        if LASTS not in values:
            return Piece(start, end, values)
        unit, count = match["weeks_unit"], values[LASTS]
        is_months = unit in self._months
        weeks = count * MONTH_WEEKS if is_months else count / 7 if unit in self._days else count
        if not weeks.is_integer() or not WEEKS.least <= weeks <= WEEKS.most:
            return None
        return Piece(start, end, {LASTS: weeks}, is_months=is_months)

    def _values(self, match: re.Match[str]) -> tuple[dict[str, float], int]:
        """The numbers of a match, and where the end of a range begins that is less than its begin; else 0."""
        groups = {name: value for name, value in match.groupdict().items() if value}
        plain = {name: float(value) for name, value in groups.items() if not name.endswith(("_to", "_unit"))}
        falling = (
            match.start(f"{name}_to")
            for name, value in plain.items()
            if float(groups.get(f"{name}_to", value)) < value
        )
        values = {
            name: value * (60 if self._is_minutes(groups.get(f"{name}_unit", "")) else 1)
            for name, value in plain.items()
        }
        return values, next(falling, 0)

    def _is_minutes(self, unit: str) -> bool:
        return len(unit) == 1 and unit in self._minutes


def _claims(numbers: Mapping[str, float]) -> set[str]:
    """What numbers say; of "3 x 10" it is known later whether these are sets."""
    return {*numbers, "reps", "sets"} if "first" in numbers else {*numbers}


def _stems(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds one of these anywhere in a folded text."""
    return re.compile("|".join(sorted({re.escape(fold(word)) for word in words})) or "(?!)")
