"""The pictures of an exercise on a printed sheet: where it begins and where it holds, as large as their room allows."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from . import picture_file

FAINT = 2
"""What is less opaque than this, of 255, may be cut off: a shadow runs out."""
COARSE_PX = 200
"""The width at which the edges of a picture are looked for."""
BELOW = 0.75
"""Of the width of the room, for two that stand one below the other: not much larger than others side by side."""
GAP = 0.04
"""Of the width of the room, between the two."""


def joined(paths: Sequence[Path], room: QSize, *, mirrored: bool, from_right: bool) -> QImage | None:
    """The pictures in one, all in the same scale, to fit `room` in pixels; None if none of them can be read.

    They stand one below the other or beside it, whichever lets them be larger, as the language is read.
    """
    found = []
    for path in paths:
        try:
            found.append(picture_file.frame(picture_file.opened(path), room * 2))
        except ValueError:  # an own photo that is gone or damaged: the words are left
            continue
    if not found:
        return None
    sizes = {(one.width(), one.height()) for one in found}
    if len(sizes) == 1:  # of one camera: what is cut off is the same
        around = QRect()
        for one in found:
            around = around.united(_edges(one))
        found = [one.copy(around) for one in found]
    if mirrored:
        found = [one.flipped(Qt.Orientation.Horizontal) for one in found]
    gap = GAP * room.width()
    across = _scale(found, room, gap, across=True)
    down = _scale(found, room, gap, across=False)
    return _drawn(found, max(across, down), gap, across=across >= down, from_right=from_right)


def _edges(picture: QImage) -> QRect:
    """What of a picture is not empty; all of it, if it has no transparency."""
    height = max(1, round(COARSE_PX * picture.height() / picture.width()))
    smooth = picture.scaled(
        COARSE_PX, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    coarse = smooth.convertedTo(QImage.Format.Format_Alpha8)
    rows = [bytes(cast(memoryview, coarse.constScanLine(y)))[:COARSE_PX] for y in range(height)]
    ys = [y for y, row in enumerate(rows) if max(row) > FAINT]
    xs = [x for x in range(COARSE_PX) if any(row[x] > FAINT for row in rows)]
    if not ys:
        return picture.rect()
    scale = picture.width() / COARSE_PX
    found = QRectF(xs[0], ys[0], xs[-1] - xs[0] + 1, ys[-1] - ys[0] + 1)
    return QRect(
        int(found.x() * scale),
        int(found.y() * scale),
        math.ceil(found.width() * scale) + 1,
        math.ceil(found.height() * scale) + 1,
    ).intersected(picture.rect())


def _whole(pictures: Sequence[QImage], *, across: bool) -> QSizeF:
    widths, heights = [one.width() for one in pictures], [one.height() for one in pictures]
    return QSizeF(sum(widths), max(heights)) if across else QSizeF(max(widths), sum(heights))


def _scale(pictures: Sequence[QImage], room: QSize, gap: float, *, across: bool) -> float:
    whole, gaps = _whole(pictures, across=across), gap * (len(pictures) - 1)
    width, height = (
        (room.width() - gaps, float(room.height())) if across else (room.width(), room.height() - gaps)
    )
    if not across and len(pictures) > 1:
        width *= BELOW
    return min(width / whole.width(), height / whole.height())


def _drawn(pictures: Sequence[QImage], scale: float, gap: float, *, across: bool, from_right: bool) -> QImage:
    whole, gaps = _whole(pictures, across=across) * scale, gap * (len(pictures) - 1)
    size = QSizeF(whole.width() + gaps * across, whole.height() + gaps * (not across))
    made = QImage(size.toSize(), QImage.Format.Format_RGB32)
    made.fill(0xFFFFFFFF)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    x = y = 0.0
    for one in reversed(pictures) if across and from_right else pictures:
        place = QRectF(x, y, one.width() * scale, one.height() * scale)
        painter.drawImage(place, one)
        x, y = (place.right() + gap, 0.0) if across else (0.0, place.bottom() + gap)
    painter.end()
    return made
