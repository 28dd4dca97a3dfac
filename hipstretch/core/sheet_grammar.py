"""What words and numbers say in a line of a sheet: one pattern after the other takes its part of the line away."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .exercise import Sides
from .folding import fold
from .schedule import WEEKS
from .sheet_patterns import (
    BARE,
    COUNT,
    DATE,
    DAYTIMES,
    EITHER_LETTER,
    INTERVALS,
    LASTING,
    LONE,
    MISREAD,
    OFTEN,
    PAIN,
    PATTERNS,
    PER,
    SIDES,
    SLASH,
    TOLERATED,
    UNSURE,
    WEEK_NUMBER,
)
from .sheet_phases import LASTS, MONTH_WEEKS, TIMES, Piece, arranged
from .sheet_words import CodedLine, SheetWords, is_unspaced

MOST_NUMBER_WORD = 60
"""The largest number that may be a word."""
_LISTED = re.compile(r"^\W{0,2}(?:[-•·●○◆■□☐☑✓✔▪‣・*]\s|\d{1,2}\s*[.)、](?!\d))")
"""What makes a line one of a list."""
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
    has_slash: bool = False
    """Whether "2/10" was taken for sets and repetitions."""
    typed: dict[str, str] = field(default_factory=dict)
    """How the numbers were typed."""
    nouns: dict[str, str] = field(default_factory=dict)
    """Parts right after a side such as "left hip", with that word before them: "hip flexor stretch"."""
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
        told = {meaning: words[meaning] for meaning in words if meaning not in (*_STEMS, "unheard", "note")}
        told["number"] = [word for meaning in words if meaning.isdigit() for word in words[meaning]]
        known = self._words = SheetWords(told)
        self.numbers = {
            fold(word): str(n) for n in range(MOST_NUMBER_WORD + 1) for word in words.get(str(n), ())
        }
        """The digits of a number that is a word."""
        self.unheard = frozenset(map(fold, words.get("unheard", ())))
        """Words that tell no exercise from another."""
        self._stems = {name: _stems(words.get(name, ())) for name in _STEMS}
        self._note = re.compile(rf"(?:{'|'.join(sorted(map(_whole_word, words.get('note', ())))) or '(?!)'})")
        self._set_aside = [
            known.compiled(pattern) for pattern in (MISREAD, DATE, WEEK_NUMBER, PAIN, TOLERATED)
        ]
        self._slash, self._bare = known.compiled(SLASH), known.compiled(BARE)
        self._lone = [(known.compiled(pattern), side) for pattern, side in LONE]
        self._either_letter = known.compiled(EITHER_LETTER)
        self._either = known.compiled(r"LEFT_RIGHT|LETTERL_LETTERR\s*(?:SIDE|ONLY)")
        self._column = known.compiled("SETS_REPS_HOLD_REST")
        self._more = known.compiled(r"^\W*FILLING_THEN")
        self._intervals = [known.compiled(pattern) for pattern in INTERVALS]
        self._often = [known.compiled(pattern) for pattern in OFTEN]
        self._lasting = [known.compiled(pattern) for pattern in LASTING]
        self._then = known.compiled("THEN")
        self._patterns = [known.compiled(pattern) for pattern in PATTERNS]
        self._unsure = known.compiled(UNSURE)
        self._daytimes = [(known.compiled(pattern), times, sure) for pattern, times, sure in DAYTIMES]
        self._sides = [(known.compiled(pattern), side) for pattern, side in SIDES]
        self._rewritten = [(known.compiled(pattern), instead) for pattern, instead in self._rules()]
        self._minutes = known.codes("minute") + "'"
        self._months, self._days = known.codes("month"), known.codes("day")
        self._ends = _ENDS + known.codes("filling", "sign", "hold", "and", "of", "then")

    def read(self, text: str) -> Said:
        """What one line says, as far as words and numbers tell."""
        line = self._words.read(_NUMBERED.sub("", " ".join(text.split())))
        for pattern in self._set_aside:
            line.set_all_aside(pattern)
        for pattern, instead in self._rewritten:
            line.rewrite(pattern, instead)
        said = Said()
        for pattern in self._intervals:
            line.set_all_aside(pattern)
        first, noun, noun_end = len(line.code), "", -1
        for group in (self._sides[:1], self._sides[1:]):
            here = [(match, side) for pattern, side in group if (match := pattern.search(line.code))]
            if said.sides is None and here:
                match, said.sides = min(here, key=lambda one: one[0].start())
                groups = [name for name, found in match.groupdict().items() if found]
                if groups and match.end(groups[0]) == match.end():
                    noun, noun_end = line.typed_at(*match.span(groups[0])), match.end()
                line.take(match)
        if said.sides:  # another side than that is not kept
            line.set_all_aside(self._either)
        pieces = []
        for pattern in (*self._often, *self._lasting):
            for match, values in self._matches(pattern, line):
                if piece := self._piece(match, values):
                    pieces.append(piece)
                    first = min(first, said.take(match, line))
        for pattern in (*self._patterns, self._slash):
            for match, values in self._matches(pattern, line):
                if not _claims(values) & _claims(said.numbers):
                    said.numbers |= values
                    said.typed |= dict.fromkeys(values, line.typed_at(*match.span()))
                    said.has_slash |= pattern is self._slash
                    first = min(first, said.take(match, line))
        thens = [match.start() for match in self._then.finditer(line.code)]
        line.set_all_aside(self._unsure)
        for pattern, times, sure in self._daytimes:
            for match in pattern.finditer(line.code):
                line.take(match)
                pieces.append(Piece(*match.span(), {TIMES: times}, sure))
        here = [(match, side) for pattern, side in self._lone if (match := pattern.search(line.code))]
        unsure = self._either_letter.search(line.code)
        if here and unsure and unsure.start() < min(match.start() for match, _ in here):
            here = []
        if said.sides is None and here:
            match, said.sides = min(here, key=lambda one: one[0].start())
            first = min(first, said.take(match, line))
        line.set_all_aside(self._bare)
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
                if noun and line.code[noun_end : part.start].isspace():
                    said.nouns[typed] = f"{noun} {typed}"
                said.early += part.start < first
        return said

    def is_note(self, text: str) -> bool:
        """Whether a line begins with what no exercise begins with: "Patient", "Stop if", "Date"."""
        return bool(self._note.match(fold(_NUMBERED.sub("", text))))

    def is_listed(self, text: str) -> bool:
        """Whether a line is one of a list."""
        return bool(_LISTED.match(text))

    def is_column(self, text: str) -> bool:
        """Whether it heads a column of numbers: "Sets"."""
        return bool(self._column.fullmatch(self._words.read(text).code))

    def is_more(self, text: str) -> bool:
        """Whether a line goes on with what was before it: "Repeat with the right leg"."""
        return bool(self._more.search(self._words.read(text).code))

    def stem(self, text: str, names: Iterable[str]) -> str:
        """The first of these kinds of word of which one stands in a text, "" if there is none."""
        plain = fold(text)
        return next((name for name in names if self._stems[name].search(plain)), "")

    def _rules(self) -> Iterator[tuple[str, str]]:
        """What is put in other words first: "two sets" is "2 sets"."""
        known = self._words
        counted = rf"(?=\s*-?\s*(?:SETS_{COUNT}_SECOND_MINUTE_HOLD_WEEK_MONTH))"
        a_week = rf"(?=\s*DAY\s*{PER}\s*WEEK)"
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


def _whole_word(word: str) -> str:
    """A pattern of a folded word, which ends there unless its script does not part words."""
    plain = fold(word)
    return re.escape(plain) + ("" if is_unspaced(plain[-1]) else r"(?!\w)")


def _stems(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds one of these anywhere in a folded text."""
    return re.compile("|".join(sorted({re.escape(fold(word)) for word in words})) or "(?!)")
