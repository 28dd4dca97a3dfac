"""What a session and its exercises are called."""

from hipstretch.core.record import SessionRecord
from hipstretch.core.routine import ELSEWHERE
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.fit import Names
from hipstretch.translation import tr


def routine(catalogue: Catalogue, routine_id: str) -> str:
    """A routine's name; its id if it is gone."""
    if routine_id == ELSEWHERE:
        return tr("Done elsewhere")
    found = catalogue.routine(routine_id)
    return found.name if found else routine_id


def exercise(catalogue: Catalogue, exercise_id: str) -> str:
    """An exercise's name; its id if it is gone."""
    found = catalogue.exercises.get(exercise_id)
    return found.text.name if found else exercise_id


def of_session(catalogue: Catalogue, record: SessionRecord) -> Names:
    """The names in a FIT activity."""
    return Names(
        routine(catalogue, record.routine), [exercise(catalogue, one.id) for one in record.exercises]
    )
