"""A virtual display and the real program on it, driven by key presses from outside. Linux only.

with Desktop() as desktop:
    program = desktop.start_program(data_dir, "start", "six-minutes")
    program.wait_for_window()
    program.press("space")
"""

import ctypes
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

CLIENT_MESSAGE = 33
"""As <X11/X.h> numbers it."""
_numbers = itertools.count()


def wait_until(condition: Callable[[], object], timeout_s: float, what: str) -> None:
    """Wait for something another process does. Raises TimeoutError saying `what` did not happen."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} within {timeout_s:g} s")
        time.sleep(0.02)


class Desktop:
    """An Xvfb of the given size in pixels. Raises OSError if it does not start.

    A server without `-noreset` starts over whenever its last client leaves, and meanwhile refuses whoever connects.
    Its number comes from this process: two servers that look for a free one at the same time can find the same.
    """

    def __init__(self, size: str = "1366x768") -> None:
        self.display = f":{1000 + os.getpid() % 5_000 * 10 + next(_numbers) % 10}"
        read, write = os.pipe()
        options = ["-noreset", "-nolisten", "tcp", "-screen", "0", f"{size}x24", "-displayfd", str(write)]
        self._server = subprocess.Popen(
            ["Xvfb", self.display, *options], pass_fds=(write,), stderr=subprocess.DEVNULL
        )
        os.close(write)
        with os.fdopen(read) as ready:
            if not ready.readline():
                self._server.wait(10)
                raise OSError(f"Xvfb does not start as {self.display}")
        self._programs: list[Program] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for program in self._programs:
            program.kill()
        self._server.terminate()
        self._server.wait(10)

    def start_program(
        self,
        data_dir: Path,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        fsync_s: float = 0.0,
    ) -> "Program":
        """Start Hipstretch on this display with everything it writes under `data_dir`.

        `fsync_s` is how many seconds longer the disk takes to confirm each file.
        """
        more = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", **(environment or {})}
        slow = (
            f"import os, time; fsync = os.fsync; os.fsync = lambda file: (time.sleep({fsync_s}), fsync(file))"
        )
        run = "import sys; from hipstretch.__main__ import main; sys.exit(main())"
        command = [sys.executable, "-c", f"{slow}; {run}", "--data-dir", str(data_dir), *arguments]
        program = Program(command, {**os.environ, **more})
        self._programs.append(program)
        return program


class Program:
    """A running Hipstretch."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self.process = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.window = ""

    def wait_for_window(self, title: str = "Hipstretch", timeout_s: float = 30) -> str:
        """The X id of a window with this in its title, once it is mapped."""

        def found() -> bool:
            if self.process.poll() is not None:
                raise RuntimeError(f"the program ended: {self.output()}")
            search = self._xdotool("search", "--onlyvisible", "--name", title)
            self.window = search.stdout.split("\n")[0]
            return bool(self.window)

        wait_until(found, timeout_s, "the window did not appear")
        self._xdotool("windowfocus", "--sync", self.window)  # as a window manager would
        return self.window

    def press(self, *keys: str) -> None:
        """Press keys, by their X names, as a person at the keyboard would."""
        self._xdotool("key", *keys)

    def output(self) -> str:
        """What the ended program printed."""
        return self.process.communicate(timeout=10)[0]

    def close(self, timeout_s: float = 10) -> int:
        """Leave the program by its key; the exit code."""
        self.press("ctrl+q")
        return self.process.wait(timeout_s)

    def close_window(self) -> None:
        """Ask the window to close, as a press on its cross does; xdotool of Debian 12 can't."""
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype, x11.XInternAtom.restype = ctypes.c_void_p, ctypes.c_ulong
        display = ctypes.c_void_p(x11.XOpenDisplay(self._environment["DISPLAY"].encode()))
        protocols, delete = (x11.XInternAtom(display, n, 0) for n in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
        window = int(self.window)
        # XClientMessageEvent: type, serial, send_event, display, window, message_type, format, data
        event = (ctypes.c_long * 24)(CLIENT_MESSAGE, 0, 1, 0, window, protocols, 32, delete)
        x11.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), event)
        x11.XCloseDisplay(display)

    def kill(self) -> None:
        """End the process, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def _xdotool(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, text=True, check=False
        )
