"""Where sound comes out of this computer: the device by its name, how loud it is, and whether it is muted."""

import logging
import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from hipstretch.qt.worker import Worker

log = logging.getLogger("hipstretch.sound")


@dataclass(frozen=True, slots=True)
class Output:
    """The device that programs play on unless told otherwise.

    `percent` is the computer's own volume, `muted` whether nothing is heard of it; None where a system does not tell.
    """

    name: str
    percent: int | None = None
    muted: bool | None = None


def look() -> Output | None:
    """The output as it is now, None if the system does not tell. Takes some milliseconds, or as long as it likes."""
    return _by_pulse() if sys.platform == "linux" else _by_qt()


def _by_pulse() -> Output | None:
    """As PulseAudio, or PipeWire in its place, tells it."""
    try:
        from pulsectl import Pulse, PulseError
    except (ImportError, OSError):  # not installed; or libpulse is not
        return None
    try:
        with Pulse("hipstretch", connect=False) as pulse:
            pulse.connect(autospawn=False)
            sink = pulse.get_sink_by_name(pulse.server_info().default_sink_name)
    except PulseError as error:
        log.info("the sound server does not tell its output: %s", error)
        return None
    percent = round(100 * sink.volume.value_flat)
    return Output(sink.description, percent, bool(sink.mute) or percent == 0)


def _by_qt() -> Output | None:
    """As Qt tells it; macOS says as well whether it is muted, Windows does not."""
    import subprocess

    from PySide6.QtMultimedia import QMediaDevices

    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        return None
    if sys.platform != "darwin":
        return Output(device.description())
    ask = ["osascript", "-e", "output muted of (get volume settings)"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False, timeout=5).stdout.strip()
    return Output(device.description(), muted={"true": True, "false": False}.get(answer))


class OutputLook(QObject):
    """Looks at the output beside the event loop: a sound server may take its time."""

    found = Signal(object)
    """An Output, or None."""

    def __init__(self) -> None:
        super().__init__()
        self._work = Worker("output", self)
        self._looking = False

    def look(self) -> None:
        """Look once; `found` tells. While a look is under way, another is not begun."""
        if not self._looking:
            self._looking = True
            self._work.submit(_look_safely, self._on_found)

    def _on_found(self, output: Output | None) -> None:
        self._looking = False
        self.found.emit(output)


def _look_safely() -> Output | None:
    try:
        return look()
    except Exception:  # whatever it is, only a line of words is lacking
        log.exception("the output can't be told")
        return None
