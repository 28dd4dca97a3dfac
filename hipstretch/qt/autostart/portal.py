"""A sandbox on Linux: the portal starts the program when the person logs in, if they let it.

https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Background.html. It does not tell whether
it does so now, and what it writes can't be read from the sandbox: all that is known is its last answer.
"""

import errno
import os
from collections.abc import Sequence
from typing import Any

from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection

from hipstretch.qt.dbus.connection import asked, opened

from .state import State

ROOT = "/org/freedesktop/portal/desktop"
BACKGROUND = DBusAddress(ROOT, "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Background")
TOKEN = "hipstretch"  # noqa: S105 - the last part of a path
PERSON_S = 300.0
"""How long the person may take to answer what the portal asks."""
GRANTED, REFUSED = 0, 1
"""The portal's answers; any other number is a failure."""


class Portal:
    """See the module."""

    def __init__(self, command: Sequence[str], purpose: str) -> None:
        """`purpose` is what the person may be shown as the reason."""
        self._command = command
        self._purpose = purpose
        self._state = State.UNKNOWN

    def state(self) -> State:
        """Its last answer."""
        return self._state

    def put_in(self) -> None:
        """Ask for it."""
        self._ask(on=True)

    def take_out(self) -> None:
        """Ask for the end of it."""
        self._ask(on=False)

    def _ask(self, *, on: bool) -> None:
        options = {
            "handle_token": ("s", TOKEN),
            "reason": ("s", self._purpose),
            "autostart": ("b", on),
            "commandline": ("as", [*self._command]),
        }
        connection, (answer, results) = opened(lambda one: _answered(one, options))
        connection.close()
        if answer == REFUSED:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _, starts = results.get("autostart", ("b", False))
        if answer != GRANTED or starts != on:
            raise OSError(f"org.freedesktop.portal.Background: {answer}")
        self._state = State.ON if on else State.OFF


def _answered(connection: DBusConnection, options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Ask, and wait for the answer, which comes to a path that is known before."""
    sender = connection.unique_name.removeprefix(":").replace(".", "_")
    path = f"{ROOT}/request/{sender}/{TOKEN}"
    rule = MatchRule(type="signal", interface="org.freedesktop.portal.Request", member="Response", path=path)
    asked(connection, message_bus.AddMatch(rule))
    with connection.filter(rule) as responses:
        asked(connection, new_method_call(BACKGROUND, "RequestBackground", "sa{sv}", ("", options)))
        answer, results = connection.recv_until_filtered(responses, timeout=PERSON_S).body
    return answer, results
