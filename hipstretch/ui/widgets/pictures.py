"""Pictures of the exercises, decoded off the event loop, still or moving, mirrored for the left side."""

from collections import Counter, OrderedDict
from collections.abc import Iterable
from functools import partial
from itertools import islice, zip_longest
from math import inf
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QImageReader, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hipstretch.qt import picture_file
from hipstretch.qt.worker import Worker

CACHE_BYTES, CACHE_LEAST = 8_000_000, 4
"""What decoded stills may occupy, and how many stay however large they are; the least recently shown goes first.

A session needs four at once: what is shown, the hold, the start that comes next, and that of the following exercise.
"""
SETTLE_MS = 60
"""A picture is decoded for its new size once a resize has settled."""
CLOSE_S = 5.0
"""So long the end of the program waits for a picture that is being decoded."""

Key = tuple[Path, int, int]
"""A file, and the size in device pixels that its picture is to fit."""


def _still(path: Path, size: QSize) -> QImage:
    """The first frame of a file. Raises ValueError as picture_file does."""
    return picture_file.frame(picture_file.opened(path), size)


class _Film:
    """The frames of a moving picture, the first again after the last; for one thread only."""

    def __init__(self, path: Path, size: QSize) -> None:
        self._path, self._size = path, size
        self._reader: QImageReader | None = None

    def next_frame(self) -> tuple[QImage, int]:
        """A frame, and how many milliseconds it stays. Raises ValueError as picture_file does."""
        reader = self._reader
        if reader is None or 0 < reader.imageCount() <= reader.currentImageNumber() + 1:
            reader = self._reader = picture_file.opened(self._path)
        return picture_file.frame(reader, self._size), reader.nextImageDelay()


class PictureCache(QObject):
    """Decoded stills by file and size, and the thread that decodes; one for the application."""

    arrived = Signal(object, QImage)
    """A Key, and its picture; a null one if it can't be decoded, which is tried again when it is asked for again."""
    failed = Signal(object, str)
    """A path, and why it can't be shown; once for each, until it could be shown again."""

    def __init__(self) -> None:
        super().__init__()
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self._told: set[Path] = set()
        self._forgotten: Counter[Path] = Counter()
        """How often a file became another one: what was being decoded of it meanwhile is no longer right."""
        self.work = Worker("pictures")
        self._turn = 0
        """How urgent a visible picture is: more than those of earlier turns of the event loop, which may be out of
        sight now, and as those of its own turn, so that a page is filled from its top."""
        self._turn_ends = QTimer(self, singleShot=True, interval=0)
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self.close)

    def close(self) -> None:
        """Decode nothing more: a thread that still decodes while the program ends could crash it."""
        self.work.forget()
        self.work.wait(CLOSE_S)

    def get(self, path: Path, size: QSize, *, ahead: bool = False) -> QImage | None:
        """The picture at that size, or None; then `arrived` says when it is there.

        One that is asked for `ahead` of its time comes after all that somebody looks at now.
        """
        key = (path, size.width(), size.height())
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        if not self._turn_ends.isActive():
            self._turn += 1
            self._turn_ends.start()
        seen = self._forgotten[path]
        decode, take, fail = (
            partial(_still, path, size),
            partial(self._take, key, seen),
            partial(self._fail, key),
        )
        self.work.submit(decode, take, fail, replaces=repr(key), urgency=0 if ahead else self._turn)
        return None

    def forget(self, path: Path) -> None:
        """The file is another one now."""
        self._images = OrderedDict((key, image) for key, image in self._images.items() if key[0] != path)
        self._told.discard(path)
        self._forgotten[path] += 1

    def tell(self, path: Path, error: Exception) -> None:
        """Say that a picture can't be shown, unless that was said before."""
        if path not in self._told:
            self._told.add(path)
            self.failed.emit(path, str(error))

    def _take(self, key: Key, seen: int, image: QImage) -> None:
        if seen != self._forgotten[key[0]]:
            self.get(key[0], QSize(*key[1:]))
            return
        self._told.discard(key[0])
        self._images[key] = image
        while (
            sum(i.sizeInBytes() for i in self._images.values()) > CACHE_BYTES
            and len(self._images) > CACHE_LEAST
        ):
            self._images.popitem(last=False)
        self.arrived.emit(key, image)

    def _fail(self, key: Key, error: Exception) -> None:
        self.tell(key[0], error)
        self.arrived.emit(key, QImage())


class Animation(QObject):
    """The frames of an animated picture, one decoded ahead, in an endless loop while it runs."""

    changed = Signal()
    failed = Signal()

    def __init__(self, cache: PictureCache) -> None:
        super().__init__()
        self._cache = cache
        self._path: Path | None = None
        self._size = QSize()
        self._film: _Film | None = None
        self._next: tuple[QImage, int] | None = None
        self.frame = QImage()
        self._frozen = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._show_next)

    def start(self, path: Path, size: QSize) -> None:
        """Play a file at a size in device pixels, from its first frame unless it plays already."""
        if self._film and (self._path, self._size) == (path, size):
            return
        self.stop()
        self._path, self._size, self._film = path, size, _Film(path, size)
        self._decode()

    def freeze(self, *, frozen: bool) -> None:
        """Stay at this frame, or go on from it."""
        self._frozen = frozen
        if frozen:
            self._timer.stop()
        else:
            self._show_next()

    def stop(self) -> None:
        """Show no further frame, and forget the last."""
        self._timer.stop()
        self._film = self._next = None
        self.frame = QImage()

    def _decode(self) -> None:
        if film := self._film:
            take, fail = partial(self._take, film), partial(self._fail, film)
            self._cache.work.submit(
                film.next_frame, take, fail, urgency=inf
            )  # it has a time at which it is due

    def _fail(self, film: _Film, error: Exception) -> None:
        if film is self._film and self._path:
            self._film = None
            self._cache.tell(self._path, error)
            self.failed.emit()

    def _take(self, film: _Film, frame: tuple[QImage, int]) -> None:
        if film is not self._film:
            return  # it was stopped meanwhile
        self._next = frame
        if self.frame.isNull() or not (self._frozen or self._timer.isActive()):
            self._show_next()

    def _show_next(self) -> None:
        if self._next is None:
            return  # the decoder is late; the frame is shown as soon as it is there
        self.frame, delay = self._next
        self._next = None
        if not self._frozen:
            self._timer.start(max(20, delay))
        self.changed.emit()
        self._decode()


