"""The photos and the clip of an own exercise, while they are chosen: every step gives a new value, for undo."""

from dataclasses import dataclass, replace

from .exercise import MOST_PHOTOS, hold_of


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo, or a clip; `id` is the name of its file in the exercise's folder, or of one that has no file yet.

    `data` is WebP, for one that has no file yet.
    """

    id: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Photos:
    """The photos in order, the id of the one that is marked as the hold, "" for none, and the clip."""

    photos: tuple[Photo, ...] = ()
    marked: str = ""
    clip: Photo | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of each photo."""
        return tuple(photo.id for photo in self.photos)

    @property
    def all(self) -> tuple[Photo, ...]:
        """The photos, and at the end the clip."""
        return (*self.photos, self.clip) if self.clip else self.photos

    @property
    def hold(self) -> str:
        """The id of the photo that shows the hold; "" without photos."""
        return hold_of(self.ids, self.marked)

    @property
    def room(self) -> int:
        """How many photos may be added."""
        return MOST_PHOTOS - len(self.photos)

    def added(self, *photos: Photo) -> "Photos":
        """With more at the end, as many as there is room for."""
        return replace(self, photos=(*self.photos, *photos)[:MOST_PHOTOS])

    def without(self, one: str) -> "Photos":
        """Without a photo, or without the clip."""
        if self.clip and self.clip.id == one:
            return replace(self, clip=None)
        return replace(self, photos=tuple(photo for photo in self.photos if photo.id != one))

    def moved(self, one: str, to: int) -> "Photos":
        """With a photo at another place, counted after it was taken out; what is no photo stays."""
        if one not in self.ids:
            return self
        others = self.without(one).photos
        to = min(len(others), max(0, to))
        return replace(self, photos=(*others[:to], self.photos[self.ids.index(one)], *others[to:]))
