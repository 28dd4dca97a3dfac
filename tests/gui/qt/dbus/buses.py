"""A bus of its own for a test, and somebody on it who calls. Linux only."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication

from tests.e2e import tools

BUS = "org.freedesktop.DBus"


@contextmanager
def a_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator["Bus"]:
    """Start a bus, which is the session's from now on; the test is skipped where there is none to start."""
    tools.check(("dbus-daemon",))
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        bus = Bus(daemon)
        try:
            yield bus
        finally:
            bus.close()
            daemon.kill()


class Bus:
    """What a program on the bus sees and does."""

    def __init__(self, daemon: "subprocess.Popen[str]") -> None:
        self.daemon = daemon
        self._jeepney = import_module("jeepney")
        self._connection = import_module("jeepney.io.blocking").open_dbus_connection()

    def ask(self, method: str, types: str = "", *words: Any, of: str = BUS, on: str = "/") -> Any:
        """Call interface.Method, and let the event loop run until there is an answer; what it says.

        One value comes alone, several in a tuple. Raises DBusErrorResponse if it is an error.
        """
        interface, _, member = method.rpartition(".")
        address = self._jeepney.DBusAddress(on, of, interface)
        serial = next(self._connection.outgoing_serial)
        call = self._jeepney.new_method_call(address, member, types, words)
        self._connection.send(call, serial=serial)
        reply_to = self._jeepney.HeaderFields.reply_serial
        reply = next(m for m in self._messages() if m.header.fields.get(reply_to) == serial)
        body = import_module("jeepney.wrappers").unwrap_msg(reply)
        return body[0] if len(body) == 1 else body

    def say(self, method: str, *, of: str, on: str) -> None:
        """Call interface.Method, and want no answer."""
        interface, _, member = method.rpartition(".")
        call = self._jeepney.new_method_call(self._jeepney.DBusAddress(on, of, interface), member)
        call.header.flags |= self._jeepney.MessageFlag.no_reply_expected
        self._connection.send(call)

    def players(self) -> list[str]:
        """The names of the players that are there."""
        return sorted(name for name in self.ask(f"{BUS}.ListNames") if name.startswith("org.mpris"))

    def take(self, name: str) -> None:
        """Have a name, as another program would."""
        assert self.ask(f"{BUS}.RequestName", "su", name, 0) == 1

    def listen(self) -> None:
        """Be told the signals of players from now on."""
        self.ask(f"{BUS}.AddMatch", "s", "type='signal',path='/org/mpris/MediaPlayer2'")

    def heard(self, signal: str) -> tuple[Any, ...]:
        """Wait for a signal; what it says."""
        member = self._jeepney.HeaderFields.member
        return tuple(next(m.body for m in self._messages() if m.header.fields.get(member) == signal))

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def _messages(self) -> Iterator[Any]:
        while True:
            try:
                yield self._connection.receive(timeout=0.005)
            except TimeoutError:
                QCoreApplication.processEvents()
