"""An object on the session bus, in Qt's event loop."""

from collections.abc import Callable, Sequence

from jeepney import DBusAddress, Message, MessageFlag, MessageType, new_signal
from jeepney.io.blocking import DBusConnection
from PySide6.QtCore import QObject, QSocketNotifier

from .answers import PROPERTIES, answer
from .interface import Interface, Value


class BusObject(QObject):
    """An object at `path` on a connection: answers calls from the event loop, and tells what changed."""

    def __init__(
        self,
        connection: DBusConnection,
        path: str,
        interfaces: Sequence[Interface],
        lost: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        """`lost` is called once if the connection goes."""
        super().__init__(parent)
        self._connection: DBusConnection | None = connection
        self._path = path
        self._lost = lost
        self._interfaces = interfaces
        self._told = {one.name: one.told() for one in interfaces}
        self._readable = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)
        self._read()  # what came together with the reply about the name

    def tell_changes(self) -> None:
        """Say which properties have changed since they were told last."""
        for one in self._interfaces:
            before, now = self._told[one.name], one.told()
            self._told[one.name] = now
            if changed := {name: value for name, value in now.items() if before.get(name) != value}:
                self._emit(PROPERTIES, "PropertiesChanged", ("s", one.name), ("a{sv}", changed), ("as", []))

    def tell(self, interface: str, signal: str, value: Value) -> None:
        """Emit a signal with one value."""
        self._emit(interface, signal, value)

    def close(self) -> None:
        """Leave the bus, and with it give the name back."""
        if self._connection:
            self._readable.setEnabled(False)
            self._connection.close()
            self._connection = None

    def _emit(self, interface: str, signal: str, *values: Value) -> None:
        types, body = "".join(type_ for type_, _ in values), tuple(value for _, value in values)
        self._send(new_signal(DBusAddress(self._path, interface=interface), signal, types, body))

    def _send(self, message: Message) -> None:
        try:
            if self._connection:
                self._connection.send(message)
        except OSError as error:
            self._lose(error)

    def _read(self) -> None:
        while self._connection and (message := self._next(self._connection)):
            if message.header.message_type is MessageType.method_call:
                reply = answer(message, self._path, self._interfaces)
                if not message.header.flags & MessageFlag.no_reply_expected:
                    self._send(reply)

    def _next(self, connection: DBusConnection) -> Message | None:
        """A message that is there; None if there is none, or if the connection is gone."""
        try:
            return connection.receive(timeout=0)
        except TimeoutError:
            return None
        except Exception as error:  # noqa: BLE001 - whatever a bus sends, a session goes on
            self._lose(error)
            return None

    def _lose(self, error: Exception) -> None:
        self.close()
        self._lost(error)
