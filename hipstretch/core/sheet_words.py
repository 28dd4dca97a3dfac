"""A line of a sheet, in which each word that counts has become one character, whatever its language.

The words of all languages are tried together: a sheet may be in another language than the program. What a word means
stands in `assets/languages/TAG.sheet.toml`; a word of several meanings is in the class of each.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .folding import letters

_FIRST_CODE = 0xE000
"""Where the characters begin that stand for words: those that Unicode leaves to everyone."""
_NEVER = "(?!)"
"""The pattern of a class without words."""
_SIGNS = {
    **dict.fromkeys("✕✖*", "×"),
    **dict.fromkeys("–—−‐‑‒•·~〜～・־", "-"),
    **dict.fromkeys("“”„″״", '"'),
    **dict.fromkeys("’‘ʼ′׳`´", "'"),
    **dict(zip("⁄。、،؛٫|", "/.,,;.|", strict=True)),
}
_CLASS = re.compile(r"\b[A-Z][A-Z_]+\b")
_GLUED_SIGN = re.compile(r"(?<=\d)( ?[^\W\d_]{1,15})[xх](?=\d)", re.IGNORECASE)
"""The x of "30sx3": it stands at the end of a unit, and a number follows."""
_ASIDE = "\0"
"""What stands for a part that is nothing but unread: no character of a line becomes that."""


def _is_of_a_word(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


def is_unspaced(character: str) -> bool:
    """Whether it is of a script that does not part words: Chinese and Japanese."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"


def is_syllable(character: str) -> bool:
    """Whether a letter is a syllable or a word: Chinese, Japanese, Korean."""
    return is_unspaced(character) or "\uac00" <= character <= "\ud7a3"


def _is_one_word(before: str, after: str) -> bool:
    """Whether no word ends between two characters."""
    if before.isdigit() or after.isdigit():
        return before.isdigit() and after.isdigit()
    apart = is_unspaced(before) or is_unspaced(after)
    return _is_of_a_word(before) and _is_of_a_word(after) and not apart


def _is_joined(end: str, after: str) -> bool:
    """Whether the word that ends here goes on; a Korean one may, with its particle."""
    return _is_one_word(end, after) and not "\uac00" <= end <= "\ud7a3"


@lru_cache(4_000)
def _plain(character: str) -> str:
    """How a character of a line is looked at."""
    sign = _SIGNS.get(character)
    if sign is not None:
        return sign
    if character.isalnum() or _is_of_a_word(character):
        return letters(character)
    return character if character.isprintable() else " "


@dataclass(frozen=True, slots=True)
class Part:
    """What is left of a line: how it was typed, where it begins in the code, whether it was set aside."""

    typed: str
    start: int
    is_aside: bool


class CodedLine:
    """A line whose parts are taken away one by one; `typed` is how it was written, `code` what is left of it."""

    def __init__(self, typed: str, code: str, places: list[tuple[int, int]]) -> None:
        self.typed = typed
        self.code = code
        self._places = places

    def rewrite(self, pattern: re.Pattern[str], instead: str) -> None:
        """Put a template, as for `re.sub`, in the place of each match; it still stands for what was typed there."""
        code, places, done = "", [], 0
        for match in pattern.finditer(self.code):
            fresh = match.expand(instead)
            typed = self._places[match.start() : match.end()]
            code += self.code[done : match.start()] + fresh
            places += self._places[done : match.start()] + [(typed[0][0], typed[-1][1])] * len(fresh)
            done = match.end()
        self.code, self._places = code + self.code[done:], places + self._places[done:]

    def take(self, match: re.Match[str]) -> None:
        """Leave nothing of a match but a bar."""
        start, end = match.span()
        self.code = self.code[:start] + "|" * (end - start) + self.code[end:]

    def set_all_aside(self, pattern: re.Pattern[str]) -> None:
        """Keep each match from every other pattern, and from the name."""
        for match in pattern.finditer(self.code):
            self.set_aside(*match.span())

    def set_aside(self, start: int, end: int) -> None:
        """Keep a part, also one that was taken, from every other pattern, and from the name."""
        self.code = self.code[:start] + _ASIDE * (end - start) + self.code[end:]

    def left(self, ends: str) -> Iterator[Part]:
        """What was not taken, part by part, without the `ends` of the code and without what says nothing."""
        for match in re.finditer(rf"{_ASIDE}+|[^|{_ASIDE}]+", self.code):
            part = match.group().rstrip(ends)
            start, end = match.start() + len(part) - len(part.lstrip(ends)), match.start() + len(part)
            places = self._places[start:end]
            typed = self.typed[places[0][0] : places[-1][1]] if places else ""
            if any(map(str.isalnum, typed)):
                yield Part(typed, start, is_aside=part[0] == _ASIDE)


class SheetWords:
    """What words on a sheet mean: `words` gives them for each meaning."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        meanings: dict[str, set[str]] = defaultdict(set)
        for meaning, spellings in words.items():
            for spelling in spellings:
                meanings["".join(map(_plain, unicodedata.normalize("NFKC", spelling)))].add(meaning)
        codes = self._codes = {frozenset([name]): chr(_FIRST_CODE + i) for i, name in enumerate(words)}
        self._by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for word in sorted(meanings, key=len, reverse=True):
            code = codes.setdefault(frozenset(meanings[word]), chr(_FIRST_CODE + len(codes)))
            self._by_start[word[0]].append((word, code))
        self._classes: dict[str, str] = defaultdict(str)
        for meant, code in codes.items():
            for meaning in meant:
                self._classes[meaning] += code

    def code(self, meaning: str) -> str:
        """The character of a word that has this meaning and no other."""
        return self._codes[frozenset([meaning])]

    def codes(self, *meanings: str) -> str:
        """The characters that stand for words with one of these meanings, "" if there are none."""
        return "".join(self._classes.get(meaning, "") for meaning in meanings)

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern in which SETS or SETS_REPS, say, means a word for one of these."""

        def class_of(match: re.Match[str]) -> str:
            codes = self.codes(*match.group().lower().split("_"))
            return f"[{codes}]" if codes else _NEVER

        return re.compile(_CLASS.sub(class_of, pattern))

    def read(self, text: str) -> CodedLine:
        """A line as it is looked at."""
        typed = " ".join(unicodedata.normalize("NFKC", text.replace("½", " 1/2")).split())
        looked_at = _GLUED_SIGN.sub(r"\1×", typed)
        plain = [(part, i) for i, character in enumerate(looked_at) for part in _plain(character)]
        line = "".join(part for part, _ in plain)
        code, places, at = "", [], 0
        while at < len(line):
            found, end = (
                self._word_at(line, at) if not (code and _is_one_word(code[-1], line[at])) else ("", 0)
            )
            code += found or line[at]
            end = end or at + 1
            places.append((plain[at][1], plain[end - 1][1] + 1))
            at = end
        return CodedLine(typed, code, places)

    def _word_at(self, line: str, at: int) -> tuple[str, int]:
        """The longest word that begins there, as its character, and where it ends, with the dot of an abbreviation."""
        for word, code in self._by_start.get(line[at], ()):
            end = at + len(word)
            if line.startswith(word, at) and not _is_joined(word[-1], line[end : end + 1] or " "):
                is_short = line[end : end + 1] == "." and not line[end + 1 : end + 2].isdigit()
                return code, end + is_short
        return "", 0
