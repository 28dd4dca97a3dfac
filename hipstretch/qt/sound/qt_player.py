"""The player by Qt Multimedia."""

from collections import deque
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from hipstretch.core.settings import SoundPlayer
from hipstretch.core.timeline import Cue

from .player import RETRY_MS, Player
from .samples import NO_DEVICE, RATE, VOICES, gain

TIDY_MS = 1000
"""How often streams that nobody needs are laid to sleep, after a cue."""
AHEAD_S = 4.0
"""So long before a cue its stream wakes: time enough for a device that is gone to be noticed and replaced."""
MISSED, MISSED_AT_FIRST = 4, 12
"""Unanswered health checks before the device counts as lost: later on, and before it has answered the first one."""


class QtMultimediaPlayer(Player):
    """Keeps a few streams to the device open and writes a whole cue into one that is free.

    The stream then plays by itself, however busy this process is; and a device that is open neither falls
    asleep nor cuts off the beginning. Even a silent stream takes a percent of the processor, so only one is awake
    for the next cue, shortly before it is due, and the others sleep. One that sleeps still asks its server for the
    time, so while the player rests there is none. QSoundEffect would be shorter, but in Qt 6.12 playing
    several can leave a closed socket behind, which the event loop then polls for ever.
    """

    kind = SoundPlayer.QT

    def __init__(self, sounds: Path, theme: str, volume: int) -> None:
        from PySide6 import QtMultimedia

        super().__init__(sounds, theme, volume)
        self._qt = QtMultimedia
        self._format = QtMultimedia.QAudioFormat()
        self._format.setSampleRate(RATE)
        self._format.setChannelCount(1)
        self._format.setSampleFormat(QtMultimedia.QAudioFormat.SampleFormat.Int16)
        self._voices: deque[_Voice] = deque()
        self._silent_voice: _Voice | None = None
        self._missed = 0
        self._device: Any = None
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._open)
        self._spare = 1
        """How many streams stay awake for the next cue."""
        self._resting = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._be_ready)
        self._tidy = QTimer(self, interval=TIDY_MS)
        self._tidy.timeout.connect(self._lay_to_sleep)
        self._devices = QtMultimedia.QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._follow_default)
        self._open()

    def play(self, cue: Cue) -> None:
        self._be_ready()
        pcm = self._pcm.get(cue)
        if not pcm or not self._voices:
            return
        free = sorted((v for v in self._voices if v.idle), key=lambda v: v.asleep)
        voice, *others = free or [self._voices[0]]
        self._voices.remove(voice)
        self._voices.append(voice)  # the front has waited longest
        for one in (voice, *others[:1]):  # and one for the cue after this
            one.wake()
        if not free:
            voice.sink.stateChanged.disconnect(self._check)
            voice.restart()
            voice.sink.stateChanged.connect(self._check)
        if voice.pipe is None or voice.pipe.write(pcm) <= 0:
            self._fail()

    def set_volume(self, percent: int) -> None:
        self._gain = gain(percent)
        for voice in self._voices:
            voice.sink.setVolume(self._gain)

    def still_plays(self) -> bool:
        """Have a moment of silence played; False if the one before never was: then the device is gone.

        For sound servers whose end Qt does not tell its streams: they take what is written, and nothing sounds.
        """
        if self._silent_voice is None or self._silent_voice.pipe is None or self._silent_voice.asleep:
            return True
        sink = self._silent_voice.sink
        played = self._silent_voice.idle
        self._missed = 0 if played else self._missed + 1
        if played:
            self._silent_voice.pipe.write(bytes(RATE // 100 * 2))
        return self._missed < (MISSED if sink.processedUSecs() else MISSED_AT_FIRST)

    def prepare_in(self, seconds: float) -> None:
        if seconds <= AHEAD_S:
            self._be_ready()
            return
        self._spare, self._resting = 0, False
        self._tidy.start()
        self._soon.start(round((seconds - AHEAD_S) * 1000))

    def release(self) -> None:
        self._soon.stop()
        self._spare, self._resting = 0, True
        self._tidy.start()

    def close(self) -> None:
        self._retry.stop()
        self._soon.stop()
        self._devices.audioOutputsChanged.disconnect(self._follow_default)
        self._drop()

    def _open(self) -> None:
        self._drop()
        self._device = self._qt.QMediaDevices.defaultAudioOutput()
        if self._device.isNull():
            self._fail()
            return
        for _ in range(VOICES + 1):
            sink = self._qt.QAudioSink(self._device, self._format, self)
            sink.setBufferSize(3 * RATE * 2)  # three seconds: longer than any cue
            sink.setVolume(self._gain)
            self._voices.append(_Voice(sink))
        if any(voice.failed for voice in self._voices):
            self._fail()
            return
        for voice in self._voices:
            voice.sink.stateChanged.connect(self._check)
        self._silent_voice, self._missed = self._voices.pop(), 0
        self._tidy.start()
        self._retry.stop()
        self._set_trouble(None)

    def _be_ready(self) -> None:
        """Have a stream awake."""
        self._soon.stop()
        self._spare, self._resting = 1, False
        if not self._voices and not self._retry.isActive():
            self._open()
        for one in (*sorted(self._voices, key=lambda v: v.asleep)[:1], self._silent_voice):
            if one:
                one.wake()
        self._tidy.start()

    def _lay_to_sleep(self) -> None:
        """Let idle streams sleep but for those to spare; let all go if nobody knows when they are needed."""
        awake = [v for v in self._voices if not v.asleep]
        for voice in [v for v in awake if v.idle][self._spare :]:
            voice.sleep()
        if len(awake) <= self._spare:
            self._tidy.stop()
            if self._silent_voice and not self._spare:
                self._silent_voice.sleep()
            if self._resting:
                self._drop()

    def _drop(self) -> None:
        self._tidy.stop()
        voices, self._voices = self._voices, deque()
        if self._silent_voice:
            voices.append(self._silent_voice)
            self._silent_voice = None
        for voice in voices:
            voice.sink.stateChanged.disconnect()
            voice.sink.stop()
            voice.sink.deleteLater()

    def _check(self) -> None:
        if any(voice.failed for voice in self._voices):
            self._fail()

    def _fail(self) -> None:
        """Say that there is no sound, and try again in a while: here the stream may be the caller."""
        self._set_trouble(NO_DEVICE)
        if not self._retry.isActive():
            self._retry.start()

    def _follow_default(self) -> None:
        default = self._qt.QMediaDevices.defaultAudioOutput()
        if self._trouble or (self._voices and self._device != default):
            self._retry.start(0)


class _Voice:
    """A stream to the device and the pipe into it."""

    def __init__(self, sink: Any) -> None:
        self.sink = sink
        self.pipe = sink.start()
        self.asleep = False

    @property
    def idle(self) -> bool:
        """Whether everything was played."""
        return bool(self.sink.bytesFree() >= self.sink.bufferSize())

    def sleep(self) -> None:
        """Take no processor."""
        if not self.asleep:
            self.sink.suspend()
            self.asleep = True

    def wake(self) -> None:
        """Be ready to play."""
        if self.asleep:
            self.sink.resume()
            self.asleep = False

    @property
    def failed(self) -> bool:
        """Whether the stream has stopped: it never does by itself."""
        return self.pipe is None or self.sink.state().name == "StoppedState"

    def restart(self) -> None:
        """Be silent at once and ready for more."""
        self.sink.reset()
        self.pipe = self.sink.start()
