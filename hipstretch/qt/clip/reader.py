"""Makes a moving picture of a film, in a child process: its sound and what a camera wrote into it stay behind."""

import base64
import json
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

from hipstretch.data import animated_webp
from hipstretch.qt import child_process, picture_file
from hipstretch.qt.clip.clip_process import MOST_S, Refusal
from hipstretch.translation import tr, tr_count

ENDINGS = ("mp4", "m4v", "mov", "webm")
MAX_BYTES = 200_000_000
"""Of a film; a telephone writes thirty seconds into less."""
SILENT_MS = 30_000
"""A child that says nothing for so long hangs."""
MODULE = "hipstretch.qt.clip.clip_process"


class ClipReader(QObject):
    """Reads one film at a time."""

    came_on = Signal(int)
    """How many of a hundred parts are read."""
    done = Signal(bytes)
    """The moving picture."""
    failed = Signal(str, str)
    """The name of the file, and why it can't be used."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._child: QProcess | None = None
        self._path = Path()
        self._frames: list[tuple[int, bytes]] = []
        self._lasts_ms = 1
        self._hung = QTimer(self, singleShot=True, interval=SILENT_MS)
        self._hung.timeout.connect(lambda: self._fail(Refusal.UNREADABLE))
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether a film is being read."""
        return self._child is not None

    def read(self, path: Path) -> None:
        """Begin to read a film; `done` or `failed` follows, at once if it is none or too large."""
        self.stop()
        self._path, self._frames, self._lasts_ms = path, [], 1
        try:
            picture_file.beginning(path, MAX_BYTES)
        except ValueError as error:
            self.failed.emit(path.name, str(error))
            return
        self._child = QProcess(self)
        self._child.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._child.setStandardErrorFile(QProcess.nullDevice())
        self._child.readyReadStandardOutput.connect(self._take)
        self._child.finished.connect(self._on_finished)
        self._child.errorOccurred.connect(self._on_error)
        program, *arguments = child_process.command(MODULE, path)
        self._hung.start()
        self._child.start(program, arguments)

    def stop(self) -> None:
        """Read no further."""
        self._hung.stop()
        if child := self._child:
            self._child = None
            child.blockSignals(True)
            child.kill()
            child.waitForFinished()
            child.deleteLater()

    def _take(self) -> None:
        while self._child and self._child.canReadLine():
            self._hung.start()
            name, value = json.loads(bytes(self._child.readLine().data()))
            match name:
                case "lasts":
                    self._lasts_ms = max(1, value)
                case "frame":
                    at_ms, data = value
                    self._frames.append((at_ms, base64.b64decode(data)))
                    self.came_on.emit(min(99, 100 * at_ms // self._lasts_ms))
                case "end":
                    self._finish(value)
                case "refused":
                    self._fail(Refusal(value))

    def _finish(self, end_ms: int) -> None:
        self.stop()
        times = [at_ms for at_ms, _ in self._frames]
        ends = [*times[1:], max(end_ms, times[-1] + 1)] if times else []
        stills = [(data, end - at) for (at, data), end in zip(self._frames, ends, strict=True)]
        self._frames = []
        if not stills:
            self._fail(Refusal.UNREADABLE)
            return
        size = picture_file.size_of(stills[0][0])
        self.done.emit(animated_webp.joined(stills, size.width(), size.height()))

    def _fail(self, refusal: Refusal) -> None:
        self.stop()
        self._frames = []
        self.failed.emit(self._path.name, _words(refusal))

    def _on_finished(self) -> None:
        self._take()
        if self._child:
            self._fail(Refusal.UNREADABLE)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._fail(Refusal.NO_DECODER)


def _words(refusal: Refusal) -> str:
    match refusal:
        case Refusal.LONG:
            words = tr_count(
                "it is longer than {count} second: cut it, and add it again",
                "it is longer than {count} seconds: cut it, and add it again",
                MOST_S,
            )
            return words.format(count=MOST_S)
        case Refusal.NO_DECODER:
            return tr("nothing here can read films: install the program ffmpeg, and add it again")
        case Refusal.UNREADABLE:
            return tr("it is damaged, or of a kind that can't be read here: save it as MP4, and add it again")
