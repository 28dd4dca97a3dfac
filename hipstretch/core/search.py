"""Which exercises a search finds."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from .exercise import Exercise, MuscleGroup, Position
from .folding import fold


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; what is empty or None leaves every exercise. With `hidden`, hidden ones and no others."""

    words: str = ""
    group: MuscleGroup | None = None
    position: Position | None = None
    mat_only: bool = False
    hidden: bool = False


def find(
    exercises: Iterable[Exercise],
    search: Search,
    hidden: Collection[str],
    names: Callable[[Exercise], Iterable[str]],
) -> list[Exercise]:
    """What a search leaves, the nearest first, then by name.

    `names` gives what else an exercise is found by, in whatever language.
    """
    return sorted(
        (
            one
            for one in exercises
            if (search.group is None or one.group is search.group)
            and (search.position is None or one.position is search.position)
            and (needs_only_a_mat(one) or not search.mat_only)
            and (one.id in hidden) is search.hidden
            and (not search.words or matches(one, search.words, names(one)))
        ),
        key=lambda one: (nearness(search.words, one.text.name), fold(one.text.name)),
    )


def needs_only_a_mat(exercise: Exercise) -> bool:
    """Whether nothing but a mat is needed, or nothing at all off the floor."""
    on_the_floor = exercise.position not in (Position.CHAIR, Position.STANDING)
    return len(exercise.text.equipment) <= int(on_the_floor)


def matches(exercise: Exercise, words: str, names: Iterable[str] = ()) -> bool:
    """Whether every word stands somewhere in what the exercise says of itself, or in `names`, accents or none."""
    text = exercise.text
    return stands_in(words, (text.name, *text.also, *names, text.felt, *text.steps, *text.equipment))


def stands_in(words: str, texts: Iterable[str]) -> bool:
    """Whether every word stands somewhere in these texts; accents, case, apostrophes and hyphens do not matter."""
    found = fold("  ".join(texts))
    return all(word in found for word in fold(words).split())


def nearness(words: str, name: str) -> int:
    """How near what was found is to the words, nearest first: 0 if its name begins with them, 1 if it holds each."""
    if fold(name).startswith(fold(words)):
        return 0
    return 1 if stands_in(words, (name,)) else 2
