"""Who shows the exercises."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the pictures: the name of a folder of `people/`, and of one in every exercise that has pictures.

    `name` is in words of one language, "A woman of 35"; `rank` is the place among those that are offered.
    """

    id: str
    name: str
    rank: int
