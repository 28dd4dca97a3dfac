"""Tells when a window comes up on an X display, to the millisecond and without asking again and again. Linux only."""

import ctypes
import select
import time
from typing import Self

SUBSTRUCTURE_NOTIFY, MAP_NOTIFY = 1 << 19, 19
"""From X11/X.h."""
EVENT_LONGS = 24
"""How long an XEvent is."""


class Windows:
    """The windows that come up on a display."""

    def __init__(self, display: str) -> None:
        self._x = x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = x.XDefaultRootWindow.restype = ctypes.c_void_p
        x.XDefaultRootWindow.argtypes = x.XConnectionNumber.argtypes = x.XPending.argtypes = [ctypes.c_void_p]
        x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        x.XSelectInput.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long]
        x.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self._display = x.XOpenDisplay(display.encode())
        x.XSelectInput(self._display, x.XDefaultRootWindow(self._display), SUBSTRUCTURE_NOTIFY)
        self._socket = x.XConnectionNumber(self._display)
        self._event = (ctypes.c_long * EVENT_LONGS)()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._x.XCloseDisplay(self._display)

    def forget(self) -> None:
        """What came up so far is of no interest."""
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, self._event)

    def wait(self, timeout_s: float = 30) -> float:
        """The monotonic second at which the next window comes up. Raises TimeoutError."""
        give_up = time.monotonic() + timeout_s
        while (left_s := give_up - time.monotonic()) > 0:
            while self._x.XPending(self._display):
                self._x.XNextEvent(self._display, self._event)
                if ctypes.c_int.from_buffer(self._event).value == MAP_NOTIFY:
                    return time.monotonic()
            select.select([self._socket], [], [], left_s)
        raise TimeoutError("no window came up")
