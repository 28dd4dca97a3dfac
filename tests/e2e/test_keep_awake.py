"""The screen stays on while a session runs, and only then: a desktop's bus, and what the real program asks of it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import tools
from tests.e2e.desktop import Desktop, wait_until

if sys.platform != "linux":
    pytest.skip("wakepy brings jeepney on Linux", allow_module_level=True)
jeepney = import_module("jeepney")
blocking = import_module("jeepney.io.blocking")
pytestmark = tools.needs(*tools.DESKTOP, "dbus-daemon")
SCREEN_SAVER = "org.freedesktop.ScreenSaver"
COOKIE = 4711


class ScreenSaver(threading.Thread):
    """A desktop's screen saver on a bus, which notes what it is asked."""

    def __init__(self, connection: Any) -> None:
        super().__init__(daemon=True)
        self.asked: list[str] = []
        self._connection = connection
        connection.send_and_get_reply(jeepney.message_bus.RequestName(SCREEN_SAVER))
        self.start()

    def run(self) -> None:
        """Answer until the bus goes."""
        try:
            while True:
                message = self._connection.receive()
                if message.header.message_type is jeepney.MessageType.method_call:
                    self._answer(message)
        except (OSError, EOFError):
            self._connection.close()

    def _answer(self, message: Any) -> None:
        fields = message.header.fields.values()
        name = next(n for n in ("UnInhibit", "Inhibit") if n in fields)
        assert name == "Inhibit" or message.body == (COOKIE,)
        self.asked.append(name)
        body = ("u", (COOKIE,)) if name == "Inhibit" else (None, ())
        self._connection.send(jeepney.new_method_return(message, *body))


@pytest.fixture
def bus() -> Iterator[tuple[str, ScreenSaver]]:
    """The address of a bus of its own, and who is on it."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout
        address = daemon.stdout.readline().strip()
        saver = ScreenSaver(blocking.open_dbus_connection(address))
        yield address, saver
        daemon.kill()
        saver.join()


def test_the_screen_is_kept_on_from_start_to_end_and_not_while_paused(
    tmp_path: Path, bus: tuple[str, ScreenSaver]
) -> None:
    address, saver = bus
    (tmp_path / "settings.json").write_text('{"welcomed": true}', encoding="utf-8")
    environment = {"DBUS_SESSION_BUS_ADDRESS": address, "PULSE_SERVER": "none"}
    with Desktop() as screen:
        program = screen.start_program(tmp_path, "start", "six-minutes", environment=environment)
        program.wait_for_window()
        wait_until(lambda: saver.asked == ["Inhibit"], 10, f"the screen was not kept on: {saver.asked}")
        program.press("space")
        wait_until(lambda: saver.asked[1:] == ["UnInhibit"], 5, f"it was kept on in a pause: {saver.asked}")
        program.press("space")
        wait_until(lambda: saver.asked[2:] == ["Inhibit"], 10, f"not kept on after it: {saver.asked}")
        assert program.close() == 0
    assert saver.asked[3:] == ["UnInhibit"]
