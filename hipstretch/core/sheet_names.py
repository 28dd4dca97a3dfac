"""Which exercise a name on a sheet means: in whatever order its words come, and with a slip in each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from .folding import fold
from .sheet_words import is_unspaced

ALIKE = 0.78
"""From this likeness on, 0 to 1, a name is taken for that of a known exercise: a typo or a word more."""
NEARLY_THE_SAME = 0.9
"""From this likeness on without spaces; also of words in Chinese and Japanese, where each character says much."""
_LONG = 5
"""Letters of a word that is cut off the end of a longer one: "Hüftbeugerdehnung" is of the "Hüftbeuger"."""

Heard = tuple[str, ...]
"""The words of a name that tell one from another."""


class Names:
    """Names of exercises, each with the id of its exercise; of two that are the same the first counts.

    `numbers` gives the digits of number words, `unheard` are words that tell no exercise from another, both folded.
    """

    def __init__(
        self, names: Iterable[tuple[str, str]], numbers: Mapping[str, str], unheard: Collection[str]
    ) -> None:
        self._numbers = numbers
        self._unheard = frozenset(unheard)
        long = {word for word in unheard if len(word) >= _LONG or is_unspaced(word[0])}
        self._endings = tuple(sorted(long, key=len, reverse=True))
        self._by_name: dict[str, str] = {}
        self._ids: dict[Heard, str] = {}
        for id_, name in names:
            self._by_name.setdefault(fold(name), id_)
            if heard := self.heard(name):
                self._ids.setdefault(heard, id_)
        self._turn = {heard: turn for turn, heard in enumerate(self._ids)}
        self._with_word = _by((word, heard) for heard in self._ids for word in heard)
        self._joined = _by(("".join(heard), heard) for heard in self._ids)
        self._near: dict[str, list[Heard]] = {}
        self._found: dict[Heard, Heard | None] = {}

    def recognised(self, name: str) -> str | None:
        """The id of the exercise that a name most likely means; None if none is alike enough."""
        if exact := self._by_name.get(fold(name)):
            return exact
        known = self._known(name)
        return None if known is None else self._ids[known]

    def has_more_numbers(self, name: str) -> bool:
        """Whether there is a number in a name that the name it is recognised by does not have."""
        known = None if fold(name) in self._by_name else self._known(name)
        return known is not None and any(word.isdigit() and word not in known for word in self.heard(name))

    def heard(self, name: str) -> Heard:
        """The words of a name that tell one from another."""
        words = (word for word in fold(name).split() if word not in self._unheard)
        told = (
            self._numbers.get(word, word)
            for word in map(self._without_ending, words)
            if not _is_stretch(word)
        )
        return tuple(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in told)

    def _without_ending(self, word: str) -> str:
        """A compound without the part that tells nothing, if two letters are left."""
        if not word.endswith(self._endings):
            return word
        ending = next(ending for ending in self._endings if word.endswith(ending))
        return word.removesuffix(ending) if len(word) > len(ending) + 1 else word

    def _known(self, name: str) -> Heard | None:
        """The name that a name most likely is; None if none is alike enough."""
        wanted = self.heard(name)
        if wanted not in self._found:
            self._found[wanted] = wanted if wanted in self._ids else self._most_alike(wanted)
        return self._found[wanted]

    def _most_alike(self, wanted: Heard) -> Heard | None:
        near = set(_near("".join(wanted), self._joined, NEARLY_THE_SAME))
        for word in wanted:
            if word not in self._near:
                self._near[word] = _near(word, self._with_word, ALIKE)
            near.update(self._near[word])
        likeness = {known: _alike(wanted, known) for known in sorted(near, key=self._turn.__getitem__)}
        best = max(likeness, key=lambda known: likeness[known], default=())
        return best if best and likeness[best] >= ALIKE else None


@lru_cache(10_000)
def _is_stretch(word: str) -> bool:
    """Whether it is the word that stands in most names, or that with a slip."""
    return _ratio(word, "stretch") >= ALIKE


def _by(pairs: Iterable[tuple[str, Heard]]) -> Mapping[str, list[Heard]]:
    found: dict[str, list[Heard]] = defaultdict(list)
    for text, heard in pairs:
        found[text].append(heard)
    return found


def _near(text: str, known: Mapping[str, list[Heard]], least: float) -> list[Heard]:
    """What is known by a text that is as alike as that; the quick bounds spare most comparisons."""
    matcher = SequenceMatcher(b=text)
    found: list[Heard] = []
    for one, names in known.items():
        matcher.set_seq1(one)
        if matcher.real_quick_ratio() >= least <= matcher.quick_ratio() and _ratio(text, one) >= least:
            found += names
    return found


def _alike(one: Heard, other: Heard) -> float:
    """How alike two names are, 0 to 1, in whatever order their words come and with a typo in each."""
    rest, alike = list(other), 0.0
    for word in one:
        best = max(rest, key=lambda known: _ratio(word, known), default="")
        if (ratio := _ratio(word, best)) >= ALIKE:
            rest.remove(best)
            alike += ratio
    whole = _ratio("".join(one), "".join(other))
    return max(2 * alike / (len(one) + len(other)), whole if whole >= NEARLY_THE_SAME else 0.0)


@lru_cache(100_000)
def _ratio(one: str, other: str) -> float:
    """How alike two words are, 0 to 1; a slip in the first letter is rare, and another word more likely."""
    ratio = SequenceMatcher(None, one, other).ratio()
    strict = one[:1] != other[:1] or any(map(is_unspaced, one[:1]))
    return 0.0 if strict and ratio < NEARLY_THE_SAME else ratio
