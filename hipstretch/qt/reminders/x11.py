"""What the X server tells of the active window, by libX11, on a connection of its own for a moment."""

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ubyte, c_ulong, c_void_p, cast
from typing import Any

ANY_TYPE = 0
MOST = 64
"""Values that are read of one property."""


def active_window_states() -> frozenset[str]:
    """The names in _NET_WM_STATE of the active window; none where that can't be told."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return frozenset()
    x11.XOpenDisplay.restype = x11.XGetAtomName.restype = c_void_p
    x11.XInternAtom.restype = x11.XDefaultRootWindow.restype = c_ulong
    display = x11.XOpenDisplay(None)
    if not display:
        return frozenset()
    # the window may be gone by now, and without a handler of errors libX11 would end the program
    handler = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda *_: 0)
    x11.XSetErrorHandler.restype = c_void_p
    x11.XSetErrorHandler.argtypes = [c_void_p]
    before = x11.XSetErrorHandler(cast(handler, c_void_p))
    try:
        screen = c_void_p(display)
        root = x11.XDefaultRootWindow(screen)
        active = _property(x11, screen, root, b"_NET_ACTIVE_WINDOW")
        states = _property(x11, screen, active[0], b"_NET_WM_STATE") if active and active[0] else []
        return frozenset(filter(None, (_name(x11, screen, state) for state in states)))
    finally:
        x11.XCloseDisplay(c_void_p(display))
        x11.XSetErrorHandler(before)


def _property(x11: Any, display: c_void_p, window: int, name: bytes) -> list[int]:
    """The values of a property of 32 bits, which libX11 gives as longs."""
    kind, form, count, left, data = c_ulong(), c_int(), c_ulong(), c_ulong(), POINTER(c_ubyte)()
    atom = x11.XInternAtom(display, c_char_p(name), 1)
    failed = x11.XGetWindowProperty(
        display,
        c_ulong(window),
        c_ulong(atom),
        c_long(0),
        c_long(MOST),
        0,
        c_ulong(ANY_TYPE),
        byref(kind),
        byref(form),
        byref(count),
        byref(left),
        byref(data),
    )
    if failed or not data:
        return []
    found = list(cast(data, POINTER(c_ulong))[: count.value]) if form.value == 32 else []
    x11.XFree(data)
    return found


def _name(x11: Any, display: c_void_p, atom: int) -> str:
    found = x11.XGetAtomName(display, c_ulong(atom))
    if not found:
        return ""
    name = ctypes.string_at(found).decode("ascii", "replace")
    x11.XFree(c_void_p(found))
    return name
