"""What is suggested to the person for what a tightness check found."""

from collections.abc import Mapping

from hipstretch.core.check import Grade
from hipstretch.core.conditions import must_wait
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.core.strategy import suggest
from hipstretch.core.suggestion import Suggestion, Wishes
from hipstretch.qt.stores import Stores


def suggested_for(stores: Stores, grades: Mapping[tuple[MuscleGroup, Side], Grade]) -> Suggestion | None:
    """The exercises for these grades, by the settings; None while suggestions have to wait."""
    settings = stores.settings.current
    if must_wait(settings.conditions, cleared=settings.cleared):
        return None
    wishes = Wishes(
        minutes=settings.minutes,
        grades=grades,
        conditions=settings.conditions,
        lacks=settings.lacks,
        avoids=settings.avoids,
        hidden=settings.hidden,
        dose=stores.dose(),
    )
    return suggest(wishes, stores.catalogue.built_in(), settings)
