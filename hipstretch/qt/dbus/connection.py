"""A connection to the session bus, by jeepney, which wakepy has imported by then anyway.

Not by Qt D-Bus: PySide 6.11 writes a small integer as 32 bits and an empty list as a list of variants. MPRIS wants 64
bits and a list of texts, and clients drop the rest.
"""

import os
from collections.abc import Callable
from typing import Any, TypeVar

from jeepney import Message, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

T = TypeVar("T")
ANSWER_S = 2.0
"""How long the bus may take for an answer."""
SEND_S = 0.1
"""How long it may take for a message; the event loop stands still meanwhile. One that takes longer is given up."""
DO_NOT_QUEUE, IS_OWNER = 4, 1
"""RequestName, as the D-Bus specification numbers it."""


def opened(prepare: Callable[[DBusConnection], T]) -> tuple[DBusConnection, T]:
    """A connection, and what `prepare` asks on it. Not for the event loop.

    Raises OSError if there is no bus, or whatever goes wrong in `prepare`.
    """
    try:
        connection = open_dbus_connection(auth_timeout=ANSWER_S)
        try:
            found = prepare(connection)
            connection.sock.settimeout(SEND_S)
        except BaseException:
            connection.close()
            raise
    except Exception as error:  # jeepney raises many kinds
        raise OSError(f"{type(error).__name__}: {error}") from error
    return connection, found


def asked(connection: DBusConnection, call: Message) -> tuple[Any, ...]:
    """What is answered to a call. Raises what jeepney raises."""
    return tuple(unwrap_msg(connection.send_and_get_reply(call, timeout=ANSWER_S)))


def connected(name: str) -> DBusConnection:
    """A connection that owns `name`, or `name.instance` and the process id if somebody has it. Not for the event loop.

    Raises OSError if there is no bus, or if it refuses.
    """
    names = (name, f"{name}.instance{os.getpid()}")
    connection, owned = opened(lambda one: any(_is_owned(one, each) for each in names))
    if not owned:
        connection.close()
        raise OSError(f"somebody else has the name {name}")
    return connection


def _is_owned(connection: DBusConnection, name: str) -> bool:
    return asked(connection, message_bus.RequestName(name, DO_NOT_QUEUE)) == (IS_OWNER,)
