"""The picture of an exercise, where other programs find and can read it."""

import os
import tempfile
from itertools import count
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QTransform

from hipstretch.qt import picture_file

SIZE = QSize(512, 512)
"""Players show it smaller than that, in pixels."""
MIRROR = QTransform.fromScale(-1, 1)


class Artwork:
    """Pictures as PNG in a folder of the desktop session, gone with `close` or when the person logs out.

    Those of the program are WebP, which not every desktop reads, and from outside a Flatpak they are not seen.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._numbers = count()

    def address(self, picture: Path, *, mirrored: bool) -> str:
        """Write a picture; its file:// address, "" where there is no folder for it. Not for the event loop.

        Raises OSError or ValueError if it can't be read or written.
        """
        runtime = os.environ.get("XDG_RUNTIME_DIR")
        if not runtime:
            return ""
        if self._folder is None:
            shared = Path(runtime, "app", os.environ.get("FLATPAK_ID", "-"))  # what a Flatpak shares
            folder = shared if shared.is_dir() else runtime
            self._folder = tempfile.TemporaryDirectory(
                prefix="hipstretch-", dir=folder, ignore_cleanup_errors=True
            )
        image = picture_file.frame(picture_file.opened(picture), SIZE)
        if mirrored:
            image = image.transformed(MIRROR)
        file = Path(self._folder.name, f"{next(self._numbers)}.png")
        if not image.save(str(file)):
            raise OSError(f"{file} can't be written")
        return file.as_uri()

    def close(self) -> None:
        """Remove them."""
        if self._folder:
            self._folder.cleanup()
