"""Finds the pictures that a session wants, and has those at hand that come next."""

from hipstretch.data.catalogue import Catalogue
from hipstretch.ui.widgets.pictures import Picture

from .session_view import PhaseView
from .stage import Stage


def show_pictures(catalogue: Catalogue, phase: PhaseView, stage: Stage, thumb: Picture | None = None) -> None:
    """The exercise's picture on the stage, and that of the next one in `thumb`."""
    wish, following = phase.picture, phase.following
    found = ((name, catalogue.picture(wish.exercise, name)) for name in wish.names)
    name, path = next((one for one in found if one[1]), ("", None))
    stage.picture.show_picture(path, mirrored=wish.mirrored, moving=name == "motion")
    stage.picture.freeze(frozen=phase.waits)
    stage.show_turn(possible=wish.can_turn and bool(catalogue.picture(wish.exercise, "second")))
    if thumb:
        thumb.show_picture(catalogue.picture(following.exercise, "hold"))
    for exercise, picture in ((wish.exercise, "hold"), (following.exercise, "start")):
        stage.picture.prefetch(catalogue.picture(exercise, picture))
