"""simpleaudio as the tests of its players need it."""

from importlib.machinery import ModuleSpec
from types import ModuleType

from hipstretch.qt.sound.samples import RATE


class Sound:
    """What simpleaudio returns for a sound: it plays until it is stopped."""

    def __init__(self) -> None:
        self.playing = True

    def stop(self) -> None:
        self.playing = False

    def is_playing(self) -> bool:
        return self.playing


class FakeSimpleAudio(ModuleType):
    """simpleaudio without a device behind it."""

    def __init__(self) -> None:
        super().__init__("simpleaudio")
        self.__spec__ = ModuleSpec("simpleaudio", None)
        self.heard: list[bytes] = []
        self.sounds: list[Sound] = []
        self.broken = False

    def play_buffer(self, pcm: bytes, channels: int, width: int, rate: int) -> Sound:
        assert (channels, width, rate) == (1, 2, RATE)
        if self.broken:
            raise RuntimeError("no such device")
        self.heard.append(pcm)
        self.sounds.append(Sound())
        return self.sounds[-1]
