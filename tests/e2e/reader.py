"""A screen reader of a kind: goes through a session by the names on the accessibility bus alone.

Runs with the system's Python, which has pyatspi, and prints what it did and heard, a line each.
"""

import sys
import time
from collections.abc import Callable
from typing import Any

import pyatspi  # type: ignore[import-not-found]

WAIT_S = 20.0


def say(*words: str) -> None:
    """A line of the report."""
    print(*words, flush=True)


class Reader:
    """Finds things by role and name, presses them, and listens."""

    def __init__(self) -> None:
        pyatspi.Registry.registerEventListener(self._heard, "object:announcement")
        self._program = self._find_program()

    def press(self, name: str) -> None:
        """Press the button of a name."""
        found = self._wait(lambda: self._button(name), f"no button {name}")
        found.queryAction().doAction(0)
        say("pressed", name)

    def wait_for(self, name: str) -> None:
        """Listen until there is a button of this name."""
        self._wait(lambda: self._button(name), f"no button {name}")

    def look_around(self) -> None:
        """Tell of everything that shows and has a name, by its role."""

        def shows(node: Any) -> bool:
            return bool(node.name and node.getState().contains(pyatspi.STATE_SHOWING))

        for node in pyatspi.findAllDescendants(self._program, shows):
            say("saw", f"{node.getRoleName()}: {node.name}")

    def listen(self, seconds: float) -> None:
        """Hear what is announced for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pyatspi.Registry.pumpQueuedEvents()
            time.sleep(0.02)

    def _heard(self, event: Any) -> None:
        say("heard", str(event.any_data))

    def _wait(self, condition: Callable[[], Any], what: str) -> Any:
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end:
            self.listen(0.1)
            if found := condition():
                return found
        raise TimeoutError(what)

    def _find_program(self) -> Any:
        def find() -> Any:
            desktop = pyatspi.Registry.getDesktop(0)
            some = (desktop.getChildAtIndex(i) for i in range(desktop.childCount))
            return next((one for one in some if one and one.name == "hipstretch"), None)

        return self._wait(find, "no program on the bus")

    def _button(self, name: str) -> Any:
        def fits(node: Any) -> bool:
            state = node.getState()
            here = state.contains(pyatspi.STATE_SHOWING) and state.contains(pyatspi.STATE_ENABLED)
            return bool(node.getRole() == pyatspi.ROLE_PUSH_BUTTON and node.name == name and here)

        return pyatspi.findDescendant(self._program, fits)


def main() -> None:
    """One session: start, pause, go on, skip twice, stop, keep, and back to Today."""
    reader = Reader()
    reader.press("Start")
    reader.wait_for("Pause")
    reader.look_around()
    reader.press("Pause")
    reader.wait_for("Go on")
    reader.press("Go on")
    reader.wait_for("Pause")
    reader.listen(4)
    reader.press("Skip")
    reader.listen(1)
    reader.press("Skip")
    reader.listen(1)
    reader.press("Stop")
    reader.press("Keep what was done")
    reader.press(sys.argv[1])
    reader.wait_for("Start")
    reader.listen(0.5)
    say("done")


if __name__ == "__main__":
    main()
