"""Which exercises a search finds."""

from hipstretch.core.exercise import Exercise, Position
from hipstretch.qt import wording


def needs_only_a_mat(exercise: Exercise) -> bool:
    """Whether nothing but a mat is needed, or nothing at all off the floor."""
    on_the_floor = exercise.position not in (Position.CHAIR, Position.STANDING)
    return len(exercise.text.equipment) <= int(on_the_floor)


def matches(exercise: Exercise, words: str) -> bool:
    """Whether every word of a search stands somewhere in what the exercise says of itself."""
    text = exercise.text
    parts = (
        text.name,
        *text.also,
        wording.group(exercise.group),
        wording.position(exercise.position),
        text.felt,
    )
    found = " ".join((*parts, *text.steps, *text.equipment)).casefold()
    return all(word in found for word in words.casefold().split())