class Picture(QWidget):
    """Shows one picture as large as it fits, in the middle, at the bottom of its room."""

    def __init__(self, cache: PictureCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._path: Path | None = None
        self._instead: Path | None = None
        self._mirrored = False
        self._moving = False
        self._image = QImage()
        self._wanted = False
        """Whether to decode at the next paint: only then is the size the right one."""
        self._animation: Animation | None = None
        self._frozen = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._load)
        cache.arrived.connect(self._on_arrived)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_picture(
        self,
        path: Path | None,
        *,
        mirrored: bool = False,
        moving: bool = False,
        instead: Path | None = None,
    ) -> None:
        """Show a file, or nothing; the picture before stays until the new one is decoded.

        `instead` is a still for a moving picture that can't be shown.
        """
        self._instead = instead
        if (path, mirrored, moving) == (self._path, self._mirrored, self._moving):
            return
        self._path, self._mirrored, self._moving = path, mirrored, moving
        if self._animation:
            self._image = self._animation.frame if moving else self._image
            self._animation.stop()
        if path is None:
            self._clear()
        else:
            self._load()

    def freeze(self, *, frozen: bool) -> None:
        """Have a moving picture stay at its frame, or go on from it."""
        if frozen != self._frozen:
            self._frozen = frozen
            if self._animation:
                self._animation.freeze(frozen=frozen)

    def prefetch(self, path: Path | None) -> None:
        """Have a still decoded that will be shown soon in this size."""
        if path and not self._target().isEmpty():
            self._cache.get(path, self._target(), ahead=True)

    def sizeHint(self) -> QSize:
        """Four to three, as the pictures are."""
        return QSize(400, 300)

    def showEvent(self, event: QShowEvent) -> None:
        """Decode now that somebody looks, and go on from where a moving picture was."""
        super().showEvent(event)
        self._wanted = True
        if self._animation:
            self._animation.freeze(frozen=self._frozen)

    def hideEvent(self, event: QHideEvent) -> None:
        """Have a moving picture wait until somebody looks again."""
        super().hideEvent(event)
        if self._animation:
            self._animation.freeze(frozen=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decode anew for the new size."""
        super().resizeEvent(event)
        if self._image.isNull():
            self._wanted = True
        else:
            self._settle.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The current frame, mirrored if asked."""
        if self._wanted:
            self._wanted = False
            self._load()
        image = self._animation.frame if self._moving and self._animation else self._image
        image = self._image if image.isNull() else image
        if image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        size = QSize(image.size()).scaled(self.contentsRect().size(), Qt.AspectRatioMode.KeepAspectRatio)
        x, y = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(x, y, size.width(), size.height()), image)

    def _clear(self) -> None:
        self._show(QImage())

    def _on_no_film(self) -> None:
        if self._instead:
            self.show_picture(self._instead, mirrored=self._mirrored)
        else:
            self._clear()

    def _target(self) -> QSize:
        return self.size() * self.devicePixelRatioF()

    def _load(self) -> None:
        if self._path is None or self._target().isEmpty() or not self.isVisible():
            return
        if self._moving:
            if self._animation is None:
                self._animation = Animation(self._cache)
                self._animation.changed.connect(self.update)
                self._animation.failed.connect(self._on_no_film)
            self._animation.start(self._path, self._target())
            self._animation.freeze(frozen=self._frozen)
            return
        image = self._cache.get(self._path, self._target())
        if image is not None:
            self._show(image)

    def _show(self, image: QImage) -> None:
        self._image = image
        self.update()

    def _on_arrived(self, key: Key, image: QImage) -> None:
        target = self._target()
        if not self._moving and self.isVisible() and key == (self._path, target.width(), target.height()):
            self._show(image)


class PictureRow(QWidget):
    """A few pictures side by side, at most so many."""

    def __init__(self, cache: PictureCache, most: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._most = most
        self._paths: tuple[Path, ...] = ()
        self.pictures = [Picture(cache) for _ in range(most)]
        for picture in self.pictures:
            row.addWidget(picture, 1)

    def show_pictures(self, paths: Iterable[Path]) -> None:
        """Show these files, as many as there is room for."""
        self._paths = tuple(islice(paths, len(self.pictures)))
        for picture, path in zip_longest(self.pictures, self._paths):
            picture.show_picture(path)
        self.show_most(self._most)

    def show_most(self, most: int) -> None:
        """Show no more than so many of them."""
        self._most = most
        for number, picture in enumerate(self.pictures):
            picture.setVisible(number < min(most, len(self._paths)))
