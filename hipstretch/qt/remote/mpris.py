"""What a session is as a media player: MPRIS 2.2, https://specifications.freedesktop.org/mpris-spec/latest/.

A track is a phase. What can't be undone from afar is not offered: a session is neither ended nor wound.
"""

import os
from collections.abc import Callable

from hipstretch.core.one_press import Way
from hipstretch.core.transitions import Command
from hipstretch.qt import wording
from hipstretch.qt.dbus.interface import Interface, Refused, Value
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.stores.settings_store import SettingsStore

PATH = "/org/mpris/MediaPlayer2"
NAME = "org.mpris.MediaPlayer2.hipstretch"
ROOT, PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"


class Player:
    """A session as a player; `picture` is the address of its picture, "" as long as there is none."""

    def __init__(
        self,
        controller: SessionController,
        settings: SettingsStore,
        come_forward: Callable[[], object] | None = None,
    ) -> None:
        """`come_forward` shows the window, if there is one."""
        self.controller = controller
        self.picture = ""
        self._settings = settings
        self._come_forward = come_forward
        self.interfaces = (
            Interface(
                ROOT,
                self._about,
                methods={"Raise": ("", self._raise), "Quit": ("", _nothing)},
            ),
            Interface(
                PLAYER,
                self._state,
                polled=frozenset({"Position"}),
                set={"Volume": self._set_volume, "Rate": _nothing},
                methods={
                    "Play": ("", self._play),
                    "Pause": ("", self._pause),
                    "PlayPause": ("", self._toggle),
                    "Stop": ("", controller.pause),  # ending asks what to keep; Play goes on
                    "Next": ("", self._next),
                    "Previous": ("", self._previous),
                    "Seek": ("x", _nothing),  # as the specification says where CanSeek is false
                    "SetPosition": ("ox", _nothing),
                    "OpenUri": ("s", _refuse),
                },
                signals={"Seeked": "x"},
            ),
        )

    @property
    def position(self) -> Value:
        """Microseconds spent in the phase."""
        session = self.controller.session
        return "x", _micro(session.elapsed_s(self.controller.now()))

    def _about(self) -> dict[str, Value]:
        return {
            "Identity": ("s", "Hipstretch"),
            "DesktopEntry": (
                "s",
                os.environ.get("FLATPAK_ID", "hipstretch"),
            ),  # how its .desktop file is called
            "CanQuit": ("b", False),
            "CanRaise": ("b", self._come_forward is not None),
            "HasTrackList": ("b", False),
            "SupportedUriSchemes": ("as", []),
            "SupportedMimeTypes": ("as", []),
        }

    def _state(self) -> dict[str, Value]:
        can = dict.fromkeys(("CanControl", "CanPlay", "CanPause", "CanGoNext", "CanGoPrevious"), ("b", True))
        return {
            "PlaybackStatus": ("s", "Paused" if self.controller.waits else "Playing"),
            "Metadata": ("a{sv}", self._metadata()),
            "Position": self.position,
            "Volume": ("d", self._settings.current.volume / 100),
            "Rate": ("d", 1.0),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "CanSeek": ("b", False),
            **can,
        }

    def _metadata(self) -> dict[str, Value]:
        controller = self.controller
        phase = controller.session.phase
        key = "/".join(map(str, phase.key))
        found: dict[str, Value] = {
            "mpris:trackid": ("o", f"/hipstretch/{controller.id}/{key}"),
            "xesam:title": (
                "s",
                wording.listed([controller.exercise.text.name, wording.side_phrase(phase.side)]),
            ),
            "xesam:artist": ("as", [wording.phase(phase.kind)]),  # the line that players show below the title
            "xesam:album": ("s", controller.routine.name),
        }
        if not phase.manual:  # its length is a guess, and the person decides
            found["mpris:length"] = ("x", _micro(phase.duration_s))
        if self.picture:
            found["mpris:artUrl"] = ("s", self.picture)
        return found

    def _counts(self, key: Command) -> bool:
        return self.controller.counts(key, Way.BUS)

    def _play(self) -> None:
        if self._counts(Command.PAUSE) and self.controller.waits:
            self.controller.start()

    def _pause(self) -> None:
        if self._counts(Command.PAUSE):
            self.controller.pause()

    def _toggle(self) -> None:
        if self._counts(Command.PAUSE):
            self.controller.toggle_pause()

    def _next(self) -> None:
        if self._counts(Command.SKIP):
            self.controller.skip()

    def _previous(self) -> None:
        if self._counts(Command.BACK):
            self.controller.back()

    def _raise(self) -> None:
        if self._come_forward:
            self._come_forward()

    def _set_volume(self, volume: float) -> None:
        self._settings.change(volume=round(100 * min(1.0, max(0.0, volume))))


def _micro(seconds: float) -> int:
    return round(seconds * 1_000_000)


def _nothing(*_: object) -> None:
    """Take a call that has no effect here."""


def _refuse(_: str) -> None:
    raise Refused("NotSupported", "Hipstretch opens nothing from afar")
