"""Finds the pictures that a session wants, and has those at hand that come next."""

from pathlib import Path

from hipstretch.data.catalogue import Catalogue
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.pictures import Picture

from .session_view import PhaseView, PictureWish
from .stage import Stage

INSTEAD = ("start", "hold", "motion")
"""What is shown of an own exercise that has none of the pictures that are wanted."""


def show_pictures(catalogue: Catalogue, phase: PhaseView, stage: Stage, thumb: Picture | None = None) -> None:
    """The exercise's picture on the stage, and that of the next one in `thumb`."""
    wish, following = phase.picture, phase.following
    seen = views(catalogue, wish)
    path = seen.get(wish.turned) or seen.get("")
    moves = "motion" in wish.names and path is not None and path.stem == "motion"
    instead = catalogue.picture(wish.exercise, "start") or catalogue.picture(wish.exercise, "hold")
    stage.picture.show_picture(path, mirrored=wish.mirrored, moving=moves, instead=instead)
    stage.picture.freeze(frozen=phase.waits)
    stage.show_turn(_place(catalogue.photos(wish.exercise), path), possible=len(seen) > 1)
    if thumb:
        thumb.show_picture(catalogue.picture(following.exercise, "hold"))
    for exercise, picture in ((wish.exercise, "hold"), (following.exercise, "start")):
        stage.picture.prefetch(catalogue.picture(exercise, picture))


def next_view(catalogue: Catalogue, wish: PictureWish) -> str:
    """What follows the picture that is shown when it is turned, "" for the usual one."""
    names = list(views(catalogue, wish))
    return names[(names.index(wish.turned) + 1) % len(names)] if wish.turned in names else names[1]


def views(catalogue: Catalogue, wish: PictureWish) -> dict[str, Path]:
    """What can be looked at: the usual picture, as "", and the others, from the photo on that follows it."""
    names = dict.fromkeys((*wish.names, *INSTEAD))
    usual = next((path for name in names if (path := catalogue.picture(wish.exercise, name))), None)
    if usual is None:
        return {}
    photos = catalogue.photos(wish.exercise)
    after = photos.index(usual) + 1 if usual in photos else 0
    found = {path.name: path for path in (*photos[after:], *photos[: max(0, after - 1)])}
    second = catalogue.picture(wish.exercise, "second") if wish.can_turn else None
    return {"": usual, **found, **({"second": second} if second else {})}


def _place(photos: tuple[Path, ...], shown: Path | None) -> str:
    """Which of the photos is shown; "" where nobody need know."""
    if shown not in photos:
        return ""
    words = tr("Photo {number} of {count}")
    return words.format(number=wording.number(photos.index(shown) + 1), count=wording.number(len(photos)))
